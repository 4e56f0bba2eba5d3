import { type FoundWithin, foundWithin, hitWithin, isSearchedWithin } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import { holdsWords, rankOf, type SoughtValues, searchable, valuesOf } from '../search/index.ts';
import { actorTexts } from './texts.ts';

interface ActorFound extends FoundWithin {
  readonly name: string;
}
/** By name and way in: what is thought of somebody is read where it stands, beside what it rests on. */
const searchActors = statement<ActorFound, SoughtValues>(`
  select a.id, a.name, ${foundWithin}
  from actor a join collaboration c on c.id = a.collaboration_id
  where ${isSearchedWithin('a')} and ${holdsWords(`a.name || ' ' || a.way_in`)}
  order by ${rankOf('a.name')}, a.name collate "sv-x-icu", c.name collate "sv-x-icu", a.id limit $4`);

export const actorSearch = searchable<ActorFound>({
  place: 15,
  heading: (language) => actorTexts(language).search,
  question: (sought, most) => searchActors(...valuesOf(sought, most)),
  hit: (row, { language }) => hitWithin(row, language, row.name, `actors/${row.id}`),
});

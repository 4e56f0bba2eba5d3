import { type FoundWithin, foundWithin, hitWithin, isSearchedWithin } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import { holdsWords, rankOf, type SoughtValues, searchable, valuesOf } from '../search/index.ts';
import { followUpTexts } from './texts.ts';

interface RoundFound extends FoundWithin {
  readonly name: string;
}
/** By name alone: what parties answer in a round is theirs until it is shared, and is not searched afterwards either. */
const searchRounds = statement<RoundFound, SoughtValues>(`
  select r.id, r.name, ${foundWithin}
  from follow_up_round r join collaboration c on c.id = r.collaboration_id
  where ${isSearchedWithin('r')} and ${holdsWords('r.name')}
  order by ${rankOf('r.name')}, r.opened_at desc, r.id limit $4`);

export const roundSearch = searchable<RoundFound>({
  place: 40,
  heading: (language) => followUpTexts(language).search,
  question: (sought, most) => searchRounds(...valuesOf(sought, most)),
  hit: (row, { language }) => hitWithin(row, language, row.name, `follow-up/${row.id}`),
});

import { type FoundWithin, foundWithin, hitWithin, isSearchedWithin } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import { holdsWords, rankOf, type SoughtValues, searchable, valuesOf } from '../search/index.ts';
import { groupTexts } from './texts.ts';

interface GroupFound extends FoundWithin {
  readonly name: string;
}
const searchGroups = statement<GroupFound, SoughtValues>(`
  select g.id, g.name, ${foundWithin}
  from joint_group g join collaboration c on c.id = g.collaboration_id
  where ${isSearchedWithin('g')} and ${holdsWords('g.name')}
  order by ${rankOf('g.name')}, g.name collate "sv-x-icu", g.id limit $4`);

export const groupSearch = searchable<GroupFound>({
  place: 24,
  heading: (language) => groupTexts(language).search.groups,
  question: (sought, most) => searchGroups(...valuesOf(sought, most)),
  hit: (row, { language }) => hitWithin(row, language, row.name, `groups/${row.id}`),
});

interface OutcomeFound extends FoundWithin {
  readonly matter: string;
}
const searchOutcomes = statement<OutcomeFound, SoughtValues>(`
  select o.id, o.matter, ${foundWithin}
  from outcome o join collaboration c on c.id = o.collaboration_id
  where ${isSearchedWithin('o')} and ${holdsWords('o.matter')}
  order by ${rankOf('o.matter')}, o.opened_at desc, o.id limit $4`);

export const outcomeSearch = searchable<OutcomeFound>({
  place: 26,
  heading: (language) => groupTexts(language).search.outcomes,
  question: (sought, most) => searchOutcomes(...valuesOf(sought, most)),
  hit: (row, { language }) => hitWithin(row, language, row.matter, `outcomes/${row.id}`),
});

import { type ExampleKind, labelOf } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import {
  type Found,
  holdsWords,
  isReadable,
  rankOf,
  type SoughtValues,
  searchable,
  valuesOf,
} from '../search/index.ts';
import { followUpTexts } from './texts.ts';

interface RoundFound extends Found {
  readonly id: string;
  readonly name: string;
  readonly collaboration_id: string;
  readonly collaboration_name: string;
  readonly example: ExampleKind;
}
/** By name alone: what parties answer in a round is theirs until it is shared, and is not searched afterwards either. */
const searchRounds = statement<RoundFound, SoughtValues>(`
  select r.id, r.name, c.id as collaboration_id, c.name as collaboration_name, c.example, count(*) over ()::integer as found
  from follow_up_round r join collaboration c on c.id = r.collaboration_id
  where ${isReadable('r.collaboration_id')} and r.withdrawn_at is null and c.withdrawn_at is null and ${holdsWords('r.name')}
  order by ${rankOf('r.name')}, r.opened_at desc, r.id limit $4`);

export const roundSearch = searchable<RoundFound>({
  place: 40,
  heading: (language) => followUpTexts(language).search,
  question: (sought, most) => searchRounds(...valuesOf(sought, most)),
  hit: (row, { language }) => ({
    key: row.id,
    title: row.name,
    href: `/collaborations/${row.collaboration_id}/follow-up/${row.id}`,
    where: row.collaboration_name,
    ...labelOf(row.example, language),
  }),
});

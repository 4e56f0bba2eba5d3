import { type AsRead, type ChangedRow, type NewRow, noteRow } from '../collaborations/index.ts';
import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import type { YearEventRow } from './queries.ts';

export type EventFacts = Omit<YearEventRow, 'collaboration_id' | 'id' | 'version'>;

const columns = `title, kind, year, times, begins_month, begins_day, ends_month, ends_day, held_by_party_id, source_note`;
const record = `title text, kind text, year integer, times integer, begins_month integer, begins_day integer, ends_month integer,
    ends_day integer, held_by_party_id uuid, source_note text`;
const insert = statement<unknown, NewRow>(`
  insert into year_event (collaboration_id, id, organisation_id, created_at, created_by, ${columns})
  select $1::uuid, $2, $4, $5, $6, ${columns} from jsonb_to_record($3::jsonb) as f(${record})`);
const update = statement<{ id: string }, ChangedRow>(`
  update year_event set (${columns}, version) = (
    select ${columns}, $4::integer + 1 from jsonb_to_record($3::jsonb) as f(${record}))
  where collaboration_id = $1 and id = $2 and version = $4 and withdrawn_at is null returning id`);
const withdrawEvent = statement<{ id: string }, [collaboration: string, id: string, version: number, at: Date]>(`
  update year_event set withdrawn_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);

const told = ({ title, kind, year, times }: EventFacts) => ({ title, kind, year, times });

/** Puts something of the collaboration's own into its year, once or every year, or changes it. */
export const setYearEvent = (tx: Tx, collaborationId: string, facts: EventFacts, before?: AsRead<YearEventRow>) =>
  noteRow(
    tx,
    collaborationId,
    facts,
    before,
    { insert, update },
    {
      verb: before ? 'yearEvent.changed' : 'yearEvent.added',
      subjectType: 'yearEvent',
      before: before && told(before.row),
      after: told(facts),
    },
  );

export async function removeYearEvent(
  tx: Tx,
  collaborationId: string,
  event: YearEventRow,
  version: number,
): Promise<void> {
  if (!(await tx.find(withdrawEvent(collaborationId, event.id, version, tx.now)))) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'yearEvent.removed',
    subjectType: 'yearEvent',
    subjectId: event.id,
    collaborationId,
    before: told(event),
  });
}

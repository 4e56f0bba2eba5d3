import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { EventKind, YearEventRow } from './queries.ts';

export type EventFacts = Omit<YearEventRow, 'collaboration_id' | 'id' | 'version'>;

type Values = [
  title: string,
  kind: EventKind,
  year: number | null,
  times: number,
  fromMonth: number | null,
  fromDay: number | null,
  toMonth: number | null,
  toDay: number | null,
  heldBy: string | null,
  sourceNote: string,
];
const valuesOf = (facts: EventFacts): Values => [
  facts.title,
  facts.kind,
  facts.year,
  facts.times,
  facts.begins_month,
  facts.begins_day,
  facts.ends_month,
  facts.ends_day,
  facts.held_by_party_id,
  facts.source_note,
];

const insertEvent = statement<
  unknown,
  [collaboration: string, id: string, organisation: string, ...Values, at: Date, by: string]
>(`
  insert into year_event (collaboration_id, id, organisation_id, title, kind, year, times, begins_month, begins_day, ends_month,
    ends_day, held_by_party_id, source_note, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`);

const updateEvent = statement<{ id: string }, [collaboration: string, id: string, version: number, ...Values]>(`
  update year_event set title = $4, kind = $5, year = $6, times = $7, begins_month = $8, begins_day = $9, ends_month = $10,
    ends_day = $11, held_by_party_id = $12, source_note = $13, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);

const withdrawEvent = statement<{ id: string }, [collaboration: string, id: string, version: number, at: Date]>(`
  update year_event set withdrawn_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);

const told = ({ title, kind, year, times }: EventFacts) => ({ title, kind, year, times });

/** Puts something of the collaboration's own into its year, once or every year, or changes it. */
export async function setYearEvent(
  tx: Tx,
  collaborationId: string,
  facts: EventFacts,
  change?: { readonly before: YearEventRow; readonly version: number },
): Promise<string> {
  const id = change?.before.id ?? newId(tx.now);
  if (change) {
    if (!(await tx.find(updateEvent(collaborationId, id, change.version, ...valuesOf(facts)))))
      throw conflict('changed');
  } else {
    const organisation = tx.user.organisation_id ?? '';
    tx.send(insertEvent(collaborationId, id, organisation, ...valuesOf(facts), tx.now, tx.user.person_id));
  }
  tx.record({
    ...author(tx.user),
    verb: change ? 'yearEvent.changed' : 'yearEvent.added',
    subjectType: 'yearEvent',
    subjectId: id,
    collaborationId,
    ...(change ? { before: told(change.before) } : {}),
    after: told(facts),
  });
  return id;
}

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

import { author, may, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { answerGoals } from './policy.ts';

export interface LimitPeriodRow {
  readonly id: string;
  readonly indicator_id: string;
  readonly from_period: number;
  readonly reason: string;
  readonly created_at: Date;
  readonly created_by_name: string;
  readonly organisation_name: string;
}

/** Where somebody has started the limits anew, and why. The first period of a series has no row. */
export const listLimitPeriods = statement<LimitPeriodRow, [collaboration: string]>(`
  select l.id, l.indicator_id, l.from_period, l.reason, l.created_at, l.created_by_name, o.name as organisation_name
  from limit_period l join organisation o on o.id = l.organisation_id
  where l.collaboration_id = $1 and l.withdrawn_at is null order by l.indicator_id, l.from_period`);

export interface ImplementationRow {
  readonly id: string;
  readonly goal_id: string;
  readonly party_id: string | null;
  readonly party_name: string | null;
  readonly text: string;
  readonly source_note: string;
  readonly organisation_id: string | null;
  readonly created_at: Date;
}

/** What was carried out for a goal, as parties say and sources tell. */
export const listImplementations = statement<ImplementationRow, [collaboration: string, goal: string]>(`
  select i.id, i.goal_id, i.party_id, o.name as party_name, i.text, i.source_note, i.organisation_id, i.created_at
  from implementation i
  left join party p on p.collaboration_id = i.collaboration_id and p.id = i.party_id
  left join organisation o on o.id = p.organisation_id
  where i.collaboration_id = $1 and i.goal_id = $2 and i.withdrawn_at is null order by i.created_at, i.id`);

export interface EditorTextRow {
  readonly id: string;
  readonly text: string;
  readonly written_at: Date;
  readonly written_by_name: string;
  readonly organisation_name: string;
  readonly version: number;
  readonly is_withdrawn: boolean;
}

/** What an editor has written beside the locked text; the row stays when it has been taken away. */
export const findEditorText = statement<EditorTextRow, [collaboration: string, goal: string]>(`
  select e.id, e.text, e.written_at, e.written_by_name, o.name as organisation_name, e.version,
    e.withdrawn_at is not null as is_withdrawn
  from editor_text e join organisation o on o.id = e.organisation_id
  where e.collaboration_id = $1 and e.goal_id = $2`);

export interface AssuranceRow {
  readonly kind: 'limitPeriod' | 'implementation';
  /** The indicator whose limits begin anew; the goal for which something was carried out. */
  readonly of_id: string;
  readonly from_period: number | null;
}

/** What the ladder of every goal needs besides its figures, for tables of goals. */
export const listAssurance = statement<AssuranceRow, [collaboration: string]>(`
  select 'limitPeriod' as kind, l.indicator_id as of_id, l.from_period from limit_period l
  where l.collaboration_id = $1 and l.withdrawn_at is null
  union all
  select distinct 'implementation', i.goal_id, null::smallint from implementation i
  where i.collaboration_id = $1 and i.withdrawn_at is null`);

const insertLimitPeriod = statement<
  { id: string },
  [string, string, indicator: string, from: number, reason: string, at: Date, by: string, name: string, of: string]
>(`
  insert into limit_period (collaboration_id, id, indicator_id, from_period, reason, created_at, created_by, created_by_name,
    organisation_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (collaboration_id, indicator_id, from_period) do update
    set reason = excluded.reason, created_at = excluded.created_at, created_by = excluded.created_by,
      created_by_name = excluded.created_by_name, organisation_id = excluded.organisation_id, withdrawn_at = null
    where limit_period.withdrawn_at is not null
  returning id`);
const withdrawLimitPeriodRow = statement<
  { indicator_id: string; from_period: number; reason: string },
  [collaboration: string, id: string, indicator: string, at: Date]
>(`
  update limit_period set withdrawn_at = $4
  where collaboration_id = $1 and id = $2 and indicator_id = $3 and withdrawn_at is null
  returning indicator_id, from_period, reason`);

export interface NewLimitPeriod {
  readonly indicatorId: string;
  readonly fromPeriod: number;
  readonly reason: string;
}

/**
 * Starts the limits of an indicator anew, for a stated reason: assurance begins again. Nothing else moves a limit.
 * Refuses with conflict when a period already begins that year.
 */
export async function startLimitPeriod(tx: Tx, collaborationId: string, started: NewLimitPeriod): Promise<string> {
  const { indicatorId, fromPeriod, reason } = started;
  const { person_id, person_name, organisation_id } = tx.user;
  const row = await tx.find(
    insertLimitPeriod(
      collaborationId,
      newId(tx.now),
      indicatorId,
      fromPeriod,
      reason,
      tx.now,
      person_id,
      person_name,
      organisation_id ?? '',
    ),
  );
  if (!row) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'limitPeriod.started',
    subjectType: 'limitPeriod',
    subjectId: row.id,
    collaborationId,
    after: started,
  });
  return row.id;
}

/** Takes back a new period: the limits are those of the years before again. */
export async function withdrawLimitPeriod(
  tx: Tx,
  collaborationId: string,
  indicatorId: string,
  id: string,
): Promise<void> {
  const before = await tx.one(withdrawLimitPeriodRow(collaborationId, id, indicatorId, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'limitPeriod.withdrawn',
    subjectType: 'limitPeriod',
    subjectId: id,
    collaborationId,
    before,
  });
}

const insertImplementation = statement<
  unknown,
  [string, string, goal: string, party: string | null, text: string, source: string, Date, string, string | null]
>(`
  insert into implementation (collaboration_id, id, goal_id, party_id, text, source_note, created_at, created_by, organisation_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`);
const withdrawImplementationRow = statement<
  { text: string; source_note: string },
  [collaboration: string, id: string, goal: string, at: Date]
>(`
  update implementation set withdrawn_at = $4
  where collaboration_id = $1 and id = $2 and goal_id = $3 and withdrawn_at is null
  returning text, source_note`);

export interface NewImplementation {
  readonly goalId: string;
  /** Whose word it is; null where a source tells it. */
  readonly partyId: string | null;
  readonly text: string;
  readonly sourceNote: string;
}

/** Notes that something for a goal was carried out: what rung (a) rests on. */
export function tellImplementation(tx: Tx, collaborationId: string, told: NewImplementation): string {
  const id = newId(tx.now);
  tx.send(
    insertImplementation(
      collaborationId,
      id,
      told.goalId,
      told.partyId,
      told.text,
      told.sourceNote,
      tx.now,
      tx.user.person_id,
      tx.user.organisation_id,
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: 'implementation.told',
    subjectType: 'implementation',
    subjectId: id,
    collaborationId,
    after: told,
  });
  return id;
}

/** Takes back what was told, for the organisation that told it; what another told, whoever tells for others. */
export async function withdrawImplementation(
  tx: Tx,
  collaborationId: string,
  goalId: string,
  id: string,
): Promise<void> {
  const told = (await tx.all(listImplementations(collaborationId, goalId))).find((one) => one.id === id);
  const organisation = told?.organisation_id;
  if (!told || !may(tx.user, answerGoals, { collaboration: collaborationId, organisation })) throw notFound();
  const before = await tx.one(withdrawImplementationRow(collaborationId, id, goalId, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'implementation.withdrawn',
    subjectType: 'implementation',
    subjectId: id,
    collaborationId,
    before,
  });
}

const insertEditorText = statement<
  { id: string },
  [string, string, goal: string, text: string, at: Date, by: string, name: string, of: string]
>(`
  insert into editor_text (collaboration_id, id, goal_id, text, written_at, written_by, written_by_name, organisation_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (collaboration_id, goal_id) do nothing returning id`);
const updateEditorText = statement<
  { id: string },
  [string, string, version: number, text: string, at: Date, by: string, name: string, of: string]
>(`
  update editor_text set text = $4::text, written_at = $5::timestamptz, written_by = $6, written_by_name = $7, organisation_id = $8,
    version = version + 1, withdrawn_at = case when $4::text = '' then $5::timestamptz end
  where collaboration_id = $1 and id = $2 and version = $3 returning id`);

/**
 * Writes an editor's text beside the locked one, under the writer's name; an empty text takes it away. Refuses with
 * conflict when somebody has written since the page was opened.
 */
export async function writeEditorText(
  tx: Tx,
  collaborationId: string,
  goalId: string,
  text: string,
  before: EditorTextRow | undefined,
  version: number,
): Promise<void> {
  const { person_id, person_name, organisation_id } = tx.user;
  const by = [tx.now, person_id, person_name, organisation_id ?? ''] as const;
  const isEmpty = text === '';
  if (!before && isEmpty) return;
  const row = before
    ? await tx.find(updateEditorText(collaborationId, before.id, version, text, ...by))
    : await tx.find(insertEditorText(collaborationId, newId(tx.now), goalId, text, ...by));
  if (!row) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: isEmpty ? 'editorText.withdrawn' : 'editorText.written',
    subjectType: 'editorText',
    subjectId: row.id,
    collaborationId,
    ...(before ? { before: { text: before.text } } : {}),
    after: { goalId, text },
  });
}

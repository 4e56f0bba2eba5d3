import { author, dayOf, type Tx } from '../../identity/index.ts';
import { statement } from '../../platform/database/statement.ts';
import { conflict } from '../../platform/errors.ts';
import { newId } from '../../platform/id.ts';

export const disputeLevels = ['representatives', 'heads', 'group', 'mediation', 'court'] as const;
/** Where parties that do not agree meet, from nearest to furthest. */
export type DisputeLevel = (typeof disputeLevels)[number];

export interface DisputeRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly clause_id: string | null;
  readonly clause_heading: string | null;
  readonly clause_text: string | null;
  readonly matter: string;
  readonly shared_with: readonly string[];
  readonly concerned: readonly string[];
  readonly raised_on: string;
  readonly outcome: string;
  readonly settled_on: string | null;
  readonly version: number;
}

const columns = `d.id, d.organisation_id, o.name as organisation_name, d.clause_id, c.heading as clause_heading,
    c.text as clause_text, d.matter, d.shared_with, d.raised_on::text as raised_on, d.outcome,
    d.settled_on::text as settled_on, d.version,
    array(select w.name from organisation w where w.id = any(d.shared_with) order by w.name collate "sv-x-icu") as concerned`;
const from = `from dispute d join organisation o on o.id = d.organisation_id
  left join clause c on c.collaboration_id = d.collaboration_id and c.id = d.clause_id`;
// Row level security says the same: the two that disagree, and those who prepare.
const concerned = `((select nullif(current_setting('armkrok.organisation', true), '')::uuid) = any(d.shared_with || d.organisation_id)
    or d.collaboration_id = any((select nullif(current_setting('armkrok.prepares', true), '')::uuid[])::uuid[]))`;

/** The disputes that the acting organisation is in, or all for those who prepare; the open ones first. */
export const listDisputes = statement<DisputeRow, [collaboration: string, agreement: string]>(`
  select ${columns} ${from}
  where d.collaboration_id = $1 and d.agreement_id = $2 and d.withdrawn_at is null and ${concerned}
  order by d.settled_on nulls first, d.raised_on desc, d.id`);
export const findDispute = statement<DisputeRow, [collaboration: string, agreement: string, id: string]>(`
  select ${columns} ${from}
  where d.collaboration_id = $1 and d.agreement_id = $2 and d.id = $3 and d.withdrawn_at is null and ${concerned}`);

export interface DisputeStepRow {
  readonly id: string;
  readonly level: DisputeLevel;
  readonly held_on: string;
  readonly outcome: string;
  readonly organisation_name: string;
}

export const listDisputeSteps = statement<DisputeStepRow, [collaboration: string, dispute: string]>(`
  select s.id, s.level, s.held_on::text as held_on, s.outcome, o.name as organisation_name
  from dispute_step s join organisation o on o.id = s.organisation_id
  join dispute d on d.collaboration_id = s.collaboration_id and d.id = s.dispute_id
  where s.collaboration_id = $1 and s.dispute_id = $2 and s.withdrawn_at is null
    and ${concerned}
  order by s.held_on, s.id`);

const insertDispute = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    agreement: string,
    clause: string | null,
    matter: string,
    sharedWith: readonly string[],
    raisedOn: string,
    at: Date,
    by: string,
  ]
>(`
  insert into dispute (collaboration_id, id, organisation_id, agreement_id, clause_id, matter, shared_with, raised_on,
    created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7::uuid[], $8::date, $9, $10)`);
const insertStep = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    dispute: string,
    sharedWith: readonly string[],
    level: DisputeLevel,
    heldOn: string,
    outcome: string,
    at: Date,
    by: string,
  ]
>(`
  insert into dispute_step (collaboration_id, id, organisation_id, dispute_id, shared_with, level, held_on, outcome,
    created_at, created_by)
  values ($1, $2, $3, $4, $5::uuid[], $6, $7::date, $8, $9, $10)`);
const settleRow = statement<
  { id: string },
  [collaboration: string, id: string, version: number, outcome: string, on: string]
>(`
  update dispute set outcome = $4, settled_on = $5::date, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and settled_on is null returning id`);

/**
 * What happens in a dispute is told in the history of the organisation that does it: the collaboration's own, which every
 * party reads, does not say that there is one.
 */
const told = (tx: Tx, verb: string, id: string, after: Readonly<Record<string, unknown>>): void =>
  tx.record({ ...author(tx.user), verb, subjectType: 'dispute', subjectId: id, collaborationId: null, after });

export interface NewDispute {
  readonly agreementId: string;
  readonly clauseId: string | null;
  readonly matter: string;
  /** The other organisations that it concerns. */
  readonly with: readonly string[];
}

/** Raises that parties do not agree on what they have agreed. */
export function raiseDispute(tx: Tx, collaborationId: string, dispute: NewDispute): string {
  const id = newId(tx.now);
  const { agreementId, clauseId, matter } = dispute;
  tx.send(
    insertDispute(
      collaborationId,
      id,
      tx.user.organisation_id ?? '',
      agreementId,
      clauseId,
      matter,
      dispute.with,
      dayOf(tx.now),
      tx.now,
      tx.user.person_id,
    ),
  );
  told(tx, 'dispute.raised', id, { agreementId, clauseId, matter, with: dispute.with });
  return id;
}

/** Notes a step, as the clause says: who met, when, and what came of it. */
export function noteDisputeStep(
  tx: Tx,
  collaborationId: string,
  dispute: DisputeRow,
  step: { readonly level: DisputeLevel; readonly heldOn: string; readonly outcome: string },
): void {
  const mine = tx.user.organisation_id ?? '';
  tx.send(
    insertStep(
      collaborationId,
      newId(tx.now),
      mine,
      dispute.id,
      [...new Set([...dispute.shared_with, dispute.organisation_id])],
      step.level,
      step.heldOn,
      step.outcome,
      tx.now,
      tx.user.person_id,
    ),
  );
  told(tx, 'dispute.stepTaken', dispute.id, step);
}

/** How it ended. Refuses with conflict when it has been settled, or changed, since it was read. */
export async function settleDispute(
  tx: Tx,
  collaborationId: string,
  dispute: DisputeRow,
  version: number,
  outcome: string,
): Promise<void> {
  const done = await tx.find(settleRow(collaborationId, dispute.id, version, outcome, dayOf(tx.now)));
  if (!done) throw conflict('changed');
  told(tx, 'dispute.settled', dispute.id, { outcome });
}

import { noteEntered, noteOwnWords } from '../collaborations/index.ts';
import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { AccountRow, DecisionRow, PaymentRow } from './queries.ts';

const decide = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    organisation: string,
    plan: string,
    party: string,
    year: number,
    amount: string | null,
    minutes: string | null,
    plannedAmount: string | null,
    plannedMinutes: string | null,
    instance: string,
    paragraph: string,
    registrationNumber: string,
    decidedOn: string,
    at: Date,
    version: number,
  ]
>(`
  insert into financing_decision (collaboration_id, id, organisation_id, financing_plan_id, party_id, year, amount, minutes,
    planned_amount, planned_minutes, instance, paragraph, registration_number, decided_on, created_at)
  values ($1, $2, $3, $4, $5, $6, $7::bigint, $8::bigint, $9::bigint, $10::bigint, $11, $12, $13, $14::date, $15)
  on conflict (collaboration_id, financing_plan_id, party_id, year) do update set amount = excluded.amount,
    minutes = excluded.minutes, planned_amount = excluded.planned_amount, planned_minutes = excluded.planned_minutes,
    instance = excluded.instance, paragraph = excluded.paragraph, registration_number = excluded.registration_number,
    decided_on = excluded.decided_on, version = financing_decision.version + 1
  where financing_decision.version = $16::integer
  returning id`);
const pay = statement<
  never,
  [
    collaboration: string,
    id: string,
    organisation: string,
    plan: string,
    party: string,
    year: number,
    amount: string | null,
    minutes: string | null,
    paidOn: string,
    note: string,
    at: Date,
  ]
>(`
  insert into financing_payment (collaboration_id, id, organisation_id, financing_plan_id, party_id, year, amount, minutes,
    paid_on, note, created_at)
  values ($1, $2, $3, $4, $5, $6, $7::bigint, $8::bigint, $9::date, $10, $11)`);
const withdraw = statement<{ version: number }, [collaboration: string, id: string, version: number, at: Date]>(`
  update financing_payment set withdrawn_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
const book = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    organisation: string,
    plan: string,
    party: string,
    account: string,
    costCentre: string,
    invoiceReference: string,
    at: Date,
    version: number,
  ]
>(`
  insert into financing_account (collaboration_id, id, organisation_id, financing_plan_id, party_id, account, cost_centre,
    invoice_reference, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (collaboration_id, financing_plan_id, party_id) do update set account = excluded.account,
    cost_centre = excluded.cost_centre, invoice_reference = excluded.invoice_reference,
    version = financing_account.version + 1
  where financing_account.version = $10::integer
  returning id`);

type Entered = Pick<Parameters<typeof noteEntered>[2], 'channel' | 'statedOn'>;

/** Which plan and party it is about, and how the party said it where somebody else writes. */
export interface Reported {
  readonly planId: string;
  readonly partyId: string;
  readonly organisationId: string;
  readonly entered?: Entered | undefined;
  /** In words, for the party to confirm. */
  readonly summary: string;
}

function noteWhose(tx: Tx, collaborationId: string, subject: { type: string; id: string }, reported: Reported): void {
  const { entered, partyId, summary } = reported;
  if (entered) {
    noteEntered(tx, collaborationId, {
      partyId,
      subjectType: subject.type,
      subjectId: subject.id,
      summary,
      ...entered,
    });
  } else {
    noteOwnWords(tx, collaborationId, subject.type, subject.id);
  }
}

/** In kronor and hours, as the history tells it. */
const inWords = ({ amount, minutes }: Pick<DecisionRow, 'amount' | 'minutes'>) => ({
  ...(amount === null ? {} : { kronor: Number(amount) / 100 }),
  ...(minutes === null ? {} : { hours: Number(minutes) / 60 }),
});

export type DecisionFacts = Omit<DecisionRow, 'id' | 'financing_plan_id' | 'party_id' | 'version'>;

/** What a party has decided for a year. Refuses with conflict when it has been decided since the page was opened. */
export async function decideYear(
  tx: Tx,
  collaborationId: string,
  reported: Reported,
  facts: DecisionFacts,
  before?: { readonly row: DecisionRow; readonly version: number },
): Promise<string> {
  const done = await tx.find(
    decide(
      collaborationId,
      newId(tx.now),
      reported.organisationId,
      reported.planId,
      reported.partyId,
      facts.year,
      facts.amount,
      facts.minutes,
      facts.planned_amount,
      facts.planned_minutes,
      facts.instance,
      facts.paragraph,
      facts.registration_number,
      facts.decided_on,
      tx.now,
      before?.version ?? 0,
    ),
  );
  if (!done) throw conflict('changed');
  noteWhose(tx, collaborationId, { type: 'financingDecision', id: done.id }, reported);
  const said = (row: DecisionFacts) => ({
    year: row.year,
    ...inWords(row),
    instance: row.instance,
    paragraph: row.paragraph,
    decidedOn: row.decided_on,
  });
  tx.record({
    ...author(tx.user),
    verb: before ? 'financing.decisionChanged' : 'financing.decided',
    subjectType: 'financingDecision',
    subjectId: done.id,
    collaborationId,
    ...(before ? { before: said(before.row) } : {}),
    after: { ...said(facts), partyId: reported.partyId },
  });
  return done.id;
}

export type PaymentFacts = Omit<PaymentRow, 'id' | 'financing_plan_id' | 'party_id' | 'version'>;

export function tellPayment(tx: Tx, collaborationId: string, reported: Reported, facts: PaymentFacts): string {
  const id = newId(tx.now);
  tx.send(
    pay(
      collaborationId,
      id,
      reported.organisationId,
      reported.planId,
      reported.partyId,
      facts.year,
      facts.amount,
      facts.minutes,
      facts.paid_on,
      facts.note,
      tx.now,
    ),
  );
  noteWhose(tx, collaborationId, { type: 'financingPayment', id }, reported);
  tx.record({
    ...author(tx.user),
    verb: facts.minutes === null ? 'financing.paid' : 'financing.hoursGiven',
    subjectType: 'financingPayment',
    subjectId: id,
    collaborationId,
    after: { year: facts.year, ...inWords(facts), paidOn: facts.paid_on, note: facts.note, partyId: reported.partyId },
  });
  return id;
}

/** What was told by mistake is taken back; it stays in the history. */
export async function takeBackPayment(
  tx: Tx,
  collaborationId: string,
  payment: PaymentRow,
  version: number,
): Promise<void> {
  if (!(await tx.find(withdraw(collaborationId, payment.id, version, tx.now)))) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'financing.paymentTakenBack',
    subjectType: 'financingPayment',
    subjectId: payment.id,
    collaborationId,
    before: { year: payment.year, ...inWords(payment), paidOn: payment.paid_on },
  });
}

export type AccountFacts = Pick<AccountRow, 'account' | 'cost_centre' | 'invoice_reference'>;

export async function bookOn(
  tx: Tx,
  collaborationId: string,
  reported: Reported,
  facts: AccountFacts,
  before?: { readonly row: AccountRow; readonly version: number },
): Promise<void> {
  const done = await tx.find(
    book(
      collaborationId,
      newId(tx.now),
      reported.organisationId,
      reported.planId,
      reported.partyId,
      facts.account,
      facts.cost_centre,
      facts.invoice_reference,
      tx.now,
      before?.version ?? 0,
    ),
  );
  if (!done) throw conflict('changed');
  noteWhose(tx, collaborationId, { type: 'financingAccount', id: done.id }, reported);
  tx.record({
    ...author(tx.user),
    verb: 'financing.booked',
    subjectType: 'financingAccount',
    subjectId: done.id,
    collaborationId,
    after: { account: facts.account, costCentre: facts.cost_centre, invoiceReference: facts.invoice_reference },
  });
}

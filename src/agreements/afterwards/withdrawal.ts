import { noteEntered, noteOwnWords } from '../../collaborations/index.ts';
import { author, dayOf, type Tx } from '../../identity/index.ts';
import { statement } from '../../platform/database/statement.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/id.ts';

export const fates = ['isKept', 'isTakenOver', 'ends'] as const;
/** What becomes of an undertaking when its party leaves. */
export type Fate = (typeof fates)[number];

export interface WithdrawalRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly party_id: string;
  readonly party_name: string;
  readonly noticed_on: string;
  readonly leaves_on: string;
  readonly because: string;
  readonly instance: string;
  readonly decided_on: string | null;
  readonly paragraph: string;
  readonly registration_number: string;
  /** Null until it has been settled. */
  readonly money_text: string | null;
  readonly data_text: string | null;
  readonly taken_back_on: string | null;
  readonly taken_back_because: string;
  readonly carried_out_at: Date | null;
  readonly version: number;
}

const columns = `w.id, w.organisation_id, w.party_id, o.name as party_name, w.noticed_on::text as noticed_on,
    w.leaves_on::text as leaves_on, w.because, w.instance, w.decided_on::text as decided_on, w.paragraph,
    w.registration_number, w.money_text, w.data_text, w.taken_back_on::text as taken_back_on, w.taken_back_because,
    w.carried_out_at, w.version`;

/** Every withdrawal from the agreement, the newest first. */
export const listWithdrawals = statement<WithdrawalRow, [collaboration: string, agreement: string]>(`
  select ${columns} from withdrawal w join organisation o on o.id = w.organisation_id
  where w.collaboration_id = $1 and w.agreement_id = $2 order by w.noticed_on desc, w.id desc`);
export const findWithdrawal = statement<WithdrawalRow, [collaboration: string, agreement: string, id: string]>(`
  select ${columns} from withdrawal w join organisation o on o.id = w.organisation_id
  where w.collaboration_id = $1 and w.agreement_id = $2 and w.id = $3`);

export interface PromisedRow {
  readonly subject_type: 'contribution' | 'agreementUndertaking';
  readonly id: string;
  readonly text: string;
  readonly amount: string;
  readonly until_on: string | null;
  readonly becomes: Fate | null;
  readonly taken_over_by_party_id: string | null;
  readonly note: string;
  readonly version: number;
}

/** What the party has promised, in answer to goals and in the text in force, and what has been settled about each. */
export const listPromised = statement<PromisedRow, [collaboration: string, agreement: string, withdrawal: string]>(`
  with leaving as materialized (
    select w.id, w.party_id from withdrawal w where w.collaboration_id = $1 and w.agreement_id = $2 and w.id = $3),
  promised as (
    select 'contribution' as subject_type, c.id, c.text, c.amount, c.until_on
    from leaving l join contribution c on c.collaboration_id = $1 and c.party_id = l.party_id and c.form = 'undertaking'
    union all
    select 'agreementUndertaking', u.id, u.text, u.amount, u.until_on
    from leaving l join agreement_undertaking u on u.collaboration_id = $1 and u.party_id = l.party_id and u.withdrawn_at is null
    join agreement_version v on v.collaboration_id = u.collaboration_id and v.id = u.agreement_version_id
    where v.agreement_id = $2 and v.entered_into_force_on is not null and v.replaced_on is null and v.withdrawn_at is null)
  select p.subject_type, p.id, coalesce(s.text, p.text) as text, p.amount, p.until_on::text as until_on, s.becomes,
    s.taken_over_by_party_id, coalesce(s.note, '') as note, coalesce(s.version, 0) as version
  from promised p left join withdrawal_undertaking s
    on s.collaboration_id = $1 and s.withdrawal_id = $3 and s.subject_id = p.id
  order by p.subject_type, p.until_on nulls last, p.id`);

const insertWithdrawal = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    organisation: string,
    agreement: string,
    party: string,
    noticedOn: string,
    leavesOn: string,
    because: string,
    instance: string,
    decidedOn: string | null,
    paragraph: string,
    registrationNumber: string,
    enteredBy: string | null,
    at: Date,
    by: string,
  ]
>(`
  insert into withdrawal (collaboration_id, id, organisation_id, agreement_id, party_id, noticed_on, leaves_on, because,
    instance, decided_on, paragraph, registration_number, entered_by_organisation_id, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6::date, $7::date, $8, $9, $10::date, $11, $12, $13, $14, $15)
  on conflict do nothing returning id`);
const settle = statement<
  { version: number },
  [collaboration: string, id: string, version: number, leavesOn: string, money: string, data: string]
>(`
  update withdrawal set leaves_on = $4::date, money_text = $5, data_text = $6, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and taken_back_on is null and carried_out_at is null
  returning version`);
const settleUndertaking = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    withdrawal: string,
    subjectType: string,
    subject: string,
    text: string,
    becomes: Fate,
    takenOverBy: string | null,
    note: string,
    at: Date,
    by: string,
  ]
>(`
  insert into withdrawal_undertaking (collaboration_id, id, organisation_id, withdrawal_id, subject_type, subject_id, text,
    becomes, taken_over_by_party_id, note, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  on conflict (collaboration_id, withdrawal_id, subject_id) do update set becomes = excluded.becomes,
    taken_over_by_party_id = excluded.taken_over_by_party_id, note = excluded.note,
    version = withdrawal_undertaking.version + 1`);
const takeBackRow = statement<
  { id: string },
  [collaboration: string, id: string, version: number, on: string, because: string]
>(`
  update withdrawal set taken_back_on = $4::date, taken_back_because = $5, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and taken_back_on is null and carried_out_at is null
  returning id`);
const carryOutRow = statement<{ id: string }, [collaboration: string, id: string, version: number, at: Date]>(`
  update withdrawal set carried_out_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and taken_back_on is null and carried_out_at is null
  returning id`);
const leaveVersions = statement<unknown, [collaboration: string, agreement: string, party: string, on: string]>(`
  update agreement_party p set left_on = $4::date, version = p.version + 1
  from agreement_version v
  where v.collaboration_id = p.collaboration_id and v.id = p.agreement_version_id and p.collaboration_id = $1
    and v.agreement_id = $2 and p.party_id = $3 and p.left_on is null
    and v.entered_into_force_on is not null and v.replaced_on is null`);

/**
 * The day so many months after another, as notice is reckoned: the same day of the month, or the last one where the month
 * is shorter (lag 1930:173, 1 §, by its ground).
 */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  const found = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate())));
  return found.toISOString().slice(0, 10);
}

export type WithdrawalState = 'running' | 'due' | 'leftAlready' | 'takenBack';

/** Where a withdrawal stands on a day. */
export function withdrawalState(one: WithdrawalRow, today: string): WithdrawalState {
  if (one.taken_back_on) return 'takenBack';
  if (one.carried_out_at) return 'leftAlready';
  return one.leaves_on <= today ? 'due' : 'running';
}

export interface Notice {
  readonly partyId: string;
  readonly organisationId: string;
  readonly noticedOn: string;
  readonly leavesOn: string;
  readonly because: string;
  readonly instance: string;
  readonly decidedOn: string | null;
  readonly paragraph: string;
  readonly registrationNumber: string;
  /** How the party said it, when it is entered for it. */
  readonly entered?: Pick<Parameters<typeof noteEntered>[2], 'channel' | 'statedOn' | 'summary'>;
}

/** A party gives notice. Refuses with conflict when it has given notice of the same agreement already. */
export async function giveNotice(
  tx: Tx,
  collaborationId: string,
  agreementId: string,
  notice: Notice,
): Promise<string> {
  const id = newId(tx.now);
  const done = await tx.find(
    insertWithdrawal(
      collaborationId,
      id,
      notice.organisationId,
      agreementId,
      notice.partyId,
      notice.noticedOn,
      notice.leavesOn,
      notice.because,
      notice.instance,
      notice.decidedOn,
      notice.paragraph,
      notice.registrationNumber,
      notice.entered ? tx.user.organisation_id : null,
      tx.now,
      tx.user.person_id,
    ),
  );
  if (!done) throw conflict('changed');
  const { entered, organisationId: _, ...after } = notice;
  if (entered) {
    noteEntered(tx, collaborationId, { partyId: notice.partyId, subjectType: 'withdrawal', subjectId: id, ...entered });
  }
  tx.record({
    ...author(tx.user),
    verb: 'withdrawal.given',
    subjectType: 'withdrawal',
    subjectId: id,
    collaborationId,
    after: { agreementId, ...after },
  });
  return id;
}

export interface Settlement {
  readonly leavesOn: string;
  readonly money: string;
  readonly data: string;
  readonly undertakings: readonly {
    readonly promised: PromisedRow;
    readonly becomes: Fate;
    readonly takenOverBy: string | null;
    readonly note: string;
  }[];
}

/** What becomes of promises, money and data. Refuses with conflict when somebody has settled it since it was read. */
export async function settleWithdrawal(
  tx: Tx,
  collaborationId: string,
  before: WithdrawalRow,
  version: number,
  to: Settlement,
): Promise<void> {
  const done = await tx.find(settle(collaborationId, before.id, version, to.leavesOn, to.money, to.data));
  if (!done) throw conflict('changed');
  for (const { promised, becomes, takenOverBy, note } of to.undertakings) {
    tx.send(
      settleUndertaking(
        collaborationId,
        newId(tx.now),
        before.organisation_id,
        before.id,
        promised.subject_type,
        promised.id,
        promised.text,
        becomes,
        takenOverBy,
        note,
        tx.now,
        tx.user.person_id,
      ),
    );
  }
  tx.record({
    ...author(tx.user),
    verb: 'withdrawal.settled',
    subjectType: 'withdrawal',
    subjectId: before.id,
    collaborationId,
    before: { leavesOn: before.leaves_on, money: before.money_text, data: before.data_text },
    after: {
      leavesOn: to.leavesOn,
      money: to.money,
      data: to.data,
      undertakings: to.undertakings.map(({ promised, becomes, takenOverBy }) => ({
        id: promised.id,
        becomes,
        takenOverBy,
      })),
    },
  });
}

/** The party stays after all. */
export async function takeBackNotice(
  tx: Tx,
  collaborationId: string,
  before: WithdrawalRow,
  version: number,
  because: string,
): Promise<void> {
  const done = await tx.find(takeBackRow(collaborationId, before.id, version, dayOf(tx.now), because));
  if (!done) throw conflict('changed');
  noteOwnWords(tx, collaborationId, 'withdrawal', before.id);
  tx.record({
    ...author(tx.user),
    verb: 'withdrawal.takenBack',
    subjectType: 'withdrawal',
    subjectId: before.id,
    collaborationId,
    after: { because },
  });
}

/**
 * Notes that the party has left the agreement, on the day or after it: it is bound by the text no longer, and what it did
 * while it was stands. Whether it also leaves the collaboration is said on its own page.
 */
export async function carryOutWithdrawal(
  tx: Tx,
  collaborationId: string,
  agreementId: string,
  before: WithdrawalRow,
  version: number,
): Promise<void> {
  if (withdrawalState(before, dayOf(tx.now)) !== 'due') throw notFound();
  const done = await tx.find(carryOutRow(collaborationId, before.id, version, tx.now));
  if (!done) throw conflict('changed');
  tx.send(leaveVersions(collaborationId, agreementId, before.party_id, before.leaves_on));
  tx.record({
    ...author(tx.user),
    verb: 'withdrawal.carriedOut',
    subjectType: 'withdrawal',
    subjectId: before.id,
    collaborationId,
    after: { partyId: before.party_id, leavesOn: before.leaves_on },
  });
}

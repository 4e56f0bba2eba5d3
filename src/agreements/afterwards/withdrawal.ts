import { noteEntered, noteOwnWords } from '../../collaborations/index.ts';
import { author, dayOf, type Tx } from '../../identity/index.ts';
import { statement } from '../../platform/database/statement.ts';
import { conflict } from '../../platform/errors.ts';
import { newId } from '../../platform/id.ts';
import { enqueue } from '../../platform/jobs.ts';

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
  /** Another text in force binds the party, so that it stays in the collaboration. */
  readonly stays: boolean;
  readonly version: number;
}

const columns = `w.id, w.organisation_id, w.party_id, o.name as party_name, w.noticed_on::text as noticed_on,
    w.leaves_on::text as leaves_on, w.because, w.instance, w.decided_on::text as decided_on, w.paragraph,
    w.registration_number, w.money_text, w.data_text, w.taken_back_on::text as taken_back_on, w.taken_back_because,
    w.carried_out_at, is_bound_by_another(w.collaboration_id, w.party_id, w.agreement_id) as stays, w.version`;

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
  /** What has been settled about it, under an id of its own. */
  readonly settlement_id: string | null;
  readonly becomes: Fate | null;
  readonly taken_over_by_party_id: string | null;
  readonly note: string;
  /** What the party says that was asked to take it over; null until it has answered. */
  readonly is_accepted: boolean | null;
  readonly answer_note: string;
  readonly version: number;
}

/** Another has been asked to take it over and has not answered, or has said no. */
export const isOpenStill = (one: Pick<PromisedRow, 'becomes' | 'is_accepted'>): boolean =>
  one.becomes === null || (one.becomes === 'isTakenOver' && !one.is_accepted);

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
  select p.subject_type, p.id, coalesce(s.text, p.text) as text, p.amount, p.until_on::text as until_on,
    s.id as settlement_id, s.becomes, s.taken_over_by_party_id, coalesce(s.note, '') as note, t.is_accepted,
    coalesce(t.note, '') as answer_note, coalesce(s.version, 0) as version
  from promised p left join withdrawal_undertaking s
    on s.collaboration_id = $1 and s.withdrawal_id = $3 and s.subject_id = p.id
  left join takeover_answer t on t.collaboration_id = $1 and t.withdrawal_undertaking_id = s.id
    and t.party_id = s.taken_over_by_party_id
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
  where collaboration_id = $1 and id = $2 and version = $3 and taken_back_on is null
    and (carried_out_at is null or leaves_on = $4::date)
  returning version`);
/** On the party itself: the day it leaves, unless another text binds it. */
const sayLeaving = statement<
  unknown,
  [collaboration: string, party: string, agreement: string, leavesOn: string | null]
>(`
  update party set leaves_on = case when is_bound_by_another(collaboration_id, id, $3) then null else $4::date end
  where collaboration_id = $1 and id = $2 and status <> 'left'`);
const followSettlement = statement<TakenOver, [collaboration: string, withdrawal: string, at: Date]>(`
  select contribution_id, to_goal as goal_id, to_party as party_id, duty from follow_settlement($1::uuid, $2::uuid, $3::timestamptz)`);
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

interface TakenOver {
  readonly contribution_id: string;
  readonly goal_id: string;
  readonly party_id: string;
  readonly duty: string;
}
/** Once the party has left: what became of its undertakings stands on them, and what another took over is that one's. */
export async function follow(
  tx: Pick<Tx, 'all' | 'record' | 'now'>,
  by: { readonly userId: string | null; readonly organisationId: string | null },
  collaborationId: string,
  withdrawalId: string,
): Promise<void> {
  for (const one of await tx.all(followSettlement(collaborationId, withdrawalId, tx.now))) {
    tx.record({
      ...by,
      verb: 'contribution.takenOver',
      subjectType: 'contribution',
      subjectId: one.contribution_id,
      collaborationId,
      after: { goalId: one.goal_id, partyId: one.party_id, text: one.duty, withdrawalId },
    });
  }
}

/** Those concerned are written to, once the transaction has ended. */
export const tellTask = 'tell-of-withdrawal';
export const tellOf = (collaborationId: string, withdrawalId: string, news: 'given' | 'over') =>
  enqueue(
    tellTask,
    { collaboration: collaborationId, withdrawal: withdrawalId },
    `${tellTask}/${withdrawalId}/${news}`,
    null,
  );

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
  tx.send(
    sayLeaving(collaborationId, notice.partyId, agreementId, notice.leavesOn),
    tellOf(collaborationId, id, 'given'),
  );
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
  agreementId: string,
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
      // Who is asked to take over is told to the two, until it has said yes.
      undertakings: to.undertakings.map(({ promised, becomes }) => ({ id: promised.id, becomes })),
    },
  });
  tx.send(sayLeaving(collaborationId, before.party_id, agreementId, to.leavesOn));
  await follow(tx, author(tx.user), collaborationId, before.id);
}

/** The party stays after all. */
export async function takeBackNotice(
  tx: Tx,
  collaborationId: string,
  agreementId: string,
  before: WithdrawalRow,
  version: number,
  because: string,
): Promise<void> {
  const done = await tx.find(takeBackRow(collaborationId, before.id, version, dayOf(tx.now), because));
  if (!done) throw conflict('changed');
  noteOwnWords(tx, collaborationId, 'withdrawal', before.id);
  tx.send(sayLeaving(collaborationId, before.party_id, agreementId, null));
  tx.record({
    ...author(tx.user),
    verb: 'withdrawal.takenBack',
    subjectType: 'withdrawal',
    subjectId: before.id,
    collaborationId,
    after: { because },
  });
}

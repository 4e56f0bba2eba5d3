import { noteEntered, noteOwnWords } from '../../collaborations/index.ts';
import { author, type Tx } from '../../identity/index.ts';
import { statement } from '../../platform/database/statement.ts';
import { conflict } from '../../platform/errors.ts';
import { newId } from '../../platform/id.ts';
import { follow } from './withdrawal.ts';

/** One party is asked to take over what another has promised. */
export interface TakeoverRow {
  readonly id: string;
  readonly withdrawal_id: string;
  readonly text: string;
  readonly note: string;
  readonly from_name: string;
  readonly from_organisation_id: string;
  readonly leaves_on: string;
  readonly party_id: string;
  readonly organisation_id: string;
  readonly party_name: string;
  /** The answer, and its version; 0 until there is one. */
  readonly is_accepted: boolean | null;
  readonly answer_note: string;
  readonly version: number;
  /** The party has left: a yes stands. */
  readonly is_over: boolean;
}

export const findTakeover = statement<
  TakeoverRow,
  [collaboration: string, agreement: string, withdrawal: string, undertaking: string]
>(`
  select s.id, s.withdrawal_id, s.text, s.note, leaving.name as from_name, s.organisation_id as from_organisation_id,
    w.leaves_on::text as leaves_on, p.id as party_id, p.organisation_id, o.name as party_name, t.is_accepted,
    coalesce(t.note, '') as answer_note, coalesce(t.version, 0) as version, w.carried_out_at is not null as is_over
  from withdrawal_undertaking s
  join withdrawal w on w.collaboration_id = s.collaboration_id and w.id = s.withdrawal_id and w.taken_back_on is null
  join party p on p.collaboration_id = s.collaboration_id and p.id = s.taken_over_by_party_id
  join organisation o on o.id = p.organisation_id
  join organisation leaving on leaving.id = s.organisation_id
  left join takeover_answer t on t.collaboration_id = s.collaboration_id and t.withdrawal_undertaking_id = s.id
    and t.party_id = s.taken_over_by_party_id
  where s.collaboration_id = $1 and w.agreement_id = $2 and s.withdrawal_id = $3 and s.id = $4 and s.becomes = 'isTakenOver'`);

const insertAnswer = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    organisation: string,
    from: string,
    undertaking: string,
    party: string,
    accepted: boolean,
    note: string,
    enteredBy: string | null,
    at: Date,
    by: string,
  ]
>(`
  insert into takeover_answer (collaboration_id, id, organisation_id, from_organisation_id, withdrawal_undertaking_id, party_id,
    is_accepted, note, entered_by_organisation_id, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing returning id`);
const changeAnswer = statement<
  { id: string },
  [
    collaboration: string,
    undertaking: string,
    party: string,
    version: number,
    accepted: boolean,
    note: string,
    enteredBy: string | null,
  ]
>(`
  update takeover_answer set is_accepted = $5, note = $6, entered_by_organisation_id = $7, version = version + 1
  where collaboration_id = $1 and withdrawal_undertaking_id = $2 and party_id = $3 and version = $4 returning id`);

/** A yes stands once the party that promised has left: what was taken over is then the other's own undertaking. */
export const mayAnswer = (one: TakeoverRow): boolean => !(one.is_over && one.is_accepted);

export interface TakeoverAnswer {
  readonly isAccepted: boolean;
  readonly note: string;
  /** How the party said it, when it is entered for it. */
  readonly entered?: Pick<Parameters<typeof noteEntered>[2], 'channel' | 'statedOn' | 'summary'>;
}

/** The party that was asked says yes or no. Refuses with conflict when it has answered since `version` was read. */
export async function answerTakeover(
  tx: Tx,
  collaborationId: string,
  before: TakeoverRow,
  version: number,
  { isAccepted, note, entered }: TakeoverAnswer,
): Promise<void> {
  const enteredBy = entered ? tx.user.organisation_id : null;
  const done = await tx.find(
    version === 0
      ? insertAnswer(
          collaborationId,
          newId(tx.now),
          before.organisation_id,
          before.from_organisation_id,
          before.id,
          before.party_id,
          isAccepted,
          note,
          enteredBy,
          tx.now,
          tx.user.person_id,
        )
      : changeAnswer(collaborationId, before.id, before.party_id, version, isAccepted, note, enteredBy),
  );
  if (!done) throw conflict('changed');
  if (entered) {
    noteEntered(tx, collaborationId, {
      partyId: before.party_id,
      subjectType: 'takeoverAnswer',
      subjectId: done.id,
      ...entered,
    });
  } else {
    noteOwnWords(tx, collaborationId, 'takeoverAnswer', done.id);
  }
  tx.record({
    ...author(tx.user),
    verb: isAccepted ? 'takeover.accepted' : 'takeover.declined',
    subjectType: 'takeoverAnswer',
    subjectId: done.id,
    // A no is the party's own, like the question: it stands in the history of the organisation.
    collaborationId: isAccepted ? collaborationId : null,
    after: { text: before.text, note },
  });
  await follow(tx, author(tx.user), collaborationId, before.withdrawal_id);
}

import { type Channel, noteEntered, noteOwnWords } from '../collaborations/index.ts';
import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { CommentAnswer, Stance } from './agreement.ts';
import type { AgreementPartyRow, CommentRow } from './queries.ts';

const insertComment = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    version: string,
    clause: string,
    party: string,
    text: string,
    proposal: string,
    enteredBy: string | null,
    at: Date,
    by: string,
  ]
>(`
  insert into clause_comment (collaboration_id, id, organisation_id, agreement_version_id, clause_id, party_id, text, proposal,
    entered_by_organisation_id, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`);
const answerRow = statement<
  { version: number },
  [collaboration: string, id: string, version: number, answer: CommentAnswer, text: string, at: Date, by: string]
>(`
  update clause_comment set answer = $4, answer_text = $5, answered_at = $6, answered_by = $7, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
const updateStance = statement<
  { version: number },
  [collaboration: string, id: string, version: number, stance: Stance, note: string, at: Date]
>(`
  update agreement_party set stance = $4, stance_note = $5, stance_at = $6, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);

interface Entered {
  readonly channel: Channel;
  readonly statedOn: string;
}

/** A party says something of a clause, with other words for it where it has some. */
export function commentOn(
  tx: Tx,
  collaborationId: string,
  clause: { readonly id: string; readonly agreement_version_id: string },
  party: { readonly party_id: string; readonly organisation_id: string },
  said: { readonly text: string; readonly proposal: string; readonly entered?: Entered | undefined },
): string {
  const id = newId(tx.now);
  tx.send(
    insertComment(
      collaborationId,
      id,
      party.organisation_id,
      clause.agreement_version_id,
      clause.id,
      party.party_id,
      said.text,
      said.proposal,
      said.entered ? tx.user.organisation_id : null,
      tx.now,
      tx.user.person_id,
    ),
  );
  if (said.entered) {
    noteEntered(tx, collaborationId, {
      partyId: party.party_id,
      subjectType: 'comment',
      subjectId: id,
      summary: said.text,
      ...said.entered,
    });
  }
  tx.record({
    ...author(tx.user),
    verb: 'clause.commented',
    subjectType: 'clause',
    subjectId: clause.id,
    collaborationId,
    after: { partyId: party.party_id, text: said.text, proposal: said.proposal },
  });
  return id;
}

/** How a comment was met, by those who prepare. */
export async function answerComment(
  tx: Tx,
  collaborationId: string,
  comment: CommentRow,
  version: number,
  answer: CommentAnswer,
  text: string,
): Promise<void> {
  const answered = await tx.find(
    answerRow(collaborationId, comment.id, version, answer, text, tx.now, tx.user.person_id),
  );
  if (!answered) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'clause.answered',
    subjectType: 'clause',
    subjectId: comment.clause_id,
    collaborationId,
    after: { answer, answerText: text },
  });
}

/** Where a party stands to the text before it decides. It binds nobody. */
export async function takeStance(
  tx: Tx,
  collaborationId: string,
  before: AgreementPartyRow,
  version: number,
  to: { readonly stance: Stance; readonly note: string; readonly entered?: Entered | undefined },
  words: string,
): Promise<void> {
  const taken = await tx.find(updateStance(collaborationId, before.id, version, to.stance, to.note, tx.now));
  if (!taken) throw conflict('changed');
  if (to.entered) {
    noteEntered(tx, collaborationId, {
      partyId: before.party_id,
      subjectType: 'stance',
      subjectId: before.id,
      summary: to.note === '' ? words : `${words}: ${to.note}`,
      ...to.entered,
    });
  } else noteOwnWords(tx, collaborationId, 'stance', before.id);
  tx.record({
    ...author(tx.user),
    verb: 'agreement.stanceTaken',
    subjectType: 'agreementParty',
    subjectId: before.id,
    collaborationId,
    before: { stance: before.stance },
    after: { partyId: before.party_id, stance: to.stance, note: to.note },
  });
}

import { noteEntered, noteOwnWords } from '../collaborations/index.ts';
import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { ContributionForm } from './goal.ts';
import type { ContributionRow } from './queries.ts';

const insertContribution = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    goal: string,
    party: string,
    form: ContributionForm,
    text: string,
    reason: string,
    steeringDocument: string,
    committee: string,
    number: string,
    documentYear: number | null,
    assignedIn: string,
    amount: string,
    untilOn: string | null,
    at: Date,
    by: string | null,
    isPoliticallyDecided: boolean,
  ]
>(`
  insert into contribution (collaboration_id, id, goal_id, party_id, form, text, reason, steering_document, committee, number,
    document_year, assigned_in, amount, until_on, answered_at, answered_by, is_politically_decided)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::date, $15, $16, $17)
  on conflict (collaboration_id, goal_id, party_id) do nothing returning id`);
const updateContribution = statement<
  { version: number },
  [
    collaboration: string,
    id: string,
    version: number,
    form: ContributionForm,
    text: string,
    reason: string,
    steeringDocument: string,
    committee: string,
    number: string,
    documentYear: number | null,
    assignedIn: string,
    amount: string,
    untilOn: string | null,
    at: Date,
    by: string | null,
    isPoliticallyDecided: boolean,
  ]
>(`
  update contribution set form = $4, text = $5, reason = $6, steering_document = $7, committee = $8, number = $9,
    document_year = $10, assigned_in = $11, amount = $12, until_on = $13::date, answered_at = $14, answered_by = $15,
    is_politically_decided = $16, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 returning version`);
const replaceWords = statement<
  { id: string; form: ContributionForm },
  [collaboration: string, id: string, words: string, at: Date]
>(`
  update contribution set answered_at = $4, version = version + 1,
    text = case when form = 'doesNotContribute' then text else $3 end,
    reason = case when form = 'doesNotContribute' then $3 else reason end
  where collaboration_id = $1 and id = $2 returning id, form`);

export type ContributionFacts = Omit<
  ContributionRow,
  'after_leaving' | 'taken_over_by_party_id' | 'id' | 'goal_id' | 'party_id' | 'answered_at' | 'version'
>;

export interface Answer {
  readonly goalId: string;
  readonly partyId: string;
  readonly facts: ContributionFacts;
  /** The answer that stands, with the version the writer read; undefined for the first. */
  readonly before: ContributionRow | undefined;
  readonly version: number;
  /** How the party said it, when the process leader writes for it. */
  readonly entered?: Pick<Parameters<typeof noteEntered>[2], 'channel' | 'statedOn'>;
}

/**
 * A party answers a joint goal: own goal, task, undertaking, or does not contribute. Refuses with conflict when somebody
 * has answered since the page was opened.
 */
export async function answerGoal(tx: Tx, collaborationId: string, answer: Answer): Promise<string> {
  const { facts, before, goalId, partyId } = answer;
  const id = before?.id ?? newId(tx.now);
  const by = answer.entered ? null : tx.user.person_id;
  const done = before
    ? await tx.find(
        updateContribution(
          collaborationId,
          id,
          answer.version,
          facts.form,
          facts.text,
          facts.reason,
          facts.steering_document,
          facts.committee,
          facts.number,
          facts.document_year,
          facts.assigned_in,
          facts.amount,
          facts.until_on,
          tx.now,
          by,
          facts.is_politically_decided,
        ),
      )
    : await tx.find(
        insertContribution(
          collaborationId,
          id,
          goalId,
          partyId,
          facts.form,
          facts.text,
          facts.reason,
          facts.steering_document,
          facts.committee,
          facts.number,
          facts.document_year,
          facts.assigned_in,
          facts.amount,
          facts.until_on,
          tx.now,
          by,
          facts.is_politically_decided,
        ),
      );
  if (!done) throw conflict('changed');
  if (answer.entered) {
    noteEntered(tx, collaborationId, {
      partyId,
      subjectType: 'contribution',
      subjectId: id,
      summary: facts.form === 'doesNotContribute' ? facts.reason : facts.text,
      ...answer.entered,
    });
  } else if (before) {
    noteOwnWords(tx, collaborationId, 'contribution', id);
  }
  tx.record({
    ...author(tx.user),
    verb: before ? 'contribution.changed' : 'contribution.answered',
    subjectType: 'contribution',
    subjectId: id,
    collaborationId,
    ...(before ? { before: { form: before.form, text: before.text, reason: before.reason } } : {}),
    after: { goalId, partyId, ...facts },
  });
  return id;
}

/** A party that does not sign in has put its own words in place of those entered for it. */
export async function correctContribution(tx: Tx, collaborationId: string, id: string, words: string): Promise<void> {
  await tx.one(replaceWords(collaborationId, id, words, tx.now));
}

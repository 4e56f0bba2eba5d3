import { noteEntered, noteOwnWords } from '../collaborations/index.ts';
import { author, dayOf, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { correctExpectation } from './expectations.ts';
import type { AnswerRow, QuestionRow } from './question-queries.ts';

/** What a question is asked of. */
export type About =
  | { readonly about: 'goal'; readonly id: string }
  | { readonly about: 'contribution'; readonly id: string }
  | { readonly about: 'undertaking'; readonly id: string }
  | { readonly about: 'party'; readonly id: string };

const insertQuestion = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    about: About['about'],
    aboutId: string,
    question: string,
    on: string,
    dueOn: string,
    follows: string | null,
    at: Date,
    by: string | null,
  ]
>(`
  insert into asked_question (collaboration_id, id, organisation_id, about, goal_id, contribution_id, undertaking_id, party_id,
    question, asked_on, answer_due_on, follows_question_id, created_at, created_by)
  values ($1, $2, $3, $4, case $4 when 'goal' then $5::uuid end, case $4 when 'contribution' then $5::uuid end,
    case $4 when 'undertaking' then $5::uuid end, case $4 when 'party' then $5::uuid end, $6, $7::date, $8::date, $9, $10, $11)`);
const putTo = statement<
  unknown,
  [
    collaboration: string,
    ids: readonly string[],
    organisations: readonly string[],
    question: string,
    parties: readonly string[],
    at: Date,
  ]
>(`
  insert into question_answer (collaboration_id, id, organisation_id, question_id, party_id, created_at)
  select $1, given.id, given.organisation, $4, given.party, $6
  from unnest($2::uuid[], $3::uuid[], $5::uuid[]) as given (id, organisation, party)`);

export interface QuestionFacts {
  readonly question: string;
  readonly dueOn: string;
}

/** Puts a question to parties. Until one has answered, it is known to them and to those who prepare alone. */
export function askQuestion(
  tx: Tx,
  collaborationId: string,
  subject: About,
  facts: QuestionFacts,
  parties: readonly { readonly id: string; readonly organisation_id: string }[],
  follows: string | null = null,
): string {
  const id = newId(tx.now);
  tx.send(
    insertQuestion(
      collaborationId,
      id,
      tx.user.organisation_id ?? '',
      subject.about,
      subject.id,
      facts.question,
      dayOf(tx.now),
      facts.dueOn,
      follows,
      tx.now,
      tx.user.person_id,
    ),
    putTo(
      collaborationId,
      parties.map(() => newId(tx.now)),
      parties.map((party) => party.organisation_id),
      id,
      parties.map((party) => party.id),
      tx.now,
    ),
  );
  record(tx, id, 'askedQuestion.asked', undefined, { ...facts, parties: parties.map((party) => party.id) });
  return id;
}

/** In the chain of the organisation that asks: the collaboration's is read by all, and tells of the question once answered. */
const record = (tx: Tx, id: string, verb: string, before: unknown, after: unknown) =>
  tx.record({
    ...author(tx.user),
    verb,
    subjectType: 'askedQuestion',
    subjectId: id,
    collaborationId: null,
    ...(before === undefined ? {} : { before }),
    after,
  });

const updateQuestion = statement<
  { id: string },
  [collaboration: string, id: string, version: number, question: string, dueOn: string]
>(`
  update asked_question set question = $4, answer_due_on = $5::date, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null and answered_at is null returning id`);

/** Puts the question, or its date, right. What has been answered is not asked otherwise: another question follows it. */
export async function changeQuestion(
  tx: Tx,
  collaborationId: string,
  before: QuestionRow,
  version: number,
  facts: QuestionFacts,
): Promise<void> {
  const changed = await tx.find(updateQuestion(collaborationId, before.id, version, facts.question, facts.dueOn));
  if (!changed) throw conflict('changed');
  record(
    tx,
    before.id,
    'askedQuestion.changed',
    { question: before.question, dueOn: before.answer_due_on },
    { question: facts.question, dueOn: facts.dueOn },
  );
}

const withdrawQuestion = statement<{ id: string }, [collaboration: string, id: string, version: number, at: Date]>(`
  update asked_question set withdrawn_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);
const withdrawAnswers = statement<unknown, [collaboration: string, question: string, at: Date]>(`
  update question_answer set withdrawn_at = $3, version = version + 1
  where collaboration_id = $1 and question_id = $2 and withdrawn_at is null and answered_on is null`);

/** Takes back a question that nobody has answered; of one that somebody has, those that have not are asked no longer. */
export async function takeBackQuestion(
  tx: Tx,
  collaborationId: string,
  before: QuestionRow,
  version: number,
): Promise<void> {
  if (before.answered_at === null) {
    if (!(await tx.find(withdrawQuestion(collaborationId, before.id, version, tx.now)))) throw conflict('changed');
  }
  tx.send(withdrawAnswers(collaborationId, before.id, tx.now));
  record(tx, before.id, 'askedQuestion.takenBack', { question: before.question }, {});
}

const updateAnswer = statement<
  { id: string },
  [collaboration: string, id: string, version: number, answer: string, on: string, enteredBy: string | null]
>(`
  update question_answer set answer = $4, answered_on = $5::date, entered_by_organisation_id = $6, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);

type Channel = Pick<Parameters<typeof noteEntered>[2], 'channel' | 'statedOn'>;

/** A party answers; or somebody writes down what it has answered, and by what way. */
export async function answerQuestion(
  tx: Tx,
  collaborationId: string,
  question: Pick<QuestionRow, 'id' | 'question'>,
  before: AnswerRow,
  version: number,
  answer: string,
  entered?: Channel,
): Promise<void> {
  const by = entered ? tx.user.organisation_id : null;
  if (!(await tx.find(updateAnswer(collaborationId, before.id, version, answer, dayOf(tx.now), by))))
    throw conflict('changed');
  if (entered) {
    noteEntered(tx, collaborationId, {
      partyId: before.party_id,
      subjectType: 'questionAnswer',
      subjectId: before.id,
      summary: `${question.question} ${answer}`,
      ...entered,
    });
  } else {
    noteOwnWords(tx, collaborationId, 'questionAnswer', before.id);
  }
  tx.record({
    ...author(tx.user),
    verb: 'askedQuestion.answered',
    subjectType: 'askedQuestion',
    subjectId: question.id,
    collaborationId,
    ...(before.answer ? { before: { answer: before.answer } } : {}),
    after: { question: question.question, answer, partyId: before.party_id },
  });
}

const correct = statement<{ id: string }, [collaboration: string, id: string, answer: string]>(`
  update question_answer set answer = $3, entered_by_organisation_id = null, version = version + 1
  where collaboration_id = $1 and id = $2 and withdrawn_at is null returning id`);

/** What the party says by its link takes the place of what was entered: of an answer to a question, or to an expectation. */
export async function correctEntered(tx: Tx, collaborationId: string, id: string, said: string): Promise<void> {
  if (await tx.find(correct(collaborationId, id, said))) return;
  if (!(await correctExpectation(tx, collaborationId, id, said))) throw notFound();
}

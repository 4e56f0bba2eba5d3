import { noteEntered, noteOwnWords } from '../collaborations/index.ts';
import { author, dayOf, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';

export const expectationAnswers = ['accepts', 'adjusts', 'declines'] as const;
export type ExpectationAnswer = (typeof expectationAnswers)[number];
export const expectationOutcomes = ['met', 'partly', 'notMet'] as const;
export type ExpectationOutcome = (typeof expectationOutcomes)[number];

export interface ExpectationRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly to_organisation_id: string;
  readonly to_name: string;
  readonly to_party_id: string;
  readonly expected: string;
  readonly answer_due_on: string;
  readonly answer: ExpectationAnswer | null;
  readonly answer_words: string;
  readonly answered_on: string | null;
  /** Written down for the party, which has not said it itself. */
  readonly is_entered: boolean;
  readonly outcome: ExpectationOutcome | null;
  readonly outcome_words: string;
  readonly to_outcome: ExpectationOutcome | null;
  readonly to_outcome_words: string;
  readonly version: number;
}

/** What the reader may see: its own party's, in both directions; for whoever leads, all. */
export const listExpectations = statement<ExpectationRow, [collaboration: string]>(`
  select e.id, e.organisation_id, o.name as organisation_name, e.to_organisation_id, t.name as to_name, e.to_party_id, e.expected,
    e.answer_due_on::text as answer_due_on, e.answer, e.answer_words, e.answered_on::text as answered_on,
    e.entered_by_organisation_id is not null as is_entered, e.outcome, e.outcome_words, e.to_outcome, e.to_outcome_words, e.version
  from expectation e join organisation o on o.id = e.organisation_id join organisation t on t.id = e.to_organisation_id
  where e.collaboration_id = $1 and e.withdrawn_at is null
  order by e.answer is not null, e.created_at desc, e.id`);

interface PartyOf {
  readonly id: string;
  readonly organisation_id: string;
}
export interface ExpectationFacts {
  readonly expected: string;
  readonly dueOn: string;
}

const insertExpectation = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    party: string,
    toOrganisation: string,
    toParty: string,
    expected: string,
    dueOn: string,
    at: Date,
    by: string | null,
  ]
>(`
  insert into expectation (collaboration_id, id, organisation_id, party_id, to_organisation_id, to_party_id, expected,
    answer_due_on, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8::date, $9, $10)`);

/** Told to the two and to whoever leads; so in the chain of the organisation that says it, and never in the collaboration's. */
function record(tx: Tx, id: string, verb: string, states: { before?: unknown; after?: unknown }): void {
  tx.record({
    ...author(tx.user),
    verb,
    subjectType: 'expectation',
    subjectId: id,
    collaborationId: null,
    ...states,
  });
}

export function stateExpectation(
  tx: Tx,
  collaborationId: string,
  own: PartyOf,
  of: PartyOf,
  facts: ExpectationFacts,
): string {
  const id = newId(tx.now);
  const { expected, dueOn } = facts;
  tx.send(
    insertExpectation(
      collaborationId,
      id,
      own.organisation_id,
      own.id,
      of.organisation_id,
      of.id,
      expected,
      dueOn,
      tx.now,
      tx.user.person_id,
    ),
  );
  record(tx, id, 'expectation.stated', { after: { ...facts, toPartyId: of.id } });
  return id;
}

const updateExpectation = statement<
  { id: string },
  [collaboration: string, id: string, version: number, expected: string, dueOn: string]
>(`
  update expectation set expected = $4, answer_due_on = $5::date, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null and answer is null returning id`);

/** Put otherwise before it is answered; what has been answered is renegotiated by the answer. */
export async function changeExpectation(
  tx: Tx,
  collaborationId: string,
  before: ExpectationRow,
  version: number,
  facts: ExpectationFacts,
): Promise<void> {
  const { expected, dueOn } = facts;
  if (!(await tx.find(updateExpectation(collaborationId, before.id, version, expected, dueOn))))
    throw conflict('changed');
  record(tx, before.id, 'expectation.changed', {
    before: { expected: before.expected, dueOn: before.answer_due_on },
    after: facts,
  });
}

const withdraw = statement<{ id: string }, [collaboration: string, id: string, version: number, at: Date]>(`
  update expectation set withdrawn_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);
export async function takeBackExpectation(
  tx: Tx,
  collaborationId: string,
  before: ExpectationRow,
  version: number,
): Promise<void> {
  if (!(await tx.find(withdraw(collaborationId, before.id, version, tx.now)))) throw conflict('changed');
  record(tx, before.id, 'expectation.takenBack', { before: { expected: before.expected } });
}

const answer = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    version: number,
    answer: ExpectationAnswer,
    words: string,
    on: string,
    enteredBy: string | null,
  ]
>(`
  update expectation set answer = $4, answer_words = $5, answered_on = $6::date, entered_by_organisation_id = $7,
    version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);

/** What a party has answered, as it was heard: by what way, and in words that it can recognise. */
export type HeardAnswer = Pick<Parameters<typeof noteEntered>[2], 'channel' | 'statedOn' | 'summary'>;

/** The party answers; or whoever leads writes down what it has answered. */
export async function answerExpectation(
  tx: Tx,
  collaborationId: string,
  before: ExpectationRow,
  version: number,
  said: ExpectationAnswer,
  words: string,
  heard?: HeardAnswer,
): Promise<void> {
  const by = heard ? tx.user.organisation_id : null;
  if (!(await tx.find(answer(collaborationId, before.id, version, said, words, dayOf(tx.now), by))))
    throw conflict('changed');
  if (heard) {
    noteEntered(tx, collaborationId, {
      partyId: before.to_party_id,
      subjectType: 'expectation',
      subjectId: before.id,
      ...heard,
    });
  } else {
    noteOwnWords(tx, collaborationId, 'expectation', before.id);
  }
  record(tx, before.id, 'expectation.answered', {
    ...(before.answer ? { before: { answer: before.answer, answerWords: before.answer_words } } : {}),
    after: { expected: before.expected, answer: said, answerWords: words },
  });
}

const correct = statement<{ readonly corrected: boolean }, [collaboration: string, id: string, words: string]>(
  'select correct_expectation($1::uuid, $2::uuid, $3) as corrected',
);

/** What the party says by its link stands beside the answer that was entered, as its own words. */
export async function correctExpectation(tx: Tx, collaborationId: string, id: string, words: string): Promise<boolean> {
  return (await tx.one(correct(collaborationId, id, words))).corrected;
}

type OutcomeValues = [
  collaboration: string,
  id: string,
  version: number,
  outcome: ExpectationOutcome,
  words: string,
  on: string,
];
const setOutcome = statement<{ id: string }, OutcomeValues>(`
  update expectation set outcome = $4, outcome_words = $5, outcome_on = $6::date, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);
const setOtherOutcome = statement<{ id: string }, OutcomeValues>(`
  update expectation set to_outcome = $4, to_outcome_words = $5, to_outcome_on = $6::date, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);

/** What one of the two says came of it. The other says its own. */
export async function sayOutcome(
  tx: Tx,
  collaborationId: string,
  before: ExpectationRow,
  version: number,
  outcome: ExpectationOutcome,
  words: string,
): Promise<void> {
  const set = tx.user.organisation_id === before.organisation_id ? setOutcome : setOtherOutcome;
  if (!(await tx.find(set(collaborationId, before.id, version, outcome, words, dayOf(tx.now)))))
    throw conflict('changed');
  record(tx, before.id, 'expectation.outcomeSaid', {
    after: { expected: before.expected, outcome, outcomeWords: words },
  });
}

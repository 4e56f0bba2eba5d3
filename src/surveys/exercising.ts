import { type Channel, noteEntered } from '../collaborations/index.ts';
import { author, may, speaksFor, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { type Instrument, readInstrument } from './instrument.ts';
import { answerExercises, approveAnswers, rateAnswers } from './policy.ts';
import { type AskedPartyRow, type ExerciseRow, findExercise, listAnswers, listAskedParties } from './queries.ts';
import { areAnswersOpen, areRatingsOpen, stateOf } from './shared-view.ts';

const insertExercise = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    name: string,
    purpose: string,
    key: string,
    version: number,
    instrument: Instrument,
    previous: string | null,
    at: Date,
    by: string,
    deadline: string,
    ratingDeadline: string,
  ]
>(`
  insert into shared_view_round (collaboration_id, id, organisation_id, name, purpose, instrument_key, instrument_version,
    instrument, previous_round_id, opened_at, opened_by, deadline_on, deadline_at, rating_deadline_on, rating_deadline_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::date, ($12::date + 1)::timestamp at time zone 'Europe/Stockholm',
    $13::date, ($13::date + 1)::timestamp at time zone 'Europe/Stockholm')`);
const insertAsked = statement<
  { id: string },
  [collaboration: string, round: string, ids: readonly string[], parties: readonly string[]]
>(`
  insert into shared_view_party (collaboration_id, id, round_id, party_id, organisation_id)
  select p.collaboration_id, listed.id, $2, p.id, p.organisation_id
  from unnest($3::uuid[], $4::uuid[]) as listed(id, party)
  join party p on p.collaboration_id = $1 and p.id = listed.party
  where p.withdrawn_at is null and p.status not in ('considered', 'declined', 'left')
  returning id`);
const takeTurn = statement<unknown, [round: string]>('select take_turn_in_shared_view($1::uuid)');
const saveAnswer = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    round: string,
    question: string,
    party: string,
    organisation: string,
    enteredBy: string | null,
    channel: Channel | null,
    statedOn: string | null,
    answer: 'words' | 'notKnownYet',
    text: string,
    at: Date,
    by: string,
    approvedAt: Date | null,
    visibleAt: Date | null,
    version: number,
  ]
>(`
  insert into shared_view_answer (collaboration_id, id, round_id, question, party_id, organisation_id,
    entered_by_organisation_id, channel, stated_on, answer, text, written_at, written_by, approved_at, approved_by, visible_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9::date, $10, $11, $12, $13, $14::timestamptz,
    case when $14::timestamptz is null then null else $13::uuid end, $15)
  on conflict (collaboration_id, round_id, question, party_id) do update
  set entered_by_organisation_id = excluded.entered_by_organisation_id, channel = excluded.channel,
    stated_on = excluded.stated_on, answer = excluded.answer, text = excluded.text, written_at = excluded.written_at,
    written_by = excluded.written_by, approved_at = excluded.approved_at, approved_by = excluded.approved_by,
    visible_at = excluded.visible_at, version = shared_view_answer.version + 1
  where shared_view_answer.version = $16 returning id`);
const shareAnswers = statement<{ shared: boolean }, [collaboration: string, round: string, at: Date]>(
  'select share_answers_when_complete($1::uuid, $2::uuid, $3::timestamptz) as shared',
);
const saveRating = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    round: string,
    question: string,
    party: string,
    organisation: string,
    rated: string,
    agreement: number,
    at: Date,
    by: string,
    visibleAt: Date,
    version: number,
  ]
>(`
  insert into shared_view_rating (collaboration_id, id, round_id, question, party_id, organisation_id, rated_party_id,
    agreement, rated_at, rated_by, visible_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  on conflict (collaboration_id, round_id, question, party_id, rated_party_id) do update
  set agreement = excluded.agreement, rated_at = excluded.rated_at, rated_by = excluded.rated_by,
    version = shared_view_rating.version + 1
  where shared_view_rating.version = $12 returning id`);
const shareRatings = statement<{ shared: boolean }, [collaboration: string, round: string, at: Date]>(
  'select share_ratings_when_complete($1::uuid, $2::uuid, $3::timestamptz) as shared',
);
const insertWording = statement<
  { number: number },
  [
    collaboration: string,
    round: string,
    question: string,
    number: number,
    organisation: string,
    text: string,
    at: Date,
    by: string,
  ]
>(`
  insert into shared_view_wording (collaboration_id, round_id, question, number, organisation_id, text, written_at, written_by)
  select $1, $2, $3, $4, $5, $6, $7, $8
  where $4::integer = 1 + coalesce((select max(w.number) from shared_view_wording w
    where w.collaboration_id = $1 and w.round_id = $2 and w.question = $3), 0)
  on conflict do nothing returning number`);
const markClosed = statement<{ name: string }, [collaboration: string, id: string, at: Date]>(`
  update shared_view_round set closed_at = $3, version = version + 1
  where collaboration_id = $1 and id = $2 and closed_at is null returning name`);

export interface NewExercise {
  readonly name: string;
  readonly purpose: string;
  readonly instrument: Instrument;
  /** Yyyy-mm-dd: the last day to hand in an answer, and to rate those of the others. */
  readonly deadlineOn: string;
  readonly ratingDeadlineOn: string;
  readonly partyIds: readonly string[];
  readonly previousId?: string | null;
}

const acting = (tx: Tx): string => tx.user.organisation_id ?? '';

/** Opens an exercise with a copy of its questions: what is asked, who is asked and until when stays as it is. */
export async function openExercise(
  tx: Tx,
  collaborationId: string,
  exercise: NewExercise,
  id = newId(tx.now),
): Promise<string> {
  const { name, purpose, instrument, deadlineOn, ratingDeadlineOn, previousId = null } = exercise;
  tx.send(
    insertExercise(
      collaborationId,
      id,
      acting(tx),
      name,
      purpose,
      instrument.key,
      instrument.version,
      instrument,
      previousId,
      tx.now,
      tx.user.person_id,
      deadlineOn,
      ratingDeadlineOn,
    ),
  );
  const parties = [...new Set(exercise.partyIds)];
  const ids = parties.map(() => newId(tx.now));
  const asked = await tx.all(insertAsked(collaborationId, id, ids, parties));
  if (asked.length !== parties.length || asked.length < 2) throw notFound();
  tx.record({
    ...author(tx.user),
    verb: 'sharedView.opened',
    subjectType: 'sharedView',
    subjectId: id,
    collaborationId,
    after: {
      name,
      purpose,
      instrument: `${instrument.key}.v${instrument.version}`,
      deadlineOn,
      ratingDeadlineOn,
      parties: asked.length,
      partyIds: parties,
    },
  });
  return id;
}

export interface GivenAnswer {
  readonly question: string;
  readonly answer: 'words' | 'notKnownYet';
  readonly text: string;
  /** The version that was read; left out, or 0, where nothing was written. */
  readonly version?: number;
}

/** How a party that does not sign in has been heard to say what is entered for it. */
export interface Stated {
  readonly channel: Channel;
  readonly statedOn: string;
}

async function openFor(tx: Tx, collaborationId: string, roundId: string, partyId: string) {
  tx.send(takeTurn(roundId));
  const { exercises, asked } = await tx.batch({
    exercises: findExercise(collaborationId, roundId),
    asked: listAskedParties(collaborationId, roundId),
  });
  const [exercise] = exercises;
  const party = asked.find((one) => one.party_id === partyId);
  if (!exercise || !party) throw notFound();
  if (exercise.closed_at) throw conflict('closed');
  return { exercise, party };
}

/**
 * The organisation's answer: kept as a draft, or handed in when it is approved or entered for a party that does not sign in.
 * Handed in, it answers every question. Refuses with conflict an answer that the others may already read, and one that
 * somebody has written since its version was read.
 */
export async function giveAnswer(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  partyId: string,
  given: readonly GivenAnswer[],
  how: { readonly approve: boolean; readonly stated?: Stated },
): Promise<void> {
  const { exercise, party } = await openFor(tx, collaborationId, roundId, partyId);
  const about = { collaboration: collaborationId, organisation: party.organisation_id };
  const isOwn = speaksFor(tx.user, collaborationId, party.organisation_id);
  if (!may(tx.user, answerExercises, about) || (!isOwn && !how.stated)) throw notFound();
  if (isOwn && how.approve && !may(tx.user, approveAnswers, about)) throw notFound();
  const isHandedIn = isOwn ? how.approve : true;
  const questions = readInstrument(exercise.instrument).questions.map(({ key }) => key);
  if (given.some((one) => !questions.includes(one.question))) throw notFound();
  if (isHandedIn && questions.some((key) => !given.some((one) => one.question === key))) throw notFound();
  const before = (await tx.all(listAnswers(collaborationId, roundId))).filter((one) => one.party_id === partyId);
  if (before.some((one) => one.is_open)) throw conflict('shared');
  const stated = isOwn ? undefined : how.stated;
  for (const one of given) {
    const saved = await tx.find(
      saveAnswer(
        collaborationId,
        newId(tx.now),
        roundId,
        one.question,
        partyId,
        party.organisation_id,
        isOwn ? null : acting(tx),
        stated?.channel ?? null,
        stated?.statedOn ?? null,
        one.answer,
        one.answer === 'words' ? one.text : '',
        tx.now,
        tx.user.person_id,
        isHandedIn ? tx.now : null,
        isHandedIn ? (exercise.shared_at ?? exercise.deadline_at) : null,
        one.version ?? 0,
      ),
    );
    if (saved) continue;
    // Where nothing is to be seen, the party's own words stand there, and row level security keeps them.
    throw before.some(({ question }) => question === one.question) ? conflict('changed') : notFound();
  }
  // In the organisation's own history: in the collaboration's, which all read, it would tell who has not answered.
  tx.record({
    ...author(tx.user),
    verb: isOwn ? (how.approve ? 'sharedView.answered' : 'sharedView.drafted') : 'sharedView.entered',
    subjectType: 'sharedView',
    subjectId: roundId,
    collaborationId: null,
    after: { name: exercise.name, partyId, questions: given.length, ...(stated ?? {}) },
  });
  if (!isHandedIn) return;
  await shareWhenComplete(tx, collaborationId, roundId);
}

async function shareWhenComplete(tx: Tx, collaborationId: string, roundId: string): Promise<void> {
  const { shared } = await tx.one(shareAnswers(collaborationId, roundId, tx.now));
  if (!shared) return;
  tx.record({
    ...author(tx.user),
    verb: 'sharedView.shared',
    subjectType: 'sharedView',
    subjectId: roundId,
    collaborationId,
  });
}

export interface GivenRating {
  readonly question: string;
  readonly ratedPartyId: string;
  readonly agreement: number;
  readonly version?: number;
}

/**
 * The own party's agreement with answers of the others that are open to it. Refuses with conflict before answers are
 * shared, a rating that the others may already read, and one that a colleague has changed since.
 */
export async function rate(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  partyId: string,
  ratings: readonly GivenRating[],
): Promise<void> {
  const { exercise, party } = await openFor(tx, collaborationId, roundId, partyId);
  if (!may(tx.user, rateAnswers, { collaboration: collaborationId, organisation: party.organisation_id })) {
    throw notFound();
  }
  if (!areAnswersOpen(exercise, tx.now)) throw conflict('notShared');
  const areOpen = areRatingsOpen(exercise, tx.now);
  const answers = await tx.all(listAnswers(collaborationId, roundId));
  for (const one of ratings) {
    const isThere = answers.some(
      (answer) =>
        answer.question === one.question &&
        answer.party_id === one.ratedPartyId &&
        answer.answer === 'words' &&
        answer.is_open,
    );
    if (!isThere || one.ratedPartyId === partyId) throw notFound();
    // What the others have read is not changed; a rating that is missing can still be given.
    if (areOpen && (one.version ?? 0) > 0) throw conflict('shared');
    const saved = await tx.find(
      saveRating(
        collaborationId,
        newId(tx.now),
        roundId,
        one.question,
        partyId,
        party.organisation_id,
        one.ratedPartyId,
        one.agreement,
        tx.now,
        tx.user.person_id,
        exercise.ratings_shared_at ?? exercise.rating_deadline_at,
        one.version ?? 0,
      ),
    );
    if (!saved) throw conflict('changed');
  }
  tx.record({
    ...author(tx.user),
    verb: 'sharedView.rated',
    subjectType: 'sharedView',
    subjectId: roundId,
    collaborationId: null,
    after: { name: exercise.name, partyId, ratings: ratings.length },
  });
  const { shared } = await tx.one(shareRatings(collaborationId, roundId, tx.now));
  if (shared) {
    tx.record({
      ...author(tx.user),
      verb: 'sharedView.ratingsShared',
      subjectType: 'sharedView',
      subjectId: roundId,
      collaborationId,
    });
  }
}

/** What the parties say together of a question: a new version. Refuses with conflict when somebody was first. */
export async function writeWording(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  question: string,
  text: string,
  readNumber: number,
): Promise<void> {
  const exercise = await tx.one(findExercise(collaborationId, roundId));
  const asked = readInstrument(exercise.instrument).questions.find(({ key }) => key === question);
  if (!asked) throw notFound();
  if (stateOf(exercise, tx.now) !== 'talking') throw conflict('notShared');
  const saved = await tx.find(
    insertWording(collaborationId, roundId, question, readNumber + 1, acting(tx), text, tx.now, tx.user.person_id),
  );
  if (!saved) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'sharedView.worded',
    subjectType: 'sharedView',
    subjectId: roundId,
    collaborationId,
    after: { question: asked.text.sv, wording: text, number: saved.number },
  });
}

/** Ends the exercise: nothing in it is changed after that. */
export async function closeExercise(tx: Tx, collaborationId: string, roundId: string): Promise<void> {
  const exercise = await tx.one(findExercise(collaborationId, roundId));
  if (stateOf(exercise, tx.now) !== 'talking') throw conflict('notShared');
  const closed = await tx.one(markClosed(collaborationId, roundId, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'sharedView.closed',
    subjectType: 'sharedView',
    subjectId: roundId,
    collaborationId,
    after: closed,
  });
}

/** What a party's answer as a whole is called where it stands entered for it. */
export const enteredAnswer = 'sharedViewAnswer';

/** Everything that an answer says, question by question. */
export const answerInWords = (
  exercise: Pick<ExerciseRow, 'instrument'>,
  answers: readonly { readonly question: string; readonly answer: 'words' | 'notKnownYet'; readonly text: string }[],
  language: 'sv' | 'en',
  notKnownYet: string,
): string =>
  readInstrument(exercise.instrument)
    .questions.map(({ key, short }) => {
      const one = answers.find(({ question }) => question === key);
      return one ? `${short[language]}: ${one.answer === 'words' ? one.text : notKnownYet}` : '';
    })
    .filter(Boolean)
    .join('\n');

/**
 * Puts what was entered for a party where its link shows it, to be confirmed or corrected. Only once all read all: what
 * stands there is read by everyone in the collaboration.
 */
export async function askForConfirmation(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  partyId: string,
  notKnownYet: string,
): Promise<AskedPartyRow> {
  const { exercises, asked, answers } = await tx.batch({
    exercises: findExercise(collaborationId, roundId),
    asked: listAskedParties(collaborationId, roundId),
    answers: listAnswers(collaborationId, roundId),
  });
  const [exercise] = exercises;
  const party = asked.find((one) => one.party_id === partyId);
  const entered = answers.filter((one) => one.party_id === partyId && one.entered_by_name !== null);
  const [first] = entered;
  if (!exercise || !party) throw notFound();
  if (!first?.channel || !first.stated_on) throw conflict('notEntered');
  if (!areAnswersOpen(exercise, tx.now) || !entered.every((one) => one.is_open)) throw conflict('notShared');
  const summary = `${exercise.name}\n${answerInWords(exercise, entered, 'sv', notKnownYet)}`;
  noteEntered(tx, collaborationId, {
    partyId,
    subjectType: enteredAnswer,
    subjectId: party.id,
    summary,
    channel: first.channel,
    statedOn: first.stated_on,
  });
  tx.record({
    ...author(tx.user),
    verb: 'sharedView.confirmationAsked',
    subjectType: 'sharedView',
    subjectId: roundId,
    collaborationId,
    after: { name: exercise.name, party: party.name },
  });
  return party;
}

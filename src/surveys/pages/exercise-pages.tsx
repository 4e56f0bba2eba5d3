import { collaborationTexts, EnteredNote, type EnteredRow, type Reading } from '../../collaborations/index.ts';
import type { Visit } from '../../identity/index.ts';
import { Form } from '../../ui/form.tsx';
import { StepList } from '../../ui/line.tsx';
import { Section } from '../../ui/section.tsx';
import { State, type StateOf } from '../../ui/state.tsx';
import { orderOfTalk } from '../distance.ts';
import { enteredAnswer } from '../exercising.ts';
import type { Question } from '../instrument.ts';
import { answerExercises, decideExercises, prepareExercises, rateAnswers } from '../policy.ts';
import type { AskedPartyRow, ExerciseRow, StandingRow } from '../queries.ts';
import { type Exercise, nameOf, ownFirst, questionOf } from '../reading-exercise.ts';
import { areAnswersOpen, areRatingsOpen, stateOf } from '../shared-view.ts';
import { surveyTexts } from '../texts.ts';
import { ComparedSection, DistanceSection, sayFarthest } from './distance-parts.tsx';

/** Where the exercises of a collaboration are. */
export const exercisesAt = (of: Reading): string => `/collaborations/${of.collaboration.id}/shared-view`;

/** Where an exercise stands, with how many are waited for and no name. */
export function exerciseState(row: ExerciseRow, standing: readonly StandingRow[], of: Reading): StateOf {
  const t = surveyTexts(of.language).states;
  const own = standing.filter((one) => one.round_id === row.id);
  const unanswered = own.filter((one) => !one.has_answered).length;
  const unrated = own.filter((one) => one.ratings_given < one.ratings_asked).length;
  switch (stateOf(row, of.now)) {
    case 'closed':
      return { shape: 'done', text: t.closed(of.formats.date(row.closed_at ?? of.now)) };
    case 'answering':
      return unanswered > 0
        ? { shape: 'waits', text: t.answering(unanswered) }
        : { shape: 'underWay', text: t.allAnswered };
    case 'rating':
      return unrated > 0 ? { shape: 'waits', text: t.rating(unrated) } : { shape: 'underWay', text: t.allRated };
    case 'talking':
      return { shape: 'underWay', text: t.talking };
  }
}

export function ExercisesPage(props: {
  of: Reading;
  exercises: readonly ExerciseRow[];
  standing: readonly StandingRow[];
}) {
  const { of, exercises } = props;
  const t = surveyTexts(of.language);
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{exercises.length > 0 ? t.lead : of.collaboration.example === 'real' ? t.untold : t.empty}</p>
      {of.may(decideExercises) ? (
        <p class="actions">
          <a class="button" href={`${exercisesAt(of)}/new`}>
            {t.open}
          </a>
        </p>
      ) : null}
      {exercises.length > 0 ? (
        <Section heading={t.exercises} main>
          <ul class="rows">
            {exercises.map((row) => (
              <li key={row.id}>
                <div>
                  <a class="title" href={`${exercisesAt(of)}/${row.id}`}>
                    {row.name}
                  </a>
                  <p>{row.purpose}</p>
                </div>
                <State {...exerciseState(row, props.standing, of)} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

const steps = ['answering', 'rating', 'talking'] as const;

function Steps(props: { exercise: Exercise }) {
  const { row, state, of } = props.exercise;
  const t = surveyTexts(of.language);
  const at = state === 'closed' ? 3 : steps.indexOf(state);
  const until = (date: string) => t.until(of.formats.dayAndMonth(date));
  return (
    <StepList
      label={t.stepsLabel}
      words={{ done: t.stepWords.done, here: t.stepWords.here, ahead: t.stepWords.ahead }}
      steps={[
        { name: t.steps.answer, beside: until(row.deadline_on) },
        { name: t.steps.rate, beside: until(row.rating_deadline_on) },
        { name: t.steps.talk },
      ].map((step, index) => ({
        ...step,
        standing: index < at ? ('done' as const) : index === at ? ('here' as const) : ('ahead' as const),
      }))}
    />
  );
}

/** What the own party does next: answer, then rate. */
function OwnPart(props: { exercise: Exercise; here: string }) {
  const { exercise, here } = props;
  const { of, own, row, standing } = exercise;
  if (!own || exercise.state === 'closed') return null;
  const t = surveyTexts(of.language);
  const mine = standing.find((one) => one.party_id === own.party_id);
  const answers = exercise.answers.filter((one) => one.party_id === own.party_id);
  const handedIn = answers.find((one) => one.approved_at);
  if (!mine?.has_answered || !areAnswersOpen(row, of.now)) {
    if (!of.may(answerExercises, own.organisation_id)) return null;
    return (
      <p class="actions">
        <a class="button" href={`${here}/answers/${own.party_id}`}>
          {handedIn ? t.answer.change : answers.length > 0 ? t.answer.goOn : t.answer.write}
        </a>
        <span class="small">
          {handedIn
            ? t.answer.handedIn(of.formats.date(handedIn.approved_at ?? of.now))
            : answers.length > 0
              ? t.answer.isDraft
              : t.answersBy(of.formats.date(row.deadline_on))}
        </span>
      </p>
    );
  }
  if (mine.ratings_given >= mine.ratings_asked && areRatingsOpen(row, of.now)) return null;
  if (!of.may(rateAnswers, own.organisation_id) || mine.ratings_asked === 0) return null;
  return (
    <p class="actions">
      <a class="button" href={`${here}/ratings`}>
        {mine.ratings_given > 0 ? t.rating.goOn : t.rating.rate}
      </a>
      <span class="small">{t.rating.progress(mine.ratings_given, mine.ratings_asked)}</span>
    </p>
  );
}

/** Who is late: to those who decide the exercise alone, with the way to enter what a party has said. */
function Late(props: { exercise: Exercise; here: string }) {
  const { exercise, here } = props;
  const { of, row, standing, parties } = exercise;
  if (exercise.state === 'closed' || !of.may(decideExercises)) return null;
  const t = surveyTexts(of.language);
  const isRating = exercise.state === 'rating';
  const late = parties.filter((party) => {
    const one = standing.find(({ party_id }) => party_id === party.party_id);
    return one && (!one.has_answered || (isRating && one.ratings_given < one.ratings_asked));
  });
  if (late.length === 0) return null;
  return (
    <Section heading={isRating ? t.rating.late : t.answer.late} beside={t.answer.lateNote}>
      <ul class="rows">
        {late.map((party) => {
          const one = standing.find(({ party_id }) => party_id === party.party_id);
          return (
            <li key={party.id}>
              <span class="title">{party.name}</span>
              {!one?.has_answered && party !== exercise.own && of.may(answerExercises, party.organisation_id) ? (
                <a href={`${here}/answers/${party.party_id}`}>{t.answer.enterFor(party.name)}</a>
              ) : (
                <span class="small">
                  {one?.has_answered
                    ? t.rating.progress(one.ratings_given, one.ratings_asked)
                    : t.answersBy(of.formats.date(row.deadline_on))}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function OneAnswer(props: {
  exercise: Exercise;
  party: AskedPartyRow;
  question: Question;
  entered: readonly EnteredRow[];
  withRatings: boolean;
}) {
  const { exercise, party, question } = props;
  const { of, own, instrument } = exercise;
  const { language, formats } = of;
  const t = surveyTexts(language);
  const answer = exercise.answers.find((one) => one.party_id === party.party_id && one.question === question.key);
  const isDraft = answer !== undefined && !answer.approved_at;
  const confirmed = props.entered.find((one) => one.subject_type === enteredAnswer && one.subject_id === party.id);
  const ratings = exercise.ratings.filter(
    (one) => one.question === question.key && one.rated_party_id === party.party_id,
  );
  const said = instrument.agreement.steps.map((step) => step[language]);
  return (
    <li class={party === own ? 'ours' : undefined}>
      <strong>
        {party.name}
        {party === own ? ` (${t.page.ours})` : ''}
      </strong>
      <p class="said">
        {answer ? (
          answer.answer === 'words' ? (
            answer.text
          ) : (
            t.page.notKnownYet
          )
        ) : (
          <State shape="notAnswered" text={t.page.notAnswered} />
        )}
      </p>
      {isDraft ? <p class="small">{t.answer.isDraft}</p> : null}
      {answer?.entered_by_name && answer.channel && answer.stated_on ? (
        confirmed ? (
          <p>
            <EnteredNote
              entered={confirmed}
              party={party.name}
              texts={collaborationTexts(language)}
              formats={formats}
            />
          </p>
        ) : (
          <p class="small">
            {collaborationTexts(language).party.entered(
              party.name,
              answer.entered_by_name,
              formats.date(answer.stated_on),
              collaborationTexts(language).party.channels[answer.channel],
            )}
          </p>
        )
      ) : null}
      {props.withRatings && answer?.answer === 'words' ? (
        ratings.length === 0 ? (
          <p class="small">{t.page.noRatings}</p>
        ) : (
          <details>
            <summary class="small">{t.page.ratedBy}</summary>
            <ul class="small plain-list">
              {exercise.parties.flatMap((rater) => {
                const one = ratings.find(({ party_id }) => party_id === rater.party_id);
                return one
                  ? [
                      <li key={rater.id}>
                        {rater.name}: {t.page.words(said, one.agreement)}
                      </li>,
                    ]
                  : [];
              })}
            </ul>
          </details>
        )
      ) : null}
    </li>
  );
}

/** The answers to one question beside each other, own first, and what the parties say together. */
export function SideBySide(props: { exercise: Exercise; question: Question; entered: readonly EnteredRow[] }) {
  const { exercise, question, entered } = props;
  const withRatings = areRatingsOpen(exercise.row, exercise.of.now);
  return (
    <ul class="side-by-side">
      {ownFirst(exercise).map((party) => (
        <OneAnswer
          key={party.id}
          exercise={exercise}
          party={party}
          question={question}
          entered={entered}
          withRatings={withRatings}
        />
      ))}
    </ul>
  );
}

export function Wording(props: { exercise: Exercise; question: Question; here: string; level?: 'h2' }) {
  const { exercise, question, here } = props;
  const { of } = exercise;
  const t = surveyTexts(of.language).wording;
  const versions = exercise.wordings.filter((one) => one.question === question.key);
  const [newest, ...earlier] = versions;
  const mayWrite = exercise.state === 'talking' && of.may(prepareExercises);
  if (!newest && exercise.state !== 'talking' && exercise.state !== 'closed') return null;
  return (
    <>
      {props.level === 'h2' ? <h2>{t.heading}</h2> : <h3>{t.heading}</h3>}
      {newest ? (
        <>
          <p class="joint-wording">{newest.text}</p>
          <p class="small">{t.version(newest.number, of.formats.date(newest.written_at))}</p>
        </>
      ) : (
        <p class="small">{t.none}</p>
      )}
      {earlier.length > 0 ? (
        <details>
          <summary class="small">{t.earlier}</summary>
          {earlier.map((one) => (
            <div key={one.number}>
              <p class="small">{t.version(one.number, of.formats.date(one.written_at))}</p>
              <p class="joint-wording">{one.text}</p>
            </div>
          ))}
        </details>
      ) : null}
      {mayWrite ? (
        <p class="no-print">
          <a href={`${here}/wording/${question.key}`}>
            {newest ? t.change : t.write}
            <span class="visually-hidden"> {question.text[of.language]}</span>
          </a>
        </p>
      ) : null}
    </>
  );
}

/** What was entered for a party is put before it to confirm: once all read all, and not before. */
function ToConfirm(props: { visit: Visit; exercise: Exercise; entered: readonly EnteredRow[]; here: string }) {
  const { visit, exercise, here } = props;
  const { of } = exercise;
  if (!of.may(prepareExercises) || !areAnswersOpen(exercise.row, of.now)) return null;
  const t = surveyTexts(of.language).confirm;
  const parties = exercise.parties.filter(
    (party) =>
      exercise.answers.some((one) => one.party_id === party.party_id && one.entered_by_name && one.is_open) &&
      !props.entered.some((one) => one.subject_type === enteredAnswer && one.subject_id === party.id),
  );
  if (parties.length === 0) return null;
  return (
    <div class="actions no-print">
      {parties.map((party) => (
        <Form key={party.id} token={visit.formToken()} action={`${here}/answers/${party.party_id}/confirmation`} inline>
          <button class="button second" type="submit">
            {t.ask(party.name)}
          </button>
        </Form>
      ))}
    </div>
  );
}

export function ExercisePage(props: { visit: Visit; exercise: Exercise; entered: readonly EnteredRow[] }) {
  const { visit, exercise, entered } = props;
  const { of, row, instrument, state } = exercise;
  const { language } = of;
  const t = surveyTexts(language);
  const here = `${exercisesAt(of)}/${row.id}`;
  const areOpen = areAnswersOpen(row, of.now);
  const order = orderOfTalk(exercise.measured);
  return (
    <>
      <p class="trail no-print">
        <a href={exercisesAt(of)}>{t.title}</a>
      </p>
      <h1>{row.name}</h1>
      <p class="lead">{row.purpose}</p>
      <Steps exercise={exercise} />
      <p>
        <State {...exerciseState(row, exercise.standing, of)} />
      </p>
      <OwnPart exercise={exercise} here={here} />
      {areOpen ? null : <p class="small section-lead">{t.answer.unseen}</p>}
      {state === 'rating' ? <p class="small section-lead">{t.rating.unseen}</p> : null}
      {exercise.measured.length > 0 ? (
        <>
          <Section heading={t.talk.order} beside={t.talk.orderLead} main>
            <ol class="rows">
              {order.map((one) => (
                <li key={one.question}>
                  <div>
                    <a class="title" href={`${here}/talk/${one.question}`}>
                      {questionOf(exercise, one.question)?.text[language]}
                    </a>
                    <p>{sayFarthest(exercise, one)}</p>
                  </div>
                  {one.distance === null ? null : (
                    <span class="numbers">{t.distance.ofQuestion(of.formats.number(one.distance, 2))}</span>
                  )}
                </li>
              ))}
            </ol>
          </Section>
          <DistanceSection exercise={exercise} here={here} />
          <ComparedSection exercise={exercise} />
        </>
      ) : null}
      {areOpen ? (
        <>
          <p class="small file-links no-print">
            <span>{t.page.downloads}:</span> <a href={`${here}/pdf`}>{t.page.pdf}</a>
            <a href={`${here}/word`}>{t.page.word}</a>
            <a href={`${here}/talk/${order[0]?.question ?? instrument.questions[0]?.key}`}>{t.page.project}</a>
          </p>
          {instrument.questions.map((question) => (
            <Section key={question.key} heading={question.text[language]} id={question.key}>
              <Wording exercise={exercise} question={question} here={here} />
              <SideBySide exercise={exercise} question={question} entered={entered} />
            </Section>
          ))}
          <OwnWords exercise={exercise} entered={entered} />
          <ToConfirm visit={visit} exercise={exercise} entered={entered} here={here} />
        </>
      ) : null}
      <Late exercise={exercise} here={here} />
      {state === 'talking' && of.may(decideExercises) ? (
        <Form token={visit.formToken()} action={`${here}/closing`} inline>
          <div class="actions">
            <button class="button second" type="submit">
              {t.page.close}
            </button>
            <span class="small">{t.page.closeNote}</span>
          </div>
        </Form>
      ) : null}
      <p class="source">{instrument.source[language]}</p>
    </>
  );
}

/** What is shared is not changed: a party that has corrected what was entered for it has its own words beside. */
function OwnWords(props: { exercise: Exercise; entered: readonly EnteredRow[] }) {
  const { exercise } = props;
  const corrected = props.entered.filter(
    (one) =>
      one.subject_type === enteredAnswer &&
      one.corrected_at &&
      exercise.parties.some((party) => party.id === one.subject_id),
  );
  const t = surveyTexts(exercise.of.language).confirm;
  return (
    <>
      {corrected.map((one) => (
        <div class="joint-wording" key={one.id}>
          <strong>{nameOf(exercise, one.party_id)}.</strong> {t.corrected} {one.summary}
        </div>
      ))}
    </>
  );
}

/** One question at a time, for the room. */
export function TalkPage(props: { exercise: Exercise; question: Question; entered: readonly EnteredRow[] }) {
  const { exercise, question } = props;
  const { of } = exercise;
  const t = surveyTexts(of.language);
  const here = `${exercisesAt(of)}/${exercise.row.id}`;
  const order =
    exercise.measured.length > 0
      ? orderOfTalk(exercise.measured).map((one) => one.question)
      : exercise.instrument.questions.map(({ key }) => key);
  const at = order.indexOf(question.key);
  const measured = exercise.measured.find((one) => one.question === question.key);
  const step = (key: string | undefined, text: string) =>
    key ? (
      <a href={`${here}/talk/${key}`}>
        {text}: {questionOf(exercise, key)?.short[of.language]}
      </a>
    ) : null;
  return (
    <>
      <p class="small">{t.talk.place(at + 1, order.length)}</p>
      <h1>{question.text[of.language]}</h1>
      {measured ? (
        <p class="lead">
          {measured.distance === null ? '' : `${t.distance.ofQuestion(of.formats.number(measured.distance, 2))}. `}
          {sayFarthest(exercise, measured)}
        </p>
      ) : null}
      <div class="talk-answers">
        <SideBySide exercise={exercise} question={question} entered={props.entered} />
      </div>
      <Wording exercise={exercise} question={question} here={here} level="h2" />
      <nav class="talk-steps" aria-label={t.talk.title}>
        {step(order[at - 1], t.talk.previous)}
        {step(order[at + 1], t.talk.next)}
      </nav>
    </>
  );
}

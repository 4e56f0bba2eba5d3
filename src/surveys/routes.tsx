import {
  listEntered,
  listParties,
  openWorkspace,
  proposeDeadline,
  readChannel,
  readCollaboration,
  takesPart,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { dayOf, type Route, speaksFor, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { isId } from '../platform/id.ts';
import type { Markup } from '../platform/markup/jsx-runtime.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { comparisonRoutes } from './comparison-routes.tsx';
import { askForConfirmation, closeExercise, giveAnswer, openExercise, rate, writeWording } from './exercising.ts';
import { offeredInstruments, readInstrument } from './instrument.ts';
import { AnswerPage, NewExercisePage, RatingPage, ratingField, WordingPage } from './pages/exercise-forms.tsx';
import { ExercisePage, ExercisesPage, TalkPage } from './pages/exercise-pages.tsx';
import { answerExercises, decideExercises, prepareExercises, rateAnswers } from './policy.ts';
import {
  findExercise,
  listAnswers,
  listAskedParties,
  listExercises,
  listRatings,
  listStanding,
  listWordings,
} from './queries.ts';
import { type Exercise, questionOf, readExercise } from './reading-exercise.ts';
import { agreements, areAnswersOpen } from './shared-view.ts';
import { surveyTexts } from './texts.ts';

export const exercisesPath = '/collaborations/:collaboration/shared-view';
const exercisePath = `${exercisesPath}/:exercise`;
const collaborationOf = (visit: Visit): string => visit.params.collaboration ?? '';
const idIn = (visit: Visit, name: string): string => {
  const id = visit.params[name] ?? '';
  if (!isId(id)) throw notFound();
  return id;
};
const addressOf = (visit: Visit): string =>
  exercisePath.replace(':collaboration', collaborationOf(visit)).replace(':exercise', idIn(visit, 'exercise'));

/** An exercise with all that its pages show, in one round trip. */
export async function openExercisePage(visit: Visit, house: WorkspaceHouse) {
  const id = collaborationOf(visit);
  const exerciseId = idIn(visit, 'exercise');
  const opened = await openWorkspace(visit, house.workspace, {
    exercises: listExercises(id),
    asked: listAskedParties(id, exerciseId),
    standing: listStanding(id),
    answers: listAnswers(id, exerciseId),
    ratings: listRatings(id, exerciseId),
    wordings: listWordings(id, exerciseId),
    entered: listEntered(id),
  });
  const row = opened.rows.exercises.find((one) => one.id === exerciseId);
  if (!row) throw notFound();
  return { ...opened, exercise: readExercise(row, opened.rows, opened.of) };
}
type Opened = Awaited<ReturnType<typeof openExercisePage>>;

const questionIn = (exercise: Exercise, visit: Visit) => {
  const question = questionOf(exercise, visit.params.question ?? '');
  if (!question) throw notFound();
  return question;
};

export function surveyRoutes(house: WorkspaceHouse): readonly Route[] {
  const show = async (
    visit: Visit,
    title: (opened: Opened) => string,
    draw: (opened: Opened) => Markup,
    more: { state?: FormState; narrow?: boolean; projected?: boolean } = {},
  ) => {
    const opened = await openExercisePage(visit, house);
    const children = draw(opened);
    return visit.page(
      workspacePage(visit, opened.of, opened.said, {
        title: title(opened),
        current: 'shared-view',
        narrow: more.narrow ?? false,
        status: statusOf(more.state ?? untouched),
        ...(more.projected
          ? { projected: { href: addressOf(visit), text: surveyTexts(visit.language).talk.back } }
          : {}),
        children,
      }),
    );
  };

  const showNew = async (visit: Visit, state: FormState = untouched) => {
    const id = collaborationOf(visit);
    const { of, said, rows } = await openWorkspace(visit, house.workspace, {
      parties: listParties(id),
      exercises: listExercises(id),
    });
    const deadline = proposeDeadline(visit.now);
    return visit.page(
      workspacePage(visit, of, said, {
        title: surveyTexts(visit.language).form.title,
        current: 'shared-view',
        narrow: true,
        status: statusOf(state),
        children: (
          <NewExercisePage
            visit={visit}
            of={of}
            parties={rows.parties}
            earlier={rows.exercises}
            deadline={deadline}
            ratingDeadline={proposeDeadline(new Date(`${deadline}T12:00:00Z`), 14)}
            state={state}
          />
        ),
      }),
    );
  };

  const showAnswer = (visit: Visit, state: FormState = untouched) => {
    const t = surveyTexts(visit.language).answer;
    const about = ({ exercise, of, user }: Opened) => {
      const party = exercise.parties.find((one) => one.party_id === visit.params.party);
      if (!party || exercise.state === 'closed' || !of.may(answerExercises, party.organisation_id)) throw notFound();
      // What the others may read is not written again.
      if (exercise.answers.some((one) => one.party_id === party.party_id && one.is_open)) throw notFound();
      return { party, isForAnother: !speaksFor(user, of.collaboration.id, party.organisation_id) };
    };
    return show(
      visit,
      (opened) => {
        const { party, isForAnother } = about(opened);
        return isForAnother ? t.titleFor(party.name) : t.title;
      },
      (opened) => <AnswerPage visit={visit} exercise={opened.exercise} {...about(opened)} state={state} />,
      { state, narrow: true },
    );
  };

  const showRating = (visit: Visit, state: FormState = untouched) =>
    show(
      visit,
      () => surveyTexts(visit.language).rating.title,
      ({ exercise, of }) => {
        const { own, row } = exercise;
        if (!own || !areAnswersOpen(row, of.now) || exercise.state === 'closed') throw notFound();
        if (!of.may(rateAnswers, own.organisation_id)) throw notFound();
        return <RatingPage visit={visit} exercise={exercise} own={own} state={state} />;
      },
      { state, narrow: true },
    );

  const showWording = (visit: Visit, state: FormState = untouched) =>
    show(
      visit,
      () => surveyTexts(visit.language).wording.title,
      ({ exercise }) => {
        if (exercise.state !== 'talking') throw notFound();
        return <WordingPage visit={visit} exercise={exercise} question={questionIn(exercise, visit)} state={state} />;
      },
      { state, narrow: true },
    );

  return [
    get(exercisesPath, readCollaboration, async (visit) => {
      const id = collaborationOf(visit);
      const { of, said, rows } = await openWorkspace(visit, house.workspace, {
        exercises: listExercises(id),
        standing: listStanding(id),
      });
      return visit.page(
        workspacePage(visit, of, said, {
          title: surveyTexts(visit.language).title,
          current: 'shared-view',
          children: <ExercisesPage of={of} exercises={rows.exercises} standing={rows.standing} />,
        }),
      );
    }),
    get(`${exercisesPath}/new`, decideExercises, (visit) => showNew(visit)),
    post(`${exercisesPath}/new`, decideExercises, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = collaborationOf(visit);
          const t = surveyTexts(visit.language).form;
          const { parties, exercises } = await tx.batch({ parties: listParties(id), exercises: listExercises(id) });
          const reader = new FormReader(form);
          const name = reader.text('name', t.nameMissing, 200);
          const purpose = reader.text('purpose', t.purposeMissing, 1000);
          const key = reader.oneOf(
            'instrument',
            offeredInstruments.map((one) => one.key),
            t.instrumentMissing,
          );
          const partyIds = reader.someOf(
            'parties',
            parties.filter((party) => takesPart(party.status)).map((party) => party.id),
          );
          if (partyIds.length < 2) reader.wrong('parties', t.partiesMissing);
          const deadline = reader.date('deadline', t.deadlineMissing);
          if (!deadline || deadline < dayOf(visit.now)) reader.wrong('deadline', t.deadlineMissing);
          const ratingDeadline = reader.date('ratingDeadline', t.ratingDeadlineMissing);
          if (!ratingDeadline || ratingDeadline <= (deadline ?? '')) {
            reader.wrong('ratingDeadline', t.ratingDeadlineMissing);
          }
          reader.done();
          const instrument = offeredInstruments.find((one) => one.key === key);
          if (!instrument) throw notFound();
          const previous = form.text('previous');
          const exercise = await openExercise(tx, id, {
            name,
            purpose,
            instrument,
            deadlineOn: deadline ?? '',
            ratingDeadlineOn: ratingDeadline ?? '',
            partyIds,
            previousId: exercises.find((one) => one.id === previous)?.id ?? null,
          });
          return `${exercisesPath.replace(':collaboration', id)}/${exercise}?done=saved`;
        },
        (state) => showNew(visit, state),
      ),
    ),
    get(exercisePath, readCollaboration, (visit) =>
      show(
        visit,
        ({ exercise }) => exercise.row.name,
        ({ exercise, rows }) => <ExercisePage visit={visit} exercise={exercise} entered={rows.entered} />,
      ),
    ),
    get(`${exercisePath}/answers/:party`, answerExercises, (visit) => showAnswer(visit)),
    post(`${exercisePath}/answers/:party`, answerExercises, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = collaborationOf(visit);
          const exerciseId = idIn(visit, 'exercise');
          const partyId = idIn(visit, 'party');
          const t = surveyTexts(visit.language).answer;
          const { exercises, asked } = await tx.batch({
            exercises: findExercise(id, exerciseId),
            asked: listAskedParties(id, exerciseId),
          });
          const [row] = exercises;
          const party = asked.find((one) => one.party_id === partyId);
          if (!row || !party) throw notFound();
          const isOwn = speaksFor(tx.user, id, party.organisation_id);
          const approve = form.text('approve') === 'yes';
          const isHandedIn = !isOwn || approve;
          const reader = new FormReader(form);
          const given = readInstrument(row.instrument).questions.map(({ key }) => {
            const isUnknown = form.text(`unknown-${key}`) === 'yes';
            const text = reader.text(
              `answer-${key}`,
              isHandedIn && !isUnknown ? t.missing : undefined,
              3000,
              t.tooLong,
            );
            return {
              question: key,
              // Words that were written are an answer, whatever box was ticked before them.
              answer: isUnknown && text === '' ? ('notKnownYet' as const) : ('words' as const),
              text,
              version: Number(form.text(`version-${key}`)),
            };
          });
          const stated = isOwn ? undefined : readChannel(reader, visit.language);
          reader.done();
          await giveAnswer(tx, id, exerciseId, partyId, given, { approve: isHandedIn, ...(stated ? { stated } : {}) });
          return `${addressOf(visit)}?done=saved`;
        },
        (state) => showAnswer(visit, state),
      ),
    ),
    post(`${exercisePath}/answers/:party/confirmation`, prepareExercises, (visit) =>
      visit.submit(async (tx) => {
        const { party_id } = await askForConfirmation(
          tx,
          collaborationOf(visit),
          idIn(visit, 'exercise'),
          idIn(visit, 'party'),
          surveyTexts(visit.language).page.notKnownYet,
        );
        // There the link is made that the party confirms by.
        return `/collaborations/${collaborationOf(visit)}/parties/${party_id}?done=saved#link`;
      }),
    ),
    get(`${exercisePath}/ratings`, rateAnswers, (visit) => showRating(visit)),
    post(`${exercisePath}/ratings`, rateAnswers, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = collaborationOf(visit);
          const exerciseId = idIn(visit, 'exercise');
          const { asked, answers } = await tx.batch({
            asked: listAskedParties(id, exerciseId),
            answers: listAnswers(id, exerciseId),
          });
          const own = asked.find((one) => one.organisation_id === tx.user.organisation_id);
          if (!own) throw notFound();
          const ratings = answers.flatMap((answer) => {
            const name = ratingField(answer.question, answer.party_id);
            const agreement = agreements.find((one) => one === form.text(`rating-${name}`));
            return agreement
              ? [
                  {
                    question: answer.question,
                    ratedPartyId: answer.party_id,
                    agreement: Number(agreement),
                    version: Number(form.text(`version-${name}`)),
                  },
                ]
              : [];
          });
          await rate(tx, id, exerciseId, own.party_id, ratings);
          return `${addressOf(visit)}?done=saved`;
        },
        (state) => showRating(visit, state),
      ),
    ),
    get(`${exercisePath}/wording/:question`, prepareExercises, (visit) => showWording(visit)),
    post(`${exercisePath}/wording/:question`, prepareExercises, (visit) =>
      visit.submit(
        async (tx, form) => {
          const reader = new FormReader(form);
          const text = reader.text('text', surveyTexts(visit.language).wording.missing, 4000);
          reader.done();
          const question = visit.params.question ?? '';
          await writeWording(
            tx,
            collaborationOf(visit),
            idIn(visit, 'exercise'),
            question,
            text,
            Number(form.text('version')),
          );
          return `${addressOf(visit)}?done=saved#${question}`;
        },
        (state) => showWording(visit, state),
      ),
    ),
    post(`${exercisePath}/closing`, decideExercises, (visit) =>
      visit.submit(async (tx) => {
        await closeExercise(tx, collaborationOf(visit), idIn(visit, 'exercise'));
        return `${addressOf(visit)}?done=saved`;
      }),
    ),
    get(`${exercisePath}/talk/:question`, readCollaboration, (visit) =>
      show(
        visit,
        ({ exercise }) => questionIn(exercise, visit).text[visit.language],
        ({ exercise, rows, of }) => {
          if (!areAnswersOpen(exercise.row, of.now)) throw notFound();
          return <TalkPage exercise={exercise} question={questionIn(exercise, visit)} entered={rows.entered} />;
        },
        { projected: true },
      ),
    ),
    ...comparisonRoutes(house, exercisePath, (visit) => openExercisePage(visit, house)),
  ];
}

import {
  listEntered,
  listParties,
  openWorkspace,
  readChannel,
  readCollaboration,
  takesPart,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { may, type Route, type User, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import {
  answerExpectation,
  changeExpectation,
  type ExpectationRow,
  expectationAnswers,
  expectationOutcomes,
  listExpectations,
  sayOutcome,
  stateExpectation,
  takeBackExpectation,
} from './expectations.ts';
import { readDue } from './forms.ts';
import {
  AnswerExpectationPage,
  ExpectationsPage,
  isToBeEntered,
  OutcomePage,
  StatePage,
  sideOf,
} from './pages/expectation-pages.tsx';
import { answerExpectations, expectOfOthers } from './policy.ts';
import { idOf } from './question-routes.tsx';
import { dialogueTexts } from './texts.ts';

/** What one party expects of another: between the two, with whoever leads looking on. */
export function expectationRoutes({ workspace }: WorkspaceHouse): readonly Route[] {
  const done = (visit: Visit) => `/collaborations/${idOf(visit)}/dialogue/expectations?done=saved`;
  const questions = (visit: Visit) => ({
    expectations: listExpectations(idOf(visit)),
    parties: listParties(idOf(visit)),
  });
  /** One in which the reader speaks for either of the two, or only for the one that it names. */
  const find = (visit: Visit, user: User, all: readonly ExpectationRow[], only?: 'from' | 'to') => {
    const asked = visit.params.expectation ?? visit.params.expected ?? visit.params.answered;
    const expectation = all.find(({ id }) => id === asked);
    const side = expectation && sideOf({ user, collaboration: { id: idOf(visit) } }, expectation);
    if (!expectation || !side || (only && side !== only)) throw notFound();
    return { expectation, side };
  };
  /** One that the reader answers: as the party that it is expected of, or for it. */
  const findToAnswer = (visit: Visit, user: User, all: readonly ExpectationRow[]) => {
    const expectation = all.find(({ id }) => id === visit.params.expected);
    const of = { user, collaboration: { id: idOf(visit) } };
    if (!expectation) throw notFound();
    const { to_organisation_id: organisation } = expectation;
    const isOwn = sideOf(of, expectation) === 'to';
    if (!may(user, answerExpectations, { collaboration: idOf(visit), organisation })) throw notFound();
    if (!isOwn && !isToBeEntered(expectation)) throw notFound();
    return { expectation, isOwn };
  };
  const open = (visit: Visit) => openWorkspace(visit, workspace, questions(visit));
  type Opened = Awaited<ReturnType<typeof open>>;
  const show = (visit: Visit, opened: Opened, title: string, state: FormState, children: unknown, narrow = true) =>
    visit.page(
      workspacePage(visit, opened.of, opened.said, {
        title,
        current: 'dialogue/expectations',
        narrow,
        status: statusOf(state),
        children: children as never,
      }),
    );
  const t = (visit: Visit) => dialogueTexts(visit.language);

  const showState = async (visit: Visit, state: FormState = untouched) => {
    const opened = await open(visit);
    const { of, rows, user } = opened;
    const expectation = visit.params.expectation ? find(visit, user, rows.expectations, 'from').expectation : undefined;
    if (expectation?.answer) throw notFound();
    const { edit, state: title } = t(visit).expectations;
    return show(
      visit,
      opened,
      expectation ? edit : title,
      state,
      <StatePage visit={visit} of={of} expectation={expectation} parties={rows.parties} state={state} />,
    );
  };
  const saveState = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const id = idOf(visit);
        const rows = await tx.batch(questions(visit));
        const before = visit.params.expectation
          ? find(visit, tx.user, rows.expectations, 'from').expectation
          : undefined;
        const words = t(visit);
        const own = rows.parties.find((one) => one.organisation_id === tx.user.organisation_id);
        const to = rows.parties.find((one) => one.id === form.text('to') && one !== own && takesPart(one.status));
        if (!own) throw notFound();
        const reader = new FormReader(form);
        if (!before && !to) reader.wrong('to', words.expectations.toMissing);
        const expected = reader.text('expected', words.expectations.expectedMissing, 2000, words.tooLong(2000));
        const facts = { expected, dueOn: readDue(reader, visit.language, tx.now) };
        reader.done();
        if (before) await changeExpectation(tx, id, before, Number(form.text('version')), facts);
        else if (to) stateExpectation(tx, id, own, to, facts);
        return done(visit);
      },
      (state) => showState(visit, state),
    );
  const showAnswer = async (visit: Visit, state: FormState = untouched) => {
    const opened = await open(visit);
    const { expectation, isOwn } = findToAnswer(visit, opened.user, opened.rows.expectations);
    const words = t(visit).expectations;
    return show(
      visit,
      opened,
      isOwn ? words.expects(expectation.organisation_name) : words.enterFor(expectation.to_name),
      state,
      <AnswerExpectationPage
        visit={visit}
        of={opened.of}
        expectation={expectation}
        isForAnother={!isOwn}
        state={state}
      />,
    );
  };
  const showOutcome = async (visit: Visit, state: FormState = untouched) => {
    const opened = await open(visit);
    const { expectation, side } = find(visit, opened.user, opened.rows.expectations);
    if (expectation.answer === null) throw notFound();
    return show(
      visit,
      opened,
      t(visit).expectations.sayOutcome,
      state,
      <OutcomePage visit={visit} of={opened.of} expectation={expectation} side={side} state={state} />,
    );
  };

  const at = '/collaborations/:collaboration/dialogue/expectations';
  return [
    get(at, readCollaboration, async (visit) => {
      const opened = await openWorkspace(visit, workspace, { ...questions(visit), entered: listEntered(idOf(visit)) });
      const { expectations, entered } = opened.rows;
      const page = <ExpectationsPage visit={visit} of={opened.of} expectations={expectations} entered={entered} />;
      return show(visit, opened, t(visit).expectations.title, untouched, page, false);
    }),
    get(`${at}/new`, expectOfOthers, (visit) => showState(visit)),
    post(`${at}/new`, expectOfOthers, saveState),
    get(`${at}/:expectation/edit`, expectOfOthers, (visit) => showState(visit)),
    post(`${at}/:expectation/edit`, expectOfOthers, saveState),
    post(`${at}/:expectation/removal`, expectOfOthers, (visit) =>
      visit.submit(async (tx, form) => {
        const { expectation } = find(visit, tx.user, await tx.all(listExpectations(idOf(visit))), 'from');
        await takeBackExpectation(tx, idOf(visit), expectation, Number(form.text('version')));
        return done(visit);
      }),
    ),
    get(`${at}/:expected/answer`, answerExpectations, (visit) => showAnswer(visit)),
    post(`${at}/:expected/answer`, answerExpectations, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { expectation, isOwn } = findToAnswer(visit, tx.user, await tx.all(listExpectations(idOf(visit))));
          const words = t(visit);
          const reader = new FormReader(form);
          const answer = reader.oneOf('answer', expectationAnswers, words.chooseOne);
          const missing = answer === 'accepts' ? undefined : words.expectations.wordsMissing;
          const said = reader.text('words', missing, 2000, words.tooLong(2000));
          const channel = isOwn ? undefined : readChannel(reader, visit.language);
          reader.done();
          if (!answer) throw notFound();
          const summary = [expectation.expected, `${words.expectations.answers[answer]}.`, said]
            .filter(Boolean)
            .join(' ');
          await answerExpectation(
            tx,
            idOf(visit),
            expectation,
            Number(form.text('version')),
            answer,
            said,
            channel && {
              ...channel,
              summary,
            },
          );
          return done(visit);
        },
        (state) => showAnswer(visit, state),
      ),
    ),
    get(`${at}/:answered/outcome`, expectOfOthers, (visit) => showOutcome(visit)),
    post(`${at}/:answered/outcome`, expectOfOthers, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { expectation } = find(visit, tx.user, await tx.all(listExpectations(idOf(visit))));
          if (expectation.answer === null) throw notFound();
          const words = t(visit);
          const reader = new FormReader(form);
          const outcome = reader.oneOf('outcome', expectationOutcomes, words.chooseOne);
          const said = reader.text('words', undefined, 2000, words.tooLong(2000));
          reader.done();
          if (outcome) await sayOutcome(tx, idOf(visit), expectation, Number(form.text('version')), outcome, said);
          return done(visit);
        },
        (state) => showOutcome(visit, state),
      ),
    ),
  ];
}

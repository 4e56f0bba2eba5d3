import {
  findCollaboration,
  listEntered,
  listParties,
  makePartyLink,
  openWorkspace,
  readChannel,
  readCollaboration,
  sendLinks,
  tellOfParty,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { listContributions, listGoals } from '../goals/index.ts';
import { emailShape, may, type Route, speaksFor, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { isId, newId } from '../platform/id.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { readQuestion, readSubject } from './forms.ts';
import { listLetters, sendQuestion } from './letters.ts';
import { AnswerPage, AskPage, EditQuestionPage } from './pages/question-forms.tsx';
import { mayAnswer, QuestionPage } from './pages/question-page.tsx';
import { QuestionsPage } from './pages/questions-page.tsx';
import { askQuestions } from './policy.ts';
import {
  type AnswerRow,
  listAnswers,
  listQuestions,
  listUndertakingsInForce,
  type QuestionRow,
} from './question-queries.ts';
import { answerQuestion, askQuestion, changeQuestion, takeBackQuestion } from './questions.ts';
import { dialogueTexts } from './texts.ts';

export const idOf = (visit: Visit): string => visit.params.collaboration ?? '';
export const questionQuestions = (id: string) => ({ questions: listQuestions(id), answers: listAnswers(id) });

interface Rows {
  readonly questions: readonly QuestionRow[];
  readonly answers: readonly AnswerRow[];
}

export function findQuestion(visit: Visit, rows: Rows): { question: QuestionRow; answers: readonly AnswerRow[] } {
  const question = rows.questions.find(({ id }) => id === visit.params.question);
  if (!question) throw notFound();
  return { question, answers: rows.answers.filter((one) => one.question_id === question.id) };
}
function findAnswer(visit: Visit, rows: Rows) {
  const { question, answers } = findQuestion(visit, rows);
  const answer = answers.find((one) => one.party_id === visit.params.party);
  if (!answer) throw notFound();
  return { question, answer };
}

/** What is asked of goals, undertakings and parties, and what they answer. */
export function questionRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const addressOf = (visit: Visit, question: string, query = '?done=saved') =>
    `/collaborations/${idOf(visit)}/dialogue/questions/${question}${query}`;

  const showQuestion = async (
    visit: Visit,
    made?: { readonly party: string; readonly link: string },
    state: FormState = untouched,
  ) => {
    const id = idOf(visit);
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      ...questionQuestions(id),
      entered: listEntered(id),
      letters: listLetters(id),
    });
    const { question, answers } = findQuestion(visit, rows);
    return visit.page(
      workspacePage(visit, of, said, {
        title: question.question,
        current: 'dialogue',
        status: statusOf(state),
        children: (
          <QuestionPage
            visit={visit}
            of={of}
            question={question}
            answers={answers}
            questions={rows.questions}
            entered={rows.entered}
            letters={rows.letters}
            made={made}
            state={state}
          />
        ),
      }),
    );
  };

  const askable = (id: string) => ({
    goals: listGoals(id),
    contributions: listContributions(id),
    undertakings: listUndertakingsInForce(id),
    parties: listParties(id),
    ...questionQuestions(id),
  });
  const showAsk = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, askable(idOf(visit)));
    const asked = state.typed.follows ?? visit.url.searchParams.get('follows') ?? '';
    const follows = rows.questions.find((one) => one.id === asked && one.answered_at !== null);
    return visit.page(
      workspacePage(visit, of, said, {
        title: dialogueTexts(visit.language).questions.ask,
        current: 'dialogue',
        narrow: true,
        status: statusOf(state),
        children: (
          <AskPage
            visit={visit}
            of={of}
            rows={rows}
            follows={follows}
            answeredBy={rows.answers.filter((one) => one.question_id === follows?.id).map((one) => one.party_id)}
            state={state}
          />
        ),
      }),
    );
  };
  const showEdit = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, questionQuestions(idOf(visit)));
    const { question } = findQuestion(visit, rows);
    if (question.answered_at) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: dialogueTexts(visit.language).questions.edit,
        current: 'dialogue',
        narrow: true,
        status: statusOf(state),
        children: <EditQuestionPage visit={visit} of={of} question={question} state={state} />,
      }),
    );
  };
  const showAnswer = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows, user } = await openWorkspace(visit, workspace, questionQuestions(idOf(visit)));
    const { question, answer } = findAnswer(visit, rows);
    if (!mayAnswer(of, answer)) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: question.question,
        current: 'dialogue',
        narrow: true,
        status: statusOf(state),
        children: (
          <AnswerPage
            visit={visit}
            of={of}
            question={question}
            answer={answer}
            isForAnother={!speaksFor(user, idOf(visit), answer.organisation_id)}
            state={state}
          />
        ),
      }),
    );
  };

  const at = '/collaborations/:collaboration/dialogue';
  const one = `${at}/questions/:question`;
  return [
    get(at, readCollaboration, async (visit) => {
      const { of, said, rows, user } = await openWorkspace(visit, workspace, questionQuestions(idOf(visit)));
      const about = visit.url.searchParams.get('about') ?? '';
      return visit.page(
        workspacePage(visit, of, said, {
          title: dialogueTexts(visit.language).title,
          current: 'dialogue',
          children: (
            <QuestionsPage
              of={of}
              questions={rows.questions}
              answers={rows.answers}
              about={isId(about) ? about : ''}
              speaks={speaksFor(user, idOf(visit), user.organisation_id)}
            />
          ),
        }),
      );
    }),
    get(`${at}/questions/new`, askQuestions, (visit) => showAsk(visit)),
    post(`${at}/questions/new`, askQuestions, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const rows = await tx.batch(askable(id));
          const reader = new FormReader(form);
          const facts = readQuestion(reader, visit.language, tx.now);
          const { subject, parties } = readSubject(reader, form, rows, visit.language);
          reader.done();
          const follows = rows.questions.find((q) => q.id === form.text('follows') && q.answered_at !== null);
          return addressOf(visit, askQuestion(tx, id, subject, facts, parties, follows?.id ?? null));
        },
        (state) => showAsk(visit, state),
      ),
    ),
    get(one, readCollaboration, (visit) => showQuestion(visit)),
    get(`${one}/edit`, askQuestions, (visit) => showEdit(visit)),
    post(`${one}/edit`, askQuestions, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { question } = findQuestion(visit, await tx.batch(questionQuestions(idOf(visit))));
          const reader = new FormReader(form);
          const facts = readQuestion(reader, visit.language, tx.now);
          reader.done();
          await changeQuestion(tx, idOf(visit), question, Number(form.text('version')), facts);
          return addressOf(visit, question.id);
        },
        (state) => showEdit(visit, state),
      ),
    ),
    post(`${one}/removal`, askQuestions, (visit) =>
      visit.submit(async (tx, form) => {
        const { question } = findQuestion(visit, await tx.batch(questionQuestions(idOf(visit))));
        await takeBackQuestion(tx, idOf(visit), question, Number(form.text('version')));
        return question.answered_at
          ? addressOf(visit, question.id)
          : `/collaborations/${idOf(visit)}/dialogue?done=saved`;
      }),
    ),
    get(`${one}/answers/:party`, tellOfParty, (visit) => showAnswer(visit)),
    post(`${one}/answers/:party`, tellOfParty, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const { question, answer } = findAnswer(visit, await tx.batch(questionQuestions(id)));
          const isOwn = speaksFor(tx.user, id, answer.organisation_id);
          if (!may(tx.user, tellOfParty, { collaboration: id, organisation: answer.organisation_id })) throw notFound();
          if (!isOwn && answer.answered_on !== null && !answer.is_entered) throw notFound();
          const t = dialogueTexts(visit.language);
          const reader = new FormReader(form);
          const words = reader.text('answer', t.form.answerMissing, 4000, t.tooLong(4000));
          const entered = isOwn ? undefined : readChannel(reader, visit.language);
          reader.done();
          await answerQuestion(tx, id, question, answer, Number(form.text('version')), words, entered);
          return addressOf(visit, question.id);
        },
        (state) => showAnswer(visit, state),
      ),
    ),
    post(`${one}/answers/:party/letter`, sendLinks, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const rows = await tx.batch({ ...questionQuestions(id), collaboration: findCollaboration(id) });
          const { question, answer } = findAnswer(visit, rows);
          const [collaboration] = rows.collaboration;
          if (!collaboration || answer.answered_on !== null) throw notFound();
          const t = dialogueTexts(visit.language).sending;
          const field = `address-${answer.party_id}`;
          const reader = new FormReader(form);
          const to = reader.text(field, t.addressMissing, 200).toLowerCase();
          if (to !== '' && !emailShape.test(to)) reader.wrong(field, t.addressWrong);
          reader.done();
          const waiting = rows.questions.flatMap((asked) =>
            rows.answers.some(
              (given) =>
                given.question_id === asked.id && given.party_id === answer.party_id && given.answered_on === null,
            )
              ? [{ question: asked.question, due: asked.answer_due_on }]
              : [],
          );
          const queued = await sendQuestion(
            tx,
            house,
            { id, name: collaboration.name, isFictional: collaboration.example === 'fictional' },
            question,
            { id: answer.party_id, name: answer.party_name },
            waiting.toSorted((a, b) => a.due.localeCompare(b.due)),
            to,
          );
          if (queued !== 'queued') reader.wrong(field, t.notSent[queued]);
          reader.done();
          return addressOf(visit, question.id, '?done=saved#link');
        },
        (state) => showQuestion(visit, undefined, state),
      ),
    ),
    post(`${one}/answers/:party/link`, sendLinks, async (visit) => {
      // Shown once, in the answer itself: an address that holds the key is never kept, so it cannot be redirected to.
      const afterwards = addressOf(visit, visit.params.question ?? '', `?link=${newId(visit.now)}`);
      let made: { readonly party: string; readonly link: string } | undefined;
      const done = await visit.submit(async (tx) => {
        const { answer } = findAnswer(visit, await tx.batch(questionQuestions(idOf(visit))));
        made = {
          party: answer.party_name,
          link: makePartyLink(tx, house.origin, idOf(visit), answer.party_id, 'questions'),
        };
        return afterwards;
      });
      // The same form once more is led to where the first one led: no link was made, and the page says so.
      return done.headers.get('location') === afterwards ? showQuestion(visit, made) : done;
    }),
  ];
}

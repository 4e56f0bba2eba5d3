import { ChannelFields, type PartyRow, proposeDeadline, type Reading, takesPart } from '../../collaborations/index.ts';
import type { ContributionRow, GoalRow } from '../../goals/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  Hidden,
  Select,
  TextArea,
  TextField,
  Version,
} from '../../ui/form.tsx';
import { Notice } from '../../ui/section.tsx';
import type { AnswerRow, AskedUndertakingRow, QuestionRow } from '../question-queries.ts';
import { dialogueTexts } from '../texts.ts';
import { baseOf, Subject } from './questions-page.tsx';

export interface Askable {
  readonly goals: readonly GoalRow[];
  readonly contributions: readonly ContributionRow[];
  readonly undertakings: readonly AskedUndertakingRow[];
  readonly parties: readonly PartyRow[];
}

/** Everything a question can be asked of, as a choice. */
export function subjectOptions(rows: Askable, of: Reading): { readonly value: string; readonly text: string }[] {
  const t = dialogueTexts(of.language).form;
  const parties = rows.parties.filter((party) => takesPart(party.status));
  return [
    ...rows.goals.map((goal) => ({ value: `goal:${goal.id}`, text: t.goal(goal.text) })),
    ...rows.goals.flatMap((goal) =>
      rows.contributions.flatMap((one) => {
        const party = parties.find(({ id }) => id === one.party_id);
        return one.goal_id === goal.id && party
          ? [{ value: `contribution:${one.id}`, text: t.contribution(party.name, goal.text) }]
          : [];
      }),
    ),
    ...rows.undertakings.flatMap((one) => {
      const party = parties.find(({ id }) => id === one.party_id);
      return party ? [{ value: `undertaking:${one.id}`, text: t.undertaking(party.name, one.text) }] : [];
    }),
    ...parties.map((party) => ({ value: `party:${party.id}`, text: t.party(party.name) })),
  ];
}

export function AskPage(props: {
  visit: Visit;
  of: Reading;
  rows: Askable;
  follows: QuestionRow | undefined;
  /** Who answered what this one follows. */
  answeredBy: readonly string[];
  state: FormState;
}) {
  const { visit, of, rows, follows, state } = props;
  const t = dialogueTexts(of.language);
  const chosen = follows
    ? `${follows.about}:${follows[`${follows.about}_id`]}`
    : (visit.url.searchParams.get('about') ?? '');
  return (
    <>
      <p class="trail">
        <a href={baseOf(of)}>{t.title}</a>
      </p>
      <h1>{follows ? t.questions.askNext : t.questions.ask}</h1>
      {follows ? (
        <p class="section-lead">
          {t.questions.follows} <a href={`${baseOf(of)}/questions/${follows.id}`}>{follows.question}</a>
        </p>
      ) : null}
      <p class="small section-lead">{t.questions.seen}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Hidden name="follows" value={follows?.id ?? ''} />
        <TextArea name="question" rows={3} label={t.form.question} state={state} />
        <Select
          name="about"
          label={t.form.about}
          value={chosen}
          options={[{ value: '', text: '–' }, ...subjectOptions(rows, of)]}
          state={state}
        />
        <Choices
          name="to"
          many
          label={t.form.to}
          hint={t.form.toHint}
          values={follows?.about === 'goal' ? props.answeredBy : []}
          options={rows.parties
            .filter((party) => takesPart(party.status))
            .map((party) => ({ value: party.id, text: party.name }))}
          state={state}
        />
        <TextField name="due" type="date" short label={t.form.due} value={proposeDeadline(of.now, 14)} state={state} />
        <Actions submit={t.form.submit} cancel={{ href: baseOf(of), text: t.cancel }} />
      </Form>
    </>
  );
}

export function EditQuestionPage(props: { visit: Visit; of: Reading; question: QuestionRow; state: FormState }) {
  const { visit, of, question, state } = props;
  const t = dialogueTexts(of.language);
  const here = `${baseOf(of)}/questions/${question.id}`;
  return (
    <>
      <p class="trail">
        <a href={here}>{question.question}</a>
      </p>
      <h1>{t.questions.edit}</h1>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={question.version} state={state} />
        <TextArea name="question" rows={3} label={t.form.question} value={question.question} state={state} />
        <TextField name="due" type="date" short label={t.form.due} value={question.answer_due_on} state={state} />
        <Actions submit={t.save} cancel={{ href: here, text: t.cancel }} />
      </Form>
    </>
  );
}

export function AnswerPage(props: {
  visit: Visit;
  of: Reading;
  question: QuestionRow;
  answer: AnswerRow;
  isForAnother: boolean;
  state: FormState;
}) {
  const { visit, of, question, answer, state } = props;
  const t = dialogueTexts(of.language);
  const here = `${baseOf(of)}/questions/${question.id}`;
  return (
    <>
      <p class="trail">
        <a href={baseOf(of)}>{t.title}</a>
      </p>
      <h1>{question.question}</h1>
      <p class="section-lead">
        <Subject question={question} of={of} />.{' '}
        {t.questions.asked(question.asked_by_name, of.formats.date(question.asked_on))}.{' '}
        {t.questions.before(of.formats.date(question.answer_due_on))}.
      </p>
      {props.isForAnother ? <Notice waits>{t.form.enterLead}</Notice> : <p class="small">{t.questions.seen}</p>}
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={answer.version} state={state} />
        <TextArea
          name="answer"
          rows={5}
          label={props.isForAnother ? t.questions.enterFor(answer.party_name) : t.form.answer}
          value={answer.answer}
          state={state}
        />
        {props.isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
        <Actions submit={props.isForAnother ? t.save : t.form.answerSubmit} cancel={{ href: here, text: t.cancel }} />
      </Form>
    </>
  );
}

/** All that waits for a party’s answer, for whoever holds its link. */
export function LinkPage(props: {
  visit: Visit;
  party: PartyRow;
  collaboration: { readonly name: string; readonly example: string };
  questions: readonly QuestionRow[];
  answers: readonly AnswerRow[];
  at: string;
  state: FormState;
}) {
  const { visit, state } = props;
  const t = dialogueTexts(visit.language);
  const waiting = props.answers.flatMap((answer) => {
    const question = props.questions.find(({ id }) => id === answer.question_id);
    return answer.party_id === props.party.id && answer.answered_on === null && question ? [{ question, answer }] : [];
  });
  return (
    <>
      {props.collaboration.example === 'fictional' ? (
        <p class="label">{identityTexts(visit.language).frame.example.fictional}</p>
      ) : null}
      <h1>{t.link.title(props.party.name)}</h1>
      {visit.url.searchParams.get('done') ? <Notice>{t.link.thanks}</Notice> : null}
      <p class="lead">{waiting.length > 0 ? t.link.lead(props.collaboration.name) : t.link.none}</p>
      {waiting.length > 0 ? <p class="small">{t.questions.seen}</p> : <p>{t.link.noneLead}</p>}
      <ErrorSummary state={state} heading={identityTexts(visit.language).frame.errors(state.errors.length)} />
      <ul class="rows section">
        {waiting.map(({ question, answer }) => (
          <li key={question.id}>
            <div class="question-by-link">
              <h2 class="title">{question.question}</h2>
              <p>
                {t.questions.asked(question.asked_by_name, visit.formats.date(question.asked_on))}.{' '}
                {t.questions.before(visit.formats.date(question.answer_due_on))}.
              </p>
              <Form token={visit.formToken()} action={`${props.at}/${question.id}`}>
                <Hidden name="version" value={answer.version} />
                <TextArea name={`answer-${question.id}`} rows={4} label={t.form.answer} state={state} />
                <Actions submit={t.form.answerSubmit} />
              </Form>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

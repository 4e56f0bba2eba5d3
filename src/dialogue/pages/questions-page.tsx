import type { Reading } from '../../collaborations/index.ts';
import { dayOf } from '../../identity/index.ts';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { askQuestions } from '../policy.ts';
import type { AnswerRow, QuestionRow } from '../question-queries.ts';
import { dialogueTexts } from '../texts.ts';

export const baseOf = (of: Reading): string => `/collaborations/${of.collaboration.id}/dialogue`;

/** What a question is asked of, with a way there. */
export function Subject(props: { question: QuestionRow; of: Reading }) {
  const { question, of } = props;
  const t = dialogueTexts(of.language).questions;
  const at = `/collaborations/${of.collaboration.id}`;
  const goalAt = `${at}/goals/${question.goal_id}`;
  const [text, href] = {
    party: [question.party_name, `${at}/parties/${question.party_id}`],
    goal: [question.goal_text, goalAt],
    contribution: [t.partOf(question.party_name ?? '', question.goal_text ?? ''), `${goalAt}#contributions`],
    undertaking: [
      t.partOf(question.party_name ?? '', question.undertaking_text ?? ''),
      `${at}/agreements/${question.agreement_id}/versions/${question.agreement_number}`,
    ],
  }[question.about];
  return (
    <>
      {t.of[question.about]} <a href={href ?? at}>{text}</a>
    </>
  );
}

/** How it stands: that a day has passed is told to those who prepare and to those who are to answer, as their own. */
export function QuestionState(props: { question: QuestionRow; of: Reading; isOurs: boolean }) {
  const { question, of } = props;
  const t = dialogueTexts(of.language).questions;
  if (question.awaited === 0) return <State shape="done" text={t.isAnswered} />;
  const isPast = question.answer_due_on < dayOf(of.now) && (props.isOurs || of.may(askQuestions));
  return (
    <span class="question-state">
      <State shape="waits" text={t.awaits(question.awaited)} />
      <span class="small">{isPast ? t.late : t.before(of.formats.date(question.answer_due_on))}</span>
    </span>
  );
}

export function QuestionsPage(props: {
  of: Reading;
  questions: readonly QuestionRow[];
  answers: readonly AnswerRow[];
  /** The goal, contribution or party that alone is shown. */
  about: string;
  speaks: boolean;
}) {
  const { of, answers } = props;
  const { formats } = of;
  const t = dialogueTexts(of.language);
  const mayAsk = of.may(askQuestions);
  const shown = props.questions.filter(
    (one) => props.about === '' || [one.goal_id, one.contribution_id, one.party_id].includes(props.about),
  );
  const isOurs = (question: QuestionRow) =>
    props.speaks &&
    answers.some(
      (one) =>
        one.question_id === question.id && one.organisation_id === of.user.organisation_id && one.answered_on === null,
    );
  const ours = shown.filter(isOurs);
  const waiting = shown.filter((one) => one.awaited > 0 && !ours.includes(one));
  const answered = shown.filter((one) => one.awaited === 0);
  const [first] = shown;
  const list = (heading: string, questions: readonly QuestionRow[], isMain: boolean) =>
    questions.length === 0 ? null : (
      <Section heading={heading} main={isMain}>
        <ul class="rows">
          {questions.map((question) => {
            const given = answers.filter((one) => one.question_id === question.id && one.answered_on !== null);
            return (
              <li key={question.id}>
                <div>
                  <a class="title" href={`${baseOf(of)}/questions/${question.id}`}>
                    {question.question}
                  </a>
                  <p>
                    <Subject question={question} of={of} />
                  </p>
                  <p>{t.questions.asked(question.asked_by_name, formats.date(question.asked_on))}</p>
                  {given.map((one) => (
                    <p class="given-answer" key={one.id}>
                      <strong>{one.party_name}:</strong> {one.answer}
                    </p>
                  ))}
                </div>
                <QuestionState question={question} of={of} isOurs={ours.includes(question)} />
              </li>
            );
          })}
        </ul>
      </Section>
    );
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.questions.lead}</p>
      {props.about !== '' ? (
        <p class="section-lead">
          {first ? <Subject question={first} of={of} /> : null} <a href={baseOf(of)}>{t.questions.all}</a>
        </p>
      ) : null}
      {shown.length === 0 ? <p class="section">{mayAsk ? t.questions.empty : t.questions.emptyForReader}</p> : null}
      {mayAsk ? (
        <p class="actions">
          <a class="button" href={`${baseOf(of)}/questions/new`}>
            {t.questions.ask}
          </a>
        </p>
      ) : null}
      {list(t.questions.ours, ours, true)}
      {list(t.questions.waiting, waiting, ours.length === 0)}
      {list(t.questions.answered, answered, ours.length + waiting.length === 0)}
    </>
  );
}

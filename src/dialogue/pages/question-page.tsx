import {
  collaborationTexts,
  EnteredNote,
  type EnteredRow,
  type Reading,
  sendLinks,
  tellOfParty,
} from '../../collaborations/index.ts';
import { identityTexts, speaksFor, type Visit } from '../../identity/index.ts';
import { ErrorSummary, Form, type FormState, Hidden } from '../../ui/form.tsx';
import { Notice, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import type { LetterRow } from '../letters.ts';
import { askQuestions } from '../policy.ts';
import type { AnswerRow, QuestionRow } from '../question-queries.ts';
import { dialogueTexts } from '../texts.ts';
import { baseOf, QuestionState, Subject } from './questions-page.tsx';
import { Sending } from './sending-section.tsx';

/** Whether whoever reads may give this answer: their own, or one to be written down for a party that has not itself. */
export const mayAnswer = (of: Reading, answer: AnswerRow): boolean =>
  of.may(tellOfParty, answer.organisation_id) &&
  (speaksFor(of.user, of.collaboration.id, answer.organisation_id) || answer.answered_on === null || answer.is_entered);

export function QuestionPage(props: {
  visit: Visit;
  of: Reading;
  question: QuestionRow;
  answers: readonly AnswerRow[];
  questions: readonly QuestionRow[];
  entered: readonly EnteredRow[];
  /** The link just made, and for whom. */
  made: { readonly party: string; readonly link: string } | undefined;
  letters: readonly LetterRow[];
  state: FormState;
}) {
  const { visit, of, question, answers } = props;
  const { formats } = of;
  const t = dialogueTexts(of.language);
  const here = `${baseOf(of)}/questions/${question.id}`;
  const isOwn = (one: AnswerRow) => speaksFor(of.user, of.collaboration.id, one.organisation_id);
  const ours = answers.find((one) => isOwn(one) && one.answered_on === null);
  const before = props.questions.find((one) => one.id === question.follows_question_id);
  const next = props.questions.filter((one) => one.follows_question_id === question.id);
  const others = answers.filter((one) => one.answered_on === null && !isOwn(one));
  const mayAsk = of.may(askQuestions);
  return (
    <>
      <p class="trail">
        <a href={baseOf(of)}>{t.title}</a>
      </p>
      <h1>{question.question}</h1>
      <p class="section-lead">
        <Subject question={question} of={of} />
      </p>
      <p class="section-lead">
        <QuestionState question={question} of={of} isOurs={ours !== undefined} />
      </p>
      <p class="small">{t.questions.asked(question.asked_by_name, formats.date(question.asked_on))}</p>
      {before ? (
        <p class="small">
          {t.questions.follows} <a href={`${baseOf(of)}/questions/${before.id}`}>{before.question}</a>
        </p>
      ) : null}
      <ErrorSummary state={props.state} heading={identityTexts(of.language).frame.errors(props.state.errors.length)} />
      {props.made ? (
        <Notice>
          {t.sending.linkMade(props.made.party)} <a href={props.made.link}>{props.made.link}</a>
        </Notice>
      ) : visit.url.searchParams.has('link') ? (
        <Notice waits>{t.sending.linkShown}</Notice>
      ) : null}
      {ours ? (
        <p class="actions">
          <a class="button" href={`${here}/answers/${ours.party_id}`}>
            {t.questions.answer}
          </a>
        </p>
      ) : null}
      <Section heading={t.questions.answers} main>
        <ul class="rows">
          {answers.map((one) => {
            const entered = props.entered.find(
              ({ subject_type, subject_id }) => subject_type === 'questionAnswer' && subject_id === one.id,
            );
            return (
              <li key={one.id}>
                <div>
                  <div class="title">{one.party_name}</div>
                  {one.answered_on ? (
                    <>
                      <p class="given-answer">{one.answer}</p>
                      <p class="small">{t.questions.answeredOn(formats.date(one.answered_on))}</p>
                      {entered ? (
                        <EnteredNote
                          entered={entered}
                          party={one.party_name}
                          texts={collaborationTexts(of.language)}
                          formats={formats}
                        />
                      ) : null}
                    </>
                  ) : null}
                  {mayAnswer(of, one) && one !== ours ? (
                    <p class="no-print">
                      <a
                        href={`${here}/answers/${one.party_id}`}
                        aria-label={isOwn(one) ? t.questions.changeAnswer : t.questions.enterFor(one.party_name)}
                      >
                        {isOwn(one) || one.answered_on ? t.questions.changeAnswer : t.questions.enter}
                      </a>
                    </p>
                  ) : null}
                </div>
                {one.answered_on ? null : <State shape="notAnswered" text={t.questions.notAnswered} />}
              </li>
            );
          })}
        </ul>
        {question.awaited > others.length && !ours ? <p class="small">{t.questions.awaits(question.awaited)}</p> : null}
      </Section>
      {next.length > 0 ? (
        <Section heading={t.questions.next}>
          <ul class="rows">
            {next.map((one) => (
              <li key={one.id}>
                <a class="title" href={`${baseOf(of)}/questions/${one.id}`}>
                  {one.question}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {of.may(sendLinks) && others.length > 0 ? (
        <Sending visit={visit} of={of} at={here} awaited={others} letters={props.letters} state={props.state} />
      ) : null}
      {mayAsk ? (
        <div class="actions no-print">
          {question.answered_at ? (
            <a class="button second" href={`${baseOf(of)}/questions/new?follows=${question.id}`}>
              {t.questions.askNext}
            </a>
          ) : (
            <a href={`${here}/edit`}>{t.questions.edit}</a>
          )}
          {question.awaited > 0 ? (
            <Form token={visit.formToken()} action={`${here}/removal`} inline>
              <Hidden name="version" value={question.version} />
              <button class="link-button" type="submit">
                {question.answered_at ? t.questions.askNoLonger : t.questions.takeBack}
              </button>
            </Form>
          ) : null}
        </div>
      ) : null}
    </>
  );
}

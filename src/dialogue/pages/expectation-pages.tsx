import {
  ChannelFields,
  collaborationTexts,
  EnteredNote,
  type EnteredRow,
  type PartyRow,
  proposeDeadline,
  type Reading,
  takesPart,
} from '../../collaborations/index.ts';
import { identityTexts, speaksFor, type Visit } from '../../identity/index.ts';
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
import { Notice, Section } from '../../ui/section.tsx';
import { State, type StateOf } from '../../ui/state.tsx';
import { type ExpectationRow, expectationAnswers, expectationOutcomes } from '../expectations.ts';
import { answerExpectations, expectOfOthers } from '../policy.ts';
import { dialogueTexts } from '../texts.ts';
import { baseOf } from './questions-page.tsx';

const shapes = { met: 'done', partly: 'underWay', notMet: 'missed' } as const;

/** Whether whoever reads speaks for the one that expects, for the one it is expected of, or for neither. */
export function sideOf(
  of: Pick<Reading, 'user'> & { readonly collaboration: { readonly id: string } },
  expectation: Pick<ExpectationRow, 'organisation_id' | 'to_organisation_id'>,
): 'from' | 'to' | undefined {
  const isOurs = (organisation: string) => speaksFor(of.user, of.collaboration.id, organisation);
  if (isOurs(expectation.organisation_id)) return 'from';
  return isOurs(expectation.to_organisation_id) ? 'to' : undefined;
}

/** The party has not answered itself: what it has said may be written down for it. */
export const isToBeEntered = (one: Pick<ExpectationRow, 'answer' | 'is_entered'>): boolean =>
  one.answer === null || one.is_entered;

export function ExpectationsPage(props: {
  visit: Visit;
  of: Reading;
  expectations: readonly ExpectationRow[];
  entered: readonly EnteredRow[];
}) {
  const { visit, of } = props;
  const texts = dialogueTexts(of.language);
  const t = texts.expectations;
  const here = `${baseOf(of)}/expectations`;
  const mine = of.user.organisation_id;
  const mayWrite = of.may(expectOfOthers, mine) && speaksFor(of.user, of.collaboration.id, mine);
  const stateOf = (one: ExpectationRow): StateOf =>
    one.answer === null
      ? { shape: 'notAnswered', text: t.notAnswered }
      : one.answer === 'declines'
        ? { shape: 'stoodAside', text: t.answers.declines }
        : { shape: 'ringWithDot', text: t.answers[one.answer] };
  const outcome = (who: string, said: ExpectationRow['outcome'], words: string) =>
    said ? (
      <p>
        <State shape={shapes[said]} text={t.saidBy(who, t.outcomes[said])} /> {words}
      </p>
    ) : null;
  const list = (heading: string, expectations: readonly ExpectationRow[], isMain: boolean) =>
    expectations.length === 0 ? null : (
      <Section heading={heading} main={isMain}>
        <ul class="rows">
          {expectations.map((one) => {
            const side = mayWrite ? sideOf(of, one) : undefined;
            const entered = props.entered.find(
              ({ subject_type, subject_id }) => subject_type === 'expectation' && subject_id === one.id,
            );
            const mayEnter = side !== 'to' && isToBeEntered(one) && of.may(answerExpectations, one.to_organisation_id);
            const said = side === 'from' ? one.outcome : one.to_outcome;
            const link = (to: string, text: string) => (
              <a href={`${here}/${one.id}/${to}`} aria-label={`${text}: ${one.expected}`}>
                {text}
              </a>
            );
            return (
              <li key={one.id}>
                <div>
                  <div class="title">{one.expected}</div>
                  <p>{t.between(one.organisation_name, one.to_name)}</p>
                  {one.answer_words ? (
                    <p class="given-answer">
                      <strong>{one.to_name}:</strong> {one.answer_words}
                    </p>
                  ) : null}
                  {entered ? (
                    <EnteredNote
                      entered={entered}
                      party={one.to_name}
                      texts={collaborationTexts(of.language)}
                      formats={of.formats}
                    />
                  ) : null}
                  {outcome(one.organisation_name, one.outcome, one.outcome_words)}
                  {outcome(one.to_name, one.to_outcome, one.to_outcome_words)}
                  <div class="line-actions no-print">
                    {side === 'to' ? link('answer', one.answer ? t.changeAnswer : texts.questions.answer) : null}
                    {mayEnter ? link('answer', one.answer ? t.changeAnswer : t.enterFor(one.to_name)) : null}
                    {side && one.answer ? link('outcome', said ? t.changeOutcome : t.sayOutcome) : null}
                    {side === 'from' && !one.answer ? link('edit', texts.change) : null}
                    {side === 'from' ? (
                      <Form token={visit.formToken()} action={`${here}/${one.id}/removal`} inline>
                        <Hidden name="version" value={one.version} />
                        <button class="link-button" type="submit" aria-label={`${t.takeBack}: ${one.expected}`}>
                          {t.takeBack}
                        </button>
                      </Form>
                    ) : null}
                  </div>
                </div>
                <span class="question-state">
                  <State {...stateOf(one)} />
                  {one.answer ? null : (
                    <span class="small">{texts.questions.before(of.formats.date(one.answer_due_on))}</span>
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      </Section>
    );
  const ofUs = props.expectations.filter((one) => one.to_organisation_id === mine);
  const ours = props.expectations.filter((one) => one.organisation_id === mine);
  const others = props.expectations.filter(
    (one) => ![one.to_organisation_id, one.organisation_id].includes(mine ?? ''),
  );
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <p class="small section-lead">{t.seen}</p>
      {props.expectations.length === 0 ? <p class="section">{t.empty}</p> : null}
      {mayWrite ? (
        <p class="actions">
          <a class="button" href={`${here}/new`}>
            {t.state}
          </a>
        </p>
      ) : null}
      {list(t.ofUs, ofUs, true)}
      {list(t.ours, ours, ofUs.length === 0)}
      {list(t.others, others, false)}
    </>
  );
}

function Frame(props: { visit: Visit; of: Reading; title: string; state: FormState; children: unknown }) {
  const { of, state } = props;
  const t = dialogueTexts(of.language).expectations;
  return (
    <>
      <p class="trail">
        <a href={`${baseOf(of)}/expectations`}>{t.title}</a>
      </p>
      <h1>{props.title}</h1>
      <p class="small section-lead">{t.seen}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={props.visit.formToken()}>{props.children as never}</Form>
    </>
  );
}

export function StatePage(props: {
  visit: Visit;
  of: Reading;
  expectation: ExpectationRow | undefined;
  parties: readonly PartyRow[];
  state: FormState;
}) {
  const { of, expectation, state } = props;
  const texts = dialogueTexts(of.language);
  const t = texts.expectations;
  const others = props.parties.filter(
    (one) => takesPart(one.status) && one.organisation_id !== of.user.organisation_id,
  );
  return (
    <Frame visit={props.visit} of={of} title={expectation ? t.edit : t.state} state={state}>
      <Version value={expectation?.version ?? 0} state={state} />
      {expectation ? (
        <p>{t.between(expectation.organisation_name, expectation.to_name)}</p>
      ) : (
        <Select
          name="to"
          short
          label={t.to}
          options={[{ value: '', text: '–' }, ...others.map(({ id, name }) => ({ value: id, text: name }))]}
          state={state}
        />
      )}
      <TextArea
        name="expected"
        rows={4}
        label={t.expected}
        hint={t.expectedHint}
        value={expectation?.expected}
        state={state}
      />
      <TextField
        name="due"
        type="date"
        short
        label={texts.form.due}
        value={expectation?.answer_due_on ?? proposeDeadline(of.now, 14)}
        state={state}
      />
      <Actions
        submit={expectation ? texts.save : t.submit}
        cancel={{ href: `${baseOf(of)}/expectations`, text: texts.cancel }}
      />
    </Frame>
  );
}

export function AnswerExpectationPage(props: {
  visit: Visit;
  of: Reading;
  expectation: ExpectationRow;
  isForAnother: boolean;
  state: FormState;
}) {
  const { of, expectation, isForAnother, state } = props;
  const texts = dialogueTexts(of.language);
  const t = texts.expectations;
  return (
    <Frame
      visit={props.visit}
      of={of}
      title={isForAnother ? t.enterFor(expectation.to_name) : t.expects(expectation.organisation_name)}
      state={state}
    >
      <Version value={expectation.version} state={state} />
      {isForAnother ? <Notice waits>{texts.form.enterLead}</Notice> : null}
      {isForAnother ? <p>{t.between(expectation.organisation_name, expectation.to_name)}</p> : null}
      <p class="quoted">{expectation.expected}</p>
      <Choices
        name="answer"
        label={isForAnother ? t.answerOf(expectation.to_name) : t.answer}
        value={expectation.answer ?? ''}
        options={expectationAnswers.map((value) => ({ value, text: t.answers[value] }))}
        state={state}
      />
      <TextArea
        name="words"
        rows={3}
        label={t.words}
        hint={isForAnother ? t.wordsHintFor : t.wordsHint}
        value={expectation.answer_words}
        state={state}
      />
      {isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
      <Actions
        submit={isForAnother ? texts.save : texts.questions.answer}
        cancel={{ href: `${baseOf(of)}/expectations`, text: texts.cancel }}
      />
    </Frame>
  );
}

export function OutcomePage(props: {
  visit: Visit;
  of: Reading;
  expectation: ExpectationRow;
  side: 'from' | 'to';
  state: FormState;
}) {
  const { of, expectation, side, state } = props;
  const texts = dialogueTexts(of.language);
  const t = texts.expectations;
  return (
    <Frame visit={props.visit} of={of} title={t.sayOutcome} state={state}>
      <Version value={expectation.version} state={state} />
      <p>{t.between(expectation.organisation_name, expectation.to_name)}</p>
      <p class="quoted">{expectation.expected}</p>
      <Choices
        name="outcome"
        label={t.outcome}
        hint={t.outcomeHint}
        value={(side === 'from' ? expectation.outcome : expectation.to_outcome) ?? ''}
        options={expectationOutcomes.map((value) => ({ value, text: t.outcomes[value] }))}
        state={state}
      />
      <TextArea
        name="words"
        rows={3}
        label={t.outcomeWords}
        value={side === 'from' ? expectation.outcome_words : expectation.to_outcome_words}
        state={state}
      />
      <Actions submit={texts.save} cancel={{ href: `${baseOf(of)}/expectations`, text: texts.cancel }} />
    </Frame>
  );
}

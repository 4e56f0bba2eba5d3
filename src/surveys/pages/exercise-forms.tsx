import { ChannelFields, type PartyRow, type Reading, takesPart } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  Select,
  TextArea,
  TextField,
  Version,
} from '../../ui/form.tsx';
import { Notice } from '../../ui/section.tsx';
import { offeredInstruments, type Question } from '../instrument.ts';
import { approveAnswers } from '../policy.ts';
import type { AskedPartyRow, ExerciseRow } from '../queries.ts';
import type { Exercise } from '../reading-exercise.ts';
import { agreements, areRatingsOpen } from '../shared-view.ts';
import { surveyTexts } from '../texts.ts';
import { exercisesAt } from './exercise-pages.tsx';

function Trail(props: { exercise: Exercise }) {
  const { of, row } = props.exercise;
  return (
    <p class="trail">
      <a href={`${exercisesAt(of)}/${row.id}`}>{row.name}</a>
    </p>
  );
}

const Summary = (props: { of: Reading; state: FormState }) => (
  <ErrorSummary
    state={props.state}
    heading={identityTexts(props.of.language).frame.errors(props.state.errors.length)}
  />
);

export function NewExercisePage(props: {
  visit: Visit;
  of: Reading;
  parties: readonly PartyRow[];
  earlier: readonly ExerciseRow[];
  deadline: string;
  ratingDeadline: string;
  state: FormState;
}) {
  const { visit, of, earlier, state } = props;
  const t = surveyTexts(of.language).form;
  const parties = props.parties.filter((party) => takesPart(party.status));
  return (
    <>
      <p class="trail">
        <a href={exercisesAt(of)}>{surveyTexts(of.language).title}</a>
      </p>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Summary of={of} state={state} />
      <Form token={visit.formToken()}>
        <TextField name="name" label={t.name} state={state} />
        <TextArea name="purpose" rows={3} label={t.purpose} hint={t.purposeHint} state={state} />
        <Choices
          name="instrument"
          label={t.instrument}
          value={offeredInstruments[0]?.key}
          options={offeredInstruments.map((one) => ({
            value: one.key,
            text: `${one.name[of.language]}, ${t.version(one.version)}`,
            hint: one.questions.map(({ short }) => short[of.language]).join(' · '),
          }))}
          state={state}
        />
        <Choices
          name="parties"
          many
          label={t.parties}
          values={parties.map((party) => party.id)}
          options={parties.map((party) => ({ value: party.id, text: party.name }))}
          state={state}
        />
        <TextField
          name="deadline"
          type="date"
          short
          label={t.deadline}
          hint={t.deadlineHint}
          value={props.deadline}
          state={state}
        />
        <TextField
          name="ratingDeadline"
          type="date"
          short
          label={t.ratingDeadline}
          hint={t.ratingDeadlineHint}
          value={props.ratingDeadline}
          state={state}
        />
        {earlier.length > 0 ? (
          <Select
            name="previous"
            label={t.previous}
            hint={t.previousHint}
            value={earlier[0]?.id}
            options={[
              { value: '', text: t.previousNone },
              ...earlier.map((one) => ({ value: one.id, text: one.name })),
            ]}
            state={state}
          />
        ) : null}
        <Actions submit={t.submit} cancel={{ href: exercisesAt(of), text: identityTexts(of.language).frame.cancel }} />
      </Form>
    </>
  );
}

/** Who will see it, and that it may be requested: on each form, before anything is written. */
function WhoSees(props: { of: Reading; lines: readonly string[] }) {
  const t = surveyTexts(props.of.language).who;
  return (
    <Notice>
      <strong>{t.heading}.</strong> {props.lines.join(' ')} {t.records}
    </Notice>
  );
}

export function AnswerPage(props: {
  visit: Visit;
  exercise: Exercise;
  party: AskedPartyRow;
  isForAnother: boolean;
  state: FormState;
}) {
  const { visit, exercise, party, isForAnother, state } = props;
  const { of, row, instrument } = exercise;
  const { language } = of;
  const t = surveyTexts(language);
  const mayApprove = !isForAnother && of.may(approveAnswers, party.organisation_id);
  const written = exercise.answers.filter((one) => one.party_id === party.party_id);
  const isHandedIn = written.some((one) => one.approved_at);
  return (
    <>
      <Trail exercise={exercise} />
      <h1>{isForAnother ? t.answer.titleFor(party.name) : t.answer.title}</h1>
      <p class="lead">{isForAnother ? row.purpose : t.answer.lead}</p>
      <WhoSees
        of={of}
        lines={[...(isForAnother ? [] : [t.who.draft]), t.who.answer(of.formats.date(row.deadline_on))]}
      />
      <Summary of={of} state={state} />
      <Form token={visit.formToken()}>
        {instrument.questions.map((question) => {
          const before = written.find((one) => one.question === question.key);
          const typed = `answer-${question.key}` in state.typed;
          return (
            <fieldset class="field round-field" key={question.key}>
              <legend>{question.text[language]}</legend>
              <Version of={question.key} value={before?.version ?? 0} state={state} />
              <TextArea
                name={`answer-${question.key}`}
                rows={4}
                label={t.answer.words}
                hint={question.hint[language]}
                value={before?.text}
                state={state}
              />
              <div class="choice">
                <input
                  type="checkbox"
                  id={`unknown-${question.key}`}
                  name={`unknown-${question.key}`}
                  value="yes"
                  checked={typed ? state.typed[`unknown-${question.key}`] === 'yes' : before?.answer === 'notKnownYet'}
                />
                <label for={`unknown-${question.key}`}>{t.answer.notKnownYet}</label>
              </div>
            </fieldset>
          );
        })}
        {isForAnother ? <ChannelFields language={language} state={state} /> : null}
        {isHandedIn && !isForAnother ? <p class="small section-lead">{t.answer.approvedNote}</p> : null}
        <div class="actions">
          {isForAnother ? (
            <button class="button" type="submit">
              {t.answer.handInFor}
            </button>
          ) : (
            <>
              {mayApprove ? (
                <button class="button" type="submit" name="approve" value="yes">
                  {t.answer.handIn}
                </button>
              ) : null}
              <button class={mayApprove ? 'button second' : 'button'} type="submit" name="approve" value="no">
                {t.answer.saveDraft}
              </button>
            </>
          )}
          <a href={`${exercisesAt(of)}/${row.id}`}>{identityTexts(language).frame.cancel}</a>
        </div>
        {isForAnother || mayApprove ? null : <p class="small">{t.answer.draftOnly}</p>}
      </Form>
    </>
  );
}

export const ratingField = (question: string, partyId: string): string => `${question}-${partyId}`;

export function RatingPage(props: { visit: Visit; exercise: Exercise; own: AskedPartyRow; state: FormState }) {
  const { visit, exercise, own, state } = props;
  const { of, row, instrument } = exercise;
  const { language } = of;
  const t = surveyTexts(language);
  const areOpen = areRatingsOpen(row, of.now);
  const options = [
    { value: '', text: t.rating.choose },
    ...agreements.map((value, at) => ({
      value,
      text: `${value}. ${instrument.agreement.steps[at]?.[language] ?? ''}`,
    })),
  ];
  const toRate = exercise.answers.filter(
    (one) => one.is_open && one.answer === 'words' && one.party_id !== own.party_id,
  );
  return (
    <>
      <Trail exercise={exercise} />
      <h1>{t.rating.title}</h1>
      <p class="lead">{t.rating.lead}</p>
      <WhoSees of={of} lines={[t.who.rating(of.formats.date(row.rating_deadline_on))]} />
      <Summary of={of} state={state} />
      {toRate.length === 0 ? (
        <p>{t.rating.nothing}</p>
      ) : (
        <Form token={visit.formToken()}>
          {instrument.questions.map((question) => {
            const answers = toRate.filter((one) => one.question === question.key);
            if (answers.length === 0) return null;
            const ours = exercise.answers.find((one) => one.party_id === own.party_id && one.question === question.key);
            return (
              <section class="section" key={question.key} aria-label={question.text[language]}>
                <h2>{question.text[language]}</h2>
                <div class="side-by-side">
                  <div class="ours">
                    <strong>
                      {own.name} ({t.page.ours})
                    </strong>
                    <p class="said">
                      {ours ? (ours.answer === 'words' ? ours.text : t.page.notKnownYet) : t.page.notAnswered}
                    </p>
                  </div>
                </div>
                {exercise.parties.flatMap((party) => {
                  const answer = answers.find((one) => one.party_id === party.party_id);
                  if (!answer) return [];
                  const name = ratingField(question.key, party.party_id);
                  const before = exercise.ratings.find(
                    (one) =>
                      one.question === question.key &&
                      one.party_id === own.party_id &&
                      one.rated_party_id === party.party_id,
                  );
                  return [
                    <div class="rated-answer" key={party.id}>
                      <strong>{party.name}</strong>
                      <blockquote>{answer.text}</blockquote>
                      {areOpen && before ? (
                        <p class="small">
                          {t.page.words(
                            instrument.agreement.steps.map((step) => step[language]),
                            before.agreement,
                          )}
                          . {t.rating.locked}
                        </p>
                      ) : (
                        <>
                          <Version of={name} value={before?.version ?? 0} state={state} />
                          <Select
                            name={`rating-${name}`}
                            short
                            label={`${instrument.agreement.question[language]} (${party.name})`}
                            value={before ? String(before.agreement) : ''}
                            options={options}
                            state={state}
                          />
                        </>
                      )}
                    </div>,
                  ];
                })}
              </section>
            );
          })}
          <Actions
            submit={t.rating.save}
            cancel={{ href: `${exercisesAt(of)}/${row.id}`, text: identityTexts(language).frame.cancel }}
          />
        </Form>
      )}
    </>
  );
}

export function WordingPage(props: { visit: Visit; exercise: Exercise; question: Question; state: FormState }) {
  const { visit, exercise, question, state } = props;
  const { of, row } = exercise;
  const t = surveyTexts(of.language);
  const newest = exercise.wordings.find((one) => one.question === question.key);
  return (
    <>
      <Trail exercise={exercise} />
      <h1>{question.text[of.language]}</h1>
      <p class="lead">{t.wording.lead}</p>
      <Summary of={of} state={state} />
      <Form token={visit.formToken()}>
        <Version value={newest?.number ?? 0} state={state} />
        <TextArea name="text" rows={6} label={t.wording.text} value={newest?.text} state={state} />
        <Actions
          submit={t.wording.save}
          cancel={{
            href: `${exercisesAt(of)}/${row.id}#${question.key}`,
            text: identityTexts(of.language).frame.cancel,
          }}
        />
      </Form>
    </>
  );
}

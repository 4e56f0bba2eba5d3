import { ChannelFields, type PartyRow, prepareCollaboration, type Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, Hidden, TextArea } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { placeActors } from '../policy.ts';
import type { TrapAnswerRow } from '../queries.ts';
import { actorTexts } from '../texts.ts';
import { isRisk, type Trap, trapAnswers, trapInstrument } from '../traps.ts';
import { actorsAt } from './actors-page.tsx';

export interface TrapsParts {
  readonly visit: Visit;
  readonly of: Reading;
  readonly parties: readonly PartyRow[];
  readonly answers: readonly TrapAnswerRow[];
}

function Answer(props: { of: Reading; trap: Trap; answer: TrapAnswerRow | undefined; by: string }) {
  const { of, trap, answer, by } = props;
  const t = actorTexts(of.language).traps;
  return (
    <li>
      <div>
        <strong>{by}</strong>
        {answer?.text ? <span class="actor-line">{answer.text}</span> : null}
        {answer ? (
          <span class="small actor-line">
            {t.answered(of.formats.date(answer.answered_at))}
            {answer.entered_by_name ? `, ${t.entered(answer.entered_by_name)}` : ''}
          </span>
        ) : null}
      </div>
      {answer ? (
        <State
          shape={isRisk(trap, answer.answer) ? 'missed' : 'done'}
          text={
            answer.answer
              ? `${t.answers[answer.answer]}${isRisk(trap, answer.answer) ? `, ${t.risk.toLocaleLowerCase(of.language)}` : ''}`
              : t.answer
          }
        />
      ) : (
        <State shape="notAnswered" text={t.open} />
      )}
    </li>
  );
}

/** The six questions with what has been answered, by each and jointly, and what to do where an answer is a risk. */
export function TrapsPage(props: TrapsParts) {
  const { of, parties, answers } = props;
  const t = actorTexts(of.language);
  const { collaboration, language } = of;
  const here = `${actorsAt(collaboration.id)}/traps`;
  const now = answers.filter(({ phase }) => phase === collaboration.phase);
  const own = parties.find((party) => party.organisation_id === of.user.organisation_id);
  const mayPrepare = of.may(prepareCollaboration);
  const names = new Map(parties.map((party) => [party.id, party.name]));
  const earlier = answers.filter(({ phase }) => phase !== collaboration.phase);
  if (collaboration.example === 'real') {
    return (
      <>
        <p class="trail">
          <a href={actorsAt(collaboration.id)}>{t.title}</a>
        </p>
        <h1>{t.traps.title}</h1>
        <p class="lead">{t.traps.untold}</p>
      </>
    );
  }
  return (
    <>
      <p class="trail">
        <a href={actorsAt(collaboration.id)}>{t.title}</a>
      </p>
      <h1>{t.traps.title}</h1>
      <p class="lead">{t.traps.lead}</p>
      <p class="small">
        {t.phases[collaboration.phase]}. {t.traps.source}
      </p>
      <p class="actions">
        {mayPrepare ? (
          <a class="button" href={`${here}/joint`}>
            {t.traps.answerJointly}
          </a>
        ) : null}
        {own && of.may(placeActors, own.organisation_id) ? (
          <a href={`${here}/parties/${own.id}`}>{t.traps.answerOwn}</a>
        ) : null}
      </p>
      {trapInstrument.traps.map((trap) => {
        const here = now.filter((one) => one.trap === trap.key);
        const joint = here.find((one) => one.party_id === null);
        const risky = here.some((one) => isRisk(trap, one.answer)) || (trap.kind === 'open' && here.length === 0);
        return (
          <Section heading={trap.question[language]} key={trap.key}>
            <ul class="rows">
              <Answer of={of} trap={trap} answer={joint} by={t.traps.joint} />
              {here
                .filter((one) => one.party_id !== null)
                .map((one) => (
                  <Answer of={of} trap={trap} answer={one} by={names.get(one.party_id ?? '') ?? ''} key={one.id} />
                ))}
            </ul>
            {risky ? (
              <p>
                <strong>{t.traps.todo}:</strong> {trap.advice[language]}
              </p>
            ) : null}
          </Section>
        );
      })}
      {mayPrepare ? (
        <details>
          <summary>{t.traps.others}</summary>
          <ul>
            {parties
              .filter((party) => party.id !== own?.id)
              .map((party) => (
                <li key={party.id}>
                  <a href={`${here}/parties/${party.id}`}>{t.traps.answerFor(party.name)}</a>
                </li>
              ))}
          </ul>
        </details>
      ) : null}
      {earlier.length > 0 ? (
        <details>
          <summary>{t.traps.earlier}</summary>
          {trapInstrument.traps.map((trap) => (
            <Section heading={trap.question[language]} key={trap.key}>
              <ul class="rows">
                {earlier
                  .filter((one) => one.trap === trap.key)
                  .map((one) => (
                    <Answer
                      of={of}
                      trap={trap}
                      answer={one}
                      by={`${t.phases[one.phase]}, ${one.party_id ? (names.get(one.party_id) ?? '') : t.traps.joint}`}
                      key={one.id}
                    />
                  ))}
              </ul>
            </Section>
          ))}
        </details>
      ) : null}
    </>
  );
}

/** Answers of one party, or the joint ones. A question that is left alone stays open. */
export function AnswerTrapsPage(
  props: TrapsParts & { party: PartyRow | undefined; isForAnother: boolean; state: FormState },
) {
  const { visit, of, party, state } = props;
  const t = actorTexts(of.language);
  const frame = identityTexts(of.language).frame;
  const here = `${actorsAt(of.collaboration.id)}/traps`;
  const before = props.answers.filter(
    (one) => one.phase === of.collaboration.phase && one.party_id === (party?.id ?? null),
  );
  return (
    <>
      <p class="trail">
        <a href={here}>{t.traps.title}</a>
      </p>
      <h1>{!party ? t.traps.answerJointly : props.isForAnother ? t.traps.answerFor(party.name) : t.traps.answerOwn}</h1>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        {trapInstrument.traps.map((trap) => {
          const was = before.find((one) => one.trap === trap.key);
          const version = `version-${trap.key}`;
          return (
            <div key={trap.key}>
              <Hidden
                name={version}
                value={state.conflict ? (was?.version ?? 0) : (state.typed[version] ?? was?.version ?? 0)}
              />
              {trap.kind === 'choice' ? (
                <>
                  <Choices
                    name={`answer-${trap.key}`}
                    label={trap.question[of.language]}
                    value={was?.answer}
                    options={trapAnswers.map((answer) => ({ value: answer, text: t.traps.answers[answer] }))}
                    state={state}
                  />
                  <TextArea name={`text-${trap.key}`} label={t.traps.note} rows={2} value={was?.text} state={state} />
                </>
              ) : (
                <TextArea
                  name={`text-${trap.key}`}
                  label={trap.question[of.language]}
                  rows={4}
                  value={was?.text}
                  state={state}
                />
              )}
            </div>
          );
        })}
        {props.isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
        <Actions submit={t.traps.submit} cancel={{ href: here, text: frame.cancel }} />
      </Form>
    </>
  );
}

import type { PartyRow, Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, Hidden, TextField } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { countUndertakings, undertakingState } from '../in-round.tsx';
import { answerRounds, prepareRounds, speakInRounds } from '../policy.ts';
import type { AnsweredRow, RoundRow } from '../queries.ts';
import { followUpTexts } from '../texts.ts';
import { answerIn, type UndertakingRow, undertakingOutcomes } from '../undertakings.ts';
import { roundsAt } from './round-parts.tsx';

/** One party's undertakings, a choice for each and why where it was not kept. What is left open stays so. */
export function UndertakingsPage(props: {
  visit: Visit;
  of: Reading;
  round: RoundRow;
  party: PartyRow;
  isForAnother: boolean;
  undertakings: readonly UndertakingRow[];
  state: FormState;
}) {
  const { visit, of, round, party, state } = props;
  const t = followUpTexts(of.language).undertaking;
  const here = `${roundsAt(of)}/${round.id}`;
  return (
    <>
      <p class="trail">
        <a href={here}>{round.name}</a>
      </p>
      <h1>{props.isForAnother ? t.titleFor(party.name) : t.title}</h1>
      <p class="lead">{props.undertakings.length === 0 ? t.none : t.lead}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      {props.undertakings.length === 0 ? null : (
        <Form token={visit.formToken()}>
          {props.undertakings.map((row) => {
            const answer = answerIn(row, round.id);
            return (
              <fieldset class="group" key={row.id}>
                <legend>
                  {row.text}
                  {row.until_on ? <span class="small"> {t.until(of.formats.date(row.until_on))}</span> : null}
                </legend>
                <Hidden name={`version-${row.id}`} value={answer?.version ?? 0} />
                <Choices
                  name={`outcome-${row.id}`}
                  label={t.outcome}
                  value={answer?.outcome}
                  options={undertakingOutcomes.map((outcome) => ({ value: outcome, text: t.outcomes[outcome] }))}
                  state={state}
                />
                <TextField name={`why-${row.id}`} label={t.why} hint={t.whyHint} value={answer?.why} state={state} />
              </fieldset>
            );
          })}
          <Actions submit={t.save} cancel={{ href: here, text: identityTexts(of.language).frame.cancel }} />
        </Form>
      )}
    </>
  );
}

/** On the round's own page: what has become of our undertakings, and how many of all have been answered about. */
export function UndertakingsInRound(props: {
  of: Reading;
  round: RoundRow;
  ownParty: PartyRow | undefined;
  parties: readonly PartyRow[];
  answered: readonly AnsweredRow[];
  undertakings: readonly UndertakingRow[];
}) {
  const { of, round, ownParty, undertakings } = props;
  const t = followUpTexts(of.language).undertaking;
  if (undertakings.length === 0) return null;
  const here = `${roundsAt(of)}/${round.id}/undertakings`;
  const isAsked = (party: string) => props.answered.some((row) => row.round_id === round.id && row.party_id === party);
  const own = undertakings.filter((row) => row.party_id === ownParty?.id);
  const mayAnswer = of.may(speakInRounds) && ownParty !== undefined && isAsked(ownParty.id) && !round.closed_at;
  const others = props.parties.filter(
    (party) =>
      party.id !== ownParty?.id &&
      isAsked(party.id) &&
      of.may(answerRounds, party.organisation_id) &&
      undertakings.some((row) => row.party_id === party.id && !answerIn(row, round.id)),
  );
  return (
    <Section heading={t.heading} id="undertakings">
      <p class="section-lead">
        {countUndertakings(
          undertakings.map((row) => answerIn(row, round.id)),
          of,
        )}
      </p>
      {own.length > 0 ? (
        <ul class="rows">
          {own.map((row) => {
            const answer = answerIn(row, round.id);
            return (
              <li key={row.id}>
                <div>
                  <span class="title">{row.text}</span>
                  {answer?.why ? <p>{answer.why}</p> : null}
                </div>
                <State {...undertakingState(answer, of)} />
              </li>
            );
          })}
        </ul>
      ) : null}
      {mayAnswer && own.length > 0 ? (
        <p class="actions">
          <a class="button second" href={`${here}/${ownParty.id}`}>
            {own.some((row) => answerIn(row, round.id)) ? t.change : t.answer}
          </a>
        </p>
      ) : null}
      {of.may(prepareRounds) && !round.closed_at && others.length > 0 ? (
        <ul class="columns">
          {others.map((party) => (
            <li key={party.id}>
              <a href={`${here}/${party.id}`}>{t.enterFor(party.name)}</a>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

import { collaborationTexts, type PartyRow, type Reading } from '../../collaborations/index.ts';
import { Form } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { decideRounds, prepareRounds, speakInRounds } from '../policy.ts';
import type { RoundLineRow } from '../queries.ts';
import { readRoundGoal } from '../reading-goal.ts';
import { stateOf } from '../round.ts';
import { followUpTexts } from '../texts.ts';
import { AnswersBefore } from './answers-before.tsx';
import {
  CompareLink,
  Frozen,
  JointLine,
  Numbers,
  type RoundParts,
  RungWord,
  roundState,
  roundsAt,
} from './round-parts.tsx';
import { UndertakingsInRound } from './undertaking-pages.tsx';

/** What each party says of a goal, our own first. Those with nothing to add, or no answer, are told in a line each. */
function Lines(props: {
  parties: readonly PartyRow[];
  lines: readonly RoundLineRow[];
  ownParty: PartyRow | undefined;
  isShared: boolean;
  of: Reading;
}) {
  const { parties, lines, ownParty, isShared, of } = props;
  const t = followUpTexts(of.language).round;
  const lineOf = (party: PartyRow) => lines.find((line) => line.party_id === party.id);
  const written = parties.filter((party) => lineOf(party)?.answer === 'line');
  const withNothing = parties.filter((party) => lineOf(party)?.answer === 'nothingToAdd');
  const silent = isShared ? parties.filter((party) => !lineOf(party)) : [];
  const named = (party: PartyRow): string => {
    const by = lineOf(party)?.entered_by_name;
    const name =
      party.id === ownParty?.id ? `${party.name} (${collaborationTexts(of.language).overview.we})` : party.name;
    return by ? `${name} (${t.enteredShort(by)})` : name;
  };
  return (
    <>
      {written.length > 0 ? (
        <ul class="rows">
          {written.map((party) => {
            const line = lineOf(party);
            return (
              <li key={party.id} class={party.id === ownParty?.id ? 'said own-row' : 'said'}>
                <div class="title">
                  {party.name}
                  {party.id === ownParty?.id ? ` (${collaborationTexts(of.language).overview.we})` : ''}
                </div>
                <div>
                  {line?.text}
                  {line?.entered_by_name ? <p>{t.entered(line.entered_by_name)}</p> : null}
                </div>
                <RungWord rung={line?.rung ?? null} of={of} />
              </li>
            );
          })}
        </ul>
      ) : null}
      {withNothing.length > 0 ? (
        <p class="small section-lead">
          {t.nothing}: {of.formats.list(withNothing.map(named))}.
        </p>
      ) : null}
      {silent.length > 0 ? (
        <p class="small section-lead">
          {t.notAnswered}: {of.formats.list(silent.map(named))}.
        </p>
      ) : null}
    </>
  );
}

/** The joint page: every goal with its frozen numbers, what the parties say, and what they say together. */
export function RoundPage(props: RoundParts & { ownParty: PartyRow | undefined }) {
  const { visit, of, round, goals, lines, ownParty } = props;
  const { language, formats } = of;
  const t = followUpTexts(language);
  const state = stateOf(round, of.now);
  const answered = props.answered.filter((row) => row.round_id === round.id);
  const late = answered.filter((row) => row.answered < row.asked);
  const here = `${roundsAt(of)}/${round.id}`;
  const ownAnswered = answered.find((row) => row.party_id === ownParty?.id);
  const speaks = of.may(speakInRounds);
  const asked = props.parties.filter((party) => answered.some((row) => row.party_id === party.id));
  const ordered = [
    ...asked.filter((party) => party.id === ownParty?.id),
    ...asked.filter((party) => party.id !== ownParty?.id),
  ];
  return (
    <>
      <p class="trail">
        <a href={roundsAt(of)}>{t.title}</a>
      </p>
      <h1>{round.name}</h1>
      <p class="section-lead">
        <State {...roundState(round, late.length, of)} />{' '}
        <span class="small">
          {t.period(round.period_from, round.period_to)} · {t.deadline(formats.date(round.deadline_on))}
          {round.shared_at ? ` · ${t.sharedOn(formats.date(round.shared_at))}` : ''}
        </span>
      </p>
      {state === 'answering' ? <p class="small section-lead">{t.round.unseen}</p> : null}
      {speaks &&
      ownAnswered &&
      state !== 'closed' &&
      (state === 'answering' || ownAnswered.answered < ownAnswered.asked) ? (
        <p class="actions">
          <a class="button" href={`${here}/lines/${ownAnswered.party_id}`}>
            {ownAnswered.answered > 0 ? t.round.change : t.round.answer}
          </a>
        </p>
      ) : null}
      {of.may(prepareRounds) && late.length > 0 && state !== 'closed' ? (
        <Section heading={t.round.late}>
          <p class="small section-lead">{t.round.lateNote}</p>
          <ul class="rows">
            {late.map((row) => {
              const party = props.parties.find((one) => one.id === row.party_id);
              return (
                <li key={row.party_id}>
                  <span class="title">{party?.name}</span>
                  <a class="small-link" href={`${here}/lines/${row.party_id}`}>
                    {t.round.enterFor(party?.name ?? '')}
                  </a>
                </li>
              );
            })}
          </ul>
        </Section>
      ) : null}
      <CompareLink of={of} round={round} rounds={props.rounds} />
      <AnswersBefore {...props} />
      {goals.map((goal) => {
        const numbers = readRoundGoal(goal, props.values, round, language, formats);
        const joint = props.jointLines.find((line) => line.goal_id === goal.goal_id);
        const own = lines.filter((line) => line.goal_id === goal.goal_id);
        return (
          <section class="section main-thing round-goal" key={goal.goal_id} aria-label={goal.text}>
            <header>
              <h2>{goal.text}</h2>
            </header>
            <Numbers goal={goal} numbers={numbers} round={round} of={of} />
            {state === 'answering' ? null : (
              <div class="joint-line">
                <JointLine joint={joint} of={of} />
              </div>
            )}
            <Lines parties={ordered} lines={own} ownParty={ownParty} isShared={state !== 'answering'} of={of} />
          </section>
        );
      })}
      <UndertakingsInRound {...props} />
      <Frozen of={of} round={round} goals={goals} />
      {state === 'shared' && of.may(prepareRounds) ? (
        <div class="actions">
          <a class="button" href={`${here}/joint`}>
            {t.round.writeJoint}
          </a>
          {of.may(decideRounds) ? (
            <>
              <Form token={visit.formToken()} action={`${here}/closing`} inline>
                <button class="button second" type="submit">
                  {t.round.close}
                </button>
              </Form>
              <span class="small">{t.round.closeNote}</span>
            </>
          ) : null}
        </div>
      ) : null}
      {state === 'answering' ? null : (
        <div class="no-print">
          <Section heading={t.round.parties} beside={t.round.print}>
            <ul class="columns">
              {ordered.map((party) => (
                <li key={party.id}>
                  <a href={`${here}/parties/${party.id}`}>{t.round.partyPage(party.name)}</a>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      )}
    </>
  );
}

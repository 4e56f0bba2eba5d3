import type { PartyRow, Reading } from '../../collaborations/index.ts';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import type { PackageAnswerRow, PackageStandingRow } from '../feeding-back.ts';
import type { RoundGoalRow, RoundRow } from '../queries.ts';
import { followUpTexts } from '../texts.ts';

/**
 * What opens a round: what the parties answered about the packages of the latest round before it that sent any. Those who
 * have not answered are told by their number alone.
 */
export function AnswersBefore(props: {
  of: Reading;
  round: RoundRow;
  /** Newest first. */
  rounds: readonly RoundRow[];
  goals: readonly RoundGoalRow[];
  parties: readonly PartyRow[];
  standings: readonly PackageStandingRow[];
  packageAnswers: readonly PackageAnswerRow[];
}) {
  const { of, round, parties } = props;
  const t = followUpTexts(of.language).answersBefore;
  const earlier = props.rounds.filter((one) => one.opened_at < round.opened_at);
  const before = earlier.find((one) => props.standings.some((standing) => standing.round_id === one.id));
  const sent = props.standings.find((standing) => standing.round_id === before?.id)?.sent ?? 0;
  if (!before || sent === 0) return null;
  const answers = props.packageAnswers.filter((one) => one.round_id === before.id);
  const answering = parties.filter((party) => answers.some((one) => one.party_id === party.id));
  const count = (outcome: PackageAnswerRow['outcome']) => answers.filter((one) => one.outcome === outcome).length;
  const goalOf = (id: string) => props.goals.find((goal) => goal.goal_id === id)?.text ?? '';
  return (
    <Section heading={t.heading} id="answers-before">
      <p class="section-lead">
        {t.lead(before.name)} {answers.length === 0 ? t.noneYet : t.counts(count('takenIn'), count('notTakenIn'))}{' '}
        {sent > answering.length && answers.length > 0 ? t.silent(sent - answering.length) : ''}
      </p>
      {answering.map((party) => (
        <div key={party.id} class="answers-of">
          <h3>{party.name}</h3>
          <ul class="rows">
            {answers
              .filter((one) => one.party_id === party.id)
              .map((one) => (
                <li key={one.goal_id}>
                  <div>
                    <span class="title">{goalOf(one.goal_id)}</span>
                    <p>{one.outcome === 'takenIn' ? one.place : one.reason}</p>
                  </div>
                  <State
                    shape={one.outcome === 'takenIn' ? 'done' : 'stoodAside'}
                    text={followUpTexts(of.language).package.outcomes[one.outcome]}
                  />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}

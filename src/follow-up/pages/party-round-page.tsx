import type { PartyRow } from '../../collaborations/index.ts';
import { type ContributionRow, ContributionShape, ContributionWords } from '../../goals/index.ts';
import { ChartTable } from '../../ui/charts/line-chart.tsx';
import { readRoundGoal } from '../reading-goal.ts';
import { followUpTexts } from '../texts.ts';
import { Frozen, JointLine, Numbers, type RoundParts, RungWord, roundsAt } from './round-parts.tsx';

/** A page for one party: its contribution and its numbers beside the whole's, goal by goal. */
export function PartyRoundPage(
  props: RoundParts & { party: PartyRow; contributions: readonly ContributionRow[]; isOwn: boolean },
) {
  const { of, round, party } = props;
  const { language, formats } = of;
  const t = followUpTexts(language);
  return (
    <>
      <p class="trail no-print">
        <a href={`${roundsAt(of)}/${round.id}`}>{round.name}</a>
      </p>
      <h1>{t.partyPage.title(party.name)}</h1>
      <p class="lead">
        {of.collaboration.name}, {t.period(round.period_from, round.period_to)}
      </p>
      {props.goals.map((goal) => {
        const whole = readRoundGoal(goal, props.values, round, language, formats);
        const own =
          party.area_code && party.area_code !== goal.area_code
            ? readRoundGoal(goal, props.values, round, language, formats, party.area_code)
            : undefined;
        const contribution = props.contributions.find(
          (one) => one.goal_id === goal.goal_id && one.party_id === party.id,
        );
        const line = props.lines.find((one) => one.goal_id === goal.goal_id && one.party_id === party.id);
        const joint = props.jointLines.find((one) => one.goal_id === goal.goal_id);
        const inPeriod = (points: typeof whole.points) => points.filter((point) => point.period >= round.period_from);
        return (
          <section class="section main-thing round-goal" key={goal.goal_id} aria-label={goal.text}>
            <header>
              <h2>{goal.text}</h2>
            </header>
            <Numbers goal={goal} numbers={whole} round={round} of={of} />
            {whole.points.length > 0 ? (
              <ChartTable
                label={goal.indicator_name}
                corner={t.partyPage.measure}
                decimals={whole.decimals}
                formats={formats}
                lines={[
                  ...(own && own.points.length > 0
                    ? [{ name: party.name, kind: 'own' as const, points: inPeriod(own.points) }]
                    : []),
                  { name: t.partyPage.whole, kind: 'whole' as const, points: inPeriod(whole.points) },
                ]}
                notes={{
                  missing: t.partyPage.missing,
                  doubted: [...(own?.doubts ?? []), ...whole.doubts]
                    .map(({ period, reason }) => t.round.doubted(period, reason))
                    .join(' '),
                  preliminary: t.partyPage.preliminary,
                }}
              />
            ) : null}
            {whole.points.length > 0 && party.area_code !== goal.area_code && !own?.points.length ? (
              <p class="small">{t.partyPage.noOwnNumbers}</p>
            ) : null}
            <div class="two">
              <div class="party-part">
                <h3>{props.isOwn ? t.partyPage.ourContribution : t.partyPage.theirContribution(party.name)}</h3>
                {contribution ? (
                  <div class="grid-cell">
                    <ContributionShape form={contribution.form} />
                    <div class="rows">
                      <ContributionWords contribution={contribution} of={of} />
                    </div>
                  </div>
                ) : (
                  <p class="small">{t.round.notAnswered}</p>
                )}
                {line ? (
                  <>
                    <p>{line.answer === 'line' ? line.text : t.round.nothing}</p>
                    {line.entered_by_name ? <p class="small">{t.round.entered(line.entered_by_name)}</p> : null}
                    {line.answer === 'line' ? <RungWord rung={line.rung} of={of} /> : null}
                  </>
                ) : null}
              </div>
              <div class="party-part">
                <JointLine joint={joint} of={of} />
              </div>
            </div>
          </section>
        );
      })}
      <Frozen of={of} round={round} goals={props.goals} />
    </>
  );
}

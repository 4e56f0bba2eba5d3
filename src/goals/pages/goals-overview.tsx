import type { Reading } from '../../collaborations/index.ts';
import { attributePublished, indicatorTexts } from '../../indicators/index.ts';
import { Rungs } from '../../ui/charts/rungs.tsx';
import { SmallCurve } from '../../ui/charts/small-curve.tsx';
import { Scroll, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import type { AssuranceRow } from '../assurance.ts';
import { barsOf, readAssuranceInTable } from '../ladder-of-goal.ts';
import { setGoals } from '../policy.ts';
import type { GoalRow, IndicatorRow } from '../queries.ts';
import { describeState, readIndicator, written } from '../state-of-goal.ts';
import { goalTexts } from '../texts.ts';

/** Every curve shares one axis, so that a short series does not look as long as the others. */
function axisOf(indicators: readonly IndicatorRow[]): { from: number; to: number } {
  const periods = indicators.flatMap((indicator) => indicator.periods ?? []);
  return periods.length > 0
    ? { from: Math.max(2010, Math.min(...periods)), to: Math.max(...periods) }
    : { from: 2010, to: 2022 };
}

/** A vision is no row unless somebody measures it. */
export const goalsInTable = (goals: readonly GoalRow[], indicators: readonly IndicatorRow[]): readonly GoalRow[] =>
  goals.filter((goal) => goal.kind !== 'vision' || indicators.some((one) => one.goal_id === goal.id));

/** Do we reach the goals? One row a goal: curve, latest value, state against target, how sure we are. */
export function GoalsTable(props: {
  of: Reading;
  goals: readonly GoalRow[];
  indicators: readonly IndicatorRow[];
  assurance: readonly AssuranceRow[];
}) {
  const { language, formats, collaboration } = props.of;
  const t = goalTexts(language);
  const isReal = collaboration.example === 'real';
  const { from, to } = axisOf(props.indicators);
  const base = `/collaborations/${collaboration.id}/goals`;
  return (
    <Scroll label={t.title}>
      <table class="goals">
        <thead>
          <tr>
            <th scope="col">{t.overview.goal}</th>
            <th scope="col">{t.overview.curve(from, to)}</th>
            <th scope="col">{t.overview.latest}</th>
            <th scope="col">{t.overview.state}</th>
            <th scope="col">{t.overview.rung}</th>
          </tr>
        </thead>
        <tbody>
          {props.goals.map((goal) => {
            const indicator = props.indicators.find((one) => one.goal_id === goal.id);
            const read = indicator ? readIndicator(indicator) : undefined;
            const latest = read?.reading.latest;
            const { state, figures } = describeState(indicator, language, formats, isReal, read);
            const first = read?.points.find((point) => point.value !== null && point.period >= from);
            const say = (value: number | null | undefined) =>
              read && value !== null && value !== undefined ? written(read, value, formats) : '';
            return (
              <tr key={goal.id}>
                <th scope="row">
                  <a href={`${base}/${goal.id}`}>{goal.text}</a>
                  <div class="small">{indicator ? indicator.short_note : goal.without_indicator_note}</div>
                  {indicator?.is_our_choice ? (
                    <div class="small">
                      {indicator.name}, {t.units[indicator.unit as keyof typeof t.units] ?? indicator.unit}.{' '}
                      {t.goal.ourChoice}
                    </div>
                  ) : null}
                </th>
                <td>
                  <SmallCurve
                    points={read?.points ?? []}
                    from={from}
                    to={to}
                    missing={!indicator && !isReal}
                    label={
                      indicator && read
                        ? t.overview.curveLabel(indicator.name, say(first?.value), say(latest?.value))
                        : t.overview.curveMissing
                    }
                    {...(indicator?.target != null && indicator.target_period != null
                      ? { target: { value: indicator.target, period: indicator.target_period } }
                      : {})}
                  />
                </td>
                <td>
                  <span class="key-value">{latest && read ? written(read, latest.value, formats) : '–'}</span>
                  <div class="small">{latest?.period}</div>
                </td>
                <td>
                  <State {...state} />
                  <div class="small">{figures}</div>
                </td>
                <td>
                  {indicator && read?.reading.change ? (
                    <HowSureInShort indicator={indicator} assurance={props.assurance} language={language} />
                  ) : indicator || !props.of.may(setGoals) ? null : (
                    <a href={`${base}/${goal.id}/indicator`}>{t.overview.propose}</a>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

function HowSureInShort(props: {
  indicator: IndicatorRow;
  assurance: readonly AssuranceRow[];
  language: Reading['language'];
}) {
  const { ladder } = readAssuranceInTable(props.indicator, props.assurance);
  const t = indicatorTexts(props.language);
  return <Rungs {...barsOf(ladder)} text={ladder.reached ? t.rung[ladder.reached] : t.noRung} />;
}

/** Under the figures: where they come from, when they were fetched, what is doubted. */
export function SourceLines(props: { of: Reading; indicators: readonly IndicatorRow[] }) {
  const { language, formats } = props.of;
  const t = goalTexts(language).overview;
  const official = props.indicators.filter((indicator) => indicator.code !== null);
  const own = props.indicators.filter((indicator) => indicator.own_series_id !== null);
  const last = Math.max(0, ...official.flatMap((indicator) => indicator.periods ?? []));
  return (
    <p class="source">
      {`${attributePublished(official, formats, last)} `}
      {own.map((indicator) => `${t.ownSource(indicator.source_note ?? '')} `)}
      {props.indicators.flatMap((indicator) =>
        indicator.doubts.map((reason, at) => `${t.doubt(indicator.doubted[at] ?? 0, reason)} `),
      )}
    </p>
  );
}

/** The part that the overview collects from goals. */
export function GoalsSection(props: {
  of: Reading;
  goals: readonly GoalRow[];
  indicators: readonly IndicatorRow[];
  assurance: readonly AssuranceRow[];
}) {
  const { of } = props;
  const t = goalTexts(of.language).overview;
  const goals = goalsInTable(props.goals, props.indicators);
  const base = `/collaborations/${of.collaboration.id}/goals`;
  return (
    <Section
      heading={t.heading}
      unruled={goals.length > 0}
      beside={
        goals.length > 0 ? (
          <a href={`/collaborations/${of.collaboration.id}/line-of-sight`}>{t.lineOfSight}</a>
        ) : (
          <a href={base}>{t.all}</a>
        )
      }
    >
      {goals.length === 0 ? (
        <p class="section-lead">
          {of.collaboration.example === 'real' ? t.noneKnown : t.none}{' '}
          {of.may(setGoals) ? <a href={`${base}/new`}>{t.noneAction}</a> : null}
        </p>
      ) : (
        <>
          <GoalsTable of={of} goals={goals} indicators={props.indicators} assurance={props.assurance} />
          <SourceLines of={of} indicators={props.indicators} />
        </>
      )}
    </Section>
  );
}

import { isRight, readRounding } from '../../indicators/index.ts';
import { type ChartLine, ChartTable, LineChart } from '../../ui/charts/line-chart.tsx';
import { Section } from '../../ui/section.tsx';
import { drawVariation, readAssurance, wordingOf } from '../ladder-of-goal.ts';
import type { IndicatorRow } from '../queries.ts';
import { describeFinding, type ReadIndicator, readIndicator, written } from '../state-of-goal.ts';
import { goalTexts } from '../texts.ts';
import type { GoalPageProps } from './goal-page.tsx';
import { StartedPeriods, VariationWords } from './how-sure.tsx';

const unitSign = (indicator: IndicatorRow): string => (indicator.unit === 'percent' ? '%' : '');

/** A year without a value breaks the line, also where the source does not say that it is missing. */
function withGaps(points: ChartLine['points']): ChartLine['points'] {
  const periods = points.map((point) => point.period);
  const steps = periods.slice(1).map((period, at) => period - (periods[at] ?? period));
  const usual = points.length > 2 ? Math.max(1, Math.min(...steps)) : 1;
  return points.flatMap((point, at) => {
    const next = periods[at + 1];
    return next === undefined || next - point.period <= usual
      ? [point]
      : [point, { period: point.period + usual, value: null, status: 'missing' as const }];
  });
}

function linesOf(props: GoalPageProps, indicator: IndicatorRow, read: ReadIndicator): readonly ChartLine[] {
  const ownCode = props.parties.find((party) => party.organisation_id === props.of.user.organisation_id)?.area_code;
  const byArea = new Map<string, { name: string; kind: ChartLine['kind']; points: ChartLine['points'][number][] }>();
  for (const row of props.comparisons) {
    if (row.indicator_id !== indicator.id || row.sex !== indicator.sex || row.area_code === indicator.area_code)
      continue;
    const kind = row.area_kind === 'country' ? 'country' : row.area_code === ownCode ? 'own' : 'context';
    const line = byArea.get(row.area_code) ?? { name: row.area_name, kind, points: [] };
    line.points.push({
      period: row.period,
      value: row.value,
      status: row.status as ChartLine['points'][number]['status'],
    });
    byArea.set(row.area_code, line);
  }
  return [
    { name: indicator.area_name ?? indicator.name, kind: 'whole', points: withGaps(read.points) },
    ...[...byArea.values()].map((line) => ({ ...line, points: withGaps(line.points) })),
  ];
}

/** The main area's other sexes, as lines of the table and for their own halves. */
function sexLines(
  props: GoalPageProps,
  indicator: IndicatorRow,
): readonly { sex: 'K' | 'M'; points: ChartLine['points'][number][] }[] {
  return (['K', 'M'] as const).flatMap((sex) => {
    const points = props.comparisons
      .filter((row) => row.indicator_id === indicator.id && row.sex === sex && row.area_code === indicator.area_code)
      .map((row) => ({
        period: row.period,
        value: row.value,
        status: row.status as ChartLine['points'][number]['status'],
      }));
    return points.length > 0 ? [{ sex, points }] : [];
  });
}

function YearByYear(props: GoalPageProps & { indicator: IndicatorRow; read: ReadIndicator }) {
  const { indicator, read } = props;
  const { target, target_period: year, direction } = indicator;
  const { language, formats } = props.of;
  const t = goalTexts(language).goal;
  if (target === null || year === null) return null;
  const after = read.points.filter((point) => point.period >= year && point.value !== null);
  const sexes = sexLines(props, indicator);
  const share = indicator.baseline ? target / indicator.baseline : null;
  if (after.length < 2 && sexes.length === 0) return null;
  // A target in whole tenths is met or missed in tenths; any other may hide behind rounding.
  const decimals = Number.isInteger(Math.round(target * 1e6) / 1e5) ? read.decimals : 3;
  const precise = (value: number) => formats.number(value, decimals);
  return (
    <Section heading={t.yearByYear(precise(target))}>
      <dl class="pairs years">
        {after.map((point) => {
          const value = point.value ?? 0;
          const rounding = readRounding(direction, value, target, read.decimals);
          return (
            <>
              <dt>{point.period}</dt>
              <dd>
                {precise(value)}.{' '}
                {isRight(direction, value, target) ? t.yearReached : rounding ? t.yearRounding : t.yearNot}
                {point.period === year ? ` ${t.yearTarget}` : ''}
              </dd>
            </>
          );
        })}
      </dl>
      {sexes.length > 0 && share !== null && indicator.sex === 'T' ? (
        <>
          <h3 class="section-lead">{t.sexes}</h3>
          <dl class="pairs years">
            {sexes.map(({ sex, points }) => {
              const baseline = points.find((point) => point.period === indicator.baseline_period)?.value;
              if (baseline === null || baseline === undefined) return null;
              const own = baseline * share;
              const right = (value: number | null) => value !== null && isRight(direction, value, own);
              const later = points.filter(
                (point) => point.period > (indicator.baseline_period ?? 0) && point.value !== null,
              );
              const first = later.find((point) => right(point.value));
              const lastWrong = later.findLast((point) => !right(point.value));
              const stays = later.find((point) => point.period > (lastWrong?.period ?? 0));
              return (
                <>
                  <dt>{t.sexNames[sex]}</dt>
                  <dd>
                    {t.sexLine(formats.number(baseline, 1), formats.number(own, 1))}{' '}
                    {first
                      ? direction === 'down'
                        ? t.sexFirst(first.period)
                        : t.sexFirstAbove(first.period)
                      : t.sexNever}{' '}
                    {first && stays && stays.period !== first.period ? t.sexStays(stays.period) : ''}
                  </dd>
                </>
              );
            })}
          </dl>
        </>
      ) : null}
    </Section>
  );
}

export function Measure(props: GoalPageProps & { indicator: IndicatorRow }) {
  const { indicator, of, goal } = props;
  const { language, formats, collaboration, isLeader } = of;
  const t = goalTexts(language).goal;
  const read = readIndicator(indicator);
  const lines = linesOf(props, indicator, read);
  const withSexes: readonly ChartLine[] = [
    ...lines.slice(0, 1),
    ...sexLines(props, indicator).map(({ sex, points }) => ({
      name: t.sexNames[sex],
      kind: 'context' as const,
      points,
    })),
    ...lines.slice(1),
  ];
  const last = read.reading.latest?.period;
  const periods = props.limitPeriods.filter((period) => period.indicator_id === indicator.id);
  const starts = periods.map(({ from_period }) => from_period);
  const assurance = readAssurance(indicator, starts, props.implementations.length > 0);
  const wording = wordingOf(indicator, read, formats);
  const drawn = drawVariation(assurance.variation, wording);
  const ladder = goalTexts(language).ladder;
  return (
    <>
      {indicator.is_stand_in ? (
        <p class="labelled section-lead">
          <span class="label">{t.standIn}</span> <span class="small">{indicator.stand_in_note}</span>
        </p>
      ) : null}
      <div class="section main-thing">
        <LineChart
          id={`chart-${indicator.id}`}
          title={`${indicator.name}, ${goalTexts(language).units[indicator.unit as 'percent'] ?? indicator.unit}`}
          unit={unitSign(indicator)}
          decimals={read.decimals}
          formats={formats}
          lines={lines}
          description={describeFinding(indicator, language, formats)}
          limits={drawn.limits}
          signals={drawn.signals}
          {...(indicator.target !== null && indicator.target_period !== null
            ? {
                target: {
                  value: indicator.target,
                  period: indicator.target_period,
                  text: t.chartTarget(formats.number(indicator.target, read.decimals), indicator.target_period),
                },
              }
            : {})}
          {...(indicator.baseline !== null && indicator.baseline_period !== null
            ? {
                baseline: {
                  period: indicator.baseline_period,
                  text: t.chartBaseline(formats.number(indicator.baseline, read.decimals), indicator.baseline_period),
                },
              }
            : {})}
        >
          <p class="source">
            {indicator.code
              ? t.source(indicator.code, formats.date(indicator.fetched_on ?? ''), String(last ?? '–'))
              : t.ownSource(indicator.source_note ?? '')}{' '}
            {read.points.some((point) => point.status === 'doubted') ? `${t.doubted} ` : ''}
            {indicator.doubts.join(' ')} {indicator.quality ? t.quality(indicator.quality) : ''}
            {collaboration.example === 'fictional' ? ` ${t.lent}` : ''}
            {drawn.limits.length > 0 ? ` ${ladder.source}` : ''}
            {drawn.signals.some(({ kind }) => kind === 'beyond') ? ` ${ladder.ringBeyond}` : ''}
            {drawn.signals.some(({ kind }) => kind === 'run') ? ` ${ladder.ringRun}` : ''}
          </p>
          <StartedPeriods of={of} periods={periods} />
        </LineChart>
        <VariationWords indicator={indicator} read={assurance} wording={wording} />
        <details class="section-lead table-behind">
          <summary>{t.table}</summary>
          <ChartTable
            label={indicator.name}
            corner={t.measure}
            decimals={read.decimals}
            formats={formats}
            lines={withSexes}
            notes={{ missing: t.missingNote, doubted: t.doubted, preliminary: '' }}
          />
          <p class="source">
            <a href={`/collaborations/${collaboration.id}/goals/${goal.id}/indicators/${indicator.id}/values.csv`}>
              {t.csv}
            </a>
          </p>
        </details>
        {isLeader ? (
          <p class="source">
            <a href={`/collaborations/${collaboration.id}/goals/${goal.id}/indicators/${indicator.id}/edit`}>
              {t.editIndicator}
            </a>
            {drawn.limits.length > 0 ? (
              <>
                {' · '}
                <a href={`/collaborations/${collaboration.id}/goals/${goal.id}/indicators/${indicator.id}/limits`}>
                  {ladder.startPeriod}
                </a>
              </>
            ) : null}
          </p>
        ) : null}
      </div>
      <YearByYear {...props} read={read} />
    </>
  );
}

export function SeveralMeasures(props: GoalPageProps) {
  const { language, formats } = props.of;
  const t = goalTexts(language).goal;
  return (
    <Section heading={t.twoMeasures}>
      <table class="measures">
        <thead>
          <tr>
            <th scope="col">{t.measure}</th>
            <th scope="col">{t.atBaseline}</th>
            <th scope="col">{t.atEnd}</th>
            <th scope="col">{t.change}</th>
          </tr>
        </thead>
        <tbody>
          {props.indicators.map((indicator) => {
            const read = readIndicator(indicator);
            const { latest, change } = read.reading;
            const at = read.reading.decidedBy ?? latest;
            const percent =
              at && indicator.baseline ? ((at.value - indicator.baseline) / Math.abs(indicator.baseline)) * 100 : null;
            return (
              <tr key={indicator.id}>
                <th scope="row">
                  {indicator.name}
                  <div class="small">{indicator.code ? `Kolada ${indicator.code}` : indicator.source_note}</div>
                </th>
                <td>
                  <strong>{indicator.baseline === null ? '–' : written(read, indicator.baseline, formats)}</strong>
                  <div class="small">{indicator.baseline_period}</div>
                </td>
                <td>
                  <strong>{at ? written(read, at.value, formats) : '–'}</strong>
                  <div class="small">{at?.period}</div>
                </td>
                <td>
                  {percent === null || !change
                    ? '–'
                    : percent < 0
                      ? t.lower(formats.percent(-percent, 0))
                      : percent > 0
                        ? t.higher(formats.percent(percent, 0))
                        : t.unchanged}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p class="small section-lead">{t.twoNote}</p>
    </Section>
  );
}

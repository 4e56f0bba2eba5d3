import type { Reading } from '../../collaborations/index.ts';
import { identityTexts } from '../../identity/index.ts';
import { codeAtSource, type Sex, sourceName } from '../../indicators/index.ts';
import { type ChartMark, ChartTable, LineChart, type LineChartContent } from '../../ui/charts/line-chart.tsx';
import { TakeAway } from '../../ui/picture.tsx';
import { Section, Switch } from '../../ui/section.tsx';
import type { LimitPeriodRow } from '../assurance.ts';
import { drawVariation, readAssurance, wordingOf } from '../ladder-of-goal.ts';
import type { ShownIndicator, TableLine } from '../lines.ts';
import { setGoals } from '../policy.ts';
import { breaksOf } from '../sources/breaks.ts';
import type { IndicatorBreak } from '../sources/queries.ts';
import { goalSourceTexts } from '../sources/texts.ts';
import { describeFinding, titleOfMeasure, written } from '../state-of-goal.ts';
import { goalTexts } from '../texts.ts';
import { StartedPeriods, VariationWords } from './how-sure.tsx';

const titleOf = ({ indicator, isMeasured, sex }: ShownIndicator, of: Reading): string =>
  [
    titleOfMeasure(indicator.name, indicator.unit, of.language),
    isMeasured ? '' : goalTexts(of.language).goal.sexInTitle[sex],
  ]
    .filter(Boolean)
    .join(', ');

const told = (doubt: ShownIndicator['doubts'][number]): string => `${doubt.place} ${doubt.period}`.trim();

/** Years are compared along a line; two values are told in the table of measures instead. */
export const isDrawn = (shown: ShownIndicator): boolean =>
  shown.read.points.filter((point) => point.value !== null).length > 2;

/** The points of the whole that carry a number of their own: the year that decides, and each that only rounding reaches. */
function marksOf({ indicator, read, isMeasured }: ShownIndicator, of: Reading): readonly ChartMark[] {
  const { decidedBy, onlyByRounding, latest, latestOnlyByRounding } = read.reading;
  if (!isMeasured) return [];
  const mark = (period: number, value: number, decimals: number): ChartMark => ({
    period,
    text: of.formats.number(value, decimals),
  });
  return [
    ...(decidedBy && decidedBy.period !== latest?.period && decidedBy.period !== indicator.baseline_period
      ? [mark(decidedBy.period, decidedBy.value, onlyByRounding?.decimals ?? read.decimals)]
      : []),
    ...(latest && latestOnlyByRounding ? [mark(latest.period, latest.value, latestOnlyByRounding.decimals)] : []),
  ];
}

/** Whose values the chart and the table show. Each choice is an address. */
export function SexSwitch(props: { shown: ShownIndicator; of: Reading; here: string }) {
  const { shown, of } = props;
  const t = goalTexts(of.language).goal;
  if (shown.sexes.length === 0) return null;
  return (
    <Switch
      label={t.sexChoice}
      choices={shown.sexes.map((sex: Sex) => ({
        text: t.sexNames[sex],
        href: `${props.here}?sex=${sex}#chart-${shown.indicator.id}`,
        isCurrent: sex === shown.sex,
      }))}
    />
  );
}

/** A measure as its chart draws it, on the page and in a file of its own, with what must be said under it. */
export function chartOf(props: {
  shown: ShownIndicator;
  breaks: readonly IndicatorBreak[];
  of: Reading;
  limitPeriods: readonly LimitPeriodRow[];
  isCarriedOut: boolean;
}) {
  const { shown, of } = props;
  const { indicator, read, isMeasured } = shown;
  const { language, formats, collaboration } = of;
  const t = goalTexts(language).goal;
  const periods = props.limitPeriods.filter((period) => period.indicator_id === indicator.id);
  const starts = periods.map(({ from_period }) => from_period);
  const assurance = readAssurance(indicator, starts, props.isCarriedOut);
  const wording = wordingOf(indicator, read, formats);
  // Limits are those of what the goal is measured by; another sex moves by limits of its own.
  const drawn = isMeasured ? drawVariation(assurance.variation, wording) : { limits: [], signals: [] };
  const ladder = goalTexts(language).ladder;
  const baseline = isMeasured
    ? indicator.baseline
    : (read.points.find((point) => point.period === indicator.baseline_period)?.value ?? null);
  const last = read.reading.latest?.period;
  const content: LineChartContent = {
    unit: indicator.unit === 'percent' ? '%' : '',
    decimals: read.decimals,
    formats,
    lines: shown.lines,
    limits: drawn.limits,
    signals: drawn.signals,
    marks: marksOf(shown, of),
    breaks: breaksOf(props.breaks, indicator.id, language).inChart,
    description: isMeasured
      ? describeFinding(indicator, language, formats)
      : `${t.sexNames[shown.sex]}. ${read.reading.latest ? t.finding.latest(written(read, read.reading.latest.value, formats), read.reading.latest.period) : ''}`,
    target:
      isMeasured && indicator.target !== null && indicator.target_period !== null
        ? {
            value: indicator.target,
            period: indicator.target_period,
            text: t.chartTarget(formats.number(indicator.target, read.decimals), indicator.target_period),
          }
        : undefined,
    baseline:
      baseline !== null && indicator.baseline_period !== null
        ? {
            period: indicator.baseline_period,
            text: t.chartBaseline(formats.number(baseline, read.decimals), indicator.baseline_period),
          }
        : undefined,
  };
  return {
    content,
    title: titleOf(shown, of),
    periods,
    assurance,
    wording,
    hasLimits: drawn.limits.length > 0,
    /** Where the figures come from; the source's name by itself, to be set apart. */
    source: indicator.code
      ? {
          name: t.sourceName(sourceName(indicator.source ?? '')),
          more: t.source(codeAtSource(indicator.code), formats.date(indicator.fetched_on ?? ''), String(last ?? '–')),
        }
      : { name: '', more: t.ownSource(indicator.source_note ?? '') },
    notes: [
      indicator.is_our_choice ? t.ourChoice : '',
      isMeasured || indicator.target === null ? '' : t.sexTarget[indicator.sex],
      ...shown.doubts.map((doubt) => t.doubted(told(doubt), doubt.reason)),
      indicator.quality ? t.quality(indicator.quality) : '',
      collaboration.example === 'fictional' ? t.lent : '',
    ].filter(Boolean),
    limitNotes: [
      drawn.limits.length > 0 ? ladder.source : '',
      drawn.signals.some(({ kind }) => kind === 'beyond') ? ladder.ringBeyond : '',
      drawn.signals.some(({ kind }) => kind === 'run') ? ladder.ringRun : '',
    ].filter(Boolean),
  };
}

export function Measure(props: {
  shown: ShownIndicator;
  breaks: readonly IndicatorBreak[];
  of: Reading;
  here: string;
  limitPeriods: readonly LimitPeriodRow[];
  isCarriedOut: boolean;
}) {
  const { shown, of, here } = props;
  const { indicator, isMeasured } = shown;
  const { language } = of;
  const t = goalTexts(language).goal;
  const ladder = goalTexts(language).ladder;
  const chart = chartOf(props);
  return (
    <>
      {indicator.is_stand_in ? (
        <p class="labelled section-lead">
          <span class="label">{t.standIn}</span> <span class="small">{indicator.stand_in_note}</span>
        </p>
      ) : null}
      <div class="measure">
        <LineChart
          id={`chart-${indicator.id}`}
          title={chart.title}
          {...chart.content}
          beside={<SexSwitch shown={shown} of={of} here={here} />}
        >
          <p class="source">
            {chart.source.name ? <strong>{chart.source.name}</strong> : null} {chart.source.more}{' '}
            {[...chart.notes, ...chart.limitNotes].map((note) => `${note} `)}
            <a href={`#table-${indicator.id}`}>{t.table}</a>
            {indicator.series_id === null ? null : (
              <>
                {' · '}
                <a href={`${here}/indicators/${indicator.id}/map`}>{goalTexts(language).map.link}</a>
                {' · '}
                <a href={`${here}/indicators/${indicator.id}/places`}>{goalTexts(language).places.link}</a>
              </>
            )}
            {of.may(setGoals) ? (
              <>
                {' · '}
                <a href={`${here}/indicators/${indicator.id}/edit`}>{t.editIndicator}</a>
                {chart.hasLimits ? (
                  <>
                    {' · '}
                    <a href={`${here}/indicators/${indicator.id}/limits`}>{ladder.startPeriod}</a>
                  </>
                ) : null}
                {indicator.own_series_id ? (
                  <>
                    {' · '}
                    <a href={`${here}/indicators/${indicator.id}/values`}>{goalTexts(language).ownFigures.moreTitle}</a>
                  </>
                ) : null}
              </>
            ) : null}
          </p>
          <TakeAway
            href={`${here}/indicators/${indicator.id}/chart`}
            query={isMeasured ? '' : `?sex=${shown.sex}`}
            text={identityTexts(language).frame.takeAway}
            title={chart.title}
          />
          <StartedPeriods of={of} periods={chart.periods} />
        </LineChart>
        {isMeasured ? <VariationWords indicator={indicator} read={chart.assurance} wording={chart.wording} /> : null}
      </div>
    </>
  );
}

/** The numbers behind each chart, as they are read: the whole, women and men, the places, the country last. */
export function Tables(props: {
  shown: readonly ShownIndicator[];
  breaks: readonly IndicatorBreak[];
  of: Reading;
  here: string;
}) {
  const { of, here } = props;
  const { language, formats } = of;
  const t = goalTexts(language).goal;
  const [only, ...others] = props.shown;
  if (!only) return null;
  const csv = (shown: ShownIndicator) => (
    <a href={`${here}/indicators/${shown.indicator.id}/values.csv${shown.isMeasured ? '' : `?sex=${shown.sex}`}`}>
      {t.csv}
    </a>
  );
  const rowsOf = (shown: ShownIndicator): readonly TableLine[] => [
    ...shown.lines.slice(0, 1),
    ...(shown.isMeasured
      ? shown.bySex.map(({ sex, points }) => ({
          name: t.sexNames[sex],
          kind: 'context' as const,
          points,
          isWithin: true,
        }))
      : []),
    ...shown.lines.slice(1),
  ];
  return (
    <Section heading={t.tables} unruled={others.length === 0} beside={others.length === 0 ? csv(only) : null}>
      {props.shown.map((shown) => {
        const rows = rowsOf(shown);
        const periods = new Set(rows.flatMap((row) => row.points.map((point) => point.period)));
        const isGapped = rows.some((row) => row.points.filter((point) => point.value !== null).length < periods.size);
        return (
          <div key={shown.indicator.id} id={`table-${shown.indicator.id}`} class="values">
            {others.length > 0 ? (
              <div class="between section-lead">
                <h3>{titleOf(shown, of)}</h3>
                <span class="small">{csv(shown)}</span>
              </div>
            ) : null}
            <ChartTable
              label={titleOf(shown, of)}
              corner={t.measure}
              decimals={shown.read.decimals}
              formats={formats}
              lines={rows}
              notes={{
                missing: t.missing,
                doubted: shown.doubts.map((doubt) => `${told(doubt)}: ${doubt.reason}`).join(' ') || t.doubtedSign,
                preliminary: t.preliminary,
                withheld: t.withheld,
              }}
              breaks={breaksOf(props.breaks, shown.indicator.id, language).inTable}
            />
            <p class="source">
              {shown.indicator.code
                ? `${t.sourceName(sourceName(shown.indicator.source ?? ''))}.`
                : t.ownSource(shown.indicator.source_note ?? '')}{' '}
              {isGapped ? `${t.missingNote} ` : ''}
              {shown.indicator.series_id === null ? null : (
                <a href={`/collaborations/${of.collaboration.id}/sources#series-${shown.indicator.series_id}`}>
                  {goalSourceTexts(language).link}
                </a>
              )}
            </p>
          </div>
        );
      })}
    </Section>
  );
}

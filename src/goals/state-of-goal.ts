import { type Point, type Reading, readState } from '../indicators/index.ts';
import type { Formats, Language } from '../platform/texts.ts';
import type { ChartPoint } from '../ui/charts/points.ts';
import type { StateOf } from '../ui/state.tsx';
import type { IndicatorRow } from './queries.ts';
import { goalTexts } from './texts.ts';

export interface ReadIndicator {
  readonly points: readonly (Point & ChartPoint)[];
  readonly reading: Reading;
  /** Shown decimals: none where everything is counted in whole ones. */
  readonly decimals: number;
  readonly unit: 'percent' | 'other';
}

/** A measure with its values: an indicator as it is now, or as a round has frozen it. */
export type Measure = Pick<
  IndicatorRow,
  | 'periods'
  | 'amounts'
  | 'statuses'
  | 'doubted'
  | 'direction'
  | 'baseline'
  | 'baseline_period'
  | 'target'
  | 'target_period'
  | 'unit'
  | 'area_name'
>;

/** The indicator's own values read against its target, unrounded. */
export function readIndicator(indicator: Measure): ReadIndicator {
  const points = (indicator.periods ?? []).map((period, at) => {
    const value = indicator.amounts?.[at] ?? null;
    const given = indicator.statuses?.[at] as Point['status'];
    return { period, value, status: indicator.doubted.includes(period) ? ('doubted' as const) : given };
  });
  const decimals = points.every((point) => point.value === null || Number.isInteger(point.value)) ? 0 : 1;
  const { baseline, baseline_period: from, target, target_period: to } = indicator;
  return {
    points,
    decimals,
    unit: indicator.unit === 'percent' ? 'percent' : 'other',
    reading: readState({
      direction: indicator.direction,
      baseline: baseline === null || from === null ? null : { value: baseline, period: from },
      target: target === null || to === null ? null : { value: target, period: to },
      points,
      decimals,
    }),
  };
}

export const written = (read: ReadIndicator, value: number, formats: Formats, decimals = read.decimals): string =>
  read.unit === 'percent' ? formats.percent(value, decimals) : formats.number(value, decimals);

/** Half, with as many decimals as a target is written with. */
export const isHalf = (baseline: number, target: number): boolean =>
  baseline !== 0 && Math.abs(target / baseline - 0.5) < 1e-4;

export interface Described {
  readonly state: StateOf;
  /** The figures behind it, in small. */
  readonly figures: string;
}

/** A goal's state in words, with the figures that decided it. */
export function describeState(
  indicator: Measure | undefined,
  language: Language,
  formats: Formats,
  isRealExample: boolean,
  /** Where it has been read already. */
  known?: ReadIndicator,
): Described {
  const t = goalTexts(language).state;
  if (!indicator) {
    return isRealExample
      ? { state: { shape: 'tooEarly', text: t.notKnown }, figures: '' }
      : { state: { shape: 'missing', text: t.noIndicator }, figures: '' };
  }
  const read = known ?? readIndicator(indicator);
  const { reading } = read;
  const plain = (value: number, decimals = read.decimals) => formats.number(value, decimals);
  const year = indicator.target_period ?? 0;
  const target = indicator.target ?? 0;
  const doubt = reading.isDoubted ? t.doubted : '';
  const baseline =
    indicator.baseline !== null && indicator.baseline_period !== null
      ? t.baseline(plain(indicator.baseline), indicator.baseline_period)
      : '';
  switch (reading.state) {
    case 'noTarget':
      return { state: { shape: 'notStarted', text: isRealExample ? t.noTargetKnown : t.noTarget }, figures: baseline };
    case 'noValue':
      return { state: { shape: 'missing', text: t.noValue }, figures: t.until(year, plain(target)) };
    case 'tooEarly':
      return {
        state: { shape: 'tooEarly', text: t.tooEarly },
        figures: [t.until(year, plain(target)), baseline].filter(Boolean).join(', '),
      };
    default: {
      const value = reading.decidedBy?.value ?? 0;
      const rounding = reading.onlyByRounding;
      const figures = rounding
        ? t.onlyRounding(plain(value, rounding.decimals), plain(target, rounding.decimals))
        : t.against(plain(value), plain(target));
      const later =
        reading.state === 'notReached' && reading.staysFrom !== null
          ? indicator.direction === 'down'
            ? t.below(reading.staysFrom)
            : t.above(reading.staysFrom)
          : '';
      return {
        state:
          reading.state === 'reached'
            ? { shape: 'done', text: t.reached(year) }
            : { shape: 'missed', text: t.notReached(year) },
        figures: [figures, later || baseline, doubt].filter(Boolean).join(', '),
      };
    }
  }
}

/** What the figures allow to be said, in whole sentences: the finding first, with the miss. */
export function describeFinding(indicator: Measure | undefined, language: Language, formats: Formats): string {
  const t = goalTexts(language).goal.finding;
  if (!indicator) return t.noIndicator;
  const read = readIndicator(indicator);
  const { reading } = read;
  const say = (value: number) => written(read, value, formats);
  const sentences: string[] = [];
  const isDecided = reading.state === 'reached' || reading.state === 'notReached';
  const { baseline, baseline_period: from, target, target_period: year } = indicator;
  if (baseline !== null && from !== null && target !== null && year !== null) {
    const isPast = isDecided || reading.state === 'noValue';
    if (isHalf(baseline, target)) sentences.push((isPast ? t.wasHalf : t.isHalf)(say(baseline), say(target), year));
    else sentences.push((isPast ? t.was : t.is)(say(baseline), from, say(target), year));
  }
  if (isDecided) {
    if (reading.decidedBy) sentences.push(t.became(say(reading.decidedBy.value)));
    sentences.push(reading.state === 'reached' ? t.reached : t.notReached);
    const rounding = reading.onlyByRounding;
    if (rounding && reading.decidedBy && target !== null) {
      const precise = (value: number) => written(read, value, formats, rounding.decimals);
      sentences.push(t.onlyRounding(precise(reading.decidedBy.value), precise(target)));
    }
    if (reading.isDoubted) sentences.push(t.doubted);
    if (reading.state === 'notReached' && reading.staysFrom !== null)
      sentences.push((indicator.direction === 'down' ? t.sinceBelow : t.sinceAbove)(reading.staysFrom));
  } else {
    if (reading.latest) sentences.push(t.latest(say(reading.latest.value), reading.latest.period));
    if (reading.state === 'tooEarly') sentences.push(t.early);
    if (reading.state === 'noValue' && year !== null && reading.latest) sentences.push(t.noValue(year));
  }
  return sentences.join(' ');
}

/** What is measured, with its unit: what stands over a chart. */
export function titleOfMeasure(name: string, unit: string, language: Language): string {
  const t = goalTexts(language);
  return [name, t.units[unit as keyof typeof t.units] ?? unit].filter(Boolean).join(', ');
}

import { tickStep } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line as linePath } from 'd3-shape';
import type { Formats } from '../../platform/texts.ts';
import { type ChartLine, hasValue, inOrder, lastOf, stretches, type ValuedPoint } from './points.ts';
import { spread } from './spread.ts';
import { shortened, textWidth, type Weight } from './text-width.ts';

/** Labels at the lines' ends never stand closer than this. */
export const labelGap = 19;

export interface ChartTarget {
  readonly value: number;
  readonly period: number;
  readonly text: string;
}

export interface ChartMark {
  readonly period: number;
  readonly text: string;
}

/**
 * Between which a line moves by itself. Tinted over the years that they are made of, drawn on dotted after those; a
 * limit that is null lies where nothing can come, and is not drawn.
 */
export interface ChartLimits {
  /** The first and last period that they are made of, and the last that they are drawn to. */
  readonly from: number;
  readonly to: number;
  readonly until: number;
  readonly upper: number | null;
  readonly mean: number;
  readonly lower: number | null;
  /** Names at the end of the lines, where they are wanted: the limits that hold now. */
  readonly texts?: { readonly upper: string; readonly mean: string; readonly lower: string } | undefined;
  /** Stands on the tint. */
  readonly note: string;
}

/** A point of the whole's line that departs: beyond a limit, or by a run of several. */
export interface ChartSignal {
  readonly period: number;
  readonly kind: 'beyond' | 'run';
}

/** How large a drawing is, and whether it has room for the lines that only give context. */
export interface Frame {
  readonly width: number;
  readonly plotHeight: number;
  readonly fontSize: number;
  readonly withContext: boolean;
}

export interface Figures {
  readonly unit: string;
  readonly decimals: number;
  readonly formats: Formats;
  readonly fromZero: boolean;
  readonly lines: readonly ChartLine[];
  readonly target?: ChartTarget | undefined;
  readonly baseline?: ChartMark | undefined;
  readonly marks: readonly ChartMark[];
  /** Years from which values cannot be compared with those before. */
  readonly breaks?: readonly ChartMark[] | undefined;
  readonly preliminary?: string | undefined;
  readonly limits?: readonly ChartLimits[] | undefined;
  readonly signals?: readonly ChartSignal[] | undefined;
}

export interface Placed {
  readonly x: number;
  readonly y: number;
}

export interface DrawnPoint extends Placed {
  readonly shape: 'dot' | 'hollow' | 'doubted';
  readonly signal?: ChartSignal['kind'] | undefined;
  readonly period: number;
}

export interface DrawnLine {
  readonly name: string;
  readonly kind: ChartLine['kind'];
  /** Without any stretch of two points there is no path. */
  readonly path: string | undefined;
  readonly points: readonly DrawnPoint[];
}

export interface EndLabel extends Placed {
  readonly kind: ChartLine['kind'] | 'limit';
  readonly text: string;
  readonly width: number;
  readonly leader: string;
}

export interface InnerLabel extends Placed {
  readonly kind: 'target' | 'mark' | 'limits' | 'break';
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly box: Box;
  /** A thin line to the point, where the name had to stand away from it. */
  readonly tie: string | undefined;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface DrawnLimits {
  /** The tint; without an edge where a limit is not drawn, it reaches to that of the drawing. */
  readonly tint: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly mean: string;
  readonly made: string;
  readonly after: string;
}

export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  readonly plot: Box;
  readonly grid: readonly {
    y: number;
    isFloor: boolean;
    text: string;
    textX: number;
    textY: number;
    runsOver: boolean;
  }[];
  readonly years: readonly { x: number; text: string }[];
  readonly lines: readonly DrawnLine[];
  readonly endLabels: readonly EndLabel[];
  readonly target: { y: number; from: number; to: number } | undefined;
  readonly limits: readonly DrawnLimits[];
  /** Upright lines between the last year before a break and the first after it. */
  readonly breaks: readonly number[];
  readonly innerLabels: readonly InnerLabel[];
}

const weightOf = (kind: EndLabel['kind']): Weight => (kind === 'whole' || kind === 'own' ? 'bold' : 'plain');

/** Three to five round values, reaching over the whole of what is shown where that need not begin at nought. */
function gridOf(values: readonly number[], fromZero: boolean): { low: number; high: number; steps: number[] } {
  let low = Math.min(...values);
  let high = Math.max(...values);
  if (fromZero) {
    low = Math.min(0, low);
    high = Math.max(0, high);
  }
  // Values that only differ beyond what a number can hold are equal.
  if (high - low <= Math.max(1e-9, Math.abs(high) * 1e-9)) {
    const room = Math.abs(high) > 1e-9 ? Math.abs(high) / 10 : 1;
    high += room;
    low -= fromZero ? 0 : room;
  }
  for (let wanted = 5; wanted > 0; wanted -= 1) {
    const step = tickStep(low, high, wanted);
    // The floor must be a grid line; the top of the drawing need not be one when it begins at nought.
    const bottom = Math.floor(low / step + 1e-9) * step;
    const top = fromZero ? high : Math.ceil(high / step - 1e-9) * step;
    const steps = Array.from({ length: Math.max(3, Math.floor((top - bottom) / step + 1e-9) + 1) }, (_, at) =>
      Number((bottom + at * step).toPrecision(12)),
    );
    if (steps.length <= 5) return { low: bottom, high: Math.max(top, steps.at(-1) ?? top), steps };
  }
  return { low, high, steps: [low, high] };
}

const decimalsOf = (steps: readonly number[]): number => {
  const step = Math.abs((steps[1] ?? 1) - (steps[0] ?? 0));
  return step > 0 && step < 1 ? Math.min(6, Math.ceil(-Math.log10(step) - 1e-9)) : 0;
};

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** How much of a polyline runs through a box, in samples that are near enough for choosing a place. */
function crossings(box: Box, points: readonly Placed[]): number {
  let found = 0;
  points.forEach((from, at) => {
    const to = points[at + 1] ?? from;
    const samples = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 6));
    for (let sample = 0; sample <= samples; sample += 1) {
      const x = from.x + ((to.x - from.x) * sample) / samples;
      const y = from.y + ((to.y - from.y) * sample) / samples;
      if (x > box.left && x < box.right && y > box.top && y < box.bottom) found += 1;
    }
  });
  return found;
}

/** Every second, fourth or tenth year when whole years would crowd, counted back from the last. */
function yearsOf(first: number, last: number, room: number, fontSize: number): number[] {
  const widest = Math.max(textWidth(String(first), fontSize), textWidth(String(last), fontSize)) + fontSize * 0.6;
  const span = last - first;
  const fits = (size: number) => Math.floor(span / size) + 1 <= 14 && (room * size) / Math.max(1, span) >= widest;
  const step = [1, 2, 4, 5, 10, 20, 50, 100].find(fits) ?? Math.max(1, span);
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, at) => last - at * step).reverse();
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Where everything in a line chart stands. Values are placed unrounded, as they are judged unrounded. */
export function layOutChart(figures: Figures, frame: Frame): ChartLayout {
  const { formats, decimals, target } = figures;
  const { fontSize, width } = frame;
  const isMain = (line: ChartLine) => line.kind !== 'context';
  const lines =
    frame.withContext || !figures.lines.some(isMain) ? figures.lines : figures.lines.filter((line) => isMain(line));
  const named = lines.find((line) => line.kind === 'whole') ?? lines.find((line) => line.kind === 'own');

  const periods = [
    ...lines.flatMap((line) => inOrder(line.points).map((point) => point.period)),
    ...(target ? [target.period] : []),
  ].filter(Number.isFinite);
  const allLimits = figures.limits ?? [];
  const values = [
    ...lines.flatMap((line) => line.points.filter(hasValue).map((point) => point.value)),
    ...allLimits.flatMap(({ upper, mean, lower }) => [upper, mean, lower].filter((value) => value !== null)),
    ...(target && Number.isFinite(target.value) ? [target.value] : []),
  ];
  const grid = values.length > 0 ? gridOf(values, figures.fromZero) : undefined;

  const lastPeriod = periods.length > 0 ? Math.max(...periods) : 0;
  const dataEnd = Math.max(...lines.map((line) => lastOf(line.points)?.period ?? Number.NEGATIVE_INFINITY));
  const ends = lines.flatMap((line) => {
    const last = lastOf(line.points);
    if (!last) return [];
    const preliminary = last.status === 'preliminary' && figures.preliminary ? ` ${figures.preliminary}` : '';
    const earlier = last.period < dataEnd ? ` (${last.period})` : '';
    return [{ line, last, value: ` ${formats.number(last.value, decimals)}${earlier}`, preliminary }];
  });

  // Margins come from the words that stand in them.
  const gridDecimals = grid ? decimalsOf(grid.steps) : 0;
  const gridTexts = (grid?.steps ?? []).map((step, at, all) => {
    const number = formats.number(step, gridDecimals);
    if (at < all.length - 1 || !figures.unit) return number;
    return figures.unit === '%' ? formats.percent(step, gridDecimals) : `${number} ${figures.unit}`;
  });
  // A long unit may stand out over the drawing, above its grid line, but not widen the margin.
  const leftMargin = Math.max(18, ...gridTexts.slice(0, -1).map((text) => textWidth(text, fontSize))) + fontSize;
  const topText = gridTexts.at(-1);
  const topWidth = textWidth(topText ?? '', fontSize);
  const unitRunsOver = topWidth > fontSize * 3.6;
  const left = round(unitRunsOver ? leftMargin : Math.max(leftMargin, topWidth + fontSize));
  const mostLabel = width * 0.44;
  const labels = ends.map(({ line, value, preliminary }) => {
    const weight = weightOf(line.kind);
    // The name comes before the word that the hollow point says too.
    const full = `${line.name}${value}${preliminary}`;
    if (textWidth(full, fontSize, weight) <= mostLabel) return full;
    const room = mostLabel - textWidth(value, fontSize, weight);
    return `${shortened(line.name, Math.max(fontSize * 2, room), fontSize, weight)}${value}`;
  });
  // The limits that hold now are named among the lines' ends; on a phone they are named in the words beside.
  const limitEnds = (frame.withContext ? allLimits : []).flatMap(({ texts, upper, mean, lower }) =>
    texts
      ? [
          { value: upper, text: texts.upper },
          { value: mean, text: texts.mean },
          { value: lower, text: texts.lower },
        ].flatMap(({ value, text }) => (value === null ? [] : [{ value, text }]))
      : [],
  );
  const labelWidths = [
    ...labels.map((text, at) => textWidth(text, fontSize, weightOf(ends[at]?.line.kind ?? 'context'))),
    ...limitEnds.map(({ text }) => textWidth(text, fontSize)),
  ];
  const reach = fontSize * (frame.withContext ? 1.9 : 1.2);
  const right = round(
    labelWidths.length > 0 ? width - Math.max(...labelWidths) * 1.02 - reach - 2 : width - textWidth('2020', fontSize),
  );

  const top = round(fontSize * 2);
  const plotHeight = Math.max(frame.plotHeight, labelWidths.length * labelGap + fontSize);
  const bottom = top + plotHeight;
  const height = round(bottom + fontSize * 2.1);
  const plot: Box = { left, right, top, bottom };
  const inset = fontSize * (frame.withContext ? 1.1 : 0.5);

  const firstPeriod = periods.length > 0 ? Math.min(...periods) : 0;
  const xScale = scaleLinear([firstPeriod, lastPeriod], [left + inset, right - fontSize * 0.4]);
  const x = (period: number): number =>
    round(firstPeriod === lastPeriod ? (left + right) / 2 : Math.min(right, Math.max(left, xScale(period))));
  const yScale = scaleLinear([grid?.low ?? 0, grid?.high ?? 1], [bottom, top]);
  const y = (value: number): number => round(yScale(value));
  const at = (point: ValuedPoint): Placed => ({ x: x(point.period), y: y(point.value) });

  const path = linePath<ValuedPoint>(
    (point) => at(point).x,
    (point) => at(point).y,
  );
  const hasRoomForDots = (x(lastPeriod) - x(firstPeriod)) / Math.max(1, lastPeriod - firstPeriod) > 26;
  const signals = new Map((figures.signals ?? []).map(({ period, kind }) => [period, kind]));
  const namedPeriods = new Set([figures.baseline, ...figures.marks].map((mark) => mark?.period));
  const drawn = lines.map((line): DrawnLine => {
    const parts = stretches(line.points);
    const alone = new Set(parts.filter((part) => part.length === 1).flat());
    const points = inOrder(line.points)
      .filter(hasValue)
      .flatMap((point): DrawnPoint[] => {
        const shape = point.status === 'doubted' ? 'doubted' : point.status === 'preliminary' ? 'hollow' : 'dot';
        const isNamed = line === named && namedPeriods.has(point.period);
        const signal = line.kind === 'whole' ? signals.get(point.period) : undefined;
        const isDot =
          isNamed ||
          signal !== undefined ||
          (line.kind === 'whole' && (hasRoomForDots || point === lastOf(line.points)));
        const isDrawn = shape !== 'dot' || isDot || alone.has(point);
        return isDrawn ? [{ ...at(point), shape, period: point.period, signal }] : [];
      });
    const d = parts
      .filter((part) => part.length > 1)
      .map((part) => path(part))
      .join('');
    return { name: line.name, kind: line.kind, path: d || undefined, points };
  });

  const labelX = round(right + reach);
  const heights = spread(
    [...ends.map(({ last }) => y(last.value)), ...limitEnds.map(({ value }) => y(value))],
    labelGap,
    top - fontSize * 0.5,
    bottom - fontSize * 0.5,
  );
  const label = (kind: EndLabel['kind'], text: string, from: Placed, index: number): EndLabel => {
    const height = round(heights[index] ?? from.y);
    const start = round(from.x + fontSize * 0.5);
    const bend = round(right + fontSize * 0.5);
    const stop = round(labelX - fontSize * 0.3);
    const middle = round((bend + stop) / 2);
    return {
      kind,
      text,
      width: labelWidths[index] ?? 0,
      x: labelX,
      y: height,
      leader: `M${start} ${from.y}H${Math.max(start, bend)}C${middle} ${from.y} ${middle} ${height} ${stop} ${height}`,
    };
  };
  const endLabels = [
    ...ends.map(({ line, last }, index) => label(line.kind, labels[index] ?? line.name, at(last), index)),
    ...limitEnds.map(({ value, text }, index) =>
      label('limit', text, { x: right - fontSize * 0.5, y: y(value) }, ends.length + index),
    ),
  ];
  const halfStep = (x(lastPeriod) - x(firstPeriod)) / Math.max(1, lastPeriod - firstPeriod) / 2;
  const drawnLimits = grid
    ? allLimits.map(({ from, to, until, upper, mean, lower, texts }): DrawnLimits => {
        const start = round(Math.max(left, x(from) - Math.min(halfStep, inset * 0.6)));
        const end = round(Math.min(right, x(to) + Math.min(halfStep, inset)));
        const stop = texts ? right : round(Math.min(right, x(until) + Math.min(halfStep, inset)));
        const edges = [upper, lower].flatMap((value) => (value === null ? [] : [y(value)]));
        const roof = upper === null ? top : y(upper);
        const floor = lower === null ? bottom : y(lower);
        return {
          tint: { x: start, y: roof, width: round(Math.max(0, end - start)), height: round(Math.max(0, floor - roof)) },
          mean: `M${start} ${y(mean)}H${stop}`,
          made: edges.map((edge) => `M${start} ${edge}H${end}`).join(''),
          after: stop > end ? edges.map((edge) => `M${end} ${edge}H${stop}`).join('') : '',
        };
      })
    : [];

  const drawnTarget =
    target && grid && Number.isFinite(target.value) && Number.isFinite(target.period)
      ? { y: y(target.value), from: left, to: x(target.period) }
      : undefined;

  // Words inside the drawing take the first free place nearest to what they name.
  const tracks = lines.map((line) => ({
    kind: line.kind,
    points: stretches(line.points).map((part) => part.map(at)),
  }));
  const innerLabels: InnerLabel[] = [];
  const lineHeight = fontSize * 1.25;
  const taken: Box[] = [];
  if (unitRunsOver) {
    const height = y(grid?.steps.at(-1) ?? 0);
    taken.push({ left: 0, right: topWidth, top: height - lineHeight, bottom: height });
  }
  const bounds: Box = { left: left + 2, right: right - 2, top: fontSize * 0.2, bottom: bottom - 3 };
  const place = (
    kind: InnerLabel['kind'],
    text: string,
    places: readonly { x: number; middle: number; anchor: InnerLabel['anchor'] }[],
    point?: Placed,
  ) => {
    const wide = textWidth(text, fontSize, 'bold') * 1.02;
    let best: { label: InnerLabel; cost: number } | undefined;
    places.forEach((wanted, rank) => {
      const wantedLeft =
        wanted.anchor === 'start' ? wanted.x : wanted.anchor === 'end' ? wanted.x - wide : wanted.x - wide / 2;
      const boxLeft = Math.max(bounds.left, Math.min(wantedLeft, bounds.right - wide));
      const box: Box = {
        left: boxLeft,
        right: boxLeft + wide,
        top: wanted.middle - lineHeight / 2,
        bottom: wanted.middle + lineHeight / 2,
      };
      const isOutside = box.right > bounds.right + 0.5 || box.top < bounds.top || box.bottom > bounds.bottom;
      if (isOutside || taken.some((other) => overlap(box, other))) return;
      let cost = rank * 0.6 + Math.abs(boxLeft - wantedLeft) / 10;
      const isAway = point !== undefined && Math.abs(wanted.middle - point.y) > fontSize * 1.7;
      if (point) {
        const dot = { left: point.x - 6, right: point.x + 6, top: point.y - 6, bottom: point.y + 6 };
        if (overlap(box, dot)) cost += 60;
        if (isAway) cost += 15;
        cost += Math.max(0, Math.abs(wanted.middle - point.y) - fontSize * 1.2) * 0.5;
        // A name that stands across another line would be read as that line's.
        const between: Box = {
          left: point.x - 4,
          right: point.x + 4,
          top: Math.min(wanted.middle, point.y - 3),
          bottom: Math.max(wanted.middle, point.y + 3),
        };
        for (const track of tracks)
          if (track.kind === 'own' || track.kind === 'country')
            for (const points of track.points) if (crossings(between, points) > 0) cost += isAway ? 10 : 40;
      }
      for (const track of tracks) {
        const weight = track.kind === 'whole' ? 12 : track.kind === 'own' ? 5 : track.kind === 'country' ? 2 : 0.7;
        for (const points of track.points) cost += weight * crossings(box, points);
      }
      if (drawnTarget) {
        const bar = { x: drawnTarget.to, y: drawnTarget.y - 9 };
        cost +=
          6 *
          crossings(box, [
            { x: drawnTarget.from, y: drawnTarget.y },
            { x: drawnTarget.to, y: drawnTarget.y },
          ]);
        cost += 6 * crossings(box, [bar, { x: bar.x, y: bar.y + 18 }]);
      }
      if (best && best.cost <= cost) return;
      const anchor = boxLeft === wantedLeft ? wanted.anchor : 'start';
      const shown = anchor === 'start' ? box.left : anchor === 'end' ? box.right : (box.left + box.right) / 2;
      let tie: string | undefined;
      if (point && isAway) {
        const isAbove = wanted.middle < point.y;
        const tieX = round(Math.max(box.left + 4, Math.min(box.right - 4, point.x)));
        const edge = round(isAbove ? box.bottom : box.top);
        tie = `M${tieX} ${edge}L${point.x} ${round(point.y + (isAbove ? -7 : 7))}`;
      }
      best = { cost, label: { kind, text, anchor, x: round(shown), y: round(wanted.middle), box, tie } };
    });
    if (!best) return;
    taken.push(best.label.box);
    innerLabels.push(best.label);
  };

  const besides = (from: Placed) =>
    [1.15, 1.9, 2.8, 4, 5.5].flatMap((away) =>
      [-1, 1].flatMap((side) => [
        { x: from.x, middle: from.y + side * away * fontSize, anchor: 'middle' as const },
        { x: from.x - fontSize * 0.4, middle: from.y + side * away * fontSize, anchor: 'start' as const },
        { x: from.x + fontSize * 0.4, middle: from.y + side * away * fontSize, anchor: 'end' as const },
        { x: from.x + fontSize * 0.7, middle: from.y + side * away * fontSize * 0.7, anchor: 'start' as const },
      ]),
    );
  const pointOfNamed = (period: number) => named?.points.filter(hasValue).find((point) => point.period === period);
  const baselinePoint = figures.baseline && pointOfNamed(figures.baseline.period);
  if (figures.baseline && baselinePoint)
    place('mark', figures.baseline.text, besides(at(baselinePoint)), at(baselinePoint));
  if (target && drawnTarget) {
    const from = drawnTarget.from + fontSize * 0.4;
    const to = drawnTarget.to - fontSize * 0.5;
    const starts = [0, 0.2, 0.4, 0.6, 0.8].map((part) => from + (to - from) * part);
    place(
      'target',
      target.text,
      [0.95, -0.9, 1.8, -1.8].flatMap((away) => [
        ...starts.map((start) => ({ x: start, middle: drawnTarget.y + away * fontSize, anchor: 'start' as const })),
        { x: to, middle: drawnTarget.y + away * fontSize, anchor: 'end' as const },
      ]),
    );
  }
  for (const mark of figures.marks) {
    const point = pointOfNamed(mark.period);
    if (point) place('mark', mark.text, besides(at(point)), at(point));
  }
  allLimits.forEach(({ note }, index) => {
    const tint = drawnLimits[index]?.tint;
    if (!tint) return;
    const [start, end] = [tint.x + fontSize * 0.5, tint.x + tint.width - fontSize * 0.5];
    if (textWidth(note, fontSize) > end - start) return;
    place(
      'limits',
      note,
      [tint.y + fontSize * 0.8, tint.y + tint.height - fontSize * 0.8].flatMap((middle) => [
        { x: end, middle, anchor: 'end' as const },
        { x: start, middle, anchor: 'start' as const },
      ]),
    );
  });

  // A break that has values on one side only says nothing about what is shown.
  const drawnPeriods = lines.flatMap((line) => line.points.filter(hasValue).map((point) => point.period));
  const breaks = (figures.breaks ?? []).flatMap((mark) => {
    const before = Math.max(...drawnPeriods.filter((period) => period < mark.period));
    const after = Math.min(...drawnPeriods.filter((period) => period >= mark.period));
    return Number.isFinite(before) && Number.isFinite(after) ? [{ ...mark, x: round((x(before) + x(after)) / 2) }] : [];
  });
  for (const mark of breaks) {
    const rows = Array.from({ length: 8 }, (_, row) => top + fontSize * (0.8 + row * 1.4));
    place(
      'break',
      mark.text,
      rows.flatMap((middle) => [
        { x: mark.x + fontSize * 0.4, middle, anchor: 'start' as const },
        { x: mark.x - fontSize * 0.4, middle, anchor: 'end' as const },
      ]),
    );
  }

  return {
    width,
    height,
    fontSize,
    plot,
    breaks: breaks.map((mark) => mark.x),
    grid: (grid?.steps ?? []).map((step, index, steps) => {
      const runsOver = step === steps.at(-1) && unitRunsOver;
      return {
        y: y(step),
        isFloor: steps.includes(0) ? step === 0 : index === 0,
        text: gridTexts[index] ?? '',
        textX: runsOver ? 0 : round(left - fontSize * 0.6),
        textY: runsOver ? round(y(step) - lineHeight / 2) : y(step),
        runsOver,
      };
    }),
    years:
      periods.length > 0
        ? yearsOf(firstPeriod, lastPeriod, x(lastPeriod) - x(firstPeriod), fontSize).map((year) => ({
            x: x(year),
            text: String(year),
          }))
        : [],
    lines: drawn,
    endLabels,
    target: drawnTarget,
    limits: drawnLimits,
    innerLabels,
  };
}

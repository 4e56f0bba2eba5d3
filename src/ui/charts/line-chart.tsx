import type { Children } from '../../platform/markup/jsx-runtime.ts';
import type { Formats } from '../../platform/texts.ts';
import { Scroll } from '../section.tsx';
import {
  type ChartLayout,
  type ChartLimits,
  type ChartMark,
  type ChartSignal,
  type ChartTarget,
  type DrawnPoint,
  type Figures,
  type Frame,
  layOutChart,
} from './layout.ts';
import { type ChartLine, hasValue } from './points.ts';

export type { ChartLimits, ChartMark, ChartSignal, ChartTarget } from './layout.ts';
export type { ChartLine, ChartPoint } from './points.ts';

/** One drawing per width that words stay legible in; the stylesheet shows the one that has room. */
const frames = {
  wide: { width: 1056, plotHeight: 400, fontSize: 15.5, withContext: true },
  middle: { width: 720, plotHeight: 330, fontSize: 15.5, withContext: true },
  half: { width: 500, plotHeight: 270, fontSize: 15, withContext: true },
  narrow: { width: 344, plotHeight: 215, fontSize: 15.5, withContext: false },
} satisfies Record<string, Frame>;

/** In a document a chart shares its page with what is said of it. */
const paper: Frame = { ...frames.middle, plotHeight: 205 };

const radius = { whole: 4.6, own: 3.6, country: 3.2, context: 2.8 };

/** How far the rings of a point that departs stand out; less where points are close. */
const rings = { roomy: { beyond: 2, run: 4.6 }, close: { beyond: 0.4, run: 2.6 } };

function Point(props: { point: DrawnPoint; size: number; ring: keyof typeof rings }) {
  const { point, size } = props;
  const ring = rings[props.ring];
  const { x, y, shape, signal } = point;
  // Beyond a limit: one large open ring, told from a preliminary value by its size. By a run: a dot in a ring.
  if (signal === 'beyond')
    return (
      <circle cx={x} cy={y} r={size + ring.beyond} class={shape === 'doubted' ? 'chart-doubted' : 'chart-beyond'} />
    );
  const r = shape === 'doubted' ? size + 1.4 : shape === 'hollow' ? size + 0.6 : size;
  const dot = <circle cx={x} cy={y} r={r} class={`chart-${shape}`} />;
  return signal === 'run' ? (
    <>
      <circle cx={x} cy={y} r={size + ring.run} class="chart-run" />
      {dot}
    </>
  ) : (
    dot
  );
}

/** Context first and the whole last, so that what is told about lies on top. */
const drawingOrder = ['context', 'country', 'own', 'whole'] as const;

function Drawing(props: { layout: ChartLayout; size: string; description: string }) {
  const { layout } = props;
  const { plot, fontSize, target } = layout;
  // Words are placed by their middle; letters reach a third of their size below and above it.
  const baseline = (middle: number): number => Math.round((middle + fontSize * 0.34) * 10) / 10;
  return (
    <svg
      class={`chart-drawing chart-${props.size}`}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="img"
      aria-label={props.description}
      font-size={fontSize}
    >
      {layout.limits.map(({ tint }) => (
        <rect key={tint.x} x={tint.x} y={tint.y} width={tint.width} height={tint.height} class="chart-tint" />
      ))}
      {layout.grid.map((step) => (
        <g key={step.y}>
          <path d={`M${plot.left} ${step.y}H${plot.right}`} class={step.isFloor ? 'chart-floor' : 'chart-grid'} />
          <text
            x={step.textX}
            y={baseline(step.textY)}
            text-anchor={step.runsOver ? 'start' : 'end'}
            class="chart-axis-word"
          >
            {step.text}
          </text>
        </g>
      ))}
      {layout.years.map((year) => (
        <text
          key={year.text}
          x={year.x}
          y={baseline(plot.bottom + fontSize * 1.05)}
          text-anchor="middle"
          class="chart-axis-word"
        >
          {year.text}
        </text>
      ))}
      {layout.endLabels.map((label, at) => (
        <path key={at} d={label.leader} class={`chart-leader ${label.kind}`} />
      ))}
      {layout.limits.map((limits) => (
        <g key={limits.tint.x}>
          <path d={limits.mean} class="chart-mean" />
          <path d={limits.made} class="chart-limit" />
          {limits.after ? <path d={limits.after} class="chart-limit after" /> : null}
        </g>
      ))}
      {layout.breaks.map((at) => (
        <path key={at} d={`M${at} ${plot.top}V${plot.bottom}`} class="chart-break" />
      ))}
      {target ? (
        <path
          d={`M${target.from} ${target.y}H${target.to}M${target.to} ${target.y - 9}V${target.y + 9}`}
          class="chart-target"
        />
      ) : null}
      {drawingOrder.map((kind) =>
        layout.lines
          .filter((line) => line.kind === kind)
          .map((line, at) => (
            <g key={`${kind}-${at}`} class={`chart-line ${kind}`}>
              {line.path && kind === 'whole' ? <path d={line.path} class="chart-halo" /> : null}
              {line.path ? <path d={line.path} class="chart-stroke" /> : null}
              {line.points.map((point) => (
                <Point
                  key={point.period}
                  point={point}
                  size={radius[kind]}
                  ring={props.size === 'narrow' ? 'close' : 'roomy'}
                />
              ))}
            </g>
          )),
      )}
      {layout.innerLabels.map((label) =>
        label.tie ? <path key={label.text} d={label.tie} class="chart-tie" /> : null,
      )}
      {layout.innerLabels.map((label) => (
        <text
          key={label.text}
          x={label.x}
          y={baseline(label.y)}
          text-anchor={label.anchor}
          class={label.kind === 'mark' ? 'chart-word' : `chart-word chart-${label.kind}-word`}
        >
          {label.text}
        </text>
      ))}
      {layout.endLabels.map((label, at) => (
        <text key={at} x={label.x} y={baseline(label.y)} class={`chart-end-word ${label.kind}`}>
          {label.text}
        </text>
      ))}
    </svg>
  );
}

/** What a line chart is drawn from, at any size. */
export interface LineChartContent {
  /** Stands on the top grid label only. */
  readonly unit: string;
  readonly decimals: number;
  readonly formats: Formats;
  readonly lines: readonly ChartLine[];
  readonly target?: ChartTarget | undefined;
  readonly baseline?: ChartMark | undefined;
  /** Named points on the whole's line. */
  readonly marks?: readonly ChartMark[] | undefined;
  /** The finding in words, for those who do not see the drawing. */
  readonly description: string;
  readonly fromZero?: boolean;
  /** The word that follows a last value that is preliminary. */
  readonly preliminary?: string | undefined;
  /** Between which the whole's line moves by itself, oldest first, and its points that depart. */
  readonly limits?: readonly ChartLimits[] | undefined;
  readonly signals?: readonly ChartSignal[] | undefined;
  /** Years from which values cannot be compared with those before: an upright line, with a few words. */
  readonly breaks?: readonly ChartMark[] | undefined;
}

const figuresOf = (content: LineChartContent): Figures => ({
  unit: content.unit,
  decimals: content.decimals,
  formats: content.formats,
  fromZero: content.fromZero ?? true,
  lines: content.lines,
  target: content.target,
  baseline: content.baseline,
  marks: content.marks ?? [],
  preliminary: content.preliminary,
  limits: content.limits,
  signals: content.signals,
  breaks: content.breaks,
});

/** One drawing, for a document or a file of its own, where no stylesheet chooses among four. */
export function LineChartDrawing(props: LineChartContent & { size: keyof typeof frames | 'paper' }) {
  return (
    <Drawing
      size={props.size}
      layout={layOutChart(figuresOf(props), props.size === 'paper' ? paper : frames[props.size])}
      description={props.description}
    />
  );
}

/**
 * Values over the years. A missing value is a gap, a doubted one an open ring that the line passes over, a preliminary
 * one a hollow point. Names stand at the lines' ends with the last value; there is no legend.
 */
export function LineChart(
  props: LineChartContent & {
    id: string;
    /** What is measured, with its unit. */
    title: string;
    /** Choices that change what is shown, at the right of the title. */
    beside?: Children;
    /** Source, notes and the way to the table. */
    children?: Children;
  },
) {
  const figures = figuresOf(props);
  return (
    <figure class="chart" aria-labelledby={`${props.id}-title`} id={props.id}>
      <figcaption>
        <span class="chart-title" id={`${props.id}-title`}>
          {props.title}
        </span>
        {props.beside}
      </figcaption>
      {Object.entries(frames).map(([size, frame]) => (
        <Drawing key={size} size={size} layout={layOutChart(figures, frame)} description={props.description} />
      ))}
      {props.children}
    </figure>
  );
}

/** The same lines as a table: years across, a row per line, a dash where a value is missing. */
export function ChartTable(props: {
  /** Names the table and the frame it scrolls in. */
  label: string;
  /** What the first column holds; read out, not shown. */
  corner: string;
  decimals: number;
  formats: Formats;
  /** A line within the one above it is a part of it. */
  lines: readonly (ChartLine & { readonly isWithin?: boolean })[];
  /** The notes stand under the table, only where a value needs them. */
  notes: { missing: string; doubted: string; preliminary: string; withheld?: string };
  /** Years from which values cannot be compared with those before, each with what stands under the table. */
  breaks?: readonly ChartMark[] | undefined;
}) {
  const { lines, notes } = props;
  const periods = [...new Set(lines.flatMap((line) => line.points.map((point) => point.period)))].sort((a, b) => a - b);
  const has = (status: 'doubted' | 'preliminary') =>
    lines.some((line) => line.points.some((point) => hasValue(point) && point.status === status));
  const isWithheld = (point: ChartLine['points'][number] | undefined): boolean =>
    notes.withheld !== undefined && point?.status === 'withheld';
  const hasWithheld = lines.some((line) => line.points.some(isWithheld));
  const breaks = (props.breaks ?? []).filter(
    (mark) => mark.period > (periods[0] ?? 0) && mark.period <= (periods.at(-1) ?? 0),
  );
  // The mark stands before the first year that is there from the break on.
  const broken = new Set(breaks.map((mark) => periods.find((period) => period >= mark.period)));
  const classOf = (period: number): string => (broken.has(period) ? 'number after-break' : 'number');
  const cellOf = (line: ChartLine, period: number) => {
    const point = line.points.find((candidate) => candidate.period === period);
    if (!point || !hasValue(point)) {
      return (
        <td class={classOf(period)} key={period}>
          <span aria-hidden="true">–</span>
          {isWithheld(point) ? (
            <span class="sign" aria-hidden="true">
              ‡
            </span>
          ) : null}
          <span class="visually-hidden">{isWithheld(point) ? notes.withheld : notes.missing}</span>
        </td>
      );
    }
    const sign = point.status === 'doubted' ? '*' : point.status === 'preliminary' ? '†' : undefined;
    return (
      <td class={classOf(period)} key={period}>
        {props.formats.number(point.value, props.decimals)}
        {sign ? (
          <>
            <span class={`sign ${point.status}`} aria-hidden="true">
              {sign}
            </span>
            <span class="visually-hidden"> {point.status === 'doubted' ? notes.doubted : notes.preliminary}</span>
          </>
        ) : null}
      </td>
    );
  };
  return (
    <div class={has('doubted') || has('preliminary') || hasWithheld ? 'chart-table signed' : 'chart-table'}>
      <Scroll label={props.label}>
        <table>
          <caption class="visually-hidden">{props.label}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span class="visually-hidden">{props.corner}</span>
              </th>
              {periods.map((period) => (
                <th scope="col" class={classOf(period)} key={period}>
                  {broken.has(period) ? (
                    <span class="sign" aria-hidden="true">
                      ¦
                    </span>
                  ) : null}
                  {period}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line, at) => (
              <tr key={at} class={line.isWithin ? 'within' : line.kind}>
                <th scope="row">{line.name}</th>
                {periods.map((period) => cellOf(line, period))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {has('doubted') ? (
        <p class="source">
          <span class="sign doubted">*</span> {notes.doubted}
        </p>
      ) : null}
      {has('preliminary') ? (
        <p class="source">
          <span class="sign">†</span> {notes.preliminary}
        </p>
      ) : null}
      {hasWithheld ? (
        <p class="source">
          <span class="sign">‡</span> {notes.withheld}
        </p>
      ) : null}
      {breaks.map((mark) => (
        <p class="source" key={mark.period}>
          <span class="sign">¦</span> {mark.text}
        </p>
      ))}
    </div>
  );
}

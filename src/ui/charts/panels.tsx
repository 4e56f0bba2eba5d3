import type { Formats } from '../../platform/texts.ts';
import { type ChartPoint, hasValue, lastOf, stretches, type ValuedPoint } from './points.ts';
import { shortened } from './text-width.ts';

/** One small chart among several that share their axes. */
export interface Panel {
  readonly name: string;
  readonly points: readonly ChartPoint[];
  /** The reader's own: marked by word and weight, and placed first by the caller. */
  readonly isOwn: boolean;
}

export interface PanelsContent {
  readonly panels: readonly Panel[];
  /** Lies behind every panel in grey. */
  readonly behind: readonly ChartPoint[];
  readonly decimals: number;
  readonly formats: Formats;
  /** The unit, as it follows a number. */
  readonly say: (value: number) => string;
}

const size = { width: 250, height: 150 };
const plot = { left: 34, right: 240, top: 34, bottom: 124 };
const acrossAlone = 4;
const round = (value: number): number => Math.round(value * 10) / 10;

interface Axes {
  readonly from: number;
  readonly to: number;
  readonly high: number;
}

function axesOf({ panels, behind }: PanelsContent): Axes {
  const points = [...behind, ...panels.flatMap((panel) => panel.points)];
  const periods = points.map(({ period }) => period);
  return {
    from: Math.min(...periods),
    to: Math.max(...periods),
    high: Math.max(1e-9, ...points.filter(hasValue).map(({ value }) => value)),
  };
}

function Drawn(props: { panel: Panel; content: PanelsContent; axes: Axes }) {
  const { panel, content, axes } = props;
  const x = (period: number): number =>
    round(plot.left + ((plot.right - 8 - plot.left) * (period - axes.from)) / Math.max(1, axes.to - axes.from));
  const y = (value: number): number => round(plot.bottom - ((plot.bottom - plot.top) * value) / axes.high);
  const path = (points: readonly ChartPoint[]): string =>
    stretches(points)
      .map(
        (part: readonly ValuedPoint[]) => `M${part.map(({ period, value }) => `${x(period)} ${y(value)}`).join('L')}`,
      )
      .join('');
  const last = lastOf(panel.points);
  return (
    <>
      <text x="0" y="15" font-size="15" class={panel.isOwn ? 'panel-name own' : 'panel-name'}>
        {shortened(panel.name, 160, 15, 'bold')}
      </text>
      {last ? (
        <text x={size.width - 6} y="15" text-anchor="end" font-size="15" class="panel-value">
          {content.say(last.value)}
        </text>
      ) : null}
      <path d={`M${plot.left} ${plot.top}H${plot.right}`} class="chart-grid" />
      <path d={`M${plot.left} ${plot.bottom}H${plot.right}`} class="chart-floor" />
      <text x={plot.left - 6} y={plot.top + 5} text-anchor="end" font-size="13.5" class="chart-axis-word">
        {content.formats.number(axes.high, axes.high < 10 ? content.decimals : 0)}
      </text>
      <text x={plot.left - 6} y={plot.bottom + 5} text-anchor="end" font-size="13.5" class="chart-axis-word">
        {content.formats.number(0, 0)}
      </text>
      <text x={plot.left} y={plot.bottom + 19} font-size="13.5" class="chart-axis-word">
        {axes.from}
      </text>
      <text x={plot.right} y={plot.bottom + 19} text-anchor="end" font-size="13.5" class="chart-axis-word">
        {axes.to}
      </text>
      <path d={path(content.behind)} class="panel-behind" />
      <path d={path(panel.points)} class={panel.isOwn ? 'panel-line own' : 'panel-line'} />
      {panel.points
        .filter(hasValue)
        .filter(({ status }) => status === 'doubted')
        .map(({ period, value }) => (
          <circle key={period} cx={x(period)} cy={y(value)} r="3.4" class="chart-doubted" />
        ))}
      {last ? <circle cx={x(last.period)} cy={y(last.value)} r="3.6" class="chart-dot" /> : null}
    </>
  );
}

/** Each by itself, as many beside each other as have room. */
export function Panels(
  props: PanelsContent & {
    label: (panel: Panel, last: string) => string;
    /** Every panel of the page, when these are some of them: all share their axes. */
    among?: readonly Panel[];
  },
) {
  const axes = axesOf({ ...props, panels: props.among ?? props.panels });
  return (
    <ul class="panels">
      {props.panels.map((panel) => {
        const last = lastOf(panel.points);
        return (
          <li key={panel.name}>
            <svg
              class="panel"
              viewBox={`0 0 ${size.width} ${size.height}`}
              role="img"
              aria-label={props.label(panel, last ? props.say(last.value) : '–')}
            >
              <Drawn panel={panel} content={props} axes={axes} />
            </svg>
          </li>
        );
      })}
    </ul>
  );
}

/** All of them in one drawing, for a file. */
export function PanelsDrawing(props: PanelsContent & { label: string }) {
  const axes = axesOf(props);
  const across = Math.min(acrossAlone, Math.max(1, props.panels.length));
  const step = { x: size.width + 24, y: size.height + 20 };
  const width = across * step.x;
  const height = Math.ceil(props.panels.length / across) * step.y;
  return (
    <svg class="panel" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label}>
      {props.panels.map((panel, at) => (
        <g key={panel.name} transform={`translate(${(at % across) * step.x} ${Math.floor(at / across) * step.y})`}>
          <Drawn panel={panel} content={props} axes={axes} />
        </g>
      ))}
    </svg>
  );
}

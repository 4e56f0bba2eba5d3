import type { Children } from '../../platform/markup/jsx-runtime.ts';
import { type ChartPoint, hasValue, lastOf, stretches, type ValuedPoint } from './points.ts';

const width = 170;
const height = 44;
const round = (value: number): number => Math.round(value * 10) / 10;

// A page may hold thirty of these: making d3's scales and line for each took a seventh of its time.
const between = (value: number, from: number, to: number, start: number, end: number): number => {
  const share = (value - from) / (to - from);
  return start * (1 - share) + end * share;
};

/** A row's curve. Rows that stand under each other share `from` and `to`, so that their years do too. */
export function SmallCurve(props: {
  points: readonly ChartPoint[];
  from: number;
  to: number;
  target?: { readonly value: number; readonly period: number } | undefined;
  label: string;
  /** Nothing measures this: a dashed line stands where the curve would. */
  missing?: boolean;
}) {
  const { target } = props;
  const frame = (children: Children) => (
    <svg class="small-curve" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label}>
      {children}
    </svg>
  );
  if (props.missing) return frame(<path d={`M3 ${height / 2}H${width - 3}`} class="chart-absent" />);

  const points = props.points.filter((point) => point.period >= props.from && point.period <= props.to);
  const values = points.filter(hasValue).map((point) => point.value);
  const levels = target && Number.isFinite(target.value) ? [...values, target.value] : values;
  const low = Math.min(...levels);
  const high = Math.max(...levels);
  const x = (period: number) =>
    round(props.from === props.to ? width / 2 : between(period, props.from, props.to, 6, width - 6));
  const y = (value: number) => round(low === high ? height / 2 : between(value, low, high, height - 8, 8));
  const path = (part: readonly ValuedPoint[]) =>
    `M${part.map((point) => `${x(point.period)},${y(point.value)}`).join('L')}`;
  const parts = stretches(points);
  const last = lastOf(points);
  const targetX = target && Math.min(width - 2, Math.max(2, x(target.period)));
  const targetY = target && Number.isFinite(target.value) ? y(target.value) : undefined;
  return frame(
    <>
      {targetX !== undefined && targetY !== undefined ? (
        <>
          <path d={`M0 ${targetY}H${width}`} class="small-target" />
          <path d={`M${targetX} ${targetY - 6.5}V${targetY + 6.5}`} class="small-target-year" />
        </>
      ) : null}
      {parts.some((part) => part.length > 1) ? (
        <path
          d={parts
            .filter((part) => part.length > 1)
            .map((part) => path(part))
            .join('')}
          class="small-line"
        />
      ) : null}
      {parts
        .filter((part) => part.length === 1)
        .flat()
        .filter((point) => point !== last)
        .map((point) => (
          <circle key={point.period} cx={x(point.period)} cy={y(point.value)} r="2" class="chart-dot" />
        ))}
      {points
        .filter(hasValue)
        .filter((point) => point.status === 'doubted')
        .map((point) => (
          <circle key={point.period} cx={x(point.period)} cy={y(point.value)} r="3.4" class="chart-doubted" />
        ))}
      {last && last.status !== 'doubted' ? (
        <circle
          cx={x(last.period)}
          cy={y(last.value)}
          r={last.status === 'preliminary' ? 3.4 : 4}
          class={last.status === 'preliminary' ? 'chart-hollow' : 'chart-dot'}
        />
      ) : null}
    </>,
  );
}

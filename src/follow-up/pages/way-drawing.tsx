import type { ComparedGoal } from '../comparing.ts';

const left = 14;
const rowHeight = 46;
const top = 34;
const round = (value: number): number => Math.round(value * 10) / 10;

/** Words of the picture. */
export interface WayWords {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/**
 * How much of the way from its baseline to its target each goal had come, then and now: an open ring and a knot on the
 * house's line. Goals that are not measured, or have no target, stand in the table alone.
 */
export function WayDrawing(props: { goals: readonly ComparedGoal[]; words: WayWords; size: 'paper' | 'narrow' }) {
  const width = props.size === 'paper' ? 640 : 340;
  const right = width - left;
  const longest = props.size === 'paper' ? 74 : 40;
  const drawn = props.goals.flatMap((goal, at) => (goal.way ? [{ goal, way: goal.way, number: at + 1 }] : []));
  const ends = drawn.flatMap(({ way }) => [way.earlier, way.now]);
  // What has gone far the wrong way or past the target is drawn as far as the picture goes; the table has the figures.
  const low = Math.max(-0.6, Math.min(0, ...ends));
  const high = Math.min(1.6, Math.max(1, ...ends));
  const x = (share: number): number =>
    round(left + ((Math.min(high, Math.max(low, share)) - low) / (high - low)) * (right - left));
  const height = top + drawn.length * rowHeight + 4;
  return (
    <svg class="way-drawing" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.words.label}>
      <path d={`M${x(0)} ${top - 8}V${height}`} class="way-end" />
      <path d={`M${x(1)} ${top - 8}V${height}`} class="way-end" />
      <text x={x(0)} y={top - 15} class="way-word">
        {props.words.from}
      </text>
      <text x={x(1)} y={top - 15} class="way-word" text-anchor="end">
        {props.words.to}
      </text>
      {drawn.map(({ goal, way, number }, at) => {
        const y = top + at * rowHeight + 30;
        return (
          <g key={goal.goalId}>
            <text x={left + 8} y={y - 14} class="way-goal">
              {number} {goal.text.length > longest ? `${goal.text.slice(0, longest - 2)}…` : goal.text}
            </text>
            <path d={`M${left} ${y}H${right}`} class="way-ground" />
            <path
              d={`M${x(way.earlier)} ${y}H${x(way.now)}`}
              class={goal.isTowards === false ? 'way-back' : 'way-gone'}
            />
            <circle cx={x(way.earlier)} cy={y} r="5.6" class="way-then" />
            <circle cx={x(way.now)} cy={y} r="6.4" class="way-now" />
          </g>
        );
      })}
    </svg>
  );
}

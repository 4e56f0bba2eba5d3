import type { Reading } from '../../collaborations/index.ts';
import { textWidth } from '../../ui/charts/text-width.ts';
import type { CauseRow, ObjectionRow } from '../queries.ts';
import { situationTexts } from '../texts.ts';

const rowHeight = 46;
const wordSize = 15;
const round = (value: number): number => Math.round(value * 10) / 10;

interface Placed {
  readonly cause: CauseRow | undefined;
  readonly text: string;
  readonly depth: number;
  readonly y: number;
  readonly parent: Placed | undefined;
}

/** Each cause on a row of its own, the first of them on the row of what it lies behind. */
function place(causes: readonly CauseRow[], problem: string): readonly Placed[] {
  const placed: Placed[] = [];
  let row = 0;
  const walk = (cause: CauseRow | undefined, text: string, depth: number, parent: Placed | undefined): void => {
    const here: Placed = { cause, text, depth, y: 30 + row * rowHeight, parent };
    placed.push(here);
    const below = causes.filter((one) => one.under_id === (cause?.id ?? null));
    for (const [at, one] of below.entries()) {
      if (at > 0) row += 1;
      walk(one, one.text, depth + 1, here);
    }
  };
  walk(undefined, problem, 0, undefined);
  return placed;
}

/** The tree from left to right, its words on the line; what a party does not share is dotted. Beside it the list says the same. */
export function CauseTree(props: { of: Reading; causes: readonly CauseRow[]; objections: readonly ObjectionRow[] }) {
  const t = situationTexts(props.of.language).causes;
  const contested = new Set(props.objections.map((one) => one.cause_id));
  const placed = place(props.causes, t.problem);
  const depths = Math.max(...placed.map((one) => one.depth)) + 1;
  const widths = Array.from({ length: depths }, (_, depth) =>
    Math.max(
      ...placed
        .filter((one) => one.depth === depth)
        .map((one) => textWidth(one.text, wordSize, depth === 0 ? 'bold' : 'plain')),
    ),
  );
  const x = (depth: number): number => round(widths.slice(0, depth).reduce((sum, width) => sum + width + 44, 8));
  const width = round(x(depths) - 20);
  const height = Math.max(...placed.map((one) => one.y)) + 16;
  return (
    <svg
      class="cause-tree"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={t.tree}
    >
      {placed.map((one) => {
        const line = one.cause && contested.has(one.cause.id) ? 'cause-line contested' : 'cause-line';
        const from = one.parent ? x(one.depth) - 30 : x(0);
        const start = one.parent ? `M${from} ${one.parent.y}V${one.y}` : `M${from} ${one.y}`;
        return (
          <>
            <path d={`${start}H${round(x(one.depth) + (widths[one.depth] ?? 0) + 14)}`} class={line} />
            <circle cx={x(one.depth) - 8} cy={one.y} r="5" class={one.parent ? 'cause-knot' : 'cause-knot here'} />
            <text x={x(one.depth) + 2} y={one.y - 8} class={one.parent ? 'cause-word' : 'cause-word here'}>
              {one.text}
            </text>
          </>
        );
      })}
    </svg>
  );
}

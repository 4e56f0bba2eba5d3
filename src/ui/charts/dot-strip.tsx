import { textWidth } from './text-width.ts';

/** One drawing per width that words stay legible in; the stylesheet shows the one that has room. */
const widths = { wide: 1056, middle: 720, half: 500, narrow: 344 } as const;
const fontSize = 15;
const radius = 4.6;
const round = (value: number): number => Math.round(value * 10) / 10;

export interface StripMark {
  readonly name: string;
  readonly value: number;
}

/** Each dot as low as it can lie without touching those before it. */
function pile(places: readonly number[]): { x: number; row: number }[] {
  const lying: { x: number; row: number }[] = [];
  for (const x of [...places].sort((a, b) => a - b)) {
    let row = 0;
    while (lying.some((one) => one.row === row && Math.abs(one.x - x) < radius * 2 + 1)) row += 1;
    lying.push({ x, row });
  }
  return lying;
}

/** Where one value lies among many of the same kind: dots on a line, one's own named above it and wider ones below. */
export function DotStrip(props: {
  own: StripMark;
  others: readonly number[];
  /** Drawn as bars across the line. */
  wider: readonly StripMark[];
  say: (value: number) => string;
  /** The finding in words, for those who do not see the drawing. */
  description: string;
}) {
  return (
    <div class="chart">
      {Object.entries(widths).map(([size, width]) => (
        <Strip key={size} {...props} size={size} width={width} />
      ))}
    </div>
  );
}

function Strip(props: Parameters<typeof DotStrip>[0] & { size: string; width: number }) {
  const { own, others, wider, say, width } = props;
  const all = [own.value, ...others, ...wider.map(({ value }) => value)];
  const low = Math.min(...all);
  const high = Math.max(...all);
  const [left, right] = [12, width - 12];
  const x = (value: number): number =>
    round(low === high ? width / 2 : left + ((value - low) / (high - low)) * (right - left));
  const dots = pile(others.map(x));
  const rows = Math.max(...dots.map(({ row }) => row), 0);
  const line = round(fontSize * 2 + rows * (radius * 2 + 1) + radius + 10);
  const inside = (text: string, at: number, weight: 'plain' | 'bold'): number => {
    const half = textWidth(text, fontSize, weight) / 2 + 2;
    return round(Math.min(width - half, Math.max(half, at)));
  };
  const named = `${own.name} ${say(own.value)}`;
  const marks = wider.map((mark, at) => ({ ...mark, text: `${mark.name} ${say(mark.value)}`, row: at }));
  const ends = low === high ? [] : [low, high];
  const height = round(line + fontSize * (1.9 + marks.length * 1.35 + 0.6));
  return (
    <svg
      class={`chart-drawing chart-${props.size}`}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={props.description}
      font-size={fontSize}
    >
      <path d={`M${left} ${line}H${right}`} class="chart-grid" />
      {dots.map((dot) => (
        <circle
          key={`${dot.x} ${dot.row}`}
          cx={dot.x}
          cy={round(line - radius - dot.row * (radius * 2 + 1))}
          r={radius}
          class="strip-dot"
        />
      ))}
      {marks.map((mark) => (
        <g key={mark.name}>
          <path
            d={`M${x(mark.value)} ${line - 9}V${round(line + fontSize * (1.9 + mark.row * 1.35))}`}
            class="strip-mark"
          />
          <text
            x={inside(mark.text, x(mark.value), 'plain')}
            y={round(line + fontSize * (2.95 + mark.row * 1.35))}
            text-anchor="middle"
            class="chart-end-word country"
          >
            {mark.text}
          </text>
        </g>
      ))}
      <path d={`M${x(own.value)} ${round(fontSize * 1.5)}V${line}`} class="strip-own" />
      <circle cx={x(own.value)} cy={line} r={radius + 2.4} class="chart-dot" />
      <text
        x={inside(named, x(own.value), 'bold')}
        y={round(fontSize * 1.1)}
        text-anchor="middle"
        class="chart-end-word whole"
      >
        {named}
      </text>
      {ends.map((end) => (
        <text
          key={end}
          x={end === low ? 0 : width}
          y={round(line + fontSize * 1.4)}
          text-anchor={end === low ? 'start' : 'end'}
          class="chart-axis-word"
        >
          {say(end)}
        </text>
      ))}
    </svg>
  );
}

/**
 * The house's one line: whole where somebody has undertaken it, a knot where somebody stands, dashed with an open ring
 * where it is missing.
 */
export function StepLine(props: { steps: readonly string[]; at: number; label: string; missingAfter?: boolean }) {
  const width = 420;
  const first = 6;
  const gap = (width - 70 - first) / Math.max(1, props.steps.length - 1);
  const x = (step: number) => first + step * gap;
  return (
    <svg class="stepper" viewBox={`0 0 ${width} 48`} role="img" aria-label={props.label}>
      <path d={`M${first} 12H${x(Math.max(0, props.at))}`} class="line-whole" />
      <path
        d={`M${x(Math.max(0, props.at))} 12H${x(props.steps.length - 1)}`}
        class={props.missingAfter ? 'line-missing' : 'line-ahead'}
      />
      {props.steps.map((step, at) => (
        <g key={step}>
          <circle
            cx={x(at)}
            cy="12"
            r={at === props.at ? 7.5 : 5}
            class={at < props.at ? 'knot' : at === props.at ? 'knot-here' : 'knot-ahead'}
          />
          <text
            x={at === 0 ? 0 : x(at)}
            y="42"
            class={at === props.at ? 'line-word here' : 'line-word'}
            text-anchor={at === 0 ? 'start' : 'middle'}
          >
            {step}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Stairs: whole up to where we are, a dot per party on the step it wants to reach. */
export function Stairs(props: {
  steps: readonly string[];
  at: number;
  aim: number;
  /** How many want each step. */
  wishes: readonly number[];
  label: string;
}) {
  const width = 420;
  const rise = 32;
  const run = width / props.steps.length;
  const bottom = 30 + rise * (props.steps.length - 1);
  const y = (step: number) => bottom - step * rise;
  const path = (from: number, to: number) => {
    let d = `M${from * run} ${y(from)}`;
    for (let step = from; step <= to; step += 1) d += `V${y(step)}H${(step + 1) * run}`;
    return d;
  };
  return (
    <svg class="stepper" viewBox={`0 0 ${width} ${bottom + 28}`} role="img" aria-label={props.label}>
      {props.at < props.steps.length - 1 ? (
        <path
          d={`M${(props.at + 1) * run} ${y(props.at)}${path(props.at + 1, props.steps.length - 1)
            .slice(1)
            .replace(/^[^V]*/, '')}`}
          class="line-ahead"
        />
      ) : null}
      {props.at >= 0 ? <path d={path(0, props.at)} class="line-whole" /> : null}
      {props.steps.map((step, at) => (
        <g key={step}>
          <text x={at * run + 8} y={y(at) + 20} class={at === props.at ? 'line-word here' : 'line-word'}>
            {step}
          </text>
          {Array.from({ length: props.wishes[at] ?? 0 }, (_, dot) => (
            <circle
              key={dot}
              cx={at * run + 14 + (dot % 9) * 12}
              cy={y(at) - 10 - Math.floor(dot / 9) * 11}
              r="4"
              class={at <= props.at ? 'wish' : 'wish-ahead'}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

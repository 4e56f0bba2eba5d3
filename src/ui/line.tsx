import type { Children } from '../platform/markup/jsx-runtime.ts';
import { textWidth } from './charts/text-width.ts';

const round = (value: number): number => Math.round(value * 10) / 10;
const wordSize = 15;

/**
 * The house's one line: whole where somebody has undertaken it, a knot where somebody stands, dashed with an open ring
 * where it is missing.
 */
export function StepLine(props: {
  steps: readonly string[];
  at: number;
  label: string;
  missingAfter?: boolean;
  atLeast?: number;
}) {
  const { steps, at } = props;
  // Knots stand where their words begin, so the words decide how far apart they are.
  const widths = steps.map((step, index) => textWidth(step, wordSize, index === at ? 'bold' : 'plain') + 3);
  const words = widths.reduce((sum, width) => sum + width, 0);
  const width = round(Math.max(props.atLeast ?? 426, words + 18 * Math.max(0, steps.length - 1)));
  const gap = steps.length > 1 ? (width - words) / (steps.length - 1) : 0;
  const wordX = widths.map((_, index) => widths.slice(0, index).reduce((sum, wide) => sum + wide, 0) + index * gap);
  const x = (step: number): number => round((wordX[step] ?? 0) + 9);
  const here = Math.max(0, at);
  const last = steps.length - 1;
  const missing = props.missingAfter && at < last ? at + 1 : undefined;
  return (
    <svg class="stepper" viewBox={`0 0 ${width} 48`} role="img" aria-label={props.label}>
      {here < last ? <path d={`M${x(missing ?? here)} 14H${width}`} class="line-ahead" /> : null}
      {missing === undefined ? null : <path d={`M${x(here)} 14H${x(missing)}`} class="line-missing" />}
      {here > 0 ? <path d={`M${x(0)} 14H${x(here)}`} class="line-whole" /> : null}
      {steps.map((step, index) => (
        <g key={step}>
          <circle
            cx={x(index)}
            cy="14"
            r={index === at ? 7.6 : index === missing ? 6.6 : 5.4}
            class={index < at ? 'knot' : index === at ? 'knot-here' : index === missing ? 'knot-missing' : 'knot-ahead'}
          />
          <text
            x={round(wordX[index] ?? 0)}
            y="43"
            class={index === at ? 'line-word here' : index < at ? 'line-word' : 'line-word ahead'}
          >
            {step}
          </text>
        </g>
      ))}
    </svg>
  );
}

export interface Step {
  readonly name: string;
  /** When, in small after the name. */
  readonly beside?: string | undefined;
  /** Who, where: in small below the name. */
  readonly detail?: Children;
  readonly standing: 'done' | 'here' | 'ahead';
}

/** The same line with room for words at every knot: across where there is room, down on a phone or when `down` says so. */
export function StepList(props: {
  label: string;
  steps: readonly Step[];
  down?: boolean;
  words: Record<Step['standing'], string>;
}) {
  return (
    <ol class={props.down ? 'step-list down' : 'step-list'} aria-label={props.label}>
      {props.steps.map((step) => (
        <li key={step.name} class={step.standing} aria-current={step.standing === 'here' ? 'step' : undefined}>
          <span class="step-name">
            {step.name}
            <span class="visually-hidden"> ({props.words[step.standing]})</span>
            {step.beside ? <span class="step-beside">, {step.beside}</span> : null}
          </span>
          {step.detail ? <span class="step-detail">{step.detail}</span> : null}
        </li>
      ))}
    </ol>
  );
}

/** Stairs: whole up to where we are, thin up to what we aim for, a dot per party on the step it wants to reach. */
export function Stairs(props: {
  steps: readonly string[];
  at: number;
  aim: number;
  /** How many want each step. */
  wishes: readonly number[];
  label: string;
}) {
  const { steps, at } = props;
  const edge = 2;
  const longest = Math.max(
    0,
    ...steps.map((step, index) => textWidth(step, wordSize, index === at ? 'bold' : 'plain')),
  );
  const run = round(Math.max(422 / Math.max(1, steps.length), longest + 14));
  const rise = 31;
  const dotsAcross = Math.max(1, Math.floor((run - 14) / 12.4));
  const rowsOfDots = (index: number): number => Math.ceil((props.wishes[index] ?? 0) / dotsAcross);
  const last = steps.length - 1;
  const top = Math.max(6, ...steps.map((_, index) => 8 + rowsOfDots(index) * 12.4 - (last - index) * rise));
  const bottom = round(top + rise * Math.max(0, last));
  const x = (step: number): number => round(edge + step * run);
  const y = (step: number): number => round(bottom - step * rise);
  /** From one step's left edge to another's right, with the rise before the first unless it stands on the ground. */
  const path = (from: number, to: number): string => {
    let d = `M${x(from)} ${y(Math.max(0, from - 1))}`;
    for (let step = from; step <= to; step += 1) d += `V${y(step)}H${x(step + 1)}`;
    return d;
  };
  const aim = Math.min(last, Math.max(at, props.aim));
  return (
    <svg
      class="stepper"
      viewBox={`0 0 ${round(x(last + 1) + edge)} ${round(bottom + 26)}`}
      role="img"
      aria-label={props.label}
    >
      {aim < last ? <path d={path(aim + 1, last)} class="line-beyond" /> : null}
      {at < aim ? <path d={path(at + 1, aim)} class="line-ahead" /> : null}
      {at >= 0 ? <path d={path(0, Math.min(at, last))} class="line-whole" /> : null}
      {steps.map((step, index) => (
        <g key={step}>
          <text
            x={x(index) + 8}
            y={y(index) + 20}
            class={index === at ? 'line-word here' : index < at ? 'line-word' : 'line-word ahead'}
          >
            {step}
          </text>
          {Array.from({ length: props.wishes[index] ?? 0 }, (_, dot) => (
            <circle
              key={dot}
              cx={round(x(index) + 13 + (dot % dotsAcross) * 12.4)}
              cy={round(y(index) - 10 - Math.floor(dot / dotsAcross) * 12.4)}
              r={index <= at ? 4.8 : 4}
              class={index <= at ? 'wish' : 'wish-ahead'}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

import type { Tone } from '../platform/documents/document.ts';
import type { Markup } from '../platform/markup/jsx-runtime.ts';

/** A state is a word, a shape and a colour; the shape alone tells it in print and to the colour-blind. */
const shapes = {
  done: (
    <path
      d="M8 .8a7.2 7.2 0 1 0 0 14.4A7.2 7.2 0 0 0 8 .8Zm-1 10L3.9 7.8l1.2-1.2L7 8.5l4-4 1.2 1.2Z"
      fill="currentColor"
    />
  ),
  underWay: (
    <>
      <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="1.8" />
      <path d="M8 1.7a6.3 6.3 0 0 1 0 12.6Z" fill="currentColor" />
    </>
  ),
  waits: (
    <>
      <path d="M8 1.2 14.8 8 8 14.8 1.2 8Z" fill="none" stroke="currentColor" stroke-width="1.8" />
      <circle cx="8" cy="8" r="1.8" fill="currentColor" />
    </>
  ),
  missed: (
    <path d="M8 .9 15.6 14.4H.4ZM7.1 5.4v4.5h1.8V5.4Zm0 5.6v1.8h1.8V11Z" fill="currentColor" fill-rule="evenodd" />
  ),
  missing: (
    <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="4.2 2.4" />
  ),
  notAnswered: (
    <circle
      cx="8"
      cy="8"
      r="6.3"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-dasharray=".1 3.2"
      stroke-linecap="round"
    />
  ),
  notStarted: <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="1.8" />,
  tooEarly: (
    <>
      <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5" />
      <path d="M4.2 8h1.6M7.2 8h1.6M10.2 8h1.6" stroke="currentColor" stroke-width="1.7" />
    </>
  ),
  stoodAside: (
    <>
      <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="1.6" />
      <path d="M4.8 8h6.4" stroke="currentColor" stroke-width="1.8" />
    </>
  ),
  opposed: (
    <>
      <rect x="1.8" y="1.8" width="12.4" height="12.4" rx="1.8" fill="none" stroke="currentColor" stroke-width="1.7" />
      <path d="m4.8 4.8 6.4 6.4m0-6.4-6.4 6.4" stroke="currentColor" stroke-width="1.7" />
    </>
  ),
  ringWithDot: (
    <>
      <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="1.8" />
      <circle cx="8" cy="8" r="2.6" fill="currentColor" />
    </>
  ),
  sheet: (
    <>
      <path d="M3 1.8h6.4L13 5.2v9H3Z" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linejoin="round" />
      <path d="M5.6 8h4.8M5.6 11h4.8" stroke="currentColor" stroke-width="1.5" />
    </>
  ),
  linkedArms: (
    <g
      transform="scale(.5) rotate(-45 16 16)"
      fill="none"
      stroke="currentColor"
      stroke-width="4.6"
      stroke-linecap="round"
    >
      <path d="M5 5.4V17.1a7.15 7.15 0 0 0 14.3 0V14.6" />
      <path d="M27 26.6V14.9a7.15 7.15 0 0 0-14.3 0V17.4" />
    </g>
  ),
  better: (
    <>
      <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="1.8" />
      <path d="M8 4.4v7.2M4.4 8h7.2" stroke="currentColor" stroke-width="1.8" />
    </>
  ),
  worse: (
    <>
      <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="1.8" />
      <path d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" stroke="currentColor" stroke-width="1.8" />
    </>
  ),
  locked: (
    <>
      <rect x="2.6" y="7" width="10.8" height="7.6" rx="1.2" fill="currentColor" />
      <path d="M5 7V4.8a3 3 0 0 1 6 0V7" fill="none" stroke="currentColor" stroke-width="1.8" />
    </>
  ),
  sectionSign: (
    <g fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round">
      <path d="M10.9 4.1C10.7 2.4 9.5 1.4 8 1.4c-1.7 0-2.9 1-2.9 2.4 0 2.8 6.1 3 6.1 5.9 0 1.2-.8 1.9-1.9 2.1" />
      <path d="M5.1 11.9c.2 1.7 1.4 2.7 2.9 2.7 1.7 0 2.9-1 2.9-2.4 0-2.8-6.1-3-6.1-5.9 0-1.2.8-1.9 1.9-2.1" />
    </g>
  ),
  bar: <path d="M1.5 8h13" stroke="currentColor" stroke-width="1.9" />,
} satisfies Record<string, Markup>;

export type Shape = keyof typeof shapes;

const tones: Record<Shape, Tone> = {
  done: 'pine',
  underWay: 'sky',
  waits: 'waits',
  missed: 'lingon',
  missing: 'lingon',
  notAnswered: 'quiet',
  notStarted: 'quiet',
  tooEarly: 'quiet',
  stoodAside: 'quiet',
  opposed: 'ink',
  ringWithDot: 'ink',
  sheet: 'ink',
  linkedArms: 'ink',
  better: 'ink',
  worse: 'ink',
  locked: 'ink',
  sectionSign: 'ink',
  bar: 'quiet',
};

export interface StateOf {
  readonly shape: Shape;
  readonly text: string;
}

export const toneOf = (shape: Shape): Tone => tones[shape];

export function ShapeIcon(props: { shape: Shape }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      {shapes[props.shape]}
    </svg>
  );
}

/** `shapeless` only in the menu, where the word stands at the right of what it is about. */
export function State(props: StateOf & { shapeless?: boolean }) {
  return (
    <span class={`state tone-${tones[props.shape]}`}>
      {props.shapeless ? null : <ShapeIcon shape={props.shape} />}
      <span>{props.text}</span>
    </span>
  );
}

export const allShapes = Object.keys(shapes) as Shape[];

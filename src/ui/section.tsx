import type { Children } from '../platform/markup/jsx-runtime.ts';

/** A part of a page under its heading and hairline. `main` draws the strong rule: once or twice a page. */
export function Section(props: {
  heading: string;
  beside?: Children;
  main?: boolean;
  id?: string;
  children: Children;
}) {
  return (
    <section class={props.main ? 'section main-thing' : 'section'} id={props.id} aria-label={props.heading}>
      <header>
        <h2>{props.heading}</h2>
        {props.beside ? <span class="small">{props.beside}</span> : null}
      </header>
      {props.children}
    </section>
  );
}

/** Wide tables scroll in their own frame, reachable by keyboard; the page never does. */
export function Scroll(props: { label: string; children: Children }) {
  return (
    <section class="scroll" aria-label={props.label} tabindex={0}>
      {props.children}
    </section>
  );
}

export function Notice(props: { waits?: boolean; children: Children }) {
  return (
    <div class={props.waits ? 'notice waits' : 'notice'} role="status">
      {props.children}
    </div>
  );
}

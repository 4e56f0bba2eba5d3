import type { Children } from '../platform/markup/jsx-runtime.ts';

/**
 * A part of a page under its heading and hairline. `main` draws the strong rule: once or twice a page. Above a table the
 * rule is `unruled`: the table has its own under the column heads.
 */
export function Section(props: {
  heading: string;
  beside?: Children;
  main?: boolean;
  unruled?: boolean;
  id?: string;
  children: Children;
}) {
  return (
    <section
      class={props.main ? 'section main-thing' : props.unruled ? 'section unruled' : 'section'}
      id={props.id}
      aria-label={props.heading}
    >
      <header>
        <h2>{props.heading}</h2>
        {props.beside ? <span class="small">{props.beside}</span> : null}
      </header>
      {props.children}
    </section>
  );
}

/** Wide tables scroll in their own frame, reachable by keyboard; the page never does. No landmark: its section is one. */
export function Scroll(props: { label: string; children: Children }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
    <div class="scroll" role="group" aria-label={props.label} tabindex={0}>
      {props.children}
    </div>
  );
}

export function Notice(props: { waits?: boolean; children: Children }) {
  return (
    <div class={props.waits ? 'notice waits' : 'notice'} role="status">
      {props.children}
    </div>
  );
}

/** Choices between ways of showing the same thing, one of which is shown. Each is an address. */
export function Switch(props: {
  label: string;
  choices: readonly { readonly text: string; readonly href: string; readonly isCurrent: boolean }[];
}) {
  return (
    <nav class="switch" aria-label={props.label}>
      {props.choices.map((choice) => (
        <a key={choice.href} href={choice.href} aria-current={choice.isCurrent ? 'true' : undefined}>
          {choice.text}
        </a>
      ))}
    </nav>
  );
}

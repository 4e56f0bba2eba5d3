import type { Children } from '../platform/markup/jsx-runtime.ts';
import { Mark } from './brand.tsx';
import { State, type StateOf } from './state.tsx';

export interface ColumnLink {
  readonly href: string;
  readonly text: string;
  readonly isCurrent?: boolean;
  readonly state?: StateOf;
}

/** The left column of a workspace: what it is, what must be known about it, and where one can go. */
export interface Column {
  readonly heading: string;
  readonly label?: string;
  readonly note?: string;
  readonly menu: string;
  readonly links: readonly ColumnLink[];
}

/** Top bar, left column and the page's main thing. The same on every page. */
export function Frame(props: {
  skip: string;
  home: string;
  acting?: Children;
  me?: Children;
  column?: Column | undefined;
  narrow?: boolean;
  wide?: boolean;
  children: Children;
}) {
  const { column } = props;
  return (
    <>
      <a class="skip" href="#main">
        {props.skip}
      </a>
      <header class="top-bar">
        <a class="brand" href="/" aria-label={props.home}>
          <Mark /> Armkrok
        </a>
        {props.acting ? <div class="acting">{props.acting}</div> : null}
        <div class="me">{props.me}</div>
      </header>
      <div class={column ? 'layout' : 'layout no-column'}>
        {column ? (
          <aside class="column">
            <p class="workspace">
              <strong>{column.heading}</strong>
              {column.label ? <span class="label">{column.label}</span> : null}
              {column.note ? <span class="note">{column.note}</span> : null}
            </p>
            <details>
              <summary>{column.menu}</summary>
              <nav aria-label={column.heading}>
                <ul>
                  {column.links.map((link) => (
                    <li key={link.href}>
                      <a href={link.href} aria-current={link.isCurrent ? 'page' : undefined}>
                        <span>{link.text}</span>
                        {link.state ? <State {...link.state} shapeless /> : null}
                      </a>
                    </li>
                  ))}
                </ul>
              </nav>
            </details>
          </aside>
        ) : null}
        <main id="main" class={props.narrow ? 'narrow' : props.wide ? 'wide' : undefined} tabindex={-1}>
          {props.children}
        </main>
      </div>
    </>
  );
}

import type { Children } from '../platform/markup/jsx-runtime.ts';
import { Mark } from './brand.tsx';
import { State, type StateOf } from './state.tsx';

export interface ColumnLink {
  readonly href: string;
  readonly text: string;
  readonly isCurrent?: boolean;
  /** Belongs to the one above that does not. */
  readonly isWithin?: boolean;
  /** Stands a little below the one before it, with those that follow. */
  readonly beginsGroup?: boolean;
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

/** The field in the top bar; on a phone a link to the page that it leads to. */
export interface SearchField {
  readonly action: string;
  readonly label: string;
  readonly submit: string;
  readonly sought: string;
  /** The key `/` leads to it (islands/search-key.ts). */
  readonly hasKey: boolean;
}

function SearchForm(props: SearchField) {
  return (
    <>
      <search>
        <form class="search" action={props.action}>
          <label for="top-search">{props.label}</label>
          <input
            id="top-search"
            type="search"
            name="q"
            value={props.sought}
            autocomplete="off"
            aria-keyshortcuts={props.hasKey ? '/' : undefined}
          />
          {props.hasKey ? <kbd>/</kbd> : null}
          <button type="submit">{props.submit}</button>
        </form>
      </search>
      <a class="search-link" href={props.action}>
        {props.label}
      </a>
    </>
  );
}

/** Top bar, left column and the page's main thing. The same on every page. */
export function Frame(props: {
  skip: string;
  home: string;
  acting?: Children;
  search?: SearchField | undefined;
  /** How long the session lasts and where it is extended: the browser's module warns before it ends. */
  session?: { readonly href: string; readonly secondsLeft: number } | undefined;
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
      <header
        class={column ? 'top-bar with-menu' : 'top-bar'}
        data-session={props.session?.href}
        data-session-left={props.session?.secondsLeft}
      >
        <a class="brand" href="/" aria-label={props.home}>
          <Mark /> Armkrok
        </a>
        {props.acting ? <div class="acting">{props.acting}</div> : null}
        {props.search ? <SearchForm {...props.search} /> : null}
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
                    <li key={link.href} class={link.beginsGroup ? 'apart' : link.isWithin ? 'within' : undefined}>
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

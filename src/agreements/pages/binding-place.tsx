import type { Children } from '../../platform/markup/jsx-runtime.ts';

/** Where the page shows how each party has decided and signed: the line, the table, and what the own party has still to do. */
export interface Binding {
  readonly line?: Children;
  readonly table?: Children;
  readonly ownParty?: Children;
  readonly actions?: Children;
}

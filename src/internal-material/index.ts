/** What a party keeps to itself, shares, and registers when it has been shared with it. */
export type { EntryFacts, EntryKind, Stance } from './internal-entry.ts';
export { findEntry } from './queries.ts';
export { shareEntry } from './sharing.ts';
export { drawUpEntry, writeEntry } from './writing.ts';

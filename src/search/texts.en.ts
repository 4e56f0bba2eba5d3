import type { TextsLike } from '../platform/texts.ts';
import type { sv } from './texts.sv.ts';

export const en = {
  title: 'Search',
  titleFor: (typed: string) => `Search: ${typed}`,
  lead: 'Search the collaborations, parties, goals, indicators and rounds that you may read, and every official indicator.',
  label: 'What are you looking for?',
  submit: 'Search',
  tooShort: (typed: string, fewest: number) =>
    `“${typed}” is too short to search for. Write at least ${fewest} letters or figures.`,
  found: (count: number) => (count === 1 ? 'One hit.' : `${count} hits.`),
  nothing: 'Nothing that you may read holds all the words.',
  advice:
    'Try fewer words or a part of a word: “arbetslös” finds “ungdomsarbetslöshet” too. You find only what your organisation holds a seat in. What parties have written in a round, and drafts, cannot be searched.',
  count: (count: number) => (count === 1 ? 'One hit' : `${count} hits`),
  more: (shown: number, rest: number) =>
    `The best ${shown} are shown; there are ${rest} more. Search for more words to find the right one.`,
} satisfies TextsLike<typeof sv>;

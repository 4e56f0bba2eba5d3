/** The words of a text, in lower case. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** What somebody searches for, as patterns that a text made by `to_search_text` is held against. */
export interface Sought {
  readonly typed: string;
  /** Every word must occur somewhere, inside compounds too. */
  readonly everyWord: readonly string[];
  readonly everyWordStart: readonly string[];
  readonly textStart: string;
}

/** One letter is in nearly every text. */
export const fewestLetters = 2;
const mostLetters = 200;
const mostWords = 8;

/** Undefined when it is too short to search for. */
export function readSought(text: string): Sought | undefined {
  const typed = text.trim().slice(0, mostLetters);
  const words = wordsOf(typed).slice(0, mostWords);
  if (words.join('').length < fewestLetters) return undefined;
  return {
    typed,
    everyWord: words.map((word) => `%${word}%`),
    everyWordStart: words.map((word) => `% ${word}%`),
    textStart: ` ${words.join(' ')}%`,
  };
}

/** The values of a search statement, in the order that the parts of SQL below number them. */
export type SoughtValues = [
  everyWord: readonly string[],
  everyWordStart: readonly string[],
  textStart: string,
  most: number,
];
export const valuesOf = (sought: Sought, most: number): SoughtValues => [
  sought.everyWord,
  sought.everyWordStart,
  sought.textStart,
  most,
];

/** SQL: every word occurs in the text. Words hold letters and figures alone, so what stands between them need not be told apart. */
export const holdsWords = (text: string): string => `lower((${text}) collate "sv-x-icu") like all($1::text[])`;

/** SQL: how well the text matches. It begins so; its words begin so; they occur inside words; they stand elsewhere. */
export const rankOf = (text: string): string => `
  case when to_search_text(${text}) like $3 then 0 when to_search_text(${text}) like all($2::text[]) then 1
    when ${holdsWords(text)} then 2 else 3 end`;

/**
 * SQL: the reader reads the collaboration. Row level security says the same of each row; said here too, a search across
 * collaborations finds no more than that with either of them alone.
 */
export const isReadable = (collaboration: string): string =>
  `${collaboration} = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[])`;

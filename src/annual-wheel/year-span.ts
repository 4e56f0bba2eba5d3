import type { Language } from '../platform/texts.ts';

/** A recurring part of the year, both days included; over the turn of the year where the end comes before the beginning. */
export interface YearSpan {
  readonly begins_month: number;
  readonly begins_day: number;
  readonly ends_month: number;
  readonly ends_day: number;
}

/** Days in a certain year, both included; yyyy-mm-dd. */
export interface Days {
  readonly startsOn: string;
  readonly endsOn: string;
}

/** How long a month can be: February is written as it is in a leap year. */
const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const lengthOf = (month: number): number => longest[month - 1] ?? 31;

const two = (value: number): string => String(value).padStart(2, '0');

/** A day of a month in a year; the last one where the month is shorter, as 29 February mostly is. */
export function dayIn(year: number, month: number, day: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(Math.min(day, last))}`;
}

export const crossesYear = (span: YearSpan): boolean =>
  span.ends_month < span.begins_month || (span.ends_month === span.begins_month && span.ends_day < span.begins_day);

/** The span that begins in the year. */
export const beginningIn = (span: YearSpan, year: number): Days => ({
  startsOn: dayIn(year, span.begins_month, span.begins_day),
  endsOn: dayIn(crossesYear(span) ? year + 1 : year, span.ends_month, span.ends_day),
});

export const yearOf = (day: string): number => Number(day.slice(0, 4));
export const overlaps = (one: Days, other: Days): boolean =>
  one.startsOn <= other.endsOn && other.startsOn <= one.endsOn;

/** Every time that the span comes round and some day of it lies within the days. */
export function within(span: YearSpan, days: Days): readonly Days[] {
  const first = yearOf(days.startsOn) - 1;
  return Array.from({ length: yearOf(days.endsOn) - first + 1 }, (_, at) => beginningIn(span, first + at)).filter(
    (one) => overlaps(one, days),
  );
}

export const wholeYear = (year: number): Days => ({ startsOn: dayIn(year, 1, 1), endsOn: dayIn(year, 12, 31) });

export const monthNames: Record<Language, readonly string[]> = {
  sv: [
    'januari',
    'februari',
    'mars',
    'april',
    'maj',
    'juni',
    'juli',
    'augusti',
    'september',
    'oktober',
    'november',
    'december',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};

/** A month by its name or the first three letters of it, in either language; 0 where it is none. */
function monthOf(word: string): number {
  const letters = word.toLowerCase().replace(/\.$/, '');
  if (letters.length < 3) return 0;
  for (const names of [monthNames.sv, monthNames.en]) {
    const at = names.findIndex((name) => name.toLowerCase().startsWith(letters));
    if (at >= 0) return at + 1;
  }
  return 0;
}

interface Point {
  readonly month: number;
  /** Null: the month as a whole. */
  readonly day: number | null;
}

function readPoint(text: string): Point | number | null {
  const bare = /^(\d{1,2})\.?$/.exec(text);
  if (bare) return Number(bare[1]);
  const numbers = /^(\d{1,2})\s*\/\s*(\d{1,2})$/.exec(text);
  const words = /^(?:(?:den\s+)?(\d{1,2})[.:]?\s+)?(\p{L}+\.?)$/u.exec(text);
  const month = numbers ? Number(numbers[2]) : words ? monthOf(words[2] ?? '') : 0;
  if (month < 1 || month > 12) return null;
  const day = numbers ? Number(numbers[1]) : words?.[1] === undefined ? null : Number(words[1]);
  return day !== null && (day < 1 || day > lengthOf(month)) ? null : { month, day };
}

/**
 * A span as people write it: a day, a month, or from one to another ("15 april", "mars", "1–15 maj", "november–januari",
 * "15/4–30/6"). Null where it cannot be read.
 */
export function readSpan(text: string): YearSpan | null {
  const parts = text
    .trim()
    .split(/\s*(?:[–—−-]|\btill\b|\bto\b|\boch med\b)\s*/iu)
    .filter(Boolean);
  const [first, second] = parts;
  if (first === undefined || parts.length > 2) return null;
  const begins = readPoint(first);
  const ends = second === undefined ? begins : readPoint(second);
  if (begins === null || ends === null || typeof ends === 'number') return null;
  if (typeof begins === 'number') {
    // "1–15 maj": the month stands once, and the days are in their order.
    if (ends.day === null || begins < 1 || begins > ends.day) return null;
    return { begins_month: ends.month, begins_day: begins, ends_month: ends.month, ends_day: ends.day };
  }
  return {
    begins_month: begins.month,
    begins_day: begins.day ?? 1,
    ends_month: ends.month,
    ends_day: ends.day ?? lengthOf(ends.month),
  };
}

/** The span as readSpan reads it, in the reader's language. */
export function saySpan(span: YearSpan, language: Language): string {
  const { begins_month: from, begins_day: first, ends_month: to, ends_day: last } = span;
  const name = (month: number): string => monthNames[language][month - 1] ?? '';
  const isWholeMonths = first === 1 && last === lengthOf(to) && !crossesYear(span);
  const isWholeAcross = first === 1 && last === lengthOf(to) && from !== to;
  if (isWholeMonths || isWholeAcross) return from === to ? name(from) : `${name(from)}–${name(to)}`;
  if (from !== to || crossesYear(span)) return `${first} ${name(from)}–${last} ${name(to)}`;
  return first === last ? `${first} ${name(from)}` : `${first}–${last} ${name(from)}`;
}

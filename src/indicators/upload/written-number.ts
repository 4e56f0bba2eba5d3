/** Which sign stands before the decimals in a column, as far as its numbers tell. */
export interface NumberHabit {
  readonly comma: 'decimal' | 'thousands' | 'unsure';
  readonly point: 'decimal' | 'thousands' | 'unsure';
}

const spaces = /[\s\u00a0\u2007-\u200a\u202f]/g;
/** What a number is written with: a sign of either kind, groups of three after spaces, decimals after comma or point. */
const plain = /^[-−–+]?\d+$/;
const grouped = /^[-−–+]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?$/;
const withDecimals = /^[-−–+]?\d*[.,]\d+$/;
const commaThenPoint = /^[-−–+]?\d{1,3}(?:,\d{3})+\.\d+$/;
const pointThenComma = /^[-−–+]?\d{1,3}(?:\.\d{3})+,\d+$/;
const manyCommas = /^[-−–+]?\d{1,3}(?:,\d{3}){2,}$/;
const manyPoints = /^[-−–+]?\d{1,3}(?:\.\d{3}){2,}$/;
/** 1,234 or 1.234: a thousand or one and a bit. */
const unsure = /^[-−–+]?[1-9]\d{0,2}[.,]\d{3}$/;

const tidy = (text: string): string => text.replace(spaces, ' ').trim();

/** Reads how a column writes its numbers, out of those that can be written in one way only. */
export function readHabit(texts: Iterable<string>, delimiter: string): NumberHabit {
  const seen = { commaDecimal: false, commaThousands: false, pointDecimal: false, pointThousands: false };
  for (const written of texts) {
    const text = tidy(written);
    if (unsure.test(text)) continue;
    if (commaThenPoint.test(text)) seen.commaThousands = seen.pointDecimal = true;
    else if (pointThenComma.test(text)) seen.pointThousands = seen.commaDecimal = true;
    else if (manyCommas.test(text)) seen.commaThousands = true;
    else if (manyPoints.test(text)) seen.pointThousands = true;
    else if (withDecimals.test(text) || grouped.test(text)) {
      if (text.includes(',')) seen.commaDecimal = true;
      if (text.includes('.')) seen.pointDecimal = true;
    }
  }
  // Where semicolons part the columns it is because the comma is taken.
  if (delimiter === ';' && !seen.commaThousands) seen.commaDecimal = true;
  const decide = (decimal: boolean, thousands: boolean, other: boolean): NumberHabit['comma'] => {
    if (decimal && !thousands) return 'decimal';
    if (thousands && !decimal) return 'thousands';
    return !decimal && other ? 'thousands' : 'unsure';
  };
  return {
    comma: decide(seen.commaDecimal, seen.commaThousands, seen.pointDecimal && !seen.pointThousands),
    // A decimal comma does not make the point a sign of thousands: both are written as decimals in one file.
    point: decide(seen.pointDecimal, seen.pointThousands, false),
  };
}

export type WrittenNumber =
  | { readonly number: number; readonly hasThousands: boolean }
  | { readonly problem: 'number' | 'numberUnsure' | 'numberShortened' };

/** The number in a text written by a person or a system, or why it is not certain which. */
export function readWritten(written: string, habit: NumberHabit): WrittenNumber {
  const text = tidy(written);
  const value = (cleaned: string, hasThousands = false): WrittenNumber => ({
    number: Number(cleaned.replace(/^[−–]/, '-').replace(/^\+/, '').replaceAll(' ', '').replace(',', '.')),
    hasThousands,
  });
  if (plain.test(text)) return value(text);
  if (grouped.test(text)) return value(text);
  if (commaThenPoint.test(text) || manyCommas.test(text)) {
    return habit.comma === 'thousands' ? value(text.replaceAll(',', ''), true) : { problem: 'numberUnsure' };
  }
  if (pointThenComma.test(text) || manyPoints.test(text)) {
    return habit.point === 'thousands' ? value(text.replaceAll('.', ''), true) : { problem: 'numberUnsure' };
  }
  if (unsure.test(text)) {
    const sign = text.includes(',') ? ',' : '.';
    const role = sign === ',' ? habit.comma : habit.point;
    if (role === 'unsure') return { problem: 'numberUnsure' };
    return role === 'decimal' ? value(text) : value(text.replace(sign, ''), true);
  }
  if (withDecimals.test(text)) return value(text);
  return { problem: /^[-−–+]?\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(text) ? 'numberShortened' : 'number' };
}

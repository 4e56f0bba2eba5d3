/** Days as people write them in a plan. */

const months: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ['januari', 'january', 'jan'],
    ['februari', 'february', 'feb', 'febr'],
    ['mars', 'march', 'mar'],
    ['april', 'apr'],
    ['maj', 'may'],
    ['juni', 'june', 'jun'],
    ['juli', 'july', 'jul'],
    ['augusti', 'august', 'aug'],
    ['september', 'sep', 'sept'],
    ['oktober', 'october', 'okt', 'oct'],
    ['november', 'nov'],
    ['december', 'dec'],
  ].flatMap((names, at) => names.map((name) => [name, at + 1] as const)),
);

const two = (number: number): string => String(number).padStart(2, '0');

function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 1900 && year <= 2200 ? `${year}-${two(month)}-${two(day)}` : null;
}

const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * A day, or the first or the last day of the month, quarter, half-year or year that is written. Null where it is none of them:
 * spring and autumn are no days, and 3/4 may be either of two.
 */
export function readWrittenDay(written: string, edge: 'first' | 'last'): string | null {
  const text = written.trim().toLocaleLowerCase('sv').replace(/\s+/g, ' ');
  const span = (year: number, from: number, to: number): string | null =>
    edge === 'first' ? dayOf(year, from, 1) : dayOf(year, to, lastDay(year, to));
  const [, y, m, d] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d{2}:\d{2}(?::\d{2})?.*)?$/.exec(text) ?? [];
  if (y) return dayOf(Number(y), Number(m), Number(d));
  const [, packedYear, packedMonth, packedDay] = /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  if (packedYear) return dayOf(Number(packedYear), Number(packedMonth), Number(packedDay));
  const [, day, name, year] = /^(\d{1,2})(?:\.|:e)? ?([a-zåäö]+)\.? ((?:19|20)\d\d)$/.exec(text) ?? [];
  if (day && months[name ?? '']) return dayOf(Number(year), months[name ?? ''] ?? 0, Number(day));
  const [, monthYear, month] = /^((?:19|20)\d\d)[-/.](\d{1,2})$/.exec(text) ?? [];
  if (monthYear && Number(month) >= 1 && Number(month) <= 12)
    return span(Number(monthYear), Number(month), Number(month));
  const [, named, namedYear] = /^([a-zåäö]+)\.? ((?:19|20)\d\d)$/.exec(text) ?? [];
  const number = months[named ?? ''];
  if (number) return span(Number(namedYear), number, number);
  const [, quarter, quarterYear] = /^(?:q|k|kv|kvartal |quarter )([1-4])[ /-]?((?:19|20)\d\d)$/.exec(text) ?? [];
  const [, yearOfQuarter, quarterOf] = /^((?:19|20)\d\d)[ /-]?(?:q|k|kv|kvartal |quarter )([1-4])$/.exec(text) ?? [];
  const q = Number(quarter ?? quarterOf);
  if (q) return span(Number(quarterYear ?? yearOfQuarter), q * 3 - 2, q * 3);
  const [, half, halfYear] = /^(?:halvår |h)([12])[ /-]?((?:19|20)\d\d)$/.exec(text) ?? [];
  if (half) return span(Number(halfYear), Number(half) * 6 - 5, Number(half) * 6);
  if (/^(?:19|20)\d\d$/.test(text)) return span(Number(text), 1, 12);
  return null;
}

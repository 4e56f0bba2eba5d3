import type { Sex } from '../series.ts';
import { blank, type Cell, type GridRow } from './grid.ts';
import { rowsAround } from './limits.ts';
import { matchPlace, type NamedPlace, type PlaceKind } from './place-names.ts';

const roles = ['period', 'value', 'sex', 'place', 'code', 'status', 'measure'] as const;
export type ColumnRole = (typeof roles)[number];

const roleNames: Readonly<Record<ColumnRole, readonly string[]>> = {
  period: ['period', 'år', 'ar', 'årtal', 'mätår', 'kalenderår', 'tid', 'year', 'time'],
  value: ['värde', 'varde', 'mätvärde', 'utfall', 'value', 'outcome'],
  sex: ['kön', 'kon', 'sex', 'gender'],
  place: [
    ...['plats', 'platsnamn', 'ort', 'område', 'områdesnamn', 'geografi', 'kommun', 'kommunnamn', 'kommun/region'],
    ...['region', 'regionnamn', 'region/kommun', 'kommun eller region', 'län', 'länsnamn', 'landsting'],
    ...['place', 'area', 'municipality', 'municipality name', 'municipality_name', 'county', 'region name'],
  ],
  code: [
    ...['kod', 'kommunkod', 'kommun-id', 'kommun id', 'kommunid', 'regionkod', 'länskod', 'områdeskod', 'platskod'],
    ...['code', 'area code', 'area_code', 'place code', 'municipality code', 'municipality_code', 'municipality_id'],
    ...['municipality id', 'region code', 'region_code', 'kommun_id'],
  ],
  status: ['status', 'statuskod', 'status code'],
  measure: [
    ...['nyckeltal', 'nyckeltals-id', 'nyckeltal-id', 'nyckeltal id', 'nyckeltalsid', 'mått', 'indikator'],
    ...['tabellinnehåll', 'innehåll', 'kpi', 'kpi_id', 'kpi id', 'indicator', 'measure', 'contents'],
  ],
};
const roleOf = new Map(roles.flatMap((role) => roleNames[role].map((name) => [name, role] as const)));

const sexNames = new Map<string, Sex>([
  ...['t', 'totalt', 'total', 'totala', 'alla', 'samtliga', 'all', 'both', 'båda', 'båda könen', 'kön totalt'].map(
    (name) => [name, 'T'] as const,
  ),
  ...['kvinnor och män', 'män och kvinnor', 'women and men', 'men and women', 'totalt kön', 'both sexes'].map(
    (name) => [name, 'T'] as const,
  ),
  ...['k', 'f', 'kvinnor', 'kvinna', 'flickor', 'women', 'woman', 'female', 'females', 'girls'].map(
    (name) => [name, 'K'] as const,
  ),
  ...['m', 'män', 'man', 'pojkar', 'men', 'male', 'males', 'boys'].map((name) => [name, 'M'] as const),
]);

export const fold = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[:*]+$/, '')
    .trim()
    .toLocaleLowerCase('sv');

/** The letter of whom a value is about; SCB's codes stand before its words. Null is neither. */
export const readWrittenSex = (text: string): Sex | null =>
  sexNames.get(fold(text).replace(/^(?:1\+2|[12])[ .:-]+(?=\p{L})/u, '')) ?? null;

/** What a heading says of every value under it. */
export interface HeaderSays {
  readonly period?: number;
  readonly sex?: Sex;
  readonly place?: NamedPlace | null;
  /** What is left: the name of what is counted. */
  readonly label: string;
}

export interface HeaderColumn extends HeaderSays {
  readonly at: number;
  readonly name: string;
  readonly role: ColumnRole | null;
  readonly placeKind: PlaceKind | undefined;
}

export interface Header {
  /** Rows of the grid, from and to, as places in the list. */
  readonly first: number;
  readonly last: number;
  readonly columns: readonly HeaderColumn[];
}

const yearIn = /(?<![\d\p{L}])((?:19|20)\d\d)(?![\d\p{L}/–-])/gu;

/** Reads a heading such as "2019", "Kvinnor 2019", "Antal 2019" or "Riket". */
function readHeading(text: string): HeaderSays {
  const years = [...text.matchAll(yearIn)];
  const [year] = years;
  const hasYear = years.length === 1 && year !== undefined;
  const rest = (hasYear ? text.replace(year[0], ' ') : text)
    .replace(/[\s,;:|()]+/g, ' ')
    .replace(/^[-–. ]+|[-–. ]+$/g, '')
    .replace(/(^| )år$/i, '');
  const period = hasYear ? { period: Number(year[1]) } : {};
  if (rest === '') return { ...period, label: '' };
  const sex = readWrittenSex(rest);
  if (sex) return { ...period, sex, label: '' };
  // "Andel kvinnor" names what is counted: a sex stands first or last beside it only with a year to divide by.
  const [, first = '', second = ''] = /^(\S+) (.+)$/.exec(rest) ?? [];
  const [, before = '', last = ''] = /^(.+) (\S+)$/.exec(rest) ?? [];
  const ahead = hasYear && first.length > 1 ? readWrittenSex(first) : null;
  if (ahead) return { ...period, sex: ahead, label: fold(second) };
  const behind = hasYear && last.length > 1 ? readWrittenSex(last) : null;
  if (behind) return { ...period, sex: behind, label: fold(before) };
  if (/\p{L}{3}/u.test(rest)) {
    const match = matchPlace(rest);
    if ('place' in match && match.by === 'name') return { ...period, place: match.place, label: '' };
  }
  return { ...period, label: fold(rest) };
}

const kindOf = (name: string): PlaceKind | undefined => {
  if (/^(kommun|kommunnamn|municipality|municipality[ _]name)$/.test(name)) return 'municipality';
  return /^(län|länsnamn|county|landsting)$/.test(name) ? 'region' : undefined;
};

function readColumn(at: number, name: string): HeaderColumn {
  const folded = fold(name);
  const role = roleOf.get(folded) ?? null;
  return { at, name, role, placeKind: kindOf(folded), ...(role ? { label: '' } : readHeading(name)) };
}

const says = (one: HeaderSays): boolean => one.period !== undefined || one.sex !== undefined || one.place !== undefined;

const textsOf = (row: GridRow | undefined, width: number): string[] =>
  Array.from({ length: width }, (_, at) => row?.cells[at]?.text ?? '');

/** A heading over several columns stands in the first of them, or in cells that are merged. */
function spread(row: GridRow, width: number): string[] {
  let before = '';
  return textsOf(row, width).map((text) => {
    if (text !== '') before = text;
    const one = readColumn(0, before);
    return text === '' && before !== '' && one.role === null && says(one) ? before : text;
  });
}

/** Two rows of headings, years over sexes or the other way, as one. Undefined when they are not that. */
function readTwoRows(upper: GridRow, lower: GridRow, width: number): HeaderColumn[] | undefined {
  const over = spread(upper, width);
  const under = textsOf(lower, width);
  let both = 0;
  const columns: HeaderColumn[] = [];
  for (let at = 0; at < width; at += 1) {
    const [above = '', below = ''] = [over[at], under[at]];
    const isSame = above === below;
    const one = readColumn(at, above);
    const other = readColumn(at, below);
    if (above === '' || below === '' || isSame) {
      const only = above === '' || isSame ? other : one;
      // Under a year there must be something to divide it by; a number there is a row of values.
      if (below === '' && says(one)) return undefined;
      columns.push(only);
      continue;
    }
    if (other.role || one.role || !says(one) || (!says(other) && /^[\d.,\s%-]+$/.test(below))) return undefined;
    const overlaps = (one.period !== undefined && other.period !== undefined) || (one.sex && other.sex);
    if (overlaps) return undefined;
    both += 1;
    const { label: upperLabel, ...upperSays } = one;
    const label = [upperLabel, other.label].filter(Boolean).join(' ');
    columns.push({ ...upperSays, ...withoutUndefined(other), label, at, name: `${above} ${below}`, role: null });
  }
  return both > 0 ? columns : undefined;
}

const withoutUndefined = (one: HeaderColumn): HeaderSays => ({
  ...(one.period === undefined ? {} : { period: one.period }),
  ...(one.sex === undefined ? {} : { sex: one.sex }),
  ...(one.place === undefined ? {} : { place: one.place }),
  label: one.label,
});

/** A row is the header when at least two of its cells are headings, or one says when and another stands beside it. */
function isHeader(columns: readonly HeaderColumn[]): boolean {
  const known = columns.filter((column) => column.role !== null || says(column));
  const named = columns.filter(({ name }) => name !== '');
  const when = columns.some((column) => column.role === 'period' || column.period !== undefined);
  return (known.length >= 2 && (when || known.some(({ role }) => role !== null))) || (when && named.length >= 2);
}

/** Finds the row, or the two rows, that say what the columns are. Titles may stand above. */
export function findHeader(rows: readonly GridRow[]): Header | undefined {
  const width = rows.slice(0, rowsAround * 2).reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  for (const [at, row] of rows.slice(0, rowsAround).entries()) {
    const next = rows[at + 1];
    const two = next && isTextual(row) ? readTwoRows(row, next, width) : undefined;
    if (two && isHeader(two)) return { first: at, last: at + 1, columns: two };
    const columns = textsOf(row, width).map((name, place) => readColumn(place, name));
    if (isHeader(columns)) return { first: at, last: at, columns };
  }
  return undefined;
}

const isTextual = (row: GridRow): boolean => row.cells.filter((cell: Cell) => cell !== blank).length >= 1;

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

export type PlaceKind = 'country' | 'region' | 'municipality';

export interface NamedPlace {
  readonly code: string;
  readonly name: string;
  readonly kind: PlaceKind;
  /** Told apart: Uppsala kommun, Region Uppsala. */
  readonly fullName: string;
}

export type PlaceMatch =
  | { readonly place: NamedPlace | null; readonly by: 'code' | 'zeros' | 'name' | 'whole' }
  | { readonly problem: 'place' | 'placeUnsure' | 'placeDiffers'; readonly other: string };

const fold = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\s\u00a0\u2000-\u200b\u202f\ufeff]+/g, ' ')
    .trim()
    .toLocaleLowerCase('sv');

const readLibrary = (file: string): Record<string, string>[] =>
  parse(readFileSync(new URL(`../library/${file}`, import.meta.url), 'utf8'), { columns: true });

const wholeCountry = [
  'riket',
  'hela riket',
  'hela landet',
  'landet',
  'sverige',
  'sweden',
  'riket totalt',
  'the country',
];
const wholeCollaboration = ['hela samverkan', 'samverkan', 'whole collaboration', 'the whole collaboration'];

const genitive = (name: string): string => (/[sxz]$/.test(name) ? name : `${name}s`);

/** How people write each place. A name may be that of several: Uppsala is a municipality and a region. */
function nameAll(): { byCode: Map<string, NamedPlace>; byName: Map<string, NamedPlace[]> } {
  const byCode = new Map<string, NamedPlace>();
  const byName = new Map<string, NamedPlace[]>();
  const add = (place: NamedPlace, names: readonly string[]): void => {
    byCode.set(place.code, place);
    for (const name of new Set(names.map(fold))) byName.set(name, [...(byName.get(name) ?? []), place]);
  };
  for (const { region_id = '', name = '', county_name = '', type } of readLibrary('regions.csv')) {
    if (type === 'country') {
      add({ code: region_id, name, kind: 'country', fullName: name }, wholeCountry);
      continue;
    }
    const county = county_name.replace(/ län$/, '');
    const plain = county.replace(/s$/, '');
    const own = name.replace(/^Region /, '').replace(/ län$/, '');
    add({ code: region_id, name, kind: 'region', fullName: name }, [
      ...[name, county_name, plain, own, `Region ${plain}`, `Region ${own}`, `${own} län`, `${own}s län`],
      ...[`Landstinget ${plain}`, `${genitive(plain)} läns landsting`, `Region ${county_name}`],
      ...(name === 'Västra Götalandsregionen' ? ['VGR'] : []),
    ]);
  }
  for (const { code = '', name = '' } of readLibrary('municipalities.csv')) {
    const full = `${genitive(name)} kommun`;
    add({ code, name, kind: 'municipality', fullName: `${name} kommun` }, [
      ...[name, full, `${name} kommun`, `${genitive(name)} stad`, `${name} stad`],
    ]);
  }
  return { byCode, byName };
}

let named: ReturnType<typeof nameAll> | undefined;

/** The place with the code, as it is named. */
export function placeWithCode(code: string): NamedPlace | undefined {
  named ??= nameAll();
  return named.byCode.get(code);
}

const fullCode = (digits: string): string => digits.padStart(4, '0');

/**
 * The place that is meant, by its code with or without its noughts, its name, or both. What a column is called decides
 * between a municipality and a region of the same name; without that it is not decided at all.
 */
export function matchPlace(written: string, columnSays?: PlaceKind): PlaceMatch {
  named ??= nameAll();
  const { byCode, byName } = named;
  const text = fold(written);
  if (wholeCollaboration.includes(text)) return { place: null, by: 'whole' };
  if (/^\d{1,4}$/.test(text)) {
    const place = byCode.get(fullCode(text));
    // Two digits are the code of a county, and have lost nothing.
    return place ? { place, by: text.length === 4 || text.length === 2 ? 'code' : 'zeros' } : unknown(text);
  }
  const [, before, nameAfter, nameBefore, after] =
    /^(?:(\d{1,4})[ ,:–-]+(\D.*)|(\D.*?)[ ,]*\((\d{2,4})\))$/.exec(text) ?? [];
  const digits = before ?? after;
  if (digits !== undefined) {
    const place = byCode.get(fullCode(digits));
    const name = nameAfter ?? nameBefore ?? '';
    if (!place) return unknown(digits);
    const isNamed = byName.get(name)?.includes(place);
    return isNamed
      ? { place, by: digits.length === 3 || digits.length === 1 ? 'zeros' : 'code' }
      : { problem: 'placeDiffers', other: `${place.code} ${place.name}` };
  }
  const found = byName.get(text) ?? [];
  const meant = found.length > 1 ? found.filter(({ kind }) => kind === columnSays) : found;
  const [place] = meant;
  if (meant.length === 1 && place) return { place, by: 'name' };
  if (found.length > 1) {
    return { problem: 'placeUnsure', other: found.map(({ code, fullName }) => `${fullName} ${code}`).join(', ') };
  }
  return unknown(text);
}

const unknown = (text: string): PlaceMatch => ({ problem: 'place', other: nearest(text) });

/** The one place that differs from what is written by a letter or two, to be asked about; never taken. */
function nearest(text: string): string {
  if (!named || text.length < 4 || /\d/.test(text)) return '';
  let best = { name: '', steps: 3, count: 0 };
  for (const [name, [place]] of named.byName) {
    if (!place || Math.abs(name.length - text.length) > 2) continue;
    const steps = distance(name, text, best.steps);
    if (steps < best.steps) best = { name: place.name, steps, count: 1 };
    else if (steps === best.steps && place.name !== best.name) best.count += 1;
  }
  return best.steps < 3 && best.count === 1 ? best.name : '';
}

/** Letters to change, add or take away; more than `most` is not counted out. */
function distance(one: string, other: string, most: number): number {
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const change = (before[at - 1] ?? 0) + (one[row - 1] === other[at - 1] ? 0 : 1);
      line.push(Math.min(change, (before[at] ?? 0) + 1, (line[at - 1] ?? 0) + 1));
    }
    if (Math.min(...line) > most) return most + 1;
    before = line;
  }
  return before[other.length] ?? most + 1;
}

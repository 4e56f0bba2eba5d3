import { z } from 'zod';
import { type Source, SourceError } from '../../platform/source.ts';
import type { Sex } from '../series.ts';
import { type JsonStat, type JsonStatDimension, jsonStatShape } from './json-stat.ts';
import { cellOf, type SourceAnswer, type SourceValue } from './source-value.ts';

const configShape = z.object({
  maxDataCells: z.number().int().positive(),
  maxCallsPerTimeWindow: z.number().int().positive(),
  timeWindow: z.number().positive(),
});
const known = new WeakMap<Source, Promise<z.output<typeof configShape>>>();

/** The limits that SCB itself tells, asked for once; the source is asked at that pace from then on. */
async function readLimits(source: Source): Promise<z.output<typeof configShape>> {
  const before = known.get(source);
  if (before) return await before;
  const asked = source.read('config', configShape).then((config) => {
    source.keepPace({ calls: config.maxCallsPerTimeWindow, milliseconds: config.timeWindow * 1000 });
    return config;
  });
  known.set(source, asked);
  asked.catch(() => known.delete(source));
  return await asked;
}

/** A table as a search finds it. */
export interface FoundTable {
  readonly id: string;
  readonly title: string;
  readonly firstPeriod: string;
  readonly lastPeriod: string;
  /** Only years can be followed here. */
  readonly isYearly: boolean;
  readonly variables: readonly string[];
}

const tableId = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/);
const searchShape = z.object({
  tables: z.array(
    z.object({
      id: tableId,
      label: z.string(),
      firstPeriod: z.string().nullish(),
      lastPeriod: z.string().nullish(),
      timeUnit: z.string().nullish(),
      variableNames: z.array(z.string()).nullish(),
    }),
  ),
});

/** Tables whose title or variables hold what was typed, best first as SCB sees it. */
export async function searchTables(source: Source, typed: string, most = 40): Promise<readonly FoundTable[]> {
  await readLimits(source);
  const query = new URLSearchParams({ query: typed, lang: 'sv', pageSize: String(most) });
  const { tables } = await source.read(`tables?${query}`, searchShape);
  return tables.map((table) => ({
    id: table.id,
    title: table.label.replace(/\s+/g, ' ').trim(),
    firstPeriod: table.firstPeriod ?? '',
    lastPeriod: table.lastPeriod ?? '',
    isYearly: table.timeUnit === 'Annual' || /^\d{4}$/.test(table.lastPeriod ?? ''),
    variables: table.variableNames ?? [],
  }));
}

/** A variable of which one value is to be chosen: which age, which occupation, which of the table's measures. */
export interface TableVariable {
  readonly code: string;
  readonly label: string;
  readonly mayBeLeftOut: boolean;
  readonly values: readonly { readonly code: string; readonly label: string; readonly unit: string }[];
}

/** A table as it can be followed: by year, by the places we know, by sex, and one value of everything else. */
export interface Table {
  readonly id: string;
  readonly title: string;
  readonly updated: string;
  readonly notes: readonly string[];
  readonly variables: readonly TableVariable[];
  readonly hasPlaces: boolean;
  readonly bySex: boolean;
  /** Why it cannot be followed here, if so. */
  readonly obstacle: 'notYearly' | 'noPlaces' | null;
}

interface Parts {
  readonly time: JsonStatDimension | undefined;
  readonly place: JsonStatDimension | undefined;
  readonly sex: JsonStatDimension | undefined;
  readonly others: readonly JsonStatDimension[];
}

/** SCB's code of a place as the code of our area: the country, a county's region, a municipality. */
export function areaOfRegion(code: string): string | undefined {
  if (code === '00') return '0000';
  if (/^\d{2}$/.test(code)) return `00${code}`;
  return /^\d{4}$/.test(code) ? code : undefined;
}

/** Which sex a value of the variable is of: SCB's codes are 1 for men and 2 for women, in every table. */
function sexOf(code: string, label: string): Sex | undefined {
  if (code === '1' && /^m[äa]n\b/i.test(label)) return 'M';
  if (code === '2' && /^kvinn/i.test(label)) return 'K';
  if (/^(tot|t$|1\+2$)/i.test(code) && /^(totalt|samtliga|båda|män och kvinnor)/i.test(label)) return 'T';
  return undefined;
}

function partsOf(dataset: JsonStat): Parts {
  const time = dataset.dimensions.find((one) => one.role === 'time');
  const place = dataset.dimensions.find((one) => one !== time && (one.role === 'geo' || /^region$/i.test(one.code)));
  const sex = dataset.dimensions.find(
    (one) => /^k[öo]n$/i.test(one.code) && one.categories.filter(({ code, label }) => sexOf(code, label)).length >= 2,
  );
  const others = dataset.dimensions.filter((one) => one !== time && one !== place && one !== sex);
  return { time, place, sex, others };
}

/** A note without the marks of the links in it: the words stay. */
const plainNote = (note: string): string =>
  note
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();

const withCapital = (label: string): string => label.charAt(0).toLocaleUpperCase('sv') + label.slice(1);

const describe = (id: string, dataset: JsonStat): Table => {
  const { time, place, sex, others } = partsOf(dataset);
  const isYearly = time?.categories.every(({ code }) => /^\d{4}$/.test(code)) ?? false;
  const hasPlaces = place?.categories.some(({ code }) => areaOfRegion(code)) ?? true;
  return {
    id,
    title: dataset.label.replace(/\s+/g, ' ').trim(),
    updated: dataset.updated,
    notes: dataset.notes.map(plainNote),
    variables: others.map(({ code, label, mayBeLeftOut, categories }) => ({
      code,
      label: withCapital(label),
      mayBeLeftOut,
      values: categories,
    })),
    hasPlaces: place !== undefined,
    bySex: sex !== undefined,
    obstacle: isYearly ? (hasPlaces ? null : 'noPlaces') : 'notYearly',
  };
};

async function readMetadata(source: Source, id: string): Promise<JsonStat> {
  await readLimits(source);
  return await source.read(`tables/${encodeURIComponent(tableId.parse(id))}/metadata?lang=sv`, jsonStatShape);
}

export const isTableId = (text: string): boolean => tableId.safeParse(text).success;
export const readTable = async (source: Source, id: string): Promise<Table> =>
  describe(id, await readMetadata(source, id));

/** One value of each variable, by the variable's code; null is all of them together. */
export type TableSelection = Readonly<Record<string, string | null>>;

/** Table and selection as the code of a series: the same for the same choice, in whatever order it was made. */
export function codeOfSelection(table: string, selection: TableSelection): string {
  const chosen = Object.entries(selection).flatMap(([variable, value]) => (value === null ? [] : [[variable, value]]));
  const query = new URLSearchParams(chosen.sort(([one = ''], [other = '']) => (one < other ? -1 : 1)));
  return chosen.length === 0 ? table : `${table}?${query}`;
}

export function readSelectionCode(code: string): { table: string; selection: Readonly<Record<string, string>> } {
  const [table = '', query = ''] = code.split('?');
  return { table, selection: Object.fromEntries(new URLSearchParams(query)) };
}

/** What the series of a selection is called, and counted in. */
export function nameSelection(table: Table, selection: TableSelection): { title: string; unit: string } {
  const chosen = table.variables.flatMap((variable) => {
    const value = variable.values.find(({ code }) => code === selection[variable.code]);
    return value ? [value] : [];
  });
  const measure = chosen.find(({ unit }) => unit !== '');
  const labels = [...chosen].sort((one, other) => Number(other === measure) - Number(one === measure));
  const unit = (measure?.unit ?? '').trim();
  return {
    title: labels.length > 0 ? labels.map(({ label }) => label).join(', ') : table.title,
    unit: /^(procent|%)/i.test(unit) ? 'percent' : unit,
  };
}

/** PxWeb's signs for a value that is not there: not available or too uncertain, and cannot occur. */
const signsOfNone = new Set(['', '.', '..', '...', '-']);

function stateOf(value: number | null, sign: string, isPreliminary: boolean): Pick<SourceValue, 'value' | 'status'> {
  if (value === null && signsOfNone.has(sign)) return { value, status: 'missing' };
  if (value !== null && sign === '') return { value, status: isPreliminary ? 'preliminary' : 'published' };
  if (value !== null && /^(p|prel.*)$/i.test(sign)) return { value, status: 'preliminary' };
  throw new SourceError('reshaped', `a value with the sign ${sign.slice(0, 20)}`);
}

/**
 * What SCB now says of a series: every year and every place that we know, by sex where the table has it. Asked for in as
 * many parts as its limit of cells demands. Refuses a selection that the table no longer has.
 */
export async function askScb(source: Source, code: string, areas: readonly string[]): Promise<SourceAnswer> {
  const { table: id, selection } = readSelectionCode(code);
  const { maxDataCells } = await readLimits(source);
  const metadata = await readMetadata(source, id);
  const table = describe(id, metadata);
  const { time, place, sex, others } = partsOf(metadata);
  if (table.obstacle || !time) throw new SourceError('reshaped', `${id}: ${table.obstacle ?? 'no time'}`);
  for (const [variable, value] of Object.entries(selection)) {
    const of = others.find((one) => one.code === variable);
    if (!of?.categories.some((one) => one.code === value))
      throw new SourceError('notThere', `${id} ${variable} ${value}`);
  }
  for (const { code: variable, mayBeLeftOut } of others) {
    if (!mayBeLeftOut && !(variable in selection)) throw new SourceError('notThere', `${id} ${variable}`);
  }
  const knownAreas = new Set(areas);
  const places = place?.categories.filter((one) => knownAreas.has(areaOfRegion(one.code) ?? '')).map((one) => one.code);
  const sexes = sex?.categories.filter((one) => sexOf(one.code, one.label)).map((one) => one.code);
  const hasTotal = sex?.categories.some((one) => sexOf(one.code, one.label) === 'T') ?? true;

  // Both sexes together are asked for apart where the variable has no value for them.
  const askedSexes: (readonly string[] | null)[] = !sexes
    ? [null]
    : hasTotal || !sex?.mayBeLeftOut
      ? [sexes]
      : [null, sexes];
  const isPreliminary = /preliminär/i.test(metadata.label);
  const found = new Map<string, SourceValue>();
  for (const ofSexes of askedSexes) {
    const cellsAYear = (places?.length ?? 1) * (ofSexes?.length ?? 1);
    const yearsAtOnce = Math.max(1, Math.floor(maxDataCells / Math.max(1, cellsAYear)));
    const years = time.categories.map((one) => one.code);
    for (let from = 0; from < years.length; from += yearsAtOnce) {
      const body = {
        selection: [
          ...Object.entries(selection).map(([variableCode, value]) => ({ variableCode, valueCodes: [value] })),
          ...(place && places ? [{ variableCode: place.code, valueCodes: places }] : []),
          ...(sex && ofSexes ? [{ variableCode: sex.code, valueCodes: ofSexes }] : []),
          { variableCode: time.code, valueCodes: years.slice(from, from + yearsAtOnce) },
        ],
      };
      const path = `tables/${encodeURIComponent(id)}/data?lang=sv&outputFormat=json-stat2`;
      const answer = await source.read(path, jsonStatShape, body);
      for (const value of valuesOf(answer, selection, isPreliminary)) {
        if (!knownAreas.has(value.area)) continue;
        found.set(cellOf(value), value);
      }
    }
  }
  return {
    values: [...found.values()],
    description: [table.title, ...table.notes].join('\n\n'),
    producer: 'SCB',
    edition: table.updated,
    nextPublicationOn: null,
  };
}

/** The values of an answer, with what each stands for. An answer to another question than ours is refused. */
function* valuesOf(
  answer: JsonStat,
  selection: Readonly<Record<string, string>>,
  isPreliminary: boolean,
): Generator<SourceValue> {
  const { time, place, sex, others } = partsOf(answer);
  if (!time) throw new SourceError('reshaped', 'no time');
  for (const { code, categories } of others) {
    // A variable that was left out is gone, or stands with the one value that is all of them.
    if (categories.length !== 1 || (code in selection && categories[0]?.code !== selection[code])) {
      throw new SourceError('reshaped', `${code} has ${categories.length} values`);
    }
  }
  for (const variable of Object.keys(selection)) {
    if (!others.some((one) => one.code === variable)) throw new SourceError('reshaped', `${variable} is not answered`);
  }
  const at = (dimension: JsonStatDimension) => answer.dimensions.indexOf(dimension);
  const sexNames = new Map(sex?.categories.map((one) => [one.code, sexOf(one.code, one.label)]));
  for (const { codes, value, status } of answer.cells()) {
    const period = Number(codes[at(time)]);
    const area = place ? areaOfRegion(codes[at(place)] ?? '') : '0000';
    const ofSex = sex ? sexNames.get(codes[at(sex)] ?? '') : 'T';
    if (!Number.isInteger(period) || !area || !ofSex) throw new SourceError('reshaped', codes.join(' '));
    yield { area, period, sex: ofSex, ...stateOf(value, status, isPreliminary) };
  }
}

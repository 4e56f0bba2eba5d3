import { z } from 'zod';
import { type Source, SourceError } from '../../platform/source.ts';
import { sexes } from '../series.ts';
import { cellOf, type SourceAnswer, type SourceValue } from './source-value.ts';

/** The most ids that Kolada v3 takes in one part of an address. */
export const mostIds = 25;
const pageSize = 5000;
/** More than any question of ours can have: 25 series, 25 places and a century are 13 pages. */
const mostPages = 60;

const yesOrNo = z.union([z.boolean(), z.literal(0), z.literal(1)]).transform(Boolean);
const dateOrNone = z
  .string()
  .nullish()
  .transform((date) => (date ? date.slice(0, 10) : null))
  .pipe(z.iso.date().nullable());
const year = z
  .union([z.number().int(), z.string().regex(/^\d{4}$/)])
  .transform(Number)
  .pipe(z.number().min(1900).max(2199));
const yearOrNone = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((text) => (/^\d{4}$/.test(String(text ?? '')) ? Number(text) : null));

/** What Kolada says of an indicator. */
export interface KoladaEntry {
  readonly code: string;
  readonly title: string;
  readonly description: string;
  readonly bySex: boolean;
  readonly kind: 'K' | 'L' | 'A';
  readonly area: string;
  readonly nextPublicationOn: string | null;
  readonly preliminaryOn: string | null;
  /** The year that will be published next, or was last. */
  readonly publicationPeriod: number | null;
}

const entryShape = z
  .object({
    id: z.string().regex(/^[A-Z]\d{5}$/),
    title: z.string().min(1),
    description: z.string().nullish(),
    is_divided_by_gender: yesOrNo,
    municipality_type: z.enum(['K', 'L', 'A']),
    operating_area: z.string().nullish(),
    publication_date: dateOrNone,
    prel_publication_date: dateOrNone,
    publ_period: yearOrNone,
  })
  .transform(
    (one): KoladaEntry => ({
      code: one.id,
      title: one.title.normalize('NFC').trim(),
      description: (one.description ?? '').normalize('NFC').trim(),
      bySex: one.is_divided_by_gender,
      kind: one.municipality_type,
      area: (one.operating_area ?? '').normalize('NFC'),
      nextPublicationOn: one.publication_date,
      preliminaryOn: one.prel_publication_date,
      publicationPeriod: one.publ_period,
    }),
  );

const groupShape = z.object({
  id: z.string().regex(/^G\d+$/),
  title: z.string().min(1),
  members: z.array(z.object({ member_id: z.string() })),
});

const rowShape = z.object({
  kpi: z.string(),
  municipality: z.string(),
  period: year,
  values: z.array(
    z.object({
      gender: z.enum(sexes),
      value: z.number().nullable(),
      status: z.string().nullish(),
      isdeleted: yesOrNo.nullish(),
    }),
  ),
});

const pageOf = <Row>(row: z.ZodType<Row>) =>
  z.object({
    values: z.array(row),
    // v3, and what v2 called it. An answer that names its next page otherwise is not an answer of Kolada's.
    next_url: z.string().nullish(),
    next_page: z.string().nullish(),
  });

/** Every row, page after page, of a question. The number of rows is never taken from `count`. */
async function readPages<Row>(source: Source, path: string, row: z.ZodType<Row>): Promise<Row[]> {
  const shape = pageOf(row);
  const rows: Row[] = [];
  const seen = new Set<string>();
  let address: string | undefined = `${path}?per_page=${pageSize}`;
  while (address !== undefined) {
    if (seen.has(address) || seen.size >= mostPages) throw new SourceError('endless', `${seen.size} pages of ${path}`);
    seen.add(address);
    const page: z.output<typeof shape> = await source.read(address, shape);
    rows.push(...page.values);
    const next: string | null | undefined = page.next_url === undefined ? page.next_page : page.next_url;
    // A full page that says nothing of a next one: there may be more, and no way to know.
    if (next === undefined && page.values.length >= pageSize) throw new SourceError('reshaped', 'next_url is missing');
    address = next || undefined;
  }
  return rows;
}

const inParts = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

/** The whole catalogue. */
export const readCatalogue = (source: Source): Promise<KoladaEntry[]> => readPages(source, 'kpi', entryShape);

/** What Kolada says now of these indicators; those that it no longer has are not among them. */
export async function readEntries(source: Source, codes: readonly string[]): Promise<ReadonlyMap<string, KoladaEntry>> {
  const found = new Map<string, KoladaEntry>();
  for (const part of inParts(codes, mostIds)) {
    for (const entry of await readPages(source, `kpi/${part.join(',')}`, entryShape)) found.set(entry.code, entry);
  }
  return found;
}

export interface KoladaGroup {
  readonly code: string;
  readonly title: string;
  readonly members: readonly string[];
}

/** The groups of places that Kolada compares. */
export const readGroups = async (source: Source): Promise<KoladaGroup[]> =>
  (await readPages(source, 'municipality_groups', groupShape)).map(({ id, title, members }) => ({
    code: id,
    title: title.normalize('NFC'),
    members: members.map(({ member_id }) => member_id),
  }));

/**
 * Every value of these series in these places, at most 25 of each in a request. A value that Kolada has taken away is left
 * out, like one that it never had.
 */
export async function readKoladaValues(
  source: Source,
  codes: readonly string[],
  areas: readonly string[],
): Promise<ReadonlyMap<string, SourceValue[]>> {
  const found = new Map<string, Map<string, SourceValue>>(codes.map((code) => [code, new Map()]));
  const wanted = new Set(areas);
  for (const someCodes of inParts(codes, mostIds)) {
    for (const someAreas of inParts(areas, mostIds)) {
      const path = `data/kpi/${someCodes.join(',')}/municipality/${someAreas.join(',')}`;
      for (const { kpi, municipality: area, period, values } of await readPages(source, path, rowShape)) {
        const of = found.get(kpi);
        if (!of) throw new SourceError('reshaped', `${kpi} was not asked for`);
        if (!wanted.has(area)) continue;
        for (const given of values) {
          if (given.isdeleted) continue;
          const value: SourceValue = { area, period, sex: given.gender, ...stateOf(given.value, given.status ?? '') };
          const cell = cellOf(value);
          const before = of.get(cell);
          if (before && (before.value !== value.value || before.status !== value.status)) {
            throw new SourceError('reshaped', `${kpi} ${cell} twice`);
          }
          of.set(cell, value);
        }
      }
    }
  }
  return new Map([...found].map(([code, values]) => [code, [...values.values()]]));
}

/**
 * What a value's status means. That a null is no value is certain, whatever word comes with it; a figure with a word that
 * nobody here knows may be anything, so it is not believed.
 */
function stateOf(value: number | null, status: string): Pick<SourceValue, 'value' | 'status'> {
  if (value === null) return { value, status: /^(private|secret|withheld)/i.test(status) ? 'withheld' : 'missing' };
  if (status === '' || /^(ok|published)$/i.test(status)) return { value, status: 'published' };
  if (/^prel/i.test(status)) return { value, status: 'preliminary' };
  throw new SourceError('reshaped', `a value with the status ${status.slice(0, 40)}`);
}

/** The year in which Kolada has first figures of which final ones are to come, if it is now so. */
export const preliminaryPeriod = (entry: KoladaEntry, today: string): number | null =>
  entry.preliminaryOn && entry.nextPublicationOn && entry.preliminaryOn <= today && today < entry.nextPublicationOn
    ? entry.publicationPeriod
    : null;

/** What Kolada now says of each series. A series that it has no more of is not in the answer. */
export async function askKolada(
  source: Source,
  codes: readonly string[],
  areas: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, SourceAnswer>> {
  const entries = await readEntries(source, codes);
  const there = codes.filter((code) => entries.has(code));
  const values = await readKoladaValues(source, there, areas);
  return new Map(
    [...entries.values()].flatMap((entry) => {
      const of = values.get(entry.code);
      if (!of) return [];
      const preliminary = preliminaryPeriod(entry, today);
      const answer: SourceAnswer = {
        values: of.map((value) =>
          value.period === preliminary && value.status === 'published' ? { ...value, status: 'preliminary' } : value,
        ),
        description: entry.description,
        producer: producerOf(entry.description),
        edition: '',
        nextPublicationOn: entry.nextPublicationOn,
      };
      return [[entry.code, answer] as const];
    }),
  );
}

/** Who has counted: what follows the last "Källa:" of the description. */
export function producerOf(description: string): string {
  const found = /(?:^|[\s.])Källa:?\s+([^:]+?)\s*\.?\s*$/.exec(description);
  return (found?.[1] ?? '').trim();
}

/** The year after which an indicator is closed: Kolada writes it at the end of the title. */
export function closedAfter(title: string): number | null {
  const found = /\(\s*[-–]\s*((?:19|20)\d\d)\s*\)\s*$/.exec(title);
  return found ? Number(found[1]) : null;
}

/** The title without the year after which the indicator is closed: closing is not a change of name. */
export const plainTitle = (title: string): string =>
  title
    .replace(/\(\s*[-–]\s*(?:19|20)\d\d\s*\)\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Kolada has no field for the unit; it stands in the title. Empty where it does not. */
export function unitOfTitle(title: string): string {
  const plain = plainTitle(title);
  if (/\(%\)|\bandel\b.*%|, %$/.test(plain)) return 'percent';
  const counted = /(?:^|[\s,(])((?:antal|kr|dagar|mnkr|tkr|kWh|kg|ton|poäng|timmar|minuter)\s*\/\s*[^,(]+)/i.exec(
    plain,
  );
  if (counted?.[1]) return counted[1].trim();
  const last = /,\s*(antal|kr|tkr|mnkr|dagar|år|index|poäng|timmar|minuter|kvot|m2|ha|ton|kg)\s*$/i.exec(plain);
  return last?.[1] ?? '';
}

import { readFileSync } from 'node:fs';

/** One municipality in its county's drawing. */
export interface DrawnMunicipality {
  readonly code: string;
  readonly county: string;
  readonly path: string;
  /** The middle of its name. */
  readonly label: readonly number[];
  /** How wide a name may be there, at full size and at the larger letters of a phone. */
  readonly room: readonly number[];
}

/** One county: its shape in the country's drawing, and a drawing of its own with its municipalities by name. */
export interface DrawnCounty {
  readonly code: string;
  readonly name: string;
  /** The region's code in Kolada and in the area table. */
  readonly region: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly municipalities: readonly DrawnMunicipality[];
}

/** Drawn by bin/draw-map.ts. */
export interface TerritoryMap {
  readonly width: number;
  readonly height: number;
  readonly counties: readonly DrawnCounty[];
}

export const territoryMap = JSON.parse(
  readFileSync(new URL('./library/map.json', import.meta.url), 'utf8'),
) as TerritoryMap;

const countyOf = new Map(
  territoryMap.counties.flatMap((county) =>
    [county.region, ...county.municipalities.map(({ code }) => code)].map((code) => [code, county] as const),
  ),
);

/** How much of a county is chosen. */
export type Share = 'none' | 'some' | 'whole';

/** The chosen codes as they lie in an address or a form: municipalities and whole regions, each once and in order. */
export function readChosen(text: string): string[] {
  const codes = text.split(',').map((code) => code.trim());
  return [...new Set(codes.filter(Boolean))].toSorted();
}

/** Only what can be chosen on the map; an address may hold anything. */
export const onTheMap = (codes: readonly string[]): string[] => codes.filter((code) => countyOf.has(code));

export const findCounty = (code: string | null): DrawnCounty | undefined =>
  territoryMap.counties.find((county) => county.code === code);

/** The county where all of it lies, when it is one. */
export function oneCountyOf(codes: readonly string[]): DrawnCounty | undefined {
  const counties = new Set(codes.map((code) => countyOf.get(code)));
  const [county] = counties;
  return counties.size === 1 ? county : undefined;
}

/** The counties where any of it lies, in the map's order. */
export const countiesOf = (codes: readonly string[]): readonly DrawnCounty[] =>
  territoryMap.counties.filter((county) => codes.some((code) => countyOf.get(code) === county));

/** Whether the municipality is chosen, by itself or with its whole region. */
export const isChosen = (codes: readonly string[], municipality: DrawnMunicipality): boolean =>
  codes.includes(municipality.code) || codes.includes(countyOf.get(municipality.code)?.region ?? '');

export function countChosen(codes: readonly string[], county: DrawnCounty): number {
  return county.municipalities.filter((municipality) => isChosen(codes, municipality)).length;
}

export function shareOf(codes: readonly string[], county: DrawnCounty): Share {
  const count = countChosen(codes, county);
  if (count === 0) return 'none';
  return count === county.municipalities.length ? 'whole' : 'some';
}

const outside = (codes: readonly string[], county: DrawnCounty): string[] =>
  codes.filter((code) => countyOf.get(code) !== county);

/** One municipality more or less. Less of a whole region leaves all the others in it. */
export function toggleMunicipality(codes: readonly string[], municipality: DrawnMunicipality): string[] {
  const county = countyOf.get(municipality.code);
  if (!county) return [...codes];
  const inside = county.municipalities.filter((one) => isChosen(codes, one) !== (one.code === municipality.code));
  return [...outside(codes, county), ...inside.map(({ code }) => code)].toSorted();
}

/** The region as a whole instead of its municipalities, or nothing in it. */
export function toggleRegion(codes: readonly string[], county: DrawnCounty): string[] {
  return [...outside(codes, county), ...(codes.includes(county.region) ? [] : [county.region])].toSorted();
}

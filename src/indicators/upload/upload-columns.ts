import { createHash } from 'node:crypto';
import type { Sex, ValueStatus } from '../series.ts';
import { placeWithCode } from './place-names.ts';
import type { UploadedValue } from './read-table.ts';
import type { Upload } from './read-upload.ts';

/**
 * The values as the database takes them: one array literal for each column. Made where the file is read, so that a
 * hundred thousand values pass between threads, and on to the database, as five texts.
 */
export interface ValueColumns {
  readonly places: string;
  readonly periods: string;
  readonly sexes: string;
  readonly values: string;
  readonly statuses: string;
}

export interface SaidValue {
  readonly place: string;
  readonly period: number;
  readonly sex: Sex;
  readonly value: number | null;
  readonly status: ValueStatus;
}

/** What a file would bring, to be read by a person before it does. */
export interface UploadReading extends Omit<Upload, 'values'> {
  readonly columns: ValueColumns;
  /** Says whether another reading of the file gives the same. */
  readonly hash: string;
  readonly count: number;
  readonly statuses: Readonly<Record<ValueStatus, number>>;
  /** The codes of the places, '' for the collaboration as a whole, each with its name. */
  readonly places: readonly { readonly code: string; readonly name: string; readonly count: number }[];
  readonly periods: readonly number[];
  readonly sexes: readonly Sex[];
  /** The first values and the last, by place, sex and year. */
  readonly first: readonly SaidValue[];
  readonly last: readonly SaidValue[];
}

const literal = (parts: readonly (string | number)[]): string => `{${parts.join(',')}}`;

/** Codes, letters and numbers only: nothing in them has a meaning of its own in an array literal, but the empty text. */
const columnsOf = (values: readonly UploadedValue[]): ValueColumns => ({
  places: literal(values.map(({ place }) => place || '""')),
  periods: literal(values.map(({ period }) => period)),
  sexes: literal(values.map(({ sex }) => sex)),
  values: literal(values.map(({ value }) => value ?? 'NULL')),
  statuses: literal(values.map(({ status }) => status)),
});

const shown = 5;

export function summarise({ values, ...upload }: Upload): UploadReading {
  const columns = columnsOf(values);
  const statuses = { published: 0, missing: 0, preliminary: 0, doubted: 0, withheld: 0 };
  const places = new Map<string, number>();
  for (const { status, place } of values) {
    statuses[status] += 1;
    places.set(place, (places.get(place) ?? 0) + 1);
  }
  const told = ({ place, period, sex, value, status }: UploadedValue): SaidValue => ({
    place,
    period,
    sex,
    value,
    status,
  });
  return {
    ...upload,
    columns,
    hash: createHash('sha256').update(Object.values(columns).join('\n')).digest('hex'),
    count: values.length,
    statuses,
    places: [...places].map(([code, count]) => ({ code, name: placeWithCode(code)?.name ?? '', count })),
    periods: [...new Set(values.map(({ period }) => period))].sort((one, other) => one - other),
    sexes: (['T', 'K', 'M'] as const).filter((sex) => values.some((value) => value.sex === sex)),
    first: values.slice(0, shown).map(told),
    last: values.slice(Math.max(shown, values.length - shown)).map(told),
  };
}

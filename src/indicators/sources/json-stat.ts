import { z } from 'zod';
import { SourceError } from '../../platform/source.ts';

/** One value that a variable can take. */
export interface JsonStatCategory {
  readonly code: string;
  readonly label: string;
  readonly unit: string;
}

export interface JsonStatDimension {
  readonly code: string;
  readonly label: string;
  readonly role: 'time' | 'geo' | 'metric' | '';
  readonly categories: readonly JsonStatCategory[];
  /** May be left out of a question; the answer is then of all its values together. */
  readonly mayBeLeftOut: boolean;
}

export interface JsonStatCell {
  /** The code chosen in each dimension, in their order. */
  readonly codes: readonly string[];
  readonly value: number | null;
  /** The source's own sign for how the value is to be read; empty when it gives none. */
  readonly status: string;
}

export interface JsonStat {
  readonly label: string;
  readonly updated: string;
  readonly notes: readonly string[];
  readonly dimensions: readonly JsonStatDimension[];
  cells(): Iterable<JsonStatCell>;
}

const record = <Value>(value: z.ZodType<Value>) => z.record(z.string(), value);
const dimensionShape = z.object({
  label: z.string().nullish(),
  category: z.object({
    index: z.union([z.array(z.string()), record(z.number().int().nonnegative())]).optional(),
    label: record(z.string()).optional(),
    unit: record(z.object({ base: z.string().nullish() })).nullish(),
  }),
  extension: z.object({ elimination: z.boolean().nullish() }).nullish(),
});

/** A dataset of JSON-stat 2.0 as a PxWeb answers: with values, or with none where only what there is was asked for. */
export const jsonStatShape = z
  .object({
    version: z.literal('2.0'),
    class: z.literal('dataset'),
    label: z.string(),
    updated: z.string().nullish(),
    note: z.array(z.string()).nullish(),
    role: record(z.array(z.string()))
      .nullish()
      .transform((role) => role ?? {}),
    id: z.array(z.string()),
    size: z.array(z.number().int().positive()),
    dimension: record(dimensionShape),
    value: z.union([z.array(z.number().nullable()), record(z.number().nullable())]),
    status: z.union([z.string(), z.array(z.string().nullable()), record(z.string().nullable())]).nullish(),
  })
  .transform(readDataset);

interface Given {
  readonly label: string;
  readonly updated?: string | null | undefined;
  readonly note?: readonly string[] | null | undefined;
  readonly role: Readonly<Record<string, readonly string[]>>;
  readonly id: readonly string[];
  readonly size: readonly number[];
  readonly dimension: Readonly<Record<string, z.output<typeof dimensionShape>>>;
  readonly value: readonly (number | null)[] | Readonly<Record<string, number | null>>;
  readonly status?: string | readonly (string | null)[] | Readonly<Record<string, string | null>> | null | undefined;
}

/** Codes in the order of their places, which must be 0, 1, 2 … without a gap. */
function orderOf(code: string, { index, label }: z.output<typeof dimensionShape>['category'], size: number): string[] {
  // A variable with one value may leave the index out (JSON-stat 2.0, category).
  const order = index === undefined && label ? Object.keys(label) : Array.isArray(index) ? [...index] : [];
  if (index !== undefined && !Array.isArray(index)) for (const [key, at] of Object.entries(index)) order[at] = key;
  if (order.length !== size || order.includes(undefined as never) || new Set(order).size !== size) {
    throw new SourceError('reshaped', `the values of ${code} are not ${size} in order`);
  }
  return order;
}

function readDataset(given: Given): JsonStat {
  const { id, size, dimension, role, value, status } = given;
  if (id.length !== size.length || new Set(id).size !== id.length) {
    throw new SourceError('reshaped', `${id.length} variables and ${size.length} sizes`);
  }
  const dimensions = id.map((code, at): JsonStatDimension => {
    const of = dimension[code];
    if (!of) throw new SourceError('reshaped', `the variable ${code} is not described`);
    const { label = {}, unit } = of.category;
    const found = (['time', 'geo', 'metric'] as const).find((name) => role[name]?.includes(code));
    return {
      code,
      label: of.label ?? code,
      role: found ?? '',
      mayBeLeftOut: of.extension?.elimination === true,
      categories: orderOf(code, of.category, size[at] ?? 0).map((one) => ({
        code: one,
        label: label[one] ?? one,
        unit: unit?.[one]?.base ?? '',
      })),
    };
  });
  const all = size.reduce((product, one) => product * one, 1);
  const isBare = Array.isArray(value) && value.length === 0;
  if (Array.isArray(value)) {
    if (!isBare && value.length !== all) throw new SourceError('reshaped', `${value.length} values of ${all}`);
  } else if (Object.keys(value).some((key) => !/^\d+$/.test(key) || Number(key) >= all)) {
    throw new SourceError('reshaped', `a value outside the ${all}`);
  }
  if (Array.isArray(status) && status.length !== all && status.length !== 1) {
    throw new SourceError('reshaped', `${status.length} statuses of ${all}`);
  }
  const valueAt = (at: number): number | null =>
    (Array.isArray(value) ? value[at] : (value as Record<string, number | null>)[at]) ?? null;
  const statusAt = (at: number): string => {
    if (typeof status === 'string') return status;
    if (Array.isArray(status)) return (status.length === 1 ? status[0] : status[at]) ?? '';
    return (status as Record<string, string | null> | null | undefined)?.[at] ?? '';
  };
  return {
    label: given.label,
    updated: given.updated ?? '',
    notes: given.note ?? [],
    dimensions,
    *cells() {
      if (isBare) return;
      // Row by row: the last variable turns fastest.
      const places = size.map(() => 0);
      for (let at = 0; at < all; at += 1) {
        yield {
          codes: places.map((place, which) => dimensions[which]?.categories[place]?.code ?? ''),
          value: valueAt(at),
          status: statusAt(at),
        };
        for (let which = places.length - 1; which >= 0; which -= 1) {
          const next = (places[which] ?? 0) + 1;
          places[which] = next === size[which] ? 0 : next;
          if (next !== size[which]) break;
        }
      }
    },
  };
}

import { createHash } from 'node:crypto';
import type { Sex, ValueStatus } from '../series.ts';

/** One value as a source gives it now. Null exactly when the source gives none, or withholds it. */
export interface SourceValue {
  readonly area: string;
  readonly period: number;
  readonly sex: Sex;
  readonly value: number | null;
  readonly status: Exclude<ValueStatus, 'doubted'>;
}

/** Everything that a source says of a series at one time. */
export interface SourceAnswer {
  readonly values: readonly SourceValue[];
  readonly description: string;
  readonly producer: string;
  /** What the source calls this edition of the figures, where it says so. */
  readonly edition: string;
  /** As yyyy-mm-dd; null when the source does not say, or will publish no more. */
  readonly nextPublicationOn: string | null;
}

export const cellOf = (value: { readonly area: string; readonly period: number; readonly sex: string }): string =>
  `${value.area} ${value.period} ${value.sex}`;

const hashed = new WeakMap<readonly SourceValue[], string>();
/** SHA-256 (hexadecimal) of what the source says, the same in whatever order it says it. */
export function hashAnswer(values: readonly SourceValue[]): string {
  const known = hashed.get(values);
  if (known !== undefined) return known;
  const lines = values.map(
    (value) => `${cellOf(value)} ${value.value === null ? '' : value.value + 0} ${value.status}\n`,
  );
  const hash = createHash('sha256');
  for (const line of lines.sort()) hash.update(line);
  const digest = hash.digest('hex');
  hashed.set(values, digest);
  return digest;
}

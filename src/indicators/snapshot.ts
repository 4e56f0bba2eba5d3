import { createHash } from 'node:crypto';
import type { Sex, ValueStatus } from './series.ts';

/**
 * One value that a snapshot rests on. Series and fetch are named so that they mean the same in every installation:
 * `kolada:N03921` and the hash of the file for what is official, ids for one's own.
 */
export interface SnapshotRow {
  readonly series: string;
  readonly fetch: string;
  readonly place: string;
  readonly period: number;
  readonly sex: Sex;
  readonly value: number | null;
  readonly status: ValueStatus;
}

/** A row as one line; the shortest text that gives the same number back, and nought without a sign. */
const canonicalLine = ({ series, fetch, place, period, sex, value, status }: SnapshotRow): string =>
  JSON.stringify([series, fetch, place, period, sex, value === null ? null : value + 0, status]);

/** SHA-256 (hexadecimal) of the canonical text of the values: the same for the same values in any order. */
export function hashSnapshot(rows: readonly SnapshotRow[]): string {
  const lines = rows.map(canonicalLine).sort();
  const hash = createHash('sha256');
  for (const line of lines) hash.update(`${line}\n`);
  return hash.digest('hex');
}

export { latestFetches } from './series.ts';

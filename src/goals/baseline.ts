import type { Tx } from '../identity/index.ts';
import { findOwnValue, readValues, type Sex } from '../indicators/index.ts';

/** The value of the main area in the baseline year, from the series itself. */
export async function lookUpBaseline(
  tx: Tx,
  collaborationId: string,
  of: {
    seriesId: number | null;
    ownSeriesId: string | null;
    /** The place in an own series; empty is the whole. */
    ownPlace: string;
    areaCode: string | null;
    sex: Sex;
    period: number | null;
  },
): Promise<number | null> {
  if (of.period === null) return null;
  if (of.ownSeriesId !== null) {
    const found = await tx.find(findOwnValue(collaborationId, of.ownSeriesId, of.ownPlace, of.sex, of.period));
    return found?.value ?? null;
  }
  const values = await tx.all(readValues([of.seriesId ?? 0], [of.areaCode ?? ''], [of.sex], null));
  return values.find((value) => value.period === of.period)?.value ?? null;
}

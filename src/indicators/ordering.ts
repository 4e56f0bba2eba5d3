import type { Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';

/** A series that a source has and we have not. */
export interface OrderedSeries {
  readonly source: 'kolada' | 'scb';
  readonly code: string;
  readonly title: string;
  readonly unit: string;
  readonly bySex: boolean;
}

const orderOne = statement<
  { id: number },
  [source: string, code: string, title: string, unit: string, bySex: boolean, at: Date]
>('select order_series($1, $2, $3, $4, $5, $6::timestamptz) as id');

/** Asks for a series; a job fetches it as soon as its source's turn comes. One that is here already is that one. */
export async function orderSeries(tx: Tx, series: OrderedSeries): Promise<number> {
  const { id } = await tx.one(orderOne(series.source, series.code, series.title, series.unit, series.bySex, tx.now));
  return id;
}

/** How it stands with a series that was ordered. */
export interface StandingOrder {
  readonly series_id: number;
  readonly source: string;
  readonly code: string;
  readonly title: string;
  readonly has_values: boolean;
  /** Null when no fetching is planned: it was ordered while sources were not asked. */
  readonly due_at: Date | null;
  readonly failure: string | null;
}

export const findOrder = statement<StandingOrder, [series: number]>(`
  select s.id as series_id, s.source, s.code, s.title, s.last_period is not null as has_values, r.due_at, r.failure
  from series s left join series_refresh r on r.series_id = s.id where s.id = $1`);

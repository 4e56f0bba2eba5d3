import type { Host } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import type { Source } from '../platform/source.ts';
import { refreshSeries } from './refreshing.ts';
import { findSeriesByCode, type Sex } from './series.ts';
import { sourceJobs } from './source-jobs.ts';
import type { SourceValue } from './sources/source-value.ts';

const readEveryValue = statement<SourceValue, [series: number]>(`
  select distinct on (v.area_code, v.period, v.sex) v.area_code as area, v.period, v.sex, v.value, v.status
  from series_value v where v.series_id = $1 order by v.area_code, v.period, v.sex, v.fetch_id desc`);

/** The source publishes another value than it did of one place, year and sex; everything else is as it was. */
export async function aRevision(
  host: Host,
  code: string,
  cell: { readonly area: string; readonly period: number; readonly sex: Sex },
  value: number | null,
): Promise<void> {
  await host.database.write(null, host.now, async (tx) => {
    const series = await tx.one(findSeriesByCode('kolada', [code]));
    const values = await tx.all(readEveryValue(series.id));
    const isIt = (one: SourceValue) => one.area === cell.area && one.period === cell.period && one.sex === cell.sex;
    await refreshSeries(
      tx,
      { series_id: series.id, answer_hash: '' },
      {
        values: values.map((one) =>
          isIt(one) ? { ...one, value, status: value === null ? 'missing' : 'published' } : one,
        ),
        description: '',
        producer: '',
        edition: '',
        nextPublicationOn: null,
      },
    );
  });
}

/** Does the job that fetches a series, as the worker would when its time has come. */
export async function fetchSeries(
  host: Pick<Host, 'database' | 'now'>,
  sources: { readonly kolada: Source; readonly scb: Source },
  seriesId: number,
): Promise<void> {
  const log = { info() {}, error: (fields: object) => console.error(fields) };
  await sourceJobs({ database: host.database, clock: () => host.now, sources, log })['refresh-series']?.({ seriesId });
}

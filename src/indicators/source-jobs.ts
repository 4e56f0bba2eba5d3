import type { User } from '../identity/index.ts';
import { dayOf } from '../identity/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { statement } from '../platform/database/statement.ts';
import { enqueue, type JobLog, type Task } from '../platform/jobs.ts';
import { type Source, SourceError } from '../platform/source.ts';
import { toSearchText } from './catalogue.ts';
import {
  afterFailure,
  type DueSeries,
  isUnchanged,
  noteRefreshFailed,
  refreshSeries,
  takeDueSeries,
} from './refreshing.ts';
import { askKolada, mostIds, readCatalogue, readGroups } from './sources/kolada.ts';
import { askScb } from './sources/scb.ts';
import type { SourceAnswer } from './sources/source-value.ts';

export interface SourceJobsOptions {
  readonly database: Database<User>;
  readonly clock: Clock;
  readonly sources: { readonly kolada: Source; readonly scb: Source };
  readonly log: JobLog;
}

const listAreaCodes = statement<{ code: string }>('select code from area order by code');
const planRefreshes = statement<{ planned: number }, [at: Date]>('select plan_refreshes($1::timestamptz) as planned');
const replaceCatalogue = statement<
  unknown,
  [
    codes: readonly string[],
    titles: readonly string[],
    bySex: readonly boolean[],
    areas: readonly string[],
    kinds: readonly string[],
    next: readonly (string | null)[],
    preliminary: readonly (string | null)[],
    periods: readonly (number | null)[],
    searched: readonly string[],
    fetchedOn: string,
    at: Date,
  ]
>(`
  select replace_catalogue($1::text[], $2::text[], $3::boolean[], $4::text[], $5::text[], $6::date[], $7::date[],
    $8::smallint[], $9::text[], $10::date, $11::timestamptz) as replaced`);
const replaceGroups = statement<
  unknown,
  [codes: readonly string[], titles: readonly string[], members: readonly string[], fetchedOn: string, at: Date]
>('select replace_comparison_groups($1::text[], $2::text[], $3::text[], $4::date, $5::timestamptz) as replaced');
const countCatalogue = statement<{ entries: number; groups: number }>(`
  select (select count(*)::integer from catalogue_entry) as entries,
    (select count(*)::integer from comparison_group) as groups`);

const week = 7 * 24 * 60 * 60 * 1000;

/** Asks for the catalogue and for every series whose time has come; from then on each job asks for the next. */
export const beginRefreshing = (database: Database<User>, clock: Clock): Promise<void> =>
  database.write(null, clock(), async (tx) => {
    tx.send(enqueue('refresh-catalogue', {}, 'refresh-catalogue', tx.now));
  });

/**
 * The jobs that fetch figures. What a source will not answer is noted with the series and asked for again later; only what is
 * wrong here, such as a lost database, is left to the queue to try again. No connection is held while a source is asked.
 */
export function sourceJobs(options: SourceJobsOptions): Readonly<Record<string, Task>> {
  const { database, clock, sources, log } = options;

  const areaCodes = async (): Promise<string[]> => {
    const { rows } = await database.read(null, clock(), { areas: listAreaCodes() });
    return rows.areas.map(({ code }) => code);
  };

  const ask = async (due: readonly DueSeries[]): Promise<ReadonlyMap<string, SourceAnswer>> => {
    const areas = await areaCodes();
    const [first] = due;
    if (first?.source === 'kolada') {
      const codes = due.map(({ code }) => code);
      return await askKolada(sources.kolada, codes, areas, dayOf(clock()));
    }
    if (first?.source === 'scb') return new Map([[first.code, await askScb(sources.scb, first.code, areas)]]);
    throw new SourceError('notThere', `no source is called ${first?.source}`);
  };

  const fail = async (due: DueSeries, error: SourceError): Promise<void> => {
    log.info({ series: `${due.source}:${due.code}`, failure: error.message }, 'a series was not fetched');
    await database.write(null, clock(), async (tx) => {
      tx.send(noteRefreshFailed(due.series_id, error.message, afterFailure(due.failures, tx.now, error.kind), tx.now));
    });
  };

  const takeIn = async (due: DueSeries, answer: SourceAnswer | undefined): Promise<void> => {
    try {
      if (!answer) throw new SourceError('notThere', `${due.code} is gone from ${due.source}`);
      const done = await database.write(null, clock(), (tx) => refreshSeries(tx, due, answer));
      if (done.fetchId !== null) log.info({ series: `${due.source}:${due.code}`, ...done }, 'a series was fetched');
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      await fail(due, error);
    }
  };

  const refresh = async (due: readonly DueSeries[]): Promise<void> => {
    try {
      const answers = await ask(due);
      const same = due.filter((one) => {
        const answer = answers.get(one.code);
        return answer !== undefined && isUnchanged(one, answer);
      });
      // That nothing is new is noted for all of them at once; what is new comes in series by series, each whole.
      if (same.length > 0) {
        await database.write(null, clock(), async (tx) => {
          for (const one of same) await refreshSeries(tx, one, answers.get(one.code) as SourceAnswer);
        });
      }
      for (const one of due) if (!same.includes(one)) await takeIn(one, answers.get(one.code));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      // One answer that cannot be believed must not keep the others from being read.
      if (due.length > 1 && !error.isPassing) for (const one of due) await refresh([one]);
      else for (const one of due) await fail(one, error);
    }
  };

  return {
    async 'refresh-series'(payload) {
      const id = Number(payload.seriesId);
      const due = await database.write(null, clock(), (tx) => tx.all(takeDueSeries(id, mostIds, tx.now)));
      // A table of SCB is a question of its own.
      const parts = due[0]?.source === 'kolada' ? [due] : due.map((one) => [one]);
      for (const part of parts) await refresh(part);
    },

    async 'refresh-catalogue'() {
      try {
        const entries = await readCatalogue(sources.kolada);
        const groups = await readGroups(sources.kolada);
        const areas = new Set(await areaCodes());
        const { compare } = new Intl.Collator('sv-SE');
        entries.sort((one, other) => compare(one.title, other.title) || compare(one.code, other.code));
        await database.write(null, clock(), async (tx) => {
          const before = await tx.one(countCatalogue());
          if (entries.length < before.entries / 2) {
            throw new SourceError('implausible', `${entries.length} indicators of ${before.entries}`);
          }
          const today = dayOf(tx.now);
          tx.send(
            replaceCatalogue(
              entries.map(({ code }) => code),
              entries.map(({ title }) => title),
              entries.map(({ bySex }) => bySex),
              entries.map(({ area }) => area),
              entries.map(({ kind }) => kind),
              entries.map(({ nextPublicationOn }) => nextPublicationOn),
              entries.map(({ preliminaryOn }) => preliminaryOn),
              entries.map(({ publicationPeriod }) => publicationPeriod),
              entries.map(({ title, code }) => toSearchText(title, code)),
              today,
              tx.now,
            ),
          );
          if (groups.length >= before.groups / 2 && groups.length > 0) {
            tx.send(
              replaceGroups(
                groups.map(({ code }) => code),
                groups.map(({ title }) => title),
                groups.map(({ members }) => members.filter((code) => areas.has(code)).join(' ')),
                today,
                tx.now,
              ),
            );
          }
        });
        log.info({ entries: entries.length, groups: groups.length }, 'the catalogue was fetched');
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        log.info({ failure: error.message }, 'the catalogue was not fetched');
      }
      await database.write(null, clock(), async (tx) => {
        tx.send(planRefreshes(tx.now));
        tx.send(enqueue('refresh-catalogue', {}, 'refresh-catalogue', new Date(tx.now.getTime() + week)));
      });
    },
  };
}

import pg from 'pg';
import { Refusal } from '../errors.ts';
import type { HistoryEntry } from '../history.ts';
import { flushHistory } from '../history.ts';
import { exchange } from './exchange.ts';
import { type Bound, statement } from './statement.ts';

/**
 * Who a transaction is for: a signed-in session, the holder of a party's link, whoever fetches by somebody's secret calendar
 * address, a person acting for an organisation in a job, or nobody.
 */
export type Acting =
  /** For the organisation that the session has chosen, or to read for another of the person's own. */
  | { readonly session: Buffer; readonly organisation?: string }
  | { readonly link: Buffer }
  | { readonly calendar: Buffer }
  | { readonly person: string; readonly organisation: string }
  | null;

export type Batch = Readonly<Record<string, Bound<unknown>>>;
export type Answers<B extends Batch> = { readonly [Key in keyof B]: B[Key] extends Bound<infer Row> ? Row[] : never };

/** A write transaction, already identified. Ends in one message: history, queued jobs and commit. */
export interface Tx<User> {
  readonly user: User;
  readonly now: Date;
  all<Row>(question: Bound<Row>): Promise<Row[]>;
  /** The one row; refuses as not found when there is none. */
  one<Row>(question: Bound<Row>): Promise<Row>;
  find<Row>(question: Bound<Row>): Promise<Row | undefined>;
  /** Several questions in one round trip. */
  batch<B extends Batch>(questions: B): Promise<Answers<B>>;
  /** Statements whose answers are not needed. They leave with what is asked next, at the latest with the commit. */
  send(...questions: readonly Bound<unknown>[]): void;
  record(entry: HistoryEntry): void;
}

export interface Database<User> {
  /** One round trip: begin, identify, the questions and commit leave together. `user` is undefined for a stranger. */
  read<B extends Batch>(acting: Acting, now: Date, questions: B): Promise<{ user: User | undefined; rows: Answers<B> }>;
  write<Result>(acting: Acting, now: Date, work: (tx: Tx<User>) => Promise<Result>): Promise<Result>;
  ping(): Promise<void>;
  /** Connections there are, those that rest, and how many wait for one. */
  connections(): { readonly total: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

const beginRead = statement<never>('begin transaction read only');
const beginWrite = statement<never>('begin');
const commit = statement<never>('commit');
// The lock of a chain is held to the end of the commit. That the log has reached the disk is waited for after it, by a
// transaction of its own: those who wait for the chain then do not wait for the disk one after the other
// (docs/decisions/0016-the-chain.md has what was measured). Nothing is answered before it is on disk.
const commitSoon = statement<never>(`select set_config('synchronous_commit', 'off', true)`);
const reachDisk = statement<never>(`select pg_logical_emit_message(true, 'armkrok', '')`);
const rollback = statement<never>('rollback');
const one = statement<{ one: number }>('select 1 as one');
const nobody = statement<never>('select where false');

export interface DatabaseOptions<User> {
  readonly url: string;
  readonly poolSize: number;
  /** The question that finds the acting user and sets its reach for the transaction. No row: a stranger. */
  readonly identify: (acting: Exclude<Acting, null>, now: Date) => Bound<User>;
  readonly onConnectionError?: (error: Error) => void;
}

/** Lost connections and plans outdated by a migration: worth one more try outside a write. */
const worthAnotherTry = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string };
  return (
    code === '57P01' ||
    code === '26000' ||
    code === 'ECONNRESET' ||
    code === 'EPIPE' ||
    (code === '0A000' && /cached plan/.test(message ?? '')) ||
    /Connection terminated|not queryable/.test(message ?? '')
  );
};

const isAway = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string };
  return (
    ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '53300'].includes(code ?? '') ||
    /timeout exceeded when trying to connect|Connection terminated|not queryable/.test(message ?? '')
  );
};

export function openDatabase<User>(options: DatabaseOptions<User>): Database<User> {
  const onError = options.onConnectionError ?? (() => {});
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize,
    connectionTimeoutMillis: 3000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 15_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'armkrok',
  });
  pool.on('error', onError);
  // A client on loan has no listener of the pool's; without one its error would end the process.
  pool.on('connect', (client) => client.on('error', onError));

  const checkOut = async (): Promise<pg.PoolClient> => {
    try {
      return await pool.connect();
    } catch (error) {
      if (isAway(error)) throw new Refusal('unavailable');
      throw error;
    }
  };

  /** Rolls back. Answers with the reason to give the connection up, if there is one. */
  const takeBack = async (client: pg.PoolClient, failure: Error): Promise<Error | undefined> => {
    if (worthAnotherTry(failure)) return failure;
    return await exchange(client, [rollback()]).then(
      () => undefined,
      (lost: Error) => lost,
    );
  };

  const readOnce = async <B extends Batch>(acting: Acting, now: Date, questions: B) => {
    const client = await checkOut();
    const names = Object.keys(questions);
    let broken: Error | undefined;
    try {
      const [, ...results] = await exchange(client, [
        beginRead(),
        acting ? options.identify(acting, now) : nobody(),
        ...Object.values(questions),
        commit(),
      ]);
      const rows = Object.fromEntries(names.map((name, at) => [name, results[at + 1]]));
      return { user: results[0]?.[0] as User | undefined, rows: rows as Answers<B> };
    } catch (error) {
      broken = await takeBack(client, error as Error);
      throw error;
    } finally {
      client.release(broken);
    }
  };

  return {
    async read(acting, now, questions) {
      try {
        return await readOnce(acting, now, questions);
      } catch (error) {
        if (!worthAnotherTry(error)) throw error;
        try {
          return await readOnce(acting, now, questions);
        } catch (second) {
          if (isAway(second)) throw new Refusal('unavailable');
          throw second;
        }
      }
    },

    async write(acting, now, work) {
      const client = await checkOut();
      const entries: HistoryEntry[] = [];
      const waiting: Bound<unknown>[] = [];
      const ask = async (...questions: readonly Bound<unknown>[]): Promise<unknown[][]> => {
        const before = waiting.splice(0);
        return (await exchange(client, [...before, ...questions])).slice(before.length);
      };
      let broken: Error | undefined;
      try {
        const [, found] = await ask(beginWrite(), acting ? options.identify(acting, now) : nobody());
        const all = async <Row>(question: Bound<Row>) => (await ask(question))[0] as Row[];
        const tx: Tx<User> = {
          user: found?.[0] as User,
          now,
          all,
          async find(question) {
            return (await all(question))[0];
          },
          async one(question) {
            const [row] = await all(question);
            if (row === undefined) throw new Refusal('notFound');
            return row;
          },
          async batch(questions) {
            const results = await ask(...Object.values(questions));
            return Object.fromEntries(Object.keys(questions).map((name, at) => [name, results[at]])) as Answers<
              typeof questions
            >;
          },
          send: (...questions) => void waiting.push(...questions),
          record: (entry) => void entries.push(entry),
        };
        const result = await work(tx);
        if (entries.length > 0) await ask(flushHistory(entries, now), commitSoon(), commit(), reachDisk());
        else await ask(commit());
        return result;
      } catch (error) {
        broken = await takeBack(client, error as Error);
        if (isAway(error)) throw new Refusal('unavailable');
        throw error;
      } finally {
        client.release(broken);
      }
    },

    async ping() {
      const client = await checkOut();
      try {
        await exchange(client, [one()]);
        client.release();
      } catch (error) {
        client.release(error as Error);
        throw new Refusal('unavailable');
      }
    },

    connections: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),

    close: () => pool.end(),
  };
}

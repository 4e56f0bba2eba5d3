import pg from 'pg';
import { Refusal } from '../errors.ts';
import type { HistoryEntry } from '../history.ts';
import { flushHistory } from '../history.ts';
import { type Bound, statement } from './statement.ts';

/** Who a transaction is for: a signed-in session, the holder of a party's link, a person acting for an organisation in a job, or nobody. */
export type Acting =
  | { readonly session: Buffer }
  | { readonly link: Buffer }
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
  /** Sends statements whose answers are not needed. Waited for at the latest by the commit. */
  send(...questions: readonly Bound<unknown>[]): void;
  record(entry: HistoryEntry): void;
}

export interface Database<User> {
  /** One round trip: begin, identify, the questions and commit leave together. `user` is undefined for a stranger. */
  read<B extends Batch>(acting: Acting, now: Date, questions: B): Promise<{ user: User | undefined; rows: Answers<B> }>;
  write<Result>(acting: Acting, now: Date, work: (tx: Tx<User>) => Promise<Result>): Promise<Result>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

const beginRead = statement<never>('begin transaction read only');
const beginWrite = statement<never>('begin');
const commit = statement<never>('commit');
const rollback = statement<never>('rollback');
const one = statement<{ one: number }>('select 1 as one');

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
    (code === '0A000' && /cached plan/.test(message ?? '')) ||
    /Connection terminated|not queryable/.test(message ?? '')
  );
};

const isAway = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string };
  return (
    ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', '57P01', '57P02', '57P03', '53300'].includes(code ?? '') ||
    /timeout exceeded when trying to connect|Connection terminated|not queryable/.test(message ?? '')
  );
};

export function openDatabase<User>(options: DatabaseOptions<User>): Database<User> {
  const onError = options.onConnectionError ?? (() => {});
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize,
    pipeline: true,
    connectionTimeoutMillis: 3000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 15_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'armkrok',
  } as pg.PoolConfig);
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

  // pg writes each query to the socket as it is queued; corked, a whole batch leaves in one packet.
  const together = <Result>(client: pg.PoolClient, queue: () => Result): Result => {
    const { stream } = (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection;
    stream.cork();
    try {
      return queue();
    } finally {
      stream.uncork();
    }
  };

  const ask = async <Row>(client: pg.PoolClient, question: Bound<Row>): Promise<Row[]> => {
    const answer = await client.query({ name: question.name, text: question.text, values: [...question.values] });
    return answer.rows as Row[];
  };

  /** Waits for all, so that no answer is left in flight, then throws the first failure if any. */
  const settle = async (answers: readonly Promise<unknown[]>[]): Promise<unknown[][]> => {
    const outcomes = await Promise.allSettled(answers);
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    return outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
  };

  const readOnce = async <B extends Batch>(acting: Acting, now: Date, questions: B) => {
    const client = await checkOut();
    const names = Object.keys(questions);
    let broken: Error | undefined;
    try {
      const results = await settle(
        together(client, () => [
          ask(client, beginRead()),
          acting ? ask(client, options.identify(acting, now)) : Promise.resolve([]),
          ...names.map((name) => ask(client, questions[name] as Bound<unknown>)),
          ask(client, commit()),
        ]),
      );
      const rows = Object.fromEntries(names.map((name, at) => [name, results[at + 2]]));
      return { user: results[1]?.[0] as User | undefined, rows: rows as Answers<B> };
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      client.release(broken && worthAnotherTry(broken) ? broken : undefined);
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
      const sent: Promise<unknown[]>[] = [];
      const track = <Row>(question: Bound<Row>) => {
        const answer = ask(client, question);
        answer.catch(() => {});
        return answer;
      };
      let broken: Error | undefined;
      try {
        const [, found] = await settle(
          together(client, () => [
            ask(client, beginWrite()),
            acting ? ask(client, options.identify(acting, now)) : Promise.resolve([]),
          ]),
        );
        const tx: Tx<User> = {
          user: found?.[0] as User,
          now,
          all: (question) => track(question),
          async find(question) {
            return (await track(question))[0];
          },
          async one(question) {
            const [row] = await track(question);
            if (row === undefined) throw new Refusal('notFound');
            return row;
          },
          async batch(questions) {
            const names = Object.keys(questions);
            const results = await settle(
              together(client, () => names.map((name) => track(questions[name] as Bound<unknown>))),
            );
            return Object.fromEntries(names.map((name, at) => [name, results[at]])) as Answers<typeof questions>;
          },
          send(...questions) {
            together(client, () => {
              for (const question of questions) sent.push(track(question));
            });
          },
          record: (entry) => void entries.push(entry),
        };
        const result = await work(tx);
        await settle(
          together(client, () => [
            ...sent,
            ...(entries.length > 0 ? [track(flushHistory(entries, now))] : []),
            track(commit()),
          ]),
        );
        return result;
      } catch (error) {
        broken = error as Error;
        if (!worthAnotherTry(broken)) {
          await ask(client, rollback()).catch((lost: Error) => {
            broken = lost;
          });
        }
        if (isAway(error)) throw new Refusal('unavailable');
        throw error;
      } finally {
        client.release(broken && worthAnotherTry(broken) ? broken : undefined);
      }
    },

    async ping() {
      const client = await checkOut();
      try {
        await ask(client, one());
        client.release();
      } catch (error) {
        client.release(error as Error);
        throw new Refusal('unavailable');
      }
    },

    close: () => pool.end(),
  };
}

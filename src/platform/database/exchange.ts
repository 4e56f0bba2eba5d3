import pg, { type Connection, type PoolClient, type Submittable } from 'pg';
import type { Bound } from './statement.ts';

/** The columns of a statement's answer, each with what makes a value of its text. */
type Columns = readonly { readonly name: string; readonly read: (text: string) => unknown }[];
interface ColumnMessage {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
}

interface Held {
  readonly prepared: Map<string, Columns>;
  /** Sent to be prepared in an exchange that failed: they may be there or not. */
  readonly doubtful: Set<string>;
}
/** What each connection holds prepared. */
const heldBy = new WeakMap<Connection, Held>();

const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): string | Buffer | null } }).utils;
const noColumns: Columns = [];

/**
 * Several statements as one message to PostgreSQL, with one answer to them all: what pg calls a query of one's own. pg by
 * itself ends each statement with a Sync, upon which PostgreSQL writes what it has and the program is woken to read it;
 * and asks each time what columns a prepared statement has, which does not change. After a statement that fails the rest
 * are skipped; a transaction that was begun is then left to be rolled back.
 */
class Exchange implements Submittable {
  readonly #questions: readonly Bound<unknown>[];
  readonly #succeed: (answers: unknown[][]) => void;
  readonly #fail: (error: Error) => void;
  readonly #answers: unknown[][] = [];
  readonly #described = new Map<string, Columns>();
  #held: Held = { prepared: new Map(), doubtful: new Set() };
  #rows: unknown[] = [];
  #columns = noColumns;

  constructor(
    questions: readonly Bound<unknown>[],
    succeed: (answers: unknown[][]) => void,
    fail: (error: Error) => void,
  ) {
    this.#questions = questions;
    this.#succeed = succeed;
    this.#fail = fail;
  }

  submit(given: Connection): Error | null {
    // The types ask for an argument that pg has done without for years.
    const connection = given as unknown as {
      readonly stream: { cork(): void; uncork(): void };
      parse(statement: { name: string; text: string }): void;
      bind(portal: { statement: string; values: (string | Buffer | null)[] }): void;
      describe(portal: { type: 'P' }): void;
      execute(portal: object): void;
      close(statement: { type: 'S'; name: string }): void;
      sync(): void;
    };
    const held = heldBy.get(given) ?? this.#held;
    heldBy.set(given, held);
    this.#held = held;
    let values: (string | Buffer | null)[][];
    try {
      values = this.#questions.map((question) => question.values.map((value) => prepareValue(value)));
    } catch (error) {
      return error as Error;
    }
    connection.stream.cork();
    try {
      for (const [at, { name, text }] of this.#questions.entries()) {
        const isNew = !held.prepared.has(name) && !this.#described.has(name);
        if (isNew) {
          // To close what is not there is no error.
          if (held.doubtful.delete(name)) connection.close({ type: 'S', name });
          connection.parse({ name, text });
          this.#described.set(name, noColumns);
        }
        connection.bind({ statement: name, values: values[at] ?? [] });
        if (isNew) connection.describe({ type: 'P' });
        connection.execute({});
      }
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
    this.#expect();
    return null;
  }

  /** Turns to the statement whose answer comes next. */
  #expect(): void {
    const name = this.#questions[this.#answers.length]?.name ?? '';
    this.#columns = this.#held.prepared.get(name) ?? this.#described.get(name) ?? noColumns;
    this.#rows = [];
  }

  handleRowDescription({ fields }: ColumnMessage): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, read: pg.types.getTypeParser(dataTypeID) }));
    this.#described.set(this.#questions[this.#answers.length]?.name ?? '', this.#columns);
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const row: Record<string, unknown> = {};
    const columns = this.#columns;
    for (let at = 0; at < columns.length; at += 1) {
      const { name, read } = columns[at] as Columns[number];
      const text = fields[at] as string | null;
      row[name] = text === null ? null : read(text);
    }
    this.#rows.push(row);
  }

  handleCommandComplete(): void {
    const name = this.#questions[this.#answers.length]?.name ?? '';
    if (this.#described.has(name)) this.#held.prepared.set(name, this.#described.get(name) ?? noColumns);
    this.#answers.push(this.#rows);
    this.#expect();
  }

  handleReadyForQuery(): void {
    this.#succeed(this.#answers);
  }

  handleError(error: Error): void {
    for (const name of this.#described.keys()) if (!this.#held.prepared.has(name)) this.#held.doubtful.add(name);
    this.#fail(error);
  }

  // Of these kinds no statement of the house is; pg would otherwise break off in the middle of an answer.
  handleEmptyQuery(): void {
    this.handleCommandComplete();
  }
  handlePortalSuspended(): void {}
  handleCopyInResponse(connection: Connection): void {
    (connection as unknown as { sendCopyFail(reason: string): void }).sendCopyFail('there is nothing to copy');
  }
  handleCopyData(): void {}
}

/** Asks all at once and answers with each one's rows, or fails with the first failure. */
export const exchange = (client: PoolClient, questions: readonly Bound<unknown>[]): Promise<unknown[][]> =>
  new Promise((succeed, fail) => void client.query(new Exchange(questions, succeed, fail)));

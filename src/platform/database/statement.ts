import { createHash } from 'node:crypto';

/** A constant SQL text with a declared row type. Prepared once per connection under the hash of its text. */
export interface Statement<Row, Values extends readonly unknown[]> {
  readonly name: string;
  readonly text: string;
  (...values: Values): Bound<Row>;
}

/** A statement with its values: one question, ready to be sent together with others. */
export interface Bound<Row> {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** Never present; carries the row type. */
  readonly row?: Row;
}

const known = new Map<string, string>();

/**
 * Declares a statement. The text is constant: lists go in as one array parameter (`= any($1)`), never as a varying
 * number of placeholders, so that the number of prepared statements stays that of the source code.
 */
export function statement<Row, Values extends readonly unknown[] = []>(text: string): Statement<Row, Values> {
  const trimmed = text.trim();
  const name = `s${createHash('sha256').update(trimmed).digest('base64url').slice(0, 20)}`;
  known.set(name, trimmed);
  const bind = (...values: Values): Bound<Row> => ({ name, text: trimmed, values });
  return Object.defineProperties(bind, { name: { value: name }, text: { value: trimmed } }) as Statement<Row, Values>;
}

/** Every statement declared so far, by name. A test prepares each of them as the application role. */
export const knownStatements = (): ReadonlyMap<string, string> => known;

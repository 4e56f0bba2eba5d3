/** The refusals a verb can throw. One place (`http/answer-errors.tsx`) turns them into pages and JSON. */
export type RefusalKind =
  | 'notFound'
  | 'forbidden'
  | 'conflict'
  | 'gone'
  | 'tooManyAttempts'
  | 'unavailable'
  /** There is no room for what was sent. */
  | 'full'
  /** The place where files lie does not answer. */
  | 'filesAway';

export class Refusal extends Error {
  readonly kind: RefusalKind;
  /** A key in the texts of the feature that refused, shown to the reader. */
  readonly reason: string | undefined;

  constructor(kind: RefusalKind, reason?: string) {
    super(reason ?? kind);
    this.name = 'Refusal';
    this.kind = kind;
    this.reason = reason;
  }
}

/** What does not exist and what this user may not see are the same answer. */
export const notFound = (): Refusal => new Refusal('notFound');
export const forbidden = (reason?: string): Refusal => new Refusal('forbidden', reason);
export const conflict = (reason: string): Refusal => new Refusal('conflict', reason);

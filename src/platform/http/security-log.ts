/** What is told in the security log; docs/security/log.md says of each when and why. */
export type SecurityEvent =
  | 'signIn.succeeded'
  | 'signIn.failed'
  | 'signIn.limited'
  | 'session.changed'
  | 'access.refused'
  | 'form.refused'
  | 'limit.reached'
  | 'administration';

/** Who, what, when and where; never what was typed. */
export interface SecurityEntry {
  readonly event: SecurityEvent;
  readonly requestId: string;
  /** In UTC. */
  readonly at: string;
  /** Null for whoever is not signed in. */
  readonly person: string | null;
  readonly organisation: string | null;
  /** Where the request came from. */
  readonly address: string;
  readonly method: string;
  /** The pattern of the route, and the path without keys. */
  readonly route: string;
  readonly path: string;
  /** The policy that refused. */
  readonly policy?: string;
  /** The change that was carried out, as it stands in the history, and what it was made to. */
  readonly verb?: string;
  readonly subjectType?: string;
  readonly subjectId?: string;
}

export type SecurityLog = (entry: SecurityEntry) => void;

import type { Acting, Tx as AnyTx } from '../platform/database/database.ts';
import { type Bound, statement } from '../platform/database/statement.ts';
import type { Policy as AnyPolicy, Route as AnyRoute, Visit as AnyVisit, OpenToAll } from '../platform/http/route.ts';
import type { Language } from '../platform/texts.ts';

/** The signed-in person acting for an organisation, as the transaction's first statement found them. */
export interface User {
  /** Null for the holder of a party's link. */
  readonly person_id: string;
  readonly person_name: string;
  readonly language: Language;
  readonly is_system_administrator: boolean;
  /** Null for somebody who holds no seat, such as a system administrator. */
  readonly organisation_id: string | null;
  readonly organisation_name: string | null;
  readonly is_fictional: boolean;
  /** The organisation acted for has been verified by the host. */
  readonly is_verified: boolean;
  /** Collaborations the user reads, leads, and those in which the user speaks for the organisation. */
  readonly reads: readonly string[];
  readonly leads: readonly string[];
  readonly represents: readonly string[];
  /** The organisation acted for and those below it, where the user is an organisation administrator. */
  readonly administers: readonly string[];
  /** What the user is in each of `reads`, read by standingIn. */
  readonly standings: string;
  /** Collaborations that the organisation has left, and where the user still reads what was its own. */
  readonly has_left: readonly string[];
  /** Null for whoever acts without a session: the holder of a party's link, a job. */
  readonly session_ends_at: Date | null;
  readonly has_shortcuts: boolean;
  /** Of the session; null without one. */
  readonly session_id: string | null;
  readonly method: SignInMethod | null;
  readonly assurance: Assurance | null;
  readonly authenticated_at: Date | null;
  readonly stepped_up_at: Date | null;
  /** What the organisation chosen demands and this session is not: then it acts for no organisation. */
  readonly kept_out_because: 'secondFactor' | 'ownProvider' | null;
  /** When the session was last noted as used, and how long it lasts unused. */
  readonly session_seen_at: Date | null;
  readonly session_idle_seconds: number | null;
}

/** What an organisation demands of whoever acts for it. */
export const demands = ['nothing', 'secondFactor', 'ownProvider'] as const;
export type Demand = (typeof demands)[number];

export type SignInMethod = 'password' | 'passwordAndCode' | 'passkey' | 'provider' | 'installation';
/** How surely somebody is known. Levels of eIDAS are never translated to Swedish ones. */
export const assurances = ['loa2', 'loa3', 'loa4', 'eidasSubstantial', 'eidasHigh'] as const;
export type Assurance = (typeof assurances)[number];

export type Visit = AnyVisit<User>;
export type Policy = AnyPolicy<User>;
export type Route = AnyRoute<User>;
export type Tx = AnyTx<User>;
export type { OpenToAll };

const ofSession = `person_id, person_name, language, is_system_administrator, organisation_id, organisation_name, is_fictional, is_verified,
    reads, leads, represents, administers, standings, left_collaborations() as has_left, session_ends_at, has_shortcuts, session_id, method, assurance,
    authenticated_at, stepped_up_at, kept_out_because, session_seen_at, session_idle_seconds`;
const identifySession = statement<User, [Buffer, Date]>(`
  select ${ofSession} from identify_session($1::bytea, $2::timestamptz)`);
const identifySessionFor = statement<User, [Buffer, string, Date]>(`
  select ${ofSession} from identify_session_for($1::bytea, $2::uuid, $3::timestamptz)`);
/** What a session tells and nothing else does. */
const withoutSession = `null::timestamptz as session_ends_at, false as has_shortcuts, null::uuid as session_id,
    null::text as method, null::text as assurance, null::timestamptz as authenticated_at, null::timestamptz as stepped_up_at,
    null::text as kept_out_because, null::timestamptz as session_seen_at, null::integer as session_idle_seconds`;
const identifyPerson = statement<User, [string, string, Date]>(`
  select person_id, person_name, language, is_system_administrator, organisation_id, organisation_name, is_fictional, is_verified,
    reads, leads, represents, administers, standings, left_collaborations() as has_left, ${withoutSession}
  from identify_person($1::uuid, $2::uuid, $3::timestamptz, false, null)`);
const identifyLink = statement<User, [Buffer, Date]>(`
  select person_id, person_name, language, is_system_administrator, organisation_id, organisation_name, is_fictional, is_verified,
    reads, leads, represents, administers, standings, '{}'::uuid[] as has_left, ${withoutSession}
  from identify_link($1::bytea, $2::timestamptz)`);
const identifyCalendar = statement<User, [Buffer, Date]>(`
  select person_id, person_name, language, is_system_administrator, organisation_id, organisation_name, is_fictional, is_verified,
    reads, leads, represents, administers, standings, '{}'::uuid[] as has_left, ${withoutSession}
  from identify_calendar($1::bytea, $2::timestamptz)`);

export function identify(acting: Exclude<Acting, null>, now: Date): Bound<User> {
  if ('session' in acting) {
    return acting.organisation
      ? identifySessionFor(acting.session, acting.organisation, now)
      : identifySession(acting.session, now);
  }
  if ('link' in acting) return identifyLink(acting.link, now);
  if ('calendar' in acting) return identifyCalendar(acting.calendar, now);
  return identifyPerson(acting.person, acting.organisation, now);
}

const begun = new WeakMap<Tx, Set<string>>();
/**
 * Whoever begins a collaboration speaks in it for the rest of that transaction. The user was identified before it was
 * there, so what the user represents cannot tell; a collaboration that exists is refused by `begin_collaboration`.
 */
export function noteBegun(tx: Tx, collaborationId: string): void {
  begun.set(tx, (begun.get(tx) ?? new Set()).add(collaborationId));
}
export const hasBegun = (tx: Tx, collaborationId: string): boolean => begun.get(tx)?.has(collaborationId) ?? false;

/** Author, organisation and seat of an entry in the history. */
export const author = (user: User) => ({ userId: user.person_id, organisationId: user.organisation_id });

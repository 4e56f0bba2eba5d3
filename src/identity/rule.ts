import type { Params } from '../platform/http/route.ts';
import { type Confidentiality, holds, type Role, type Standing, standingIn } from './standing.ts';
import type { Policy, User } from './user.ts';

/** What somebody is: without a collaboration, by the link of a party, or in a collaboration by a seat. A stranger is none. */
export const ruleRoles = [
  'signedIn',
  'seatHolder',
  'organisationAdministrator',
  'systemAdministrator',
  'linkHolder',
  'reader',
  'representative',
  'deputy',
  'secretariat',
  'processLeader',
] as const;
export type RuleRole = (typeof ruleRoles)[number];

/**
 * What a row is about: nothing in particular; the organisation one acts for; the one that one administers, and those below
 * it; any organisation; the collaboration where one has the role; in it what is of the party one speaks for, or of another; a
 * real example; a collaboration that one's organisation has left, where one held a seat.
 */
export const relations = [
  'nothing',
  'actedFor',
  'itsOrganisation',
  'anyOrganisation',
  'collaboration',
  'ownParty',
  'anotherParty',
  'realExample',
  'leftCollaboration',
] as const;
export type Relation = (typeof relations)[number];
export type Phase = Standing['phase'];

/** These roles may, in this relation. Where it is not said: however confidential the collaboration is, and in every phase. */
export interface RuleRow {
  readonly roles: readonly RuleRole[];
  readonly relation: Relation;
  readonly confidentiality?: readonly Confidentiality[];
  readonly phases?: readonly Phase[];
}

/** Something that can be done, and who may, as rows. One declaration for the route, the buttons and the matrix. */
export interface Action extends Policy {
  readonly rows: readonly RuleRow[];
}

/** What is asked about. What is not known yet is left out. */
export interface About {
  readonly collaboration?: string | undefined;
  /** Whose it is. */
  readonly organisation?: string | null | undefined;
}

export function action(name: string, sentence: string, rows: readonly RuleRow[]): Action {
  const declared: Action = {
    name,
    sentence,
    rows,
    allows: (user: User, { collaboration, organisation }: Params) =>
      may(user, declared, { collaboration, organisation }),
  };
  return declared;
}

/**
 * Whether the user may. Where the organisation is left out: whether there is any for which the user may; whoever has read
 * whose it is asks again.
 */
export function may(user: User, what: Action, about: About = {}): boolean {
  // Who holds a link reaches one collaboration, and its address does not say which.
  const standing = standingIn(user, isByLink(user) ? user.reads[0] : about.collaboration);
  return what.rows.some((row) => row.roles.some((role) => allows(row, role, user, standing, about)));
}

const isByLink = (user: User): boolean => user.person_id === null;

/** These speak for the organisation they act for. A secretariat speaks for no party. */
const speaking = ['representative', 'deputy', 'processLeader'] as const;
const speaks = (user: User, standing: Standing): boolean =>
  isByLink(user) || speaking.some((role) => holds(standing, role));

function allows(row: RuleRow, role: RuleRole, user: User, standing: Standing | undefined, about: About): boolean {
  switch (row.relation) {
    case 'nothing':
    case 'anyOrganisation':
      return isWithoutSeat(role, user);
    case 'actedFor':
      return (
        isWithoutSeat(role, user) &&
        user.organisation_id !== null &&
        (about.organisation === undefined || about.organisation === user.organisation_id)
      );
    case 'itsOrganisation':
      return (
        role === 'organisationAdministrator' &&
        (about.organisation === undefined
          ? user.administers.length > 0
          : user.administers.includes(about.organisation ?? ''))
      );
    case 'leftCollaboration':
      return (
        isWithoutSeat(role, user) &&
        (about.collaboration === undefined ? user.has_left.length > 0 : user.has_left.includes(about.collaboration))
      );
    case 'realExample':
      return standing !== undefined && standing.roles === 0 && isWithoutSeat(role, user);
    default:
      return (
        standing !== undefined &&
        isInCollaboration(role, user, standing) &&
        (row.confidentiality?.includes(standing.confidentiality) ?? true) &&
        (row.phases?.includes(standing.phase) ?? true) &&
        isOf(row.relation, user, standing, about)
      );
  }
}

function isWithoutSeat(role: RuleRole, user: User): boolean {
  if (role === 'signedIn') return !isByLink(user);
  if (role === 'seatHolder') return user.organisation_id !== null && user.is_verified && !isByLink(user);
  return role === 'systemAdministrator' && user.is_system_administrator;
}

function isInCollaboration(role: RuleRole, user: User, standing: Standing): boolean {
  if (role === 'linkHolder') return isByLink(user);
  const held = role as Role;
  return holds(standing, held);
}

function isOf(relation: Relation, user: User, standing: Standing, { organisation }: About): boolean {
  if (relation === 'collaboration') return true;
  const isOwn = speaks(user, standing) && (organisation === undefined || organisation === user.organisation_id);
  // Nobody represents an organisation that is not verified; the link of a party has been sent to the party itself.
  if (relation === 'ownParty') return isOwn && (user.is_verified || isByLink(user));
  return organisation === undefined || !isOwn;
}

/** Whether what the user writes of the organisation are its own words there, and not what it has been heard to say. */
export function speaksFor(user: User, collaborationId: string, organisation: string | null): boolean {
  const standing = standingIn(user, collaborationId);
  return (
    standing !== undefined && speaks(user, standing) && organisation !== null && organisation === user.organisation_id
  );
}

import type { AgreementGround } from './agreement.ts';

/** What one party has done about one version, as far as it decides whether the party is bound. Days as yyyy-mm-dd. */
export interface PartyActs {
  readonly partyId: string;
  readonly isRequired: boolean;
  /** Came in after the text had entered into force: nothing waits for it. */
  readonly isJoiningLater: boolean;
  readonly declines: boolean;
  readonly decidedOn: string | null;
  readonly outcome: 'approved' | 'rejected' | null;
  readonly appeal: 'none' | 'running' | 'over' | null;
  /** The last day on which the decision may be appealed against. */
  readonly appealEndsOn: string | null;
  /** A day for each place where a signature stands, null where none does yet. */
  readonly signedOn: readonly (string | null)[];
  readonly leftOn: string | null;
}

/** What the text itself sets, and what has happened to it as a whole. */
export interface VersionActs {
  readonly ground: AgreementGround | null;
  /** It was agreed before it came here: nothing is signed anew. */
  readonly isTakenOver?: boolean;
  readonly adoptingPartyId: string | null;
  readonly leastBound: number | null;
  readonly fromOn: string | null;
  readonly endsOn: string | null;
  readonly renewsByMonths: number | null;
  readonly sentAt: Date | string | null;
  readonly lockedAt: Date | string | null;
  readonly enteredIntoForceOn: string | null;
  readonly replacedOn: string | null;
  /** The agreement was ended before its term. */
  readonly endedOn: string | null;
}

export const dayAfter = (day: string): string => {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
};
const latest = (days: readonly string[]): string => days.toSorted().at(-1) ?? '';

/**
 * The day from which the party's decision cannot be undone by an appeal: the day itself where nobody may appeal, else the
 * day after the last one for it (kommunallagen 13 kap. 5–6 §§). Null while that is not known, or when it decided against.
 */
export function finalOn(party: PartyActs): string | null {
  if (party.outcome !== 'approved' || party.decidedOn === null || party.appeal === null) return null;
  if (party.appeal === 'none') return party.decidedOn;
  if (party.appealEndsOn !== null) return latest([party.decidedOn, dayAfter(party.appealEndsOn)]);
  return party.appeal === 'over' ? party.decidedOn : null;
}

/** The day that binds the party, which may lie ahead; null when more has to be done first. */
export function boundOn(version: VersionActs, party: PartyActs): string | null {
  if (version.lockedAt === null || version.ground === null || version.ground === 'notYetFormal') return null;
  if (version.ground === 'adoptedByOne' && party.partyId !== version.adoptingPartyId) return null;
  const final = finalOn(party);
  if (final === null) return null;
  if (version.ground !== 'signed' || version.isTakenOver) return final;
  const signed = party.signedOn.filter((day) => day !== null);
  return signed.length === 0 || signed.length < party.signedOn.length ? null : latest([final, ...signed]);
}

/** Bound on the day and not yet gone. */
export function isBound(version: VersionActs, party: PartyActs, day: string): boolean {
  const bound = boundOn(version, party);
  return bound !== null && bound <= day && (party.leftOn === null || day < party.leftOn);
}

/** Says no, so that nobody waits for it. */
export const standsOutside = (party: PartyActs): boolean => party.outcome === 'rejected' || party.declines;

/** Those whose acts the text waits for: of an adoption by one, that one; nobody who joined later. */
export const awaitedParties = (version: VersionActs, parties: readonly PartyActs[]): readonly PartyActs[] =>
  version.ground === 'adoptedByOne'
    ? parties.filter((party) => party.partyId === version.adoptingPartyId)
    : parties.filter((party) => !party.isJoiningLater);

/**
 * The first day on which the conditions that the text sets are met, as far as what has been done by now decides it; it may
 * lie ahead. So many parties as the text says and each that it demands, or every party named where it says nothing: then one
 * that stands outside keeps it from entering into force, and the others agree on another version.
 */
export function inForceFrom(version: VersionActs, parties: readonly PartyActs[]): string | null {
  if (version.lockedAt === null) return null;
  if (version.isTakenOver) return version.fromOn;
  const awaited = awaitedParties(version, parties);
  const days = awaited.map((party) => {
    const day = boundOn(version, party);
    return day !== null && (party.leftOn === null || day < party.leftOn) ? day : null;
  });
  const demanded =
    version.ground === 'adoptedByOne' || version.leastBound === null
      ? days
      : days.filter((_, at) => awaited[at]?.isRequired);
  const bound = days.filter((day) => day !== null).toSorted();
  const least = version.ground === 'adoptedByOne' ? 1 : (version.leastBound ?? Math.max(1, awaited.length));
  if (bound.length < least || demanded.some((day) => day === null)) return null;
  const met = [...bound.slice(0, least), ...demanded.filter((day) => day !== null)];
  return latest(version.fromOn === null ? met : [...met, version.fromOn]);
}

/**
 * Where one version stands on a day. `draft`, `sent`: the text may be changed. `awaits`: locked, and its conditions are not
 * met. `comes`: met, and the day lies ahead. `inForce`, `expired` when its term is out, `replaced` by another version, `ended`
 * before its term.
 */
export type BindingState = 'draft' | 'sent' | 'awaits' | 'comes' | 'inForce' | 'expired' | 'replaced' | 'ended';

export interface VersionState {
  readonly state: BindingState;
  /** In force from this day, also when that has passed. */
  readonly from: string | null;
}

/** The one answer to where a version stands, from what has been done and the day. */
export function stateOfVersion(version: VersionActs, parties: readonly PartyActs[], day: string): VersionState {
  if (version.lockedAt === null) return { state: version.sentAt === null ? 'draft' : 'sent', from: null };
  const from = version.enteredIntoForceOn ?? inForceFrom(version, parties);
  if (version.replacedOn !== null && version.replacedOn <= day) return { state: 'replaced', from };
  if (version.endedOn !== null && version.endedOn <= day) return { state: 'ended', from };
  if (from === null) return { state: 'awaits', from: null };
  if (from > day) return { state: 'comes', from };
  if (version.endsOn !== null && version.endsOn < day && version.renewsByMonths === null)
    return { state: 'expired', from };
  return { state: 'inForce', from };
}

/** Whose turn it is to sign, where the parties sign one after the other: the first that has not, and all else. */
export function mayStepForward(
  isSignedInOrder: boolean,
  parties: readonly Pick<PartyActs, 'partyId' | 'signedOn' | 'declines' | 'outcome' | 'isJoiningLater'>[],
  partyId: string,
): boolean {
  if (!isSignedInOrder || parties.some((party) => party.partyId === partyId && party.isJoiningLater)) return true;
  const isNext = parties.find(
    (party) =>
      !party.isJoiningLater &&
      party.outcome !== 'rejected' &&
      !party.declines &&
      (party.signedOn.length === 0 || party.signedOn.some((day) => day === null)),
  );
  return isNext === undefined || isNext.partyId === partyId;
}

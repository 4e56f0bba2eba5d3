/** What a group is called in the work. */
export const groupKinds = [
  'steeringGroup',
  'politicalSteeringGroup',
  'preparationGroup',
  'coordinationBody',
  'managementGroup',
  'managersGroup',
  'projectGroup',
  'workingGroup',
  'referenceGroup',
  'politicalForum',
  'forum',
  'network',
  'arena',
  'office',
  'eventGroup',
] as const;
export type GroupKind = (typeof groupKinds)[number];

/** What can be formed here: an event group is formed where those that it does not concern do not see it. */
export const formedKinds = groupKinds.filter((kind) => kind !== 'eventGroup');

/** Of a group that is told of once and of which there are several: how many, or one in each. */
export const severals = ['some', 'party', 'municipality', 'region', 'agency'] as const;
export type Several = (typeof severals)[number];

/** What a group is in law. It says what its outcome can be. */
export const natures = [
  'forum',
  'withinOwnMandate',
  'contractual',
  'jointCommittee',
  'municipalFederation',
  'coordinationFederation',
  'company',
] as const;
export type Nature = (typeof natures)[number];

/** Legal persons and committees by law: what they decide is their own decision. */
export const isLegalBody = (nature: Nature | null): boolean =>
  nature !== null && ['jointCommittee', 'municipalFederation', 'coordinationFederation', 'company'].includes(nature);

export const rhythms = ['monthly', 'yearly', 'timesAYear', 'whenNeeded'] as const;
export type Rhythm = (typeof rhythms)[number];

export const placeRoles = ['chair', 'deputyChair', 'secretary', 'member'] as const;
export type PlaceRole = (typeof placeRoles)[number];

export const levels = ['political', 'head', 'manager', 'officer'] as const;
export type Level = (typeof levels)[number];

export const eaches = ['party', 'municipality', 'region', 'agency', 'concernedParty'] as const;
export type Each = (typeof eaches)[number];

export const groupPhases = ['identify', 'establish', 'operate', 'handOver', 'close'] as const;
export type GroupPhase = (typeof groupPhases)[number];

/** A group or a place that names no phase is there in all of them. */
export const existsIn = (phases: readonly string[], phase: string): boolean =>
  phases.length === 0 || phases.includes(phase);

export interface Placed {
  readonly each: Each | null;
  readonly count: number | null;
  readonly taken: number;
  readonly seat_id: string | null;
  readonly holder_name: string | null;
}

/** Of those who take part as parties, how many each kind of organisation is. */
export type PartyCounts = Readonly<Record<Exclude<Each, 'concernedParty'>, number>>;

export const countParties = (
  parties: readonly { readonly kind: string | null; readonly relation: string; readonly takesPart: boolean }[],
): PartyCounts => {
  const those = parties.filter((party) => party.takesPart && party.relation === 'party');
  const of = (kind: string) => those.filter((party) => party.kind === kind).length;
  return { party: those.length, municipality: of('municipality'), region: of('region'), agency: of('agency') };
};

/** How many places there are and how many are taken; null where nobody has said how many. */
export function placesOf(place: Placed, counts: PartyCounts): { readonly all: number | null; readonly taken: number } {
  if (place.seat_id) return { all: 1, taken: place.holder_name ? 1 : 0 };
  // Whom it concerns differs from matter to matter.
  const isKnown = place.count !== null && place.each !== 'concernedParty';
  const all = isKnown && place.count ? place.count * (place.each ? counts[place.each as keyof PartyCounts] : 1) : null;
  return { all, taken: all === null ? place.taken : Math.min(place.taken, all) };
}

export function placesIn(places: readonly Placed[], counts: PartyCounts) {
  let all = 0;
  let taken = 0;
  let isKnown = places.length > 0;
  for (const place of places) {
    const one = placesOf(place, counts);
    if (one.all === null) isKnown = false;
    all += one.all ?? one.taken;
    taken += one.taken;
  }
  return { all, taken, empty: all - taken, isKnown };
}

/** Elected representatives sit in it, so that a member may reserve itself in its own name. */
export const isPolitical = (group: { readonly kind: GroupKind | null; readonly levels: readonly Level[] }): boolean =>
  group.kind === 'politicalSteeringGroup' || group.kind === 'politicalForum' || group.levels.includes('political');

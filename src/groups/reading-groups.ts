import { type PartyRow, takesPart } from '../collaborations/index.ts';
import type { ChartedGroup } from './chart-layout.ts';
import { checkOrder, type Finding } from './checking.ts';
import { countParties, existsIn, type PartyCounts } from './joint-group.ts';
import type { DecisionRuleRow, GroupRow, PlaceRow } from './queries.ts';
import type { groupTexts } from './texts.ts';

type Texts = ReturnType<typeof groupTexts>;

/** Groups with their places and who decides what, as they are read together. */
export interface ReadOrder {
  readonly groups: readonly GroupRow[];
  readonly places: readonly PlaceRow[];
  readonly rules: readonly DecisionRuleRow[];
  readonly parties: readonly PartyRow[];
  readonly counts: PartyCounts;
  readonly findings: readonly Finding[];
}

export const asked = (parties: readonly PartyRow[]): readonly PartyRow[] =>
  parties.filter((party) => takesPart(party.status) && party.relation === 'party');

export function readOrder(rows: {
  readonly groups: readonly GroupRow[];
  readonly places: readonly PlaceRow[];
  readonly rules: readonly DecisionRuleRow[];
  readonly parties: readonly PartyRow[];
}): ReadOrder {
  return {
    ...rows,
    counts: countParties(rows.parties.map((party) => ({ ...party, takesPart: takesPart(party.status) }))),
    findings: checkOrder({ ...rows, parties: asked(rows.parties).map(({ id }) => id) }),
  };
}

export const placesOfGroup = (order: ReadOrder, groupId: string): readonly PlaceRow[] =>
  order.places.filter((place) => place.group_id === groupId);

export const isInformal = (order: ReadOrder, groupId: string): boolean =>
  order.findings.some((finding) => finding.kind === 'informal' && finding.group.id === groupId);

/** Who leads a group, by name where a seat says it, otherwise by the title of the place. */
export function chairOf(order: ReadOrder, groupId: string): string | undefined {
  const chair = placesOfGroup(order, groupId).find((place) => place.role === 'chair');
  return chair && (chair.holder_name ?? chair.title);
}

export function whoseWords(place: PlaceRow, order: ReadOrder, t: Texts): string {
  if (place.party_id) return order.parties.find((party) => party.id === place.party_id)?.name ?? '';
  if (place.each) return t.eaches[place.each];
  return place.represents ? t.group.notParty(place.represents) : '';
}

/** The groups of a phase, or of all, as they are drawn. */
export function chartedGroups(order: ReadOrder, t: Texts, phase?: string): readonly ChartedGroup[] {
  return order.groups
    .filter((group) => phase === undefined || existsIn(group.phases, phase))
    .map((group) => {
      const informal = isInformal(order, group.id);
      const chair = chairOf(order, group.id);
      return {
        ...group,
        isInformal: informal,
        notes: [
          ...(chair ? [t.chairedBy(chair)] : []),
          ...(group.is_borrowed ? [t.borrowed(group.borrowed_from)] : []),
          ...(informal ? [t.informal] : []),
        ],
        places: placesOfGroup(order, group.id).filter((place) => phase === undefined || existsIn(place.phases, phase)),
      };
    });
}

export const rhythmWords = (group: GroupRow, t: Texts): string =>
  group.rhythm === 'timesAYear' && group.times_a_year
    ? t.timesAYear(group.times_a_year, group.is_times_at_least)
    : group.rhythm
      ? t.rhythms[group.rhythm]
      : '';

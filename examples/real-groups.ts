import { listParties } from '../src/collaborations/index.ts';
import { addPlace, formGroup } from '../src/groups/index.ts';
import type { Tx } from '../src/identity/index.ts';
import type { FactFields, PresentFact } from './facts.ts';
import { type Subject, subjectsOf } from './real-case.ts';

/** The groups that a source tells of and says more about than that they met: somewhere to meet is one too. */
export const groupsOf = (facts: readonly PresentFact[]): readonly Subject<'group'>[] => [
  ...subjectsOf(facts, 'group'),
  ...subjectsOf(facts, 'arena'),
];

/** Groups with the places that sources name. What they may decide, and who decides what, is not told and stays open. */
export async function formRealGroups(
  tx: Tx,
  collaborationId: string,
  facts: readonly PresentFact[],
  parties: ReadonlyMap<string, string>,
): Promise<void> {
  const groups = new Map<string, string>();
  const rows = await tx.all(listParties(collaborationId));
  const told = groupsOf(facts);
  // Whoever gives an assignment is there before the one that works on it.
  for (const { key, fields } of told.toSorted(
    (one, other) => Number('assignedBy' in one.fields) - Number('assignedBy' in other.fields),
  )) {
    const above = fields.assignedBy ? (groups.get(fields.assignedBy) ?? null) : null;
    const id = formGroup(tx, collaborationId, {
      name: fields.name?.sv ?? '',
      kind: fields.kind ?? null,
      nature: null,
      mandate: (fields.mandate ?? []).map(({ sv }) => sv).join('\n'),
      mandate_basis: '',
      rhythm: fields.meetingsPerYearAtLeast ? 'timesAYear' : (fields.rhythm ?? null),
      times_a_year: fields.meetingsPerYearAtLeast ?? null,
      is_times_at_least: Boolean(fields.meetingsPerYearAtLeast),
      has_minutes: fields.keepsMinutes ?? null,
      may_decide: fields.takesDecisions ?? null,
      is_cross_professional: fields.crossProfessional ?? null,
      levels: fields.levels ?? [],
      secretariat_party_id: null,
      competences_needed: [],
      under_group_id: above,
      several: fields.several ?? null,
      is_assigned: above !== null,
      is_borrowed: fields.isBorrowed ?? false,
      borrowed_from: '',
      phases: [],
    });
    groups.set(key, id);
    for (const member of fields.members ?? []) placeMember(tx, collaborationId, id, member, parties, rows);
  }
}

/** The source says that they are there, so that a place is taken as far as it is counted. */
function placeMember(
  tx: Tx,
  collaborationId: string,
  groupId: string,
  member: FactFields['group']['members'][number],
  parties: ReadonlyMap<string, string>,
  rows: readonly { readonly kind: string | null; readonly relation: string }[],
): void {
  const { each = null, count = null } = member;
  const those = rows.filter((row) => row.relation === 'party' && (each === 'party' || row.kind === each)).length;
  addPlace(tx, collaborationId, groupId, {
    title: member.title.sv,
    role: 'member',
    party_id: member.party ? (parties.get(member.party) ?? null) : null,
    each,
    represents: member.represents ?? '',
    seat_id: null,
    organisation_id: null,
    count,
    taken: count === null ? 0 : count * (each ? those : 1),
    level: member.level ?? null,
    competences: [],
    phases: [],
  });
}

import { existsIn, type GroupPhase, groupPhases } from './joint-group.ts';

interface Lasting {
  readonly id: string;
  readonly phases: readonly string[];
}

export interface PhaseChange<Group extends Lasting, Place extends Lasting> {
  readonly from: GroupPhase;
  readonly to: GroupPhase;
  readonly comes: readonly Group[];
  readonly goes: readonly Group[];
  readonly stays: readonly { readonly group: Group; readonly come: readonly Place[]; readonly go: readonly Place[] }[];
}

/** What changes between each phase and the next: groups that come and go, and places that do in those that stay. */
export function readPhaseChanges<Group extends Lasting, Place extends Lasting & { readonly group_id: string }>(
  groups: readonly Group[],
  places: readonly Place[],
): readonly PhaseChange<Group, Place>[] {
  return groupPhases.slice(1).flatMap((to, at) => {
    const from = groupPhases[at];
    if (!from) return [];
    const before = (one: Lasting) => existsIn(one.phases, from);
    const after = (one: Lasting) => existsIn(one.phases, to);
    return [
      {
        from,
        to,
        comes: groups.filter((group) => !before(group) && after(group)),
        goes: groups.filter((group) => before(group) && !after(group)),
        stays: groups
          .filter((group) => before(group) && after(group))
          .map((group) => {
            const own = places.filter((place) => place.group_id === group.id);
            return {
              group,
              come: own.filter((place) => !before(place) && after(place)),
              go: own.filter((place) => before(place) && !after(place)),
            };
          }),
      },
    ];
  });
}

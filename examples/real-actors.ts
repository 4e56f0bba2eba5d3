import { addActor } from '../src/actors/index.ts';
import type { Phase } from '../src/collaborations/index.ts';
import type { Tx } from '../src/identity/index.ts';
import type { Subject } from './real-case.ts';

/** Who the source says took part without being a party. What they ought to, want and could is not in it, and stays open. */
export async function loadRealActors(
  tx: Tx,
  collaborationId: string,
  phase: Phase,
  actors: readonly Subject<'actor'>[],
): Promise<void> {
  for (const { fields } of actors) {
    await addActor(tx, collaborationId, phase, {
      name: fields.name ?? '',
      kind: 'organisation',
      subjectId: null,
      wayIn: '',
      howAffected: '',
      ought: 'notKnown',
      oughtWhy: '',
      wants: 'notKnown',
      wantsWhy: '',
      can: 'notKnown',
      canWhy: '',
      prehistory: '',
      power: '',
      resources: '',
      knowledge: '',
    });
  }
}

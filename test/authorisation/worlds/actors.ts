import { answerTraps } from '../../../src/actors/index.ts';
import { anActor, aPlacing, somePlacings } from '../../../src/actors/testing.ts';
import type { Someone } from '../../../src/collaborations/testing.ts';
import type { Host } from '../../../src/identity/testing.ts';

/** An analysis whose time for placing is out, so that it can be placed in, late and jointly; one party has placed. */
export async function placeActorsIn(
  host: Host,
  people: Readonly<Record<'leader' | 'second', Someone>>,
  id: string,
  placed: string,
  canary: string,
) {
  const { leader } = people;
  const actor = await anActor(host, leader, id, {
    name: `Stiftelsen ${canary}`,
    kind: 'organisation',
    howAffected: canary,
    oughtWhy: canary,
    wantsWhy: canary,
    canWhy: canary,
    prehistory: canary,
    power: canary,
    resources: canary,
    knowledge: canary,
  });
  const analysis = await aPlacing(host, leader, id, '2013-01-01');
  const stated = { channel: 'email', statedOn: '2013-01-01' } as const;
  await somePlacings(host, leader, id, placed, { influence: 4, affected: 2 }, stated);
  await host.database.write(leader, host.now, (tx) =>
    answerTraps(tx, id, 'identify', null, [{ trap: 'mandate', answer: null, text: canary, version: 0 }]),
  );
  return { actor, analysis };
}

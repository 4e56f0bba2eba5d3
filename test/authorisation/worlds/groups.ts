import type { Someone } from '../../../src/collaborations/testing.ts';
import { closeOutcome, reservePersonally, takePosition } from '../../../src/groups/outcomes.ts';
import { answerMajority } from '../../../src/groups/rule-setting.ts';
import { aGroup, aMatter, aPlace, aRule } from '../../../src/groups/testing.ts';
import type { Host } from '../../../src/identity/testing.ts';

/** A political group with a place and a majority rule, a matter that is open and one that every party is to decide on. */
export async function fillGroups(
  host: Host,
  id: string,
  people: Readonly<Record<'leader' | 'first', Someone>>,
  parties: readonly { readonly id: string; readonly organisation_id: string }[],
  canary: string,
): Promise<Readonly<Record<'jointGroup' | 'place' | 'rule' | 'outcome' | 'closedOutcome', string>>> {
  const { leader, first } = people;
  const words = { name: `Styrgruppen, ${canary}`, mandate: canary };
  const jointGroup = await aGroup(host, leader, id, { ...words, kind: 'politicalSteeringGroup' });
  const place = await aPlace(host, leader, id, jointGroup, {
    title: `Ledamot, ${canary}`,
    party_id: parties.find((party) => party.organisation_id === first.organisation)?.id ?? null,
    seat_id: first.seat,
    organisation_id: first.organisation,
  });
  const rule = await aRule(host, leader, id, { subject: canary, group_id: jointGroup, way: 'majority' });
  await host.database.write(first, host.now, (tx) => answerMajority(tx, id, rule, 1, 'agrees'));
  const { id: outcome } = await aMatter(host, leader, id, jointGroup, `Fråga, ${canary}`);
  await host.database.write(first, host.now, (tx) => takePosition(tx, id, outcome, 0, 'supports', canary));
  await host.database.write(first, host.now, (tx) => reservePersonally(tx, id, outcome, 0, canary));
  const { id: closedOutcome } = await aMatter(host, leader, id, jointGroup, `Avslutad, ${canary}`);
  await host.database.write(leader, host.now, (tx) =>
    closeOutcome(tx, id, closedOutcome, 1, {
      result: 'agreed',
      effect: 'recommendation',
      basis: '',
      wording: canary,
      decidedOn: '2023-11-20',
      lookAgainOn: null,
      parties,
    }),
  );
  return { jointGroup, place, rule, outcome, closedOutcome };
}

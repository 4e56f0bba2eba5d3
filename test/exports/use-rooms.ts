import { setOwnGoal } from '../../src/action-plans/own-goals.ts';
import { anActivity } from '../../src/action-plans/testing.ts';
import { renewCalendarAddress } from '../../src/annual-wheel/calendar-address.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../../src/collaborations/testing.ts';
import { bookOn } from '../../src/financing/reporting-money.ts';
import { aLayer, aPlan } from '../../src/financing/testing.ts';
import { aRound } from '../../src/follow-up/testing.ts';
import { aContribution, aGoal } from '../../src/goals/testing.ts';
import { reservePersonally } from '../../src/groups/outcomes.ts';
import { answerMajority } from '../../src/groups/rule-setting.ts';
import { aGroup, aMatter, aPlace, aRule } from '../../src/groups/testing.ts';
import { dayOf, type User } from '../../src/identity/index.ts';
import { aHost, anOrganisation, aPerson, type Host } from '../../src/identity/testing.ts';
import { chooseRhythm, noteAbsence } from '../../src/my-work/choosing.ts';
import { writeDigest } from '../../src/my-work/digest.ts';
import type { Database } from '../../src/platform/database/database.ts';
import type { FileStore } from '../../src/platform/files/file-store.ts';
import { saveStatedBenefit } from '../../src/situation-analysis/writing.ts';
import { fillAgreements } from '../authorisation/worlds/agreements.ts';
import { fillDialogue } from '../authorisation/worlds/dialogue.ts';
import { tellUndertakings } from '../authorisation/worlds/rounds.ts';
import { writeSituation } from '../authorisation/worlds/situation-analysis.ts';
import { outside, workspace } from '../setup/composition.ts';

/** What the rooms keep that neither the examples nor the pages walked through have filled, by the verbs of the rooms. */
export async function useRooms(database: Database<User>, store: FileStore, now: Date): Promise<void> {
  const host: Host & { readonly store: FileStore } = { ...(await aHost({ database, now })), store };
  const someone = async (name: string, organisation: string, kind: 'region' | 'municipality') =>
    await aPerson(host, name, await anOrganisation(host, organisation, { kind }));
  const leader = await someone('Ylva Krok', 'Region Export', 'region');
  const town = await someone('Åke Ström', 'Exportköping', 'municipality');
  const village = await someone('Ester Ö', 'Exportby', 'municipality');
  const id = await aCollaboration(host, leader, [town.organisation, village.organisation], {
    name: 'Allt som kan stå',
  });
  for (const one of [town, village]) await aRole(host, leader, id, one);
  const party = {
    leading: await partyOf(host, leader, id, leader.organisation),
    first: await partyOf(host, leader, id, town.organisation),
    second: await partyOf(host, leader, id, village.organisation),
  };
  const by = { leading: leader, first: town, second: village };
  const words = { canary: 'ett', quietCanary: 'två' };
  await fillAgreements(
    host,
    id,
    { canary: 'ett', followedCanary: 'två' },
    [
      { name: 'leading', partyId: party.leading, by: leader, seats: [leader.seat] },
      { name: 'first', partyId: party.first, by: town, seats: [town.seat] },
      { name: 'second', partyId: party.second, by: village, seats: [village.seat] },
    ],
    undefined,
  );
  const write = <Result>(who: Someone, work: Parameters<typeof database.write<Result>>[2]): Promise<Result> =>
    database.write(who, now, work);
  const heard = { channel: 'phone' as const, statedOn: '2023-11-17' };
  await write(leader, (tx) => saveStatedBenefit(tx, id, party.second, 0, 'Färre som står utanför.', heard));
  await writeSituation(write, id, party, by, words);
  const goal = await aGoal(host, leader, id);
  await aContribution(host, town, id, goal, party.first);
  const round = await aRound(host, leader, id);
  await tellUndertakings(host, id, 'ett', round, { leader, first: town }, party);
  await fillDialogue(write, id, { canary: 'ett', quiet: 'två' }, { leader, goal }, [
    { name: 'first', id: party.first, organisation_id: town.organisation, by: town },
    { name: 'second', id: party.second, organisation_id: village.organisation, by: village },
  ]);
  await money(host, id, leader, town, party.first);
  await decide(host, id, leader, town, party.first);
  const activity = await anActivity(host, town, id);
  await write(town, async (tx) => {
    await setOwnGoal(tx, id, activity, 0, { text: 'Färre på stöd', standsIn: 'Budget 2024', isShared: false });
    await renewCalendarAddress(tx);
    await chooseRhythm(tx, 'daily', true, 0);
    noteAbsence(tx, '2023-12-27', '2023-12-29');
  });
  const options = { database, clock: () => now, origin: 'http://localhost', sealing: outside.sealing, workspace };
  if (!(await writeDigest(options, town.person))) throw new Error('no letter about what waits was written');
}

async function money(host: Host, id: string, leader: Someone, own: Someone, partyId: string): Promise<void> {
  const planId = await aPlan(host, leader, id);
  await aLayer(host, leader, id, planId, [leader.organisation, own.organisation]);
  const booked = { account: '4521', cost_centre: '7310', invoice_reference: '' };
  await host.database.write(own, host.now, (tx) =>
    bookOn(tx, id, { planId, partyId, organisationId: own.organisation, summary: '' }, booked),
  );
}

/** In a political group: somebody agrees to be bound by the majority, and reserves themselves in their own name. */
async function decide(
  host: Host,
  id: string,
  leader: Someone,
  own: Someone & { readonly seat: string },
  partyId: string,
): Promise<void> {
  const group = await aGroup(host, leader, id, { name: 'Politikerna', kind: 'politicalSteeringGroup' });
  const seated = { title: 'Ledamot', party_id: partyId, seat_id: own.seat, organisation_id: own.organisation };
  await aPlace(host, leader, id, group, seated);
  const rule = await aRule(host, leader, id, { group_id: group, way: 'majority', usual_subject: null });
  const { id: matter } = await aMatter(host, leader, id, group, `Fråga den ${dayOf(host.now)}`);
  await host.database.write(own, host.now, async (tx) => {
    await answerMajority(tx, id, rule, 1, 'agrees');
    await reservePersonally(tx, id, matter, 0, 'Jag vill gå längre.');
  });
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, type Host } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import { answerRealising, seeBenefit } from './answering.ts';
import { sayFigures, weighTradeOff } from './estimating.ts';
import { findTradeOff, listBenefits, listEstimates } from './queries.ts';
import { aBenefit, someFigures } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let karin: Someone;
let stranger: Someone;
let region: string;
let kommun: string;
let granne: string;
let id: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  region = await anOrganisation(host, 'Region Test', { kind: 'region' });
  amina = await aPerson(host, 'Amina Holm', region);
  kommun = await anOrganisation(host, 'Testköping');
  granne = await anOrganisation(host, 'Grannby');
  maria = await aPerson(host, 'Maria Ek', kommun);
  karin = await aPerson(host, 'Karin Berg', granne);
  stranger = await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  id = await aCollaboration(host, amina, [kommun, granne]);
  await aRole(host, amina, id, maria);
  await aRole(host, amina, id, karin);
});
afterAll(() => house.close());

const all = statement<{ id: string; title: string }>('select id, title from benefit order by created_at');
const allFigures = statement<{ benefit_id: string; organisation_id: string }>(
  'select benefit_id, organisation_id from benefit_estimate order by created_at, id',
);
const seen = async (by: Someone) => {
  const { rows } = await house.database.read(by, host.now, {
    benefits: all(),
    figures: allFigures(),
    of: listBenefits(id),
    said: listEstimates(id),
  });
  return rows;
};
const benefitOf = async (by: Someone, benefit: string) => {
  const found = (await seen(by)).of.find((one) => one.id === benefit);
  if (!found) throw new Error('not seen');
  return found;
};
const twoYears = (expected: string) => ({ years: [2023, 2024], expected: [expected, null], realised: [null, null] });

test('a party’s own benefit is seen by all who take part, another’s word about it by those two until it has seen it', async () => {
  const own = await aBenefit(host, maria, id);
  const of = await aBenefit(host, amina, id, { title: 'Färre inskrivna' }, { of: kommun });
  await someFigures(host, amina, id, of, twoYears('40000000'));
  const ids = async (by: Someone) => (await seen(by)).benefits.map((one) => one.id);
  expect(await ids(maria)).toEqual([own, of]);
  expect(await ids(amina)).toEqual([own, of]);
  expect(await ids(karin)).toEqual([own]);
  expect(await ids(stranger)).toEqual([]);
  expect((await seen(karin)).figures).toEqual([]);
  expect((await seen(maria)).figures).toHaveLength(1);

  // Neither whoever wrote it nor anybody else has seen it in the party's place.
  const asSeen = statement<{ id: string }, [id: string, organisation: string]>(
    'update benefit set seen_by = seen_by || $2::uuid, version = version + 1 where id = $1 returning id',
  );
  await expect(house.database.write(amina, host.now, (tx) => tx.all(asSeen(of, kommun)))).rejects.toThrow(
    /a party sees for itself/,
  );
  const shown = statement<{ id: string }, [id: string]>(
    'update benefit_estimate set visible_at = now() where benefit_id = $1 returning id',
  );
  await expect(house.database.write(amina, host.now, (tx) => tx.all(shown(of)))).rejects.toThrow(/sees for itself/);
  const rewrite = statement<{ id: string }, [id: string]>(
    'update benefit_estimate set expected = array[1, 2]::bigint[] where benefit_id = $1 returning id',
  );
  await expect(house.database.write(maria, host.now, (tx) => tx.all(rewrite(of)))).rejects.toThrow(
    /changed by whoever made it/,
  );
  expect(await house.database.write(karin, host.now, (tx) => tx.all(asSeen(of, granne)))).toEqual([]);

  const before = await benefitOf(maria, of);
  const [estimate] = (await seen(maria)).said;
  await house.database.write(maria, host.now, (tx) =>
    seeBenefit(tx, id, before, before.version, estimate && { row: estimate, version: estimate.version }),
  );
  expect(await ids(karin)).toEqual([own, of]);
  expect((await seen(karin)).figures).toEqual([{ benefit_id: of, organisation_id: region }]);

  // Changed, it is again for the two; and the party's own, once it has seen it, nobody else changes.
  const [row] = (await seen(amina)).said;
  await house.database.write(amina, host.now, async (tx) => {
    const found = (await tx.all(listBenefits(id))).find((one) => one.id === of);
    if (found && row) {
      const facts = { ...twoYears('50000000'), reckoning: '' };
      await sayFigures(tx, id, found, { organisationId: region }, facts, { row, version: row.version });
    }
  });
  expect((await seen(karin)).figures).toEqual([]);
  const rename = statement<{ id: string }, [id: string]>(
    "update benefit set title = 'Annat' where id = $1 returning id",
  );
  expect(await house.database.write(amina, host.now, (tx) => tx.all(rename(of)))).toEqual([]);
  expect(await house.database.write(maria, host.now, (tx) => tx.all(rename(of)))).toHaveLength(1);
});

test('nobody writes in another’s name, unless whoever leads enters what it has said', async () => {
  const party = await partyOf(host, amina, id, granne);
  const asKarin = {
    organisationId: granne,
    entered: { partyId: party, channel: 'phone' as const, statedOn: '2023-10-20' },
  };
  const society = await aBenefit(host, maria, id, {
    title: 'Fler i arbete',
    kind: 'social',
    unit: 'personer',
    receiver: 'society',
    receiver_party_id: null,
    realiser_party_id: null,
  });
  await expect(someFigures(host, maria, id, society, twoYears('3'), { organisationId: granne })).rejects.toThrow(
    /row-level security/,
  );
  await expect(someFigures(host, maria, id, society, twoYears('3'), asKarin)).rejects.toThrow(/row-level security/);
  const entered = await aBenefit(host, amina, id, { title: 'Hörd i telefon' }, { of: granne, entered: true });
  await someFigures(host, amina, id, entered, twoYears('100'), asKarin);
  expect((await seen(maria)).benefits.map(({ title }) => title)).toContain('Hörd i telefon');
  expect((await seen(maria)).figures).toContainEqual({ benefit_id: entered, organisation_id: granne });
});

test('whoever is named to see to a benefit answers for itself; another’s estimate follows when it becomes a party’s', async () => {
  const other = await partyOf(host, amina, id, granne);
  const of = await aBenefit(host, maria, id, {
    title: 'Målgruppen får stöd',
    kind: 'social',
    receiver: 'targetGroup',
    receiver_party_id: null,
    realiser_party_id: other,
  });
  await someFigures(host, maria, id, of, twoYears('12'));
  expect((await seen(amina)).benefits.map((one) => one.id)).not.toContain(of);
  const answer = statement<{ id: string }, [id: string]>(
    "update benefit set realiser_answer = 'takes' where id = $1 returning id",
  );
  await expect(house.database.write(maria, host.now, (tx) => tx.all(answer(of)))).rejects.toThrow(/answers for itself/);
  const before = await benefitOf(karin, of);
  await house.database.write(karin, host.now, (tx) =>
    answerRealising(tx, id, before, before.version, { answer: 'declines', seatId: null }),
  );
  expect((await benefitOf(amina, of)).realiser_answer).toBe('declines');
  // The answer does not tell the others what was estimated of it.
  expect((await seen(amina)).said.filter(({ benefit_id }) => benefit_id === of)).toEqual([]);
});

test('what a party makes of it is read by its own organisation alone', async () => {
  const party = await partyOf(host, maria, id, kommun);
  const facts = {
    first_year: 2023,
    last_year: 2025,
    cost: '44490000',
    cost_words: '',
    gain: '60000000',
    gain_words: '',
    outcome: 'worthIt' as const,
    words: 'egna ord',
    weighed_on: '2023-11-20',
  };
  await house.database.write(maria, host.now, (tx) => weighTradeOff(tx, id, party, facts, 0));
  const find = async (by: Someone) => (await house.database.read(by, host.now, { own: findTradeOff(id) })).rows.own;
  expect(await find(maria)).toMatchObject([{ words: 'egna ord' }]);
  expect(await find(amina)).toEqual([]);
  expect(await find(karin)).toEqual([]);
});

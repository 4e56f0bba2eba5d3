import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, testPassword } from '../identity/testing.ts';
import { anAgreementInForce } from './testing.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('a party joins a text in force: it decides for itself, is bound, and nobody else decides anew', async () => {
  const host = await aHost(house);
  const amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  const maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  const johan = await aPerson(host, 'Johan Sand', await anOrganisation(host, 'Grannby'));
  const id = await aCollaboration(host, amina, [maria.organisation, johan.organisation]);
  for (const one of [maria, johan]) await aRole(host, amina, id, one);
  const [region, town, village] = [
    await partyOf(host, amina, id, amina.organisation),
    await partyOf(host, amina, id, maria.organisation),
    await partyOf(host, amina, id, johan.organisation),
  ];
  const named = [
    { partyId: region, by: amina },
    { partyId: town, by: maria },
  ];
  const closed = await anAgreementInForce(host, amina, id, named, {}, { isOpenToOthers: false });
  const open = await anAgreementInForce(host, amina, id, named, {}, { isOpenToOthers: true });
  const at = `/collaborations/${id}/agreements/${open.agreementId}/versions/1`;
  const leader = await new Visitor(house).signIn(emailOf('Amina Holm'), testPassword);
  const own = await new Visitor(house).signIn(emailOf('Johan Sand'), testPassword);

  // A text that says nothing of others is joined by nobody, and nobody joins by themselves.
  expect((await leader.open(at.replace(open.agreementId, closed.agreementId).concat('/joining'))).status).toBe(404);
  expect((await own.open(`${at}/joining`)).status).toBe(404);

  await leader.open(at);
  expect(leader.text).toContain('Låt en part till ansluta sig');
  await leader.open(`${at}/joining`);
  expect(leader.text).not.toContain('Testköping');
  await leader.submit({});
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('Välj den part som ansluter sig');
  // Another collaboration's party is none here, whoever it is.
  const elsewhere = await aCollaboration(host, amina, [johan.organisation]);
  await leader.submit({ party: await partyOf(host, amina, elsewhere, johan.organisation) });
  expect(leader.status).toBe(422);
  await leader.submit({ party: village });
  expect(leader.text).toContain('Grannby ansluter sig efter de andra');
  expect(leader.text).toContain('En part kan bli bunden senare.');
  await leader.open(`${at}/joining`);
  expect(leader.text).toContain('Alla som är med som parter finns redan i texten.');

  await own.open(`/collaborations/${id}`);
  expect(own.text).toContain('Er instans ska besluta');
  await own.open(`${at}/parties/${village}/decision`);
  await own.submit({
    instance: 'Kommunstyrelsen',
    stands: 'decided',
    outcome: 'approved',
    decidedOn: '2023-11-14',
    paragraph: '9',
    appeal: 'none',
  });
  expect(own.text).toContain('Kommunstyrelsen § 9, 14 november');
  expect(own.text).toContain('Bunden 14 november');
  expect(own.text).toContain('Version 1 gäller från');
  await own.open(`/collaborations/${id}/history`);
  expect(own.text).toContain('lät en part till ansluta sig till överenskommelsen');
  await own.open(`/collaborations/${id}/parties`);
  expect(own.text).toMatch(/Grannby \(ni\) Bunden/);
});

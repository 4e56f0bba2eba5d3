import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, partyOf, type Someone } from '../collaborations/testing.ts';
import { listPlans, setPlan } from '../financing/index.ts';
import { aLayer, aPlan, planFacts } from '../financing/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { addClause } from './clauses.ts';
import { anAgreement, type Drawn } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let id: string;
let plan: string;
let elsewhere: string;
let drawn: Drawn;
let at: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  const kommun = await anOrganisation(host, 'Testköping');
  id = await aCollaboration(host, amina, [kommun]);
  const parties = [await partyOf(host, amina, id, amina.organisation), await partyOf(host, amina, id, kommun)];
  plan = await aPlan(host, amina, id, { surplus_rule: 'går tillbaka i samma förhållande.' });
  await aLayer(host, amina, id, plan, [amina.organisation, kommun], { total: '100000100' });
  elsewhere = await aPlan(host, amina, await aCollaboration(host, amina, [kommun]));
  drawn = await anAgreement(host, amina, id, parties);
  at = `/collaborations/${id}/agreements/${drawn.agreementId}/versions/1`;
});
afterAll(() => house.close());

test('the clause on money shows the plan, and what was settled stays when the plan is changed', async () => {
  const clause = await host.database.write(amina, host.now, async (tx) =>
    addClause(tx, id, drawn.versionId, { kind: 'financing', heading: 'Pengar', text: 'Kostnaden delas lika.' }),
  );
  const leader = await new Visitor(house).signIn(emailOf('Amina Holm'), testPassword);
  await leader.open(at);
  expect(leader.text).not.toContain('Så delas kostnaden');

  const money = { heading: 'Pengar', text: 'Kostnaden delas lika.', place: '3' };
  await leader.open(`${at}/clauses/${clause}/edit`);
  await leader.submit({ ...money, plan: elsewhere });
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('Välj en av planerna i listan');
  await leader.submit({ ...money, plan });
  expect(leader.status).toBe(200);
  const today = ['Samordningen kostar 1 000 001 kronor om året', '500 001', '500 000'];
  for (const words of [...today, 'Överskott: går tillbaka i samma förhållande.', 'Så säger planen nu.'])
    expect(leader.text).toContain(words);

  await leader.open(`${at}/locking`);
  await leader.submit({});
  await leader.open(`${at}/json`);
  const settled = leader.page;
  expect(JSON.parse(settled).financing[1]).toMatchObject({ kind: 'table', caption: 'Så delas kostnaden' });

  await host.database.write(amina, host.now, async (tx) => {
    const before = (await tx.all(listPlans(id))).find((one) => one.id === plan);
    await setPlan(tx, id, {
      before,
      version: before?.version ?? 0,
      facts: { ...planFacts, last_year: 2030, surplus_rule: 'stannar hos regionen.' },
    });
  });
  await leader.open(at);
  for (const words of [...today, 'Så sade planen när texten låstes.']) expect(leader.text).toContain(words);
  expect(leader.text).not.toContain('Kronor 2030');
  expect(leader.text).not.toContain('stannar hos regionen');
  await leader.open(`${at}/json`);
  expect(leader.page).toBe(settled);
  const hash = createHash('sha256').update(settled, 'utf8').digest('hex');
  await leader.open(at);
  expect(leader.page).toContain(hash);
});

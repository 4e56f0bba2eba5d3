import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, partyOf } from '../collaborations/testing.ts';
import { listDecisionRules } from '../groups/index.ts';
import { aGroup, aRule, changeRule } from '../groups/testing.ts';
import { aHost, anOrganisation, aPerson, type Host, testPassword } from '../identity/testing.ts';
import { addClause } from './clauses.ts';
import { hashOf } from './content.ts';
import { readOrderClause } from './decision-order-clause.ts';
import { findContent } from './locking.ts';
import { anAgreement, lock } from './testing.ts';

let house: TestHouse;
let host: Host;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
});
afterAll(() => house?.close());

test('who decides what follows the rules while the text is open, and is locked with it', async () => {
  const amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  const id = await aCollaboration(host, amina, []);
  const group = await aGroup(host, amina, id, { name: 'Styrgruppen' });
  const rule = await aRule(host, amina, id, { group_id: group, if_not_agreed: 'Var och en gör sitt' });
  const drawn = await anAgreement(host, amina, id, [await partyOf(host, amina, id, amina.organisation)]);
  await host.database.write(amina, host.now, async (tx) => {
    addClause(tx, id, drawn.versionId, { kind: 'decisionOrder', heading: 'Vem beslutar vad', text: 'Så här:' });
  });
  const change = (subject: string) =>
    host.database.write(amina, host.now, async (tx) => {
      const before = (await tx.all(listDecisionRules(id))).find((one) => one.id === rule);
      if (!before) throw new Error('no rule');
      await changeRule(tx, id, before, before.version, { ...before, subject });
    });
  const linesNow = async () =>
    (await host.database.read(amina, host.now, { order: readOrderClause(id, drawn.agreementId, 1) })).rows.order[0]
      ?.lines;
  await change('Mål');
  const line = {
    subject: 'Mål',
    group: 'Styrgruppen',
    way: 'consensus',
    effect: 'recommendation',
    basis: '',
    ifNotAgreed: 'Var och en gör sitt',
  };
  expect(await linesNow()).toEqual([line]);
  const hash = await lock(host, amina, id, drawn.versionId);
  await change('Något annat');
  expect(await linesNow()).toEqual([line]);
  const { rows } = await host.database.read(amina, host.now, { content: findContent(id, drawn.versionId) });
  const content = rows.content[0]?.content ?? '';
  expect(hashOf(content).toString('hex')).toBe(hash);
  expect(JSON.parse(content).clauses.at(-1)).toMatchObject({ kind: 'decisionOrder', decisionOrder: [line] });
  const visitor = await new Visitor(house).signIn(amina.email, testPassword);
  await visitor.open(`/collaborations/${id}/agreements/${drawn.agreementId}/versions/1`);
  expect(visitor.text).toContain('Var och en gör sitt');
  expect(visitor.text).not.toContain('Något annat');
});

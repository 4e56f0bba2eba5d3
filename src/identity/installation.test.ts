import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { beginInstallation } from './installation.ts';
import { anApp } from './testing.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse({ demo: false });
});
afterAll(() => house.close());

const siv = { organisation: 'region blekinge', name: 'Siv Svensson', email: 'siv.svensson@example.se' };

test('a real installation begins with its host and an administrator, who chooses a password by a link that works once', async () => {
  const key = await beginInstallation(house.database, house.now, siv);
  const visitor = await new Visitor(house).open(`/new-password/${key}`);
  await visitor.submit({ password: 'fyra egna ord här' });
  await visitor.signIn(siv.email, 'fyra egna ord här');
  // A password alone administers nothing: the first thing is to add more.
  expect(visitor.text).toContain('Den som är systemadministratör behöver mer än ett lösenord.');
  expect((await visitor.open('/organisations/new')).status).toBe(404);
  await anApp(visitor, house, '/organisations?q=blekinge');
  expect(visitor.text).toContain('Dina återställningskoder');
  await visitor.submit({}, '/account/recovery-codes/kept');
  expect(visitor.path).toBe('/organisations?q=blekinge');
  expect(visitor.text).toContain('Du företräder Region Blekinge');
  await visitor.open('/organisations?q=blekinge');
  expect(visitor.text).toContain('Region Blekinge Region Verifierad');
  await visitor.open('/organisations/new');
  expect(visitor.status).toBe(200);
  await visitor.open('/collaborations/new');
  expect(visitor.status).toBe(200);
  expect((await new Visitor(house).open('/outbox')).status).toBe(404);
});

test('an address that has an account is not used again', async () => {
  expect(await beginInstallation(house.database, house.now, { ...siv, organisation: 'En annan' })).toBeUndefined();
});

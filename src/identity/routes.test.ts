import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from './testing.ts';

let house: TestHouse;
let host: Host;
let ronneby: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  ronneby = await anOrganisation(host, 'Testkommunen');
  await aPerson(host, 'Maria Ek', ronneby);
  await aPerson(host, 'Lena Berg', ronneby, { isAdministrator: true });
});
afterAll(() => house.close());

const visitor = () => new Visitor(house);
const latestLink = async (pattern: RegExp): Promise<string> => {
  const outbox = await visitor().open('/outbox');
  const [found = ''] = outbox.page.match(pattern) ?? [];
  return found.replace('http://localhost', '');
};

describe('signing in', () => {
  test('leads to where one was going, and says whom one acts for', async () => {
    const maria = await visitor().open('/acting-for');
    expect(maria.path).toBe('/sign-in?next=%2Facting-for');
    await maria.submit({ email: emailOf('Maria Ek'), password: testPassword }, '/sign-in');
    expect(maria.path).toBe('/acting-for');
    expect(maria.text).toContain('Du företräder Testkommunen');
  });

  test('never leads to another site', async () => {
    const maria = await visitor().open('/sign-in?next=https://elsewhere.example/');
    await maria.submit({ email: emailOf('Maria Ek'), password: testPassword }, '/sign-in');
    expect(maria.path).toBe('/');
  });

  test('says the same of a wrong password and an unknown address, and keeps the address typed', async () => {
    const wrong = await visitor().signIn(emailOf('Maria Ek'), 'fel lösenord');
    const unknown = await visitor().signIn('ingen@example.se', 'fel lösenord');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('E-postadress och lösenord hör inte ihop');
    expect(unknown.text).toContain('E-postadress och lösenord hör inte ihop');
    expect(wrong.page).toContain(`value="${emailOf('Maria Ek')}"`);
  });

  test('stops for a while after ten wrong guesses, also for the right password', async () => {
    await aPerson(host, 'Otto Otålig', ronneby);
    for (let guess = 0; guess < 10; guess += 1) await visitor().signIn(emailOf('Otto Otålig'), 'fel lösenord');
    const right = await visitor().signIn(emailOf('Otto Otålig'), testPassword);
    expect(right.status).toBe(429);
    house.now = new Date(house.now.getTime() + 16 * 60_000);
    expect((await visitor().signIn(emailOf('Otto Otålig'), testPassword)).status).toBe(200);
  });

  test('signing out ends the session itself', async () => {
    const maria = await visitor().signIn(emailOf('Maria Ek'), testPassword);
    await maria.open('/account');
    await maria.submit({}, '/sign-out');
    await maria.open('/acting-for');
    expect(maria.path).toContain('/sign-in');
  });
});

test('a form posted from another site is refused', async () => {
  const answer = await house.fetch('/sign-in', {
    method: 'POST',
    body: new URLSearchParams({ email: 'a@b.se' }),
    headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(answer.status).toBe(403);
});

test('a forgotten password is replaced once, by the link in the letter', async () => {
  await aPerson(host, 'Gun Glömsk', ronneby);
  const gun = await visitor().open('/forgotten-password');
  await gun.submit({ email: emailOf('Gun Glömsk') });
  expect(gun.text).toContain('Finns adressen hos oss');
  const link = await latestLink(/http:\/\/localhost\/new-password\/[\w-]+/);
  await gun.open(link);
  await gun.submit({ password: 'kort' });
  expect(gun.text).toContain('minst 8 tecken');
  await gun.submit({ password: 'fyra nya ord här' });
  expect((await visitor().signIn(emailOf('Gun Glömsk'), 'fyra nya ord här')).status).toBe(200);
  await gun.open(link);
  await gun.submit({ password: 'fyra andra ord här' });
  expect(gun.status).toBe(410);
});

test('an organisation administrator makes a seat and invites to it; the link works once, for the one invited', async () => {
  const lena = await visitor().signIn(emailOf('Lena Berg'), testPassword);
  await lena.open(`/organisations/${ronneby}`);
  await lena.submit({ title: 'Samordnare', level: 'officer' }, `/organisations/${ronneby}/seats`);
  expect(lena.text).toContain('Innehavare saknas');
  const [, invite = ''] = /href="([^"]+\/invite)"/.exec(lena.page.slice(lena.page.indexOf('Samordnare'))) ?? [];
  await lena.open(invite);
  await lena.submit({ name: 'Nils Ny', email: emailOf('Nils Ny'), kind: 'holder' });
  expect(lena.text).toContain('Nils Ny är inbjuden');

  const link = await latestLink(/http:\/\/localhost\/invitations\/[\w-]+/);
  const nils = await visitor().open(link);
  expect(nils.text).toContain('Du är inbjuden att ha uppdraget Samordnare');
  await nils.submit({ name: 'Nils Ny', password: 'ett långt lösenord' });
  await nils.signIn(emailOf('Nils Ny'), 'ett långt lösenord');
  expect(nils.text).toContain('Du företräder Testkommunen');
  expect((await visitor().open(link)).status).toBe(410);

  await lena.open(`/organisations/${ronneby}`);
  expect(lena.text).toContain('Nils Ny, innehavare, sedan 20 november 2023');
});

test('an administrator of one organisation finds nothing in another', async () => {
  const other = await anOrganisation(host, 'Grannkommunen');
  const lena = await visitor().signIn(emailOf('Lena Berg'), testPassword);
  expect((await lena.open(`/organisations/${other}`)).status).toBe(404);
});

test('only the host verifies, and it is recorded', async () => {
  const fresh = await anOrganisation(host, 'Nykommunen', { isVerified: false });
  const siv = await visitor().signIn(emailOf('Siv Systemsson'), testPassword);
  await siv.open(`/organisations/${fresh}`);
  await siv.submit({}, `/organisations/${fresh}/verification`);
  expect(siv.text).toContain('Verifierad 20 november 2023');
  const owner = await house.database.read({ person: host.administrator.person, organisation: fresh }, house.now, {});
  expect(owner.user?.is_verified).toBe(true);
});

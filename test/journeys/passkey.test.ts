import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoPassword } from '../../src/identity/index.ts';
import { findBarriers, overflowOf, type RunningHouse, runHouse, signIn } from '../setup/browser.ts';
import { words } from '../setup/walking.ts';

const lena = 'lena.aberg@kommun-b.example';
const maria = 'maria.ek@kommun-b.example';
const began = new Date('2023-11-20T09:00:00Z');
let house: RunningHouse;
let origin: string;
let now = began;
beforeAll(async () => {
  house = await runHouse();
  origin = await house.compose({ clock: () => now });
});
afterAll(() => house.close());
beforeEach(() => {
  now = new Date(now.getTime() + 60_000);
});

interface Device {
  readonly cdp: CDPSession;
  readonly id: string;
}

/** A device with a fingerprint reader, and somebody who always puts the finger on it. */
async function aDevice(page: Page): Promise<Device> {
  page.setDefaultTimeout(8000);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, id: authenticatorId };
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.goto(`${origin}/account/sign-in`);
  await page.getByRole('link', { name: 'Lägg till: Nycklar' }).click();
  await page.getByLabel('Vad ska nyckeln heta?').fill(name);
  await page.getByRole('button', { name: 'Skapa nyckeln' }).click();
  await page.waitForURL(/\/account\/(recovery-codes|sign-in)/);
}
const signOut = async (page: Page): Promise<void> => {
  await page.goto(`${origin}/account`);
  await page.getByRole('button', { name: 'Logga ut' }).click();
  await page.waitForURL(/\/sign-in/);
};
const withPasskey = (page: Page) => page.getByRole('button', { name: 'Logga in med nyckel' }).click();
const isSignedIn = async (page: Page): Promise<boolean> => {
  await page.goto(`${origin}/account`);
  return new URL(page.url()).pathname === '/account';
};
const refused = (page: Page) => page.getByRole('alert').getByText('Nyckeln godtogs inte.').waitFor();

describe('a passkey', () => {
  let page: Page;
  let device: Device;
  beforeAll(async () => {
    page = await house.visit();
    device = await aDevice(page);
    await signIn(page, origin, lena);
    await addPasskey(page, 'Arbetsdatorn');
  });

  test('comes with recovery codes, once', async () => {
    expect(await page.locator('h1').innerText()).toBe('Dina återställningskoder');
    expect(await page.locator('code.secret').count()).toBe(10);
    expect(await findBarriers(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Ladda ner som textfil' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('aterstallningskoder.txt');
    await page.getByRole('button', { name: 'Jag har sparat koderna' }).click();
    await page.getByText('10 koder kvar.').waitFor();
    expect(await words(page)).toContain('Arbetsdatorn');
    expect(await words(page)).toContain('inte använd än');
    expect(await findBarriers(page)).toEqual([]);
  });

  test('signs in without a password, and says so', async () => {
    await signOut(page);
    expect(await findBarriers(page)).toEqual([]);
    await withPasskey(page);
    await page.waitForURL(`${origin}/`);
    await page.goto(`${origin}/account/sign-in`);
    const text = await words(page);
    expect(text).toContain('med nyckel');
    expect(text).toContain('senast använd 20 november 2023');
    expect(text).toMatch(/Chrome, Linux/);
  });

  test('is a second factor after the password; the password alone opens nothing', async () => {
    await signOut(page);
    await signIn(page, origin, lena);
    expect(await page.locator('h1').innerText()).toBe('Bekräfta med en kod');
    expect(await findBarriers(page)).toEqual([]);
    const other = await page.context().newPage();
    expect(await isSignedIn(other)).toBe(false);
    await other.close();
    await withPasskey(page);
    await page.waitForURL(`${origin}/`);
  });

  test('confirms who one is', async () => {
    now = new Date(now.getTime() + 11 * 60_000);
    await page.goto(`${origin}/account/password`);
    expect(await page.locator('h1').innerText()).toBe('Bekräfta att det är du');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Bekräfta med nyckel' }).click();
    await page.waitForURL(`${origin}/account/password`);
  });

  test('answers once: what it sent is worth nothing to whoever has seen it', async () => {
    await signOut(page);
    const sent = page.waitForRequest((request) => request.url() === `${origin}/sign-in/passkey`);
    await withPasskey(page);
    const body = (await sent).postData() ?? '';
    await page.waitForURL(`${origin}/`);
    const replay = (form: string) =>
      fetch(`${origin}/sign-in/passkey`, {
        method: 'POST',
        body: form,
        redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      });
    const again = await replay(body);
    expect(again.headers.getSetCookie()).toEqual([]);
    // Nor in another form than the one that it answered.
    const other = new URLSearchParams(body);
    const [, token = ''] = /name="form" value="([^"]+)"/.exec(await (await fetch(`${origin}/sign-in`)).text()) ?? [];
    other.set('form', token);
    const elsewhere = await replay(other.toString());
    expect(elsewhere.status).toBe(422);
    expect(elsewhere.headers.getSetCookie()).toEqual([]);
  });

  test('is refused without finger, face or PIN', async () => {
    await signOut(page);
    expect(await page.getByText('Webbläsaren lämnade ingen nyckel.').isVisible()).toBe(false);
    await device.cdp.send('WebAuthn.setUserVerified', { authenticatorId: device.id, isUserVerified: false });
    await withPasskey(page);
    await page.getByText('Webbläsaren lämnade ingen nyckel.').waitFor();
    await device.cdp.send('WebAuthn.setUserVerified', { authenticatorId: device.id, isUserVerified: true });
    expect(await isSignedIn(page)).toBe(false);
  });

  test('is refused when the page has been open too long, and works on the page that comes back', async () => {
    await page.goto(`${origin}/sign-in`);
    now = new Date(now.getTime() + 11 * 60_000);
    await withPasskey(page);
    await refused(page);
    expect(await findBarriers(page)).toEqual([]);
    await withPasskey(page);
    await page.waitForURL(`${origin}/`);
  });

  test('is refused at another address than the one that the browser stood on', async () => {
    const elsewhere = await house.compose({ clock: () => now, origin: 'http://localhost:9' });
    await page.goto(`${elsewhere}/sign-in`);
    await withPasskey(page);
    await page
      .getByText(/Nyckeln godtogs inte|Begäran/)
      .first()
      .waitFor();
    expect((await page.context().cookies()).filter((cookie) => cookie.name === 'session' && cookie.value)).toHaveLength(
      1,
    );
  });

  test('that has been copied out of its device is refused: its counter has stood still', async () => {
    const { credentials } = await device.cdp.send('WebAuthn.getCredentials', { authenticatorId: device.id });
    const [credential] = credentials;
    if (!credential) throw new Error('no credential');
    await signOut(page);
    await withPasskey(page);
    await page.waitForURL(`${origin}/`);
    const thief = await house.visit();
    const copy = await aDevice(thief);
    await copy.cdp.send('WebAuthn.addCredential', {
      authenticatorId: copy.id,
      credential: { ...credential, signCount: 1 },
    });
    await thief.goto(`${origin}/sign-in`);
    await withPasskey(thief);
    await refused(thief);
    expect(await isSignedIn(thief)).toBe(false);
  });

  test('that has been taken away opens nothing, and with the last one the codes go too', async () => {
    await page.goto(`${origin}/account/sign-in`);
    await page.getByRole('button', { name: 'Ta bort Arbetsdatorn' }).click();
    await page.getByText('Nyckeln är borttagen.').waitFor();
    expect(await words(page)).toContain('Du får dem när du har lagt till');
    await signOut(page);
    await withPasskey(page);
    await refused(page);
    await signIn(page, origin, lena);
    await page.waitForURL(`${origin}/`);
  });
});

test('a device holds one passkey of each person, and several people can share it', async () => {
  const page = await house.visit();
  const device = await aDevice(page);
  await signIn(page, origin, maria);
  await addPasskey(page, 'Telefonen');
  await page.getByRole('button', { name: 'Jag har sparat koderna' }).click();
  await page.getByRole('link', { name: 'Lägg till: Nycklar' }).click();
  await page.getByLabel('Vad ska nyckeln heta?').fill('Samma telefon');
  await page.getByRole('button', { name: 'Skapa nyckeln' }).click();
  await page.getByText('Webbläsaren lämnade ingen nyckel.').waitFor();
  const { credentials } = await device.cdp.send('WebAuthn.getCredentials', { authenticatorId: device.id });
  expect(credentials).toHaveLength(1);
  await page.goto(`${origin}/account/sign-in`);
  await page.getByRole('button', { name: 'Ta bort Telefonen' }).click();
  await page.getByText('Nyckeln är borttagen.').waitFor();
});

test('without script the page says that passkeys are not to be had, and a code from an app still is', async () => {
  const page = await house.visit({ javaScriptEnabled: false });
  await page.goto(`${origin}/sign-in`);
  expect(await words(page)).toContain('Nycklar kräver att webbläsaren kör skript.');
  expect(await page.getByRole('button', { name: 'Logga in med nyckel' }).isVisible()).toBe(false);
  await signIn(page, origin, maria);
  await page.goto(`${origin}/account/passkeys`);
  expect(await words(page)).toContain('Lägg till kod från app i stället');
  await page.goto(`${origin}/account/authenticator`);
  expect(await page.getByRole('img', { name: 'Bild att läsa av med appen' }).isVisible()).toBe(true);
  expect(await page.locator('code.secret').innerText()).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
});

test('the pages where it is settled how one signs in have no barriers, and fit a narrow screen', async () => {
  const page = await house.visit({ viewport: { width: 320, height: 640 } });
  await signIn(page, origin, lena, demoPassword);
  await page.goto(`${origin}/organisations?q=Kommun B`);
  await page.getByRole('link', { name: 'Kommun B', exact: true }).last().click();
  const demand = `${new URL(page.url()).pathname}/sign-in`;
  const paths = [
    '/account/sign-in',
    '/account/authenticator',
    '/account/passkeys',
    '/account/password',
    '/account/email',
  ];
  const found: string[] = [];
  for (const language of ['sv', 'en']) {
    await page.context().addCookies([{ name: 'language', value: language, url: origin }]);
    for (const path of [...paths, '/step-up', '/sign-in', demand]) {
      await page.goto(origin + path);
      found.push(...(await findBarriers(page)).map((told) => `${language} ${path}: ${told}`));
      if ((await overflowOf(page)) > 0) found.push(`${language} ${path} sticks out`);
    }
  }
  expect(found).toEqual([]);
});

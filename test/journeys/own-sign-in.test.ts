import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, overflowOf, type RunningHouse, runHouse, signIn } from '../setup/browser.ts';
import { aRealProvider, type RealProvider } from '../setup/providers.ts';
import { words } from '../setup/walking.ts';

const loa3 = 'http://id.elegnamnden.se/loa/1.0/loa3';
let house: RunningHouse;
let origin: string;
let real: RealProvider;
beforeAll(async () => {
  house = await runHouse();
  // A real provider has no clock that a test can set.
  origin = await house.compose({ clock: () => new Date() });
  real = await aRealProvider([loa3]);
  real.who.account = 'f3a1';
  real.who.acr = loa3;
  real.who.claims = { name: 'Petra Provare', email: 'petra@kommun-b.example', groups: ['samverkan'] };
});
afterAll(async () => {
  await real.close();
  await house.close();
});

const heading = (page: Page) => page.locator('h1').innerText();
const withoutBarriers = async (page: Page): Promise<void> => {
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflowOf(page)).toBe(0);
};
const ownSignIn = async (page: Page): Promise<void> => {
  await page.goto(`${origin}/organisations?q=Kommun B`);
  await page.locator('main').getByRole('link', { name: 'Kommun B', exact: true }).click();
  await page.getByRole('link', { name: 'Egen inloggning' }).click();
};

test('an administrator connects a provider step by step, sees why a test fails, then that it goes well, and switches it on', async () => {
  const lena = await house.visit();
  await signIn(lena, origin, 'lena.aberg@kommun-b.example');
  await lena.getByRole('link', { name: 'Lena Åberg' }).waitFor();
  await ownSignIn(lena);
  expect(await words(lena)).toContain('Inte ansluten');
  await withoutBarriers(lena);
  const redirect = await lena.locator('code').first().innerText();
  const keys = await lena.locator('code').nth(1).innerText();
  expect(redirect).toMatch(/^http:\/\/localhost:\d+\/sign-in\/with\/[0-9a-f-]{36}\/answer$/);

  await lena.getByRole('link', { name: 'Skriv in uppgifterna' }).click();
  await withoutBarriers(lena);
  await lena.getByRole('button', { name: 'Spara' }).click();
  expect(await lena.getByRole('alert').innerText()).toContain('Skriv utfärdarens adress');
  await withoutBarriers(lena);
  await lena.getByLabel('Utfärdare (issuer)').fill(`${real.issuer}/fel`);
  await lena.getByLabel('Klient-id').fill('armkrok');
  await lena.getByLabel('Adress till dem som sköter er inloggning').fill('inloggning@kommun-b.example');
  await lena.getByLabel('Tillitsnivå 3').check();
  await lena.getByRole('button', { name: 'Spara' }).click();

  // The issuer is wrong, and the test says so.
  await lena.getByRole('button', { name: 'Prova inloggningen' }).click();
  expect(await heading(lena)).toBe('Så gick provet');
  expect(await words(lena)).toContain('Ingen beskrivning av tjänsten finns på adressen.');
  expect(await words(lena)).toContain('Ofta saknas en del av sökvägen');
  await withoutBarriers(lena);

  await real.register([
    {
      client_id: 'armkrok',
      redirect_uris: [redirect],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'RS256',
      // The provider asks no address on this machine, as it should not; so they are given to it.
      jwks: (await (await fetch(keys)).json()) as { keys: never[] },
    },
  ]);
  await lena.getByRole('link', { name: 'Tillbaka till Egen inloggning' }).first().click();
  await lena.getByRole('link', { name: 'Ändra uppgifterna' }).click();
  await lena.getByLabel('Utfärdare (issuer)').fill(real.issuer);
  await lena.getByRole('button', { name: 'Spara' }).click();
  await lena.getByLabel('Värde').fill('samverkan');
  await lena.getByLabel('Uppdrag', { exact: true }).selectOption({ index: 0 });
  await lena.getByRole('button', { name: 'Lägg till regeln' }).click();
  expect(await words(lena)).toContain('När groups är samverkan');
  await withoutBarriers(lena);

  await lena.getByRole('button', { name: 'Prova inloggningen' }).click();
  await lena.getByText('Allt stämmer. Inloggningen kan slås på.').waitFor();
  const checks = await lena.getByRole('region', { name: 'Kontroller' }).getByRole('listitem').allInnerTexts();
  expect(checks).toHaveLength(13);
  for (const check of checks) expect(check).toMatch(/Stämmer$/);
  expect(await words(lena)).toContain('räknas som Tillitsnivå 3');
  await withoutBarriers(lena);
  await lena.getByRole('link', { name: 'Tillbaka till Egen inloggning' }).first().click();
  // Nobody was signed in by it.
  await lena.getByRole('link', { name: 'Lena Åberg' }).waitFor();
  await lena.getByRole('button', { name: 'Slå på inloggningen' }).click();
  await lena.getByText('Påslagen', { exact: true }).waitFor();
  await withoutBarriers(lena);
});

test.each([true, false])('somebody signs in by it; script: %s', async (javaScriptEnabled) => {
  const petra = await house.visit({ javaScriptEnabled });
  await petra.goto(`${origin}/sign-in`);
  if (javaScriptEnabled) await withoutBarriers(petra);
  await petra.getByRole('button', { name: 'Logga in med Kommun B' }).click();
  await petra.getByRole('link', { name: 'Petra Provare' }).waitFor();
  expect(await petra.locator('.top-bar').innerText()).toContain('Kommun B');
  await petra.goto(`${origin}/account/identities`);
  expect(await words(petra)).toContain('Petra Provare, petra@kommun-b.example');
  if (javaScriptEnabled) await withoutBarriers(petra);
});

test('a service that is away is told in words, and a local account still works', async () => {
  await real.close();
  const petra = await house.visit({ viewport: { width: 390, height: 844 } });
  // Described a moment ago: the way out is known, the way back is not there.
  await petra.goto(`${origin}/sign-in`);
  const lena = await house.visit();
  await signIn(lena, origin, 'lena.aberg@kommun-b.example');
  await lena.getByRole('link', { name: 'Lena Åberg' }).waitFor();
  await ownSignIn(lena);
  await lena.getByRole('button', { name: 'Prova inloggningen' }).click();
  await lena.getByText('Tjänsten gick inte att nå').waitFor();
  await withoutBarriers(lena);
  await signIn(petra, origin, 'maria.ek@kommun-b.example');
  await petra.getByRole('link', { name: 'Maria Ek' }).waitFor();
});

import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, overflowOf, type RunningHouse, runHouse, signIn } from '../setup/browser.ts';
import { keyboardOf } from '../setup/keyboard.ts';
import { words } from '../setup/walking.ts';

let house: RunningHouse;
let overview: string;
let group: string;
let organisation: string;

const leader = 'amina.holm@region-f.example';
const representative = 'maria.ek@kommun-b.example';
const unnamed = 'eva.strand@kommun-a.example';
const organisationAdministrator = 'lena.aberg@kommun-b.example';

beforeAll(async () => {
  house = await runHouse();
  const page = await house.visit();
  await signIn(page, house.origin, organisationAdministrator);
  await page.goto(`${house.origin}/organisations?q=Kommun B`);
  await page.getByRole('link', { name: 'Kommun B', exact: true }).last().click();
  organisation = new URL(page.url()).pathname;
});
afterAll(() => house.close());

test('by keyboard alone a collaboration becomes protected, and is gone for whoever is not named', async () => {
  const other = await house.visit();
  await signIn(other, house.origin, unnamed);
  await other.getByRole('link', { name: 'Fler unga i arbete', exact: true }).click();
  overview = new URL(other.url()).pathname;

  const page = await house.visit();
  const { press, type, focused, tabTo, follow } = keyboardOf(page);
  await signIn(page, house.origin, leader);
  await page.goto(house.origin + overview);
  await tabTo('Vem som får se');
  await follow();
  await tabTo('level');
  await press('ArrowDown');
  await tabTo('named');
  // Down the list of persons to the one who is to see it.
  for (
    let at = 0;
    at < 20 &&
    !(await page.evaluate(() => document.activeElement?.nextElementSibling?.textContent ?? '')).startsWith('Maria Ek');
    at += 1
  ) {
    await press('Tab');
  }
  await press('Space');
  await tabTo('Visa vem som berörs');
  await follow();
  expect(await words(page)).toContain('Nio personer slutar se samverkan');
  expect(await words(page)).toContain('Eva Strand');
  await tabTo('reason');
  await type('Det rör enskilda unga');
  await tabTo('Spara ändringen');
  await follow();
  expect(await words(page)).toContain('Skyddad samverkan');
  expect(await words(page)).toContain('Två personer ser samverkan');
  expect(await focused()).toBeTruthy();

  expect((await other.goto(house.origin + overview))?.status()).toBe(404);
  await other.goto(house.origin);
  expect(await words(other)).not.toContain('Fler unga i arbete');
}, 120_000);

test('an event group is formed, meets and has a task, without script', async () => {
  const page = await house.visit({ javaScriptEnabled: false });
  await signIn(page, house.origin, representative);
  await page.goto(`${house.origin}${overview}/event-groups`);
  await page.getByLabel('Vad rör den?').fill('Hotet mot en skola');
  await page.getByLabel('Nej, utan anteckningar').check();
  await page.getByRole('button', { name: 'Bilda gruppen' }).click();
  group = new URL(page.url()).pathname;
  await page.getByText('Ny uppgift').click();
  await page.getByLabel('Part', { exact: true }).selectOption({ label: 'Kommun A' });
  await page.getByRole('button', { name: 'Lägg till uppgiften' }).click();
  expect(await page.getByRole('row', { name: /^1 Kommun A/ }).innerText()).toContain('Öppen');

  const leading = await house.visit();
  await signIn(leading, house.origin, leader);
  expect((await leading.goto(house.origin + group))?.status()).toBe(404);
  await leading.goto(`${house.origin}${overview}/event-groups`);
  expect(await words(leading)).not.toContain('Hotet mot en skola');
});

test('the log tells who has read, and the file is the same', async () => {
  const page = await house.visit();
  await signIn(page, house.origin, leader);
  await page.goto(`${house.origin}${overview}/read-log`);
  await page.getByLabel('Vilken person?').selectOption({ label: 'Amina Holm' });
  await page.getByRole('button', { name: 'Visa' }).click();
  expect(await words(page)).toContain('Vem som får se');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Hämta som CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('lasningar.csv');
});

const ways: readonly (readonly [string, BrowserContextOptions, 'sv' | 'en'])[] = [
  ['as they are', {}, 'sv'],
  ['in the dark', { colorScheme: 'dark' }, 'sv'],
  ['in forced colours', { forcedColors: 'active' }, 'sv'],
  ['in English', {}, 'en'],
  ['at 320 pixels', { viewport: { width: 320, height: 800 } }, 'sv'],
];
/** In each way takes minutes: once before something lands, with `npm run test:full`. */
const asked = process.env.TEST_EVERYTHING === 'yes' ? ways : ways.slice(0, 1);
test.each(asked)(
  'no barriers that axe can find on the pages of who may see, %s',
  async (_, options, language) => {
    const found: string[] = [];
    const look = async (email: string, paths: readonly string[]) => {
      const page = await house.visit(options);
      if (language === 'en') await page.context().addCookies([{ name: 'language', value: 'en', url: house.origin }]);
      await signIn(page, house.origin, email);
      for (const path of paths) {
        const answer = await page.goto(house.origin + path);
        if (answer?.status() !== 200 && answer?.status() !== 422) found.push(`${path}: ${answer?.status()}`);
        const over = await overflowOf(page);
        found.push(
          ...[...(await findBarriers(page)), ...(over > 0 ? [`${over} px too wide`] : [])].map(
            (told) => `${path}: ${told}`,
          ),
        );
      }
    };
    await look(leader, [
      overview,
      `${overview}/sight`,
      `${overview}/sight/preview?level=parties`,
      `${overview}/sight/preview?level=`,
      `${overview}/event-groups`,
      `${overview}/read-log`,
      `${overview}/read-log?from=igår`,
      '/',
    ]);
    await look(representative, [`${overview}/sight`, `${overview}/event-groups`, group]);
    await look(organisationAdministrator, [`${organisation}/read-log`]);
    expect(found).toEqual([]);
  },
  300_000,
);

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statement } from '../../src/platform/database/statement.ts';
import { type RunningHouse, runHouse, signIn } from '../setup/browser.ts';
import { words } from '../setup/walking.ts';

let house: RunningHouse;
beforeAll(async () => {
  house = await runHouse();
});
afterAll(() => house.close());

const everyGoal = statement<{ id: string }>('select id from joint_goal');
const maria = 'maria.ek@kommun-b.example';

/** The thread: sign in for Kommun B, see the goal with its value, answer with an own goal, see it in grid and history. */
async function walkTheThread(page: Page, ownGoal: string): Promise<void> {
  await signIn(page, house.origin, maria);
  await page.getByRole('link', { name: 'Fler unga i arbete', exact: true }).click();
  expect(await page.locator('.top-bar').innerText()).toContain('Du företräder Kommun B');
  expect(await words(page)).toContain('8,4 mot mål 7,1, under målnivån från 2021');
  expect(await page.locator('.column').innerText()).toContain('Påhittat exempel');

  await page.getByRole('link', { name: 'Arbetslösheten bland unga halveras' }).first().click();
  expect(await words(page)).toContain('Målet nåddes inte.');
  await page.getByRole('link', { name: /^(Ändra svaret|Svara)$/ }).click();
  await page.getByRole('radio', { name: 'Eget mål' }).check();
  await page.getByLabel('Vad är bidraget, kort?').fill(ownGoal);
  await page.getByLabel('Styrdokument').fill('Mål och budget 2024');
  await page.getByLabel('Nämnd', { exact: true }).fill('Arbetsmarknadsnämnden');
  await page.getByLabel('Målets nummer').fill('4');
  await page.getByLabel('Dokumentets år').fill('2024');
  await page.getByRole('button', { name: 'Spara svaret' }).click();
  expect(await words(page)).toContain(ownGoal);
  expect(await words(page)).toContain('Mål och budget 2024, Arbetsmarknadsnämnden, mål 4, 2024');

  await page.getByRole('link', { name: 'Mål', exact: true }).first().click();
  await page.getByRole('link', { name: 'Bidrag per mål' }).click();
  const row = page.getByRole('row', { name: /^Kommun B/ });
  expect(await row.innerText()).toContain(ownGoal);
  await page.getByRole('link', { name: 'Avsluta visning' }).click();
  await page.getByRole('link', { name: 'Historik' }).click();
  const first = page.locator('main ol > li').first();
  expect(await first.innerText()).toContain('Maria Ek, Kommun B, ändrade vad parten bidrar med');
  expect(await first.innerText()).toContain(ownGoal);
}

test('the thread, without script', async () => {
  const page = await house.visit({ javaScriptEnabled: false });
  await walkTheThread(page, 'Uppsökande i varje stadsdel');
});

test('the thread, with script', async () => {
  const page = await house.visit();
  await walkTheThread(page, 'En väg in för alla under 25');
});

describe('a stranger', () => {
  const addressOfGoal = async (): Promise<string> => {
    const page = await house.visit();
    await signIn(page, house.origin, maria);
    await page.getByRole('link', { name: 'Fler unga i arbete', exact: true }).click();
    await page.getByRole('link', { name: 'Arbetslösheten bland unga halveras' }).first().click();
    return new URL(page.url()).pathname;
  };
  // An administrator of the system holds no seat in the collaboration, and so is a stranger to it.
  const stranger = 'tor.niemi@region-f.example';

  test('is sent to sign in, and finds nothing when signed in', async () => {
    const address = await addressOfGoal();
    const page = await house.visit();
    await page.goto(house.origin + address);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await signIn(page, house.origin, stranger);
    const answer = await page.goto(house.origin + address);
    expect(answer?.status()).toBe(404);
    expect(await words(page)).toContain('Sidan finns inte');
  });

  test('finds nothing with the policy switched off: row level security holds alone', async () => {
    const address = await addressOfGoal();
    const origin = await house.compose({ enforce: () => true });
    const page = await house.visit();
    await signIn(page, origin, stranger);
    const answer = await page.goto(origin + address);
    expect(answer?.status()).toBe(404);
    expect(await page.content()).not.toContain('Arbetslösheten bland unga');
  });

  test('finds nothing with row level security switched off: the policy holds alone', async () => {
    const address = await addressOfGoal();
    const origin = await house.compose({ database: house.unprotected });
    const page = await house.visit();
    await signIn(page, origin, stranger);
    const answer = await page.goto(origin + address);
    expect(answer?.status()).toBe(404);
    // That the leg is off is shown by somebody who may: rows of every collaboration would be there.
    const { rows } = await house.unprotected.read(null, new Date(), { all: everyGoal() });
    expect(rows.all.length).toBeGreaterThan(0);
  });
});

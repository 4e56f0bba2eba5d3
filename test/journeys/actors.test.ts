import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, type RunningHouse, runHouse, signIn } from '../setup/browser.ts';
import { keyboardOf } from '../setup/keyboard.ts';

let house: RunningHouse;
beforeAll(async () => {
  house = await runHouse();
});
afterAll(() => house.close());

/** The process leader on the page where the actors are placed jointly. */
async function joint(options: Parameters<RunningHouse['visit']>[0] = {}): Promise<Page> {
  const page = await house.visit(options);
  await signIn(page, house.origin, 'amina.holm@region-f.example');
  const workspace = await page.locator('a', { hasText: 'Fler unga i arbete' }).first().getAttribute('href');
  await page.goto(`${house.origin}${workspace}/actors`);
  const address = await page.getByRole('link', { name: 'Placera gemensamt' }).getAttribute('href');
  await page.goto(`${house.origin}${address}`);
  return page;
}
const fieldsOf = async (page: Page, actor: string) => [
  await page.getByLabel(`${actor}: inflytande`, { exact: true }).inputValue(),
  await page.getByLabel(`${actor}: berörs`, { exact: true }).inputValue(),
];

test('an actor is moved by arrow keys, which are told, and Enter saves', async () => {
  const page = await joint();
  await page.locator('.actor-marker.movable').first().waitFor();
  const keyboard = keyboardOf(page);
  await keyboard.tabTo(/^Branschrådet K: inflytande 4|^Branschrådet K: Inflytande 4/);
  // Focus has scrolled it into view; from here nothing moves but the actor.
  const before = await page.locator('svg.actor-map').boundingBox();
  await keyboard.press('ArrowUp');
  await keyboard.press('ArrowUp');
  await keyboard.press('ArrowLeft');
  expect(await fieldsOf(page, 'Branschrådet K')).toEqual(['5', '2']);
  expect(await page.locator('[data-said]').textContent()).toBe('Branschrådet K: inflytande 5 av 5, berörs 2 av 5');
  expect(await page.locator('svg.actor-map').boundingBox()).toEqual(before);
  expect(await findBarriers(page)).toEqual([]);
  await keyboard.follow();
  expect(page.url()).toContain('done=saved');
  expect(await page.locator('tr', { hasText: 'Branschrådet K' }).innerText()).toMatch(/5\s+2$/);
});

test('an actor is dragged by the pointer to where it is let go', async () => {
  const page = await joint();
  const marker = page.locator('.actor-marker.movable', { hasText: 'Högskolan J' }).first();
  await marker.waitFor();
  await marker.scrollIntoViewIfNeeded();
  const from = await marker.locator('circle').first().boundingBox();
  const ground = await page.locator('.actor-ground').boundingBox();
  if (!from || !ground) throw new Error('not drawn');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(ground.x + ground.width * 0.5, ground.y + ground.height * 0.5, { steps: 6 });
  await page.mouse.up();
  expect(await fieldsOf(page, 'Högskolan J')).toEqual(['3', '3']);
});

test('without script the fields do the same', async () => {
  const page = await joint({ javaScriptEnabled: false });
  expect(await page.locator('.movable').count()).toBe(0);
  await page.getByLabel('Föräldrar: inflytande', { exact: true }).selectOption('5');
  await page.getByRole('button', { name: 'Spara placeringen' }).click();
  expect(await page.locator('tr', { hasText: 'Föräldrar' }).innerText()).toMatch(/5\s+4$/);
});

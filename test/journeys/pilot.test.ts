import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningHouse, runHouse, signIn } from '../setup/browser.ts';
import { follow, press, words } from '../setup/walking.ts';

let house: RunningHouse;
let plan: string;
beforeAll(async () => {
  house = await runHouse();
}, 120_000);
afterAll(() => house.close());

interface Tried {
  readonly title: string;
  readonly question: string;
  readonly measure: string;
  readonly ends: string;
}

/** Writes an untested activity, and stands on its page. Without the question it is not a pilot, and nothing typed is lost. */
async function beginPilot(page: Page, { title, question, measure, ends }: Tried): Promise<string> {
  await page.goto(plan);
  await follow(page, 'Ny aktivitet');
  await page.getByLabel('Vad ska göras').fill(title);
  await page.getByLabel('Oprövad').check();
  await press(page, 'Spara aktiviteten');
  expect(await words(page)).toContain('Skriv vilken fråga piloten ska besvara');
  expect(await page.getByLabel('Vad ska göras').inputValue()).toBe(title);
  await page.getByLabel('Fråga som piloten ska besvara').fill(question);
  await page.getByLabel('Mått som visar svaret').fill(measure);
  await page.getByLabel('Piloten slutar').fill(ends);
  await press(page, 'Spara aktiviteten');
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(title);
  return page.url();
}

test('a pilot that works is carried on by another party, one that does not is stopped, and what both showed is found', async () => {
  const page = await house.visit({ viewport: { width: 390, height: 844 } });
  await signIn(page, house.origin, 'maria.ek@kommun-b.example');
  await follow(page, 'Fler unga i arbete');
  plan = `${page.url()}/action-plan`;

  const coach = await beginPilot(page, {
    title: 'Coach i gymnasiets sista år',
    question: 'Går fler vidare till arbete eller studier?',
    measure: 'Andel i arbete eller studier sex månader efter',
    ends: '2024-06-14',
  });
  const evening = await beginPilot(page, {
    title: 'Kvällsöppen ungdomsmottagning',
    question: 'Kommer de som inte kommer på dagen?',
    measure: 'Antal nya besökare',
    ends: '2024-05-31',
  });

  // Nobody came. It is stopped with a line of why, and what was learned is kept.
  await follow(page, 'Säg hur det går');
  await press(page, 'Stoppa den');
  expect(await words(page)).toContain('Skriv en rad om varför den stoppas');
  await page.getByLabel('Varför den stoppas, på en rad').fill('Bussarna går inte på kvällen');
  await press(page, 'Stoppa den');
  expect(await words(page)).toContain('Stoppad: Bussarna går inte på kvällen');
  await follow(page, 'Skriv vad ni lärde er');
  await page.getByLabel('Vad ni lärde er').fill('Fråga först hur de tar sig dit.');
  await press(page, 'Spara aktiviteten');
  expect(await words(page)).toContain('Fråga först hur de tar sig dit.');

  // Its last day has passed: the other one asks what it showed, where its party sees what waits.
  house.now = new Date('2024-06-17T08:00:00Z');
  await signIn(page, house.origin, 'maria.ek@kommun-b.example');
  await page.goto(coach);
  await follow(page, 'Säg hur det går');
  await press(page, 'Pågår');
  await page.goto(`${house.origin}/my-work`);
  expect(await words(page)).toContain('Vad visade piloten ”Coach i gymnasiets sista år”?');

  // Another party wants to carry it on before anybody has said what it showed: it says why, or waits.
  const amina = await house.visit();
  await signIn(amina, house.origin, 'amina.holm@region-f.example');
  await amina.goto(coach);
  await follow(amina, 'För den vidare i större skala');
  await amina.getByLabel('Vad ska göras').fill('Coach i alla gymnasier');
  await press(amina, 'Spara aktiviteten');
  expect(await words(amina)).toContain('Piloten är inte utvärderad, eller fungerade inte.');
  expect(await amina.getByLabel('Vad ska göras').inputValue()).toBe('Coach i alla gymnasier');

  await page.getByRole('link', { name: 'Vad visade piloten ”Coach i gymnasiets sista år”?' }).first().click();
  await page.getByLabel('Det fungerade', { exact: true }).check();
  await page.getByLabel('Utvärderad den').fill('2024-06-17');
  await page
    .getByLabel('Vad den visade, och vad det bygger på')
    .fill('Åtta av tio gick vidare, mot sex av tio året före.');
  await press(page, 'Spara utvärderingen');
  expect(await words(page)).toContain('Åtta av tio gick vidare');
  await page.goto(`${house.origin}/my-work`);
  expect(await words(page)).not.toContain('Vad visade piloten ”Coach i gymnasiets sista år”?');

  await press(amina, 'Spara aktiviteten');
  expect(await amina.getByRole('heading', { level: 1 }).innerText()).toBe('Coach i alla gymnasier');
  expect(await words(amina)).not.toContain('Fördes vidare utan utvärdering');
  await amina.goto(coach);
  expect(await words(amina)).toMatch(/Förs vidare i:? Coach i alla gymnasier/);

  // A third party that thinks of the same finds both, by what was tried and by what was learned.
  const eva = await house.visit();
  await signIn(eva, house.origin, 'eva.strand@kommun-a.example');
  for (const [word, title] of [
    ['coach', 'Coach i gymnasiets sista år'],
    ['tar sig dit', 'Kvällsöppen ungdomsmottagning'],
  ] as const) {
    await eva.goto(`${house.origin}/search?q=${encodeURIComponent(word)}`);
    expect(await words(eva)).toContain(title);
  }
  await eva.goto(evening);
  expect(await eva.getByRole('link', { name: 'Säg hur det går' }).count()).toBe(0);
  expect(house.failures).toEqual([]);
}, 120_000);

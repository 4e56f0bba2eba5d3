import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../../src/identity/index.ts';
import { type RunningHouse, runHouse, signIn } from '../setup/browser.ts';
import { askInRound, askParties, beginRound, readForOthers } from '../setup/full-round.ts';
import { Visitor } from '../setup/visitor.ts';
import { toNextPage } from '../setup/walking.ts';

let house: RunningHouse;
beforeAll(async () => {
  house = await runHouse();
}, 120_000);
afterAll(() => house.close());

const fieldsOf = (page: Page) => page.locator('main form:has(button) :is(textarea, select, input:not([type=hidden]))');

/** A tap that leads to another page. */
const tap = async (on: Locator): Promise<void> => {
  await toNextPage(on.page(), () => on.tap());
};

/** From the list to the matter, by the words that stand there. */
async function openFromList(page: Page, title: RegExp): Promise<void> {
  await page.goto(`${house.origin}/my-work`);
  await tap(page.getByRole('link', { name: title }).first());
}

test('from one’s list on a telephone: a reading takes one field, a position one choice, a package no more than three', async () => {
  const visitor = async (email: string) =>
    await new Visitor({
      fetch: (path, init) => fetch(new URL(path, house.origin), { redirect: 'manual', ...init }),
    }).signIn(email, demoPassword);
  const cast = {
    leader: await visitor('amina.holm@region-f.example'),
    representative: await visitor('maria.ek@kommun-b.example'),
    today: '2023-11-20',
    address: 'registrator@kommun.example',
  };
  const page = await house.visit({ viewport: { width: 390, height: 844 }, hasTouch: true, javaScriptEnabled: false });
  await signIn(page, house.origin, 'maria.ek@kommun-b.example');
  await cast.leader.open('/');
  const collaboration =
    /href="(\/collaborations\/[0-9a-f-]{36})">\s*Fler unga i arbete/.exec(cast.leader.page)?.[1] ?? '';
  const at = await beginRound(cast, collaboration, 'Hösten 2023');
  const { deviation } = await askInRound(cast, at, 'Varför föll arbetslösheten?');
  await askParties(cast, at);

  await openFromList(page, /Skriv er egen tolkning/);
  const reading = await fieldsOf(page).count();
  await fieldsOf(page).first().fill('Vi faller från en högre nivå.');
  await tap(page.locator('main form button[type=submit]').first());
  await page.goto(`${house.origin}/my-work`);
  expect(await page.getByRole('link', { name: /Skriv er egen tolkning/ }).count()).toBe(0);

  await readForOthers(cast, at, deviation);
  await openFromList(page, /Ta ställning till rapporten/);
  await page.locator('#own-position input[type=radio], input[name=position]').first().check();
  await tap(page.locator('form:has([name=position]) button[type=submit]').first());
  await page.goto(`${house.origin}/my-work`);
  expect(await page.getByRole('link', { name: /Ta ställning till rapporten/ }).count()).toBe(0);

  await cast.leader.open(`${at}/report/adoption`);
  await cast.leader.submit({ adoptedBy: 'Styrgruppen', adoptedOn: cast.today, effect: 'standpoint', basis: '' });
  await cast.leader.open(`${at}/packages`);
  await cast.leader.submit({});
  await openFromList(page, /Ta emot återföringsunderlaget/);
  const received = page.locator('main form:has(button[type=submit])').first();
  const confirming = await received.locator(':is(textarea, select, input:not([type=hidden]))').count();
  await tap(received.locator('button[type=submit]').first());
  await page.goto(`${house.origin}/my-work`);
  expect(await page.getByRole('link', { name: /Ta emot återföringsunderlaget/ }).count()).toBe(0);

  console.log(`own reading: ${reading} field; confirming a package: ${confirming} fields`);
  expect(reading).toBe(1);
  expect(confirming).toBeLessThanOrEqual(3);
}, 120_000);

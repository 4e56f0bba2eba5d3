import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../../src/identity/index.ts';
import { writeDigest } from '../../src/my-work/digest.ts';
import { statement } from '../../src/platform/database/statement.ts';
import { type RunningHouse, runHouse, signIn } from '../setup/browser.ts';
import { outside, workspace } from '../setup/composition.ts';
import { askInRound, askParties, beginRound, readForOthers } from '../setup/full-round.ts';
import { Visitor } from '../setup/visitor.ts';
import { words } from '../setup/walking.ts';

const maria = 'maria.ek@kommun-b.example';
const takeLetters = statement<{ subject: string; html: string; unsubscribe: string | null }, [address: string]>(
  'delete from mail where to_address = $1 returning subject, body_html as html, list_unsubscribe as unsubscribe',
);
const personOf = statement<{ id: string }, [address: string]>('select id from person where email = $1');

let house: RunningHouse;
let person: string;
beforeAll(async () => {
  house = await runHouse();
  const { rows } = await house.unprotected.read(null, house.now, { person: personOf(maria) });
  person = rows.person[0]?.id ?? '';
}, 120_000);
afterAll(() => house.close());

/** The letter of a day as it lies in the mail program, or none; the job is asked twice, as when two processes run. */
async function letterOn(day: string): Promise<{ html: string; unsubscribe: string | null } | undefined> {
  house.now = new Date(`${day}T06:00:00Z`);
  const options = {
    database: house.database,
    clock: () => house.now,
    origin: house.origin,
    workspace,
    sealing: outside.sealing,
  };
  await writeDigest(options, person);
  await writeDigest(options, person);
  const letters = await house.unprotected.write(null, house.now, (tx) => tx.all(takeLetters(maria)));
  expect(letters.length).toBeLessThanOrEqual(1);
  return letters[0];
}

const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(day) + days * 24 * 3600_000).toISOString().slice(0, 10);

/** Opens the letter on a telephone and follows one line of it. A session that has ended asks for the password, and goes on. */
async function followFromLetter(page: Page, day: string, line: RegExp): Promise<void> {
  const letter = await letterOn(day);
  if (!letter) throw new Error(`no letter on ${day}`);
  await page.setContent(letter.html);
  const href = await page.getByRole('link', { name: line }).first().getAttribute('href');
  await page.goto(href ?? '');
  if (!new URL(page.url()).pathname.startsWith('/sign-in')) return;
  await page.getByLabel('E-postadress').fill(maria);
  await page.getByLabel('Lösenord').fill(demoPassword);
  await page.locator('main').getByRole('button', { name: 'Logga in', exact: true }).first().click();
}

const fieldsOf = (page: Page) => page.locator('main form:has(button) :is(textarea, select, input:not([type=hidden]))');

test('a party that reads mail alone answers all that it is asked in a year, from the letters, with a telephone and no script', async () => {
  const visitor = async (email: string) =>
    await new Visitor({
      fetch: (path, init) => fetch(new URL(path, house.origin), { redirect: 'manual', ...init }),
    }).signIn(email, demoPassword);
  const page = await house.visit({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
  await signIn(page, house.origin, maria);

  // How an activity goes: from the letter to the matter is one tap, the answer another, and no word is asked for.
  await followFromLetter(page, '2023-11-20', /Hur går det med/);
  const activity = await page.getByRole('heading', { level: 1 }).innerText();
  expect(await page.locator('main form [required]').count()).toBe(0);
  await page.locator('main').getByRole('button', { name: 'Klart', exact: true }).click();
  expect(await words(page)).toContain('Klar');

  // The leader begins a round; on Monday the letter asks for a reading.
  const cast = {
    leader: await visitor('amina.holm@region-f.example'),
    representative: await visitor(maria),
    today: '2023-11-20',
    address: 'registrator@kommun.example',
  };
  await cast.leader.open('/');
  const collaboration =
    /href="(\/collaborations\/[0-9a-f-]{36})">\s*Fler unga i arbete/.exec(cast.leader.page)?.[1] ?? '';
  const at = await beginRound(cast, collaboration, 'Hösten 2023');
  const { deviation } = await askInRound(cast, at, 'Varför föll arbetslösheten?');
  await askParties(cast, at);
  await followFromLetter(page, '2023-11-27', /Skriv er egen tolkning/);
  expect(await fieldsOf(page).count()).toBe(1);
  await fieldsOf(page).fill('Vi faller från en högre nivå.');
  await page.locator('main form button[type=submit]').first().click();

  await readForOthers({ ...cast, leader: await visitor('amina.holm@region-f.example') }, at, deviation);
  await followFromLetter(page, '2023-12-04', /Ta ställning till rapporten/);
  await page.locator('input[name=position]').first().check();
  await page.locator('form:has([name=position]) button[type=submit]').first().click();

  const leader = await visitor('amina.holm@region-f.example');
  await leader.open(`${at}/report/adoption`);
  await leader.submit({ adoptedBy: 'Styrgruppen', adoptedOn: cast.today, effect: 'standpoint', basis: '' });
  await leader.open(`${at}/packages`);
  await leader.submit({});
  await followFromLetter(page, '2023-12-11', /Ta emot återföringsunderlaget/);
  const received = page.locator('main form:has(button[type=submit])').first();
  expect(await received.locator(':is(textarea, select, input:not([type=hidden]))').count()).toBeLessThanOrEqual(3);
  await received.locator('button[type=submit]').first().click();

  // The rest of the year: once a week and when something is due; what has been answered is not asked again.
  let letters = 0;
  for (let day = '2023-12-12'; day < '2024-11-20'; day = dayAfter(day)) {
    const letter = await letterOn(day);
    if (!letter) continue;
    letters += 1;
    expect([0, 6]).not.toContain(new Date(`${day}T12:00:00Z`).getUTCDay());
    expect(letter.html).not.toMatch(/Skriv er egen tolkning|Ta ställning till rapporten|Ta emot återföringsunderlaget/);
    expect(letter.html).not.toContain(activity);
    expect(letter.unsubscribe).toMatch(/^http/);
  }
  console.log(`${letters} letters in eleven months`);
  expect(letters).toBeGreaterThanOrEqual(40);
  expect(letters).toBeLessThan(75);

  // One tap stops them, and nothing more arrives.
  const last = await letterOn('2024-11-25');
  await page.setContent(last?.html ?? '');
  await page.goto(
    (await page
      .getByRole('link', { name: /Sluta|Stoppa|inte längre/ })
      .first()
      .getAttribute('href')) ?? '',
  );
  await page.locator('main form button').first().click();
  expect(await letterOn('2024-12-02')).toBeUndefined();
  expect(house.failures).toEqual([]);
}, 240_000);

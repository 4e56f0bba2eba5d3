import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { carryOutWithdrawals, tellerOfWithdrawal } from '../../src/agreements/afterwards/index.ts';
import { anAgreementInForce } from '../../src/agreements/testing.ts';
import { aCollaboration, aRole, partyOf } from '../../src/collaborations/testing.ts';
import { aLayer, aPlan } from '../../src/financing/testing.ts';
import { aContribution, aGoal } from '../../src/goals/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, testPassword } from '../../src/identity/testing.ts';
import { statement } from '../../src/platform/database/statement.ts';
import { findBarriers, overflowOf, type RunningHouse, runHouse, signIn } from '../setup/browser.ts';
import { keyboardOf } from '../setup/keyboard.ts';
import { follow, press, words } from '../setup/walking.ts';

let house: RunningHouse;
beforeAll(async () => {
  house = await runHouse({ examples: false });
}, 120_000);
afterAll(() => house.close());

const whatBecame = statement<Record<string, unknown>, [collaboration: string]>(`
  select o.name, p.status, p.leaves_on::text as leaves_on, c.text, c.after_leaving, taking.name as taken_over_by
  from party p join organisation o on o.id = p.organisation_id
  left join contribution c on c.collaboration_id = p.collaboration_id and c.party_id = p.id
  left join party other on other.collaboration_id = p.collaboration_id and other.id = c.taken_over_by_party_id
  left join organisation taking on taking.id = other.organisation_id
  where p.collaboration_id = $1 order by o.name`);
const toldOf = statement<{ verb: string; told: number }, [collaboration: string]>(`
  select verb, count(*)::integer as told from history
  where collaboration_id = $1 and verb in ('withdrawal.carriedOut', 'party.left', 'contribution.takenOver') group by verb order by verb`);
const runningWithdrawal = statement<{ id: string }, [collaboration: string]>(
  'select id from withdrawal where collaboration_id = $1',
);

const titleOf = 'Överenskommelse om fler unga i arbete';

/** Four parties with an agreement in force, a goal that the town has promised something for, and a plan for the money. */
async function gather() {
  const host = await aHost({ database: house.database, now: house.now });
  const someone = async (name: string, organisation: string) =>
    await aPerson(host, name, await anOrganisation(host, organisation, { kind: 'municipality' }));
  const leader = await someone('Amina Holm', 'Norrmark');
  const town = await someone('Maria Ek', 'Älvstad');
  const village = await someone('Johan Sand', 'Grannby');
  const parish = await someone('Eva Strand', 'Skogsbo');
  const others = [town, village, parish];
  const id = await aCollaboration(
    host,
    leader,
    others.map(({ organisation }) => organisation),
  );
  for (const one of others) await aRole(host, leader, id, one);
  const parties = [];
  for (const by of [town, leader, village, parish]) {
    parties.push({ partyId: await partyOf(host, leader, id, by.organisation), by });
  }
  await anAgreementInForce(host, leader, id, parties, { notice_months: 6 });
  const goal = await aGoal(host, leader, id, { text: 'Färre unga står utanför' });
  const [first] = parties;
  await aContribution(host, town, id, goal, first?.partyId ?? '', {
    form: 'undertaking',
    text: 'Uppsökande arbete i varje stadsdel',
    steering_document: '',
    until_on: '2026-12-31',
  });
  const plan = await aPlan(host, leader, id, { first_year: 2023, last_year: 2025 });
  await aLayer(
    host,
    leader,
    id,
    plan,
    [leader, town, village].map(({ organisation }) => organisation),
    { total: '300000000' },
  );
  return { id, overview: `/collaborations/${id}`, goal };
}

const emailFor = { leader: 'Amina Holm', telephone: 'Maria Ek', keyboardist: 'Johan Sand', plain: 'Eva Strand' };
const fits = async (page: Page) => expect(await overflowOf(page), page.url()).toBe(0);

test('a party leaves: notice, what becomes of what it promised, another’s yes, the day, and what each reads then', async () => {
  const { id, overview, goal } = await gather();
  const telephone = await house.visit({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const leader = await house.visit();
  const keyed = await house.visit();
  const plain = await house.visit({ javaScriptEnabled: false });
  const enter = async () => {
    for (const [page, name] of [
      [leader, emailFor.leader],
      [telephone, emailFor.telephone],
      [keyed, emailFor.keyboardist],
      [plain, emailFor.plain],
    ] as const) {
      page.setDefaultTimeout(8_000);
      await signIn(page, house.origin, emailOf(name), testPassword);
    }
  };
  await enter();

  // The party's own representative gives notice, from the page of the parties.
  await telephone.goto(`${house.origin}${overview}/parties`);
  await fits(telephone);
  await follow(telephone, `Säg upp ${titleOf}`);
  await fits(telephone);
  await telephone.getByLabel('När kom uppsägningen till de andra?').fill('2023-11-20');
  await telephone.getByLabel('Varför lämnar parten?').fill('Fullmäktige har sagt nej till en budget.');
  await press(telephone, 'Säg upp');
  expect(await words(telephone)).toContain('Lämnar 20 maj 2024');
  await follow(telephone, 'Klarlägg vad som händer');
  await fits(telephone);
  const duty = telephone.getByRole('group', { name: 'Samordnar arbetet' });
  await duty.getByLabel('Vad händer med åtagandet?').selectOption({ label: 'Upphör när parten lämnar' });
  const promise = telephone.getByRole('group', { name: 'Uppsökande arbete i varje stadsdel' });
  await promise.getByLabel('Vad händer med åtagandet?').selectOption({ label: 'Tas över av en annan part' });
  await promise.getByLabel('Vem tar över?').selectOption({ label: 'Grannby' });
  await telephone.getByLabel('Pengar', { exact: true }).fill('Betalar sin del till och med maj.');
  await telephone.getByLabel('Uppgifter och handlingar').fill('Det delade ligger kvar hos mottagarna.');
  await press(telephone, 'Spara');
  expect(await words(telephone)).toContain('Väntar på Grannby');
  await fits(telephone);
  const withdrawal = new URL(telephone.url()).pathname;

  // A third party is told that one leaves, and not whom it asks.
  await plain.goto(house.origin + overview);
  expect(await words(plain)).toContain('Älvstad lämnar överenskommelsen');
  await plain.goto(house.origin + withdrawal);
  expect(await words(plain)).toContain('Inte klarlagt');
  expect(await words(plain)).not.toContain('Grannby');

  // Whoever is asked answers for itself.
  await keyed.goto(house.origin + overview);
  const keyboard = keyboardOf(keyed);
  await keyboard.tabTo('Svara om åtagandet');
  await keyboard.follow();
  expect(await words(keyed)).toContain('Uppsökande arbete i varje stadsdel');
  await keyboard.tabTo('answer');
  await keyboard.press('Space');
  await keyboard.tabTo('Svara');
  await keyboard.follow();
  expect(await words(keyed)).toContain('Tas över av Grannby');
  await plain.goto(house.origin + withdrawal);
  expect(await words(plain)).toContain('Tas över av Grannby');

  // The leader adds what was agreed about the money, and sees what the plan still counts on.
  await leader.goto(house.origin + withdrawal);
  expect(await findBarriers(leader)).toEqual([]);
  expect(await words(leader)).toContain('Planerat efter dagen');
  expect(await words(leader)).toContain('1 000 000 kronor');
  await follow(leader, 'Klarlägg vad som händer');
  await leader.getByLabel('Pengar', { exact: true }).fill('Betalar sin del till och med maj. Inget återbetalas.');
  await press(leader, 'Spara');
  expect(await words(leader)).toContain('Inget återbetalas.');

  // The day comes; nobody does anything, and twice is once.
  house.now = new Date('2024-05-19T22:05:00Z');
  await carryOutWithdrawals(house.database, house.now);
  await carryOutWithdrawals(house.database, house.now);
  const { rows: found } = await house.unprotected.read(null, house.now, { all: runningWithdrawal(id) });
  const tell = tellerOfWithdrawal({ database: house.database, clock: () => house.now, origin: house.origin });
  await tell({ collaboration: id, withdrawal: found.all[0]?.id ?? '' });
  await enter();

  // Its people read what was its own.
  expect((await telephone.goto(house.origin + overview))?.status()).toBe(404);
  await telephone.goto(house.origin);
  await follow(telephone, 'Fler unga i arbete');
  await fits(telephone);
  expect(await findBarriers(telephone)).toEqual([]);
  const kept = await words(telephone);
  for (const said of ['Lämnade 20 maj 2024', titleOf, 'Uppsökande arbete i varje stadsdel', 'Inget återbetalas.']) {
    expect(kept).toContain(said);
  }
  const file = await telephone.request.get(
    await telephone.getByRole('link', { name: /^Hämta som PDF/ }).evaluate((link) => (link as HTMLAnchorElement).href),
  );
  expect(file.headers()['content-type']).toContain('application/pdf');

  // Parties, goals and money say so to those who stay, and they have been written to.
  await leader.goto(`${house.origin}${overview}/parties`);
  expect(await words(leader)).toMatch(/Älvstad Har lämnat Lämnade 20 maj 2024/);
  await leader.goto(`${house.origin}${overview}/goals/${goal}`);
  expect(await words(leader)).toMatch(/Vad parter som lämnat hade lovat Älvstad .*Tas över av Grannby/);
  await leader.goto(house.origin + overview);
  expect(await leader.locator('main').textContent()).toContain('Planen för pengarna räknar med en part som lämnar');
  await leader.goto(`${house.origin}/outbox`);
  const letters = await words(leader);
  expect(letters.match(new RegExp(`Älvstad har lämnat ${titleOf}`, 'g'))).toHaveLength(3);
  expect(letters).toContain('Ni har lämnat Fler unga i arbete');
  await plain.goto(`${house.origin}${overview}/history`);
  expect(await words(plain)).toContain('Älvstad lämnade samverkan');

  const { rows } = await house.unprotected.read(null, house.now, { became: whatBecame(id), told: toldOf(id) });
  const promised = 'Uppsökande arbete i varje stadsdel';
  const stays = { leaves_on: null, after_leaving: null, taken_over_by: null };
  expect(rows.became).toEqual([
    { ...stays, name: 'Grannby', status: 'bound', text: promised },
    { ...stays, name: 'Norrmark', status: 'bound', text: null },
    { ...stays, name: 'Skogsbo', status: 'bound', text: null },
    {
      name: 'Älvstad',
      status: 'left',
      leaves_on: '2024-05-20',
      text: promised,
      after_leaving: 'isTakenOver',
      taken_over_by: 'Grannby',
    },
  ]);
  expect(rows.told).toEqual([
    { verb: 'contribution.takenOver', told: 1 },
    { verb: 'party.left', told: 1 },
    { verb: 'withdrawal.carriedOut', told: 1 },
  ]);
  expect(house.failures).toEqual([]);
}, 120_000);

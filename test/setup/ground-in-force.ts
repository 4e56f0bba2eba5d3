import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { aHost, anOrganisation, aPerson, testPassword } from '../../src/identity/testing.ts';
import { overflowOf, type RunningHouse, signIn } from './browser.ts';
import { keyboardOf } from './keyboard.ts';
import { follow, press, words } from './walking.ts';

export const region = 'Region Norrmark';
export const town = 'Älvstad';
export const village = 'Grannby';
export const parish = 'Skogsbo';
export const association = 'Unga i arbete';

export interface Hands {
  readonly page: Page;
  readonly email: string;
}
/** Those who have an account: the leader at a desk, one with a telephone, one without a pointer, one without script. */
export interface Cast {
  readonly house: RunningHouse;
  readonly leader: Hands;
  readonly telephone: Hands;
  readonly keyboardist: Hands;
  readonly plain: Hands;
}

export async function gather(house: RunningHouse): Promise<Cast> {
  const host = await aHost({ database: house.database, now: house.now });
  const someone = async (
    name: string,
    organisation: string,
    kind: 'region' | 'municipality',
    options: BrowserContextOptions,
  ) => {
    const { email } = await aPerson(host, name, await anOrganisation(host, organisation, { kind }));
    const page = await house.visit(options);
    page.setDefaultTimeout(8_000);
    await signIn(page, house.origin, email, testPassword);
    return { page, email };
  };
  return {
    house,
    leader: await someone('Amina Holm', region, 'region', {}),
    telephone: await someone('Maria Ek', town, 'municipality', {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    }),
    keyboardist: await someone('Johan Sand', village, 'municipality', {}),
    plain: await someone('Eva Strand', parish, 'municipality', { javaScriptEnabled: false }),
  };
}

export const handsOf = ({ leader, telephone, keyboardist, plain }: Cast): readonly Hands[] => [
  leader,
  telephone,
  keyboardist,
  plain,
];

/** Another day: everybody signs in anew. */
export async function onTheDay(now: string, cast: Cast): Promise<void> {
  const { house } = cast;
  house.now = new Date(now);
  for (const { page, email } of handsOf(cast)) await signIn(page, house.origin, email, testPassword);
}

/** A page on the telephone: nothing of it sticks out to the side. */
export async function fits(page: Page): Promise<void> {
  expect(await overflowOf(page), page.url()).toBe(0);
}

/** The invitation that went to an address: who is signed in takes it, and stands where the collaboration is. */
export async function takeInvitation({ house, leader: { page: leader } }: Cast, { page, email }: Hands): Promise<void> {
  await leader.goto(`${house.origin}/outbox`);
  const letter = leader.locator('main li').filter({ hasText: email }).last();
  await page.goto((await letter.getByRole('link', { name: /\/invitations\// }).getAttribute('href')) ?? '');
  await press(page, 'Ta uppdraget');
  expect(await words(page)).toContain('Du har tagit uppdraget.');
  await follow(page, 'En väg in för unga');
  expect(await words(page)).toContain('Besvara inbjudan att vara part');
}

/** The challenge and the first party. Answers the path of the collaboration. */
export async function start({ leader: { page: leader }, telephone: { email } }: Cast): Promise<string> {
  await follow(leader, 'Starta en samverkan');
  await leader.getByLabel('Vad ska samverkan heta?').fill('En väg in för unga');
  await leader.getByLabel('Vilken är utmaningen?').fill('Var sjunde ung är utan arbete och utan studier.');
  await leader.getByLabel('Varför kan ingen av er lösa den ensam?').fill('Skola, stöd och arbete har olika huvudmän.');
  await leader.getByLabel('Ingen klarar det ensam').check();
  await leader.getByLabel('Vilket område gäller det?').fill('Region Blekinge');
  await leader.getByLabel('Vilken organisation vill ni ha med först?').fill(town);
  await leader.getByLabel('Vem ska få inbjudan?').fill('Maria Ek');
  await leader.getByLabel('Personens e-postadress').fill(email);
  await press(leader, 'Starta och bjud in');
  return new URL(leader.url()).pathname;
}

/** An actor who ought, wants and can is invited in one step, with somebody to write to or without. */
export async function inviteActor(cast: Cast, overview: string, name: string, email = ''): Promise<void> {
  const {
    house,
    leader: { page: leader },
  } = cast;
  await leader.goto(`${house.origin}${overview}/actors/new`);
  await leader.getByLabel('Namn', { exact: true }).fill(name);
  for (const stance of ['Bör delta', 'Vill delta', 'Kan delta']) {
    await leader.getByRole('group', { name: stance }).getByLabel('Ja').check();
  }
  await press(leader, 'Spara');
  if (email) {
    await leader.getByText('Skriv vem som ska svara').click();
    await leader.getByLabel('Kontaktens namn').fill('Någon');
    await leader.getByLabel('E-post', { exact: true }).fill(email);
    await leader.getByLabel('Uppdrag', { exact: true }).fill('Kommunchef');
  }
  await press(leader, 'Bjud in som part');
  const said = await words(leader);
  expect(said).toContain('Inbjuden part');
  expect(said).toContain(email ? 'Inbjudan är skickad.' : 'Sparat.');
}

/** How a leader says when and by what way a party has said something. */
export async function saidAtMeeting(leader: Page, day: string): Promise<void> {
  await leader.getByLabel('Hur sa parten det?').selectOption({ label: 'På ett möte' });
  await leader.getByLabel('När?', { exact: true }).fill(day);
}

/** Every party says that it is in, each in its own way; the last by the leader’s hand. */
export async function confirm(cast: Cast, overview: string): Promise<void> {
  const { house } = cast;
  for (const { page } of [cast.telephone, cast.plain]) {
    await page.goto(house.origin + overview);
    await follow(page, 'Svara');
    await page.getByLabel('Med', { exact: true }).check();
    await page.getByLabel('Vad har parten själv för nytta av det?').fill('Färre som står utanför.');
    await press(page, 'Spara');
    expect(await words(page)).toContain('Med');
  }
  const { page } = cast.keyboardist;
  const keyboard = keyboardOf(page);
  await page.goto(house.origin + overview);
  await keyboard.tabTo('Svara');
  await keyboard.follow();
  await keyboard.tabTo('status');
  await keyboard.press('ArrowDown');
  await keyboard.tabTo('Spara');
  await keyboard.follow();
  expect(await words(page)).toContain('Med');

  const leader = cast.leader.page;
  await leader.goto(`${house.origin}${overview}/parties`);
  await follow(leader, association);
  await follow(leader, 'Ändra');
  await leader.getByLabel('Med', { exact: true }).check();
  await leader.getByLabel('Vad bidrar parten med?').fill('Lokaler varje kväll.');
  await saidAtMeeting(leader, '2023-11-17');
  await press(leader, 'Spara');
  expect(await words(leader)).toContain(`Uppgift från ${association}, införd av ${region}`);
}

export async function analyse({ house, leader: { page: leader } }: Cast, overview: string): Promise<void> {
  for (const [section, text] of [
    ['problem', 'Unga hamnar mellan skolan, stödet och arbetet.'],
    ['affected', 'Omkring sexhundra unga i fyra kommuner.'],
  ] as const) {
    await leader.goto(`${house.origin}${overview}/situation-analysis/sections/${section}/edit`);
    await leader.getByLabel('Text', { exact: true }).fill(text);
    await press(leader, 'Spara för alla');
    expect(await words(leader)).toContain(text);
  }
}

const why = 'Varför ska vi göra det här tillsammans?';
/** Every question is answered: the first in words, the others with what one does not know. */
async function answerQuestions(page: Page, text: string): Promise<void> {
  await page.getByRole('group', { name: why }).getByLabel('Ert svar').fill(text);
  for (const box of (await page.getByLabel('Vi vet inte ännu').all()).slice(1)) await box.check();
}

/** A shared view: blind until the last answer is in, rated by those who speak for a party, and a joint wording. */
export async function shareViews(cast: Cast, overview: string): Promise<void> {
  const { house } = cast;
  const leader = cast.leader.page;
  await leader.goto(`${house.origin}${overview}/shared-view/new`);
  await leader.getByLabel('Vad ska övningen heta?').fill('Samsyn hösten 2023');
  await leader.getByLabel('Vad ska ni ha den till?').fill('Att veta var vi skiljer oss åt.');
  await press(leader, 'Öppna övningen');
  const exercise = new URL(leader.url()).pathname;
  for (const [{ page }, text] of [
    [cast.leader, 'Regionen möter samma unga på sjukhuset.'],
    [cast.telephone, 'De unga faller mellan våra nämnder.'],
    [cast.plain, 'Vi har för få för att göra det själva.'],
  ] as const) {
    await page.goto(house.origin + overview);
    await follow(page, 'Skriv svaret');
    if (page === cast.telephone.page) await fits(page);
    await answerQuestions(page, text);
    await press(page, 'Godkänn och lämna svaret');
  }
  const { page } = cast.keyboardist;
  const keyboard = keyboardOf(page);
  await page.goto(house.origin + overview);
  await keyboard.tabTo('Skriv svaret');
  await keyboard.follow();
  await keyboard.tabTo('answer-why');
  await keyboard.type('Ungdomarna pendlar över gränsen.');
  for (const question of ['what', 'who', 'when', 'how']) {
    await keyboard.tabTo(new RegExp(`^unknown-${question}`));
    await keyboard.press('Space');
  }
  await keyboard.tabTo('Godkänn och lämna svaret');
  await keyboard.follow();
  await leader.goto(house.origin + exercise);
  expect(await words(leader)).toContain('Väntar på 1 svar');
  expect(await words(leader)).not.toContain('De unga faller');
  await follow(leader, `För in för ${association}`);
  await answerQuestions(leader, 'De unga litar inte på oss vuxna.');
  await saidAtMeeting(leader, '2023-11-17');
  await press(leader, 'För in svaret');
  const all = await words(leader);
  for (const said of ['De unga faller', 'Ungdomarna pendlar', 'för få', 'litar inte', 'på sjukhuset']) {
    expect(all).toContain(said);
  }

  // Nobody rates for another: what the association sees in the others' words is not heard.
  for (const { page: own } of handsOf(cast)) {
    await own.goto(house.origin + overview);
    await follow(own, 'Bedöm');
    for (const [at, choice] of (await own.locator('main select').all()).entries()) {
      await choice.selectOption(at === 0 ? '2' : '4');
    }
    await press(own, 'Spara bedömningarna');
  }
  await leader.goto(house.origin + exercise);
  await leader.goto(house.origin + overview);
}

/** A joint goal and a plan for the money, which the agreement refers to. */
export async function prepareGround({ house, leader: { page: leader } }: Cast, overview: string): Promise<void> {
  await leader.goto(`${house.origin}${overview}/goals/new`);
  await leader.getByLabel('Vad ska vara annorlunda?').fill('Färre unga står utanför');
  await leader.getByLabel('Till år').fill('2027');
  await press(leader, 'Spara målet');

  await leader.goto(`${house.origin}${overview}/financing/new`);
  await leader.getByLabel('Vad planen gäller').fill('Samordningen');
  await leader.getByLabel('Första året').fill('2024');
  await leader.getByLabel('Sista året').fill('2025');
  await press(leader, 'Spara planen');
  await leader.getByLabel('Vad det gäller').fill('En samordnare');
  await leader.getByLabel('Hur mycket, om året eller för hela tiden').fill('1000000');
  await leader.getByLabel('Lika mycket var').check();
  for (const name of [region, town, village]) await leader.getByLabel(name, { exact: true }).check();
  await press(leader, 'Spara lagret');
  expect(await words(leader)).toContain('333 334');
}

export const title = 'Överenskommelse om en väg in';

/** The text, clause by clause, with what of it is data. Answers the path of its first version. */
export async function writeAgreement({ house, leader: { page: leader } }: Cast, overview: string): Promise<string> {
  await leader.goto(`${house.origin}${overview}/agreements/new`);
  await leader.getByLabel('Titel').fill(title);
  await press(leader, 'Spara');
  const version = new URL(
    await leader
      .locator('main')
      .getByRole('link', { name: 'Parter och villkor' })
      .evaluate((link) => (link as HTMLAnchorElement).href),
  ).pathname.replace('/conditions', '');
  for (const [kind, text, more] of [
    ['purpose', 'Ingen part når ensam de unga som varken arbetar eller studerar.', {}],
    ['roles', 'Varje part svarar för sina egna uppgifter.', {}],
    ['financing', 'Parterna delar kostnaden för en samordnare.', { plan: true }],
    ['withdrawal', 'En part som vill lämna säger upp skriftligt.', { 'Uppsägningstid i månader': '6' }],
    ['term', 'Överenskommelsen gäller tills vidare.', { 'Gäller från': '2024-03-01' }],
  ] as const) {
    await leader.goto(`${house.origin}${version}/clauses/new?kind=${kind}`);
    await leader.getByLabel('Text', { exact: true }).fill(text);
    for (const [label, value] of Object.entries(more)) {
      if (label === 'plan') await leader.getByLabel('Vilken plan för pengarna').selectOption({ label: 'Samordningen' });
      else await leader.getByLabel(label, { exact: true }).fill(String(value));
    }
    await press(leader, 'Spara');
  }
  for (const [party, text, goal] of [
    [town, 'Uppsökande arbete i varje stadsdel', true],
    [association, 'Lokaler varje kväll', false],
  ] as const) {
    await follow(leader, 'Lägg till ett åtagande');
    await leader.getByLabel('Part', { exact: true }).selectOption({ label: party });
    await leader.getByLabel('Vad ska parten göra?').fill(text);
    await leader.getByLabel('Till och med').fill('2026-12-31');
    if (goal) await leader.getByLabel('För vilket mål').selectOption({ label: 'Färre unga står utanför' });
    await press(leader, 'Spara');
  }
  const said = await words(leader);
  for (const part of ['Uppsökande arbete i varje stadsdel', '333 334', 'Uppsägningstid', '6 månader'])
    expect(said).toContain(part);
  return version;
}

/** What a party’s instance has decided, in the form that is open. */
export async function fillDecision(
  page: Page,
  instance: string,
  paragraph: string,
  appeal: 'Nej' | 'Tiden har gått ut',
): Promise<void> {
  await page.getByLabel('Vilken instans beslutar?').fill(instance);
  await page.getByLabel('Beslutet är fattat').check();
  await page.getByLabel('Ja till texten').check();
  await page.getByLabel('Beslutets dag').fill('2024-01-16');
  await page.getByLabel('Paragraf').fill(paragraph);
  await page.getByRole('group', { name: 'Kan beslutet överklagas?' }).getByLabel(appeal, { exact: true }).check();
  if (appeal !== 'Nej') await page.getByLabel('Sista dag att överklaga').fill('2024-02-08');
}

/** Who signs for the party: its own seat. */
export async function sayPlaces({ house }: Cast, page: Page, version: string): Promise<void> {
  await page.goto(house.origin + version);
  await follow(page, 'Säg vilka som undertecknar');
  await page.getByLabel('Plats 1', { exact: true }).fill('Kommunstyrelsens ordförande');
  await page.getByRole('group', { name: 'Vem får underteckna på plats 1?' }).getByLabel('Utvecklingsledare').check();
  await press(page, 'Spara');
}

import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aRole, type Someone } from '../../src/collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../../src/identity/testing.ts';
import { type RunningHouse, runHouse, signIn } from '../setup/browser.ts';
import { keyboardOf } from '../setup/keyboard.ts';
import { follow, press, toNextPage, words } from '../setup/walking.ts';

let house: RunningHouse;
let host: Host;
beforeAll(async () => {
  house = await runHouse();
  host = await aHost({ database: house.database, now: new Date('2023-11-20T09:00:00Z') });
});
afterAll(() => house.close());

const halved = 'Färre unga är arbetslösa';
const formed = 'Unga är med och formar stödet';
const questions = ['Varför föll arbetslösheten?', 'Vad har unga fått forma?'];

/** A telephone in a hand that counts what it does. */
interface Hand {
  taps: number;
  fields: number;
  tap(on: Locator): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
}

function handOf(): Hand {
  const hand: Hand = {
    taps: 0,
    fields: 0,
    async tap(on) {
      hand.taps += 1;
      await toNextPage(on.page(), () => on.tap());
    },
    async write(field, text) {
      hand.fields += 1;
      await field.fill(text);
    },
  };
  return hand;
}

/** Who takes part, in a place of their own: the leader's region, two parties with accounts and one without. */
interface Parties {
  readonly region: string;
  readonly town: string;
  readonly village: string;
  readonly association: string;
  readonly leader: Someone & { readonly email: string };
  readonly representative: Someone & { readonly email: string };
  readonly keyboardist: Someone & { readonly email: string };
}

async function partiesIn(place: string): Promise<Parties> {
  const region = `Region ${place}`;
  const town = `${place}stad`;
  const village = `${place}by`;
  const association = `Unga i ${place}stad`;
  await anOrganisation(host, association);
  return {
    region,
    town,
    village,
    association,
    leader: await aPerson(host, `Amina ${place}`, await anOrganisation(host, region, { kind: 'region' })),
    representative: await aPerson(host, `Maria ${place}`, await anOrganisation(host, town)),
    keyboardist: await aPerson(host, `Johan ${place}`, await anOrganisation(host, village)),
  };
}

/** From the challenge to a collaboration of four parties. Answers its path. */
async function start(leader: Page, parties: Parties): Promise<string> {
  await follow(leader, 'Starta en samverkan');
  await leader.getByLabel('Vad ska samverkan heta?').fill(`Fler unga i arbete i ${parties.region}`);
  await leader.getByLabel('Vilken är utmaningen?').fill('Var sjunde ung är arbetslös.');
  await leader.getByLabel('Varför kan ingen av er lösa den ensam?').fill('Skola, stöd och arbete har olika huvudmän.');
  await leader.getByLabel('Ingen klarar det ensam').check();
  await leader.getByLabel('Vilket område gäller det?').fill('Region Blekinge');
  await leader.getByLabel('Vilken organisation vill ni ha med först?').fill(parties.town);
  await leader.getByLabel('Vem ska få inbjudan?').fill('Maria');
  await leader.getByLabel('Personens e-postadress').fill(parties.representative.email);
  await press(leader, 'Starta och bjud in');
  const overview = new URL(leader.url()).pathname;
  expect(await words(leader)).toContain('Två parter');

  await leader.goto(`${house.origin}${overview}/parties`);
  await leader.getByLabel('Parter, en på varje rad').fill(`${parties.village}\n${parties.association}`);
  await press(leader, 'Lägg till');
  for (const name of [parties.village, parties.association]) {
    await leader.goto(`${house.origin}${overview}/parties`);
    await follow(leader, name);
    await follow(leader, 'Ändra');
    await leader.getByLabel('Med', { exact: true }).check();
    await leader.getByLabel('Hur sa parten det?').selectOption({ label: 'På ett möte' });
    await leader.getByLabel('När?', { exact: true }).fill('2023-11-17');
    await press(leader, 'Spara');
    expect(await words(leader)).toContain('Med');
  }
  const id = overview.split('/').at(-1) ?? '';
  await aRole(host, parties.leader, id, parties.representative);
  await aRole(host, parties.leader, id, parties.keyboardist);
  return overview;
}

/** A goal measured by an indicator of the library, and one that nobody measures yet. */
async function setGoals(leader: Page, overview: string): Promise<void> {
  for (const text of [halved, formed]) {
    await leader.goto(`${house.origin}${overview}/goals/new`);
    await leader.getByLabel('Vad ska vara annorlunda?').fill(text);
    await leader.getByLabel('Till år').fill('2017');
    await press(leader, 'Spara målet');
    if (text === formed) continue;
    await follow(leader, 'Lägg till indikator');
    await leader.getByLabel('Sök i Kolada').fill('arbetslöshet 16-24');
    await press(leader, 'Sök');
    await follow(leader, /^Välj Arbetslöshet 16-24 år, årsmedelvärde/);
    await leader.getByLabel('Vilken plats mäter ni?').fill('Region Blekinge');
    await leader.getByLabel('Lägre är bättre').check();
    await leader.getByLabel('Utgångsår').fill('2013');
    await leader.getByLabel('Målvärde').fill('7,1');
    await leader.getByLabel('Till år').fill('2017');
    await press(leader, 'Spara indikatorn');
    expect(await words(leader)).toContain('Målet nåddes inte.');
  }
}

/** What one party contributes to the first goal, on the page where it says so. */
async function contribute(page: Page, overview: string, party: string, text: string, isEntered = false): Promise<void> {
  await page.goto(`${house.origin}${overview}/goals`);
  await follow(page, halved);
  const row = page.locator('#contributions li').filter({ hasText: party });
  await row.getByRole('link').first().click();
  await page.getByRole('radio', { name: 'Åtagande' }).check();
  await page.getByLabel('Vad är bidraget, kort?').fill(text);
  await page.getByLabel('Hur mycket?').fill('två heltider');
  await page.getByLabel('Till när?').fill('2024-12-31');
  if (isEntered) await page.getByLabel('När?', { exact: true }).fill('2023-11-17');
  await press(page, 'Spara svaret');
  expect(await words(page)).toContain(text);
}

/** The full round is opened, and what stands out in it is put to the parties. Answers the round's path. */
async function openRound(leader: Page, party: Page, overview: string): Promise<string> {
  await leader.goto(`${house.origin}${overview}/follow-up/new`);
  await leader.getByLabel('Vad ska omgången heta?').fill('Hösten 2023');
  await leader.getByLabel('Hel omgång').check();
  await leader.getByLabel('Från år').fill('2013');
  await leader.getByLabel('Till år').fill('2022');
  await press(leader, 'Öppna omgången');
  const round = new URL(leader.url()).pathname;
  expect(await words(leader)).toContain('1 indikator saknas');

  await party.goto(house.origin + round);
  await follow(party, 'Lägg till en iakttagelse');
  await party.getByLabel('Fokusgrupp').check();
  await party.getByLabel('Vad såg eller hörde ni?').fill('Unga vet inte vart de ska vända sig.');
  await party.getByLabel('Källa').fill('Åtta unga, två samtal');
  await party.getByLabel('När?', { exact: true }).fill('2023-10-12');
  await party.getByLabel(halved).check();
  await press(party, 'Spara iakttagelsen');
  expect(await words(party)).toContain('Källa: Åtta unga, två samtal');

  await leader.goto(house.origin + round);
  await follow(leader, 'Välj avvikelser att tolka');
  for (const [at, question] of questions.entries()) {
    await leader.getByLabel('Vilket mål gäller det?').selectOption({ label: at === 0 ? halved : formed });
    await leader.getByLabel('Frågan till parterna').fill(question);
    await leader.getByLabel('Varför just den?').fill('Den rör oss alla.');
    await press(leader, 'Välj avvikelsen');
  }
  await press(leader, 'Börja tolka');
  expect(await words(leader)).toContain('Väntar på 4 svar');
  return round;
}

/** On a telephone, from the overview: the reading takes one field and two taps, and the next question one and one. */
async function readOnTelephone(page: Page, overview: string): Promise<void> {
  await page.goto(house.origin + overview);
  const hand = handOf();
  await hand.tap(page.getByRole('link', { name: 'Skriv', exact: true }));
  expect(await page.locator('main form :is(textarea, select, input:not([type=hidden]))').count()).toBe(1);
  await hand.write(page.getByLabel('Er egen tolkning'), 'Vi faller från en högre nivå än andra.');
  await hand.tap(page.getByRole('button', { name: 'Lämna er tolkning' }));
  expect(hand).toMatchObject({ taps: 2, fields: 1 });
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(questions[1]);
  await hand.write(page.getByLabel('Er egen tolkning'), 'Två råd har börjat.');
  await hand.tap(page.getByRole('button', { name: 'Lämna er tolkning' }));
  expect(hand).toMatchObject({ taps: 3, fields: 2 });
  expect(await words(page)).toContain('Väntar på 3 svar');
}

async function readByKeyboard(page: Page, overview: string): Promise<void> {
  const { type, tabTo, follow: enter } = keyboardOf(page);
  await page.goto(house.origin + overview);
  await tabTo('Skriv');
  await enter();
  for (const text of ['Praktiken gav många en första rad.', 'Unga valde själva lokalen.']) {
    await tabTo('text');
    await type(text);
    await tabTo('Lämna er tolkning');
    await enter();
  }
  expect(await words(page)).toContain('Väntar på 2 svar');
  expect(await words(page)).toContain('Ni har svarat');
}

async function interpret(leader: Page, round: string, parties: Parties): Promise<void> {
  await leader.goto(house.origin + round);
  await follow(leader, 'Skriv er tolkning');
  for (const text of ['Vi ser samma fall utan vår insats.', '']) {
    if (text) await leader.getByLabel('Er egen tolkning').fill(text);
    await press(leader, text ? 'Lämna er tolkning' : 'Inget att tillägga');
  }
  expect(await words(leader)).not.toContain('Praktiken gav många');
  await follow(leader, `För in för ${parties.association}`);
  for (const text of ['Ingen frågade de unga.', 'Vi har inte märkt något.']) {
    await leader.getByLabel(`Tolkning från ${parties.association}`).fill(text);
    await leader.getByLabel('Hur sa parten det?').selectOption({ label: 'Per telefon' });
    await leader.getByLabel('När?', { exact: true }).fill('2023-11-19');
    await press(leader, 'Lämna er tolkning');
  }
  for (const [at, question] of questions.entries()) {
    await leader.goto(house.origin + round);
    await follow(leader, question);
    if (at === 0) {
      const all = await words(leader);
      for (const said of ['Vi faller', 'Praktiken gav', 'Vi ser samma fall', 'Ingen frågade'])
        expect(all).toContain(said);
      expect(all).toContain(`Uppgift från ${parties.association}, införd av ${parties.region}`);
    }
    await follow(leader, 'Skriv gemensam tolkning');
    await leader
      .getByLabel('Vi är överens om')
      .fill(at === 0 ? 'Konjunkturen bar en stor del.' : 'Att fråga tidigare.');
    await leader.getByLabel('Vi vet inte').fill('Vad som hade hänt ändå.');
    await leader.getByLabel('Åtgärder').fill('Mät varje vår.');
    await press(leader, 'Spara tolkningen');
    expect(await words(leader)).toContain('Vad som hade hänt ändå.');
  }
}

async function document(leader: Page, positioned: readonly Page[], round: string): Promise<void> {
  await leader.goto(house.origin + round);
  await follow(leader, 'Skriv rapporten');
  await leader.getByLabel('Slutsatsen i en rubrik').fill('Arbetslösheten har fallit. Vi vet inte om det beror på oss.');
  await press(leader, 'Spara en ny version');
  expect(await words(leader)).toContain('Det är inte visat att samverkan är orsaken.');
  for (const page of positioned) {
    await page.goto(`${house.origin}${round}/report`);
    await page.getByLabel('Ställer oss bakom').check();
    await press(page, 'Spara ställningstagandet');
    expect(await page.getByRole('status').first().innerText()).toContain('Sparat');
  }
  await leader.goto(`${house.origin}${round}/report`);
  await follow(leader, 'Notera att rapporten är antagen');
  await leader.getByLabel('Vilken grupp antog den?').fill('Styrgruppen');
  await leader.getByLabel('När?', { exact: true }).fill('2023-11-20');
  await press(leader, 'Notera att rapporten är antagen');
  expect(await words(leader)).toContain('tre parter ställer sig bakom och en har inte tagit ställning');
}

/** The letters that the packages went with. Answers the link to the party that has no account. */
async function sendPackages(leader: Page, round: string, parties: Parties): Promise<string> {
  const address = `registrator@${parties.association.replaceAll(/[^a-z]/gi, '').toLowerCase()}.example`;
  await leader.goto(house.origin + round);
  await follow(leader, 'Skicka underlagen');
  await leader.getByLabel(`Funktionsadress till ${parties.association}`).fill(address);
  await press(leader, 'Skicka underlagen');
  expect(await words(leader)).toContain('Fyra underlag är skickade');
  await leader.goto(`${house.origin}/outbox`);
  const letter = leader.locator('main li').filter({ hasText: address }).last();
  return (await letter.getByRole('link', { name: /\/packages\// }).getAttribute('href')) ?? '';
}

async function register(page: Page): Promise<void> {
  await page.getByLabel('Diarienummer').fill('KS 2023/488');
  await press(page, 'Spara diarienumret');
  expect(await words(page)).toContain('diarienummer KS 2023/488');
}

/** Prepares, decides and says what became of each goal: one taken in, the other not, with why. */
async function takeIn(page: Page): Promise<void> {
  await page.getByLabel('Vilken instans tar upp det?').fill('kommunstyrelsen');
  await press(page, 'Spara beredningen');
  await page.getByLabel('Beslutsdag').fill('2023-11-20');
  await page.getByLabel('Paragraf').fill('31');
  await press(page, 'Spara beslutet');
  expect(await words(page)).toContain('kommunstyrelsen, § 31');
  for (const [goal, outcome, field, text] of [
    [halved, 'Infört', 'Var står det?', 'Årsredovisning 2023, s. 31'],
    [formed, 'Inte infört', 'Skäl', 'Målet saknar mått.'],
  ] as const) {
    const article = page.locator('article').filter({ has: page.getByRole('heading', { name: goal }) });
    await article.locator('summary').click();
    await article.getByRole('radio', { name: outcome, exact: true }).check();
    await article.getByLabel(field).fill(text);
    await article.getByRole('button', { name: 'Spara' }).click();
    expect(await words(page)).toContain(text);
  }
  expect(await words(page)).toContain('2 av 2');
}

/** The way from the overview to the package, and that it has come: by whoever's hand. */
async function receive(page: Page, overview: string): Promise<void> {
  await page.goto(house.origin + overview);
  await page.getByRole('link', { name: 'Öppna', exact: true }).click();
  await press(page, 'Vi har tagit emot underlaget');
  expect(await words(page)).toMatch(/Mottaget \(här är ni\)\s*, 20 november 2023/);
}

async function receiveByKeyboard(page: Page, overview: string): Promise<void> {
  const { tabTo, follow: enter } = keyboardOf(page);
  await page.goto(house.origin + overview);
  await tabTo('Öppna');
  await enter();
  await tabTo('Vi har tagit emot underlaget');
  await enter();
  expect(await words(page)).toMatch(/Mottaget \(här är ni\)\s*, 20 november 2023/);
}

/** The letter's link on a telephone: receiving is one tap, registering one field and one tap. */
async function receiveByLink(page: Page, link: string, parties: Parties): Promise<void> {
  await page.goto(link);
  expect(await words(page)).toContain(`Återföringsunderlag för ${parties.association}`);
  expect(await page.getByRole('link', { name: 'Historik' }).count()).toBe(0);
  const hand = handOf();
  await hand.tap(page.getByRole('button', { name: 'Vi har tagit emot underlaget' }));
  await hand.write(page.getByLabel('Diarienummer'), 'F 2023/1');
  await hand.tap(page.getByRole('button', { name: 'Spara diarienumret' }));
  expect(hand).toMatchObject({ taps: 2, fields: 1 });
  expect(await words(page)).toContain('diarienummer F 2023/1');
}

describe.each<[string, string, BrowserContextOptions]>([
  ['without script', 'Fjärr', { javaScriptEnabled: false }],
  ['with script', 'Ytter', {}],
])('from a new collaboration to what four parties have taken in, %s', (_, place, options) => {
  const telephone: BrowserContextOptions = {
    ...options,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  };

  test('the process leader’s, the parties’ and the letter’s way meet in a round where all is settled', async () => {
    const parties = await partiesIn(place);
    const as = async (email: string, more: BrowserContextOptions = options): Promise<Page> => {
      const page = await house.visit(more);
      await signIn(page, house.origin, email, testPassword);
      return page;
    };
    const leader = await as(parties.leader.email);
    const representative = await as(emailOf(`Maria ${place}`), telephone);
    const keyboardist = await as(parties.keyboardist.email);

    const overview = await start(leader, parties);
    await setGoals(leader, overview);
    await contribute(representative, overview, parties.town, 'Uppsökande i varje stadsdel');
    await contribute(keyboardist, overview, parties.village, 'En väg in för alla under 25');
    await contribute(leader, overview, parties.region, 'Praktik på varje enhet');
    await contribute(leader, overview, parties.association, 'Lokaler varje kväll', true);
    const round = await openRound(leader, representative, overview);
    await readOnTelephone(representative, overview);
    await readByKeyboard(keyboardist, overview);
    await interpret(leader, round, parties);
    await document(leader, [representative, keyboardist, leader], round);
    const link = await sendPackages(leader, round, parties);

    await receive(representative, overview);
    await register(representative);
    await takeIn(representative);
    await receiveByKeyboard(keyboardist, overview);
    await register(keyboardist);
    await takeIn(keyboardist);
    await receive(leader, overview);
    await register(leader);
    await takeIn(leader);
    const holder = await house.visit(telephone);
    await receiveByLink(holder, link, parties);
    await takeIn(holder);

    await keyboardist.goto(house.origin + round);
    const standing = await words(keyboardist);
    for (const row of ['Underlag mottagna', 'Underlag beslutade', 'Underlag där varje mål har fått ett svar']) {
      expect(standing).toContain(`${row} 4 av 4 Klart`);
    }
  }, 240_000);
});

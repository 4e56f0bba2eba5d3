import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '../../src/identity/index.ts';
import { findBarriers, overflowOf, type RunningHouse, runHouse, signIn } from '../setup/browser.ts';
import { askInRound, beginRound, readInRound, type WalkedRound, walkFullRound } from '../setup/full-round.ts';
import { keyboardOf } from '../setup/keyboard.ts';
import { Visitor } from '../setup/visitor.ts';
import { words } from '../setup/walking.ts';

let house: RunningHouse;
/** Addresses of the playable example, found the way a visitor finds them. */
let exercise: string;
/** A problem picture that is shared with the representative's organisation. */
let picture: string;
let places: {
  overview: string;
  goal: string;
  round: string;
  party: string;
  organisation: string;
  seat: string;
  indicator: string;
};
/** Full rounds at three moments: questions are being chosen, the report is written, the packages are sent. */
let rounds: {
  chosen: { at: string; observation: string };
  written: { at: string; deviation: string };
  sent: WalkedRound;
};
/** What a party keeps to itself: a draft that it has shared, something marked, and what it gave the receiver to register. */
let own: { at: string; entry: string; marked: string; shared: string; task: string };
/** The agreement that the parties are deciding about, and one that is being written. */
let agreed: { version: string; decision: string; clause: string };

const leader = 'amina.holm@region-f.example';
const representative = 'maria.ek@kommun-b.example';
const organisationAdministrator = 'lena.aberg@kommun-b.example';
const systemAdministrator = 'tor.niemi@region-f.example';
const reader = 'eva.strand@kommun-a.example';
const everybody = [leader, representative, reader, organisationAdministrator, systemAdministrator];

const isFull = process.env.TEST_EVERYTHING === 'yes';

const inEnglish = (page: Page): Promise<void> =>
  page.context().addCookies([{ name: 'language', value: 'en', url: house.origin }]);

beforeAll(async () => {
  house = await runHouse();
  const page = await house.visit();
  await signIn(page, house.origin, representative);
  const follow = async (name: string): Promise<string> => {
    await page.locator('main, .column').getByRole('link', { name, exact: true }).first().click();
    return new URL(page.url()).pathname;
  };
  const overview = await follow('Fler unga i arbete');
  const goal = await follow('Arbetslösheten bland unga halveras');
  await page.goto(house.origin + overview);
  await page.goto(`${house.origin}${overview}/follow-up`);
  const round = await follow('Uppföljningsomgång hösten 2016');
  await page.goto(`${house.origin}${overview}/parties`);
  const party = await follow('Kommun B');
  const admin = await house.visit();
  await signIn(admin, house.origin, organisationAdministrator);
  await admin.goto(`${house.origin}/organisations?q=Kommun B`);
  await admin.getByRole('link', { name: 'Kommun B', exact: true }).last().click();
  const organisation = new URL(admin.url()).pathname;
  const invitation = await admin.getByRole('link', { name: 'Bjud in' }).first().getAttribute('href');
  const seat = invitation?.replace(/\/invite$/, '') ?? '';
  const leads = await house.visit();
  await signIn(leads, house.origin, leader);
  await leads.goto(house.origin + goal);
  const edit = await leads.getByRole('link', { name: 'Ändra indikatorn' }).first().getAttribute('href');
  const indicator = edit?.replace(/\/edit$/, '') ?? '';
  places = { overview, goal, round, party, organisation, seat, indicator };

  const visitor = async (email: string) => {
    const fetchFrom = (path: string, init?: RequestInit) =>
      fetch(new URL(path, house.origin), { redirect: 'manual', ...init });
    return await new Visitor({ fetch: fetchFrom }).signIn(email, demoPassword);
  };
  const cast = {
    leader: await visitor(leader),
    representative: await visitor(representative),
    today: '2023-11-20',
    address: 'registrator@kommun.example',
  };
  await cast.leader.open(`${overview}/shared-view`);
  exercise = /href="([^"]+\/shared-view\/[0-9a-f-]{36})"/.exec(cast.leader.page)?.[1] ?? '';
  await cast.representative.open('/problem-pictures');
  picture = /href="(\/problem-pictures\/[0-9a-f-]{36})"/.exec(cast.representative.page)?.[1] ?? '';
  const sent = await walkFullRound(cast, overview, 'Hösten 2021');
  const written = await beginRound(cast, overview, 'Hösten 2022');
  const { deviation } = await askInRound(cast, written, 'Vad har unga fått forma?');
  await readInRound(cast, written, deviation);
  const chosen = await beginRound(cast, overview, 'Hösten 2023');
  const { observation } = await askInRound(cast, chosen, 'Vem når vi inte?');
  rounds = { chosen: { at: chosen, observation }, written: { at: written, deviation }, sent };
  own = await keepToItself(cast.representative, cast.leader, `${overview}/internal-material`);
  agreed = await agree(cast.leader, `${overview}/agreements`, party.split('/').at(-1) ?? '');
}, 180_000);
afterAll(() => house.close());

/** A party marks one of its entries as secret, and finds what it has shared; the receiver finds what is to be registered. */
async function keepToItself(party: Visitor, receiver: Visitor, at: string) {
  const found = (visitor: Visitor, pattern: RegExp): string => pattern.exec(visitor.page)?.[1] ?? '';
  await party.open(at);
  const entry = found(party, /href="([^"]+)">Utkast: vi kan ta emot fler på praktik/);
  const secret = found(party, /href="([^"]+)">Praktikplatser eller feriejobb/);
  const shared = found(party, /href="([^"]+\/shared-material\/[0-9a-f-]{36})"/);
  await party.open(secret);
  const marked = found(party, /href="([^"]+\/secrecy\/[^"]+)"/);
  await party.open(marked);
  await party.submit({
    section: 'OSL 26 kap. 1 §',
    otherSection: '',
    authority: 'Kommun B',
    decidedBy: 'Maria Ek',
    decidedOn: '2023-11-20',
  });
  await receiver.open(at);
  return { at, entry, marked, shared, task: found(receiver, /href="([^"]+\/registrations\/[0-9a-f-]{36})"/) };
}

/** The third version that is out with the parties, the form for what a party decides, and a clause of another agreement. */
async function agree(leads: Visitor, at: string, party: string): Promise<typeof agreed> {
  const found = (pattern: RegExp): string => pattern.exec(leads.page)?.[1] ?? '';
  await leads.open(at);
  const version = `${found(/href="([^"]+)">Överenskommelsen Fler unga i arbete/)}/versions/3`;
  await leads.open(version);
  const decision = found(/href="([^"]+\/parties\/[0-9a-f-]{36}\/decision)"/);
  await leads.open(`${at}/new`);
  await leads.submit({ title: 'Om praktik', kind: 'agreement', ground: 'signed', open: 'unknown', parties: [party] });
  return { version, decision, clause: found(/href="([^"]+\/clauses\/new\?kind=\w+)"/) };
}

const pagesOf = (): Record<string, readonly string[]> => {
  const { overview, goal, round, party, organisation, seat } = places;
  const { chosen, written, sent } = rounds;
  const partyId = party.split('/').at(-1);
  const followed = [
    chosen.at,
    written.at,
    `${written.at}/deviations/${written.deviation}`,
    `${written.at}/report`,
    sent.at,
    `${sent.at}/deviations/${sent.deviation}`,
    `${sent.at}/report`,
  ];
  const read = [
    '/',
    overview,
    `${overview}/challenge`,
    `${overview}/actors`,
    `${overview}/parties`,
    party,
    `${overview}/goals`,
    goal,
  ];
  const more = [
    `${overview}/grid`,
    `${overview}/mandates`,
    `${overview}/line-of-sight`,
    `${places.indicator}/map`,
    `${places.indicator}/places`,
    `${overview}/sources`,
    `${overview}/situation-analysis`,
    `${overview}/shared-view`,
    exercise,
    `${overview}/follow-up`,
    round,
    `${round}/parties/${partyId}`,
    `${overview}/history`,
    `${overview}/history?from=2016-01-01`,
    `${overview}/personal-data`,
    `${overview}/agreements`,
    agreed.version,
    `${agreed.version}/comparison`,
    `${overview}/groups`,
    `${overview}/financing`,
    `${overview}/annual-wheel`,
    `${overview}/dialogue`,
    `${overview}/action-plan?view=time`,
    `${overview}/benefits/balance`,
    ...followed,
  ];
  return {
    [reader]: [...read, ...more],
    [representative]: [
      ...read,
      ...more,
      '/acting-for',
      '/account',
      '/account/sign-in',
      '/account/authenticator',
      '/account/passkeys',
      '/account/password',
      '/account/email',
      '/step-up',
      '/account/personal-data',
      '/account/identities',
      '/introduction',
      '/problem-pictures',
      '/problem-pictures/new',
      picture,
      '/session',
      '/search',
      '/search?q=unga',
      '/search?q=u',
      `${goal}/contributions/${partyId}`,
      `${party}/edit`,
      `${overview}/mandates/cards/${partyId}/edit`,
      `${goal}/implementations/new`,
      `${chosen.at}/observations/new`,
      `${chosen.at}/observations/${chosen.observation}`,
      `${written.at}/deviations/${written.deviation}/readings/${partyId}`,
      sent.ownPackage,
      `${sent.ownPackage}/decision-draft`,
      `${sent.ownPackage}/decision-draft/template`,
      own.at,
      `${own.at}/new?kind=draft`,
      `${own.at}/new?kind=ownHouse`,
      own.entry,
      `${own.entry}/edit`,
      `${own.entry}/sharing`,
      `${own.entry}/sharing?to=some`,
      `${own.entry}/sharing?to=all`,
      own.shared,
      own.marked,
      `${own.marked}/disclosure`,
      `${overview}/secrecy/observation/${chosen.observation}`,
      `${overview}/sight`,
      `${overview}/attachments`,
      `${overview}/attachments/new?subject=${encodeURIComponent(`observation:${chosen.observation}`)}`,
      `${overview}/published`,
    ],
    [leader]: [
      ...read,
      ...more,
      '/collaborations/new',
      '/collaborations/take-over',
      '/my-work',
      '/account/absence',
      '/account/digest',
      `${overview}/challenge/edit`,
      `${overview}/territory?chosen=1080,0012`,
      `${overview}/territory?chosen=1080&county=10`,
      `${overview}/phase`,
      `${overview}/personal-data/edit`,
      `${party}/invite`,
      `${overview}/actors/new`,
      `${overview}/goals/new`,
      `${overview}/mandates/information/new`,
      `${goal}/edit`,
      `${goal}/indicator?q=arbetslöshet`,
      `${goal}/indicator/own`,
      `${goal}/implementations/new`,
      `${goal}/editor-text`,
      `${places.indicator}/edit`,
      `${places.indicator}/limits`,
      `${overview}/situation-analysis/sections/problem/edit`,
      `${overview}/shared-view/new`,
      agreed.decision,
      agreed.clause,
      `${overview}/groups/new`,
      `${overview}/financing/new`,
      `${overview}/annual-wheel/events/new`,
      `${overview}/dialogue/questions/new`,
      '/account/calendar',
      `${overview}/action-plan/activities/new`,
      `${overview}/benefits/new`,
      `${overview}/follow-up/new`,
      `${chosen.at}/deviations`,
      `${chosen.at}/observations/new`,
      `${written.at}/deviations/${written.deviation}/joint`,
      `${written.at}/report/edit`,
      `${written.at}/report/adoption`,
      `${sent.at}/packages`,
      sent.ownPackage,
      own.at,
      own.shared,
      own.task,
      `${overview}/shared-material`,
      `${overview}/sight`,
      `${overview}/read-log`,
      `${overview}/attachments`,
      `${overview}/published`,
    ],
    [organisationAdministrator]: [
      '/',
      '/organisations',
      `${organisation}/sign-in`,
      organisation,
      `${organisation}/history`,
      `${organisation}/personal-data`,
      `${organisation}/provider`,
      `${organisation}/provider/settings`,
      `${organisation}/renewal`,
      `${organisation}/read-log`,
      `${seat}/invite`,
      `${seat}/hand-over`,
    ],
    [systemAdministrator]: ['/', '/organisations', '/organisations/new', organisation, '/outbox', '/operations'],
  };
};

/**
 * What is looked at for one role: day by day the pages that everybody begins with, and of the others those that no role
 * before has been shown; with `npm run test:full` all.
 */
function pagesFor(email: string): readonly string[] {
  const all = pagesOf();
  const own = all[email] ?? [];
  if (isFull) return own;
  const { overview, goal, party } = places;
  const each = new Set(['/', overview, `${overview}/parties`, `${overview}/goals`, goal, party]);
  const before = new Set(everybody.slice(0, everybody.indexOf(email)).flatMap((other) => all[other] ?? []));
  return own.filter((path) => each.has(path) || !before.has(path));
}

async function eachPage(
  email: string,
  page: Page,
  look: (path: string) => Promise<readonly string[]>,
  paths = pagesFor(email),
): Promise<string[]> {
  await signIn(page, house.origin, email);
  const found: string[] = [];
  for (const path of paths) {
    const answer = await page.goto(house.origin + path);
    if (answer?.status() !== 200) found.push(`${path}: ${answer?.status()}`);
    found.push(...(await look(path)).map((told) => `${path}: ${told}`));
  }
  return found;
}

/** What axe finds where nobody is signed in, and where something is wrong. */
async function barriersForStrangers(page: Page): Promise<string[]> {
  const found: string[] = [];
  const look = async (place: string) => found.push(...(await findBarriers(page)).map((told) => `${place}: ${told}`));
  for (const path of ['/sign-in', '/forgotten-password', '/published', '/nowhere', rounds.sent.link]) {
    await page.goto(house.origin + path);
    await look(path);
  }
  await page.goto(`${house.origin}/sign-in`);
  await page.locator('main form button').first().click();
  expect(await page.getByRole('alert').locator('a').count()).toBe(2);
  await look('/sign-in with nothing written');
  return found;
}

test('axe finds a barrier where there is one', async () => {
  const page = await house.visit();
  await page.setContent('<main><h1>Bild</h1><img src="x"><p style="color:#bbb;background:#fff">Grått</p></main>');
  const found = (await findBarriers(page)).join('\n');
  expect(found).toContain('image-alt');
  expect(found).toContain('color-contrast');
});

describe('no barriers that axe can find', () => {
  test.each(everybody)(
    'on the pages of %s',
    async (email) => {
      const page = await house.visit();
      expect(await eachPage(email, page, () => findBarriers(page))).toEqual([]);
    },
    600_000,
  );

  test('where a file of own figures is refused, and where it is shown before it comes in', async () => {
    const page = await house.visit();
    await signIn(page, house.origin, leader);
    const send = async (text: string) => {
      await page.goto(`${house.origin}${places.goal}/indicator/own`);
      await page.getByLabel('Vad ska indikatorn heta?').fill('Deltagare');
      await page.getByLabel('Enhet').fill('personer');
      await page.getByLabel('Vem har räknat, och hur?').fill('Egen räkning');
      await page.getByLabel('Högre är bättre').check();
      await page
        .getByLabel('Fil: CSV')
        .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
      await page.getByRole('button', { name: 'Spara indikatorn' }).click();
    };
    await send('kommun;kön;2019;2020\nKarlskronna;K;många;2\n');
    expect(await page.getByRole('alert').innerText()).toContain('2 saker behöver rättas');
    expect([await findBarriers(page), await overflowOf(page)]).toEqual([[], 0]);
    await send('kommun;kön;2019;2020\nKarlskrona;K;1;2\nKarlskrona;M;3;4\n');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Det här läses in');
    expect([await findBarriers(page), await overflowOf(page)]).toEqual([[], 0]);
  });

  test('on the pages for strangers, and where something is wrong', async () => {
    const page = await house.visit();
    expect(await barriersForStrangers(page)).toEqual([]);
    expect(await page.getByRole('alert').innerText()).toContain('Två saker behöver rättas');
  });
});

const ways: readonly (readonly [name: string, options: BrowserContextOptions, language: 'sv' | 'en'])[] = [
  ['in the dark', { colorScheme: 'dark' }, 'sv'],
  ['in forced colours', { forcedColors: 'active' }, 'sv'],
  ['in English', {}, 'en'],
  ['at 320 pixels', { viewport: { width: 320, height: 800 } }, 'sv'],
];
/** Each page of each role in each way takes minutes: once before something lands, with `npm run test:full`. */
const asked = isFull ? ways : [];

describe.each(asked)('no barriers that axe can find %s', (_, options, language) => {
  const meet = async (): Promise<Page> => {
    const page = await house.visit(options);
    if (language === 'en') await inEnglish(page);
    return page;
  };

  test.each(everybody)(
    'on the pages of %s',
    async (email) => {
      const page = await meet();
      const look = async () => {
        const over = await overflowOf(page);
        return [...(await findBarriers(page)), ...(over > 0 ? [`${over} px too wide`] : [])];
      };
      expect(await eachPage(email, page, look)).toEqual([]);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
    },
    600_000,
  );

  test('on the pages for strangers, and where something is wrong', async () => {
    expect(await barriersForStrangers(await meet())).toEqual([]);
  });
});

/** Day by day each page is looked at in one of the two, with `npm run test:full` in both. */
test.each([
  ['in the dark', { colorScheme: 'dark' as const }, 0],
  ['in forced colours', { forcedColors: 'active' as const }, 1],
])(
  'words can be told from what is behind them %s',
  async (_, options, turn) => {
    const page = await house.visit(options);
    const paths = pagesFor(leader).filter((_, at) => isFull || at % 2 === turn);
    expect(await eachPage(leader, page, () => findBarriers(page, ['color-contrast']), paths)).toEqual([]);
  },
  600_000,
);

test('in English every page says so, and at 320 pixels nothing sticks out', async () => {
  const page = await house.visit({ viewport: { width: 320, height: 800 } });
  await inEnglish(page);
  await signIn(page, house.origin, leader);
  const found: string[] = [];
  for (const path of pagesOf()[leader] ?? []) {
    await page.goto(house.origin + path);
    if ((await page.locator('html').getAttribute('lang')) !== 'en') found.push(`${path}: not in English`);
    const over = await overflowOf(page);
    if (over > 0) found.push(`${path}: ${over} px too wide`);
  }
  expect(found).toEqual([]);
}, 600_000);

test('a goal is answered by keyboard alone', async () => {
  const page = await house.visit();
  const { press, type, focused, tabTo, follow } = keyboardOf(page);
  await page.goto(`${house.origin}/sign-in`);
  await press('Tab');
  expect(await focused()).toBe('Till innehållet');
  await tabTo('email');
  await type(representative);
  await press('Tab');
  await type('arm i krok 2023');
  await follow();
  await tabTo('Fler unga i arbete');
  await follow();
  await tabTo('Fler tar examen från gymnasiet');
  await follow();
  await tabTo(/Ändra svaret/);
  await follow();
  await tabTo('kind');
  await press('ArrowUp');
  await tabTo('text');
  await press('Control+A');
  await type('Studiecoach på varje skola');
  await tabTo(/assigned|document/);
  await type('Verksamhetsplan 2024');
  await follow();
  expect(await words(page)).toContain('Studiecoach på varje skola');
}, 60_000);

test('a page carries the house’s own module, and no other script', async () => {
  const page = await house.visit();
  await signIn(page, house.origin, reader);
  for (const path of pagesOf()[reader] ?? []) {
    await page.goto(house.origin + path);
    const scripts = await page.locator('script').evaluateAll((all) => all.map((one) => one.getAttribute('src')));
    expect(scripts).toEqual([expect.stringMatching(/^\/assets\/house\.\w+\.js$/)]);
  }
});

test('on paper the page keeps what it says and leaves out what one clicks on', async () => {
  const page = await house.visit();
  await signIn(page, house.origin, representative);
  await page.goto(house.origin + places.round);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.column nav').isVisible()).toBe(false);
  expect(await page.locator('.column .label').isVisible()).toBe(true);
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
});

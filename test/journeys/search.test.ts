import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeApp } from '../../src/app.tsx';
import { aCollaboration, aRole, partyOf } from '../../src/collaborations/testing.ts';
import { aRound } from '../../src/follow-up/testing.ts';
import { aContribution, aGoal, anIndicator } from '../../src/goals/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, testPassword } from '../../src/identity/testing.ts';
import { identify, type User } from '../../src/identity/user.ts';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { openHouse, silent, type TestHouse } from '../setup/composition.ts';
import { Visitor } from '../setup/visitor.ts';

let house: TestHouse;
let collaboration: string;
let party: string;
let round: string;
let dropped: string;
beforeAll(async () => {
  house = await openHouse();
  const host = await aHost(house);
  const [kommun, region, hamnstad, elsewhere] = await Promise.all(
    ['Kustkommunen', 'Kustregionen', 'Hamnstad', 'Annanstad'].map((name) => anOrganisation(host, name)),
  );
  const leader = await aPerson(host, 'Lea Ledare', kommun ?? '');
  const representative = await aPerson(host, 'Rut Region', region ?? '');
  const stranger = await aPerson(host, 'Stig Stranger', elsewhere ?? '');
  collaboration = await aCollaboration(host, leader, [region ?? '', hamnstad ?? ''], {
    name: 'Ökad sysselsättning vid kusten',
    challenge: 'Var sjunde ung är arbetslös.',
  });
  await aRole(host, leader, collaboration, representative);
  const goal = await aGoal(host, leader, collaboration, { text: 'Ungdomsarbetslösheten vid kusten halveras' });
  await aGoal(host, leader, collaboration, { text: 'Arbetslösheten bland unga minskar' });
  await aGoal(host, leader, collaboration, { text: 'Alla unga är med, också de arbetslösa' });
  await anIndicator(host, leader, collaboration, goal);
  round = await aRound(host, leader, collaboration, { name: 'Uppföljning våren, kusten' });
  party = await partyOf(host, leader, collaboration, region ?? '');
  await aContribution(host, representative, collaboration, goal, party, { text: 'Kanariefågel i bidraget' });
  dropped = await aGoal(host, leader, collaboration, { text: 'Tornsvalan återvänder' });
  const secret = await aCollaboration(host, stranger, [], { name: 'Hemlig kanariefågel', challenge: 'Kanariefågel' });
  const hidden = await aGoal(host, stranger, secret, { text: 'Kanariefågeln flyger' });
  await anIndicator(host, stranger, secret, hidden, { name: 'Kanariefåglar' });
  await aRound(host, stranger, secret, { name: 'Kanariefågel 2023' });
});
afterAll(() => house.close());

const signedIn = (name: string, at: TestHouse = house) => new Visitor(at).signIn(emailOf(name), testPassword);
const search = async (visitor: Visitor, typed: string) => await visitor.open(`/search?q=${encodeURIComponent(typed)}`);
/** The hits of each kind, by their titles. */
const kindsOn = ({ page }: Visitor): Record<string, string[]> =>
  Object.fromEntries(
    [...page.matchAll(/<section[^>]*aria-label="([^"]*)"[^>]*>([\s\S]*?)<\/section>/g)].map(
      ([, kind = '', body = '']) => [
        kind,
        [...body.matchAll(/class="title"[^>]*>([^<]*)</g)].map(([, title = '']) => title),
      ],
    ),
  );
const found = async (typed: string, visitor?: Visitor) =>
  kindsOn(await search(visitor ?? (await signedIn('Lea Ledare')), typed));

test('a stranger is sent to sign in, and comes back to what was sought', async () => {
  const stranger = await new Visitor(house).open('/search?q=kusten');
  expect(stranger.path).toBe('/sign-in?next=%2Fsearch%3Fq%3Dkusten');
});

test('every page that is signed in to has the field, and strangers have none', async () => {
  const lea = await signedIn('Lea Ledare');
  for (const path of ['/', '/account', `/collaborations/${collaboration}`]) {
    expect((await lea.open(path)).page).toMatch(/<form class="search" action="\/search">/);
  }
  expect((await new Visitor(house).open('/sign-in')).page).not.toContain('/search');
});

describe('what is found', () => {
  test('stands by its kind, with where it belongs and a way there', async () => {
    const lea = await search(await signedIn('Lea Ledare'), 'kust');
    expect(kindsOn(lea)).toEqual({
      Samverkan: ['Ökad sysselsättning vid kusten'],
      Parter: ['Kustkommunen', 'Kustregionen'],
      'Gemensamma mål': ['Ungdomsarbetslösheten vid kusten halveras'],
      Uppföljningsomgångar: ['Uppföljning våren, kusten'],
      'Officiella indikatorer att välja bland': ['Kustvatten med god ekologisk status, andel (%)'],
    });
    expect(lea.text).toContain('6 träffar');
    const links = [...lea.page.matchAll(/class="title" href="([^"]*)"/g)].map(([, href = '']) => href);
    expect(links).toHaveLength(5);
    for (const link of links) expect((await lea.open(link)).status, link).toBe(200);
  });

  test('comes with the best match first: begins so, has a word that begins so, has it inside a word', async () => {
    expect((await found('arbetslös'))['Gemensamma mål']).toEqual([
      'Arbetslösheten bland unga minskar',
      'Alla unga är med, också de arbetslösa',
      'Ungdomsarbetslösheten vid kusten halveras',
    ]);
  });

  test.each([
    'ÖKAD SYSSELSÄTTNING',
    'ökad sysselsättning',
    'O\u0308kad sysselsa\u0308ttning',
    ' sysselsättning,  ökad ',
  ])('whatever the case, form and order of the letters: %s', async (typed) => {
    expect((await found(typed)).Samverkan).toEqual(['Ökad sysselsättning vid kusten']);
  });

  test('does not take a for å or o for ö, and holds every word', async () => {
    expect((await found('okad')).Samverkan).toBeUndefined();
    expect((await found('sysselsättning inlandet')).Samverkan).toBeUndefined();
  });

  test('an indicator by its code, and the whole catalogue whoever asks', async () => {
    const lea = await search(await signedIn('Lea Ledare'), 'n03921');
    expect(kindsOn(lea).Indikatorer).toEqual(['Arbetslösa 16–24 år']);
    expect(lea.text).toContain('Mäter ”Ungdomsarbetslösheten vid kusten halveras” i Ökad sysselsättning vid kusten');
    expect(lea.text).toMatch(/Kolada N03921, .*Värdena finns här\./);
    const stig = await signedIn('Stig Stranger');
    expect((await found('n03921', stig))['Officiella indikatorer att välja bland']).toHaveLength(1);
  });

  test('signs that mean something to a pattern only part words', async () => {
    expect(await found('%%')).toEqual({});
    expect(await found('__')).toEqual({});
    expect((await found('kust%halveras'))['Gemensamma mål']).toHaveLength(1);
  });
});

test('at most twenty of a kind are shown, and how many more there are', async () => {
  const lea = await search(await signedIn('Lea Ledare'), 'elever');
  const titles = kindsOn(lea)['Officiella indikatorer att välja bland'] ?? [];
  expect(titles).toHaveLength(20);
  const [, rest = '0'] = /De 20 bästa visas, (\d+) till finns\./.exec(lea.text) ?? [];
  expect(Number(rest)).toBeGreaterThan(100);
  expect(lea.text).toContain(`${Number(rest) + 20} träffar`);
});

test('what is too short, or not there, is explained, and the words typed stay', async () => {
  const lea = await signedIn('Lea Ledare');
  await lea.open('/search');
  expect(lea.text).toContain('Sök bland samverkan');
  await search(lea, 'k');
  expect(lea.text).toContain('”k” är för kort att söka på. Skriv minst 2 bokstäver eller siffror.');
  await search(lea, 'lagstadgad flygfisk <b>');
  expect(lea.text).toContain('Inget som du får läsa innehåller alla orden.');
  expect(lea.page).toContain('value="lagstadgad flygfisk &lt;b>"');
  expect((await search(lea, 'x'.repeat(5000))).status).toBe(200);
});

test('the page is there in English', async () => {
  const answer = await house.fetch('/search?q=kust', {
    headers: { cookie: `${await cookieOf('Lea Ledare')}; language=en` },
  });
  const text = await answer.text();
  expect(text).toContain('6 hits.');
  expect(text).toContain('Joint goals');
});
async function cookieOf(name: string): Promise<string> {
  const page = await (await house.fetch('/sign-in')).text();
  const form = /name="form" value="([^"]*)"/.exec(page)?.[1] ?? '';
  const answer = await house.fetch('/sign-in', {
    method: 'POST',
    body: new URLSearchParams({ form, email: emailOf(name), password: testPassword }),
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

describe('what is never found', () => {
  const composed = (options: { enforce?: () => boolean; database?: Database<User> }): TestHouse => {
    const app = composeApp({
      database: house.database,
      clock: () => house.now,
      log: silent,
      secure: false,
      origin: 'http://localhost',
      demo: true,
      key: Buffer.alloc(32, 7),
      ...options,
    });
    return {
      ...house,
      now: house.now,
      fetch: async (path, init) => app.fetch(new Request(`http://localhost${path}`, init)),
    };
  };

  test('what belongs to a collaboration that one does not read', async () => {
    const lea = await search(await signedIn('Lea Ledare'), 'kanariefåg');
    expect(kindsOn(lea)).toEqual({});
    const stig = await search(await signedIn('Stig Stranger'), 'kanariefåg');
    expect(kindsOn(stig)).toEqual({
      Samverkan: ['Hemlig kanariefågel'],
      'Gemensamma mål': ['Kanariefågeln flyger'],
      Indikatorer: ['Kanariefåglar'],
      Uppföljningsomgångar: ['Kanariefågel 2023'],
    });
    expect((await search(stig, 'kusten')).text).not.toContain('Ungdomsarbetslösheten');
  });

  test('with the policy switched off: row level security holds alone', async () => {
    const open = composed({ enforce: () => true });
    expect(kindsOn(await search(await signedIn('Lea Ledare', open), 'kanariefåg'))).toEqual({});
  });

  test('with row level security switched off: the statements hold alone', async () => {
    const unprotected = openDatabase({ url: house.urls.unprotectedUrl, poolSize: 2, identify });
    try {
      const bare = composed({ database: unprotected });
      expect(kindsOn(await search(await signedIn('Lea Ledare', bare), 'kanariefåg'))).toEqual({});
      expect(Object.keys(kindsOn(await search(await signedIn('Stig Stranger', bare), 'kanariefåg')))).toHaveLength(4);
    } finally {
      await unprotected.close();
    }
  });

  test('a line that a party has written in a round, before it is shared or after, a contribution, and a draft', async () => {
    const rut = await signedIn('Rut Region');
    await rut.open(`/collaborations/${collaboration}/follow-up/${round}/lines/${party}`);
    const fields = [...rut.page.matchAll(/<textarea[^>]*name="([^"]*)"/g)].map(([, name = '']) => [
      name,
      'Kanariefågelns rad',
    ]);
    expect(fields).toHaveLength(3);
    await rut.submit(Object.fromEntries(fields));
    const lea = await signedIn('Lea Ledare');
    await lea.open('/collaborations/take-over');
    await lea.submit({ name: 'Kanariefågelns utkast', finish: 'later' });
    expect(lea.text).toContain('Kanariefågelns utkast');
    for (const visitor of [rut, lea]) expect(kindsOn(await search(visitor, 'kanariefåg'))).toEqual({});
    const answered = house.now;
    house.now = new Date('2024-03-01T09:00:00Z');
    const later = await signedIn('Lea Ledare');
    await later.open(`/collaborations/${collaboration}/follow-up/${round}`);
    expect(later.text).toContain('Kanariefågelns rad');
    expect(kindsOn(await search(later, 'kanariefåg'))).toEqual({});
    house.now = answered;
  });

  test('what has been withdrawn', async () => {
    const lea = await signedIn('Lea Ledare');
    expect(kindsOn(await search(lea, 'tornsvala'))).toEqual({ 'Gemensamma mål': ['Tornsvalan återvänder'] });
    await lea.open(`/collaborations/${collaboration}/goals/${dropped}`);
    await lea.submit({}, `/collaborations/${collaboration}/goals/${dropped}/withdrawal`);
    expect(kindsOn(await search(lea, 'tornsvala'))).toEqual({});
  });
});

test('one search is one round trip, whatever is found', async () => {
  let trips = 0;
  const counted: Database<User> = {
    ...house.database,
    read: (acting, now, questions) => {
      trips += 1;
      return house.database.read(acting, now, questions);
    },
  };
  const app = composeApp({
    database: counted,
    clock: () => house.now,
    log: silent,
    secure: false,
    origin: 'http://localhost',
    demo: true,
    key: Buffer.alloc(32, 7),
  });
  const headers = { cookie: await cookieOf('Lea Ledare') };
  await app.fetch(new Request('http://localhost/search?q=kust', { headers }));
  expect(trips).toBe(1);
});

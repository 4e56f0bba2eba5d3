import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { foundInstallation } from './installation.ts';
import { hashPassword } from './passwords.ts';
import { endSeat, endTerm, listTerms } from './seat.ts';
import { aHost, anApp, anOrganisation, aPerson, codeOf, emailOf, type Host, testPassword } from './testing.ts';

let house: TestHouse;
let host: Host;
let kommunen: string;
let regionen: string;
let owner: pg.Client;
const began = new Date('2023-11-20T09:00:00Z');
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  kommunen = await anOrganisation(host, 'Testkommunen');
  regionen = await anOrganisation(host, 'Regionen', { kind: 'region' });
  owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await house.close();
});
beforeEach(() => {
  house.now = began;
});
const later = (minutes: number) => {
  house.now = new Date(house.now.getTime() + minutes * 60_000);
};
const signedIn = (name: string, password = testPassword) => new Visitor(house).signIn(emailOf(name), password);
const isSignedIn = async (visitor: Visitor) => (await visitor.open('/account')).path === '/account';
const lettersTo = async (email: string): Promise<string> => {
  const { rows } = await owner.query<{ subject: string; body_text: string }>(
    'select subject, body_text from mail where to_address = $1 order by created_at, id',
    [email],
  );
  return rows.map((row) => `${row.subject}\n${row.body_text}`).join('\n');
};
const sessionIds = async (person: string): Promise<readonly string[]> => {
  const { rows } = await owner.query<{ id: string }>(
    'select id from user_session where person_id = $1 and ended_at is null order by created_at desc, id desc',
    [person],
  );
  return rows.map((row) => row.id);
};

describe('the reference of a session', () => {
  test('is 256 bits, new at each sign-in, and the one before in the same browser is dead', async () => {
    await aPerson(host, 'Rita Referens', kommunen);
    const visitor = await signedIn('Rita Referens');
    const first = visitor.cookie('session');
    await visitor.signIn(emailOf('Rita Referens'), testPassword);
    const second = visitor.cookie('session');
    expect(Buffer.from(first, 'base64url')).toHaveLength(32);
    expect(second).not.toBe(first);
    visitor.setCookie('session', first);
    expect(await isSignedIn(visitor)).toBe(false);
    visitor.setCookie('session', second);
    expect(await isSignedIn(visitor)).toBe(true);
  });

  test('is new when its person has confirmed who they are, and the old one is dead at once', async () => {
    await aPerson(host, 'Bo Bekräfta', kommunen);
    const visitor = await signedIn('Bo Bekräfta');
    const before = visitor.cookie('session');
    await visitor.open('/step-up?next=%2Faccount');
    await visitor.submit({ password: testPassword }, '/step-up');
    expect(visitor.path).toBe('/account');
    const thief = new Visitor(house);
    thief.setCookie('session', before);
    expect(await isSignedIn(thief)).toBe(false);
    expect(await isSignedIn(visitor)).toBe(true);
  });

  test('is not taken from outside: one that somebody has made up opens nothing and is not kept', async () => {
    await aPerson(host, 'Fia Fast', kommunen);
    const visitor = new Visitor(house);
    const planted = Buffer.alloc(32, 4).toString('base64url');
    visitor.setCookie('session', planted);
    expect(await isSignedIn(visitor)).toBe(false);
    await visitor.signIn(emailOf('Fia Fast'), testPassword);
    expect(visitor.cookie('session')).not.toBe(planted);
  });
});

describe('my sessions', () => {
  test('are listed with when, how and in which browser, and end one by one', async () => {
    const { person } = await aPerson(host, 'Lisa List', kommunen);
    const here = await signedIn('Lisa List');
    later(1);
    const phone = new Visitor({
      fetch: (path, init) =>
        house.fetch(path, {
          ...init,
          headers: { ...(init?.headers as object), 'user-agent': 'Mozilla/5.0 (iPhone) Version/17.0 Safari/605.1' },
        }),
    });
    await phone.signIn(emailOf('Lisa List'), testPassword);
    await here.open('/account/sign-in');
    expect(here.text).toContain('Safari, iPhone');
    expect(here.text).toContain('Inloggad 20 november 2023 kl. 10.01 med lösenord, för Testkommunen');
    expect(here.text).toContain('Den här');
    const [other] = await sessionIds(person);
    await here.submit({}, `/account/sessions/${other}/end`);
    expect(here.text).toContain('Inloggningen är avslutad.');
    expect(here.text).not.toContain('Safari, iPhone');
    expect(await isSignedIn(phone)).toBe(false);
    expect(await isSignedIn(here)).toBe(true);
  });

  test('end all at once but the one in hand', async () => {
    await aPerson(host, 'Alla Allansson', kommunen);
    const visitors = [
      await signedIn('Alla Allansson'),
      await signedIn('Alla Allansson'),
      await signedIn('Alla Allansson'),
    ];
    const [here, ...others] = visitors as [Visitor, Visitor, Visitor];
    await here.open('/account/sign-in');
    await here.submit({}, '/account/other-sessions/end');
    expect(await isSignedIn(here)).toBe(true);
    for (const other of others) expect(await isSignedIn(other)).toBe(false);
  });

  test.each(['another person’s', 'one that is not there', 'no id at all'])(
    'are mine alone: %s is not found',
    async (whose) => {
      const name = `Min ${whose.length}`;
      const victim = await aPerson(host, `Offer ${whose.length}`, kommunen);
      await aPerson(host, name, kommunen);
      const theirs = await new Visitor(house).signIn(victim.email, testPassword);
      const visitor = await signedIn(name);
      const [id = ''] = await sessionIds(victim.person);
      const wanted = {
        'another person’s': id,
        'one that is not there': '01890000-0000-7000-8000-000000000000',
        'no id at all': 'x',
      };
      await signedIn(name);
      await visitor.open('/account/sign-in');
      const [, action = ''] = /action="(\/account\/sessions\/[^"]+)"/.exec(visitor.page) ?? [];
      const target = `/account/sessions/${wanted[whose as keyof typeof wanted]}/end`;
      visitor.page = visitor.page.replaceAll(action, target);
      await visitor.submit({}, target);
      expect(visitor.status).toBe(404);
      expect(visitor.page).not.toContain(victim.email);
      expect(await isSignedIn(theirs)).toBe(true);
    },
  );
});

test('signing out ends the session, tells the browser to forget, and leaves nothing of use in the cookie', async () => {
  await aPerson(host, 'Ute Utesson', kommunen);
  const visitor = await signedIn('Ute Utesson');
  const cookie = visitor.cookie('session');
  await visitor.open('/account');
  const [, token = ''] = /action="\/sign-out"[\s\S]*?name="form" value="([^"]+)"/.exec(visitor.page) ?? [];
  const answer = await house.fetch('/sign-out', {
    method: 'POST',
    body: new URLSearchParams({ form: token }),
    headers: {
      cookie: `session=${cookie}`,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
  });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('clear-site-data')).toBe('"storage"');
  expect(answer.headers.getSetCookie().join('\n')).toMatch(/session=; .*Max-Age=0/);
  visitor.setCookie('session', cookie);
  expect(await isSignedIn(visitor)).toBe(false);
});

describe('who loses what gave them access', () => {
  test('finds it gone on the next request, with the page still open', async () => {
    const { seat } = await aPerson(host, 'Ida Slutar', kommunen, { isAdministrator: true });
    const visitor = await signedIn('Ida Slutar');
    await visitor.open(`/organisations/${kommunen}`);
    const send = visitor.keep(`/organisations/${kommunen}/seats`);
    const { rows } = await house.database.read(host.administrator, house.now, { terms: listTerms(kommunen) });
    const term = rows.terms.find((one) => one.seat_id === seat);
    await house.database.write(host.administrator, house.now, (tx) => endTerm(tx, kommunen, term?.id ?? ''));
    await send({ title: 'Efter slutet', level: 'officer' });
    expect(visitor.status).toBe(404);
    expect((await visitor.open(`/organisations/${kommunen}`)).status).toBe(404);
    expect((await visitor.open('/account')).text).toContain('Du företräder ingen organisation.');
  });

  test('finds it gone when the seat itself ends', async () => {
    const { seat } = await aPerson(host, 'Sven Stol', kommunen, { isAdministrator: true });
    const visitor = await signedIn('Sven Stol');
    expect((await visitor.open(`/organisations/${kommunen}`)).status).toBe(200);
    await house.database.write(host.administrator, house.now, (tx) => endSeat(tx, kommunen, seat));
    expect((await visitor.open(`/organisations/${kommunen}`)).status).toBe(404);
  });

  test('is signed out everywhere when the account is withdrawn, and cannot sign in', async () => {
    const { person } = await aPerson(host, 'Borta Bortsson', kommunen);
    const visitor = await signedIn('Borta Bortsson');
    await owner.query('update person set withdrawn_at = $2 where id = $1', [person, house.now]);
    expect(await isSignedIn(visitor)).toBe(false);
    expect((await signedIn('Borta Bortsson')).text).toContain('hör inte ihop');
  });
});

describe('an administrator ends sessions', () => {
  test('of whoever acts for their organisation, after confirming who they are', async () => {
    await aPerson(host, 'Adam Adm', kommunen, { isAdministrator: true });
    const { person } = await aPerson(host, 'Tappat Datorn', kommunen);
    const lost = await signedIn('Tappat Datorn');
    const adam = await signedIn('Adam Adm');
    const end = `/organisations/${kommunen}/people/${person}/sessions/end`;
    later(11);
    await adam.open(`/organisations/${kommunen}/sign-in`);
    await adam.submit({}, end);
    expect(adam.status).toBe(401);
    expect(adam.text).toContain('Bekräfta att det är du');
    expect(await isSignedIn(lost)).toBe(true);
    await adam.open(`/step-up?next=${encodeURIComponent(`/organisations/${kommunen}/sign-in`)}`);
    await adam.submit({ password: testPassword }, '/step-up');
    await adam.submit({}, end);
    expect(adam.text).toContain('Inloggningarna är avslutade.');
    expect(await isSignedIn(lost)).toBe(false);
  });

  test('of nobody in another organisation', async () => {
    await aPerson(host, 'Annan Adm', regionen, { isAdministrator: true });
    const { person } = await aPerson(host, 'Orörd Person', kommunen);
    const theirs = await signedIn('Orörd Person');
    const visitor = await signedIn('Annan Adm');
    await visitor.open(`/organisations/${regionen}/sign-in`);
    const [, action = ''] = /action="(\/organisations\/[^"]+\/sessions\/end)"/.exec(visitor.page) ?? [];
    for (const organisation of [kommunen, regionen]) {
      const target = `/organisations/${organisation}/people/${person}/sessions/end`;
      await visitor.open(`/organisations/${regionen}/sign-in`);
      visitor.page = visitor.page.replaceAll(action, target);
      await visitor.submit({}, target);
      expect(visitor.status).toBe(404);
    }
    expect(await isSignedIn(theirs)).toBe(true);
  });
});

describe('what is sensitive', () => {
  const sensitive = [
    '/account/authenticator',
    '/account/passkeys',
    '/account/password',
    '/account/email',
    '/account/recovery-codes',
  ];
  test('asks who one is when that was shown more than ten minutes ago, and then not again for as long', async () => {
    await aPerson(host, 'Kim Känslig', kommunen);
    const visitor = await signedIn('Kim Känslig');
    expect((await visitor.open('/account/password')).path).toBe('/account/password');
    later(11);
    for (const path of sensitive) {
      await visitor.open(path);
      expect(visitor.path).toBe(`/step-up?next=${encodeURIComponent(path)}`);
    }
    await visitor.open('/step-up?next=%2Faccount%2Femail');
    await visitor.submit({ password: 'fel lösenord' }, '/step-up');
    expect(visitor.status).toBe(422);
    expect((await visitor.open('/account/email')).path).toContain('/step-up');
    await visitor.submit({ password: testPassword }, '/step-up');
    expect(visitor.path).toBe('/account/email');
    later(9);
    expect((await visitor.open('/account/password')).path).toBe('/account/password');
  });

  test('asks for the second factor too, of whoever has one', async () => {
    await aPerson(host, 'Tuva Två', kommunen);
    const visitor = await signedIn('Tuva Två');
    const secret = await anApp(visitor, house);
    later(11);
    await visitor.open('/account/password');
    await visitor.submit({ password: testPassword }, '/step-up');
    expect(visitor.status).toBe(422);
    await visitor.submit({ password: testPassword, code: codeOf(secret, house.now) }, '/step-up');
    expect(visitor.path).toBe('/account/password');
  });

  test('cannot be guessed at for long', async () => {
    await aPerson(host, 'Gissa Mig', kommunen);
    const visitor = await signedIn('Gissa Mig');
    await visitor.open('/step-up');
    for (let tries = 0; tries < 10; tries++) await visitor.submit({ password: 'fel' }, '/step-up');
    await visitor.submit({ password: testPassword }, '/step-up');
    expect(visitor.status).toBe(429);
  });

  test('a form that was open too long is not lost: it comes back when its writer has confirmed', async () => {
    await aPerson(host, 'Eva Epost', kommunen);
    const visitor = await signedIn('Eva Epost');
    const send = (await visitor.open('/account/email')).keep();
    later(11);
    await send({ email: 'eva.ny@example.se' });
    expect(visitor.status).toBe(401);
    expect(visitor.text).toContain('Det du skrev kommer tillbaka');
    expect(visitor.page).not.toContain('eva.ny@example.se');
    await visitor.submit({ password: 'fel' }, '/step-up');
    expect(visitor.status).toBe(422);
    await visitor.submit({ password: testPassword }, '/step-up');
    expect(visitor.text).toContain('Det du skrev finns kvar');
    await visitor.submit({}, '/account/email');
    expect(visitor.page).toContain('value="eva.ny@example.se"');
    await visitor.submit({ email: 'eva.ny@example.se' });
    expect(visitor.text).toContain('skickat en länk dit');
  });
});

describe('a changed password', () => {
  test('asks for the present one, is not one that is easily guessed, and ends the other sessions', async () => {
    await aPerson(host, 'Pia Pass', kommunen);
    const here = await signedIn('Pia Pass');
    const other = await signedIn('Pia Pass');
    await here.open('/account/password');
    expect(here.page).toContain('autocomplete="new-password"');
    await here.submit({ presentPassword: 'fel', password: 'PiaPass2023' });
    expect(here.status).toBe(422);
    expect(here.text).toContain('Det är inte ditt nuvarande lösenord');
    expect(here.text).toContain('lätt att gissa');
    await here.submit({ presentPassword: testPassword, password: 'x'.repeat(257) });
    expect(here.text).toContain('högst 256 tecken');
    const long = ` ${'en lång mening om ingenting alls '.repeat(4)}`;
    await here.submit({ presentPassword: testPassword, password: long });
    expect(here.text).toContain('Lösenordet är bytt');
    expect(await isSignedIn(here)).toBe(true);
    expect(await isSignedIn(other)).toBe(false);
    // Verified as it was typed: the space before it is part of it.
    expect(await isSignedIn(await signedIn('Pia Pass', long.trim()))).toBe(false);
    expect(await isSignedIn(await signedIn('Pia Pass', long))).toBe(true);
  });
});

describe('another e-mail address', () => {
  test('holds once its owner has followed the link, and the old one is told', async () => {
    await aPerson(host, 'Nina Namnbyte', kommunen);
    const visitor = await signedIn('Nina Namnbyte');
    await visitor.open('/account/email');
    await visitor.submit({ email: 'nina.ny@example.se' });
    expect(await isSignedIn(await new Visitor(house).signIn('nina.ny@example.se', testPassword))).toBe(false);
    const [, link = ''] = /http:\/\/localhost(\/new-email\/[\w-]+)/.exec(await lettersTo('nina.ny@example.se')) ?? [];
    const reader = await new Visitor(house).open(link);
    expect(reader.text).toContain('nina.ny@example.se');
    await reader.submit({});
    expect(reader.text).toContain('Adressen är bytt.');
    expect(await isSignedIn(await new Visitor(house).signIn('nina.ny@example.se', testPassword))).toBe(true);
    expect(await lettersTo(emailOf('Nina Namnbyte'))).toContain('Från och med nu loggar du in med nina.ny@example.se.');
    expect((await new Visitor(house).open(link)).status).toBe(410);
  });

  test('that is somebody’s is answered in the same way, and no letter is sent', async () => {
    await aPerson(host, 'Oskar Olle', kommunen);
    const taken = await aPerson(host, 'Tagen Tagesson', kommunen);
    const visitor = await signedIn('Oskar Olle');
    await visitor.open('/account/email');
    await visitor.submit({ email: taken.email });
    expect(visitor.text).toContain('Går adressen att använda har vi skickat en länk dit.');
    expect(await lettersTo(taken.email)).toBe('');
  });
});

describe('an organisation that demands more than a password', () => {
  let strict: string;
  let administrator: Visitor;
  let secret: string;
  beforeAll(async () => {
    strict = await anOrganisation(host, 'Stränga kommunen');
    await aPerson(host, 'Stina Sträng', strict, { isAdministrator: true });
    await aPerson(host, 'Utan Faktor', strict, { isAdministrator: true });
    administrator = await signedIn('Stina Sträng');
  });

  test('is told who would be kept out, and that whoever demands must show it first', async () => {
    await administrator.open(`/organisations/${strict}/sign-in`);
    expect(administrator.text).toContain('2 personer har bara lösenord: Stina Sträng och Utan Faktor.');
    await administrator.submit({ demands: 'secondFactor' });
    expect(administrator.status).toBe(422);
    expect(administrator.text).toContain('Du måste själv ha loggat in så som du kräver');
    secret = await anApp(administrator, house);
    await administrator.open(`/organisations/${strict}/sign-in`);
    expect(administrator.text).toContain('En person har bara lösenord: Utan Faktor.');
    await administrator.submit({ demands: 'ownProvider' });
    expect(administrator.status).toBe(422);
  });

  test('keeps out whoever has a password alone, in sessions that are open too, and lets them add it there and then', async () => {
    const open = await signedIn('Utan Faktor');
    expect((await open.open(`/organisations/${strict}`)).status).toBe(200);
    later(1);
    await administrator.signIn(emailOf('Stina Sträng'), testPassword);
    await administrator.submit({ code: codeOf(secret, house.now) }, '/sign-in/code');
    await administrator.open(`/organisations/${strict}/sign-in`);
    await administrator.submit({ demands: 'secondFactor' });
    expect(administrator.text).toContain('Kravet är sparat.');
    expect((await open.open(`/organisations/${strict}`)).status).toBe(404);
    expect((await open.open('/account')).text).toContain('Du ser inget av organisationen förrän');

    const visitor = await signedIn('Utan Faktor');
    expect(visitor.path).toBe('/kept-out?next=%2F');
    expect(visitor.text).toContain('Stränga kommunen kräver mer än ett lösenord');
    expect((await visitor.open(`/organisations/${strict}`)).status).toBe(404);
    await anApp(visitor, house, `/organisations/${strict}`);
    await visitor.submit({}, '/account/recovery-codes/kept');
    expect(visitor.path).toBe(`/organisations/${strict}`);
    expect(visitor.status).toBe(200);
    expect((await visitor.open('/kept-out')).path).toBe('/');
  });

  test('is not gone round by removing the factor again', async () => {
    const { email } = await aPerson(host, 'Tar Bort', strict, { isAdministrator: true });
    const visitor = await new Visitor(house).signIn(email, testPassword);
    await anApp(visitor, house);
    expect((await visitor.open(`/organisations/${strict}`)).status).toBe(200);
    await visitor.open('/account/sign-in');
    await visitor.submit({}, '/account/authenticator/removal');
    expect((await visitor.open(`/organisations/${strict}`)).status).toBe(404);
  });

  test('demands it of its parts, and nobody outside changes it', async () => {
    const part = await anOrganisation(host, 'Stränga nämnden', { kind: 'board', parentId: strict });
    const { email } = await aPerson(host, 'Del Delsson', part, { isAdministrator: true });
    const inPart = await new Visitor(house).signIn(email, testPassword);
    expect(inPart.text).toContain('kräver mer än ett lösenord');
    await aPerson(host, 'Grann Adm', kommunen, { isAdministrator: true });
    const neighbour = await signedIn('Grann Adm');
    await neighbour.open(`/organisations/${kommunen}/sign-in`);
    const target = `/organisations/${strict}/sign-in`;
    const send = neighbour.keep();
    neighbour.path = target;
    expect((await neighbour.open(target)).status).toBe(404);
    await send({ demands: 'nothing' });
    const { rows } = await owner.query('select demands from organisation_sign_in where organisation_id = $1', [strict]);
    expect(rows).toEqual([{ demands: 'secondFactor' }]);
  });
});

describe('the system administrator', () => {
  test('who signs in with a local account is told of to the others, and in the history', async () => {
    const { email } = await addAdministrator('Sten Systemsson');
    await signedIn('Siv Systemsson');
    expect(await lettersTo(email)).toContain('Siv Systemsson har loggat in som systemadministratör');
    expect(await lettersTo(email)).toContain('20 november 2023 kl. 10.00');
    expect(await lettersTo(emailOf('Siv Systemsson'))).not.toContain('har loggat in som systemadministratör');
    const { rows } = await owner.query(`select user_id from history where verb = 'session.openedByAdministrator'`);
    expect(rows).toEqual([{ user_id: host.administrator.person }]);
  });

  test('administers nothing by a password alone, outside the demonstration, and everything with more', async () => {
    const real = await openHouse({ demo: false });
    real.now = began;
    const realHost = await aHost(real);
    const organisation = await anOrganisation(realHost, 'Kommunen');
    const visitor = await new Visitor(real).signIn(emailOf('Siv Systemsson'), testPassword);
    expect(visitor.text).toContain('Den som är systemadministratör behöver mer än ett lösenord.');
    for (const path of ['/organisations/new', `/organisations/${organisation}`]) {
      expect((await visitor.open(path)).status).toBe(404);
    }
    await anApp(visitor, real);
    for (const path of ['/organisations/new', `/organisations/${organisation}`]) {
      expect((await visitor.open(path)).status).toBe(200);
    }
    await real.close();
  });
});

async function addAdministrator(name: string): Promise<{ email: string }> {
  const email = emailOf(name);
  await foundInstallation(house.database, house.now, kommunen, {
    name,
    email,
    passwordHash: await hashPassword(testPassword),
    language: 'sv',
    isDemo: false,
  });
  return { email };
}

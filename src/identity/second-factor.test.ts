import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aHost, anApp, anOrganisation, aPerson, codeOf, emailOf, type Host, testPassword } from './testing.ts';

let house: TestHouse;
let host: Host;
let kommunen: string;
let owner: pg.Client;
const began = new Date('2023-11-20T09:00:00Z');
const minute = 60_000;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  kommunen = await anOrganisation(host, 'Testkommunen');
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
  house.now = new Date(house.now.getTime() + minutes * minute);
};

/** A person who has an app, signed in with it; the app's secret and the recovery codes. */
async function withApp(name: string) {
  const someone = await aPerson(host, name, kommunen);
  const visitor = await new Visitor(house).signIn(someone.email, testPassword);
  const secret = await anApp(visitor, house);
  const codes = [...visitor.page.matchAll(/<code class="secret">([^<]+)</g)].map(([, code]) => code as string);
  return { ...someone, visitor, secret, codes };
}
const passwordOf = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const isSignedIn = async (visitor: Visitor) => (await visitor.open('/account')).path === '/account';
const lettersTo = async (email: string): Promise<readonly string[]> => {
  const { rows } = await owner.query<{ body_text: string }>(
    'select body_text from mail where to_address = $1 order by created_at, id',
    [email],
  );
  return rows.map((row) => row.body_text);
};

describe('a code from an app', () => {
  test('is asked for after the password once the app is added, and nothing is open before it', async () => {
    const { visitor, secret } = await withApp('Ann App');
    expect(visitor.text).toContain('Kod från app är tillagd.');
    expect((await visitor.open('/account/sign-in')).text).toContain('10 koder kvar.');
    later(1);
    const again = await passwordOf('Ann App');
    expect(again.path).toBe('/sign-in/code?next=%2F');
    expect(again.text).toContain('Bekräfta med en kod');
    expect(await isSignedIn(again)).toBe(false);
    await again.open('/sign-in/code?next=%2Faccount');
    await again.submit({ code: codeOf(secret, house.now) }, '/sign-in/code');
    expect(again.path).toBe('/account');
    expect((await again.open('/account/sign-in')).text).toContain('med lösenord och kod');
  });

  test('is right half a minute early or late, and not further away', async () => {
    const { secret } = await withApp('Ulla Ur');
    for (const [away, isRight] of [
      [-2, false],
      [-1, true],
      [1, true],
      [2, false],
    ] as const) {
      later(5);
      const visitor = await passwordOf('Ulla Ur');
      await visitor.submit({ code: codeOf(secret, house.now, away) }, '/sign-in/code');
      expect({ away, isIn: await isSignedIn(visitor) }).toEqual({ away, isIn: isRight });
    }
  });

  test('is good once, also for two who send it at the same moment', async () => {
    const { secret } = await withApp('Reidar Repris');
    later(2);
    const [one, other, third] = [
      await passwordOf('Reidar Repris'),
      await passwordOf('Reidar Repris'),
      await passwordOf('Reidar Repris'),
    ];
    const code = codeOf(secret, house.now);
    await Promise.all([one, other].map((visitor) => visitor.submit({ code }, '/sign-in/code')));
    expect([await isSignedIn(one), await isSignedIn(other)].filter(Boolean)).toHaveLength(1);
    await third.submit({ code }, '/sign-in/code');
    expect(third.text).toContain('Koden stämmer inte, eller är redan använd.');
    // Nor one of a half minute before it.
    await third.submit({ code: codeOf(secret, house.now, -1) }, '/sign-in/code');
    expect(await isSignedIn(third)).toBe(false);
  });

  test('can be guessed at five times, then nobody comes in for a while, also with the right one', async () => {
    const { secret } = await withApp('Gisela Gissad');
    later(2);
    const visitor = await passwordOf('Gisela Gissad');
    for (let tries = 0; tries < 5; tries++) await visitor.submit({ code: '000000' }, '/sign-in/code');
    expect(visitor.status).toBe(422);
    await visitor.submit({ code: codeOf(secret, house.now) }, '/sign-in/code');
    expect(visitor.status).toBe(429);
    // Another browser does not begin anew.
    const another = await passwordOf('Gisela Gissad');
    await another.submit({ code: codeOf(secret, house.now) }, '/sign-in/code');
    expect(another.status).toBe(429);
    later(16);
    const after = await passwordOf('Gisela Gissad');
    await after.submit({ code: codeOf(secret, house.now) }, '/sign-in/code');
    expect(await isSignedIn(after)).toBe(true);
  });

  test('is waited for ten minutes, and not by whoever has not given the password', async () => {
    const { secret } = await withApp('Sen Senström');
    later(2);
    const visitor = await passwordOf('Sen Senström');
    const send = visitor.keep('/sign-in/code');
    later(11);
    await send({ code: codeOf(secret, house.now) });
    expect(visitor.text).toContain('Det tog för lång tid.');
    expect(await isSignedIn(visitor)).toBe(false);
    expect((await new Visitor(house).open('/sign-in/code')).path).toBe('/sign-in?done=tooLate');
  });

  test('of one is of no use to another', async () => {
    const { secret } = await withApp('Ett Ettan');
    await withApp('Två Tvåan');
    later(2);
    const visitor = await passwordOf('Två Tvåan');
    await visitor.submit({ code: codeOf(secret, house.now) }, '/sign-in/code');
    expect(await isSignedIn(visitor)).toBe(false);
  });

  test('comes from a secret that cannot be read in the database, nor moved to another’s row', async () => {
    const first = await withApp('Stulen Ström');
    const second = await withApp('Tjuv Tjäder');
    const { rows } = await owner.query<{ secret: string }>('select secret from authenticator where person_id = $1', [
      first.person,
    ]);
    const plain = first.secret.replaceAll(' ', '');
    expect(Buffer.from(rows[0]?.secret ?? '', 'base64url').toString('latin1')).not.toContain(plain);
    expect(JSON.stringify(rows)).not.toContain(plain);
    await owner.query('update authenticator set secret = $2 where person_id = $1', [second.person, rows[0]?.secret]);
    later(2);
    const visitor = await passwordOf('Tjuv Tjäder');
    await visitor.submit({ code: codeOf(first.secret, house.now) }, '/sign-in/code');
    expect(await isSignedIn(visitor)).toBe(false);
  });

  test('must be shown before the app is taken; a wrong one shows the same picture again', async () => {
    await aPerson(host, 'Fel Felman', kommunen);
    const visitor = await passwordOf('Fel Felman');
    await visitor.open('/account/authenticator');
    const picture = /<svg class="scanned"[\s\S]*?<\/svg>/.exec(visitor.page)?.[0];
    expect(picture).not.toContain('style=');
    await visitor.submit({ code: '123' });
    expect(visitor.status).toBe(422);
    expect(/<svg class="scanned"[\s\S]*?<\/svg>/.exec(visitor.page)?.[0]).toBe(picture);
    // A secret that was not sealed here is not taken, whatever code comes with it.
    const mine = 'JBSWY3DPEHPK3PXP';
    await visitor.submit({ code: codeOf(mine, house.now), secret: mine });
    expect(visitor.status).toBe(422);
    expect((await visitor.open('/account/sign-in')).text).toContain('En app i telefonen visar en ny kod');
  });
});

describe('recovery codes', () => {
  test('are ten, told once, and can be taken away as a text', async () => {
    const { visitor, codes } = await withApp('Rut Reserv');
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    await visitor.open('/account/recovery-codes/file');
    expect(visitor.type).toBe('text/plain; charset=utf-8');
    for (const code of codes) expect(visitor.page).toContain(code);
    await visitor.open('/account/recovery-codes');
    await visitor.submit({}, '/account/recovery-codes/kept');
    expect(visitor.path).toBe('/account/sign-in');
    for (const path of ['/account/recovery-codes', '/account/recovery-codes/file']) {
      expect((await visitor.open(path)).path).toBe('/account/sign-in');
    }
    const { rows } = await owner.query('select encode(code_hash, $1) from recovery_code', ['escape']);
    expect(JSON.stringify(rows)).not.toContain(codes[0]);
  });

  test('each let somebody in once instead of the app, and tell by letter that it happened', async () => {
    const { codes, email } = await withApp('Tappad Telefon');
    later(2);
    const visitor = await passwordOf('Tappad Telefon');
    // As people copy it: in capitals, with spaces, and O for nought.
    const typed = codes[0]?.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O') ?? '';
    await visitor.submit({ code: typed }, '/sign-in/code');
    expect(await isSignedIn(visitor)).toBe(true);
    expect((await visitor.open('/account/sign-in')).text).toContain('9 koder kvar.');
    expect((await lettersTo(email)).at(-1)).toContain('En återställningskod användes för att logga in. 9 finns kvar.');
    const again = await passwordOf('Tappad Telefon');
    await again.submit({ code: codes[0] ?? '' }, '/sign-in/code');
    expect(again.status).toBe(422);
    await again.submit({ code: codes[1] ?? '' }, '/sign-in/code');
    expect(await isSignedIn(again)).toBe(true);
  });

  test('are worth nothing when new ones have been made, or when there is nothing left to replace', async () => {
    const { visitor, codes, secret } = await withApp('Nya Nyman');
    await visitor.open('/account/sign-in');
    await visitor.submit({}, '/account/recovery-codes');
    expect(visitor.text).toContain('Dina återställningskoder');
    expect(visitor.page).not.toContain(codes[0]);
    later(2);
    const old = await passwordOf('Nya Nyman');
    await old.submit({ code: codes[0] ?? '' }, '/sign-in/code');
    expect(old.status).toBe(422);
    await old.submit({ code: codeOf(secret, house.now) }, '/sign-in/code');
    await old.open('/account/sign-in');
    await old.submit({}, '/account/authenticator/removal');
    expect(old.text).toContain('Kod från app är borttagen.');
    const { rows } = await owner.query(
      `select from recovery_code r join person p on p.id = r.person_id where p.email = $1`,
      [emailOf('Nya Nyman')],
    );
    expect(rows).toEqual([]);
    expect((await passwordOf('Nya Nyman')).path).toBe('/');
  });

  test('of somebody else are nobody’s: a page of codes is shown to its own person alone', async () => {
    const first = await withApp('Kod Kodsson');
    const shown = first.visitor.cookie('shown');
    const second = await withApp('Annan Annansson');
    second.visitor.setCookie('shown', shown);
    expect((await second.visitor.open('/account/recovery-codes')).path).toBe('/account/sign-in');
    expect(second.visitor.page).not.toContain(first.codes[0]);
  });
});

describe('no way in goes round the second factor', () => {
  test('a new password chosen by letter does not', async () => {
    const { email, secret } = await withApp('Glömsk Glömsson');
    const visitor = await new Visitor(house).open('/forgotten-password');
    await visitor.submit({ email });
    const [link = ''] =
      /http:\/\/localhost(\/new-password\/[\w-]+)/.exec((await lettersTo(email)).join())?.slice(1) ?? [];
    await visitor.open(link);
    await visitor.submit({ password: 'fyra nya ord här' });
    expect(await isSignedIn(visitor)).toBe(false);
    later(2);
    await visitor.signIn(email, 'fyra nya ord här');
    expect(visitor.path).toContain('/sign-in/code');
    expect(await isSignedIn(visitor)).toBe(false);
    await visitor.open('/sign-in/code');
    await visitor.submit({ code: codeOf(secret, house.now) }, '/sign-in/code');
    expect(await isSignedIn(visitor)).toBe(true);
  });

  test('nor does a form that was waiting: it comes back after the code, as it was typed', async () => {
    const someone = await aPerson(host, 'Väntan Väntansson', kommunen, { isAdministrator: true });
    const visitor = await new Visitor(house).signIn(someone.email, testPassword);
    const secret = await anApp(visitor, house);
    const seats = `/organisations/${kommunen}/seats`;
    const send = (await visitor.open(`/organisations/${kommunen}`)).keep(seats);
    later(90);
    await send({ title: 'Halv mening', level: 'head', mandate: 'i höst' });
    expect(visitor.status).toBe(401);
    await visitor.submit({ email: someone.email, password: testPassword }, '/sign-in');
    expect(visitor.text).toContain('Bekräfta med en kod');
    await visitor.submit({ code: '000000' }, '/sign-in/code');
    expect(visitor.text).toContain('Koden stämmer inte');
    await visitor.submit({ code: codeOf(secret, house.now) }, '/sign-in/code');
    expect(visitor.text).toContain('Det du skrev finns kvar');
    await visitor.submit({}, seats);
    expect(visitor.page).toContain('value="Halv mening"');
  });

  test('nor does the key of the waiting sign-in, once the password has been changed', async () => {
    const { visitor, secret } = await withApp('Byt Bytsson');
    later(2);
    const waiting = await passwordOf('Byt Bytsson');
    await visitor.open('/account/password');
    await visitor.submit({ presentPassword: testPassword, password: 'helt andra ord här' });
    expect(visitor.text).toContain('Lösenordet är bytt');
    await waiting.submit({ code: codeOf(secret, house.now) }, '/sign-in/code');
    expect(waiting.text).toContain('Det tog för lång tid.');
    expect(await isSignedIn(waiting)).toBe(false);
  });
});

test('a password of earlier times is hashed anew when its owner signs in', async () => {
  const { person, email } = await aPerson(host, 'Gammal Gammelsson', kommunen);
  const { scryptSync } = await import('node:crypto');
  const salt = Buffer.alloc(16, 3);
  const hash = scryptSync(testPassword, salt, 32, { N: 2 ** 14, r: 8, p: 1 });
  const earlier = `scrypt$14$8$1$${salt.toString('base64url')}$${hash.toString('base64url')}`;
  await owner.query('update person set password = $2 where id = $1', [person, earlier]);
  const kept = async () =>
    (await owner.query<{ password: string }>('select password from person where id = $1', [person])).rows[0]?.password;
  await new Visitor(house).signIn(email, 'fel lösenord');
  expect(await kept()).toBe(earlier);
  expect(await isSignedIn(await new Visitor(house).signIn(email, testPassword))).toBe(true);
  expect(await kept()).toMatch(/^scrypt\$15\$8\$3\$/);
  expect(await isSignedIn(await new Visitor(house).signIn(email, testPassword))).toBe(true);
});

test('every change in how somebody signs in is told to them by letter, and stands in the history', async () => {
  const { visitor, email, person } = await withApp('Brev Brevsson');
  await visitor.open('/account/sign-in');
  await visitor.submit({}, '/account/recovery-codes');
  await visitor.open('/account/password');
  await visitor.submit({ presentPassword: testPassword, password: 'helt andra ord här' });
  await visitor.submit({}, '/account/authenticator/removal');
  const letters = await lettersTo(email);
  expect(letters.map((letter) => letter.split('\n\n')[1]).sort()).toEqual([
    'Ditt lösenord är bytt, och alla andra inloggningar är avslutade.',
    'Kod från app är borttagen.',
    'Kod från app är tillagd och behövs nu när du loggar in.',
    'Nya återställningskoder är gjorda. De gamla gäller inte längre.',
  ]);
  const { rows } = await owner.query<{ verb: string }>(
    'select verb from history where subject_id = $1 order by verb collate "C"',
    [person],
  );
  expect(rows.map((row) => row.verb)).toEqual([
    'account.added',
    'account.authenticatorAdded',
    'account.authenticatorRemoved',
    'account.recoveryCodesMade',
    'account.recoveryCodesMade',
    'password.changed',
    'session.opened',
    'session.steppedUp',
    'session.steppedUp',
    'session.steppedUp',
  ]);
});

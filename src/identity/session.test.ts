import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { addSeat, endSeat, seatPerson } from './seat.ts';
import { listMySessions } from './sessions.ts';
import { sessions } from './sign-in.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from './testing.ts';

const hour = 3600_000;
let house: TestHouse;
let host: Host;
let testkommunen: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  testkommunen = await anOrganisation(host, 'Testkommunen');
  const another = await anOrganisation(host, 'Andra kommunen');
  await aPerson(host, 'Lena Berg', testkommunen, { isAdministrator: true });
  await aPerson(host, 'Bo Berg', testkommunen, { isAdministrator: true });
  await aPerson(host, 'Eva Lind', another);
});
afterAll(() => house.close());
const began = new Date('2023-11-20T09:00:00Z');
beforeEach(() => {
  house.now = began;
});

const atHour = (hours: number) => {
  house.now = new Date(began.getTime() + hours * hour);
};
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const isSignedIn = async (visitor: Visitor) => (await visitor.open('/account')).path === '/account';

/** Opens a page now and then, as somebody who works. */
const workUntil = async (visitor: Visitor, hours: number) => {
  for (let at = (house.now.getTime() - began.getTime()) / hour + 0.75; at < hours; at += 0.75) {
    atHour(at);
    await visitor.open('/account');
  }
  atHour(hours);
};

describe('a session', () => {
  test('ends an hour after it was last used', async () => {
    const lena = await signedIn('Lena Berg');
    atHour(0.95);
    expect(await isSignedIn(lena)).toBe(true);
    expect(lena.text).toContain('Gäller till 20 november 2023 kl. 11.57.');
    atHour(1.9);
    expect(await isSignedIn(lena)).toBe(true);
    atHour(2.95);
    expect(await isSignedIn(lena)).toBe(false);
  });

  test('ends a day after the sign-in, however much it is used', async () => {
    const lena = await signedIn('Lena Berg');
    await workUntil(lena, 23.6);
    expect(await isSignedIn(lena)).toBe(true);
    expect(lena.text).toContain('Gäller till 21 november 2023 kl. 10.00.');
    atHour(24.01);
    expect(await isSignedIn(lena)).toBe(false);
  });

  test('is noted as used at most once in five minutes, and not by the module that asks how long it lasts', async () => {
    const { person } = await aPerson(host, 'Sara Sedd', testkommunen);
    const sara = await signedIn('Sara Sedd');
    const seen = async () => {
      const { rows } = await house.database.read({ person, organisation: testkommunen }, house.now, {
        sessions: listMySessions(house.now),
      });
      return (house.now.getTime() - (rows.sessions[0]?.seen_at.getTime() ?? 0)) / 60_000;
    };
    atHour(4 / 60);
    await sara.open('/account');
    expect(await seen()).toBe(4);
    atHour(6 / 60);
    await sara.open('/session');
    expect(await seen()).toBe(6);
    await sara.open('/account');
    expect(await seen()).toBe(0);
  });

  test('lasts as long as the installation says', async () => {
    const strict = await openHouse({
      signIn: { idleMinutes: 10, longestHours: 1, administratorsNeedSecondFactor: false },
    });
    strict.now = began;
    const strictHost = await aHost(strict);
    const ida = await aPerson(strictHost, 'Ida Ström', await anOrganisation(strictHost, 'Kommunen'));
    const visitor = await new Visitor(strict).signIn(ida.email, testPassword);
    strict.now = new Date(began.getTime() + 9 * 60_000);
    expect(await isSignedIn(visitor)).toBe(true);
    strict.now = new Date(began.getTime() + 20 * 60_000);
    expect(await isSignedIn(visitor)).toBe(false);
    await strict.close();
  });

  test('says on every page how long it lasts, to the module that warns', async () => {
    const lena = await signedIn('Lena Berg');
    atHour(0.5);
    await lena.open('/');
    expect(lena.page).toContain('data-session="/session" data-session-left="3600"');
    atHour(0.55);
    await lena.open('/');
    expect(lena.page).toContain('data-session="/session" data-session-left="3420"');
    expect((await new Visitor(house).open('/sign-in')).page).not.toContain('data-session');
  });

  test('is extended by an hour at a press, without anything else being done', async () => {
    const lena = await signedIn('Lena Berg');
    atHour(0.9);
    await lena.open('/session');
    expect(lena.text).toContain('Du loggas ut kl. 11.00');
    await lena.submit({}, '/session/extension');
    expect(lena.text).toContain('Inloggningen är förlängd.');
    expect(lena.text).toContain('Du loggas ut kl. 11.54');
    atHour(1.85);
    expect(await isSignedIn(lena)).toBe(true);
  });

  test('never lasts longer than a day, however often it is extended, and says so', async () => {
    const lena = await signedIn('Lena Berg');
    await workUntil(lena, 23.5);
    await lena.open('/account');
    await lena.open('/session');
    expect(lena.text).toContain('kan inte förlängas mer');
    expect(lena.page).not.toContain('/session/extension');
    atHour(24.1);
    expect(await isSignedIn(lena)).toBe(false);
  });

  test('cannot be extended when it has ended, nor by a stranger', async () => {
    const lena = await signedIn('Lena Berg');
    const extend = (await lena.open('/session')).keep('/session/extension');
    atHour(1.1);
    await extend({});
    expect(lena.status).toBe(401);
    expect(await isSignedIn(lena)).toBe(false);
    expect((await new Visitor(house).open('/session')).path).toBe('/sign-in?next=%2Fsession');
  });

  test('goes on for the organisation acted for last', async () => {
    const lena = await aPerson(host, 'Lena Två', testkommunen);
    const region = await anOrganisation(host, 'Regionen', { kind: 'region' });
    await house.database.write(host.administrator, house.now, async (tx) => {
      const seatId = addSeat(tx, region, {
        title: 'Samordnare',
        level: 'officer',
        isAdministrator: false,
        mandateEndsOn: null,
      });
      const term = { name: 'Lena Två', kind: 'holder', beganOn: '2023-01-01' } as const;
      seatPerson(tx, { ...term, organisationId: region, seatId, personId: lena.person });
    });
    const visitor = await signedIn('Lena Två');
    expect(visitor.text).toContain('Du företräder Regionen');
    await visitor.open('/acting-for');
    await visitor.submit({ organisation: testkommunen });
    atHour(13);
    const again = await signedIn('Lena Två');
    expect(again.text).toContain('Du företräder Testkommunen');
  });

  test('that ended more than a week ago is forgotten at the next sign-in', async () => {
    const { person } = await aPerson(host, 'Per Sällan', testkommunen);
    await signedIn('Per Sällan');
    const own = async () =>
      (await house.database.read({ person, organisation: testkommunen }, house.now, { own: sessions.own() })).rows.own;
    atHour(7 * 24);
    await signedIn('Per Sällan');
    expect(await own()).toHaveLength(2);
    atHour(7 * 24 + 2);
    await signedIn('Per Sällan');
    expect(await own()).toHaveLength(2);
  });

  test('shows its hash to its own person alone', async () => {
    await signedIn('Bo Berg');
    const { rows } = await house.database.read(null, house.now, { own: sessions.own() });
    expect(rows.own).toEqual([]);
  });
});

describe('the key that leads to the search field', () => {
  test('can be switched off, and on again, for one person alone', async () => {
    const lena = await signedIn('Lena Berg');
    const bo = await signedIn('Bo Berg');
    expect((await lena.open('/account')).page).toContain('aria-keyshortcuts="/"');
    await lena.submit({}, '/account/shortcuts');
    expect(lena.text).toContain('Av: / gör ingenting.');
    expect(lena.page).not.toContain('aria-keyshortcuts');
    expect(lena.page).not.toContain('<kbd>');
    expect((await (await signedIn('Lena Berg')).open('/')).page).not.toContain('aria-keyshortcuts');
    expect((await bo.open('/')).page).toContain('aria-keyshortcuts="/"');
    await lena.submit({}, '/account/shortcuts');
    expect(lena.page).toContain('aria-keyshortcuts="/"');
  });
});

describe('a form sent after its session has ended', () => {
  const seats = () => `/organisations/${testkommunen}/seats`;
  const typed = { title: 'Kontaktperson för <unga>', level: 'head', administrator: 'yes', mandate: 'i höst' };
  const openSeats = async (visitor: Visitor) => (await visitor.open(`/organisations/${testkommunen}`)).keep(seats());
  const typedIn = (visitor: Visitor, name: string) =>
    new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(visitor.page)?.[1];

  test.each(['kept by the browser', 'dropped by the browser'])(
    'comes back with what was typed once its writer has signed in; its cookie was %s',
    async (cookie) => {
      const lena = await signedIn('Lena Berg');
      const send = await openSeats(lena);
      atHour(13);
      if (cookie === 'dropped by the browser') lena.forgetCookie('session');
      await send(typed);
      expect(lena.status).toBe(401);
      expect(lena.text).toContain('så får du tillbaka det du skrev');
      expect(lena.page).not.toContain('Kontaktperson för');

      await lena.submit({ email: emailOf('Lena Berg'), password: 'fel lösenord' }, '/sign-in');
      expect(lena.text).toContain('E-postadress och lösenord hör inte ihop');
      await lena.submit({ email: emailOf('Lena Berg'), password: testPassword }, '/sign-in');
      expect(lena.text).toContain('Det du skrev finns kvar');
      expect(lena.page).not.toContain('Kontaktperson för');

      await lena.submit({}, seats());
      expect(lena.status).toBe(200);
      expect(typedIn(lena, 'title')).toBe('Kontaktperson för &lt;unga>');
      expect(lena.page).toMatch(/<option value="head" selected/);
      expect(lena.text).not.toContain('behöver rättas');
      // Nothing was carried out on the way; now it is, by the new session's own token.
      const mark = cookie.slice(0, 4);
      await lena.submit({ ...typed, title: `Kontaktperson ${mark}`, mandate: '' }, seats());
      expect(lena.status).toBe(200);
      expect(lena.text.split(`Kontaktperson ${mark}`).length - 1).toBeGreaterThan(0);
      expect(lena.text).not.toContain('för <unga>');
    },
  );

  test('is not shown to somebody else who signs in at the same screen', async () => {
    const lena = await signedIn('Lena Berg');
    const send = await openSeats(lena);
    atHour(13);
    await send(typed);
    await lena.submit({ email: emailOf('Bo Berg'), password: testPassword }, '/sign-in');
    await lena.submit({}, seats());
    expect(lena.status).toBe(403);
    expect(lena.text).toContain('Formuläret skrevs under en annan inloggning');
    expect(lena.page).not.toContain('Kontaktperson för');
  });

  test('comes back when its writer has signed in again in another window, or has signed out there', async () => {
    const lena = await signedIn('Lena Berg');
    const send = await openSeats(lena);
    await lena.open('/account');
    await lena.submit({}, '/sign-out');
    await lena.submit({ email: emailOf('Lena Berg'), password: testPassword }, '/sign-in');
    await send(typed);
    expect(lena.status).toBe(403);
    expect(lena.text).toContain('Det du skrev finns kvar');
    await lena.submit({}, seats());
    expect(typedIn(lena, 'title')).toBe('Kontaktperson för &lt;unga>');
  });

  test('leads to where it led, if it was carried out before the session ended', async () => {
    const lena = await signedIn('Lena Berg');
    const send = await openSeats(lena);
    await send({ ...typed, title: 'En enda gång', mandate: '' });
    atHour(13);
    await send({ ...typed, title: 'En enda gång', mandate: '' });
    await lena.submit({ email: emailOf('Lena Berg'), password: testPassword }, '/sign-in');
    await lena.submit({}, seats());
    expect(lena.path).toBe(`/organisations/${testkommunen}?done=added`);
    expect(lena.text.split('En enda gång').length - 1).toBe(
      (await lena.open(`/organisations/${testkommunen}`)).text.split('En enda gång').length - 1,
    );
  });

  test('is asked for the rights of today: whoever may no longer write gets what a stranger gets', async () => {
    const { seat } = await aPerson(host, 'Ulla Ung', testkommunen, { isAdministrator: true });
    const ulla = await signedIn('Ulla Ung');
    const send = await openSeats(ulla);
    atHour(13);
    await send(typed);
    await ulla.submit({ email: emailOf('Ulla Ung'), password: testPassword }, '/sign-in');
    await house.database.write(host.administrator, house.now, (tx) => endSeat(tx, testkommunen, seat));
    await ulla.submit({}, seats());
    expect(ulla.status).toBe(404);
    expect(ulla.page).not.toContain('Kontaktperson för');
  });

  test('opens at the address that it was sent to, and at no other', async () => {
    const lena = await signedIn('Lena Berg');
    const send = await openSeats(lena);
    atHour(13);
    await send(typed);
    await lena.submit({ email: emailOf('Lena Berg'), password: testPassword }, '/sign-in');
    const elsewhere = `/organisations/${testkommunen}/parts/new`;
    lena.page = lena.page.replaceAll(`action="${seats()}"`, `action="${elsewhere}"`);
    await lena.submit({}, elsewhere);
    expect(lena.status).toBe(403);
    expect(lena.page).not.toContain('Kontaktperson för');
  });

  test('that holds nothing typed leads back to the page it stood on', async () => {
    const lena = await signedIn('Lena Berg');
    const send = (await lena.open('/account')).keep('/account/shortcuts');
    atHour(13);
    await send({});
    expect(lena.status).toBe(401);
    expect(lena.text).toContain('så inget är gjort');
    await lena.submit({ email: emailOf('Lena Berg'), password: testPassword }, '/sign-in');
    expect(lena.path).toBe('/');
  });

  test('from another site, or without a token, is refused as before', async () => {
    const post = (headers: Record<string, string>, body: string) =>
      house.fetch(seats(), {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      });
    expect((await post({ 'sec-fetch-site': 'cross-site' }, 'title=x&form=a')).status).toBe(403);
    const without = await post({ 'sec-fetch-site': 'same-origin' }, 'title=x');
    expect(without.status).toBe(403);
    expect(await without.text()).not.toContain('name="kept"');
  });
});

import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, outside, type TestHouse } from '../../../test/setup/composition.ts';
import { aBentProvider, type BentProvider, throughProvider } from '../../../test/setup/providers.ts';
import { Visitor } from '../../../test/setup/visitor.ts';
import { verifyOrganisation } from '../organisation.ts';
import { endTerm, listTerms } from '../seat.ts';
import {
  aClaimMapping,
  aHost,
  anOrganisation,
  aPerson,
  aProvider,
  aSeat,
  emailOf,
  type Host,
  testPassword,
} from '../testing.ts';
import {
  addClaimMapping,
  findAdministeredProvider,
  findProvider,
  keepProvider,
  listClaimMappings,
  listIdentities,
  listSeatsWithin,
  switchProvider,
} from './connecting.ts';
import { isPersonalNumber } from './provider.ts';
import { endOwnOrOthersIdentity } from './signing-in.ts';
import { sv } from './texts.sv.ts';

let house: TestHouse;
let host: Host;
let owner: pg.Client;
let a: string;
let b: string;
let below: string;
let seats: { a: string; b: string; below: string };
let ofA: BentProvider;
let ofB: BentProvider;
let admin: { a: { person: string; organisation: string }; b: { person: string; organisation: string } };

beforeAll(async () => {
  house = await openHouse();
  house.now = new Date();
  owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  host = await aHost(house);
  [ofA, ofB] = [await aBentProvider(() => house.now), await aBentProvider(() => house.now)];
  a = await anOrganisation(host, 'Kommun A');
  b = await anOrganisation(host, 'Kommun B');
  below = await anOrganisation(host, 'Socialnämnden', { kind: 'board', parentId: b });
  seats = {
    a: await aSeat(host, a, 'Samordnare A'),
    b: await aSeat(host, b, 'Samordnare B'),
    below: await aSeat(host, below, 'Samordnare i nämnden'),
  };
  admin = {
    a: await aPerson(host, 'Ada Administratör', a, { isAdministrator: true }),
    b: await aPerson(host, 'Bo Administratör', b, { isAdministrator: true }),
  };
  await aProvider(host, outside.sealing, a, { issuer: ofA.issuer, clientId: ofA.clientId });
  await aProvider(host, outside.sealing, b, { issuer: ofB.issuer, clientId: ofB.clientId });
  await aClaimMapping(host, a, 'samverkan', { organisation: a, seat: seats.a });
  await aClaimMapping(host, b, 'samverkan', { organisation: b, seat: seats.b });
  await aClaimMapping(host, b, 'nämnden', { organisation: below, seat: seats.below });
});
afterAll(async () => {
  await owner.end();
  await ofA.close();
  await ofB.close();
  await house.close();
});
let count = 0;
beforeEach(() => {
  count += 1;
  house.now = new Date(house.now.getTime() + 1000);
  for (const provider of [ofA, ofB]) {
    provider.bends = {};
    provider.who = {
      account: `person-${count}`,
      acr: undefined,
      claims: { name: `Person ${count}`, email: `person-${count}@example.se`, groups: ['samverkan'] },
    };
  }
});

const redirect = (organisation: string) => `http://localhost/sign-in/with/${organisation}/answer`;
const addressOn = (page: Visitor): string =>
  /<a class="button" href="([^"]+)"/.exec(page.page)?.[1]?.replaceAll('&amp;', '&') ?? '';
const through = async (visitor: Visitor, organisation: string) =>
  await visitor.open(await throughProvider(addressOn(visitor), redirect(organisation)));
async function signIn(organisation: string, visitor = new Visitor(house)): Promise<Visitor> {
  await visitor.open('/sign-in');
  await visitor.submit({ organisation }, '/sign-in/with');
  return await through(visitor, organisation);
}
const isIn = async (visitor: Visitor) => (await visitor.open('/account')).path === '/account';
const identitiesOf = async (organisation: 'a' | 'b') => {
  const { rows } = await house.database.read(admin[organisation], house.now, {
    identities: listIdentities(organisation === 'a' ? a : b),
  });
  return rows.identities;
};
const termsOf = async (organisation: string, name: string) => {
  const { rows } = await house.database.read(host.administrator, house.now, { terms: listTerms(organisation) });
  return rows.terms.filter((term) => term.holder_name === name);
};
const history = async (organisation: string, verb: string) => {
  const { rows } = await owner.query<{ user_id: string; before: { name?: string }; after: { name?: string } }>(
    `select h.user_id, p.before, p.after from history h join history_payload p on p.history_id = h.id
     where h.organisation_id = $1 and h.verb = $2 order by h.seq`,
    [organisation, verb],
  );
  return rows;
};

describe('who somebody is', () => {
  test('is issuer and subject: the same subject and the same address at two providers are two people', async () => {
    const [one, other] = [await signIn(a), await signIn(b)];
    expect(one.text).toContain('Du företräder Kommun A');
    expect(other.text).toContain('Du företräder Kommun B');
    const name = `Person ${count}`;
    const people = [...(await identitiesOf('a')), ...(await identitiesOf('b'))].filter((row) => row.name === name);
    expect(new Set(people.map((row) => row.person_id)).size).toBe(2);
  });

  test('is never an address: an account here with the same one is not touched', async () => {
    const local = await aPerson(host, 'Lokal Konto', b);
    ofB.who.claims = { ...ofB.who.claims, name: 'Lokal Konto', email: local.email };
    await signIn(b);
    const identity = (await identitiesOf('b')).find((row) => row.name === 'Lokal Konto');
    expect(identity?.shown_email).toBe(local.email);
    expect(identity?.person_id).not.toBe(local.person);
    const { rows } = await owner.query('select count(*)::int as people from person where email = $1', [local.email]);
    expect(rows).toEqual([{ people: 1 }]);
    // Nor can the account that the provider made be had by that address.
    expect((await new Visitor(house).signIn(local.email, testPassword)).status).toBe(200);
  });

  test('is the same the next time, whatever name and address come then', async () => {
    await signIn(b);
    const before = (await identitiesOf('b')).length;
    ofB.who.claims = { ...ofB.who.claims, name: 'Nytt Namn', email: 'ny@example.se' };
    expect(await isIn(await signIn(b))).toBe(true);
    expect((await identitiesOf('b')).length).toBe(before);
  });
});

describe('what claims give', () => {
  test('is seats in the organisation that owns the provider and below it', async () => {
    ofB.who.claims = { ...ofB.who.claims, groups: ['nämnden'] };
    expect((await signIn(b)).text).toContain('Du företräder Socialnämnden');
    const given = (await history(below, 'seat.filled')).at(-1);
    expect(given?.after).toMatchObject({ name: `Person ${count}`, provider: 'Kommun B' });
  });

  test('is nothing when a provider tells another’s groups, seats and organisations', async () => {
    ofB.who.claims = {
      ...ofB.who.claims,
      groups: [a, seats.a, 'samverkan A'],
      organisation: a,
      roles: ['administrator', 'systemAdministrator'],
    };
    const stranger = await signIn(b);
    expect(stranger.text).toContain(sv.reasons.noSeat.what);
    expect(await termsOf(a, `Person ${count}`)).toEqual([]);
    // The account was not made either.
    expect((await identitiesOf('b')).some((row) => row.name === `Person ${count}`)).toBe(false);
  });

  test('is nothing of another’s though a rule for it should have got into the table', async () => {
    await owner.query(
      `insert into claim_mapping (organisation_id, id, claim, value, seat_organisation_id, seat_id, kind, created_at)
       values ($1, gen_random_uuid(), 'groups', 'inbrott', $2, $3, 'deputy', $4)`,
      [b, a, seats.a, house.now],
    );
    ofB.who.claims = { ...ofB.who.claims, groups: ['inbrott', 'samverkan'] };
    await signIn(b);
    expect(await termsOf(a, `Person ${count}`)).toEqual([]);
    expect(await termsOf(b, `Person ${count}`)).toHaveLength(1);
  });

  test('cannot be decided for another organisation’s seats', async () => {
    const mapping = { claim: 'groups', value: 'x', seatOrganisationId: a, seatId: seats.a, kind: 'deputy' } as const;
    await expect(
      house.database.write(admin.b, house.now, (tx) => addClaimMapping(tx, b, mapping)),
    ).rejects.toMatchObject({ kind: 'notFound' });
    // Nor with the policy of the application forgotten.
    await expect(house.database.write(admin.b, house.now, (tx) => addClaimMapping(tx, a, mapping))).rejects.toThrow(
      'not an administrator',
    );
  });

  test('ends when it is told no longer, at the next sign-in, with an entry in the history and the other session', async () => {
    const earlier = await signIn(b);
    const [term] = await termsOf(b, `Person ${count}`);
    expect(term?.ended_on).toBeNull();
    house.now = new Date(house.now.getTime() + 1000);
    ofB.who.claims = { ...ofB.who.claims, groups: ['something else'] };
    const later = await signIn(b);
    expect(later.text).toContain(sv.reasons.noSeat.what);
    expect(await isIn(earlier)).toBe(false);
    const [ended] = await termsOf(b, `Person ${count}`);
    expect(ended?.ended_on).not.toBeNull();
    expect((await history(b, 'seat.vacated')).at(-1)?.before).toMatchObject({
      name: `Person ${count}`,
      provider: 'Kommun B',
    });
  });

  test('leaves alone what was given here by hand', async () => {
    const maria = await aPerson(host, 'Maria Handplockad', b);
    const visitor = await new Visitor(house).signIn(maria.email, testPassword);
    await visitor.open('/account/identities');
    await visitor.submit({ organisation: b, password: testPassword }, undefined);
    await through(visitor, b);
    ofB.who.claims = { ...ofB.who.claims, groups: [] };
    expect(await isIn(await signIn(b))).toBe(true);
    const terms = await termsOf(b, 'Maria Handplockad');
    expect(terms.map((term) => [term.seat_id === maria.seat, term.ended_on === null])).toContainEqual([true, true]);
    expect(terms.filter((term) => term.seat_id === seats.b).every((term) => term.ended_on !== null)).toBe(true);
  });

  test('fills a vacant seat once, and never takes it from whoever has it', async () => {
    const seat = await aSeat(host, b, 'Ordförande');
    await aClaimMapping(host, b, 'ordförande', { organisation: b, seat }, 'holder');
    const sign = async (account: string) => {
      const doors = new Visitor(house);
      await doors.open('/sign-in');
      await doors.submit({ organisation: b }, '/sign-in/with');
      ofB.who = { account, acr: undefined, claims: { name: account, groups: ['ordförande', 'samverkan'] } };
      return await through(doors, b);
    };
    await sign('first');
    await sign('second');
    await sign('first');
    const { rows } = await house.database.read(host.administrator, house.now, { terms: listTerms(b) });
    const holders = rows.terms.filter((term) => term.seat_id === seat);
    expect(holders.map((term) => [term.holder_name, term.kind])).toEqual([['first', 'holder']]);
  });
});

describe('an account here is linked', () => {
  test('by its person’s own act, with the password, and then opens by the provider', async () => {
    const eva = await aPerson(host, 'Eva Länk', b);
    const visitor = await new Visitor(house).signIn(eva.email, testPassword);
    await visitor.open('/account/identities');
    await visitor.submit({ organisation: b, password: 'fel lösenord' });
    expect(visitor.text).toContain('Lösenordet stämmer inte');
    await visitor.submit({ organisation: b, password: testPassword });
    await through(visitor, b);
    expect(visitor.path).toBe('/account/identities?done=added');
    expect(visitor.text).toContain('Kommun B');
    const again = await signIn(b);
    expect((await again.open('/account')).text).toContain('Eva Länk');
    expect((await history(b, 'account.linked')).at(-1)?.user_id).toBe(eva.person);
  });

  test('never to what is somebody else’s already', async () => {
    await signIn(b);
    const eva = await aPerson(host, 'Eva Annan', b);
    const visitor = await new Visitor(house).signIn(eva.email, testPassword);
    await visitor.open('/account/identities');
    await visitor.submit({ organisation: b, password: testPassword });
    await through(visitor, b);
    expect(visitor.text).toContain(sv.reasons.identityTaken.what);
  });

  test('never by somebody else at the same screen meanwhile', async () => {
    const eva = await aPerson(host, 'Eva Först', b);
    const nils = await aPerson(host, 'Nils Sedan', b);
    const visitor = await new Visitor(house).signIn(eva.email, testPassword);
    await visitor.open('/account/identities');
    await visitor.submit({ organisation: b, password: testPassword });
    const answer = await throughProvider(addressOn(visitor), redirect(b));
    const cookie = visitor.cookie('provider');
    const other = await new Visitor(house).signIn(nils.email, testPassword);
    other.setCookie('provider', cookie);
    await other.open(answer);
    expect(other.text).toContain(sv.reasons.anotherPerson.what);
  });

  test('until its person ends it, and then again if they wish', async () => {
    const eva = await aPerson(host, 'Eva Åter', b);
    const visitor = await new Visitor(house).signIn(eva.email, testPassword);
    const connect = async () => {
      await visitor.open('/account/identities');
      await visitor.submit({ organisation: b, password: testPassword });
      await through(visitor, b);
    };
    await connect();
    await visitor.submit({}, `/account/identities/${b}/end`);
    expect(visitor.text).toContain('Ingen inloggning är kopplad.');
    expect((await signIn(b)).text).toContain(sv.reasons.identityEnded.what);
    await connect();
    expect(await isIn(await signIn(b))).toBe(true);
  });
});

describe('an invitation', () => {
  const invite = async (name: string): Promise<Visitor> => {
    const bo = await new Visitor(house).signIn(emailOf('Bo Administratör'), testPassword);
    await bo.open(`/organisations/${below}/seats/${seats.below}/invite`);
    await bo.submit({ name, email: emailOf(name), kind: 'deputy' });
    const outbox = await new Visitor(house).open('/outbox');
    const [link = ''] = outbox.page.match(/http:\/\/localhost\/invitations\/[\w-]+/) ?? [];
    return await new Visitor(house).open(link.replace('http://localhost', ''));
  };

  test('is accepted by signing in with the organisation’s own provider, without a password', async () => {
    ofB.who.claims = { name: 'Ny Medarbetare', groups: [] };
    const invited = await invite('Ny Inbjuden');
    await invited.submit({}, `${invited.path}/provider`);
    await through(invited, b);
    expect(invited.text).toContain('Du företräder Socialnämnden');
    const [term] = await termsOf(below, 'Ny Medarbetare');
    expect(term?.kind).toBe('deputy');
    expect((await owner.query('select password from person where email = $1', [emailOf('Ny Inbjuden')])).rows).toEqual([
      { password: null },
    ]);
  });

  test('to an address that has an account is that account’s', async () => {
    await aPerson(host, 'Redan Här', b);
    const invited = await invite('Redan Här');
    expect(invited.page).not.toContain('/provider"');
    await invited.open('/sign-in');
  });
});

describe('what has ended ends at once', () => {
  test('an identity that the organisation’s administrator ends: sessions, seats, and no way in', async () => {
    const visitor = await signIn(b);
    const identity = (await identitiesOf('b')).find((row) => row.name === `Person ${count}`);
    const bo = await new Visitor(house).signIn(emailOf('Bo Administratör'), testPassword);
    const at = `/organisations/${b}/provider`;
    await bo.open(at);
    await bo.submit({}, `${at}/identities/${identity?.person_id}/end`);
    expect(bo.text).toContain('Avslutad');
    expect(await isIn(visitor)).toBe(false);
    const [term] = await termsOf(b, `Person ${count}`);
    expect(term?.ended_on).not.toBeNull();
    expect((await signIn(b)).text).toContain(sv.reasons.identityEnded.what);
  });

  test('a seat given by the provider that an administrator ends', async () => {
    const visitor = await signIn(b);
    expect(await isIn(visitor)).toBe(true);
    const [term] = await termsOf(b, `Person ${count}`);
    await house.database.write(admin.b, house.now, (tx) => endTerm(tx, b, term?.id ?? ''));
    expect(await isIn(visitor)).toBe(false);
  });

  test('a provider that is switched off: every session by it, and nobody else’s', async () => {
    const [visitor, other, local] = [
      await signIn(b),
      await signIn(a),
      await new Visitor(house).signIn(emailOf('Bo Administratör'), testPassword),
    ];
    await house.database.write(admin.b, house.now, (tx) => switchProvider(tx, b, false));
    expect(await isIn(visitor)).toBe(false);
    expect(await isIn(other)).toBe(true);
    expect(await isIn(local)).toBe(true);
    expect((await new Visitor(house).open('/sign-in')).text).not.toContain('Logga in med Kommun B');
    await house.database.write(admin.b, house.now, (tx) => switchProvider(tx, b, true));
  });

  test('settings that have been changed, until they have been tested', async () => {
    const visitor = await signIn(a);
    await aProvider(host, outside.sealing, a, { issuer: ofA.issuer, clientId: ofA.clientId }, { isOff: true });
    expect(await isIn(visitor)).toBe(false);
    await expect(house.database.write(admin.a, house.now, (tx) => switchProvider(tx, a, true))).rejects.toMatchObject({
      kind: 'conflict',
    });
  });
});

describe('whose the provider is', () => {
  test('another organisation’s administrator gets what does not exist', async () => {
    const bo = await new Visitor(house).signIn(emailOf('Bo Administratör'), testPassword);
    const nothing = await bo.open('/organisations/01890000-0000-7000-8000-000000000000/provider');
    const [text, status] = [nothing.text, nothing.status];
    await bo.open(`/organisations/${a}/provider`);
    expect([bo.text, bo.status]).toEqual([text, status]);
    expect(status).toBe(404);
  });

  test('nor past the policies: each function asks who administers', async () => {
    const asB = <Result>(work: Parameters<typeof house.database.write<Result>>[2]) =>
      house.database.write(admin.b, house.now, work);
    const before = (await house.database.read(null, house.now, { provider: findProvider(a) })).rows.provider[0];
    await expect(asB((tx) => switchProvider(tx, a, false))).rejects.toThrow('not an administrator');
    await expect(asB((tx) => endOwnOrOthersIdentity(tx, a, admin.a.person))).rejects.toThrow('not an administrator');
    const seen = await house.database.read(admin.b, house.now, {
      identities: listIdentities(a),
      provider: findAdministeredProvider(a),
      mappings: listClaimMappings(a),
      seats: listSeatsWithin(a),
    });
    expect(seen.rows).toEqual({ identities: [], provider: [], mappings: [], seats: [] });
    await expect(
      asB((tx) =>
        keepProvider(tx, outside.sealing, a, before?.version ?? 0, {
          issuer: 'https://idp.example',
          clientId: 'x',
          contact: 'x@example.se',
          authentication: 'secret',
          secret: 'x',
          isRequestSigned: false,
          nameClaim: 'name',
          emailClaim: 'email',
          acceptedAcrs: [],
          isAcrRequired: false,
        }),
      ),
    ).rejects.toThrow('not an administrator');
    expect((await house.database.read(null, house.now, { all: listIdentities(a) })).rows.all).toEqual([]);
  });

  test('a department has none of its own, nor has anybody whom the host has not verified', async () => {
    const department = await anOrganisation(host, 'Förvaltningen', { kind: 'department', parentId: b });
    const unknown = await anOrganisation(host, 'Okända', { isVerified: false });
    const siv = await new Visitor(house).signIn(emailOf('Siv Systemsson'), testPassword);
    for (const organisation of [department, unknown]) {
      await siv.open(`/organisations/${organisation}/provider`);
      expect(siv.text).toContain('ansluts av den organisation som svarar för sig själv');
      expect((await siv.open(`/organisations/${organisation}/provider/settings`)).status).toBe(404);
    }
    await house.database.write(host.administrator, house.now, (tx) => verifyOrganisation(tx, unknown));
    expect((await siv.open(`/organisations/${unknown}/provider/settings`)).status).toBe(200);
  });
});

describe('a client secret', () => {
  test('is on no page and in no table as it is', async () => {
    const bo = await new Visitor(house).signIn(emailOf('Bo Administratör'), testPassword);
    await bo.open(`/organisations/${b}/provider/settings`);
    expect(bo.text).toContain('En hemlighet är sparad.');
    for (const path of ['provider', 'provider/settings']) {
      await bo.open(`/organisations/${b}/${path}`);
      expect(bo.page).not.toContain('a secret that nobody sees');
    }
    const { rows } = await owner.query<{ everything: string }>(
      `select (select string_agg(p::text, ' ') from identity_provider p)
        || (select string_agg(h::text, ' ') from history_payload h) as everything`,
    );
    expect(rows[0]?.everything).toContain(ofB.issuer);
    expect(rows[0]?.everything).not.toContain('a secret that nobody sees');
  });

  test('is kept when the field is left empty, and the form says what is wrong beside each field', async () => {
    const bo = await new Visitor(house).signIn(emailOf('Bo Administratör'), testPassword);
    await bo.open(`/organisations/${b}/provider/settings`);
    await bo.submit({
      issuer: 'http://idp.example',
      clientId: '',
      contact: 'ingen',
      authentication: 'secret',
      nameClaim: 'namn',
      emailClaim: '',
      acrRequired: 'yes',
    });
    expect(bo.status).toBe(422);
    for (const words of [
      sv.form.issuerWrong,
      sv.form.clientIdMissing,
      sv.form.contactMissing,
      sv.form.claimMissing,
      sv.form.acrRequiredNone,
    ]) {
      expect(bo.text).toContain(words);
    }
    expect(bo.page).toContain('value="namn"');
    const kept = {
      clientId: ofB.clientId,
      contact: 'it@example.se',
      authentication: 'secret',
      secret: '',
      nameClaim: 'name',
      emailClaim: 'email',
    };
    await bo.submit({ ...kept, issuer: ofB.issuer });
    expect(bo.text).toContain('Måste provas innan den kan slås på');
    const { rows } = await house.database.read(null, house.now, { provider: findProvider(b) });
    expect(outside.sealing.open(rows.provider[0]?.sealed_secret ?? '', `client secret at the provider of ${b}`)).toBe(
      'a secret that nobody sees',
    );
    // Somebody who had opened the form before that is told, and loses nothing.
    await bo.open(`/organisations/${b}/provider/settings`);
    bo.page = bo.page.replace(/name="version" value="\d+"/, 'name="version" value="1"');
    await bo.submit({ ...kept, issuer: ofB.issuer, clientId: 'min egen' });
    expect(bo.status).toBe(409);
    expect(bo.page).toContain('min egen');
  });
});

test.each([
  ['191212121212', true],
  ['19121212-1212', true],
  ['121212+1212', true],
  ['1212121212', true],
  ['191212721219', true],
  ['191212121213', false],
  ['191213121212', false],
  ['2120000043', false],
  ['248289761001', false],
  ['a1b2c3', false],
  ['00000000-0000-0000-c1d2-000000000001', false],
])('%s is a personal identity number: %s', (text, is) => {
  expect(isPersonalNumber(text)).toBe(is);
});

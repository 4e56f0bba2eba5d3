import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, outside, type TestHouse } from '../../../test/setup/composition.ts';
import { aRealProvider, type RealProvider, throughProvider } from '../../../test/setup/providers.ts';
import { Visitor } from '../../../test/setup/visitor.ts';
import {
  aClaimMapping,
  aHost,
  anOrganisation,
  aPerson,
  aProvider,
  aSeat,
  type Host,
  testPassword,
} from '../testing.ts';
import { knownAcrs } from './provider.ts';
import { relyingPartyShape } from './relying-party.ts';
import { sv } from './texts.sv.ts';

let house: TestHouse;
let host: Host;
let byKey: string;
let bySecret: string;
let real: RealProvider;
const secret = 'a secret that is long enough for a client';
const loa = (level: string) => `http://id.elegnamnden.se/loa/1.0/${level}`;

beforeAll(async () => {
  house = await openHouse();
  house.now = new Date();
  host = await aHost(house);
  real = await aRealProvider(knownAcrs.map(({ acr }) => acr));
  byKey = await anOrganisation(host, 'Kommun Nyckel');
  bySecret = await anOrganisation(host, 'Kommun Hemlig');
  for (const organisation of [byKey, bySecret]) {
    await aProvider(host, outside.sealing, organisation, {
      issuer: real.issuer,
      clientId: organisation === byKey ? 'by-key' : 'by-secret',
      authentication: organisation === byKey ? 'privateKey' : 'secret',
      secret: organisation === byKey ? undefined : secret,
      acceptedAcrs: knownAcrs,
      isRequestSigned: organisation === byKey,
    });
    await aClaimMapping(host, organisation, 'samverkan', {
      organisation,
      seat: await aSeat(host, organisation, 'Samordnare'),
    });
  }
  const published = (await (await house.fetch(`/sign-in/with/${byKey}/keys`)).json()) as { keys: never[] };
  await real.register([
    {
      client_id: 'by-key',
      redirect_uris: [redirect(byKey)],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'RS256',
      request_object_signing_alg: 'RS256',
      require_signed_request_object: true,
      jwks: published,
    },
    {
      client_id: 'by-secret',
      client_secret: secret,
      redirect_uris: [redirect(bySecret)],
      token_endpoint_auth_method: 'client_secret_basic',
    },
  ]);
});
afterAll(async () => {
  await real.close();
  await house.close();
});
beforeEach(() => {
  real.who.account = 'maria';
  real.who.acr = undefined;
  real.who.claims = { name: 'Maria Ek', email: 'maria.ek@example.se', groups: ['samverkan'] };
  house.now = new Date();
});

const redirect = (organisation: string) => `http://localhost/sign-in/with/${organisation}/answer`;
const addressOn = (page: Visitor): string =>
  /<a class="button" href="([^"]+)"/.exec(page.page)?.[1]?.replaceAll('&amp;', '&') ?? '';
const through = async (maria: Visitor, organisation: string, jar = new Map<string, string>()): Promise<Visitor> =>
  await maria.open(await throughProvider(addressOn(maria), redirect(organisation), jar));
async function signIn(organisation: string, jar = new Map<string, string>()): Promise<Visitor> {
  const maria = await new Visitor(house).open('/sign-in');
  await maria.submit({ organisation }, '/sign-in/with');
  return await through(maria, organisation, jar);
}
describe('a real provider signs somebody in', () => {
  test('with a key of ours and a signed request', async () => {
    const maria = await signIn(byKey);
    expect(maria.text).toContain('Du företräder Kommun Nyckel');
    const asked = real.asked.filter((parameters) => parameters.get('client_id') === 'by-key').at(-1);
    expect([...(asked?.keys() ?? [])].sort()).toEqual(['client_id', 'request']);
  });

  test('with a secret, a challenge (S256), a state and a nonce of 256 bits each', async () => {
    const maria = await signIn(bySecret);
    expect(maria.text).toContain('Du företräder Kommun Hemlig');
    const asked = real.asked.filter((parameters) => parameters.get('client_id') === 'by-secret').at(-1);
    expect(asked?.get('response_type')).toBe('code');
    expect(asked?.get('code_challenge_method')).toBe('S256');
    expect(asked?.get('redirect_uri')).toBe(redirect(bySecret));
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(Buffer.from(asked?.get(name) ?? '', 'base64url').length, name).toBe(32);
    }
    expect(asked?.has('acr_values')).toBe(false);
  });

  test('after it has begun to sign by another key', async () => {
    expect((await signIn(bySecret)).text).toContain('Du företräder Kommun Hemlig');
    await real.rotate();
    house.now = new Date(house.now.getTime() + 11_000);
    expect((await signIn(bySecret)).text).toContain('Du företräder Kommun Hemlig');
  });

  test('with a new key of ours, which is published before it is used, and the old one for a week after', async () => {
    const lena = await aPerson(host, 'Lena Nyckel', byKey, { isAdministrator: true });
    const visitor = await new Visitor(house).signIn(lena.email, testPassword);
    const at = `/organisations/${byKey}/provider`;
    const keys = async () => {
      const answer = await house.fetch(`/sign-in/with/${byKey}/keys`);
      return ((await answer.json()) as { keys: { kid: string; d?: string }[] }).keys;
    };
    const [before] = await keys();
    await visitor.open(at);
    await visitor.submit({}, `${at}/keys`);
    expect(visitor.text).toContain('Väntar');
    const both = await keys();
    expect(both).toHaveLength(2);
    for (const key of both) expect(key.d).toBeUndefined();
    const made = both.find((key) => key.kid !== before?.kid);
    await visitor.submit({}, `${at}/keys/${made?.kid}/use`);
    expect(visitor.text).toContain('Tidigare, ligger kvar en vecka');
    // The provider was told of the old key alone, and our requests are signed.
    expect((await signIn(byKey)).text).toContain(sv.reasons.providerError.what);
    house.now = new Date(house.now.getTime() + 8 * 24 * 3600_000);
    expect((await keys()).map((key) => key.kid)).toEqual([made?.kid]);
  });
});

describe('the level of assurance', () => {
  test('is asked for as an essential claim with the values accepted, and verified', async () => {
    await aProvider(host, outside.sealing, bySecret, {
      issuer: real.issuer,
      clientId: 'by-secret',
      secret,
      acceptedAcrs: knownAcrs.filter(({ assurance }) => assurance === 'loa3' || assurance === 'loa4'),
      isAcrRequired: true,
    });
    real.who.acr = loa('loa3');
    expect((await signIn(bySecret)).text).toContain('Du företräder Kommun Hemlig');
    const claims = JSON.parse(real.asked.at(-1)?.get('claims') ?? '{}') as { id_token?: { acr?: unknown } };
    expect(claims.id_token?.acr).toEqual({ essential: true, values: [loa('loa3'), loa('loa4')] });
  });

  test.each([
    ['too low', loa('loa2')],
    ['of eIDAS', loa('eidas-nf-high')],
    ['missing', undefined],
  ])(
    'that is %s: a provider that honours what is essential asks until it has it, and sends no code',
    async (_, acr) => {
      real.who.account = 'nils';
      real.who.acr = acr;
      const nils = await new Visitor(house).open('/sign-in');
      await nils.submit({ organisation: bySecret }, '/sign-in/with');
      await expect(throughProvider(addressOn(nils), redirect(bySecret))).rejects.toThrow('leads round and round');
    },
  );

  test.each([
    ['too low', loa('loa2'), 'acrLow'],
    ['of eIDAS', loa('eidas-nf-high'), 'acrLow'],
    ['missing', undefined, 'acrMissing'],
  ] as const)('that is %s is refused here, where a provider passes over what is essential', async (_, acr, reason) => {
    const careless = await aRealProvider(
      knownAcrs.map((known) => known.acr),
      { passesOverClaims: true },
    );
    await careless.register([
      {
        client_id: 'by-secret',
        client_secret: secret,
        redirect_uris: [redirect(bySecret)],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ]);
    careless.who.acr = acr;
    careless.who.claims = { groups: ['samverkan'] };
    const settings = { clientId: 'by-secret', secret, isAcrRequired: true };
    const acceptedAcrs = knownAcrs.filter(({ assurance }) => assurance === 'loa3');
    await aProvider(host, outside.sealing, bySecret, { ...settings, acceptedAcrs, issuer: careless.issuer });
    const nils = await signIn(bySecret);
    await careless.close();
    expect(nils.text).toContain(sv.reasons[reason].what);
    expect((await nils.open('/account')).path).toContain('/sign-in');
  });

  test('is raised by signing in anew: prompt=login, a new reference, and the old one is worth nothing', async () => {
    await aProvider(host, outside.sealing, bySecret, {
      issuer: real.issuer,
      clientId: 'by-secret',
      secret,
      acceptedAcrs: knownAcrs,
    });
    real.who.acr = loa('loa2');
    const jar = new Map<string, string>();
    const maria = await signIn(bySecret, jar);
    const before = maria.cookie('session');
    await maria.open('/session/assurance?wanted=loa3,loa4&next=/acting-for');
    expect(maria.text).toContain('Godtas: Tillitsnivå 3, Tillitsnivå 4.');
    await maria.submit({}, '/session/assurance');
    const asked = new URL(addressOn(maria)).searchParams;
    expect(asked.get('prompt')).toBe('login');
    expect(asked.get('max_age')).toBe('0');
    real.who.acr = loa('loa3');
    await through(maria, bySecret, jar);
    expect(maria.path).toBe('/acting-for');
    expect(maria.cookie('session')).not.toBe(before);
    const old = new Visitor(house);
    old.setCookie('session', before);
    expect((await old.open('/account')).path).toContain('/sign-in');
  });

  test('is not raised by an earlier sign-in, nor by somebody else’s', async () => {
    real.who.acr = loa('loa3');
    const maria = await signIn(bySecret);
    await maria.open('/session/assurance?wanted=loa3&next=/');
    await maria.submit({}, '/session/assurance');
    real.who.account = 'somebody-else';
    await through(maria, bySecret);
    expect(maria.text).toContain(sv.reasons.anotherPerson.what);
  });
});

test('what a federation wants to know of us has its shape, and no secret in it', async () => {
  const answer = await house.fetch(`/sign-in/with/${byKey}/relying-party`);
  const told = (await answer.json()) as object;
  expect(relyingPartyShape.parse(told)).toMatchObject({
    'organization_name#sv': 'Kommun Nyckel',
    redirect_uris: [redirect(byKey)],
    jwks_uri: `http://localhost/sign-in/with/${byKey}/keys`,
    token_endpoint_auth_method: 'private_key_jwt',
    contacts: ['inloggning@example.se'],
  });
  expect((await house.fetch('/sign-in/logo')).headers.get('content-type')).toBe('image/svg+xml');
});

import { createHmac } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, outside, type TestHouse } from '../../../test/setup/composition.ts';
import { aBentProvider, aKey, type Bends, type BentProvider, throughProvider } from '../../../test/setup/providers.ts';
import { Visitor } from '../../../test/setup/visitor.ts';
import { aClaimMapping, aHost, anOrganisation, aProvider, aSeat, type Host } from '../testing.ts';
import type { ProviderReason } from './provider.ts';
import { sv } from './texts.sv.ts';

let house: TestHouse;
let host: Host;
let kommun: string;
let provider: BentProvider;
const logged: { provider?: string; refused?: string; at?: string }[] = [];
const log = { info: (fields: object) => void logged.push(fields), error: (fields: object) => void logged.push(fields) };

beforeAll(async () => {
  house = await openHouse({ log });
  house.now = new Date();
  provider = await aBentProvider(() => house.now);
  host = await aHost(house);
  kommun = await anOrganisation(host, 'Kommun B');
  const seat = await aSeat(host, kommun, 'Samordnare');
  await aProvider(host, outside.sealing, kommun, { issuer: provider.issuer, clientId: provider.clientId });
  await aClaimMapping(host, kommun, 'samverkan', { organisation: kommun, seat });
});
afterAll(async () => {
  await provider.close();
  await house.close();
});
beforeEach(() => {
  provider.bends = {};
  provider.who.account = 'maria';
  provider.who.acr = undefined;
  logged.length = 0;
  // Past what was found out in an earlier test: descriptions are kept for ten minutes.
  house.now = new Date(house.now.getTime() + 11 * 60_000);
});

const visitor = () => new Visitor(house);
const redirect = (organisation = kommun) => `http://localhost/sign-in/with/${organisation}/answer`;
const addressOn = (page: Visitor): string =>
  /<a class="button" href="([^"]+)"/.exec(page.page)?.[1]?.replaceAll('&amp;', '&') ?? '';

/** As far as the provider's door. */
async function atTheDoor(organisation = kommun): Promise<Visitor> {
  const maria = await visitor().open('/sign-in');
  await maria.submit({ organisation }, '/sign-in/with');
  return maria;
}
async function signIn(bends: Bends = {}): Promise<Visitor> {
  provider.bends = bends;
  const maria = await atTheDoor();
  if (maria.status !== 200) return maria;
  return await maria.open(await throughProvider(addressOn(maria), redirect()));
}
const isIn = async (maria: Visitor) => (await maria.open('/account')).path === '/account';

/** Refused, told in plain words, logged without what came, and nobody is signed in. */
async function expectRefused(maria: Visitor, reason: ProviderReason): Promise<void> {
  expect(logged.filter((line) => line.refused).map((line) => line.refused)).toEqual([reason]);
  expect(logged.find((line) => line.refused)?.provider).toBe(kommun);
  expect([403, 503]).toContain(maria.status);
  expect(maria.text).toContain(sv.reasons[reason].what);
  expect(maria.text).toContain('inloggning@example.se');
  const everything = JSON.stringify(logged);
  for (const secret of ['eyJ', 'code-', 'maria.ek', 'Maria Ek', 'a secret that nobody sees']) {
    expect(everything, secret).not.toContain(secret);
  }
  expect(await isIn(maria)).toBe(false);
}

test('somebody whose provider does everything right is signed in', async () => {
  const maria = await signIn();
  expect(logged.filter((line) => line.refused)).toEqual([]);
  expect(maria.path).toBe('/');
  expect(maria.text).toContain('Du företräder Kommun B');
  expect(await isIn(maria)).toBe(true);
});

const seconds = () => Math.floor(house.now.getTime() / 1000);
const inTheToken: readonly (readonly [string, ProviderReason, Bends])[] = [
  ['a nonce of another sign-in', 'nonce', { claims: (claims) => Object.assign(claims, { nonce: 'another' }) }],
  ['no nonce', 'nonce', { claims: (claims) => void delete claims.nonce }],
  ['the audience of another client', 'audience', { claims: (claims) => Object.assign(claims, { aud: 'another' }) }],
  [
    'another audience besides ours and no authorised party',
    'audience',
    { claims: (claims) => Object.assign(claims, { aud: ['armkrok', 'another'] }) },
  ],
  [
    'another authorised party than us',
    'audience',
    { claims: (claims) => Object.assign(claims, { aud: ['armkrok', 'another'], azp: 'another' }) },
  ],
  ['another issuer', 'tokenIssuer', { claims: (claims) => Object.assign(claims, { iss: 'https://idp.example' }) }],
  ['a time that is over', 'expired', { claims: (claims) => Object.assign(claims, { exp: seconds() - 120 }) }],
  ['a time that has not come', 'tooEarly', { claims: (claims) => Object.assign(claims, { nbf: seconds() + 120 }) }],
  [
    'a time of issue in the future',
    'tooEarly',
    { claims: (claims) => Object.assign(claims, { iat: seconds() + 300, exp: seconds() + 600 }) },
  ],
  ['no time of expiry', 'claimMissing', { claims: (claims) => void delete claims.exp }],
  ['no subject', 'claimMissing', { claims: (claims) => void delete claims.sub }],
  ['an empty subject', 'claimMissing', { claims: (claims) => Object.assign(claims, { sub: '' }) }],
  [
    'a personal identity number of twelve digits',
    'personalNumber',
    { claims: (claims) => Object.assign(claims, { sub: '191212121212' }) },
  ],
  [
    'a personal identity number of ten digits with a hyphen',
    'personalNumber',
    { claims: (claims) => Object.assign(claims, { sub: '121212-1212' }) },
  ],
  ['a coordination number', 'personalNumber', { claims: (claims) => Object.assign(claims, { sub: '191212721219' }) }],
  [
    'a personal identity number as certificates write it',
    'personalNumber',
    { claims: (claims) => Object.assign(claims, { sub: 'PNOSE-191212121212' }) },
  ],
  ['no signature (alg none)', 'algorithm', { token: (claims) => new UnsecuredJWT(claims).encode() }],
  [
    'a signature by our own secret (HS256)',
    'algorithm',
    {
      token: (claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256' })
          .sign(new TextEncoder().encode('a secret that nobody sees, long enough')),
    },
  ],
  [
    'a signature by their public key taken for a secret (HS256)',
    'algorithm',
    {
      token: (claims) => {
        const text = [{ alg: 'HS256', kid: 'first' }, claims]
          .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
          .join('.');
        return `${text}.${createHmac('sha256', JSON.stringify(provider.key.jwk)).update(text).digest('base64url')}`;
      },
    },
  ],
  ['a key that is not published', 'keyUnknown', { token: async (claims) => await anotherToken(claims, 'elsewhere') }],
  [
    'another key under the name of the one published',
    'signature',
    { token: async (claims) => await anotherToken(claims, 'first') },
  ],
  ['another kind (at+jwt)', 'tokenType', { header: { typ: 'at+jwt' } }],
  ['an extension that must be understood', 'algorithm', { header: { crit: ['b64'], b64: true } }],
];
const anotherToken = async (claims: object, kid: string): Promise<string> =>
  await new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', kid }).sign((await aKey('other')).privateKey);

describe('a token is refused with', () => {
  test.each(inTheToken)('%s', async (_, reason, bends) => {
    await expectRefused(await signIn(bends), reason);
  });

  test('something changed after it was signed', async () => {
    const maria = await signIn({
      tokens: (body) => {
        const [head = '', payload = '', signature = ''] = String(body.id_token).split('.');
        const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
        const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'somebody-else' })).toString('base64url');
        body.id_token = `${head}.${changed}.${signature}`;
      },
    });
    await expectRefused(maria, 'signature');
  });
});

describe('an answer is refused when', () => {
  test.each<readonly [string, ProviderReason, Bends]>([
    ['it has no state', 'stateMissing', { answer: (answer) => answer.delete('state') }],
    ['its state is another', 'stateElsewhere', { answer: (answer) => answer.set('state', 'x'.repeat(43)) }],
    [
      'it says it comes from another issuer',
      'issuerMixedUp',
      { answer: (answer) => answer.set('iss', 'https://idp.example') },
    ],
    [
      'it does not say whom it comes from, though it always does',
      'issuerMixedUp',
      { answer: (answer) => answer.delete('iss') },
    ],
    ['it has no code', 'codeMissing', { answer: (answer) => answer.delete('code') }],
    [
      'the person has declined',
      'declined',
      {
        answer: (answer) => {
          answer.delete('code');
          answer.set('error', 'access_denied');
        },
      },
    ],
    [
      'the provider has a fault',
      'providerError',
      {
        answer: (answer) => {
          answer.delete('code');
          answer.set('error', 'server_error');
        },
      },
    ],
    [
      'it brings a token of its own',
      'providerError',
      { answer: (answer) => answer.set('id_token', 'eyJhbGciOiJub25lIn0.e30.') },
    ],
  ])('%s', async (_, reason, bends) => {
    await expectRefused(await signIn(bends), reason);
  });

  test('it comes again: the code has been used', async () => {
    const maria = await atTheDoor();
    const answer = await throughProvider(addressOn(maria), redirect());
    const cookie = maria.cookie('provider');
    await maria.open(answer);
    expect(await isIn(maria)).toBe(true);
    const codes = provider.asked.filter((path) => path === '/token').length;
    const again = visitor();
    again.setCookie('provider', cookie);
    logged.length = 0;
    await expectRefused(await again.open(answer), 'stateUsed');
    expect(provider.asked.filter((path) => path === '/token').length).toBe(codes);
  });

  test('it comes to another browser than the one that asked', async () => {
    const maria = await atTheDoor();
    const answer = await throughProvider(addressOn(maria), redirect());
    const mallory = await atTheDoor();
    await expectRefused(await mallory.open(answer), 'stateElsewhere');
    logged.length = 0;
    await expectRefused(await visitor().open(answer), 'stateElsewhere');
  });

  test('it comes after more than ten minutes', async () => {
    const maria = await atTheDoor();
    const answer = await throughProvider(addressOn(maria), redirect());
    house.now = new Date(house.now.getTime() + 11 * 60_000);
    await expectRefused(await maria.open(answer), 'stateOld');
  });

  test('it comes to another organisation’s address', async () => {
    const other = await anOrganisation(host, 'Kommun A');
    await aProvider(host, outside.sealing, other, { issuer: provider.issuer, clientId: 'kommun-a' });
    const maria = await atTheDoor();
    const answer = await throughProvider(addressOn(maria), redirect());
    await maria.open(answer.replace(kommun, other));
    expect(logged.filter((line) => line.refused)).toMatchObject([{ provider: other, refused: 'stateElsewhere' }]);
    expect(await isIn(maria)).toBe(false);
  });

  test('the settings were changed meanwhile', async () => {
    const maria = await atTheDoor();
    const answer = await throughProvider(addressOn(maria), redirect());
    await aProvider(host, outside.sealing, kommun, { issuer: provider.issuer, clientId: provider.clientId });
    await expectRefused(await maria.open(answer), 'switchedOff');
  });
});

describe('the provider’s own answers are refused when', () => {
  const html: RequestListener = (_, answer) =>
    answer.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Logga in</title>');
  const description = '/.well-known/openid-configuration';
  test.each<readonly [string, ProviderReason, Bends]>([
    [
      'its description names another issuer',
      'issuerDiffers',
      { description: (one) => Object.assign(one, { issuer: 'https://idp.example' }) },
    ],
    ['its description is a web page', 'notJson', { at: { [description]: html } }],
    [
      'its description is not there',
      'discoveryRefused',
      { at: { [description]: (_, answer) => answer.writeHead(404).end() } },
    ],
    ['it has a fault', 'away', { at: { [description]: (_, answer) => answer.writeHead(500).end() } }],
    [
      'it leads elsewhere',
      'redirected',
      { at: { [description]: (_, answer) => answer.writeHead(302, { location: 'http://169.254.169.254/' }).end() } },
    ],
    [
      'its description is huge',
      'tooLarge',
      {
        at: {
          [description]: (_, answer) =>
            answer.writeHead(200, { 'content-type': 'application/json' }).end(`{"issuer":"${'x'.repeat(700_000)}"}`),
        },
      },
    ],
    [
      'it drips its description without end',
      'timedOut',
      {
        at: {
          [description]: (_, answer) => {
            answer.writeHead(200, { 'content-type': 'application/json' });
            setInterval(() => answer.write(' '), 50).unref();
          },
        },
      },
    ],
    [
      'its token address is not https',
      'insecure',
      { description: (one) => Object.assign(one, { token_endpoint: 'http://idp.example/token' }) },
    ],
    [
      'its keys stand inside a network',
      'insecure',
      { description: (one) => Object.assign(one, { jwks_uri: 'https://169.254.169.254/keys' }) },
    ],
    [
      'its description lacks an address',
      'metadataIncomplete',
      { description: (one) => void delete one.token_endpoint },
    ],
    ['it has no keys', 'keysMissing', { keys: (jwks) => jwks.keys.splice(0) }],
    ['its keys are a web page', 'keysMissing', { at: { '/keys': html } }],
  ])('%s', async (_, reason, bends) => {
    await expectRefused(await signIn(bends), reason);
  });

  test.each<readonly [string, ProviderReason, Bends]>([
    [
      'it does not know us',
      'clientRefused',
      {
        at: {
          '/token': (_, answer) =>
            answer.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_client"}'),
        },
      },
    ],
    [
      'it does not know the code',
      'codeRefused',
      {
        at: {
          '/token': (_, answer) =>
            answer.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}'),
        },
      },
    ],
    ['its answer to the code is a web page', 'tokenAnswer', { at: { '/token': html } }],
    [
      'its answer to the code leads elsewhere',
      'redirected',
      { at: { '/token': (_, answer) => answer.writeHead(302, { location: 'http://10.0.0.1/' }).end() } },
    ],
    ['it is away when the code comes', 'away', { at: { '/token': (_, answer) => answer.writeHead(502).end() } }],
    ['it never answers the code', 'timedOut', { at: { '/token': () => undefined } }],
    ['it gives no token of who it was', 'tokenMissing', { tokens: (body) => void delete body.id_token }],
  ])('%s', async (_, reason, bends) => {
    await expectRefused(await signIn(bends), reason);
  });
});

describe('levels of assurance', () => {
  const loa3 = 'http://id.elegnamnden.se/loa/1.0/loa3';
  const substantial = 'http://id.elegnamnden.se/loa/1.0/eidas-nf-sub';
  const demand = (isAcrRequired: boolean) =>
    aProvider(host, outside.sealing, kommun, {
      issuer: provider.issuer,
      clientId: provider.clientId,
      acceptedAcrs: [{ acr: loa3, assurance: 'loa3' }],
      isAcrRequired,
    });

  test.each<readonly [string, string | undefined, ProviderReason]>([
    ['none', undefined, 'acrMissing'],
    ['a lower one', 'http://id.elegnamnden.se/loa/1.0/loa2', 'acrLow'],
    ['one of eIDAS, which is not translated', substantial, 'acrLow'],
  ])('one that is demanded and %s given: refused', async (_, acr, reason) => {
    await demand(true);
    provider.who.acr = acr;
    await expectRefused(await signIn(), reason);
  });

  test('the provider says that it cannot: refused', async () => {
    await demand(true);
    const maria = await signIn({
      answer: (answer) => {
        answer.delete('code');
        answer.set('error', 'unmet_authentication_requirements');
      },
    });
    await expectRefused(maria, 'acrUnmet');
  });

  test('one that is not demanded: let in without a level', async () => {
    await demand(false);
    provider.who.acr = 'http://id.elegnamnden.se/loa/1.0/loa2';
    expect(await isIn(await signIn())).toBe(true);
  });
});

describe('a provider that is away', () => {
  test('is not asked again at once, is asked after a while, and is no hindrance to anybody else', async () => {
    await aProvider(host, outside.sealing, kommun, { issuer: provider.issuer, clientId: provider.clientId });
    provider.bends = { at: { '/.well-known/openid-configuration': (_, answer) => answer.writeHead(500).end() } };
    const first = await atTheDoor();
    expect(first.status).toBe(503);
    expect(first.text).toContain('Inloggningen hos Kommun B svarar inte');
    expect(first.text).toContain('Den som har ett konto här kan logga in med det');
    const asked = provider.asked.length;
    expect((await atTheDoor()).status).toBe(503);
    expect(provider.asked.length).toBe(asked);
    provider.bends = {};
    house.now = new Date(house.now.getTime() + 11_000);
    const maria = await atTheDoor();
    expect(maria.status).toBe(200);
    expect(provider.asked.length).toBeGreaterThan(asked);
  });

  test('keeps nobody out who has an account here', async () => {
    provider.bends = { at: { '/.well-known/openid-configuration': () => undefined } };
    const waiting = atTheDoor();
    const siv = await visitor().signIn('siv.systemsson@example.se', 'tre ord i rad');
    expect(await isIn(siv)).toBe(true);
    expect((await waiting).status).toBe(503);
  });
});

describe('the keys of a provider', () => {
  test('that have been changed are fetched again once, and then not for a while', async () => {
    await atTheDoor();
    const fetched = () => provider.asked.filter((path) => path === '/keys').length;
    const before = fetched();
    provider.key = await aKey('second');
    expect(await isIn(await signIn())).toBe(true);
    expect(fetched()).toBe(before + 1);
    // Made up: whoever sends tokens does not decide how often we ask.
    const made: Bends = { token: (claims) => anotherToken(claims, 'made-up') };
    await signIn(made);
    await signIn(made);
    expect(fetched()).toBe(before + 1);
    house.now = new Date(house.now.getTime() + 11_000);
    await signIn(made);
    await signIn(made);
    expect(fetched()).toBe(before + 2);
  });
});

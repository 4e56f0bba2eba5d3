import { createPrivateKey } from 'node:crypto';
import * as oidc from 'openid-client';
import { type Outgoing, OutgoingError } from '../../platform/outgoing.ts';
import type { Attempt } from './attempt.ts';
import {
  acceptedAcr,
  isPersonalNumber,
  type Provider,
  type ProviderEvidence,
  type ProviderReason,
  ProviderRefusal,
  type ProviderStep,
  type ProviderWarning,
  providerReasons,
  redirectAddress,
} from './provider.ts';

/** What we sign by at the provider: the key as PKCS #8, and the name under which its public half is published. */
export interface SigningKey {
  readonly keyId: string;
  readonly pem: string;
}

/** The provider with what is needed to speak as its client, unsealed for as long as the call lasts. */
export interface ProviderClient {
  readonly provider: Provider;
  readonly secret: string | undefined;
  readonly key: SigningKey | undefined;
}

export interface AskingProviders {
  /** Where the browser goes to sign in. Throws ProviderRefusal when the provider does not answer as it should. */
  addressFor(client: ProviderClient, attempt: Attempt, language: string, now: Date): Promise<string>;
  /** Exchanges the code that came back and verifies everything that came for it. Throws ProviderRefusal. */
  evidenceFrom(client: ProviderClient, attempt: Attempt, answer: URLSearchParams, now: Date): Promise<ProviderEvidence>;
}

interface Discovered {
  readonly metadata: oidc.ServerMetadata;
  jwks: { jwks: { keys: { kid?: string }[] }; uat: number };
  readonly at: number;
  /** When the keys were last fetched because of a key that was not among them. */
  refetchedAt: number;
}

/** Neither `none` nor anything with a shared secret: a client's secret, or a public key taken for one, signs nothing here. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'Ed25519',
  'EdDSA',
];
/** How wrong our clock and theirs may be together, in seconds. */
const skew = 30;
/** The Swedish profile's longest life of an ID token; a longer one is told and accepted. */
const longestLife = 300;
const discoveryLasts = 10 * 60_000;
/** After a failure the provider is not asked again at once: those who wait in line would only wait longer. */
const pause = 10_000;
/** An unknown key may be a new one, or made up by whoever sends the token. */
const betweenRefetches = 10_000;

export function askingProviders(outgoing: Outgoing, origin: string): AskingProviders {
  const discovered = new Map<string, Discovered>();
  const failing = new Map<string, { readonly until: number; readonly reason: ProviderReason }>();

  const callBy: oidc.CustomFetch = (address, options) =>
    outgoing.call(address, {
      method: options.method,
      headers: options.headers,
      ...(options.body === undefined || options.body === null ? {} : { body: String(options.body) }),
    });

  const discover = async (provider: Provider, now: Date, afresh: boolean): Promise<Discovered> => {
    const known = discovered.get(provider.issuer);
    if (known && !afresh && now.getTime() - known.at < discoveryLasts) return known;
    const failed = failing.get(provider.issuer);
    if (failed && !afresh && now.getTime() < failed.until) throw new ProviderRefusal(failed.reason);
    try {
      const found = await ask(provider.issuer);
      const one: Discovered = { ...found, at: now.getTime(), refetchedAt: 0 };
      if (discovered.size > 1000) discovered.clear();
      discovered.set(provider.issuer, one);
      failing.delete(provider.issuer);
      return one;
    } catch (error) {
      const refusal = refusalOf(error, 'discovery');
      if (refusal.reason === 'away' || refusal.reason === 'timedOut') {
        if (failing.size > 1000) failing.clear();
        failing.set(provider.issuer, { until: now.getTime() + pause, reason: refusal.reason });
      }
      throw refusal;
    }
  };

  const ask = async (issuer: string): Promise<Pick<Discovered, 'metadata' | 'jwks'>> => {
    const found = await oidc
      .discovery(new URL(issuer), 'unused', undefined, oidc.None(), {
        [oidc.customFetch]: callBy,
        execute: issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [],
      })
      .catch((error: unknown) => {
        throw refusalOf(error, 'discovery');
      });
    const metadata = found.serverMetadata();
    // Letter by letter but for a slash at the end. An issuer with a place for any tenant in it is nobody's own.
    const bare = (address: string) => address.replace(/\/$/, '');
    if (bare(metadata.issuer) !== bare(issuer)) throw new ProviderRefusal('issuerDiffers');
    const addresses = [metadata.authorization_endpoint, metadata.token_endpoint, metadata.jwks_uri];
    if (addresses.some((address) => typeof address !== 'string')) throw new ProviderRefusal('metadataIncomplete');
    for (const address of addresses) {
      if (!outgoing.allows(address ?? '')) throw new ProviderRefusal('insecure');
    }
    const jwks = await fetchKeys(metadata.jwks_uri ?? '');
    return { metadata, jwks };
  };

  const fetchKeys = async (address: string): Promise<Discovered['jwks']> => {
    try {
      const answer = await outgoing.call(address, { headers: { accept: 'application/json' } });
      if (answer.status !== 200) throw new ProviderRefusal(answer.status >= 500 ? 'away' : 'keysMissing', 'keys');
      const jwks = (await answer.json().catch(() => undefined)) as Discovered['jwks']['jwks'] | undefined;
      const keys = jwks && typeof jwks === 'object' && Array.isArray(jwks.keys) ? jwks.keys : [];
      if (keys.length === 0 || keys.some((key) => typeof key !== 'object' || key === null)) {
        throw new ProviderRefusal('keysMissing');
      }
      return { jwks: { keys }, uat: Math.floor(Date.now() / 1000) };
    } catch (error) {
      throw refusalOf(error, 'keys');
    }
  };

  const configure = async (client: ProviderClient, found: Discovered, now: Date): Promise<oidc.Configuration> => {
    const { provider, secret, key } = client;
    const { metadata } = found;
    const told = metadata.id_token_signing_alg_values_supported ?? ['RS256'];
    const methods = metadata.token_endpoint_auth_methods_supported;
    const byPost = methods?.includes('client_secret_post') && !methods.includes('client_secret_basic');
    const authentication =
      provider.authentication === 'privateKey' && key
        ? oidc.PrivateKeyJwt({ key: await importKey(key), kid: key.keyId })
        : byPost
          ? oidc.ClientSecretPost(secret)
          : oidc.ClientSecretBasic(secret);
    const configuration = new oidc.Configuration(
      { ...metadata, id_token_signing_alg_values_supported: algorithms.filter((one) => told.includes(one)) },
      provider.client_id,
      {
        // Time is an argument here too: the library's clock is moved to it.
        [oidc.clockSkew]: Math.round((now.getTime() - Date.now()) / 1000),
        [oidc.clockTolerance]: skew,
      },
      authentication,
    );
    configuration[oidc.customFetch] = async (address, options) => {
      const answer = await callBy(address, options);
      return address === metadata.token_endpoint ? await prepareKeys(answer, found, configuration, now) : answer;
    };
    if (provider.issuer.startsWith('http:')) oidc.allowInsecureRequests(configuration);
    // The signature is verified although the token comes over TLS from the provider itself.
    oidc.enableNonRepudiationChecks(configuration);
    return configuration;
  };

  /**
   * Before a token is verified: with the keys we have, unless its key is a new one. Then they are fetched again, once, and
   * not again for a while whatever comes.
   */
  const prepareKeys = async (
    answer: Response,
    found: Discovered,
    configuration: oidc.Configuration,
    now: Date,
  ): Promise<Response> => {
    const text = await answer.text();
    const keyId = keyIdOf(text);
    const isKnown = keyId === undefined || found.jwks.jwks.keys.some((key) => key.kid === keyId);
    if (!isKnown && now.getTime() - found.refetchedAt >= betweenRefetches) {
      found.refetchedAt = now.getTime();
      found.jwks = await fetchKeys(found.metadata.jwks_uri ?? '');
    }
    oidc.setJwksCache(configuration, { ...found.jwks, uat: Math.floor(Date.now() / 1000) } as oidc.ExportedJWKSCache);
    return new Response(text, { status: answer.status, headers: answer.headers });
  };

  return {
    async addressFor(client, attempt, language, now) {
      const found = await discover(client.provider, now, attempt.purpose === 'test');
      const configuration = await configure(client, found, now);
      const parameters = new URLSearchParams({
        redirect_uri: redirectAddress(origin, client.provider.organisation_id),
        scope: 'openid profile email',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        ui_locales: language,
      });
      const acr = acrWanted(client.provider, attempt);
      if (acr) parameters.set('claims', JSON.stringify({ id_token: { acr } }));
      if (attempt.purpose === 'stepUp' || attempt.purpose === 'link') {
        parameters.set('prompt', 'login');
        parameters.set('max_age', '0');
      }
      const { key, provider } = client;
      const address =
        provider.is_request_signed && key
          ? await oidc.buildAuthorizationUrlWithJAR(configuration, parameters, {
              key: await importKey(key),
              kid: key.keyId,
            })
          : oidc.buildAuthorizationUrl(configuration, parameters);
      return address.href;
    },

    async evidenceFrom(client, attempt, answer, now) {
      const { provider } = client;
      const found = await discover(provider, now, false);
      const configuration = await configure(client, found, now);
      const address = new URL(redirectAddress(origin, provider.organisation_id));
      address.search = answer.toString();
      const checks = {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.verifier,
        idTokenExpected: true,
      };
      const tokens = await oidc.authorizationCodeGrant(configuration, address, checks).catch((error: unknown) => {
        throw refusalOf(error, 'token');
      });
      const claims = tokens.claims();
      if (!claims || !tokens.id_token) throw new ProviderRefusal('tokenMissing');
      const type = headerOf(tokens.id_token).typ;
      if (type !== undefined && !/^(application\/)?jwt$/i.test(String(type))) throw new ProviderRefusal('tokenType');
      return readEvidence(provider, attempt, claims, found, now);
    },
  };
}

function readEvidence(
  provider: Provider,
  attempt: Attempt,
  claims: oidc.IDToken,
  found: Discovered,
  now: Date,
): ProviderEvidence {
  const seconds = now.getTime() / 1000;
  if (claims.iat > seconds + skew) throw new ProviderRefusal('tooEarly');
  if (claims.sub === '') throw new ProviderRefusal('claimMissing');
  if (isPersonalNumber(claims.sub)) throw new ProviderRefusal('personalNumber');
  if (attempt.purpose === 'stepUp' || attempt.purpose === 'link') {
    const { auth_time: at } = claims;
    // Signed in after we asked for it, whatever went before.
    if (typeof at !== 'number' || at < attempt.at / 1000 - skew) throw new ProviderRefusal('authenticationOld');
  }
  const acr = typeof claims.acr === 'string' ? claims.acr : null;
  const accepted = acceptedAcr(provider, acr);
  const wanted = attempt.purpose === 'stepUp' ? attempt.assurances : undefined;
  if (wanted || provider.is_acr_required) {
    if (acr === null) throw new ProviderRefusal('acrMissing');
    if (!accepted || (wanted && !(accepted.assurance && wanted.includes(accepted.assurance)))) {
      throw new ProviderRefusal('acrLow');
    }
  }
  const warnings: ProviderWarning[] = [];
  if (claims.exp - claims.iat > longestLife) warnings.push('longLived');
  if (!found.metadata.code_challenge_methods_supported?.includes('S256')) warnings.push('pkceNotTold');
  if (provider.accepted_acrs.length > 0 && !accepted) warnings.push('acrNotGiven');
  const flat = flatten(claims);
  return {
    issuer: claims.iss,
    subject: claims.sub,
    acr,
    assurance: accepted?.assurance ?? null,
    authenticatedAt: typeof claims.auth_time === 'number' ? new Date(claims.auth_time * 1000) : null,
    name: shown(flat, provider.name_claim),
    email: shown(flat, provider.email_claim),
    claims: flat,
    warnings,
  };
}

const shown = (claims: ReadonlyMap<string, readonly string[]>, claim: string): string | null =>
  claims.get(claim)?.[0]?.trim().slice(0, 200) || null;

/** As an essential claim, never as `acr_values`, which a provider may pass over. */
function acrWanted(provider: Provider, attempt: Attempt): { essential: boolean; values: string[] } | undefined {
  const { purpose } = attempt;
  const wanted = provider.accepted_acrs.filter(
    ({ assurance }) => purpose !== 'stepUp' || (assurance !== null && attempt.assurances.includes(assurance)),
  );
  if (wanted.length === 0) return undefined;
  return { essential: provider.is_acr_required || purpose === 'stepUp', values: wanted.map(({ acr }) => acr) };
}

/** Texts and lists of texts, those inside others too: `realm_access.roles`. */
function flatten(
  claims: object,
  path = '',
  into = new Map<string, readonly string[]>(),
): Map<string, readonly string[]> {
  for (const [name, value] of Object.entries(claims)) {
    const at = path === '' ? name : `${path}.${name}`;
    if (Array.isArray(value)) {
      into.set(at, value.filter((one) => typeof one === 'string' || typeof one === 'number').map(String));
    } else if (typeof value === 'object' && value !== null) flatten(value, at, into);
    else if (value !== null && value !== undefined) into.set(at, [String(value)]);
  }
  return into;
}

const importKey = async (key: SigningKey): Promise<CryptoKey> =>
  await crypto.subtle.importKey(
    'pkcs8',
    new Uint8Array(createPrivateKey(key.pem).export({ type: 'pkcs8', format: 'der' })),
    { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    false,
    ['sign'],
  );

function headerOf(token: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8'));
  } catch {
    return {};
  }
}

function keyIdOf(tokenAnswer: string): string | undefined {
  try {
    const { id_token: token } = JSON.parse(tokenAnswer) as { id_token?: unknown };
    const { kid } = typeof token === 'string' ? headerOf(token) : {};
    return typeof kid === 'string' ? kid : undefined;
  } catch {
    return undefined;
  }
}

const isReason = (kind: string): kind is ProviderReason => kind in providerReasons;

/** What a failed call means. The message of an error may hold what came, so nothing of it goes further than here. */
function refusalOf(error: unknown, during: ProviderStep): ProviderRefusal {
  if (error instanceof ProviderRefusal) return error;
  const chain: (Error & { code?: string; error?: string; claim?: string; status?: number })[] = [];
  for (let one = error; one && typeof one === 'object' && chain.length < 6; one = (one as Error).cause) {
    chain.push(one as (typeof chain)[number]);
  }
  const outgoing = chain.find((one) => one instanceof OutgoingError) as OutgoingError | undefined;
  if (outgoing) {
    if (outgoing.kind === 'unreachable') return new ProviderRefusal('away', during);
    return new ProviderRefusal(isReason(outgoing.kind) ? outgoing.kind : 'away', during);
  }
  const [first] = chain;
  if (first instanceof oidc.AuthorizationResponseError) {
    if (first.error === 'unmet_authentication_requirements') return new ProviderRefusal('acrUnmet');
    const isDeclined = ['access_denied', 'login_required', 'interaction_required'].includes(first.error);
    return new ProviderRefusal(isDeclined ? 'declined' : 'providerError');
  }
  if (first instanceof oidc.WWWAuthenticateChallengeError) return new ProviderRefusal('clientRefused');
  if (first instanceof oidc.ResponseBodyError) {
    if (['invalid_client', 'unauthorized_client'].includes(first.error)) return new ProviderRefusal('clientRefused');
    return new ProviderRefusal(first.error === 'invalid_grant' ? 'codeRefused' : 'tokenAnswer');
  }
  const code = first?.code;
  const claim = chain.find((one) => typeof one.claim === 'string')?.claim;
  const told = chain.map((one) => one.message ?? '').join(' ');
  switch (code) {
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return new ProviderRefusal('issuerDiffers');
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
      return new ProviderRefusal(claim === 'iss' ? 'tokenIssuer' : claim === 'nonce' ? 'nonce' : 'audience');
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return new ProviderRefusal(claim === 'exp' ? 'expired' : 'tooEarly');
    case 'OAUTH_KEY_SELECTION_FAILED':
      return new ProviderRefusal('keyUnknown');
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM': {
      const status = chain.find((one) => typeof one.status === 'number')?.status ?? 0;
      if (status >= 500) return new ProviderRefusal('away', during);
      return new ProviderRefusal(during === 'discovery' ? 'discoveryRefused' : 'tokenAnswer');
    }
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
    case 'OAUTH_PARSE_ERROR':
      return new ProviderRefusal(during === 'discovery' ? 'notJson' : 'tokenAnswer');
    case 'OAUTH_UNSUPPORTED_OPERATION':
      return new ProviderRefusal(/implicit and hybrid/.test(told) ? 'providerError' : 'algorithm');
    default:
  }
  if (/"iss" \(issuer\).*(missing|response parameter)|response parameter "iss"/.test(told)) {
    return new ProviderRefusal('issuerMixedUp');
  }
  if (/"alg" header/.test(told)) return new ProviderRefusal('algorithm');
  if (/signature verification failed/.test(told)) return new ProviderRefusal('signature');
  if (/"state"/.test(told)) return new ProviderRefusal('stateElsewhere');
  if (/no authorization code/.test(told)) return new ProviderRefusal('codeMissing');
  if (/"nonce".*claim missing/.test(told)) return new ProviderRefusal('nonce');
  if (/"(sub|iat|exp|aud|iss)".*claim missing/.test(told)) return new ProviderRefusal('claimMissing');
  if (/"id_token" property/.test(told)) return new ProviderRefusal('tokenMissing');
  return new ProviderRefusal(during === 'discovery' ? 'discoveryRefused' : 'tokenAnswer', during);
}

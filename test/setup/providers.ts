import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import { type ClientMetadata, Provider } from 'oidc-provider';

async function listen(handle: RequestListener): Promise<{ origin: string; close(): Promise<void> }> {
  const server: Server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export async function aKey(
  keyId: string,
  algorithm = 'RS256',
): Promise<{ privateKey: CryptoKey; jwk: JWK; secretJwk: JWK }> {
  const pair = await generateKeyPair(algorithm, { extractable: true });
  const more = { kid: keyId, alg: algorithm, use: 'sig' };
  return {
    privateKey: pair.privateKey,
    jwk: { ...(await exportJWK(pair.publicKey)), ...more },
    secretJwk: { ...(await exportJWK(pair.privateKey)), ...more },
  };
}

/** Who signs in at the provider, and how: what a person would choose there. */
export interface AtProvider {
  account: string;
  acr: string | undefined;
  claims: Record<string, unknown>;
}

export interface RealProvider {
  readonly issuer: string;
  readonly who: AtProvider;
  /** Every client is registered as its organisation would do it by hand. */
  register(clients: ClientMetadata[]): Promise<void>;
  /** The provider begins to sign by another key, as one that was restarted with it. */
  rotate(): Promise<void>;
  /** The parameters of the authorisation requests, newest last. */
  readonly asked: URLSearchParams[];
  close(): Promise<void>;
}

/** `oidc-provider`, certified: the real thing, on this machine. Whoever comes is signed in as `who` says, without a form. */
export async function aRealProvider(
  acrValues: readonly string[],
  more: { readonly passesOverClaims?: boolean } = {},
): Promise<RealProvider> {
  let handle: RequestListener = (_, answer) => answer.writeHead(503).end();
  const { origin, close } = await listen((request, answer) => handle(request, answer));
  const who: AtProvider = { account: 'maria', acr: undefined, claims: {} };
  const asked: URLSearchParams[] = [];
  let clients: ClientMetadata[] = [];
  let generation = 0;
  const begin = async (): Promise<void> => {
    generation += 1;
    const { secretJwk } = await aKey(`key-${generation}`);
    const provider = new Provider(origin, {
      clients,
      jwks: { keys: [secretJwk as never] },
      acrValues: [...acrValues],
      features: {
        devInteractions: { enabled: false },
        claimsParameter: { enabled: !more.passesOverClaims },
        requestObjects: { enabled: true },
      },
      clientAuthMethods: ['private_key_jwt', 'client_secret_basic', 'client_secret_post'],
      conformIdTokenClaims: false,
      claims: { openid: ['sub', 'acr', 'auth_time', 'groups'], profile: ['name'], email: ['email'] },
      pkce: { required: () => true },
      cookies: { keys: ['a key of the test'] },
      ttl: { IdToken: 300, AccessToken: 300, Session: 3600, Interaction: 600, Grant: 3600 },
      findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...who.claims }) }),
      interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    });
    const callback = provider.callback();
    handle = (request, answer) => {
      const url = new URL(request.url ?? '/', origin);
      if (url.pathname === '/auth') asked.push(url.searchParams);
      if (!url.pathname.startsWith('/interaction/')) return callback(request, answer);
      interact(provider, request, answer, who).catch((error: Error) => answer.writeHead(500).end(error.message));
    };
  };
  await begin();
  return {
    issuer: origin,
    who,
    asked,
    async register(more) {
      clients = [...clients, ...more];
      await begin();
    },
    rotate: begin,
    close,
  };
}

async function interact(
  provider: Provider,
  request: IncomingMessage,
  answer: ServerResponse,
  who: AtProvider,
): Promise<void> {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, answer);
  if (prompt.name === 'login') {
    const login = { accountId: who.account, ...(who.acr ? { acr: who.acr } : {}) };
    return await provider.interactionFinished(request, answer, { login }, { mergeWithLastSubmission: false });
  }
  const grant = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: session?.accountId ?? who.account, clientId: String(params.client_id) });
  grant?.addOIDCScope('openid profile email');
  grant?.addOIDCClaims(['acr', 'auth_time', 'groups', 'name', 'email']);
  const consent = { grantId: (await grant?.save()) ?? '' };
  await provider.interactionFinished(request, answer, { consent }, { mergeWithLastSubmission: true });
}

/** A browser's way through a provider that asks nothing: follows until it leads back to the house. Answers that path. */
export async function throughProvider(address: string, back: string, jar = new Map<string, string>()): Promise<string> {
  let at = address;
  for (let step = 0; step < 15; step += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, { redirect: 'manual', headers: cookie ? { cookie } : {} });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    const location = answer.headers.get('location');
    if (!location) throw new Error(`the provider stopped at ${new URL(at).pathname}: ${await answer.text()}`);
    const next = new URL(location, at);
    if (next.href.startsWith(back)) return next.pathname + next.search;
    at = next.href;
  }
  throw new Error('the provider leads round and round');
}

/** What is to be wrong, and nothing else. */
export interface Bends {
  description?: (document: Record<string, unknown>) => void;
  keys?: (jwks: { keys: JWK[] }) => void;
  answer?: (parameters: URLSearchParams) => void;
  claims?: (claims: JWTPayload) => void;
  header?: Record<string, unknown>;
  /** Makes the token in another way. */
  token?: (claims: JWTPayload) => Promise<string> | string;
  tokens?: (body: Record<string, unknown>) => void;
  /** Answers a path by itself. */
  at?: Record<string, RequestListener>;
}

export interface BentProvider {
  readonly issuer: string;
  readonly clientId: string;
  bends: Bends;
  who: AtProvider;
  /** The paths asked for, in order. */
  readonly asked: string[];
  key: Awaited<ReturnType<typeof aKey>>;
  close(): Promise<void>;
}

/** A small provider that does everything right but for what a test bends. It looks at no client's credentials. */
export async function aBentProvider(now: () => Date): Promise<BentProvider> {
  const requests = new Map<string, { nonce: string | null; clientId: string | null }>();
  const clientId = 'armkrok';
  let count = 0;
  const json = (answer: ServerResponse, body: object) =>
    answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const { origin, close } = await listen(async (request, answer) => {
    const url = new URL(request.url ?? '/', origin);
    provider.asked.push(url.pathname);
    const own = provider.bends.at?.[url.pathname];
    if (own) return own(request, answer);
    if (url.pathname === '/.well-known/openid-configuration') {
      const document: Record<string, unknown> = {
        issuer: origin,
        authorization_endpoint: `${origin}/authorise`,
        token_endpoint: `${origin}/token`,
        jwks_uri: `${origin}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
      };
      provider.bends.description?.(document);
      return json(answer, document);
    }
    if (url.pathname === '/keys') {
      const jwks = { keys: [provider.key.jwk] };
      provider.bends.keys?.(jwks);
      return json(answer, jwks);
    }
    if (url.pathname === '/authorise') {
      count += 1;
      const code = `code-${count}`;
      requests.set(code, { nonce: url.searchParams.get('nonce'), clientId: url.searchParams.get('client_id') });
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      const parameters = new URLSearchParams({ code, state: url.searchParams.get('state') ?? '', iss: origin });
      provider.bends.answer?.(parameters);
      back.search = parameters.toString();
      return answer.writeHead(302, { location: back.href }).end();
    }
    if (url.pathname === '/token') {
      let body = '';
      for await (const part of request) body += part;
      const asked = requests.get(new URLSearchParams(body).get('code') ?? '');
      const seconds = Math.floor(now().getTime() / 1000);
      const { who, bends, key } = provider;
      const claims: JWTPayload = {
        iss: origin,
        sub: who.account,
        aud: asked?.clientId ?? clientId,
        iat: seconds,
        exp: seconds + 300,
        nonce: asked?.nonce ?? '',
        auth_time: seconds,
        ...(who.acr ? { acr: who.acr } : {}),
        ...who.claims,
      };
      bends.claims?.(claims);
      const token =
        (await bends.token?.(claims)) ??
        (await new SignJWT(claims)
          .setProtectedHeader({ alg: 'RS256', kid: key.jwk.kid ?? '', ...bends.header })
          .sign(key.privateKey));
      const tokens: Record<string, unknown> = {
        access_token: 'a',
        token_type: 'Bearer',
        expires_in: 60,
        id_token: token,
      };
      bends.tokens?.(tokens);
      return json(answer, tokens);
    }
    return answer.writeHead(404).end();
  });
  const provider: BentProvider = {
    issuer: origin,
    clientId,
    bends: {},
    who: {
      account: 'maria',
      acr: undefined,
      claims: { name: 'Maria Ek', email: 'maria.ek@example.se', groups: ['samverkan'] },
    },
    asked: [],
    key: await aKey('first'),
    close,
  };
  return provider;
}

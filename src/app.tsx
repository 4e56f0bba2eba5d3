import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { Attachables } from './attachments/index.ts';
import { accessRecords } from './confidentiality/index.ts';
import { isDear } from './dear-routes.ts';
import { features, workspace } from './features.ts';
import { en } from './house/texts.en.ts';
import { sv } from './house/texts.sv.ts';
import { accountOf, type Policy, type Route, sessions, signInAgain, stepUpPage, type User } from './identity/index.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/database/database.ts';
import { type Documents, openDocuments } from './platform/documents/documents.ts';
import { notFound } from './platform/errors.ts';
import type { Installation } from './platform/feature.ts';
import { type FilesOptions, noFiles, openFiles } from './platform/files/files.ts';
import { clientAddress } from './platform/http/client-address.ts';
import { formTokens } from './platform/http/form-token.ts';
import { formKeeper } from './platform/http/kept-form.ts';
import { type LimitSettings, Limits } from './platform/http/limits.ts';
import { type ConflictWords, get, type Page, type Params } from './platform/http/route.ts';
import type { SecurityLog } from './platform/http/security-log.ts';
import { type SecurityTextSettings, securityText } from './platform/http/security-text.ts';
import { createServer, type Server } from './platform/http/server.ts';
import type { Failure, Log } from './platform/http/server-options.ts';
import { newId } from './platform/id.ts';
import { type Outgoing, openOutgoing } from './platform/outgoing.ts';
import { type Sealing, sealing } from './platform/sealing.ts';
import { inBothLanguages, type Language } from './platform/texts.ts';
import { Search } from './search/index.ts';
import { shelveUi } from './ui/assets.ts';
import { Document } from './ui/document.tsx';
import { Frame } from './ui/frame.tsx';
import { PartsPage } from './ui/parts-page.tsx';

const texts = inBothLanguages(sv, en);

export interface AppOptions extends Omit<Installation, 'documents' | 'files' | 'sealing' | 'outgoing' | 'signingKey'> {
  /** Where the files lie that people send in, and what is asked of them. */
  readonly storage?: Pick<FilesOptions, 'store' | 'limits' | 'scanning'>;
  /** By default secrets are sealed under `key`, and only public addresses are called. */
  readonly sealing?: Sealing;
  readonly outgoing?: Outgoing;
  /** By default one of its own, known to nobody after it has stopped. */
  readonly signingKey?: KeyObject;
  readonly database: Database<User>;
  readonly clock: Clock;
  readonly secure: boolean;
  readonly key: Buffer;
  /** How much one person, organisation and address may ask for. Tests leave it out. */
  readonly limits?: LimitSettings;
  /** The addresses whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[];
  /** Told of a proxy that forwards although none is trusted. */
  readonly onUnknownProxy?: (peer: string) => void;
  readonly securityLog?: SecurityLog;
  /** Whom to tell of a fault that opens data to others. */
  readonly securityText?: SecurityTextSettings;
  readonly observe?: (route: string, method: string, status: number, milliseconds: number) => void;
  /** Development shows every part of the interface on one page. */
  readonly showParts?: boolean;
  /** The policy leg, replaced only by the tests that show that the database holds alone. */
  readonly enforce?: (policy: Policy, user: User, params: Params) => boolean;
  /** What makes documents; replaced only by the tests that ask who may have one, thousands of times. */
  readonly documents?: Documents;
}

/**
 * The routes can be read without what is needed to answer them: then each file is refused, and nothing is sealed for longer
 * than they are read.
 */
type Ground = Omit<Installation, 'files' | 'sealing' | 'outgoing' | 'log' | 'signingKey'> &
  Partial<Pick<Installation, 'files' | 'sealing' | 'outgoing' | 'log' | 'signingKey'>>;
const unheard: Log = { info() {}, error() {} };
const closed: Outgoing = openOutgoing({ privateHosts: [], mayCallItself: false });

/** For tests and for reading the routes: what it signs, nobody can verify afterwards. */
const passingKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;

/** Every route of every feature, in their order. `showParts` adds the page of parts. */
export function routesOf(installation: Ground, showParts = false): readonly Route[] {
  const attachables = new Attachables(features.flatMap((feature) => feature.attachable ?? []));
  const { origin, demo, documents, files = noFiles, log = unheard, signIn, sources, notes, timeStamps } = installation;
  const search = new Search(features.flatMap((feature) => feature.search ?? []));
  const house = {
    origin,
    demo,
    documents,
    files,
    workspace,
    search,
    attachables,
    sealing: installation.sealing ?? sealing(randomBytes(32)),
    outgoing: installation.outgoing ?? closed,
    log,
    signingKey: installation.signingKey ?? passingKey(),
    ...(timeStamps ? { timeStamps } : {}),
    ...(signIn ? { signIn } : {}),
    ...(sources ? { sources } : {}),
    ...(notes ? { notes } : {}),
  };
  const routes = [...features.flatMap((feature) => feature.routes(house)), ...(showParts ? [partsRoute] : [])];
  return routes.map((route) => (isDear(route) ? { ...route, isDear: true } : route));
}

/** Every feature mounted, in one place. */
export function composeApp(options: AppOptions): Server {
  const ui = shelveUi(
    features.flatMap((feature) => feature.styles ?? []),
    Object.assign({}, ...features.map((feature) => feature.islands ?? {})),
  );
  const { storage, database, clock, key } = options;
  const files = storage ? openFiles({ ...storage, database, clock, key }) : noFiles;
  const documents = options.documents ?? openDocuments({ styles: ui.styles });
  return createServer<User>({
    routes: routesOf(
      {
        ...options,
        documents,
        files,
        sealing: options.sealing ?? sealing(options.key),
        outgoing: options.outgoing ?? closed,
      },
      options.showParts,
    ),
    database: options.database,
    clock: options.clock,
    log: options.log,
    secure: options.secure,
    origin: options.origin,
    tokens: formTokens(options.key),
    keeper: formKeeper(options.key),
    sessions,
    personOf: (user) => user.person_id,
    organisationOf: (user) => user.organisation_id,
    clientAddress: clientAddress(options.trustedProxies ?? [], options.onUnknownProxy),
    ...(options.limits ? { limits: new Limits(options.limits) } : {}),
    securityLog: options.securityLog ?? ((entry) => options.log.info(entry)),
    isSignIn: (path) => path.startsWith('/sign-in'),
    securityText: options.securityText ? securityText(options.securityText, options.origin) : undefined,
    ...(options.observe ? { observe: options.observe } : {}),
    assets: ui.shelf.assets,
    newRequestId: () => newId(),
    accessRecords,
    ...(options.enforce ? { enforce: options.enforce } : {}),
    looks: {
      document: (page, language) => (
        <Document
          language={language}
          title={`${page.title} · Armkrok`}
          stylesheet={ui.stylesheet}
          icon={ui.icon}
          script={ui.script}
        >
          {page.body}
        </Document>
      ),
      failure: failurePage,
      conflict: conflictWords,
      signInAgain,
      async stepUpFirst(visit, user, next, kept, read) {
        const { rows } = await read({ account: accountOf(user.person_id) });
        const [account] = rows.account;
        if (!account) throw notFound();
        return await stepUpPage(options.origin, visit, user, account, { next, waiting: kept, isPressed: true });
      },
    },
  });
}

const partsRoute: Route = get('/parts', { openBecause: 'In development only.' }, async (visit) =>
  visit.page({
    title: 'Parts',
    body: (
      <Frame skip={texts(visit.language).skip} home={texts(visit.language).home}>
        <PartsPage formats={visit.formats} language={visit.language} />
      </Frame>
    ),
  }),
);

function conflictWords(language: Language): ConflictWords {
  const t = texts(language);
  return { heading: t.conflict.heading, text: t.conflict.text, standsNow: t.conflict.standsNow };
}

/** What does not exist and what the reader may not see are the same page to the last letter: no code of its own in it. */
const isToldApart: ReadonlySet<Failure> = new Set(['notFound', 'gone']);

/** What went wrong, in the reader's language, with a way on. The reader's session is not looked up: it may be the cause. */
function failurePage(kind: Failure, language: Language, requestId: string, wait: number | undefined): Page {
  const t = texts(language);
  const failure = t.failures[kind];
  return {
    title: failure.title,
    body: (
      <Frame skip={t.skip} home={t.home} narrow>
        <h1>{failure.title}</h1>
        <p class="lead">{typeof failure.text === 'string' ? failure.text : failure.text(wait ?? 60)}</p>
        {isToldApart.has(kind) ? null : <p class="small">{t.reference(requestId)}</p>}
        <p class="actions">
          <a class="button" href="/">
            {t.back}
          </a>
        </p>
      </Frame>
    ),
  };
}

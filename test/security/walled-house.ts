import pg from 'pg';
import { type AppOptions, composeApp, routesOf } from '../../src/app.tsx';
import { demoPassword, identify, type Route, type User } from '../../src/identity/index.ts';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { openDocuments } from '../../src/platform/documents/documents.ts';
import type { SecurityEntry } from '../../src/platform/http/security-log.ts';
import type { Server } from '../../src/platform/http/server.ts';
import { sealing } from '../../src/platform/sealing.ts';
import type { TestDatabase } from '../setup/database.ts';
import { createExampleDatabase, examplesLoadedAt } from '../setup/example-house.ts';
import { aStorage } from '../setup/storage.ts';
import { Visitor } from '../setup/visitor.ts';

/** Those of the playable example, by what they may. */
export const people = {
  leader: 'amina.holm@region-f.example',
  representative: 'maria.ek@kommun-b.example',
  reader: 'eva.strand@kommun-a.example',
  organisationAdministrator: 'lena.aberg@kommun-b.example',
  systemAdministrator: 'tor.niemi@region-f.example',
} as const;
export type Person = keyof typeof people;

export interface Answered {
  readonly method: string;
  readonly path: string;
  readonly answer: Response;
}

export interface WalledHouse {
  readonly urls: TestDatabase;
  readonly database: Database<User>;
  readonly now: Date;
  readonly routes: readonly Route[];
  /** What has been logged, and of it the security log. */
  readonly logged: object[];
  readonly security: SecurityEntry[];
  /** Every answer that has been given. */
  readonly answers: Answered[];
  compose(options?: Partial<AppOptions>): Pick<Server, 'fetch' | 'refuse'>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  signIn(person: Person): Promise<Visitor>;
  close(): Promise<void>;
}

export const anId = '01890000-0000-7000-8000-000000000000';
export const aToken = 'A'.repeat(43);

/** The whole house with its examples, everything that it logs and answers kept. */
export async function openWalledHouse(options: Partial<AppOptions> = {}): Promise<WalledHouse> {
  const { folder, storage, remove } = aStorage();
  const urls = await createExampleDatabase(folder);
  const database = options.database ?? openDatabase({ url: urls.appUrl, poolSize: 2, identify });
  const now = examplesLoadedAt;
  const logged: object[] = [];
  const security: SecurityEntry[] = [];
  const answers: Answered[] = [];
  const compose = (more: Partial<AppOptions> = {}) =>
    composeApp({
      database,
      clock: () => now,
      storage,
      log: { info: (fields) => logged.push(fields), error: (fields) => logged.push(fields) },
      securityLog: (entry) => security.push(entry),
      secure: false,
      origin: 'http://localhost',
      demo: true,
      key: Buffer.alloc(32, 7),
      ...options,
      ...more,
    });
  const app = compose();
  const installation = {
    origin: 'http://localhost',
    demo: true,
    documents: openDocuments({ styles: '' }),
    sealing: sealing(Buffer.alloc(32, 9)),
  };
  const house: WalledHouse = {
    urls,
    database,
    now,
    routes: routesOf(installation),
    logged,
    security,
    answers,
    compose,
    async fetch(path, init) {
      const answer = await app.fetch(new Request(`http://localhost${path}`, init), '192.0.2.7');
      answers.push({ method: init?.method ?? 'GET', path, answer });
      return answer.clone();
    },
    signIn: (person) => new Visitor(house).signIn(people[person], demoPassword),
    async close() {
      await database.close();
      await urls.drop();
      await remove();
    },
  };
  return house;
}

interface Known {
  readonly route: Route;
  readonly pattern: RegExp;
}
const known = new WeakMap<readonly Route[], readonly Known[]>();

/** The pages and files of the routes, one that is named before one with a parameter. */
function knownOf(routes: readonly Route[]): readonly Known[] {
  const found =
    known.get(routes) ??
    routes
      .filter((route) => route.method === 'GET')
      .toSorted((one, other) => one.path.split(':').length - other.path.split(':').length)
      .map((route) => ({
        route,
        pattern: new RegExp(`^${route.path.replace(/\./g, '\\.').replace(/:\w+/g, '[^/]+')}$`),
      }));
  known.set(routes, found);
  return found;
}

/** The route that an address leads to. */
export const routeFor = (routes: readonly Route[], path: string): Route | undefined =>
  knownOf(routes).find(({ pattern }) => pattern.test(path))?.route;

/**
 * Follows what a page links to, some addresses of each route, and answers which addresses it has opened; `look` is told of
 * each while the visitor stands there.
 */
export async function crawl(
  house: Pick<WalledHouse, 'routes'>,
  visitor: Visitor,
  from: readonly string[],
  each = 2,
  look: (path: string, route: Route) => void | Promise<void> = () => {},
): Promise<string[]> {
  const opened: string[] = [];
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  const queue = [...from];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const path = next.replace(/[?#].*/, '');
    const route = routeFor(house.routes, path);
    if (!route || seen.has(next)) continue;
    seen.add(next);
    const count = counts.get(route.path) ?? 0;
    if (count >= each) continue;
    counts.set(route.path, count + 1);
    await visitor.open(next);
    opened.push(next);
    if (visitor.type.startsWith('text/html')) {
      for (const [, href = ''] of visitor.page.matchAll(/<a\b[^>]*\shref="(\/[^"]*)"/g)) {
        queue.push(href.replaceAll('&amp;', '&').replace(/#.*/, ''));
      }
    }
    await look(next, route);
  }
  return opened;
}

/** Every table with how many rows it has and a sum of what they hold. */
export async function fingerprint(ownerUrl: string): Promise<Record<string, string>> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'graphile_worker') and c.relkind = 'r' order by 1`,
    );
    const found: Record<string, string> = {};
    for (const { name } of rows) {
      const { rows: sums } = await owner.query<{ sum: string }>(
        `select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as sum from ${name} t`,
      );
      found[name] = sums[0]?.sum ?? '';
    }
    return found;
  } finally {
    await owner.end();
  }
}

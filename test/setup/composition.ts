import { type AppOptions, composeApp } from '../../src/app.tsx';
import { workspace } from '../../src/features.ts';
import { identify, type User } from '../../src/identity/user.ts';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import type { FileStore } from '../../src/platform/files/file-store.ts';
import { openOutgoing } from '../../src/platform/outgoing.ts';
import { sealing } from '../../src/platform/sealing.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { aStorage } from './storage.ts';

export interface TestHouse {
  readonly database: Database<User>;
  readonly urls: TestDatabase;
  /** Where the files of the house lie. */
  readonly store: FileStore;
  /** The time in the house; tests move it. */
  now: Date;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** What every room says in a workspace. */
export { workspace };

export const silent = {
  info() {},
  error(fields: object) {
    console.error(fields);
  },
};

/** What the house keeps secrets by and calls others by: this machine alone. */
export const outside = {
  sealing: sealing(Buffer.alloc(32, 9)),
  outgoing: openOutgoing({ privateHosts: [], mayCallItself: true, milliseconds: 2000 }),
};

/** The application once more on the same database, composed otherwise. */
export function recompose(house: TestHouse, options: Partial<AppOptions>): Pick<TestHouse, 'fetch'> {
  const app = composeApp({
    database: house.database,
    clock: () => house.now,
    log: silent,
    secure: false,
    origin: 'http://localhost',
    demo: true,
    key: Buffer.alloc(32, 7),
    ...options,
  });
  return { fetch: (path, init) => app.fetch(new Request(`http://localhost${path}`, init)) };
}

export type Leg = 'policy' | 'row level security';

/** The application with one of its two legs switched off, while `work` looks at it. */
export async function withoutLeg(
  house: TestHouse,
  leg: Leg,
  work: (without: Pick<TestHouse, 'fetch'>) => Promise<void>,
): Promise<void> {
  if (leg === 'policy') return await work(recompose(house, { enforce: () => true }));
  const database = openDatabase({ url: house.urls.unprotectedUrl, poolSize: 2, identify });
  try {
    await work(recompose(house, { database }));
  } finally {
    await database.close();
  }
}

/** The whole application on a database of its own, as the application role, without a network. */
export async function openHouse(options: Partial<AppOptions> = {}): Promise<TestHouse> {
  const urls = await createTestDatabase();
  const own = aStorage();
  const storage = options.storage ?? own.storage;
  const database = openDatabase({ url: urls.appUrl, poolSize: 2, identify });
  const house: TestHouse = {
    database,
    urls,
    store: storage.store,
    now: new Date('2023-11-20T09:00:00Z'),
    async fetch(path, init) {
      return await app.fetch(new Request(`http://localhost${path}`, init));
    },
    async close() {
      await database.close();
      await urls.drop();
      await own.remove();
    },
  };
  const app = composeApp({
    database,
    clock: () => house.now,
    log: silent,
    secure: false,
    origin: 'http://localhost',
    demo: true,
    storage,
    key: Buffer.alloc(32, 7),
    ...outside,
    ...options,
  });
  return house;
}

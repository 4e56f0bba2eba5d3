import pg from 'pg';
import { type AppOptions, composeApp } from '../../src/app.tsx';
import { identify, type Tx, type User } from '../../src/identity/index.ts';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import type { Documents } from '../../src/platform/documents/documents.ts';
import type { Server } from '../../src/platform/http/server.ts';
import { openSource } from '../../src/platform/source.ts';
import { openHouse, silent, type TestHouse } from '../setup/composition.ts';
import { json, openService, stillTime } from '../setup/service.ts';
import { key, takingBack } from './asking.ts';
import { buildWorld, type World } from './world.ts';

/** Documents as what they are made of: who may have one is asked thousands of times, and what stands in it is looked at. */
const written: Documents = {
  pdf: async (model) => Buffer.from(JSON.stringify(model)),
  word: async (model) => Buffer.from(JSON.stringify(model)),
  wordFromTemplate: async (_, model) => Buffer.from(JSON.stringify(model)),
  readTemplate: async () => ({ known: [], unknown: [] }),
  svg: async (svg) => svg,
  png: async (svg) => Buffer.from(svg),
  close: async () => {},
};

export interface Compositions {
  readonly house: TestHouse;
  readonly world: World;
  /** The application as it is; what is written is taken back unless told otherwise. */
  compose(options?: Partial<AppOptions> & { readonly keeps?: true; look?(tx: Tx): Promise<void> }): Server;
  /** The same data as a role that row level security does not bind. */
  readonly unprotected: Database<User>;
  close(): Promise<void>;
}

/** What is asked thousands of times is asked of a database that knows what it holds. */
async function tidy(url: string): Promise<void> {
  const administrator = new pg.Client({ connectionString: url });
  await administrator.connect();
  await administrator.query('vacuum analyze');
  await administrator.end();
}

/** The world, and the application composed upon it with a leg or without. */
export async function openCompositions(): Promise<Compositions> {
  const service = await openService((_, response) => json(response, {}, 404));
  const house = await openHouse();
  const world = await buildWorld(house);
  await tidy(house.urls.unprotectedUrl);
  const unprotected = openDatabase({ url: house.urls.unprotectedUrl, poolSize: 2, identify });
  const scb = openSource({ name: 'SCB', url: service.url, pace: null, timing: stillTime() });
  return {
    house,
    world,
    unprotected,
    compose({ keeps, look, ...options } = {}) {
      const database = options.database ?? house.database;
      return composeApp({
        clock: () => house.now,
        log: silent,
        secure: false,
        origin: 'http://localhost',
        demo: true,
        key,
        showParts: true,
        documents: written,
        sources: { scb },
        ...options,
        database: keeps ? database : takingBack(database, look),
      });
    },
    async close() {
      await unprotected.close();
      await world.close();
      await house.close();
      await service.close();
    },
  };
}

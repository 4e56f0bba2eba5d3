import { AxeBuilder } from '@axe-core/playwright';
import { serve } from '@hono/node-server';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type AppOptions, composeApp } from '../../src/app.tsx';
import { demoPassword, identify, type User } from '../../src/identity/index.ts';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { outside, silent } from './composition.ts';
import { createTestDatabase } from './database.ts';
import { createExampleDatabase, examplesLoadedAt } from './example-house.ts';
import { aStorage } from './storage.ts';

export interface RunningHouse {
  readonly origin: string;
  readonly database: Database<User>;
  /** The same data behind another composition: a leg switched off. */
  compose(options: Partial<AppOptions>): Promise<string>;
  /** The same data through a role that row level security does not bind. Exists in tests alone. */
  readonly unprotected: Database<User>;
  /** The time in the house; tests move it. */
  now: Date;
  /** What was answered with a failure of ours, to whomever: nothing. */
  readonly failures: readonly string[];
  /** A new visitor with a browser. */
  visit(options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/** The house on a real port, with its examples or empty, and a real browser to visit it with. */
export async function runHouse(choice: { examples: boolean } = { examples: true }): Promise<RunningHouse> {
  const { folder, storage, remove } = aStorage();
  const urls = choice.examples ? await createExampleDatabase(folder) : await createTestDatabase();
  const database = openDatabase({ url: urls.appUrl, poolSize: 4, identify });
  const unprotected = openDatabase({ url: urls.unprotectedUrl, poolSize: 2, identify });
  const clock = () => house.now;
  const servers: ReturnType<typeof serve>[] = [];
  const listen = (options: Partial<AppOptions>): Promise<string> =>
    new Promise((resolve) => {
      let fetch: (request: Request) => Response | Promise<Response> = () => new Response();
      const server = serve({ fetch: (request) => fetch(request), port: 0, hostname: '127.0.0.1' }, ({ port }) => {
        const origin = `http://localhost:${port}`;
        const app = composeApp({
          database,
          clock,
          storage,
          log: silent,
          secure: false,
          origin,
          demo: true,
          key: Buffer.alloc(32, 7),
          ...outside,
          ...options,
        });
        fetch = (request) => app.fetch(request);
        resolve(origin);
      });
      servers.push(server);
    });
  const browser: Browser = await chromium.launch({
    ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const failures: string[] = [];
  const house: RunningHouse = {
    origin: '',
    database,
    unprotected,
    now: examplesLoadedAt,
    failures,
    compose: listen,
    async visit(options = {}) {
      const context = await browser.newContext({ locale: 'sv-SE', reducedMotion: 'reduce', ...options });
      context.on('response', (response) => {
        if (response.status() >= 500) failures.push(`${response.status()} ${response.url()}`);
      });
      return await context.newPage();
    },
    async close() {
      await browser.close();
      await Promise.all(
        servers.map(
          (server) =>
            new Promise((resolve) => {
              if ('closeAllConnections' in server) server.closeAllConnections();
              server.close(resolve);
            }),
        ),
      );
      await database.close();
      await unprotected.close();
      await urls.drop();
      await remove();
    },
  };
  return Object.assign(house, { origin: await listen({}) });
}

export async function signIn(page: Page, origin: string, email: string, password = demoPassword): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel(/^(E-postadress|E-mail address)$/).fill(email);
  await page.getByLabel(/^(Lösenord|Password)$/).fill(password);
  await page
    .getByRole('button', { name: /^(Logga in|Sign in)$/ })
    .first()
    .click();
}

/** What axe finds wrong on the page, in words that lead to it. WCAG 2.0 to 2.2, A and AA. */
export async function findBarriers(page: Page, rules?: readonly string[]): Promise<string[]> {
  // No page of ours holds another in a frame: it need not be put together in a page of its own.
  // What passes is counted only: to describe it takes a fourth of the time.
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await (rules
    ? builder.withRules([...rules])
    : builder.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
  ).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
  );
}

/** How far the page sticks out to the side, in pixels. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

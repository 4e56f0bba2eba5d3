import { serve } from '@hono/node-server';
import { h } from 'preact';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessions, type User } from '../../src/identity/index.ts';
import { clientAddress } from '../../src/platform/http/client-address.ts';
import { formTokens } from '../../src/platform/http/form-token.ts';
import { formKeeper } from '../../src/platform/http/kept-form.ts';
import { get } from '../../src/platform/http/route.ts';
import { createServer } from '../../src/platform/http/server.ts';
import { shelveUi } from '../../src/ui/assets.ts';
import { Document } from '../../src/ui/document.tsx';
import { drawnByPreact, Island } from '../../src/ui/island.tsx';
import { Counter, type CounterProperties } from '../islands/counter.tsx';
import { type RunningHouse, runHouse } from '../setup/browser.ts';
import { silent } from '../setup/composition.ts';

const ui = shelveUi([], {
  counter: new URL('../islands/counter.tsx', import.meta.url),
  clock: new URL('../islands/clock.ts', import.meta.url),
});
const scripts = [...ui.shelf.assets].filter(([name]) => name.endsWith('.js'));
const zipped = (name: RegExp): number =>
  scripts.filter(([file]) => name.test(file)).reduce((sum, [, asset]) => sum + (asset.gzip?.length ?? 0), 0);

describe('what the browser is sent', () => {
  test('is at most 2 kB for a page without an island, and 20 kB with one', () => {
    expect(zipped(/^house\./)).toBeGreaterThan(200);
    expect(zipped(/^house\./)).toBeLessThanOrEqual(2000);
    expect(zipped(/^(house|counter|shared)\./)).toBeLessThanOrEqual(20_000);
  });

  test('holds what islands share once, at addresses that change with the content', () => {
    expect(scripts.map(([name]) => name.replace(/\.\w+\.js$/, '')).sort()).toEqual([
      'clock',
      'counter',
      'house',
      'markdown-field',
      'shared',
    ]);
    expect(zipped(/^shared\./)).toBeGreaterThan(zipped(/^(counter|clock)\./));
    const again = shelveUi([], {});
    expect(again.script).not.toBe(ui.script);
  });
});

describe('a page with an island', () => {
  let house: RunningHouse;
  let origin: string;
  const properties: CounterProperties = { said: '</script><script>alert(1)</script> & ”så”', from: 3 };
  const open = { openBecause: 'A test of its own.' };
  let stop: () => void;
  beforeAll(async () => {
    house = await runHouse();
    const app = createServer<User>({
      routes: [
        get<User>('/with', open, async (visit) =>
          visit.page({
            title: 'With',
            body: (
              <Island name="counter" properties={properties}>
                {drawnByPreact(h(Counter, properties))}
              </Island>
            ),
          }),
        ),
        get<User>('/without', open, async (visit) => visit.page({ title: 'Without', body: <p>Read</p> })),
        get<User>('/unknown', open, async (visit) =>
          visit.page({
            title: 'Unknown',
            body: (
              <Island name="gone" properties={{}}>
                Stays
              </Island>
            ),
          }),
        ),
      ],
      database: house.database,
      clock: () => new Date('2023-11-20T09:00:00Z'),
      log: silent,
      secure: false,
      origin: house.origin,
      tokens: formTokens(Buffer.alloc(32, 7)),
      keeper: formKeeper(Buffer.alloc(32, 7)),
      sessions,
      personOf: (user) => user.person_id,
      organisationOf: (user) => user.organisation_id,
      clientAddress: clientAddress([]),
      securityLog: () => {},
      isSignIn: () => false,
      assets: ui.shelf.assets,
      newRequestId: () => '',
      looks: {
        document: (page, language) => (
          <Document language={language} title={page.title} stylesheet={ui.stylesheet} icon={ui.icon} script={ui.script}>
            {page.body}
          </Document>
        ),
        failure: (kind) => ({ title: kind, body: <p>{kind}</p> }),
        conflict: () => ({ heading: '', text: '', standsNow: '' }),
        signInAgain: () => ({ title: '', body: <p /> }),
        stepUpFirst: async () => ({ title: '', body: <p /> }),
      },
    });
    await new Promise<void>((resolve) => {
      const server = serve({ fetch: (request) => app.fetch(request), port: 0, hostname: '127.0.0.1' }, ({ port }) => {
        origin = `http://localhost:${port}`;
        resolve();
      });
      stop = () => server.close();
    });
  });
  afterAll(async () => {
    stop();
    await house.close();
  });
  const scriptsOf = async (path: string) => {
    const page = await house.visit();
    const loaded: string[] = [];
    const faults: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') loaded.push(new URL(request.url()).pathname.split('/').at(-1) ?? '');
    });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
    await page.goto(origin + path);
    await page.waitForLoadState('networkidle');
    return { page, loaded: loaded.map((name) => name.split('.')[0]).sort(), faults };
  };

  test('says the same without script, and answers the hand with it; its properties end nothing', async () => {
    const plain = await house.visit({ javaScriptEnabled: false });
    await plain.goto(`${origin}/with`);
    const said = '</script><script>alert(1)</script> & ”så” 3';
    expect(await plain.getByRole('button').innerText()).toBe(said);
    const { page, loaded, faults } = await scriptsOf('/with');
    expect(await page.getByRole('button').innerText()).toBe(said);
    await page.getByRole('button').click();
    expect(await page.getByRole('button').innerText()).toBe(said.replace('3', '4'));
    expect(loaded).toEqual(['counter', 'house', 'shared']);
    expect(faults).toEqual([]);
  });

  test('alone loads island modules; one whose module is gone stays as it was', async () => {
    expect((await scriptsOf('/without')).loaded).toEqual(['house']);
    const unknown = await scriptsOf('/unknown');
    expect(unknown.loaded).toEqual(['house']);
    expect(await unknown.page.locator('body').innerText()).toContain('Stays');
    expect(unknown.faults).toEqual([]);
  });
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routesOf } from '../../src/app.tsx';
import { openDocuments } from '../../src/platform/documents/documents.ts';
import { sealing } from '../../src/platform/sealing.ts';
import { type RunningHouse, runHouse, signIn } from '../setup/browser.ts';
import { type Person, people, routeFor } from './walled-house.ts';

// Every text that people can write is written with what would run if it were markup; then every page that shows it is
// opened in a real browser, which would tell of a script that ran, and of one that was kept from running.

const corpus = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "'><svg/onload=alert(1)>",
  '</title><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '" onmouseover="alert(1)" autofocus onfocus="alert(1)',
  "' autofocus onfocus='alert(1)",
  'javascript:alert(1)',
  'https://example.org/"onmouseover="alert(1)',
  '<a href="javascript:alert(1)">a</a>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<details open ontoggle=alert(1)>',
  '<style>@import "//evil.example/a.css";</style>',
  '<base href="//evil.example/">',
  '<meta http-equiv="refresh" content="0;url=//evil.example">',
  '<form action="//evil.example"><input type=submit>',
  '<!--<img src="--><img src=x onerror=alert(1)//">',
  '#{alert(1)}{{constructor.constructor("alert(1)")()}}',
  '\u2028<script>alert(1)</script>\u2029',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;img src=x onerror=alert(1)&#62;',
  '<![CDATA[<script>alert(1)</script>]]>',
  '**[a](javascript:alert(1))** ![a](x"onerror="alert(1))',
];

let house: RunningHouse;
beforeAll(async () => {
  house = await runHouse();
});
afterAll(() => house.close());

const routes = routesOf({
  origin: 'http://localhost',
  demo: true,
  documents: openDocuments({ styles: '' }),
  sealing: sealing(Buffer.alloc(32, 9)),
});
const happened: string[] = [];
let written = 0;

async function open(person: Person): Promise<Page> {
  const page = await house.visit();
  page.on('dialog', async (dialog) => {
    happened.push(`${page.url()}: a script ran: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('pageerror', (error) => happened.push(`${page.url()}: ${error.message}`));
  await page.exposeFunction('tellViolation', (what: string) => void happened.push(`${page.url()}: kept from ${what}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { tellViolation } = window as unknown as { tellViolation(what: string): void };
      tellViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  await signIn(page, house.origin, people[person]);
  return page;
}

/** The addresses that a page links to, with those of its forms left out. */
const linksOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('a[href^="/"]')].map((link) => link.getAttribute('href') ?? ''),
  );

async function follow(
  page: Page,
  from: readonly string[],
  each: number,
  at: (path: string) => Promise<void>,
): Promise<number> {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  const queue = [...from];
  let opened = 0;
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const path = next.replace(/#.*/, '');
    const route = routeFor(routes, path.replace(/\?.*/, ''));
    if (
      !route ||
      seen.has(path) ||
      /\/(svg|png|csv|json|pdf|archive-pdf|word|template|xlsx)$|\.(csv|xlsx)$/.test(route.path)
    )
      continue;
    seen.add(path);
    const count = counts.get(route.path) ?? 0;
    if (count >= each) continue;
    counts.set(route.path, count + 1);
    await page.goto(house.origin + path);
    opened += 1;
    queue.push(...(await linksOf(page)));
    await at(path);
  }
  return opened;
}

/** Fills every field for text of every form on the page, one form at a time, and sends it. */
async function writeEverywhere(page: Page, path: string): Promise<void> {
  const count = await page.locator('main form[method="post"]').count();
  for (let form = 0; form < count; form += 1) {
    await page.goto(house.origin + path);
    const filled = await page.evaluate(
      ({ form, corpus, written }) => {
        const found = document.querySelectorAll<HTMLFormElement>('main form[method="post"]')[form];
        if (!found) return 0;
        const fields = found.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
          'textarea, input[type="text"], input[type="search"]',
        );
        let texts = 0;
        for (const field of fields) {
          if (field instanceof HTMLInputElement && field.inputMode !== '') continue;
          if (/period|year|from|to|deadline|number|area|upload/i.test(field.name)) continue;
          field.value = `planted ${corpus[(written + texts) % corpus.length]}`;
          texts += 1;
        }
        if (texts === 0) return 0;
        for (const details of document.querySelectorAll('details')) details.open = true;
        const groups = new Set<string>();
        for (const radio of found.querySelectorAll<HTMLInputElement>('input[type="radio"]')) {
          if (!groups.has(radio.name) && !found.querySelector(`input[name="${radio.name}"]:checked`))
            radio.checked = true;
          groups.add(radio.name);
        }
        for (const select of found.querySelectorAll('select'))
          if (select.value === '') select.selectedIndex = select.options.length - 1;
        for (const date of found.querySelectorAll<HTMLInputElement>('input[type="date"]'))
          if (date.value === '') date.value = '2023-11-20';
        for (const email of found.querySelectorAll<HTMLInputElement>('input[type="email"]'))
          email.value = 'ny.person@kommun.example';
        found.querySelector<HTMLButtonElement>('button[type="submit"]')?.setAttribute('data-send', '');
        return texts;
      },
      { form, corpus, written },
    );
    if (filled === 0) continue;
    written += filled;
    await page.locator('main form[method="post"] [data-send]').first().click();
    await page.waitForLoadState();
  }
}

test('what people write is shown as what they wrote: nothing of it runs, and nothing of it had to be kept from running', async () => {
  const starts = ['/', '/account', '/organisations/new', '/collaborations/new', '/operations'];
  for (const person of ['leader', 'representative', 'systemAdministrator'] as const) {
    const page = await open(person);
    await follow(page, starts, 1, (path) => writeEverywhere(page, path));
    await page.context().close();
  }
  // Every text of the corpus has been in some field.
  expect(written).toBeGreaterThan(corpus.length * 2);

  const shown = new Set<string>();
  let opened = 0;
  for (const person of [
    'leader',
    'representative',
    'organisationAdministrator',
    'systemAdministrator',
    'reader',
  ] as const) {
    const page = await open(person);
    const each = person === 'leader' ? 2 : 1;
    opened += await follow(page, [...starts, '/search?q=planted'], each, async (path) => {
      // What an island is given is data: it is read and never run.
      const { planted, elements } = await page.evaluate(() => ({
        planted: document.body.innerText.match(/planted/g)?.length ?? 0,
        elements: document.querySelectorAll(
          'main script:not([type="application/json"]), main style, main iframe, main base, main meta, main [onerror], main [onload], main [onfocus], a[href^="javascript"]',
        ).length,
      }));
      expect(elements, path).toBe(0);
      if (planted > 0) shown.add(routeFor(routes, path.replace(/\?.*/, ''))?.path ?? '');
    });
    await page.context().close();
  }
  expect(opened).toBeGreaterThan(100);
  expect([...shown].length).toBeGreaterThan(12);
  expect(happened).toEqual([]);
});

test('what is asked for in an address is shown as it was asked', async () => {
  const page = await open('leader');
  for (const text of corpus) {
    await page.goto(`${house.origin}/search?q=${encodeURIComponent(text)}`);
    expect(await page.locator('input[name="q"]').first().inputValue()).toBe(text);
    await page.goto(`${house.origin}/sign-in?next=${encodeURIComponent(`/${text}`)}`);
    await page.goto(`${house.origin}/${encodeURIComponent(text)}`);
  }
  expect(happened).toEqual([]);
});

test('a file that people take away is never run by the browser: it is saved, of a fixed type, and has no rights', async () => {
  const page = await open('leader');
  const files = new Set<string>();
  const goals: string[] = [];
  await follow(page, ['/'], 2, async () => {
    for (const link of await linksOf(page)) if (/\/(svg|png|csv|json|word)(\?|$)|\.csv/.test(link)) goals.push(link);
  });
  for (const path of goals) {
    const kind = path.replace(/\?.*/, '').split('/').at(-1) ?? '';
    if (files.has(kind)) continue;
    files.add(kind);
    const answer = await page.request.get(house.origin + path);
    expect(answer.headers()['content-disposition'], path).toMatch(/^attachment; filename="[\w.-]+"/);
    expect(answer.headers()['x-content-type-options'], path).toBe('nosniff');
    expect(answer.headers()['content-security-policy'], path).toContain("default-src 'none'");
    expect(answer.headers()['content-type'], path).not.toContain('html');
  }
  expect(files.size).toBeGreaterThanOrEqual(3);
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routesOf } from '../../src/app.tsx';
import { demoPassword } from '../../src/identity/index.ts';
import { openDocuments } from '../../src/platform/documents/documents.ts';
import { sealing } from '../../src/platform/sealing.ts';
import { type RunningHouse, runHouse, signIn } from '../setup/browser.ts';
import { type Control, formsOn } from '../setup/forms.ts';
import { Visitor } from '../setup/visitor.ts';
import { crawl, type Person, people } from './walled-house.ts';

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

/** Whoever it is without a browser: finds and writes fast. */
const sends = (person: Person): Promise<Visitor> =>
  new Visitor({ fetch: (path, init) => fetch(house.origin + path, { ...init, redirect: 'manual' }) }).signIn(
    people[person],
    demoPassword,
  );

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

/** A field that is for text and not for a number, a day or a place. */
const isForText = ({ name, type, inputMode }: Control): boolean =>
  ['textarea', 'text', 'search'].includes(type) &&
  inputMode === '' &&
  !/period|year|from|to|deadline|number|area|upload/i.test(name);

/** What is sent of a field, filled so that as much as possible comes in. */
function filled(control: Control, isFirst: boolean): string | undefined {
  if (isForText(control)) return `planted ${corpus[written++ % corpus.length]}`;
  const { type, value, isSent, offered } = control;
  if (type === 'radio') return isSent || isFirst ? value : undefined;
  if (type === 'select' && value === '') return offered.at(-1) ?? '';
  if (type === 'date' && value === '') return '2023-11-20';
  if (type === 'email') return 'ny.person@kommun.example';
  return isSent ? value : undefined;
}

/** Fills every field for text of every form on the page, and sends one form at a time. */
async function writeEverywhere(visitor: Visitor, path: string): Promise<void> {
  for (const at of formsOn((await visitor.open(path)).page, path).keys()) {
    const form = formsOn((await visitor.open(path)).page, path)[at];
    if (!form?.controls.some(isForText)) continue;
    const body = form.hasFile ? new FormData() : new URLSearchParams();
    const chosen = new Set(form.controls.filter((one) => one.type === 'radio' && one.isSent).map(({ name }) => name));
    for (const control of form.controls) {
      const value = filled(control, !chosen.has(control.name));
      if (value === undefined) continue;
      body.append(control.name, value);
      if (control.type === 'radio') chosen.add(control.name);
    }
    await visitor.send(form.action, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
  }
}

test('what people write is shown as what they wrote: nothing of it runs, and nothing of it had to be kept from running', async () => {
  const starts = ['/', '/account', '/organisations/new', '/collaborations/new', '/operations'];
  for (const person of ['leader', 'representative', 'systemAdministrator'] as const) {
    const visitor = await sends(person);
    for (const path of await crawl({ routes }, visitor, starts, 1)) await writeEverywhere(visitor, path);
  }
  // Every text of the corpus has been in some field.
  expect(written).toBeGreaterThan(corpus.length * 2);

  /** The routes that show some of it, and how many have been met with a browser there. */
  const shown = new Map<string, number>();
  let opened = 0;
  for (const person of [
    'leader',
    'representative',
    'organisationAdministrator',
    'systemAdministrator',
    'reader',
  ] as const) {
    const visitor = await sends(person);
    const page = await open(person);
    const paths = await crawl({ routes }, visitor, [...starts, '/search?q=planted'], 1, async (path, route) => {
      const met = shown.get(route.path) ?? 0;
      if (met >= 2 || !visitor.type.startsWith('text/html') || !visitor.page.includes('planted')) return;
      shown.set(route.path, met + 1);
      await page.goto(house.origin + path);
      // What an island is given is data: it is read and never run.
      const elements = await page.evaluate(
        () =>
          document.querySelectorAll(
            'main script:not([type="application/json"]), main style, main iframe, main base, main meta, main [onerror], main [onload], main [onfocus], a[href^="javascript"]',
          ).length,
      );
      expect(elements, path).toBe(0);
    });
    opened += paths.length;
    await page.context().close();
  }
  console.log(`planted texts: ${written} written, shown by ${shown.size} routes, ${opened} pages looked through`);
  expect(opened).toBeGreaterThan(100);
  expect(shown.size).toBeGreaterThan(100);
  expect(happened).toEqual([]);
}, 600_000);

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
  const visitor = await sends('leader');
  const files = new Set<string>();
  for (const path of await crawl({ routes }, visitor, ['/'], 1)) {
    const [, kind] = /[/.](svg|png|csv|json|word|xlsx|pdf)(?:$|\?)/.exec(path) ?? [];
    if (!kind) continue;
    files.add(kind);
    const { headers } = await visitor.open(path);
    expect(visitor.status, `${path}: ${visitor.text.slice(0, 300)}`).toBe(200);
    expect(headers.get('content-disposition'), path).toMatch(/^attachment; filename="[\w.-]+"/);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('content-security-policy'), path).toContain("default-src 'none'");
    expect(headers.get('content-type'), path).not.toContain('html');
  }
  expect([...files].toSorted()).toEqual(['csv', 'json', 'pdf', 'png', 'svg', 'word', 'xlsx']);
});

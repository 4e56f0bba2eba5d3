import { strFromU8, unzipSync } from 'fflate';
import { readPdf } from '../../src/platform/documents/testing.ts';
import type { Visitor } from './visitor.ts';

/** What was reached: where, and every word of it, whatever kind of file it was. */
export type Reached = ReadonlyMap<string, string>;

/** The words of what the visitor now holds. A picture that is no text is read as its bytes. */
async function wordsOf(visitor: Visitor): Promise<string> {
  const { type, bytes } = visitor;
  if (type.startsWith('application/pdf')) {
    const read = await readPdf(bytes);
    return [read.xmp, read.title, ...read.pages.map((page) => page.text), ...read.order.map((part) => part.alt)].join(
      '\n',
    );
  }
  if (type.includes('officedocument')) {
    return Object.entries(unzipSync(bytes))
      .map(([name, content]) => `${name}\n${strFromU8(content)}`)
      .join('\n');
  }
  return visitor.page;
}

const most = 400;
/** Every organisation in the country has the same pages, for whoever administers them all. */
const mostOrganisations = 6;
/** Files of the house itself; every choice of places on the map, which leads to every other. */
const endless = /^\/assets\/|\/territory\?/;

/** Everything that links lead to from the paths given, and those paths themselves; without `follows` those alone. */
export async function crawl(visitor: Visitor, from: readonly string[], follows = true): Promise<Reached> {
  const reached = new Map<string, string>();
  const waiting = [...from];
  const organisations = new Set<string>();
  while (waiting.length > 0) {
    const path = (waiting.shift() ?? '').replace(/#.*/, '');
    if (path === '' || reached.has(path) || endless.test(path)) continue;
    const [, organisation] = /^\/organisations\/([0-9a-f-]{36})/.exec(path) ?? [];
    if (organisation && organisations.size >= mostOrganisations && !organisations.has(organisation)) continue;
    if (organisation) organisations.add(organisation);
    if (reached.size >= most) throw new Error(`more than ${most} pages: ${path}`);
    await visitor.open(path);
    reached.set(path, visitor.status === 200 ? await wordsOf(visitor) : visitor.page);
    if (!follows || !visitor.type.startsWith('text/html')) continue;
    for (const [, href = ''] of visitor.page.matchAll(/href="(\/[^"]*)"/g)) {
      waiting.push(href.replaceAll('&amp;', '&'));
    }
  }
  return reached;
}

/** Every address that a path with parameters can have, when each parameter is one of these values. */
export function addressesOf(path: string, values: Readonly<Record<string, readonly string[]>>): string[] {
  const [, name] = /:([A-Za-z]+)/.exec(path) ?? [];
  if (!name) return [path];
  return (values[name] ?? []).flatMap((value) => addressesOf(path.replace(`:${name}`, value), values));
}

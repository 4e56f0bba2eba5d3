import { readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { rooms } from '../../src/features.ts';
import { type Import, importsOf, isNode, isTest, parse, read, roomOf, root, sources, walk } from './sources.ts';

const order: readonly string[] = rooms;
const imports = sources.flatMap(importsOf);
const isRoom = (name: string): boolean => order.includes(name);
const told = (one: Import): string => `${one.from} takes ${one.name} from ${one.to}`;
const doors = ['index.ts', 'feature.ts', 'testing.ts'];

test('every import leads to a file that is there', () => {
  const known = new Set(sources);
  expect(imports.length).toBeGreaterThan(500);
  expect(
    imports.filter((one) => one.to?.startsWith('src/') && /\.tsx?$/.test(one.to) && !known.has(one.to)).map(told),
  ).toEqual([]);
});

test('every folder of src is a room in the list, or one of the three that are not', () => {
  const folders = readdirSync(posix.join(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  expect(folders.filter((folder) => !isRoom(folder)).sort()).toEqual(['house', 'platform', 'ui']);
  expect(order.filter((room) => !folders.includes(room))).toEqual([]);
});

test('platform knows nothing above it', () => {
  expect(
    imports
      .filter((one) => roomOf(one.from) === 'platform' && !isTest(one.from) && one.to !== undefined)
      .filter((one) => roomOf(one.to as string) !== 'platform')
      .map(told),
  ).toEqual([]);
});

test('ui knows platform and itself', () => {
  expect(
    imports
      .filter((one) => roomOf(one.from) === 'ui' && !isTest(one.from) && one.to !== undefined)
      .filter((one) => !['platform', 'ui'].includes(roomOf(one.to as string)))
      .map(told),
  ).toEqual([]);
});

test('the word of no room stands in a name of platform or ui', () => {
  const domainWords = /\b(collaboration|jointGoal|contribution|followUpRound|indicator)s?\b/i;
  // Shows the parts of the interface filled with an example.
  const exceptions = ['src/ui/parts-page.tsx'];
  expect(
    sources
      .filter((file) => ['platform', 'ui'].includes(roomOf(file)) && !isTest(file) && !exceptions.includes(file))
      .flatMap((file) =>
        [...walk(parse(file))]
          .filter(({ node }) => node.type === 'Identifier' && domainWords.test(String(node.name)))
          .map(({ node }) => `${file}: ${node.name}`),
      ),
  ).toEqual([]);
});

test('a room knows another only through its index, and only those before it', () => {
  const between = imports.filter(
    (one) => isRoom(roomOf(one.from)) && one.to?.startsWith('src/') && roomOf(one.to) !== roomOf(one.from),
  );
  expect(between.length).toBeGreaterThan(50);
  const mayUse = (one: Import): boolean => {
    const to = one.to as string;
    const room = roomOf(to);
    if (room === 'platform' || room === 'ui') return true;
    if (!isRoom(room) || order.indexOf(room) > order.indexOf(roomOf(one.from))) return false;
    if (to === `src/${room}/testing.ts`) return isTest(one.from) || one.from.endsWith('/testing.ts');
    return to === `src/${room}/index.ts`;
  };
  expect(between.filter((one) => !mayUse(one)).map(told)).toEqual([]);
});

test('a feature is declared in feature.ts, and only the map reads it', () => {
  expect(
    imports
      .filter((one) => one.to && isRoom(roomOf(one.to)) && one.to.endsWith('/feature.ts'))
      .filter((one) => one.from !== 'src/features.ts' && !(roomOf(one.from) === roomOf(one.to as string) && one.isType))
      .filter((one) => one.from !== `src/${roomOf(one.to as string)}/index.ts`)
      .map(told),
  ).toEqual([]);
});

test('domain files import no TSX but its types', () => {
  const isDomain = (file: string): boolean =>
    isRoom(roomOf(file)) &&
    file.endsWith('.ts') &&
    !file.includes('/pages/') &&
    !doors.includes(posix.basename(file)) &&
    !isTest(file);
  expect(sources.filter(isDomain).length).toBeGreaterThan(20);
  expect(imports.filter((one) => isDomain(one.from) && one.to?.endsWith('.tsx') && !one.isType).map(told)).toEqual([]);
});

test('platform has no TSX', () => {
  expect(sources.filter((file) => roomOf(file) === 'platform' && file.endsWith('.tsx'))).toEqual([]);
});

test('pages import no statement and nothing that makes a question', () => {
  const questions = new Set(
    sources.flatMap((file) =>
      [...read(file).matchAll(/export (?:const|function) (\w+)(?: =\s*statement<|[^;{]*?\): Bound<)/g)].map(
        ([, name]) => name as string,
      ),
    ),
  );
  expect(questions.size).toBeGreaterThan(40);
  expect([...questions]).toContain('listGoals');
  expect(
    imports
      .filter((one) => one.from.includes('/pages/') && !one.isType)
      .filter((one) => questions.has(one.name) || one.to?.includes('/platform/database/'))
      .map(told),
  ).toEqual([]);
});

test('what runs in a browser imports nothing of ours but its neighbours there, and types', () => {
  const inBrowser = imports.filter((one) => one.from.includes('/islands/') && !isTest(one.from));
  expect(inBrowser.length).toBeGreaterThan(2);
  const packages = ['preact', 'preact/hooks', '@simplewebauthn/browser'];
  expect(
    inBrowser
      .filter((one) => !one.isType)
      .filter((one) => (one.to ? posix.dirname(one.to) !== posix.dirname(one.from) : !packages.includes(one.package)))
      .map(told),
  ).toEqual([]);
  expect(
    imports.filter((one) => !one.from.includes('/islands/') && one.to?.includes('/islands/') && !one.isType).map(told),
  ).toEqual([]);
});

test('imports of the same room never go round in a ring', () => {
  const values = new Map<string, Set<string>>();
  for (const one of imports) {
    if (one.isType || !one.to || isTest(one.from)) continue;
    values.set(one.from, (values.get(one.from) ?? new Set()).add(one.to));
  }
  const rings: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      rings.push([...path.slice(at), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const next of values.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of values.keys()) visit(file, []);
  expect(rings).toEqual([]);
});

test('every import of a file of ours says its extension', () => {
  for (const file of sources) {
    for (const { node } of walk(parse(file))) {
      const value = isNode(node.source) ? node.source.value : undefined;
      if (typeof value === 'string' && value.startsWith('.')) expect(value, file).toMatch(/\.(ts|tsx|json)$/);
    }
  }
});

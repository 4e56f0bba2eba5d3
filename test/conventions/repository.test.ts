import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { rooms } from '../../src/features.ts';
import { filesLike, read, root } from './sources.ts';

const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
const hasGit = existsSync(posix.join(root, '.git'));
/** Everything in git and everything about to be; without git, what lies here. */
const files = (
  hasGit
    ? git('ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0')
    : filesLike('*', '{bench,bin,db,docs,examples,src,test}/**')
).filter((file) => file !== '' && existsSync(posix.join(root, file)) && /\.[a-z]+$|^[A-Z]+$|\/run$/.test(file));
const isText = (file: string): boolean => !/\.(gz|png|jpe?g|woff2|ico|pdf)$/.test(file);
const texts = files.filter(isText).map((file) => ({ file, text: read(file) }));

const linesWith = (pattern: RegExp, besides: readonly string[] = []): string[] =>
  texts
    .filter(({ file }) => !besides.includes(file))
    .flatMap(({ file, text }) =>
      text
        .split('\n')
        .flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1} ${line.trim().slice(0, 120)}`] : [])),
    );

// Written in two halves, so that this file does not hold them.
const either = (...words: readonly (readonly [string, string])[]): string =>
  words.map((halves) => halves.join('').replace(/[.]/g, '\\.')).join('|');

test('the repository is read', () => {
  expect(files).toContain('package.json');
  expect(texts.length).toBeGreaterThan(200);
});

test('the repository speaks of the product alone, and of no place where it was made', () => {
  const places = either(
    ['/wo', 'rk/'],
    ['(?<![\\w-])sha', 'red/'],
    ['/ro', 'ot/'],
    ['/ho', 'me/[a-z]'],
    ['/Us', 'ers/'],
  );
  expect(linesWith(new RegExp(places), ['test/conventions/repository.test.ts'])).toEqual([]);
});

test('the repository names nobody but people and organisations', () => {
  const makers = either(
    ['sub', '-?agent'],
    ['chat', 'gpt'],
    ['clau', 'de'],
    ['anthro', 'pic'],
    ['open', 'ai\\b'],
    ['language ', 'model'],
    ['co-autho', 'red-by'],
  );
  expect(linesWith(new RegExp(makers, 'i'))).toEqual([]);
});

test('no file names a host that packages are fetched from', () => {
  const hosts = either(
    ['registry', '.npmjs'],
    ['npmjs', '.org'],
    ['registry', '.yarnpkg'],
    ['npm', 'mirror'],
    ['artifac', 'tory'],
    ['pypi', '.org'],
  );
  expect(linesWith(new RegExp(hosts))).toEqual([]);
  const lock = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { resolved?: string; integrity?: string }>;
  };
  const packages = Object.entries(lock.packages).filter(([name]) => name !== '');
  expect(packages.length).toBeGreaterThan(50);
  expect(packages.filter(([, one]) => one.resolved !== undefined).map(([name]) => name)).toEqual([]);
  expect(packages.filter(([, one]) => one.integrity === undefined).map(([name]) => name)).toEqual([]);
});

test('nothing is left for later in a comment', () => {
  expect(linesWith(new RegExp(`\\b(${either(['TO', 'DO'], ['FIX', 'ME'], ['XX', 'X'], ['HA', 'CK'])})\\b`))).toEqual(
    [],
  );
});

test('versions are exact', () => {
  const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    for (const [name, version] of Object.entries(manifest[kind] ?? {}))
      expect(version, name).toMatch(/^(npm:[@\w/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/);
  }
});

test('every room says what it is, with the same headings', () => {
  const headings = (text: string): readonly string[] =>
    [...text.matchAll(/\*\*([A-Z][^*]*?)\.\*\*/g)].map(([, name = '']) => name);
  const wanted = ['Words', 'Invariants', 'Uses', 'Used by'];
  expect(headings(read('src/indicators/README.md'))).toEqual(wanted);
  for (const room of [...rooms, 'platform', 'ui']) {
    const text = read(`src/${room}/README.md`);
    expect(text.split('\n')[0], room).toMatch(/^# [A-Z]/);
    expect(headings(text), room).toEqual(wanted);
    expect(text.split('\n').length, room).toBeLessThan(40);
  }
});

test('documents lead to files that are there', () => {
  // Photographed from the running system when a version is made.
  const photographed = 'README.md: docs/pictures/overview.png';
  const lost = texts
    .filter(({ file }) => file.endsWith('.md'))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map(([, to = '']) => to)
        .filter((to) => !/^(https?|mailto):/.test(to) && !existsSync(posix.join(root, posix.dirname(file), to)))
        .map((to) => `${file}: ${to}`),
    );
  expect(lost.filter((one) => one !== photographed)).toEqual([]);
});

test('what is written in code in a document, and looks like a file, is there', () => {
  const documents = texts.filter(({ file }) => /^(README|CONTRIBUTING)\.md$|^docs\/(tour\.md|decisions\/)/.test(file));
  const folders = /^(src|bin|db|docs|test|examples|bench)\/[\w./-]+$/;
  const lost = documents.flatMap(({ file, text }) =>
    [...text.matchAll(/`([^`\s]+)`/g)]
      .map(([, name = '']) => name)
      .filter((name) => folders.test(name) && !existsSync(posix.join(root, name)))
      .map((name) => `${file}: ${name}`),
  );
  expect(lost).toEqual([]);
});

test('decisions are numbered without a gap, each with context, decision and consequences', () => {
  const decisions = filesLike('docs/decisions/*.md');
  expect(decisions.length).toBeGreaterThan(6);
  expect(decisions.map((file) => posix.basename(file).slice(0, 4))).toEqual(
    decisions.map((_, at) => String(at + 1).padStart(4, '0')),
  );
  for (const file of decisions) {
    expect(
      [...read(file).matchAll(/^## (.+)$/gm)].map(([, name]) => name),
      file,
    ).toEqual(['Context', 'Decision', 'Consequences']);
    expect(read(file).split('\n')[0], file).toMatch(/^# \d{4}\. [A-Z]/);
  }
});

import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { rooms } from '../../src/features.ts';
import { filesLike, isNode, type Node, parse, read, roomOf, walk } from './sources.ts';

const glossary = read('docs/glossary.md');
const rows = glossary
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
/** Rows of the tables of words: code, Swedish, English, meaning, source. */
const entries = rows.filter((cells) => cells.length === 5 && /^`.+`$/.test(cells[0] ?? ''));
const codes = entries.map(([code = '']) => code.slice(1, -1));
const words = new Set(codes.map((code) => code.toLowerCase()));
/** Everything that stands as code anywhere in the glossary: the values of a word stand in its meaning. */
const values = new Set([...glossary.matchAll(/`([\w-]+)`/g)].map(([, word = '']) => word.toLowerCase()));

/** What a name is made of besides its word: `OrganisationRow` is a row of organisation, `NewSeat` a seat to be made. */
const before = /^(New|Open|Own|Valued)(?=.)/;
const after = /(?<=.)(Row|Kind|Facts|Form|Step|Choice)$/;
/** A word, or two of them: a value of a series is a series value. */
const isWord = (name: string): boolean => {
  const plain = name.toLowerCase();
  return words.has(plain) || [...words].some((word) => plain.startsWith(word) && words.has(plain.slice(word.length)));
};
/** The noun that a file is named after may be left out of its names: the term of a seat is `Term` in seat.ts. */
const isNamed = (name: string, noun: string): boolean =>
  [name, name.replace(after, ''), name.replace(before, '')].some((one) => isWord(one) || isWord(noun + one));

test('each entry has a Swedish term, an English one, a meaning and a source, and stands once', () => {
  expect(entries.length).toBeGreaterThan(90);
  for (const cells of entries) for (const cell of cells) expect(cell, cells[0]).not.toBe('');
  expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
});

test('every table is named by a word of the glossary', () => {
  const tables = [...read('db/schema.sql').matchAll(/^table (\w+)$/gm)].map(([, name = '']) => name);
  expect(tables.length).toBeGreaterThan(25);
  expect(tables.filter((table) => !isWord(table.replaceAll('_', '')))).toEqual([]);
});

/** The nouns: a file named as one thing of the domain. */
const nouns = filesLike('src/*/{goal,collaboration,organisation,seat,measure,series,round}.ts').filter((file) =>
  (rooms as readonly string[]).includes(roomOf(file)),
);
const exported = (file: string): readonly Node[] =>
  [...walk(parse(file))].flatMap(({ node }) =>
    node.type === 'ExportNamedDeclaration' && isNode(node.declaration) ? [node.declaration] : [],
  );
const nameOf = (node: Node): string => String((node.id as Node).name);

test('every type that a noun exports is a word of the glossary', () => {
  // What a verb or a rule is told, all at once: who is invited to what, what is known of a measure, when a round was.
  const exceptions = [
    'src/follow-up/round.ts Timing',
    'src/follow-up/round.ts Progress',
    'src/identity/seat.ts Invited',
    'src/indicators/measure.ts Measured',
  ];
  expect(nouns.length).toBeGreaterThan(6);
  const types = nouns.flatMap((file) =>
    exported(file)
      .filter((node) => node.type === 'TSTypeAliasDeclaration' || node.type === 'TSInterfaceDeclaration')
      .map((node) => `${file} ${nameOf(node)}`),
  );
  expect(types.length).toBeGreaterThan(25);
  const unnamed = types.filter((type) => {
    const [file = '', name = ''] = type.split(' ');
    return !isNamed(name, posix.basename(file, '.ts'));
  });
  expect(unnamed).toEqual(exceptions);
});

test('every value of a union that a noun exports is told in the glossary', () => {
  const strings = (node: Node): string[] =>
    [...walk(node)].flatMap((one) =>
      one.node.type === 'Literal' && typeof one.node.value === 'string' ? [one.node.value] : [],
    );
  const unions = nouns.flatMap((file) =>
    exported(file).flatMap((node) => {
      if (node.type === 'TSTypeAliasDeclaration')
        return strings(node.typeAnnotation as Node).map((value) => `${nameOf(node)} ${value}`);
      const [declared] = (node.declarations ?? []) as readonly Node[];
      const init = declared?.init;
      return isNode(init) &&
        init.type === 'TSAsExpression' &&
        isNode(init.expression) &&
        init.expression.type === 'ArrayExpression'
        ? strings(init.expression).map((value) => `${nameOf(declared as Node)} ${value}`)
        : [];
    }),
  );
  expect(unions.length).toBeGreaterThan(50);
  expect(unions.filter((union) => !values.has((union.split(' ')[1] ?? '').toLowerCase()))).toEqual([]);
});

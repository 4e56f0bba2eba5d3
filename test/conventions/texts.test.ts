import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { filesLike, importsOf, isNode, type Node, parse, read, roomOf, root, shipped, walk } from './sources.ts';

type Leaf = string | ((...args: never[]) => string);
const swedishFiles = filesLike('src/**/texts.sv.ts');
const rooms = await Promise.all(
  swedishFiles.map(async (file) => {
    const load = async (language: string): Promise<ReadonlyMap<string, Leaf>> => {
      const texts = (await import(posix.join(root, file.replace('.sv.', `.${language}.`)))) as Record<string, object>;
      return flatten(texts[language] ?? {});
    };
    return { room: roomOf(file), folder: posix.dirname(file), sv: await load('sv'), en: await load('en') };
  }),
);

function flatten(texts: object, path = ''): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  for (const [key, value] of Object.entries(texts)) {
    const at = path === '' ? key : `${path}/${key}`;
    if (typeof value === 'object' && value !== null)
      for (const [name, leaf] of flatten(value, at)) leaves.set(name, leaf);
    else leaves.set(at, value as Leaf);
  }
  return leaves;
}

test('every room with texts has them in both languages, under the same keys', () => {
  expect(swedishFiles.length).toBeGreaterThan(4);
  expect(filesLike('src/**/texts.en.ts')).toEqual(swedishFiles.map((file) => file.replace('.sv.', '.en.')));
  for (const { room, sv, en } of rooms) {
    expect([...en.keys()], room).toEqual([...sv.keys()]);
    for (const [key, text] of sv) expect(typeof en.get(key), `${room} ${key}`).toBe(typeof text);
    for (const [key, text] of sv) {
      if (typeof text === 'function') expect((en.get(key) as typeof text).length, `${room} ${key}`).toBe(text.length);
    }
  }
});

test('no text is empty, and none begins or ends with a space', () => {
  for (const { room, sv, en } of rooms) {
    for (const [key, text] of [...sv, ...en]) {
      if (typeof text === 'string') expect(text.trim(), `${room} ${key}`).toBe(text);
      if (typeof text === 'string') expect(text, `${room} ${key}`).not.toBe('');
    }
  }
});

test('nobody is shouted at', () => {
  const shouts = filesLike('src/**/texts.*.ts').flatMap((file) =>
    [...walk(parse(file))].flatMap(({ node }) => {
      const text = node.type === 'Literal' ? node.value : isTemplate(node) ? node.value.cooked : undefined;
      return typeof text === 'string' && text.includes('!') ? [`${file}: ${text}`] : [];
    }),
  );
  expect(shouts).toEqual([]);
});
const isTemplate = (node: Node): node is Node & { value: { cooked: string } } => node.type === 'TemplateElement';

/** The product's name, a dash, and words that both languages have. */
const sameInBoth: readonly string[] = [
  'action-plans pilot',
  'actors kinds/organisation',
  'actors traps/risk',
  'agreements clauseForm/text',
  'agreements mainAgreement',
  'agreements nothing',
  'agreements told/agreement/number',
  'agreements told/clause/text',
  'annual-wheel list/fed/budget',
  'annual-wheel picture/keys/budget',
  'annual-wheel picture/keys/plan',
  'annual-wheel steps/budget',
  'annual-wheel told/planningYear/budget',
  'annual-wheel told/planningYear/plan',
  'benefits kinds/social',
  'benefits kronor',
  'collaborations history/system',
  'collaborations result/kind/plan',
  'financing inRound/plan',
  'financing table/kronor',
  'financing table/kronorWord',
  'financing told/financing/kronor',
  'goals goal/kindNames/vision',
  'goals vision',
  'groups kinds/arena',
  'groups kinds/forum',
  'groups outcome/reservation',
  'groups outcomes/csvColumns/reservation',
  'groups told/outcome/reservation',
  'identity none',
  'identity organisation/kind/region',
  'indicators upload/columns/status',
  'operations standing/version',
  'problem-pictures document/pdf',
  'problem-pictures document/word',
  'public workspace/columns/number',
  'situation-analysis adoption/json',
  'situation-analysis adoption/pdf',
  'situation-analysis adoption/word',
  'situation-analysis edit/text',
  'situation-analysis told/analysisVersion/number',
  'situation-analysis told/section/number',
  'situation-analysis told/section/text',
  'succession introduction/organisation',
  'succession introduction/person',
];

test('a text that is the same in both languages is listed', () => {
  const same = rooms.flatMap(({ room, sv, en }) =>
    [...sv].filter(([key, text]) => typeof text === 'string' && text === en.get(key)).map(([key]) => `${room} ${key}`),
  );
  expect(same.sort()).toEqual(sameInBoth);
});

/** What every file that reads a room's texts takes out of them, by name. */
interface Taken {
  /** `.form.save`: the name before the last, and the last. Before is undefined when it is a variable or a call. */
  readonly pairs: ReadonlySet<string>;
  readonly alone: ReadonlySet<string>;
  readonly indexed: ReadonlySet<string>;
  readonly mentioned: ReadonlySet<string>;
}

const alreadyTaken = new Map<string, Taken>();
function takenIn(file: string): Taken {
  const known = alreadyTaken.get(file);
  if (known) return known;
  const taken = readTaken(file);
  alreadyTaken.set(file, taken);
  return taken;
}

function readTaken(file: string): Taken {
  const pairs = new Set<string>();
  const alone = new Set<string>();
  const indexed = new Set<string>();
  const mentioned = new Set<string>();
  const bare = (node: unknown): Node | undefined =>
    isNode(node) &&
    ['TSNonNullExpression', 'TSAsExpression', 'ParenthesizedExpression', 'ChainExpression'].includes(node.type)
      ? bare(node.expression)
      : isNode(node)
        ? node
        : undefined;
  const lastName = (node: unknown): string | undefined => {
    const of = bare(node);
    if (of?.type !== 'MemberExpression') return undefined;
    const property = of.property as Node;
    if (of.computed) return property.type === 'Literal' ? String(property.value) : undefined;
    return String(property.name);
  };
  // What a variable stands for: `const t = goalTexts(language).rung`.
  const called = new Map<string, Set<string>>();
  for (const { node } of walk(parse(file))) {
    const name = node.type === 'VariableDeclarator' ? lastName(node.init) : undefined;
    const variable = isNode(node.id) && node.id.type === 'Identifier' ? String(node.id.name) : undefined;
    if (name !== undefined && variable !== undefined)
      called.set(variable, (called.get(variable) ?? new Set()).add(name));
  }
  for (const { node } of walk(parse(file))) {
    if (node.type === 'MemberExpression') {
      const name = lastName(node);
      const before = lastName(node.object);
      const object = bare(node.object);
      if (name === undefined) {
        // `t.names[kind]`, or `t[kind]` where `t` is the names.
        if (before !== undefined) indexed.add(before);
        else if (object?.type === 'Identifier')
          for (const name of called.get(String(object.name)) ?? []) indexed.add(name);
        continue;
      }
      mentioned.add(name);
      if (before !== undefined) pairs.add(`${before}/${name}`);
      else alone.add(name);
    } else if (node.type === 'ObjectPattern') {
      for (const property of node.properties as readonly Node[]) {
        if (isNode(property.key)) {
          alone.add(String(property.key.name));
          mentioned.add(String(property.key.name));
        }
      }
    }
  }
  return { pairs, alone, indexed, mentioned };
}

/** Objects that are handed on whole, each with who reads them. */
const handedOn: Readonly<Record<string, string>> = {
  'action-plans told': 'the history, as WorkspaceContribution.told',
  'actors told': 'the history, as WorkspaceContribution.told',
  'agreements told': 'the history, as WorkspaceContribution.told',
  'annual-wheel told': 'the history, as WorkspaceContribution.told',
  'attachments told': 'the history, as WorkspaceContribution.told',
  'benefits told': 'the history, as WorkspaceContribution.told',
  'collaborations told': 'the history, as WorkspaceContribution.told',
  'confidentiality told': 'the history, as WorkspaceContribution.told',
  'dialogue told': 'the history, as WorkspaceContribution.told',
  'financing told': 'the history, as WorkspaceContribution.told',
  'follow-up told': 'the history, as WorkspaceContribution.told',
  'goals told': 'the history, as WorkspaceContribution.told',
  'groups told': 'the history, as WorkspaceContribution.told',
  'internal-material told': 'the history, as WorkspaceContribution.told',
  'mandates told': 'the history, as WorkspaceContribution.told',
  'my-work told': 'the history, as WorkspaceContribution.told',
  'personal-data told': 'the history, as WorkspaceContribution.told',
  'identity told': 'the history, as WorkspaceContribution.told',
  'problem-pictures told': 'the history, as WorkspaceContribution.told',
  'situation-analysis told': 'the history, as WorkspaceContribution.told',
  'surveys told': 'the history, as WorkspaceContribution.told',
  'goals takeOver': 'the form that takes over what exists, as TakeOverField.label',
  'agreements withdrawal/standing': 'the steps of leaving, as StepList.words',
  'agreements groundsDone': 'the ground of an agreement that is made, picked beside the ground of one that is not',
  'agreements clauseExamples': 'exampleOf in texts.ts, by kind of clause',
  'identity frame/markdown': 'the fields for Markdown, as MarkdownField.words',
  'dialogue stop': 'where the link in a letter leads, as letterStoppingRoutes.words',
  'my-work unsubscribe': 'where the link in a letter leads, as letterStoppingRoutes.words',
  'groups outcomes/csvColumns': 'the first row of the table of outcomes, whole',
  'situation-analysis evidence/units': 'the unit of a series, by what its provider calls it',
};

const literals = new Set(
  shipped
    .filter((file) => !/\/texts\.\w+\.ts$/.test(file))
    .flatMap((file) => [...walk(parse(file))].map(({ node }) => (node.type === 'Literal' ? node.value : undefined))),
);

/** The verbs of entries that are built in SQL. */
const writtenByStatements = [...shipped, ...filesLike('examples/*.ts'), ...filesLike('db/migrations/*.sql')].flatMap(
  (file) => [...read(file).matchAll(/'verb',\s*'(\w+\.\w+)'/g)].map(([, verb = '']) => verb),
);

test('every text is used', () => {
  const unused: string[] = [];
  for (const { room, folder, sv } of rooms) {
    const doors = new Set(
      filesLike(`${folder}/texts.ts`).flatMap((file) =>
        [...walk(parse(file))]
          .filter(({ node, above }) => node.type === 'Identifier' && above?.type === 'VariableDeclarator')
          .map(({ node }) => String(node.name)),
      ),
    );
    const readers = shipped.filter(
      (file) =>
        !/\/texts(\.\w+)?\.ts$/.test(file) &&
        (file.startsWith(`${folder}/`) ||
          importsOf(file).some((one) => doors.has(one.name) || one.to === `${folder}/texts.sv.ts`)),
    );
    const taken = readers.map(takenIn);
    for (const key of sv.keys()) {
      const path = key.split('/');
      const [name = '', before, earlier] = path.toReversed();
      const isUsed = taken.some(({ pairs, alone, indexed, mentioned }) => {
        if (before === undefined) return alone.has(name);
        if (pairs.has(`${before}/${name}`) || (alone.has(name) && mentioned.has(before))) return true;
        if (indexed.has(before)) return true;
        // `t.failures[kind].title`: the object between is reached by index.
        return earlier !== undefined && indexed.has(earlier) && (alone.has(name) || mentioned.has(name));
      });
      // What an entry in the history is called is found by the entry's own verb.
      if (path[0] === 'verbs' && (literals.has(name) || writtenByStatements.includes(name))) continue;
      const isHandedOn = path.some((_, at) => `${room} ${path.slice(0, at + 1).join('/')}` in handedOn);
      if (!isUsed && !isHandedOn) unused.push(`${room} ${key}`);
    }
  }
  expect(unused).toEqual([]);
});

test('what is handed on whole is there', () => {
  const paths = new Set(
    rooms.flatMap(({ room, sv }) =>
      [...sv.keys()].flatMap((key) => {
        const path = key.split('/');
        return path.map((_, at) => `${room} ${path.slice(0, at + 1).join('/')}`);
      }),
    ),
  );
  expect(Object.keys(handedOn).filter((path) => !paths.has(path))).toEqual([]);
});

/** Attributes that a reader hears or sees. */
const spoken = [
  'alt',
  'aria-label',
  'aria-description',
  'title',
  'placeholder',
  'label',
  'hint',
  'text',
  'summary',
  'legend',
];
/** Names, which are the same in every language; and the page of parts, which is seen in development only. */
const names: readonly string[] = ['src/ui/frame.tsx: Armkrok'];

test('no words for readers stand in the pages', () => {
  const words = /\p{L}{2,}/u;
  const found = shipped
    .filter((file) => file.endsWith('.tsx') && file !== 'src/ui/parts-page.tsx')
    .flatMap((file) =>
      [...walk(parse(file))].flatMap(({ node, above }) => {
        const inAttribute =
          above?.type === 'JSXAttribute' && node === above.value && spoken.includes(String((above.name as Node).name));
        const text =
          node.type === 'JSXText' || (node.type === 'Literal' && inAttribute) ? String(node.value) : undefined;
        return text !== undefined && words.test(text) ? [`${file}: ${text.trim()}`] : [];
      }),
    );
  expect(found.sort()).toEqual(names);
});

/** The texts that a value may be: those written in it, or in the constants of the same file that it picks from. */
function* wordsIn(value: Node, file: Node): Generator<string> {
  for (const { node } of walk(value)) if (node.type === 'Literal') yield String(node.value);
  const picked = [...walk(value)].flatMap(({ node }) => (node.type === 'Identifier' ? [String(node.name)] : []));
  for (const { node } of walk(file)) {
    if (node.type !== 'VariableDeclarator' || !isNode(node.id) || !picked.includes(String(node.id.name))) continue;
    if (isNode(node.init))
      for (const { node: one } of walk(node.init)) if (one.type === 'Literal') yield String(one.value);
  }
}

test('everything that happens has a sentence in the history, in both languages', () => {
  const verbsOf = (keys: Iterable<string>) => [...keys].filter((key) => key.startsWith('verbs/'));
  const named = new Set(rooms.flatMap(({ sv }) => verbsOf(sv.keys())));
  const inEnglish = new Set(rooms.flatMap(({ en }) => verbsOf(en.keys())));
  const happening = [...writtenByStatements];
  const unknown: string[] = [];
  // Platform tells of nothing itself: what stands there is the log of security.
  for (const file of [...shipped.filter((one) => roomOf(one) !== 'platform'), ...filesLike('examples/*.ts')]) {
    const tree = parse(file);
    for (const { node } of walk(tree)) {
      if (node.type !== 'ObjectExpression') continue;
      const entry = new Map(
        (node.properties as Node[]).flatMap((one) => (isNode(one.key) ? [[String(one.key.name), one.value]] : [])),
      );
      const verb = entry.get('verb');
      if (!isNode(verb) || !entry.has('subjectType')) continue;
      const isVerb = (word: string): boolean => /^[a-z]\w{2,}\.\w+$/.test(word);
      const written = [...wordsIn(verb, tree)].filter(isVerb);
      // Handed to a function of the same file, which records it.
      const handed = [...walk(tree)].flatMap(({ node: one }) => (one.type === 'Literal' ? [String(one.value)] : []));
      const words = written.length === 0 && verb.type === 'Identifier' ? handed.filter(isVerb) : written;
      if (words.length === 0) unknown.push(`${file}: a verb that is not written there`);
      happening.push(...words);
    }
  }
  expect(unknown).toEqual([]);
  expect(happening.length).toBeGreaterThan(60);
  expect(happening).toContain('package.registered');
  expect(happening).toContain('chains.removed');
  expect(happening.filter((verb) => !named.has(`verbs/${verb}`))).toEqual([]);
  expect(happening.filter((verb) => !inEnglish.has(`verbs/${verb}`))).toEqual([]);
});

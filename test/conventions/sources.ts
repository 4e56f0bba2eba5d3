import { globSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const read = (file: string): string => readFileSync(posix.join(root, file), 'utf8');
export const filesLike = (...patterns: string[]): readonly string[] => globSync(patterns, { cwd: root }).sort();

export const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file);
/** Everything under src, tests too. */
export const sources = filesLike('src/**/*.ts', 'src/**/*.tsx');
/** What is shipped: neither tests nor the builders that tests use. */
export const shipped = sources.filter((file) => !isTest(file) && !file.endsWith('/testing.ts'));
/** The folder under src that a file lies in; the file's own name when it lies directly there. */
export const roomOf = (file: string): string => file.split('/')[1] ?? '';

export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const parsed = new Map<string, Node>();
export function parse(file: string): Node {
  let program = parsed.get(file);
  if (!program) {
    const result = parseSync(file, read(file));
    if (result.errors.length > 0) throw new Error(`${file}: ${result.errors[0]?.message}`);
    program = result.program as unknown as Node;
    parsed.set(file, program);
  }
  return program;
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Every node of the file, each after the one it lies in. */
export function* walk(node: Node, above?: Node): Generator<{ node: Node; above: Node | undefined }> {
  yield { node, above };
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* walk(child, node);
  }
}

export interface Import {
  readonly from: string;
  /** The file it leads to, or undefined for a package. */
  readonly to: string | undefined;
  /** The package, or empty for a file of ours. */
  readonly package: string;
  readonly name: string;
  /** Erased before the program runs. */
  readonly isType: boolean;
}

const imported = new Map<string, readonly Import[]>();
/** Every name that a file takes from another, with the type-only ones told apart. */
export function importsOf(file: string): readonly Import[] {
  const known = imported.get(file);
  if (known) return known;
  const found: Import[] = [];
  imported.set(file, found);
  const add = (specifier: string, name: string, isType: boolean) =>
    found.push({
      from: file,
      to: specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : undefined,
      package: specifier.startsWith('.') ? '' : specifier,
      name,
      isType,
    });
  const literal = (node: unknown): string | undefined => {
    const value = isNode(node) && node.type === 'Literal' ? node.value : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const named = (node: unknown): string => (isNode(node) ? String(node.name ?? node.value ?? '') : '');
  for (const { node } of walk(parse(file))) {
    const specifier = literal(node.source);
    if (specifier === undefined) continue;
    if (node.type === 'ImportDeclaration') {
      const whole = node.importKind === 'type';
      const specifiers = node.specifiers as readonly Node[];
      if (specifiers.length === 0) add(specifier, '', false);
      for (const one of specifiers) {
        add(specifier, one.type === 'ImportSpecifier' ? named(one.imported) : '*', whole || one.importKind === 'type');
      }
    } else if (node.type === 'ExportNamedDeclaration') {
      for (const one of node.specifiers as readonly Node[]) {
        add(specifier, named(one.local), node.exportKind === 'type' || one.exportKind === 'type');
      }
    } else if (node.type === 'ExportAllDeclaration') add(specifier, '*', node.exportKind === 'type');
    else if (node.type === 'ImportExpression') add(specifier, '*', false);
  }
  return found;
}

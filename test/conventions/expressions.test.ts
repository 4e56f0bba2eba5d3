import { expect, test } from 'vitest';
import { parse, shipped, walk } from './sources.ts';

/** The expressions in what is shipped, each with the file it stands in. */
const expressions = shipped.flatMap((file) =>
  [...walk(parse(file))].flatMap(({ node }) => {
    const { regex } = node as unknown as { regex?: { pattern: string } };
    return regex ? [{ file, pattern: regex.pattern }] : [];
  }),
);

const isUnbounded = (pattern: string, at: number): boolean => /^([+*]|\{\d+,\})/.test(pattern.slice(at));

/**
 * Whether something that repeats without end stands inside something else that does: (a+)+ takes twice as long for every
 * letter more. Repetitions that cannot begin with the same letters are safe; those are the exceptions, each looked at.
 */
function repeatsWithin(pattern: string): boolean {
  const open: boolean[] = [];
  let inClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern[at];
    if (letter === '\\') at += 1;
    else if (inClass) inClass = letter !== ']';
    else if (letter === '[') inClass = true;
    else if (letter === '(') open.push(false);
    else if (letter === ')') {
      const repeats = open.pop() ?? false;
      if (repeats && isUnbounded(pattern, at + 1)) return true;
      if (repeats && open.length > 0) open[open.length - 1] = true;
    }
    if (open.length > 0 && !inClass && isUnbounded(pattern, at + 1)) open[open.length - 1] = true;
  }
  return false;
}

test.each([
  ['(a+)+', true],
  ['(a*)*b', true],
  ['([a-z]+)*$', true],
  ['(?:a|b+){2,}', true],
  ['((a+)b)+', true],
  ['(a+)b', false],
  ['[(a+)+]', false],
  ['\\(a+\\)+', false],
  ['(abc)+', false],
  ['(a{1,3})+', false],
])('%s is told apart: %s', (pattern, isFound) => {
  expect(repeatsWithin(pattern)).toBe(isFound);
});

test('no expression repeats without end inside another repetition without end', () => {
  // Both read our own drawings and stylesheet: each attribute begins with a space, each class with a point.
  const lookedAt: Readonly<Record<string, readonly string[]>> = {
    'src/platform/documents/svg-painter.ts': [
      `([^<]+)|<(\\/?)([A-Za-z][\\w-]*)((?:\\s+[\\w:-]+(?:\\s*=\\s*(?:"[^"]*"|'[^']*'))?)*)\\s*(\\/?)>|<!--[\\s\\S]*?-->|<[?!][^>]*>`,
      '^([a-z][a-z0-9]*)?((?:\\.[\\w-]+)*)$',
    ],
  };
  expect(expressions.length).toBeGreaterThan(60);
  const found: Record<string, string[]> = {};
  for (const { file, pattern } of expressions)
    if (repeatsWithin(pattern)) found[file] = [...(found[file] ?? []), pattern];
  expect(found).toEqual(lookedAt);
});

test('an expression is never made of what somebody has typed', () => {
  const made = shipped.flatMap((file) =>
    [...walk(parse(file))].flatMap(({ node }) => {
      const { callee, arguments: given } = node as unknown as {
        callee?: { name?: string };
        arguments?: { type: string }[];
      };
      return callee?.name === 'RegExp' && given?.[0]?.type !== 'Literal' ? [file] : [];
    }),
  );
  // The names of elements and of parameters, and a word of the texts: all ours.
  expect(made).toEqual([
    'src/follow-up/documents/public-report.ts',
    'src/indicators/upload/xml.ts',
    'src/platform/documents/word.ts',
    'src/platform/http/multipart.ts',
  ]);
});

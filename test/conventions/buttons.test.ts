import { expect, test } from 'vitest';
import { filesLike, read, shipped } from './sources.ts';

/** A class without a rule leaves the browser’s own grey button, which no other test sees. */
test('every class that a button names has a look', () => {
  const looks = new Set(filesLike('src/**/*.css').flatMap((file) => read(file).match(/(?<=\.)[a-z][\w-]*/g) ?? []));
  const named = shipped.flatMap((file) =>
    [...read(file).matchAll(/<button\s[^>]*?class="([^"]+)"/g)].flatMap(([, names = '']) =>
      names.split(' ').map((name) => `${file}: ${name}`),
    ),
  );
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((one) => !looks.has(one.split(': ')[1] ?? ''))).toEqual([]);
});

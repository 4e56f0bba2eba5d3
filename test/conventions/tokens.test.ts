import { expect, test } from 'vitest';
import { read } from './sources.ts';

const css = read('src/ui/styles/tokens.css');
const [, light = '', dark = ''] =
  /:root \{([\s\S]*?)\}[\s\S]*prefers-color-scheme: dark\) \{\s*:root \{([\s\S]*?)\}/.exec(css) ?? [];
const tokensIn = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name, colour]));
const themes = { light: tokensIn(light), dark: tokensIn(dark) };

/** Relative luminance and contrast as WCAG 2.2 defines them. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one: string, other: string): number => {
  const [lower = 0, higher = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (higher + 0.05) / (lower + 0.05);
};

const words = ['ink', 'ink-2', 'pine', 'lingon', 'cloudberry-text', 'sky'];
const lines = ['line', 'grey'];

test('black on white is 21 to 1, and the tokens have been found', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(Object.keys(themes.light).length).toBeGreaterThan(20);
});

test('a colour that the light theme has, the dark theme has too', () => {
  expect(Object.keys(themes.dark)).toEqual(Object.keys(themes.light));
});

for (const [theme, colours] of Object.entries(themes)) {
  const of = (name: string): string => colours[name] ?? `no token ${name}`;
  for (const ground of ['paper', 'sunk']) {
    test.each(words)(`${theme}: words in %s on ${ground} have 7 to 1`, (name) => {
      expect(contrast(of(name), of(ground))).toBeGreaterThanOrEqual(7);
    });
    test.each(lines)(`${theme}: lines in %s on ${ground} have 3 to 1`, (name) => {
      expect(contrast(of(name), of(ground))).toBeGreaterThanOrEqual(3);
    });
  }
  test(`${theme}: words on pine have 7 to 1`, () => {
    expect(contrast(of('on-pine'), of('pine'))).toBeGreaterThanOrEqual(7);
  });
  test(`${theme}: words in sky on its own wash have 7 to 1`, () => {
    expect(contrast(of('sky'), of('sky-wash'))).toBeGreaterThanOrEqual(7);
  });
}

import { expect, test } from 'vitest';
import { sourceFailures } from '../../platform/source.ts';
import { formatsFor } from '../../platform/texts.ts';
import { attributeProcessed, attributePublished, nameSeries, sayFailure } from './attribution.ts';

const sv = formatsFor('sv');
const figures = [
  { source: 'kolada', code: 'N03921', fetched_on: '2024-08-30' },
  { source: 'kolada', code: 'N17461', fetched_on: '2026-11-20' },
  { source: 'scb', code: 'TAB5000?Alder=16-24&ContentsCode=S1', fetched_on: '2026-11-19' },
  { source: null, code: null, fetched_on: '2026-11-01' },
];

test('published values name each source, with its codes and the latest day of fetching', () => {
  expect(attributePublished(figures, sv)).toBe(
    'Källa: Kolada (N03921, N17461), hämtat 20 november 2026. Källa: SCB (TAB5000), hämtat 19 november 2026.',
  );
  expect(attributePublished(figures.slice(0, 1), sv, 2022)).toBe(
    'Källa: Kolada (N03921), hämtat 30 augusti 2024, värden till 2022.',
  );
  expect(attributePublished(figures.slice(3), sv)).toBe('');
});

test('what is reckoned from them is ours and is not ascribed to the source', () => {
  expect(attributeProcessed('calculated', figures, sv)).toBe('Egen beräkning i Armkrok på värden ur Kolada och SCB.');
  expect(attributeProcessed('ownSelection', figures.slice(0, 2), sv)).toBe(
    'Eget urval, ovägt medel. Egen beräkning i Armkrok på värden ur Kolada.',
  );
  for (const kind of ['calculated', 'ownSelection'] as const) {
    expect(attributeProcessed(kind, figures, sv)).not.toContain('Källa:');
    expect(attributeProcessed(kind, figures.slice(3), sv)).toBe('');
  }
});

test('a series goes by its source and the code that can be looked up there', () => {
  expect(nameSeries('kolada', 'N03921')).toBe('Kolada N03921');
  expect(nameSeries('scb', 'TAB5000?Alder=16-24')).toBe('SCB TAB5000');
});

test('every way to fail is told in words of its own', () => {
  const told = sourceFailures.map((kind) => sayFailure(`${kind}: something`, sv));
  expect(new Set(told).size).toBe(sourceFailures.length);
});

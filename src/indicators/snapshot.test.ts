import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashSnapshot, type SnapshotRow } from './snapshot.ts';

const row: fc.Arbitrary<SnapshotRow> = fc.record({
  series: fc.constantFrom('kolada:N03921', 'kolada:N02797'),
  fetch: fc.constantFrom('a', 'b'),
  place: fc.constantFrom('0010', '1082', ''),
  period: fc.integer({ min: 1990, max: 2030 }),
  sex: fc.constantFrom('T', 'K', 'M'),
  value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  status: fc.constantFrom('published', 'preliminary', 'doubted'),
});
const one: SnapshotRow = {
  series: 'kolada:N03921',
  fetch: 'a',
  place: '0010',
  period: 2017,
  sex: 'T',
  value: 8.41851,
  status: 'published',
};

it('hashes the same values to the same text of 64 digits, in any order', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
      expect(hashSnapshot(rows)).toMatch(/^[0-9a-f]{64}$/);
      expect(hashSnapshot(rows.toReversed())).toBe(hashSnapshot(rows));
      expect(hashSnapshot(rows.toSorted((a, b) => a.period - b.period))).toBe(hashSnapshot(rows));
    }),
  );
});

it('keeps its hash from one version of the program to the next', () => {
  expect(hashSnapshot([one])).toBe('2f14faa75dd7a3b65ea509f890f366fdf05143df4cd0daa0311832181b3c4a87');
});

it('changes with any part of any value', () => {
  const changes: Partial<SnapshotRow>[] = [
    { series: 'kolada:N03920' },
    { fetch: 'b' },
    { place: '0000' },
    { period: 2018 },
    { sex: 'K' },
    { value: 8.418510000000001 },
    { value: null, status: 'missing' },
    { status: 'doubted' },
  ];
  const hashes = [one, ...changes.map((change) => ({ ...one, ...change }))].map((each) => hashSnapshot([each]));
  expect(new Set(hashes).size).toBe(changes.length + 1);
  expect(hashSnapshot([{ ...one, value: -0 }])).toBe(hashSnapshot([{ ...one, value: 0 }]));
});

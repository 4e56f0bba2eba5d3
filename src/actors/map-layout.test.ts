import { expect, test } from 'vitest';
import { isToTalkAbout, mattersOf, medianOf, spreadOf } from './actor.ts';
import { boxOfLabel, layOut, map, overlaps, shortened } from './map-layout.ts';
import { isRisk, trapInstrument } from './traps.ts';

/** The same numbers every time. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
const names = [
  'Arbetsgivare i länet',
  'Unga 16–24',
  'Fackliga organisationer',
  'Föräldrar',
  'Föreningslivet i länets norra del',
];
const someActors = (count: number, seed: number, place?: { influence: number; affected: number }) => {
  const next = numbersFrom(seed);
  return Array.from({ length: count }, (_, at) => ({
    actor: { name: `${names[at % names.length]} ${at}` },
    mark: place ?? { influence: 1 + Math.floor(next() * 5), affected: 1 + Math.floor(next() * 9) / 2 },
  }));
};
const boxOfRing = ({ at, ring }: { at: { x: number; y: number }; ring: number }) => ({
  x: at.x - ring,
  y: at.y - ring,
  width: 2 * ring,
  height: 2 * ring,
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'forty actors: no name covers another or a ring, and all are inside (%i)',
  (seed) => {
    const placed = layOut(someActors(40, seed));
    expect(placed).toHaveLength(40);
    const labels = placed.map(boxOfLabel);
    const rings = placed.map(boxOfRing);
    labels.forEach((label, at) => {
      expect(label.x).toBeGreaterThanOrEqual(map.left);
      expect(label.x + label.width).toBeLessThanOrEqual(map.left + map.width);
      expect(label.y).toBeGreaterThanOrEqual(map.top);
      expect(label.y + label.height).toBeLessThanOrEqual(map.top + map.height);
      labels.forEach((other, place) => {
        if (place > at) expect(overlaps(label, other)).toBe(false);
      });
      rings.forEach((ring) => {
        expect(overlaps(label, ring)).toBe(false);
      });
    });
    for (const { at, ring } of placed) {
      for (const other of placed) {
        if (other.at === at) continue;
        expect(Math.hypot(other.at.x - at.x, other.at.y - at.y)).toBeGreaterThan(ring);
      }
    }
  },
);

test('forty in one and the same place still have a ring and a name each', () => {
  const placed = layOut(someActors(40, 1, { influence: 5, affected: 5 }));
  expect(new Set(placed.map(({ at }) => `${at.x} ${at.y}`)).size).toBe(40);
  const labels = placed.map(boxOfLabel);
  const collisions = labels.flatMap((one, at) => labels.slice(at + 1).filter((other) => overlaps(one, other)));
  expect(collisions).toEqual([]);
});

test('the same actors give the same picture, and a long name is cut where the list has all of it', () => {
  expect(layOut(someActors(40, 3))).toEqual(layOut(someActors(40, 3)));
  expect(shortened('Unga 16–24')).toBe('Unga 16–24');
  expect(shortened('Nätverket för alla arbetsgivare i länets södra delar')).toMatch(/^Nätverket för.*…$/);
  expect(layOut([])).toEqual([]);
});

test('the spread tells the middle and how far apart; two steps on one question is to be talked about', () => {
  expect(medianOf([1, 5, 2])).toBe(2);
  expect(medianOf([1, 2, 4, 5])).toBe(3);
  const spread = spreadOf([
    { influence: 1, affected: 4 },
    { influence: 4, affected: 5 },
  ]);
  expect(spread).toMatchObject({ median: { influence: 2.5, affected: 4.5 }, width: 4 });
  expect(spread && isToTalkAbout(spread)).toBe(true);
  const near = spreadOf([
    { influence: 3, affected: 3 },
    { influence: 4, affected: 4 },
  ]);
  expect(near && isToTalkAbout(near)).toBe(false);
  expect(spreadOf([])).toBeUndefined();
});

test('who ought to and does not want to, wants to and is not asked, ought to and cannot', () => {
  const base = { ought: 'yes', wants: 'yes', can: 'yes', party_status: 'confirmed' } as const;
  const found = mattersOf([
    { ...base, name: 'med' },
    { ...base, name: 'vill inte', wants: 'no' },
    { ...base, name: 'inte tillfrågad', party_status: null },
    { ...base, name: 'övervägs', party_status: 'considered' },
    { ...base, name: 'kan inte', can: 'no' },
    { ...base, name: 'okänd', wants: 'notKnown', can: 'notKnown', party_status: null },
  ]);
  expect(found.oughtNotWants.map(({ name }) => name)).toEqual(['vill inte']);
  expect(found.wantsNotAsked.map(({ name }) => name)).toEqual(['inte tillfrågad', 'övervägs']);
  expect(found.oughtCannot.map(({ name }) => name)).toEqual(['kan inte']);
});

test('the traps are six, two of them open; no and not knowing are risks', () => {
  expect(trapInstrument.traps).toHaveLength(6);
  expect(trapInstrument.traps.filter(({ kind }) => kind === 'open').map(({ key }) => key)).toEqual([
    'mandate',
    'careOfResult',
  ]);
  const [first] = trapInstrument.traps;
  if (!first) throw new Error('no trap');
  expect(['yes', 'no', 'doNotKnow', null].map((answer) => isRisk(first, answer as 'yes'))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

import { expect, test } from 'vitest';
import {
  type Doing,
  type DrawnText,
  type DrawnThread,
  layOutThread,
  type Strand,
  type ThreadContent,
} from './thread-layout.ts';

const partyNames = [
  'Region Blekinge',
  'Karlskrona kommun',
  'Arbetsförmedlingen',
  'Försäkringskassan',
  'Blekinge Tekniska Högskola',
  'Ronneby',
  'Polismyndigheten',
];
const partyName = (at: number): string =>
  `${partyNames[at % partyNames.length]}${at < partyNames.length ? '' : ` ${at}`}`.replaceAll(' ', '\u00a0');

/** A line of sight with so many goals and parties; every fifth answer is each of the kinds. */
function aThread(
  goals: number,
  parties: number,
  measures = 1,
  words = 'Uppsökande arbete når alla under tjugo, i alla stadsdelar och tillsammans med fältare',
  hasDoing = false,
): ThreadContent {
  const doingOf = (at: number): Doing | undefined =>
    hasDoing
      ? at % 3 === 1
        ? { kind: 'missing', over: '', text: 'aktivitet saknas', href: '/goal' }
        : { kind: 'whole', over: '1 640 timmar, 250 000 kronor · inget utfäst', text: words, href: '/activity' }
      : undefined;
  const kinds = ['Eget mål', 'Uppgift', 'Åtagande', 'Bidrar inte', 'Ej besvarat'] as const;
  const kindOf = (goal: number, party: number) => (party * 3 + goal) % kinds.length;
  return {
    challenge: { text: 'Var sjunde ung var arbetslös 2013', notes: ['Blekinge'], href: '/challenge' },
    goals: Array.from({ length: goals }, (_, goal) => {
      const those = (kind: number) =>
        Array.from({ length: parties }, (_, party) => party)
          .filter((party) => kindOf(goal, party) === kind)
          .map(partyName);
      const aside = (kind: number): Strand[] =>
        those(kind).length === 0
          ? []
          : [
              {
                kind: kind === 3 ? 'aside' : 'notAnswered',
                over: kinds[kind] as string,
                text: those(kind).join(', '),
                href: '/goal',
              },
            ];
      return {
        text: `Färre unga står utan både arbete och studier, i hela länet och året om ${goal}`,
        note: 'Från 14,2 till 7,1 % 2017',
        href: `/goal/${goal}`,
        strands: [
          ...[0, 1, 2].flatMap((kind) =>
            those(kind).map(
              (party, at): Strand => ({
                doing: doingOf(at + kind),
                kind: 'whole',
                over: `${party}, ${kinds[kind]?.toLowerCase()}`,
                text: words,
                href: '/goal',
              }),
            ),
          ),
          ...aside(3),
          ...aside(4),
        ],
        gathered: [
          ...[0, 1, 2].flatMap((kind): Strand[] =>
            those(kind).length === 0
              ? []
              : [
                  {
                    kind: 'whole',
                    over: kinds[kind] as string,
                    text: those(kind).join(', '),
                    href: '/goal',
                    doing: doingOf(kind),
                  },
                ],
          ),
          ...aside(3),
          ...aside(4),
        ],
        measures:
          goal % 4 === 3
            ? []
            : Array.from({ length: measures }, (_, at) => ({
                name: 'Unga som varken arbetar eller studerar, 16–24 år, andel',
                value: '5,1 %',
                year: '2022',
                state: 'Nåddes inte till 2017',
                notes: ['Närliggande mått: 16–24 år, målet gäller 15–29'],
                kind: at === 1 ? ('missing' as const) : ('whole' as const),
                href: '/measure',
              })),
        unmeasured: { text: 'Indikator saknas', notes: ['Förslag tas upp 4 december'], kind: 'missing' as const },
      };
    }),
  };
}

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What letters take: from their tallest to the depth of a g. */
const boxOf = (text: DrawnText): Box => ({
  text: text.text,
  left: text.x,
  right: text.x + text.width,
  top: text.y - text.size * 0.74,
  bottom: text.y + text.size * 0.24,
});

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Points along a thread, closer than any letter. */
function* along({ from, to, on }: DrawnThread): Generator<readonly [x: number, y: number]> {
  const middle = (from.x + to.x) / 2;
  for (let step = 0; step <= 60; step += 1) {
    const t = step / 60;
    const u = 1 - t;
    yield [
      u ** 3 * from.x + 3 * u * u * t * middle + 3 * u * t * t * middle + t ** 3 * to.x,
      u ** 3 * from.y + 3 * u * u * t * from.y + 3 * u * t * t * to.y + t ** 3 * to.y,
    ];
  }
  for (let x = to.x; x <= on; x += 3) yield [x, to.y];
}

const sizes: readonly (readonly [
  goals: number,
  parties: number,
  measures: number,
  words?: string | undefined,
  hasDoing?: boolean,
])[] = [
  [1, 1, 1],
  [1, 5, 3],
  [2, 20, 1],
  [4, 9, 1],
  [4, 9, 2],
  [6, 12, 1],
  [10, 1, 1],
  [10, 20, 1],
  [10, 20, 3],
  [1, 5, 3, undefined, true],
  [4, 9, 2, undefined, true],
  [3, 4, 1, 'Uppsökande arbete', true],
];

test.each(sizes)('with %i goals, %i parties and %i measures no words lie on each other', (...size) => {
  const layout = layOutThread(aThread(...(size as Parameters<typeof aThread>)));
  const boxes = layout.nodes.flatMap((node) => node.texts).map(boxOf);
  expect(boxes.length).toBeGreaterThan(5);
  const found = boxes.flatMap((box, at) =>
    boxes
      .slice(at + 1)
      .filter((other) => overlaps(box, other))
      .map((other) => `${box.text} / ${other.text}`),
  );
  expect(found).toEqual([]);
  for (const box of boxes) {
    expect(box.left, box.text).toBeGreaterThanOrEqual(0);
    expect(box.right, box.text).toBeLessThanOrEqual(layout.width);
    expect(box.top, box.text).toBeGreaterThanOrEqual(0);
    expect(box.bottom, box.text).toBeLessThanOrEqual(layout.height);
  }
});

test.each(sizes)('with %i goals, %i parties and %i measures no thread runs through words', (...size) => {
  const layout = layOutThread(aThread(...(size as Parameters<typeof aThread>)));
  const boxes = layout.nodes.flatMap((node) => node.texts).map(boxOf);
  const found = layout.threads.flatMap((thread) =>
    [...along(thread)].flatMap(([x, y]) =>
      boxes
        .filter((box) => x > box.left && x < box.right && y > box.top && y < box.bottom)
        .map((box) => `${thread.kind} at ${Math.round(x)}, ${Math.round(y)}: ${box.text}`),
    ),
  );
  expect([...new Set(found)]).toEqual([]);
});

test('each contribution is drawn by itself while there is room, then they are gathered by form', () => {
  expect(layOutThread(aThread(1, 1)).detail).toBe('each');
  expect(layOutThread(aThread(3, 4, 1, 'Uppsökande arbete')).detail).toBe('each');
  expect(layOutThread(aThread(4, 9, 1, 'Uppsökande arbete')).detail).not.toBe('each');
  expect(layOutThread(aThread(10, 20)).detail).toBe('tight');
});

test('the largest is still read on a lying A3: every word near seven points or more', () => {
  const { width, height } = layOutThread(aThread(10, 20));
  // 396 by 236 millimetres, in points, less what stands above and below the drawing.
  expect(14 * Math.min(1122 / width, 668 / (height + 90))).toBeGreaterThan(6.7);
});

test('what is missing breaks the thread: dashed to a goal’s end without indicator, and behind a value without target', () => {
  const layout = layOutThread(aThread(4, 9, 2));
  const ends = layout.threads.filter((thread) => thread.kind === 'missing');
  const [, , , indicators] = layout.columns;
  expect(ends.filter((thread) => thread.to.x < indicators)).toHaveLength(1);
  expect(ends.filter((thread) => thread.from.x === indicators)).toHaveLength(3);
});

test('what is done for a contribution stands on its thread in a column of its own, which breaks where nothing is', () => {
  const layout = layOutThread(aThread(3, 4, 1, 'Uppsökande arbete', true));
  const doing = layout.doing ?? 0;
  expect(layout.columns[2]).toBeLessThan(doing);
  const knots = layout.nodes.map(({ knot }) => knot).filter(({ x }) => x === doing);
  expect(new Set(knots.map(({ kind }) => kind))).toEqual(new Set(['whole', 'missing']));
  for (const { y } of knots.filter(({ kind }) => kind === 'missing'))
    expect(
      layout.threads.some(
        ({ kind, from, to, on }) => kind === 'whole' && to.y === y && from.x < doing && Math.max(to.x, on) >= doing,
      ),
    ).toBe(false);
  expect(layOutThread(aThread(3, 4)).doing).toBeUndefined();
});

test('an answer that carries nothing on ends where it stands, and no thread leads from it to a measure', () => {
  const layout = layOutThread(aThread(4, 9));
  const [, , contributions] = layout.columns;
  for (const thread of layout.threads.filter(({ kind }) => kind === 'aside' || kind === 'notAnswered'))
    expect(thread.on).toBeLessThan(contributions);
});

test('what had to be shortened stands whole in the name of its node', () => {
  const { nodes } = layOutThread(aThread(10, 20));
  const shortened = nodes.filter((node) => node.texts.some(({ text }) => text.endsWith('…')));
  for (const node of shortened) expect(node.name).not.toContain('…');
  expect(nodes.every((node) => node.name !== '')).toBe(true);
});

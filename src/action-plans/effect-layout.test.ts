import fc from 'fast-check';
import { expect, test } from 'vitest';
import { effectSizes, inLayers, layOutEffects, pointAt } from './effect-layout.ts';
import { branchTo, type EffectChain, type EffectLinkRow, effectLayers, keyOf, looseEnds } from './effects.ts';

const link = (more: Partial<EffectLinkRow>, id = Object.values(more).join('-')): EffectLinkRow => ({
  id,
  activity_id: null,
  output_id: null,
  outcome_id: null,
  goal_id: null,
  because: 'x',
  evidence_grade: null,
  evidence_source: '',
  version: 1,
  ...more,
});
const text = fc.stringMatching(/^[a-zåäö]{3,12}( [a-zåäö]{2,11}){0,14}$/u);
const chains = fc
  .tuple(...effectLayers.map(() => fc.array(fc.record({ text, note: text }), { minLength: 1, maxLength: 6 })))
  .chain((lists) =>
    fc.array(fc.tuple(fc.nat(2), fc.nat(5), fc.nat(5)), { maxLength: 14 }).map((pairs): EffectChain => {
      const layers = Object.fromEntries(
        effectLayers.map((layer, at) => [
          layer,
          lists[at]?.map((one, n) => ({ ...one, layer, id: `${at}${n}` })) ?? [],
        ]),
      ) as unknown as EffectChain['layers'];
      const links = new Map<string, EffectLinkRow>();
      for (const [at, a, b] of pairs) {
        const [from, to] = [effectLayers[at], effectLayers[at + 1]];
        if (!from || !to) continue;
        const ends = {
          [`${from}_id`]: layers[from][a % layers[from].length]?.id,
          [`${to}_id`]: layers[to][b % layers[to].length]?.id,
        };
        const made = link(ends as Partial<EffectLinkRow>);
        links.set(made.id, made);
      }
      return { layers, links: [...links.values()] };
    }),
  );

test('no words lie on each other, no link runs through words, and nothing stands outside the drawing', () => {
  fc.assert(
    fc.property(chains, (chain) => {
      const drawn = layOutEffects(chain);
      const boxes = drawn.steps.flatMap(({ texts, notes }) =>
        [...texts, ...notes].map(({ x, y, width, size }) => ({ x, y: y - size * 0.8, width, height: size })),
      );
      const isIn = ({ x, y }: { x: number; y: number }, box: (typeof boxes)[number]): boolean =>
        x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
      const ways = drawn.links.flatMap((one) => Array.from({ length: 20 }, (_, at) => pointAt(one, at / 19)));
      const faults = boxes.filter(
        (box, at) =>
          box.y < effectSizes.head - box.height ||
          box.y + box.height > drawn.height ||
          ways.some((point) => isIn(point, box)) ||
          boxes
            .slice(at + 1)
            .some(
              (other) =>
                box.x + box.width > other.x &&
                other.x + other.width > box.x &&
                box.y + box.height > other.y + 1 &&
                other.y + other.height > box.y + 1,
            ),
      );
      expect(faults).toEqual([]);
      expect(drawn.links).toHaveLength(chain.links.length);
    }),
    { numRuns: 60 },
  );
});

test('a chain that can be drawn without a crossing is', () => {
  const node = (layer: (typeof effectLayers)[number], id: string) => ({ layer, id, text: id, note: '' });
  const chain: EffectChain = {
    layers: {
      activity: ['a3', 'a1', 'a2'].map((id) => node('activity', id)),
      output: ['o2', 'o1'].map((id) => node('output', id)),
      outcome: ['c2', 'c1'].map((id) => node('outcome', id)),
      goal: ['g1', 'g2'].map((id) => node('goal', id)),
    },
    links: [
      link({ outcome_id: 'c1', goal_id: 'g1' }),
      link({ outcome_id: 'c2', goal_id: 'g2' }),
      link({ output_id: 'o1', outcome_id: 'c1' }),
      link({ output_id: 'o2', outcome_id: 'c2' }),
      link({ activity_id: 'a1', output_id: 'o1' }),
      link({ activity_id: 'a2', output_id: 'o1' }),
      link({ activity_id: 'a3', output_id: 'o2' }),
    ],
  };
  const ordered = inLayers(chain);
  expect(effectLayers.map((layer) => ordered[layer].map(({ id }) => id))).toEqual([
    ['a1', 'a2', 'a3'],
    ['o1', 'o2'],
    ['c1', 'c2'],
    ['g1', 'g2'],
  ]);
  const loose = looseEnds({ ...chain, links: chain.links.slice(0, 3) });
  expect(loose.leadsNowhere.map(keyOf)).toEqual(['activity a3', 'activity a1', 'activity a2', 'output o2']);
  expect(loose.comesFromNothing.map(keyOf)).toEqual(['output o2', 'output o1', 'outcome c2']);
  const [goal] = ordered.goal;
  const branch = goal ? branchTo(chain, goal) : undefined;
  expect(branch?.before[0]?.before[0]?.before.map((one) => one.node.id)).toEqual(['a1', 'a2']);
});

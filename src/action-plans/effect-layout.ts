import { textWidth, wrapped } from '../ui/charts/text-width.ts';
import {
  type EffectChain,
  type EffectLayer,
  type EffectNode,
  effectLayers,
  fromOf,
  keyOf,
  looseEnds,
  toOf,
} from './effects.ts';

/** Where everything in the chain of effect stands. Pure: the drawing asks it, and so does the test that nothing is crossed. */

export const effectSizes = {
  column: 200,
  gutter: 84,
  head: 44,
  text: 15,
  small: 13,
  line: 19,
  smallLine: 16,
  gap: 18,
  mark: 10,
} as const;

export interface EffectWords {
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly text: string;
}

export interface PlacedStep {
  readonly node: EffectNode;
  readonly x: number;
  readonly y: number;
  readonly texts: readonly EffectWords[];
  readonly notes: readonly EffectWords[];
  readonly leadsNowhere: boolean;
  readonly comesFromNothing: boolean;
}

export interface PlacedLink {
  readonly id: string;
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  /** Where the mark of one that is contested stands. */
  readonly mark: { readonly x: number; readonly y: number };
}

export interface EffectLayout {
  readonly width: number;
  readonly height: number;
  readonly heads: readonly { readonly layer: EffectLayer; readonly x: number }[];
  readonly steps: readonly PlacedStep[];
  readonly links: readonly PlacedLink[];
}

const { column, gutter } = effectSizes;
/** Room for half a knot. */
const edge = 7;
const width = edge * 2 + column * 4 + gutter * 3;
const xOf = (layer: EffectLayer): number => edge + effectLayers.indexOf(layer) * (column + gutter);
const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);

/** Each layer in the order of the middles of what it is linked with, from the goals back and forth, so that few links cross. */
export function inLayers(chain: EffectChain): Readonly<Record<EffectLayer, readonly EffectNode[]>> {
  const layers = Object.fromEntries(effectLayers.map((layer) => [layer, [...chain.layers[layer]]])) as Record<
    EffectLayer,
    EffectNode[]
  >;
  const ends = chain.links.map((link) => [keyOf(fromOf(link)), keyOf(toOf(link))] as const);
  const sort = (layer: EffectLayer, by: EffectLayer): void => {
    const at = new Map(layers[by].map((node, place) => [keyOf(node), place]));
    const middle = new Map(
      layers[layer].map((node, place) => {
        const key = keyOf(node);
        const others = ends.flatMap(([from, to]) =>
          from === key ? (at.get(to) ?? []) : to === key ? (at.get(from) ?? []) : [],
        );
        return [key, others.length > 0 ? mean(others) : place];
      }),
    );
    layers[layer].sort((a, b) => (middle.get(keyOf(a)) ?? 0) - (middle.get(keyOf(b)) ?? 0));
  };
  for (let turn = 0; turn < 4; turn += 1) {
    sort('outcome', 'goal');
    sort('output', 'outcome');
    sort('activity', 'output');
    if (turn < 3) {
      sort('output', 'activity');
      sort('outcome', 'output');
    }
  }
  return layers;
}

interface Block {
  readonly node: EffectNode;
  readonly texts: readonly string[];
  readonly notes: readonly string[];
  readonly above: number;
  readonly below: number;
}

function blockOf(node: EffectNode): Block {
  const room = column - 10;
  const texts = wrapped(node.text, room, effectSizes.text, 'bold', 6);
  const notes = node.note ? wrapped(node.note, room, effectSizes.small, 'plain', 2) : [];
  return {
    node,
    texts,
    notes,
    above: texts.length * effectSizes.line + 8,
    below: notes.length * effectSizes.smallLine + 10,
  };
}

/** As near to what is wished as the blocks have room, in their order. */
function settle(blocks: readonly Block[], wished: readonly number[]): number[] {
  const least = (at: number): number => (blocks[at - 1]?.below ?? 0) + effectSizes.gap + (blocks[at]?.above ?? 0);
  const down: number[] = [];
  blocks.forEach((_, at) => {
    const before = down[at - 1];
    down.push(before === undefined ? (wished[at] ?? 0) : Math.max(wished[at] ?? 0, before + least(at)));
  });
  const shift = mean(down.map((y, at) => (wished[at] ?? 0) - y));
  return down.map((y) => y + shift);
}

export function layOutEffects(chain: EffectChain): EffectLayout {
  const layers = inLayers(chain);
  const blocks = Object.fromEntries(effectLayers.map((layer) => [layer, layers[layer].map(blockOf)])) as Record<
    EffectLayer,
    Block[]
  >;
  const ys = new Map<string, number>();
  const put = (layer: EffectLayer, wish: (node: EffectNode, at: number) => number): void =>
    settle(blocks[layer], layers[layer].map(wish)).forEach((y, at) => {
      const node = layers[layer][at];
      if (node) ys.set(keyOf(node), y);
    });
  const links = chain.links.map((link) => ({ link, from: keyOf(fromOf(link)), to: keyOf(toOf(link)) }));
  // The fullest layer stands first, and the others by it.
  const heightOf = (layer: EffectLayer): number =>
    blocks[layer].reduce((sum, { above, below }) => sum + above + below + effectSizes.gap, 0);
  const fullest = effectLayers.reduce((most, layer) => (heightOf(layer) > heightOf(most) ? layer : most), 'goal');
  put(fullest, () => 0);
  const near = (key: string): number[] =>
    links.flatMap(({ from, to }) => (from === key ? (ys.get(to) ?? []) : to === key ? (ys.get(from) ?? []) : []));
  const middle = mean([...ys.values()]);
  const wish = (node: EffectNode): number => {
    const others = near(keyOf(node));
    return others.length > 0 ? mean(others) : (ys.get(keyOf(node)) ?? middle);
  };
  const at = effectLayers.indexOf(fullest);
  for (const layer of effectLayers.slice(0, at).toReversed()) put(layer, wish);
  for (const layer of effectLayers.slice(at + 1)) put(layer, wish);

  const all = effectLayers.flatMap((layer) => blocks[layer]);
  const top = Math.min(0, ...all.map(({ node, above }) => (ys.get(keyOf(node)) ?? 0) - above));
  const base = effectSizes.head + 8 - top;
  const loose = looseEnds(chain);
  const steps = all.map(({ node, texts, notes }): PlacedStep => {
    const x = xOf(node.layer);
    const y = Math.round((ys.get(keyOf(node)) ?? 0) + base);
    const words = (text: string, baseline: number, size: number, weight: 'bold' | 'plain'): EffectWords => ({
      x,
      y: baseline,
      size,
      text,
      width: textWidth(text, size, weight),
    });
    return {
      node,
      x,
      y,
      texts: texts.map((text, line) =>
        words(text, y - 10 - (texts.length - 1 - line) * effectSizes.line, effectSizes.text, 'bold'),
      ),
      notes: notes.map((text, line) => words(text, y + 18 + line * effectSizes.smallLine, effectSizes.small, 'plain')),
      leadsNowhere: loose.leadsNowhere.includes(node),
      comesFromNothing: loose.comesFromNothing.includes(node),
    };
  });
  const placed = new Map(steps.map((step) => [keyOf(step.node), step]));
  const marks: { x: number; y: number }[] = [];
  const drawn = links.flatMap(({ link, from, to }): PlacedLink[] => {
    const [a, b] = [placed.get(from), placed.get(to)];
    if (!a || !b) return [];
    const ends = { from: { x: a.x + column, y: a.y }, to: { x: b.x - 8, y: b.y } };
    // Marks stand in the middle of their link where that is free.
    const free = [0.5, 0.35, 0.65, 0.25, 0.75]
      .map((share) => pointAt(ends, share))
      .find((one) => marks.every((other) => Math.hypot(one.x - other.x, one.y - other.y) > effectSizes.mark * 2.2));
    const mark = free ?? pointAt(ends, 0.5);
    marks.push(mark);
    return [{ id: link.id, ...ends, mark }];
  });
  const bottom = Math.max(0, ...all.map(({ node, below }) => (ys.get(keyOf(node)) ?? 0) + base + below));
  return {
    width,
    height: Math.ceil(bottom + 8),
    heads: effectLayers.map((layer) => ({ layer, x: xOf(layer) })),
    steps,
    links: drawn,
  };
}

/** A point on the bend of a link, by the share of its way. */
export function pointAt({ from, to }: Pick<PlacedLink, 'from' | 'to'>, share: number): { x: number; y: number } {
  const middle = (from.x + to.x) / 2;
  const rest = 1 - share;
  const bend = (a: number, b: number, c: number, d: number): number =>
    rest ** 3 * a + 3 * rest ** 2 * share * b + 3 * rest * share ** 2 * c + share ** 3 * d;
  return {
    x: Math.round(bend(from.x, middle, middle, to.x) * 10) / 10,
    y: Math.round(bend(from.y, from.y, to.y, to.y) * 10) / 10,
  };
}

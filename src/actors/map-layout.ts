import { textWidth } from '../ui/charts/text-width.ts';
import type { Mark } from './actor.ts';

/** The map's measures, in the units of its drawing. */
export const map = { left: 58, top: 34, width: 780, height: 640, label: 15, ring: 11 };
const cell = { width: map.width / 5, height: map.height / 5 };

export interface Point {
  readonly x: number;
  readonly y: number;
}
interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** The middle of where a mark belongs: how affected goes to the right, influence upwards. */
export const pointOf = ({ influence, affected }: Mark): Point => ({
  x: round(map.left + (affected - 0.5) * cell.width),
  y: round(map.top + map.height - (influence - 0.5) * cell.height),
});

/** Offsets for several that share a place: rows of a grid around the middle, never past the cell. */
function fanOf(count: number): { readonly offsets: readonly Point[]; readonly ring: number } {
  if (count === 1) return { offsets: [{ x: 0, y: 0 }], ring: map.ring };
  const across = Math.ceil(Math.sqrt(count * (cell.width / cell.height)));
  const down = Math.ceil(count / across);
  const pitch = Math.min(34, (cell.width - 8) / across, (cell.height - 8) / down);
  const offsets = Array.from({ length: count }, (_, at) => {
    const row = Math.floor(at / across);
    const inRow = Math.min(across, count - row * across);
    return { x: ((at % across) - (inRow - 1) / 2) * pitch, y: (row - (down - 1) / 2) * pitch };
  });
  return { offsets, ring: round(Math.min(map.ring, pitch / 2 - 2)) };
}

export interface Placed<Actor> {
  readonly actor: Actor;
  readonly mark: Mark;
  readonly at: Point;
  readonly ring: number;
  /** Where the name begins, on its base line; `leader` where it stands so far off that a line must lead there. */
  readonly label: { readonly text: string; readonly at: Point; readonly leader: Point | undefined };
}

const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const longest = 190;

/** The name as it stands on the map; the whole of it stands in the list. */
export function shortened(name: string): string {
  if (textWidth(name, map.label) <= longest) return name;
  let text = name;
  while (text !== '' && textWidth(`${text}…`, map.label) > longest) text = text.slice(0, -1);
  return `${text.trimEnd()}…`;
}

const lineHeight = map.label + 5;
const inside = ({ x, y, width, height }: Box): boolean =>
  x >= map.left + 2 &&
  y >= map.top + 2 &&
  x + width <= map.left + map.width - 2 &&
  y + height <= map.top + map.height - 2;

/** Every place a name of this width may take, the nearest to its ring first: beside, above and below before farther off. */
function* placesFor(at: Point, ring: number, width: number): Generator<Box> {
  const gap = ring + 6;
  const box = (x: number, y: number): Box => ({ x: round(x), y: round(y), width, height: lineHeight });
  yield box(at.x + gap, at.y - lineHeight / 2);
  yield box(at.x - gap - width, at.y - lineHeight / 2);
  yield box(at.x - width / 2, at.y + gap - 2);
  yield box(at.x - width / 2, at.y - gap - lineHeight + 2);
  for (let far = 12; far < map.width; far += 10) {
    for (let turn = 0; turn < 16; turn += 1) {
      const angle = (turn * Math.PI) / 8;
      const x = at.x + Math.cos(angle) * (gap + far);
      const y = at.y + Math.sin(angle) * (gap + far);
      const left = Math.cos(angle) > 0.3 ? x : Math.cos(angle) < -0.3 ? x - width : x - width / 2;
      yield box(left, y - lineHeight / 2);
    }
  }
}

/**
 * Where every actor and its name stand. The same actors give the same picture: those that share a place are fanned out in
 * the order given, and names are set one by one where nothing stands yet, those with the fullest cells first.
 */
export function layOut<Actor extends { readonly name: string }>(
  actors: readonly { readonly actor: Actor; readonly mark: Mark }[],
): readonly Placed<Actor>[] {
  const cells = new Map<string, number[]>();
  actors.forEach(({ mark }, at) => {
    const key = `${mark.influence} ${mark.affected}`;
    cells.set(key, [...(cells.get(key) ?? []), at]);
  });
  const points: { at: Point; ring: number; among: number }[] = [];
  for (const members of cells.values()) {
    const { offsets, ring } = fanOf(members.length);
    members.forEach((member, place) => {
      const { mark } = actors[member] ?? { mark: { influence: 3, affected: 3 } };
      const middle = pointOf(mark);
      const { x, y } = offsets[place] ?? { x: 0, y: 0 };
      points[member] = { at: { x: round(middle.x + x), y: round(middle.y + y) }, ring, among: members.length };
    });
  }
  const rings = points.map(({ at, ring }) => ({
    x: at.x - ring - 2,
    y: at.y - ring - 2,
    width: 2 * ring + 4,
    height: 2 * ring + 4,
  }));
  const taken: Box[] = [];
  const labels: Placed<Actor>['label'][] = [];
  const order = points
    .map((_, at) => at)
    .toSorted((a, b) => (points[b]?.among ?? 0) - (points[a]?.among ?? 0) || a - b);
  for (const at of order) {
    const point = points[at];
    const one = actors[at];
    if (!point || !one) continue;
    const text = shortened(one.actor.name);
    const width = Math.ceil(textWidth(text, map.label)) + 4;
    const isFree = (box: Box): boolean =>
      inside(box) && !rings.some((ring) => overlaps(ring, box)) && !taken.some((label) => overlaps(label, box));
    let tries = 0;
    let found: Box | undefined;
    for (const place of placesFor(point.at, point.ring, width)) {
      tries += 1;
      if (!isFree(place)) continue;
      found = place;
      break;
    }
    const box = found ?? { x: map.left + 4, y: map.top + 4, width, height: lineHeight };
    taken.push(box);
    const isFar = tries > 4;
    labels[at] = {
      text,
      at: { x: box.x + 2, y: round(box.y + lineHeight - 5) },
      leader: isFar
        ? {
            x: round(Math.min(Math.max(point.at.x, box.x), box.x + width)),
            y: round(point.at.y < box.y ? box.y : Math.min(point.at.y, box.y + lineHeight)),
          }
        : undefined,
    };
  }
  return actors.flatMap(({ actor, mark }, at) => {
    const point = points[at];
    const label = labels[at];
    return point && label ? [{ actor, mark, at: point.at, ring: point.ring, label }] : [];
  });
}

/** What a label covers, for who checks that none covers another. */
export const boxOfLabel = ({ label }: Placed<unknown>): Box => ({
  x: label.at.x - 2,
  y: label.at.y - lineHeight + 5,
  width: Math.ceil(textWidth(label.text, map.label)) + 4,
  height: lineHeight,
});
export { overlaps };

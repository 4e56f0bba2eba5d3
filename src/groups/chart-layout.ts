import { textWidth, wrapped } from '../ui/charts/text-width.ts';
import { type PartyCounts, type Placed, placesOf } from './joint-group.ts';

export const sizes = { name: 16, small: 13.5, line: 19, knot: 5.4, step: 15, gap: 34, drop: 88, edge: 10 };
const knotsAcross = 12;
const mostKnots = 36;

export interface ChartedGroup {
  readonly id: string;
  readonly name: string;
  readonly under_group_id: string | null;
  readonly is_borrowed: boolean;
  readonly mandate_basis: string;
  readonly isInformal: boolean;
  readonly notes: readonly string[];
  readonly places: readonly Placed[];
}

export interface ChartNode {
  readonly group: ChartedGroup;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly name: readonly string[];
  readonly notes: readonly string[];
  /** One for each place, true where it is taken; at most so many as can be told apart. */
  readonly knots: readonly boolean[];
  readonly above: string | null;
}

export interface ChartLayout {
  readonly nodes: readonly ChartNode[];
  readonly width: number;
  readonly height: number;
}

const roomFor = 200;

function sizeOf(group: ChartedGroup, counts: PartyCounts): Omit<ChartNode, 'x' | 'y' | 'above'> {
  const knots = group.places.flatMap((place) => {
    const { all, taken } = placesOf(place, counts);
    return Array.from({ length: all ?? taken }, (_, at) => at < taken);
  });
  const shown = knots.slice(0, mostKnots);
  const name = wrapped(group.name, roomFor, sizes.name, 'bold', 3);
  const notes = group.notes.flatMap((note) => wrapped(note, roomFor, sizes.small, 'plain', 2));
  const wide = Math.max(
    110,
    ...name.map((line) => textWidth(line, sizes.name, 'bold')),
    ...notes.map((line) => textWidth(line, sizes.small)),
    Math.min(shown.length, knotsAcross) * sizes.step,
  );
  const rows = Math.ceil(shown.length / knotsAcross);
  return {
    group,
    name,
    notes,
    knots: shown,
    width: Math.ceil(wide) + 4,
    height: 18 + name.length * sizes.line + rows * sizes.step + (rows > 0 ? 6 : 0) + notes.length * (sizes.line - 2),
  };
}

export const knotAt = (node: ChartNode, at: number): { readonly x: number; readonly y: number } => ({
  x: node.x + sizes.knot + 1 + (at % knotsAcross) * sizes.step,
  y: node.y + 22 + node.name.length * sizes.line + Math.floor(at / knotsAcross) * sizes.step,
});

/** Those whose group above is not shown stand topmost. Each row is one step down; a group stands in the middle of its own. */
export function layOutChart(groups: readonly ChartedGroup[], counts: PartyCounts): ChartLayout {
  const isShown = (id: string | null) => id !== null && groups.some((group) => group.id === id);
  const below = (id: string | null) =>
    groups.filter((group) => (id === null ? !isShown(group.under_group_id) : group.under_group_id === id));
  const measured = new Map(groups.map((group) => [group.id, sizeOf(group, counts)]));
  const depthHeights: number[] = [];
  const measureDepth = (id: string | null, depth: number): void => {
    for (const group of below(id)) {
      const height = measured.get(group.id)?.height ?? 0;
      depthHeights[depth] = Math.max(depthHeights[depth] ?? 0, height);
      measureDepth(group.id, depth + 1);
    }
  };
  measureDepth(null, 0);
  const topOf = (depth: number): number =>
    sizes.edge + depthHeights.slice(0, depth).reduce((sum, height) => sum + height + sizes.drop - 36, 0);

  const nodes: ChartNode[] = [];
  const place = (id: string, depth: number, from: number, above: string | null): number => {
    const own = measured.get(id);
    if (!own) return from;
    let at = from;
    const children = below(id);
    for (const child of children) at = place(child.id, depth + 1, at, id) + sizes.gap;
    const end = Math.max(children.length > 0 ? at - sizes.gap : from, from + own.width);
    nodes.push({ ...own, x: Math.round(from), y: topOf(depth), above });
    return end;
  };
  let at = sizes.edge;
  for (const group of below(null)) at = place(group.id, 0, at, null) + sizes.gap;
  const order = new Map(groups.map((group, index) => [group.id, index]));
  return {
    nodes: nodes.toSorted((a, b) => (order.get(a.group.id) ?? 0) - (order.get(b.group.id) ?? 0)),
    width: Math.max(at - sizes.gap + sizes.edge, 300),
    height: Math.max(0, ...nodes.map((node) => node.y + node.height)) + sizes.edge,
  };
}

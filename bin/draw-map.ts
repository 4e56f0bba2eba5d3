// node bin/run.mjs bin/draw-map.ts sweden.topojson: draws the counties and municipalities of Sweden for choosing a
// territory. Run once for each new set of boundaries; what it writes is kept in the repository.
import { readFileSync, writeFileSync } from 'node:fs';
import type { TerritoryMap } from '../src/collaborations/territory.ts';

type Point = readonly [x: number, y: number];

interface Shape {
  readonly type: 'Polygon' | 'MultiPolygon';
  readonly arcs: readonly (readonly number[])[] | readonly (readonly (readonly number[])[])[];
}
interface Municipality extends Shape {
  readonly properties: { readonly code: string; readonly name: string; readonly county: string };
}
interface County extends Shape {
  readonly properties: { readonly code: string; readonly name: string; readonly region_id: string };
}
interface Topology {
  readonly transform: { readonly scale: Point; readonly translate: Point };
  readonly arcs: readonly (readonly Point[])[];
  readonly objects: {
    readonly municipalities: { readonly geometries: readonly Municipality[] };
    readonly counties: { readonly geometries: readonly County[] };
  };
}

/** Room around a drawing, so that its outermost border is not cut. */
const margin = 4;

/** The arcs as longitude and latitude. */
function arcsOf(topology: Topology): Point[][] {
  const { scale, translate } = topology.transform;
  return topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]] as const;
    });
  });
}

/** The arcs of every ring, whether the shape is one polygon or several. */
const ringsOf = (shape: Shape): readonly (readonly number[])[] =>
  shape.type === 'Polygon'
    ? (shape.arcs as readonly (readonly number[])[])
    : (shape.arcs as readonly (readonly (readonly number[])[])[]).flat();

interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly arcs: readonly (readonly Point[])[];
}

/** Projects the arcs so that what the shapes cover fits the room, and takes away what nobody can see at that size. */
function draw(
  arcs: readonly (readonly Point[])[],
  shapes: readonly Shape[],
  room: { width: number; height: number },
  tolerance: number,
): Drawing {
  const used = new Set(shapes.flatMap((shape) => ringsOf(shape).flat()).map((arc) => (arc < 0 ? ~arc : arc)));
  const covered = [...used].flatMap((arc) => arcs[arc] ?? []);
  const latitudes = covered.map(([, latitude]) => latitude);
  const parallel = (Math.min(...latitudes) + Math.max(...latitudes)) / 2;
  const narrowing = Math.cos((parallel * Math.PI) / 180);
  const west = Math.min(...covered.map(([longitude]) => longitude)) * narrowing;
  const east = Math.max(...covered.map(([longitude]) => longitude)) * narrowing;
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const scale = Math.min((room.width - 2 * margin) / (east - west), (room.height - 2 * margin) / (north - south));
  return {
    width: Math.ceil((east - west) * scale + 2 * margin),
    height: Math.ceil((north - south) * scale + 2 * margin),
    arcs: arcs.map((arc, at) =>
      used.has(at)
        ? simplify(
            arc.map(([x, y]) => [(x * narrowing - west) * scale + margin, (north - y) * scale + margin] as const),
            tolerance,
          )
        : [],
    ),
  };
}

/** Visvalingam: takes away the point that makes the smallest triangle until none is smaller than the tolerance. */
function simplify(arc: readonly Point[], tolerance: number): Point[] {
  const kept = [...arc];
  const [first, last] = [arc[0], arc.at(-1)];
  // A whole island keeps four points, so that none shrinks to a line.
  const fewest = first && last && first[0] === last[0] && first[1] === last[1] ? 4 : 2;
  while (kept.length > fewest) {
    let smallest = tolerance;
    let at = 0;
    for (let index = 1; index < kept.length - 1; index += 1) {
      const [a, b, c] = kept.slice(index - 1, index + 2) as [Point, Point, Point];
      const area = Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
      if (area < smallest) [smallest, at] = [area, index];
    }
    if (at === 0) break;
    kept.splice(at, 1);
  }
  return kept;
}

/** The rings of a shape in its drawing, each closed. */
const outline = (drawing: Drawing, shape: Shape): Point[][] =>
  ringsOf(shape).map((ring) =>
    ring.flatMap((arc) => (arc < 0 ? [...(drawing.arcs[~arc] ?? [])].reverse() : (drawing.arcs[arc] ?? []))),
  );

/** An SVG path in whole parts of `steps` to the unit, each point told from the one before it. */
function pathOf(rings: readonly (readonly Point[])[], steps: number): string {
  const told = (from: Point, to: Point): string =>
    [to[0] - from[0], to[1] - from[1]]
      .map((part) => `${part / steps}`.replace(/^(-?)0\./, '$1.'))
      .reduce((x, y) => (y.startsWith('-') ? `${x}${y}` : `${x} ${y}`));
  return rings
    .map((ring) => ring.map(([x, y]) => [Math.round(x * steps), Math.round(y * steps)] as const))
    .map((ring) => ring.filter((point, at) => at === 0 || point.join() !== ring[at - 1]?.join()))
    .filter((ring) => ring.length > 3)
    .map((ring) => {
      const [first = [0, 0] as Point, ...rest] = ring.slice(0, -1);
      let from: Point = first;
      const lines = rest.map((to) => {
        const line = told(from, to);
        from = to;
        return line;
      });
      return `M${told([0, 0], first)}l${lines.reduce((path, line) => (line.startsWith('-') ? path + line : `${path} ${line}`))}z`;
    })
    .join('');
}

/** How wide a text of that height may be with its middle in the point, without leaving the shape. */
function roomAt(rings: readonly (readonly Point[])[], [x, y]: Point, height: number): number {
  let half = Number.POSITIVE_INFINITY;
  for (const part of [-0.5, -0.25, 0, 0.25, 0.5]) {
    const line = y + part * height;
    const crossings = rings
      .flatMap((ring) =>
        ring.flatMap((from, at) => {
          const to = ring[(at + 1) % ring.length] ?? from;
          return from[1] > line === to[1] > line
            ? []
            : [from[0] + ((line - from[1]) / (to[1] - from[1])) * (to[0] - from[0])];
        }),
      )
      .toSorted((a, b) => a - b);
    const next = crossings.findIndex((crossing) => crossing > x);
    if (next < 1 || next % 2 === 0) return 0;
    half = Math.min(half, (crossings[next] ?? x) - x, x - (crossings[next - 1] ?? x));
  }
  return 2 * half;
}

/** Heights of the names in the drawings: as drawn at full size, and on a phone. Said again in collaborations.css. */
const nameHeights = [15, 26] as const;

/** Where the name sits best: where it fits at both sizes, and then nearest the middle of the shape. */
function labelOf(rings: readonly (readonly Point[])[], name: string): { point: Point; room: [number, number] } {
  const points = rings.flat();
  const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
  const [top, bottom] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
  const step = Math.max((right - left) / 60, (bottom - top) / 60, 0.5);
  let best: { point: Point; room: [number, number]; worth: number } | undefined;
  for (let y = top; y <= bottom; y += step) {
    for (let x = left; x <= right; x += step) {
      if (roomAt(rings, [x, y], 0) === 0) continue;
      const room = nameHeights.map((height) => roomAt(rings, [x, y], height)) as [number, number];
      const [full, phone] = room.map((width, at) =>
        Math.min(width / ((nameHeights[at] ?? 0) * 0.6 * (name.length + 1)), 1),
      );
      const away = Math.hypot(x - (left + right) / 2, y - (top + bottom) / 2) / Math.hypot(right - left, bottom - top);
      const worth = 3 * (full ?? 0) + 2 * (phone ?? 0) - away;
      if (!best || worth > best.worth) best = { point: [x, y], room, worth };
    }
  }
  if (!best) throw new Error(`no room inside ${name}`);
  const { point, room } = best;
  return { point: [Math.round(point[0]), Math.round(point[1])], room: [Math.floor(room[0]), Math.floor(room[1])] };
}

const [source] = process.argv.slice(2);
if (!source) {
  process.stderr.write('Which boundaries? node bin/run.mjs bin/draw-map.ts sweden.topojson\n');
  process.exit(1);
}
const topology = JSON.parse(readFileSync(source, 'utf8')) as Topology;
const arcs = arcsOf(topology);
const { counties, municipalities } = topology.objects;

const country = draw(arcs, counties.geometries, { width: 400, height: 860 }, 0.4);
const map: TerritoryMap = {
  width: country.width,
  height: country.height,
  counties: counties.geometries
    .toSorted((a, b) => a.properties.code.localeCompare(b.properties.code))
    .map((county) => {
      const own = municipalities.geometries
        .filter((municipality) => municipality.properties.county === county.properties.code)
        .toSorted((a, b) => a.properties.name.localeCompare(b.properties.name, 'sv'));
      const drawing = draw(arcs, own, { width: 640, height: 720 }, 0.4);
      return {
        code: county.properties.code,
        name: county.properties.name,
        region: county.properties.region_id,
        path: pathOf(outline(country, county), 10),
        width: drawing.width,
        height: drawing.height,
        municipalities: own.map((municipality) => {
          const rings = outline(drawing, municipality);
          const label = labelOf(rings, municipality.properties.name);
          return {
            code: municipality.properties.code,
            county: county.properties.code,
            path: pathOf(rings, 10),
            label: label.point,
            room: label.room,
          };
        }),
      };
    }),
};

const text = JSON.stringify(map, null, 2).replaceAll(
  /\[\s+([\d,\s]+?)\s+\]/g,
  (_, list: string) => `[${list.replaceAll(/\s+/g, ' ')}]`,
);
writeFileSync(new URL('../src/collaborations/library/map.json', import.meta.url), `${text}\n`);

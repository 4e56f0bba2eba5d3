import type { Markup } from '../../platform/markup/jsx-runtime.ts';
import type { Language } from '../../platform/texts.ts';
import { textWidth, wrapped } from '../../ui/charts/text-width.ts';
import type { WholeAnalysis, WrittenCause } from '../frozen-analysis.ts';
import { situationTexts } from '../texts.ts';

type Tree = Pick<WholeAnalysis, 'causes' | 'objections'>;

const sizes = { root: 20, word: 15, note: 13.5 };
const leading = { root: 25, word: 19, note: 17 };
/** Across: how wide the words of a column may be, how long the way is to the next, and what stands between rows. */
const across = { widest: 232, way: 54, row: 26 };
/** Down, for a phone: how far each step is drawn in. */
const down = { width: 360, step: 22, row: 20 };
const knot = 5.4;
const round = (value: number): number => Math.round(value * 10) / 10;

interface Drawn {
  readonly key: string;
  readonly words: readonly string[];
  /** Who does not share the picture, below the line. */
  readonly notes: readonly string[];
  readonly isRoot: boolean;
  readonly depth: number;
  readonly parent: Drawn | undefined;
  readonly children: Drawn[];
  y: number;
}

const above = (one: Drawn): number => one.words.length * (one.isRoot ? leading.root : leading.word) + 6;
const below = (one: Drawn): number => one.notes.length * leading.note + (one.notes.length > 0 ? 6 : 0);

/** Every cause with its words in lines that have room, the problem first and then what lies behind it, depth first. */
function gather(tree: Tree, language: Language, roomAt: (depth: number) => number): readonly Drawn[] {
  const t = situationTexts(language).causes;
  const gathered: Drawn[] = [];
  const walk = (cause: WrittenCause | undefined, depth: number, parent: Drawn | undefined): Drawn => {
    const room = roomAt(depth);
    const contesting = tree.objections.filter((one) => one.cause_id === cause?.id).map((one) => one.organisation);
    const drawn: Drawn = {
      key: cause?.id ?? '',
      words: cause ? wrapped(cause.text, room, sizes.word, 'bold') : wrapped(t.problem, room, sizes.root, 'bold'),
      notes: contesting.flatMap((organisation) => wrapped(t.contested(organisation), room, sizes.note)),
      isRoot: !cause,
      depth,
      parent,
      children: [],
      y: 0,
    };
    gathered.push(drawn);
    for (const one of tree.causes) {
      if (one.under_id === (cause?.id ?? null)) drawn.children.push(walk(one, depth + 1, drawn));
    }
    return drawn;
  };
  walk(undefined, 0, undefined);
  return gathered;
}

const widthOf = (one: Drawn): number =>
  Math.max(
    ...one.words.map((line) => textWidth(line, one.isRoot ? sizes.root : sizes.word, 'bold')),
    ...one.notes.map((line) => textWidth(line, sizes.note)),
  );

function Words(props: { of: Drawn; x: number; noteX: number }) {
  const { of: one, x } = props;
  const step = one.isRoot ? leading.root : leading.word;
  return (
    <>
      {one.words.map((line, at) => (
        <text
          x={x}
          y={round(one.y - 9 - (one.words.length - 1 - at) * step)}
          class={one.isRoot ? 'cause-problem' : 'cause-word'}
        >
          {line}
        </text>
      ))}
      {one.notes.map((line, at) => (
        <text x={props.noteX} y={round(one.y + 18 + at * leading.note)} class="cause-note">
          {line}
        </text>
      ))}
    </>
  );
}

const lineOf = (one: Drawn): string => (one.notes.length > 0 ? 'cause-line contested' : 'cause-line');
const knotOf = (one: Drawn): string => (one.notes.length > 0 ? 'cause-knot contested' : 'cause-knot');

/** From left to right: the words stand on the line, which parts where several causes lie behind the same thing. */
function drawAcross(tree: Tree, language: Language): Markup {
  const causes = gather(tree, language, () => across.widest);
  let bottom = 0;
  const place = (one: Drawn): void => {
    const top = bottom;
    for (const child of one.children) place(child);
    const [first, last] = [one.children[0], one.children.at(-1)];
    one.y = round(first && last ? Math.max(top + above(one), (first.y + last.y) / 2) : top + above(one));
    bottom = Math.max(bottom, one.y + below(one) + across.row);
  };
  const [root] = causes;
  if (root) place(root);
  const depths = Math.max(...causes.map((one) => one.depth)) + 1;
  const widths = Array.from({ length: depths }, (_, depth) =>
    Math.max(60, ...causes.filter((one) => one.depth === depth).map(widthOf)),
  );
  const x = (depth: number): number =>
    round(widths.slice(0, depth).reduce((sum, width) => sum + width + across.way, 8));
  const end = (one: Drawn): number => round(x(one.depth) + (widths[one.depth] ?? 0) + 8);
  const width = round(x(depths - 1) + (widths[depths - 1] ?? 0) + 12);
  const height = round(bottom - across.row + 10);
  return (
    <svg
      class="cause-tree"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={situationTexts(language).causes.tree}
    >
      {causes.map((one) => {
        const { parent } = one;
        const middle = parent ? round((end(parent) + x(one.depth)) / 2) : 0;
        const way = parent
          ? `M${end(parent)} ${parent.y}C${middle} ${parent.y} ${middle} ${one.y} ${x(one.depth)} ${one.y}`
          : `M${x(0)} ${one.y}`;
        const to = one.children.length > 0 ? end(one) : round(x(one.depth) + widthOf(one));
        return (
          <g key={one.key}>
            <path d={`${way}H${to}`} class={lineOf(one)} />
            <circle cx={x(one.depth)} cy={one.y} r={knot} class={knotOf(one)} />
            <Words of={one} x={x(one.depth)} noteX={x(one.depth)} />
          </g>
        );
      })}
    </svg>
  );
}

/** Down the page: each cause further in than what it lies behind. */
function drawDown(tree: Tree, language: Language): Markup {
  const x = (depth: number): number => 8 + depth * down.step;
  const causes = gather(tree, language, (depth) => Math.max(120, down.width - x(depth) - 14));
  let bottom = 0;
  for (const one of causes) {
    one.y = round(bottom + above(one));
    bottom = one.y + below(one) + down.row;
  }
  const width = round(Math.max(down.width, ...causes.map((one) => x(one.depth) + widthOf(one) + 22)));
  const height = round(bottom - down.row + 10);
  return (
    <svg
      class="cause-tree-narrow"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={situationTexts(language).causes.tree}
    >
      {causes.map((one) => {
        const { parent } = one;
        const left = x(one.depth);
        const way = parent
          ? `M${x(parent.depth)} ${parent.y}V${one.y - 12}Q${x(parent.depth)} ${one.y} ${x(parent.depth) + 12} ${one.y}`
          : `M${left} ${one.y}`;
        return (
          <g key={one.key}>
            <path d={`${way}H${round(left + 12 + widthOf(one))}`} class={lineOf(one)} />
            <circle cx={left} cy={one.y} r={knot} class={knotOf(one)} />
            <Words of={one} x={left + 12} noteX={left + 12} />
          </g>
        );
      })}
    </svg>
  );
}

/** The tree of causes; what a party does not share is dotted, and says whose picture it is not. A list beside it says the same. */
export const CauseTree = (props: { tree: Tree; language: Language; size: 'wide' | 'narrow' }): Markup =>
  props.size === 'wide' ? drawAcross(props.tree, props.language) : drawDown(props.tree, props.language);

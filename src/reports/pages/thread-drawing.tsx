import { SmallCurve } from '../../ui/charts/small-curve.tsx';
import { textWidth } from '../../ui/charts/text-width.ts';
import { placed } from '../../ui/picture.tsx';
import { ShapeIcon, toneOf } from '../../ui/state.tsx';
import type { LineOfSight, ReadMeasure } from '../line-of-sight.ts';
import {
  type DrawnNode,
  type DrawnThread,
  headHeight,
  keyHeight,
  type Point,
  type ThreadKind,
  type ThreadLayout,
} from '../thread-layout.ts';

function pathOf({ from, to, on }: DrawnThread): string {
  if (from.y === to.y) return `M${from.x} ${from.y}H${Math.max(on, to.x)}`;
  const middle = (from.x + to.x) / 2;
  const bend = `M${from.x} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
  return on > to.x ? `${bend}H${on}` : bend;
}

function Knot(props: Point & { kind: ThreadKind }) {
  const { x, y, kind } = props;
  switch (kind) {
    case 'whole':
      return <circle cx={x} cy={y} r="5.4" class="knot" />;
    case 'missing':
      return <circle cx={x} cy={y} r="7.4" class="knot-missing" />;
    case 'notAnswered':
      return <circle cx={x} cy={y} r="7.4" class="thread-silent" />;
    default:
      return <path d={`M${x - 8} ${y}H${x + 8}`} class="thread-bar" />;
  }
}

function Node(props: { node: DrawnNode; read: ReadMeasure | undefined; years: { from: number; to: number } }) {
  const { node, read, years } = props;
  const { measure } = node;
  const target = read?.indicator;
  const tone = read ? `tone-${toneOf(read.state.shape)}` : '';
  return (
    <a href={node.href} class="thread-node">
      {node.texts.some(({ text }) => text.endsWith('…')) ? <title>{node.name}</title> : null}
      <Knot {...node.knot} />
      {node.texts.map((text, at) => (
        <>
          <text
            key={at}
            x={text.x}
            y={text.y}
            font-size={text.size}
            class={`thread-word${text.weight === 'bold' ? ' strong' : ''} ${text.tone === 'state' ? tone : `tone-${text.tone}`}`}
          >
            {text.text}
          </text>{' '}
        </>
      ))}
      {measure?.curve && read
        ? placed(
            <SmallCurve
              points={read.read.points}
              from={years.from}
              to={years.to}
              label=""
              target={
                target && target.target !== null && target.target_period !== null
                  ? { value: target.target, period: target.target_period }
                  : undefined
              }
            />,
            measure.curve,
          )
        : null}
      {measure?.shape && read ? (
        <g class={tone}>
          {placed(<ShapeIcon shape={read.state.shape} />, { ...measure.shape, width: 16, height: 16 })}
        </g>
      ) : null}
    </a>
  );
}

export interface ThreadWords {
  readonly picture: string;
  readonly columns: readonly [string, string, string, string];
  readonly doing: string;
  readonly key: Readonly<Record<ThreadKind | 'target' | 'doubted', string>>;
}

/** Every curve shares one axis, so that a short series does not look as long as the others. */
function yearsOf(line: LineOfSight): { from: number; to: number } {
  const periods = line.goals.flatMap(({ measures }) => measures.flatMap(({ indicator }) => indicator.periods ?? []));
  return periods.length > 0
    ? { from: Math.max(2010, Math.min(...periods)), to: Math.max(...periods) }
    : { from: 2010, to: 2022 };
}

/** What the strokes mean, in one line under the drawing: those that are there. */
function Key(props: { layout: ThreadLayout; words: ThreadWords; y: number }) {
  const { layout, words, y } = props;
  const kinds = (['whole', 'missing', 'notAnswered', 'aside'] as const).filter((kind) =>
    layout.threads.some((thread) => thread.kind === kind),
  );
  const hasCurves = layout.nodes.some((node) => node.measure?.curve);
  let x = 6;
  const step = (width: number): number => {
    const at = x;
    x += width;
    return at;
  };
  return (
    <g class="thread-key">
      <path d={`M0 ${y}H${layout.width}`} class="thread-rule" />
      {kinds.map((kind) => {
        const at = step(60 + textWidth(words.key[kind], 14) + 34);
        return (
          <g key={kind}>
            <path d={`M${at} ${y + 26}H${at + (kind === 'whole' ? 42 : 34)}`} class={`thread-${kind}`} />
            {kind === 'whole' ? <Knot x={at} y={y + 26} kind="whole" /> : null}
            <Knot x={at + 42} y={y + 26} kind={kind} />
            <text x={at + 60} y={y + 31} font-size="14" class="thread-word tone-ink">
              {words.key[kind]}
            </text>
          </g>
        );
      })}
      {hasCurves
        ? (['target', 'doubted'] as const).map((kind) => {
            const at = step((kind === 'target' ? 52 : 20) + textWidth(words.key[kind], 14) + 34);
            return (
              <g key={kind} class="thread-curve">
                {kind === 'target' ? (
                  <path d={`M${at} ${y + 26}H${at + 42}`} class="small-target" />
                ) : (
                  <circle cx={at + 4} cy={y + 26} r="4" class="chart-doubted" />
                )}
                <text x={at + (kind === 'target' ? 52 : 16)} y={y + 31} font-size="14" class="thread-word tone-ink">
                  {words.key[kind]}
                </text>
              </g>
            );
          })
        : null}
    </g>
  );
}

export function ThreadDrawing(props: { line: LineOfSight; layout: ThreadLayout; words: ThreadWords }) {
  const { line, layout, words } = props;
  const years = yearsOf(line);
  const height = headHeight + layout.height + keyHeight;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand inside a drawing.
    <svg
      class={`thread-drawing thread-${layout.detail}`}
      viewBox={`0 0 ${layout.width} ${height}`}
      preserveAspectRatio="xMinYMin"
      role="group"
      aria-label={words.picture}
    >
      {words.columns.map((column, at) => (
        <text
          key={column}
          x={at === 0 ? 0 : layout.columns[at]}
          y="18"
          font-size="16"
          class="thread-word strong tone-ink"
        >
          {column}
        </text>
      ))}
      {layout.doing === undefined ? null : (
        <text x={layout.doing} y="18" font-size="16" class="thread-word strong tone-ink">
          {words.doing}
        </text>
      )}
      <path d={`M0 32H${layout.width}`} class="thread-rule strong" />
      <g transform={`translate(0 ${headHeight})`}>
        {layout.threads.map((thread, at) => (
          <path key={at} d={pathOf(thread)} class={`thread-${thread.kind}`} />
        ))}
        {layout.threads.map((thread, at) =>
          // A measure without a target: the thread ends in an open ring.
          thread.kind === 'missing' && thread.from.x === thread.to.x ? (
            <Knot key={at} x={thread.on} y={thread.to.y} kind="missing" />
          ) : null,
        )}
        {layout.nodes.map((node, at) => (
          <Node
            key={at}
            node={node}
            read={node.measure ? line.goals[node.measure.goal]?.measures[node.measure.measure] : undefined}
            years={years}
          />
        ))}
      </g>
      <Key layout={layout} words={words} y={headHeight + layout.height} />
    </svg>
  );
}

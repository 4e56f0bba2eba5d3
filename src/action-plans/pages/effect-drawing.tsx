import { textWidth } from '../../ui/charts/text-width.ts';
import { type EffectLayout, effectSizes, type PlacedLink } from '../effect-layout.ts';
import type { EffectLayer, EffectNode } from '../effects.ts';
import type { ContestedLink } from '../reading-effects.ts';

export interface EffectDrawingWords {
  readonly label: string;
  headOf(layer: EffectLayer): string;
  readonly key: Readonly<Record<'strong' | 'plain' | 'contested' | 'loose', string>>;
  nameOf(link: ContestedLink): string;
}

const bend = ({ from, to }: Pick<PlacedLink, 'from' | 'to'>): string => {
  const middle = (from.x + to.x) / 2;
  return `M${from.x} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
};
const manner = (link: ContestedLink): string =>
  link.contests.length > 0 ? 'contested' : link.evidence_grade === 'evidenceBased' ? 'strong' : 'plain';

/** A ring with a stroke through its line: somebody does not think that it leads there. */
function Mark(props: { x: number; y: number }) {
  const { x, y } = props;
  return (
    <g class="effect-mark">
      <circle cx={x} cy={y} r={effectSizes.mark} />
      <path d={`M${x - 5} ${y + 5}L${x + 5} ${y - 5}`} />
    </g>
  );
}

/** What the strokes mean, under the drawing: those that are there. */
function Key(props: { y: number; words: EffectDrawingWords; kinds: readonly (keyof EffectDrawingWords['key'])[] }) {
  const { y, words, kinds } = props;
  let x = 0;
  let line = 0;
  return (
    <>
      {kinds.map((kind) => {
        const width = 62 + textWidth(words.key[kind], 14) + 30;
        if (x > 0 && x + width > effectSizes.column * 4 + effectSizes.gutter * 3) {
          x = 0;
          line += 1;
        }
        const at = x;
        const base = y + 24 + line * 26;
        x += width;
        return (
          <g key={kind}>
            <path class={`effect-link ${kind}`} d={`M${at + 2} ${base}H${at + (kind === 'loose' ? 36 : 50)}`} />
            {kind === 'contested' ? <Mark x={at + 26} y={base} /> : null}
            {kind === 'loose' ? <circle class="effect-ring" cx={at + 43} cy={base} r="6" /> : null}
            <text class="effect-note" x={at + 62} y={base + 5} font-size="14">
              {words.key[kind]}
            </text>
          </g>
        );
      })}
    </>
  );
}

/** The chain of effect from the left: what is done, what it yields, what that changes, for which goal. */
export function EffectDrawing(props: {
  layout: EffectLayout;
  links: readonly ContestedLink[];
  words: EffectDrawingWords;
  /** Nothing is missing in a real example. */
  isReal: boolean;
  hrefOf?: (node: EffectNode) => string | undefined;
  linkHrefOf?: (link: ContestedLink) => string;
}) {
  const { layout, links, words, hrefOf, linkHrefOf, isReal } = props;
  const { column } = effectSizes;
  const byId = new Map(links.map((link) => [link.id, link]));
  const isLoose = !isReal && layout.steps.some((step) => step.leadsNowhere || step.comesFromNothing);
  const kinds = [
    ...(['strong', 'plain', 'contested'] as const).filter((kind) => links.some((link) => manner(link) === kind)),
    ...(isLoose ? (['loose'] as const) : []),
  ];
  const height = layout.height + 24 + Math.ceil(kinds.length / 2) * 26;
  return (
    <svg
      class="effects"
      viewBox={`0 0 ${layout.width} ${height}`}
      width={layout.width}
      height={height}
      role={hrefOf ? 'group' : 'img'}
      aria-label={words.label}
    >
      {layout.heads.map(({ layer, x }) => (
        <text key={layer} class="effect-head" x={x} y="16" font-size="15">
          {words.headOf(layer)}
        </text>
      ))}
      <path class="effect-rule" d={`M0 28H${layout.width}`} />
      {layout.links.map((one) => {
        const link = byId.get(one.id);
        return link ? <path key={one.id} class={`effect-link ${manner(link)}`} d={bend(one)} /> : null;
      })}
      {layout.steps.map(({ node, x, y, texts, notes, leadsNowhere, comesFromNothing }) => {
        const inside = (
          <>
            {texts.map((one) => (
              <>
                <text key={one.y} class="effect-text" x={one.x} y={one.y} font-size={one.size}>
                  {one.text}
                </text>{' '}
              </>
            ))}
            {notes.map((one) => (
              <>
                <text key={one.y} class="effect-note" x={one.x} y={one.y} font-size={one.size}>
                  {one.text}
                </text>{' '}
              </>
            ))}
          </>
        );
        const href = hrefOf?.(node);
        return (
          <g key={node.id} class={`effect-step ${node.layer}`}>
            <path class="effect-line" d={`M${x} ${y}H${x + column}`} />
            {leadsNowhere && !isReal ? (
              <>
                <path class="effect-link loose" d={`M${x + column} ${y}H${x + column + 22}`} />
                <circle class="effect-ring" cx={x + column + 29} cy={y} r="6" />
              </>
            ) : null}
            {comesFromNothing && !isReal ? (
              <circle class="effect-ring" cx={x} cy={y} r="6" />
            ) : (
              <circle class="effect-knot" cx={x} cy={y} r="5" />
            )}
            {href ? <a href={href}>{inside}</a> : inside}
          </g>
        );
      })}
      {layout.links.map((one) => {
        const link = byId.get(one.id);
        if (!link || link.contests.length === 0) return null;
        const mark = <Mark {...one.mark} />;
        return linkHrefOf ? (
          <a key={one.id} href={linkHrefOf(link)} aria-label={words.nameOf(link)}>
            {mark}
          </a>
        ) : (
          mark
        );
      })}
      <path class="effect-rule" d={`M0 ${layout.height}H${layout.width}`} />
      <Key y={layout.height} words={words} kinds={kinds} />
    </svg>
  );
}

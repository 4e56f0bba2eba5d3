import type { EvidenceGrade } from './activity.ts';

/** The chain of effect: what an activity yields, what that changes, and which goal the change serves. Pure. */

/** The layers of the chain, in order. A link leads from one to the next. */
export const effectLayers = ['activity', 'output', 'outcome', 'goal'] as const;
export type EffectLayer = (typeof effectLayers)[number];

export const effectStepKinds = ['output', 'outcome'] as const;
export type EffectStepKind = (typeof effectStepKinds)[number];

/** A place in the chain, as forms write it: its layer and its id. */
export interface EffectEnd {
  readonly layer: EffectLayer;
  readonly id: string;
}

export interface EffectLinkRow {
  readonly id: string;
  readonly activity_id: string | null;
  readonly output_id: string | null;
  readonly outcome_id: string | null;
  readonly goal_id: string | null;
  readonly because: string;
  readonly evidence_grade: EvidenceGrade | null;
  readonly evidence_source: string;
  readonly version: number;
}

export const layerAfter = (layer: EffectLayer): EffectLayer | undefined =>
  effectLayers[effectLayers.indexOf(layer) + 1];

type Ends = Pick<EffectLinkRow, 'activity_id' | 'output_id' | 'outcome_id' | 'goal_id'>;

const endsOf = (link: Ends): readonly EffectEnd[] =>
  effectLayers.flatMap((layer) => {
    const id = link[`${layer}_id`];
    return id === null ? [] : [{ layer, id }];
  });
const nowhere: EffectEnd = { layer: 'activity', id: '' };
export const fromOf = (link: Ends): EffectEnd => endsOf(link)[0] ?? nowhere;
export const toOf = (link: Ends): EffectEnd => endsOf(link)[1] ?? nowhere;

/** What a link from the one to the other says; nothing where the other is not the next. */
export function asLink(from: EffectEnd, to: EffectEnd): Ends | undefined {
  if (layerAfter(from.layer) !== to.layer) return undefined;
  const ends = { activity_id: null, output_id: null, outcome_id: null, goal_id: null };
  return { ...ends, [`${from.layer}_id`]: from.id, [`${to.layer}_id`]: to.id };
}

export const keyOf = ({ layer, id }: EffectEnd): string => `${layer} ${id}`;

export interface EffectNode extends EffectEnd {
  readonly text: string;
  /** In small below: whose, or by what one sees it. */
  readonly note: string;
}

export interface EffectChain<Link extends EffectLinkRow = EffectLinkRow> {
  readonly layers: Readonly<Record<EffectLayer, readonly EffectNode[]>>;
  readonly links: readonly Link[];
}

/** Whether anything leads to it, and whether it leads to anything. */
export interface LooseEnds {
  /** What does not lead on: an activity that yields nothing written, an output that changes nothing, an outcome that serves no goal. */
  readonly leadsNowhere: readonly EffectNode[];
  /** What nothing leads to: an output of no activity, an outcome of no output, a goal of no outcome. */
  readonly comesFromNothing: readonly EffectNode[];
}

export function looseEnds(chain: EffectChain): LooseEnds {
  const from = new Set(chain.links.map((link) => keyOf(fromOf(link))));
  const to = new Set(chain.links.map((link) => keyOf(toOf(link))));
  const all = effectLayers.flatMap((layer) => chain.layers[layer]);
  return {
    leadsNowhere: all.filter((node) => node.layer !== 'goal' && !from.has(keyOf(node))),
    comesFromNothing: all.filter((node) => node.layer !== 'activity' && !to.has(keyOf(node))),
  };
}

/** What leads to a step, as a tree from it and back; a step that several lead from stands under each. */
export interface EffectBranch<Link extends EffectLinkRow = EffectLinkRow> {
  readonly node: EffectNode;
  /** The link by which it leads to what it stands under. */
  readonly link?: Link;
  readonly before: readonly EffectBranch<Link>[];
}

export function branchTo<Link extends EffectLinkRow>(
  chain: EffectChain<Link>,
  node: EffectNode,
  link?: Link,
): EffectBranch<Link> {
  const nodes = new Map(effectLayers.flatMap((layer) => chain.layers[layer].map((one) => [keyOf(one), one] as const)));
  const back = (at: EffectNode, by: Link | undefined): EffectBranch<Link> => ({
    node: at,
    ...(by ? { link: by } : {}),
    before: chain.links.flatMap((one) => {
      const from = nodes.get(keyOf(fromOf(one)));
      return keyOf(toOf(one)) === keyOf(at) && from ? [back(from, one)] : [];
    }),
  });
  return back(node, link);
}

import { listEntered } from '../collaborations/index.ts';
import {
  type EffectContestRow,
  type EffectStepRow,
  listEffectContests,
  listEffectLinks,
  listEffectSteps,
} from './effect-queries.ts';
import { type EffectChain, type EffectEnd, type EffectLinkRow, type EffectNode, fromOf, toOf } from './effects.ts';
import { type PlanRows, planQuestions, servable } from './reading-plan.ts';

/** What every page of the chain of effect asks. */
export const effectQuestions = (id: string, now: Date) => ({
  ...planQuestions(id, now),
  steps: listEffectSteps(id),
  links: listEffectLinks(id),
  contests: listEffectContests(id),
  entered: listEntered(id),
});

export interface EffectRows extends PlanRows {
  readonly steps: readonly EffectStepRow[];
  readonly links: readonly EffectLinkRow[];
  readonly contests: readonly EffectContestRow[];
}

export type ContestedLink = EffectLinkRow & { readonly contests: readonly EffectContestRow[] };

/** Everything that a link can lead from or to, in its layer. */
export function stepsOfChain(rows: EffectRows): Readonly<Record<EffectNode['layer'], readonly EffectNode[]>> {
  const ofKind = (kind: EffectStepRow['kind']): readonly EffectNode[] =>
    rows.steps
      .filter((one) => one.kind === kind)
      .map(({ id, text, seen_by }) => ({ layer: kind, id, text, note: seen_by }));
  return {
    activity: rows.activities.map(({ id, title, party_name }) => ({
      layer: 'activity',
      id,
      text: title,
      note: party_name ?? '',
    })),
    output: ofKind('output'),
    outcome: ofKind('outcome'),
    goal: servable(rows.goals).map(({ id, text }) => ({ layer: 'goal', id, text, note: '' })),
  };
}

/** The chain as it is drawn: of the activities, those that lead to something. */
export function chainOf(rows: EffectRows): EffectChain<ContestedLink> {
  const layers = stepsOfChain(rows);
  const links = rows.links
    .filter((link) => [fromOf(link), toOf(link)].every(({ layer, id }) => layers[layer].some((one) => one.id === id)))
    .map((link) => ({ ...link, contests: rows.contests.filter(({ link_id }) => link_id === link.id) }));
  const linked = new Set(links.map(({ activity_id }) => activity_id));
  return { layers: { ...layers, activity: layers.activity.filter(({ id }) => linked.has(id)) }, links };
}

export const nodeAt = (rows: EffectRows, { layer, id }: EffectEnd): EffectNode | undefined =>
  stepsOfChain(rows)[layer].find((one) => one.id === id);

/** By its id, whichever its layer. */
export const nodeOf = (rows: EffectRows, id: string): EffectNode | undefined =>
  Object.values(stepsOfChain(rows))
    .flat()
    .find((one) => one.id === id);

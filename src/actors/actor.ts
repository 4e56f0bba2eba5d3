import type { PartyStatus } from '../collaborations/index.ts';

/** Citizens without an organisation are an actor with a way in that has a name; nobody fills a seat for them. */
export const actorKinds = ['organisation', 'group', 'citizens'] as const;
export type ActorKind = (typeof actorKinds)[number];

/** What is known of whether an actor ought to, wants to and can take part. */
export const knowns = ['yes', 'no', 'notKnown'] as const;
export type Known = (typeof knowns)[number];

/** Of the three: what they are called in rows and forms, in the order that they are asked. */
export const stances = ['ought', 'wants', 'can'] as const;
export type Stance = (typeof stances)[number];

/** One to five, each with a word: as exact as anybody knows it, and the same by hand, by key and in the form. */
export const steps = [1, 2, 3, 4, 5] as const;

export interface Mark {
  readonly influence: number;
  readonly affected: number;
}

/** A mark where somebody has placed; null in both where the party does not know. */
export const markOf = (row: { influence: number | null; affected: number | null }): Mark | undefined =>
  row.influence === null || row.affected === null ? undefined : { influence: row.influence, affected: row.affected };

interface Standing {
  readonly ought: Known;
  readonly wants: Known;
  readonly can: Known;
  readonly party_status: PartyStatus | null;
}

/** Nobody has asked an actor that is no party, or a party that is only considered. */
export const isAsked = ({ party_status }: Pick<Standing, 'party_status'>): boolean =>
  party_status !== null && party_status !== 'considered';

export const matters = ['oughtNotWants', 'wantsNotAsked', 'oughtCannot'] as const;
export type Matter = (typeof matters)[number];

const arises: Readonly<Record<Matter, (actor: Standing) => boolean>> = {
  oughtNotWants: ({ ought, wants }) => ought === 'yes' && wants === 'no',
  wantsNotAsked: (actor) => actor.wants === 'yes' && !isAsked(actor),
  oughtCannot: ({ ought, can }) => ought === 'yes' && can === 'no',
};

/** Those with whom something is to be done, under what it is; an actor may stand under several. */
export const mattersOf = <Actor extends Standing>(actors: readonly Actor[]): Readonly<Record<Matter, Actor[]>> => ({
  oughtNotWants: actors.filter(arises.oughtNotWants),
  wantsNotAsked: actors.filter(arises.wantsNotAsked),
  oughtCannot: actors.filter(arises.oughtCannot),
});

/** The middle one; between two, halfway. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

export interface Spread {
  readonly median: Mark;
  readonly lowest: Mark;
  readonly highest: Mark;
  /** How far apart they are on the two together. */
  readonly width: number;
}

/** Where the parties' marks lie; undefined where nobody has placed. */
export function spreadOf(marks: readonly Mark[]): Spread | undefined {
  if (marks.length === 0) return undefined;
  const influences = marks.map(({ influence }) => influence);
  const affecteds = marks.map(({ affected }) => affected);
  const lowest = { influence: Math.min(...influences), affected: Math.min(...affecteds) };
  const highest = { influence: Math.max(...influences), affected: Math.max(...affecteds) };
  return {
    median: { influence: medianOf(influences), affected: medianOf(affecteds) },
    lowest,
    highest,
    width: highest.influence - lowest.influence + highest.affected - lowest.affected,
  };
}

/** Two steps apart on the same question is no longer a matter of rounding. */
export const isToTalkAbout = ({ lowest, highest }: Spread): boolean =>
  highest.influence - lowest.influence >= 2 || highest.affected - lowest.affected >= 2;

export interface Timing {
  readonly placing_opened_at: Date | null;
  readonly deadline_at: Date | null;
  readonly shared_at: Date | null;
  readonly adopted_on: string | null;
}
export type AnalysisState = 'describing' | 'placing' | 'shared' | 'adopted';

/** First described, then placed by each alone, then laid side by side and placed jointly, then adopted and kept. */
export function stateOf(analysis: Timing, now: Date): AnalysisState {
  if (analysis.adopted_on) return 'adopted';
  if (!analysis.placing_opened_at) return 'describing';
  return analysis.shared_at || (analysis.deadline_at && analysis.deadline_at <= now) ? 'shared' : 'placing';
}

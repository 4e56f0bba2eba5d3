import { markOf, medianOf, stateOf } from './actor.ts';
import type { MapActor } from './pages/actor-map.tsx';
import type { ActorRow, AnalysisRow, PlacingRow } from './queries.ts';

/** What of an analysis can be shown: its actors, and where they are placed by whom as far as the reader may see. */
export interface AnalysisRead {
  readonly analysis: AnalysisRow;
  readonly actors: readonly ActorRow[];
  readonly placings: readonly PlacingRow[];
  readonly placed: readonly MapActor[];
  readonly unplaced: readonly ActorRow[];
  /** Whose placing it is that stands on the map. */
  readonly says: 'joint' | 'median' | 'own' | 'none';
}

const marksOf = (placings: readonly PlacingRow[], actorId: string) =>
  placings.filter((one) => one.actor_id === actorId).flatMap((one) => markOf(one) ?? []);

/**
 * Jointly placed, an actor stands there; else in the middle of the parties' marks once all see them, and until then where
 * the reader's own party has put it.
 */
export function readAnalysis(
  analysis: AnalysisRow,
  rows: { readonly actors: readonly ActorRow[]; readonly placings: readonly PlacingRow[] },
  ownParty: string | undefined,
  now: Date,
): AnalysisRead {
  const state = stateOf(analysis, now);
  const actors = rows.actors.filter(
    (one) => one.analysis_id === analysis.id && (!one.withdrawn_at || analysis.adopted_on !== null),
  );
  const isShared = state === 'shared' || state === 'adopted';
  const placings = rows.placings.filter(
    (one) => one.analysis_id === analysis.id && (isShared || one.party_id === ownParty),
  );
  const isJoint = actors.some((one) => one.influence !== null);
  const placed = actors.flatMap((actor) => {
    const marks = marksOf(placings, actor.id);
    const joint = markOf(actor);
    const middle = marks.length > 0 && {
      influence: medianOf(marks.map(({ influence }) => influence)),
      affected: medianOf(marks.map(({ affected }) => affected)),
    };
    const mark = joint ?? middle;
    return mark ? [{ actor, mark, marks: isShared ? marks : [] }] : [];
  });
  const ids = new Set(placed.map(({ actor }) => actor.id));
  return {
    analysis,
    actors,
    placings,
    placed,
    unplaced: actors.filter(({ id }) => !ids.has(id)),
    says: placed.length === 0 ? 'none' : isJoint ? 'joint' : isShared ? 'median' : 'own',
  };
}

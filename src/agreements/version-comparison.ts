import { hasSameWords } from '../platform/markdown/word-difference.ts';
import type { ClauseRow } from './queries.ts';

export interface ClauseChange {
  readonly kind: 'inserted' | 'removed' | 'changed' | 'same';
  readonly before: ClauseRow | undefined;
  readonly after: ClauseRow | undefined;
  /** Stands in another order among the clauses that both versions have. */
  readonly isMoved: boolean;
}

/** The longest run of numbers that already stand in order: what is not in it has moved. */
function inOrder(places: readonly number[]): ReadonlySet<number> {
  const ends: number[] = [];
  const back: number[] = [];
  places.forEach((place, at) => {
    let best = -1;
    for (let before = 0; before < at; before += 1) {
      if ((places[before] ?? 0) < place && (best < 0 || (ends[before] ?? 0) > (ends[best] ?? 0))) best = before;
    }
    ends[at] = best < 0 ? 1 : (ends[best] ?? 0) + 1;
    back[at] = best;
  });
  let at = ends.indexOf(Math.max(...ends));
  const kept = new Set<number>();
  while (at >= 0) {
    kept.add(at);
    at = back[at] ?? -1;
  }
  return kept;
}

/** Two versions clause by clause, in the order of the later; what was taken away stands where it stood. */
export function compareVersions(before: readonly ClauseRow[], after: readonly ClauseRow[]): readonly ClauseChange[] {
  const earlier = new Map(before.map((one) => [one.thread_id, one]));
  const common = after.filter((one) => earlier.has(one.thread_id));
  const kept = inOrder(common.map((one) => earlier.get(one.thread_id)?.place ?? 0));
  const moved = new Set(common.filter((_, at) => !kept.has(at)).map((one) => one.thread_id));
  const changes: ClauseChange[] = after.map((clause) => {
    const was = earlier.get(clause.thread_id);
    const isSame = was && hasSameWords(was.text, clause.text) && hasSameWords(was.heading, clause.heading);
    return {
      kind: !was ? 'inserted' : isSame ? 'same' : 'changed',
      before: was,
      after: clause,
      isMoved: moved.has(clause.thread_id),
    };
  });
  const removed = before.filter((one) => !after.some((clause) => clause.thread_id === one.thread_id));
  for (const clause of removed) {
    const at = changes.findIndex((change) => (change.before?.place ?? 0) > clause.place);
    changes.splice(at < 0 ? changes.length : at, 0, {
      kind: 'removed',
      before: clause,
      after: undefined,
      isMoved: false,
    });
  }
  return changes;
}

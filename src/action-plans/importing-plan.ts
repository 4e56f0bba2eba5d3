import { createHash } from 'node:crypto';
import { author, dayOf, type Tx } from '../identity/index.ts';
import { newId } from '../platform/id.ts';
import { type OwnGoalRow, setOwnGoal } from './own-goals.ts';
import { changeActivity, planActivity } from './planning.ts';
import type { ReadPlan, ReadRow } from './read-plan.ts';
import { askToTakePart } from './taking-part.ts';
import { evaluateActivity, tellState } from './telling.ts';
import type { Answering } from './whose-words.ts';

/** What was shown before it comes in: a file, or an activity, that has changed since is shown anew. */
export const hashOfPlan = ({ rows }: Pick<ReadPlan, 'rows'>): string =>
  createHash('sha256')
    .update(JSON.stringify(rows.map(({ before, ...row }) => [row, before ? [before.id, before.version] : null])))
    .digest('hex');

/** What stands on nothing in the file first, so that what carries it on finds it. */
export function inOrder(rows: readonly ReadRow[]): readonly ReadRow[] {
  const placed = new Set<number>();
  const ordered: ReadRow[] = [];
  let left = rows;
  while (left.length > 0) {
    const ready = left.filter(({ scalesRow }) => scalesRow === null || placed.has(scalesRow));
    // Two that carry each other on: neither is first, so both come without.
    const next = ready.length > 0 ? ready : left.map((one) => ({ ...one, scalesRow: null }));
    for (const one of next) placed.add(one.row);
    ordered.push(...next);
    left = left.filter(({ row }) => !placed.has(row));
  }
  return ordered;
}

export interface Imported {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
}

/** Brings in what a preview has shown, in one transaction. */
export async function importPlan(
  tx: Tx,
  collaborationId: string,
  rows: readonly ReadRow[],
  fileName: string,
  parties: readonly { readonly id: string; readonly organisation_id: string }[],
  ownGoals: readonly OwnGoalRow[],
  answeringFor: (partyId: string | null) => Answering,
): Promise<Imported> {
  const made = new Map<number, string>();
  for (const one of inOrder(rows)) {
    const about = answeringFor(one.partyId);
    const scales = one.scalesRow === null ? one.facts.scales_activity_id : (made.get(one.scalesRow) ?? null);
    const facts = { ...one.facts, scales_activity_id: scales };
    const id = one.before?.id ?? newId(tx.now);
    made.set(one.row, id);
    let version = one.before?.version ?? 1;
    if (one.change === 'new') {
      planActivity(tx, collaborationId, about, facts, one.goalIds, one.standing, id);
    } else if (one.change === 'changed' && one.before) {
      await changeActivity(tx, collaborationId, one.before, version, about, facts, one.goalIds);
      version += 1;
      const { state, stopped_because: because } = one.standing;
      if (state !== one.before.state || because !== one.before.stopped_because) {
        await tellState(tx, collaborationId, one.before, version, state, because, about);
        version += 1;
      }
    }
    if (one.change === 'same') continue;
    if (one.evaluation) {
      const before = one.before ?? { id, title: facts.title, evaluation: '', evaluation_result: null };
      await evaluateActivity(tx, collaborationId, before, version, one.evaluation, about);
    }
    const own = ownGoals.find(({ activity_id }) => activity_id === id);
    if (one.ownGoal !== null && one.ownGoal !== (own?.text ?? '')) {
      // Shared, and where it stands, is said on its own page: from a file it is the party's alone.
      const said = { standsIn: own?.stands_in ?? '', isShared: own?.is_shared ?? false };
      await setOwnGoal(tx, collaborationId, id, own?.version ?? 0, { text: one.ownGoal, ...said });
    }
    for (const partyId of one.partyIds) {
      const party = parties.find((other) => other.id === partyId);
      if (party) await askToTakePart(tx, collaborationId, { id, title: facts.title }, party, true);
    }
  }
  const count = (change: ReadRow['change']) => rows.filter((row) => row.change === change).length;
  const imported = { added: count('new'), changed: count('changed'), same: count('same') };
  tx.record({
    ...author(tx.user),
    verb: 'actionPlan.imported',
    subjectType: 'actionPlan',
    subjectId: collaborationId,
    collaborationId,
    after: { fileName, ...imported, on: dayOf(tx.now) },
  });
  return imported;
}

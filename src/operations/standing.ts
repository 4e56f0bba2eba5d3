import type { InstallationNotes } from '../platform/installation-notes.ts';
import type { QueueStateRow, SourceStateRow } from '../platform/queue-state.ts';

const day = 24 * 3600_000;
/** The queue is hardly ever behind by seconds; by minutes, something is wrong. */
const worrisomeLag = 5 * 60;
/** A nightly backup that has been missed once. */
const oldBackup = 2;
/** Every series is asked for again within a fortnight, whatever its source has said. */
const oldSource = 14;
const contactWarning = 30;

export type Problem =
  | { readonly kind: 'jobs' | 'letters' | 'lag' | 'backupOld'; readonly count: number }
  | { readonly kind: 'backupNever' }
  | { readonly kind: 'source'; readonly source: string; readonly days: number | null }
  | { readonly kind: 'contact'; readonly on: string };

/** What needs somebody, the most pressing first. */
export function findProblems(
  state: QueueStateRow,
  sources: readonly SourceStateRow[],
  notes: InstallationNotes | undefined,
  now: Date,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (state.lag_seconds > worrisomeLag) problems.push({ kind: 'lag', count: Math.round(state.lag_seconds / 60) });
  if (state.failed_jobs > 0) problems.push({ kind: 'jobs', count: state.failed_jobs });
  if (state.failed_letters > 0) problems.push({ kind: 'letters', count: state.failed_letters });
  if (!notes) return problems;
  const daysSince = (at: Date): number => Math.floor((now.getTime() - at.getTime()) / day);
  if (!notes.lastBackup) problems.push({ kind: 'backupNever' });
  else if (daysSince(new Date(notes.lastBackup.at)) >= oldBackup) {
    problems.push({ kind: 'backupOld', count: daysSince(new Date(notes.lastBackup.at)) });
  }
  for (const { source, answered_at } of notes.isFetching ? sources : []) {
    if (answered_at === null) {
      // A newly started installation is still asking.
      if (daysSince(notes.startedAt) >= 1) problems.push({ kind: 'source', source, days: null });
    } else if (daysSince(answered_at) >= oldSource) {
      problems.push({ kind: 'source', source, days: daysSince(answered_at) });
    }
  }
  if (notes.contactExpires && daysSince(new Date(notes.contactExpires)) > -contactWarning) {
    problems.push({ kind: 'contact', on: notes.contactExpires });
  }
  return problems;
}

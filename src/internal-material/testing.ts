import type { Someone } from '../collaborations/testing.ts';
import type { Host } from '../identity/testing.ts';
import type { EntryFacts } from './internal-entry.ts';
import { writeEntry } from './writing.ts';

/** Something that somebody's party keeps to itself: a draft unless told otherwise. */
export const anEntry = (
  host: Host,
  someone: Someone,
  collaboration: string,
  more: Partial<EntryFacts> = {},
): Promise<string> =>
  host.database.write(someone, host.now, async (tx) =>
    writeEntry(tx, collaboration, {
      kind: 'draft',
      title: 'Utkast om praktikplatser',
      text: 'Vi kan ta emot tolv.',
      unitId: null,
      stance: null,
      contact: '',
      goalId: null,
      deviationId: null,
      ...more,
    }),
  );

import type { Someone } from '../collaborations/testing.ts';
import type { Host } from '../identity/testing.ts';
import type { ProblemPictureFacts } from './problem-picture.ts';
import { findProblemPicture } from './queries.ts';
import { sharePicture } from './sharing.ts';
import { writePicture } from './writing.ts';

/** A draft of whoever writes it. */
export const aPicture = (host: Host, by: Someone, facts: Partial<ProblemPictureFacts> = {}): Promise<string> =>
  host.database.write(by, host.now, async (tx) =>
    writePicture(tx, {
      title: 'Äldre som bor ensamma',
      problem: 'Allt fler äldre lever ensamma och söker vård sent.',
      affected: 'Personer över 75 år.',
      own_sight: 'Hemtjänsten möter fler.',
      not_alone: 'Vi når inte dem som ingen har kontakt med.',
      concerned: [],
      territory: [],
      ...facts,
    }),
  );

/** Shared with the organisations given, by whoever wrote it. */
export const sharedWith = (host: Host, by: Someone, picture: string, receivers: readonly string[]): Promise<void> =>
  host.database.write(by, host.now, async (tx) => {
    const found = await tx.one(findProblemPicture(picture));
    await sharePicture(tx, 'http://localhost', found, {
      receivers: receivers.map((id) => ({ id, name: id })),
      emails: [],
    });
  });

import { Document, Packer, Paragraph } from 'docx';
import type { Someone } from '../collaborations/testing.ts';
import type { Host } from '../identity/testing.ts';
import { type NewRound, openRound } from './following-up.ts';
import { chooseDeviation, openInterpretation } from './interpreting.ts';
import { proposeMoments } from './round.ts';

/** A round under way, with four weeks to answer. */
export async function aRound(
  host: Host,
  leader: Someone,
  collaboration: string,
  more: Partial<NewRound> = {},
): Promise<string> {
  return await host.database.write(leader, host.now, (tx) =>
    openRound(tx, collaboration, {
      name: 'Uppföljning 2023',
      periodFrom: 2013,
      periodTo: 2022,
      deadlineOn: '2023-12-18',
      ...more,
    }),
  );
}

/** A full round under way, its moments planned one after the other and nobody’s in particular. */
export const aFullRound = (
  host: Host,
  leader: Someone,
  collaboration: string,
  more: Partial<NewRound> = {},
): Promise<string> =>
  aRound(host, leader, collaboration, {
    name: 'Uppföljningsomgång hösten 2023',
    moments: proposeMoments(host.now).map((planned) => ({ ...planned, ownerPartyId: null })),
    ...more,
  });

/** Questions put to the parties, each about the goal, and the parties asked to answer them. Answers their ids. */
export const someDeviations = (
  host: Host,
  leader: Someone,
  collaboration: string,
  round: string,
  goal: string,
  questions: readonly string[],
): Promise<readonly string[]> =>
  host.database.write(leader, host.now, async (tx) => {
    const ids: string[] = [];
    for (const question of questions) {
      ids.push(
        await chooseDeviation(tx, collaboration, round, { goalId: goal, question, reason: 'Den rör oss alla.' }),
      );
    }
    await openInterpretation(tx, collaboration, round, '2023-12-18');
    return ids;
  });

/** A Word file with these paragraphs, as somebody's own template may look. */
export const aWordTemplate = (paragraphs: readonly string[]): Promise<Uint8Array<ArrayBuffer>> =>
  Packer.toArrayBuffer(
    new Document({ sections: [{ children: paragraphs.map((text) => new Paragraph({ text })) }] }),
  ).then((file) => new Uint8Array(file));

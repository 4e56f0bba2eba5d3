import type { Someone } from '../collaborations/testing.ts';
import type { Host } from '../identity/testing.ts';
import { type ActorFacts, addActor } from './analysing.ts';
import { openPlacing, placeActors } from './placing.ts';
import { listActors, listAnalyses } from './queries.ts';

const facts: ActorFacts = {
  name: 'Arbetsgivare i länet',
  kind: 'group',
  wayIn: '',
  subjectId: null,
  howAffected: 'De söker folk och får det inte.',
  ought: 'yes',
  oughtWhy: 'De har platserna.',
  wants: 'notKnown',
  wantsWhy: '',
  can: 'yes',
  canWhy: '',
  prehistory: '',
  power: '',
  resources: '',
  knowledge: '',
};

/** An actor in the analysis under way, which begins with the first. */
export const anActor = (
  host: Host,
  leader: Someone,
  collaboration: string,
  more: Partial<ActorFacts> = {},
): Promise<string> =>
  host.database.write(leader, host.now, (tx) => addActor(tx, collaboration, 'identify', { ...facts, ...more }));

/** Lets the parties place; answers the analysis. */
export async function aPlacing(
  host: Host,
  leader: Someone,
  collaboration: string,
  deadline = '2023-12-18',
): Promise<string> {
  return await host.database.write(leader, host.now, async (tx) => {
    const [analysis] = await tx.all(listAnalyses(collaboration));
    if (!analysis) throw new Error('no analysis');
    await openPlacing(tx, collaboration, analysis.id, analysis.version, deadline);
    return analysis.id;
  });
}

/** A party's marks: every actor in the same place. */
export async function somePlacings(
  host: Host,
  someone: Someone,
  collaboration: string,
  party: string,
  mark: { influence: number | null; affected: number | null },
  stated?: { channel: 'email'; statedOn: string },
): Promise<void> {
  await host.database.write(someone, host.now, async (tx) => {
    const [analysis] = await tx.all(listAnalyses(collaboration));
    const actors = (await tx.all(listActors(collaboration))).filter((one) => one.analysis_id === analysis?.id);
    const placings = actors.map(({ id }) => ({ actorId: id, ...mark, version: 0 }));
    await placeActors(tx, collaboration, analysis?.id ?? '', party, placings, stated);
  });
}

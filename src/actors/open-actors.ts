import { listParties, openWorkspace, type WorkspaceHouse } from '../collaborations/index.ts';
import type { Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { isId } from '../platform/id.ts';
import { listActors, listAnalyses, listAsked, listPlacings, listTrapAnswers } from './queries.ts';
import { readAnalysis } from './reading-analysis.ts';

export const actorsPath = '/collaborations/:collaboration/actors';
export const collaborationOf = (visit: Visit): string => visit.params.collaboration ?? '';
export const addressOf = (visit: Visit): string => actorsPath.replace(':collaboration', collaborationOf(visit));

/** An id from the address; what is not one does not exist. */
export function idIn(visit: Visit, name: string): string {
  const id = visit.params[name] ?? '';
  if (!isId(id)) throw notFound();
  return id;
}

/** What the room's pages are made of, in one round trip. */
export async function openActors(visit: Visit, house: WorkspaceHouse) {
  const id = collaborationOf(visit);
  const opened = await openWorkspace(visit, house.workspace, {
    analyses: listAnalyses(id),
    actors: listActors(id),
    placings: listPlacings(id),
    asked: listAsked(id),
    parties: listParties(id),
    traps: listTrapAnswers(id),
  });
  const { rows, user, of } = opened;
  const ownParty = rows.parties.find((party) => party.organisation_id === user.organisation_id);
  const readOne = (analysisId: string | undefined, markedBy = ownParty?.id) => {
    const analysis = rows.analyses.find((one) => one.id === analysisId);
    return analysis && readAnalysis(analysis, rows, markedBy, of.now);
  };
  return { ...opened, ownParty, readOne };
}

import { type Channel, listParties, takesPart } from '../collaborations/index.ts';
import { author, may, speaksFor, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { stateOf } from './actor.ts';
import { findOpenAnalysis } from './analysing.ts';
import { placeActors as placePolicy } from './policy.ts';
import { type AnalysisRow, listActors, listAsked, shareWhenAllHavePlaced } from './queries.ts';

const markPlacing = statement<
  { id: string },
  [collaboration: string, id: string, version: number, at: Date, deadline: string]
>(`
  update actor_analysis set placing_opened_at = $4, deadline_on = $5::date,
    deadline_at = ($5::date + 1)::timestamp at time zone 'Europe/Stockholm', version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and placing_opened_at is null and adopted_on is null returning id`);
const askParties = statement<unknown, [collaboration: string, analysis: string, parties: readonly string[], at: Date]>(`
  insert into actor_analysis_party (collaboration_id, analysis_id, party_id, organisation_id, created_at)
  select p.collaboration_id, $2, p.id, p.organisation_id, $4 from party p
  where p.collaboration_id = $1 and p.id = any($3::uuid[])`);
const savePlacing = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    analysis: string,
    actor: string,
    party: string,
    organisation: string,
    influence: number | null,
    affected: number | null,
    enteredBy: string | null,
    channel: Channel | null,
    statedOn: string | null,
    at: Date,
    by: string | null,
    visibleAt: Date,
    version: number,
  ]
>(`
  insert into actor_placing (collaboration_id, id, analysis_id, actor_id, party_id, organisation_id, influence, affected,
    entered_by_organisation_id, channel, stated_on, answered_at, answered_by, visible_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::date, $12, $13, $14)
  on conflict (collaboration_id, analysis_id, actor_id, party_id) do update
  set influence = excluded.influence, affected = excluded.affected,
    entered_by_organisation_id = excluded.entered_by_organisation_id, channel = excluded.channel,
    stated_on = excluded.stated_on, answered_at = excluded.answered_at, answered_by = excluded.answered_by,
    version = actor_placing.version + 1
  where actor_placing.version = $15 returning id`);
const setPlace = statement<
  { version: number },
  [
    collaboration: string,
    analysis: string,
    actor: string,
    version: number,
    influence: number | null,
    affected: number | null,
    at: Date,
    by: string,
  ]
>(`
  update actor_assessment set influence = $5, affected = $6, written_at = $7, written_by = $8, version = version + 1
  where collaboration_id = $1 and analysis_id = $2 and actor_id = $3 and version = $4 returning version`);

async function findOpen(tx: Tx, collaborationId: string, analysisId: string): Promise<AnalysisRow> {
  const analysis = await findOpenAnalysis(tx, collaborationId);
  if (analysis?.id !== analysisId) throw notFound();
  return analysis;
}

/** From now each party places the actors, unseen by the others, until `deadlineOn` (yyyy-mm-dd). */
export async function openPlacing(
  tx: Tx,
  collaborationId: string,
  analysisId: string,
  version: number,
  deadlineOn: string,
): Promise<void> {
  await findOpen(tx, collaborationId, analysisId);
  const { actors, parties } = await tx.batch({
    actors: listActors(collaborationId),
    parties: listParties(collaborationId),
  });
  const asked = parties.filter((party) => party.relation === 'party' && takesPart(party.status));
  if (asked.length === 0 || !actors.some((one) => one.analysis_id === analysisId && !one.withdrawn_at)) {
    throw conflict('nothingToPlace');
  }
  if (!(await tx.find(markPlacing(collaborationId, analysisId, version, tx.now, deadlineOn))))
    throw conflict('changed');
  tx.send(
    askParties(
      collaborationId,
      analysisId,
      asked.map(({ id }) => id),
      tx.now,
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: 'actorAnalysis.placing',
    subjectType: 'actorAnalysis',
    subjectId: analysisId,
    collaborationId,
    after: { deadlineOn, parties: asked.length },
  });
}

export interface GivenPlacing {
  readonly actorId: string;
  /** Null in both: the party does not know. */
  readonly influence: number | null;
  readonly affected: number | null;
  /** The version that was read; 0 where nothing was placed. */
  readonly version: number;
}

/**
 * A party's marks, all at once. Others see them when all have placed or the deadline has passed; after that a party that has
 * placed does not move its marks: refused with conflict. `stated` where somebody enters what a party has said.
 */
export async function placeActors(
  tx: Tx,
  collaborationId: string,
  analysisId: string,
  partyId: string,
  placings: readonly GivenPlacing[],
  stated?: { readonly channel: Channel; readonly statedOn: string },
): Promise<void> {
  const analysis = await findOpen(tx, collaborationId, analysisId);
  if (!analysis.placing_opened_at || !analysis.deadline_at) throw notFound();
  const { parties, asked, actors } = await tx.batch({
    parties: listParties(collaborationId),
    asked: listAsked(collaborationId),
    actors: listActors(collaborationId),
  });
  const party = parties.find((one) => one.id === partyId);
  const row = asked.find((one) => one.analysis_id === analysisId && one.party_id === partyId);
  if (!party || !row) throw notFound();
  const isOwn = speaksFor(tx.user, collaborationId, party.organisation_id);
  if (!may(tx.user, placePolicy, { collaboration: collaborationId, organisation: party.organisation_id })) {
    throw notFound();
  }
  if (!isOwn && !stated) throw notFound();
  if (row.is_given && stateOf(analysis, tx.now) === 'shared') throw conflict('shared');
  const here = new Set(actors.filter((one) => one.analysis_id === analysisId).map(({ id }) => id));
  for (const placing of placings) {
    if (!here.has(placing.actorId)) throw notFound();
    const saved = await tx.find(
      savePlacing(
        collaborationId,
        newId(tx.now),
        analysisId,
        placing.actorId,
        partyId,
        party.organisation_id,
        placing.influence,
        placing.affected,
        isOwn ? null : tx.user.organisation_id,
        isOwn ? null : (stated?.channel ?? null),
        isOwn ? null : (stated?.statedOn ?? null),
        tx.now,
        isOwn ? tx.user.person_id : null,
        analysis.shared_at ?? analysis.deadline_at,
        placing.version,
      ),
    );
    // Where nothing is to be seen, the party's own marks stand there, and row level security keeps them.
    if (!saved) throw isOwn ? conflict('changed') : notFound();
  }
  // In the organisation's own history: in the collaboration's, which all read, it would tell who has not placed.
  tx.record({
    ...author(tx.user),
    verb: 'actorPlacing.given',
    subjectType: 'actorAnalysis',
    subjectId: analysisId,
    collaborationId: null,
    after: { partyId, actors: placings.length, ...(isOwn ? {} : stated) },
  });
  const { shared } = await tx.one(shareWhenAllHavePlaced(collaborationId, analysisId, tx.now));
  if (shared) {
    tx.record({
      ...author(tx.user),
      verb: 'actorAnalysis.shared',
      subjectType: 'actorAnalysis',
      subjectId: analysisId,
      collaborationId,
    });
  }
}

/** Where those who prepare place the actors after the spread. Refused while the parties still place alone. */
export async function placeJointly(
  tx: Tx,
  collaborationId: string,
  analysisId: string,
  placings: readonly GivenPlacing[],
): Promise<void> {
  const analysis = await findOpen(tx, collaborationId, analysisId);
  if (stateOf(analysis, tx.now) !== 'shared') throw conflict('notShared');
  const before = new Map(
    (await tx.all(listActors(collaborationId)))
      .filter((one) => one.analysis_id === analysisId && !one.withdrawn_at)
      .map((one) => [one.id, one]),
  );
  let moved = 0;
  for (const placing of placings) {
    const actor = before.get(placing.actorId);
    if (!actor) throw notFound();
    if (actor.influence === placing.influence && actor.affected === placing.affected) continue;
    const { influence, affected, version } = placing;
    const saved = await tx.find(
      setPlace(collaborationId, analysisId, actor.id, version, influence, affected, tx.now, tx.user.person_id),
    );
    if (!saved) throw conflict('changed');
    moved += 1;
  }
  if (moved === 0) return;
  tx.record({
    ...author(tx.user),
    verb: 'actorAnalysis.jointlyPlaced',
    subjectType: 'actorAnalysis',
    subjectId: analysisId,
    collaborationId,
    after: { actors: moved },
  });
}

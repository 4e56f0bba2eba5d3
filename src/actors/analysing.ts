import {
  addParties,
  addUnknownOrganisation,
  inviteParty,
  listParties,
  matchOrganisation,
  type OrganisationChoice,
  type PartyStatus,
  type Phase,
} from '../collaborations/index.ts';
import { author, type SeatRole, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { ActorKind, Known } from './actor.ts';
import { type ActorRow, type AnalysisRow, listAnalyses } from './queries.ts';

const insertAnalysis = statement<
  unknown,
  [collaboration: string, id: string, organisation: string, number: number, phase: Phase, at: Date, by: string]
>(`
  insert into actor_analysis (collaboration_id, id, organisation_id, number, phase, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7)`);
/** What was known of everybody who is still there goes along; where they stand is placed anew. */
const carryOver = statement<
  unknown,
  [collaboration: string, from: string, to: string, organisation: string, at: Date, by: string]
>(`
  insert into actor_assessment (collaboration_id, analysis_id, actor_id, organisation_id, how_affected, ought, ought_why,
    wants, wants_why, can, can_why, prehistory, power, resources, knowledge, written_at, written_by)
  select s.collaboration_id, $3, s.actor_id, $4, s.how_affected, s.ought, s.ought_why, s.wants, s.wants_why, s.can, s.can_why,
    s.prehistory, s.power, s.resources, s.knowledge, $5, $6
  from actor_assessment s
  join actor a on a.collaboration_id = s.collaboration_id and a.id = s.actor_id and a.withdrawn_at is null
  where s.collaboration_id = $1 and s.analysis_id = $2`);
const insertActor = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    name: string,
    kind: ActorKind,
    subject: string | null,
    wayIn: string,
    at: Date,
    by: string,
  ]
>(`
  insert into actor (collaboration_id, id, organisation_id, name, kind, subject_organisation_id, way_in, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`);
const updateActor = statement<
  { version: number },
  [
    collaboration: string,
    id: string,
    version: number,
    name: string,
    kind: ActorKind,
    subject: string | null,
    wayIn: string,
  ]
>(`
  update actor set name = $4, kind = $5, subject_organisation_id = $6, way_in = $7, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
type AssessmentValues = [
  collaboration: string,
  analysis: string,
  actor: string,
  organisation: string,
  howAffected: string,
  ought: Known,
  oughtWhy: string,
  wants: Known,
  wantsWhy: string,
  can: Known,
  canWhy: string,
  prehistory: string,
  power: string,
  resources: string,
  knowledge: string,
  at: Date,
  by: string,
];
const insertAssessment = statement<unknown, AssessmentValues>(`
  insert into actor_assessment (collaboration_id, analysis_id, actor_id, organisation_id, how_affected, ought, ought_why,
    wants, wants_why, can, can_why, prehistory, power, resources, knowledge, written_at, written_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`);
const updateAssessment = statement<{ version: number }, [...AssessmentValues, version: number]>(`
  update actor_assessment set organisation_id = $4, how_affected = $5, ought = $6, ought_why = $7, wants = $8, wants_why = $9,
    can = $10, can_why = $11, prehistory = $12, power = $13, resources = $14, knowledge = $15, written_at = $16,
    written_by = $17, version = version + 1
  where collaboration_id = $1 and analysis_id = $2 and actor_id = $3 and version = $18 returning version`);
const markWithdrawn = statement<{ id: string }, [collaboration: string, id: string, at: Date]>(`
  update actor set withdrawn_at = $3, version = version + 1
  where collaboration_id = $1 and id = $2 and withdrawn_at is null returning id`);
const tieToOrganisation = statement<{ id: string }, [collaboration: string, id: string, organisation: string]>(`
  update actor set subject_organisation_id = $3, version = version + 1
  where collaboration_id = $1 and id = $2 and withdrawn_at is null returning id`);
const markAdopted = statement<
  { id: string },
  [collaboration: string, id: string, version: number, on: string, by: string]
>(`
  update actor_analysis set adopted_on = $4::date, adopted_by = $5, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and adopted_on is null returning id`);
const giveStatus = statement<unknown, [collaboration: string, party: string, status: PartyStatus]>(`
  update party set status = $3, version = version + 1
  where collaboration_id = $1 and id = $2 and status = 'considered'`);

export interface ActorFacts {
  readonly name: string;
  readonly kind: ActorKind;
  readonly wayIn: string;
  /** The organisation in the installation that it is. */
  readonly subjectId: string | null;
  readonly howAffected: string;
  readonly ought: Known;
  readonly oughtWhy: string;
  readonly wants: Known;
  readonly wantsWhy: string;
  readonly can: Known;
  readonly canWhy: string;
  readonly prehistory: string;
  readonly power: string;
  readonly resources: string;
  readonly knowledge: string;
}

const assessmentOf = (
  tx: Tx,
  collaborationId: string,
  analysisId: string,
  actorId: string,
  facts: ActorFacts,
): AssessmentValues => [
  collaborationId,
  analysisId,
  actorId,
  tx.user.organisation_id ?? '',
  facts.howAffected,
  facts.ought,
  facts.oughtWhy,
  facts.wants,
  facts.wantsWhy,
  facts.can,
  facts.canWhy,
  facts.prehistory,
  facts.power,
  facts.resources,
  facts.knowledge,
  tx.now,
  tx.user.person_id,
];

/** The analysis that is written in now. Refuses with conflict when the latest has been adopted. */
export async function findOpenAnalysis(tx: Tx, collaborationId: string): Promise<AnalysisRow | undefined> {
  const [latest] = await tx.all(listAnalyses(collaborationId));
  if (latest?.adopted_on) throw conflict('adopted');
  return latest;
}

/** Begins the analysis, or does it anew for the phase it is now: the one before must have been adopted. */
export async function openAnalysis(tx: Tx, collaborationId: string, phase: Phase): Promise<string> {
  const [latest] = await tx.all(listAnalyses(collaborationId));
  if (latest && !latest.adopted_on) throw conflict('open');
  const id = newId(tx.now);
  const organisation = tx.user.organisation_id ?? '';
  tx.send(
    insertAnalysis(collaborationId, id, organisation, (latest?.number ?? 0) + 1, phase, tx.now, tx.user.person_id),
  );
  if (latest) tx.send(carryOver(collaborationId, latest.id, id, organisation, tx.now, tx.user.person_id));
  tx.record({
    ...author(tx.user),
    verb: 'actorAnalysis.opened',
    subjectType: 'actorAnalysis',
    subjectId: id,
    collaborationId,
    after: { phase },
  });
  return id;
}

/** Adds an actor to the analysis under way; the first one begins it. */
export async function addActor(tx: Tx, collaborationId: string, phase: Phase, facts: ActorFacts): Promise<string> {
  const analysis = await findOpenAnalysis(tx, collaborationId);
  if (analysis?.placing_opened_at && !analysis.shared_at && analysis.deadline_at && analysis.deadline_at > tx.now) {
    throw conflict('placing');
  }
  const analysisId = analysis?.id ?? (await openAnalysis(tx, collaborationId, phase));
  const id = newId(tx.now);
  tx.send(
    insertActor(
      collaborationId,
      id,
      tx.user.organisation_id ?? '',
      facts.name,
      facts.kind,
      facts.subjectId,
      facts.wayIn,
      tx.now,
      tx.user.person_id,
    ),
    insertAssessment(...assessmentOf(tx, collaborationId, analysisId, id, facts)),
  );
  tx.record({
    ...author(tx.user),
    verb: 'actor.added',
    subjectType: 'actor',
    subjectId: id,
    collaborationId,
    after: facts,
  });
  return id;
}

/** Refuses with conflict when somebody has changed either since it was read. */
export async function changeActor(
  tx: Tx,
  collaborationId: string,
  before: ActorRow,
  read: { readonly actor: number; readonly assessment: number },
  facts: ActorFacts,
): Promise<void> {
  const analysis = await findOpenAnalysis(tx, collaborationId);
  if (analysis?.id !== before.analysis_id) throw notFound();
  const changed = await tx.find(
    updateActor(collaborationId, before.id, read.actor, facts.name, facts.kind, facts.subjectId, facts.wayIn),
  );
  if (!changed) throw conflict('changed');
  const values = assessmentOf(tx, collaborationId, analysis.id, before.id, facts);
  if (!(await tx.find(updateAssessment(...values, read.assessment)))) throw conflict('changed');
  const { name, kind, how_affected, ought, wants, can } = before;
  tx.record({
    ...author(tx.user),
    verb: 'actor.changed',
    subjectType: 'actor',
    subjectId: before.id,
    collaborationId,
    before: { name, kind, howAffected: how_affected, ought, wants, can },
    after: facts,
  });
}

/** Takes it out of the analysis under way and those to come; earlier ones keep it. */
export async function withdrawActor(tx: Tx, collaborationId: string, before: ActorRow): Promise<void> {
  await findOpenAnalysis(tx, collaborationId);
  await tx.one(markWithdrawn(collaborationId, before.id, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'actor.withdrawn',
    subjectType: 'actor',
    subjectId: before.id,
    collaborationId,
    before: { name: before.name },
  });
}

export interface ActorContact {
  readonly name: string;
  readonly email: string;
  readonly title: string;
  readonly role: SeatRole;
}

/**
 * Makes the actor an invited party, in one step: its organisation is added where it is not in the installation, the party
 * with it, and whoever is to answer gets a letter where one is named. Answers the party.
 */
export async function inviteActor(
  tx: Tx,
  origin: string,
  collaborationId: string,
  actor: ActorRow,
  choices: readonly OrganisationChoice[],
  contact?: ActorContact,
): Promise<string> {
  if (actor.kind !== 'organisation' || actor.withdrawn_at) throw notFound();
  if (actor.party_id && actor.party_status !== 'considered') throw conflict('invited');
  const organisationId =
    actor.subject_organisation_id ??
    matchOrganisation(choices, actor.name)?.id ??
    addUnknownOrganisation(tx, actor.name, tx.user.is_fictional);
  if (!actor.subject_organisation_id) await tx.one(tieToOrganisation(collaborationId, actor.id, organisationId));
  await addParties(tx, collaborationId, [organisationId], 'invited');
  const party = (await tx.all(listParties(collaborationId))).find((one) => one.organisation_id === organisationId);
  if (!party) throw notFound();
  if (contact) inviteParty(tx, origin, collaborationId, party, { ...contact, endsOn: null });
  tx.send(giveStatus(collaborationId, party.id, 'invited'));
  tx.record({
    ...author(tx.user),
    verb: 'actor.invited',
    subjectType: 'actor',
    subjectId: actor.id,
    collaborationId,
    after: { name: actor.name, partyId: party.id },
  });
  return party.id;
}

/** Keeps the analysis as it is: dated, by whom; from then on it is compared with, and never changed. */
export async function adoptAnalysis(
  tx: Tx,
  collaborationId: string,
  analysis: AnalysisRow,
  version: number,
  adoption: { readonly on: string; readonly by: string },
): Promise<void> {
  if (!(await tx.find(markAdopted(collaborationId, analysis.id, version, adoption.on, adoption.by)))) {
    throw conflict('changed');
  }
  tx.record({
    ...author(tx.user),
    verb: 'actorAnalysis.adopted',
    subjectType: 'actorAnalysis',
    subjectId: analysis.id,
    collaborationId,
    after: { adoptedOn: adoption.on, adoptedBy: adoption.by },
  });
}

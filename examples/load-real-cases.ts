import {
  addParties,
  changeParty,
  giveFunctionTo,
  listParties,
  makeCollaboration,
  noteJointResult,
  noteProject,
  type PartyStatus,
} from '../src/collaborations/index.ts';
import {
  addIndicator,
  noteOwnExplanation,
  noteSteeringDocument,
  setGoal,
  tellImplementation,
} from '../src/goals/index.ts';
import { addOrganisation, findExampleLibrarian, findOrganisation, type Tx, type User } from '../src/identity/index.ts';
import { createOwnSeries, findSeriesByCode, typeOwnValue } from '../src/indicators/index.ts';
import type { Database } from '../src/platform/database/database.ts';
import { statement } from '../src/platform/database/statement.ts';
import { newId } from '../src/platform/id.ts';
import { type PartyFunction, type PresentFact, realCases } from './facts.ts';
import { planRealActivities } from './real-action-plan.ts';
import { loadRealActors } from './real-actors.ts';
import { placeAgreements } from './real-agreements.ts';
import { placeRealEvents } from './real-annual-wheel.ts';
import { registerRealBenefits } from './real-benefits.ts';
import {
  type CaseFacts,
  citeCase,
  idOfOrganisation,
  readCase,
  type Subject,
  shortCitation,
  subjectsOf,
} from './real-case.ts';
import { placeFinancing } from './real-financing.ts';
import { formRealGroups } from './real-groups.ts';
import { loadRealSituationAnalysis } from './real-situation-analysis.ts';

export const listExampleLoads = statement<{ name: string; number: number | null; hash: string }>(
  'select name, number, hash from example_load order by number, name',
);
export const noteExampleLoad = statement<
  { noted: boolean },
  [name: string, number: number | null, hash: string, at: Date]
>('select note_example_load($1::text, $2::smallint, $3::text, $4::timestamptz) as noted');

/** For the small row under a goal: how measure and goal differ, in a few words. */
const shortNotes: Readonly<Record<string, string>> = {
  'kolada:N03921': 'Närliggande mått: 16–24 år, målet gäller 15–29',
  'own:region-blekinge-antal-arbetslosa-unga': 'Närliggande mått: antal, inte andel',
};

type Ids = ReadonlyMap<string, string>;
const need = (ids: Ids, key: string): string => {
  const id = ids.get(key);
  if (!id) throw new Error(`${key} is referred to before it is there`);
  return id;
};

/**
 * Loads the real cases that are not there yet, as the example library: one transaction each, so that a case is there in
 * full or not at all. One that is there is left alone, whatever has happened to the list since.
 */
export async function loadRealCases(
  database: Database<User>,
  now: Date,
  log: (line: string) => void = () => {},
): Promise<void> {
  const librarian = await findExampleLibrarian(database, now);
  const { rows } = await database.read(null, now, { loads: listExampleLoads() });
  for (const given of realCases.map(readCase)) {
    const load = rows.loads.find(({ name }) => name === given.name);
    if (!load) {
      const isLoaded = await database.write(librarian, now, (tx) => loadCase(tx, given));
      if (isLoaded) log(`The example ${given.name} is loaded.`);
    } else if (load.hash !== given.hash) {
      log(`The example ${given.name} is not loaded from the list as it now is. Remove the examples and start again.`);
    }
  }
}

/** False when another process has loaded it meanwhile. */
async function loadCase(tx: Tx, { name, hash, facts }: CaseFacts): Promise<boolean> {
  const [collaboration] = subjectsOf(facts, 'collaboration');
  if (!collaboration) throw new Error(`${name} has no collaboration`);
  const { noted } = await tx.one(noteExampleLoad(name, collaboration.fields.number ?? null, hash, tx.now));
  if (!noted) return false;
  const functions = subjectsOf(facts, 'function');
  const [followUp] = subjectsOf(facts, 'followUp');
  const id = beginCase(tx, collaboration, functions, followUp, citeCase(facts));
  const organisations = await placeOrganisations(tx, subjectsOf(facts, 'organisation'));
  const parties = await placeParties(tx, id, subjectsOf(facts, 'party'), organisations);
  for (const { key, fields } of functions) {
    if (!fields.holders) continue;
    const holders = fields.holders.map((holder) => need(parties, holder));
    const through = fields.throughUnit ? need(organisations, fields.throughUnit) : null;
    giveFunctionTo(tx, id, key as PartyFunction, holders, null, through);
  }
  const goals = setGoals(tx, id, subjectsOf(facts, 'jointGoal'));
  for (const document of subjectsOf(facts, 'steeringDocument')) placeSteeringDocument(tx, id, document, parties);
  for (const goal of subjectsOf(facts, 'jointGoal')) explainGoal(tx, id, goal, need(goals, goal.key), parties);
  for (const indicator of subjectsOf(facts, 'indicator')) await measureGoal(tx, id, indicator, goals, parties);
  for (const { fields, facts: told } of subjectsOf(facts, 'implementation')) {
    const { document, pages } = told[0]?.source ?? {};
    tellImplementation(tx, id, {
      goalId: need(goals, fields.goal ?? ''),
      partyId: null,
      text: fields.text?.sv ?? '',
      sourceNote: document ? [shortCitation(document), pages ? `s. ${pages}` : ''].filter(Boolean).join(', ') : '',
    });
  }
  await loadRealActors(tx, id, collaboration.fields.phase ?? 'identify', subjectsOf(facts, 'actor'));
  await noteRealProjects(tx, id, collaboration);
  for (const { fields, facts: told } of subjectsOf(facts, 'handOver')) {
    await noteJointResult(tx, id, {
      name: fields.result?.sv ?? '',
      kind: null,
      owner_party_id: fields.owner ? need(parties, fields.owner) : null,
      owner_name: '',
      money: '',
      review_on: null,
      source_note: sourceOf(told, 'result'),
    });
  }
  await placeFinancing(tx, id, facts, parties);
  await formRealGroups(tx, id, facts, parties);
  placeAgreements(tx, id, facts, parties);
  await loadRealSituationAnalysis(tx, id, facts);
  await placeRealEvents(tx, id, facts, parties);
  await planRealActivities(tx, id, facts);
  await registerRealBenefits(tx, id, facts);
  return true;
}

/** The time within it that was a project of its own, and what went on after it. */
async function noteRealProjects(
  tx: Tx,
  collaborationId: string,
  { fields, facts }: Subject<'collaboration'>,
): Promise<void> {
  const { projectPhase: phase, followedBy: next } = fields;
  const open = {
    began_on: null,
    ended_on: null,
    ended_year: null,
    funder: '',
    participant_count: null,
    participants: '',
  };
  if (phase) {
    await noteProject(tx, collaborationId, {
      ...open,
      name: phase.name,
      relation: 'within',
      began_on: phase.beganOn,
      ended_on: phase.endedOn,
      participant_count: phase.youngPeople,
      participants: 'unga',
      source_note: sourceOf(facts, 'projectPhase'),
    });
  }
  if (next) {
    await noteProject(tx, collaborationId, {
      ...open,
      name: next.name,
      relation: 'followOn',
      ended_year: next.endedYear,
      funder: next.funder,
      source_note: sourceOf(facts, 'followedBy'),
    });
  }
}

function beginCase(
  tx: Tx,
  { fields }: Subject<'collaboration'>,
  functions: readonly Subject<'function'>[],
  followUp: Subject<'followUp'> | undefined,
  source: string,
): string {
  const id = newId(tx.now);
  const knownEmpty = functions.filter(({ facts }) => facts.some(({ absence }) => absence === 'knownMissing'));
  makeCollaboration(
    tx,
    tx.user.organisation_id ?? '',
    {
      name: fields.name?.sv ?? '',
      challenge: fields.challenge?.sv ?? '',
      whyNoneAlone: fields.whyNoneAlone?.sv ?? '',
      drivers: fields.drivers ?? [],
      territory: fields.territory ?? [],
      ...(fields.phase ? { phase: fields.phase } : {}),
      ladderAim: fields.ladderAim ?? null,
      ladderNow: fields.ladderNow ?? null,
      groundKind: fields.groundKind ?? null,
      groundTitle: fields.groundTitle?.sv ?? '',
      groundYear: fields.groundYear ?? null,
      beganYear: fields.beganYear ?? null,
      endedYear: fields.endedYear ?? null,
      example: 'real',
      source,
      driverDescription: fields.driverDescription?.sv ?? '',
      supportedAtStartBy: fields.supportedAtStartBy ?? '',
      widerCollaboration: fields.widerCollaboration?.sv ?? '',
      challengeParts: (fields.lifeStages ?? []).map(({ sv }) => sv),
      challengePartCount: fields.challengeCount ?? null,
      toldConfidentiality: fields.isProtected ? 'protected' : null,
      followUpMethods: followUp?.fields.method ? [followUp.fields.method] : [],
      isReportedToCouncils: followUp?.fields.formalToCouncils ?? null,
      functionsKnownEmpty: knownEmpty.map(({ key }) => key as PartyFunction),
    },
    id,
  );
  return id;
}

/** Those that no case before has made, unverified until they have taken part themselves. */
async function placeOrganisations(tx: Tx, organisations: readonly Subject<'organisation'>[]): Promise<Ids> {
  const ids = new Map(organisations.map((organisation) => [organisation.key, idOfOrganisation(organisation)]));
  for (const { key, fields } of organisations) {
    const id = need(ids, key);
    if (await tx.find(findOrganisation(id))) continue;
    if (fields.areaCode) throw new Error(`the library has no organisation for ${fields.areaCode}`);
    addOrganisation(
      tx,
      {
        parentId: fields.parent ? need(ids, fields.parent) : null,
        kind: fields.kind ?? null,
        name: fields.name ?? '',
        organisationNumber: null,
        areaCode: null,
        foundedYear: fields.foundedYear ?? null,
      },
      id,
    );
  }
  return ids;
}

async function placeParties(
  tx: Tx,
  collaborationId: string,
  parties: readonly Subject<'party'>[],
  organisations: Ids,
): Promise<Ids> {
  const organisationOf = ({ fields }: Subject<'party'>) => need(organisations, fields.organisation ?? '');
  const byStatus = Map.groupBy(parties, ({ fields }): PartyStatus => fields.status ?? 'considered');
  for (const [status, those] of byStatus) await addParties(tx, collaborationId, those.map(organisationOf), status);
  const rows = await tx.all(listParties(collaborationId));
  const ids = new Map<string, string>();
  for (const party of parties) {
    const before = rows.find((row) => row.organisation_id === organisationOf(party));
    if (!before) throw new Error(`${party.key} is no party`);
    ids.set(party.key, before.id);
    const { relation = 'party', since = null, isPreferredPartner } = party.fields;
    const isPreferred = isPreferredPartner ?? false;
    if (relation === before.relation && since === before.since_year && !isPreferred) continue;
    await changeParty(tx, collaborationId, before, before.version, {
      ...before,
      relation: relation ?? 'party',
      since_year: since,
      is_preferred: isPreferred,
    });
  }
  return ids;
}

function setGoals(tx: Tx, collaborationId: string, goals: readonly Subject<'jointGoal'>[]): Ids {
  const ids = new Map<string, string>();
  for (const { key, fields } of goals) {
    const document = fields.sourceDocument;
    const id = setGoal(tx, collaborationId, {
      under_id: fields.under ? need(ids, fields.under) : null,
      kind: fields.kind ?? 'step',
      text: fields.text?.sv ?? '',
      target_year: fields.targetYear ?? null,
      adopted_on: null,
      source_title: document?.title.sv ?? '',
      source_page: '',
      source_relation: document?.relation ?? null,
      without_indicator_note: fields.withoutIndicatorNote?.sv ?? '',
    });
    ids.set(key, id);
  }
  return ids;
}

/** The source of a field, in one line. */
function sourceOf(facts: readonly PresentFact[], field: string): string {
  const document = facts.find((fact) => fact.field === field)?.source.document;
  return document ? shortCitation(document) : '';
}

/** How a party itself explains what became of a goal. */
function explainGoal(
  tx: Tx,
  collaborationId: string,
  { fields, facts }: Subject<'jointGoal'>,
  goalId: string,
  parties: Ids,
): void {
  const { ownExplanation } = fields;
  if (ownExplanation) {
    noteOwnExplanation(tx, collaborationId, {
      goalId,
      partyId: need(parties, ownExplanation.party),
      text: ownExplanation.text.sv,
      sourceNote: sourceOf(facts, 'ownExplanation'),
    });
  }
}

function placeSteeringDocument(
  tx: Tx,
  collaborationId: string,
  { fields, facts }: Subject<'steeringDocument'>,
  parties: Ids,
): void {
  noteSteeringDocument(tx, collaborationId, {
    title: fields.title?.sv ?? '',
    kind: fields.kind ?? null,
    relation: fields.relation ?? null,
    owner_party_id: fields.owner ? need(parties, fields.owner) : null,
    rhythm: fields.rhythm ?? null,
    feeds: fields.feeds ?? [],
    has_joint_goals: fields.containsJointGoals ?? null,
    perspectives: (fields.perspectives ?? []).map(({ sv }) => sv),
    development_areas: fields.developmentAreas ?? [],
    source_note: sourceOf(facts, 'title'),
  });
}

async function measureGoal(
  tx: Tx,
  collaborationId: string,
  indicator: Subject<'indicator'>,
  goals: Ids,
  parties: Ids,
): Promise<void> {
  const { fields } = indicator;
  const series = fields.series ?? '';
  const isOwn = series.startsWith('own:');
  addIndicator(tx, collaborationId, {
    goalId: need(goals, fields.goal ?? ''),
    seriesId: isOwn ? null : (await tx.one(findSeriesByCode('kolada', [series.replace('kolada:', '')]))).id,
    ownSeriesId: isOwn ? await countByParty(tx, collaborationId, indicator, parties) : null,
    name: fields.name?.sv ?? '',
    unit: fields.unit ?? '',
    areaCode: fields.area ?? null,
    sex: 'T',
    direction: fields.direction ?? 'up',
    baseline_period: fields.baselineYear ?? null,
    baseline: fields.baseline ?? null,
    target_period: fields.targetYear ?? null,
    target: fields.target ?? null,
    comparison_areas: fields.comparisonAreas ?? [],
    is_stand_in: fields.isStandIn ?? false,
    stand_in_note: fields.standInNote?.sv ?? '',
    short_note: shortNotes[series] ?? '',
    isOurChoice: fields.chosenBy === 'armkrok',
    quality: '',
  });
}

/** A party's own count, with its values. The series is called after the party: `own:<party>-<what>`. */
async function countByParty(
  tx: Tx,
  collaborationId: string,
  { fields, facts }: Subject<'indicator'>,
  parties: Ids,
): Promise<string> {
  const series = fields.series?.replace('own:', '') ?? '';
  const [, partyId] = [...parties].find(([key]) => series.startsWith(`${key}-`)) ?? [];
  if (!partyId) throw new Error(`${series} is no party's own`);
  const document = facts.find(({ field }) => field === 'series')?.source.document;
  const ownSeriesId = await createOwnSeries(tx, {
    collaborationId,
    partyId,
    title: fields.name?.sv ?? '',
    unit: fields.unit ?? '',
    sourceNote: document ? shortCitation(document) : '',
  });
  for (const { field, value } of facts) {
    if (field !== 'valueAt' || value === null) continue;
    // Counted for the whole area, which is what a series of one's own means by no place.
    if (value.area !== fields.area) throw new Error(`${series} has a value of ${value.area}`);
    await typeOwnValue(tx, { collaborationId, ownSeriesId, period: value.year, sex: value.sex, value: value.value });
  }
  return ownSeriesId;
}

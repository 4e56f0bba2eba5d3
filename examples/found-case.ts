import { expect } from 'vitest';
import { type ActionPlanRow, type ActivityRow, findActionPlan, listActivities } from '../src/action-plans/index.ts';
import { type ActorRow, listActors } from '../src/actors/index.ts';
import { type AgreementRow, listAgreementParties, listAgreements } from '../src/agreements/index.ts';
import { listYearEvents, type YearEventRow } from '../src/annual-wheel/index.ts';
import { type BenefitRow, findPrinciple, listBenefits, type PrincipleRow } from '../src/benefits/index.ts';
import {
  type CollaborationRow,
  findCollaboration,
  type JointResultRow,
  listAreas,
  listCollaborations,
  listFunctions,
  listJointResults,
  listParties,
  listProjects,
  type PartyRow,
  type ProjectRow,
} from '../src/collaborations/index.ts';
import { type LayerRow, listLayers, listShares, type ShareRow } from '../src/financing/index.ts';
import {
  type GoalRow,
  type ImplementationRow,
  type IndicatorRow,
  listGoals,
  listImplementations,
  listIndicators,
  listOwnExplanations,
  listSteeringDocuments,
  type OwnExplanationRow,
  type SteeringDocumentRow,
} from '../src/goals/index.ts';
import { type GroupRow, listGroups, listPlaces, type PlaceRow } from '../src/groups/index.ts';
import { dayOf, findOrganisation, type OrganisationRow } from '../src/identity/index.ts';
import {
  findSeries,
  listOwnSeries,
  type OwnSeries,
  readOwnValues,
  readValues,
  type Series,
  sexes,
} from '../src/indicators/index.ts';
import type { Bound } from '../src/platform/database/statement.ts';
import { listPriorWork, type PriorWorkRow } from '../src/situation-analysis/index.ts';
import type { PresentFact, RealCase, Sex } from './facts.ts';
import { listExampleLoads } from './load-real-cases.ts';
import { idOfOrganisation, readCase, subjectsOf } from './real-case.ts';
import { groupsOf } from './real-groups.ts';

export interface Measured {
  readonly row: IndicatorRow;
  readonly series: Series | undefined;
  readonly own: OwnSeries | undefined;
  readonly valuesOf: (
    area: string,
    sex: Sex,
  ) => readonly { period: number; value: number | null; status: 'published' }[];
}

/** What the database says about a case, read by somebody who only reads. */
export interface Found {
  readonly plan: ActionPlanRow | undefined;
  readonly activities: readonly ActivityRow[];
  readonly layers: readonly LayerRow[];
  readonly shares: readonly ShareRow[];
  /** By the key that the list has for one of their kind, with the keys of those it is between. */
  readonly agreements: ReadonlyMap<string, AgreementRow & { readonly between: readonly (string | null)[] }>;
  readonly facts: readonly PresentFact[];
  readonly number: number | null;
  readonly collaboration: CollaborationRow;
  readonly organisations: ReadonlyMap<string, OrganisationRow>;
  readonly areas: ReadonlyMap<string, { name: string; kind: string }>;
  /** By the key of their organisation. */
  readonly parties: ReadonlyMap<string, PartyRow>;
  /** The keys of those who hold each. */
  readonly functions: ReadonlyMap<string, readonly string[]>;
  /** The unit that each is held through. */
  readonly throughUnits: ReadonlyMap<string, string>;
  readonly projects: readonly ProjectRow[];
  readonly results: readonly JointResultRow[];
  readonly goals: readonly GoalRow[];
  readonly keyOfGoal: (id: string | null) => string | null;
  readonly indicators: ReadonlyMap<string, Measured>;
  /** By their text: a source's word has no other name. */
  readonly implementations: readonly ImplementationRow[];
  readonly explanations: readonly OwnExplanationRow[];
  readonly actors: readonly ActorRow[];
  readonly groups: readonly GroupRow[];
  readonly places: readonly PlaceRow[];
  readonly priorWork: readonly PriorWorkRow[];
  readonly events: readonly YearEventRow[];
  readonly benefits: ReadonlyMap<string, BenefitRow>;
  readonly principle: PrincipleRow | undefined;
  /** By the key that the list has for their title. */
  readonly documents: ReadonlyMap<string, SteeringDocumentRow>;
}

type Ask = <Row>(question: Bound<Row>) => Promise<Row[]>;

/** A case as it is found by whoever asks. A row that no fact tells of is told at once. */
export async function readFound(ask: Ask, now: Date, name: RealCase): Promise<Found> {
  const { facts } = readCase(name);
  const [told] = subjectsOf(facts, 'collaboration');
  const id = (await ask(listCollaborations())).find((one) => one.name === told?.fields.name?.sv)?.id ?? '';
  const [collaboration] = await ask(findCollaboration(id));
  if (!collaboration) throw new Error(`${name} is not there`);
  const organisations = new Map<string, OrganisationRow>();
  for (const organisation of subjectsOf(facts, 'organisation')) {
    const [row] = await ask(findOrganisation(idOfOrganisation(organisation)));
    if (row) organisations.set(organisation.key, row);
  }
  const rows = await ask(listParties(id));
  const parties = new Map<string, PartyRow>();
  for (const [key, { id: organisation }] of organisations) {
    const party = rows.find((row) => row.organisation_id === organisation);
    if (party) parties.set(key, party);
  }
  expect(parties.size, 'parties that no fact tells of').toBe(rows.length);
  const held = await ask(listFunctions(id));
  const goals = await ask(listGoals(id));
  const goalFacts = subjectsOf(facts, 'jointGoal');
  expect(goals.length, 'goals that no fact tells of').toBe(goalFacts.length);
  const groups = await ask(listGroups(id));
  expect(groups.length, 'groups that no fact tells of').toBe(groupsOf(facts).length);
  const events = await ask(listYearEvents([id]));
  expect(events.length, 'events that no fact tells of').toBe(subjectsOf(facts, 'yearEvent').length);
  return {
    facts,
    events,
    number: (await ask(listExampleLoads())).find((load) => load.name === name)?.number ?? null,
    collaboration,
    organisations,
    areas: new Map((await ask(listAreas())).map((area) => [area.code, area])),
    parties,
    functions: new Map(
      [...Map.groupBy(held, (one): string => one.function)].map(([name, holdings]) => [
        name,
        holdings.map((one) => [...parties].find(([, party]) => party.id === one.party_id)?.[0] ?? 'nobody'),
      ]),
    ),
    throughUnits: new Map(held.flatMap((one) => (one.through_id ? [[one.function, one.through_id] as const] : []))),
    projects: await ask(listProjects(id)),
    results: await ask(listJointResults(id)),
    goals,
    keyOfGoal: (goal) =>
      goalFacts.find(({ fields }) => fields.text?.sv === goals.find((row) => row.id === goal)?.text)?.key ?? null,
    indicators: await readIndicators(ask, id, facts),
    implementations: (await Promise.all(goals.map((goal) => ask(listImplementations(id, goal.id))))).flat(),
    explanations: await ask(listOwnExplanations(id)),
    actors: await ask(listActors(id)),
    groups,
    places: await ask(listPlaces(id, dayOf(now))),
    priorWork: await ask(listPriorWork(id)),
    documents: await readDocuments(ask, id, facts),
    plan: (await ask(findActionPlan(id)))[0],
    benefits: await readBenefits(ask, id, facts),
    principle: (await ask(findPrinciple(id)))[0],
    activities: await ask(listActivities(id)),
    layers: await ask(listLayers(id)),
    shares: await ask(listShares(id)),
    agreements: await readAgreements(ask, id, facts, parties),
  };
}

async function readBenefits(
  ask: Ask,
  id: string,
  facts: readonly PresentFact[],
): Promise<ReadonlyMap<string, BenefitRow>> {
  const rows = await ask(listBenefits(id));
  const told = subjectsOf(facts, 'benefit');
  expect(rows.length, 'benefits that no fact tells of').toBe(told.length);
  return new Map(
    told.flatMap(({ key, fields }) => {
      const row = rows.find(({ title }) => title === fields.title?.sv);
      return row ? [[key, row] as const] : [];
    }),
  );
}

async function readDocuments(
  ask: Ask,
  id: string,
  facts: readonly PresentFact[],
): Promise<ReadonlyMap<string, SteeringDocumentRow>> {
  const rows = await ask(listSteeringDocuments(id));
  const told = subjectsOf(facts, 'steeringDocument');
  expect(rows.length, 'steering documents that no fact tells of').toBe(told.length);
  return new Map(
    told.flatMap(({ key, fields }) => {
      const row = rows.find(({ title }) => title === fields.title?.sv);
      return row ? [[key, row] as const] : [];
    }),
  );
}

async function readAgreements(
  ask: Ask,
  id: string,
  facts: readonly PresentFact[],
  parties: Found['parties'],
): Promise<Found['agreements']> {
  const rows = await ask(listAgreements(id));
  const told = subjectsOf(facts, 'agreement');
  expect(rows.length, 'agreements that no fact tells of').toBe(told.length);
  const found = new Map<string, AgreementRow & { between: readonly (string | null)[] }>();
  for (const { key, fields } of told) {
    const row = rows.find(({ kind }) => kind === fields.kind);
    if (!row) continue;
    const between = await ask(listAgreementParties(id, row.id, null));
    found.set(key, { ...row, between: between.map((one) => keyOfParty(parties, one.party_id)) });
  }
  return found;
}

async function readIndicators(
  ask: Ask,
  id: string,
  facts: readonly PresentFact[],
): Promise<ReadonlyMap<string, Measured>> {
  const rows = await ask(listIndicators(id));
  const owns = await ask(listOwnSeries(id));
  const areas = [...(await ask(listAreas())).map(({ code }) => code), '0000'];
  const found = new Map<string, Measured>();
  for (const { key, fields } of subjectsOf(facts, 'indicator')) {
    const code = /^kolada:(.*)/.exec(fields.series ?? '')?.[1];
    const row = rows.find((one) => (code ? one.code === code : one.own_series_id && one.name === fields.name?.sv));
    if (!row) continue;
    const values = row.series_id
      ? await ask(
          readValues(
            areas.map(() => row.series_id ?? 0),
            areas,
            sexes,
            null,
          ),
        )
      : (await ask(readOwnValues(id, [row.own_series_id ?? ''], null))).map((value) => ({
          ...value,
          area_code: value.place || (row.area_code ?? ''),
        }));
    found.set(key, {
      row,
      series: row.series_id ? (await ask(findSeries([row.series_id])))[0] : undefined,
      own: owns.find((own) => own.id === row.own_series_id),
      valuesOf: (area, sex) =>
        values
          .filter((value) => value.area_code === area && value.sex === sex)
          .map(({ period, value }) => ({ period, value, status: 'published' as const })),
    });
  }
  expect(found.size, 'indicators that no fact tells of').toBe(rows.length);
  return found;
}

export const keyOfParty = (parties: Found['parties'], id: string | null): string | null =>
  [...parties].find(([, row]) => row.id === id)?.[0] ?? null;

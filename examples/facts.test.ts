import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ActionPlanRow, type ActivityRow, findActionPlan, listActivities } from '../src/action-plans/index.ts';
import { type ActorRow, listActors } from '../src/actors/index.ts';
import { type AgreementRow, listAgreementParties, listAgreements } from '../src/agreements/index.ts';
import { listYearEvents, type YearEventRow } from '../src/annual-wheel/index.ts';
import { type BenefitRow, findPrinciple, listBenefits, type PrincipleRow } from '../src/benefits/index.ts';
import {
  type CollaborationRow,
  findCollaboration,
  listAreas,
  listCollaborations,
  listEntered,
  listFunctions,
  listParties,
  makeCollaboration,
  type PartyRow,
} from '../src/collaborations/index.ts';
import { type LayerRow, listLayers, listShares, type ShareRow } from '../src/financing/index.ts';
import {
  type GoalRow,
  type ImplementationRow,
  type IndicatorRow,
  listContributions,
  listGoals,
  listImplementations,
  listIndicators,
  listOwnExplanations,
  listSteeringDocuments,
  type OwnExplanationRow,
  readIndicator,
  type SteeringDocumentRow,
} from '../src/goals/index.ts';
import { type GroupRow, listGroups, listPlaces, type PlaceRow } from '../src/groups/index.ts';
import { dayOf, findExampleLibrarian, findOrganisation, type OrganisationRow, type Tx } from '../src/identity/index.ts';
import { aHost, anOrganisation, aPerson, type Host, testPassword } from '../src/identity/testing.ts';
import {
  findSeries,
  isRight,
  listOwnSeries,
  type OwnSeries,
  readOwnValues,
  readRounding,
  readState,
  readValues,
  type Series,
  sexes,
  typeOwnValue,
} from '../src/indicators/index.ts';
import type { Bound } from '../src/platform/database/statement.ts';
import { listPriorWork, type PriorWorkKind, type PriorWorkRow } from '../src/situation-analysis/index.ts';
import { openHouse, type TestHouse } from '../test/setup/composition.ts';
import { Visitor } from '../test/setup/visitor.ts';
import { type FactFields, type PresentFact, type RealCase, realCases, type Sex } from './facts.ts';
import { listExampleLoads, loadRealCases } from './load-real-cases.ts';
import { employers, responsibleInWords, titlesOfActivities } from './real-action-plan.ts';
import { idOfOrganisation, readCase, subjectsOf } from './real-case.ts';
import { groupsOf } from './real-groups.ts';
import { analysisNames } from './real-situation-analysis.ts';

let house: TestHouse;
let host: Host;
/** Somebody signed in who has no part in any of the cases. */
let reader: Awaited<ReturnType<typeof aPerson>>;

beforeAll(async () => {
  house = await openHouse();
  await loadRealCases(house.database, house.now);
  host = await aHost(house);
  reader = await aPerson(host, 'Lena Läsare', await anOrganisation(host, 'Läskommun'));
});
afterAll(() => house?.close());

const ask = async <Row>(question: Bound<Row>): Promise<Row[]> =>
  (await house.database.read(reader, house.now, { asked: question })).rows.asked;

const shownDecimals = 1;

interface Measured {
  readonly row: IndicatorRow;
  readonly series: Series | undefined;
  readonly own: OwnSeries | undefined;
  readonly valuesOf: (
    area: string,
    sex: Sex,
  ) => readonly { period: number; value: number | null; status: 'published' }[];
}

/** What the database says about a case, read by somebody who only reads. */
interface Found {
  readonly plan: ActionPlanRow | undefined;
  readonly activities: readonly ActivityRow[];
  readonly benefits: ReadonlyMap<string, BenefitRow>;
  readonly principle: PrincipleRow | undefined;
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
  /** By the key that the list has for their title. */
  readonly documents: ReadonlyMap<string, SteeringDocumentRow>;
}

async function readFound(name: RealCase): Promise<Found> {
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
    goals,
    keyOfGoal: (goal) =>
      goalFacts.find(({ fields }) => fields.text?.sv === goals.find((row) => row.id === goal)?.text)?.key ?? null,
    indicators: await readIndicators(id, facts),
    implementations: (await Promise.all(goals.map((goal) => ask(listImplementations(id, goal.id))))).flat(),
    explanations: await ask(listOwnExplanations(id)),
    actors: await ask(listActors(id)),
    groups,
    places: await ask(listPlaces(id, dayOf(house.now))),
    priorWork: await ask(listPriorWork(id)),
    documents: await readDocuments(id, facts),
    plan: (await ask(findActionPlan(id)))[0],
    activities: await ask(listActivities(id)),
    benefits: await readBenefits(id, facts),
    principle: (await ask(findPrinciple(id)))[0],
    layers: await ask(listLayers(id)),
    shares: await ask(listShares(id)),
    agreements: await readAgreements(id, facts, parties),
  };
}

async function readDocuments(
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

async function readBenefits(id: string, facts: readonly PresentFact[]): Promise<ReadonlyMap<string, BenefitRow>> {
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

async function readAgreements(
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

async function readIndicators(id: string, facts: readonly PresentFact[]): Promise<ReadonlyMap<string, Measured>> {
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

type Answer<Value> = Value extends { readonly sv: string; readonly en: string } ? string | null : unknown;
/** How each field of each kind of subject is read back. A field that cannot be read does not compile, and fails below. */
type Readers = {
  readonly [Kind in keyof FactFields]: {
    readonly [Field in keyof FactFields[Kind]]: (
      found: Found,
      key: string,
      fact: PresentFact,
    ) => Answer<FactFields[Kind][Field]>;
  };
};

const toldOf = <Value>(fact: PresentFact): Value => fact.value as Value;
const ofCollaboration =
  <Value>(read: (row: CollaborationRow) => Value) =>
  ({ collaboration }: Found): Value =>
    read(collaboration);
/** What was done of a kind. It was done in no order, so it is told in that of the list. */
const doneOf =
  (kind: PriorWorkKind, read: (row: PriorWorkRow) => string | undefined) =>
  ({ priorWork }: Found, _: string, fact: PresentFact): readonly (string | undefined)[] => {
    const told = inSwedish(fact.value) as readonly string[];
    const found = priorWork.filter((row) => row.kind === kind).map(read);
    return found.toSorted((one, other) => told.indexOf(one ?? '') - told.indexOf(other ?? ''));
  };
const ofOrganisation =
  <Value>(read: (row: OrganisationRow, found: Found) => Value) =>
  (found: Found, key: string): Value | undefined => {
    const row = found.organisations.get(key);
    return row && read(row, found);
  };
const keyOfOrganisation = ({ organisations }: Found, id: string | null): string | null =>
  [...organisations].find(([, row]) => row.id === id)?.[0] ?? null;
const ofParty =
  <Value>(read: (row: PartyRow, found: Found) => Value) =>
  (found: Found, key: string): Value | undefined => {
    const row = found.parties.get(key);
    return row && read(row, found);
  };
const ofGoal =
  <Value>(read: (row: GoalRow, found: Found) => Value) =>
  (found: Found, key: string): Value | null => {
    const row = found.goals.find(({ id }) => found.keyOfGoal(id) === key);
    return row ? read(row, found) : null;
  };
const keyOfParty = (parties: Found['parties'], id: string | null): string | null =>
  [...parties].find(([, row]) => row.id === id)?.[0] ?? null;
const ofDocument =
  <Value>(read: (row: SteeringDocumentRow, found: Found) => Value) =>
  (found: Found, key: string): Value | null => {
    const row = found.documents.get(key);
    return row ? read(row, found) : null;
  };
const ofActivity =
  <Value>(read: (row: ActivityRow) => Value) =>
  (found: Found, key: string): Value | null => {
    const row = found.activities.find(({ title }) => title === titlesOfActivities[key]);
    return row ? read(row) : null;
  };
const ofIndicator =
  <Value>(read: (row: IndicatorRow, measured: Measured, fact: PresentFact, found: Found) => Value) =>
  (found: Found, key: string, fact: PresentFact): Value | null => {
    const measured = found.indicators.get(key);
    return measured ? read(measured.row, measured, fact, found) : null;
  };

const valueIn = ({ valuesOf }: Measured, area: string, sex: Sex, year: number): number | null =>
  valuesOf(area, sex).find(({ period }) => period === year)?.value ?? null;

const ofGroup =
  <Value>(read: (row: GroupRow, places: readonly PlaceRow[], found: Found) => Value) =>
  (found: Found, key: string): Value | null => {
    const told = groupsOf(found.facts).find((one) => one.key === key);
    const row = found.groups.find(({ name }) => name === told?.fields.name?.sv);
    return row
      ? read(
          row,
          found.places.filter((place) => place.group_id === row.id),
          found,
        )
      : null;
  };

const groupReaders = {
  name: ofGroup(({ name }) => name),
  kind: ofGroup(({ kind }) => kind),
  several: ofGroup(({ several }) => several),
  isBorrowed: ofGroup((row) => row.is_borrowed),
  rhythm: ofGroup(({ rhythm }) => rhythm),
  meetingsPerYearAtLeast: ofGroup((row) => (row.is_times_at_least ? row.times_a_year : null)),
  keepsMinutes: ofGroup((row) => row.has_minutes),
  takesDecisions: ofGroup((row) => row.may_decide),
  crossProfessional: ofGroup((row) => row.is_cross_professional),
  levels: ofGroup(({ levels }) => levels),
  mandate: ofGroup(({ mandate }) => mandate.split('\n')),
  assignedBy: ofGroup((row, _, { facts, groups }) => {
    const above = row.is_assigned ? groups.find(({ id }) => id === row.under_group_id) : undefined;
    return groupsOf(facts).find(({ fields }) => fields.name?.sv === above?.name)?.key ?? null;
  }),
  memberWhoIsNotParty: ofGroup((_, places) => places.find(({ represents }) => represents)?.represents ?? null),
  members: ofGroup((_, places, { parties }) =>
    places.map(({ title, party_id, each, represents, count, level }) => ({
      title,
      ...(party_id ? { party: keyOfParty(parties, party_id) } : {}),
      ...(each ? { each } : {}),
      ...(represents ? { represents } : {}),
      ...(count === null ? {} : { count }),
      ...(level ? { level } : {}),
    })),
  ),
};

const ofEvent =
  <Value>(read: (row: YearEventRow, found: Found) => Value) =>
  (found: Found, key: string): Value | null => {
    const told = subjectsOf(found.facts, 'yearEvent').find((one) => one.key === key);
    const row = found.events.find(({ title }) => title === told?.fields.name?.sv);
    return row ? read(row, found) : null;
  };

const readers: Readers = {
  group: groupReaders,
  arena: groupReaders,
  actor: {
    name: ({ actors }, _, fact) => actors.find(({ name }) => name === fact.value)?.name ?? null,
  },
  collaboration: {
    number: ({ number }) => number,
    example: ofCollaboration(({ example }) => example),
    name: ofCollaboration(({ name }) => name),
    challenge: ofCollaboration(({ challenge }) => challenge),
    whyNoneAlone: ofCollaboration((row) => row.why_none_alone),
    drivers: ofCollaboration(({ drivers }) => drivers),
    territory: ofCollaboration(({ territory }) => territory),
    phase: ofCollaboration(({ phase }) => phase),
    ladderAim: ofCollaboration((row) => row.ladder_aim),
    ladderNow: ofCollaboration((row) => row.ladder_now),
    beganYear: ofCollaboration((row) => row.began_year),
    endedYear: ofCollaboration((row) => row.ended_year),
    groundKind: ofCollaboration((row) => row.ground_kind),
    groundTitle: ofCollaboration((row) => row.ground_title || null),
    groundYear: ofCollaboration((row) => row.ground_year),
    driverDescription: ofCollaboration((row) => row.driver_description || null),
    supportedAtStartBy: ofCollaboration((row) => row.supported_at_start_by || null),
    widerCollaboration: ofCollaboration((row) => row.wider_collaboration || null),
    joinsExistingEfforts: doneOf('earlierWork', ({ what }) => what),
  },
  situationAnalysis: {
    done: doneOf('analysis', ({ what }) => Object.entries(analysisNames).find(([, name]) => name === what)?.[0]),
    studyVisits: doneOf('studyVisit', (row) => row.place_name),
    studiedElsewhere: ({ priorWork }) => {
      const row = priorWork.find(({ kind }) => kind === 'studiedElsewhere');
      return row ? { areaCode: row.area_code, what: row.what } : null;
    },
  },
  organisation: {
    kind: ofOrganisation(({ kind }) => kind),
    areaCode: ofOrganisation((row) => row.area_code),
    areaName: ofOrganisation((row, { areas }) => (areas.get(row.area_code ?? '')?.name === row.name ? row.name : null)),
    name: ofOrganisation(({ name }) => name),
    parent: ofOrganisation((row, found) => keyOfOrganisation(found, row.parent_id)),
  },
  party: {
    organisation: ofParty((row, found) => keyOfOrganisation(found, row.organisation_id)),
    relation: ofParty(({ relation }) => relation),
    status: ofParty(({ status }) => status),
    since: ofParty((row) => row.since_year),
  },
  function: {
    holders: (found, key, { absence, value }) => {
      const isKnownEmpty = (found.collaboration.functions_known_empty as readonly string[]).includes(key);
      if (isKnownEmpty !== (absence === 'knownMissing')) return `known to be empty: ${isKnownEmpty}`;
      // Whoever holds it holds it in no order.
      const told = (value ?? []) as readonly string[];
      return found.functions.get(key)?.toSorted((one, other) => told.indexOf(one) - told.indexOf(other)) ?? null;
    },
  },
  jointGoal: {
    kind: ofGoal(({ kind }) => kind),
    text: ofGoal(({ text }) => text),
    targetYear: ofGoal((row) => row.target_year),
    under: ofGoal((row, { keyOfGoal }) => keyOfGoal(row.under_id)),
    sourceDocument: ofGoal((row) =>
      row.source_title || row.source_relation ? { title: row.source_title, relation: row.source_relation } : null,
    ),
    withoutIndicatorNote: ofGoal((row) => row.without_indicator_note || null),
    ownExplanation: ofGoal((row, { explanations, parties }) => {
      const said = explanations.find((one) => one.goal_id === row.id);
      return said ? { party: keyOfParty(parties, said.party_id), text: said.text } : null;
    }),
  },
  yearEvent: {
    name: ofEvent(({ title }) => title),
    kind: ofEvent(({ kind }) => kind),
    year: ofEvent(({ year }) => year),
    times: ofEvent(({ times }) => times),
    timesInFirstYear: ofEvent(({ times, year }, { collaboration }) =>
      year === collaboration.began_year ? times : null,
    ),
    heldBy: ofEvent((row, { parties }) => keyOfParty(parties, row.held_by_party_id)),
  },
  steeringDocument: {
    title: ofDocument(({ title }) => title),
    kind: ofDocument(({ kind }) => kind),
    owner: ofDocument((row, { parties }) => keyOfParty(parties, row.owner_party_id)),
    relation: ofDocument(({ relation }) => relation),
    rhythm: ofDocument(({ rhythm }) => rhythm),
    feeds: ofDocument(({ feeds }) => feeds),
    containsJointGoals: ofDocument((row) => row.has_joint_goals),
  },
  indicator: {
    goal: ofIndicator((row, _, __, { keyOfGoal }) => keyOfGoal(row.goal_id)),
    series: ofIndicator((_, { series, own }, fact, { parties }) => {
      if (series) return `${series.source}:${series.code}`;
      // A series of one's own has no code: it is a party's, and the list calls it after the party.
      const told = toldOf<string>(fact);
      const [party] = [...parties].find(([, row]) => row.id === own?.party_id) ?? [];
      return party && told.startsWith(`own:${party}-`) ? told : (own?.title ?? null);
    }),
    name: ofIndicator(({ name }) => name),
    unit: ofIndicator(({ unit }) => unit),
    area: ofIndicator((row) => row.area_code),
    direction: ofIndicator(({ direction }) => direction),
    comparisonAreas: ofIndicator((row) => row.comparison_areas),
    baselineYear: ofIndicator((row) => row.baseline_period),
    baseline: ofIndicator(({ baseline }) => baseline),
    targetYear: ofIndicator((row) => row.target_period),
    targetShareOfBaseline: ofIndicator(({ target, baseline }) => (target && baseline ? target / baseline : null)),
    target: ofIndicator(({ target }) => target),
    isStandIn: ofIndicator((row) => row.is_stand_in),
    standInNote: ofIndicator((row) => row.stand_in_note),
    chosenBy: ofIndicator((row) => (row.is_our_choice ? 'armkrok' : null)),
    valueAt: ofIndicator((_, measured, fact) => {
      const { area, sex, year } = toldOf<FactFields['indicator']['valueAt']>(fact);
      return { area, sex, year, value: valueIn(measured, area, sex, year) };
    }),
    stateAtTargetYear: ofIndicator((row) => {
      const { state } = readIndicator(row).reading;
      return state === 'reached' || state === 'notReached' ? state : null;
    }),
    firstYearBelowHalf: ofIndicator((row, measured, fact) => {
      const { area, sex } = toldOf<FactFields['indicator']['firstYearBelowHalf']>(fact);
      const from = row.baseline_period ?? 0;
      const baseline = valueIn(measured, area, sex, from) ?? 0;
      const reading = readState({
        direction: row.direction,
        baseline: { value: baseline, period: from },
        target: { value: baseline / 2, period: row.target_period ?? 0 },
        points: measured.valuesOf(area, sex),
      });
      return { area, sex, year: reading.firstRight };
    }),
    belowHalfOnlyByRounding: ofIndicator((row, { valuesOf }) => {
      const half = (row.baseline ?? 0) / 2;
      return valuesOf(row.area_code ?? '', row.sex).flatMap(({ period, value }) =>
        value !== null && readRounding(row.direction, value, half, shownDecimals)
          ? [{ area: row.area_code, sex: row.sex, year: period, value, half }]
          : [],
      );
    }),
    fallInPercent: ofIndicator((_, measured, fact) => {
      const { area, sex, from, to } = toldOf<FactFields['indicator']['fallInPercent']>(fact);
      const before = valueIn(measured, area, sex, from) ?? 0;
      const after = valueIn(measured, area, sex, to) ?? 0;
      return { area, sex, from, to, percent: Number((100 * (1 - after / before)).toFixed(shownDecimals)) };
    }),
    rankAmongRegions: ofIndicator((row, measured, fact, { areas }) => {
      const { year, sex } = toldOf<FactFields['indicator']['rankAmongRegions']>(fact);
      const values = [...areas]
        .filter(([, { kind }]) => kind === 'region')
        .flatMap(([code]) => valueIn(measured, code, sex, year) ?? []);
      const own = valueIn(measured, row.area_code ?? '', sex, year) ?? 0;
      return {
        year,
        sex,
        highest: true,
        rank: values.filter((value) => value > own).length + 1,
        of: values.length,
      };
    }),
    moreThanHalvedIn: ofIndicator((row, { valuesOf }) => {
      const half = (row.baseline ?? 0) / 2;
      const below = valuesOf(row.area_code ?? '', row.sex).find(
        ({ value }) => value !== null && value !== half && isRight(row.direction, value, half),
      );
      return below?.period ?? null;
    }),
  },
  actionPlan: {
    revision: ({ plan }) => plan?.revision,
    areaCount: ({ plan }) => plan?.area_count,
    focusAreasSetJointly: ({ plan }) => plan?.has_joint_areas,
  },
  activity: {
    evidenceGrade: ofActivity(({ evidence_grade }) => evidence_grade),
    takenFrom: ofActivity(({ evidence_source }) => evidence_source),
    places: ofActivity(({ each }) => (each === 'municipality' ? 'eachMunicipality' : null)),
    ages: ofActivity(({ target_group }) => target_group.replace(/ år$/, '')),
    openAcrossMunicipalBorders: ofActivity(({ is_open_across_borders }) => is_open_across_borders),
    employersTakePart: ofActivity(({ others }) => others === employers),
    becomesBasisForDecision: ofActivity(({ is_basis_for_decision }) => is_basis_for_decision),
    responsibleSeat: ofActivity(
      ({ responsible }) => Object.entries(responsibleInWords).find(([, words]) => words === responsible)?.[0] ?? null,
    ),
  },
  benefit: {
    title: ({ benefits }, key) => benefits.get(key)?.title ?? null,
    receiver: ({ benefits }, key) => benefits.get(key)?.receiver,
    receiverWords: ({ benefits }, key) => benefits.get(key)?.receiver_words ?? null,
  },
  benefitPrinciple: {
    weighing: ({ principle }) => principle?.weighing,
    isGivenAndTaken: ({ principle }) => principle?.is_given_and_taken,
  },
  financing: {
    key: ({ layers }) => (layers[0]?.key === 'notKnown' ? null : layers[0]?.key),
    municipalityKey: ({ layers }) => (layers[0]?.key === 'onePaysRestNotKnown' ? null : layers[0]?.key),
    regionShare: ({ shares, parties, organisations }) => {
      const share = shares.find((one) => one.share_numerator !== null);
      const [key] = [...parties].find(([, party]) => party.id === share?.party_id) ?? [];
      return share && organisations.get(key ?? '')?.kind === 'region'
        ? { numerator: share.share_numerator, denominator: share.share_denominator }
        : null;
    },
    paidBy: ({ shares, parties }) =>
      shares.length === 1 && shares[0]?.share_numerator === shares[0]?.share_denominator
        ? keyOfParty(parties, shares[0]?.party_id ?? null)
        : null,
    sources: ({ layers }) => layers.filter(({ kind }) => kind === 'grant').map(({ funder }) => ({ name: funder })),
    decidedForPhase2: ({ layers }) => {
      const kronorOf = (kind: string) =>
        Number(layers.find((one) => one.kind === kind && one.total !== null)?.total) / 100;
      return { socialFundKronor: kronorOf('grant'), coFinancingKronor: kronorOf('money') };
    },
  },
  agreement: {
    kind: ({ agreements }, key) => agreements.get(key)?.kind,
    concerns: ({ agreements }, key) => agreements.get(key)?.concerns,
    parties: ({ agreements }, key, fact) => {
      const order = toldOf<readonly string[]>(fact);
      return agreements.get(key)?.between.toSorted((a, b) => order.indexOf(a ?? '') - order.indexOf(b ?? ''));
    },
    adoptedBy: ({ agreements, parties }, key) => {
      const agreement = agreements.get(key);
      return agreement?.ground === 'adoptedByOne' ? keyOfParty(parties, agreement.adopting_party_id) : null;
    },
    openToOthers: ({ agreements }, key) => agreements.get(key)?.is_open_to_others,
  },
  implementation: {
    goal: (found, key) => {
      const [told] = subjectsOf(found.facts, 'implementation').filter((one) => one.key === key);
      const row = found.implementations.find(({ text }) => text === told?.fields.text?.sv);
      return found.keyOfGoal(row?.goal_id ?? null);
    },
    text: ({ implementations }, _, fact) =>
      implementations.find(({ text }) => text === toldOf<FactFields['implementation']['text']>(fact).sv)?.text ?? null,
  },
};

/** The list tells texts in both languages; what is loaded is the Swedish. */
function inSwedish(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSwedish);
  if (typeof value !== 'object' || value === null) return value;
  if ('sv' in value) return value.sv;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inSwedish(inner)]));
}

function readFact(found: Found, fact: PresentFact): { readonly read: unknown } | undefined {
  const [kind = '', key = ''] = fact.subject.split(':');
  const ofKind = Reflect.get(readers, kind) as Readonly<Record<string, unknown>> | undefined;
  const read = ofKind?.[fact.field] as ((found: Found, key: string, fact: PresentFact) => unknown) | undefined;
  return read && { read: read(found, key, fact) };
}

describe('every fact of a real case is read back from its typed field by anyone signed in', () => {
  it.each(realCases)('%s', async (name) => {
    const found = await readFound(name);
    const { facts } = readCase(name);
    const differing = facts.flatMap((fact) => {
      const answer = readFact(found, fact);
      if (!answer) return [`${fact.id}: ${fact.field} of ${fact.subject} has no typed place`];
      const told = inSwedish(fact.value);
      return isDeepStrictEqual(answer.read, told)
        ? []
        : [`${fact.id}: ${JSON.stringify(told)} is ${JSON.stringify(answer.read)}`];
    });
    expect(differing.join('\n')).toBe('');
  });

  it('and a field that has no typed place is told', async () => {
    const found = await readFound('femkanten');
    const [fact] = readCase('femkanten').facts;
    expect(readFact(found, { ...fact, field: 'mood' } as unknown as PresentFact)).toBeUndefined();
  });
});

describe('the real cases', () => {
  it('are loaded once, however often the system starts', async () => {
    const before = (await ask(listCollaborations())).map(({ id }) => id);
    await Promise.all([loadRealCases(house.database, house.now), loadRealCases(house.database, house.now)]);
    expect((await ask(listCollaborations())).map(({ id }) => id)).toEqual(before);
    expect(before).toHaveLength(8);
    expect((await ask(listExampleLoads())).map(({ name }) => name)).toEqual(realCases);
  });

  it('are there in full or not at all: one that fails half-way leaves nothing, and is loaded at the next start', async () => {
    const broken = await openHouse();
    const owner = new pg.Client({ connectionString: broken.urls.ownerUrl });
    await owner.connect();
    const rename = (from: string, to: string) => owner.query('update series set code = $2 where code = $1', [from, to]);
    const countOf = async (what: string) =>
      (await owner.query(`select count(*)::integer as rows from ${what}`)).rows[0].rows;
    // The fourth case has its collaboration, parties and goals before it asks for the series.
    await rename('N03921', 'N0');
    await expect(loadRealCases(broken.database, broken.now)).rejects.toThrow();
    expect([await countOf('collaboration'), await countOf('example_load')]).toEqual([3, 3]);
    expect(await countOf(`organisation where name = 'Almi'`)).toBe(0);
    await rename('N0', 'N03921');
    await loadRealCases(broken.database, broken.now);
    expect([await countOf('collaboration'), await countOf('example_load')]).toEqual([8, 8]);
    await owner.end();
    await broken.close();
  });

  it('share the organisations that they have in common', async () => {
    const [blekinge, boras] = [await readFound('blekinges-unga-lyfter'), await readFound('boras-myndighetssamverkan')];
    const agency = blekinge.parties.get('arbetsformedlingen');
    expect(agency?.organisation_id).toBe(boras.parties.get('arbetsformedlingen')?.organisation_id);
    expect(agency?.is_fictional).toBe(false);
  });

  it('name their sources in one line', async () => {
    const sources = await Promise.all(realCases.map(async (name) => (await readFound(name)).collaboration.source));
    expect(sources[0]).toBe('SKR, Att hantera komplexa samhällsutmaningar, 2020; Kolada');
    expect(sources[3]).toBe(
      'SKR, Att hantera komplexa samhällsutmaningar, 2020; Kolada; Region Blekinge, nyhet 17 maj 2018; Region Blekinge, Ungdomskraft Blekinge; Region Blekinge, Aktuella utlysningar',
    );
    expect(new Set(sources).size).toBe(2);
  });

  it('hold no contribution, reading or decision of a real organisation, and no seat of the one that loaded them', async () => {
    for (const name of realCases) {
      const { collaboration, parties } = await readFound(name);
      expect(await ask(listContributions(collaboration.id))).toEqual([]);
      expect(await ask(listEntered(collaboration.id))).toEqual([]);
      for (const party of parties.values()) {
        expect(party).toMatchObject({ own_benefit: '', own_contribution: '', decision_planned: '', status_reason: '' });
        expect([party.ambition, party.bound_on, party.has_seat]).toEqual([null, null, false]);
      }
      expect([...parties.values()].map((party) => party.organisation_id)).not.toContain(collaboration.organisation_id);
    }
  });

  it('are not written in by the one that loaded them once they are there', async () => {
    const { collaboration, indicators } = await readFound('blekinges-unga-lyfter');
    const librarian = await findExampleLibrarian(house.database, house.now);
    const ownSeriesId = indicators.get('antal-arbetslosa-unga')?.own?.id ?? '';
    const value = { collaborationId: collaboration.id, ownSeriesId, period: 2017, value: 1300 };
    const write = (more: (tx: Tx) => void) =>
      house.database.write(librarian, house.now, async (tx) => {
        more(tx);
        await typeOwnValue(tx, value);
      });
    await expect(write(() => {})).rejects.toThrow('forbidden');
    const again = { name: 'Igen', challenge: '', whyNoneAlone: '', drivers: [], territory: [] };
    await expect(
      write((tx) => makeCollaboration(tx, librarian.organisation, again, collaboration.id)),
    ).rejects.toThrow();
    const { rows } = await house.database.read(reader, house.now, {
      values: readOwnValues(collaboration.id, [ownSeriesId], null),
    });
    expect(rows.values.map(({ period }) => period)).toEqual([2013, 2018]);
  });

  it('cannot be written in by those who read them', async () => {
    const { collaboration, goals } = await readFound('blekinges-unga-lyfter');
    const visitor = await new Visitor(house).signIn(reader.email, testPassword);
    for (const path of ['challenge/edit', 'goals/new', `goals/${goals[0]?.id}/edit`]) {
      await visitor.open(`/collaborations/${collaboration.id}/${path}`);
      expect([403, 404], path).toContain(visitor.status);
    }
  });
});

describe('what the product has added to a case', () => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await new Visitor(house).signIn(reader.email, testPassword);
  });
  const pageOf = async (name: RealCase, path: string): Promise<string> => {
    const { collaboration } = await readFound(name);
    await visitor.open(`/collaborations/${collaboration.id}${path}`);
    expect(visitor.status).toBe(200);
    return visitor.text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
  };

  it('every case has an official figure, with no target that its source does not state', async () => {
    for (const name of realCases) {
      const { indicators } = await readFound(name);
      const official = [...indicators.values()].filter(({ row }) => row.series_id !== null);
      expect(official.length, name).toBeGreaterThan(0);
      for (const { row } of official) {
        expect(row.is_stand_in, name).toBe(true);
        expect(row.is_our_choice ? row.target : null, name).toBeNull();
      }
    }
  });

  it('a measure that the parties have not chosen says so beside the figure, in both languages', async () => {
    for (const name of realCases.filter((one) => one !== 'blekinges-unga-lyfter')) {
      const { indicators } = await readFound(name);
      const [measured] = [...indicators.values()];
      expect(measured?.row.is_our_choice, name).toBe(true);
      for (const path of ['', '/goals', `/goals/${measured?.row.goal_id}`])
        expect(await pageOf(name, path), `${name}${path}`).toContain(
          'Valt av Armkrok som närliggande mått; parterna har inte valt det.',
        );
    }
    expect(await pageOf('blekinges-unga-lyfter', '')).not.toContain('Valt av Armkrok');
    const { collaboration } = await readFound('nya-perspektiv');
    const english = await new Visitor(house).signIn(reader.email, testPassword);
    await english.submit({ language: 'en' }, '/language');
    await english.open(`/collaborations/${collaboration.id}/goals`);
    expect(english.text).toContain('Chosen by Armkrok as a stand-in measure; the parties have not chosen it.');
  });

  it('the yearly direction document of Nya perspektiv stands as a steering document', async () => {
    const text = await pageOf('nya-perspektiv', '/goals');
    for (const said of [
      'Styrdokument Politiskt inriktningsdokument',
      'Fastställs varje år. Innehåller gemensamma mål. Går in i varje parts planering. Går in i varje parts budget.',
      'Källa: SKR, Att hantera komplexa samhällsutmaningar, 2020',
    ])
      expect(text).toContain(said);
  });
});

describe('the pages of Blekinges unga lyfter', () => {
  const open = async (path = ''): Promise<string> => {
    const { collaboration } = await readFound('blekinges-unga-lyfter');
    const visitor = await new Visitor(house).signIn(reader.email, testPassword);
    await visitor.open(`/collaborations/${collaboration.id}${path}`);
    expect(visitor.status).toBe(200);
    return visitor.text.replaceAll('\u00a0', ' ');
  };
  const goalPage = async (key: string): Promise<string> => {
    const { goals, keyOfGoal } = await readFound('blekinges-unga-lyfter');
    return await open(`/goals/${goals.find(({ id }) => keyOfGoal(id) === key)?.id}`);
  };

  it('say on the overview that the goal was not reached, by the figures of the list', async () => {
    const text = await open();
    for (const said of ['Nåddes inte till 2017', '8,4 mot mål 7,1', '5,1 %', 'Närliggande mått: 16–24 år'])
      expect(text).toContain(said);
  });

  it('tell on the goal which year was only reached by rounding, and when it was reached', async () => {
    const text = await goalPage('halvering');
    for (const said of [
      'Nåddes inte till 2017',
      'Värdet blev 8,4 %.',
      'mot hälften, 7,096',
      '2017 8,419. Inte nådd. Målåret.',
      '2019 7,113. Nådd bara efter avrundning, alltså inte nådd.',
      '2020 8,337. Inte nådd.',
      '2021 7,008. Nådd.',
      '5,1 %',
    ])
      expect(text).toContain(said);
  });

  it('tell the women and the men by their own halves', async () => {
    const text = await goalPage('halvering');
    expect(text).toContain('Kvinnor Från 12,8, hälften 6,4. Under första gången 2019. Varaktigt från 2021.');
    expect(text).toContain('Män Från 15,4, hälften 7,7. Under från 2022.');
  });

  it("tell the region's own count beside it, and where it is from", async () => {
    const text = await goalPage('halvering');
    for (const said of ['2 600', '1 215', 'Region Blekinge, nyhet 17 maj 2018', 'Källa: Kolada'])
      expect(text).toContain(said);
  });

  it("tell the region's own explanation beside what the figures let be said, and what was carried out", async () => {
    const text = (await goalPage('halvering')).replace(/\s+/g, ' ');
    for (const said of [
      'Så förklarar Region Blekinge det Regionens egen nyhet nämner högkonjunkturen som en annan förklaring. Källa: Region Blekinge, nyhet 17 maj 2018',
      'Navigatorcentrum finns i alla fem kommuner SKR, Att hantera komplexa samhällsutmaningar, 2020',
      'Det är inte visat att samverkan är orsaken.',
    ])
      expect(text).toContain(said);
    expect(await goalPage('sysselsattning')).not.toContain('Så förklarar');
  });

  it('show no contribution, reading or decision of a real organisation', async () => {
    for (const key of ['halvering', 'sysselsattning', 'deltagande']) {
      const text = await goalPage(key);
      expect(text).toContain('Vad parterna bidrog med var för sig är inte känt.');
      for (const form of ['Eget mål', 'Uppgift', 'Åtagande', 'Bidrar inte', 'Ej besvarat'])
        expect(text, key).not.toContain(form);
    }
  });
});

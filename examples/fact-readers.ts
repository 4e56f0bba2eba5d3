import type { ActivityRow } from '../src/action-plans/index.ts';
import type { YearEventRow } from '../src/annual-wheel/index.ts';
import type { CollaborationRow, JointResultRow, PartyRow } from '../src/collaborations/index.ts';
import { type GoalRow, type IndicatorRow, readIndicator, type SteeringDocumentRow } from '../src/goals/index.ts';
import type { GroupRow, PlaceRow } from '../src/groups/index.ts';
import type { OrganisationRow } from '../src/identity/index.ts';
import { isRight, readRounding, readState } from '../src/indicators/index.ts';
import type { PriorWorkKind, PriorWorkRow } from '../src/situation-analysis/index.ts';
import type { FactFields, PresentFact, Sex } from './facts.ts';
import { type Found, keyOfParty, type Measured } from './found-case.ts';
import { employers, responsibleInWords, titlesOfActivities } from './real-action-plan.ts';
import { subjectsOf } from './real-case.ts';
import { groupsOf } from './real-groups.ts';
import { analysisNames } from './real-situation-analysis.ts';

const shownDecimals = 1;

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
const ofDocument =
  <Value>(read: (row: SteeringDocumentRow, found: Found) => Value) =>
  (found: Found, key: string): Value | null => {
    const row = found.documents.get(key);
    return row ? read(row, found) : null;
  };
const ofResult =
  <Value>(read: (row: JointResultRow, found: Found) => Value) =>
  (found: Found, key: string): Value | null => {
    const told = subjectsOf(found.facts, 'handOver').find((one) => one.key === key);
    const row = found.results.find(({ name }) => name === told?.fields.result?.sv);
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
    challengeCount: ofCollaboration((row) => row.challenge_part_count),
    lifeStages: ofCollaboration((row) => row.challenge_parts),
    isProtected: ofCollaboration((row) => row.told_confidentiality === 'protected'),
    projectPhase: ({ projects }) => {
      const row = projects.find(({ relation }) => relation === 'within');
      return (
        row && {
          name: row.name,
          beganOn: row.began_on,
          endedOn: row.ended_on,
          youngPeople: row.participants === 'unga' ? row.participant_count : null,
        }
      );
    },
    followedBy: ({ projects }) => {
      const row = projects.find(({ relation }) => relation === 'followOn');
      return row && { name: row.name, endedYear: row.ended_year, funder: row.funder };
    },
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
    foundedYear: ofOrganisation((row) => row.founded_year),
  },
  party: {
    organisation: ofParty((row, found) => keyOfOrganisation(found, row.organisation_id)),
    relation: ofParty(({ relation }) => relation),
    status: ofParty(({ status }) => status),
    since: ofParty((row) => row.since_year),
    actsFor: ofParty((row, found) => keyOfOrganisation(found, row.acts_for_id)),
    isPreferredPartner: ofParty((row) => row.is_preferred),
  },
  function: {
    holders: (found, key, { absence, value }) => {
      const isKnownEmpty = (found.collaboration.functions_known_empty as readonly string[]).includes(key);
      if (isKnownEmpty !== (absence === 'knownMissing')) return `known to be empty: ${isKnownEmpty}`;
      // Whoever holds it holds it in no order.
      const told = (value ?? []) as readonly string[];
      return found.functions.get(key)?.toSorted((one, other) => told.indexOf(one) - told.indexOf(other)) ?? null;
    },
    throughUnit: (found, key) => keyOfOrganisation(found, found.throughUnits.get(key) ?? null),
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
  followUp: {
    method: ofCollaboration((row) => (row.follow_up_methods.length === 1 ? row.follow_up_methods[0] : undefined)),
    formalToCouncils: ofCollaboration((row) => row.is_reported_to_councils),
  },
  handOver: {
    result: ofResult(({ name }) => name),
    owner: ofResult((row, { parties }) => keyOfParty(parties, row.owner_party_id)),
  },
  yearEvent: {
    name: ofEvent(({ title }) => title),
    kind: ofEvent(({ kind }) => kind),
    year: ofEvent(({ year }) => year),
    times: ofEvent(({ times }) => times),
    timesInFirstYear: ofEvent(({ times, year }, { collaboration }) =>
      year === collaboration.began_year ? times : null,
    ),
    everyYear: ofEvent(({ year }) => year === null),
    month: ofEvent((row) => row.begins_month),
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
    perspectives: ofDocument(({ perspectives }) => perspectives),
    developmentAreas: ofDocument((row) => row.development_areas),
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
export function inSwedish(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSwedish);
  if (typeof value !== 'object' || value === null) return value;
  if ('sv' in value) return value.sv;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inSwedish(inner)]));
}

/** Undefined for a field that has no typed place. */
export function readFact(found: Found, fact: PresentFact): { readonly read: unknown } | undefined {
  const [kind = '', key = ''] = fact.subject.split(':');
  const ofKind = Reflect.get(readers, kind) as Readonly<Record<string, unknown>> | undefined;
  const read = ofKind?.[fact.field] as ((found: Found, key: string, fact: PresentFact) => unknown) | undefined;
  return read && { read: read(found, key, fact) };
}

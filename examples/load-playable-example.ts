import { readFileSync } from 'node:fs';
import {
  addParties,
  changeParty,
  giveFunctionTo,
  insertCollaborationSeat,
  listParties,
  noteEntered,
  startCollaboration,
} from '../src/collaborations/index.ts';
import { addIndicator, answerGoal, type ContributionFacts, setGoal, tellImplementation } from '../src/goals/index.ts';
import {
  type ActingPerson,
  addAccount,
  addOrganisation,
  addSeat,
  demoPassword,
  findExampleLibrarian,
  hashPassword,
  seatPerson,
  type Tx,
  type User,
  verifyOrganisation,
} from '../src/identity/index.ts';
import { doubtValue, findSeriesByCode } from '../src/indicators/index.ts';
import { findEntry, shareEntry, writeEntry } from '../src/internal-material/index.ts';
import type { Database } from '../src/platform/database/database.ts';
import { newId } from '../src/platform/id.ts';
import { actionPlanText, loadActionPlan } from './load-action-plan.ts';
import { actorsText, loadActors } from './load-actors.ts';
import { agreementsText, type ExampleHouse, loadAgreements } from './load-agreements.ts';
import { annualWheelText, loadAnnualWheel } from './load-annual-wheel.ts';
import { benefitsText, loadBenefits } from './load-benefits.ts';
import { dialogueText, loadDialogue } from './load-dialogue.ts';
import { financingText, loadFinancing } from './load-financing.ts';
import { groupsText, loadGroups } from './load-groups.ts';
import { loadMandates, mandatesText } from './load-mandates.ts';
import { loadProblemPictures, problemPicturesText } from './load-problem-pictures.ts';
import { type Cast, type Keyed, loadFullRound, loadLightRound, morningOf, need } from './load-rounds.ts';
import { loadSharedView, sharedViewText } from './load-shared-view.ts';
import { loadSituationAnalysis, situationAnalysisText } from './load-situation-analysis.ts';
import type {
  EnteredForParty,
  ExampleContribution,
  ExampleFullRound,
  ExampleInternalMaterial,
  ExampleLightRound,
  PlayableExample,
} from './playable-example.ts';

const textOf = (name: string): string =>
  readFileSync(new URL(`fler-unga-i-arbete/${name}.json`, import.meta.url), 'utf8');
const texts = ['example', 'full-round', 'later-round', 'internal-material', 'second-full-round'].map(textOf);
/** All of it, so that it can be seen whether what is loaded is what lies here. */
export const playableText = [
  ...texts,
  mandatesText,
  actorsText,
  sharedViewText,
  financingText,
  groupsText,
  agreementsText,
  situationAnalysisText,
  annualWheelText,
  actionPlanText,
  benefitsText,
  problemPicturesText,
  dialogueText,
].join('');
const [example, fullRound, laterRound, internalMaterial, secondRound] = texts.map((text) => JSON.parse(text)) as [
  PlayableExample,
  ExampleFullRound,
  ExampleLightRound,
  ExampleInternalMaterial,
  ExampleFullRound,
];

const facts = (contribution: ExampleContribution): ContributionFacts => ({
  form: contribution.form,
  text: contribution.form === 'doesNotContribute' ? '' : contribution.text.sv,
  reason: contribution.form === 'doesNotContribute' ? contribution.reason.sv : '',
  steering_document: contribution.form === 'ownGoal' ? contribution.steeringDocument.sv : '',
  committee: contribution.form === 'ownGoal' ? contribution.committee.sv : '',
  number: contribution.form === 'ownGoal' ? contribution.number : '',
  document_year: contribution.form === 'ownGoal' ? contribution.year : null,
  assigned_in: contribution.form === 'task' ? contribution.assignedIn.sv : '',
  amount: contribution.form === 'undertaking' ? contribution.amount.sv : '',
  until_on: contribution.form === 'undertaking' ? contribution.until : null,
  is_politically_decided: contribution.form === 'ownGoal' && contribution.committee.sv !== '',
});

/**
 * Loads the invented collaboration as its people would have written it: each in their own name, on the day it says,
 * through the same verbs. Answers its id. Run once; `loadExamples` sees to that.
 */
export async function loadPlayableExample(database: Database<User>, now: Date, house: ExampleHouse): Promise<string> {
  const began = morningOf('2014-02-03');
  const librarian = await findExampleLibrarian(database, began);
  const passwordHash = await hashPassword(demoPassword);

  const organisations = new Map<string, string>();
  const people = new Map<string, string>();
  await database.write(librarian, began, async (tx) => {
    for (const { key, parent, kind, name, lentArea, verified } of example.organisations) {
      const id = addOrganisation(tx, {
        parentId: parent ? need(organisations, parent) : null,
        kind,
        name: name.sv,
        organisationNumber: null,
        areaCode: lentArea,
        isFictional: true,
      });
      if (verified) await verifyOrganisation(tx, id);
      organisations.set(key, id);
    }
    for (const { key, name, email, organisation, isSystemAdministrator, demo } of example.people) {
      const id = await addAccount(tx, {
        name,
        email,
        passwordHash: demo ? passwordHash : null,
        organisationId: need(organisations, organisation),
        language: 'sv',
        isSystemAdministrator,
        isDemo: true,
        demo: demo ? { place: demo.place, role: demo.role.sv } : undefined,
      });
      if (!id) throw new Error(`${email} is taken`);
      people.set(key, id);
    }
  });

  const seats = new Map<string, string>();
  // The organisations are in the librarian's reach from the next transaction on.
  await database.write(librarian, began, async (tx) => {
    for (const seat of example.seats) {
      const organisationId = need(organisations, seat.organisation);
      const id = addSeat(tx, organisationId, {
        title: seat.title.sv,
        level: seat.level,
        isAdministrator: seat.isAdministrator,
        mandateEndsOn: seat.endsOn,
      });
      seats.set(seat.key, id);
      const fill = (person: string, kind: 'holder' | 'deputy') =>
        seatPerson(tx, {
          organisationId,
          seatId: id,
          personId: need(people, person),
          name: example.people.find((one) => one.key === person)?.name ?? '',
          kind,
          beganOn: seat.beganOn,
        });
      if (seat.holder) fill(seat.holder, 'holder');
      for (const deputy of seat.deputies) fill(deputy, 'deputy');
    }
  });

  const as = (person: string): ActingPerson => ({
    person: need(people, person),
    organisation: need(organisations, example.people.find((one) => one.key === person)?.organisation ?? ''),
  });
  const leaderKey = example.seats.find((seat) => seat.role === 'processLeader')?.holder ?? '';
  const leader = as(leaderKey);
  const collaborationId = newId(began);
  const parties = new Map<string, string>();
  const entering = (entered: EnteredForParty | null) =>
    entered ? { channel: entered.channel, statedOn: entered.statedOn } : undefined;

  await database.write(leader, began, async (tx) => {
    const { collaboration } = example;
    await startCollaboration(
      tx,
      {
        name: collaboration.name.sv,
        challenge: collaboration.challenge.sv,
        whyNoneAlone: collaboration.whyNoneAlone.sv,
        drivers: collaboration.drivers,
        territory: [],
        territoryName: collaboration.territory.name.sv,
        phase: collaboration.phase,
        ladderAim: collaboration.ladderAim,
        ladderNow: collaboration.ladderNow,
        groundKind: collaboration.ground.kind,
        groundTitle: collaboration.ground.title.sv,
        groundYear: collaboration.ground.year,
        beganYear: collaboration.beganYear,
        example: 'fictional',
      },
      collaborationId,
    );
    for (const seat of example.seats) {
      if (!seat.role) continue;
      const organisationId = need(organisations, seat.organisation);
      tx.send(
        insertCollaborationSeat(collaborationId, organisationId, need(seats, seat.key), seat.role, seat.endsOn, tx.now),
      );
    }
    const added = await addParties(
      tx,
      collaborationId,
      example.parties.map((party) => need(organisations, party.organisation)),
      'confirmed',
    );
    for (const party of example.parties) {
      const organisation = need(organisations, party.organisation);
      parties.set(party.organisation, added.find((one) => one.organisation_id === organisation)?.id ?? '');
    }
  });

  await database.write(leader, morningOf('2023-11-20'), async (tx) => {
    const rows = await tx.all(listParties(collaborationId));
    for (const party of example.parties) {
      const before = rows.find((row) => row.id === parties.get(party.organisation));
      if (!before) throw new Error(`${party.organisation} is no party`);
      await changeParty(tx, collaborationId, before, before.version, {
        relation: party.relation,
        status: party.status,
        status_reason: '',
        own_benefit: party.ownBenefit.sv,
        own_contribution: party.ownContribution.sv,
        ambition: party.ambition,
        since_year: Number(party.since.slice(0, 4)),
        bound_on: party.boundOn,
        is_preferred: false,
        decision_planned: party.decisionPlanned ? `Beslut ${party.decisionPlanned.sv.replace(/^(?!\d)/, 'i ')}` : '',
      });
      const entered = entering(party.entered);
      if (entered) {
        const summary = party.ownContribution.sv;
        noteEntered(tx, collaborationId, {
          partyId: before.id,
          subjectType: 'party',
          subjectId: before.id,
          summary,
          ...entered,
        });
      }
    }
    for (const [name, holders] of Object.entries(example.functions)) {
      if (holders) {
        giveFunctionTo(
          tx,
          collaborationId,
          name as keyof PlayableExample['functions'],
          holders.map((holder) => need(parties, holder)),
        );
      }
    }
  });

  const goals = await loadGoals(database, leader, collaborationId);
  for (const contribution of example.contributions) {
    const entered = entering(contribution.entered);
    const acting = contribution.answeredBy && !entered ? as(contribution.answeredBy) : leader;
    await database.write(acting, morningOf(contribution.answeredOn), async (tx) => {
      await answerGoal(tx, collaborationId, {
        goalId: need(goals, contribution.goal),
        partyId: need(parties, contribution.party),
        facts: facts(contribution),
        before: undefined,
        version: 0,
        ...(entered ? { entered } : {}),
      });
    });
  }
  for (const { goal, party, text, answeredBy, answeredOn } of example.implementations) {
    await database.write(as(answeredBy), morningOf(answeredOn), async (tx) => {
      tellImplementation(tx, collaborationId, {
        goalId: need(goals, goal),
        partyId: need(parties, party),
        text: text.sv,
        sourceNote: '',
      });
    });
  }
  const cast = { leader, as, goals, parties, collaborationId };
  await loadSharedView(database, cast);
  await loadGroups(database, cast, organisations, seats);
  await loadLightRound(database, cast, example.round);
  await loadFullRound(database, cast, fullRound);
  await loadLightRound(database, cast, laterRound);
  await loadInternalMaterial(database, cast, organisations);
  await loadMandates(database, cast, organisations);
  const actors = await loadActors(database, cast, organisations);
  await loadSituationAnalysis(database, cast, actors);
  const names = new Map(example.organisations.map(({ key, name }) => [key, name.sv]));
  await loadProblemPictures(database, cast, organisations, names);
  await loadFinancing(database, cast, organisations);
  await loadAgreements(database, cast, organisations, house);
  await loadAnnualWheel(database, cast, organisations);
  await loadActionPlan(database, cast, organisations, seats);
  await loadBenefits(database, cast, organisations, seats);
  await loadDialogue(database, cast, organisations);
  // What has not happened yet is not told of.
  if (morningOf(secondRound.closedOn) <= now) await loadFullRound(database, cast, secondRound);
  return collaborationId;
}

/** What a party keeps to itself, each entry in its writer's name; what is shared goes through the same verb. */
async function loadInternalMaterial(database: Database<User>, cast: Cast, organisations: Keyed): Promise<void> {
  const { as, goals, collaborationId } = cast;
  for (const entry of internalMaterial.entries) {
    const writer = as(entry.writtenBy);
    const unit = entry.unit ? example.organisations.find((one) => one.key === entry.unit) : undefined;
    const id = await database.write(writer, morningOf(entry.writtenOn), async (tx) =>
      writeEntry(tx, collaborationId, {
        kind: entry.kind,
        title: entry.title?.sv ?? unit?.name.sv ?? '',
        text: entry.text.sv,
        unitId: entry.unit ? need(organisations, entry.unit) : null,
        stance: entry.stance ?? null,
        contact: entry.contact?.sv ?? '',
        goalId: entry.goal ? need(goals, entry.goal) : null,
        deviationId: null,
      }),
    );
    if (!entry.sharedOn || !entry.sharedWith) continue;
    const receivers = entry.sharedWith.map((party) => need(organisations, party));
    await database.write(writer, morningOf(entry.sharedOn), async (tx) => {
      const written = await tx.one(findEntry(collaborationId, id));
      await shareEntry(tx, collaborationId, written, { version: written.version, receivers, ground: undefined });
    });
  }
}

async function loadGoals(database: Database<User>, leader: ActingPerson, collaborationId: string): Promise<Keyed> {
  const goals = new Map<string, string>();
  const place = (tx: Tx, goal: PlayableExample['goals'][number]) => {
    const id = setGoal(tx, collaborationId, {
      under_id: need(goals, goal.under),
      kind: goal.kind,
      text: goal.text.sv,
      target_year: goal.targetYear,
      adopted_on: goal.adoptedOn,
      source_title: '',
      source_page: '',
      source_relation: null,
      without_indicator_note: goal.withoutIndicatorNote?.sv ?? '',
      place: goal.place,
    });
    goals.set(goal.key, id);
    return id;
  };
  await database.write(leader, morningOf('2014-02-03'), async (tx) => {
    const vision = setGoal(tx, collaborationId, {
      under_id: null,
      kind: 'vision',
      text: example.vision.text.sv,
      target_year: null,
      adopted_on: '2014-02-03',
      source_title: '',
      source_page: '',
      source_relation: null,
      without_indicator_note: '',
    });
    goals.set(example.vision.key, vision);
  });
  for (const goal of example.goals) {
    await database.write(leader, morningOf(goal.adoptedOn), async (tx) => {
      const goalId = place(tx, goal);
      const { indicator } = goal;
      if (!indicator) return;
      const series = await tx.one(findSeriesByCode('kolada', [indicator.series.replace('kolada:', '')]));
      addIndicator(tx, collaborationId, {
        goalId,
        seriesId: series.id,
        ownSeriesId: null,
        name: indicator.name.sv,
        unit: indicator.unit,
        areaCode: indicator.area,
        sex: 'T',
        direction: indicator.direction,
        baseline_period: indicator.baselineYear,
        baseline: indicator.baseline,
        target_period: indicator.targetYear,
        target: indicator.target,
        comparison_areas: indicator.comparisonAreas,
        is_stand_in: indicator.isStandIn,
        // The label beside it says what it is.
        stand_in_note: indicator.standInNote.sv.replace(/^Närliggande mått: (.)/, (_, first: string) =>
          first.toLocaleUpperCase('sv'),
        ),
        short_note: indicator.shortNote.sv,
        quality: '',
      });
      for (const { area, sex, year, reason } of indicator.doubted) {
        doubtValue(tx, { collaborationId, seriesId: series.id, areaCode: area, period: year, sex, reason: reason.sv });
      }
    });
  }
  return goals;
}

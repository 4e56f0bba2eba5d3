import { workspace } from '../src/features.ts';
import {
  addObservation,
  answerRound,
  answerUndertakings,
  chooseDeviation,
  closeRound,
  composeAndAdopt,
  composeAndHandOver,
  giveReadings,
  listPackages,
  listUndertakings,
  openInterpretation,
  openRound,
  readTogether,
  settleGoal,
  statePackage,
  takePosition,
  writeJointLines,
  writeReport,
} from '../src/follow-up/index.ts';
import type { ActingPerson, Tx, User } from '../src/identity/index.ts';
import type { Database } from '../src/platform/database/database.ts';
import type { ExampleFullRound, ExampleLightRound, ExampleStep } from './playable-example.ts';

/** Nine in the morning in Sweden, whatever the day. */
export const morningOf = (day: string): Date => new Date(`${day}T08:00:00Z`);

export type Keyed = ReadonlyMap<string, string>;
export const need = (ids: Keyed, key: string): string => {
  const id = ids.get(key);
  if (!id) throw new Error(`the example has no ${key}`);
  return id;
};

/** Who acts in the rounds, and what they are about. */
export interface Cast {
  readonly leader: ActingPerson;
  readonly as: (person: string) => ActingPerson;
  readonly goals: Keyed;
  readonly parties: Keyed;
  readonly collaborationId: string;
}

const lastOf = (days: readonly string[]): string => days.toSorted().at(-1) ?? '';

/** What each party hands in at once, on the day of its last answer, in the order of those days. */
function handedIn<Answer extends { readonly party: string; readonly answeredOn: string }>(answers: readonly Answer[]) {
  return [...Map.groupBy(answers, ({ party }) => party)]
    .map(([party, those]) => ({ party, those, on: lastOf(those.map(({ answeredOn }) => answeredOn)) }))
    .toSorted((one, other) => one.on.localeCompare(other.on));
}

export async function loadLightRound(database: Database<User>, cast: Cast, round: ExampleLightRound): Promise<void> {
  const { leader, goals, parties, collaborationId } = cast;
  const roundId = await database.write(leader, morningOf(round.openedOn), (tx) =>
    openRound(tx, collaborationId, {
      name: round.name.sv,
      periodFrom: round.period.from,
      periodTo: round.valuesTo,
      deadlineOn: round.deadlineOn,
    }),
  );
  for (const { party, those, on } of handedIn(round.lines)) {
    const answeredBy = those.find((line) => line.answeredBy)?.answeredBy;
    await database.write(answeredBy ? cast.as(answeredBy) : leader, morningOf(on), (tx) =>
      answerRound(
        tx,
        collaborationId,
        roundId,
        need(parties, party),
        those.map((line) => ({
          goalId: need(goals, line.goal),
          answer: line.answer,
          text: line.text?.sv ?? '',
          rung: line.rung,
        })),
        new Set(),
      ),
    );
  }
  await database.write(leader, morningOf(round.closedOn), async (tx) => {
    await writeJointLines(
      tx,
      collaborationId,
      roundId,
      round.jointLines.map(({ goal, text, rung }) => ({ goalId: need(goals, goal), text: text.sv, rung })),
    );
    await closeRound(tx, collaborationId, roundId);
  });
}

/** A full round through its five moments, each thing said by the one who said it, on its day. */
export async function loadFullRound(database: Database<User>, cast: Cast, round: ExampleFullRound): Promise<void> {
  const { leader, collaborationId } = cast;
  const writing = <Result>(who: ActingPerson, on: string, write: (tx: Tx) => Promise<Result>) =>
    database.write(who, morningOf(on), write);
  const roundId = await writing(leader, round.openedOn, (tx) =>
    openRound(tx, collaborationId, {
      name: round.name.sv,
      periodFrom: round.period.from,
      periodTo: round.valuesTo,
      deadlineOn: round.deadlineOn,
      moments: round.moments.map(({ owner, ...moment }) => ({ ...moment, ownerPartyId: need(cast.parties, owner) })),
    }),
  );
  for (const { kind, goals, text, source, seenOn, writtenBy, writtenOn } of round.observations) {
    await writing(cast.as(writtenBy), writtenOn, (tx) =>
      addObservation(tx, collaborationId, roundId, {
        kind,
        text: text.sv,
        source: source.sv,
        seenOn,
        goalIds: goals.map((goal) => need(cast.goals, goal)),
      }),
    );
  }
  await tellUndertakings(database, cast, round, roundId);
  await interpretRound(database, cast, round, roundId);
  await reportRound(database, cast, round, roundId);
  await feedBackRound(database, cast, round, roundId);
  await writing(leader, round.closedOn, (tx) => closeRound(tx, collaborationId, roundId));
}

/** What became of what each party promised: in its own name, or entered by the leader for one that never signs in. */
async function tellUndertakings(
  database: Database<User>,
  { leader, as, goals, parties, collaborationId }: Cast,
  { undertakings = [] }: ExampleFullRound,
  roundId: string,
): Promise<void> {
  for (const { party, goal, outcome, why, answeredBy, answeredOn } of undertakings) {
    await database.write(answeredBy ? as(answeredBy) : leader, morningOf(answeredOn), async (tx) => {
      const of = (await tx.all(listUndertakings(collaborationId))).find(
        (row) => row.party_id === parties.get(party) && row.goal_id === goals.get(goal),
      );
      if (!of) throw new Error(`${party} has undertaken nothing for ${goal}`);
      const stated = { of, outcome, why: why?.sv ?? '', version: 0 };
      await answerUndertakings(tx, collaborationId, roundId, need(parties, party), [stated]);
    });
  }
}

async function interpretRound(
  database: Database<User>,
  { leader, as, goals, parties, collaborationId }: Cast,
  round: ExampleFullRound,
  roundId: string,
): Promise<void> {
  const deviations = new Map<string, string>();
  for (const { key, goal, question, reason, chosenOn } of round.deviations) {
    const facts = { goalId: need(goals, goal), question: question.sv, reason: reason.sv };
    const id = await database.write(leader, morningOf(chosenOn), (tx) =>
      chooseDeviation(tx, collaborationId, roundId, facts),
    );
    deviations.set(key, id);
  }
  await database.write(leader, morningOf(round.interpretationOpenedOn), (tx) =>
    openInterpretation(tx, collaborationId, roundId, round.deadlineOn),
  );
  for (const { party, those, on } of handedIn(round.readings)) {
    const { answeredBy = null, entered = null } = those[0] ?? {};
    await database.write(answeredBy ? as(answeredBy) : leader, morningOf(on), (tx) =>
      giveReadings(
        tx,
        collaborationId,
        roundId,
        need(parties, party),
        those.map(({ deviation, answer, text }) => ({
          deviationId: need(deviations, deviation),
          answer,
          text: text?.sv ?? '',
        })),
        new Set(),
        entered ? { channel: entered.channel, statedOn: entered.statedOn } : undefined,
      ),
    );
  }
  await database.write(leader, morningOf(round.jointlyReadOn), async (tx) => {
    for (const { deviation, agreed, notAgreed, notKnown, causes, measures } of round.jointReadings) {
      await readTogether(tx, collaborationId, roundId, need(deviations, deviation), 0, {
        agreed: agreed.sv,
        notAgreed: notAgreed.sv,
        notKnown: notKnown.sv,
        causes: causes.sv,
        measures: measures.sv,
      });
    }
  });
}

async function reportRound(
  database: Database<User>,
  { as, collaborationId }: Cast,
  { report }: ExampleFullRound,
  roundId: string,
): Promise<void> {
  let number = 0;
  for (const { title, summary, changes, writtenBy, writtenOn } of report.versions) {
    const facts = { title: title.sv, summary: summary.sv, changes: changes.sv };
    number = await database.write(as(writtenBy), morningOf(writtenOn), (tx) =>
      writeReport(tx, collaborationId, roundId, number, facts),
    );
  }
  for (const { position, reservation, takenBy, takenOn } of report.positions) {
    await database.write(as(takenBy), morningOf(takenOn), (tx) =>
      takePosition(tx, collaborationId, roundId, 0, position, reservation?.sv ?? ''),
    );
  }
  const { by, on, effect, writtenBy } = report.adoption;
  const adoption = { number, adoptedBy: by.sv, adoptedOn: on, effect, basis: '' };
  await database.write(as(writtenBy), morningOf(on), (tx) =>
    composeAndAdopt(tx, collaborationId, roundId, adoption, 'sv', workspace),
  );
}

function statementOf(given: ExampleStep): Parameters<typeof statePackage>[4] {
  switch (given.step) {
    case 'received':
      return { step: 'received', by: given.by.sv };
    case 'registered':
      return { step: 'registered', on: given.on, number: given.number };
    case 'beingPrepared':
      return { step: 'beingPrepared', since: given.on, instance: given.instance.sv, plannedOn: given.plannedOn };
    case 'decided':
      return { step: 'decided', on: given.on, by: given.by.sv, paragraph: given.paragraph };
  }
}

async function feedBackRound(
  database: Database<User>,
  { leader, as, goals, parties, collaborationId }: Cast,
  { packages, report }: ExampleFullRound,
  roundId: string,
): Promise<void> {
  const addresses = new Map(packages.toParties.map(({ party, address }) => [need(parties, party), address]));
  await database.write(as(packages.sentBy), morningOf(packages.sentOn), (tx) =>
    composeAndHandOver(tx, collaborationId, roundId, addresses, 'sv', workspace),
  );
  const speaker = (party: string): ActingPerson => {
    const position = report.positions.find((one) => one.party === party);
    return position ? as(position.takenBy) : leader;
  };
  for (const { party, statedByLeader, steps, goals: settled } of packages.toParties) {
    const who = statedByLeader ? leader : speaker(party);
    const saying = (on: string, say: (tx: Tx, packageId: string, version: number) => Promise<void>) =>
      database.write(who, morningOf(on), async (tx) => {
        const sent = (await tx.all(listPackages(collaborationId, roundId))).find(
          (one) => one.party_id === parties.get(party),
        );
        if (!sent) throw new Error(`${party} has no package`);
        await say(tx, sent.id, sent.version);
      });
    for (const given of steps) {
      await saying(given.on, (tx, id, version) => statePackage(tx, collaborationId, id, version, statementOf(given)));
    }
    for (const { goal, on, outcome, place, reason } of settled) {
      await saying(on, (tx, id) =>
        settleGoal(tx, collaborationId, id, {
          goalId: need(goals, goal),
          outcome,
          place: place?.sv ?? '',
          reason: reason?.sv ?? '',
          version: 0,
        }),
      );
    }
  }
}

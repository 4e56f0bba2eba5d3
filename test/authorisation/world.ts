import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { anAttachment } from '../../src/attachments/testing.ts';
import { listParties, readCollaboration } from '../../src/collaborations/index.ts';
import { giveFunctionTo, makePartyLink, noteEntered } from '../../src/collaborations/parties.ts';
import { saveDraft } from '../../src/collaborations/starting.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../../src/collaborations/testing.ts';
import { accessRecords } from '../../src/confidentiality/access-record.ts';
import { addTask, noteMeeting } from '../../src/confidentiality/event-group.ts';
import { admitGuest } from '../../src/confidentiality/guest.ts';
import { anEventGroup, protect } from '../../src/confidentiality/testing.ts';
import { useTemplate } from '../../src/decision-drafts/decision-template.ts';
import { workspace } from '../../src/features.ts';
import { composeAndAdopt, composeAndHandOver } from '../../src/follow-up/documents/composing.tsx';
import { listPackages, settleGoal } from '../../src/follow-up/feeding-back.ts';
import { answerRound, writeJointLines } from '../../src/follow-up/following-up.ts';
import { chooseDeviation, giveReadings, openInterpretation, readTogether } from '../../src/follow-up/interpreting.ts';
import { addObservation } from '../../src/follow-up/observing.ts';
import { takePosition, writeReport } from '../../src/follow-up/reporting.ts';
import { aFullRound, aRound } from '../../src/follow-up/testing.ts';
import { startLimitPeriod, tellImplementation, writeEditorText } from '../../src/goals/assurance.ts';
import { noteOwnExplanation } from '../../src/goals/own-explanations.ts';
import { noteSteeringDocument } from '../../src/goals/steering-documents.ts';
import { aContribution, aGoal, anIndicator } from '../../src/goals/testing.ts';
import { addSeat, dayOf, seatPerson, sendInvitation, type Tx, verifyOrganisation } from '../../src/identity/index.ts';
import { makeProviderKey } from '../../src/identity/providers/connecting.ts';
import { renewSeats } from '../../src/identity/renewal.ts';
import { openSession } from '../../src/identity/sign-in.ts';
import { aClaimMapping, aHost, anOrganisation, aPerson, aProvider, type Host } from '../../src/identity/testing.ts';
import { createOwnSeries, doubtValue, findSeriesByCode, keepUpload, typeOwnValue } from '../../src/indicators/index.ts';
import { findEntry, listRegistrations } from '../../src/internal-material/queries.ts';
import { mayReceive, shareEntry } from '../../src/internal-material/sharing.ts';
import { writeEntry } from '../../src/internal-material/writing.ts';
import { askForErasure, writeProcessingRecord } from '../../src/personal-data/index.ts';
import { sessionHash } from '../../src/platform/http/cookies.ts';
import { get } from '../../src/platform/http/route.ts';
import { newId } from '../../src/platform/id.ts';
import { hashOf, publish } from '../../src/public/publishing.ts';
import { discloseTo, listMarkingsOf, markSecret } from '../../src/secrecy/index.ts';
import { writeNote } from '../../src/succession/hand-over-note.ts';
import { outside, type TestHouse } from '../setup/composition.ts';
import { fillActionPlan } from './worlds/action-plans.ts';
import { placeActorsIn } from './worlds/actors.ts';
import { fillAgreements } from './worlds/agreements.ts';
import { fillAnnualWheel } from './worlds/annual-wheel.ts';
import { fillBenefits } from './worlds/benefits.ts';
import { fillDialogue } from './worlds/dialogue.ts';
import { fillFinancing } from './worlds/financing.ts';
import { fillGroups } from './worlds/groups.ts';
import { fillKnowledge } from './worlds/knowledge.ts';
import { fillLasting } from './worlds/lasting.ts';
import { fillMandates } from './worlds/mandates.ts';
import { fillPictures } from './worlds/problem-pictures.ts';
import { tellUndertakings } from './worlds/rounds.ts';
import { writeSituation } from './worlds/situation-analysis.ts';
import { fillSurveys } from './worlds/surveys.ts';

/** Stands in every text of the collaboration; of another, the other word stands in its place. */
export const canary = 'kanarieguld';
export const otherCanary = 'kanarieblek';
/** Stands in what the second party has written and not shared. */
export const quietCanary = 'kanarietyst';
/** Stands in what the second party has under its package or disputes with another, which those who lead and prepare follow. */
export const followedCanary = 'kanariekvitto';

/** The same in every collaboration of the world, by what it is. */
export type Things = Readonly<Record<string, string>>;

export interface World {
  readonly host: Host;
  /** The collaboration where the roles are held, and what is in it. */
  readonly own: Things;
  readonly open: Things;
  readonly protected: Things;
  readonly closed: Things;
  readonly example: Things;
  /** Identical to look at, with other people; one organisation takes part in both. */
  readonly another: Things;
  /** By the name of who asks: the organisation acted for, and what is in it; and another one. */
  readonly organisations: Readonly<Record<string, Things>>;
  readonly people: Readonly<Record<string, Someone>>;
  /** The cookie of each. */
  readonly cookies: Readonly<Record<string, string>>;
  /** What stands in the other collaboration where this stands in one's own. */
  readonly counterparts: ReadonlyMap<string, string>;
  /** What belongs to each alone. */
  readonly belongings: Readonly<Record<string, Things>>;
  /** Of one party, in the collaboration of that name. */
  readonly links: Readonly<Record<'own' | 'open' | 'closed' | 'protected', string>>;
  /** As a role that nothing binds. */
  readonly unbound: pg.Client;
  close(): Promise<void>;
}

const year = 2023;
const day = `${year}-11-20`;

/** Two collaborations that look the same, with everything in them that can be asked for, and one person for every role. */
export async function buildWorld(house: TestHouse): Promise<World> {
  const host = await aHost(house);
  const unbound = new pg.Client({ connectionString: house.urls.unprotectedUrl });
  await unbound.connect();

  const organisation = {
    leading: await anOrganisation(host, 'Region Prov', { kind: 'region' }),
    first: await anOrganisation(host, 'Provköping'),
    second: await anOrganisation(host, 'Provstad'),
    gone: await anOrganisation(host, 'Provby'),
    otherLeading: await anOrganisation(host, 'Region Provet', { kind: 'region' }),
    otherSecond: await anOrganisation(host, 'Provstaden'),
  };
  const person = (name: string, of: string, isAdministrator = false) => aPerson(host, name, of, { isAdministrator });
  const people: Record<string, Someone> = {
    processLeader: await person('Led Are', organisation.leading),
    secretariat: await person('Kans Li', organisation.leading),
    representative: await person('Före Trädare', organisation.first),
    deputy: await person('Er Sättare', organisation.first),
    reader: await person('Läs Are', organisation.first),
    organisationAdministrator: await person('Administra Tör', organisation.first, true),
    second: await person('Andra Parten', organisation.second),
    otherLeader: await person('Annan Ledare', organisation.otherLeading),
    otherFirst: await person('Annan Samma', organisation.first),
    goneReader: await person('Borta Läsare', organisation.gone),
    goneRepresentative: await person('Borta Företrädare', organisation.gone),
    goneDeputy: await person('Borta Ersättare', organisation.gone),
    goneSecretariat: await person('Borta Kansli', organisation.gone),
    goneProcessLeader: await person('Borta Ledare', organisation.gone),
  };
  const someone = (name: string): Someone => {
    const found = people[name];
    if (!found) throw new Error(`nobody is called ${name}`);
    return found;
  };
  await unbound.query("update seat_term set kind = 'deputy' where person_id = any($1)", [
    [someone('deputy').person, someone('goneDeputy').person],
  ]);
  const leader = someone('processLeader');
  const id = await aCollaboration(host, leader, [organisation.first, organisation.second, organisation.gone], {
    name: `Fler unga i arbete, ${canary}`,
    challenge: `Var sjunde ung är arbetslös, ${canary}.`,
  });
  for (const [name, role] of [
    ['secretariat', 'secretariat'],
    ['representative', 'representative'],
    ['deputy', 'representative'],
    ['reader', 'reader'],
    ['second', 'representative'],
    ['goneReader', 'reader'],
    ['goneRepresentative', 'representative'],
    ['goneDeputy', 'representative'],
    ['goneSecretariat', 'secretariat'],
    ['goneProcessLeader', 'processLeader'],
  ] as const) {
    await aRole(host, leader, id, someone(name), role);
  }

  const own = await fill(house, host, id, organisation, someone);
  const clones = new Cloning(unbound, id);
  const same = { organisations: new Map<string, string>(), seats: undefined };
  const closed = await clones.make(own, { ...same, canary });
  const protectedOne = await clones.make(own, { ...same, canary });
  const open = await clones.make(own, { ...same, canary });
  const example = await clones.make(own, { ...same, seats: new Map(), canary });
  const another = await clones.make(own, {
    organisations: new Map([
      [organisation.leading, organisation.otherLeading],
      [organisation.second, organisation.otherSecond],
    ]),
    seats: new Map([
      [leader.seat, someone('otherLeader')],
      [someone('representative').seat, someone('otherFirst')],
    ]),
    canary: otherCanary,
  });
  const linkTo = async (things: Things) => {
    const address = await host.database.write(leader, house.now, async (tx) =>
      makePartyLink(tx, '', things.collaboration ?? '', things.first ?? ''),
    );
    return address.replace('/confirm/', '');
  };
  // Made before it was protected: no such link is given out afterwards.
  const protectedLink = await linkTo(protectedOne);
  await unbound.query("update collaboration set phase = 'close' where id = $1", [closed.collaboration]);
  await unbound.query("update collaboration set confidentiality = 'open' where id = $1", [open.collaboration]);
  await unbound.query("update collaboration set confidentiality = 'protected' where id = $1", [
    protectedOne.collaboration,
  ]);
  await unbound.query("update collaboration set example = 'real', confidentiality = 'open' where id = $1", [
    example.collaboration,
  ]);
  for (const name of ['processLeader', 'secretariat', 'representative', 'deputy', 'reader']) {
    await unbound.query(
      `insert into collaboration_person (collaboration_id, organisation_id, person_id, created_at, named_by)
       values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [protectedOne.collaboration, someone(name).organisation, someone(name).person, house.now, leader.person],
    );
  }
  const openId = open.collaboration ?? '';
  await host.database.write(leader, house.now, (tx) => {
    const content = JSON.stringify({ page: {}, report: null });
    return publish(tx, openId, { title: 'Öppet', content, contact: 'x', seen: hashOf(content).toString('hex') });
  });
  for (const name of ['representative', 'second']) {
    const { organisation: organisationId, seat } = someone(name);
    await host.database.write(someone(name), house.now, (tx) =>
      writeNote(tx, organisationId, seat, name === 'second' ? quietCanary : canary, 0),
    );
  }

  // The system administrator has a seat like others, at the host.
  const { administrator } = host;
  people.systemAdministrator = await host.database.write(administrator, house.now, async (tx) => {
    await verifyOrganisation(tx, administrator.organisation);
    const seat = addSeat(tx, administrator.organisation, {
      title: 'Driftansvarig',
      level: 'officer',
      isAdministrator: false,
      mandateEndsOn: null,
    });
    seatPerson(tx, {
      organisationId: administrator.organisation,
      seatId: seat,
      personId: administrator.person,
      name: 'Siv Systemsson',
      kind: 'holder',
      beganOn: dayOf(tx.now),
    });
    return { ...administrator, seat };
  });
  people.hostColleague = await person('Kol Lega', administrator.organisation);

  const pictures = await fillPictures(
    (by, work) => host.database.write(by, house.now, work),
    {
      owners: ['processLeader', 'representative', 'systemAdministrator'].map(someone),
      another: someone('second'),
      apart: someone('otherLeader'),
      joining: [
        [leader, own.collaboration ?? '', canary],
        [someone('otherLeader'), another.collaboration ?? '', otherCanary],
      ],
    },
    { shared: canary, quiet: quietCanary },
  );

  // What belongs to an organisation or to a person, of one's own and of another's.
  const drafts: string[] = [];
  for (const name of ['processLeader', 'representative', 'otherLeader']) {
    await host.database.write(someone(name), house.now, async (tx) => {
      const draft = newId(tx.now);
      drafts.push(draft);
      const word = name === 'otherLeader' ? otherCanary : canary;
      saveDraft(tx, { id: draft, path: 'start', name: `Utkast, ${word}`, typed: { name: [word] } });
      useTemplate(tx, `Mall, ${word}.docx`, Buffer.from(word));
    });
  }
  await host.database.write(administrator, house.now, async (tx) => {
    for (const name of ['representative', 'second']) {
      sendInvitation(tx, 'http://localhost', someone(name).organisation, 'Prov', 'Uppdrag', {
        seatId: someone(name).seat,
        kind: 'deputy',
        name: 'Ny Person',
        email: `ny.${name}@example.se`,
      });
      const changed = { id: someone(name).organisation, name: 'Prov' };
      renewSeats(tx, 'http://localhost', changed, {
        beganOn: day,
        mandateEndsOn: null,
        endsDeputies: false,
        seats: [],
      });
    }
  });

  for (const name of ['deputy', 'second', 'hostColleague']) {
    await host.database.write(someone(name), house.now, (tx) => askForErasure(tx, 'Jag slutar'));
  }
  /** An organisation's own sign-in, with a key that waits to be used. */
  const connect = async (name: string) => {
    const { organisation: of, seat, person: holder } = someone(name);
    const settings = { issuer: 'https://idp.example', clientId: canary, authentication: 'privateKey' } as const;
    await aProvider(host, outside.sealing, of, settings);
    const mapping = await aClaimMapping(host, of, canary, { organisation: of, seat });
    const key = await host.database.write(administrator, house.now, (tx) => makeProviderKey(tx, outside.sealing, of));
    return { mapping, key, person: holder };
  };
  const connected = {
    own: await connect('representative'),
    another: await connect('second'),
    host: await connect('systemAdministrator'),
  };
  for (const name of ['deputy', 'second', 'hostColleague']) {
    await unbound.query(
      `insert into provider_identity (issuer, subject, person_id, organisation_id, created_at, used_at)
       values ('https://idp.example', $1::uuid::text, $1, $2, $3, $3)`,
      [someone(name).person, someone(name).organisation, house.now],
    );
  }

  // Left only now: it has been asked, and has answered.
  await unbound.query("update party set status = 'left', leaves_on = '2024-01-01' where organisation_id = $1", [
    organisation.gone,
  ]);

  const rules = { idleMinutes: 60, longestHours: 24, administratorsNeedSecondFactor: false };
  const cookies: Record<string, string> = {};
  await host.database.write(null, house.now, async (tx) => {
    for (const [name, { person: personId }] of Object.entries(people)) {
      cookies[name] = openSession(tx, personId, { method: 'password', agent: 'test' }, rules).cookie;
    }
  });
  // What each has of their own: a session, a passkey that no device holds, a period away, and how often to be written to.
  const belongings: Record<string, Things> = {};
  for (const [name, { person: of }] of Object.entries(people)) {
    const { rows } = await unbound.query<{ session: string; passkey: string; absence: string }>(
      `with made as (
         insert into passkey (person_id, id, credential_id, public_key, counter, transports, name, may_be_copied,
           is_copied, created_at)
         values ($1::uuid, gen_random_uuid(), sha256($1::uuid::text::bytea), '', 0, '{}', 'Nyckel', false, false, $2) returning id),
       away as (
         insert into absence (person_id, id, from_on, until_on, created_at)
         values ($1::uuid, gen_random_uuid(), '2024-07-01', '2024-07-05', $2) returning id),
       chosen as (
         insert into digest_choice (person_id, rhythm, created_at, changed_at) values ($1::uuid, 'daily', $2, $2))
       select s.id as session, made.id as passkey, away.id as absence
       from user_session s cross join made cross join away where s.person_id = $1::uuid`,
      [of, house.now],
    );
    belongings[name] = rows[0] ?? {};
  }
  const erasureOf = async (name: string) =>
    (
      await unbound.query('select id as erasure, person_id as person from erasure where person_id = $1', [
        someone(name).person,
      ])
    ).rows[0] as { erasure: string; person: string };
  const inOrganisation = async (of: Someone, draft: string | undefined): Promise<Things> => {
    const { rows } = await unbound.query<{ term: string }>('select id as term from seat_term where seat_id = $1', [
      of.seat,
    ]);
    const theirs =
      { [organisation.second]: connected.another, [administrator.organisation]: connected.host }[of.organisation] ??
      connected.own;
    return {
      ...theirs,
      ...pictures[of.organisation],
      organisation: of.organisation,
      seat: of.seat,
      term: rows[0]?.term ?? '',
      draft: draft ?? '',
    };
  };
  const organisations: Record<string, Things> = { another: await inOrganisation(someone('second'), drafts[2]) };
  for (const [name, of] of Object.entries(people)) organisations[name] = await inOrganisation(of, drafts[0]);
  // Whoever belongs to an organisation may be erased there: somebody else than the one who decides.
  for (const [name, things] of Object.entries(organisations)) {
    const of =
      { [organisation.second]: 'second', [administrator.organisation]: 'hostColleague' }[things.organisation ?? ''] ??
      'deputy';
    organisations[name] = { ...things, ...(await erasureOf(of)) };
  }
  return {
    host,
    own,
    closed,
    open,
    protected: protectedOne,
    example,
    another,
    organisations,
    counterparts: clones.ids,
    people,
    cookies,
    belongings,
    links: {
      own: await linkTo(own),
      open: await linkTo(open),
      closed: await linkTo(closed),
      protected: protectedLink,
    },
    unbound,
    close: () => unbound.end(),
  };
}

/** Everything that can be in a collaboration, by the verbs that make it. A new kind of thing is added here. */
async function fill(
  house: TestHouse,
  host: Host,
  id: string,
  organisation: Things,
  someone: (name: string) => Someone,
): Promise<Things> {
  const leader = someone('processLeader');
  const representative = someone('representative');
  const second = someone('second');
  const write = <Result>(by: Someone, work: (tx: Tx) => Promise<Result>) => host.database.write(by, house.now, work);
  const party = {
    leading: await partyOf(host, leader, id, leader.organisation),
    first: await partyOf(host, leader, id, organisation.first ?? ''),
    second: await partyOf(host, leader, id, organisation.second ?? ''),
    gone: await partyOf(host, leader, id, organisation.gone ?? ''),
  };
  const goal = await aGoal(host, leader, id, { text: `Arbetslösheten halveras, ${canary}` });
  const indicator = await anIndicator(host, leader, id, goal);
  const series = (await host.database.read(null, house.now, { found: findSeriesByCode('kolada', ['N03921']) })).rows
    .found[0]?.id;
  if (series === undefined) throw new Error('no series');
  for (const [by, of] of [
    [leader, party.leading],
    [representative, party.first],
    [second, party.second],
  ] as const) {
    await aContribution(host, by, id, goal, of, { text: `En dörr in, ${canary}` });
  }

  const made = await write(leader, async (tx) => {
    const ownSeries = await createOwnSeries(tx, {
      collaborationId: id,
      partyId: null,
      title: `Deltagare, ${canary}`,
      unit: 'personer',
      sourceNote: `Egen räkning, ${canary}`,
    });
    await typeOwnValue(tx, { collaborationId: id, ownSeriesId: ownSeries, period: 2013, value: 12 });
    doubtValue(tx, { collaborationId: id, seriesId: series, areaCode: '0010', period: 2013, sex: 'T', reason: canary });
    giveFunctionTo(tx, id, 'coordinates', [party.leading]);
    const entered = newId(tx.now);
    noteEntered(
      tx,
      id,
      {
        partyId: party.first,
        subjectType: 'party',
        subjectId: party.first,
        summary: `Är med, ${canary}`,
        channel: 'email',
        statedOn: day,
      },
      entered,
    );
    noteOwnExplanation(tx, id, { goalId: goal, partyId: party.first, text: canary, sourceNote: canary });
    noteSteeringDocument(tx, id, {
      title: canary,
      kind: 'vision',
      relation: 'takenFrom',
      owner_party_id: party.first,
      rhythm: null,
      feeds: [],
      has_joint_goals: null,
      source_note: canary,
    });
    await writeEditorText(tx, id, goal, `Redaktörens ord, ${canary}`, undefined, 0);
    const period = await startLimitPeriod(tx, id, { indicatorId: indicator, fromPeriod: 2018, reason: canary });
    const upload = keepUpload(tx, {
      collaborationId: id,
      ownSeriesId: null,
      forId: goal,
      fileName: 'antal.csv',
      content: Buffer.from('År;Antal\n2020;1\n'),
      fields: { name: canary, unit: 'personer', sourceNote: canary },
    });
    return { ownSeries, period, entered, upload };
  });
  const ownIndicator = await anIndicator(host, leader, id, goal, {
    seriesId: null,
    ownSeriesId: made.ownSeries,
    areaCode: null,
    unit: 'personer',
    name: `Deltagare, ${canary}`,
    baseline_period: 2013,
    baseline: 12,
    comparison_areas: [],
    is_stand_in: false,
    stand_in_note: '',
    short_note: '',
  });
  const told: Record<string, string> = {};
  for (const [name, by, of] of [
    ['leading', leader, party.leading],
    ['first', representative, party.first],
    ['second', second, party.second],
  ] as const) {
    told[`${name} implementation`] = await write(by, async (tx) =>
      tellImplementation(tx, id, { goalId: goal, partyId: of, text: `Gjort, ${canary}`, sourceNote: '' }),
    );
  }

  const actors = await placeActorsIn(host, { leader, second }, id, party.gone, canary);
  Object.assign(told, await fillMandates(host, id, canary, { leader, first: representative, second }, party));
  Object.assign(told, await fillKnowledge(host, id, canary, { leader, first: representative }, party));

  Object.assign(told, await fillLasting(host, id, canary, { leader }, party));

  Object.assign(told, await fillAnnualWheel(host, id, canary, { leader, first: representative, second }, party));

  // One round in each state that something can be asked of.
  const light = await aRound(host, leader, id, { name: `Lätt, ${canary}` });
  const lines = (by: Someone, round: string, of: string, text: string) =>
    write(by, (tx) =>
      answerRound(tx, id, round, of, [{ goalId: goal, answer: 'line', text, rung: null, version: 0 }], new Set()),
    );
  await lines(second, light, party.second, `Ännu osagt, ${quietCanary}`);
  await tellUndertakings(host, id, canary, light, { leader, first: representative }, party);
  const lightShared = await aRound(host, leader, id, { name: `Lätt och delad, ${canary}` });
  for (const of of Object.values(party)) await lines(leader, lightShared, of, `En rad, ${canary}`);
  await write(leader, (tx) =>
    writeJointLines(tx, id, lightShared, [{ goalId: goal, text: canary, rung: null, version: 0 }]),
  );

  const observing = await aFullRound(host, leader, id, { name: `Iaktta, ${canary}` });
  for (const [name, by] of [
    ['leading', leader],
    ['first', representative],
    ['second', second],
  ] as const) {
    told[`${name} observation`] = await write(by, (tx) =>
      addObservation(tx, id, observing, {
        kind: 'visit',
        text: `Sett, ${canary}`,
        source: canary,
        seenOn: day,
        goalIds: [goal],
      }),
    );
  }
  const kept = await keep(write, id, goal, observing, party.second, { leading: leader, first: representative, second });
  // A file lies under what it was attached to, and is marked as it is.
  await anAttachment({ ...host, store: house.store }, second, id, {
    name: `Iakttaget, ${quietCanary}.txt`,
    to: { type: 'observation', id: kept.markedObservation ?? '', concernedOrganisationId: null },
  });
  for (const [name, by] of [
    ['leading', leader],
    ['first', representative],
    ['second', second],
  ] as const) {
    const withStore = { ...host, store: house.store };
    told[`${name} attachment`] = await anAttachment(withStore, by, id, { name: `Bilaga, ${canary}.txt` });
  }
  const question = (round: string) =>
    write(leader, (tx) =>
      chooseDeviation(tx, id, round, { goalId: goal, question: `Varför, ${canary}?`, reason: canary }),
    );
  const chosen = await question(observing);
  const interpreting = await aFullRound(host, leader, id, { name: `Tolka, ${canary}` });
  const asked = await question(interpreting);
  await write(leader, (tx) => openInterpretation(tx, id, interpreting, `${year}-12-18`));
  await write(second, (tx) =>
    giveReadings(
      tx,
      id,
      interpreting,
      party.second,
      [{ deviationId: asked, answer: 'reading', text: `Ännu osagt, ${quietCanary}` }],
      new Set(),
    ),
  );

  const read = async (name: string) => {
    const round = await aFullRound(host, leader, id, { name: `${name}, ${canary}` });
    const deviation = await question(round);
    await write(leader, (tx) => openInterpretation(tx, id, round, `${year}-12-18`));
    for (const of of Object.values(party)) {
      await write(leader, (tx) =>
        giveReadings(
          tx,
          id,
          round,
          of,
          [{ deviationId: deviation, answer: 'reading', text: `Så läser vi, ${canary}` }],
          new Set(),
          { channel: 'email', statedOn: day },
        ),
      );
    }
    await write(leader, (tx) =>
      readTogether(tx, id, round, deviation, 0, {
        agreed: canary,
        notAgreed: canary,
        notKnown: canary,
        causes: canary,
        measures: canary,
      }),
    );
    await write(leader, (tx) =>
      writeReport(tx, id, round, 0, { title: `Rapport, ${canary}`, summary: canary, changes: canary }),
    );
    return { round, deviation };
  };
  const shared = await read('Tala ihop sig');
  await write(representative, (tx) => takePosition(tx, id, shared.round, 0, 'supports', canary));
  const adopted = await read('Antagen');
  await write(leader, (tx) =>
    composeAndAdopt(
      tx,
      id,
      adopted.round,
      { number: 1, adoptedBy: canary, adoptedOn: day, effect: 'standpoint', basis: '' },
      'sv',
      workspace,
    ),
  );
  await write(leader, (tx) => composeAndHandOver(tx, id, adopted.round, new Map(), 'sv', workspace));
  await write(leader, (tx) =>
    writeProcessingRecord(tx, id, 0, {
      purpose: `Följa upp, ${canary}`,
      legal_basis: 'publicTask',
      legal_basis_note: `Lagen, ${canary}`,
      responsibility: 'joint',
      responsibility_note: `Regionen informerar, ${canary}`,
      people: `Företrädare, ${canary}`,
      categories: `Namn, ${canary}`,
      sensitive_note: `Inga, ${canary}`,
      recipients: `Parterna, ${canary}`,
      transfers: `Inga, ${canary}`,
      retention: `Enligt plan, ${canary}`,
      protection: `Lås, ${canary}`,
    }),
  );
  const packages: Record<string, string> = {};
  for (const row of await write(leader, (tx) => tx.all(listPackages(id, adopted.round)))) {
    const [name = ''] = Object.entries(party).find(([, of]) => of === row.party_id) ?? [];
    packages[`${name} package`] = row.id;
  }
  await write(second, (tx) =>
    settleGoal(tx, id, packages['second package'] ?? '', {
      goalId: goal,
      outcome: 'notTakenIn',
      place: '',
      reason: `Bara vårt, ${quietCanary}`,
      version: 0,
    }),
  );
  for (const [name, of] of Object.entries(party)) {
    if (name === 'gone') continue;
    told[`${name} guest`] = await write(leader, async (tx) =>
      admitGuest(tx, '', id, {
        name: `Gäst, ${canary}`,
        email: `${name}.gast@example.se`,
        organisationName: `Grannarna, ${canary}`,
        kind: 'association',
        partyId: of,
        endsOn: `${year}-12-31`,
        title: 'Gäst',
      }),
    );
  }
  const situation = await writeSituation(
    write,
    id,
    party,
    { leading: leader, first: representative, second },
    { canary, quietCanary },
  );
  const surveys = await fillSurveys(write, id, party, { leading: leader, second }, { canary, quietCanary });
  // A group is formed while the collaboration is protected, and is there for its members afterwards too.
  const members = ['processLeader', 'secretariat', 'representative', 'deputy', 'reader'].map(someone);
  await protect(host, leader, id, members);
  const group = await anEventGroup(host, representative, id, members, {
    concerns: `Händelse, ${canary}`,
    hasMinutes: true,
  });
  await write(representative, async (tx) => {
    noteMeeting(tx, id, group, { heldOn: day, parties: [party.first], minutes: canary });
    await addTask(tx, id, group, { partyId: party.first, dueOn: null, description: canary });
    // That a page has been read is written down while it is protected.
    const route = get('/collaborations/:collaboration', readCollaboration, async () => new Response());
    const [read] = accessRecords({
      user: tx.user,
      route,
      params: { collaboration: id },
      path: `/collaborations/${id}`,
      isShown: true,
      askedAbout: new Set(),
      now: tx.now,
    });
    if (!read) throw new Error('nothing was written down of what was read');
    await tx.all(read);
  });
  await protect(host, leader, id, [], { confidentiality: 'parties', named: new Set() });
  const secondPackage = packages['second package'] ?? '';
  await anAttachment({ ...host, store: house.store }, second, id, {
    name: `Kvitto, ${followedCanary}.txt`,
    to: { type: 'feedbackPackage', id: secondPackage, concernedOrganisationId: second.organisation },
  });
  const money = await fillFinancing(write, id, canary, [
    { name: 'leading', partyId: party.leading, by: leader },
    { name: 'first', partyId: party.first, by: representative },
    { name: 'second', partyId: party.second, by: second },
  ]);
  const planned = await fillActionPlan(write, id, canary, { leader, goal }, [
    { name: 'leading', partyId: party.leading, organisation: leader.organisation },
    { name: 'first', partyId: party.first, organisation: representative.organisation },
    { name: 'second', partyId: party.second, organisation: second.organisation },
  ]);
  const received = await fillBenefits(
    write,
    id,
    { canary, quietCanary },
    { leader, first: representative, second, goal, gone: party.gone },
    [
      { name: 'leading', partyId: party.leading, organisation: leader.organisation },
      { name: 'first', partyId: party.first, organisation: representative.organisation },
      { name: 'second', partyId: party.second, organisation: second.organisation },
    ],
  );
  const between = await fillDialogue(write, id, { canary, quiet: quietCanary }, { leader, goal }, [
    { name: 'leading', id: party.leading, organisation_id: leader.organisation, by: leader },
    { name: 'first', id: party.first, organisation_id: representative.organisation, by: representative },
    { name: 'second', id: party.second, organisation_id: second.organisation, by: second },
  ]);
  const seatsOf = (...names: readonly string[]) => names.map((name) => someone(name).seat);
  const agreed = await fillAgreements(
    { ...host, store: house.store },
    id,
    { canary, followedCanary },
    [
      { name: 'leading', partyId: party.leading, by: leader, seats: seatsOf('processLeader', 'secretariat') },
      { name: 'first', partyId: party.first, by: representative, seats: seatsOf('representative', 'deputy', 'reader') },
      { name: 'second', partyId: party.second, by: second, seats: seatsOf('second') },
    ],
    party.gone,
  );
  const organised = await write(leader, (tx) => tx.all(listParties(id)));
  const inGroups = await fillGroups(host, id, { leader, first: representative }, organised, canary);
  return {
    ...agreed,
    ...inGroups,
    ...{ group, task: '1' },
    ...actors,
    ...surveys,
    ...situation,
    ...{ group, task: '1', ...money, ...planned, ...received, ...between },
    ...{ collaboration: id, goal, indicator, ownIndicator, series: String(series), table: 'TAB1' },
    ...{ ...made, ...party, ...told, ...packages, ...kept },
    ...{ light, lightShared, observing, chosen, interpreting, asked },
    ...{ shared: shared.round, sharedDeviation: shared.deviation },
    ...{ adopted: adopted.round, adoptedDeviation: adopted.deviation },
  };
}

/** What each party keeps to itself: an entry marked as secret, and one shared with all that everybody has to register. */
async function keep(
  write: <Result>(by: Someone, work: (tx: Tx) => Promise<Result>) => Promise<Result>,
  id: string,
  goal: string,
  round: string,
  secondParty: string,
  parties: Readonly<Record<'leading' | 'first' | 'second', Someone>>,
): Promise<Things> {
  const kept: Record<string, string> = { subjectType: 'internalEntry' };
  const decision = { section: 'OSL 26 kap. 1 §', authority: 'Nämnden', decidedBy: 'Chefen', decidedOn: day };
  const ground = { basis: 'consent', grounds: canary, decidedBy: 'Chefen', decidedOn: day };
  for (const [name, by] of Object.entries(parties)) {
    const word = name === 'second' ? quietCanary : canary;
    const facts = { kind: 'draft', unitId: null, stance: null, contact: '', goalId: goal, deviationId: null } as const;
    const receivers = Object.values(parties).flatMap((one) => (one === by ? [] : [one.organisation]));
    const shareWithAll = async (title: string) =>
      await write(by, async (tx) => {
        const entry = await tx.one(findEntry(id, writeEntry(tx, id, { ...facts, title, text: title })));
        const all = mayReceive(await tx.all(listParties(id)), by.organisation).map((one) => one.organisation_id);
        const sharing = { version: 1, receivers: all, ground: undefined };
        return { entry, material: await shareEntry(tx, id, entry, sharing) };
      });
    kept[`${name} entry`] = await write(by, async (tx) => {
      const entry = writeEntry(tx, id, { ...facts, title: `Eget, ${word}`, text: word });
      const thing = { id: entry, organisation_id: by.organisation };
      await markSecret(tx, id, { subjectType: 'internalEntry', isInternal: true, thing }, decision);
      return entry;
    });
    kept[`${name} subject`] = kept[`${name} entry`] ?? '';
    if (name === 'leading') {
      await write(by, async (tx) => {
        discloseTo(tx, id, await tx.one(listMarkingsOf(id, kept[`${name} entry`] ?? '')), true, receivers, ground);
      });
    }
    kept[`${name} material`] = (await shareWithAll(`Delat, ${canary}`)).material;
    if (name !== 'second') continue;
    // Marked after it was shared, seen and explained: from then on nobody else sees it.
    const { entry } = await shareWithAll(word);
    await write(by, async (tx) => {
      await markSecret(tx, id, { subjectType: 'internalEntry', isInternal: true, thing: entry }, decision);
      const seen = { kind: 'visit', text: word, source: word, seenOn: day, goalIds: [goal] } as const;
      kept.markedObservation = await addObservation(tx, id, round, seen, decision);
      const explained = { goalId: goal, partyId: secondParty, text: word, sourceNote: word };
      const thing = { id: noteOwnExplanation(tx, id, explained), organisation_id: by.organisation };
      await markSecret(tx, id, { subjectType: 'ownExplanation', isInternal: false, thing }, decision);
      const open = { goalId: goal, partyId: secondParty, text: canary, sourceNote: canary };
      const disclosed = { id: noteOwnExplanation(tx, id, open), organisation_id: by.organisation };
      await markSecret(tx, id, { subjectType: 'ownExplanation', isInternal: false, thing: disclosed }, decision);
      discloseTo(tx, id, await tx.one(listMarkingsOf(id, disclosed.id)), false, receivers, ground);
    });
  }
  for (const [name, by] of Object.entries(parties)) {
    kept[`${name} task`] = (await write(by, (tx) => tx.all(listRegistrations(id))))[0]?.id ?? '';
  }
  return kept;
}

/** Copies all that belongs to a collaboration into another that looks the same, under ids of its own. */
class Cloning {
  readonly #unbound: pg.Client;
  readonly #collaboration: string;
  /** Of the last one made: its ids by those of the original. */
  ids: ReadonlyMap<string, string> = new Map();

  constructor(unbound: pg.Client, collaboration: string) {
    this.#unbound = unbound;
    this.#collaboration = collaboration;
  }

  async make(
    things: Things,
    as: {
      readonly organisations: ReadonlyMap<string, string>;
      /** The seats that get a role, for others; undefined: the same ones. */
      readonly seats: ReadonlyMap<string, Someone> | undefined;
      readonly canary: string;
    },
  ): Promise<Things> {
    const ask = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await this.#unbound.query<Row>(text, values)).rows;
    const tables = (
      await ask<{ name: string }>(
        `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'collaboration_id'
         order by c.relname`,
      )
    ).map(({ name }) => name);
    const taken: { table: string; rows: Record<string, unknown>[] }[] = [];
    const of = async (table: string, key: string) =>
      taken.push({
        table,
        rows: (
          await ask<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from ${table} t where ${key} = $1`, [
            this.#collaboration,
          ])
        ).map(({ row }) => row),
      });
    await of('collaboration', 'id');
    for (const table of tables) await of(table, 'collaboration_id');
    const ids = new Map<string, string>(as.organisations);
    for (const { rows } of taken) for (const { id } of rows) if (typeof id === 'string') ids.set(id, randomUUID());
    this.ids = ids;
    const renamed = (text: string): string =>
      text
        .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => ids.get(id) ?? id)
        .replaceAll(canary, as.canary);
    await this.#unbound.query("set session_replication_role = 'replica'");
    for (const { table, rows } of taken) {
      const kept: Record<string, unknown>[] =
        table === 'collaboration_seat' && as.seats
          ? rows.flatMap((row) => {
              const other = as.seats?.get(String(row.seat_id));
              return other ? [{ ...row, seat_id: other.seat, organisation_id: other.organisation }] : [];
            })
          : rows;
      const copies = kept.map((row) => ({
        ...(JSON.parse(renamed(JSON.stringify(row))) as Record<string, unknown>),
        ...(row.token_hash ? { token_hash: `\\x${sessionHash(randomUUID()).toString('hex')}` } : {}),
      }));
      await ask(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [
        JSON.stringify(copies),
      ]);
    }
    await this.#unbound.query("set session_replication_role = 'origin'");
    return Object.fromEntries(Object.entries(things).map(([name, id]) => [name, ids.get(id) ?? id]));
  }
}

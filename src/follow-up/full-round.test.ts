import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aContribution, aGoal, anIndicator } from '../goals/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import { listPackages } from './feeding-back.ts';
import { chooseDeviation, listReadings, readTogether } from './interpreting.ts';
import { listMoments, listRoundValues } from './queries.ts';
import { aFullRound, aWordTemplate, someDeviations } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let johan: Someone;
let id: string;
let goal: string;
let round: string;
let parties: { amina: string; maria: string; johan: string };
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  johan = await aPerson(host, 'Johan Sand', await anOrganisation(host, 'Grannby'));
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Främlingsboda'));
});
afterAll(() => house.close());
beforeEach(async () => {
  house.now = new Date('2023-11-20T09:00:00Z');
  id = await aCollaboration(host, amina, [maria.organisation, johan.organisation]);
  await aRole(host, amina, id, maria);
  await aRole(host, amina, id, johan);
  goal = await aGoal(host, amina, id);
  await anIndicator(host, amina, id, goal);
  round = await aFullRound(host, amina, id);
  parties = {
    amina: await partyOf(host, amina, id, amina.organisation),
    maria: await partyOf(host, amina, id, maria.organisation),
    johan: await partyOf(host, amina, id, johan.organisation),
  };
});
/** What has happened in the acting organisation's own chain. */
const listOwnHistory = statement<{ verb: string }>(
  "select verb from history where collaboration_id is null and organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)",
);
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const at = () => `/collaborations/${id}/follow-up/${round}`;
const readingsSeenBy = async (someone: Someone) =>
  (await house.database.read(someone, house.now, { readings: listReadings(id, round) })).rows.readings;

describe('opening', () => {
  test('a full round is planned in five moments, each with its dates and the party that answers for it', async () => {
    const leader = await signedIn('Amina Holm');
    await leader.open(`/collaborations/${id}/follow-up/new`);
    const plan = Object.fromEntries(
      ['measure', 'observe', 'interpret', 'document', 'feedBack'].flatMap((moment, place) => [
        [`from-${moment}`, `2024-0${place + 1}-01`],
        [`to-${moment}`, `2024-0${place + 1}-20`],
        [`owner-${moment}`, moment === 'observe' ? parties.maria : ''],
      ]),
    );
    const typed = { name: 'Våren 2024', kind: 'full', from: '2013', to: '2022', deadline: '2023-12-18', ...plan };
    await leader.submit({ ...typed, 'to-observe': '2024-01-01' });
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Momentet kan inte sluta före det börjar');
    await leader.submit(typed);
    expect(leader.text).toContain('Våren 2024');
    expect(leader.text).toMatch(/Observera.*här är ni.*1 februari–20 februari.*Testköping/);
    const made = /follow-up\/([0-9a-f-]{36})/.exec(leader.path)?.[1] ?? '';
    const { rows } = await house.database.read(amina, house.now, { moments: listMoments(id, made) });
    expect(rows.moments.map((moment) => moment.moment)).toEqual([
      'measure',
      'observe',
      'interpret',
      'document',
      'feedBack',
    ]);
  });

  test('what is missing among the measures is pointed out', async () => {
    await aGoal(host, amina, id, { text: 'Unga är med och formar stödet' });
    round = await aFullRound(host, amina, id, { periodTo: 2023 });
    const leader = await signedIn('Amina Holm');
    await leader.open(at());
    expect(leader.text).toContain('0 av 2');
    expect(leader.text).toContain('1 indikator saknas');
  });
});

describe('observations', () => {
  const typed = {
    kind: 'focusGroup',
    text: 'Unga säger att de inte vet vart de ska vända sig.',
    source: 'Åtta unga, två samtal',
    seenOn: '2023-10-12',
  };

  test('are tied to goals, tell their source, and are changed by the organisation that made them alone', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/observations/new`);
    await own.submit({ ...typed, source: '' });
    expect(own.status).toBe(422);
    expect(own.text).toContain('Skriv vad det bygger på');
    expect(own.page).toContain('Unga säger att de inte vet vart de ska vända sig.');
    await own.submit({ ...typed, goals: [goal] });
    expect(own.text).toContain('Källa: Åtta unga, två samtal · Arbetslösheten bland unga halveras');
    expect(own.text).toContain('Fokusgrupp · Testköping, 12 oktober 2023');
    const [, observation = ''] = /observations\/([0-9a-f-]{36})/.exec(own.page) ?? [];
    const other = await signedIn('Johan Sand');
    expect((await other.open(`${at()}/observations/${observation}`)).status).toBe(404);
    await own.open(`${at()}/observations/${observation}`);
    await own.submit({}, `${at()}/observations/${observation}/withdrawal`);
    expect(own.text).not.toContain('Unga säger');
  });
});

describe('interpreting', () => {
  test('at most five deviations are chosen, in the open, and none when the parties have begun to answer', async () => {
    const leader = await signedIn('Amina Holm');
    for (let place = 1; place <= 5; place += 1) {
      await leader.open(`${at()}/deviations`);
      await leader.submit({ goal, question: `Varför, ${place}?`, reason: 'Den rör oss alla.' });
    }
    expect(leader.text).toContain('Fem är valda');
    const sixth = host.database.write(amina, house.now, (tx) =>
      chooseDeviation(tx, id, round, { goalId: goal, question: 'En till?', reason: 'Nej.' }),
    );
    await expect(sixth).rejects.toMatchObject({ kind: 'conflict', reason: 'fiveDeviations' });
    const party = await signedIn('Maria Ek');
    await party.open(at());
    expect(party.text).toContain('Varför, 3?');
    expect(party.text).toContain('Vald därför att: Den rör oss alla.');
    const [, second = ''] = /deviations\/([0-9a-f-]{36})\/removal[\s\S]*?Varför, 2/.exec(leader.page) ?? [];
    expect(second).not.toBe('');
    await leader.open(`${at()}/deviations`);
    await leader.submit({ deadline: '2023-11-01' }, `${at()}/interpretation`);
    expect(leader.status).toBe(422);
    await leader.submit({ deadline: '2023-12-18' }, `${at()}/interpretation`);
    expect((await leader.open(`${at()}/deviations`)).status).toBe(404);
  });

  test('nobody reads another’s reading until all have answered; the leader alone sees who is late', async () => {
    const [first = '', second = ''] = await someDeviations(host, amina, id, round, goal, ['Varför?', 'Vad nu?']);
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/deviations/${first}/readings/${parties.maria}`);
    await own.submit({ text: '' });
    expect(own.status).toBe(422);
    await own.submit({ text: 'Vi faller från en högre nivå.' });
    // One field and a button, and the next question follows.
    expect(own.path).toContain(`/deviations/${second}/readings/${parties.maria}`);
    await own.submit({ text: '', nothing: 'yes' });
    expect(own.text).toContain('Väntar på 2 svar');
    expect(own.text).not.toContain('Har inte svarat');
    expect(await readingsSeenBy(johan)).toEqual([]);
    expect(await readingsSeenBy(amina)).toEqual([]);
    expect((await readingsSeenBy(maria)).map((reading) => reading.answer).sort()).toEqual(['nothingToAdd', 'reading']);
    const leader = await signedIn('Amina Holm');
    await leader.open(at());
    expect(leader.text).toMatch(/Har inte svarat.*För in för Grannby/);
    await leader.open(`${at()}/deviations/${first}`);
    expect(leader.text).not.toContain('högre nivå');
    await leader.open(`/collaborations/${id}/history`);
    // That somebody has answered would tell who has not.
    expect(leader.text).not.toContain('lämnade egna tolkningar');
    expect(leader.text).not.toContain('högre nivå');
    for (const [name, party, text] of [
      ['Johan Sand', parties.johan, 'Praktiken gav många en första rad.'],
      ['Amina Holm', parties.amina, 'Vi ser samma fall utan vår insats.'],
    ] as const) {
      const other = await signedIn(name);
      for (const deviation of [first, second]) {
        await other.open(`${at()}/deviations/${deviation}/readings/${party}`);
        await other.submit({ text });
      }
    }
    await own.open(`${at()}/deviations/${first}`);
    expect(own.text).toContain('3 av 3 har svarat, nu ser alla allas.');
    expect(own.text).toContain('Praktiken gav många en första rad.');
    await own.open(`${at()}/deviations/${first}/readings/${parties.maria}`);
    expect(own.text).toContain('Den kan inte längre ändras.');
  });

  test('at the deadline all read what there is', async () => {
    const [first = ''] = await someDeviations(host, amina, id, round, goal, ['Varför?']);
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/deviations/${first}/readings/${parties.maria}`);
    await own.submit({ text: 'Vi faller från en högre nivå.' });
    house.now = new Date('2023-12-18T22:59:00Z');
    expect(await readingsSeenBy(johan)).toEqual([]);
    house.now = new Date('2023-12-18T23:00:01Z');
    expect(await readingsSeenBy(johan)).toHaveLength(1);
    const other = await signedIn('Johan Sand');
    await other.open(`${at()}/deviations/${first}`);
    expect(other.text).toContain('Vi faller från en högre nivå.');
    expect(other.text).toContain('Ej besvarat');
  });

  test('what a party has said is entered for it, with how and when, and is its own to replace', async () => {
    const [first = ''] = await someDeviations(host, amina, id, round, goal, ['Varför?']);
    const leader = await signedIn('Amina Holm');
    await leader.open(`${at()}/deviations/${first}/readings/${parties.johan}`);
    await leader.submit({ text: 'När jobben är få söker fler till oss.' });
    expect(leader.status).toBe(422);
    await leader.submit({ text: 'När jobben är få söker fler till oss.', channel: 'email', statedOn: '2023-11-19' });
    await leader.open(`${at()}/deviations/${first}`);
    expect(leader.text).toContain(
      'Uppgift från Grannby, införd av Region Test 19 november 2023, per mejl. Inte bekräftad av parten.',
    );
    const own = await signedIn('Johan Sand');
    await own.open(`${at()}/deviations/${first}/readings/${parties.johan}`);
    await own.submit({ text: 'Med våra egna ord.' });
    const [reading] = await readingsSeenBy(johan);
    expect(reading).toMatchObject({ text: 'Med våra egna ord.', entered_by_name: null });
  });

  test('two who write one’s own reading at once: the second is told, and both texts stand there', async () => {
    const [first = ''] = await someDeviations(host, amina, id, round, goal, ['Varför?']);
    const own = await signedIn('Maria Ek');
    const again = await signedIn('Maria Ek');
    for (const one of [own, again]) await one.open(`${at()}/deviations/${first}/readings/${parties.maria}`);
    await own.submit({ text: 'Vi faller från en högre nivå.' });
    await again.submit({ text: 'Något annat.' });
    expect(again.status).toBe(409);
    expect(again.text).toContain('Nu står det: Vi faller från en högre nivå.');
    expect(again.page).toContain('>Något annat.</textarea>');
  });

  test('what a party has written itself is not replaced by the process leader, who does not see it', async () => {
    const [first = ''] = await someDeviations(host, amina, id, round, goal, ['Varför?']);
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/deviations/${first}/readings/${parties.maria}`);
    await own.submit({ text: 'Våra egna ord.' });
    const leader = await signedIn('Amina Holm');
    await leader.open(`${at()}/deviations/${first}/readings/${parties.maria}`);
    await leader.submit({ text: 'Andra ord.', channel: 'email', statedOn: '2023-11-19' });
    expect(leader.status).toBe(404);
    expect(leader.text).not.toContain('Våra egna ord.');
    expect((await readingsSeenBy(maria)).map((reading) => reading.text)).toEqual(['Våra egna ord.']);
  });

  test('the joint reading says what is agreed, not agreed and not known, and two writers meet', async () => {
    const [first = ''] = await someDeviations(host, amina, id, round, goal, ['Varför?']);
    house.now = new Date('2023-12-19T09:00:00Z');
    const leader = await signedIn('Amina Holm');
    const again = await signedIn('Amina Holm');
    for (const one of [leader, again]) await one.open(`${at()}/deviations/${first}/joint`);
    await leader.submit({ agreed: '', notAgreed: '', notKnown: '' });
    expect(leader.status).toBe(422);
    await leader.submit({ agreed: 'Konjunkturen bar en stor del.', notKnown: 'Vad som hade hänt ändå.' });
    expect(leader.text).toMatch(/Vi är överens om Konjunkturen bar en stor del\. Vi vet inte Vad som hade hänt ändå\./);
    await again.submit({ agreed: 'Något annat.' });
    expect(again.status).toBe(409);
    expect(again.text).toContain('Nu står det: Konjunkturen bar en stor del.');
    await leader.open(at());
    expect(leader.text).toContain('Tolkningarna är klara.');
  });
});

/** A question that has been answered by nobody, read together after the deadline. */
async function aJointReading(): Promise<string> {
  const [first = ''] = await someDeviations(host, amina, id, round, goal, ['Varför föll arbetslösheten?']);
  house.now = new Date('2023-12-19T09:00:00Z');
  await house.database.write(amina, house.now, (tx) =>
    readTogether(tx, id, round, first, 0, {
      agreed: 'Konjunkturen bar en stor del.',
      notAgreed: '',
      notKnown: 'Vad som hade hänt ändå.',
      causes: '',
      measures: '',
    }),
  );
  return first;
}

describe('the round says what it waits for', () => {
  test('from the reader, and until when; the list of rounds says where it stands', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`/collaborations/${id}/follow-up`);
    expect(own.text).toContain('Observerar');
    await someDeviations(host, amina, id, round, goal, ['Varför föll arbetslösheten?']);
    await own.open(at());
    expect(own.text).toContain('Ni har en fråga att svara på, senast 18 december.');
    await own.open(`/collaborations/${id}/follow-up`);
    expect(own.text).toContain('Väntar på 3 svar');
    house.now = new Date('2023-12-19T09:00:00Z');
    await own.signIn(emailOf('Maria Ek'), testPassword);
    await own.open(at());
    expect(own.text).toContain('Nu kan alla läsa allas tolkningar.');
    expect(own.text).toContain('3 ej besvarade');
  });
});

describe('the report', () => {
  const written = { title: 'Arbetslösheten har fallit. Vi vet inte om det beror på oss.', changes: '' };

  test('assembles itself: numbers, chart, interpretation, and how far the claim holds', async () => {
    await aJointReading();
    const leader = await signedIn('Amina Holm');
    await leader.open(`${at()}/report/edit`);
    expect(leader.text).toMatch(
      /Arbetslösheten bland unga halveras\. Målet var en halvering till 2017: från 14,2.% till 7,1.%/,
    );
    await leader.submit({ ...written, title: '', summary: 'Ett.' });
    expect(leader.status).toBe(422);
    await leader.submit({ ...written, summary: 'Det föll från 14,2 till 5,1 procent.\nMålet nåddes inte.' });
    expect(leader.text).toContain('Arbetslösheten har fallit. Vi vet inte om det beror på oss.');
    expect(leader.text).toContain('Målet nåddes inte.');
    expect(leader.text).toContain('Vi är överens om: Konjunkturen bar en stor del.');
    expect(leader.text).toMatch(
      /Större än normal variation 2018, 2019, 2021 och 2022 ligger under undre gränsen 7,7.*Ja/,
    );
    expect(leader.text).toContain('Det är inte visat att samverkan är orsaken.');
    expect(leader.text).toContain('Utkast, inte antaget.');
    expect(leader.page).toContain('<svg');
  });

  test('the page of a question says how far the claim holds, when the parties have said their own', async () => {
    const [first = ''] = await someDeviations(host, amina, id, round, goal, ['Varför föll arbetslösheten?']);
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/deviations/${first}`);
    expect(own.text).not.toContain('Så långt håller påståendet');
    house.now = new Date('2023-12-19T09:00:00Z');
    await own.signIn(emailOf('Maria Ek'), testPassword);
    await own.open(`${at()}/deviations/${first}`);
    expect(own.text).toContain('Låst text från Armkrok, prövad mot fryst underlag 20 november 2023.');
    expect(own.text).toMatch(/Större än normal variation 2018, 2019, 2021 och 2022 ligger under undre gränsen 7,7.*Ja/);
    expect(own.text).toContain('Det är inte visat att samverkan är orsaken.');
  });

  test('a position is the party’s own, changes until adoption, and is counted in the adopted report', async () => {
    await aJointReading();
    const leader = await signedIn('Amina Holm');
    await leader.open(`${at()}/report/edit`);
    await leader.submit({ ...written, summary: '' });
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/report`);
    await own.submit({ position: 'abstains', reservation: '' }, `${at()}/report/positions`);
    await own.submit({ position: 'supports', reservation: 'Måttet gäller fel ålder.' }, `${at()}/report/positions`);
    expect(own.text).toContain('Testköping reserverar sig: Måttet gäller fel ålder.');
    await leader.open(`${at()}/report/adoption`);
    const noted = { adoptedBy: 'Styrgruppen', adoptedOn: '2023-12-19', effect: 'decisionWithinMandate', basis: '' };
    await leader.submit(noted);
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Skriv vad som låter gruppen besluta');
    await leader.submit({ ...noted, effect: 'standpoint', adoptedOn: '2024-01-01' });
    expect(leader.text).toContain('Den kan inte ligga framåt i tiden.');
    await leader.submit({ ...noted, effect: 'standpoint' });
    expect(leader.text).toContain(
      'Ställningstagande av Styrgruppen 19 december 2023: en part ställer sig bakom och två har inte tagit ställning.',
    );
    await own.open(`${at()}/report`);
    expect(own.page).not.toContain('/report/positions');
    expect((await leader.open(`${at()}/report/edit`)).status).toBe(404);
  });

  test('what is adopted stays, whatever becomes of goals and parties afterwards', async () => {
    await aJointReading();
    const leader = await signedIn('Amina Holm');
    await leader.open(`${at()}/report/edit`);
    await leader.submit({ ...written, summary: '' });
    await leader.open(`${at()}/report/adoption`);
    await leader.submit({ adoptedBy: 'Styrgruppen', adoptedOn: '2023-12-19', effect: 'standpoint', basis: '' });
    const before = leader.text;
    await house.database.write(amina, house.now, async (tx) => {
      tx.send({
        name: 'rename',
        text: "update joint_goal set text = 'Annat' where collaboration_id = $1",
        values: [id],
      });
      tx.send({
        name: 'reread',
        text: "update joint_reading set agreed = 'Annat' where collaboration_id = $1",
        values: [id],
      });
    });
    await leader.open(`${at()}/report`);
    expect(leader.text.replace('Sparat. ', '')).toBe(before.replace('Sparat. ', ''));
  });

  test('comes as PDF in two kinds, as Word and as CSV with every number', async () => {
    await aJointReading();
    const party = await signedIn('Johan Sand');
    const files = [
      ['pdf', 'application/pdf', '%PDF'],
      ['archive-pdf', 'application/pdf', '%PDF'],
      ['word', 'wordprocessingml', 'PK'],
      ['csv', 'text/csv', ''],
    ] as const;
    for (const [path, type, begins] of files) {
      await party.open(`${at()}/report/${path}`);
      expect(party.status, path).toBe(200);
      expect(party.type, path).toContain(type);
      expect(party.page.startsWith(begins), path).toBe(true);
    }
    const rows = party.page.trim().split('\r\n');
    const { rows: frozen } = await house.database.read(johan, house.now, { values: listRoundValues(id, round) });
    expect(rows).toHaveLength(frozen.values.length + 1);
    expect(party.page).toContain(';14,191367;');
  });
});

describe('feeding back', () => {
  /** An adopted report, and packages sent: to Testköping by letter, to the others by hand. Answers the letter's link. */
  async function sentPackages(): Promise<string> {
    await aContribution(host, maria, id, goal, parties.maria, {
      form: 'undertaking',
      text: 'Ingen ung utan kontakt i mer än 60 dagar',
      amount: 'två heltider',
      until_on: '2024-12-31',
    });
    await aJointReading();
    const leader = await signedIn('Amina Holm');
    await leader.open(`${at()}/report/edit`);
    await leader.submit({ title: 'Vi vet inte om det beror på oss.', summary: '', changes: '' });
    expect((await leader.open(`${at()}/packages`)).status).toBe(404);
    await leader.open(`${at()}/report/adoption`);
    await leader.submit({ adoptedBy: 'Styrgruppen', adoptedOn: '2023-12-19', effect: 'standpoint', basis: '' });
    await leader.open(`${at()}/packages`);
    await leader.submit({ [`address-${parties.maria}`]: 'inte en adress' });
    expect(leader.status).toBe(422);
    const address = `registrator.${round.slice(-8)}@testkoping.example`;
    await leader.submit({ [`address-${parties.maria}`]: address });
    expect(leader.text).toContain('Tre underlag är skickade');
    const outbox = await new Visitor(house).open('/outbox');
    return new RegExp(`${address}[\\s\\S]*?(/packages/[A-Za-z0-9_-]{43})`).exec(outbox.page)?.[1] ?? '';
  }
  const ownPackage = async (visitor: Visitor) => {
    await visitor.open(at());
    const [path = ''] =
      /\/collaborations\/[0-9a-f-]+\/follow-up\/[0-9a-f-]+\/packages\/[0-9a-f-]+/.exec(visitor.page) ?? [];
    return await visitor.open(path);
  };

  test('a party sees its promise beside the whole, and says step by step what becomes of it', async () => {
    await sentPackages();
    const own = await signedIn('Maria Ek');
    await own.open(`/collaborations/${id}`);
    expect(own.text).toContain('Ta emot återföringsunderlaget från Uppföljningsomgång hösten 2023');
    await ownPackage(own);
    const here = own.path;
    expect(own.text).toContain('Åtagande Ingen ung utan kontakt i mer än 60 dagar');
    expect(own.text).toContain('Målet nåddes inte.');
    expect(own.text).toContain('Det är inte visat att samverkan är orsaken.');
    await own.submit({}, `${here}/receipt`);
    await own.submit({ number: '', registeredOn: '2023-12-19' }, `${here}/registration`);
    expect(own.status).toBe(422);
    await own.submit({ number: 'KS 2023/488', registeredOn: '2023-12-19' }, `${here}/registration`);
    expect(own.text).toMatch(/Registrerat\s*\(här är ni\)\s*, 19 december 2023/);
    expect(own.text).toContain('diarienummer KS 2023/488');
    await own.submit({ instance: 'kommunstyrelsen', plannedOn: '2024-02-13' }, `${here}/preparation`);
    await own.submit({ decidedBy: 'kommunstyrelsen', decidedOn: '2024-02-13', paragraph: '31' }, `${here}/decision`);
    expect(own.text).toContain('Dagen kan inte ligga framåt i tiden');
    house.now = new Date('2024-02-14T09:00:00Z');
    await own.signIn(emailOf('Maria Ek'), testPassword);
    await ownPackage(own);
    await own.submit({ decidedBy: 'kommunstyrelsen', decidedOn: '2024-02-13', paragraph: '31' }, `${here}/decision`);
    expect(own.text).toContain('kommunstyrelsen, § 31');
    const outcome = `${here}/goals/${goal}`;
    await own.submit({ [`outcome-${goal}`]: 'notTakenIn', [`reason-${goal}`]: '' }, outcome);
    expect(own.text).toContain('Skriv varför det inte är infört');
    await own.submit({ [`outcome-${goal}`]: 'takenIn', [`place-${goal}`]: 'Årsredovisning 2023, s. 31' }, outcome);
    expect(own.text).toContain('Infört Årsredovisning 2023, s. 31');
  });

  test('others see how many have come how far, and nothing of any package', async () => {
    await sentPackages();
    const own = await signedIn('Maria Ek');
    await ownPackage(own);
    const here = own.path;
    await own.submit({}, `${here}/receipt`);
    const other = await signedIn('Johan Sand');
    await other.open(at());
    expect(other.text).toContain('Underlag mottagna 1 av 3');
    expect((await other.open(here)).status).toBe(404);
    expect((await other.open(`${here}/json`)).status).toBe(404);
    expect((await other.open(`${at()}/packages`)).status).toBe(404);
    const { rows } = await house.database.read(johan, house.now, { packages: listPackages(id, round) });
    expect(rows.packages.map((one) => one.party_id)).toEqual([parties.johan]);
  });

  test('the letter’s link opens it without an account, and nothing else', async () => {
    const path = await sentPackages();
    const holder = await new Visitor(house).open(path);
    expect(holder.text).toContain('Återföringsunderlag för Testköping');
    const [, packageId = ''] = new RegExp(`${path}/([0-9a-f-]{36})/receipt`).exec(holder.page) ?? [];
    await holder.submit({}, `${path}/${packageId}/receipt`);
    expect(holder.text).toContain('Mottaget');
    await holder.submit({ number: 'KS 2023/488', registeredOn: '2023-12-19' }, `${path}/${packageId}/registration`);
    expect(holder.text).toContain('diarienummer KS 2023/488');
    expect((await holder.open(`${path}/${packageId}/word`)).type).toContain('wordprocessingml');
    const stranger = await new Visitor(house).open(`/packages/${'A'.repeat(43)}`);
    expect(stranger.status).toBe(410);
    const leader = await signedIn('Amina Holm');
    await leader.open(`/collaborations/${id}/history`);
    expect(leader.text).not.toContain('registrerade sitt återföringsunderlag');
    const own = await house.database.read(maria, house.now, { entries: listOwnHistory() });
    expect(own.rows.entries.map((entry) => entry.verb)).toContain('package.registered');
  });

  test('the process leader may say it for a party that has told so, and it shows', async () => {
    await sentPackages();
    const leader = await signedIn('Amina Holm');
    await leader.open(`${at()}/packages`);
    const [, packageId = ''] = /packages\/([0-9a-f-]{36})"[^>]*>Grannby/.exec(leader.page) ?? [];
    await leader.open(`${at()}/packages/${packageId}`);
    await leader.submit({}, `${at()}/packages/${packageId}/receipt`);
    expect(leader.text).toContain('Uppgift införd av Region Test.');
    expect((await leader.open(`${at()}/packages/${packageId}/decision-draft`)).status).toBe(404);
  });

  test('the decision draft is made in the party’s own template, and what is no template is refused with what to do', async () => {
    await sentPackages();
    const own = await signedIn('Maria Ek');
    await ownPackage(own);
    const here = own.path;
    await own.open(`${here}/decision-draft`);
    expect(own.text).toContain('Förslag till beslut');
    expect(own.text).toContain('notera Uppföljningsomgång hösten 2023 som underlag till årsredovisningen');
    await own.open(`${here}/decision-draft/template`);
    await own.submit({ template: new File(['inte ett Word-dokument'], 'mall.docx') });
    expect(own.status).toBe(422);
    expect(own.text).toContain('Filen är inte ett Word-dokument.');
    const template = await aWordTemplate(['Vår kommun', '{{rubrik}}', '{{innehåll}}', 'Dnr {{diarienummer}}']);
    await own.submit({ template: new File([template], 'mall.docx') });
    expect(own.text).toContain('Word-filen görs i er mall mall.docx.');
    await own.open(`${here}/decision-draft/word`);
    const text = strFromU8(unzipSync(own.bytes)['word/document.xml'] as Uint8Array);
    expect(text).toContain('Vår kommun');
    expect(text).toContain('Förslag till beslut');
    expect(text.replace(/<[^>]+>/g, '')).toContain('Dnr fylls i');
    expect(text).not.toContain('{{');
    const other = await signedIn('Johan Sand');
    await ownPackage(other);
    await other.open(`${other.path}/decision-draft`);
    expect(other.text).toContain('Använd er egen mall');
  });

  test('JSON and CSV carry the same figures as the round froze', async () => {
    await sentPackages();
    const own = await signedIn('Maria Ek');
    await ownPackage(own);
    const here = own.path;
    const json = JSON.parse((await own.open(`${here}/json`)).page);
    expect(json).toMatchObject({
      form: 'armkrok.feedback-package/1',
      party: 'Testköping',
      adoption: { by: 'Styrgruppen', on: '2023-12-19' },
      goals: [
        {
          series: 'kolada:N03921',
          baseline: { value: 14.191367, year: 2013 },
          target: { value: 7.0956835, year: 2017 },
          contribution: { form: 'undertaking' },
          outcome: null,
        },
      ],
    });
    const { rows } = await house.database.read(maria, house.now, { values: listRoundValues(id, round) });
    const latest = rows.values.find((value) => value.place === '0010' && value.sex === 'T' && value.period === 2022);
    expect(json.goals[0].latest).toEqual({ value: latest?.value, year: 2022 });
    expect((await own.open(`${here}/csv`)).page).toContain('14,191367;2013;7,0956835;2017');
  });
});

describe('a stranger', () => {
  test('finds nothing of it, with the policy switched off either: the database holds alone', async () => {
    const [first = ''] = await someDeviations(host, amina, id, round, goal, ['Varför?']);
    const stranger = await signedIn('Främmande Person');
    for (const path of ['', '/deviations', `/deviations/${first}`, `/deviations/${first}/joint`, '/observations/new']) {
      expect((await stranger.open(`${at()}${path}`)).status).toBe(404);
    }
  });

  test('a representative is no process leader', async () => {
    const own = await signedIn('Maria Ek');
    expect((await own.open(`${at()}/deviations`)).status).toBe(404);
  });
});

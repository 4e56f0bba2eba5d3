import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { listEntered, listParties, makePartyLink } from '../collaborations/index.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import { askForConfirmation } from './exercising.ts';
import { listAnswers, listRatings } from './queries.ts';
import { anAnswer, anExercise, questionKeys, someRatings } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let johan: Someone;
let eva: Someone;
let id: string;
let exercise: string;
let parties: { amina: string; maria: string; johan: string };
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  eva = await aPerson(host, 'Eva Strand', maria.organisation);
  johan = await aPerson(host, 'Johan Sand', await anOrganisation(host, 'Grannby'));
});
afterAll(() => house.close());
beforeEach(async () => {
  house.now = new Date('2023-11-20T09:00:00Z');
  id = await aCollaboration(host, amina, [maria.organisation, johan.organisation]);
  await aRole(host, amina, id, maria);
  await aRole(host, amina, id, eva, 'reader');
  await aRole(host, amina, id, johan);
  parties = {
    amina: await partyOf(host, amina, id, amina.organisation),
    maria: await partyOf(host, amina, id, maria.organisation),
    johan: await partyOf(host, amina, id, johan.organisation),
  };
  exercise = await anExercise(host, amina, id, Object.values(parties));
});
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const at = () => `/collaborations/${id}/shared-view/${exercise}`;
const asOwner = async (text: string, values: readonly string[]) => {
  const client = new pg.Client({ connectionString: house.urls.unprotectedUrl });
  await client.connect();
  try {
    await client.query(text, [...values]);
  } finally {
    await client.end();
  }
};
const filled = (text: string) => Object.fromEntries(questionKeys.map((key) => [`answer-${key}`, `${text} ${key}`]));
const answerAll = async () => {
  await anAnswer(host, maria, id, exercise, parties.maria, 'Vi ser det så');
  await anAnswer(host, johan, id, exercise, parties.johan, 'Vi ser det annorlunda');
  await anAnswer(host, amina, id, exercise, parties.amina, 'Vi ser helheten');
};
const rateAll = async () => {
  const { amina: a, maria: m, johan: j } = parties;
  await someRatings(host, amina, id, exercise, a, [m, j], 5);
  await someRatings(host, maria, id, exercise, m, [a, j], 2);
  await someRatings(host, johan, id, exercise, j, [a, m], 4);
};
const read = async (who: Someone) =>
  (
    await house.database.read(who, house.now, {
      answers: listAnswers(id, exercise),
      ratings: listRatings(id, exercise),
    })
  ).rows;

test('the process leader opens an exercise in the browser; errors stand at their fields, and what was typed stays', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`/collaborations/${id}/shared-view/new`);
  await leader.submit({ name: '', purpose: 'Bra att ha', deadline: '2023-12-18', ratingDeadline: '2023-12-18' });
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('Skriv vad övningen ska heta');
  expect(leader.text).toContain('Välj en dag efter den då svaren ska vara inne');
  expect(leader.page).toContain('Bra att ha');
  await leader.submit({
    name: 'Samsyn våren',
    purpose: 'Bra att ha',
    instrument: 'w-questions',
    parties: Object.values(parties),
    deadline: '2023-12-18',
    ratingDeadline: '2024-01-08',
  });
  expect(leader.status).toBe(200);
  expect(leader.text).toContain('Väntar på 3 svar');
});

test('the form says who will see the answer and that it may be requested', async () => {
  const own = await signedIn('Maria Ek');
  await own.open(`${at()}/answers/${parties.maria}`);
  expect(own.text).toContain('läses av alla parter när alla har svarat, dock senast efter 18 december 2023');
  expect(own.text).toContain('kan vara en allmän handling');
});

describe('a draft', () => {
  test('is the organisation’s own, also after the deadline, and counts as no answer', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/answers/${parties.maria}`);
    await own.submit({ 'answer-why': 'Ett utkast', approve: 'no' });
    expect(own.status).toBe(200);
    expect(own.text).toContain('Utkast, inte lämnat');
    house.now = new Date('2023-12-20T09:00:00Z');
    expect((await read(maria)).answers.length).toBeGreaterThan(0);
    expect((await read(johan)).answers).toEqual([]);
    expect((await read(amina)).answers).toEqual([]);
    const johans = await signedIn('Johan Sand');
    await johans.open(at());
    expect(johans.text).not.toContain('Ett utkast');
    expect(johans.text).toContain('Ej besvarat');
  });

  test('is written by a deputy and approved by who represents the party', async () => {
    await asOwner("update seat_term set kind = 'deputy' where person_id = $1", [johan.person]);
    try {
      const deputy = await signedIn('Johan Sand');
      await deputy.open(`${at()}/answers/${parties.johan}`);
      expect(deputy.page).not.toContain('value="yes">Godkänn');
      expect(deputy.text).toContain('Den som företräder organisationen godkänner det');
      await deputy.submit({ ...filled('Ersättarens ord'), approve: 'yes' });
      expect(deputy.status).toBe(404);
      await deputy.open(`${at()}/answers/${parties.johan}`);
      await deputy.submit({ ...filled('Ersättarens ord'), approve: 'no' });
      expect(deputy.status).toBe(200);
      expect((await read(johan)).answers.every((one) => one.approved_at === null)).toBe(true);
    } finally {
      await asOwner("update seat_term set kind = 'holder' where person_id = $1", [johan.person]);
    }
  });

  test('every question is answered before it is handed in; not knowing yet is an answer', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/answers/${parties.maria}`);
    await own.submit({ ...filled('Så'), 'answer-how': '', approve: 'yes' });
    expect(own.status).toBe(422);
    expect(own.text).toContain('Skriv ett svar, eller välj att ni inte vet ännu');
    await own.submit({ ...filled('Så'), 'answer-how': '', 'unknown-how': 'yes', approve: 'yes' });
    expect(own.status).toBe(200);
    expect(own.text).toContain('Lämnat 20 november 2023');
    expect(own.text).toContain('Väntar på 2 svar');
  });

  test('two who write at once: the second is told, and both texts stand there', async () => {
    const first = await signedIn('Maria Ek');
    const second = await signedIn('Maria Ek');
    for (const one of [first, second]) await one.open(`${at()}/answers/${parties.maria}`);
    await first.submit({ 'answer-why': 'Den förstas ord', approve: 'no' });
    await second.submit({ 'answer-why': 'Den andras ord', approve: 'no' });
    expect(second.status).toBe(409);
    expect(second.text).toContain('Nu står det: Den förstas ord');
    expect(second.page).toContain('>Den andras ord</textarea>');
  });

  test('saved after the answer was handed in, it takes the answer back', async () => {
    await anAnswer(host, maria, id, exercise, parties.maria, 'Lämnat');
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/answers/${parties.maria}`);
    await own.submit({ 'answer-why': 'Vi tänker om', approve: 'no' });
    expect(own.text).toContain('Väntar på 3 svar');
  });
});

describe('until all have answered', () => {
  test('nobody sees another’s answer, in page, database, files or history; the leader alone sees who is late', async () => {
    await anAnswer(host, maria, id, exercise, parties.maria, 'Hemligt än så länge');
    const johans = await signedIn('Johan Sand');
    await johans.open(at());
    expect(johans.text).not.toContain('Hemligt än så länge');
    expect(johans.text).toContain('Väntar på 2 svar');
    expect(johans.text).not.toContain('Har inte svarat');
    for (const path of ['pdf', 'word', 'picture/csv', 'picture/svg', 'talk/why', 'ratings', 'wording/why']) {
      expect((await johans.open(`${at()}/${path}`)).status).toBe(404);
    }
    expect((await read(johan)).answers).toEqual([]);
    expect((await read(amina)).answers).toEqual([]);
    const leader = await signedIn('Amina Holm');
    await leader.open(at());
    expect(leader.text).not.toContain('Hemligt än så länge');
    expect(leader.text).toContain('Har inte svarat');
    await leader.open(`/collaborations/${id}/history`);
    expect(leader.text).toContain('öppnade en samsynsövning');
    expect(leader.text).not.toContain('lämnade organisationens svar');
    await johans.open(`/collaborations/${id}`);
    expect(johans.text).toContain('Er organisations svar i Samsyn hösten 2023');
    expect(johans.text).toContain('Väntar, senast 18 december');
    expect(johans.text).toContain('Väntar på 1 svar');
  });

  test('a reader of the own organisation reads the draft and writes nothing', async () => {
    await anAnswer(host, maria, id, exercise, parties.maria, 'Vårt');
    const reader = await signedIn('Eva Strand');
    await reader.open(at());
    expect(reader.page).not.toContain('Ändra vårt svar');
    expect((await reader.open(`${at()}/answers/${parties.maria}`)).status).toBe(404);
  });
});

test('when the last answer is in all read all, own first, and none is written again', async () => {
  await answerAll();
  const johans = await signedIn('Johan Sand');
  await johans.open(at());
  expect(johans.text).toContain('Vi ser det så (why)');
  const why = johans.text.indexOf('Vi ser det annorlunda (why)');
  expect(why).toBeGreaterThan(0);
  expect(why).toBeLessThan(johans.text.indexOf('Vi ser helheten (why)'));
  expect((await johans.open(`${at()}/answers/${parties.johan}`)).status).toBe(404);
  await expect(anAnswer(host, johan, id, exercise, parties.johan, 'Ändrat')).rejects.toThrow('shared');
});

test('at the deadline all read what has been handed in, and what is missing can still be added', async () => {
  await anAnswer(host, maria, id, exercise, parties.maria, 'I tid');
  house.now = new Date('2023-12-18T22:59:00Z');
  expect((await read(johan)).answers).toEqual([]);
  house.now = new Date('2023-12-18T23:00:01Z');
  expect((await read(johan)).answers).toHaveLength(questionKeys.length);
  await anAnswer(host, johan, id, exercise, parties.johan, 'Sent, men här');
  const marias = await signedIn('Maria Ek');
  await marias.open(at());
  expect(marias.text).toContain('Sent, men här (why)');
});

describe('ratings', () => {
  beforeEach(answerAll);

  test('are unseen by the others, in page and database, until all have rated', async () => {
    const { maria: m, johan: j, amina: a } = parties;
    await someRatings(host, maria, id, exercise, m, [a, j], 2);
    expect((await read(johan)).ratings).toEqual([]);
    expect((await read(amina)).ratings).toEqual([]);
    const johans = await signedIn('Johan Sand');
    await johans.open(at());
    expect(johans.text).toContain('Väntar på 2 bedömningar');
    expect(johans.text).not.toContain('Avstånd 0');
    for (const path of ['picture/csv', 'picture/png', 'picture/svg']) {
      expect((await johans.open(`${at()}/${path}`)).status).toBe(404);
    }
    await someRatings(host, johan, id, exercise, j, [a, m], 4);
    await someRatings(host, amina, id, exercise, a, [m, j], 5);
    expect((await read(johan)).ratings).toHaveLength(6 * questionKeys.length);
  });

  test('are given in the browser, some at a time, and are open at the second deadline', async () => {
    const johans = await signedIn('Johan Sand');
    await johans.open(`${at()}/ratings`);
    expect(johans.text).toContain('Bedömningarna läses av alla parter när alla har bedömt');
    await johans.submit({ [`rating-why-${parties.maria}`]: '1' });
    expect(johans.text).toContain('1 av 10 bedömda');
    expect((await read(maria)).ratings).toEqual([]);
    house.now = new Date('2024-01-08T23:00:01Z');
    expect((await read(maria)).ratings).toHaveLength(1);
    const marias = await signedIn('Maria Ek');
    await marias.open(at());
    expect(marias.text).toContain('Störst är avståndet i frågan ”Varför ska vi göra det här tillsammans?”: 1,00.');
    expect(marias.text).toContain('räknas 2 par inte med: bedömning saknas');
    // What others have read is not changed; one that is missing can still be given.
    const late = await signedIn('Johan Sand');
    await late.open(`${at()}/ratings`);
    expect(late.text).toContain('Kan inte längre ändras.');
    await late.submit({ [`rating-what-${parties.maria}`]: '3' });
    expect(late.status).toBe(200);
    await expect(someRatings(host, johan, id, exercise, parties.johan, [parties.maria], 5)).rejects.toThrow();
  });

  test('of one’s own answer, or of a party not asked, do not exist', async () => {
    await expect(someRatings(host, johan, id, exercise, parties.johan, [parties.johan], 5)).rejects.toThrow('notFound');
    await expect(someRatings(host, johan, id, exercise, parties.maria, [parties.johan], 5)).rejects.toThrow('notFound');
  });

  test('open, they give a picture, a matrix, an order to talk in, and documents', async () => {
    await rateAll();
    const johans = await signedIn('Johan Sand');
    await johans.open(at());
    expect(johans.text).toContain('Börja samtalet här');
    // Amina–Maria (0 + 0,75)/2, Amina–Johan (0 + 0,25)/2, Maria–Johan (0,75 + 0,25)/2; the mean of the three.
    expect(johans.text).toContain('Avstånd 0,33');
    expect(johans.text).toContain('Störst mellan Testköping och Grannby.');
    expect(johans.page).toContain('class="distance-drawing distance-wide"');
    expect(johans.page).toMatch(/pair-step-\d">0,50/);
    await johans.open(`${at()}/picture/csv`);
    expect(johans.page).toContain('Varför ska vi göra det här tillsammans?;Testköping;Grannby;0,5');
    for (const [path, type] of [
      ['picture/svg', 'image/svg+xml'],
      ['picture/png', 'image/png'],
      ['pdf', 'application/pdf'],
      ['word', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ] as const) {
      const answer = await johans.open(`${at()}/${path}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain(type);
    }
    await johans.open(`${at()}/talk/what`);
    expect(johans.text).toContain('Fråga 2 av 5');
    expect(johans.page).not.toContain('class="column"');
  });
});

test('a joint wording is written in the talk: each writing a version, and whoever comes second is told', async () => {
  await answerAll();
  const early = await signedIn('Amina Holm');
  expect((await early.open(`${at()}/wording/why`)).status).toBe(404);
  await rateAll();
  const first = await signedIn('Amina Holm');
  const second = await signedIn('Amina Holm');
  for (const one of [first, second]) await one.open(`${at()}/wording/why`);
  await first.submit({ text: 'Vi vill att fler unga får arbete.' });
  expect(first.text).toContain('Vi vill att fler unga får arbete.');
  await second.submit({ text: 'Något annat.' });
  expect(second.status).toBe(409);
  expect(second.text).toContain('Nu står det: Vi vill att fler unga får arbete.');
  await second.submit({ text: 'Något annat.' });
  expect(second.text).toContain('Något annat.');
  expect(second.text).toContain('Version 2');
  expect(second.text).toContain('Vi vill att fler unga får arbete.');
  await second.open(at());
  await second.submit({}, `${at()}/closing`);
  expect(second.text).toContain('Avslutad 20 november 2023');
  expect((await second.open(`${at()}/wording/why`)).status).toBe(404);
});

test('what the leader enters for a party is blind too, says so, and is put before the party once all read all', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`${at()}/answers/${parties.johan}`);
  await leader.submit({ ...filled('Johans ord'), channel: 'phone', statedOn: '2023-11-19' });
  expect(leader.status).toBe(200);
  expect((await read(maria)).answers).toEqual([]);
  await expect(
    house.database.read(maria, house.now, {
      entered: statement<{ id: string }, [string]>('select id from entered_for_party where collaboration_id = $1')(id),
    }),
  ).resolves.toMatchObject({ rows: { entered: [] } });
  await expect(
    house.database.write(amina, house.now, (tx) => askForConfirmation(tx, id, exercise, parties.johan, 'Vet inte')),
  ).rejects.toThrow('notShared');
  await anAnswer(host, maria, id, exercise, parties.maria, 'Våra ord');
  await anAnswer(host, amina, id, exercise, parties.amina, 'Ledarens ord');
  await leader.open(at());
  expect(leader.text).toContain('införd av Region Test 19 november 2023');
  expect(leader.text).toContain('Inte bekräftad av parten');
  await leader.submit({}, `${at()}/answers/${parties.johan}/confirmation`);
  expect(leader.text).toContain('Johans ord why');
  // The party's own link, where nobody has an account.
  const link = await host.database.write(amina, house.now, async (tx) => makePartyLink(tx, '', id, parties.johan));
  const byLink = new Visitor(house);
  await byLink.open(link);
  expect(byLink.text).toContain('Johans ord why');
  const { rows } = await house.database.read(amina, house.now, { entered: listEntered(id) });
  const entered = rows.entered[0]?.id ?? '';
  await byLink.send(link, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      form: /name="form" value="([^"]*)"/.exec(byLink.page)?.[1] ?? '',
      entered,
      answer: 'correct',
      [`correction-${entered}`]: 'Vi menade något annat.',
    }),
  });
  await leader.open(at());
  expect(leader.text).toContain('Partens egna ord: Vi menade något annat.');
  expect(leader.text).toContain('Johans ord why');
});

test('a party’s own words are not written over by who enters for it', async () => {
  await anAnswer(host, johan, id, exercise, parties.johan, 'Egna ord');
  await expect(
    anAnswer(host, amina, id, exercise, parties.johan, 'Införda ord', { channel: 'email', statedOn: '2023-11-19' }),
  ).rejects.toThrow();
  expect((await read(johan)).answers[0]?.text).toContain('Egna ord');
});

test('a new exercise is compared with the one before, question by question', async () => {
  await answerAll();
  await rateAll();
  const before = exercise;
  exercise = await anExercise(host, amina, id, Object.values(parties), { name: 'Igen', previousId: before });
  await answerAll();
  const { amina: a, maria: m, johan: j } = parties;
  await someRatings(host, amina, id, exercise, a, [m, j], 5);
  await someRatings(host, maria, id, exercise, m, [a, j], 5);
  await someRatings(host, johan, id, exercise, j, [a, m], 5);
  const leader = await signedIn('Amina Holm');
  await leader.open(at());
  expect(leader.text).toContain('Jämfört med Samsyn hösten 2023');
  expect(leader.text).toContain('närmare med 0,33');
});

test('fifty parties that hand in at the same moment: nobody is lost, and exactly one is the last', async () => {
  const many = await Promise.all(
    Array.from({ length: 49 }, async (_, at) => {
      const organisation = await anOrganisation(host, `Kommun ${at} ${id.slice(-6)}`);
      return await aPerson(host, `Person ${at} ${id.slice(-6)}`, organisation);
    }),
  );
  const big = await aCollaboration(
    host,
    amina,
    many.map((one) => one.organisation),
  );
  for (const one of many) await aRole(host, amina, big, one);
  const { rows } = await house.database.read(amina, house.now, { parties: listParties(big) });
  const partyIds = new Map(rows.parties.map((party) => [party.organisation_id, party.id]));
  const round = await anExercise(host, amina, big, [...partyIds.values()]);
  const own = (one: Someone) => partyIds.get(one.organisation) ?? '';
  await Promise.all([amina, ...many].map((one) => anAnswer(host, one, big, round, own(one), 'Så')));
  const shared = await house.database.read(amina, house.now, {
    told: statement<{ count: number }, [string]>(
      "select count(*)::int from history where collaboration_id = $1 and verb = 'sharedView.shared'",
    )(big),
    answers: listAnswers(big, round),
  });
  expect(shared.rows.told[0]?.count).toBe(1);
  expect(shared.rows.answers).toHaveLength(50 * questionKeys.length);
  const leader = await signedIn('Amina Holm');
  await leader.open(`/collaborations/${big}/shared-view/${round}`);
  expect(leader.status).toBe(200);
  expect(leader.text).toContain('Väntar på 50 bedömningar');
  await someRatings(host, amina, big, round, own(amina), many.map(own), 1);
  house.now = new Date('2024-01-08T23:00:01Z');
  const later = await signedIn('Amina Holm');
  await later.open(`/collaborations/${big}/shared-view/${round}`);
  expect(later.text).toContain('Störst är avståndet i frågan');
  expect(later.page.match(/class="distance-mark"/g)?.length).toBe(2 * 5 * 50);
}, 60_000);

test('who does not take part finds nothing', async () => {
  await aPerson(host, 'Stina Främling', await anOrganisation(host, 'Annanstad'));
  const stranger = await signedIn('Stina Främling');
  for (const path of ['', '/pdf', '/talk/why', '/picture/csv', `/answers/${parties.maria}`]) {
    expect((await stranger.open(`${at()}${path}`)).status).toBe(404);
  }
});

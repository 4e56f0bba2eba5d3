import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aGoal } from '../goals/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import { listQuestions } from './question-queries.ts';
import { aQuestion } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let johan: Someone;
let id: string;
let goal: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  johan = await aPerson(host, 'Johan Sand', await anOrganisation(host, 'Grannby'));
  id = await aCollaboration(host, amina, [maria.organisation, johan.organisation]);
  await aRole(host, amina, id, maria);
  await aRole(host, amina, id, johan);
  goal = await aGoal(host, amina, id);
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const at = () => `/collaborations/${id}/dialogue`;
const party = (someone: Someone) => partyOf(host, amina, id, someone.organisation);
const newest = async (as: Someone) =>
  (await house.database.read(as, host.now, { questions: listQuestions(id) })).rows.questions;

test('a question to a party is known to it and to who asked, until it is answered; then to all', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(at());
  expect(leader.text).toContain('Ställ en fråga när något i målen eller åtagandena är oklart');
  await leader.open(`${at()}/questions/new`);
  await leader.submit({ question: '', about: '', due: '2020-01-01' });
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('Välj vad frågan gäller');
  expect(leader.text).toContain('Dagen har passerat');
  await leader.submit({ question: 'Räcker vägledarna?', about: `goal:${goal}`, due: '2099-05-01' });
  expect(leader.text).toContain('Välj minst en part');
  await leader.submit({ question: 'Räcker vägledarna?', about: `party:${await party(maria)}`, due: '2099-05-01' });
  expect(leader.status).toBe(200);
  expect(leader.text).toContain('Väntar på 1 svar');
  const question = leader.path.split('?')[0] ?? '';

  const other = await signedIn('Johan Sand');
  await other.open(question);
  expect(other.status).toBe(404);
  for (const path of [at(), `/collaborations/${id}`, `/collaborations/${id}/parties/${await party(maria)}`]) {
    await other.open(path);
    expect(other.text).not.toContain('Räcker vägledarna');
    expect(other.text).not.toContain('Väntar på 1 svar');
  }
  await other.open(`/collaborations/${id}/history`);
  expect(other.text).not.toContain('ställde en fråga');

  const asked = await signedIn('Maria Ek');
  await asked.open('/my-work');
  expect(asked.text).toContain('Svara på frågan: Räcker vägledarna?');
  await asked.open(`${question}/answers/${await party(maria)}`);
  await asked.submit({ answer: '' });
  expect(asked.status).toBe(422);
  await asked.submit({ answer: 'Ja, med två till.' });
  expect(asked.text).toContain('Ja, med två till.');
  await asked.open('/my-work');
  expect(asked.text).not.toContain('Räcker vägledarna');

  await other.open(question);
  expect(other.text).toContain('Ja, med två till.');
  await other.open(`/collaborations/${id}/parties/${await party(maria)}`);
  expect(other.text).toContain('1 fråga');
  await other.open(`/collaborations/${id}/history`);
  expect(other.text).toContain('svarade på en fråga');
  await other.open('/search?q=vägledarna');
  expect(other.text).toContain('Räcker vägledarna?');

  await leader.open(question);
  await leader.open(/href="([^"]*follows=[^"]*)"/.exec(leader.page)?.[1] ?? '');
  expect(leader.text).toContain('Följer på frågan');
  await leader.submit({ question: 'När börjar de?', about: `party:${await party(maria)}`, due: '2099-06-01' });
  expect(leader.text).toContain('Följer på frågan Räcker vägledarna?');
});

test('of several the others are told how many answers are awaited, and never whose', async () => {
  const question = await aQuestion(host, amina, id, { about: 'goal', id: goal }, [
    maria.organisation,
    johan.organisation,
  ]);
  const asked = await signedIn('Maria Ek');
  await asked.open(`${at()}/questions/${question}`);
  expect(asked.text).toContain('Väntar på 2 svar');
  expect(asked.text).not.toContain('Grannby');
  await asked.open(`${at()}/questions/${question}/answers/${await party(maria)}`);
  await asked.submit({ answer: 'Bra.' });
  expect(asked.text).toContain('Väntar på 1 svar');
  expect(asked.text).not.toContain('Grannby');
  await asked.open(`/collaborations/${id}/goals/${goal}`);
  expect(asked.text).toContain('1 fråga, väntar på 1 svar');
  // Nobody else’s to answer.
  await asked.open(`${at()}/questions/${question}/answers/${await party(johan)}`);
  expect(asked.status).toBe(404);
});

test('after its day it comes back to who asked, who takes it back or writes down what was said', async () => {
  const before = house.now;
  const question = await aQuestion(host, amina, id, { about: 'party', id: await party(johan) }, [johan.organisation], {
    question: 'Vem är kontakt?',
    dueOn: new Date(before.getTime() + 2 * 86400_000).toISOString().slice(0, 10),
  });
  const leader = await signedIn('Amina Holm');
  await leader.open('/my-work');
  expect(leader.text).not.toContain('Inte besvarad: Vem är kontakt?');
  house.now = new Date(before.getTime() + 4 * 86400_000);
  const later = await signedIn('Amina Holm');
  await later.open('/my-work');
  expect(later.text).toContain('Inte besvarad: Vem är kontakt?');
  await later.open(`${at()}/questions/${question}/answers/${await party(johan)}`);
  await later.submit({ answer: 'Sara.', channel: 'phone', statedOn: '' });
  expect(later.status).toBe(422);
  await later.submit({ answer: 'Sara.', channel: 'phone', statedOn: '2023-10-20' });
  expect(later.text).toContain('införd av Region Test');
  // The party’s own words take its place, and are then nobody else’s to change.
  const own = await signedIn('Johan Sand');
  await own.open(`${at()}/questions/${question}/answers/${await party(johan)}`);
  await own.submit({ answer: 'Sara Lind.' });
  expect(own.text).not.toContain('införd av');
  await later.open(`${at()}/questions/${question}/answers/${await party(johan)}`);
  expect(later.status).toBe(404);
  house.now = before;
});

test('a party answers by its link, without an account; a question taken back is gone', async () => {
  const about = { about: 'party', id: await party(johan) } as const;
  const question = await aQuestion(host, amina, id, about, [johan.organisation], { question: 'Hur många platser?' });
  const leader = await signedIn('Amina Holm');
  await leader.open(`${at()}/questions/${question}`);
  await leader.submit({}, `${at()}/questions/${question}/answers/${about.id}/link`);
  const link = new URL(/href="([^"]*\/questions\/[A-Za-z0-9_-]{43})"/.exec(leader.page)?.[1] ?? '', 'http://localhost');
  const visitor = new Visitor(house);
  await visitor.open(link.pathname);
  expect(visitor.text).toContain('Hur många platser?');
  await visitor.submit({ [`answer-${question}`]: '' }, `${link.pathname}/${question}`);
  expect(visitor.status).toBe(422);
  await visitor.submit({ [`answer-${question}`]: 'Tolv.' }, `${link.pathname}/${question}`);
  expect(visitor.text).toContain('Svaret är sparat');
  await leader.open(`${at()}/questions/${question}`);
  expect(leader.text).toContain('Tolv.');
  expect(leader.text).not.toContain('införd av');

  const wrong = await aQuestion(host, amina, id, about, [johan.organisation], { question: 'Fel fråga?' });
  await leader.open(`${at()}/questions/${wrong}`);
  await leader.submit({}, `${at()}/questions/${wrong}/removal`);
  expect((await newest(johan)).map((one) => one.question)).not.toContain('Fel fråga?');
});

test('whatever the application says, nobody answers for another party or moves an answer', async () => {
  await aQuestion(host, amina, id, { about: 'goal', id: goal }, [johan.organisation]);
  const answer = statement<{ id: string }, [string]>(
    "update question_answer set answer = 'annans', answered_on = current_date where organisation_id = $1 returning id",
  );
  expect(await host.database.write(maria, host.now, (tx) => tx.all(answer(johan.organisation)))).toEqual([]);
  await expect(host.database.write(amina, host.now, (tx) => tx.all(answer(johan.organisation)))).rejects.toThrow(
    /answers for itself/,
  );
  const ask = statement<unknown, [string, string]>(`
    insert into asked_question (collaboration_id, id, organisation_id, about, goal_id, question, asked_on, answer_due_on, created_at, created_by)
    select $1, gen_random_uuid(), $2, 'goal', (select id from joint_goal where collaboration_id = $1 limit 1), 'x', current_date, current_date, now(), gen_random_uuid()`);
  await expect(host.database.write(maria, host.now, (tx) => tx.all(ask(id, maria.organisation)))).rejects.toThrow(
    /row-level security/,
  );
});

import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, outside, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { anActivity } from '../action-plans/testing.ts';
import { anAgreementInForce } from '../agreements/testing.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import { listUndertakingsInForce } from './question-queries.ts';
import { remindOfQuestions } from './reminding.ts';
import { aNote, aQuestion } from './testing.ts';

// What a party that reads mail only is asked, and what stands beside the things that are asked and told of.

let house: TestHouse;
let host: Host;
let owner: pg.Client;
let amina: Someone;
let maria: Someone;
let johan: Someone;
let id: string;
let silent: string;
let silentParty: string;
const address = 'kansli@tystby.example';
beforeAll(async () => {
  house = await openHouse();
  // A Monday.
  house.now = new Date('2023-11-20T06:00:00Z');
  host = await aHost(house);
  owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  johan = await aPerson(host, 'Johan Sand', await anOrganisation(host, 'Grannby'));
  silent = await anOrganisation(host, 'Tystby');
  id = await aCollaboration(host, amina, [maria.organisation, johan.organisation, silent]);
  await aRole(host, amina, id, maria);
  await aRole(host, amina, id, johan);
  silentParty = await partyOf(host, amina, id, silent);
});
afterAll(async () => {
  await owner.end();
  await house.close();
});
const at = () => `/collaborations/${id}/dialogue`;
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const on = (day: string) => {
  house.now = new Date(`${day}T06:00:00Z`);
};
const letters = async () =>
  (
    await owner.query<{ subject: string; body_text: string; list_unsubscribe: string; failure: string | null }>(
      'select subject, body_text, list_unsubscribe, failure from mail where to_address = $1 order by created_at, id',
      [address],
    )
  ).rows;
const remind = () =>
  remindOfQuestions({
    database: house.database,
    clock: () => house.now,
    origin: 'http://localhost',
    sealing: outside.sealing,
  });
const askSilent = (question: string, dueOn: string) =>
  aQuestion(host, amina, id, { about: 'party', id: silentParty }, [silent], { question, dueOn });

test('a question goes by letter to a party that reads mail only, once a day, and is reminded of until it is answered', async () => {
  const first = await askSilent('Hur många platser?', '2023-11-27');
  const page = `${at()}/questions/${first}`;
  const field = `address-${silentParty}`;
  const leader = await signedIn('Amina Holm');
  await leader.open(page);
  await leader.submit({ [field]: 'inte en adress' }, `${page}/answers/${silentParty}/letter`);
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('Skriv en e-postadress');
  expect(leader.page).toContain('value="inte en adress"');
  await leader.submit({ [field]: address.toUpperCase() }, `${page}/answers/${silentParty}/letter`);
  expect(leader.status).toBe(200);
  expect(leader.text).toContain(`Mejlad 20 november 2023 till ${address}`);
  const [letter] = await letters();
  expect(letter?.subject).toBe('En fråga från Fler unga i arbete');
  expect(letter?.body_text).toContain('Hur många platser?\nSvar senast 27 november 2023\nhttp://localhost/questions/');

  // Another the same day stands behind the same link, and writes no second letter.
  const second = await askSilent('Vem är kontakt?', '2023-12-20');
  await leader.open(`${at()}/questions/${second}`);
  await leader.submit({ [field]: address }, `${at()}/questions/${second}/answers/${silentParty}/letter`);
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('har redan fått ett mejl i dag');
  expect(await letters()).toHaveLength(1);
  const link = /http:\/\/localhost(\/questions\/[A-Za-z0-9_-]{43})/.exec(letter?.body_text ?? '')?.[1] ?? '';
  const visitor = new Visitor(house);
  await visitor.open(link);
  expect(visitor.text).toContain('Hur många platser?');
  expect(visitor.text).toContain('Vem är kontakt?');

  // Three days before its day, once; not at the weekend, and the day after it.
  const written: string[] = [];
  for (let day = 21; day <= 30; day += 1) {
    on(`2023-11-${day}`);
    if ((await remind()) > 0) written.push(String(day));
    expect(await remind()).toBe(0);
  }
  expect(written).toEqual(['24', '28']);
  const sent = await letters();
  expect(sent[1]?.subject).toBe('Påminnelse: 2 frågor från Fler unga i arbete');
  const fresh = /http:\/\/localhost(\/questions\/[A-Za-z0-9_-]{43})/.exec(sent[2]?.body_text ?? '')?.[1] ?? '';
  expect(fresh).not.toBe(link);
  await visitor.open(fresh);
  await visitor.submit({ [`answer-${first}`]: 'Tolv.' }, `${fresh}/${first}`);
  expect(visitor.text).toContain('Svaret är sparat');
  const back = await signedIn('Amina Holm');
  await back.open(page);
  expect(back.text).toContain('Tolv.');
  expect(back.text).not.toContain('införd av');

  // Who it was sent to, and that it was, is read by those who prepare alone.
  const seen = statement<{ to_address: string }>('select to_address from question_letter');
  expect(await host.database.write(maria, house.now, (tx) => tx.all(seen()))).toEqual([]);
  const chain = await owner.query(
    "select verb, organisation_id from history where verb in ('askedQuestion.mailed', 'askedQuestion.reminded') and collaboration_id is null",
  );
  expect(chain.rows.map(({ verb }) => verb).toSorted()).toEqual([
    'askedQuestion.mailed',
    'askedQuestion.reminded',
    'askedQuestion.reminded',
  ]);
});

test('whoever has declined gets no more, from anybody; nor is a person reminded whose own letter says it', async () => {
  on('2023-12-15');
  const sent = await letters();
  const path = new URL(sent.at(-1)?.list_unsubscribe ?? '').pathname;
  expect((await house.fetch(path)).status).toBe(200);
  expect((await house.fetch('/question-letters/aaaa')).status).toBe(410);
  const answer = await house.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(answer.status).toBe(200);
  expect((await letters()).at(-1)?.failure).toBe('no longer wanted');
  on('2023-12-18');
  expect(await remind()).toBe(0);
  const other = await aQuestion(host, amina, id, { about: 'party', id: silentParty }, [silent], {
    dueOn: '2023-12-21',
  });
  const leader = await signedIn('Amina Holm');
  await leader.open(`${at()}/questions/${other}`);
  expect(leader.text).toContain('har avböjt fler mejl');
  const post = `${at()}/questions/${other}/answers/${silentParty}/letter`;
  await leader.submit({ [`address-${silentParty}`]: address }, post);
  expect(leader.status).toBe(422);

  const marias = await partyOf(host, amina, id, maria.organisation);
  const hers = await aQuestion(host, amina, id, { about: 'party', id: marias }, [maria.organisation], {
    dueOn: '2023-12-22',
  });
  await leader.open(`${at()}/questions/${hers}`);
  await leader.submit(
    { [`address-${marias}`]: emailOf('Maria Ek') },
    `${at()}/questions/${hers}/answers/${marias}/letter`,
  );
  expect(leader.status).toBe(200);
  on('2023-12-19');
  expect(await remind()).toBe(0);
  const app = statement<{ queued: string }, [string, string, string]>(
    `select queue_question_letter($1::uuid, gen_random_uuid(), $2::uuid, $3::uuid, 'asked', 'x@y.example', 'sv', gen_random_uuid(),
      'a', 'b', 'c', 'd', 'e', 'f', 'g', now(), now()) as queued`,
  );
  await expect(host.database.write(johan, house.now, (tx) => tx.all(app(id, hers, marias)))).rejects.toThrow(
    'a question is sent by those who ask it',
  );
});

test('a question is asked of what an agreement in force obliges to, and stands beside it; what is told, beside the activity', async () => {
  const parties = [
    { partyId: await partyOf(host, amina, id, maria.organisation), by: maria },
    { partyId: await partyOf(host, amina, id, johan.organisation), by: johan },
  ];
  const drawn = await anAgreementInForce(host, amina, id, parties);
  const [duty] = (await host.database.read(amina, house.now, { duties: listUndertakingsInForce(id) })).rows.duties;
  const leader = await signedIn('Amina Holm');
  await leader.open(`${at()}/questions/new`);
  await leader.submit({ question: 'Har ni anställt?', about: `undertaking:${duty?.id}`, due: '2099-05-01' });
  expect(leader.status).toBe(200);
  expect(leader.text).toContain(`Om åtagandet i överenskommelsen Testköping: ${duty?.text}`);
  const question = leader.path.split('?')[0] ?? '';
  await leader.open(`/collaborations/${id}/agreements/${drawn.agreementId}`);
  expect(leader.text).toContain('1 fråga, väntar på 1 svar');
  // Put to the party that it obliges, and known to no other until it has answered.
  const other = await signedIn('Johan Sand');
  await other.open(question);
  expect(other.status).toBe(404);
  await other.open(`/collaborations/${id}/agreements/${drawn.agreementId}`);
  expect(other.text).not.toContain('1 fråga');
  const asked = await signedIn('Maria Ek');
  await asked.open('/my-work');
  expect(asked.text).toContain('Svara på frågan: Har ni anställt?');

  const activity = await anActivity(host, maria, id);
  await aNote(host, maria, id, 'Tolv har kommit.', { activityId: activity });
  await asked.open(`/collaborations/${id}/action-plan/activities/${activity}`);
  expect(asked.text).toContain('1 framsteg');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { makePartyLink } from '../collaborations/index.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import { listExpectations } from './expectations.ts';
import { listReviews } from './yearly-reviews.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let johan: Someone;
let third: Someone;
let id: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  johan = await aPerson(host, 'Johan Sand', await anOrganisation(host, 'Grannby'));
  third = await aPerson(host, 'Tredje Person', await anOrganisation(host, 'Tredjeby'));
  id = await aCollaboration(host, amina, [maria.organisation, johan.organisation, third.organisation]);
  for (const someone of [maria, johan, third]) await aRole(host, amina, id, someone);
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const at = (room: string) => `/collaborations/${id}/dialogue/${room}`;
const expectationsOf = async (someone: Someone) =>
  (await house.database.read(someone, host.now, { rows: listExpectations(id) })).rows.rows;

test('an expectation is seen by the two and who leads; each answers and says its own, and no third party knows', async () => {
  const from = await signedIn('Maria Ek');
  await from.open(at('expectations'));
  expect(from.text).toContain('Skriv vad ni förväntar er av en annan part');
  await from.open(`${at('expectations')}/new`);
  await from.submit({ to: '', expected: '', due: '2099-01-01' });
  expect(from.status).toBe(422);
  const johansParty = await partyOf(host, amina, id, johan.organisation);
  await from.submit({ to: johansParty, expected: 'Att ni skickar listor varje fredag.', due: '2099-01-01' });
  expect(from.text).toContain('Att ni skickar listor varje fredag.');
  const [row] = await expectationsOf(maria);
  const one = `${at('expectations')}/${row?.id}`;

  const outside = await signedIn('Tredje Person');
  for (const path of [at('expectations'), `/collaborations/${id}`, `/collaborations/${id}/history`, '/my-work']) {
    await outside.open(path);
    expect(outside.text).not.toMatch(/listor|en förväntan på/);
  }
  for (const path of [`${one}/answer`, `${one}/edit`, `${one}/outcome`]) {
    await outside.open(path);
    expect(outside.status).toBe(404);
  }
  await from.open(`${one}/answer`);
  expect(from.status).toBe(404);
  await from.open(`${one}/outcome`);
  expect(from.status).toBe(404);

  const to = await signedIn('Johan Sand');
  await to.open('/my-work');
  expect(to.text).toContain('Testköping förväntar sig: Att ni skickar listor varje fredag.');
  await to.open(`${one}/edit`);
  expect(to.status).toBe(404);
  await to.open(`${one}/answer`);
  await to.submit({ answer: 'adjusts', words: '' });
  expect(to.text).toContain('Skriv vad ni vill ändra, eller varför ni avstår');
  await to.submit({ answer: 'adjusts', words: 'Varannan fredag.' });
  expect(to.text).toContain('Varannan fredag.');
  await to.open(`${one}/outcome`);
  await to.submit({ outcome: 'met', words: '' });
  await from.open(`${one}/outcome`);
  await from.submit({ outcome: 'partly', words: 'Inte i juli.' });
  expect(from.text).toContain('Testköping: delvis infriad');
  expect(from.text).toContain('Grannby: infriad');

  const leader = await signedIn('Amina Holm');
  await leader.open(at('expectations'));
  expect(leader.text).toContain('Mellan andra parter');
  expect(leader.text).toContain('Grannby: infriad');
  expect(leader.page).not.toContain(`${one}/`);
  await outside.open(at('expectations'));
  expect(outside.text).not.toContain('listor');
});

test('whoever leads writes down what a party has answered; it confirms or corrects, and nobody else hears of it', async () => {
  const from = await signedIn('Maria Ek');
  const toParty = await partyOf(host, amina, id, johan.organisation);
  await from.open(`${at('expectations')}/new`);
  await from.submit({ to: toParty, expected: 'Att ni lånar ut lokalen.', due: '2099-01-01' });
  const row = (await expectationsOf(maria)).find(({ expected }) => expected.includes('lokalen'));
  const answer = `${at('expectations')}/${row?.id}/answer`;
  await from.open(answer);
  expect(from.status).toBe(404);
  const leader = await signedIn('Amina Holm');
  await leader.open(at('expectations'));
  expect(leader.text).toContain('Skriv in svaret från Grannby');
  await leader.open(answer);
  await leader.submit({ answer: 'accepts', words: '', channel: 'phone', statedOn: '' });
  expect(leader.status).toBe(422);
  await leader.submit({ answer: 'accepts', words: 'På torsdagar.', channel: 'phone', statedOn: '2023-10-20' });
  expect(leader.text).toContain('införd av Region Test');

  const outside = await signedIn('Tredje Person');
  const nobodyElse = async () => {
    for (const path of [
      at('expectations'),
      `/collaborations/${id}/history`,
      `/collaborations/${id}/parties/${toParty}`,
    ]) {
      await outside.open(path);
      expect(outside.text).not.toMatch(/lokalen|torsdag|fredag/i);
    }
    const seen = statement<{ subject_id: string }>(
      "select subject_id from entered_for_party where subject_type = 'expectation'",
    );
    expect(await host.database.write(third, host.now, (tx) => tx.all(seen()))).toEqual([]);
  };
  await nobodyElse();

  // By its link the party puts its own words in the place of what was heard; they are then nobody else’s to change.
  let link = '';
  await host.database.write(amina, host.now, async (tx) => {
    link = makePartyLink(tx, 'http://localhost', id, toParty);
  });
  const visitor = new Visitor(house);
  await visitor.open(new URL(link).pathname);
  expect(visitor.text).toContain('Att ni lånar ut lokalen. Åtar sig det. På torsdagar.');
  const [, entered = ''] = /name="entered"[^>]*value="([^"]*)"/.exec(visitor.page) ?? [];
  await visitor.submit({ entered, answer: 'correct', [`correction-${entered}`]: 'Bara på fredagar.' });
  expect(visitor.status).toBe(200);
  await leader.open(at('expectations'));
  expect(leader.text).toContain('Bara på fredagar.');
  await leader.open(answer);
  expect(leader.status).toBe(404);
  await nobodyElse();
  const write = statement<{ id: string }, [string]>(
    "update expectation set answer = 'declines', answer_words = 'x' where id = $1 returning id",
  );
  await expect(host.database.write(amina, host.now, (tx) => tx.all(write(row?.id ?? '')))).rejects.toThrow(
    /each party says its own/,
  );
});

test('the database says the same, whatever the application asks', async () => {
  expect(await expectationsOf(third)).toEqual([]);
  const overwrite = (column: string) =>
    statement<{ id: string }, []>(`update expectation set ${column} = 'met', ${column}_on = current_date returning id`);
  const say = (someone: Someone, column: string) =>
    host.database.write(someone, host.now, (tx) => tx.all(overwrite(column)()));
  expect(await say(third, 'outcome')).toEqual([]);
  await expect(say(amina, 'outcome')).rejects.toThrow(/each party says its own/);
  await expect(say(johan, 'outcome')).rejects.toThrow(/each party says its own/);
  await expect(say(maria, 'to_outcome')).rejects.toThrow(/each party says its own/);
});

test('a review is its party’s own, also to who leads; what it has decided is shared by itself', async () => {
  const year = host.now.getFullYear();
  const own = await signedIn('Maria Ek');
  await own.open(at('reviews'));
  expect(own.text).toContain(`Gå igenom ${year}`);
  await own.open(`${at('reviews')}/${year}`);
  await own.submit({ done: 'Öppnade ett centrum.', gave: 'Lite.', changes: 'Tiderna.', goesOn: 'changes' });
  expect(own.text).toContain('Bara för er');
  await own.open('/my-work');
  expect(own.text).toContain(`Dela vad ni har kommit fram till om ${year}`);
  const leader = await signedIn('Amina Holm');
  for (const path of [at('reviews'), `/collaborations/${id}/history`]) {
    await leader.open(path);
    expect(leader.text).not.toMatch(/Öppnade ett centrum|skrev sin genomgång/);
  }
  expect((await house.database.read(amina, host.now, { rows: listReviews(id) })).rows.rows).toEqual([]);

  await own.open(`${at('reviews')}/${year}/outcome`);
  await own.submit({ goesOn: 'changes', words: 'Andra tider.', how: 'instance', by: '', on: '2099-01-01' });
  expect(own.status).toBe(422);
  expect(own.text).toContain('Skriv vem som har beslutat');
  const day = host.now.toISOString().slice(0, 10);
  await own.submit({
    goesOn: 'changes',
    words: 'Andra tider.',
    how: 'instance',
    by: 'kommunstyrelsen',
    on: day,
    paragraph: '118',
  });
  expect(own.text).toContain('Utfallet är delat');
  await leader.open(at('reviews'));
  expect(leader.text).toContain('Andra tider.');
  expect(leader.text).toContain('Beslut av kommunstyrelsen');
  expect(leader.text).toContain('§ 118');
  expect(leader.text).not.toContain('Öppnade ett centrum');
  await leader.open(`/collaborations/${id}/parties/${await partyOf(host, amina, id, maria.organisation)}`);
  expect(leader.text).toContain(`Genomgång ${year}: fortsätter med ändringar`);
  await own.open('/my-work');
  expect(own.text).not.toContain('Dela vad ni har kommit fram till');
  await own.open(`${at('reviews')}/${year + 1}`);
  expect(own.status).toBe(404);
});

import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse, withoutLeg } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import { addMembers, noteMeeting } from './event-group.ts';
import { anEventGroup, protect } from './testing.ts';

// A group inside a protected collaboration does not exist to anybody but its members.

let house: TestHouse;
let host: Host;
let owner: pg.Client;
let leader: Someone;
let maria: Someone;
let nils: Someone;
let unnamed: Someone;
let id: string;
let group: string;

const concerns = 'Skottlossningen Zkanariez';

beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  const region = await anOrganisation(host, 'Region Test', { kind: 'region' });
  const municipality = await anOrganisation(host, 'Testköping');
  const agency = await anOrganisation(host, 'Polismyndigheten Test', { kind: 'agency' });
  leader = await aPerson(host, 'Amina Holm', region);
  maria = await aPerson(host, 'Maria Ek', municipality);
  nils = await aPerson(host, 'Nils Polis', agency);
  await aPerson(host, 'Vera Vanlig', agency);
  unnamed = await aPerson(host, 'Olle Onämnd', municipality, { isAdministrator: true });
  await aPerson(host, 'Rut Region', region, { isAdministrator: true });
});
beforeEach(async () => {
  await owner.query('update collaboration set withdrawn_at = created_at');
  id = await aCollaboration(host, leader, [maria.organisation, nils.organisation], { name: 'Lokal samverkan' });
  for (const one of [maria, nils, unnamed]) await aRole(host, leader, id, one);
  await protect(host, leader, id, [maria, nils]);
  group = await anEventGroup(host, maria, id, [], { concerns });
});
afterAll(async () => {
  await owner.end();
  await house.close();
});

const signedIn = (name: string, at: Pick<TestHouse, 'fetch'> = house) =>
  new Visitor(at).signIn(emailOf(name), testPassword);
const home = () => `/collaborations/${id}/event-groups`;

describe('whoever is not in it', () => {
  const others = ['Amina Holm', 'Nils Polis', 'Olle Onämnd', 'Rut Region', 'Siv Systemsson'] as const;

  test.each(others)('%s sees no sign of it in any page, list, history, search or log', async (name) => {
    // Something happens in it that could leave a trace.
    const member = await signedIn('Maria Ek');
    await member.open(`${home()}/${group}`);
    await member.submit(
      { party: await partyOf(host, leader, id, nils.organisation), dueOn: '2023-12-01' },
      `${home()}/${group}/tasks`,
    );
    expect(member.status).toBe(200);
    const visitor = await signedIn(name);
    await visitor.open(`${home()}/01890000-0000-7000-8000-000000000000`);
    const nothing = visitor.text;
    await visitor.open(`${home()}/${group}`);
    expect(visitor.status).toBe(404);
    expect(visitor.text).toBe(nothing);
    for (const page of [
      '',
      '/event-groups',
      '/history',
      '/parties',
      '/sight',
      '/read-log',
      '/read-log.csv',
      '/goals',
    ]) {
      await visitor.open(`/collaborations/${id}${page}`);
      expect(visitor.page, page).not.toContain('Zkanariez');
      // The reader has asked for the address; what the member did at it is not there.
      expect(visitor.page, page).not.toContain('/tasks');
    }
    for (const page of [
      '/',
      '/search?q=Skottlossningen',
      '/outbox',
      '/organisations',
      `/organisations/${leader.organisation}/read-log`,
    ]) {
      expect((await visitor.open(page)).page, page).not.toContain('Zkanariez');
    }
  });

  test('the process leader does not see from the log or the history that something is left out', async () => {
    const before = await owner.query('select max(seq)::integer as seq from history where chain = $1', [id]);
    const organisations = await owner.query(
      'select count(*)::integer as entries from history where organisation_id is not null',
    );
    const member = await signedIn('Maria Ek');
    await member.open(`${home()}/${group}`);
    await member.submit({}, `${home()}/${group}/closure`);
    expect(member.text).toContain('Avslutad 20 november 2023');
    const after = await owner.query('select max(seq)::integer as seq from history where chain = $1', [id]);
    expect(after.rows).toEqual(before.rows);
    expect(
      (await owner.query('select count(*)::integer as entries from history where organisation_id is not null')).rows,
    ).toEqual(organisations.rows);
    const visitor = await (await signedIn('Amina Holm')).open(`/collaborations/${id}/read-log`);
    expect(visitor.text).not.toContain('Händelsegrupper Visades');
  });

  test.each(['policy', 'row level security'] as const)('finds nothing with %s switched off', async (leg) => {
    await withoutLeg(house, leg, async (without) => {
      for (const name of others) {
        const visitor = await signedIn(name, without);
        expect((await visitor.open(`${home()}/${group}`)).status, name).toBe(404);
        expect((await visitor.open(home())).page, name).not.toContain('Zkanariez');
        expect((await visitor.open(`/collaborations/${id}/history`)).page, name).not.toContain('eventGroup');
      }
      // The leg is off, and the member still comes in.
      expect((await (await signedIn('Maria Ek', without)).open(`${home()}/${group}`)).status).toBe(200);
    });
  });

  test('writes nothing in it: not a meeting, not a task, not a member', async () => {
    for (const someone of [leader, nils]) {
      const party = await partyOf(host, leader, id, someone.organisation);
      await expect(
        host.database.write(someone, host.now, async (tx) =>
          noteMeeting(tx, id, group, { heldOn: '2023-11-19', parties: [party], minutes: '' }),
        ),
      ).rejects.toThrow('row-level security');
      await expect(
        host.database.write(someone, host.now, async (tx) =>
          addMembers(tx, id, group, [{ organisation_id: someone.organisation, person_id: someone.person }]),
        ),
      ).rejects.toThrow('no such group');
    }
    expect((await (await signedIn('Amina Holm')).open(`${home()}/${group}`)).status).toBe(404);
  });
});

describe('its members', () => {
  test('form it of named persons alone, meet without a word of what was said, and close it', async () => {
    const member = await signedIn('Maria Ek');
    await member.open(home());
    expect(member.text).toContain(concerns);
    expect(member.text).not.toContain('Olle Onämnd');
    await member.submit({ concerns: '', minutes: '' });
    expect(member.status).toBe(422);
    expect(member.text).toContain('Välj om gruppen ska föra anteckningar');
    const keys = [nils, unnamed].map((one) => `${one.organisation}.${one.person}`);
    await member.submit({ concerns: 'Branden', minutes: 'no', members: keys });
    expect(member.status).toBe(200);
    const [, fresh = ''] = /event-groups\/([\w-]+)/.exec(member.path) ?? [];
    expect(member.text).toContain('Nils Polis');
    expect(member.text).not.toContain('Olle Onämnd');
    expect(member.page).not.toContain('name="minutes"');
    expect(member.page).not.toContain('name="description"');

    const [own, police] = [
      await partyOf(host, leader, id, maria.organisation),
      await partyOf(host, leader, id, nils.organisation),
    ];
    const at = `${home()}/${fresh}`;
    await member.submit({ heldOn: '2023-11-30', attended: own }, `${at}/meetings`);
    expect(member.text).toContain('Mötet kan inte ligga längre fram.');
    await member.submit({ heldOn: '2023-11-19', attended: [own, police], minutes: 'Hemligt sagt' }, `${at}/meetings`);
    expect(member.text).toContain('19 november 2023');
    expect(member.text).toContain('Polismyndigheten Test och Testköping');
    expect(member.text).not.toContain('Hemligt sagt');
    await member.submit({ party: police, dueOn: '2023-12-01', description: 'Hemlig uppgift' }, `${at}/tasks`);
    expect(member.text).toContain('1 Polismyndigheten Test 1 december 2023 Öppen');
    expect(member.text).not.toContain('Hemlig uppgift');

    const other = await (await signedIn('Nils Polis')).open(at);
    expect(other.text).toContain('Branden');
    await other.submit({ state: 'done' }, `${at}/tasks/1`);
    expect(other.text).toContain('Klar');
    expect(other.text).toContain('Nils Polis ändrade läget för en uppgift');
    await other.submit({}, `${at}/closure`);
    expect(other.text).toContain('Avslutad 20 november 2023');
    expect(other.page).not.toContain(`${at}/meetings`);
    // What was read in the group is there for those who are in it.
    expect(other.text).toContain('Maria Ek Testköping Händelsegrupper Visades');
    await other.submit({}, `${at}/departure`);
    expect((await other.open(at)).status).toBe(404);
  });

  test('cannot write words in a group without minutes, nor anything in one that is closed', async () => {
    const party = await partyOf(host, leader, id, maria.organisation);
    const meet = (minutes: string) =>
      host.database.write(maria, host.now, async (tx) =>
        noteMeeting(tx, id, group, { heldOn: '2023-11-19', parties: [party], minutes }),
      );
    await expect(meet('Hemligt')).rejects.toThrow('keeps no minutes');
    await meet('');
    await owner.query('update event_group set closed_at = created_at where id = $1', [group]);
    await expect(meet('')).rejects.toThrow('the group is closed');
  });

  test('keep minutes where that was chosen', async () => {
    const kept = await anEventGroup(host, maria, id, [nils], { concerns: 'Översvämningen', hasMinutes: true });
    const party = await partyOf(host, leader, id, maria.organisation);
    const member = await (await signedIn('Nils Polis')).open(`${home()}/${kept}`);
    await member.submit(
      { heldOn: '2023-11-19', attended: party, minutes: 'Vi enades om vakthållning.' },
      `${home()}/${kept}/meetings`,
    );
    expect(member.text).toContain('Vi enades om vakthållning.');
  });

  test('leave it with the collaboration: named again, one is not back in it unasked', async () => {
    const both = await anEventGroup(host, maria, id, [nils], { concerns: 'Båda' });
    const member = await (await signedIn('Nils Polis')).open(`${home()}/${both}`);
    expect(member.status).toBe(200);
    await protect(host, leader, id, [maria]);
    expect((await member.open(`${home()}/${both}`)).status).toBe(404);
    await protect(host, leader, id, [maria, nils]);
    expect((await member.open(home())).status).toBe(200);
    expect((await member.open(`${home()}/${both}`)).status).toBe(404);
  });

  test('still see it, and nobody else does, when the collaboration is protected no longer', async () => {
    await protect(host, leader, id, [], { confidentiality: 'parties', named: new Set() });
    expect((await (await signedIn('Maria Ek')).open(`${home()}/${group}`)).status).toBe(200);
    for (const name of ['Olle Onämnd', 'Amina Holm']) {
      expect((await (await signedIn(name)).open(`${home()}/${group}`)).status).toBe(404);
    }
  });
});

test('the rows of groups, of any table, are those of one’s own', async () => {
  await anEventGroup(host, nils, id, [], { concerns: 'En annan' });
  const counts = statement<{ groups: number; members: number; happened: number }>(`
    select (select count(*)::integer from event_group) as groups, (select count(*)::integer from event_group_member) as members,
      (select count(*)::integer from history where subject_type = 'eventGroup') as happened`);
  const seen = async (someone: Someone) =>
    (await host.database.read(someone, host.now, { counts: counts() })).rows.counts[0];
  expect(await seen(maria)).toEqual({ groups: 1, members: 1, happened: 1 });
  expect(await seen(nils)).toEqual({ groups: 1, members: 1, happened: 1 });
  expect(await seen(leader)).toEqual({ groups: 0, members: 0, happened: 0 });
});

test('a group is formed in a protected collaboration alone', async () => {
  await protect(host, leader, id, [], { confidentiality: 'parties', named: new Set() });
  await expect(anEventGroup(host, maria, id, [])).rejects.toThrow('no such collaboration');
  const member = await (await signedIn('Maria Ek')).open(home());
  expect(member.text).toContain('Händelsegrupper bildas i en skyddad samverkan.');
});

import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../../test/setup/composition.ts';
import { Visitor } from '../../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../../collaborations/testing.ts';
import { identify } from '../../identity/index.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../../identity/testing.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { anAgreementInForce } from '../testing.ts';
import { findDispute, listDisputeSteps, listDisputes } from './dispute.ts';

// Raised by Testköping with Grannby. Region Test leads; Fjärrby is a third party of the same text.
const names = ['Maria Ek', 'Johan Sand', 'Tove Fjärr', 'Amina Holm'] as const;
const matter = 'Vem betalar lokalerna';
const outcome = 'Lokalerna delas lika';

let house: TestHouse;
let host: Host;
let unbound: pg.Client;
const people = new Map<string, Someone>();
const visitors = new Map<string, Visitor>();
let id: string;
let at: string;
let agreement: string;
let dispute: string;
const someone = (name: string): Someone => {
  const found = people.get(name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
};
const visitor = (name: string): Visitor => {
  const found = visitors.get(name);
  if (!found) throw new Error(`${name} has not signed in`);
  return found;
};
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  unbound = new pg.Client({ connectionString: house.urls.unprotectedUrl });
  await unbound.connect();
  house.now = new Date('2024-03-04T09:00:00Z');
  const organisations = ['Testköping', 'Grannby', 'Fjärrby', 'Region Test'];
  for (const [place, name] of names.entries()) {
    people.set(name, await aPerson(host, name, await anOrganisation(host, organisations[place] ?? '')));
    visitors.set(name, await new Visitor(house).signIn(emailOf(name), testPassword));
  }
  const amina = someone('Amina Holm');
  id = await aCollaboration(
    host,
    amina,
    names.slice(0, 3).map((name) => someone(name).organisation),
  );
  for (const name of names.slice(0, 3)) await aRole(host, amina, id, someone(name));
  const parties: { partyId: string; by: Someone }[] = [];
  for (const name of names) {
    const by = someone(name);
    parties.push({ partyId: await partyOf(host, amina, id, by.organisation), by });
  }
  agreement = (await anAgreementInForce(host, amina, id, parties)).agreementId;
  at = `/collaborations/${id}/agreements/${agreement}`;
});
afterAll(async () => {
  await unbound.end();
  await house.close();
});

test('a dispute is raised with a matter and with another party, and nothing typed is lost', async () => {
  const maria = visitor('Maria Ek');
  await maria.open(`${at}/disputes/new`);
  await maria.submit({ matter: '', clause: '' }, `${at}/disputes`);
  expect(maria.status).toBe(422);
  expect(maria.text).toContain('Skriv vad ni inte är överens om');
  expect(maria.text).toContain('Välj minst en part till');
  await maria.open(`${at}/disputes/new`);
  const { organisation } = someone('Johan Sand');
  await maria.submit({ matter, clause: '', with: [organisation] }, `${at}/disputes`);
  expect(maria.status, maria.text).toBe(200);
  expect(maria.text).toContain('Anmäld av Testköping 4 mars 2024');
  dispute = /disputes\/([0-9a-f-]{36})/.exec(maria.path)?.[1] ?? '';
  expect(dispute).not.toBe('');
});

test('it is seen by the two and by those who prepare, and a step is noted by either', async () => {
  const johan = visitor('Johan Sand');
  await johan.open(`${at}/disputes/${dispute}`);
  expect(johan.text).toContain(matter);
  await johan.submit(
    { level: 'representatives', heldOn: '2024-03-05', outcome: 'Sen dag' },
    `${at}/disputes/${dispute}/steps`,
  );
  expect(johan.status).toBe(422);
  expect(johan.text).toContain('Sen dag');
  await johan.open(`${at}/disputes/${dispute}`);
  await johan.submit({ level: 'heads', heldOn: '2024-03-01', outcome }, `${at}/disputes/${dispute}/steps`);
  expect(johan.status, johan.text).toBe(200);
  for (const name of ['Maria Ek', 'Johan Sand', 'Amina Holm']) {
    const shown = visitor(name);
    expect((await shown.open(`${at}/disputes/${dispute}`)).text, name).toContain(outcome);
    expect((await shown.open(at)).text, name).toContain(matter);
  }
});

test('for a third party there is none: in page, list, history, search and form', async () => {
  const tove = visitor('Tove Fjärr');
  for (const path of [`${at}/disputes/${dispute}`, `${at}/disputes/00000000-0000-7000-8000-000000000000`]) {
    expect((await tove.open(path)).status).toBe(404);
    expect(tove.text).not.toContain(matter);
  }
  // The form of a page that is hers, sent to the other's address.
  await tove.open(`${at}/disputes/new`);
  const [, token = ''] = /name="form" value="([^"]*)"/.exec(tove.page) ?? [];
  for (const [path, fields] of [
    ['steps', { level: 'heads', heldOn: '2024-03-01', outcome: 'Smyg' }],
    ['settlement', { settled: 'Smyg', version: '1' }],
  ] as const) {
    await tove.send(`${at}/disputes/${dispute}/${path}`, {
      method: 'POST',
      body: new URLSearchParams({ form: token, ...fields }),
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(tove.status).toBe(404);
  }
  for (const path of [at, `/collaborations/${id}`, `/collaborations/${id}/history`, '/search?q=lokalerna']) {
    const { status, text } = await tove.open(path);
    expect(status, path).toBe(200);
    expect(text.replace('sökning lokalerna', ''), path).not.toMatch(
      /lokalerna (delas|\?)|Vem betalar|anmälde en konflikt/,
    );
  }
  expect((await visitor('Maria Ek').open(`/collaborations/${id}/history`)).text).not.toContain('anmälde en konflikt');
});

test('either leg alone keeps it from a third party', async () => {
  const asked = {
    all: listDisputes(id, agreement),
    one: findDispute(id, agreement, dispute),
    steps: listDisputeSteps(id, dispute),
  };
  const counted = async (database: Pick<typeof house.database, 'read'>, name: string) => {
    const { rows } = await database.read(someone(name), house.now, asked);
    return [rows.all.length, rows.one.length, rows.steps.length];
  };
  // What the statements themselves ask for, where row level security binds nobody.
  const unprotected = openDatabase({ url: house.urls.unprotectedUrl, poolSize: 1, identify });
  try {
    for (const database of [house.database, unprotected]) {
      expect(await counted(database, 'Tove Fjärr')).toEqual([0, 0, 0]);
      for (const name of ['Maria Ek', 'Johan Sand', 'Amina Holm'])
        expect(await counted(database, name)).toEqual([1, 1, 1]);
    }
  } finally {
    await unprotected.close();
  }
  // What row level security lets be read, whatever is asked for.
  const seen: string[] = [];
  for (const name of names) {
    const { person, organisation } = someone(name);
    await unbound.query('begin');
    await unbound.query('set local role armkrok_app');
    const { text, values } = identify({ person, organisation }, house.now);
    await unbound.query(text, [...values]);
    const { rows } = await unbound.query(
      'select (select count(*) from dispute) + (select count(*) from dispute_step) as sum',
    );
    seen.push(`${name} ${rows[0]?.sum}`);
    await unbound.query('rollback');
  }
  expect(seen).toEqual(['Maria Ek 2', 'Johan Sand 2', 'Tove Fjärr 0', 'Amina Holm 2']);
});

test('it is settled once, with how; afterwards nothing more is added', async () => {
  const [maria, johan] = [visitor('Maria Ek'), visitor('Johan Sand')];
  const here = `${at}/disputes/${dispute}`;
  await johan.open(here);
  const late = johan.keep(`${here}/settlement`);
  await maria.open(here);
  await maria.submit({ settled: '' }, `${here}/settlement`);
  expect(maria.status).toBe(422);
  await maria.open(here);
  await maria.submit({ settled: 'Parterna delar lika' }, `${here}/settlement`);
  expect(maria.text).toContain('Löst 4 mars 2024');
  expect(maria.page).not.toContain(`action="${here}/steps"`);
  await late({ settled: 'På ett annat sätt' });
  expect(johan.status).toBe(404);
  expect((await maria.open(here)).text).not.toContain('På ett annat sätt');
});

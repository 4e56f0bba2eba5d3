import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import type { InstallationNotes } from '../platform/installation-notes.ts';
import { enqueue, startWorker } from '../platform/jobs.ts';
import { writeLetter } from '../platform/mail.ts';
import { dismissLetter, listFailedJobs, listFailedLetters, runJobAgain, sendLetterAgain } from './queries.ts';

let house: TestHouse;
let host: Host;
let owner: pg.Client;
let administrator: Visitor;
let somebody: { person: string; organisation: string };
const well: InstallationNotes = {
  version: '1.2.3',
  nodeVersion: '24.0.0',
  startedAt: new Date('2023-11-20T08:00:00Z'),
  hasMailServer: true,
  isFetching: false,
  lastBackup: { at: '2023-11-20T02:15:00Z', rows: 12_345, files: 2 },
  lastCheckpointAt: new Date('2023-11-20T03:00:00Z'),
  contactExpires: '2024-10-01',
};
let notes = well;

beforeAll(async () => {
  house = await openHouse({ notes: async () => notes });
  host = await aHost(house);
  const municipality = await anOrganisation(host, 'Testköping');
  somebody = await aPerson(host, 'Maria Ek', municipality, { isAdministrator: true });
  owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  administrator = await new Visitor(house).signIn(emailOf('Siv Systemsson'), testPassword);
});
beforeEach(async () => {
  notes = well;
  await owner.query('delete from graphile_worker._private_jobs');
  await owner.query('delete from mail');
});
afterAll(async () => {
  await owner.end();
  await house.close();
});

/** A job that has been given up with that error. */
async function aFailedJob(task: string, error: string, gaveUp = true): Promise<string> {
  await house.database.write(null, house.now, async (tx) => tx.send(enqueue(task, { id: task }, null, house.now)));
  const { rows } = await owner.query<{ id: string }>(
    `update graphile_worker._private_jobs set last_error = $1, attempts = case when $2 then max_attempts else 3 end,
       updated_at = $3, run_at = $4
     where id = (select max(id) from graphile_worker._private_jobs) returning id::text`,
    [error, gaveUp, house.now, gaveUp ? house.now : new Date(house.now.getTime() + 3600_000)],
  );
  return rows[0]?.id ?? '';
}

async function aFailedLetter(failure: string, hours = 24): Promise<string> {
  const letter = {
    to: 'ada.berg@kommun.example',
    organisationId: null,
    subject: 'Hemligt ämne',
    paragraphs: ['Hemlig text'],
    runsOutAt: new Date(house.now.getTime() + hours * 3600_000),
  };
  await house.database.write(null, house.now, (tx) => tx.all(writeLetter(letter, house.now)));
  await owner.query('delete from graphile_worker._private_jobs');
  const { rows } = await owner.query<{ id: string }>(
    'update mail set failed_at = $1, failure = $2 where failed_at is null returning id',
    [house.now, failure],
  );
  return rows[0]?.id ?? '';
}

test('a system that is well says so, and how it stands', async () => {
  await administrator.open('/operations');
  expect(administrator.text).toContain('Mår systemet bra?');
  expect(administrator.text).toContain('Ja. Inget behöver dig just nu.');
  expect(administrator.text).toContain('Alla jobb har lyckats.');
  expect(administrator.text).toContain('Alla brev har kommit iväg.');
  expect(administrator.text).toMatch(/20 november 2023 kl\. 3\.15, 12.345 rader/);
  expect(administrator.text).toContain('Armkrok 1.2.3, Node.js 24.0.0');
  expect(administrator.text).toContain('En person');
  expect(administrator.text).not.toContain('Behöver dig ');
});

test('what is wrong outside the database is told first', async () => {
  notes = {
    ...well,
    lastBackup: { at: '2023-11-10T02:15:00Z', rows: 1, files: 0 },
    contactExpires: '2023-12-01',
    isFetching: true,
    startedAt: new Date('2023-11-01T08:00:00Z'),
  };
  await administrator.open('/operations');
  expect(administrator.text).toContain('Den senaste säkerhetskopian är 10 dagar gammal.');
  expect(administrator.text).toContain('går ut den 1 december 2023');
  expect(administrator.text).toContain('Kolada har aldrig svarat.');
  notes = { ...well, lastBackup: undefined, lastCheckpointAt: undefined };
  await administrator.open('/operations');
  expect(administrator.text).toContain('Nästan. En sak behöver dig.');
  expect(administrator.text).toContain('Ingen säkerhetskopia är gjord här.');
});

test('a job that was given up is told in words, and is run again by one press, which is recorded', async () => {
  const job = await aFailedJob('refresh-catalogue', 'connect ECONNREFUSED 192.0.2.1:443 secret-token-in-error');
  await administrator.open('/operations');
  expect(administrator.text).toContain('Ett jobb har getts upp.');
  expect(administrator.text).toContain('Hämta katalogen över nyckeltal');
  expect(administrator.text).toContain('Servern i andra änden svarade inte.');
  expect(administrator.page).not.toContain('secret-token-in-error');
  await administrator.submit({}, `/operations/jobs/${job}/run`);
  expect(administrator.text).toContain('Jobbet körs igen.');
  const ran: unknown[] = [];
  const worker = await startWorker({
    workerUrl: house.urls.workerUrl,
    tasks: { 'refresh-catalogue': async (payload) => void ran.push(payload) },
    log: { info() {}, error() {} },
  });
  await vi.waitFor(() => expect(ran).toEqual([{ id: 'refresh-catalogue' }]), 5000);
  await worker.stop();
  const { rows } = await owner.query(
    `select h.chain, h.verb, h.subject_type, p.after from history h join history_payload p on p.history_id = h.id
     where h.verb = 'job.runAgain'`,
  );
  expect(rows).toEqual([
    { chain: 'instance', verb: 'job.runAgain', subject_type: 'job', after: { task: 'refresh-catalogue' } },
  ]);
});

test('a job that is tried again by itself says when, and one that has gone meanwhile says so', async () => {
  const job = await aFailedJob('refresh-series', 'boom', false);
  await administrator.open('/operations');
  expect(administrator.text).toContain('Försöker igen 20 november 2023 kl. 11.00');
  expect(administrator.text).toContain('Ett fel som inte känns igen. Det står i loggen.');
  expect(administrator.text).toContain('Ja. Inget behöver dig just nu.');
  await owner.query('delete from graphile_worker._private_jobs');
  await administrator.submit({}, `/operations/jobs/${job}/run`);
  expect(administrator.text).toContain('Jobbet finns inte längre.');
});

test('a letter that was given up is told without what it says, and is sent again by one press', async () => {
  const letter = await aFailedLetter('550 5.1.1 <ada.berg@kommun.example> user unknown');
  await administrator.open('/operations');
  expect(administrator.text).toContain('Ett brev har inte kommit fram.');
  expect(administrator.text).toContain('Brev till a…@kommun.example');
  expect(administrator.text).toContain('mottagaren inte finns');
  expect(administrator.page).not.toMatch(/ada\.berg|Hemlig/);
  await administrator.submit({}, `/operations/letters/${letter}/sending`);
  expect(administrator.text).toContain('Brevet skickas igen.');
  expect(administrator.text).toContain('Ja. Inget behöver dig just nu.');
  const { rows } = await owner.query('select key from graphile_worker._private_jobs');
  expect(rows).toEqual([{ key: `send-mail/${letter}` }]);
  // Pressed again it is on its way already.
  await administrator.open('/operations');
  expect(administrator.page).not.toContain(letter);
});

test('a letter whose link has run out is not sent, and can be put aside', async () => {
  const letter = await aFailedLetter('no longer of use', -1);
  await administrator.open('/operations');
  expect(administrator.text).toContain('länken i det gäller inte längre');
  expect(administrator.page).not.toContain('/sending');
  await administrator.submit({}, `/operations/letters/${letter}/removal`);
  expect(administrator.text).toContain('Brevet är undanlagt.');
  expect(administrator.text).toContain('Alla brev har kommit iväg.');
});

test('nobody else opens the page, and the database answers nobody else either', async () => {
  const job = await aFailedJob('refresh-series', 'boom');
  const letter = await aFailedLetter('550 no');
  await aFailedJob('refresh-series', 'boom');
  const visitor = await new Visitor(house).signIn(emailOf('Maria Ek'), testPassword);
  await visitor.open('/operations');
  expect(visitor.status).toBe(404);
  const { rows } = await house.database.read(somebody, house.now, {
    jobs: listFailedJobs(10),
    letters: listFailedLetters(10, house.now),
  });
  expect(rows).toEqual({ jobs: [], letters: [] });
  for (const question of [
    runJobAgain(job, house.now),
    sendLetterAgain(letter, house.now),
    dismissLetter(letter, house.now),
  ]) {
    for (const acting of [somebody, null]) {
      await expect(house.database.write(acting, house.now, (tx) => tx.all<unknown>(question))).rejects.toThrow(
        'a system administrator',
      );
    }
  }
});

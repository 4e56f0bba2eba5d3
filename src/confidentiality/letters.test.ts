import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { waitingLetter } from '../identity/index.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { writeLetter } from '../platform/mail.ts';
import { mailSender } from '../platform/mail-sender.ts';
import { protect } from './testing.ts';

// A letter about a protected collaboration says that something waits and nothing more, and it is asked when it is sent.

let house: TestHouse;
let host: Host;
let owner: pg.Client;
let server: SMTPServer;
let arrived: { to: string; source: string }[] = [];
let noted: object[] = [];
let leader: Someone;
let maria: Someone;
let id: string;

beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  leader = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, answer) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        arrived.push({
          to: session.envelope.rcptTo.map(({ address }) => address).join(),
          source: Buffer.concat(parts)
            .toString()
            .replace(/=\r?\n/g, ''),
        });
        answer();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
});
beforeEach(async () => {
  await owner.query('delete from mail');
  arrived = [];
  noted = [];
  id = await aCollaboration(host, leader, [maria.organisation], { name: 'Hemligheten Wkanariew' });
  await aRole(host, leader, id, maria);
});
afterAll(async () => {
  await new Promise<void>((done) => server.close(done));
  await owner.end();
  await house.close();
});

/** A letter to a person about the collaboration, as a room would write it. */
const write = (to: Someone & { email?: string }, personId: string | null = to.person) =>
  host.database.write(leader, host.now, async (tx) =>
    tx.send(
      writeLetter(
        {
          to: emailOf('Maria Ek'),
          organisationId: to.organisation,
          subject: 'Wkanariew: en uppgift',
          paragraphs: ['I Hemligheten Wkanariew väntar en uppgift.'],
          runsOutAt: new Date('2024-01-01T00:00:00Z'),
          about: {
            collaborationId: id,
            personId,
            neutrally: waitingLetter('sv', `http://localhost/collaborations/${id}`),
          },
        },
        tx.now,
      ),
    ),
  );
async function send(): Promise<void> {
  const task = mailSender({
    database: house.database,
    clock: () => house.now,
    smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    from: 'house@example.org',
    host: 'example.org',
    log: { info: (fields) => void noted.push(fields) },
  });
  for (const { id: mailId } of (await owner.query<{ id: string }>('select id from mail order by created_at')).rows) {
    await task({ mailId });
  }
}

test('a letter about what is not protected says what it says', async () => {
  await write(maria);
  await send();
  expect(arrived.map(({ source }) => /uppgift/.test(source))).toEqual([true]);
});

test('written about a protected collaboration, it holds no name and no content, in the database either', async () => {
  await protect(host, leader, id, [maria]);
  await write(maria);
  const kept = await owner.query(`select to_jsonb(m)::text as row from mail m`);
  expect(kept.rows.map(({ row }) => String(row)).join()).not.toContain('Wkanariew');
  await send();
  expect(arrived.length).toBe(1);
  expect(arrived[0]?.source).not.toContain('Wkanariew');
  expect(arrived[0]?.source).toMatch(/Subject: .*rende_v.*ntar_i_Armkrok/);
  expect(arrived[0]?.source).toContain(`/collaborations/${id}`);
});

test('protected between writing and sending, it is sent without a name', async () => {
  await write(maria);
  await protect(host, leader, id, [maria]);
  expect((await new Visitor(house).open('/outbox')).page).not.toContain('Wkanariew');
  await send();
  expect(arrived.length).toBe(1);
  expect(arrived[0]?.source).not.toContain('Wkanariew');
});

test('to a person who may no longer see, it is not sent, and the log says so', async () => {
  await write(maria);
  await protect(host, leader, id, []);
  await send();
  expect(arrived).toEqual([]);
  expect(noted).toEqual([expect.objectContaining({ reason: 'the receiver may no longer see what it is about' })]);
  const { rows } = await owner.query('select failure, sent_at from mail');
  expect(rows).toEqual([{ failure: 'the receiver may no longer see what it is about', sent_at: null }]);
});

test('to the letters of an organisation, it is sent without a name while somebody there is named, and then not', async () => {
  await write(maria, null);
  await protect(host, leader, id, [maria]);
  await send();
  expect(arrived.map(({ source }) => source.includes('Wkanariew'))).toEqual([false]);
  await write(maria, null);
  await protect(host, leader, id, []);
  await send();
  expect(arrived.length).toBe(1);
  expect(noted).toEqual([expect.objectContaining({ reason: 'nobody at the receiver may see what it is about' })]);
});

test('whoever is invited to a seat in it is told that something waits, and not for what', async () => {
  await protect(host, leader, id, [maria]);
  const visitor = await new Visitor(house).signIn(emailOf('Amina Holm'), testPassword);
  const party = await partyOf(host, leader, id, maria.organisation);
  await visitor.open(`/collaborations/${id}/parties/${party}/invite`);
  await visitor.submit({
    name: 'Ny Person',
    email: 'ny.person@example.se',
    title: 'Handläggare Wkanariew',
    role: 'reader',
    endsOn: '',
  });
  expect(visitor.status).toBe(200);
  await send();
  expect(arrived.map(({ to }) => to)).toEqual(['ny.person@example.se']);
  expect(arrived[0]?.source).not.toContain('Wkanariew');
  expect(arrived[0]?.source).not.toContain('Testk');
  expect(arrived[0]?.source).toContain('/invitations/');
});

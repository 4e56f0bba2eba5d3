import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/setup/database.ts';
import { identify } from '../identity/user.ts';
import { openDatabase } from './database/database.ts';
import { startWorker } from './jobs.ts';
import { writeLetter } from './mail.ts';
import { mailSender, sendWaitingLetters } from './mail-sender.ts';

interface Arrived {
  readonly from: string;
  readonly to: readonly string[];
  readonly source: string;
}

const now = new Date('2026-11-24T09:00:00Z');
let arrived: Arrived[] = [];
let refusals = 0;
let urls: TestDatabase;
let database: ReturnType<typeof openHere>;
let owner: pg.Client;
let server: SMTPServer;

const openHere = (url: string) => openDatabase({ url, poolSize: 2, identify });

beforeAll(async () => {
  urls = await createTestDatabase();
  database = openHere(urls.appUrl);
  owner = new pg.Client({ connectionString: urls.ownerUrl });
  await owner.connect();
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo(_address, _session, answer) {
      if (refusals === 0) return answer();
      refusals -= 1;
      answer(new Error('The mailbox is being moved'));
    },
    onData(stream, session, answer) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        arrived.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          source: Buffer.concat(parts).toString(),
        });
        answer();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
});
beforeEach(() => {
  arrived = [];
  refusals = 0;
});
afterAll(async () => {
  await new Promise<void>((done) => server.close(done));
  await owner.end();
  await database.close();
  await urls.drop();
});

const senderTo = (smtpUrl: string | undefined) =>
  mailSender({ database, clock: () => now, smtpUrl, from: 'Armkrok <house@example.org>', host: 'example.org' });
const sender = () => senderTo(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`);

const inAWeek = new Date(now.getTime() + 7 * 24 * 3600_000);

async function queue(subject: string, runsOutAt = inAWeek): Promise<string> {
  const letter = {
    to: 'ada@example.org',
    organisationId: null,
    subject,
    paragraphs: ['Hej Ada!', 'https://example.org/å'],
    runsOutAt,
  };
  await database.write(null, now, (tx) => tx.all(writeLetter(letter, now)));
  return (await owner.query('select id from mail where subject = $1', [subject])).rows[0].id;
}

const queueIsEmpty = 'select id from graphile_worker._private_jobs';

const noted = async (id: string) =>
  (await owner.query('select sent_at, failed_at, failure, attempts from mail where id = $1', [id])).rows[0];

async function withWorker(work: () => Promise<void>): Promise<void> {
  const worker = await startWorker({
    workerUrl: urls.workerUrl,
    tasks: { 'send-mail': sender() },
    log: { info() {}, error() {} },
  });
  try {
    await work();
  } finally {
    await worker.stop();
  }
}

test('a queued letter arrives once, with both parts, its headers and nobody else’s', async () => {
  const id = await queue('Välkommen till Göta älv');
  await withWorker(() => vi.waitFor(() => expect(arrived).toHaveLength(1), 5000));
  const { from, to, source } = arrived[0] as Arrived;
  expect(from).toBe('house@example.org');
  expect(to).toEqual(['ada@example.org']);
  expect(source).toContain('From: Armkrok <house@example.org>\r\n');
  expect(source).toContain('To: ada@example.org\r\n');
  expect(source).toContain(`Message-ID: <${id}@example.org>\r\n`);
  expect(source).toContain('Date: Tue, 24 Nov 2026 09:00:00 +0000\r\n');
  expect(source).toContain('Auto-Submitted: auto-generated\r\n');
  expect(source).toMatch(/^Subject: =\?UTF-8\?Q\?V=C3=A4lkommen/m);
  expect(source).toMatch(/multipart\/alternative/);
  expect(source).toMatch(
    /text\/plain; charset=utf-8[\s\S]+Hej Ada![\s\S]+text\/html; charset=utf-8[\s\S]+<p>Hej Ada!<\/p>/,
  );
  expect(await noted(id)).toEqual({ sent_at: now, failed_at: null, failure: null, attempts: 1 });
});

test('a letter is sent once although its job runs twice, at once or afterwards', async () => {
  const id = await queue('Only one of these');
  const outcomes = await Promise.allSettled([sender()({ mailId: id }), sender()({ mailId: id })]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await sender()({ mailId: id });
  expect(arrived).toHaveLength(1);
});

test('a refused letter is noted with the reason and tried again until it is taken', async () => {
  refusals = 1;
  const id = await queue('Come again');
  await withWorker(async () => {
    await vi.waitFor(async () => {
      const note = await noted(id);
      expect(note.failed_at).toEqual(now);
      expect(note.failure).toContain('The mailbox is being moved');
    }, 5000);
    await vi.waitFor(() => expect(arrived).toHaveLength(1), 15_000);
  });
  expect(await noted(id)).toEqual({ sent_at: now, failed_at: null, failure: null, attempts: 2 });
});

test('without a mail server the letter stays in the outbox, neither sent nor failed', async () => {
  const id = await queue('Stay at home');
  await senderTo(undefined)({ mailId: id });
  expect(await noted(id)).toEqual({ sent_at: null, failed_at: null, failure: null, attempts: 0 });
});

test('a letter that waited for a mail server leaves when there is one; one whose link has ended is failed, not sent', async () => {
  await withWorker(() => vi.waitFor(async () => expect((await owner.query(queueIsEmpty)).rows).toEqual([]), 5000));
  arrived = [];
  const waiting = await queue('Still of use');
  const ended = await queue('Ended meanwhile', new Date(now.getTime() + 3600_000));
  const without = await startWorker({
    workerUrl: urls.workerUrl,
    tasks: { 'send-mail': senderTo(undefined) },
    log: { info() {}, error() {} },
  });
  await vi.waitFor(async () => expect((await owner.query(queueIsEmpty)).rows).toEqual([]), 5000);
  await without.stop();

  const later = new Date(now.getTime() + 2 * 3600_000);
  expect(await sendWaitingLetters(database, later)).toMatchObject({ runOut: 1 });
  await withWorker(() => vi.waitFor(async () => expect((await noted(waiting)).sent_at).toEqual(now), 5000));
  expect(arrived.filter(({ source }) => source.includes('Subject: Still of use'))).toHaveLength(1);
  expect(arrived.filter(({ source }) => source.includes('Ended meanwhile'))).toEqual([]);
  expect(await noted(ended)).toEqual({ sent_at: null, failed_at: later, failure: 'no longer of use', attempts: 0 });
  expect(await sendWaitingLetters(database, later)).toEqual({ asked: 0, runOut: 0 });
});

test('a letter whose job comes after its link has ended is failed, not sent', async () => {
  const id = await queue('Too late', now);
  await sender()({ mailId: id });
  expect(arrived).toEqual([]);
  expect(await noted(id)).toMatchObject({ sent_at: null, failed_at: now, failure: 'no longer of use' });
});

test.each([
  ['a subject', { subject: 'Hej\r\nBcc: evil@example.net\r\n\r\nAnd a body' }],
  ['a subject with a bare line feed', { subject: 'Hej\nBcc: evil@example.net' }],
  ['a subject with a bare carriage return', { subject: 'Hej\rBcc: evil@example.net' }],
  ['an address', { to: 'ada@example.org\r\nBcc: evil@example.net' }],
  ['an address with another', { to: 'ada@example.org, evil@example.net' }],
  ['an address in an address', { to: '"ada" <evil@example.net>, ada@example.org' }],
  ['a text', { paragraphs: ['Hej\r\n.\r\nMAIL FROM:<evil@example.net>\r\nRCPT TO:<evil@example.net>'] }],
  ['a text with markup', { paragraphs: ['<script>alert(1)</script> <img src=x onerror=alert(1)>'] }],
  ['a text like a link', { paragraphs: ['https://example.org/"onmouseover="alert(1)'] }],
])('%s that somebody has written adds no header, no receiver, no letter and no markup', async (_, odd) => {
  const letter = {
    to: 'ada@example.org',
    organisationId: null,
    subject: 'Hej',
    paragraphs: ['Hej'],
    runsOutAt: inAWeek,
  };
  await owner.query('delete from mail');
  await database.write(null, now, (tx) => tx.all(writeLetter({ ...letter, ...odd }, now)));
  const id = (await owner.query('select id from mail')).rows[0].id;
  // An address that is none is refused by whoever sends it, and noted.
  const outcome = await sender()({ mailId: id }).then(
    () => 'sent',
    () => 'refused',
  );
  expect(arrived.length).toBe(outcome === 'sent' ? 1 : 0);
  expect((await noted(id)).sent_at === null).toBe(outcome === 'refused');
  for (const { to, source } of arrived) {
    expect(to).toHaveLength(1);
    const head = source.slice(0, source.indexOf('\r\n\r\n'));
    const names = head.split('\r\n').flatMap((line) => /^([A-Za-z-]+):/.exec(line)?.[1] ?? []);
    expect(names.sort()).toEqual(
      ['Auto-Submitted', 'Content-Type', 'Date', 'From', 'MIME-Version', 'Message-ID', 'Subject', 'To'].sort(),
    );
    expect(head).not.toMatch(/^(bcc|cc|reply-to):/im);
    const html = source.slice(source.indexOf('text/html')).replace(/=\r\n/g, '').replace(/=3D/g, '=');
    expect(html).toContain('<!doctype html>');
    expect(html).not.toMatch(/<script|<img|"onmouseover=/);
  }
});

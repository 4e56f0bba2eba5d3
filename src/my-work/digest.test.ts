import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openHouse, outside, type TestHouse, workspace } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, type Someone } from '../collaborations/testing.ts';
import { protect } from '../confidentiality/testing.ts';
import { aNote } from '../dialogue/testing.ts';
import { aRound } from '../follow-up/testing.ts';
import { aGoal } from '../goals/testing.ts';
import { addSeat, seatPerson } from '../identity/index.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { startWorker } from '../platform/jobs.ts';
import { mailSender } from '../platform/mail-sender.ts';
import { digestTasks, writeDigest } from './digest.ts';
import { planDigests } from './index.ts';
import { aDeputy, isAway } from './testing.ts';

interface Arrived {
  readonly to: string;
  readonly source: string;
  /** Without what the transport writes lines as. */
  readonly text: string;
}

let house: TestHouse;
let host: Host;
let owner: pg.Client;
let server: SMTPServer;
let arrived: Arrived[] = [];
let amina: Someone;
let maria: Someone;
let johan: Someone;
let vera: Someone;
let id: string;
const monday = new Date('2023-11-20T06:00:00Z');
const options = () => ({
  database: house.database,
  clock: () => house.now,
  origin: 'http://localhost',
  workspace,
  sealing: outside.sealing,
});
const unfold = (source: string): string =>
  source
    .replace(/=\r\n/g, '')
    .replace(/((?:=[0-9A-F]{2})+)/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString())
    .replace(/\r\n[ \t]+/g, ' ');

beforeAll(async () => {
  house = await openHouse();
  house.now = monday;
  host = await aHost(house);
  owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, answer) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const source = Buffer.concat(parts).toString();
        arrived.push({ to: session.envelope.rcptTo[0]?.address ?? '', source, text: unfold(source) });
        answer();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  johan = await aPerson(host, 'Johan Sand', await anOrganisation(host, 'Grannby'));
  vera = await aPerson(host, 'Vera Lind', maria.organisation, { title: 'Handläggare' });
  await aDeputy(host, maria, vera, 'Vera Lind');
});
afterAll(async () => {
  await new Promise<void>((done) => server.close(done));
  await owner.end();
  await house.close();
});
beforeEach(async () => {
  house.now = monday;
  arrived = [];
  await owner.query('update collaboration set withdrawn_at = created_at where withdrawn_at is null');
  await owner.query('delete from digest; delete from digest_choice; delete from mail; delete from absence');
  await owner.query('delete from graphile_worker._private_jobs');
  id = await aCollaboration(host, amina, [maria.organisation, johan.organisation]);
  for (const someone of [maria, johan]) await aRole(host, amina, id, someone);
  await aGoal(host, amina, id);
});

const address = () => `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
const send = mailSenderOf();
function mailSenderOf() {
  return async () => {
    const task = mailSender({
      database: house.database,
      clock: () => house.now,
      smtpUrl: address(),
      from: 'Armkrok <house@example.org>',
      host: 'example.org',
    });
    const { rows } = await owner.query<{ id: string }>('select id from mail where sent_at is null');
    for (const { id: mailId } of rows) await task({ mailId });
  };
}
const write = async (someone: Someone) => {
  const queued = await writeDigest(options(), someone.person);
  await send();
  return queued;
};
const on = (day: string): void => {
  house.now = new Date(`${day}T06:00:00Z`);
};
const stopAddress = (letter: Arrived): string =>
  /List-Unsubscribe: <http:\/\/localhost([^>]+)>/.exec(letter.text)?.[1] ?? '';

describe('the letter', () => {
  test('holds what waits, each one click away, in text and HTML, and how it is stopped', async () => {
    const round = await aRound(host, amina, id);
    expect(await write(maria)).toBe(true);
    expect(arrived.map(({ to }) => to)).toEqual([emailOf('Maria Ek')]);
    const [{ text, source }] = arrived as [Arrived];
    expect(text).toContain('Subject: =?UTF-8?Q?2_saker_v');
    expect(text).toContain('Skriv era rader');
    expect(text).toContain(`http://localhost/collaborations/${id}/follow-up/${round}`);
    expect(text).toContain(`<a href="http://localhost/collaborations/${id}/follow-up/${round}">`);
    expect(text).toMatch(/Senast \d+ \w+ · Fler unga i arbete/);
    expect(text).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(stopAddress({ to: '', source, text })).toMatch(/^\/digest\/unsubscribe\/[\w-]{80,}$/);
  });

  test('tells on Monday what others have reached, and not what one has told oneself or what is protected', async () => {
    on('2023-11-30');
    await aNote({ ...host, now: house.now }, johan, id, 'Tolv har fått jobb.');
    await aNote({ ...host, now: house.now }, maria, id, 'Egen rad.');
    on('2023-11-24');
    await aNote({ ...host, now: house.now }, johan, id, 'Förra veckans rad.');
    on('2023-12-04');
    expect(await write(maria)).toBe(true);
    expect(arrived[0]?.text).toContain('Framsteg sedan sist');
    expect(arrived[0]?.text).toContain('Tolv har fått jobb.');
    expect(arrived[0]?.text).not.toMatch(/Egen rad|Förra veckans rad/);
    arrived = [];
    await owner.query('delete from digest; delete from mail');
    await protect(host, amina, id, [amina, maria, johan]);
    await write(maria);
    expect(arrived).toHaveLength(1);
    expect(arrived[0]?.text).not.toContain('Tolv har fått jobb');
  });

  test('comes with news alone on its ordinary day, and not to whoever wants none', async () => {
    const reader = await aPerson(host, 'Lisa Läsare', maria.organisation, { title: 'Strateg' });
    await aRole(host, amina, id, reader, 'reader');
    on('2023-12-06');
    await aNote({ ...host, now: house.now }, johan, id, 'Tretton har fått jobb.');
    on('2023-12-07');
    expect(await write(reader)).toBe(false);
    on('2023-12-11');
    expect(await write(reader)).toBe(true);
    expect(arrived[0]?.text).toContain('Tretton har fått jobb.');
    expect(arrived[0]?.source).toMatch(/^Subject: Ett framsteg sedan sist/m);
    on('2023-12-18');
    expect(await write(reader)).toBe(false);
    await aNote({ ...host, now: new Date('2023-12-19T12:00:00Z') }, johan, id, 'Fjorton.');
    const visitor = await new Visitor(house).signIn(emailOf('Lisa Läsare'), testPassword);
    await visitor.open('/account/digest');
    await visitor.submit({ rhythm: 'daily', news: [] });
    on('2023-12-20');
    expect(await write(reader)).toBe(false);
    const again = await new Visitor(house).signIn(emailOf('Lisa Läsare'), testPassword);
    await again.open('/account/digest');
    expect(again.page).not.toMatch(/name="news"[^>]*checked/);
    await again.submit({ rhythm: 'daily', news: 'yes' });
    expect(await write(reader)).toBe(true);
  });

  test('is not written when nothing waits, at weekends, or to whoever wants none', async () => {
    const idle = await aPerson(host, 'Ingen Uppgift', await anOrganisation(host, 'Tomby'));
    expect(await write(idle)).toBe(false);
    on('2023-11-25');
    expect(await write(maria)).toBe(false);
    on('2023-11-21');
    // Weekly, which is what nobody has chosen: on Mondays.
    expect(await write(maria)).toBe(false);
    await owner.query(
      `insert into digest_choice (person_id, rhythm, created_at, changed_at) values ($1, 'daily', $2, $2)`,
      [maria.person, house.now],
    );
    expect(await write(maria)).toBe(true);
    on('2023-11-22');
    await owner.query(`update digest_choice set rhythm = 'never'`);
    expect(await write(maria)).toBe(false);
    expect(arrived).toHaveLength(1);
  });

  test('reminds before and after a last day in the day’s letter, of which there is one', async () => {
    await aRound(host, amina, id);
    const { rows } = await owner.query<{ day: string }>(
      'select deadline_on::text as day from follow_up_round where collaboration_id = $1',
      [id],
    );
    // The proposed last day is a Monday: reminded of on Friday before it, and on Tuesday after it.
    const last = rows[0]?.day ?? '';
    const dayFrom = (days: number) => new Date(Date.parse(last) + days * 24 * 3600_000).toISOString().slice(0, 10);
    const written: number[] = [];
    for (let day = -6; day <= 6; day += 1) {
      on(dayFrom(day));
      if (await writeDigest(options(), maria.person)) written.push(day);
      expect(await writeDigest(options(), maria.person)).toBe(false);
    }
    const mondays = [-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6].filter(
      (day) => new Date(`${dayFrom(day)}T12:00:00Z`).getUTCDay() === 1,
    );
    const working = [-3, 1].filter((day) => ![0, 6].includes(new Date(`${dayFrom(day)}T12:00:00Z`).getUTCDay()));
    expect(written).toEqual([...new Set([...mondays, ...working])].toSorted((a, b) => a - b));
    expect(working.length).toBeGreaterThan(0);
  });

  test('names nothing of what is protected, and is not sent about what has been closed since', async () => {
    await protect(host, amina, id, [amina, maria]);
    await write(maria);
    expect(arrived).toHaveLength(1);
    expect(arrived[0]?.text).toContain('som ett mejl inte får säga mer om');
    expect(arrived[0]?.text).not.toContain('Fler unga i arbete');
    arrived = [];
    const other = await aCollaboration(host, amina, [maria.organisation], { name: 'Öppen samverkan' });
    await aRole(host, amina, other, maria);
    await aGoal(host, amina, other);
    on('2023-11-27');
    expect(await writeDigest(options(), maria.person)).toBe(true);
    await protect(host, amina, other, [amina]);
    await send();
    expect(arrived).toEqual([]);
  });

  test('goes to the deputy while the holder is away, and to the holder when back', async () => {
    expect(await writeDigest(options(), vera.person)).toBe(false);
    on('2023-11-27');
    await isAway(host, maria, '2023-11-27', '2023-11-30', house.now);
    expect(await write(maria)).toBe(false);
    expect(await write(vera)).toBe(true);
    expect(arrived[0]?.text).toContain('Du ersätter Maria Ek');
    on('2023-12-04');
    expect(await write(vera)).toBe(false);
    expect(await write(maria)).toBe(true);
  });

  test('is one for somebody who acts for two organisations, and leads to the right one', async () => {
    await host.database.write(host.administrator, host.now, async (tx) => {
      const seat = addSeat(tx, johan.organisation, {
        title: 'Sakkunnig',
        level: 'officer',
        isAdministrator: false,
        mandateEndsOn: null,
      });
      seatPerson(tx, {
        organisationId: johan.organisation,
        seatId: seat,
        personId: maria.person,
        name: 'Maria Ek',
        kind: 'holder',
        beganOn: '2023-01-01',
      });
      marias = { person: maria.person, seat, organisation: johan.organisation };
    });
    await aRole(host, amina, id, marias);
    await write(maria);
    expect(arrived).toHaveLength(1);
    const links = [...(arrived[0]?.text ?? '').matchAll(/^http:\/\/localhost(\/my-work\/matter\?\S+)/gm)].map(
      ([, to]) => to ?? '',
    );
    expect(links.length).toBeGreaterThan(1);
    const visitor = await new Visitor(house).signIn(emailOf('Maria Ek'), testPassword);
    const statuses: string[] = [];
    for (const link of links) {
      await visitor.open(link);
      if (visitor.text.includes('Öppna för en annan organisation')) await visitor.submit({}, '/acting-for');
      expect(visitor.status).toBe(200);
      statuses.push(visitor.path.split('/').slice(0, 3).join('/'));
    }
    expect(new Set(statuses)).toEqual(new Set([`/collaborations/${id}`]));
    // The list has both as well, whichever is acted for.
    await visitor.open('/my-work');
    expect(visitor.text).toContain('· Testköping');
    expect(visitor.text).toContain('· Grannby');
    await owner.query(`update seat_term set ended_on = began_on where seat_id = $1`, [marias.seat]);
  });
  let marias: Someone;
});

describe('at most one a day', () => {
  test('however many jobs write at once, and when they are run again', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => writeDigest(options(), maria.person)));
    expect(results.filter(Boolean)).toHaveLength(1);
    house.now = new Date('2023-11-20T21:30:00Z');
    expect(await writeDigest(options(), maria.person)).toBe(false);
    const { rows } = await owner.query<{ number: string }>('select count(*) as number from mail');
    expect(rows[0]?.number).toBe('1');
    // In Sweden the next day has begun; it is a Tuesday, and nothing is to be reminded of.
    house.now = new Date('2023-11-20T23:30:00Z');
    expect(await writeDigest(options(), maria.person)).toBe(false);
  });

  test('the round through the queue, twice, reaches everyone once', async () => {
    const worker = await startWorker({
      workerUrl: house.urls.workerUrl,
      tasks: {
        ...digestTasks(options()),
        'send-mail': mailSender({
          database: house.database,
          clock: () => house.now,
          smtpUrl: address(),
          from: 'Armkrok <house@example.org>',
          host: 'example.org',
        }),
      },
      log: { info() {}, error() {} },
    });
    try {
      await planDigests(house.database, house.now, house.now);
      await vi.waitFor(() => expect(arrived.length).toBeGreaterThanOrEqual(3), 15_000);
      await planDigests(house.database, house.now, new Date(Date.now() - 1000));
      await new Promise((done) => setTimeout(done, 1500));
    } finally {
      await worker.stop();
    }
    expect(arrived.map(({ to }) => to).toSorted()).toEqual(
      ['Amina Holm', 'Johan Sand', 'Maria Ek'].map(emailOf).toSorted(),
    );
  }, 30_000);

  test('nobody who is signed in can write or read out who is to be written to', async () => {
    for (const question of [
      `select queue_digest('${maria.person}', gen_random_uuid(), '{}', 'a', 'b', 'c', 'd', now(), now())`,
      `select * from digest_receivers(now(), null)`,
      `select * from digest_receiver('${maria.person}', now())`,
    ]) {
      const app = new pg.Client({ connectionString: house.urls.appUrl });
      await app.connect();
      await app.query(`begin; select set_config('armkrok.user', '${johan.person}', true)`);
      await expect(app.query(question), question).rejects.toThrow('digests are written by a job');
      await app.end();
    }
  });
});

describe('stopping', () => {
  test('one post from a mail program, without a session, stops the letters to that person alone', async () => {
    await write(maria);
    await write(johan);
    const [letter] = arrived as [Arrived];
    const path = stopAddress(letter);
    // Programs that look at links beforehand change nothing.
    expect((await house.fetch(path)).status).toBe(200);
    const answer = await house.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(answer.status).toBe(200);
    on('2023-11-27');
    expect(await write(maria)).toBe(false);
    expect(await write(johan)).toBe(true);
    // It is seen on the account, and can be chosen again.
    const marias = await new Visitor(house).signIn(emailOf('Maria Ek'), testPassword);
    await marias.open('/account/digest');
    expect(marias.page).toMatch(/value="never" checked/);
    await marias.submit({ rhythm: 'daily' });
    expect(await write(maria)).toBe(true);
  });

  test('the same by the button of the page, and what lies unsent does not leave', async () => {
    expect(await writeDigest(options(), maria.person)).toBe(true);
    const { rows } = await owner.query<{ list_unsubscribe: string }>('select list_unsubscribe from mail');
    const visitor = new Visitor(house);
    await visitor.open(new URL(rows[0]?.list_unsubscribe ?? '').pathname);
    await visitor.submit({});
    expect(visitor.text).toContain('Du får inga fler mejl om det som väntar');
    await send();
    expect(arrived).toEqual([]);
  });

  test('an address that is not ours is gone, and stops nobody', async () => {
    for (const token of ['a', 'A'.repeat(86), outside.sealing.seal(maria.person, 'something else')]) {
      expect((await house.fetch(`/digest/unsubscribe/${token}`)).status).toBe(410);
      expect((await house.fetch(`/digest/unsubscribe/${token}`, { method: 'POST' })).status).toBe(410);
    }
    expect(await write(maria)).toBe(true);
  });
});

test('what somebody has chosen, and when they are away, is read and written by nobody else', async () => {
  await isAway(host, maria, '2023-12-04', '2023-12-08', house.now);
  await owner.query(
    `insert into digest_choice (person_id, rhythm, created_at, changed_at) values ($1, 'daily', $2, $2)`,
    [maria.person, house.now],
  );
  const app = new pg.Client({ connectionString: house.urls.appUrl });
  await app.connect();
  const as = async (person: string, question: string) => {
    await app.query('begin');
    await app.query(`select set_config('armkrok.user', $1, true)`, [person]);
    const { rowCount } = await app.query(question).catch(() => ({ rowCount: -1 }));
    await app.query('rollback');
    return rowCount;
  };
  for (const [question, own] of [
    ['select from absence', 1],
    ['select from digest_choice', 1],
    ['update absence set until_on = until_on', 1],
    [`update digest_choice set rhythm = 'never'`, 1],
  ] as const) {
    expect(await as(maria.person, question), question).toBe(own);
    expect(await as(vera.person, question), question).toBe(0);
    expect(await as(johan.person, question), question).toBe(0);
  }
  expect(await as(johan.person, 'select from digest')).toBe(-1);
  expect(await as(johan.person, `insert into digest_choice values ('${maria.person}', 'never', now(), now())`)).toBe(
    -1,
  );
  await app.end();
});

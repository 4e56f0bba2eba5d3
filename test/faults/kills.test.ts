import type { ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findDatabaseServer } from '../../src/platform/database-server.ts';
import { type Settled, settle, signedInAt } from '../setup/settled-system.ts';
import { startSystem } from '../setup/system.ts';
import type { Visitor } from '../setup/visitor.ts';

// The system, and sometimes its database with it, is killed again and again while four people write. Each notes what the
// system has said that it has saved, and sends a form that got no answer again, as a browser does.

const kills = process.env.TEST_EVERYTHING ? 100 : 12;
const writers = 4;

let dataDir: string;
let system: ChildProcess;
let address = '';
let settled: Settled;

async function start(): Promise<void> {
  const started = await startSystem({ DATA_DIR: dataDir, DEMO: 'no' });
  ({ system, address } = started);
  if (address === '') throw new Error('the system did not start again');
}
const urlOf = (role: 'armkrok_app' | 'postgres') => findDatabaseServer(dataDir)?.urlFor(role, 'armkrok') ?? '';

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'armkrok-kills-'));
  chmodSync(dataDir, 0o755);
  await start();
  settled = await settle(urlOf('armkrok_app'));
});
afterAll(async () => {
  if (system.exitCode === null && system.signalCode === null) {
    system.kill('SIGTERM');
    await once(system, 'exit');
  }
  rmSync(dataDir, { recursive: true, force: true });
});

test(`killed ${kills} times under load: what was acknowledged is there, and nothing is there twice`, async () => {
  const acknowledged: string[] = [];
  const tried: string[] = [];
  let going = true;
  /** Until the system answers; when it is down, again a moment later. */
  const insist = async <Result>(attempt: () => Promise<Result>): Promise<Result> => {
    for (;;) {
      try {
        return await attempt();
      } catch {
        await delay(40);
      }
    }
  };
  const visitors = await Promise.all(Array.from({ length: writers }, () => signedInAt(() => address)));
  const write = async (visitor: Visitor, writer: number): Promise<void> => {
    for (let count = 0; going; count += 1) {
      const text = `Mål ${writer}-${count}`;
      tried.push(text);
      await insist(async () => {
        if ((await visitor.open(settled.newGoal)).status !== 200) throw new Error('not yet');
      });
      const send = visitor.keep();
      await insist(async () => {
        await send({ text, kind: 'step' });
        if (visitor.status !== 200 || !/\/goals\/[\w-]+/.test(visitor.path)) throw new Error(`${visitor.status}`);
      });
      acknowledged.push(text);
    }
  };
  const writing = visitors.map(write);

  const killed = { system: 0, database: 0 };
  for (let count = 0; count < kills; count += 1) {
    // Somewhere in the middle of some write or other.
    const before = acknowledged.length + randomInt(1, 2 * writers);
    await vi.waitUntil(() => acknowledged.length >= before, { timeout: 60_000, interval: 5 });
    await delay(randomInt(0, 60));
    const ended = once(system, 'exit');
    if (randomInt(3) === 0) {
      // The database goes first, so that the system is met in the middle of what it had asked.
      const pid = Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);
      process.kill(pid, 'SIGKILL');
      killed.database += 1;
    }
    system.kill('SIGKILL');
    killed.system += 1;
    await ended;
    await start();
  }
  going = false;
  await Promise.all(writing);

  const owner = new pg.Client({ connectionString: urlOf('postgres') });
  await owner.connect();
  const goals = await owner.query<{ text: string }>('select text from joint_goal where collaboration_id = $1', [
    settled.collaboration,
  ]);
  const chain = await owner.query<{ entries: number; last: number; goals: number }>(
    `select count(*)::integer as entries, max(seq)::integer as last,
       (count(*) filter (where verb = 'goal.set'))::integer as goals from history where chain = $1`,
    [settled.collaboration],
  );
  await owner.end();
  const stored = goals.rows.map((row) => row.text).filter((text) => text.startsWith('Mål '));
  process.stdout.write(
    `${killed.system} kills, ${killed.database} of them with the database; ${acknowledged.length} writes acknowledged of ${tried.length} tried\n`,
  );
  expect(acknowledged.length).toBeGreaterThan(kills);
  expect(acknowledged.filter((text) => !stored.includes(text))).toEqual([]);
  expect(stored.filter((text, at) => stored.indexOf(text) !== at)).toEqual([]);
  expect(stored.filter((text) => !tried.includes(text))).toEqual([]);
  // One entry in the history for each, none without its goal, and no gap.
  expect(chain.rows[0]?.goals).toBe(goals.rows.length);
  expect(chain.rows[0]?.entries).toBe(chain.rows[0]?.last);
}, 1_800_000);

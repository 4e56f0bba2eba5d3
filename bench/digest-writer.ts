import { workspace } from '../src/features.ts';
import { identify } from '../src/identity/user.ts';
import { writeDigest } from '../src/my-work/digest.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { statement } from '../src/platform/database/statement.ts';
import { mailSender } from '../src/platform/mail-sender.ts';
import { sealing } from '../src/platform/sealing.ts';

// What the worker does for each person, one after the other, in a process of its own: writes the letter and sends it. Each
// pass through the people is another Monday. Says how much memory it holds after each count that was asked for.

const [app = '', smtpUrl = '', people = '', ...counts] = process.argv.slice(2);
let now = new Date('2026-11-30T06:00:00Z');
const database = openDatabase({ url: app, poolSize: 4, identify });
const options = {
  database,
  clock: () => now,
  origin: 'http://localhost',
  workspace,
  sealing: sealing(Buffer.alloc(32, 7)),
};
const send = mailSender({
  database,
  clock: () => now,
  smtpUrl,
  from: 'Armkrok <house@example.org>',
  host: 'localhost',
});
const newest = statement<{ id: string }>('select id from list_outbox() limit 1');

const wanted = counts.map(Number);
const most = Math.max(...wanted);
let written = 0;
while (written < most) {
  const before = written;
  for (const person of people.split(',')) {
    if (!(await writeDigest(options, person))) continue;
    const { rows } = await database.read(null, now, { newest: newest() });
    await send({ mailId: rows.newest[0]?.id ?? '' });
    written += 1;
    if (wanted.includes(written)) {
      globalThis.gc?.();
      process.stdout.write(
        `${written} ${Math.round(process.memoryUsage().rss / 1e6)} ${Math.round(performance.now())}\n`,
      );
    }
    if (written >= most) break;
    // The day's letters are not all of one instant: the outbox is read by the newest.
    now = new Date(now.getTime() + 1);
  }
  if (written === before) throw new Error('nothing waits for anybody');
  now = new Date(Math.floor(now.getTime() / 1000) * 1000 + 7 * 24 * 3600_000);
}
await database.close();
process.exit(0);

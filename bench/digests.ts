import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import pg from 'pg';
import { root } from './processes.ts';

export interface DigestBench {
  readonly first: number;
  readonly last: number;
  /** Resident megabytes of the process that writes and sends. */
  readonly afterFirst: number;
  readonly afterLast: number;
  readonly perSecond: number;
  readonly arrived: number;
}

/** A mail server that takes everything and keeps nothing. */
async function openSink(): Promise<{ readonly port: number; readonly count: () => number; close(): void }> {
  let arrived = 0;
  const server = createServer((socket) => {
    let inLetter = false;
    let rest = '';
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 sink');
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => {
      const lines = (rest + part).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (inLetter) {
          if (line !== '.') continue;
          inLetter = false;
          arrived += 1;
          say('250 taken');
        } else if (/^DATA/i.test(line)) {
          inLetter = true;
          say('354 go on');
        } else if (/^QUIT/i.test(line)) {
          say('221 bye');
          socket.end();
        } else say('250 ok');
      }
    });
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return { port, count: () => arrived, close: () => void server.close() };
}

/** Writes and sends ten thousand letters about what waits, and compares what the process holds with after one thousand. */
export async function benchDigests(
  urls: { readonly app: string; readonly owner: string },
  [first, last]: readonly [number, number] = [1000, 10_000],
): Promise<DigestBench> {
  const owner = new pg.Client({ connectionString: urls.owner });
  await owner.connect();
  const { rows } = await owner.query<{ id: string }>(
    `select distinct p.id from person p join seat_term t on t.person_id = p.id where p.withdrawn_at is null order by p.id`,
  );
  await owner.end();
  const sink = await openSink();
  const child = spawn(
    process.execPath,
    [
      '--expose-gc',
      '--import',
      'tsx',
      'bench/digest-writer.ts',
      urls.app,
      `smtp://127.0.0.1:${sink.port}`,
      rows.map(({ id }) => id).join(),
      String(first),
      String(last),
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.on('data', (part) => (said += part));
  const [code] = (await once(child, 'exit')) as [number | null];
  sink.close();
  if (code !== 0) throw new Error('the letters stopped');
  const [one = [0, 0, 0], two = [0, 0, 0]] = said
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number));
  return {
    first,
    last,
    afterFirst: one[1] ?? 0,
    afterLast: two[1] ?? 0,
    perSecond: ((last - first) / ((two[2] ?? 0) - (one[2] ?? 0))) * 1000,
    arrived: sink.count(),
  };
}

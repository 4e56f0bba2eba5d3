import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

/** What has passed between a program and PostgreSQL. */
export interface Passed {
  /** Times that something was sent after an answer had come: round trips. */
  waves: number;
  /** Pieces in which it left. */
  packets: number;
  /** Executions, of any statement. */
  statements: number;
}

/** A socket that stands between and counts. */
export interface Wire {
  readonly url: string;
  readonly passed: Passed;
  close(): Promise<void>;
}

/** Counts Execute messages; a message may come in pieces. */
function executeCounter(passed: Passed): (part: Buffer) => void {
  let waiting = Buffer.alloc(0);
  let isStarted = false;
  return (part) => {
    waiting = Buffer.concat([waiting, part]);
    for (;;) {
      // The first message, which asks for the session, has no letter before its length.
      const letter = isStarted ? 1 : 0;
      if (waiting.length < letter + 4) return;
      const length = letter + waiting.readUInt32BE(letter);
      if (waiting.length < length) return;
      if (isStarted && waiting[0] === 'E'.charCodeAt(0)) passed.statements += 1;
      isStarted = true;
      waiting = waiting.subarray(length);
    }
  };
}

export async function openWire(url: string, folder: string): Promise<Wire> {
  const passed: Passed = { waves: 0, packets: 0, statements: 0 };
  const target = join(new URL(url).searchParams.get('host') ?? '', '.s.PGSQL.5432');
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(target);
    sockets.add(near).add(far);
    let hasAnswered = true;
    const count = executeCounter(passed);
    near.on('data', (part) => {
      passed.packets += 1;
      if (hasAnswered) passed.waves += 1;
      hasAnswered = false;
      count(part);
      far.write(part);
    });
    far.on('data', (part) => {
      hasAnswered = true;
      near.write(part);
    });
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.on('error', () => {});
    far.on('error', () => {});
  });
  await new Promise<void>((ready) => server.listen(join(folder, '.s.PGSQL.5432'), ready));
  const through = new URL(url);
  through.searchParams.set('host', folder);
  return {
    url: through.href,
    passed,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

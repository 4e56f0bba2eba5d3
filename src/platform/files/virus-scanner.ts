import { connect, type NetConnectOpts, type Socket } from 'node:net';

export type Verdict = { readonly isInfected: false } | { readonly isInfected: true; readonly finding: string };

/** Looks through a file. Throws when it cannot tell: it is away, or will not take so large a file. */
export interface VirusScanner {
  scan(content: AsyncIterable<Uint8Array>): Promise<Verdict>;
}

export class ScannerError extends Error {
  override name = 'ScannerError';
}

/** The longest that one piece may take to be received, or the verdict to come. */
const longestSilence = 60_000;
const longestAnswer = 4096;

const addressOf = (url: string): NetConnectOpts => {
  const { protocol, hostname, port, pathname } = new URL(url);
  return protocol === 'unix:' ? { path: decodeURIComponent(pathname) } : { host: hostname, port: Number(port || 3310) };
};

/** clamd, by its command INSTREAM (clamd(8)): pieces with their length before them, and a piece of no length last. */
export function clamdScanner(url: string): VirusScanner {
  return {
    async scan(content) {
      const socket = connect(addressOf(url));
      socket.setTimeout(longestSilence, () => socket.destroy(new ScannerError('the scanner does not answer')));
      const answer = readAnswer(socket);
      // It may answer, and close, before everything is sent: when it has seen enough, or will take no more.
      answer.catch(() => {});
      try {
        await send(socket, Buffer.from('zINSTREAM\0'));
        for await (const piece of content) {
          if (piece.length === 0) continue;
          const length = Buffer.alloc(4);
          length.writeUInt32BE(piece.length);
          if (!(await send(socket, length)) || !(await send(socket, piece))) break;
        }
        await send(socket, Buffer.alloc(4));
        return verdictOf(await answer);
      } finally {
        socket.destroy();
      }
    },
  };
}

/** False when the other end takes no more; what it has said then stands in its answer. */
function send(socket: Socket, bytes: Uint8Array): Promise<boolean> {
  if (!socket.writable) return Promise.resolve(false);
  return new Promise((sent) => socket.write(bytes, (error) => sent(!error)));
}

function readAnswer(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.on('data', (piece: Buffer) => {
      text += piece.toString('utf8');
      if (text.includes('\0') || text.length > longestAnswer) resolve(text);
    });
    socket.on('end', () => resolve(text));
    socket.on('error', (error) => (text === '' ? reject(new ScannerError(error.message)) : resolve(text)));
    socket.on('close', () =>
      text === '' ? reject(new ScannerError('the scanner closed without an answer')) : resolve(text),
    );
  });
}

function verdictOf(answer: string): Verdict {
  const text = answer.replace(/\0[\s\S]*$/, '').trim();
  if (text === 'stream: OK') return { isInfected: false };
  const finding = /^stream: (.+) FOUND$/.exec(text)?.[1];
  if (finding) return { isInfected: true, finding };
  throw new ScannerError(text || 'an empty answer');
}

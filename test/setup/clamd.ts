import { rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** The test file that every scanner knows as a virus (EICAR), put together so that no scanner takes this one away. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

export interface Clamd {
  readonly url: string;
  /** How many bytes each scan got. */
  readonly scanned: number[];
  close(): Promise<void>;
}

/** A scanner at the other end of a line: it speaks clamd's INSTREAM, knows one virus, and takes no more than `most` bytes. */
export async function openClamd(options: { socket?: string; most?: number } = {}): Promise<Clamd> {
  const most = options.most ?? 50_000_000;
  const scanned: number[] = [];
  const server = createServer((socket: Socket) => {
    let held = Buffer.alloc(0);
    let content: Buffer[] | undefined;
    let bytes = 0;
    socket.on('error', () => {});
    socket.on('data', (piece) => {
      held = Buffer.concat([held, piece as Buffer]);
      if (!content) {
        const at = held.indexOf(0);
        if (at < 0) return;
        if (held.subarray(0, at).toString() !== 'zINSTREAM') return socket.end('UNKNOWN COMMAND\0');
        held = held.subarray(at + 1);
        content = [];
      }
      while (held.length >= 4) {
        const length = held.readUInt32BE(0);
        if (length === 0) {
          scanned.push(bytes);
          const isFound = Buffer.concat(content).includes(eicar);
          socket.end(isFound ? 'stream: Win.Test.EICAR_HDB-1 FOUND\0' : 'stream: OK\0');
          return;
        }
        if (held.length < 4 + length) return;
        bytes += length;
        if (bytes > most) {
          socket.end('INSTREAM size limit exceeded. ERROR\0');
          return;
        }
        content.push(held.subarray(4, 4 + length));
        held = held.subarray(4 + length);
      }
    });
  });
  await new Promise<void>((listening) =>
    options.socket ? server.listen(options.socket, listening) : server.listen(0, '127.0.0.1', listening),
  );
  return {
    url: options.socket ? `unix:${options.socket}` : `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    scanned,
    close: () =>
      new Promise((closed) =>
        server.close(() => {
          if (options.socket) rmSync(options.socket, { force: true });
          closed();
        }),
      ),
  };
}

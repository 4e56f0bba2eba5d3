import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something else listens there, or the address is not this machine's. */
export class ListenError extends Error {
  override name = 'ListenError';
}

/** The port that the server has come to listen on. `setting` is what somebody must change when it cannot. */
export function listen(server: Server, port: number, hostname: string, setting: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new ListenError(
          error.code === 'EADDRINUSE'
            ? `${setting}: another program listens on ${hostname}:${port}. Stop it or choose another port.`
            : `${setting}: ${error.message}`,
        ),
      ),
    );
    server.listen(port, hostname, () => resolve((server.address() as AddressInfo).port));
  });
}

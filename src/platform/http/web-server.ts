import { createServer as createHttpServer, type Server as HttpServer, STATUS_CODES } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { listen } from '../listening.ts';
import type { Server } from './server.ts';

export interface WebServerOptions {
  readonly server: Pick<Server, 'fetch' | 'refuse'>;
  readonly port: number;
  readonly hostname: string;
}

/** Answers over HTTP. What is slower than these to send its request is let go: a connection is not held for nothing. */
const slowest = { headers: 20_000, request: 120_000 };

export async function openWebServer(
  options: WebServerOptions,
): Promise<{ readonly web: HttpServer; readonly port: number }> {
  const { server } = options;
  const listener = getRequestListener(
    (request, env) =>
      server.fetch(
        request,
        (env as { incoming: { socket: { remoteAddress?: string } } }).incoming.socket.remoteAddress,
      ),
    // Before there is a request: a host or an address that cannot be read.
    { errorHandler: () => server.refuse() },
  );
  const web = createHttpServer(
    {
      headersTimeout: slowest.headers,
      requestTimeout: slowest.request,
      maxHeaderSize: 16 * 1024,
      // Without one there is no request; then the answer is ours and not the bare one of Node.js.
      requireHostHeader: false,
    },
    listener,
  );
  // What is not even HTTP has no request to answer, but an answer all the same.
  web.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
    const headers = [...server.refuse().headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers}content-length: 0\r\nconnection: close\r\n\r\n`,
    );
  });
  return { web, port: await listen(web, options.port, options.hostname, 'PORT') };
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Timing } from '../../src/platform/source.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Another's service, on a port of this machine, that answers as the test tells it. */
export interface Service {
  readonly url: string;
  /** Everything it has been asked, in order. */
  readonly asked: Asked[];
  /** Answers each request from now on; tests change it. */
  answer: (asked: Asked, response: ServerResponse) => unknown;
  close(): Promise<void>;
}

export async function openService(answer: Service['answer'] = (_, response) => response.end()): Promise<Service> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      const asked = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
      service.asked.push(asked);
      service.answer(asked, response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const service: Service = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    answer,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return service;
}

export const json = (response: ServerResponse, value: unknown, status = 200, headers: Record<string, string> = {}) =>
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(value));

/** Time that passes only when somebody waits; the waits are kept. */
export function stillTime(from = Date.UTC(2026, 10, 20, 9)): Timing & { readonly waits: number[]; moment: number } {
  const time = {
    moment: from,
    waits: [] as number[],
    now: () => time.moment,
    async sleep(milliseconds: number) {
      time.waits.push(milliseconds);
      time.moment += milliseconds;
    },
  };
  return time;
}

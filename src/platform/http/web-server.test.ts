import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../../test/setup/composition.ts';
import { composeApp } from '../../app.tsx';
import { openWebServer } from './web-server.ts';

// What is sent by hand, over a real connection: no browser would.

let house: TestHouse;
let port: number;
let close: () => void;
const logged: object[] = [];
beforeAll(async () => {
  house = await openHouse();
  const log = { info: (fields: object) => logged.push(fields), error: (fields: object) => logged.push(fields) };
  const { database } = house;
  const server = composeApp({
    database,
    clock: () => house.now,
    log,
    securityLog: (entry) => logged.push(entry),
    secure: true,
    origin: 'https://localhost',
    demo: true,
    key: Buffer.alloc(32, 7),
    limits: { requests: 0, writes: 0, dear: 0, failedSignIns: 2 },
    trustedProxies: ['198.51.100.0/24'],
  });
  const opened = await openWebServer({ server, port: 0, hostname: '127.0.0.1' });
  port = opened.port;
  close = () => {
    opened.web.closeAllConnections();
    opened.web.close();
  };
});
afterAll(async () => {
  close();
  await house.close();
});

/** The answer to exactly these bytes. */
const say = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (part) => {
      answer += part;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
    socket.write(text);
  });
const ask = (line: string, ...headers: string[]): Promise<string> =>
  say([line, 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n'));

const hasEveryHeader = (answer: string): void => {
  for (const header of [
    /^content-security-policy: default-src 'none'/im,
    /^x-content-type-options: nosniff/im,
    /^strict-transport-security: max-age=31536000/im,
    /^cache-control: no-store/im,
    /^x-request-id: [0-9a-f-]{36}/im,
  ])
    expect(answer).toMatch(header);
  expect(answer).not.toMatch(/^(server|x-powered-by):/im);
  expect(answer).not.toMatch(/ at .*\(|node_modules|Error/);
};

test.each(['TRACE', 'TRACK', 'CONNECT', 'DELETE', 'PROPFIND', 'OPTIONS'])(
  '%s is not answered with what was sent',
  async (method) => {
    const answer = await ask(`${method} /sign-in HTTP/1.1`, 'Cookie: __Host-session=secret');
    expect(answer).not.toMatch(/^HTTP\/1\.1 [25]/);
    expect(answer).not.toContain('secret');
    if (answer !== '') hasEveryHeader(answer);
  },
);

test.each([
  ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b<script>\r\nConnection: close\r\n\r\n'],
  ['no HTTP', 'GET\r\n\r\n'],
  ['two lengths', 'POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc'],
  [
    'a length and parts',
    'POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['a header broken over lines', 'GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\rc\r\n\r\n'],
  ['headers without end', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`],
])('%s is refused at the door, with every header', async (_, text) => {
  const answer = await say(text);
  expect(answer).toMatch(/^HTTP\/1\.1 4(00|31) /);
  hasEveryHeader(answer);
});

test('what a visitor claims of where it comes from, and of what a framework has decided, changes nothing', async () => {
  logged.length = 0;
  const plain = await ask('GET /account HTTP/1.1');
  const claiming = await ask(
    'GET /account HTTP/1.1',
    'X-Forwarded-For: 203.0.113.1',
    'X-Forwarded-Host: evil.example',
    'X-Forwarded-Proto: http',
    'X-Forwarded-Port: 81',
    'Forwarded: for=203.0.113.1;host=evil.example;proto=http',
    'X-Real-IP: 203.0.113.1',
    'X-Original-URL: /operations',
    'X-Rewrite-URL: /operations',
    'X-HTTP-Method-Override: DELETE',
    'X-Middleware-Subrequest: middleware',
    'X-Request-Id: mine',
  );
  const without = (answer: string) => answer.replace(/^(date|x-request-id): .*$/gim, '');
  expect(without(claiming)).toBe(without(plain));
  expect(claiming).toMatch(/^location: \/sign-in\?next=/im);
  expect(claiming).not.toMatch(/evil|mine/);
});

test('a claimed address buys no more attempts to sign in', async () => {
  logged.length = 0;
  const body = 'email=a%40example.org&password=a';
  const attempt = (address: string) =>
    say(
      [
        'POST /sign-in HTTP/1.1',
        'Host: localhost',
        'Connection: close',
        'Sec-Fetch-Site: same-origin',
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${body.length}`,
        `X-Forwarded-For: ${address}`,
        '',
        body,
      ].join('\r\n'),
    );
  const token = /name="form" value="([^"]+)"/.exec(await ask('GET /sign-in HTTP/1.1'))?.[1];
  expect(token).toBeDefined();
  const statuses: string[] = [];
  for (let one = 1; one <= 5; one += 1) statuses.push((await attempt(`203.0.113.${one}`)).slice(9, 12));
  // Without its token a form is refused before it is tried; refused attempts cost nothing.
  expect(new Set(statuses)).toEqual(new Set(['403']));
  const sent = body.length + (token?.length ?? 0) + 6;
  const answers: string[] = [];
  for (let one = 1; one <= 4; one += 1) {
    answers.push(
      await say(
        [
          'POST /sign-in HTTP/1.1',
          'Host: localhost',
          'Connection: close',
          'Sec-Fetch-Site: same-origin',
          'Content-Type: application/x-www-form-urlencoded',
          `Content-Length: ${sent}`,
          `X-Forwarded-For: 203.0.113.${one}`,
          '',
          `${body}&form=${token}`,
        ].join('\r\n'),
      ),
    );
  }
  expect(answers.map((answer) => answer.slice(9, 12))).toEqual(['422', '422', '429', '429']);
  expect(answers[3]).toMatch(/^retry-after: \d+$/im);
  expect(answers[3]).toContain('Vänta');
  const told = logged.filter((line) => 'event' in line) as { event: string; address: string }[];
  expect(told.filter(({ event }) => event === 'signIn.limited').map(({ address }) => address)).toEqual([
    '127.0.0.1',
    '127.0.0.1',
  ]);
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OutgoingError, openOutgoing } from './outgoing.ts';

let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer((request, answer) => {
    if (request.url === '/away') {
      answer.writeHead(302, { location: `${origin}/` }).end();
    } else if (request.url === '/large') {
      answer.write('x'.repeat(2000));
      answer.end('x'.repeat(2000));
    } else if (request.url === '/drip') {
      answer.writeHead(200);
      setInterval(() => answer.write(' '), 20).unref();
    } else if (request.url === '/silent') {
      // Never answers.
    } else {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => answer.end(`${request.method} ${request.headers['x-own'] ?? ''} ${body}`));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const itself = openOutgoing({ privateHosts: [], mayCallItself: true, milliseconds: 400, bytes: 3000 });
const outside = openOutgoing({ privateHosts: ['adfs.kommun.example'], mayCallItself: false, milliseconds: 400 });
const failure = (call: Promise<Response>) =>
  call.then(
    () => 'answered',
    (error: Error) => (error instanceof OutgoingError ? error.kind : error.message),
  );

test('what is sent arrives, and the answer comes back', async () => {
  const answer = await itself.call(`${origin}/`, { method: 'POST', headers: { 'x-own': 'yes' }, body: 'a=1' });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe('POST yes a=1');
});

test('a redirect is not followed, and neither size nor time is without end', async () => {
  expect(await failure(itself.call(`${origin}/away`))).toBe('redirected');
  expect(await failure(itself.call(`${origin}/large`))).toBe('tooLarge');
  expect(await failure(itself.call(`${origin}/drip`))).toBe('timedOut');
  expect(await failure(itself.call(`${origin}/silent`))).toBe('timedOut');
  expect(await failure(itself.call('http://127.0.0.1:9/'))).toBe('unreachable');
});

describe('addresses that are never called', () => {
  test.each([
    'https://127.0.0.1/',
    'https://localhost/',
    'https://[::1]/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0.0.0.0/',
    'https://10.0.0.1/',
    'https://172.16.3.4/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[fe80::1]/',
    'https://[fc00::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://224.0.0.1/',
  ])('%s', async (address) => {
    expect(await failure(outside.call(address))).toBe('privateAddress');
  });

  test.each([
    'http://idp.example/',
    'http://127.0.0.1/',
    'ftp://idp.example/',
    'file:///etc/passwd',
    'https://a:b@idp.example/',
    'idp',
  ])('%s', async (address) => {
    expect(await failure(outside.call(address))).toBe('insecure');
    expect(outside.allows(address)).toBe(false);
  });

  test('http elsewhere than on this machine, though this machine may be called', async () => {
    expect(await failure(itself.call('http://192.168.1.1/'))).toBe('insecure');
    expect(await failure(itself.call('https://169.254.169.254/'))).toBe('privateAddress');
  });
});

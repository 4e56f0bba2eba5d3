import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clientAddress, isNetwork, neighbourhood } from './client-address.ts';

const saying = (forwarded?: string, more: Record<string, string> = {}) =>
  new Headers({ ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }), ...more });

test('without a trusted proxy nothing that a visitor says of itself is believed', () => {
  const address = clientAddress([]);
  expect(
    address('192.0.2.9', saying('198.51.100.1', { 'x-real-ip': '198.51.100.2', forwarded: 'for=198.51.100.3' })),
  ).toBe('192.0.2.9');
  expect(address(undefined, saying('198.51.100.1'))).toBe('unknown');
});

test('a proxy that nobody has told of is told, once', () => {
  const told: string[] = [];
  const address = clientAddress([], (peer) => told.push(peer));
  for (let again = 0; again < 3; again += 1) address('127.0.0.1', saying('198.51.100.1'));
  address('127.0.0.1', saying());
  expect(told).toEqual(['127.0.0.1']);
  const trusting = clientAddress(['127.0.0.1'], (peer) => told.push(peer));
  trusting('192.0.2.9', saying('198.51.100.1'));
  expect(told).toEqual(['127.0.0.1']);
});

test('a trusted proxy is believed, and what the visitor had put before it is not', () => {
  const address = clientAddress(['127.0.0.1', '10.0.0.0/8']);
  expect(address('127.0.0.1', saying('198.51.100.1'))).toBe('198.51.100.1');
  expect(address('::ffff:127.0.0.1', saying('198.51.100.1'))).toBe('198.51.100.1');
  expect(address('127.0.0.1', saying('203.0.113.5, 198.51.100.1'))).toBe('198.51.100.1');
  expect(address('127.0.0.1', saying('203.0.113.5, 198.51.100.1, 10.1.2.3'))).toBe('198.51.100.1');
  expect(address('192.0.2.9', saying('198.51.100.1'))).toBe('192.0.2.9');
  expect(address('127.0.0.1', saying())).toBe('127.0.0.1');
  expect(address('127.0.0.1', saying('unknown'))).toBe('127.0.0.1');
  expect(address('127.0.0.1', saying('198.51.100.1, evil"'))).toBe('127.0.0.1');
});

test('whatever stands in the header, the answer is an address that can be counted', () => {
  const address = clientAddress(['10.0.0.0/8', '2001:db8::/32']);
  const header = fc.stringMatching(/^[0-9a-f:.,; "=-]{0,60}$/);
  fc.assert(
    fc.property(header, (forwarded) => {
      expect(address('10.0.0.1', saying(forwarded))).toMatch(/^[0-9a-f:.]+$/);
      expect(address('192.0.2.9', saying(forwarded))).toBe('192.0.2.9');
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s is one of %s', (address, network) => {
  expect(neighbourhood(address)).toBe(network);
});

test.each([
  ['127.0.0.1', true],
  ['10.0.0.0/8', true],
  ['2001:db8::/32', true],
  ['10.0.0.0/33', false],
  ['localhost', false],
  ['10.0.0.0/', false],
  ['', false],
])('%s is a network: %s', (text, isOne) => {
  expect(isNetwork(text)).toBe(isOne);
});

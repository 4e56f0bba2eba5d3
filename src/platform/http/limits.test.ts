import { expect, test } from 'vitest';
import { Limits } from './limits.ts';

const page = { isWrite: false, isDear: false };
const form = { isWrite: true, isDear: false };
const document = { isWrite: false, isDear: true };
const none = { requests: 0, writes: 0, dear: 0, failedSignIns: 0 };
const from = (address: string) => () => address;

/** How many of so many are let through. */
async function letThrough(
  limits: Limits,
  count: number,
  session: string | undefined,
  address = '192.0.2.1',
  asked = page,
) {
  let through = 0;
  for (let one = 0; one < count; one += 1) if ((await limits.take(asked, session, from(address))) === 0) through += 1;
  return through;
}

test('what is over the limit waits, and is told how many seconds', async () => {
  const limits = new Limits({ ...none, requests: 3 });
  expect(await letThrough(limits, 3, undefined)).toBe(3);
  const wait = await limits.take(page, undefined, from('192.0.2.1'));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
});

test('one who asks for too much takes nothing from others, at the same address or in the same organisation', async () => {
  const limits = new Limits({ ...none, requests: 10 });
  limits.learn('eager', { person: 'a', organisation: 'o' });
  limits.learn('calm', { person: 'b', organisation: 'o' });
  limits.learn('other', { person: 'c', organisation: 'p' });
  expect(await letThrough(limits, 500, 'eager')).toBe(10);
  expect(await letThrough(limits, 10, 'calm')).toBe(10);
  expect(await letThrough(limits, 10, 'other')).toBe(10);
  expect(await letThrough(limits, 10, undefined)).toBe(10);
  expect(await letThrough(limits, 10, undefined, '192.0.2.2')).toBe(10);
});

test('an organisation has what five persons have, and others theirs', async () => {
  const limits = new Limits({ ...none, requests: 10 });
  let through = 0;
  for (let person = 0; person < 8; person += 1) {
    limits.learn(`session ${person}`, { person: `person ${person}`, organisation: 'o' });
    through += await letThrough(limits, 10, `session ${person}`);
  }
  expect(through).toBe(50);
  limits.learn('other', { person: 'other', organisation: 'p' });
  expect(await letThrough(limits, 10, 'other')).toBe(10);
});

test('a person with several sessions is one person', async () => {
  const limits = new Limits({ ...none, requests: 4 });
  limits.learn('one', { person: 'a', organisation: null });
  limits.learn('two', { person: 'a', organisation: null });
  expect((await letThrough(limits, 4, 'one')) + (await letThrough(limits, 4, 'two'))).toBe(4);
});

test('a session that nobody has been seen with counts for its address, however many are made up', async () => {
  const limits = new Limits({ ...none, requests: 5 });
  let through = 0;
  for (let made = 0; made < 50; made += 1) through += await letThrough(limits, 1, `made up ${made}`);
  expect(through).toBe(5);
});

test('addresses of one network in IPv6 are one visitor, those of another are another', async () => {
  const limits = new Limits({ ...none, requests: 2 });
  expect(await letThrough(limits, 2, undefined, '2001:db8:1:2::1')).toBe(2);
  expect(await letThrough(limits, 2, undefined, '2001:db8:1:2:ffff::9')).toBe(0);
  expect(await letThrough(limits, 2, undefined, '2001:db8:1:3::1')).toBe(2);
});

test('forms and documents have limits of their own, and pages go on when those are reached', async () => {
  const limits = new Limits({ ...none, requests: 100, writes: 2, dear: 3 });
  limits.learn('s', { person: 'a', organisation: null });
  expect(await letThrough(limits, 9, 's', '192.0.2.1', form)).toBe(2);
  expect(await letThrough(limits, 9, 's', '192.0.2.1', document)).toBe(3);
  expect(await letThrough(limits, 9, 's')).toBe(9);
});

test('failed sign-ins of one address are counted, those of others are not', async () => {
  const limits = new Limits({ ...none, failedSignIns: 3 });
  for (let one = 0; one < 3; one += 1) {
    expect(await limits.waitToSignIn('192.0.2.1')).toBe(0);
    await limits.noteFailedSignIn('192.0.2.1');
  }
  expect(await limits.waitToSignIn('192.0.2.1')).toBeGreaterThan(0);
  expect(await limits.waitToSignIn('192.0.2.2')).toBe(0);
});

test('without limits nothing waits', async () => {
  const limits = new Limits(none);
  expect(await letThrough(limits, 5000, undefined, '192.0.2.1', { isWrite: true, isDear: true })).toBe(5000);
  await limits.noteFailedSignIn('192.0.2.1');
  expect(await limits.waitToSignIn('192.0.2.1')).toBe(0);
});

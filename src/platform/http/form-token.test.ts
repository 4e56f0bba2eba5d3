import { expect, test } from 'vitest';
import { isId, newId } from '../id.ts';
import { formTokens } from './form-token.ts';

const key = Buffer.alloc(32, 7);

test('a token opens for the session it was given to, and for no other', () => {
  const tokens = formTokens(key);
  const session = Buffer.alloc(32, 1);
  const token = tokens.issue(session, new Date('2024-03-01'));
  expect(tokens.open(token, session)).toBe(token.split('.')[0]);
  expect(tokens.open(token, Buffer.alloc(32, 2))).toBeUndefined();
  expect(tokens.open(token, undefined)).toBeUndefined();
  expect(formTokens(Buffer.alloc(32, 8)).open(token, session)).toBeUndefined();
});

test('ids are of version 7, in the order of their time', () => {
  const ids = Array.from({ length: 200 }, (_, at) => newId(new Date(Date.UTC(2024, 0, 1) + at)));
  expect(ids.every((id) => isId(id) && /^.{14}7.{4}[89ab]/.test(id))).toBe(true);
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(ids.length);
  expect(Number.parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2024, 0, 1));
});

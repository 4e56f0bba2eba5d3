import { expect, test } from 'vitest';
import { formKeeper } from './kept-form.ts';

const keeper = formKeeper(Buffer.alloc(32, 7));
const form = { path: '/goals/new', token: 'a.b', chosen: { text: ['Åtta ungdomar'], areas: ['1080', '1081'] } };

test('a form is sealed and opened again, and what it says stands nowhere in between', () => {
  const sealed = keeper.seal(form) ?? '';
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('ungdomar');
  expect(keeper.open(sealed)).toEqual(form);
  expect(keeper.seal(form)).not.toBe(sealed);
});

test('what has been changed, cut off or sealed elsewhere is not opened', () => {
  const sealed = keeper.seal(form) ?? '';
  const changed = Buffer.from(sealed, 'base64url');
  changed[40] = (changed[40] ?? 0) ^ 1;
  expect(keeper.open(changed.toString('base64url'))).toBeUndefined();
  expect(keeper.open(sealed.slice(0, 60))).toBeUndefined();
  expect(keeper.open('')).toBeUndefined();
  expect(keeper.open(formKeeper(Buffer.alloc(32, 8)).seal(form) ?? '')).toBeUndefined();
});

test('a password is never kept, nor the token as a field', () => {
  const sealed = keeper.seal({ ...form, chosen: { form: ['a.b'], password: ['hemligt'], newPassword: ['hemligt'] } });
  expect(keeper.open(sealed ?? '')?.chosen).toEqual({});
});

test('more than a page can carry is not kept', () => {
  expect(keeper.seal({ ...form, chosen: { text: ['å'.repeat(600_000)] } })).toBeUndefined();
});

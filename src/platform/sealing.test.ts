import { expect, test } from 'vitest';
import { sealing } from './sealing.ts';

const ours = sealing(Buffer.alloc(32, 1));

test('what is sealed opens for its own purpose, and never looks the same twice', () => {
  const sealed = ours.seal('hemlig åäö', 'secret of A');
  expect(ours.open(sealed, 'secret of A')).toBe('hemlig åäö');
  expect(ours.seal('hemlig åäö', 'secret of A')).not.toBe(sealed);
  expect(Buffer.from(sealed, 'base64url').toString('utf8')).not.toContain('hemlig');
});

test('nothing opens for another purpose, under another key, or changed', () => {
  const sealed = ours.seal('hemlig', 'secret of A');
  expect(ours.open(sealed, 'secret of B')).toBeUndefined();
  expect(sealing(Buffer.alloc(32, 2)).open(sealed, 'secret of A')).toBeUndefined();
  const bytes = Buffer.from(sealed, 'base64url');
  for (const at of [0, 13, 28]) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(ours.open(changed.toString('base64url'), 'secret of A')).toBeUndefined();
  }
  expect(ours.open('', 'secret of A')).toBeUndefined();
});

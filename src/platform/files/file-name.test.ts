import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanName, extensionOf } from './file-name.ts';

test.each([
  ['protokoll.pdf', 'protokoll.pdf'],
  ['../../etc/passwd.txt', 'passwd.txt'],
  ['C:\\Users\\anna\\avtal.docx', 'avtal.docx'],
  ['avtal\0.pdf', 'avtal.pdf'],
  // Turned, it would read as “avtal‮fdp.exe”.
  ['avtal\u202efdp.exe', 'avtalfdp.exe'],
  ['av\u200btal\u2066.pdf', 'avtal.pdf'],
  ['rad\r\nSet-Cookie: x.pdf', 'radSet-Cookie- x.pdf'],
  ['  .dold.pdf ', 'dold.pdf'],
  ['namn.pdf. . ', 'namn.pdf'],
  ['CON.txt', '-CON.txt'],
  ['a<b>"c|d?.csv', 'a-b--c-d-.csv'],
  // Decomposed, as some systems send it.
  ['A\u030angest.txt', 'Ångest.txt'],
  ['..', ''],
  ['/', ''],
  ['\u202e', ''],
])('%j is named %j', (given, name) => {
  expect(cleanName(given)).toBe(name);
});

test('a name that is too long keeps its ending', () => {
  const name = cleanName(`${'å'.repeat(500)}.pdf`);
  expect([...name].length).toBe(120);
  expect(name).toMatch(/å\.pdf$/);
});

test('whatever is given, the name has no folder, nothing unseen, and room', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
      const name = cleanName(given);
      expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}]/u);
      expect(name).not.toMatch(/^\.|[ .]$/);
      expect([...name].length).toBeLessThanOrEqual(121);
      expect(cleanName(name)).toBe(name);
    }),
  );
});

test('the extension is what stands after the last full stop', () => {
  expect(['a.tar.GZ', 'utan', '.dold', 'a.', 'a.b c'].map(extensionOf)).toEqual(['gz', '', '', '', '']);
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import { type Zippable, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eicar } from '../../../test/setup/clamd.ts';
import { readFileKind } from './file-kind.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const pdf = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'armkrok-kind-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const kindOf = async (name: string, content: Uint8Array | string) => {
  const path = join(folder, 'content');
  writeFileSync(path, content);
  return await readFileKind(path, Buffer.from(content).length, name);
};

/** A text document as far as its kind goes, with other things in the same pack. */
const documentWith = (more: Zippable): Uint8Array => {
  const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
  return zipSync({ '[Content_Types].xml': Buffer.from(types), 'word/document.xml': Buffer.from('<w/>'), ...more });
};

test('the content tells what a file is', async () => {
  expect(await kindOf('a.png', png)).toEqual({ mediaType: 'image/png' });
  expect(await kindOf('a.PDF', pdf)).toEqual({ mediaType: 'application/pdf' });
  const word = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('Hej')] }] }));
  expect(await kindOf('a.docx', word)).toMatchObject({ mediaType: expect.stringMatching(/wordprocessingml/) });
  expect(await kindOf('tal.csv', 'år;värde\n2022;1\n')).toEqual({ mediaType: 'text/csv; charset=utf-8' });
  expect(await kindOf('text.txt', Buffer.from('åäö', 'latin1'))).toEqual({ mediaType: 'text/plain; charset=utf-8' });
});

test('a name that says something else is refused, with what was found', async () => {
  expect(await kindOf('bild.pdf', png)).toEqual({ refused: 'anotherKind', found: 'png' });
  expect(await kindOf('text.txt', pdf)).toEqual({ refused: 'anotherKind', found: 'pdf' });
  expect(await kindOf('text.pdf', 'bara text')).toEqual({ refused: 'anotherKind' });
  expect(await kindOf('text.txt', Buffer.from([0x61, 0, 0x62]))).toEqual({ refused: 'anotherKind' });
});

test('what is not on the list is refused, whatever it is called', async () => {
  expect(await kindOf('program.exe', Buffer.from(`MZ${'\0'.repeat(200)}`))).toMatchObject({ refused: 'unknownKind' });
  expect(await kindOf('program.txt', Buffer.from(`MZ${'\0'.repeat(200)}`))).toMatchObject({ refused: 'anotherKind' });
  expect(await kindOf('pack.zip', zipSync({ 'a.txt': Buffer.from('a') }))).toMatchObject({ refused: 'unknownKind' });
  expect(await kindOf('utan', 'text')).toEqual({ refused: 'unknownKind' });
  expect(await kindOf('tom.txt', '')).toEqual({ refused: 'empty' });
});

test('what can be run in a browser is called what it is, so that it can be handed out as a file alone', async () => {
  const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  expect(await kindOf('bild.svg', svg)).toEqual({ mediaType: 'image/svg+xml' });
  expect(await kindOf('sida.html', '<!doctype html><script>alert(1)</script>')).toEqual({
    mediaType: 'text/html; charset=utf-8',
  });
  expect(await kindOf('sida.png', '<!doctype html><script>alert(1)</script>')).toEqual({ refused: 'anotherKind' });
});

test('a pack that bursts is refused without being unpacked', async () => {
  const zeros = documentWith({ 'word/media/a.bin': Buffer.alloc(30_000_000) });
  expect(zeros.length).toBeLessThan(100_000);
  expect(await kindOf('bomb.docx', zeros)).toEqual({ refused: 'packedTooMuch' });
});

test('ten gigabytes that a pack says it holds are believed', async () => {
  const pack = Buffer.from(
    documentWith({ 'word/a.bin': Buffer.from('a'), 'word/b.bin': Buffer.from('b'), 'word/c.bin': Buffer.from('c') }),
  );
  // In the directory at the end, four bytes at 24 of each entry say how much it unpacks to.
  for (let at = pack.indexOf('PK\x01\x02'); at >= 0; at = pack.indexOf('PK\x01\x02', at + 4)) {
    pack.writeUInt32LE(3_500_000_000, at + 24);
  }
  expect(await kindOf('bomb.docx', pack)).toEqual({ refused: 'packedTooMuch' });
});

test.each([['../../etc/passwd'], ['/etc/passwd'], ['word\\..\\..\\a'], ['C:\\a'], ['a\0b']])(
  'a pack that names %j is refused',
  async (name) => {
    expect(await kindOf('a.docx', documentWith({ [name]: Buffer.from('a') }))).toEqual({ refused: 'packedUnsafely' });
  },
);

test('macros are refused', async () => {
  expect(await kindOf('a.docx', documentWith({ 'word/vbaProject.bin': Buffer.from('a') }))).toEqual({
    refused: 'macros',
  });
});

test('a virus is text like any other, and is for the scanner', async () => {
  expect(await kindOf('eicar.txt', eicar)).toEqual({ mediaType: 'text/plain; charset=utf-8' });
});

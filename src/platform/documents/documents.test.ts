import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { openDocuments } from './documents.ts';
import { aDocument, pageStyles } from './testing.ts';

const documents = openDocuments({ styles: pageStyles, limit: 600_000 });
afterAll(() => documents.close());

const startOf = (file: Uint8Array): string => Buffer.from(file.subarray(0, 4)).toString('latin1');

test('everything is made in a thread of its own, from the pages’ styles', async () => {
  const drawing = '<svg viewBox="0 0 20 10"><path class="chart-target" d="M0 5H20"></path></svg>';
  const [readable, kept, word, svg, png] = await Promise.all([
    documents.pdf(aDocument(), 'ua-1'),
    documents.pdf(aDocument(), 'a-2a'),
    documents.word(aDocument()),
    documents.svg(drawing, 'dark'),
    documents.png(drawing, 'light'),
  ]);
  expect([readable, kept].map(startOf)).toEqual(['%PDF', '%PDF']);
  expect(startOf(word)).toBe('PK\u0003\u0004');
  expect(svg).toContain('stroke="#6fc9b7"');
  expect(startOf(png)).toBe('\u0089PNG');
});

test('the thread that answers requests goes on meanwhile', async () => {
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 1);
  await documents.pdf(
    aDocument({ blocks: Array.from({ length: 200 }, () => ({ kind: 'paragraph', text: 'Text '.repeat(80) })) }),
    'ua-1',
  );
  clearInterval(turning);
  expect(turns).toBeGreaterThan(3);
});

test('a fault in a document, or in a template, is told as what it is, and the next one is made', async () => {
  await expect(documents.word(aDocument({ title: '' }))).rejects.toMatchObject({ name: 'DocumentError' });
  const macros = zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'word/document.xml': strToU8('<w:document><w:body></w:body></w:document>'),
    'word/vbaProject.bin': strToU8('x'),
  });
  await expect(documents.readTemplate(macros, [])).rejects.toMatchObject({ name: 'TemplateError', fault: 'macros' });
  await expect(documents.wordFromTemplate(macros, aDocument(), {})).rejects.toMatchObject({ fault: 'macros' });
  expect(startOf(await documents.pdf(aDocument(), 'ua-1'))).toBe('%PDF');
});

test('a document of ours can be somebody’s template', async () => {
  const template = await documents.word(
    aDocument({ title: '{{rubrik}}', label: undefined, blocks: [{ kind: 'paragraph', text: '{{innehåll}}' }] }),
  );
  expect(await documents.readTemplate(template, [])).toEqual({ known: ['rubrik', 'innehåll'], unknown: [] });
  const filled = unzipSync(await documents.wordFromTemplate(template, aDocument(), {}));
  expect(strFromU8(filled['word/document.xml'] as Uint8Array)).toContain('Arbetslösheten har fallit');
});

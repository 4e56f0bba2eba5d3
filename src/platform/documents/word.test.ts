import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { printable } from './document.ts';
import { SvgPainter } from './svg-painter.ts';
import { aDocument, mischief, pageStyles } from './testing.ts';
import { makeWord } from './word.ts';

const painter = new SvgPainter(pageStyles);
const open = (file: Uint8Array) => {
  const parts = unzipSync(file);
  return (name: string): string => strFromU8(parts[name] ?? new Uint8Array());
};
const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
const textIn = (xml: string): string =>
  unescaped([...xml.matchAll(/<w:t\b[^>]*>([^<]*)<\/w:t>/g)].map(([, text = '']) => text).join(''));
/** Each paragraph with the style it is in. */
const paragraphsOf = (xml: string): string[] =>
  [...xml.matchAll(/<w:p>([\s\S]*?)<\/w:p>/g)].map(
    ([, paragraph = '']) => `${/<w:pStyle w:val="([^"]+)"/.exec(paragraph)?.[1] ?? ''}: ${textIn(paragraph)}`,
  );

test('headings, captions and sources are real styles, in order', async () => {
  const part = open(await makeWord(aDocument(), painter));
  const told = paragraphsOf(part('word/document.xml')).filter((one) => /^(Heading|Caption|Lead|Quote)/.test(one));
  expect(told).toEqual([
    'Heading1: Arbetslösheten har fallit',
    'Lead: Sju parter ställer sig bakom.',
    'Heading2: Målen i siffror',
    'Caption: Mål och utfall',
    'Heading3: Hur det gick',
    'Caption: Arbetslösa 16–24 år, procent',
    'Quote: Praktikplatserna gjorde skillnad.',
    'Heading3: Så tolkar parterna det',
    'Heading3: Så långt håller påståendet',
    'Heading2: Bilagor',
  ]);
  const styles = part('word/styles.xml');
  for (const level of [1, 2, 3, 4]) {
    const style = new RegExp(`<w:style [^>]*w:styleId="Heading${level}"[\\s\\S]*?</w:style>`).exec(styles)?.[0];
    expect(style).toMatch(new RegExp(`<w:name w:val="heading ${level}"/>`, 'i'));
    expect(style).toContain(`<w:outlineLvl w:val="${level - 1}"/>`);
  }
  for (const id of ['Caption', 'Source', 'Lead', 'Quote']) expect(styles).toContain(`w:styleId="${id}"`);
  expect(styles).toContain('<w:lang w:val="sv-SE"/>');
});

test('the row of headings is one, and numbers stand to the right', async () => {
  const xml = open(await makeWord(aDocument(), painter))('word/document.xml');
  const rows = [...xml.matchAll(/<w:tr>([\s\S]*?)<\/w:tr>/g)].map(([, row = '']) => row);
  expect(rows.map((row) => row.includes('<w:tblHeader/>'))).toEqual([true, false, false]);
  expect(xml).toMatch(/<w:tblLook [^>]*w:firstRow="true"[^>]*w:firstColumn="true"/);
  const cells = [...(rows[2] ?? '').matchAll(/<w:tc>([\s\S]*?)<\/w:tc>/g)].map(([, cell = '']) => cell);
  expect(cells.map((cell) => /<w:jc w:val="right"\/>/.test(cell))).toEqual([false, false, true, false]);
  expect(cells.map(textIn)).toEqual(['Summa', '–', '900\u00a0000', '–']);
});

test('a picture has its words, is there in outlines and in points, and a shape beside words is said to be only that', async () => {
  const file = await makeWord(aDocument(), painter);
  const xml = open(file)('word/document.xml');
  const pictures = [...xml.matchAll(/<wp:docPr ([^>]*)>/g)].map(([, written = '']) => written);
  const described = pictures.flatMap((one) => /descr="([^"]+)"/.exec(one)?.[1] ?? []);
  expect(described).toEqual([
    'Från 14,2 till 5,1',
    'Arbetslösheten föll från 14,2 procent 2013 till 5,1 procent 2022.',
  ]);
  expect(pictures).toHaveLength(4);
  expect(xml.match(/decorative" val="1"/g)).toHaveLength(2);
  expect(new Set(pictures.map((one) => /\bid="(\d+)"/.exec(one)?.[1])).size).toBe(4);
  const parts = unzipSync(file);
  const media = Object.keys(parts).filter((name) => name.startsWith('word/media/'));
  expect(media.filter((name) => name.endsWith('.png'))).toHaveLength(4);
  expect(media.filter((name) => name.endsWith('.svg'))).not.toEqual([]);
  for (const name of media.filter((one) => one.endsWith('.svg'))) {
    expect(strFromU8(parts[name] as Uint8Array)).not.toMatch(/<text|var\(|class=/);
  }
});

test('the label stands in the head of every page and in the properties, with whose it is', async () => {
  const part = open(await makeWord(aDocument(), painter));
  expect(textIn(part('word/header1.xml'))).toContain('Påhittat exempel');
  expect(textIn(part('word/footer1.xml'))).toContain('Källa för siffrorna: Kolada');
  expect(part('word/footer1.xml')).toMatch(/NUMPAGES/);
  const properties = part('docProps/core.xml');
  expect(properties).toContain('<dc:title>Arbetslösheten har fallit</dc:title>');
  expect(properties).toContain('<dc:creator>Region F</dc:creator>');
  expect(properties).toContain('<dc:subject>Påhittat exempel</dc:subject>');
  expect(properties).toContain('2023-12-04T00:00:00Z</dcterms:created>');
});

test('lists are lists, and a list of numbers begins anew', async () => {
  const numbers = { kind: 'list', form: 'numbers', items: ['a', 'b'] } as const;
  const xml = open(
    await makeWord(aDocument({ blocks: [numbers, { kind: 'paragraph', text: 'och' }, numbers] }), painter),
  )('word/document.xml');
  const ids = [...xml.matchAll(/<w:numId w:val="(\d+)"\/>/g)].map(([, id]) => id);
  expect(ids).toHaveLength(4);
  expect(ids[0]).toBe(ids[1]);
  expect(ids[2]).not.toBe(ids[0]);
});

test.each(mischief)('what is written is only ever text: %j', async (text) => {
  const shown = printable(text);
  const file = await makeWord(
    printable(aDocument({ title: text, label: text, foot: text, blocks: [{ kind: 'paragraph', text }] })),
    painter,
  );
  const part = open(file);
  const xml = part('word/document.xml');
  expect(paragraphsOf(xml)).toEqual(expect.arrayContaining([`Heading1: ${shown}`, `: ${shown}`]));
  for (const name of ['word/document.xml', 'word/header1.xml', 'docProps/core.xml']) {
    expect(part(name)).not.toContain('<!ENTITY');
    expect(part(name)).toBe(printable(part(name)));
  }
});

test('the same document is the same bytes', async () => {
  const [one, other] = [await makeWord(aDocument(), painter), await makeWord(aDocument(), painter)];
  expect(Buffer.compare(Buffer.from(one), Buffer.from(other))).toBe(0);
});

test('an English document is said to be English', async () => {
  expect(open(await makeWord(aDocument({ language: 'en' }), painter))('word/styles.xml')).toContain(
    '<w:lang w:val="en-GB"/>',
  );
});

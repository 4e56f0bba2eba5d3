import { beforeAll, describe, expect, test } from 'vitest';
import { type DocumentModel, printable } from './document.ts';
import { PdfMaker, type PdfStandard, pdfStandards } from './pdf.ts';
import { SvgPainter } from './svg-painter.ts';
import { aDocument, mischief, pageStyles, type ReadDocument, readPdf } from './testing.ts';

const maker = new PdfMaker(new SvgPainter(pageStyles));

const make = async (model: DocumentModel, standard: PdfStandard = 'ua-1'): Promise<ReadDocument> =>
  await readPdf(maker.make(printable(model), standard));
const withText = (text: string): DocumentModel =>
  aDocument({
    title: text,
    foot: text,
    label: text,
    head: { name: text, detail: text, about: text, pairs: [{ term: text, text }] },
    blocks: [
      { kind: 'heading', level: 2, text },
      { kind: 'paragraph', text: [{ text, strong: true }, text] },
      { kind: 'list', form: 'bullets', items: [text] },
      { kind: 'table', caption: text, columns: [{ heading: text }], rows: [{ cells: [text] }], notes: [text] },
      { kind: 'quote', text, attribution: text },
    ],
  });

describe.each(pdfStandards)('%s', (standard) => {
  let read: ReadDocument;
  beforeAll(async () => {
    read = await make(aDocument(), standard);
  });

  test('headings, headings of tables, and pictures with their words come in order', () => {
    const told = read.order.flatMap((part) => {
      if (/^H\d$/.test(part.role) || part.role === 'TH') return [`${part.role} ${part.text}`];
      return part.role === 'Figure' ? [`Figure ${part.alt}`] : [];
    });
    expect(told).toEqual([
      'H1 Arbetslösheten har fallit',
      'H2 Målen i siffror',
      'TH Mål',
      'TH Kurva',
      'TH 2022',
      'TH Läge',
      'Figure Från 14,2 till 5,1',
      'H3 Hur det gick',
      'Figure Arbetslösheten föll från 14,2 procent 2013 till 5,1 procent 2022.',
      'H3 Så tolkar parterna det',
      'H3 Så långt håller påståendet',
      'H2 Bilagor',
    ]);
  });

  test('lists, quotations, captions and links are what they are', () => {
    const textsOf = (role: string) => read.order.filter((part) => part.role === role).map((part) => part.text);
    expect(textsOf('LBody')).toEqual(['Ett', 'Två', 'att notera uppföljningen', 'Först', 'Sedan', '5630']);
    expect(textsOf('Caption')).toEqual(['Mål och utfall', 'Arbetslösa 16–24 år, procent']);
    expect(textsOf('BlockQuote')).toEqual(['Praktikplatserna gjorde skillnad.']);
    expect(textsOf('Link')).toEqual(['underlaget']);
    expect(textsOf('TD')).toContain('900 000');
    expect(textsOf('P')).toContain('Källa: Kolada (N03921).');
  });

  test('whose it is, in which language, and what must be known about all of it', () => {
    expect(read).toMatchObject({
      title: 'Arbetslösheten har fallit',
      author: 'Region F',
      subject: 'Påhittat exempel',
      keywords: 'Påhittat exempel',
      language: 'sv-SE',
    });
    expect(read.xmp).toContain(standard === 'ua-1' ? 'pdfuaid:part>1' : 'pdfaid:part>2');
    if (standard === 'a-2a') expect(read.xmp).toContain('pdfaid:conformance>A');
    expect(read.outline).toContain('Bilagor');
  });

  test('every page says what must be known about all of it, where it is from and which page it is', () => {
    expect(read.pages.length).toBeGreaterThan(1);
    read.pages.forEach((page, at) => {
      expect(page.text).toContain('Påhittat exempel');
      expect(page.text).toContain('Källa för siffrorna: Kolada');
      expect(page.text).toContain(`${at + 1} (${read.pages.length})`);
    });
    // Read aloud once, though it is seen on every page.
    expect(read.order.filter((part) => part.parts.length === 0 && part.text.includes('Påhittat exempel'))).toHaveLength(
      1,
    );
  });

  test.each(mischief)('what is written is only ever text: %j', async (text) => {
    const { order, title } = await make(withText(text), standard);
    const shown = printable(text)
      .replace(/[漢字😀]/gu, '\ufffd')
      .replace(/\s+/g, '')
      .replace('\u202e', '');
    const heading = order
      .find((part) => part.role === 'H2')
      ?.text.replace(/\s+/g, '')
      .replace('\u202e', '');
    const letters = (value: string | undefined) => [...(value ?? '')].sort().join('');
    // Text written from right to left comes back in another order.
    expect(letters(heading)).toBe(letters(shown));
    expect(String(title)).toContain(printable(text).slice(0, 2).replace('漢字', '\ufffd\ufffd'));
  });

  test('the same document is the same bytes', () => {
    expect(
      Buffer.compare(Buffer.from(maker.make(aDocument(), standard)), Buffer.from(maker.make(aDocument(), standard))),
    ).toBe(0);
  });
});

test('a table that goes over a page repeats its headings, and a long word is parted as Swedish parts it', async () => {
  const word = 'arbetsmarknadspolitiska ';
  const read = await make(
    aDocument({
      blocks: [
        {
          kind: 'table',
          caption: 'Lång',
          columns: [{ heading: 'Rubrik' }],
          rows: Array.from({ length: 60 }, (_, at) => ({ cells: [`Rad ${at}`] })),
        },
        { kind: 'paragraph', text: `${word.trim()}områdesindelningsförordningsändringar${word}`.repeat(3) },
      ],
    }),
  );
  for (const page of read.pages.slice(0, 2)) expect(page.text).toContain('Rubrik');
  expect(read.pages.at(-1)?.text).toMatch(/arbetsmark\nnadspolitiska/);
});

test('an English document is numbered and parted as English', async () => {
  const read = await make(aDocument({ language: 'en' }));
  expect(read.language).toBe('en-GB');
  expect(read.pages[0]?.text).toContain(`1 of ${read.pages.length}`);
});

import { readFileSync } from 'node:fs';
import { getDocumentProxy } from 'unpdf';
import type { DocumentModel } from './document.ts';

const style = (name: string): string => readFileSync(new URL(`../../ui/styles/${name}.css`, import.meta.url), 'utf8');

/** The pages' own styles, as the composition gives them. */
export const pageStyles = ['tokens', 'base', 'frame', 'reading', 'forms', 'steps', 'screens', 'line', 'sheet', 'charts']
  .map(style)
  .join('\n');

const curve =
  '<svg class="chart-drawing" viewBox="0 0 200 90" role="img" aria-label="Kurva"><g class="chart-line whole"><path d="M0 80L100 40L200 20" class="chart-stroke"></path></g><text x="10" y="20" class="chart-word">14,2</text></svg>';
const ring =
  '<svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="1.8"></circle></svg>';

/** One of everything a document can hold; `over` replaces parts of it. */
export const aDocument = (over: Partial<DocumentModel> = {}): DocumentModel => ({
  language: 'sv',
  title: 'Arbetslösheten har fallit',
  author: 'Region F',
  date: '2023-12-04',
  label: 'Påhittat exempel',
  head: {
    name: 'Kommun B',
    detail: 'Kommunledningskontoret',
    mark: ring,
    about: 'Utkast',
    pairs: [{ term: 'Diarienummer', text: 'KS 2023/488' }],
  },
  foot: 'Källa för siffrorna: Kolada',
  blocks: [
    { kind: 'lead', text: 'Sju parter ställer sig bakom.' },
    { kind: 'heading', level: 2, text: 'Målen i siffror' },
    {
      kind: 'table',
      caption: 'Mål och utfall',
      rowHeadings: true,
      columns: [
        { heading: 'Mål' },
        { heading: 'Kurva', fit: true },
        { heading: '2022', numeric: true },
        { heading: 'Läge', fit: true },
      ],
      rows: [
        {
          cells: [
            'Halverad arbetslöshet',
            { svg: curve, alt: 'Från 14,2 till 5,1' },
            '5,1',
            { mark: ring, text: 'Inte nått 2017', tone: 'lingon' },
          ],
        },
        { cells: ['Summa', '–', '900\u00a0000', '–'], strong: true },
      ],
      notes: ['Procent.'],
    },
    { kind: 'heading', level: 3, text: 'Hur det gick' },
    {
      kind: 'figure',
      svg: curve,
      alt: 'Arbetslösheten föll från 14,2 procent 2013 till 5,1 procent 2022.',
      caption: 'Arbetslösa 16–24 år, procent',
      notes: ['Källa: Kolada (N03921).'],
    },
    {
      kind: 'paragraph',
      text: [
        { text: 'Målet nåddes inte. ', strong: true },
        'Läs ',
        { text: 'underlaget', link: 'https://armkrok.example/a' },
        '.',
      ],
    },
    { kind: 'list', form: 'bullets', items: ['Ett', 'Två'] },
    { kind: 'list', form: 'dashes', items: [[{ text: 'att', emphasis: true }, ' notera uppföljningen']] },
    { kind: 'list', form: 'numbers', items: ['Först', 'Sedan'] },
    { kind: 'pairs', pairs: [{ term: 'Konto', text: '5630' }] },
    { kind: 'quote', text: 'Praktikplatserna gjorde skillnad.', attribution: 'Kommun C' },
    { kind: 'callout', marked: { mark: ring, text: 'Inte visat', tone: 'quiet' }, text: 'Det är för tidigt att säga.' },
    {
      kind: 'beside',
      left: [
        { kind: 'heading', level: 3, text: 'Så tolkar parterna det' },
        { kind: 'paragraph', text: 'Konjunkturen.' },
      ],
      right: [
        { kind: 'heading', level: 3, text: 'Så långt håller påståendet' },
        { kind: 'paragraph', text: 'Ja.', small: true },
      ],
    },
    { kind: 'pageBreak' },
    { kind: 'heading', level: 2, text: 'Bilagor' },
    { kind: 'paragraph', text: 'Protokollsutdrag.' },
  ],
  ...over,
});

/** What somebody might write to get further than the page. */
export const mischief = [
  '#eval("1+1") #read("/etc/passwd") $x$ *fet* @ref <label> \\ // /* */ #import "@preview/x:1.0.0"',
  ']#[ "} }} {{ {{rubrik}} {{innehåll}}',
  '<w:p><w:r><w:t>]]></w:t></w:r></w:p> &amp; &lt; <!ENTITY x SYSTEM "file:///etc/passwd">',
  '漢字 😀 \u0000\u0007\ud800 \u202e omvänt',
] as const;

/** What a part of a PDF is, and what it says. */
export interface ReadPart {
  readonly role: string;
  readonly alt?: string;
  readonly text: string;
  readonly parts: readonly ReadPart[];
}

export interface ReadDocument {
  readonly title: unknown;
  readonly author: unknown;
  readonly subject: unknown;
  readonly keywords: unknown;
  readonly language: unknown;
  readonly xmp: string;
  readonly outline: readonly string[];
  readonly pages: readonly { readonly text: string; readonly tree: ReadPart }[];
  /** Everything in the order in which it is read aloud. */
  readonly order: readonly ReadPart[];
}

/** A PDF as an assistive program meets it: roles, words and alternatives in order. */
export async function readPdf(file: Uint8Array): Promise<ReadDocument> {
  const pdf = await getDocumentProxy(new Uint8Array(file));
  const { info, metadata } = await pdf.getMetadata();
  const about = info as Record<string, unknown>;
  const pages: ReadDocument['pages'][number][] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const content = await page.getTextContent({ includeMarkedContent: true });
    const words = new Map<string, string>();
    let text = '';
    const open: (string | undefined)[] = [];
    for (const item of content.items) {
      if ('str' in item) {
        text += item.str + (item.hasEOL ? '\n' : '');
        const id = open.findLast((one) => one !== undefined);
        if (id) words.set(id, (words.get(id) ?? '') + item.str + (item.hasEOL ? ' ' : ''));
      } else if (item.type === 'endMarkedContent') open.pop();
      else open.push('id' in item ? (item.id as string) : undefined);
    }
    const partOf = (node: { role?: string; alt?: string; children?: unknown[]; id?: string }): ReadPart => {
      const children = (node.children ?? []) as { role?: string; type?: string; id?: string }[];
      const read = children.map((child): ReadPart | string =>
        child.role !== undefined ? partOf(child) : child.type === 'content' ? (words.get(child.id ?? '') ?? '') : '',
      );
      const parts = read.filter((one) => typeof one !== 'string');
      return {
        role: node.role ?? '',
        ...(node.alt === undefined ? {} : { alt: node.alt }),
        text: read
          .map((one) => (typeof one === 'string' ? one : one.text))
          .join(' ')
          .replace(/\s+/g, ' ')
          .trim(),
        parts,
      };
    };
    pages.push({ text, tree: partOf((await page.getStructTree()) ?? {}) });
  }
  const flat = (part: ReadPart): ReadPart[] => [part, ...part.parts.flatMap(flat)];
  return {
    title: about.Title,
    author: about.Author,
    subject: about.Subject,
    keywords: about.Keywords,
    language: about.Language,
    xmp: metadata?.getRaw?.() ?? '',
    outline: ((await pdf.getOutline()) ?? []).flatMap((one) => [
      one.title,
      ...one.items.map((item: { title: string }) => item.title),
    ]),
    pages,
    order: pages.flatMap((page) => flat(page.tree)),
  };
}

import { Resvg } from '@resvg/resvg-js';
import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  type INumberingOptions,
  type IRunOptions,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { formatsFor, type Language } from '../texts.ts';
import {
  type Block,
  type Cell,
  type Column,
  type DocumentModel,
  type Drawing,
  isDrawing,
  isMarked,
  type Marked,
  type Pair,
  plainText,
  type RichText,
  runsOf,
  type Table as TableContent,
} from './document.ts';
import { fontOptions } from './fonts.ts';
import type { SvgPainter } from './svg-painter.ts';

/** On every computer that has Word. The house's own letters are not, and others in their place would move the lines. */
const font = 'Arial';
const languages: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' };

const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);
const margin = { side: twips(19), top: twips(32), bottom: twips(26) };
const page = { width: twips(210), height: twips(297) };
const textWidth = page.width - 2 * margin.side;
/** Of an A4 page, in the pixels that Word measures pictures in. */
const textPixels = Math.round((textWidth / 1440) * 96);
const cellPixels = 98;

/** The styles a document is written in, by the ids they have in the file at hand. */
export interface WordStyles {
  readonly heading: readonly [first: string, second: string, third: string, fourth: string];
  readonly lead: string;
  readonly caption: string;
  readonly source: string;
  readonly quote: string;
  /** With bullets of their own, in somebody's template. */
  readonly bullets?: string | undefined;
}

export const ownStyles: WordStyles = {
  heading: ['Heading1', 'Heading2', 'Heading3', 'Heading4'],
  lead: 'Lead',
  caption: 'Caption',
  source: 'Source',
  quote: 'Quote',
};

const listIndent = { left: twips(6), hanging: twips(6) };
export const lists: INumberingOptions = {
  config: [
    { reference: 'bullets', format: LevelFormat.BULLET, text: '•' },
    { reference: 'dashes', format: LevelFormat.BULLET, text: '–' },
    { reference: 'numbers', format: LevelFormat.DECIMAL, text: '%1.' },
  ].map(({ reference, format, text }) => ({
    reference,
    levels: [{ level: 0, format, text, alignment: AlignmentType.LEFT, style: { paragraph: { indent: listIndent } } }],
  })),
};

/** Writes blocks as Word's paragraphs and tables, in the styles of the file they are for. */
export class WordWriter {
  readonly #painter: SvgPainter;
  readonly #styles: WordStyles;
  readonly #colour: (token: string) => string;
  readonly #drawn = new Map<string, DrawnForWord>();
  #nextDrawing: number;
  #numbered = 0;

  constructor(painter: SvgPainter, styles: WordStyles, drawingsFrom = 1) {
    this.#painter = painter;
    this.#styles = styles;
    this.#nextDrawing = drawingsFrom;
    this.#colour = (token) => painter.token(token, 'paper').slice(1);
  }

  blocks(blocks: readonly Block[]): (Paragraph | Table)[] {
    return blocks.flatMap((block) => this.#block(block));
  }

  title(text: string): Paragraph {
    return new Paragraph({ style: this.#styles.heading[0], children: this.runs(text) });
  }

  pairs(pairs: readonly Pair[]): Paragraph[] {
    return pairs.map(
      (pair) =>
        new Paragraph({ children: [new TextRun({ text: `${pair.term}: `, bold: true }), ...this.runs(pair.text)] }),
    );
  }

  runs(text: RichText, more: IRunOptions = {}): (TextRun | ExternalHyperlink)[] {
    return runsOf(text).flatMap((run): (TextRun | ExternalHyperlink)[] => {
      const parts = run.text.split('\n').map(
        (line, at) =>
          new TextRun({
            ...more,
            text: line,
            ...(at > 0 ? { break: 1 } : {}),
            ...(run.strong ? { bold: true } : {}),
            ...(run.emphasis ? { italics: true } : {}),
            ...(run.link ? { color: this.#colour('pine'), underline: {} } : {}),
          }),
      );
      return run.link ? [new ExternalHyperlink({ link: run.link, children: parts })] : parts;
    });
  }

  /** A label has a border, so that it is seen as one. */
  label(text: string): TextRun {
    const border = { style: BorderStyle.SINGLE, size: 6, space: 2, color: this.#colour('ink') };
    return new TextRun({ text: `\u00a0${text}\u00a0`, bold: true, border });
  }

  #paragraph(text: RichText, style?: string): Paragraph {
    return new Paragraph({ ...(style ? { style } : {}), children: this.runs(text) });
  }

  #block(block: Block): (Paragraph | Table)[] {
    const { heading, lead, caption, source, quote, bullets } = this.#styles;
    switch (block.kind) {
      case 'heading':
        return [new Paragraph({ style: heading[block.level - 1] as string, children: this.runs(block.text) })];
      case 'lead':
        return [this.#paragraph(block.text, lead)];
      case 'paragraph':
        return [this.#paragraph(block.text, block.small ? source : undefined)];
      case 'list': {
        if (block.form === 'numbers') this.#numbered += 1;
        const place =
          block.form === 'bullets' && bullets
            ? { style: bullets }
            : {
                numbering: { reference: block.form, level: 0, instance: block.form === 'numbers' ? this.#numbered : 0 },
              };
        return block.items.map(
          (item) => new Paragraph({ ...place, spacing: { after: 80 }, children: this.runs(item) }),
        );
      }
      case 'pairs':
        return this.pairs(block.pairs);
      case 'table':
        return [
          ...(block.underItsHeading
            ? []
            : [new Paragraph({ style: caption, keepNext: true, children: this.runs(block.caption) })]),
          this.#table(block),
          ...this.#notes(block.notes ?? []),
        ];
      case 'figure':
        return [
          new Paragraph({ style: caption, keepNext: true, children: this.runs(block.caption) }),
          new Paragraph({ keepNext: block.notes.length > 0, children: [this.#picture(block, textPixels)] }),
          ...block.notes.map((note) => this.#paragraph(note, source)),
        ];
      case 'quote':
        return [
          new Paragraph({ style: quote, keepNext: true, children: this.runs(block.text) }),
          new Paragraph({ style: source, indent: { left: twips(4) }, children: this.runs(block.attribution) }),
        ];
      case 'callout':
        return [
          new Paragraph({
            spacing: { before: 280 },
            border: { top: { style: BorderStyle.SINGLE, size: 10, space: 8, color: this.#colour('ink') } },
            children: [
              ...(block.marked ? [...this.#marked(block.marked), new TextRun('. ')] : []),
              ...this.runs(block.text),
            ],
          }),
        ];
      case 'beside':
        return [...this.blocks(block.left), ...this.blocks(block.right)];
      case 'pageBreak':
        return [
          new Paragraph({
            pageBreakBefore: true,
            spacing: { before: 0, after: 0, line: 20, lineRule: LineRuleType.EXACT },
          }),
        ];
    }
  }

  /** Without a paragraph after it a table would grow together with the next one. */
  #notes(notes: readonly RichText[]): Paragraph[] {
    if (notes.length === 0) return [new Paragraph({ spacing: { after: 0 } })];
    return notes.map((note) => this.#paragraph(note, this.#styles.source));
  }

  #table(table: TableContent): Table {
    const widths = columnWidths(table);
    const line = (size: number, token: string) => ({ style: BorderStyle.SINGLE, size, color: this.#colour(token) });
    const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
    const borders = { top: none, left: none, right: none };
    const cellOf = (at: number, children: readonly Paragraph[], isHeading: boolean) =>
      new TableCell({
        width: { size: widths[at] as number, type: WidthType.DXA },
        borders: { ...borders, bottom: isHeading ? line(8, 'ink') : line(4, 'hair') },
        verticalAlign: isHeading ? VerticalAlign.BOTTOM : VerticalAlign.TOP,
        margins: { top: 70, bottom: 70, left: at === 0 ? 0 : 90, right: 30 },
        children: [...children],
      });
    const alignment = (column: Column) => ({
      alignment: column.numeric ? AlignmentType.RIGHT : AlignmentType.LEFT,
      spacing: { after: 0 },
    });
    const heading = new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: table.columns.map((column, at) =>
        cellOf(
          at,
          [
            new Paragraph({
              ...alignment(column),
              keepNext: true,
              children: [new TextRun({ text: column.heading, size: 19, color: this.#colour('ink-2') })],
            }),
          ],
          true,
        ),
      ),
    });
    const rows = table.rows.map(
      (row) =>
        new TableRow({
          cantSplit: row.cells.every((cell) => isMarked(cell) || isDrawing(cell) || plainText(cell).length < 700),
          children: row.cells.map((cell, at) =>
            cellOf(
              at,
              [
                new Paragraph({
                  ...alignment(table.columns[at] as Column),
                  children: this.#cell(cell, row.strong ?? false),
                }),
              ],
              false,
            ),
          ),
        }),
    );
    return new Table({
      width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      borders: { ...borders, bottom: none, insideHorizontal: none, insideVertical: none },
      // What a screen reader takes the headings from.
      tableLook: {
        firstRow: true,
        firstColumn: table.rowHeadings ?? false,
        lastRow: false,
        lastColumn: false,
        noHBand: true,
        noVBand: true,
      },
      rows: [heading, ...rows],
    });
  }

  #cell(cell: Cell, strong: boolean): (TextRun | ExternalHyperlink | ImageRun)[] {
    if (isMarked(cell)) return this.#marked(cell, 19);
    if (isDrawing(cell)) return [this.#picture(cell, cellPixels)];
    return this.runs(cell, { size: 19, ...(strong ? { bold: true } : {}) });
  }

  #marked(it: Marked, size?: number): (TextRun | ImageRun)[] {
    const within = `tone-${it.tone}`;
    const svg = this.#painter.paint(it.mark, 'paper', within);
    const colour = this.#painter.colourWithin(within, 'paper').slice(1);
    return [
      this.#image(svg, 12, ''),
      new TextRun({ text: `\u00a0${it.text}`, bold: true, color: colour, ...(size ? { size } : {}) }),
    ];
  }

  #picture(drawing: Drawing, width: number): ImageRun {
    return this.#image(this.#painter.paint(drawing.svg, 'paper'), width, drawing.alt);
  }

  #image(svg: string, width: number, alt: string): ImageRun {
    const key = `${width} ${svg}`;
    const drawn = this.#drawn.get(key) ?? drawnFor(svg, width);
    this.#drawn.set(key, drawn);
    const id = String(this.#nextDrawing);
    this.#nextDrawing += 1;
    return new ImageRun({
      type: 'svg',
      data: drawn.outlines,
      fallback: { type: 'png', data: drawn.points },
      transformation: { width, height: Math.max(1, Math.round(width * drawn.shape)) },
      altText: { id, name: alt === '' ? decorative : id, title: '', description: alt },
    });
  }
}

interface DrawnForWord {
  readonly outlines: Buffer;
  readonly points: Buffer;
  /** Height over width. */
  readonly shape: number;
}

/** Letters become outlines: Word would write them with the reader's own, of other widths. Points for those who lack SVG. */
function drawnFor(svg: string, width: number): DrawnForWord {
  const [, size = '1'] = / width="([\d.]+)"/.exec(svg) ?? [];
  const zoom = Math.max(2, (2 * width) / Number(size));
  const drawing = new Resvg(svg, { font: fontOptions, fitTo: { mode: 'zoom', value: zoom }, background: '#ffffff' });
  return {
    outlines: Buffer.from(drawing.toString()),
    points: drawing.render().asPng(),
    shape: drawing.height / drawing.width,
  };
}

/** Columns that fit their content are as wide as their longest words; the others share what is left. */
function columnWidths(table: TableContent): number[] {
  const letter = 108;
  const lengthOf = (cell: Cell): number =>
    isDrawing(cell)
      ? (cellPixels * 15) / letter
      : isMarked(cell)
        ? cell.text.length * 1.12 + 3
        : plainText(cell).length;
  const fitted = table.columns.map((column, at) => {
    if (!(column.fit ?? column.numeric)) return undefined;
    const longest = Math.max(
      column.heading.length,
      ...table.rows.map((row) => {
        const cell = row.cells[at];
        return cell === undefined ? 0 : lengthOf(cell);
      }),
    );
    return Math.round(Math.min(longest, 30) * letter + 160);
  });
  const taken = fitted.reduce<number>((sum, width) => sum + (width ?? 0), 0);
  const shares = table.columns.reduce(
    (sum, column, at) => sum + (fitted[at] === undefined ? (column.share ?? 1) : 0),
    0,
  );
  const left = Math.max(textWidth - taken, shares * 900);
  return table.columns.map((column, at) => fitted[at] ?? Math.floor(((column.share ?? 1) / shares) * left));
}

const decorative = 'decorative';
export const documentPart = 'word/document.xml';

export async function makeWord(model: DocumentModel, painter: SvgPainter): Promise<Uint8Array> {
  const writer = new WordWriter(painter, ownStyles);
  const colour = (token: string) => painter.token(token, 'paper').slice(1);
  const quiet = colour('ink-2');
  const rightAt = { tabStops: [{ type: TabStopType.RIGHT, position: textWidth }] };
  const between = model.language === 'sv' ? [' (', ')'] : [' of ', ''];
  const headingStyle = (level: number, size: number, before: number, after: number) => ({
    run: { font, size, bold: true, color: colour('ink') },
    paragraph: { spacing: { before, after }, keepNext: true, keepLines: true, outlineLevel: level - 1 },
  });
  const styleOf = (id: string, name: string, run: IRunOptions, paragraph: object) => ({
    id,
    name,
    basedOn: 'Normal',
    next: 'Normal',
    quickFormat: true,
    run,
    paragraph,
  });
  const { head } = model;
  const file = new Document({
    title: model.title,
    creator: model.author,
    lastModifiedBy: model.author,
    ...(model.label ? { subject: model.label, keywords: model.label, description: model.label } : { description: '' }),
    numbering: lists,
    styles: {
      default: {
        document: {
          run: { font, size: 21, color: colour('ink'), language: { value: languages[model.language] } },
          paragraph: { spacing: { after: 140, line: 288 } },
        },
        heading1: headingStyle(1, 44, 0, 240),
        heading2: headingStyle(2, 29, 400, 120),
        heading3: headingStyle(3, 23, 280, 100),
        heading4: headingStyle(4, 21, 240, 80),
      },
      paragraphStyles: [
        styleOf(
          ownStyles.lead,
          model.language === 'sv' ? 'Ingress' : 'Lead',
          { size: 25, color: quiet },
          { spacing: { after: 280 } },
        ),
        styleOf(ownStyles.caption, 'caption', { bold: true, size: 21 }, { spacing: { before: 200, after: 100 } }),
        styleOf(
          ownStyles.source,
          model.language === 'sv' ? 'Källa' : 'Source',
          { size: 17, color: quiet },
          { spacing: { before: 80, after: 160, line: 250 } },
        ),
        styleOf(
          ownStyles.quote,
          'Quote',
          {},
          {
            indent: { left: twips(4) },
            spacing: { before: 160, after: 40 },
            border: { left: { style: BorderStyle.SINGLE, size: 14, space: 8, color: colour('pine') } },
          },
        ),
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: page,
            margin: {
              top: margin.top,
              bottom: margin.bottom,
              left: margin.side,
              right: margin.side,
              header: twips(14),
              footer: twips(12),
            },
          },
        },
        headers: {
          default: new Header({
            children: [
              new Paragraph({
                style: ownStyles.source,
                ...rightAt,
                children: [
                  new TextRun({ text: head.name, bold: true, color: colour('ink') }),
                  ...(head.detail ? [new TextRun(`, ${head.detail}`)] : []),
                  new TextRun({ children: [new Tab(), head.about ? `${head.about}  ` : ''] }),
                  ...(model.label ? [writer.label(model.label)] : []),
                ],
              }),
            ],
          }),
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                style: ownStyles.source,
                ...rightAt,
                border: { top: { style: BorderStyle.SINGLE, size: 4, space: 6, color: colour('hair') } },
                children: [
                  new TextRun({
                    children: [
                      model.foot,
                      new Tab(),
                      PageNumber.CURRENT,
                      between[0] as string,
                      PageNumber.TOTAL_PAGES,
                      between[1] as string,
                    ],
                  }),
                ],
              }),
            ],
          }),
        },
        children: [
          ...writer.pairs(head.pairs ?? []),
          new Paragraph({ heading: HeadingLevel.HEADING_1, children: writer.runs(model.title) }),
          ...writer.blocks(model.blocks),
        ],
      },
    ],
  });
  return settled(await Packer.toBuffer(file), model);
}

export const dateInWords = (model: DocumentModel): string => formatsFor(model.language).date(model.date);

const decorativeMark =
  '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">' +
  '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">' +
  '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>' +
  '</a:ext></a:extLst>';

/** The same document is the same bytes: its own date instead of the time, and pictures beside their words said to be so. */
export function settled(file: Uint8Array, model: DocumentModel): Uint8Array {
  const parts = unzipSync(file);
  const rewrite = (name: string, change: (text: string) => string) => {
    const part = parts[name];
    if (part) parts[name] = strToU8(change(strFromU8(part)));
  };
  rewrite('docProps/core.xml', (text) =>
    text.replace(
      /(<dcterms:(created|modified)[^>]*>)[^<]*(<\/dcterms:\2>)/g,
      (_, open: string, __: string, close: string) => `${open}${model.date}T00:00:00Z${close}`,
    ),
  );
  rewrite(documentPart, (text) =>
    text.replace(
      new RegExp(`<wp:docPr ([^>]*name="${decorative}"[^>]*?)/>`, 'g'),
      (_, written: string) => `<wp:docPr ${written}>${decorativeMark}</wp:docPr>`,
    ),
  );
  // What is added is given ids by chance.
  const relations = 'word/_rels/document.xml.rels';
  const byChance = [...strFromU8(parts[relations] ?? new Uint8Array()).matchAll(/\bId="(rId[a-z0-9_-]{21})"/g)].map(
    ([, id = '']) => id,
  );
  for (const name of [documentPart, relations])
    rewrite(name, (text) => byChance.reduce((all, id, at) => all.replaceAll(`"${id}"`, `"rIdAdded${at + 1}"`), text));
  const names = Object.keys(parts).sort((a, b) =>
    a === '[Content_Types].xml' ? -1 : b === '[Content_Types].xml' ? 1 : a < b ? -1 : 1,
  );
  const zippable: Zippable = Object.fromEntries(
    names.map((name) => [name, [parts[name] as Uint8Array, { level: name.endsWith('.png') ? 0 : 6 }]]),
  );
  return zipSync(zippable, { mtime: new Date(`${model.date}T12:00:00`) });
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Language } from '../texts.ts';
import {
  type Block,
  type Cell,
  type DocumentModel,
  isDrawing,
  isMarked,
  type Marked,
  type Pair,
  plainText,
  type RichText,
  runsOf,
  type Table,
} from './document.ts';
import { fontFiles } from './fonts.ts';
import type { SvgPainter } from './svg-painter.ts';

/** For those who read it now, whoever they are, and for those who keep it. A file can promise one of them. */
export const pdfStandards = ['ua-1', 'a-2a'] as const;
export type PdfStandard = (typeof pdfStandards)[number];

const template = readFileSync(new URL('pages.typ', import.meta.url), 'utf8');
const folder = fileURLToPath(new URL('.', import.meta.url));
const regions: Record<Language, string> = { sv: 'SE', en: 'GB' };
const numbering: Record<Language, string> = { sv: '1 (1)', en: '1 of 1' };

/** A row this long may go over to the next page; a shorter one is kept together. */
const longRow = 700;
/** Documents made before what was remembered of one is forgotten. */
const memory = 2;

const rich = (text: RichText) =>
  runsOf(text).map((run) => ({
    lines: run.text.split('\n').map((line) => line.split(/(\p{L}{13,})/u)),
    strong: run.strong ?? false,
    emphasis: run.emphasis ?? false,
    link: run.link ?? null,
  }));

const pairOf = (pair: Pair) => ({ term: pair.term, text: rich(pair.text) });

/** Makes PDF, one at a time and without waiting for anything: it belongs in a thread of its own. */
export class PdfMaker {
  readonly #painter: SvgPainter;
  readonly #compiler: NodeCompiler;

  constructor(painter: SvgPainter) {
    this.#painter = painter;
    this.#compiler = NodeCompiler.create({
      workspace: folder,
      fontArgs: [{ fontBlobs: fontFiles.map((file) => readFileSync(file)) }],
    });
  }

  make(model: DocumentModel, standard: PdfStandard): Uint8Array {
    let content = JSON.stringify(this.#contentOf(model));
    try {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return this.#compile(content, standard);
        } catch (error) {
          // Both standards forbid a letter without a shape. No font of ours writes Chinese, say: the sign for it stands in.
          const lacking = lettersLackingIn(String((error as Error).message));
          if (lacking.length === 0 || attempt === 8) throw error;
          for (const letter of lacking) content = content.replaceAll(letter, '\ufffd');
        }
      }
    } finally {
      this.#compiler.evictCache(memory);
    }
  }

  #compile(content: string, standard: PdfStandard): Uint8Array {
    const compiled = this.#compiler.compile({ mainFileContent: template, inputs: { document: content } });
    const { result } = compiled;
    if (!result) {
      const fault = compiled.takeDiagnostics();
      throw new Error(`the pages could not be set: ${JSON.stringify(fault && this.#compiler.fetchDiagnostics(fault))}`);
    }
    return this.#compiler.pdf(result, { pdfStandard: standard });
  }

  #contentOf(model: DocumentModel) {
    const painter = this.#painter;
    const colour = (token: string) => painter.token(token, 'paper');
    return {
      title: model.title,
      author: model.author,
      date: model.date.split('-').map(Number),
      language: model.language,
      region: regions[model.language],
      numbering: numbering[model.language],
      label: model.label ?? null,
      foot: model.foot,
      head: {
        name: model.head.name,
        detail: model.head.detail ?? null,
        about: model.head.about ?? null,
        mark: model.head.mark ? painter.paint(model.head.mark, 'paper', 'brand') : null,
        pairs: (model.head.pairs ?? []).map(pairOf),
      },
      colours: { ink: colour('ink'), quiet: colour('ink-2'), pine: colour('pine'), hair: colour('hair') },
      blocks: model.blocks.map((block) => this.#block(block)),
    };
  }

  #marked(it: Marked) {
    const within = `tone-${it.tone}`;
    return {
      kind: 'marked',
      text: it.text,
      colour: this.#painter.colourWithin(within, 'paper'),
      mark: this.#painter.paint(it.mark, 'paper', within),
    };
  }

  #cell(cell: Cell) {
    if (isMarked(cell)) return this.#marked(cell);
    if (isDrawing(cell)) return { kind: 'drawing', svg: this.#painter.paint(cell.svg, 'paper'), alt: cell.alt };
    return { kind: 'text', runs: rich(cell) };
  }

  #table(table: Table) {
    return {
      kind: 'table',
      caption: table.underItsHeading ? null : table.caption,
      headings: table.columns.map((column) => column.heading),
      numeric: table.columns.map((column) => column.numeric ?? false),
      middle: table.rows.some((row) => row.cells.some(isDrawing)),
      widths: table.columns.map((column) => ((column.fit ?? column.numeric) ? null : (column.share ?? 1))),
      rows: table.rows.map((row) => ({
        strong: row.strong ?? false,
        long: row.cells.some((cell) => lengthOf(cell) > longRow),
        cells: row.cells.map((cell) => this.#cell(cell)),
      })),
      notes: (table.notes ?? []).map(rich),
    };
  }

  #block(block: Block): object {
    switch (block.kind) {
      case 'lead':
        return { ...block, text: rich(block.text) };
      case 'paragraph':
        return { ...block, small: block.small ?? false, text: rich(block.text) };
      case 'quote':
        return { ...block, text: rich(block.text) };
      case 'list':
        return { ...block, items: block.items.map(rich) };
      case 'pairs':
        return { ...block, pairs: block.pairs.map(pairOf) };
      case 'table':
        return this.#table(block);
      case 'figure':
        return {
          kind: 'figure',
          caption: block.caption,
          alt: block.alt,
          svg: this.#painter.paint(block.svg, 'paper'),
          notes: block.notes.map(rich),
        };
      case 'callout':
        return { ...block, marked: block.marked ? this.#marked(block.marked) : null, text: rich(block.text) };
      case 'beside':
        return {
          kind: 'beside',
          left: block.left.map((part) => this.#block(part)),
          right: block.right.map((part) => this.#block(part)),
        };
      default:
        return block;
    }
  }
}

const lengthOf = (cell: Cell): number => (isMarked(cell) || isDrawing(cell) ? 0 : plainText(cell).length);

/** What the setter says of letters that no font has. It writes them as Rust writes strings. */
function lettersLackingIn(message: string): readonly string[] {
  return [...message.matchAll(/the text `\\?"(.*?)\\?"` could not be displayed/g)].map(([, written = '']) =>
    written
      .replaceAll('\\\\', '\\')
      .replace(/\\u\{([0-9a-f]+)\}/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))),
  );
}

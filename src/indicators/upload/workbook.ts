import { TextDecoder } from 'node:util';
import { blank, type Cell, type Grid, type GridRow, textCell } from './grid.ts';
import { mostCells, mostColumns, mostRows, rowsAround } from './limits.ts';
import { UploadStop } from './problem.ts';
import { readXml } from './xml.ts';
import { ZipArchive } from './zip.ts';

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly grid: Grid;
  readonly hiddenRows: number;
  /** Cells that got the contents of those they are merged with. */
  readonly filled: number;
}

/** Every sheet that has anything in it, in the workbook's order. */
export function readWorkbook(bytes: Uint8Array): Sheet[] {
  const archive = new ZipArchive(bytes);
  refuseOthers(archive);
  const part = (name: string): string => {
    const content = archive.unpack(name);
    if (!content) return '';
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(content);
    } catch {
      throw new UploadStop('broken');
    }
  };
  const main = findMain(part('_rels/.rels'));
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const { sheets, isFrom1904 } = readContents(part(main));
  const targets = readRelations(part(`${folder}_rels/${main.slice(folder.length)}.rels`));
  const pathOf = (relation: string): string => {
    const target = targets.get(relation)?.target ?? '';
    return target.startsWith('/') ? target.slice(1) : `${folder}${target.replace(/^\.\//, '')}`;
  };
  const ofKind = (kind: string, usual: string): string => {
    const found = [...targets].find(([, relation]) => relation.type.endsWith(`/${kind}`));
    return part(found ? pathOf(found[0]) : `${folder}${usual}`);
  };
  if (sheets.length === 0) throw new UploadStop('broken');
  const strings = readStrings(ofKind('sharedStrings', 'sharedStrings.xml'));
  const styles = readStyles(ofKind('styles', 'styles.xml'));
  const cellsLeft = { count: mostCells };
  return sheets
    .filter(({ relation }) => (targets.get(relation)?.type ?? '/worksheet').endsWith('/worksheet'))
    .map(({ name, isHidden, relation }) => ({
      name,
      isHidden,
      ...readSheet(part(pathOf(relation)), { strings, styles, isFrom1904, cellsLeft }),
    }))
    .filter(({ grid }) => grid.rows.length > 0);
}

/** Other things that are archives too: each is told what to save as. */
function refuseOthers(archive: ZipArchive): void {
  if (archive.some((name) => name.endsWith('xl/workbook.bin'))) throw new UploadStop('binaryWorkbook');
  if (archive.some((name) => /^xl\/|(^|\/)workbook\.xml$/.test(name))) return;
  if (archive.has('content.xml')) throw new UploadStop('openDocument');
  if (archive.some((name) => name.endsWith('.iwa') || name === 'Index.zip')) throw new UploadStop('numbers');
  if (archive.some((name) => /^(word|ppt)\//.test(name))) throw new UploadStop('document');
  throw new UploadStop('archive');
}

interface Relation {
  readonly target: string;
  readonly type: string;
}

function readRelations(xml: string): Map<string, Relation> {
  const found = new Map<string, Relation>();
  readXml(xml, {
    open(name, attribute) {
      if (name !== 'Relationship') return;
      found.set(attribute('Id') ?? '', { target: attribute('Target') ?? '', type: attribute('Type') ?? '' });
    },
    close() {},
  });
  return found;
}

function findMain(xml: string): string {
  const found = [...readRelations(xml).values()].find(({ type }) => type.endsWith('/officeDocument'));
  return (found?.target ?? 'xl/workbook.xml').replace(/^\.?\//, '');
}

function readContents(xml: string) {
  const sheets: { name: string; isHidden: boolean; relation: string }[] = [];
  let isFrom1904 = false;
  readXml(xml, {
    open(name, attribute) {
      if (name === 'workbookPr') isFrom1904 = /^(1|true)$/.test(attribute('date1904') ?? '');
      if (name !== 'sheet') return;
      const isHidden = (attribute('state') ?? 'visible') !== 'visible';
      sheets.push({
        name: attribute('name') ?? '',
        isHidden,
        relation: attribute('r:id') ?? attribute('\\w+:id') ?? '',
      });
    },
    close() {},
  });
  return { sheets, isFrom1904 };
}

/** The texts that cells point at. What is said of how to pronounce them is no part of them. */
function readStrings(xml: string): string[] {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let isSpoken = false;
  readXml(xml, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') isSpoken = true;
      else if (name === 't') isText = !isSpoken;
    },
    close(name) {
      if (name === 't') isText = false;
      else if (name === 'rPh') isSpoken = false;
      else if (name === 'si') strings.push(text);
    },
    text(part) {
      if (isText) text += part;
    },
  });
  return strings;
}

type NumberStyle = 'plain' | 'percent' | 'date' | 'year';

/** ECMA-376 part 1, 18.8.30: the formats that have a number and no code. */
function styleOfNumber(id: number): NumberStyle {
  if (id === 9 || id === 10) return 'percent';
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
    ? 'date'
    : 'plain';
}

function styleOfCode(code: string): NumberStyle {
  const bare = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .toLowerCase();
  if (bare.includes('%')) return 'percent';
  if (/^(y+|å+)(;@)?$/.test(bare)) return 'year';
  return /[ymdhså]/.test(bare.replace(/general|standard/g, '')) ? 'date' : 'plain';
}

function readStyles(xml: string): NumberStyle[] {
  const codes = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let isCells = false;
  readXml(xml, {
    open(name, attribute) {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      else if (name === 'cellXfs') isCells = true;
      else if (name === 'xf' && isCells) {
        const id = Number(attribute('numFmtId') ?? 0);
        const code = codes.get(id);
        styles.push(code === undefined ? styleOfNumber(id) : styleOfCode(code));
      }
    },
    close(name) {
      if (name === 'cellXfs') isCells = false;
    },
  });
  return styles;
}

interface Book {
  readonly strings: readonly string[];
  readonly styles: readonly NumberStyle[];
  readonly isFrom1904: boolean;
  readonly cellsLeft: { count: number };
}

function readSheet(xml: string, book: Book): Pick<Sheet, 'grid' | 'hiddenRows' | 'filled'> {
  const rows = new Map<number, Cell[]>();
  const merges: string[] = [];
  let row = 0;
  let column = 0;
  let hiddenRows = 0;
  let isHidden = false;
  let cells: Cell[] = [];
  let type = '';
  let style: NumberStyle = 'plain';
  let value: string | undefined;
  let formula: string | undefined;
  let into: 'value' | 'formula' | undefined;

  readXml(xml, {
    open(name, attribute) {
      if (name === 'c') {
        const address = attribute('r');
        column = address ? columnOf(address) : column + 1;
        type = attribute('t') ?? 'n';
        style = book.styles[Number(attribute('s') ?? 0)] ?? 'plain';
        value = undefined;
        formula = undefined;
      } else if (name === 'v' || name === 't') into = 'value';
      else if (name === 'f') {
        into = 'formula';
        formula = '';
      } else if (name === 'row') {
        const given = Number(attribute('r') ?? row + 1);
        if (!Number.isInteger(given) || given <= row) throw new UploadStop('broken');
        row = given;
        column = 0;
        cells = [];
        isHidden = /^(1|true)$/.test(attribute('hidden') ?? '');
      } else if (name === 'mergeCell') merges.push(attribute('ref') ?? '');
    },
    text(text) {
      if (into === 'value') value = (value ?? '') + text;
      else if (into === 'formula') formula = (formula ?? '') + text;
    },
    close(name) {
      if (name === 'v' || name === 't' || name === 'f') into = undefined;
      else if (name === 'c') {
        const cell = toCell(type, style, value, formula, book);
        if (cell === blank) return;
        if (column > mostColumns) throw new UploadStop('tooManyColumns', { row, column });
        book.cellsLeft.count -= 1 + Math.max(0, column - 1 - cells.length);
        if (book.cellsLeft.count < 0) throw new UploadStop('tooManyRows');
        while (cells.length < column - 1) cells.push(blank);
        cells[column - 1] = cell;
      } else if (name === 'row' && cells.length > 0) {
        if (rows.size >= mostRows + rowsAround) throw new UploadStop('tooManyRows');
        if (isHidden) hiddenRows += 1;
        rows.set(row, cells);
      }
    },
  });
  const filled = fillMerged(rows, merges);
  const listed: GridRow[] = [...rows].map(([number, cells]) => ({ row: number, cells }));
  return { grid: { rows: listed, delimiter: '' }, hiddenRows, filled };
}

function columnOf(address: string): number {
  let column = 0;
  for (const letter of address) {
    const place = letter.charCodeAt(0) - 64;
    if (place < 1 || place > 26) break;
    column = column * 26 + place;
  }
  if (column < 1 || column > 16_384) throw new UploadStop('broken');
  return column;
}

function toCell(
  type: string,
  style: NumberStyle,
  value: string | undefined,
  formula: string | undefined,
  book: Book,
): Cell {
  if (value === undefined) {
    return formula === undefined ? blank : { text: `=${formula}`, kind: 'uncomputed', isFormula: true };
  }
  const counted = formula === undefined ? {} : { isFormula: true as const };
  switch (type) {
    case 's': {
      const text = book.strings[Number(value)];
      if (text === undefined) throw new UploadStop('broken');
      return textCell(text);
    }
    case 'str':
    case 'inlineStr': {
      const cell = textCell(value);
      return cell === blank ? blank : { ...cell, ...counted };
    }
    case 'b':
      return { text: value === '1' ? 'TRUE' : 'FALSE', ...counted };
    case 'e':
      return { text: value, kind: 'error', ...counted };
    case 'd':
      return { text: value.slice(0, 10), kind: 'date', ...counted };
    default:
      return { ...numberCell(Number(value), style, book.isFrom1904), ...counted };
  }
}

function numberCell(number: number, style: NumberStyle, isFrom1904: boolean): Cell {
  if (!Number.isFinite(number)) throw new UploadStop('broken');
  if (style === 'percent') {
    // 0.07 times a hundred is 7.000000000000001; a workbook's numbers have fifteen digits.
    const shown = Number((number * 100).toPrecision(15));
    return { text: `${shown} %`, number: shown, kind: 'percent' };
  }
  if (style === 'plain') return { text: String(number), number };
  const days = number + (isFrom1904 ? 1462 : 0);
  // Day 0 is 30 December 1899 for every date after February 1900.
  const date = new Date(Math.round((days - 25_569) * 86_400_000));
  if (Number.isNaN(date.getTime())) return { text: String(number), number };
  const written = date.toISOString().slice(0, 10);
  return style === 'year'
    ? { text: written.slice(0, 4), number: date.getUTCFullYear() }
    : { text: written, kind: 'date' };
}

const mostMerged = 200_000;

/** What stands in merged cells stands in all of them. */
function fillMerged(rows: ReadonlyMap<number, Cell[]>, merges: readonly string[]): number {
  let filled = 0;
  for (const merge of merges) {
    const [, from = '', top = '', to = '', bottom = ''] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(merge) ?? [];
    if (from === '') continue;
    const [first, last] = [columnOf(from), Math.min(columnOf(to), mostColumns)];
    const cell = rows.get(Number(top))?.[first - 1];
    if (!cell || cell === blank) continue;
    const copy: Cell = { ...cell, isFilled: true };
    for (let row = Number(top); row <= Number(bottom); row += 1) {
      const cells = rows.get(row);
      if (!cells) {
        // Rows that hold nothing but the rest of a merged cell are no rows of the table.
        if (row - Number(top) > mostMerged) break;
        continue;
      }
      for (let column = first; column <= last; column += 1) {
        if (row === Number(top) && column === first) continue;
        while (cells.length < column) cells.push(blank);
        if (cells[column - 1] !== blank) continue;
        cells[column - 1] = copy;
        filled += 1;
        if (filled > mostMerged) throw new UploadStop('tooManyRows');
      }
    }
  }
  return filled;
}

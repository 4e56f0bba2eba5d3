import type { Block, Run } from '../documents/document.ts';
import { readMarkdown } from './markdown.ts';

/** Runs line by line, where the writer broke the line. */
function linesOf(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]];
  for (const run of runs)
    for (const [at, text] of run.text.split('\n').entries()) {
      if (at > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ ...run, text });
    }
  return lines.filter((line) => line.length > 0);
}
const onOneLine = (runs: readonly Run[]): Run[] =>
  runs.map((run) => ({ ...run, text: run.text.replaceAll('\n', ' ') }));

/** A text in Markdown as blocks of a document. `level` is that of its uppermost headings. */
export function documentBlocks(text: string, level: 2 | 3 | 4 = 3): Block[] {
  return readMarkdown(text).flatMap((block): Block[] => {
    if (block.kind === 'list')
      return [{ kind: 'list', form: block.form, items: block.items.map((item) => onOneLine(item)) }];
    if (block.kind === 'paragraph') return linesOf(block.runs).map((line) => ({ kind: 'paragraph', text: line }));
    const words = block.runs.map((run) => run.text).join('');
    return [{ kind: 'heading', level: Math.min(4, level + block.depth) as 2 | 3 | 4, text: words }];
  });
}

import type { Run } from '../documents/document.ts';

/** What a text in Markdown may hold. Nothing else passes: HTML is text, and so is a link that leads anywhere but out. */
export type MarkdownBlock =
  /** `depth` 0 is the uppermost in the text, whatever was typed; none is skipped on the way down. */
  | { readonly kind: 'heading'; readonly depth: 0 | 1; readonly runs: readonly Run[] }
  /** A line that was broken by the writer stays broken: `\n` in a run. */
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  | { readonly kind: 'list'; readonly form: 'bullets' | 'numbers'; readonly items: readonly (readonly Run[])[] };

const longestAddress = 2000;

/** The address as it is written in a link, or undefined where it leads anywhere but to a page or a letter. */
export function safeAddress(typed: string): string | undefined {
  if (typed.length > longestAddress || !/^(https?:\/\/|mailto:)[^\s\\<>"]+$/i.test(typed)) return undefined;
  if (!URL.canParse(typed)) return undefined;
  const url = new URL(typed);
  // A name before the host makes a link look as if it led somewhere else.
  if (url.username || url.password) return undefined;
  return ['https:', 'http:', 'mailto:'].includes(url.protocol) ? url.href : undefined;
}

type Style = Omit<Run, 'text'>;
const isSpace = (letter: string | undefined): boolean => letter === undefined || /\s/.test(letter);
const isWord = (letter: string | undefined): boolean => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
const escapable = '\\*_[]()#-+.`<>!';

/** Runs of one paragraph, heading or item. Every mark is looked for once from where none was found: long texts cost no more. */
function readRuns(text: string, style: Style = {}): Run[] {
  const runs: Run[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') runs.push({ ...style, text: plain });
    plain = '';
  };
  /** Where a mark has no end after a place, it has none after any later place. */
  const endless = new Set<string>();
  const endOf = (mark: string, from: number): number => {
    if (endless.has(mark)) return -1;
    for (let at = text.indexOf(mark, from); at !== -1; at = text.indexOf(mark, at + 1)) {
      // Of three, the last two: the first ends what stands within.
      while (mark.length === 2 && text[at + 2] === mark[0]) at += 1;
      const isDouble = mark.length === 1 && (text[at - 1] === mark || text[at + 1] === mark);
      const isInWord = mark === '_' && isWord(text[at + 1]);
      if (at > from && !isSpace(text[at - 1]) && text[at - 1] !== '\\' && !isDouble && !isInWord) return at;
    }
    endless.add(mark);
    return -1;
  };

  let at = 0;
  while (at < text.length) {
    const letter = text[at] as string;
    const next = text[at + 1];
    if (letter === '\\' && next !== undefined && escapable.includes(next)) {
      plain += next;
      at += 2;
      continue;
    }
    const mark = letter === '*' || letter === '_' ? (next === letter ? letter.repeat(2) : letter) : '';
    if (mark !== '') {
      const key = mark.length === 2 ? 'strong' : 'emphasis';
      const opens = !isSpace(text[at + mark.length]) && !(letter === '_' && isWord(text[at - 1])) && !style[key];
      const end = opens ? endOf(mark, at + mark.length) : -1;
      if (end !== -1) {
        flush();
        runs.push(...readRuns(text.slice(at + mark.length, end), { ...style, [key]: true }));
        at = end + mark.length;
        continue;
      }
      plain += mark;
      at += mark.length;
      continue;
    }
    if (letter === '[' && !style.link) {
      const link = /^\[([^[\]\n]{1,500})\]\(([^()\s]{1,2000})\)/.exec(text.slice(at, at + 2600));
      const address = safeAddress(link?.[2] ?? '');
      if (link && address) {
        flush();
        runs.push(...readRuns(link[1] as string, { ...style, link: address }));
        at += link[0].length;
        continue;
      }
    }
    if (letter === 'h' && !style.link && !isWord(text[at - 1])) {
      const [bare] = /^https?:\/\/[^\s<>()[\]*"\\]{3,1900}/.exec(text.slice(at, at + 2000)) ?? [];
      const address = bare?.replace(/[.,;:!?'’”]+$/, '');
      const link = address ? safeAddress(address) : undefined;
      if (address && link) {
        flush();
        runs.push({ ...style, text: address, link });
        at += address.length;
        continue;
      }
    }
    plain += letter;
    at += 1;
  }
  flush();
  return runs;
}

const heading = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/;
const bullet = /^\s{0,8}[-*•+][ \t]+(\S.*)$/;
const numbered = /^\s{0,8}\d{1,4}[.)][ \t]+(\S.*)$/;

/**
 * Reads a text as people write it in a field: paragraphs, headings (`###`), lists, **bold**, *italic* and links that lead
 * to pages and letters. What is not among these stays as it was typed.
 */
export function readMarkdown(text: string): MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let paragraph: string[] = [];
  let list: { form: 'bullets' | 'numbers'; items: string[] } | undefined;
  const headings: { signs: number; at: number }[] = [];
  const flush = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', runs: readRuns(paragraph.join('\n')) });
    if (list) blocks.push({ kind: 'list', form: list.form, items: list.items.map((item) => readRuns(item)) });
    paragraph = [];
    list = undefined;
  };
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const [, signs = '', title = ''] = heading.exec(line) ?? [];
    const [, item = numbered.exec(line)?.[1]] = bullet.exec(line) ?? [];
    if (line.trim() === '') flush();
    else if (title !== '') {
      flush();
      headings.push({ signs: signs.length, at: blocks.length });
      blocks.push({ kind: 'heading', depth: 0, runs: readRuns(title.replace(/[ \t]+#+[ \t]*$/, '').trim()) });
    } else if (item !== undefined) {
      const form = bullet.test(line) ? 'bullets' : 'numbers';
      if (paragraph.length > 0 || (list && list.form !== form)) flush();
      list ??= { form, items: [] };
      list.items.push(item.trim());
    } else if (list && /^\s/.test(line)) list.items.push(`${list.items.pop() ?? ''}\n${line.trim()}`);
    else {
      if (list) flush();
      paragraph.push(line.trim());
    }
  }
  flush();
  let above: { signs: number } | undefined;
  for (const one of headings) {
    const block = blocks[one.at];
    // Under the last uppermost heading, if it has more signs than that one.
    const isUnder = above !== undefined && one.signs > above.signs;
    if (!isUnder) above = one;
    if (isUnder && block?.kind === 'heading') blocks[one.at] = { ...block, depth: 1 };
  }
  return blocks;
}

/** The words alone, on one line: for search, letters and lists. */
export const wordsOf = (text: string): string =>
  readMarkdown(text)
    .flatMap((block) => (block.kind === 'list' ? block.items : [block.runs]))
    .map((runs) => runs.map((run) => run.text).join(''))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

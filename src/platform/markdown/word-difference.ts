/** A stretch of two texts: in both, in the later alone, or in the earlier alone. */
export interface Difference {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Words, white space and punctuation, each on its own: put together they are the text again. */
const piecesOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? [];

const asRead = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** Whether two texts say the same: blanks and where a line breaks are no words. */
export const hasSameWords = (earlier: string, later: string): boolean => asRead(earlier) === asRead(later);

/** Above this many steps the middle is told as replaced: no reader follows so many small changes, and no page waits. */
const mostSteps = 800;

/**
 * What was taken away and what was added, word by word, from one text to another (Myers, 1986: the fewest changes there
 * can be). What is the same at both ends costs nothing.
 */
export function wordDifference(earlier: string, later: string): readonly Difference[] {
  const before = piecesOf(earlier);
  const after = piecesOf(later);
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const shortest = Math.min(before.length, after.length) - start;
  while (end < shortest && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const told: { kind: Difference['kind']; text: string }[] = [];
  const tell = (kind: Difference['kind'], pieces: readonly string[]): void => {
    const text = pieces.join('');
    const last = told.at(-1);
    if (text === '') return;
    if (last?.kind === kind) last.text += text;
    else told.push({ kind, text });
  };
  tell('same', before.slice(0, start));
  for (const [kind, piece] of middle(before.slice(start, before.length - end), after.slice(start, after.length - end)))
    tell(kind, [piece]);
  tell('same', before.slice(before.length - end));
  return wholeChanges(told);
}

/**
 * Blanks alone between two changes are changed with them: a sentence that is put in place of another is read whole, what
 * goes before what comes, and not word by word.
 */
function wholeChanges(told: readonly Difference[]): readonly Difference[] {
  const out: Difference[] = [];
  for (let at = 0; at < told.length; at += 1) {
    const one = told[at] as Difference;
    let end = at;
    if (one.kind !== 'same')
      while (told[end + 1] && (told[end + 1]?.kind !== 'same' || joins(told[end + 1], told[end + 2]))) end += 1;
    const run = told.slice(at, end + 1);
    at = end;
    const without = (kind: Difference['kind']): string =>
      run
        .filter((part) => part.kind !== kind)
        .map(({ text }) => text)
        .join('');
    const isBoth = run.some(({ kind }) => kind === 'added') && run.some(({ kind }) => kind === 'removed');
    if (isBoth) out.push({ kind: 'removed', text: without('added') }, { kind: 'added', text: without('removed') });
    else out.push(...run);
  }
  return out;
}
const joins = (between: Difference | undefined, after: Difference | undefined): boolean =>
  after !== undefined && /^[^\S\n]+$/.test(between?.text ?? '');

function middle(before: readonly string[], after: readonly string[]): (readonly [Difference['kind'], string])[] {
  const replaced = (): (readonly [Difference['kind'], string])[] => [
    ...before.map((piece) => ['removed', piece] as const),
    ...after.map((piece) => ['added', piece] as const),
  ];
  if (before.length === 0 || after.length === 0) return replaced();
  const most = before.length + after.length;
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  const isLonger = (line: number, steps: number): boolean =>
    line === -steps || (line !== steps && (furthest.get(line - 1) ?? -1) < (furthest.get(line + 1) ?? -1));
  for (let steps = 0; steps <= most; steps += 1) {
    if (steps > mostSteps) return replaced();
    trace.push(new Map(furthest));
    for (let line = -steps; line <= steps; line += 2) {
      let x = isLonger(line, steps) ? (furthest.get(line + 1) ?? 0) : (furthest.get(line - 1) ?? 0) + 1;
      while (x < before.length && x - line < after.length && before[x] === after[x - line]) x += 1;
      furthest.set(line, x);
      if (x >= before.length && x - line >= after.length) return back(before, after, trace);
    }
  }
  return replaced();
}

/** From the end of both texts to their beginning, the way that was walked. */
function back(
  before: readonly string[],
  after: readonly string[],
  trace: readonly ReadonlyMap<number, number>[],
): (readonly [Difference['kind'], string])[] {
  const told: (readonly [Difference['kind'], string])[] = [];
  let x = before.length;
  let y = after.length;
  for (let steps = trace.length - 1; steps >= 0; steps -= 1) {
    const furthest = trace[steps] as ReadonlyMap<number, number>;
    const line = x - y;
    const down = line === -steps || (line !== steps && (furthest.get(line - 1) ?? -1) < (furthest.get(line + 1) ?? -1));
    const from = down ? line + 1 : line - 1;
    const fromX = steps === 0 ? 0 : (furthest.get(from) ?? 0);
    const fromY = steps === 0 ? 0 : fromX - from;
    while (x > fromX && y > fromY && before[x - 1] === after[y - 1]) {
      told.push(['same', before[x - 1] as string]);
      x -= 1;
      y -= 1;
    }
    if (steps === 0) break;
    if (down) told.push(['added', after[y - 1] as string]);
    else told.push(['removed', before[x - 1] as string]);
    x = fromX;
    y = fromY;
  }
  return told.reverse();
}

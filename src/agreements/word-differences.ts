/** A stretch of words that both texts have, or one of them. */
export interface Change {
  readonly kind: 'same' | 'inserted' | 'deleted';
  readonly text: string;
}

/** Words and what stands between them, each by itself; put together they are the text. */
export const wordsOf = (text: string): string[] => text.match(/\n|[^\S\n]+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];

/** Two texts of some thousand words that share nothing need more steps than this, and are then read as replaced whole. */
const mostSteps = 3000;

/**
 * The fewest words that must go and come to make the one text the other (Myers 1986). What is the same at both ends is set
 * aside first.
 */
export function compareWords(before: string, after: string): readonly Change[] {
  const from = wordsOf(before);
  const to = wordsOf(after);
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1;
  let end = 0;
  while (
    end < from.length - start &&
    end < to.length - start &&
    from[from.length - 1 - end] === to[to.length - 1 - end]
  ) {
    end += 1;
  }
  const a = from.slice(start, from.length - end);
  const b = to.slice(start, to.length - end);
  const parts: Change[] = [
    { kind: 'same', text: from.slice(0, start).join('') },
    ...shortest(a, b),
    { kind: 'same', text: from.slice(from.length - end).join('') },
  ];
  return joined(parts);
}

function shortest(a: readonly string[], b: readonly string[]): Change[] {
  const replaced: Change[] = [
    { kind: 'deleted', text: a.join('') },
    { kind: 'inserted', text: b.join('') },
  ];
  if (a.length === 0 || b.length === 0) return replaced;
  const most = Math.min(a.length + b.length, mostSteps);
  const reach = new Map<number, number>([[1, 0]]);
  const trail: Map<number, number>[] = [];
  for (let steps = 0; steps <= most; steps += 1) {
    trail.push(new Map(reach));
    for (let k = -steps; k <= steps; k += 2) {
      const down = k === -steps || (k !== steps && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x += 1;
        y += 1;
      }
      reach.set(k, x);
      if (x >= a.length && y >= b.length) return walkBack(a, b, trail);
    }
  }
  return replaced;
}

function walkBack(a: readonly string[], b: readonly string[], trail: readonly Map<number, number>[]): Change[] {
  const parts: Change[] = [];
  let x = a.length;
  let y = b.length;
  for (let steps = trail.length - 1; steps >= 0; steps -= 1) {
    const reach = trail[steps] ?? new Map<number, number>();
    const k = x - y;
    const down = k === -steps || (k !== steps && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const fromK = down ? k + 1 : k - 1;
    const fromX = steps === 0 ? 0 : (reach.get(fromK) ?? 0);
    const fromY = steps === 0 ? 0 : fromX - fromK;
    while (x > fromX && y > fromY) {
      parts.push({ kind: 'same', text: a[x - 1] ?? '' });
      x -= 1;
      y -= 1;
    }
    if (steps === 0) break;
    if (down) parts.push({ kind: 'inserted', text: b[y - 1] ?? '' });
    else parts.push({ kind: 'deleted', text: a[x - 1] ?? '' });
    x = fromX;
    y = fromY;
  }
  return parts.reverse();
}

/**
 * Neighbours of a kind as one stretch. Blanks alone between two changed words are changed with them, so that a sentence
 * is not cut to pieces: what goes stands before what comes.
 */
function joined(parts: readonly Change[]): readonly Change[] {
  const out: Change[] = [];
  let gone = '';
  let come = '';
  let blank = '';
  const settle = (): void => {
    if (come) out.push({ kind: 'inserted', text: come });
    if (gone) out.push({ kind: 'deleted', text: gone });
    if (blank) out.push({ kind: 'same', text: blank });
    gone = '';
    come = '';
    blank = '';
  };
  for (const part of parts) {
    if (part.text === '') continue;
    if (part.kind === 'same') {
      if ((gone || come) && /^[^\S\n]+$/.test(blank + part.text)) blank += part.text;
      else {
        settle();
        out.push(part);
      }
      continue;
    }
    if (blank) {
      if (gone) gone += blank;
      if (come) come += blank;
      // A blank that only one side would have had stays in both.
      if (!gone || !come) {
        gone = gone || blank;
        come = come || blank;
      }
      blank = '';
    }
    if (part.kind === 'deleted') gone += part.text;
    else come += part.text;
  }
  settle();
  const merged: Change[] = [];
  for (const part of out) {
    const last = merged.at(-1);
    if (last && last.kind === part.kind) merged[merged.length - 1] = { kind: part.kind, text: last.text + part.text };
    else merged.push(part);
  }
  return merged;
}

/** The later text, from what compareWords says. */
export const laterText = (changes: readonly Change[]): string =>
  changes
    .filter((one) => one.kind !== 'deleted')
    .map((one) => one.text)
    .join('');
export const earlierText = (changes: readonly Change[]): string =>
  changes
    .filter((one) => one.kind !== 'inserted')
    .map((one) => one.text)
    .join('');

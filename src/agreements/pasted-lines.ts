/** One line that somebody pasted: a party of ours and what stands after it. */
export interface PastedLine<Party> {
  readonly party: Party;
  readonly parts: readonly string[];
}
export interface Pasted<Party> {
  readonly lines: readonly PastedLine<Party>[];
  /** Lines that begin with nobody that takes part. */
  readonly unknown: readonly { readonly number: number; readonly text: string }[];
}

/** “Kommun B: Kommunstyrelsen; 2023-10-17; § 212”, one to a line. The longest name that fits is meant. */
export function readPasted<Party extends { readonly name: string }>(
  text: string,
  parties: readonly Party[],
): Pasted<Party> {
  const byLength = parties.toSorted((a, b) => b.name.length - a.name.length);
  const lines: PastedLine<Party>[] = [];
  const unknown: { number: number; text: string }[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    const typed = line.replace(/^\s*[-*•]\s*/, '').trim();
    if (typed === '') continue;
    const party = byLength.find(({ name }) => {
      const begins = typed.toLocaleLowerCase('sv').startsWith(name.toLocaleLowerCase('sv'));
      return begins && /^\s*(:|$)/.test(typed.slice(name.length));
    });
    if (!party) unknown.push({ number: at + 1, text: typed });
    else {
      const rest = typed.slice(party.name.length).replace(/^\s*:/, '');
      lines.push({
        party,
        parts: rest
          .split(';')
          .map((part) => part.trim())
          .filter(Boolean),
      });
    }
  }
  return { lines, unknown };
}

/** A day within a part, with or without a word before it; undefined where it holds none. */
export const dayIn = (part: string | undefined): string | undefined => {
  const [, day] = /^(?:till|until|to|den)?\s*(\d{4}-\d{2}-\d{2})$/i.exec(part ?? '') ?? [];
  if (!day) return undefined;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : undefined;
};

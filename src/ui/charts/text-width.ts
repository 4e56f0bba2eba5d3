/** Hundredths of an em that each letter of Atkinson Hyperlegible Next takes, measured in Chromium. */
const plain: Readonly<Record<number, string>> = {
  16: "'",
  21: ',.:;',
  24: '`j|’·',
  26: 'il',
  29: ' \u00a0!',
  30: '"()',
  33: 'ft[',
  35: 'r]{}',
  37: '-_',
  40: '/I\\”',
  41: '1',
  46: 'vyz',
  49: 'kscx*?',
  52: 'aåäJ7–',
  55: 'Leuéühno2<>F^~öø',
  57: 'TdgEYbpqÉ',
  59: '3$59PSV±',
  61: '6+48BRZ−',
  65: '=AKÅÄXC#0',
  69: 'wDGHNUÜ…',
  73: 'OÖØQ&',
  84: '@Mm—',
  92: 'WæÆ%',
};

const bold: Readonly<Record<number, string>> = {
  20: "'",
  26: ',.:;j’|',
  31: '`i·!l \u00a0',
  34: '()[]',
  38: 'f-rt"{}',
  44: '_I/\\1',
  50: '”*sz–',
  53: 'cyv7x',
  57: '?~JLakåäFeuéü29<>hnoöø',
  61: '^EbdgpÉ+35Tq−$=S±',
  64: '468PZBRVY',
  69: '0CKAÅÄXDUÜ',
  75: 'HGN&wOÖØ#Q',
  88: '…@—MWmæ',
  96: '%Æ',
};

const widthsOf = (table: Readonly<Record<number, string>>): ReadonlyMap<string, number> =>
  new Map(Object.entries(table).flatMap(([width, letters]) => [...letters].map((letter) => [letter, Number(width)])));

const widths = { plain: widthsOf(plain), bold: widthsOf(bold) };

export type Weight = keyof typeof widths;

/** How wide a text becomes. A letter outside the font is taken to be as wide as its size. */
export function textWidth(text: string, size: number, weight: Weight = 'plain'): number {
  let hundredths = 0;
  for (const letter of text) hundredths += widths[weight].get(letter) ?? 100;
  return (hundredths * size) / 100;
}

/** The text, or as much of it as has room, ending in an ellipsis. */
export function shortened(text: string, room: number, size: number, weight: Weight = 'plain'): string {
  if (textWidth(text, size, weight) <= room) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(`${letters.join('').trimEnd()}…`, size, weight) > room) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** The text in lines that have room, never cut at a no-break space; `most` at most: what is left over is told by an ellipsis. */
export function wrapped(text: string, room: number, size: number, weight: Weight = 'plain', most = 99): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \n]+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || textWidth(longer, size, weight) <= room) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  const kept = lines.slice(0, most);
  // What does not fit is cut where the last line ends.
  if (lines.length > most) kept[most - 1] = `${kept[most - 1]} ${lines[most]}`;
  return kept.map((one) => shortened(one, room, size, weight));
}

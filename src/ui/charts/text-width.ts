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

/** By code of letter: a page may ask for the width of twenty thousand. A letter outside the font is as wide as its size. */
function widthsOf(table: Readonly<Record<number, string>>): Uint8Array {
  const widths = new Uint8Array(0x10000).fill(100);
  // The second half of a letter that is written in two.
  widths.fill(0, 0xdc00, 0xe000);
  for (const [width, letters] of Object.entries(table)) {
    for (const letter of letters) widths[letter.charCodeAt(0)] = Number(width);
  }
  return widths;
}

const widths = { plain: widthsOf(plain), bold: widthsOf(bold) };

export type Weight = keyof typeof widths;

/** How wide a text becomes. */
export function textWidth(text: string, size: number, weight: Weight = 'plain'): number {
  const known = widths[weight];
  let hundredths = 0;
  for (let at = 0; at < text.length; at += 1) hundredths += known[text.charCodeAt(at)] as number;
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
  const space = textWidth(' ', size, weight);
  let line = '';
  let taken = 0;
  for (const word of text.split(/[ \n]+/)) {
    if (word === '') continue;
    const width = textWidth(word, size, weight);
    if (line === '') {
      line = word;
      taken = width;
    } else if (taken + space + width <= room) {
      line += ` ${word}`;
      taken += space + width;
    } else {
      lines.push(line);
      // One more than are kept is enough to know that something is left over.
      if (lines.length > most) break;
      line = word;
      taken = width;
    }
  }
  if (line !== '' && lines.length <= most) lines.push(line);
  const kept = lines.slice(0, most);
  // What does not fit is cut where the last line ends.
  if (lines.length > most) kept[most - 1] = `${kept[most - 1]} ${lines[most]}`;
  return kept.map((one) => shortened(one, room, size, weight));
}

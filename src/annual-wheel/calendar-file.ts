/** An event of whole days, as a calendar shows it. */
export interface CalendarEvent {
  /** The same every time that the same thing is told of; says nothing of the host or of a person (RFC 7986, 5.3). */
  readonly uid: string;
  /** Both days included; yyyy-mm-dd. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly summary: string;
  readonly description: string;
  readonly url: string;
  /** Something to do rather than something that happens: shown as time that is free either way. */
  readonly category: string;
}

export interface Calendar {
  readonly name: string;
  readonly description: string;
  readonly events: readonly CalendarEvent[];
}

/** Octets of a line, without its break (RFC 5545, 3.1). */
const longestLine = 75;
const day = 24 * 3600_000;

/** TEXT: backslash, semicolon, comma and line break are written out (RFC 5545, 3.3.11); other controls are left out. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be taken away.
    .replace(/[\u0000-\u0009\u000B-\u001F\u007F\u2028\u2029]/g, ' ')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\n/g, '\\n');

/** Breaks a long line between letters, never inside one: each piece goes on after a space. */
export function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > longestLine) {
      pieces.push(piece);
      // The space that begins the next line is one of its octets.
      piece = '';
      octets = 1;
    }
    piece += letter;
    octets += size;
  }
  return [...pieces, piece].join('\r\n ');
}

const dateValue = (iso: string): string => iso.replaceAll('-', '');
const dayAfter = (iso: string): string => new Date(Date.parse(`${iso}T00:00:00Z`) + day).toISOString().slice(0, 10);
const instantValue = (at: Date): string =>
  at
    .toISOString()
    .replace(/\.\d{3}/, '')
    .replace(/[-:]/g, '');

const eventLines = (event: CalendarEvent, at: Date): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${event.uid}`,
  `DTSTAMP:${instantValue(at)}`,
  `DTSTART;VALUE=DATE:${dateValue(event.startsOn)}`,
  // The first day that it is over.
  `DTEND;VALUE=DATE:${dateValue(dayAfter(event.endsOn))}`,
  `SUMMARY:${escaped(event.summary)}`,
  ...(event.description ? [`DESCRIPTION:${escaped(event.description)}`] : []),
  `URL:${event.url}`,
  `CATEGORIES:${escaped(event.category)}`,
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
];

/** iCalendar as RFC 5545 writes it. Days alone have no time zone, so there is none in it. */
export function calendarFile(calendar: Calendar, at: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Armkrok//Armkrok//SV',
    'CALSCALE:GREGORIAN',
    `NAME:${escaped(calendar.name)}`,
    `X-WR-CALNAME:${escaped(calendar.name)}`,
    `DESCRIPTION:${escaped(calendar.description)}`,
    // How often it is worth asking again (RFC 7986, 5.7), and as older programs read it.
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...calendar.events.flatMap((event) => eventLines(event, at)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

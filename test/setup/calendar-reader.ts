/** A component as RFC 5545 writes it: its properties in their order, and the components inside it. */
export interface Component {
  readonly name: string;
  readonly properties: readonly { readonly name: string; readonly parameters: string; readonly value: string }[];
  readonly components: readonly Component[];
}

const property = /^([A-Z][A-Z0-9-]*)((?:;[A-Z][A-Z0-9-]*=(?:[^";:,]*|"[^"]*"))*):(.*)$/su;

/** For tests: reads a calendar by the letter of RFC 5545, and refuses what a lenient program would forgive. */
export function readCalendar(file: Buffer): Component {
  const text = file.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(file)) throw new Error('not UTF-8');
  if (!text.endsWith('\r\n')) throw new Error('the last line does not end');
  if (/\r(?!\n)|(?<!\r)\n/.test(text)) throw new Error('a line that ends otherwise than by CRLF');
  const lines: string[] = [];
  for (const line of text.slice(0, -2).split('\r\n')) {
    if (Buffer.byteLength(line) > 75) throw new Error(`a line of ${Buffer.byteLength(line)} octets: ${line}`);
    if (line === '') throw new Error('an empty line');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
    if (/[\u0000-\u0008\u000B-\u001F\u007F]/.test(line)) throw new Error('a control character');
    if (line.startsWith(' ')) {
      if (lines.length === 0) throw new Error('nothing to go on from');
      lines.push(`${lines.pop()}${line.slice(1)}`);
    } else lines.push(line);
  }
  const open: { name: string; properties: Component['properties'][number][]; components: Component[] }[] = [];
  let whole: Component | undefined;
  for (const line of lines) {
    const [, name = '', parameters = '', value = ''] = property.exec(line) ?? [];
    if (name === '') throw new Error(`no property: ${line}`);
    if (whole) throw new Error('something after the end');
    if (name === 'BEGIN') {
      open.push({ name: value, properties: [], components: [] });
    } else if (name === 'END') {
      const ended = open.pop();
      if (ended?.name !== value) throw new Error(`${value} ends and did not begin`);
      const above = open.at(-1);
      if (above) above.components.push(ended);
      else whole = ended;
    } else {
      const here = open.at(-1);
      if (!here) throw new Error(`${name} stands outside`);
      here.properties.push({ name, parameters, value });
    }
  }
  if (!whole || open.length > 0) throw new Error('something has not ended');
  check(whole);
  return whole;
}

const textProperties = ['SUMMARY', 'DESCRIPTION', 'CATEGORIES', 'NAME', 'X-WR-CALNAME'];

function check(calendar: Component): void {
  once(calendar, 'VERSION');
  once(calendar, 'PRODID');
  if (calendar.name !== 'VCALENDAR' || valueIn(calendar, 'VERSION') !== '2.0') throw new Error('no calendar');
  const uids = new Set<string>();
  for (const event of calendar.components) {
    if (event.name !== 'VEVENT') throw new Error(`a ${event.name}`);
    for (const name of ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY']) once(event, name);
    const uid = valueIn(event, 'UID');
    if (uid === '' || uids.has(uid)) throw new Error(`the same UID twice: ${uid}`);
    uids.add(uid);
    if (!/^\d{8}T\d{6}Z$/.test(valueIn(event, 'DTSTAMP'))) throw new Error('DTSTAMP is not in UTC');
    for (const name of ['DTSTART', 'DTEND']) {
      const found = event.properties.find((one) => one.name === name);
      if (found?.parameters !== ';VALUE=DATE' || !isDay(found.value))
        throw new Error(`${name} is no day: ${found?.value}`);
    }
    if (valueIn(event, 'DTEND') <= valueIn(event, 'DTSTART')) throw new Error('it ends before it begins');
  }
  for (const { name, value } of [calendar, ...calendar.components].flatMap(({ properties }) => properties)) {
    if (textProperties.includes(name) && /(?<!\\)(?:\\\\)*(?:[;,]|\\(?![\\;,nN]))/.test(value))
      throw new Error(`${name} is not escaped: ${value}`);
  }
}

const isDay = (value: string): boolean => {
  const iso = value.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === iso;
};

function once({ name, properties }: Component, wanted: string): void {
  const count = properties.filter((one) => one.name === wanted).length;
  if (count !== 1) throw new Error(`${name} has ${wanted} ${count} times`);
}

export const valueIn = ({ properties }: Component, name: string): string =>
  properties.find((one) => one.name === name)?.value ?? '';

/** A text as a reader sees it. */
export const unescaped = (value: string): string =>
  value.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign));

import { UploadStop } from './problem.ts';

export interface XmlReader {
  /** Attributes are read when asked for; names are told without their prefix. */
  open(name: string, attribute: (name: string) => string | undefined): void;
  close(name: string): void;
  text?(text: string): void;
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const withoutEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (_, hexadecimal, decimal, name) => {
        const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : decimal ? Number(decimal) : undefined;
        if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : '';
        const known = named[name];
        if (known === undefined) throw new UploadStop('broken');
        return known;
      })
    : text;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Walks the XML of a workbook's part from beginning to end. A document type is refused: it is where entities that grow
 * without end and files of the server's are declared, and no workbook has one.
 */
export function readXml(xml: string, reader: XmlReader): void {
  let at = 0;
  while (at < xml.length) {
    const start = xml.indexOf('<', at);
    if (start < 0) break;
    if (start > at) reader.text?.(withoutEntities(xml.slice(at, start)));
    if (xml.startsWith('<!--', start)) at = after(xml, '-->', start);
    else if (xml.startsWith('<![CDATA[', start)) {
      at = after(xml, ']]>', start);
      reader.text?.(xml.slice(start + 9, at - 3));
    } else if (xml.startsWith('<?', start)) at = after(xml, '?>', start);
    else if (xml.startsWith('<!', start)) throw new UploadStop('broken');
    else {
      // A `>` may stand in an attribute's value, though hardly anybody writes it there.
      let end = xml.indexOf('>', start);
      while (end > 0 && isInQuotes(xml, start, end)) end = xml.indexOf('>', end + 1);
      if (end < 0) throw new UploadStop('broken');
      at = end + 1;
      if (xml[start + 1] === '/') reader.close(localName(xml.slice(start + 2, end).trim()));
      else {
        const isEmpty = xml[end - 1] === '/';
        const tag = xml.slice(start + 1, isEmpty ? end - 1 : end);
        const space = tag.search(/\s/);
        const name = localName(space < 0 ? tag : tag.slice(0, space));
        const attributes = space < 0 ? '' : tag.slice(space);
        reader.open(name, (wanted) => readAttribute(attributes, wanted));
        if (isEmpty) reader.close(name);
      }
    }
  }
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at < 0) throw new UploadStop('broken');
  return at + mark.length;
}

function isInQuotes(xml: string, start: number, end: number): boolean {
  let quote = '';
  for (let at = start; at < end; at += 1) {
    const sign = xml[at] as string;
    if (quote === '' && (sign === '"' || sign === "'")) quote = sign;
    else if (sign === quote) quote = '';
  }
  return quote !== '';
}

const patterns = new Map<string, RegExp>();
function readAttribute(attributes: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const found = pattern.exec(attributes);
  return found ? withoutEntities(found[1] ?? found[2] ?? '') : undefined;
}

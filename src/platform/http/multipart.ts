/** One field of a form that is sent in parts. Its content is read once, as it comes; what is left unread is passed over. */
export interface Part {
  readonly name: string;
  /** As the browser gave it, without folders; undefined for what was typed. */
  readonly fileName: string | undefined;
  readonly content: AsyncIterable<Buffer>;
}

/** What was sent does not have the form of multipart/form-data (RFC 7578), or ends before it is whole. */
export class MultipartError extends Error {
  override name = 'MultipartError';
}

const mostHeaders = 8 * 1024;
const mostParts = 1000;

/** The sign that stands between the parts, from the header of the request. */
export function boundaryOf(contentType: string | null): string | undefined {
  const [, quoted, plain] =
    /^multipart\/form-data\b.*;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? '') ?? [];
  return quoted ?? plain;
}

/** What stands between quotation marks in a header; browsers write a quotation mark and a line's end by their codes. */
const unquoted = (text: string): string =>
  text
    .replace(/\\(["\\])/g, '$1')
    .replace(/%22/g, '"')
    .replace(/%0D%0A|%0D|%0A/gi, '\n');

function readHeaders(text: string): { name: string; fileName: string | undefined } {
  const disposition = text.split('\r\n').find((line) => /^content-disposition\s*:/i.test(line)) ?? '';
  const parameter = (key: string): string | undefined => {
    const found = new RegExp(`;\\s*${key}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(disposition)?.[1];
    return found === undefined ? undefined : unquoted(found);
  };
  const name = parameter('name');
  if (!/^content-disposition\s*:\s*form-data\b/i.test(disposition) || name === undefined) {
    throw new MultipartError('a part without a name');
  }
  return { name, fileName: parameter('filename') };
}

/** The parts one after the other, never more of them in memory than what came last. */
export async function* readParts(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const source = body[Symbol.asyncIterator]();
  // The first delimiter has no line before it.
  let held: Buffer = Buffer.from('\r\n');
  const more = async (): Promise<void> => {
    const { done, value } = await source.next();
    if (done) throw new MultipartError('it ends in the middle');
    held = held.length === 0 ? Buffer.from(value) : Buffer.concat([held, value]);
  };
  const upTo = async (mark: Buffer | string, most: number): Promise<Buffer> => {
    let at = held.indexOf(mark);
    while (at < 0) {
      if (held.length > most) throw new MultipartError('a head without an end');
      await more();
      at = held.indexOf(mark);
    }
    const before = held.subarray(0, at);
    held = held.subarray(at + mark.length);
    return before;
  };

  try {
    await upTo(delimiter, mostHeaders);
    for (let count = 0; ; count += 1) {
      while (held.length < 2) await more();
      if (held.subarray(0, 2).toString() === '--') return;
      if (count === mostParts) throw new MultipartError('too many parts');
      await upTo('\r\n', mostHeaders);
      const { name, fileName } = readHeaders((await upTo('\r\n\r\n', mostHeaders)).toString('utf8'));
      let isRead = false;
      async function* content(): AsyncGenerator<Buffer> {
        while (!isRead) {
          const at = held.indexOf(delimiter);
          if (at >= 0) {
            const last = held.subarray(0, at);
            held = held.subarray(at + delimiter.length);
            isRead = true;
            if (last.length > 0) yield last;
          } else {
            // The end of what has come may be the beginning of the delimiter.
            const safe = held.length - delimiter.length + 1;
            if (safe > 0) {
              const ready = held.subarray(0, safe);
              held = held.subarray(safe);
              yield ready;
            }
            if (!isRead) await more();
          }
        }
      }
      yield { name, fileName, content: content() };
      for await (const _ of content()) {
        // Passed over.
      }
    }
  } finally {
    await source.return?.();
  }
}

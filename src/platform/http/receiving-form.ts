import { type FormInput, makeFormInput, type ReceivedField } from './form-input.ts';
import { boundaryOf, MultipartError, readParts } from './multipart.ts';
import type { Receives } from './route.ts';

/** The whole form is larger than its route takes. */
export class FormTooLarge extends Error {
  override name = 'FormTooLarge';
}

const mostText = 1024 * 1024;

/**
 * Reads a form that brings files, each straight to where it is received. `isGenuine` looks at the form's token, which stands
 * first in it: without one nothing is taken in. When anything goes wrong, nothing of it is left.
 */
export async function receiveForm(
  request: Request,
  receives: Receives,
  isGenuine: (token: string) => boolean,
): Promise<{ readonly form: FormInput; readonly files: readonly ReceivedField[] } | 'notGenuine'> {
  const boundary = boundaryOf(request.headers.get('content-type'));
  if (!request.body) return 'notGenuine';
  if (!boundary) {
    // Sent without any way to carry files: a form of typed fields.
    const body = new URLSearchParams(await readText(limited(request.body, mostText)));
    return { form: makeFormInput(body, new Map(), []), files: [] };
  }
  if (Number(request.headers.get('content-length') ?? 0) > receives.most) throw new FormTooLarge();
  const texts: [string, string][] = [];
  const files: ReceivedField[] = [];
  try {
    for await (const part of readParts(limited(request.body, receives.most), boundary)) {
      if (part.fileName === undefined) {
        texts.push([part.name, await readText(part.content)]);
        continue;
      }
      const [first] = texts.filter(([name]) => name === 'form');
      if (!first || !isGenuine(first[1])) {
        await letGo(files, receives);
        return 'notGenuine';
      }
      // A field in which no file was chosen is sent too, without a name.
      if (part.fileName === '') continue;
      const file = await receives.store.receive(part.content, receives.largest);
      files.push({ field: part.name, givenName: part.fileName, file });
    }
  } catch (error) {
    await letGo(files, receives);
    if (error instanceof MultipartError) return 'notGenuine';
    throw error;
  }
  return { form: makeFormInput(texts, new Map(), files), files };
}

export async function letGo(files: readonly ReceivedField[], receives: Receives): Promise<void> {
  for (const { file } of files) await receives.store.letGo(file);
}

async function* limited(body: ReadableStream<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > most) throw new FormTooLarge();
    yield piece;
  }
}

async function readText(content: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of content) {
    length += piece.length;
    if (length > mostText) throw new FormTooLarge();
    pieces.push(Buffer.from(piece));
  }
  return Buffer.concat(pieces).toString('utf8');
}

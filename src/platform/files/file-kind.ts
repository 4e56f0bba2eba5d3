import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { pdfType, wordType } from '../documents/file-answer.ts';
import { extensionOf } from './file-name.ts';
import { readZipEntries, ZipError } from './zip-entries.ts';

/** The kinds of file that are taken in, by the type that their content has. */
const office = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';
const allowed: Readonly<Record<string, readonly string[]>> = {
  [pdfType]: ['pdf'],
  [wordType]: ['docx'],
  [`${office}.spreadsheetml.sheet`]: ['xlsx'],
  [`${office}.presentationml.presentation`]: ['pptx'],
  [`${openDocument}.text`]: ['odt'],
  [`${openDocument}.spreadsheet`]: ['ods'],
  [`${openDocument}.presentation`]: ['odp'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
};
/** Text has no sign by which its kind is known: the name tells it, and the content is only held to be text. */
const texts: Readonly<Record<string, string>> = {
  txt: 'text/plain; charset=utf-8',
  md: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  // Never shown, only taken away: what they hold can be run.
  svg: 'image/svg+xml',
  html: 'text/html; charset=utf-8',
  htm: 'text/html; charset=utf-8',
};
const written = new Set(['application/xml', 'image/svg+xml', 'text/html']);

export const allowedExtensions: readonly string[] = [...Object.values(allowed).flat(), ...Object.keys(texts)].sort();
/** Pictures that a page may show. */
export const isPicture = (mediaType: string): boolean => /^image\/(png|jpeg|gif|webp)$/.test(mediaType);

export type FileRefusal = 'empty' | 'unknownKind' | 'anotherKind' | 'packedTooMuch' | 'packedUnsafely' | 'macros';
export type FileKind =
  | { readonly mediaType: string }
  | { readonly refused: FileRefusal /** What it is, where that is known. */; readonly found?: string };

const mostEntries = 10_000;
const mostUnpacked = 1024 * 1024 * 1024;
/** A document packs to a tenth, a table of zeros to a hundredth; what is made to burst, to a thousandth. */
const mostRatio = 200;

/** What a file is by its content, held against its name. The name alone decides only which kind of text it is. */
export async function readFileKind(path: string, bytes: number, name: string): Promise<FileKind> {
  if (bytes === 0) return { refused: 'empty' };
  const extension = extensionOf(name);
  const found = await fileTypeFromFile(path);
  if (found && !written.has(found.mime)) {
    const extensions = allowed[found.mime];
    if (/macro/i.test(found.mime)) return { refused: 'macros', found: found.ext };
    if (!extensions) {
      return extension in texts || Object.values(allowed).flat().includes(extension)
        ? { refused: 'anotherKind', found: found.ext }
        : { refused: 'unknownKind', found: found.ext };
    }
    if (!extensions.includes(extension)) return { refused: 'anotherKind', found: found.ext };
    if (isPacked(found.mime)) {
      const refused = await refusalOfPacked(path);
      if (refused) return { refused };
    }
    return { mediaType: found.mime };
  }
  const text = texts[extension];
  if (!text) return { refused: extension && allowedExtensions.includes(extension) ? 'anotherKind' : 'unknownKind' };
  return (await isText(path)) ? { mediaType: text } : { refused: 'anotherKind' };
}

const isPacked = (mediaType: string): boolean => mediaType.startsWith(office) || mediaType.startsWith(openDocument);

async function refusalOfPacked(path: string): Promise<FileRefusal | undefined> {
  try {
    const { names, packed, unpacked } = await readZipEntries(path);
    if (names.length > mostEntries || unpacked > mostUnpacked || unpacked > Math.max(packed, 1024) * mostRatio) {
      return 'packedTooMuch';
    }
    if (names.some((name) => /(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[a-z]:|\0/i.test(name))) return 'packedUnsafely';
    if (names.some((name) => /(^|\/)vbaProject\.bin$/i.test(name))) return 'macros';
    return undefined;
  } catch (error) {
    if (error instanceof ZipError) return 'packedUnsafely';
    throw error;
  }
}

const looked = 64 * 1024;
/** UTF-8, or one byte a letter, and nothing that text does not hold. */
async function isText(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const piece = Buffer.alloc(looked);
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, looked);
      if (bytesRead === 0) return true;
      for (let at = 0; at < bytesRead; at += 1) {
        const byte = piece[at] as number;
        if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) return false;
      }
    }
  } finally {
    await file.close();
  }
}

import { PatchType, patchDetector, patchDocument, TextRun } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Block, DocumentModel } from './document.ts';
import type { SvgPainter } from './svg-painter.ts';
import { TemplateError } from './template-error.ts';
import { dateInWords, documentPart, lists, settled, type WordStyles, WordWriter } from './word.ts';

/** Unpacked: a template is some pages of text and a coat of arms. */
const mostBytes = 40 * 1024 * 1024;
const mostParts = 1000;

/** What a place in a template is filled with: a text in its line, or blocks instead of its paragraph. */
export type TemplateFields = Readonly<Record<string, string | readonly Block[]>>;

/** The places that every document can fill; who composes it adds those of its own. */
export const commonPlaces = ['rubrik', 'innehåll', 'märkning', 'avsändare', 'enhet', 'datum', 'källa'] as const;

const asPlace = (written: string): string => written.trim().normalize('NFC').toLowerCase();

type Parts = Record<string, Uint8Array>;

/** Opens a template, or says why it is refused. Nothing in it is run or fetched; what would be, by Word, is refused. */
function openTemplate(file: Uint8Array): Parts {
  const starts = (...bytes: number[]) => bytes.every((byte, at) => file[at] === byte);
  // Word before 2007, and every file of Office's that has a password.
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) throw new TemplateError('oldWord');
  if (!starts(0x50, 0x4b)) throw new TemplateError('notWord');
  let bytes = 0;
  let count = 0;
  let parts: Parts;
  try {
    parts = unzipSync(file, {
      filter: (part) => {
        count += 1;
        bytes += part.originalSize;
        // Space is set aside as the list of contents says; what turns out to be longer is cut, and then broken.
        if (bytes > mostBytes || count > mostParts) throw new TemplateError('tooLarge');
        return !part.name.endsWith('/');
      },
    });
  } catch (error) {
    throw error instanceof TemplateError ? error : new TemplateError('broken', (error as Error).message);
  }
  const types = parts['[Content_Types].xml'];
  const document = parts[documentPart];
  if (!types || !document || !strFromU8(document).includes('<w:body>')) throw new TemplateError('notWord');
  const names = Object.keys(parts);
  if (/macroEnabled/i.test(strFromU8(types)) || names.some((name) => /vbaProject|vbaData|\/activeX\//i.test(name)))
    throw new TemplateError('macros');
  if (names.some((name) => /\/embeddings\/|\/afchunk/i.test(name))) throw new TemplateError('embedded');
  for (const name of names.filter((one) => /\.(xml|rels)$/i.test(one))) {
    const text = strFromU8(parts[name] as Uint8Array);
    if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new TemplateError('broken', `${name} declares entities`);
    if (name.endsWith('.rels')) {
      for (const [relation] of text.matchAll(/<Relationship\b[^>]*>/g)) {
        const isLink = /Type\s*=\s*["'][^"']*\/relationships\/hyperlink["']/.test(relation);
        if (/TargetMode\s*=\s*["']External["']/i.test(relation) && !isLink)
          throw new TemplateError('fetchesFromElsewhere', relation);
      }
    }
    const fields = [...text.matchAll(/<w:instrText[^>]*>([^<]*)<|w:instr="([^"]*)"/g)].map(
      (found) => found[1] ?? found[2],
    );
    if (/\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON)\b/i.test(fields.join('')))
      throw new TemplateError('fetchesFromElsewhere', `${name} has a field that fetches`);
    if (/<w:altChunk\b/.test(text)) throw new TemplateError('embedded');
  }
  return parts;
}

const zipped = (parts: Parts): Buffer => Buffer.from(zipSync(parts, { level: 1 }));

/** The places of a template, as they are written in it. A place may be broken up by Word into many runs. */
const placesIn = async (parts: Parts): Promise<readonly string[]> => [
  ...new Set(await patchDetector({ data: zipped(parts) })),
];

/** Looks a template through, and tells which of its places will be filled and which are not known. */
export async function readTemplate(
  file: Uint8Array,
  known: readonly string[],
): Promise<{ readonly known: readonly string[]; readonly unknown: readonly string[] }> {
  const places = await placesIn(openTemplate(file)).catch((error: Error) => {
    throw error instanceof TemplateError ? error : new TemplateError('broken', error.message);
  });
  const names = new Set([...commonPlaces, ...known].map(asPlace));
  return {
    known: places.filter((place) => names.has(asPlace(place))).map(asPlace),
    unknown: places.filter((place) => !names.has(asPlace(place))),
  };
}

/**
 * The document in somebody's own template, in its own styles. Without a place for the content it comes last; without one
 * for the label, the label is put where every page has it.
 */
export async function fillTemplate(
  file: Uint8Array,
  written: DocumentModel,
  writtenFields: TemplateFields,
  painter: SvgPainter,
): Promise<Uint8Array> {
  const model = withoutPlaces(written);
  const fields = withoutPlaces(writtenFields);
  const parts = openTemplate(file);
  const text = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const write = (name: string, content: string) => {
    parts[name] = strToU8(content);
  };
  // A template that was saved as one becomes an ordinary document.
  write(
    '[Content_Types].xml',
    text('[Content_Types].xml').replace('wordprocessingml.template.main+xml', 'wordprocessingml.document.main+xml'),
  );
  const found = new Map((await placesIn(parts)).map((place) => [asPlace(place), place]));
  const isBlocks = (value: unknown): boolean => Array.isArray(value);
  const hasContent = [...found.keys()].some((place) => place === 'innehåll' || isBlocks(fields[place]));
  if (!hasContent) write(documentPart, withLast(text(documentPart), place('innehåll')));
  if (model.label) setLabel(parts, text, write);

  const { styles, sheet } = stylesOf(text('word/styles.xml'), painter);
  write('word/styles.xml', sheet);
  const ids = [...text(documentPart).matchAll(/<wp:docPr\b[^>]*\bid="(\d+)"/g)].map(([, id]) => Number(id));
  const writer = new WordWriter(painter, styles, Math.max(0, ...ids.filter((id) => id < 1e9)) + 1);
  const hasTitle = found.has('rubrik');
  const values: TemplateFields = {
    rubrik: model.title,
    avsändare: model.head.name,
    enhet: model.head.detail ?? '',
    datum: dateInWords(model),
    källa: model.foot,
    ...fields,
  };
  const inLine = (content: string) => ({ type: PatchType.PARAGRAPH, children: writer.runs(content) }) as const;
  const patchFor = (name: string) => {
    if (name === 'märkning')
      return {
        type: PatchType.PARAGRAPH,
        children: model.label ? [writer.label(model.label)] : [new TextRun('')],
      } as const;
    if (name === 'innehåll')
      return {
        type: PatchType.DOCUMENT,
        children: [...(hasTitle ? [] : [writer.title(model.title)]), ...writer.blocks(model.blocks)],
      } as const;
    const value = values[name];
    if (value === undefined) return undefined;
    return typeof value === 'string'
      ? inLine(value)
      : ({ type: PatchType.DOCUMENT, children: writer.blocks(value) } as const);
  };
  const patches = Object.fromEntries(
    (await placesIn(parts)).flatMap((written) => {
      const patch = patchFor(asPlace(written));
      return patch ? [[written, patch] as const] : [];
    }),
  );
  const filled = await patchDocument({
    outputType: 'nodebuffer',
    data: zipped(parts),
    patches,
    numbering: lists,
    properties: {
      title: model.title,
      creator: model.author,
      lastModifiedBy: model.author,
      ...(model.label ? { subject: model.label, keywords: model.label } : {}),
    },
  });
  return settled(filled, model);
}

/** What somebody wrote is never taken for a place to fill: a space of no width parts the braces. */
function withoutPlaces<Value>(value: Value): Value {
  if (typeof value === 'string') return value.replace(/\{(?=\{)/g, '{\u200b') as Value;
  if (Array.isArray(value)) return value.map(withoutPlaces) as Value;
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutPlaces(part)])) as Value;
  return value;
}

const place = (name: string): string => `<w:p><w:r><w:t>{{${name}}}</w:t></w:r></w:p>`;

/** Before the last section's own properties, which end the body. */
function withLast(document: string, paragraph: string): string {
  const end = document.lastIndexOf('</w:body>');
  const section = document.lastIndexOf('<w:sectPr', end);
  // Properties of an earlier section stand inside a paragraph.
  const at = section >= 0 && !document.slice(section, end).includes('</w:p>') ? section : end;
  return document.slice(0, at) + paragraph + document.slice(at);
}

const labelHeader = 'word/header-label.xml';

/** Puts the label in each header that lacks it, in a new header where there is none, and first where a page has no header. */
function setLabel(parts: Parts, text: (name: string) => string, write: (name: string, content: string) => void): void {
  const plain = (xml: string) =>
    xml
      .replace(/<[^>]+>/g, '')
      .normalize('NFC')
      .toLowerCase();
  const lacks = (name: string) => !/\{\{\s*märkning\s*\}\}/.test(plain(text(name)));
  const headers = Object.keys(parts).filter((name) => /^word\/header[^/]*\.xml$/.test(name));
  for (const name of headers.filter(lacks)) write(name, text(name).replace('</w:hdr>', `${place('märkning')}</w:hdr>`));
  const document = text(documentPart);
  const sections = document.match(/<w:sectPr\b[\s\S]*?(?:<\/w:sectPr>|\/>)/g) ?? [];
  const bareFirst = sections.some(
    (one) => /<w:titlePg(?! w:val="(?:0|false)")/.test(one) && !/w:type="first"/.test(one),
  );
  if (headers.length === 0) addHeader(text, write);
  if ((bareFirst || sections.length === 0) && lacks(documentPart))
    write(documentPart, text(documentPart).replace('<w:body>', `<w:body>${place('märkning')}`));
}

function addHeader(text: (name: string) => string, write: (name: string, content: string) => void): void {
  const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  write(
    labelHeader,
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:hdr xmlns:w="${main}">${place('märkning')}</w:hdr>`,
  );
  write(
    '[Content_Types].xml',
    text('[Content_Types].xml').replace(
      '</Types>',
      `<Override PartName="/${labelHeader}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>`,
    ),
  );
  const rels = 'word/_rels/document.xml.rels';
  const known =
    text(rels) ||
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
  write(
    rels,
    known
      .replace(/<Relationships([^>]*)\/>/, '<Relationships$1></Relationships>')
      .replace(
        '</Relationships>',
        `<Relationship Id="rIdLabel" Type="${relations}/header" Target="header-label.xml"/></Relationships>`,
      ),
  );
  const reference = `<w:headerReference xmlns:r="${relations}" w:type="default" r:id="rIdLabel"/>`;
  const document = text(documentPart);
  write(
    documentPart,
    /<w:sectPr\b/.test(document)
      ? document
          .replace(/<w:sectPr\b([^>]*)\/>/g, '<w:sectPr$1></w:sectPr>')
          .replace(/<w:sectPr\b[^>]*>/g, (opening) => opening + reference)
      : document.replace('</w:body>', `<w:sectPr>${reference}</w:sectPr></w:body>`),
  );
}

/** Word gives a built-in style one name in every language, and ids that differ: a Swedish file's Rubrik1 is “heading 1”. */
function stylesOf(sheet: string, painter: SvgPainter): { readonly styles: WordStyles; readonly sheet: string } {
  const empty =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"></w:styles>';
  let styles = sheet || empty;
  const known = new Map<string, { readonly id: string; readonly isNumbered: boolean }>();
  for (const [style, id = ''] of styles.matchAll(/<w:style\b[^>]*w:styleId="([^"]+)"[^>]*>[\s\S]*?<\/w:style>/g)) {
    const name = /<w:name w:val="([^"]+)"/.exec(style)?.[1]?.toLowerCase();
    if (name && /w:type="paragraph"/.test(style)) known.set(name, { id, isNumbered: style.includes('<w:numPr>') });
  }
  const normal = known.get('normal')?.id;
  const idOf = (name: string, id: string, paragraph: string, run: string): string => {
    const there = known.get(name.toLowerCase());
    if (there) return there.id;
    const basedOn = normal ? `<w:basedOn w:val="${normal}"/><w:next w:val="${normal}"/>` : '';
    styles = styles.replace(
      '</w:styles>',
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${basedOn}<w:qFormat/>` +
        `<w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style></w:styles>`,
    );
    return id;
  };
  const heading = (level: number, size: number) =>
    idOf(
      `heading ${level}`,
      `ArmkrokHeading${level}`,
      `<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="${level - 1}"/>`,
      `<w:b/><w:sz w:val="${size}"/>`,
    );
  const bullets = known.get('list bullet');
  const quiet = `<w:color w:val="${painter.token('ink-2', 'paper').slice(1)}"/>`;
  return {
    styles: {
      heading: [heading(1, 34), heading(2, 26), heading(3, 23), heading(4, 22)],
      lead: idOf('Ingress', 'ArmkrokLead', '', '<w:sz w:val="25"/>'),
      caption: idOf('caption', 'ArmkrokCaption', '<w:keepNext/><w:spacing w:before="160" w:after="80"/>', '<w:b/>'),
      source: idOf('Källa', 'ArmkrokSource', '<w:spacing w:before="60" w:after="120"/>', `${quiet}<w:sz w:val="17"/>`),
      quote: idOf('Quote', 'ArmkrokQuote', '<w:ind w:left="227"/>', ''),
      bullets: bullets?.isNumbered ? bullets.id : undefined,
    },
    get sheet() {
      return styles;
    },
  };
}

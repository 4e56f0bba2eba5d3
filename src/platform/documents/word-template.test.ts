import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { type DocumentModel, printable } from './document.ts';
import { SvgPainter } from './svg-painter.ts';
import { aDocument, mischief, pageStyles } from './testing.ts';
import { fillTemplate, readTemplate, type TemplateFields } from './word-template.ts';

const painter = new SvgPainter(pageStyles);
const main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>';
const line = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const relationsOf = (inner: string): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;

/** A template as a Swedish Word saves it: styles by Swedish ids, saved as a template. */
function aTemplate(body: string, more: Record<string, string | undefined> = {}): Uint8Array {
  const parts: Record<string, string | undefined> = {
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"/></Types>',
    '_rels/.rels': relationsOf(
      `<Relationship Id="rId1" Type="${relations}/officeDocument" Target="word/document.xml"/>`,
    ),
    'word/_rels/document.xml.rels': relationsOf(
      `<Relationship Id="rId1" Type="${relations}/styles" Target="styles.xml"/>`,
    ),
    'word/styles.xml': `<?xml version="1.0"?><w:styles ${main}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/></w:style></w:styles>`,
    'word/document.xml': `<?xml version="1.0"?><w:document ${main}><w:body>${body}</w:body></w:document>`,
    ...more,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).flatMap(([name, text]) => (text === undefined ? [] : [[name, strToU8(text)]])),
    ),
  );
}

const fill = async (template: Uint8Array, over: Partial<DocumentModel> = {}, fields: TemplateFields = {}) => {
  const parts = unzipSync(await fillTemplate(template, aDocument(over), fields, painter));
  const part = (name: string): string => strFromU8(parts[name] ?? new Uint8Array());
  const xml = part('word/document.xml');
  return { part, names: Object.keys(parts), xml, paragraphs: paragraphsOf(xml) };
};
const textIn = (xml: string): string =>
  [...xml.matchAll(/<w:t\b[^>]*>([^<]*)<\/w:t>/g)].map(([, text = '']) => text).join('');
const paragraphsOf = (xml: string): string[] =>
  [...xml.matchAll(/<w:p>([\s\S]*?)<\/w:p>|<w:p\/>/g)].map(
    ([, paragraph = '']) => `${/<w:pStyle w:val="([^"]+)"/.exec(paragraph)?.[1] ?? ''}: ${textIn(paragraph)}`,
  );
const small: Partial<DocumentModel> = {
  label: undefined,
  blocks: [
    { kind: 'heading', level: 2, text: 'Ärendet' },
    { kind: 'paragraph', text: 'Nio parter följer upp.' },
    { kind: 'heading', level: 3, text: 'Bakgrund' },
  ],
};

describe('filling', () => {
  test('places are filled in their lines, also when Word has broken them up, whatever their capitals', async () => {
    const broken =
      '<w:p><w:r><w:t>Dnr {{dia</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>rie</w:t></w:r><w:r><w:t>nummer}}, {{Datum}}</w:t></w:r></w:p>';
    const { paragraphs } = await fill(aTemplate(broken + line('{{ RUBRIK }} från {{avsändare}}') + section), small, {
      diarienummer: 'KS 2023/488',
    });
    expect(paragraphs.slice(0, 2)).toEqual([
      ': Dnr KS 2023/488, 4 december 2023',
      ': Arbetslösheten har fallit från Kommun B',
    ]);
  });

  test('the content takes its place, in the template’s own styles and the rest in styles that are added', async () => {
    const { paragraphs, part } = await fill(
      aTemplate(line('Före') + line('{{innehåll}}') + line('Efter') + section),
      small,
    );
    expect(paragraphs).toEqual([
      ': Före',
      'Rubrik1: Arbetslösheten har fallit',
      'Rubrik2: Ärendet',
      ': Nio parter följer upp.',
      'ArmkrokHeading3: Bakgrund',
      ': Efter',
    ]);
    const styles = part('word/styles.xml');
    expect(styles).toMatch(
      /<w:style [^>]*w:styleId="ArmkrokHeading3"[^>]*><w:name w:val="heading 3"\/><w:basedOn w:val="Normal"\/>/,
    );
    expect(styles).toContain('<w:outlineLvl w:val="2"/>');
    expect(part('[Content_Types].xml')).toContain('wordprocessingml.document.main+xml');
    expect(part('[Content_Types].xml')).not.toContain('template.main');
  });

  test('without a place for it the content comes last, before the section’s own properties', async () => {
    const { xml, paragraphs } = await fill(aTemplate(line('{{rubrik}}') + section), small);
    expect(paragraphs).toEqual([
      ': Arbetslösheten har fallit',
      'Rubrik2: Ärendet',
      ': Nio parter följer upp.',
      'ArmkrokHeading3: Bakgrund',
    ]);
    expect(xml).toMatch(/<\/w:p><w:sectPr>/);
  });

  test('a part of the content can have a place of its own', async () => {
    const { paragraphs } = await fill(aTemplate(line('{{förslag}}') + section), small, {
      förslag: [{ kind: 'paragraph', text: 'att notera' }],
    });
    expect(paragraphs).toEqual([': att notera']);
  });

  test('everything a document can hold comes along: tables, pictures with their words, lists, links', async () => {
    const { xml, part, names } = await fill(aTemplate(line('{{innehåll}}') + section));
    expect(xml).toContain('<w:tblHeader/>');
    expect(xml).toContain('descr="Från 14,2 till 5,1"');
    expect(xml).toMatch(/<w:numId w:val="\d+"\/>/);
    expect(part('word/numbering.xml')).toContain('w:abstractNum');
    expect(part('word/_rels/document.xml.rels')).toContain('https://armkrok.example/a');
    expect(names.filter((name) => name.endsWith('.png'))).not.toEqual([]);
    expect(part('docProps/core.xml')).toContain('<dc:title>Arbetslösheten har fallit</dc:title>');
  });

  test('the template’s own bullets are used where it has them', async () => {
    const styles = `<?xml version="1.0"?><w:styles ${main}><w:style w:type="paragraph" w:styleId="Punktlista"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`;
    const { paragraphs } = await fill(aTemplate(line('{{innehåll}}') + section, { 'word/styles.xml': styles }), {
      blocks: [{ kind: 'list', form: 'bullets', items: ['Ett'] }],
    });
    expect(paragraphs).toContain('Punktlista: Ett');
  });

  test.each(mischief)('what is written is only ever text, and never a place to fill: %j', async (text) => {
    const template = aTemplate(line('{{diarienummer}}') + line('{{innehåll}}') + section);
    const written = printable(text);
    const { paragraphs, xml } = await fill(
      template,
      { label: undefined, blocks: [{ kind: 'paragraph', text: written }] },
      { diarienummer: `${written} {{diarienummer}}` },
    );
    expect(paragraphs).toHaveLength(3);
    expect(xml).not.toContain('<!ENTITY');
    const escaped = written
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('{{', '{\u200b{');
    expect(paragraphs[2]?.replaceAll('&quot;', '"')).toBe(`: ${escaped}`);
  });

  test('the same document in the same template is the same bytes', async () => {
    const template = aTemplate(line('{{innehåll}}') + section);
    const made = async () => Buffer.from(await fillTemplate(template, aDocument(), {}, painter));
    expect(Buffer.compare(await made(), await made())).toBe(0);
  });
});

describe('the label', () => {
  const withLabel = { label: 'Påhittat exempel', blocks: [] };

  test('stands where the template has a place for it', async () => {
    const header = `<?xml version="1.0"?><w:hdr ${main}>${line('Kommun B {{märkning}}')}</w:hdr>`;
    const { part } = await fill(aTemplate(section, { 'word/header1.xml': header }), withLabel);
    expect(part('word/header1.xml').match(/Påhittat exempel/g)).toHaveLength(1);
  });

  test('is put in every head that lacks it', async () => {
    const header = `<?xml version="1.0"?><w:hdr ${main}>${line('Kommun B')}</w:hdr>`;
    const { part } = await fill(
      aTemplate(section, { 'word/header1.xml': header, 'word/header2.xml': header }),
      withLabel,
    );
    for (const name of ['word/header1.xml', 'word/header2.xml']) {
      expect(textIn(part(name))).toContain('Kommun B');
      expect(textIn(part(name))).toContain('Påhittat exempel');
    }
  });

  test('gets a head of its own where the template has none', async () => {
    const { part, xml } = await fill(aTemplate(line('Text') + section), withLabel);
    expect(textIn(part('word/header-label.xml'))).toContain('Påhittat exempel');
    expect(xml).toMatch(/<w:sectPr><w:headerReference [^>]*w:type="default" r:id="rIdLabel"\/>/);
    expect(part('word/_rels/document.xml.rels')).toContain('Target="header-label.xml"');
    expect(part('[Content_Types].xml')).toContain('/word/header-label.xml');
  });

  test('stands first in the text where the first page has no head', async () => {
    const first = '<w:sectPr><w:titlePg/></w:sectPr>';
    const { paragraphs } = await fill(aTemplate(line('Text') + first), withLabel);
    expect(paragraphs[0]).toBe(': \u00a0Påhittat exempel\u00a0');
  });

  test('is nowhere when there is none', async () => {
    const { part, xml, names } = await fill(aTemplate(line('{{märkning}}') + section), {
      label: undefined,
      blocks: [],
    });
    expect(names).not.toContain('word/header-label.xml');
    expect(xml).not.toContain('märkning');
    expect(part('docProps/core.xml')).not.toContain('exempel');
  });
});

describe('a file that is no template, or not safe', () => {
  const external = (type: string) =>
    relationsOf(
      `<Relationship Id="rId9" Type="${relations}/${type}" Target="https://elsewhere.example/t" TargetMode="External"/>`,
    );
  const faults: readonly (readonly [name: string, fault: string, file: Uint8Array])[] = [
    ['a text', 'notWord', strToU8('Hej')],
    ['an empty file', 'notWord', new Uint8Array()],
    [
      'a spreadsheet',
      'notWord',
      zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': strToU8('<x/>') }),
    ],
    ['Word before 2007, or one with a password', 'oldWord', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1)],
    ['a file that was cut off', 'broken', aTemplate(line('Text')).slice(0, 700)],
    [
      'one that may hold macros',
      'macros',
      aTemplate('', {
        '[Content_Types].xml':
          '<Types><Override ContentType="application/vnd.ms-word.template.macroEnabledTemplate.main+xml"/></Types>',
      }),
    ],
    ['one with macros under another name', 'macros', aTemplate('', { 'word/vbaProject.bin': 'x' })],
    [
      'a remote template',
      'fetchesFromElsewhere',
      aTemplate('', { 'word/_rels/settings.xml.rels': external('attachedTemplate') }),
    ],
    ['a remote picture', 'fetchesFromElsewhere', aTemplate('', { 'word/_rels/header1.xml.rels': external('image') })],
    [
      'a field that fetches, broken up',
      'fetchesFromElsewhere',
      aTemplate(
        '<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\\\x</w:instrText></w:r></w:p>',
      ),
    ],
    [
      'a field that fetches, in short',
      'fetchesFromElsewhere',
      aTemplate('<w:fldSimple w:instr=" INCLUDETEXT &quot;https://elsewhere.example&quot; "/>'),
    ],
    ['another document inside it', 'embedded', aTemplate('<w:altChunk/>')],
    ['a file inside it', 'embedded', aTemplate('', { 'word/embeddings/oleObject1.bin': 'x' })],
    ['entities', 'broken', aTemplate('', { 'word/settings.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' })],
    [
      'something that unpacks to far too much',
      'tooLarge',
      aTemplate('', { 'word/media/image1.bin': '\0'.repeat(41 * 1024 * 1024) }),
    ],
    [
      'very many parts',
      'tooLarge',
      aTemplate('', Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`word/media/${at}`, 'x']))),
    ],
  ];

  test.each(faults)('%s is refused: %s', async (_, fault, file) => {
    await expect(readTemplate(file, [])).rejects.toMatchObject({ name: 'TemplateError', fault });
    await expect(fillTemplate(file, aDocument(), {}, painter)).rejects.toMatchObject({ name: 'TemplateError', fault });
  });

  test('one whose list of contents tells less than what is in it does not unpack it', async () => {
    const bomb = zipSync({ ...unzipSync(aTemplate('')), 'word/media/image1.bin': new Uint8Array(60 * 1024 * 1024) });
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    // The size stands in the list at the end, and at the part itself.
    for (let at = 0; at + 46 < bomb.length; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === 60 * 1024 * 1024)
        view.setUint32(at + 24, 10, true);
      if (view.getUint32(at, true) === 0x04034b50 && view.getUint32(at + 22, true) === 60 * 1024 * 1024)
        view.setUint32(at + 22, 10, true);
    }
    const before = process.memoryUsage().arrayBuffers;
    await readTemplate(bomb, []).catch(() => {});
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024);
  });

  test('an ordinary link is no danger', async () => {
    const rels = relationsOf(
      `<Relationship Id="rId9" Type="${relations}/hyperlink" Target="https://kommun-b.example" TargetMode="External"/>`,
    );
    await expect(
      readTemplate(aTemplate(line('{{rubrik}}'), { 'word/_rels/footer1.xml.rels': rels }), []),
    ).resolves.toEqual({
      known: ['rubrik'],
      unknown: [],
    });
  });
});

test('a template tells which places will be filled and which are not known', async () => {
  const template = aTemplate(line('{{Rubrik}} {{ handläggare }} {{skostorlek}}') + section);
  expect(await readTemplate(template, ['handläggare'])).toEqual({
    known: ['rubrik', 'handläggare'],
    unknown: ['skostorlek'],
  });
});

import { strToU8, zipSync } from 'fflate';
import readOther from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import writeWorkbook, { type SheetData } from 'write-excel-file/node';
import { readUpload, type UploadOptions } from './read-upload.ts';
import { readUploadAside } from './reading-aside.ts';
import { templateAsCsv, templateAsWorkbook } from './template.ts';
import { readWorkbook } from './workbook.ts';

const plain: UploadOptions = { year: 2023, isPercent: false };
const values = (content: Uint8Array, options: Partial<UploadOptions> = {}) => {
  const upload = readUpload(content, { ...plain, ...options });
  expect(upload.problems).toEqual([]);
  return upload.values.map(({ place, period, sex, value, status }) =>
    [place || '-', period, sex, value ?? status].join(' '),
  );
};
const refused = (content: Uint8Array, options: Partial<UploadOptions> = {}) => {
  const upload = readUpload(content, { ...plain, ...options });
  expect(upload.values).toEqual([]);
  return upload.problems.map(({ row, column, code }) => `${row}:${column} ${code}`);
};
const notes = (content: Uint8Array, options: Partial<UploadOptions> = {}) =>
  readUpload(content, { ...plain, ...options }).notes.map(({ code, count, found }) =>
    `${code} ${count} ${found}`.trim(),
  );

const workbook = (data: SheetData, options = {}) => writeWorkbook(data, options).toBuffer();

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook made by hand: the rows of each sheet as XML, and whatever else it is to have. */
function byHand(
  sheets: readonly { name: string; rows: string; after?: string; state?: string }[],
  parts: Record<string, string | Uint8Array> = {},
  styles = '',
): Uint8Array {
  const text: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships><Relationship Id="a" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets
      .map(
        ({ name, state }, at) =>
          `<sheet name="${name}" sheetId="${at + 1}" ${state ? `state="${state}"` : ''} r:id="r${at}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships>${sheets
      .map((_, at) => `<Relationship Id="r${at}" Type="${relations}/worksheet" Target="worksheets/sheet${at}.xml"/>`)
      .join('')}<Relationship Id="s" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}">${styles}</styleSheet>`,
  };
  for (const [at, { rows, after = '' }] of sheets.entries()) {
    text[`xl/worksheets/sheet${at}.xml`] =
      `${head}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${after}</worksheet>`;
  }
  const all = { ...text, ...parts };
  return zipSync(
    Object.fromEntries(
      Object.entries(all).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
  );
}

const inline = (address: string, text: string) => `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;
const number = (address: string, value: string, style = 0) => `<c r="${address}" s="${style}"><v>${value}</v></c>`;
const row = (at: number, cells: string, more = '') => `<row r="${at}" ${more}>${cells}</row>`;
const heading = row(1, inline('A1', 'år') + inline('B1', 'värde'));

describe('a workbook', () => {
  it('is read as it is written, with numbers unrounded and codes that lost their noughts', async () => {
    const file = await workbook([
      ['kommun', 'år', 'kön', 'värde'],
      [180, 2020, 'Kvinnor', 7.112797],
      ['0114', 2021, 'Totalt', 1234567.25],
      ['Karlskrona', '2022', 'Män', '..'],
    ]);
    expect(values(file)).toEqual(['0180 2020 K 7.112797', '0114 2021 T 1234567.25', '1080 2022 M missing']);
    expect(notes(file)).toEqual(['zeros 1 180 → 0180', 'names 1 Karlskrona → 1080']);
  });

  it('as SCB gives it has a title, the years as columns, each place once and its source under', async () => {
    const file = await workbook([
      ['Arbetslösa efter region, kön och år'],
      [],
      [null, null, '2019', '2020'],
      ['1060 Olofström', 'män', 9.5, 10.5],
      [null, 'kvinnor', 8.5, '..'],
      ['1080 Karlskrona', 'män', 6.5, 7.5],
      [null, 'kvinnor', 5.5, 6],
      [],
      ['Senaste uppdatering:'],
      ['Källa: SCB'],
    ]);
    expect(values(file)).toEqual([
      '1060 2019 M 9.5',
      '1060 2020 M 10.5',
      '1060 2019 K 8.5',
      '1060 2020 K missing',
      '1080 2019 M 6.5',
      '1080 2020 M 7.5',
      '1080 2019 K 5.5',
      '1080 2020 K 6',
    ]);
    expect(notes(file)).toEqual([
      'above 1 Arbetslösa efter region, kön och år',
      'below 2 Senaste uppdatering:',
      'merged 2',
      'placeColumn 1 A',
      'sexColumn 1 B',
    ]);
    const named = await workbook([
      ['Arbetslösa efter region, kön och år'],
      [],
      ['region', 'kön', '2019', '2020'],
      ['1060 Olofström', 'män', 9.5, 10.5],
      [null, 'kvinnor', 8.5, '..'],
      [],
      ['Källa: SCB'],
    ]);
    expect(values(named).toSorted()).toEqual([
      '1060 2019 K 8.5',
      '1060 2019 M 9.5',
      '1060 2020 K missing',
      '1060 2020 M 10.5',
    ]);
  });

  it('gives the same cells as another reader does', async () => {
    const data = [
      ['år', 'värde', 'kommentar'],
      [2020, 1.5, 'å & ä <ö>'],
      [2021, -2, ' mellanslag '],
      [2022, 0.1 + 0.2, '"citat"'],
    ];
    const file = await workbook(data);
    const [other] = await readOther(file);
    const [ours] = readWorkbook(file);
    expect(ours?.name).toBe(other?.sheet);
    expect(ours?.grid.rows.map(({ cells }) => cells.map((cell) => cell.number ?? cell.text))).toEqual(other?.data);
  });

  it('shows per cent as it is shown: 12 and not 0.12', async () => {
    const file = await workbook([
      ['år', 'värde'],
      [2020, { value: 0.07, format: '0%' }],
      [2021, { value: 0.1234, format: '0.0%' }],
    ]);
    expect(values(file, { isPercent: true })).toEqual(['- 2020 T 7', '- 2021 T 12.34']);
    expect(refused(file)).toEqual(['2:2 percentUnit', '3:2 percentUnit']);
  });

  it('has its formulas read by the result last saved, which is told; without one it is refused', async () => {
    const counted = byHand([
      { name: 'Blad', rows: heading + row(2, `${number('A2', '2020')}<c r="B2"><f>1+1</f><v>2</v></c>`) },
    ]);
    expect(values(counted)).toEqual(['- 2020 T 2']);
    expect(notes(counted)).toEqual(['formulas 1 B2']);
    const uncounted = await workbook([
      ['år', 'värde'],
      [2020, { value: '=1+1', type: 'Formula' }],
    ]);
    expect(refused(uncounted)).toEqual(['2:2 formula']);
    const wrong = byHand([
      { name: 'Blad', rows: heading + row(2, `${number('A2', '2020')}<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>`) },
    ]);
    expect(refused(wrong)).toEqual(['2:2 formulaError']);
  });

  it('may have years formatted as years, and no dates in place of years or values', async () => {
    const year = new Date('2020-12-31T00:00:00Z');
    const shown = await workbook([
      ['år', 'värde'],
      [{ value: year, format: 'yyyy' }, 1],
    ]);
    expect(values(shown)).toEqual(['- 2020 T 1']);
    const dated = await workbook([
      ['år', 'värde'],
      [
        { value: year, format: 'yyyy-mm-dd' },
        { value: year, format: 'yyyy-mm-dd' },
      ],
    ]);
    expect(refused(dated)).toEqual(['2:1 yearDate', '2:2 valueDate']);
    const valued = await workbook([
      ['år', 'värde'],
      [2020, { value: year, format: 'yyyy-mm-dd' }],
    ]);
    expect(refused(valued)).toEqual(['2:2 valueDate']);
  });

  it('has merged headings and places read as one, and no merged values', async () => {
    const headings = await workbook([
      [{ value: 'region', rowSpan: 2 }, { value: '2019', columnSpan: 2 }, null, { value: '2020', columnSpan: 2 }, null],
      [null, 'Kvinnor', 'Män', 'Kvinnor', 'Män'],
      ['Olofström', 1, 2, 3, 4],
    ]);
    expect(values(headings).toSorted()).toEqual(['1060 2019 K 1', '1060 2019 M 2', '1060 2020 K 3', '1060 2020 M 4']);
    const places = await workbook([
      ['region', 'år', 'värde'],
      [{ value: 'Olofström', rowSpan: 2 }, 2019, 1],
      [null, 2020, 2],
    ]);
    expect(values(places)).toEqual(['1060 2019 T 1', '1060 2020 T 2']);
    const merged = await workbook([
      ['region', 'år', 'värde'],
      ['Olofström', 2019, { value: 1, rowSpan: 2 }],
      ['Olofström', 2020, null],
    ]);
    expect(refused(merged)).toEqual(['3:3 valueMerged']);
  });

  it('with several sheets asks which, and reads none by itself', async () => {
    const sheet = (name: string, value: number) => ({
      data: [
        ['år', 'värde'],
        [2020, value],
      ] as SheetData,
      sheet: name,
    });
    const file = await writeWorkbook([sheet('Utfall', 1), sheet('Prognos', 2)]).toBuffer();
    expect(readUpload(file, plain)).toMatchObject({ values: [], problems: [], sheets: ['Utfall', 'Prognos'] });
    expect(values(file, { sheet: 'Prognos' })).toEqual(['- 2020 T 2']);
    expect(readUpload(file, { ...plain, sheet: 'Utfall' }).sheet).toBe('Utfall');
    expect(readUpload(file, { ...plain, sheet: 'Annat' }).sheets).toEqual(['Utfall', 'Prognos']);
  });

  it('with one sheet of content reads that, and tells of hidden sheets and rows', () => {
    const file = byHand([
      { name: 'Tomt', rows: '' },
      { name: 'Utfall', rows: heading + row(2, number('A2', '2020') + number('B2', '1'), 'hidden="1"') },
      { name: 'Dolt', rows: heading + row(2, number('A2', '2021') + number('B2', '2')), state: 'hidden' },
    ]);
    expect(values(file)).toEqual(['- 2020 T 1']);
    expect(notes(file)).toEqual(['hiddenSheets 1 Dolt', 'hiddenRows 1']);
  });

  it('may leave out rows and cells, and number none of them', () => {
    const gaps = byHand([
      {
        name: 'Blad',
        rows: row(3, inline('C3', 'år') + inline('E3', 'värde')) + row(7, number('C7', '2020') + number('E7', '1')),
      },
    ]);
    expect(values(gaps)).toEqual(['- 2020 T 1']);
    expect(readUpload(gaps, plain).values[0]?.row).toBe(7);
    const bare = `<row><c t="inlineStr"><is><t>år</t></is></c><c t="inlineStr"><is><r><t>vär</t></r><r><t>de</t></r></is></c></row><row><c><v>2020</v></c><c><v>1</v></c></row>`;
    expect(values(byHand([{ name: 'Blad', rows: bare }]))).toEqual(['- 2020 T 1']);
  });

  it('may name its elements with a prefix', () => {
    const sheet = `${head}<x:worksheet xmlns:x="${main}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>år</x:t></x:is></x:c><x:c r="B1" t="inlineStr"><x:is><x:t>värde</x:t></x:is></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>2020</x:v></x:c><x:c r="B2"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    expect(values(byHand([{ name: 'Blad', rows: '' }], { 'xl/worksheets/sheet0.xml': sheet }))).toEqual(['- 2020 T 1']);
  });

  it('of a hundred thousand rows is read in a thread of its own', async () => {
    const lines = Array.from({ length: 99_999 }, (_, at) => {
      const line = at + 2;
      return `<row r="${line}"><c r="A${line}"><v>${1900 + (at % 120)}</v></c><c r="B${line}"><v>${(at % 120) * 1.5}</v></c></row>`;
    });
    const { problems, count, notes } = await readUploadAside(
      byHand([{ name: 'Blad', rows: heading + lines.join('') }]),
      plain,
    );
    expect(problems).toEqual([]);
    expect(count).toBe(120);
    expect(notes).toMatchObject([{ code: 'repeated', count: 99_879 }]);
  });
});

describe('a workbook that would do harm', () => {
  const bomb = zipSync({ 'xl/worksheets/sheet0.xml': new Uint8Array(1_000_000) }, { level: 9 });

  it('is refused by what it says it unpacks to, before anything is unpacked', () => {
    const zeros = new Uint8Array(90_000_000);
    const file = byHand([{ name: 'Blad', rows: '' }], { 'xl/worksheets/sheet0.xml': zeros });
    expect(file.length).toBeLessThan(200_000);
    // Its contents are cut off: if any of it were unpacked it would be told to be broken.
    const cut = Buffer.from(file);
    const at = cut.indexOf('xl/worksheets/sheet0.xml') + 24;
    cut.fill(0xff, at, at + 1000);
    expect(refused(cut)).toEqual(['0:0 unpacksTooLarge']);
  });

  it('is refused when it unpacks to more than it says', () => {
    const file = Buffer.from(
      byHand([{ name: 'Blad', rows: '' }], { 'xl/worksheets/sheet0.xml': new Uint8Array(5_000_000) }),
    );
    const entry = file.lastIndexOf('xl/worksheets/sheet0.xml') - 46;
    expect(file.readUInt32LE(entry)).toBe(0x02014b50);
    file.writeUInt32LE(1000, entry + 24);
    expect(refused(file)).toEqual(['0:0 unpacksTooLarge']);
  });

  it('is refused when many parts are large together', () => {
    const part = new Uint8Array(50_000_000);
    const file = byHand(
      [
        { name: 'Ett', rows: '' },
        { name: 'Två', rows: '' },
      ],
      { 'xl/worksheets/sheet0.xml': strToU8('<a/>'), 'xl/worksheets/sheet1.xml': part, 'xl/sharedStrings.xml': part },
    );
    expect(refused(file)).toEqual(['0:0 unpacksTooLarge']);
  });

  it('is refused with more entries than any workbook has, and with two of one name', () => {
    const many = Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`xl/media/${at}`, new Uint8Array(0)]));
    expect(refused(byHand([{ name: 'Blad', rows: heading }], many))).toEqual(['0:0 unpacksTooLarge']);
    const twice = Buffer.from(byHand([{ name: 'Blad', rows: heading }], { 'xl/worksheets/sheet9.xml': 'x' }));
    for (let at = twice.indexOf('sheet9.xml'); at > 0; at = twice.indexOf('sheet9.xml', at))
      twice.write('sheet0.xml', at);
    expect(refused(twice)).toEqual(['0:0 broken']);
  });

  it('is refused where it declares entities of its own', () => {
    const laughs = `${head}<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><worksheet><sheetData>${row(1, inline('A1', '&c;'))}</sheetData></worksheet>`;
    expect(refused(byHand([{ name: 'Blad', rows: '' }], { 'xl/worksheets/sheet0.xml': laughs }))).toEqual([
      '0:0 broken',
    ]);
    const file = `${head}<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><sst><si><t>&b;</t></si></sst>`;
    const relation = `${head}<Relationships><Relationship Id="r0" Type="${relations}/worksheet" Target="worksheets/sheet0.xml"/><Relationship Id="t" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`;
    const parts = { 'xl/sharedStrings.xml': file, 'xl/_rels/workbook.xml.rels': relation };
    expect(refused(byHand([{ name: 'Blad', rows: heading }], parts))).toEqual(['0:0 broken']);
    expect(
      refused(byHand([{ name: 'Blad', rows: row(1, inline('A1', '&okänd;') + inline('B1', '&other;')) }])),
    ).toEqual(['0:0 broken']);
  });

  it('is refused with a checksum that is wrong, cut off, or with cells where none can be', () => {
    const good = byHand([{ name: 'Blad', rows: heading + row(2, number('A2', '2020') + number('B2', '1')) }]);
    expect(values(good)).toEqual(['- 2020 T 1']);
    for (let length = 0; length < good.length - 1; length += 97) {
      const { values, problemCount } = readUpload(good.subarray(0, length), plain);
      expect([values.length, problemCount]).toEqual([0, 1]);
    }
    for (let at = 0; at < good.length; at += 13) {
      const bent = Buffer.from(good);
      bent[at] = (bent[at] ?? 0) ^ 0x55;
      const { values, problemCount } = readUpload(bent, plain);
      expect(values.length === 0 ? problemCount > 0 : values[0]?.value === 1).toBe(true);
    }
    const far = byHand([{ name: 'Blad', rows: heading + row(2, number('A2', '2020') + number('XFD2', '1')) }]);
    expect(refused(far)).toEqual(['2:16384 tooManyColumns']);
    const backwards = byHand([{ name: 'Blad', rows: row(5, inline('A5', 'år')) + row(2, number('A2', '2020')) }]);
    expect(refused(backwards)).toEqual(['0:0 broken']);
    const merged = byHand([
      {
        name: 'Blad',
        rows: heading + row(2, number('A2', '2020') + number('B2', '1')),
        after: `<mergeCells>${'<mergeCell ref="A1:SF1048576"/>'.repeat(50)}</mergeCells>`,
      },
    ]);
    expect(readUpload(merged, plain).problemCount).toBeGreaterThan(0);
  });

  it.each([
    ['binary workbook', { 'xl/workbook.bin': '' }, 'binaryWorkbook'],
    [
      'OpenDocument sheet',
      { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '' },
      'openDocument',
    ],
    ['Numbers sheet', { 'Index/Document.iwa': '' }, 'numbers'],
    ['Word document', { 'word/document.xml': '' }, 'document'],
    ['archive', { 'utfall.csv': 'år;värde' }, 'archive'],
    ['archive in an archive', { 'inner.zip': bomb }, 'archive'],
  ])('or is no workbook but a %s is told so', (_, parts, code) => {
    const entries = Object.entries(parts).map(([name, part]) => [
      name,
      typeof part === 'string' ? strToU8(part) : part,
    ]);
    expect(refused(zipSync(Object.fromEntries(entries)))).toEqual([`0:0 ${code}`]);
  });
});

describe('the template', () => {
  it.each(['sv', 'en'] as const)(
    'is read when it has been filled in, and told to be empty before, in %s',
    async (language) => {
      expect(refused(Buffer.from(templateAsCsv(language)))).toEqual(['1:0 noValues']);
      expect(values(Buffer.from(`${templateAsCsv(language)}0180;2020;K;7,5;\r\n`))).toEqual(['0180 2020 K 7.5']);
      const file = await templateAsWorkbook(language);
      expect(refused(file)).toEqual(['1:0 noValues']);
      const [sheet] = await readOther(file);
      const header = (sheet?.data[0] ?? []) as unknown as string[];
      expect(header).toHaveLength(5);
      expect(values(await workbook([header, ['0180', 2020, 'K', 7.5, null]]))).toEqual(['0180 2020 K 7.5']);
    },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indicatorTexts } from '../texts.ts';
import { type UploadProblemCode, uploadNotes, uploadProblems } from './problem.ts';
import { readUpload, type UploadOptions } from './read-upload.ts';
import { readUploadAside } from './reading-aside.ts';
import { sayNote, sayProblem, sayWhere } from './telling.ts';
import { summarise } from './upload-columns.ts';
import { readHabit, readWritten } from './written-number.ts';

const plain: UploadOptions = { year: 2023, isPercent: false };
const read = (content: string | Uint8Array, options: Partial<UploadOptions> = {}) =>
  readUpload(Buffer.from(content as string), { ...plain, ...options });
/** What came in, a value to a line: place, year, sex, value. */
const values = (content: string | Uint8Array, options: Partial<UploadOptions> = {}) => {
  const upload = read(content, options);
  expect(upload.problems).toEqual([]);
  return upload.values.map(({ place, period, sex, value, status }) =>
    [place || '-', period, sex, value ?? status, status === 'preliminary' ? 'p' : ''].join(' ').trim(),
  );
};
/** What was refused, as it is told in Swedish without what to do: where and which. */
const refused = (content: string | Uint8Array, options: Partial<UploadOptions> = {}) => {
  const upload = read(content, options);
  expect(upload.values).toEqual([]);
  expect(upload.problemCount).toBeGreaterThan(0);
  return upload.problems.map((problem) => `${sayWhere(problem, 'sv')}: ${problem.code}`);
};
const notes = (content: string | Uint8Array, options: Partial<UploadOptions> = {}) =>
  read(content, options).notes.map(({ code, count, found }) => `${code} ${count} ${found}`.trim());

const table = 'år;värde;kön;plats\n2020;7,5;K;0010\n2021;1234,5;T;1080\n';
const inTable = ['0010 2020 K 7.5', '1080 2021 T 1234.5'];

describe('the bytes of a text', () => {
  it.each<[string, Buffer, string[]]>([
    ['UTF-8', Buffer.from(table), []],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${table}`), []],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${table}`, 'utf16le'), ['encoding 1 UTF-16']],
    ['UTF-16 the other way round', Buffer.from(`\uFEFF${table}`, 'utf16le').swap16(), ['encoding 1 UTF-16']],
    ['UTF-16 without a mark', Buffer.from(table, 'utf16le'), ['encoding 1 UTF-16']],
    ['UTF-16 the other way round without a mark', Buffer.from(table, 'utf16le').swap16(), ['encoding 1 UTF-16']],
    ['Latin-1', Buffer.from(table, 'latin1'), ['encoding 1 Latin-1']],
    [
      'old Macintosh text',
      Buffer.from(table.replaceAll('å', '\x8c').replaceAll('ä', '\x8a').replaceAll('ö', '\x9a'), 'latin1'),
      ['encoding 1 Mac Roman'],
    ],
    ['carriage returns alone', Buffer.from(table.replaceAll('\n', '\r')), []],
    ['letters with loose rings and dots', Buffer.from(table.normalize('NFD')), []],
  ])('may be %s', (_, content, told) => {
    expect(values(content)).toEqual(inTable);
    expect(notes(content)).toEqual(told);
  });

  it.each<[string, Buffer, UploadProblemCode]>([
    [
      'DOS letters',
      Buffer.from(table.replaceAll('å', '\x86').replaceAll('ä', '\x84').replaceAll('ö', '\x94'), 'latin1'),
      'encoding',
    ],
    [
      'a broken UTF-8',
      Buffer.concat([Buffer.from('\uFEFFår;v'), Buffer.from([0xe4]), Buffer.from('rde\n2020;1')]),
      'encoding',
    ],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 1, 2, 3, 0, 0]), 'binary'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'oldWorkbook'],
    [
      'a workbook with a password',
      Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]),
      'encrypted',
    ],
    ['a PDF', Buffer.from('%PDF-1.7\n...'), 'pdf'],
    ['rich text', Buffer.from('{\\rtf1 år}'), 'document'],
    ['a web page called .xls', Buffer.from('<html><table><tr><td>år</td></tr></table></html>'), 'webPage'],
    ['a packed file', Buffer.from([0x1f, 0x8b, 8, 0]), 'archive'],
    ['nothing', Buffer.alloc(0), 'empty'],
    ['only spaces', Buffer.from(' \n \n'), 'empty'],
    ['more than five million bytes', Buffer.alloc(5_000_001, 'a'), 'tooLarge'],
  ])('are refused when they are %s', (_, content, code) => {
    expect(refused(content)).toEqual([`Hela filen: ${code}`]);
  });
});

describe('the rows and columns of a text', () => {
  it.each([
    ['commas and decimal points', 'Year,Value,Sex,Place\n2020,7.5,women,0010\n2021,1234.5,,1080\n'],
    ['commas and quoted decimal commas', 'Year,Value,Sex,Place\r\n2020,"7,5",K,"0010"\r\n2021,"1234,5",T,"1080"\r\n'],
    ['tabs', 'ÅR\tUtfall\tKön\tKommun\n2020\t7,5\tkvinnor\t0010\n2021\t1234,5\talla\t1080\n'],
    ['bars', 'år|värde|kön|plats\n2020|7,5|K|0010\n2021|1234,5|T|1080'],
    ['columns in another order and empty lines', 'plats;kön;år;värde\n\n0010;K;2020;7,5\n;;;\n1080;T;2021;1234,5\n\n'],
    [
      'the line by which Excel says what parts columns',
      'sep=;\når;värde;kön;plats\n2020;7,5;K;0010\n2021;1234,5;;1080\n',
    ],
    [
      'codes kept as text by a formula or an apostrophe',
      'år;värde;kön;plats\n2020;7,5;K;="0010"\n2021;1234,5;T;\'1080\n',
    ],
    ['an empty column at the end', 'år;värde;kön;plats;\n2020;7,5;K;0010;\n2021;1234,5;T;1080;\n'],
  ])('may have %s', (_, text) => {
    expect(values(text)).toEqual(inTable);
  });

  it('are counted as a spreadsheet does when a cell holds line breaks', () => {
    const text = 'år;värde;kommentar\n2020;1;"två\nrader"\n2021;många;\n';
    expect(refused(text)).toEqual(['Rad 3, kolumn B (värde): number']);
  });

  it('may have quotes inside a cell, and not one that never ends', () => {
    expect(values('år;värde;kommentar\n2020;1;5" rör\n2021;2;"sa ""ja"""\n')).toEqual(['- 2020 T 1', '- 2021 T 2']);
    expect(refused('år;värde\n2020;"1\n2021;2')).toEqual(['Rad 2: quote']);
  });

  it('are refused where a decimal comma has parted a number in two', () => {
    expect(refused('år,värde\n2020,7,5\n2021,8,1')).toEqual(['Rad 2, kolumn C: cells']);
    expect(refused('år;värde;kön;plats\n2020;1')).toEqual(['Rad 2, kolumn C: cells']);
  });
});

describe('a table', () => {
  const blekinge = ['1060 2019 T 9', '1060 2020 T 10.3', '1080 2019 T 6.1', '1080 2020 T 7.1'];

  it.each([
    [
      'as SCB gives it with the years as columns',
      '"region","2019","2020"\n"1060 Olofström","9.0","10.3"\n"1080 Karlskrona","6.1","7.1"\n',
    ],
    [
      'with what is counted before each year',
      '"region","Andel 2019","Andel 2020"\n"1060 Olofström","9.0","10.3"\n"1080 Karlskrona","6.1","7.1"\n',
    ],
    [
      'with title, empty lines and source around it',
      'Arbetslösa unga\n\nkommun;2019;2020\nOlofström;9,0;10,3\nKarlskrona;6,1;7,1\n\nKälla: SCB\nUppdaterad 2021-03-01\n',
    ],
    [
      'with code and name apart and no headings over them',
      ';;2019;2020\n1060;Olofström;9,0;10,3\n1080;Karlskrona;6,1;7,1\n',
    ],
    ['with another word for place', 'hemort;2019;2020\nOlofström;9,0;10,3\nKarlskrona;6,1;7,1\n'],
    ['with code and name apart', 'kod;kommun;2019;2020\n1060;Olofström;9,0;10,3\n1080;Karlskrona;6,1;7,1\n'],
    [
      'as Kolada keeps it',
      'kpi,municipality,year,gender,value,status\nN03921,1060,2019,T,9.0,\nN03921,1060,2020,T,10.3,\nN03921,1080,2019,T,6.1,\nN03921,1080,2020,T,7.1,\n',
    ],
    [
      'as Kolada shows it',
      'Nyckeltal;Kommun;2019;2020\nArbetslösa 16-24 år (N03921);Olofström;9,0;10,3\nArbetslösa 16-24 år (N03921);Karlskrona;6,1;7,1\n',
    ],
    ['with places as columns', 'år;Olofström;Karlskrona\n2019;9,0;6,1\n2020;10,3;7,1\n'],
    [
      'with the name of what is counted over the figures',
      'år;plats;Arbetslösa\n2019;1060;9,0\n2020;1060;10,3\n2019;1080;6,1\n2020;1080;7,1\n',
    ],
    [
      'with region and municipality side by side',
      'län;kommun;2019;2020\nBlekinge län;Olofström;9,0;10,3\nBlekinge län;Karlskrona;6,1;7,1\n',
    ],
  ])('may be %s', (_, text) => {
    expect(values(text).toSorted()).toEqual(blekinge);
  });

  const bySex = ['1060 2019 K 8', '1060 2019 M 10', '1060 2020 K 9', '1060 2020 M 11'];
  it.each([
    ['by rows', 'region;kön;2019;2020\n1060 Olofström;1 män;10;11\n1060 Olofström;2 kvinnor;8;9\n'],
    ['by rows with the place written once', 'region;kön;2019;2020\n1060 Olofström;män;10;11\n;kvinnor;8;9\n'],
    ['by columns', 'år;plats;Kvinnor;Män\n2019;1060;8;10\n2020;1060;9;11\n'],
    ['by columns with the year', 'kommun;Kvinnor 2019;Kvinnor 2020;Män 2019;Män 2020\nOlofström;8;9;10;11\n'],
    ['by two rows of headings', 'Kommun;2019;;2020;\n;Kvinnor;Män;Kvinnor;Män\nOlofström;8;10;9;11\n'],
    ['by two rows of headings, years under', ';Kvinnor;;Män;\nKommun;2019;2020;2019;2020\nOlofström;8;9;10;11\n'],
  ])('may be divided by sex %s', (_, text) => {
    expect(values(text).toSorted()).toEqual(bySex);
  });

  it.each<[string, string, string[]]>([
    ['has no headings that are known', 'a;b\n1;2', ['Rad 1: noTable']],
    ['is only a heading', 'år;värde\n', ['Rad 1: noValues']],
    ['is only a heading and a source', 'år;värde\nKälla: SCB\n', ['Rad 1: noValues']],
    ['says no year', 'kommun;kön;värde\n1080;K;1', ['Rad 1: yearMissing']],
    ['has no figures', 'år;kommentar\n2020;bra', ['Rad 1: valueMissing']],
    ['has two columns of figures', 'år;antal;andel\n2020;1;2', ['Rad 1, kolumn C (andel): valueColumns']],
    [
      'has values and years as columns at once',
      'kommun;värde;2020\n1080;1;2',
      ['Rad 1, kolumn C (2020): valueColumns'],
    ],
    ['has the year twice', 'år;year;värde\n2020;2020;1', ['Rad 1, kolumn B (year): columnTwice']],
    ['has the sex in two ways', 'år;kön;Kvinnor;Män\n2020;K;1;2', ['Rad 1, kolumn C (Kvinnor): givenTwice']],
    ['has one year in two columns', 'kommun;2020;2020\n1080;1;2', ['Rad 1, kolumn C (2020): columnTwice']],
    ['has several measures', 'kommun;Antal 2020;Andel 2020\n1080;1;2', ['Rad 1, kolumn C (Andel 2020): measures']],
    [
      'has several of Kolada’s',
      'kpi;municipality;year;value\nN00914;1080;2020;1\nN03921;1080;2020;2',
      ['Rad 3, kolumn A (kpi): measures'],
    ],
    ['has text among its rows', 'kommun;2020\nOlofström;1\nÖvriga kommuner\nKarlskrona;2', ['Rad 3: stray']],
    [
      'has a column that tells rows apart',
      'år;ålder;värde\n2020;16–24;1\n2020;25–64;2',
      ['Rad 3, kolumn B (ålder): columnSplits'],
    ],
  ])('is refused when it %s', (_, text, told) => {
    expect(refused(text)).toEqual(told);
  });

  it('tells the columns that do not come in', () => {
    expect(notes('år;kommentar;värde\n2020;bra;1\n2021;mindre bra;2')).toEqual(['columnSkipped 1 kommentar']);
  });

  it('is told everything that is wrong at once, and the first fifty in words', () => {
    expect(refused('år;värde;kön;plats\n20;7,5;K;0010\n2020;mycket;X;Blekning\n')).toEqual([
      'Rad 2, kolumn A (år): year',
      'Rad 3, kolumn D (plats): place',
      'Rad 3, kolumn C (kön): sex',
      'Rad 3, kolumn B (värde): number',
    ]);
    const many = read(`år;värde\n${'x;y\n'.repeat(200)}`);
    expect([many.problems.length, many.problemCount]).toEqual([50, 400]);
  });

  it('takes a hundred thousand rows in a thread of its own, and not one more', async () => {
    const codes = Array.from({ length: 312 }, (_, at) => at).flatMap((at) => {
      const { values } = read(`år;värde;plats\n2020;1;${String(at + 100).padStart(4, '0')}`);
      return values.map(({ place }) => place);
    });
    expect(codes.length).toBeGreaterThan(20);
    const keys = Array.from({ length: 124 }, (_, at) => 1900 + at).flatMap((year) =>
      codes.flatMap((code) => ['T', 'K', 'M'].map((sex) => `${year};${year % 97},25;${sex};${code}`)),
    );
    const lines = Array.from({ length: 100_000 }, (_, at) => keys[at % keys.length]);
    const reading = await readUploadAside(Buffer.from(`år;värde;kön;plats\n${lines.join('\n')}`), plain);
    expect(reading.problems).toEqual([]);
    expect(reading.count).toBe(keys.length);
    expect(reading.notes.find(({ code }) => code === 'repeated')?.count).toBe(100_000 - keys.length);
    const more = await readUploadAside(Buffer.from(`år;värde;kön;plats\n${[...lines, lines[0]].join('\n')}`), plain);
    expect(more.problems.map(({ code }) => code)).toEqual(['tooManyRows']);
  });

  it('that takes too long is given up', async () => {
    const text = `år;värde\n${Array.from({ length: 60_000 }, (_, at) => `${1900 + (at % 120)};${at}`).join('\n')}`;
    const { problems } = await readUploadAside(Buffer.from(text), plain, 1);
    expect(problems.map(({ code }) => code)).toEqual(['tookTooLong']);
  });
});

describe('a place', () => {
  it.each([
    ['0180', '0180'],
    ['180', '0180'],
    ['10', '0010'],
    ['00', '0000'],
    ['1', '0001'],
    ['Riket', '0000'],
    ['Hela landet', '0000'],
    ['00 Riket', '0000'],
    ['Karlskrona', '1080'],
    ['KARLSKRONA KOMMUN', '1080'],
    ['Olofströms kommun', '1060'],
    ['Stockholms stad', '0180'],
    ['Blekinge', '0010'],
    ['Region Blekinge', '0010'],
    ['Blekinge län', '0010'],
    ['10 Blekinge län', '0010'],
    ['Västra Götalands län', '0014'],
    ['Västra Götalandsregionen', '0014'],
    ['Jämtlands län', '0023'],
    ['Region Jämtland', '0023'],
    ['Södermanlands län', '0004'],
    ['Sörmland', '0004'],
    ['Uppsala län', '0003'],
    ['Region Gotland', '0009'],
    ['Karlskrona (1080)', '1080'],
    ['1080\u00a0Karlskrona', '1080'],
    ['Hela samverkan', '-'],
  ])('is known when it is written %s', (written, code) => {
    expect(values(`år;värde;plats\n2020;1;${written}\n`)).toEqual([`${code} 2020 T 1`]);
  });

  it('of one name with another is decided by what the column is called, and else not', () => {
    expect(values('år;värde;kommun\n2020;1;Uppsala')).toEqual(['0380 2020 T 1']);
    expect(values('år;värde;län\n2020;1;Uppsala')).toEqual(['0003 2020 T 1']);
    const { problems } = read('år;värde;region\n2020;1;Uppsala');
    expect(problems.map((problem) => sayProblem(problem, 'sv'))).toEqual([
      '”Uppsala” kan vara flera platser: Region Uppsala 0003, Uppsala kommun 0380. Skriv koden.',
    ]);
  });

  it.each([
    ['9999', 'place'],
    ['Blekning', 'place'],
    ['Hbo', 'place'],
    ['Malm\uFFFD', 'garbled'],
    ['MalmÃ¶', 'garbled'],
    ['1080 Olofström', 'placeDiffers'],
    ['Gotland', 'placeUnsure'],
  ])('is refused when it is written %s', (written, code) => {
    expect(refused(`år;värde;plats\n2020;1;${written}\n`)).toEqual([`Rad 2, kolumn C (plats): ${code}`]);
  });

  it('that is nearly known is asked about and not taken', () => {
    const { problems } = read('år;värde;plats\n2020;1;Karlskronna');
    expect(problems.map((problem) => sayProblem(problem, 'en'))).toEqual([
      'No place is called “Karlskronna”. Is it Karlskrona? Write the code or the whole name of the municipality or region.',
    ]);
  });

  it('that is missing among others is asked for: it may be the whole, or forgotten', () => {
    expect(refused('år;värde;plats\n2020;1;1080\n2020;2;\n')).toEqual(['Rad 3, kolumn C (plats): placeEmpty']);
    expect(values('år;värde;plats\n2020;1;\n2021;2;\n')).toEqual(['- 2020 T 1', '- 2021 T 2']);
  });

  it('of code and name that disagree is refused', () => {
    expect(refused('kommunkod;kommun;2020\n1080;Olofström;1')).toEqual(['Rad 2, kolumn B (kommun): placeDiffers']);
  });

  it('that got its noughts back is told', () => {
    expect(notes('år;värde;plats\n2020;1;180\n2020;2;114\n2020;3;1080')).toEqual(['zeros 2 180 → 0180']);
  });
});

describe('a year', () => {
  it.each([
    ['20', 'year'],
    ['tjugo', 'year'],
    ['1850', 'year'],
    ['2020,5', 'year'],
    ['2024', 'yearAhead'],
    ['2019/20', 'yearPart'],
    ['2019-2020', 'yearPart'],
    ['2020K1', 'yearPart'],
    ['2020M01', 'yearPart'],
    ['HT2020', 'yearPart'],
    ['2020-12-31', 'yearDate'],
    ['31/12/2020', 'yearDate'],
    ['', 'yearEmpty'],
  ])('is refused when it is written %j', (written, code) => {
    expect(refused(`år;värde;kön\n${written};1;K\n`)).toEqual([`Rad 2, kolumn A (år): ${code}`]);
  });
  it('in a heading that has not been yet is refused', () => {
    expect(refused('kommun;2023;2024\n1080;1;2')).toEqual(['Rad 1, kolumn C (2024): yearAhead']);
  });
});

describe('a sex', () => {
  it.each([
    [['K', 'Kvinnor', 'kvinna', 'women', 'F', '2 kvinnor', 'Flickor'], 'K'],
    [['M', 'Män', 'man', 'men', 'male', '1 män', 'Pojkar'], 'M'],
    [['T', 'Totalt', 'alla', 'båda könen', 'total', '1+2 totalt', '', 'Kvinnor och män'], 'T'],
  ])('is known by each of %j', (written, sex) => {
    for (const one of written) expect(values(`år;kön;värde\n2020;${one};1`)).toEqual([`- 2020 ${sex} 1`]);
  });
  it('by a number alone is asked about', () => {
    expect(refused('år;kön;värde\n2020;1;1')).toEqual(['Rad 2, kolumn B (kön): sexCode']);
    expect(refused('år;kön;värde\n2020;X;1')).toEqual(['Rad 2, kolumn B (kön): sex']);
  });
});

describe('a value', () => {
  const one = (written: string, options: Partial<UploadOptions> = {}) =>
    values(`år;värde\n2020;${written}`, options).map((line) => line.replace('- 2020 T ', ''));

  it.each([
    ['1 234,5', '1234.5'],
    ['1\u00a0234,5', '1234.5'],
    ['1\u2009234,5', '1234.5'],
    ['1\u202f234\u202f567', '1234567'],
    ['−3,2', '-3.2'],
    ['–3,2', '-3.2'],
    ['-3,2', '-3.2'],
    ['+3,2', '3.2'],
    ['7.112797', '7.112797'],
    ['0', '0'],
    ['-0', '0'],
    ['..', 'missing'],
    ['.', 'missing'],
    ['', 'missing'],
    ['-', 'missing'],
    ['–', 'missing'],
    ['saknas', 'missing'],
    ['x', 'withheld'],
    ['X', 'withheld'],
    ['Sekretess', 'withheld'],
    ['<5', 'withheld'],
    ['färre än 10', 'withheld'],
    ['12,3 p', '12.3 p'],
    ['12,3p', '12.3 p'],
    ['12 (p)', '12 p'],
    ['12 prel.', '12 p'],
  ])('is read out of %j', (written, told) => {
    expect(one(written)).toEqual([told]);
  });

  it.each([
    ['många', 'number'],
    ['12 34', 'number'],
    ['(3,2)', 'number'],
    ['3,2*', 'number'],
    ['12,3,4', 'number'],
    ['1,2E+05', 'numberShortened'],
    ['1.234', 'numberUnsure'],
    ['12 %', 'percentUnit'],
    ['=SUM(B2:B3)', 'formula'],
    ['#DIV/0!', 'formulaError'],
    ['#REFERENS!', 'formulaError'],
  ])('is refused when it is written %j', (written, code) => {
    expect(refused(`år;värde\n2020;${written}`)).toEqual([`Rad 2, kolumn B (värde): ${code}`]);
  });

  it('in per cent is the number before the sign, when per cent is what is counted', () => {
    expect(one('12 %', { isPercent: true })).toEqual(['12']);
    expect(one('12,5%', { isPercent: true })).toEqual(['12.5']);
    expect(refused('år;värde\n2020;12 %\n2021;13', { isPercent: true })).toEqual([
      'Rad 2, kolumn B (värde): percentSometimes',
    ]);
    expect(values('år;värde\n2020;12 %\n2021;0\n2022;..', { isPercent: true })).toHaveLength(3);
  });

  it('that lies between 0 and 1 with all the others is asked about when per cent is what is counted', () => {
    expect(notes('år;värde\n2020;0,12\n2021;0,13\n2022;0,1', { isPercent: true })).toEqual(['shares 1 0.12']);
  });

  it('with a sign between thousands is certain when the others show which sign that is', () => {
    expect(values('year\tvalue\n2020\t1,234\n2021\t1,234.5')).toEqual(['- 2020 T 1234', '- 2021 T 1234.5']);
    expect(values('år\tvärde\n2020\t1,234\n2021\t12,5')).toEqual(['- 2020 T 1.234', '- 2021 T 12.5']);
    expect(values('år;värde\n2020;1,234')).toEqual(['- 2020 T 1.234']);
    expect(refused('year\tvalue\n2020\t1,234\n2021\t2,345')).toEqual([
      'Rad 2, kolumn B (value): numberUnsure',
      'Rad 3, kolumn B (value): numberUnsure',
    ]);
  });

  it('has its status beside it, and the two agree', () => {
    const lines = ['2019;1;värde', '2020;2;preliminär', '2021;;saknas', '2022;;sekretess', '2023;3;'];
    expect(values(`år;värde;status\n${lines.join('\n')}`)).toEqual([
      '- 2019 T 1',
      '- 2020 T 2 p',
      '- 2021 T missing',
      '- 2022 T withheld',
      '- 2023 T 3',
    ]);
    expect(refused('år;värde;status\n2020;1;saknas\n2021;;värde\n2022;1;kanske')).toEqual([
      'Rad 2, kolumn B (värde): statusDiffers',
      'Rad 3, kolumn B (värde): statusDiffers',
      'Rad 4, kolumn C (status): status',
    ]);
  });

  it('said twice alike comes in once and is told; said in two ways it is refused with both rows', () => {
    expect(notes('år;värde\n2020;1\n2020;1')).toEqual(['repeated 1 2020']);
    const { problems } = read('år;värde;plats\n2020;7,5;1080\n2020;8;Karlskrona');
    expect(problems.map((problem) => `${sayWhere(problem, 'sv')}: ${sayProblem(problem, 'sv')}`)).toEqual([
      'Rad 3: Samma plats, år och kön står på rad 2 med ett annat värde (Karlskrona 2020: 7,5, 8). Ta bort den rad som är fel.',
    ]);
  });

  it('comes back as it was, however it is written', () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => Number(value.toFixed(6)) + 0);
    const space = fc.constantFrom('', ' ', '\u00a0', '\u2009', '\u202f');
    const minus = fc.constantFrom('-', '−', '–');
    fc.assert(
      fc.property(
        number,
        space,
        minus,
        fc.boolean(),
        fc.integer({ min: 0, max: 6 }),
        (given, gap, sign, comma, digits) => {
          const value = Number(given.toFixed(digits)) + 0;
          const [whole = '', decimals = ''] = Math.abs(value).toFixed(digits).split('.');
          const grouped = whole.replace(/\B(?=(\d{3})+$)/g, gap);
          const text = `${value < 0 ? sign : ''}${grouped}${decimals ? `${comma ? ',' : '.'}${decimals}` : ''}`;
          const read = readWritten(text, { comma: 'decimal', point: 'decimal' });
          expect('number' in read ? read.number + 0 : read).toBe(value);
        },
      ),
    );
  });

  it('with thousands parted by comma or point comes back as it was, once a column has shown it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.boolean(), (value, isComma) => {
        const [thousand, decimal] = isComma ? [',', '.'] : ['.', ','];
        const habit = readHabit([`1${thousand}000${decimal}5`], '\t');
        const text = String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, thousand ?? '');
        const read = readWritten(`${value < 0 ? '-' : ''}${text}`, habit);
        expect('number' in read ? read.number + 0 : read).toBe(value + 0);
      }),
    );
  });

  it('is never made out of what is no number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const read = readWritten(text, { comma: 'decimal', point: 'decimal' });
        if ('number' in read) expect(text).toMatch(/^\s*[-−–+]?[\d\s\u00a0\u2007-\u200a\u202f]*[.,]?\d+\s*$/u);
      }),
    );
  });
});

describe('whatever is sent', () => {
  it('is read or refused, and never both nor neither', () => {
    const cell = fc.constantFrom(
      'år',
      'värde',
      'kön',
      'plats',
      '2019',
      '2020',
      'K',
      'Män',
      '1080',
      '1,5',
      '..',
      '',
      'x',
      'Riket',
    );
    const lines = fc.array(
      fc.array(cell, { maxLength: 5 }).map((cells) => cells.join(';')),
      { maxLength: 8 },
    );
    const text = fc.oneof(
      fc.string(),
      lines.map((all) => all.join('\n')),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          text.map((one) => Buffer.from(one)),
        ),
        (content) => {
          const { values, problemCount, problems, sheets } = readUpload(content, plain);
          expect([values.length > 0, problemCount > 0, sheets.length > 0].filter(Boolean)).toHaveLength(1);
          expect(problems.length).toBe(Math.min(50, problemCount));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is summed up so that the same reading has the same hash', () => {
    const [one, other, different] = ['år;värde\n2020;1', 'år,värde\r\n2020,1\r\n', 'år;värde\n2020;2'].map((text) =>
      summarise(read(text)),
    );
    expect(one?.hash).toBe(other?.hash);
    expect(one?.hash).not.toBe(different?.hash);
    expect(one).toMatchObject({ count: 1, periods: [2020], sexes: ['T'], columns: { places: '{""}', values: '{1}' } });
  });
});

describe('what is told', () => {
  const languages = ['sv', 'en'] as const;
  it.each(languages)('of every refusal says what to do, in %s', (language) => {
    const texts = indicatorTexts(language).upload.problem;
    expect(Object.keys(texts).sort()).toEqual([...uploadProblems].sort());
    for (const code of uploadProblems) {
      const said = sayProblem(
        { code, row: 7, column: 3, columnName: 'värde', found: 'FUNNET', other: 'ANNAT' },
        language,
      );
      expect(said, code).toMatch(/^\S.*\.$/);
      // More than one sentence or clause: what is wrong, and what to do.
      expect(said.split(/[.?:,] |; | – /).length, code).toBeGreaterThan(1);
    }
  });
  it.each(languages)('of everything that was read with certainty has words, in %s', (language) => {
    for (const code of uploadNotes) {
      for (const count of [1, 2]) expect(sayNote({ code, count, found: 'FUNNET' }, language), code).toMatch(/^\S.*\.$/);
    }
  });
  it('names row and column as a spreadsheet does', () => {
    const at = { code: 'number', found: '', other: '' } as const;
    expect(sayWhere({ ...at, row: 7, column: 3, columnName: 'värde' }, 'sv')).toBe('Rad 7, kolumn C (värde)');
    expect(sayWhere({ ...at, row: 7, column: 28, columnName: 'value' }, 'en')).toBe('Row 7, column AB “value”');
    expect(sayWhere({ ...at, row: 7, column: 0, columnName: '' }, 'sv')).toBe('Rad 7');
    expect(sayWhere({ ...at, row: 0, column: 0, columnName: '' }, 'en')).toBe('The whole file');
  });
});

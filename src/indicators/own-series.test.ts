import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/setup/database.ts';
import { identify, type Tx, type User } from '../identity/index.ts';
import { type Acting, type Database, openDatabase } from '../platform/database/database.ts';
import { knownStatements } from '../platform/database/statement.ts';
import { organisationIdOf } from './library.ts';
import {
  createOwnSeries,
  importOwnValues,
  listOwnImports,
  listOwnSeries,
  readOwnValues,
  readUpload,
  typeOwnValue,
  UploadErrors,
} from './own-series.ts';
import { listValueDoubts } from './series.ts';

const bytes = (text: string): Buffer => Buffer.from(text);
const read = (text: string) => readUpload(bytes(text));
const refused = (content: string | Buffer) => {
  const { values, errors } = readUpload(Buffer.from(content as string));
  expect(values).toEqual([]);
  return errors.map(({ row, column, code, found }) => `${row} ${column} ${code} ${found}`.replace(/ +/g, ' ').trim());
};

describe('an uploaded file', () => {
  it.each([
    ['semicolons and decimal comma', 'period;värde;kön;plats\n2020;7,5;K;0010\n2021;1 234,5;Totalt;\n'],
    ['commas and decimal point', 'Year,Value,Sex,Place\n2020,7.5,women,0010\n2021,1234.5,,\n'],
    ['commas and quoted decimal commas', 'Year,Value,Sex,Place\r\n2020,"7,5",K,"0010"\r\n2021,"1 234,5",T,""\r\n'],
    ['tabs', 'ÅR\tUtfall\tKön\tKommun\n2020\t7,5\tkvinnor\t0010\n2021\t1234,5\talla\t\n'],
    ['a byte order mark', '\uFEFFår;värde;kön;plats\n2020;7,5;K;10\n2021;1234,5;;'],
    ['columns in another order and empty lines', 'plats;kön;år;värde\n\n0010;K;2020;7,5\n;;;\n;T;2021;1234,5\n\n'],
  ])('may have %s', (_, text) => {
    const { values, errors } = read(text);
    expect(errors).toEqual([]);
    expect(values.map(({ row, ...value }) => value)).toEqual([
      { period: 2020, value: 7.5, sex: 'K', place: '0010' },
      { period: 2021, value: 1234.5, sex: 'T', place: '' },
    ]);
  });

  it('needs only period and value, and may say that there is no value', () => {
    expect(read('år;värde\n2020;\n2021;..\n2022;3').values.map(({ value }) => value)).toEqual([null, null, 3]);
  });

  it('is decoded when it is certain to be UTF-16, and refused with the reason when it is not UTF-8', () => {
    const utf16 = Buffer.from('\uFEFFår;värde\n2020;1', 'utf16le');
    expect(readUpload(utf16).values).toMatchObject([{ period: 2020, value: 1 }]);
    expect(readUpload(Buffer.from(utf16).swap16()).values).toMatchObject([{ period: 2020, value: 1 }]);
    expect(refused(utf16.subarray(2))).toEqual(['1 encoding UTF-16']);
    expect(refused(Buffer.from('år;värde\n2020;1', 'latin1'))).toEqual(['1 encoding Windows-1252']);
    expect(refused(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).toEqual(['1 workbook']);
  });

  it('is told everything that is wrong at once, by row and column', () => {
    const text = 'år;värde;kön;plats\n20;7,5;K;0010\n2020;much;X;Blekinge\n2021;1;T;\n2021;2;T;\n2022;1\n';
    expect(refused(text)).toEqual([
      '2 period period 20',
      '3 value value much',
      '3 sex sex X',
      '3 place place Blekinge',
      '5 period twice 2021 T',
      '6 cells 2022 1',
    ]);
  });

  it('is told of at most fifty errors', () => {
    expect(refused(`år;värde\n${'x;y\n'.repeat(200)}`)).toHaveLength(50);
  });

  it.each([
    ['', ['1 empty']],
    [' \n\n', ['1 empty']],
    ['år;värde\n', ['1 noValues']],
    ['år;antal\n2020;1', ['1 columnUnknown antal', '1 value columnMissing år antal']],
    ['år;year;värde\n2020;2020;1', ['1 period columnTwice year']],
    ['år;värde\n2020;"1', ['2 quote']],
    ['år,värde\n2020,7,5', ['2 cells 2020 7 5']],
  ])('is refused with a reason: %j', (text, told) => {
    expect(refused(text)).toEqual(told);
  });

  it('gives back every number as it was, with comma or point', () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => Number(value.toFixed(6)) + 0);
    const row = fc.record({ period: fc.integer({ min: 1900, max: 2099 }), value: number });
    const rows = fc.uniqueArray(row, { selector: ({ period }) => period, minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(rows, fc.boolean(), (given, comma) => {
        const written = (value: number) => {
          const text = value.toFixed(6);
          return comma ? text.replace('.', ',') : text;
        };
        const text = `år;värde\n${given.map(({ period, value }) => `${period};${written(value)}`).join('\n')}`;
        expect(read(text).values.map(({ period, value }) => ({ period, value: (value ?? 0) + 0 }))).toEqual(given);
      }),
    );
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string().map(bytes)), (content) => {
        const { values, errors } = readUpload(content);
        expect(values.length === 0 || errors.length === 0).toBe(true);
      }),
    );
  });
});

describe('a series of one’s own', () => {
  const now = new Date('2023-11-20T09:00:00Z');
  let urls: TestDatabase;
  let owner: pg.Client;
  let database: Database<User>;

  /** A collaboration with one party and one person in it, in the given role. */
  async function settle(area: string, role = 'processLeader') {
    const organisation = organisationIdOf(area);
    const [person, seat, collaboration, party] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const run = (text: string, ...values: unknown[]) => owner.query(text, values);
    await run(
      'insert into person (organisation_id, id, name, email, created_at) values ($1, $2, $3, $4, $5)',
      ...[organisation, person, 'Kim Ek', `${person}@example.org`, now],
    );
    await run(
      `insert into seat (organisation_id, id, title, level, created_at) values ($1, $2, 'Strateg', 'officer', $3)`,
      ...[organisation, seat, now],
    );
    await run(
      `insert into seat_term (organisation_id, id, seat_id, person_id, holder_name, kind, began_on, created_at)
       values ($1, $2, $3, $4, 'Kim Ek', 'holder', '2020-01-01', $5)`,
      ...[organisation, randomUUID(), seat, person, now],
    );
    await run(
      `insert into collaboration (id, organisation_id, name, created_at) values ($1, $2, 'Unga till arbete', $3)`,
      ...[collaboration, organisation, now],
    );
    await run(
      'insert into party (collaboration_id, id, organisation_id, created_at) values ($1, $2, $3, $4)',
      ...[collaboration, party, organisation, now],
    );
    await run(
      `insert into collaboration_seat (collaboration_id, organisation_id, seat_id, role, created_at)
       values ($1, $2, $3, $4, $5)`,
      ...[collaboration, organisation, seat, role, now],
    );
    const acting: Acting = { person, organisation };
    return { acting, person, collaborationId: collaboration, party };
  }

  let mine: Awaited<ReturnType<typeof settle>>;
  let theirs: Awaited<ReturnType<typeof settle>>;
  let readerOnly: Awaited<ReturnType<typeof settle>>;

  beforeAll(async () => {
    urls = await createTestDatabase();
    owner = new pg.Client({ connectionString: urls.ownerUrl });
    await owner.connect();
    await owner.query('update organisation set verified_at = $1', [now]);
    database = openDatabase({ url: urls.appUrl, poolSize: 2, identify });
    mine = await settle('0010');
    theirs = await settle('1082');
    readerOnly = await settle('1080', 'reader');
  });
  afterAll(async () => {
    await database?.close();
    await owner?.end();
    await urls?.drop();
  });

  const asMe = <Result>(work: (tx: Tx) => Promise<Result>) => database.write(mine.acting, now, work);
  const begin = (partyId: string | null = null) =>
    asMe((tx) =>
      createOwnSeries(tx, {
        collaborationId: mine.collaborationId,
        partyId,
        title: 'Deltagare',
        unit: 'persons',
        sourceNote: 'Egen räkning',
      }),
    );
  const upload = (ownSeriesId: string, text: string) =>
    asMe((tx) =>
      importOwnValues(tx, {
        collaborationId: mine.collaborationId,
        ownSeriesId,
        fileName: 'deltagare.csv',
        bytes: bytes(text),
      }),
    );
  const valuesOf = async (ownSeriesId: string, imports: string[] | null = null, who: Acting = mine.acting) =>
    (
      await database.read(who, now, { values: readOwnValues(mine.collaborationId, [ownSeriesId], imports) })
    ).rows.values.map(({ place, period, sex, value, status }) => [place, period, sex, value, status]);
  const historyOf = async (subject: string) =>
    (
      await owner.query(
        `select h.verb, h.user_id, h.collaboration_id, p.after from history h
         join history_payload p on p.history_id = h.id where h.subject_id = $1 order by h.seq`,
        [subject],
      )
    ).rows;

  it('takes a whole file with one entry in the history, with counts and the hash of the file', async () => {
    const id = await begin(mine.party);
    const text = 'år;värde;kön;plats\n2020;7,5;K;0010\n2021;..;K;0010\n2021;8;;\n';
    const done = await upload(id, text);
    const fileHash = createHash('sha256').update(text).digest('hex');
    expect(done).toMatchObject({ values: 3, missing: 1, fileHash });
    expect(await valuesOf(id)).toEqual([
      ['', 2021, 'T', 8, 'published'],
      ['0010', 2020, 'K', 7.5, 'published'],
      ['0010', 2021, 'K', null, 'missing'],
    ]);
    const entries = await historyOf(id);
    expect(entries.map(({ verb }) => verb)).toEqual(['ownSeries.created', 'ownSeries.imported']);
    expect(entries[1]).toMatchObject({
      user_id: mine.person,
      collaboration_id: mine.collaborationId,
      after: { importId: done.importId, fileName: 'deltagare.csv', fileHash, values: 3, missing: 1 },
    });
  });

  it('takes nothing of a file with an error in it', async () => {
    const id = await begin();
    await expect(upload(id, 'år;värde\n2020;1\n2021;x')).rejects.toThrow(UploadErrors);
    const unknown = upload(id, 'år;värde;plats\n2020;1;0010\n2020;1;9999');
    await expect(unknown).rejects.toMatchObject({
      errors: [{ row: 3, column: 'place', code: 'placeUnknown', found: '9999' }],
    });
    expect(await valuesOf(id)).toEqual([]);
    expect(await historyOf(id)).toHaveLength(1);
  });

  it('shows the newest value, even from the same instant, and keeps what was said before', async () => {
    const id = await begin();
    const { importId } = await upload(id, 'år;värde\n2020;1\n2021;2');
    for (const value of [3, 4, 5]) {
      await asMe((tx) =>
        typeOwnValue(tx, {
          collaborationId: mine.collaborationId,
          ownSeriesId: id,
          period: 2021,
          value,
          status: 'preliminary',
        }),
      );
    }
    expect(await valuesOf(id)).toEqual([
      ['', 2020, 'T', 1, 'published'],
      ['', 2021, 'T', 5, 'preliminary'],
    ]);
    expect((await valuesOf(id, [importId]))[1]).toEqual(['', 2021, 'T', 2, 'published']);
    const { rows } = await database.read(mine.acting, now, { imports: listOwnImports(mine.collaborationId, [id]) });
    expect(rows.imports.map(({ number, value_count }) => [number, value_count])).toEqual([
      [4, 1],
      [3, 1],
      [2, 1],
      [1, 2],
    ]);
    expect((await historyOf(id)).at(-1)).toMatchObject({ verb: 'ownSeries.valueTyped', after: { value: 5 } });
  });

  it('can say that there is no value, and takes no place or year that does not exist', async () => {
    const id = await begin();
    const type = (given: { period: number; value: number | null; place?: string }) =>
      asMe((tx) => typeOwnValue(tx, { collaborationId: mine.collaborationId, ownSeriesId: id, ...given }));
    await type({ period: 2020, value: null });
    expect(await valuesOf(id)).toEqual([['', 2020, 'T', null, 'missing']]);
    await expect(type({ period: 2020, value: 1, place: '9999' })).rejects.toMatchObject({ kind: 'notFound' });
    await expect(type({ period: 20, value: 1 })).rejects.toMatchObject({ kind: 'conflict' });
    await expect(type({ period: 2020, value: Number.NaN })).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('takes fifty thousand rows', async () => {
    const id = await begin();
    const areas = (await owner.query<{ code: string }>('select code from area order by code')).rows;
    const lines = areas.flatMap(({ code }) =>
      Array.from({ length: 53 }, (_, at) =>
        ['T', 'K', 'M'].map((sex) => `${1970 + at};${at},25;${sex};${code}`),
      ).flat(),
    );
    const done = await upload(id, `år;värde;kön;plats\n${lines.join('\n')}`);
    expect(done.values).toBe(312 * 53 * 3);
  });

  it('cannot belong to a party of another collaboration', async () => {
    await expect(begin(theirs.party)).rejects.toMatchObject({ kind: 'notFound' });
  });

  it('is not there for those of another collaboration, and they can add nothing to it', async () => {
    const id = await begin();
    await upload(id, 'år;värde\n2020;1');
    const { rows } = await database.read(theirs.acting, now, {
      series: listOwnSeries(mine.collaborationId),
      imports: listOwnImports(mine.collaborationId, [id]),
      values: readOwnValues(mine.collaborationId, [id], null),
      doubts: listValueDoubts(mine.collaborationId, [1]),
    });
    expect(rows).toEqual({ series: [], imports: [], values: [], doubts: [] });
    const given = { collaborationId: mine.collaborationId, ownSeriesId: id };
    const asThem = <Result>(work: (tx: Tx) => Promise<Result>) => database.write(theirs.acting, now, work);
    await expect(asThem((tx) => typeOwnValue(tx, { ...given, period: 2020, value: 9 }))).rejects.toMatchObject({
      kind: 'notFound',
    });
    await expect(
      asThem((tx) => importOwnValues(tx, { ...given, fileName: 'x.csv', bytes: bytes('år;värde\n2020;9') })),
    ).rejects.toMatchObject({ kind: 'notFound' });
    await expect(
      database.write(null, now, (tx) => typeOwnValue(tx, { ...given, period: 2020, value: 9 })),
    ).rejects.toMatchObject({ kind: 'notFound' });
    expect(await valuesOf(id)).toEqual([['', 2020, 'T', 1, 'published']]);
  });

  it('is kept by the database too, when the application forgets to ask', async () => {
    const id = await begin();
    const { importId } = await upload(id, 'år;värde\n2020;1');
    const attempts = [
      [
        `insert into own_series (collaboration_id, id, title, unit, source_note, created_at, created_by)
         values ($1, gen_random_uuid(), 'a', 'b', 'c', $2, gen_random_uuid())`,
        [mine.collaborationId, now],
      ],
      [
        `insert into own_series_import (collaboration_id, id, own_series_id, number, value_count, created_at, created_by)
         values ($1, gen_random_uuid(), $2, 99, 1, $3, gen_random_uuid())`,
        [mine.collaborationId, id, now],
      ],
      [
        `insert into own_value (collaboration_id, own_series_id, period, sex, import_id, value, status)
         values ($1, $2, 2021, 'T', $3, 1, 'published')`,
        [mine.collaborationId, id, importId],
      ],
      [
        `insert into value_doubt (collaboration_id, id, series_id, area_code, period, sex, reason, created_at, created_by)
         values ($1, gen_random_uuid(), 1, '0010', 2020, 'T', 'a', $2, gen_random_uuid())`,
        [mine.collaborationId, now],
      ],
    ] as const;
    for (const [text, values] of attempts) {
      const asThem = database.write(theirs.acting, now, (tx) => tx.all({ name: '', text, values }));
      await expect(asThem).rejects.toThrow(/row-level security/);
    }
  });

  it('may be read and not added to by those who only read', async () => {
    const given = {
      collaborationId: readerOnly.collaborationId,
      partyId: null,
      title: 'a',
      unit: 'b',
      sourceNote: 'c',
    };
    const asReader = database.write(readerOnly.acting, now, (tx) => createOwnSeries(tx, given));
    await expect(asReader).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('asks nothing that the application role may not ask', async () => {
    const app = new pg.Client({ connectionString: urls.appUrl });
    await app.connect();
    for (const [name, text] of knownStatements())
      await app.query(`prepare ${`"${name}"`} as ${text}`).catch((error) => {
        if (!/^(begin|commit|rollback)/.test(text)) throw new Error(`${text}: ${error.message}`);
      });
    await app.end();
  });
});

import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/setup/database.ts';
import { identify, type Tx, type User } from '../identity/index.ts';
import { type Acting, type Database, openDatabase } from '../platform/database/database.ts';
import { knownStatements } from '../platform/database/statement.ts';
import { findUpload, keepUpload } from './keeping-uploads.ts';
import { organisationIdOf } from './library.ts';
import {
  compareUpload,
  createOwnSeries,
  importOwnValues,
  listOwnImports,
  listOwnSeries,
  listReplaced,
  readOwnValues,
  typeOwnValue,
} from './own-series.ts';
import { listValueDoubts } from './series.ts';
import { readUpload } from './upload/read-upload.ts';
import { summarise } from './upload/upload-columns.ts';

const bytes = (text: string): Buffer => Buffer.from(text);
const readingOf = (text: string) => summarise(readUpload(bytes(text), { year: 2023, isPercent: false }));

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
      `insert into collaboration (id, organisation_id, archive_organisation_id, name, created_at)
       values ($1, $2, $2, 'Unga till arbete', $3)`,
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
        reading: readingOf(text),
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
    const text = 'år;värde;kön;plats\n2020;7,5;K;0010\n2021;..;K;0010\n2022;x;K;0010\n2021;8;;hela samverkan\n';
    const done = await upload(id, text);
    const fileHash = createHash('sha256').update(text).digest('hex');
    expect(done).toMatchObject({ values: 4, fileHash });
    expect(await valuesOf(id)).toEqual([
      ['', 2021, 'T', 8, 'published'],
      ['0010', 2020, 'K', 7.5, 'published'],
      ['0010', 2021, 'K', null, 'missing'],
      ['0010', 2022, 'K', null, 'withheld'],
    ]);
    const entries = await historyOf(id);
    expect(entries.map(({ verb }) => verb)).toEqual(['ownSeries.created', 'ownSeries.imported']);
    expect(entries[1]).toMatchObject({
      user_id: mine.person,
      collaboration_id: mine.collaborationId,
      after: {
        importId: done.importId,
        fileName: 'deltagare.csv',
        fileHash,
        values: 4,
        missing: 1,
        withheld: 1,
        places: 2,
      },
    });
  });

  it('takes nothing of a file with an error in it', async () => {
    const id = await begin();
    for (const text of ['år;värde\n2020;1\n2021;många', 'år;värde;plats\n2020;1;0010\n2020;1;9999']) {
      await expect(upload(id, text)).rejects.toMatchObject({ kind: 'conflict' });
    }
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

  it('is told apart from what is there: what is added, said again and replaced', async () => {
    const id = await begin();
    await upload(id, 'år;värde\n2019;1\n2020;2\n2021;..');
    const { columns } = readingOf('år;värde\n2019;1\n2020;3\n2021;x\n2022;4');
    const { places, periods, sexes, values, statuses } = columns;
    const listed = [mine.collaborationId, id, places, periods, sexes, values, statuses] as const;
    const { rows } = await database.read(mine.acting, now, {
      comparison: compareUpload(...listed),
      replaced: listReplaced(...listed),
    });
    expect(rows.comparison).toEqual([{ added: 1, same: 1, replaced: 2 }]);
    expect(rows.replaced).toEqual([
      { place: '', period: 2020, sex: 'T', before: 2, before_status: 'published', after: 3, after_status: 'published' },
      {
        place: '',
        period: 2021,
        sex: 'T',
        before: null,
        before_status: 'missing',
        after: null,
        after_status: 'withheld',
      },
    ]);
  });

  it('takes nothing that was confirmed on figures which have been added to since', async () => {
    const id = await begin();
    await upload(id, 'år;värde\n2020;1');
    const text = 'år;värde\n2020;2';
    const given = { collaborationId: mine.collaborationId, ownSeriesId: id, fileName: 'x.csv', bytes: bytes(text) };
    const late = asMe((tx) => importOwnValues(tx, { ...given, reading: readingOf(text), seen: 0 }));
    await expect(late).rejects.toMatchObject({ kind: 'conflict', reason: 'changed' });
    await asMe((tx) => importOwnValues(tx, { ...given, reading: readingOf(text), seen: 1 }));
    expect(await valuesOf(id)).toEqual([['', 2020, 'T', 2, 'published']]);
  });

  it('takes every place, sex and year there is, in one file', async () => {
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

  it('has a kept file that only its sender finds, until it is brought in, replaced or a day old', async () => {
    const { collaborationId } = mine;
    const forId = randomUUID();
    const keep = (text: string) =>
      asMe(async (tx) =>
        keepUpload(tx, {
          ...{ collaborationId, ownSeriesId: null, forId, fileName: 'x.csv', content: bytes(text) },
          fields: { name: 'Deltagare' },
        }),
      );
    const find = async (id: string, who: Acting = mine.acting, at = now) =>
      (await database.read(who, at, { found: findUpload(collaborationId, id, forId, at) })).rows.found;
    const first = await keep('år;värde\n2020;1');
    const id = await keep('år;värde\n2020;2');
    expect(await find(first)).toEqual([]);
    expect(await find(id)).toMatchObject([{ file_name: 'x.csv', fields: { name: 'Deltagare' } }]);
    expect((await find(id))[0]?.content.toString()).toBe('år;värde\n2020;2');
    expect(await find(id, theirs.acting)).toEqual([]);
    expect(await find(id, null)).toEqual([]);
    // A colleague in the same collaboration, with the same role.
    const colleague = await settle('1083');
    await owner.query(
      `insert into collaboration_seat (collaboration_id, organisation_id, seat_id, role, created_at)
       select $1, s.organisation_id, s.id, 'processLeader', $3 from seat s where s.organisation_id = $2`,
      [collaborationId, organisationIdOf('1083'), now],
    );
    expect(
      (await database.read(colleague.acting, now, { mine: listOwnSeries(collaborationId) })).rows.mine,
    ).not.toEqual([]);
    expect(await find(id, colleague.acting)).toEqual([]);
    const later = new Date(now.getTime() + 25 * 3_600_000);
    expect(await find(id, mine.acting, later)).toEqual([]);
    await database.write(theirs.acting, later, async (tx) =>
      keepUpload(tx, {
        ...{ collaborationId: theirs.collaborationId, ownSeriesId: null, forId, fileName: 'y.csv' },
        ...{ content: bytes('år;värde\n2020;1'), fields: {} },
      }),
    );
    expect((await owner.query('select file_name from own_upload where for_id = $1', [forId])).rows).toEqual([
      { file_name: 'y.csv' },
    ]);
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
      asThem((tx) =>
        importOwnValues(tx, {
          ...given,
          fileName: 'x.csv',
          bytes: bytes('år;värde\n2020;9'),
          reading: readingOf('år;värde\n2020;9'),
        }),
      ),
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

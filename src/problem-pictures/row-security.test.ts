import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import type { Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, type Host } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import { giveView } from './adding-views.ts';
import { endWithout } from './ending.ts';
import { findProblemPicture, listViews, type ProblemPictureRow } from './queries.ts';
import { sharePicture } from './sharing.ts';
import { aPicture, sharedWith } from './testing.ts';
import { changePicture } from './writing.ts';

let house: TestHouse;
let host: Host;
let owner: Someone;
let reader: Someone;
let stranger: Someone;
let picture: ProblemPictureRow;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  owner = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  reader = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test'));
  stranger = await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  const id = await aPicture(host, owner);
  await sharedWith(host, owner, id, [reader.organisation]);
  picture = (await host.database.read(owner, host.now, { found: findProblemPicture(id) })).rows
    .found[0] as ProblemPictureRow;
  await host.database.write(reader, host.now, (tx) =>
    giveView(tx, picture, undefined, 0, { interest: 'follow', text: 'Vår syn' }),
  );
});
afterAll(() => house.close());

const tables = ['', '_version', '_share', '_view', '_view_version'] as const;
const counting = tables.map((table) =>
  statement<{ n: number }>(`select count(*)::integer as n from problem_picture${table}`),
);
/** How many rows of each table the database shows, whatever is asked for. */
const seenBy = async (who: Someone): Promise<readonly number[]> => {
  const counts: number[] = [];
  for (const count of counting)
    counts.push((await host.database.read(who, host.now, { of: count() })).rows.of[0]?.n ?? -1);
  return counts;
};

test('the database shows its owner and those it is shared with all of it, and a stranger nothing', async () => {
  expect(await seenBy(owner)).toEqual([1, 1, 1, 1, 1]);
  expect(await seenBy(reader)).toEqual([1, 1, 1, 1, 1]);
  expect(await seenBy(stranger)).toEqual([0, 0, 0, 0, 0]);
});

test('those it is shared with write nothing but their own view, whatever the application says', async () => {
  const { title, problem, affected, own_sight, not_alone, concerned, territory } = picture;
  const facts = { title, problem, affected, own_sight, not_alone, concerned, territory };
  const sharing = { receivers: [{ id: stranger.organisation, name: 'Utanför' }], emails: [] };
  for (const work of [
    () => host.database.write(reader, host.now, (tx) => changePicture(tx, picture, picture.version, facts)),
    () => host.database.write(reader, host.now, (tx) => endWithout(tx, picture, picture.version, 'nej')),
    () => host.database.write(reader, host.now, (tx) => sharePicture(tx, '', picture, sharing)),
  ])
    await expect(work()).rejects.toThrow('changed');
  const planting = statement<unknown, [string, string, string, Date, string]>(`
    insert into problem_picture_share (organisation_id, picture_id, with_organisation_id, from_version, created_at, created_by)
    values ($1, $2, $3, 1, $4, $5)`);
  await expect(
    host.database.write(stranger, host.now, async (tx) => {
      tx.send(planting(picture.organisation_id, picture.id, stranger.organisation, tx.now, stranger.person));
    }),
  ).rejects.toThrow(/row-level security/);
});

test('nobody writes the view of another, nor a view of what is not shared with it', async () => {
  const view = (await host.database.read(owner, host.now, { found: listViews(picture.id) })).rows.found[0];
  const facts = { interest: 'takePart', text: 'Påhittat' } as const;
  // The owner finds the view of another to be changed, and the database finds none.
  await expect(
    host.database.write(owner, host.now, (tx) => giveView(tx, picture, view, view?.version ?? 0, facts)),
  ).rejects.toThrow('changed');
  await expect(
    host.database.write(stranger, host.now, (tx) => giveView(tx, picture, undefined, 0, facts)),
  ).rejects.toThrow(/changed|row-level security/);
  const planting = statement<unknown, [string, string, string, string, Date, string]>(`
    insert into problem_picture_view (organisation_id, picture_id, by_organisation_id, id, interest, text, created_at,
      written_at, written_by)
    values ($1, $2, $3, $4, 'follow', 'Påhittat', $5, $5, $6)`);
  for (const [by, as] of [
    [owner, reader],
    [stranger, stranger],
  ] as const) {
    await expect(
      host.database.write(by, host.now, async (tx) => {
        tx.send(planting(picture.organisation_id, picture.id, as.organisation, crypto.randomUUID(), tx.now, by.person));
      }),
    ).rejects.toThrow(/row-level security/);
  }
  const client = new pg.Client({ connectionString: house.urls.unprotectedUrl });
  await client.connect();
  expect((await client.query('select text from problem_picture_view')).rows).toEqual([{ text: 'Vår syn' }]);
  await client.end();
});

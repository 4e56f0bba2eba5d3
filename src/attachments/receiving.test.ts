import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { diskStore } from '../platform/files/disk-store.ts';
import { refusalOf } from '../platform/files/file-store.ts';
import { listAttachments } from './queries.ts';

let house: TestHouse;
let folder: string;
let host: Host;
let amina: Someone;
let maria: Someone;
let id: string;
/** How many times something has begun to be written, and whether there is room for it. */
let begun = 0;
let isFull = false;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'armkrok-receiving-'));
  const disk = diskStore(folder);
  const store = {
    ...disk,
    receive: async (content: AsyncIterable<Uint8Array>, most: number) => {
      begun += 1;
      if (isFull) throw refusalOf(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
      return await disk.receive(content, most);
    },
  };
  house = await openHouse({
    storage: {
      store,
      limits: { largest: 1_000_000, most: 50_000_000 },
      scanning: { isScanned: false, isDemanded: false },
    },
  });
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  begun = 0;
  id = await aCollaboration(host, amina, [maria.organisation]);
  await aRole(host, amina, id, maria);
});
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const listed = async () => (await house.database.read(amina, house.now, { rows: listAttachments(id) })).rows.rows;
const incoming = () => readdirSync(join(folder, 'incoming'));
const form = () => `/collaborations/${id}/attachments/new`;
const text = (words: string, name = 'a.txt') => new File([words], name);
const bodyOf = (fields: readonly (readonly [string, string | File])[]): FormData => {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
};
const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  house.fetch(form(), {
    method: 'POST',
    body,
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
    duplex: 'half',
  } as RequestInit);

test('a full disk is told in words, nothing is saved, reading goes on, and the next file is kept when there is room', async () => {
  const own = await signedIn('Maria Ek');
  await own.open(form());
  isFull = true;
  await own.submit({ subject: `collaboration:${id}`, files: [text('ett')] });
  isFull = false;
  expect(own.status).toBe(507);
  expect(own.text).toContain('Det finns inte plats för filen');
  expect(own.text).toContain('Inget av det du skickade är sparat');
  expect(await listed()).toEqual([]);
  expect((await own.open(form())).status).toBe(200);
  await own.submit({ subject: `collaboration:${id}`, files: [text('två')] });
  expect(await listed()).toHaveLength(1);
  expect(incoming()).toEqual([]);
});

test('of a form that is refused, nothing is left where files come in', async () => {
  const own = await signedIn('Maria Ek');
  await own.open(form());
  await own.submit({ subject: `collaboration:${id}`, files: [text('MZ', 'program.exe'), text('x'.repeat(1_000_001))] });
  expect(own.status).toBe(422);
  expect(begun).toBe(2);
  expect(incoming()).toEqual([]);
});

test('nothing is taken in from a stranger, from another site, or without the form’s own token', async () => {
  const file = ['files', text('hej')] as const;
  const stranger = await post(bodyOf([['form', 'x'], file]));
  expect(stranger.status).toBe(401);
  expect(await stranger.text()).toContain(`value="${form()}"`);
  expect((await post(bodyOf([file]), { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  const own = await signedIn('Maria Ek');
  await own.open(form());
  const genuine = own.page;
  own.page = genuine.replace(/name="form" value="[^"]+"/g, 'name="form" value="no token"');
  await own.submit({ files: [text('hej')] });
  expect(own.status).toBe(403);
  expect(begun).toBe(0);
});

test('a form that is larger than all that is taken at once is refused before it is read', async () => {
  const own = await signedIn('Maria Ek');
  await own.open(form());
  await own.submit({ files: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => text('x'.repeat(1_000_000), name)) });
  expect(own.status).toBe(413);
  expect(own.text).toContain('större än vad som tas emot på en gång');
  expect(incoming()).toEqual([]);
  expect(await listed()).toEqual([]);
});

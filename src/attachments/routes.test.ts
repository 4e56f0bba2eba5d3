import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import { listAttachments } from './queries.ts';
import { anAttachment } from './testing.ts';

let house: TestHouse;
let host: Host & { store: TestHouse['store'] };
let amina: Someone;
let maria: Someone;
let johan: Someone;
let eva: Someone;
let id: string;
beforeAll(async () => {
  house = await openHouse();
  host = { ...(await aHost(house)), store: house.store };
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  johan = await aPerson(host, 'Johan Sand', await anOrganisation(host, 'Grannby'));
  eva = await aPerson(host, 'Eva Strand', await anOrganisation(host, 'Läsö'));
  await aPerson(host, 'Olle Utanför', await anOrganisation(host, 'Utanför'));
});
afterAll(() => house.close());
beforeEach(async () => {
  house.now = new Date('2023-11-20T09:00:00Z');
  id = await aCollaboration(host, amina, [maria.organisation, johan.organisation, eva.organisation]);
  await aRole(host, amina, id, maria);
  await aRole(host, amina, id, johan);
  await aRole(host, amina, id, eva, 'reader');
});
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const at = () => `/collaborations/${id}/attachments`;
const pdf = (name: string, words = 'ett') => new File([`%PDF-1.7\n${words}\n%%EOF\n`], name, { type: 'text/html' });
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const picture = (name: string) => new File([png], name);
const listed = async () => (await house.database.read(amina, house.now, { rows: listAttachments(id) })).rows.rows;
const subject = () => `collaboration:${id}`;
const linkTo = (visitor: Visitor, name: string): string =>
  new RegExp(`href="([^"]+/attachments/[0-9a-f-]{36})">${name}`).exec(visitor.page)?.[1] ?? `no link to ${name}`;

describe('attaching', () => {
  test('several files at once stand in the list with what they belong to, who, when, size and checksum', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/new`);
    await own.submit({ subject: subject(), files: [pdf('Avtal 2023.pdf'), pdf('bilaga.pdf', 'två')] });
    expect(own.status).toBe(200);
    expect(own.text).toContain('Filerna är bifogade.');
    const others = await (await signedIn('Eva Strand')).open(at());
    for (const words of [
      'Avtal 2023.pdf',
      'bilaga.pdf',
      'Samverkan som helhet',
      'Testköping',
      '20 november 2023',
      '19 B',
    ]) {
      expect(others.text).toContain(words);
    }
    const hash = createHash('sha256').update('%PDF-1.7\nett\n%%EOF\n').digest('hex');
    expect(others.text).toContain(hash.slice(0, 12));
    expect(others.text).toContain('Inte genomsökt efter virus');
    await others.open(linkTo(others, 'Avtal 2023.pdf'));
    expect(others.text).toContain(hash);
    await own.open(`/collaborations/${id}/history`);
    expect(own.text).toContain('bifogade en fil');
    expect(own.text).toContain('Avtal 2023.pdf');
  });

  test('a picture is described or said to decorate; until then nothing is attached, and it need not be chosen again', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/new`);
    await own.submit({ subject: subject(), files: [picture('besök.png'), pdf('avtal.pdf')] });
    expect(own.status).toBe(422);
    expect(own.text).toContain('Beskriv ”besök.png”, eller kryssa för att den bara är utsmyckning');
    expect(await listed()).toEqual([]);
    await own.submit({ subject: subject(), 'alternative-0': 'Ungdomsgården sedd från gatan.' });
    expect(own.status).toBe(200);
    const rows = await listed();
    expect(rows.map((row) => [row.name, row.alternative, row.is_decorative]).sort()).toEqual([
      ['avtal.pdf', '', false],
      ['besök.png', 'Ungdomsgården sedd från gatan.', false],
    ]);
    await own.open(linkTo(own, 'besök.png'));
    expect(own.page).toMatch(/<img class="attached-picture" src="[^"]+\/file" alt="Ungdomsgården sedd från gatan\."/);
  });

  test('what has been received can be left out, and a decorating picture needs no words', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/new`);
    await own.submit({ subject: subject(), files: [picture('rand.png'), pdf('fel.pdf')] });
    await own.submit({ subject: subject(), 'decorative-0': 'yes', 'leave-out-1': 'yes' });
    expect((await listed()).map((row) => [row.name, row.is_decorative])).toEqual([['rand.png', true]]);
  });

  test.each([
    [
      'is something else than its name says',
      pdf('bild.png'),
      '”bild.png” är något annat än namnet säger: innehållet är av slaget pdf.',
    ],
    [
      'is of another kind than those taken in',
      new File(['MZ'], 'program.exe'),
      '”program.exe” är av ett slag som inte tas emot.',
    ],
    ['is too large', new File([`%PDF-1.7\n${'x'.repeat(1_000_000)}`], 'stor.pdf'), '”stor.pdf” är större än 1 MB.'],
    ['ends in another way than it seems', new File(['x'], 'avtal\u202efdp.exe'), '”avtalfdp.exe” är av ett slag'],
  ])('a file that %s is refused beside the field, and what else came stays', async (_, file, words) => {
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/new`);
    await own.submit({ subject: subject(), files: [file, pdf('bra.pdf')] });
    expect(own.status).toBe(422);
    expect(own.text).toContain(words);
    expect(own.text).toContain('bra.pdf');
    expect(await listed()).toEqual([]);
    await own.submit({ subject: subject() });
    expect((await listed()).map((row) => row.name)).toEqual(['bra.pdf']);
  });

  test('a name with folders becomes a name', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/new`);
    await own.submit({ subject: subject(), files: [pdf('..\\..\\etc\\avtal\0.pdf')] });
    expect((await listed()).map((row) => row.name)).toEqual(['avtal.pdf']);
  });

  test('nothing chosen and nothing belonged to are asked for', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/new`);
    await own.submit({ subject: 'observation:something' });
    expect(own.status).toBe(422);
    expect(own.text).toContain('Två saker behöver rättas');
    expect(own.text).toContain('Välj vad filerna hör till');
    expect(own.text).toContain('Välj minst en fil');
  });

  test('the form sent twice attaches once', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/new`);
    const again = own.keep();
    await own.submit({ subject: subject(), files: [pdf('avtal.pdf')] });
    await again({ subject: subject(), files: [pdf('avtal.pdf')] } as never);
    expect(await listed()).toHaveLength(1);
  });

  test('a receipt opens a content for the one it was given to alone', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/new`);
    await own.submit({ subject: subject(), files: [picture('besök.png')] });
    const [, receipt = ''] = /name="received" value="([^"]+)"/.exec(own.page) ?? [];
    expect(receipt).not.toBe('');
    const thief = await signedIn('Johan Sand');
    await thief.open(`${at()}/new`);
    await thief.submit({ subject: subject(), received: receipt, 'decorative-0': 'yes' });
    expect(thief.status).toBe(422);
    house.now = new Date('2023-11-20T22:00:00Z');
    const late = await signedIn('Maria Ek');
    await late.open(`${at()}/new`);
    await late.submit({ subject: subject(), received: receipt, 'decorative-0': 'yes' });
    expect(late.status).toBe(422);
    expect(await listed()).toEqual([]);
  });

  test('what a collaboration has room for is not exceeded, by two at once either', async () => {
    const [first, second] = [await signedIn('Maria Ek'), await signedIn('Johan Sand')];
    for (let count = 0; count < 3; count += 1) {
      await anAttachment(host, maria, id, { content: `${count}${'x'.repeat(999_000)}`, name: `stor-${count}.txt` });
    }
    const large = (name: string) => new File([`%PDF-1.7\n${name}${'x'.repeat(990_000)}`], name);
    for (const one of [first, second]) await one.open(`${at()}/new`);
    await Promise.all([
      first.submit({ subject: subject(), files: [large('a.pdf'), pdf('c.pdf')] }),
      second.submit({ subject: subject(), files: [large('b.pdf'), large('d.pdf')] }),
    ]);
    const statuses = [first.status, second.status].sort();
    expect(statuses).toEqual([200, 422]);
    expect([first, second].find((one) => one.status === 422)?.text).toContain('En samverkan har 5 MB tillsammans.');
    expect((await listed()).reduce((sum, row) => sum + row.bytes, 0)).toBeLessThanOrEqual(5_000_000);
  });
});

describe('handing out', () => {
  test.each([
    ['bild.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/svg+xml'],
    ['sida.html', '<!doctype html><script>alert(1)</script>', 'text/html; charset=utf-8'],
    ['Årsrapport ’23’.csv', 'år;värde\n2022;1\n', 'text/csv; charset=utf-8'],
  ])('%s is handed out as a file, and runs nowhere', async (name, content, type) => {
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/new`);
    await own.submit({ subject: subject(), files: [new File([content], name)] });
    const [row] = await listed();
    const reader = await (await signedIn('Eva Strand')).open(`${at()}/${row?.id}/file`);
    expect(reader.status).toBe(200);
    expect(reader.page).toBe(content);
    expect(Object.fromEntries(reader.headers)).toMatchObject({
      'content-type': type,
      'content-length': String(Buffer.from(content).length),
      'content-security-policy':
        "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(reader.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[A-Za-z0-9.-]+"; filename\*=UTF-8''/,
    );
    expect(decodeURIComponent(reader.headers.get('content-disposition')?.split("''")[1] ?? '')).toBe(name);
  });

  test('to a stranger, and to somebody in no seat here, it is what does not exist', async () => {
    const attachment = await anAttachment(host, maria, id);
    const missing = '01890000-0000-7000-8000-000000000000';
    const outside = await signedIn('Olle Utanför');
    for (const path of ['', '/new', `/${attachment}`, `/${attachment}/file`]) {
      await outside.open(`${at()}${path}`);
      const [status, page] = [outside.status, outside.page];
      await outside.open(`/collaborations/${missing}/attachments${path.replace(attachment, missing)}`);
      expect([status, page]).toEqual([outside.status, outside.page]);
      expect(status).toBe(404);
    }
    const stranger = await house.fetch(`${at()}/${attachment}/file`);
    expect([stranger.status, stranger.headers.get('location')?.slice(0, 8)]).toEqual([303, '/sign-in']);
  });

  test('an attachment of another collaboration is not found under this one', async () => {
    const other = await aCollaboration(host, johan);
    const attachment = await anAttachment(host, johan, other);
    const own = await signedIn('Johan Sand');
    expect((await own.open(`${at()}/${attachment}/file`)).status).toBe(404);
    expect((await own.open(`/collaborations/${other}/attachments/${attachment}/file`)).status).toBe(200);
  });

  test('who may only read is shown no form and sends none', async () => {
    const reader = await signedIn('Eva Strand');
    await reader.open(at());
    expect(reader.text).not.toContain('Bifoga filer');
    expect((await reader.open(`${at()}/new`)).status).toBe(404);
  });

  test('what concerns one party is seen by that party and by those who lead', async () => {
    const to = { type: 'feedbackPackage', id, concernedOrganisationId: maria.organisation };
    const attachment = await anAttachment(host, maria, id, { name: 'kvitto.txt', to });
    for (const [name, seen] of [
      ['Maria Ek', true],
      ['Amina Holm', true],
      ['Johan Sand', false],
      ['Eva Strand', false],
    ] as const) {
      const visitor = await signedIn(name);
      await visitor.open(at());
      expect(visitor.text.includes('kvitto.txt'), name).toBe(seen);
      expect((await visitor.open(`${at()}/${attachment}/file`)).status, name).toBe(seen ? 200 : 404);
      await visitor.open(`/search?q=kvitto`);
      expect(visitor.page.includes('kvitto.txt'), name).toBe(seen);
      await visitor.open(`/collaborations/${id}/history`);
      expect(visitor.text, name).not.toContain('kvitto.txt');
    }
  });

  test('a content that is gone from its place is told kindly, and not as if it had never been', async () => {
    const attachment = await anAttachment(host, maria, id, { content: 'borta ur lagringen' });
    await house.store.remove(createHash('sha256').update('borta ur lagringen').digest());
    const own = await (await signedIn('Maria Ek')).open(`${at()}/${attachment}/file`);
    expect(own.status).toBe(503);
    expect(own.text).toContain('Filerna går inte att nå just nu');
  });
});

describe('withdrawing', () => {
  test('it stays in the list with the reason, and its content goes to those who lead alone', async () => {
    const attachment = await anAttachment(host, maria, id, { name: 'utkast.txt' });
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/${attachment}`);
    await own.submit({ reason: '' });
    expect(own.status).toBe(422);
    expect(own.text).toContain('Skriv varför filen dras tillbaka');
    await own.submit({ reason: 'Ersatt av den justerade.' });
    expect(own.text).toContain('Filen är tillbakadragen.');
    expect(own.text).toContain('Tillbakadragen av Testköping 20 november 2023: Ersatt av den justerade.');
    expect((await own.open(`${at()}/${attachment}/file`)).status).toBe(404);
    expect((await (await signedIn('Amina Holm')).open(`${at()}/${attachment}/file`)).status).toBe(200);
    await own.open('/search?q=utkast');
    expect(own.page).not.toContain('utkast.txt');
    await own.open(`/collaborations/${id}/history`);
    expect(own.text).toContain('drog tillbaka en fil');
    expect(own.text).toContain('Ersatt av den justerade.');
  });

  test('those who lead withdraw any, another party none but its own', async () => {
    const attachment = await anAttachment(host, maria, id);
    const other = await signedIn('Johan Sand');
    await other.open(`${at()}/${attachment}`);
    expect(other.page).not.toContain('name="reason"');
    const leader = await signedIn('Amina Holm');
    await leader.open(`${at()}/${attachment}`);
    await leader.submit({ reason: 'Hör inte hit.' });
    expect(leader.text).toContain('Tillbakadragen av Region Test');
    expect((await listed())[0]?.withdrawn_at).not.toBeNull();
  });

  test('no row is removed or changed otherwise, by the database either', async () => {
    const attachment = await anAttachment(host, maria, id);
    const attempt = (text: string) =>
      house.database.write(maria, house.now, (tx) => tx.all(statement<never, [string]>(text)(attachment)));
    await expect(attempt('delete from attachment where id = $1::uuid')).rejects.toThrow('permission denied');
    await expect(attempt(`update attachment set name = 'annat.pdf' where id = $1::uuid`)).rejects.toThrow(
      'permission denied',
    );
    await expect(attempt(`update attachment set scan = 'clean' where id = $1::uuid`)).rejects.toThrow(
      'permission denied',
    );
  });
});

test('a file is found by its name and by what its picture shows', async () => {
  await anAttachment(host, maria, id, {
    name: 'foto-17.png',
    mediaType: 'image/png',
    alternative: 'Ungdomsgården i Testköping.',
  });
  const reader = await signedIn('Eva Strand');
  await reader.open('/search?q=ungdomsgården');
  expect(reader.page).toContain('foto-17.png');
});

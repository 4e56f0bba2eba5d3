import { strFromU8, unzipSync } from 'fflate';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { listActors } from '../actors/index.ts';
import { findCollaboration, listParties } from '../collaborations/index.ts';
import { aCollaboration, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { readPdf } from '../platform/documents/testing.ts';
import { listEvidence, listSections } from '../situation-analysis/index.ts';
import { aPicture, sharedWith } from './testing.ts';

let house: TestHouse;
let host: Host;
let owner: Someone;
let kommun: string;
let region: string;
let third: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  kommun = await anOrganisation(host, 'Testköping');
  region = await anOrganisation(host, 'Region Test', { kind: 'region' });
  third = await anOrganisation(host, 'Grannby');
  owner = await aPerson(host, 'Maria Ek', kommun);
  await aPerson(host, 'Karl Kollega', kommun);
  await aPerson(host, 'Amina Holm', region);
  await aPerson(host, 'Granne Ros', third);
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  await aPerson(host, 'Över Verifierad', await anOrganisation(host, 'Oprövad', { isVerified: false }));
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const ownAt = (picture: string, path: string) => `/organisations/${kommun}/problem-pictures/${picture}/${path}`;
const viewAt = (picture: string) => `/problem-pictures/${picture}/view`;
const ask = async (text: string, values: unknown[]) => {
  const client = new pg.Client({ connectionString: house.urls.unprotectedUrl });
  await client.connect();
  const { rows } = await client.query(text, values);
  await client.end();
  return rows;
};

describe('a problem picture', () => {
  test('is written, shared, answered, and made a collaboration in one step', async () => {
    const maria = await signedIn('Maria Ek');
    await maria.open('/');
    expect(maria.page).toContain('/problem-pictures');
    await maria.open('/problem-pictures');
    expect(maria.text).toContain('Nya perspektiv i Värmland');
    await maria.open('/problem-pictures/new');
    await maria.submit({ name: '', problem: '', concerned: 'Ingenstans' });
    expect(maria.status).toBe(422);
    expect(maria.text).toContain('Skriv en rubrik');
    expect(maria.text).toContain('Ingenstans finns inte här');
    await maria.submit({
      name: 'Unga som inte går till skolan',
      problem: 'Frånvaron **ökar** i alla skolor.',
      affected: 'Elever i årskurs 7–9.',
      ownSight: 'Fler ansökningar.',
      notAlone: 'Skolan når inte hemmen.',
      concerned: 'Region Test\nGrannby',
      territory: '',
    });
    const picture = maria.path.split('/').at(-1)?.split('?')[0] ?? '';
    expect(maria.page).toContain('<strong>ökar</strong>');
    expect(maria.text).toContain('Grannby och Region Test');

    // Nobody named in it is told before it is shared.
    const amina = await signedIn('Amina Holm');
    expect((await amina.open(`/problem-pictures/${picture}`)).status).toBe(404);
    await maria.open(ownAt(picture, 'figures/new'));
    const series = (await ask("select id from series where code = 'N03921'", []))[0]?.id;
    await maria.submit({ statement: 'En av sju', series: String(series), place: 'Atlantis' });
    expect(maria.text).toContain('Skriv en plats som har siffror här');
    await maria.submit({ statement: 'En av sju', series: String(series), place: 'Karlshamn' });
    expect(maria.text).toContain('En av sju');

    await maria.open(ownAt(picture, 'sharing'));
    await maria.submit({ with: [], more: '', emails: 'inte en adress' });
    expect(maria.text).toContain('Välj minst en organisation');
    expect(maria.text).toContain('inte en adress är ingen e-postadress');
    await maria.submit({ with: [region, third], more: '', emails: 'amina@region.example' });
    expect(maria.text).toContain('Region Test, sedan');
    const [letter] = await ask("select subject, body_text from mail where to_address = 'amina@region.example'", []);
    expect(letter.subject).toContain('Testköping har delat en problembild');
    expect(letter.body_text).toContain(`/problem-pictures/${picture}`);
    expect(letter.body_text).not.toContain('skolan');

    await amina.open('/');
    expect(amina.text).toContain('Testköping har delat den med er');
    await amina.open(`/problem-pictures/${picture}/view`);
    await amina.submit({ text: 'Vi ser samma sak.' }, viewAt(picture));
    expect(amina.text).toContain('Välj hur ni hör till frågan');
    await amina.submit({ interest: 'takePart', text: 'Vi ser samma sak på mottagningarna.' }, viewAt(picture));
    expect(amina.text).toContain('Så ser Region Test det');
    await amina.open('/');
    expect(amina.text).not.toContain('Testköping har delat den med er');
    const ros = await signedIn('Granne Ros');
    await ros.open(`/problem-pictures/${picture}`);
    expect(ros.text).toContain('Vi ser samma sak på mottagningarna.');
    await ros.open(`/problem-pictures/${picture}/view`);
    await ros.submit({ interest: 'follow', text: 'Vi har få elever.' }, viewAt(picture));

    await maria.open(ownAt(picture, 'collaboration'));
    expect(maria.page).toContain('Skolan når inte hemmen.');
    await maria.submit({
      name: 'Alla i skolan',
      challenge: 'Frånvaron ökar.',
      why: 'Ingen når alla.',
      parties: [region],
    });
    const id = maria.path.split('/')[2]?.split('?')[0] ?? '';
    expect(maria.text).toContain('Samverkan växte ur en problembild från Testköping');
    const { rows } = await host.database.read(owner, host.now, {
      collaboration: findCollaboration(id),
      parties: listParties(id),
      actors: listActors(id),
      sections: listSections(id),
      evidence: listEvidence(id),
    });
    expect(rows.collaboration[0]).toMatchObject({ challenge: 'Frånvaron ökar.', why_none_alone: 'Ingen når alla.' });
    expect(rows.parties.map(({ name, status }) => [name, status])).toEqual([
      ['Region Test', 'considered'],
      ['Testköping', 'confirmed'],
    ]);
    expect(rows.actors.map(({ name }) => name)).toEqual(['Grannby']);
    expect(rows.sections.map(({ text }) => text)).toContain('Frånvaron **ökar** i alla skolor.');
    expect(rows.evidence.map(({ statement }) => statement)).toEqual(['En av sju']);

    await maria.open(`/problem-pictures/${picture}`);
    expect(maria.text).toContain('Problembilden blev en samverkan');
    expect(maria.page).toContain(`/collaborations/${id}`);
    expect(maria.text).toContain('Maria Ek gjorde en problembild till en samverkan');
    // Those it is shared with see that, and not a way into what they do not take part in.
    await amina.open(`/problem-pictures/${picture}`);
    expect(amina.text).toContain('Problembilden blev en samverkan');
    expect(amina.page).not.toContain(`/collaborations/${id}`);
    expect(amina.text).not.toContain('Alla i skolan');
    expect((await maria.open(ownAt(picture, 'edit'))).status).toBe(404);
    expect((await amina.open(`/problem-pictures/${picture}/view`)).text).toContain('Problembilden är avslutad');
  });

  test('joins a collaboration of its organisation, and no other', async () => {
    const picture = await aPicture(host, owner);
    await sharedWith(host, owner, picture, [region]);
    const ours = await aCollaboration(host, owner, [third], { name: 'Nära vård' });
    const stranger = await aPerson(host, 'Annan Ledare', await anOrganisation(host, 'Annanstad'));
    const theirs = await aCollaboration(host, stranger);
    const maria = await signedIn('Maria Ek');
    await maria.open(ownAt(picture, 'joining'));
    expect(maria.page).not.toContain(theirs);
    await maria.submit({ collaboration: theirs });
    expect(maria.status).toBe(422);
    await maria.submit({ collaboration: ours });
    expect(maria.text).toContain('Problembilden gick in i en samverkan');
    expect(maria.text).toContain('Till Nära vård');
    await maria.open(`/collaborations/${ours}`);
    expect(maria.text).toContain('En problembild från Testköping har gått in i samverkan');
    const amina = await signedIn('Amina Holm');
    await amina.open(`/problem-pictures/${picture}`);
    expect(amina.text).toContain('Problembilden gick in i en samverkan');
    expect(amina.text).not.toContain('Nära vård');
  });

  test('ends with why, which those it is shared with read', async () => {
    const picture = await aPicture(host, owner);
    await sharedWith(host, owner, picture, [region]);
    const maria = await signedIn('Maria Ek');
    await maria.open(ownAt(picture, 'ending'));
    await maria.submit({ because: '' });
    expect(maria.text).toContain('Skriv varför');
    await maria.submit({ because: 'Regionen hade redan börjat.' });
    const amina = await signedIn('Amina Holm');
    await amina.open(`/problem-pictures/${picture}`);
    expect(amina.text).toContain('Regionen hade redan börjat.');
    for (const path of ['edit', 'sharing', 'collaboration', 'joining', 'ending', 'figures/new'])
      expect((await maria.open(ownAt(picture, path))).status, path).toBe(404);
  });

  test('that a colleague has changed meanwhile is not ended or written over: both texts stand there', async () => {
    const picture = await aPicture(host, owner);
    const maria = await signedIn('Maria Ek');
    const karl = await signedIn('Karl Kollega');
    const ending = await signedIn('Maria Ek');
    for (const each of [maria, karl]) await each.open(ownAt(picture, 'edit'));
    await ending.open(ownAt(picture, 'ending'));
    const rest = { problem: 'p', affected: '', ownSight: '', notAlone: '', concerned: '', territory: '' };
    await maria.submit({ name: 'Marias rubrik', ...rest });
    await karl.submit({ name: 'Karls rubrik', ...rest });
    expect(karl.status).toBe(409);
    expect(karl.text).toContain('Marias rubrik');
    expect(karl.page).toContain('value="Karls rubrik"');
    await ending.submit({ because: 'Det blev inget.' });
    expect(ending.status).toBe(409);
    expect(ending.page).toContain('Det blev inget.');
    expect(await ask('select state from problem_picture where id = $1', [picture])).toEqual([{ state: 'draft' }]);
  });

  test('two views from one organisation at once: the second is told, and one stands', async () => {
    const picture = await aPicture(host, owner);
    await sharedWith(host, owner, picture, [region]);
    const one = await signedIn('Amina Holm');
    const other = await signedIn('Amina Holm');
    for (const each of [one, other]) await each.open(`/problem-pictures/${picture}/view`);
    await one.submit({ interest: 'takePart', text: 'Den första.' }, viewAt(picture));
    await other.submit({ interest: 'follow', text: 'Den andra.' }, viewAt(picture));
    expect(other.status).toBe(409);
    expect(other.text).toContain('Den första.');
    expect(other.page).toContain('Den andra.');
    expect(await ask('select text from problem_picture_view where picture_id = $1', [picture])).toEqual([
      { text: 'Den första.' },
    ]);
  });

  test('keeps the versions of a view, and what has been taken back from the others', async () => {
    const picture = await aPicture(host, owner);
    await sharedWith(host, owner, picture, [region, third]);
    const amina = await signedIn('Amina Holm');
    const write = async (text: string) => {
      await amina.open(`/problem-pictures/${picture}/view`);
      await amina.submit({ interest: 'follow', text }, viewAt(picture));
    };
    await write('Först så här.');
    await write('Sedan så här.');
    const maria = await signedIn('Maria Ek');
    await maria.open(`/problem-pictures/${picture}/versions`);
    expect(maria.page).toContain('Först');
    expect(maria.page).toContain('<ins>');
    await amina.open(`/problem-pictures/${picture}/view`);
    await amina.submit({ because: 'Fel förvaltning svarade.' }, `${viewAt(picture)}/withdrawal`);
    expect(amina.text).toContain('Ni tog tillbaka er syn');
    await maria.open(`/problem-pictures/${picture}`);
    expect(maria.text).toContain('Region Test tog tillbaka sin syn');
    expect(maria.text).not.toContain('Sedan så här.');
    expect(maria.text).not.toContain('Fel förvaltning');
    await maria.open(`/problem-pictures/${picture}/versions`);
    expect(maria.page).not.toContain('Först så');
    expect(
      await ask('select count(*)::integer as n from problem_picture_view_version where picture_id = $1', [picture]),
    ).toEqual([{ n: 2 }]);
  });
});

describe('who sees it', () => {
  test('a stranger is told as little of it as of one that is not there; so is whoever it is no longer shared with', async () => {
    const picture = await aPicture(host, owner);
    await sharedWith(host, owner, picture, [region]);
    const stranger = await signedIn('Främmande Person');
    const amina = await signedIn('Amina Holm');
    for (const path of ['', '/versions', '/view'])
      expect((await stranger.open(`/problem-pictures/${picture}${path}`)).status, path).toBe(404);
    expect((await stranger.open(ownAt(picture, 'edit'))).status).toBe(404);
    expect((await amina.open(ownAt(picture, 'edit'))).status).toBe(404);
    // Nor by naming one's own organisation in the address of what is another's.
    expect((await amina.open(`/organisations/${region}/problem-pictures/${picture}/edit`)).status).toBe(404);
    expect((await amina.open(`/problem-pictures/${picture}`)).status).toBe(200);
    const maria = await signedIn('Maria Ek');
    await maria.open(`/problem-pictures/${picture}`);
    await maria.submit({}, ownAt(picture, `shares/${region}/withdrawal`));
    expect((await amina.open(`/problem-pictures/${picture}`)).status).toBe(404);
    expect((await maria.open(`/problem-pictures/${picture}/view`)).status).toBe(404);
  });

  test('what was written before it was shared stays with its organisation', async () => {
    const picture = await aPicture(host, owner, { problem: 'Ett första, hemligt försök.' });
    const maria = await signedIn('Maria Ek');
    await maria.open(ownAt(picture, 'edit'));
    await maria.submit({ name: 'T', problem: 'Det som får läsas.' });
    await sharedWith(host, owner, picture, [region]);
    const amina = await signedIn('Amina Holm');
    await amina.open(`/problem-pictures/${picture}/versions`);
    expect(amina.text).toContain('Det som får läsas.');
    expect(amina.text).not.toContain('hemligt');
    await maria.open(`/problem-pictures/${picture}/versions`);
    expect(maria.page).toContain('hemligt');
  });

  test('it is found and taken along as a document by those who read it, and by nobody else', async () => {
    const picture = await aPicture(host, owner, {
      title: 'Ödsliga torg',
      problem: 'Torgen **töms** efter klockan fem.',
    });
    const [maria, amina] = [await signedIn('Maria Ek'), await signedIn('Amina Holm')];
    await amina.open('/search?q=torgen');
    expect(amina.page).not.toContain(`/problem-pictures/${picture}`);
    expect((await amina.open(`/problem-pictures/${picture}/pdf`)).status).toBe(404);
    await sharedWith(host, owner, picture, [region]);
    for (const reader of [maria, amina]) {
      await reader.open('/search?q=torgen');
      expect(reader.page).toContain(`href="/problem-pictures/${picture}"`);
      expect(reader.text).toContain('Problembild från Testköping');
    }
    await amina.open(`/problem-pictures/${picture}/pdf`);
    expect(amina.type).toBe('application/pdf');
    const { pages } = await readPdf(amina.bytes);
    expect(
      pages
        .map(({ text }) => text)
        .join(' ')
        .replace(/\s+/g, ' '),
    ).toContain('Torgen töms efter klockan fem.');
    await amina.open(`/problem-pictures/${picture}/word`);
    expect(strFromU8(unzipSync(amina.bytes)['word/document.xml'] as Uint8Array)).toContain('Ödsliga torg');
  });

  test('nobody of an organisation that is not verified, and no system administrator', async () => {
    const picture = await aPicture(host, owner);
    for (const name of ['Över Verifierad', 'Siv Systemsson']) {
      const visitor = await signedIn(name);
      expect((await visitor.open('/problem-pictures')).status, name).toBe(404);
      expect((await visitor.open(`/problem-pictures/${picture}`)).status, name).toBe(404);
      expect((await visitor.open(ownAt(picture, 'edit'))).status, name).toBe(404);
      await visitor.open('/');
      expect(visitor.page, name).not.toContain('/problem-pictures');
    }
  });
});

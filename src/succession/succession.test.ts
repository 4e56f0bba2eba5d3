import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aContribution, aGoal } from '../goals/testing.ts';
import { addSeat, seatPerson } from '../identity/index.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';

// An election in Testköping: its elected chair is replaced, and what the old council had decided is confirmed anew.

const allNotes = statement<{ text: string }>('select text from hand_over_note');

let house: TestHouse;
let host: Host;
let leader: Someone;
let chair: Someone;
let administrator: Someone;
let other: Someone;
let municipality: string;
let id: string;
let goal: string;

const visitor = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const outbox = async () => (await new Visitor(house).open('/outbox')).page;

beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  const leads = await anOrganisation(host, 'Region Test', { kind: 'region' });
  municipality = await anOrganisation(host, 'Testköping');
  const neighbour = await anOrganisation(host, 'Grannby');
  leader = await aPerson(host, 'Amina Holm', leads);
  administrator = await aPerson(host, 'Ali Nord', municipality, { isAdministrator: true, title: 'Administratör' });
  other = await aPerson(host, 'Greta Granne', neighbour);
  chair = await aPerson(host, 'Olle Avgår', municipality, { title: 'Ordförande' });
  id = await aCollaboration(host, leader, [municipality, neighbour]);
  await aRole(host, leader, id, chair);
  await aRole(host, leader, id, other);
  goal = await aGoal(host, leader, id);
  await aContribution(host, chair, id, goal, await partyOf(host, leader, id, municipality), {
    form: 'undertaking',
    text: 'Vi anställer en navigator',
    is_politically_decided: true,
  });
});
afterAll(() => house.close());

describe('after an election', () => {
  test('a row that names no seat, or nobody, is told with its number, and nothing typed is lost', async () => {
    const page = await (await visitor('Ali Nord')).open(`/organisations/${municipality}/renewal`);
    await page.submit({ from: '2023-12-01', pasted: 'Borgmästare; Eva Ny; eva@test.example\nOrdförande; Eva Ny; fel' });
    expect(page.status).toBe(422);
    expect(page.page).toContain('Rad 1: det finns inget uppdrag som heter ”Borgmästare”');
    expect(page.page).toContain('Borgmästare; Eva Ny; eva@test.example');
    expect(await outbox()).not.toContain('eva@test.example');
  });

  test('many seats change at once: who leaves does so that day, who comes is invited to take the seat then', async () => {
    const page = await (await visitor('Ali Nord')).open(`/organisations/${municipality}/renewal`);
    await page.submit({
      from: '2023-12-01',
      mandate: '2026-10-14',
      deputies: 'end',
      pasted: 'ordförande; Nora Ny; nora.ny@example.se',
      [`outcome-${administrator.seat}`]: 'stays',
    });
    expect(page.status).toBe(200);
    expect(page.page).toContain('Uppdragen är bytta');
    // He is still chair until the period ends.
    expect((await (await visitor('Olle Avgår')).open(`/collaborations/${id}`)).status).toBe(200);
    const [, link = ''] = /http:\/\/localhost(\/invitations\/[\w-]+)/.exec(await outbox()) ?? [];
    const nora = await new Visitor(house).open(link);
    await nora.submit({ name: 'Nora Ny', password: testPassword });
    expect((await (await visitor('Nora Ny')).open(`/collaborations/${id}`)).status).toBe(404);
  });

  test('on the day, the successor is in and the one who left is out, and each seat has one holder', async () => {
    house.now = new Date('2023-12-01T09:00:00Z');
    expect((await (await visitor('Olle Avgår')).open(`/collaborations/${id}`)).status).toBe(404);
    expect((await (await visitor('Nora Ny')).open(`/collaborations/${id}`)).status).toBe(200);
    const organisation = await (await visitor('Ali Nord')).open(`/organisations/${municipality}`);
    expect(organisation.page.match(/Nora Ny, innehavare/g)).toHaveLength(1);
  });

  test('what rests on a political decision waits to be confirmed anew, told to that party alone', async () => {
    const nora = await (await visitor('Nora Ny')).open(`/collaborations/${id}`);
    expect(nora.page).toContain('Ett bidrag ska bekräftas på nytt');
    expect((await (await visitor('Greta Granne')).open(`/collaborations/${id}`)).page).not.toContain(
      'bekräftas på nytt',
    );
    await nora.open(`/collaborations/${id}/contributions/renewal`);
    expect(nora.page).toContain('Vi anställer en navigator');
    await nora.submit({});
    expect(nora.status).toBe(422);
    const [, contribution = ''] = /name="stands" value="([^"]+)"/.exec(nora.page) ?? [];
    await nora.submit({ stands: contribution });
    expect(nora.path).toContain('/goals?done=saved');
    expect((await nora.open(`/collaborations/${id}`)).page).not.toContain('bekräftas på nytt');
    expect((await nora.open(`/collaborations/${id}/history`)).page).toContain('bekräftade ett bidrag på nytt');
  });

  test('another party confirms nothing of it', async () => {
    const greta = await (await visitor('Greta Granne')).open(`/collaborations/${id}/contributions/renewal`);
    expect(greta.page).not.toContain('navigator');
    expect(greta.page).toContain('Inget av det ni har lovat behöver bekräftas');
  });
});

describe('whoever is new', () => {
  test('reads what the organisation has promised, what waits, and who is who, as a page and as files', async () => {
    const nora = await (await visitor('Nora Ny')).open('/introduction');
    expect(nora.page).toContain('Det här är Testköping med i');
    expect(nora.page).toContain('Vi anställer en navigator');
    expect(nora.page).toContain('Amina Holm');
    expect(nora.page).toContain('Processledare');
    expect((await nora.open('/introduction/word')).type).toContain('wordprocessingml');
    expect((await nora.open('/introduction/pdf')).type).toBe('application/pdf');
  });

  test('without a seat in any collaboration is told so, and gets no empty file', async () => {
    const ali = await (await visitor('Ali Nord')).open('/introduction');
    expect(ali.page).toContain('Du har inget uppdrag i någon samverkan');
    expect((await ali.open('/introduction/pdf')).status).toBe(404);
  });
});

describe('the hand-over of a seat', () => {
  const here = () => `/organisations/${municipality}/seats/${chair.seat}/hand-over`;

  test('is written by the one who leaves and read by the one who comes', async () => {
    const olle = await aSecondSeat();
    await olle.open(here());
    await olle.submit({ note: 'Ring Amina innan budgeten låses.' });
    expect(olle.path).toContain('done=saved');
    const nora = await (await visitor('Nora Ny')).open(here());
    expect(nora.page).toContain('Ring Amina innan budgeten låses.');
    expect(nora.page).toContain('Vi anställer en navigator');
  });

  test('two who write at once both keep their words: the second sees what was saved meanwhile', async () => {
    const nora = await (await visitor('Nora Ny')).open(here());
    const later = await (await visitor('Ali Nord')).open(here());
    await nora.submit({ note: 'Ring Amina. Budgeten låses i juni.' });
    await later.submit({ note: 'Ring mig först.' });
    expect(later.status).toBe(409);
    expect(later.page).toContain('Ring mig först.');
    expect(later.page).toContain('Budgeten låses i juni');
  });

  test('is not found by a party of the same collaboration, by its leader, or by a stranger', async () => {
    for (const name of ['Greta Granne', 'Amina Holm']) {
      expect((await (await visitor(name)).open(here())).status, name).toBe(404);
    }
    expect((await new Visitor(house).open(here())).path).toContain('/sign-in');
  });

  test('is kept by row level security alone', async () => {
    const { rows } = await house.database.read(other, house.now, { notes: allNotes() });
    expect(rows.notes).toEqual([]);
  });
});

/** Olle, who has left the chair, still acts for the organisation in another seat. */
async function aSecondSeat(): Promise<Visitor> {
  await host.database.write(host.administrator, house.now, async (tx) => {
    const seat = addSeat(tx, municipality, {
      title: 'Ledamot',
      level: 'political',
      isAdministrator: false,
      mandateEndsOn: null,
    });
    seatPerson(tx, {
      organisationId: municipality,
      seatId: seat,
      personId: chair.person,
      name: 'Olle Avgår',
      kind: 'holder',
      beganOn: '2023-12-01',
    });
  });
  return await visitor('Olle Avgår');
}

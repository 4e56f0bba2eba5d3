import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../../test/setup/composition.ts';
import { Visitor } from '../../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../../identity/testing.ts';
import { aLockedVersion, type Drawn } from '../testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let id: string;
let region: string;
let town: string;
let village: string;
let drawn: Drawn;
let at: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  const ours = await anOrganisation(host, 'Testköping');
  const theirs = await anOrganisation(host, 'Grannby');
  maria = await aPerson(host, 'Maria Ek', ours, { title: 'Styrelsens ordförande' });
  const eva = await aPerson(host, 'Eva Strand', ours);
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  id = await aCollaboration(host, amina, [ours, theirs]);
  await aRole(host, amina, id, maria);
  await aRole(host, amina, id, eva, 'reader');
  region = await partyOf(host, amina, id, amina.organisation);
  town = await partyOf(host, amina, id, ours);
  village = await partyOf(host, amina, id, theirs);
});
beforeEach(async () => {
  drawn = await aLockedVersion(host, amina, id, [region, town, village]);
  at = `/collaborations/${id}/agreements/${drawn.agreementId}/versions/1`;
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);

const decided = {
  instance: 'Kommunstyrelsen',
  stands: 'decided',
  outcome: 'approved',
  decidedOn: '2023-10-17',
  paragraph: '212',
  number: 'KS 2023/412',
  appeal: 'over',
  appealEndsOn: '2023-11-07',
};

describe('a party’s own decision', () => {
  test('is planned, then told by the party, with the faults next to their fields', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(at);
    expect(own.text).toContain('Texten i version 1 är låst. Nu beslutar varje part för sig.');
    expect(own.text).toContain('Texten kräver alla tre, och ingen är bunden.');
    expect(own.text).toContain('Väntar på 3 parters beslut');
    await own.open(`${at}/parties/${town}/decision`);
    expect(own.page).not.toContain('name="channel"');
    await own.submit({ instance: 'Kommunstyrelsen', stands: 'planned', plannedNote: 'i december' });
    expect(own.text).toContain('planerat i december');
    await own.open(`${at}/parties/${town}/decision`);
    await own.submit({ ...decided, decidedOn: '', appeal: 'running', appealEndsOn: '' });
    expect(own.status).toBe(422);
    expect(own.page).toMatch(/id="decidedOn-error".*?<span>Skriv den dag då beslutet fattades/);
    expect(own.page).toMatch(/id="appealEndsOn-error".*?<span>Skriv den sista dagen för att överklaga/);
    expect(own.page).toContain('value="KS 2023/412"');
    await own.submit(decided);
    expect(own.text).toContain('Kommunstyrelsen § 212, 17 oktober');
    expect(own.text).toContain('Tiden gick ut 7 november');
    expect(own.text).toContain('Väntar på 2 parters beslut');
    expect(own.text).not.toContain('inte bekräftad');
    const [, attach = ''] = /href="([^"]+\/attachments\/new\?subject=agreementParty[^"]+)"/.exec(own.page) ?? [];
    const subject = new URL(attach, 'http://localhost').searchParams.get('subject') ?? '';
    await own.open(attach);
    await own.submit({ subject, files: [new File(['%PDF-1.7\n%%EOF\n'], 'Protokollsutdrag § 212.pdf')] });
    await own.open(at);
    expect(own.text).toContain('Protokollsutdrag § 212.pdf');
  });

  test('is entered for a party by those who prepare, and says so until it is confirmed', async () => {
    const leader = await signedIn('Amina Holm');
    await leader.open(`${at}/parties/${village}/decision`);
    expect(leader.page).toContain('name="channel"');
    await leader.submit({ ...decided, channel: 'email', statedOn: '' });
    expect(leader.status).toBe(422);
    await leader.submit({ ...decided, channel: 'email', statedOn: '2023-11-13' });
    expect(leader.text).toContain('Uppgift från Grannby, införd av Region Test');
    await leader.open(`${at}/parties/${village}/places`);
    await leader.submit({ title1: 'Kommundirektör', channel: 'email', statedOn: '2023-11-14' });
    expect(leader.text).toContain('Kommundirektör , på papper, laddas upp');
    // Each of what was said is confirmed by itself.
    expect(leader.text.match(/Uppgift från Grannby, införd av Region Test/g)).toHaveLength(2);
  });

  test('is nobody else’s to tell', async () => {
    const own = await signedIn('Maria Ek');
    const reader = await signedIn('Eva Strand');
    const stranger = await signedIn('Främmande Person');
    for (const page of ['decision', 'declining', 'places']) {
      expect((await own.open(`${at}/parties/${village}/${page}`)).status).toBe(404);
      expect((await own.open(`${at}/parties/${town}/${page}`)).status).toBe(200);
      expect((await stranger.open(`${at}/parties/${town}/${page}`)).status).toBe(404);
      const { status, path } = await reader.open(`${at}/parties/${town}/${page}`);
      expect([page, path, status]).toEqual([page, `${at}/parties/${town}/${page}`, 404]);
    }
    expect((await stranger.open(at)).status).toBe(404);
    expect((await reader.open(at)).page).not.toContain(`/parties/${town}/decision"`);
  });

  test('written by two at once shows both texts and loses none', async () => {
    const [one, other] = await Promise.all([signedIn('Maria Ek'), signedIn('Maria Ek')]);
    await one.open(`${at}/parties/${town}/decision`);
    await other.open(`${at}/parties/${town}/decision`);
    await other.submit({ instance: 'Kommunfullmäktige', stands: 'planned' });
    await one.submit({ instance: 'Kommunstyrelsen', stands: 'planned' });
    expect(one.status).toBe(409);
    expect(one.page).toContain('value="Kommunstyrelsen"');
    expect(one.text).toContain('Kommunfullmäktige');
    await one.submit({ instance: 'Kommunstyrelsen', stands: 'planned' });
    expect(one.status).toBe(200);
  });

  test('may be a no, with the reason, and nobody waits for that party', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`${at}/parties/${town}/declining`);
    await own.submit({ reason: '' });
    expect(own.text).toContain('Skriv varför');
    await own.submit({ reason: 'Vi går in i en annan samverkan.' });
    expect(own.text).toContain('Vi går in i en annan samverkan.');
    expect(own.text).toContain('Står utanför');
    expect(own.text).toContain('Väntar på 2 parters beslut');
  });
});

describe('the places of a party', () => {
  test('two jointly are two places, with the party’s own seats and no other’s', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`${at}/parties/${town}/places`);
    await own.submit({ title1: '' });
    expect(own.text).toContain('Skriv minst en plats');
    await own.submit({
      title1: 'Styrelsens ordförande',
      seats1: [maria.seat, amina.seat],
      title2: 'Kommundirektör',
    });
    expect(own.text).toContain('Kommundirektör , på papper, laddas upp');
    await own.open(`${at}/parties/${town}/places`);
    expect(own.page).toMatch(new RegExp(`name="seats1" value="${maria.seat}" checked`));
    expect(own.page).not.toContain(amina.seat);
    const other = await (await signedIn('Maria Ek')).open(`${at}/parties/${town}/places`);
    await own.submit({ title1: 'Styrelsens ordförande', seats1: [maria.seat] });
    expect(own.status).toBe(200);
    expect(own.text).not.toContain('Kommundirektör');
    await other.submit({ title1: 'Kommundirektör' });
    expect(other.status).toBe(409);
    expect(other.page).toContain('value="Kommundirektör"');
    expect(other.text).toContain('Styrelsens ordförande');
  });
});

describe('the draft for the party’s instance', () => {
  test('is a click from what waits for the party, as a page and in Word, and nobody else’s', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`/collaborations/${id}`);
    expect(own.text).toContain('Er instans ska besluta');
    const draft = `${at}/parties/${town}/decision-draft`;
    expect(own.page).toContain(draft);
    await own.open(draft);
    expect(own.text).toContain('ingå ”Överenskommelse om fler unga i arbete” i version 1');
    expect(own.text).toContain('Ingen part når ensam de unga som varken arbetar eller studerar.');
    expect(own.text).toContain('Texten nämner inget särskilt åtagande för Testköping.');
    const { bytes } = await own.open(`${draft}/word`);
    expect(Buffer.from(bytes).subarray(0, 2).toString()).toBe('PK');
    const leader = await signedIn('Amina Holm');
    expect((await leader.open(draft)).status).toBe(404);
    await leader.open(`${at}/parties/${region}/decision-draft`);
    expect(leader.text).toContain('Samordnar arbetet, en halv tjänst, till och med 31 december 2025');
  });
});

import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { makePartyLink } from '../collaborations/index.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { readPdf } from '../platform/documents/testing.ts';
import { anAgreement } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let id: string;
let parties: readonly string[];
let outside: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  const kommun = await anOrganisation(host, 'Testköping');
  const other = await anOrganisation(host, 'Grannby');
  maria = await aPerson(host, 'Maria Ek', kommun);
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  id = await aCollaboration(host, amina, [kommun, other]);
  await aRole(host, amina, id, maria);
  parties = [await partyOf(host, amina, id, amina.organisation), await partyOf(host, amina, id, kommun)];
  outside = await partyOf(host, amina, id, other);
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);

test('an agreement is drawn up, begun with its headings, worded and ordered', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`/collaborations/${id}/agreements/new`);
  await leader.submit({ title: '', kind: 'agreement', ground: 'adoptedByOne', open: 'unknown' });
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('Skriv en titel');
  expect(leader.text).toContain('Välj vilken part som antar den');
  await leader.submit({ title: 'Överenskommelse om unga', kind: 'agreement', ground: 'signed', open: 'yes', parties });
  expect(leader.text).toContain('Version 1 skrivs. Den binder ingen än.');
  expect(leader.text).toContain('11 avsnitt saknas');
  expect(leader.text).toContain('Brukar säga från när den gäller, hur länge, om den förlängs och när ni ser över den.');
  expect(leader.text).toContain('Värmland: dokumentet antas på nytt varje år.');
  const [, usual = ''] = /action="([^"]+usual-clauses)"/.exec(leader.page) ?? [];
  await leader.submit({}, usual);
  expect(leader.text).toContain('1. Utmaning och syfte');
  expect(leader.text).toContain('11. Giltighet och översyn');
  const [, edit = ''] = /href="([^"]+\/edit)">[^<]*<span class="visually-hidden">Att lämna/.exec(leader.page) ?? [];
  await leader.open(edit);
  const withdrawal = { heading: 'Att lämna', text: 'Den som vill lämna säger det i förväg.', place: '2' };
  await leader.submit({ ...withdrawal, notice: 'sex' });
  expect(leader.status).toBe(422);
  expect(leader.page).toContain('value="sex"');
  await leader.submit({ ...withdrawal, notice: '6' });
  expect(leader.text).toContain('2. Att lämna Den som vill lämna säger det i förväg. Uppsägningstid 6 månader');
  expect(leader.text).toContain('3. Gemensamma mål');
});

describe('what the parties say', () => {
  test('stands by its clause with other words for it, and one answer takes them in', async () => {
    const { agreementId, purpose } = await anAgreement(host, amina, id, [...parties, outside]);
    const at = `/collaborations/${id}/agreements/${agreementId}/versions/1`;
    const leader = await signedIn('Amina Holm');
    const own = await signedIn('Maria Ek');
    expect((await own.open(`${at}/clauses/${purpose}/comments/new`)).status).toBe(404);
    await leader.open(`${at}/sending`);
    await leader.submit({ due: '2020-01-01' });
    expect(leader.status).toBe(422);
    await leader.submit({ due: '2030-01-31' });
    expect(leader.text).toContain('Svaren ska vara inne senast 31 januari 2030');
    await own.open(`/collaborations/${id}`);
    expect(own.text).toContain('Läs och svara på ”Överenskommelse om fler unga i arbete”');
    await own.open(`${at}/clauses/${purpose}/comments/new`);
    await own.submit({ text: 'Säg vilka åldrar.', proposal: 'Ingen part når ensam de unga under 30 år.' });
    expect(own.text).toContain('Testköping : Säg vilka åldrar.');
    expect(own.text).toContain('Väntar på svar från dem som bereder');
    await own.open(`${at}/stances/${parties[1]}`);
    await own.submit({ stance: 'objections', note: '' });
    expect(own.status).toBe(422);
    await own.submit({ stance: 'objections', note: 'Åldrarna saknas.' });
    expect(own.text).toContain('Har invändningar');
    // Another's silence is a number without a name.
    expect(own.text).toContain('Väntar på 2 svar');
    expect(own.text).not.toContain('Grannby: Läser');
    await leader.open(`/collaborations/${id}`);
    expect(leader.text).toContain('En part har invändningar');
    await leader.open(at);
    const [, answer = ''] = /href="([^"]+\/comments\/[0-9a-f-]{36})"/.exec(leader.page) ?? [];
    await leader.open(answer);
    await leader.submit({ answer: 'taken', takeIn: 'yes' });
    expect(leader.text).toContain('Ingen part når ensam de unga under 30 år.');
    expect(leader.text).toContain('Infört');
    await leader.open(`${at}/stances/${outside}`);
    await leader.submit({ stance: 'ready', channel: 'phone', statedOn: '2023-11-17' });
    expect(leader.text).toContain('Grannby: Redo att besluta');
    expect(leader.text).toContain('Uppgift från Grannby, införd av Region Test');
  });

  test('entered for a party, is put right by its link, again too while the link lasts, and nothing else of it is touched', async () => {
    const { agreementId, purpose } = await anAgreement(host, amina, id, [...parties, outside]);
    const at = `/collaborations/${id}/agreements/${agreementId}/versions/1`;
    const leader = await signedIn('Amina Holm');
    await leader.open(`${at}/sending`);
    await leader.submit({ due: '2030-01-31' });
    const said = { channel: 'phone', statedOn: '2023-11-17' };
    await leader.open(`${at}/clauses/${purpose}/comments/new`);
    await leader.submit({ ...said, party: outside, text: 'Åldrarna saknas.' });
    await leader.open(`${at}/stances/${outside}`);
    await leader.submit({ ...said, stance: 'objections', note: 'Vill ha åldrar.' });
    const address = await host.database.write(amina, house.now, async (tx) => makePartyLink(tx, '', id, outside));
    const holder = new Visitor(house);
    await holder.open(address);
    const ofThis = (words: string) =>
      new RegExp(`name="correction-([0-9a-f-]{36})"[^>]*>${words}`).exec(holder.page)?.[1] ?? '';
    const putRight = async (before: string, after: string) => {
      const entered = ofThis(before);
      // The page has a form for each statement: this is one of them, filled in for the one meant.
      await holder.submit({ entered, answer: 'correct', [`correction-${entered}`]: after });
    };
    await putRight('Åldrarna saknas.', 'Åldersgränsen saknas.');
    await holder.submit({ entered: ofThis('Har invändningar: Vill ha åldrar.'), answer: 'right' });
    expect(holder.text).toContain('Det här har ni svarat på');
    await leader.open(at);
    expect(leader.text).toContain('Grannby : Åldrarna saknas.');
    expect(leader.text).toMatch(/Rättad av parten [^.]+\. ”Åldersgränsen saknas\.”/);
    // Pressed in haste: the same link puts it right afterwards.
    await putRight('Har invändningar: Vill ha åldrar.', 'Vi är redo att besluta.');
    await putRight('Åldersgränsen saknas.', 'Säg från 16 till 29 år.');
    await leader.open(at);
    expect(leader.text).toContain('”Vi är redo att besluta.”');
    expect(leader.text).toContain('”Säg från 16 till 29 år.”');
    expect(leader.text).not.toContain('Åldersgränsen saknas');
    await leader.open(`/collaborations/${id}/parties/${outside}/edit`);
    expect(leader.page).not.toContain('>Säg från 16 till 29 år.</textarea>');
    const late = house.now;
    house.now = new Date(late.getTime() + 61 * 24 * 3600_000);
    expect((await holder.open(address)).status).toBe(410);
    house.now = late;
  });

  test('is the party’s own to say', async () => {
    const { agreementId, purpose } = await anAgreement(host, amina, id, parties);
    const at = `/collaborations/${id}/agreements/${agreementId}/versions/1`;
    const leader = await signedIn('Amina Holm');
    await leader.open(`${at}/sending`);
    await leader.submit({ due: '2030-01-31' });
    const own = await signedIn('Maria Ek');
    expect((await own.open(`${at}/stances/${parties[0]}`)).status).toBe(404);
    expect((await own.open(`${at}/clauses/${purpose}/edit`)).status).toBe(404);
    expect((await own.open(`${at}/locking`)).status).toBe(404);
  });
});

describe('a locked text', () => {
  test('is hashed as it was shown, given out byte for byte, and changed only as a new version', async () => {
    const { agreementId, purpose } = await anAgreement(host, amina, id, parties);
    const at = `/collaborations/${id}/agreements/${agreementId}/versions/1`;
    const leader = await signedIn('Amina Holm');
    await leader.open(`${at}/locking`);
    await leader.submit({});
    expect(leader.text).toContain('Texten är låst');
    const [, hash = ''] = /title="([0-9a-f]{64})"/.exec(leader.page) ?? [];
    await leader.open(`${at}/json`);
    expect(createHash('sha256').update(leader.page, 'utf8').digest('hex')).toBe(hash);
    expect(JSON.parse(leader.page)).toMatchObject({
      format: 'armkrok-agreement-1',
      clauses: [
        { number: 1, kind: 'purpose' },
        { number: 2, duties: [{ party: 'Region Test' }] },
      ],
    });
    expect((await leader.open(`${at}/clauses/${purpose}/edit`)).status).toBe(404);
    const { bytes: first } = await leader.open(`${at}/pdf`);
    expect(Buffer.from(first).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await leader.open(`${at}/pdf`)).bytes).toEqual(first);
    expect((await readPdf(Buffer.from(first))).xmp).toContain('pdfaid:conformance>A');
    const { bytes: word } = await leader.open(`${at}/word`);
    const styled = strFromU8(unzipSync(new Uint8Array(word))['word/document.xml'] ?? new Uint8Array());
    expect(styled).toMatch(/<w:pStyle w:val="Heading2"\/>.*?Utmaning och syfte/);

    await leader.open(`${at}/next`);
    await leader.submit({ why: 'Åldrarna behöver stå där.' });
    expect(leader.text).toContain('Version 2 skrivs');
    const next = at.replace('/versions/1', '/versions/2');
    const [, edit = ''] = /href="([^"]+\/clauses\/[0-9a-f-]+\/edit)"/.exec(leader.page) ?? [];
    await leader.open(edit);
    await leader.submit({ heading: 'Syfte', text: 'Ingen part når ensam de unga under 30 år.', place: '1' });
    expect(leader.text).toContain('Ändrat i version 2');
    // What was changed has been read; the rest is said to stand, or stays carried over unread.
    expect(leader.text).toContain('Vad har ändrats?');
    expect(leader.text).toContain('1 avsnitt är inte läst');
    expect(leader.text).toMatch(/2\. [^.]*Överfört från förra versionen, inte läst än/);
    const [, unread = ''] = /name="read"[^>]*value="([0-9a-f-]+)"/.exec(leader.page) ?? [];
    await leader.submit({ read: unread }, `${next}/carried-over`);
    expect(leader.text).not.toContain('Överfört från förra versionen');
    await leader.open(`${next}/comparison`);
    expect(leader.page).toMatch(/<del>[^<]*som varken arbetar/);
    expect(leader.page).toMatch(/<ins>[^<]*under 30 år/);
    expect(leader.text).toContain('Ett avsnitt är oförändrat.');
    expect((await leader.open(`${at}/next`)).status).toBe(200);
    await leader.submit({ why: 'Två utkast' });
    expect(leader.status).toBe(409);
  });

  test('locked on an older reading is refused kindly', async () => {
    const { agreementId } = await anAgreement(host, amina, id, parties);
    const at = `/collaborations/${id}/agreements/${agreementId}/versions/1`;
    const one = await signedIn('Amina Holm');
    const other = await signedIn('Amina Holm');
    await one.open(`${at}/locking`);
    await other.open(`${at}/conditions`);
    await other.submit({ least: '2', parties });
    await one.submit({});
    expect(one.status).toBe(409);
  });
});

test('a stranger finds nothing, with the policy switched off either', async () => {
  const { agreementId } = await anAgreement(host, amina, id, parties);
  const open = await openHouse({ enforce: () => true, database: house.database });
  open.now = house.now;
  for (const composition of [house, open]) {
    const stranger = await new Visitor(composition).signIn(emailOf('Främmande Person'), testPassword);
    for (const path of ['agreements', `agreements/${agreementId}`, `agreements/${agreementId}/versions/1/json`]) {
      const { status, text } = await stranger.open(`/collaborations/${id}/${path}`);
      expect(status).toBe(404);
      expect(text).not.toContain('fler unga');
    }
  }
  await open.urls.drop();
});

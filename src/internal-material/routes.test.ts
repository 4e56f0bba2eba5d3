import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { makePartyLink } from '../collaborations/index.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aFullRound, someDeviations } from '../follow-up/testing.ts';
import { aGoal, anIndicator } from '../goals/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import type { Acting } from '../platform/database/database.ts';
import { statement } from '../platform/database/statement.ts';
import { sessionHash } from '../platform/http/cookies.ts';
import { discloseTo, listMarkingsOf, markSecret } from '../secrecy/index.ts';
import { findEntry, listRegistrations, listShared } from './queries.ts';
import { shareEntry, withdrawShared } from './sharing.ts';
import { anEntry } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let omar: Someone;
let johan: Someone;
let sara: Someone;
let eva: Someone;
let unit: string;
let id: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  const own = await anOrganisation(host, 'Testköping');
  const board = await anOrganisation(host, 'Gymnasienämnden', { kind: 'board', parentId: own });
  unit = await anOrganisation(host, 'Elevhälsan', { kind: 'unit', parentId: board });
  maria = await aPerson(host, 'Maria Ek', own);
  omar = await aPerson(host, 'Omar Lind', own);
  eva = await aPerson(host, 'Eva Strand', own);
  await aPerson(host, 'Lena Åberg', own, { isAdministrator: true });
  johan = await aPerson(host, 'Johan Sand', await anOrganisation(host, 'Grannby'));
  sara = await aPerson(host, 'Sara Falk', await anOrganisation(host, 'Bortby'));
  await anOrganisation(host, 'Tystby');
});
afterAll(() => house.close());
beforeEach(async () => {
  id = await aCollaboration(host, amina, [maria.organisation, johan.organisation, sara.organisation]);
  for (const someone of [maria, omar, johan, sara]) await aRole(host, amina, id, someone);
  await aRole(host, amina, id, eva, 'reader');
});
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const at = () => `/collaborations/${id}/internal-material`;
const share = (entry: string, receivers: readonly string[]) =>
  host.database.write(maria, host.now, async (tx) =>
    shareEntry(tx, id, await tx.one(findEntry(id, entry)), { version: 1, receivers, ground: undefined }),
  );

const everyEntry = statement<{ id: string }, [string]>('select id from internal_entry where collaboration_id = $1');
const everyVersion = statement<{ entry_id: string }, [string]>(
  'select entry_id from internal_entry_version where collaboration_id = $1',
);
const everyShared = statement<{ id: string }, [string]>('select id from shared_material where collaboration_id = $1');
const everyTask = statement<{ id: string }, [string]>('select id from registration_task where collaboration_id = $1');
const everyVerb = statement<{ verb: string; chain: string; after: unknown }, [verb: string]>(`
  select h.verb, h.chain, p.after from history h left join history_payload p on p.history_id = h.id where h.verb like $1`);
/** What the database alone shows somebody. */
const seenBy = async (acting: Acting) => {
  const { rows } = await house.database.read(acting, house.now, {
    entries: everyEntry(id),
    versions: everyVersion(id),
    shared: everyShared(id),
    tasks: everyTask(id),
  });
  return Object.fromEntries(Object.entries(rows).map(([name, found]) => [name, found.length]));
};
const nothing = { entries: 0, versions: 0, shared: 0, tasks: 0 };

describe('what a party writes for itself', () => {
  test('is written in four kinds, each asking for what it needs, and nothing typed is lost', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/new?kind=draft`);
    await own.submit({ title: '', text: 'Vi kan ta emot tolv.', tie: '' });
    expect(own.status).toBe(422);
    expect(own.text).toContain('Skriv en rubrik');
    expect(own.page).toContain('Vi kan ta emot tolv.');
    await own.submit({ title: 'Utkast om praktik', text: 'Vi kan ta emot tolv.', tie: '' });
    expect(own.text).toContain('Utkast om praktik');
    expect(own.text).toContain('Maria Ek');
    await own.open(`${at()}/new?kind=ownHouse`);
    expect(own.text).toContain('Elevhälsan');
    await own.submit({ unit: '', otherUnit: '', contact: '', text: '', tie: '' });
    expect(own.text).toContain('Två saker behöver rättas');
    await own.submit({ unit, otherUnit: '', stance: 'onBoard', contact: 'Rektorn', text: '', tie: '' });
    await own.open(at());
    expect(own.text).toMatch(/Eget hus.*Elevhälsan.*Talat med: Rektorn.*Med på det/);
    expect((await own.open(`${at()}/new?kind=other`)).status).toBe(404);
  });

  test('is tied to a goal or to a deviation', async () => {
    const goal = await aGoal(host, amina, id);
    await anIndicator(host, amina, id, goal);
    const round = await aFullRound(host, amina, id);
    const [deviation = ''] = await someDeviations(host, amina, id, round, goal, ['Varför föll den?']);
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/new?kind=mandate`);
    await own.submit({ title: 'Mandatet', text: 'Tio platser.', tie: `deviation ${deviation}` });
    expect(own.page).toContain(`/follow-up/${round}/deviations/${deviation}`);
    await own.open(`${own.path.replace(/\?.*/, '')}/edit`);
    await own.submit({ title: 'Mandatet', text: 'Tio platser.', tie: `goal ${goal}` });
    expect(own.text).toContain('Gäller: Arbetslösheten bland unga halveras');
  });

  test('keeps every version, and shows both texts when two write at once', async () => {
    const entry = await anEntry(host, maria, id);
    const one = await signedIn('Maria Ek');
    const other = await signedIn('Omar Lind');
    await one.open(`${at()}/${entry}/edit`);
    await other.open(`${at()}/${entry}/edit`);
    await one.submit({ title: 'Utkast', text: 'Vi kan ta emot fjorton.', tie: '' });
    await other.submit({ title: 'Utkast', text: 'Vi kan ta emot elva.', tie: '' });
    expect(other.status).toBe(409);
    expect(other.page).toContain('Vi kan ta emot elva.');
    expect(other.page).toContain('Vi kan ta emot fjorton.');
    await other.submit({ title: 'Utkast', text: 'Vi kan ta emot tretton.', tie: '' });
    for (const text of ['Version 3', 'Version 1', 'Vi kan ta emot tolv.', 'fjorton', 'tretton']) {
      expect(other.text).toContain(text);
    }
    expect(other.text).toMatch(/Omar Lind skrev vidare/);
  });

  test('is a draft, drawn up, and a draft again when it is written on', async () => {
    const entry = await anEntry(host, maria, id);
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/${entry}`);
    await own.submit({}, `${at()}/${entry}/drawing-up`);
    expect(own.text).toContain('Upprättad 20 november 2023.');
    await own.open(`${at()}/${entry}/edit`);
    await own.submit({ title: 'Utkast', text: 'Mer.', tie: '' });
    expect(own.text).not.toContain('Upprättad 20 november');
  });

  test('is seen by those who speak for the party there and by nobody else, as the database alone decides it', async () => {
    await anEntry(host, maria, id);
    for (const speaker of [maria, omar]) expect(await seenBy(speaker)).toEqual({ ...nothing, entries: 1, versions: 1 });
    expect(await seenBy(eva)).toEqual(nothing);
    expect(await seenBy(amina)).toEqual(nothing);
    expect(await seenBy(johan)).toEqual(nothing);
    expect(await seenBy(host.administrator)).toEqual(nothing);
    const party = await partyOf(host, amina, id, maria.organisation);
    const link = await host.database.write(amina, host.now, async (tx) =>
      makePartyLink(tx, 'https://a.example', id, party),
    );
    expect(await seenBy({ link: sessionHash(link.split('/').at(-1) ?? '') })).toEqual(nothing);
    const administrator = await signedIn('Lena Åberg');
    expect((await administrator.open(at())).status).toBe(404);
    const leader = await signedIn('Amina Holm');
    await leader.open(at());
    expect(leader.text).not.toContain('Utkast om praktikplatser');
  });

  test('nothing in the collaboration’s history tells that it is there, and its own chain holds no words', async () => {
    const entry = await anEntry(host, maria, id, { title: 'Hemligt utkast', text: 'Hemliga ord' });
    const leader = await signedIn('Amina Holm');
    await leader.open(`/collaborations/${id}/history`);
    expect(leader.text).not.toMatch(/Hemlig|internt|vidare/);
    const { rows } = await house.database.read(maria, house.now, { told: everyVerb('internalEntry.%') });
    const own = rows.told.filter((one) => JSON.stringify(one.after).includes(id));
    expect(own.map((one) => [one.verb, one.chain])).toEqual([['internalEntry.written', maria.organisation]]);
    expect(JSON.stringify(own)).not.toContain('Hemlig');
    expect((await leader.open(`${at()}/${entry}`)).status).toBe(404);
  });

  test('is taken out of the party’s own view, and not deleted', async () => {
    const entry = await anEntry(host, maria, id);
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/${entry}`);
    await own.submit({}, `${at()}/${entry}/withdrawal`);
    expect(own.text).not.toContain('Utkast om praktikplatser');
    expect((await seenBy(maria)).entries).toBe(1);
  });
});

describe('sharing', () => {
  test('shows exactly what the others will see, warns, and hands a copy to those chosen', async () => {
    const entry = await anEntry(host, maria, id);
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/${entry}/sharing?to=some`);
    expect(own.text).toContain('Välj minst en part att dela med');
    await own.open(`${at()}/${entry}/sharing?to=some&parties=${johan.organisation}`);
    expect(own.text).toContain('tryckfrihetsförordningen 2 kap. 9–12 §§');
    const words = (page: string): string => /<div class="entry-words">[\s\S]*?<\/div>/.exec(page)?.[0] ?? '';
    const preview = words(own.page);
    expect(preview).toContain('Vi kan ta emot tolv.');
    await own.submit({}, `${at()}/${entry}/sharing`);
    const address = own.path.replace(/\?.*/, '');
    const receiver = await signedIn('Johan Sand');
    await receiver.open(address);
    expect(words(receiver.page)).toBe(preview);
    expect(receiver.text).toContain('Delat av Maria Ek, Testköping, 20 november 2023');
    const outside = await signedIn('Sara Falk');
    expect((await outside.open(address)).status).toBe(404);
    await outside.open(`/collaborations/${id}/history`);
    expect(outside.text).not.toContain('delade');
  });

  test('is of one version: what is written afterwards is the party’s own again', async () => {
    const entry = await anEntry(host, maria, id);
    const shared = await share(entry, [johan.organisation]);
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/${entry}/edit`);
    await own.submit({ title: 'Utkast om praktikplatser', text: 'Egentligen bara sex.', tie: '' });
    const receiver = await signedIn('Johan Sand');
    await receiver.open(`/collaborations/${id}/shared-material/${shared}`);
    expect(receiver.text).toContain('Vi kan ta emot tolv.');
    expect(receiver.text).not.toContain('Egentligen');
  });

  test('is refused as the preview no longer is what would be shared', async () => {
    const entry = await anEntry(host, maria, id);
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/${entry}/sharing?to=all`);
    const send = own.keep(`${at()}/${entry}/sharing`);
    const other = await signedIn('Omar Lind');
    await other.open(`${at()}/${entry}/edit`);
    await other.submit({ title: 'Utkast', text: 'Inte klart.', tie: '' });
    await send({ receiver: [johan.organisation] });
    expect(own.status).toBe(409);
    expect((await seenBy(johan)).shared).toBe(0);
  });

  test('with another organisation makes it expedited, and gives the receiver it to register until it has said how', async () => {
    const entry = await anEntry(host, maria, id);
    const shared = await share(entry, [johan.organisation]);
    const { rows } = await house.database.read(maria, house.now, {
      entry: findEntry(id, entry),
      shared: listShared(id),
    });
    expect(rows.entry[0]?.expedited_at).toEqual(host.now);
    expect(rows.shared.map((one) => [one.id, one.expedited_at])).toEqual([[shared, host.now]]);
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/${entry}`);
    expect(own.text).toContain('Expedierad');
    const receiver = await signedIn('Johan Sand');
    await receiver.open(`/collaborations/${id}`);
    expect(receiver.text).toContain('Diarieför det som har kommit in till er');
    const [, task = ''] = /registrations\/([0-9a-f-]{36})/.exec(receiver.page) ?? [];
    await receiver.open(`/collaborations/${id}/registrations/${task}`);
    await receiver.submit({ number: '', notNeeded: '' });
    expect(receiver.text).toContain('Skriv ett diarienummer, eller varför det inte behövs');
    await receiver.submit({ number: 'KS 2023/7', notNeeded: 'Ringa' });
    expect(receiver.text).toContain('inte båda');
    await receiver.submit({ number: 'KS 2023/7', notNeeded: '' });
    expect(receiver.text).toContain('Diarienummer KS 2023/7');
    await receiver.open(`/collaborations/${id}`);
    expect(receiver.text).not.toContain('Diarieför det som har kommit in till er');
    // The number is the receiver's own affair.
    const seen = await house.database.read(maria, house.now, { tasks: listRegistrations(id) });
    expect(seen.rows.tasks).toEqual([]);
    expect((await own.open(`/collaborations/${id}/registrations/${task}`)).status).toBe(404);
  });

  test('with all stands in the collaboration’s history; with some, in theirs and ours', async () => {
    const others = [amina.organisation, johan.organisation, sara.organisation];
    await share(await anEntry(host, maria, id, { title: 'Till alla' }), others);
    await share(await anEntry(host, maria, id, { title: 'Till en' }), [johan.organisation]);
    const outside = await signedIn('Sara Falk');
    await outside.open(`/collaborations/${id}/history`);
    expect(outside.text).toContain('delade internt material med alla parter Rubrik: Till alla');
    expect(outside.text).not.toContain('Till en');
    const told = async (someone: Someone) =>
      (await house.database.read(someone, house.now, { told: everyVerb('sharedMaterial.received') })).rows.told
        .filter((one) => JSON.stringify(one.after).includes(id))
        .map((one) => one.chain);
    expect(await told(johan)).toEqual([johan.organisation]);
    expect(await told(sara)).toEqual([]);
  });

  test('can be taken out of view, and is not undone: it is still to be registered, and in the history', async () => {
    const others = [amina.organisation, johan.organisation, sara.organisation];
    const entry = await anEntry(host, maria, id);
    const shared = await share(entry, others);
    const own = await signedIn('Maria Ek');
    await own.open(`/collaborations/${id}/shared-material/${shared}`);
    await own.submit({ because: '' }, `/collaborations/${id}/shared-material/${shared}/withdrawal`);
    expect(own.text).toContain('Skriv varför det tas ur visning');
    await own.submit({ because: 'Fel version' }, `/collaborations/${id}/shared-material/${shared}/withdrawal`);
    expect(own.text).toContain('Taget ur visning 20 november 2023: Fel version');
    const receiver = await signedIn('Johan Sand');
    expect((await receiver.open(`/collaborations/${id}/shared-material/${shared}`)).status).toBe(404);
    await receiver.open(at());
    expect(receiver.text).toMatch(/Material som inte längre visas.*Att diarieföra/);
    await receiver.open(`/collaborations/${id}/history`);
    expect(receiver.text).toContain('tog delat material ur visning');
    await own.open(`${at()}/${entry}`);
    expect(own.text).toContain('Expedierad');
  });

  test('goes to parties that read there, and is taken back by nobody but who shared it', async () => {
    const entry = await anEntry(host, maria, id);
    await expect(share(entry, [await anOrganisation(host, 'Utanför')])).rejects.toMatchObject({ kind: 'notFound' });
    const shared = await share(entry, [johan.organisation]);
    const taken = host.database.write(johan, host.now, async (tx) => {
      const [row] = await tx.all(listShared(id));
      if (row) await withdrawShared(tx, id, row, 'Nej');
    });
    await expect(taken).rejects.toMatchObject({ kind: 'notFound' });
    expect(shared).not.toBe('');
  });

  test('is read by a reader of the organisation that it was shared with', async () => {
    const shared = await host.database.write(johan, host.now, async (tx) => {
      const entry = await tx.one(findEntry(id, await anEntryOf(johan)));
      return await shareEntry(tx, id, entry, { version: 1, receivers: [maria.organisation], ground: undefined });
    });
    const reader = await signedIn('Eva Strand');
    await reader.open(`/collaborations/${id}`);
    expect(reader.text).toContain('Delat med oss');
    await reader.open(`/collaborations/${id}/shared-material`);
    expect(reader.text).toContain('Delat av Johan Sand, Grannby');
    await reader.open(`/collaborations/${id}/shared-material/${shared}`);
    expect(reader.status).toBe(200);
    expect((await reader.open(at())).status).toBe(404);
  });
  const anEntryOf = (someone: Someone) => anEntry(host, someone, id);
});

describe('what is marked as secret', () => {
  const decision = {
    section: 'OSL 26 kap. 1 §',
    authority: 'Socialnämnden',
    decidedBy: 'Maria Ek',
    decidedOn: '2023-11-20',
  };
  const mark = (entry: string) =>
    host.database.write(maria, host.now, async (tx) =>
      markSecret(
        tx,
        id,
        { subjectType: 'internalEntry', isInternal: true, thing: await tx.one(findEntry(id, entry)) },
        decision,
      ),
    );

  test('is shared on a legal basis from the list, with grounds, who and when, or not at all', async () => {
    const entry = await anEntry(host, maria, id);
    await mark(entry);
    await expect(share(entry, [johan.organisation])).rejects.toMatchObject({ kind: 'forbidden' });
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/${entry}/sharing?to=some&parties=${johan.organisation}`);
    expect(own.text).toContain('OSL 10 kap. 27 §');
    expect(own.text).toContain('prop. 2024/25:180');
    await own.submit({ receiver: [johan.organisation] }, `${at()}/${entry}/sharing`);
    expect(own.status).toBe(422);
    expect(own.text).toContain('Välj den bestämmelse som ni stöder er på');
    expect(own.text).toContain('Skriv skälen');
    expect(await seenBy(johan)).toEqual(nothing);
    const decided = { grounds: 'Samtycke den 18 november.', decidedBy: 'Enhetschefen', decidedOn: '2023-11-19' };
    await own.submit({ receiver: [johan.organisation], basis: 'friendship', ...decided }, `${at()}/${entry}/sharing`);
    expect(own.status).toBe(422);
    await own.submit({ receiver: [johan.organisation], basis: 'consent', ...decided }, `${at()}/${entry}/sharing`);
    expect(own.status).toBe(200);
    const receiver = await signedIn('Johan Sand');
    await receiver.open(own.path.replace(/\?.*/, ''));
    expect(receiver.text).toContain(
      'Sekretessmarkerad: OSL 26 kap. 1 § (socialtjänst). Socialnämnden, 20 november 2023',
    );
    await own.open(`/collaborations/${id}/secrecy/internalEntry/${entry}`);
    expect(own.text).toMatch(/Ses av\s+Grannby och Testköping/);
    expect(own.text).toMatch(
      /Grannby: OSL 10 kap. 1 §: .*Samtycke den 18 november.*Bestämt av Enhetschefen, 19 november 2023/s,
    );
  });

  test('after it was shared is kept from those it was shared with until it is disclosed to them', async () => {
    const entry = await anEntry(host, maria, id);
    const shared = await share(entry, [johan.organisation, sara.organisation]);
    const marking = await mark(entry);
    const receiver = await signedIn('Johan Sand');
    const address = `/collaborations/${id}/shared-material/${shared}`;
    expect((await receiver.open(address)).status).toBe(404);
    await host.database.write(maria, host.now, async (tx) => {
      const [row] = await tx.all(listMarkingsOf(id, entry));
      const ground = { basis: 'statutoryDuty', grounds: 'Enligt lag', decidedBy: 'Chefen', decidedOn: '2023-11-20' };
      if (row) discloseTo(tx, id, row, true, [johan.organisation], ground);
    });
    expect((await receiver.open(address)).status).toBe(200);
    expect((await (await signedIn('Sara Falk')).open(address)).status).toBe(404);
    expect(marking).not.toBe('');
  });

  test('bears its marking in every file that it is taken out in', async () => {
    await mark(await anEntry(host, maria, id));
    const own = await signedIn('Maria Ek');
    for (const form of ['csv', 'json']) {
      await own.open(`${at()}/${form}`);
      expect(own.page).toContain('Sekretessmarkerad: OSL 26 kap. 1 §');
    }
  });
});

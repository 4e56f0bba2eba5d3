import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { listParties } from '../collaborations/index.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import { listActors, listAnalyses } from './queries.ts';
import { anActor, aPlacing, somePlacings } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let johan: Someone;
let quiet: string;
let id: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  johan = await aPerson(host, 'Johan Sand', await anOrganisation(host, 'Grannby'));
  await aPerson(host, 'Sara Falk', await anOrganisation(host, 'Bortby'));
  quiet = await anOrganisation(host, 'Tystby');
});
afterAll(() => house.close());
beforeEach(async () => {
  id = await aCollaboration(host, amina, [maria.organisation, johan.organisation, quiet]);
  for (const someone of [maria, johan]) await aRole(host, amina, id, someone);
});
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const at = () => `/collaborations/${id}/actors`;
const fields = { kind: 'group', wayIn: '', ought: 'yes', wants: 'no', can: 'yes' };

/** What the database alone shows, whatever a statement of ours asks for. */
const everyPlacing = statement<{ organisation_id: string }, [string]>(
  'select organisation_id from actor_placing where collaboration_id = $1',
);
const seenBy = async (someone: Someone, now = host.now) => {
  const { rows } = await house.database.read(someone, now, { placings: everyPlacing(id) });
  return rows.placings.map((row) => row.organisation_id);
};

describe('actors', () => {
  test('are written with why, listed with what to do, and nothing typed is lost', async () => {
    const own = await signedIn('Amina Holm');
    await own.open(at());
    expect(own.text).toContain('Skriv första aktören');
    await own.open(`/collaborations/${id}`);
    expect(own.text).toContain('Ingen aktörsanalys är gjord');
    await own.open(`${at()}/new`);
    await own.submit({ ...fields, name: '', oughtWhy: 'De har platserna.' });
    expect(own.status).toBe(422);
    expect(own.page).toContain('De har platserna.');
    await own.submit({
      ...fields,
      name: 'Arbetsgivare i länet',
      oughtWhy: 'De har platserna.',
      wantsWhy: 'Sade nej i mars.',
    });
    expect(own.text).toContain('Arbetsgivare i länet');
    await own.open(at());
    expect(own.text).toMatch(/Bör men vill inte.*Arbetsgivare i länet.*Sade nej i mars/);
    await own.open(`/collaborations/${id}`);
    expect(own.text).toContain('1 aktör bör men vill inte');
    await own.open(`/collaborations/${id}/history`);
    expect(own.text).toContain('lade till en aktör');
    expect((await own.open('/search?q=arbetsgivare')).text).toContain('Arbetsgivare i länet');
    const stranger = await signedIn('Sara Falk');
    expect((await stranger.open(at())).status).toBe(404);
    expect((await stranger.open('/search?q=arbetsgivare')).text).not.toContain('Arbetsgivare i länet');
  });

  test('citizens have a way in with a name, and can never be made a party', async () => {
    const own = await signedIn('Amina Holm');
    await own.open(`${at()}/new`);
    await own.submit({ ...fields, name: 'Unga 16–24', kind: 'citizens' });
    expect(own.status).toBe(422);
    expect(own.text).toContain('Skriv hur invånarna kommer in');
    await own.submit({ ...fields, name: 'Unga 16–24', kind: 'citizens', wayIn: 'Ungdomsforum Test' });
    expect(own.text).toContain('Ungdomsforum Test');
    expect(own.text).not.toContain('Bjud in som part');
    const insert = statement<unknown, [string, string, string]>(`
      insert into actor (collaboration_id, id, organisation_id, name, kind, created_at, created_by)
      values ($1, $2, $3, 'Unga', 'citizens', '2023-11-20', $2)`);
    await expect(
      host.database.write(amina, host.now, async (tx) => tx.send(insert(id, amina.person, amina.organisation))),
    ).rejects.toThrow();
  });

  test('shows both texts when two write at once', async () => {
    const actor = await anActor(host, amina, id);
    const [first, second] = [await signedIn('Amina Holm'), await signedIn('Amina Holm')];
    await first.open(`${at()}/${actor}/edit`);
    await second.open(`${at()}/${actor}/edit`);
    await first.submit({ ...fields, name: 'Arbetsgivare i länet', prehistory: 'Ett avbrutet försök 2019.' });
    await second.submit({ ...fields, name: 'Arbetsgivare i länet', prehistory: 'De minns försöket.' });
    expect(second.status).toBe(409);
    expect(second.page).toContain('De minns försöket.');
    expect(second.page).toContain('Ett avbrutet försök 2019.');
  });

  test('become an invited party in one step, known here or not, with or without a letter', async () => {
    const known = await anActor(host, amina, id, { name: 'Bortby', kind: 'organisation' });
    const unknown = await anActor(host, amina, id, { name: 'Stiftelsen Ny väg', kind: 'organisation' });
    const own = await signedIn('Amina Holm');
    await own.open(`${at()}/${known}`);
    await own.submit({}, `${at()}/${known}/invitation`);
    expect(own.text).toContain('Inbjuden part');
    expect(own.text).not.toContain('Bjud in som part');
    await own.open(`${at()}/${unknown}`);
    await own.submit({ contactName: 'Nina Berg', contactEmail: 'fel' }, `${at()}/${unknown}/invitation`);
    expect(own.status).toBe(422);
    await own.submit(
      { contactName: 'Nina Berg', contactEmail: 'nina@ny-vag.example', contactTitle: 'Kontaktperson' },
      `${at()}/${unknown}/invitation`,
    );
    expect(own.text).toContain('Inbjuden part');
    const { rows } = await host.database.read(amina, host.now, { parties: listParties(id), actors: listActors(id) });
    const invited = rows.parties.filter((party) => party.status === 'invited').map((party) => party.name);
    expect(invited.toSorted()).toEqual(['Bortby', 'Stiftelsen Ny väg']);
    expect(rows.actors.every((actor) => actor.party_id !== null)).toBe(true);
    const letters = await house.database.read(amina, host.now, {
      history: statement<{ verb: string }, [string]>(
        `select verb from history where collaboration_id = $1 and verb in ('party.invited', 'actor.invited')`,
      )(id),
    });
    expect(letters.rows.history.map(({ verb }) => verb).toSorted()).toEqual([
      'actor.invited',
      'actor.invited',
      'party.invited',
    ]);
  });
});

describe('placing alone', () => {
  test('no party sees another before all have placed; neither the page nor the database shows it', async () => {
    const actor = await anActor(host, amina, id);
    const analysis = await aPlacing(host, amina, id);
    const party = await partyOf(host, amina, id, maria.organisation);
    const own = await signedIn('Maria Ek');
    await own.open(`/collaborations/${id}`);
    expect(own.text).toContain('Placera aktörerna');
    await own.open(`${at()}/analyses/${analysis}/placings/${party}`);
    await own.submit({ [`influence-${actor}`]: '5', [`affected-${actor}`]: '' });
    expect(own.status).toBe(422);
    await own.submit({ [`influence-${actor}`]: '5', [`affected-${actor}`]: '2' });
    expect(own.text).toContain('Väntar på 3 parter');
    expect(own.text).toContain('bara era egna placeringar');
    const other = await signedIn('Johan Sand');
    await other.open(at());
    expect(other.text).toContain('Ingen är placerad än');
    await other.open(`${at()}/analyses/${analysis}/spread`);
    expect(other.text).toContain('Spridningen visas när alla har placerat');
    await other.open(`${at()}/analyses/${analysis}/placings/${party}`);
    expect(other.status).toBe(404);
    const leader = await signedIn('Amina Holm');
    await leader.open(at());
    expect(leader.text).toContain('Ingen är placerad än');
    await leader.open(`${at()}/map/csv`);
    expect(leader.page).not.toMatch(/;5;2;/);
    expect(await seenBy(maria)).toEqual([maria.organisation]);
    expect(await seenBy(johan)).toEqual([]);
    expect(await seenBy(amina)).toEqual([]);
    const late = new Date('2023-12-19T10:00:00Z');
    expect(await seenBy(johan, late)).toEqual([maria.organisation]);
  });

  test('the leader enters for the party that never signs in and not over what a party has placed itself', async () => {
    const actor = await anActor(host, amina, id);
    const analysis = await aPlacing(host, amina, id);
    const parties = {
      leading: await partyOf(host, amina, id, amina.organisation),
      maria: await partyOf(host, amina, id, maria.organisation),
      johan: await partyOf(host, amina, id, johan.organisation),
      quiet: await partyOf(host, amina, id, quiet),
    };
    await somePlacings(host, maria, id, parties.maria, { influence: 5, affected: 2 });
    const stated = { channel: 'email', statedOn: '2023-11-19' } as const;
    await expect(
      somePlacings(host, amina, id, parties.maria, { influence: 1, affected: 1 }, stated),
    ).rejects.toMatchObject({ kind: 'notFound' });
    await expect(somePlacings(host, johan, id, parties.quiet, { influence: 1, affected: 1 }, stated)).rejects.toThrow();
    const own = await signedIn('Amina Holm');
    await own.open(`${at()}/analyses/${analysis}/placings/${parties.quiet}`);
    await own.submit({ [`influence-${actor}`]: '1', [`affected-${actor}`]: '2', channel: 'email', statedOn: '' });
    expect(own.status).toBe(422);
    await own.submit({
      [`influence-${actor}`]: '1',
      [`affected-${actor}`]: '2',
      channel: 'email',
      statedOn: '2023-11-19',
    });
    expect(own.status).toBe(200);
    await somePlacings(host, johan, id, parties.johan, { influence: null, affected: null });
    expect(await seenBy(johan)).not.toContain(maria.organisation);
    await somePlacings(host, amina, id, parties.leading, { influence: 4, affected: 2 });
    expect(await seenBy(johan)).toHaveLength(4);
    await own.open(`${at()}/analyses/${analysis}/spread`);
    expect(own.text).toMatch(/Inflytande: 1 till 5 \(mitten 4\).*Berörs: alla 2/);
    expect(own.text).toContain('Tala om detta');
    expect(own.text).toMatch(/Tystby: inflytande 1, berörs 2 \(införd av Region Test\)/);
    expect(own.text).toContain('Grannby: vet inte');
    await expect(somePlacings(host, maria, id, parties.maria, { influence: 1, affected: 1 })).rejects.toMatchObject({
      message: expect.stringContaining('shared'),
    });
  });

  test('is then done jointly, adopted and kept, and compared when it is done anew', async () => {
    const actor = await anActor(host, amina, id, { wants: 'no' });
    const analysis = await aPlacing(host, amina, id);
    const own = await signedIn('Amina Holm');
    expect((await own.open(`${at()}/analyses/${analysis}/joint`)).status).toBe(404);
    for (const someone of [amina, maria, johan]) {
      const party = await partyOf(host, amina, id, someone.organisation);
      await somePlacings(host, someone, id, party, { influence: 3, affected: 3 });
    }
    const silent = await partyOf(host, amina, id, quiet);
    await somePlacings(
      host,
      amina,
      id,
      silent,
      { influence: 3, affected: 3 },
      { channel: 'email', statedOn: '2023-11-19' },
    );
    await own.open(`${at()}/analyses/${analysis}/joint`);
    await own.submit({ [`influence-${actor}`]: '4', [`affected-${actor}`]: '5' });
    expect(own.text).toContain('den gemensamma placeringen');
    await own.submit({ adoptedBy: 'Styrgruppen', adoptedOn: '2023-11-20' }, `${at()}/analyses/${analysis}/adoption`);
    expect(own.text).toContain('av Styrgruppen');
    expect((await own.open(`${at()}/${actor}/edit`)).status).toBe(404);
    const change = statement<unknown, [string]>(`update actor_assessment set ought = 'no' where collaboration_id = $1`);
    await expect(host.database.write(amina, host.now, async (tx) => tx.send(change(id)))).rejects.toThrow(/adopted/);
    await own.open(at());
    await own.submit({}, `${at()}/analyses`);
    await own.open(`${at()}/${actor}/edit`);
    await own.submit({ ...fields, name: 'Arbetsgivare i länet', wants: 'yes' });
    await own.open(at());
    expect(own.text).toContain('Vill delta: Nej blev Ja');
    await own.open(`${at()}?analysis=${analysis}`);
    expect(own.text).toContain('den gemensamma placeringen');
    const { rows } = await host.database.read(amina, host.now, { analyses: listAnalyses(id) });
    expect(rows.analyses.map(({ number }) => number)).toEqual([2, 1]);
  });
});

test('the map can be taken away as picture and table', async () => {
  await anActor(host, amina, id, { kind: 'citizens', name: 'Unga 16–24', wayIn: 'Ungdomsforum Test' });
  const own = await signedIn('Amina Holm');
  expect((await own.open(`${at()}/map/svg`)).page).toContain('<svg');
  expect((await own.open(`${at()}/map/png`)).type).toBe('image/png');
  expect((await own.open(`${at()}/map/csv`)).page).toContain('Ungdomsforum Test');
});

test('the traps are open until answered, by each and jointly, and a risk says what to do', async () => {
  const own = await signedIn('Maria Ek');
  const party = await partyOf(host, amina, id, maria.organisation);
  await own.open(`${at()}/traps/parties/${party}`);
  await own.submit({ 'answer-resources': 'no', 'text-resources': 'Ingen tid är avsatt.' });
  expect(own.text).toMatch(/Testköping.*Ingen tid är avsatt.*Nej, risk.*Räkna tid och pengar/);
  expect((await own.open(`${at()}/traps/joint`)).status).toBe(404);
  const leader = await signedIn('Amina Holm');
  await leader.open(`${at()}/traps/joint`);
  await leader.submit({ 'answer-resources': 'yes', 'text-mandate': 'Cheferna får avsätta tid.' });
  expect(leader.text).toMatch(/Cheferna får avsätta tid/);
  await leader.open(`${at()}/traps/joint`);
  await leader.submit({ 'answer-resources': 'yes', 'text-mandate': '' });
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('kan ändras men inte tas bort');
  const silent = await partyOf(host, amina, id, quiet);
  await leader.open(`${at()}/traps/parties/${silent}`);
  await leader.submit({ 'text-careOfResult': 'Hos oss.', channel: 'phone', statedOn: '2023-11-18' });
  expect(leader.text).toMatch(/Tystby.*Hos oss.*infört av Region Test/);
});

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { inviteParty, listParties } from '../collaborations/index.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aContribution, aGoal } from '../goals/testing.ts';
import { aGroup, aMatter } from '../groups/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';

let house: TestHouse;
let host: Host;
let owner: pg.Client;
let amina: Someone;
let maria: Someone;
let region: string;
let kommun: string;
let collaboration: string;
const began = new Date('2023-11-20T09:00:00Z');
beforeAll(async () => {
  house = await openHouse();
  owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  host = await aHost(house);
  region = await anOrganisation(host, 'Region Test', { kind: 'region' });
  kommun = await anOrganisation(host, 'Testköping');
  amina = await aPerson(host, 'Amina Holm', region, { isAdministrator: true });
  maria = await aPerson(host, 'Maria Ek', kommun);
  await aPerson(host, 'Lena Åberg', kommun, { isAdministrator: true });
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'), { isAdministrator: true });
  collaboration = await aCollaboration(host, amina, [kommun]);
  await aRole(host, amina, collaboration, maria);
  const goal = await aGoal(host, amina, collaboration);
  const party = await partyOf(host, amina, collaboration, kommun);
  await aContribution(host, maria, collaboration, goal, party, {
    form: 'undertaking',
    text: 'Maria Ek och Amina Holm håller ihop det, ring kansli@region.example',
  });
  await house.database.write(amina, house.now, async (tx) => {
    const found = (await tx.all(listParties(collaboration))).find((one) => one.id === party);
    if (found) {
      inviteParty(tx, 'http://localhost', collaboration, found, {
        name: 'Nils Ny',
        email: 'nils.ny@example.se',
        title: 'Kanariefågel',
        role: 'representative',
        endsOn: null,
      });
    }
  });
});
beforeEach(() => {
  house.now = began;
});
afterAll(async () => {
  await owner.end();
  await house.close();
});
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const own = '/account/personal-data';
const unpack = (visitor: Visitor) =>
  Object.fromEntries(Object.entries(unzipSync(visitor.bytes)).map(([name, bytes]) => [name, strFromU8(bytes)]));

describe('what somebody takes out about themselves', () => {
  test('is everything that is theirs, as data and as a page, and nothing that is another’s', async () => {
    const visitor = await signedIn('Maria Ek');
    await visitor.open('/account');
    expect(visitor.page).toContain(`href="${own}"`);
    await visitor.open(own);
    await visitor.submit({}, `${own}/file`);
    expect(visitor.type).toBe('application/zip');
    const files = unpack(visitor);
    expect(Object.keys(files).sort()).toEqual(['mina-uppgifter.html', 'mina-uppgifter.json']);
    const data = JSON.parse(files['mina-uppgifter.json'] ?? '');
    expect(data.account).toMatchObject({ name: 'Maria Ek', email: 'maria.ek@example.se', organisation: 'Testköping' });
    expect(data.seats).toMatchObject([
      { organisation: 'Testköping', title: 'Utvecklingsledare', collaborations: [{ name: 'Fler unga i arbete' }] },
    ]);
    const [contribution] = data.written.contribution;
    expect(contribution.text).toBe('Maria Ek och [annan person] håller ihop det, ring [annan adress]');
    expect(data.written.user_session.length).toBeGreaterThan(0);
    expect(data.history).toContainEqual(
      expect.objectContaining({ verb: 'contribution.answered', by_you: true, collaboration: 'Fler unga i arbete' }),
    );
    expect(data.history).toContainEqual(
      expect.objectContaining({
        verb: 'account.added',
        by_you: false,
        after: expect.objectContaining({ name: 'Maria Ek' }),
      }),
    );
    for (const text of Object.values(files)) {
      expect(text).toContain('Maria Ek');
      for (const other of [
        'Amina',
        'Holm',
        'Lena Åberg',
        'Siv Systemsson',
        'Nils Ny',
        'Kanariefågel',
        'nils.ny@',
        'kansli@',
      ]) {
        expect(text).not.toContain(other);
      }
      expect(text).not.toMatch(/scrypt|token_hash|"password":/);
    }
    const page = files['mina-uppgifter.html'] ?? '';
    expect(page).toContain('svarade på vad parten bidrar med');
    expect(page).toContain('Testköping');
    expect(page).toMatch(/^<!doctype html>\n<html lang="sv">/);
    expect(page).not.toMatch(/<script|src=|href=/);
  });

  test('is handed out, and erasure asked for, once they have shown within the last minutes who they are', async () => {
    const visitor = await signedIn('Maria Ek');
    const asksForErasure = (await visitor.open(own)).keep(`${own}/erasure`);
    const before = house.now;
    house.now = new Date(before.getTime() + 11 * 60_000);
    await asksForErasure({ words: 'Jag slutar' });
    expect(visitor.status).toBe(401);
    expect((await visitor.open(own)).path).toBe(`/step-up?next=${encodeURIComponent(own)}`);
    await visitor.submit({ password: testPassword }, '/step-up');
    await visitor.open(own);
    expect(visitor.text).not.toContain('Organisationen har inte svarat än');
    await visitor.submit({}, `${own}/file`);
    expect(visitor.type).toBe('application/zip');
    house.now = before;
  });

  test('holds of what others were sent or invited to by them that they did it, and not what it said', async () => {
    const visitor = await signedIn('Amina Holm');
    await visitor.open(own);
    await visitor.submit({}, `${own}/file`);
    const data = JSON.parse(unpack(visitor)['mina-uppgifter.json'] ?? '');
    const [invitation] = data.written.invitation;
    expect(invitation).toMatchObject({ name: '[annan person]', email: '[annan adress]' });
    expect(JSON.stringify(data)).not.toContain('Maria Ek');
  });

  test('has no address: without a session, with another’s, a second time or after a quarter of an hour nothing comes', async () => {
    const visitor = await signedIn('Maria Ek');
    await visitor.open(own);
    const again = visitor.keep(`${own}/file`);
    const [, token = ''] =
      new RegExp(`action="${own}/file"[\\s\\S]*?name="form" value="([^"]+)"`).exec(visitor.page) ?? [];
    expect(token).not.toBe('');
    const post = (from: Visitor) => {
      from.page = `<form method="post" action="${own}/file"><input type="hidden" name="form" value="${token}"/></form>`;
      return from.submit({}, `${own}/file`);
    };
    const stranger = await post(new Visitor(house));
    expect(stranger.type).not.toContain('zip');
    expect(stranger.status).toBe(401);
    const other = await post(await signedIn('Amina Holm'));
    expect(other.type).not.toContain('zip');
    expect(other.status).toBe(403);
    house.now = new Date(began.getTime() + 16 * 60_000);
    await again({});
    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain('Sidan har varit öppen för länge');
    house.now = new Date(began.getTime() + 5 * 60_000);
    await again({});
    expect(visitor.type).toBe('application/zip');
    await again({});
    expect(visitor.type).not.toContain('zip');
    expect((await visitor.open(`${own}/file`)).status).toBe(404);
    const { rows } = await owner.query(
      `select count(*)::integer as count from history where verb = 'personalData.exported' and user_id = $1`,
      [maria.person],
    );
    expect(rows[0].count).toBeGreaterThan(0);
  });
});

describe('erasure', () => {
  test('is asked for by the person, seen by the organisation’s administrator, and refused with a reason that is told', async () => {
    const visitor = await signedIn('Maria Ek');
    await visitor.open(own);
    await visitor.submit({ words: 'Jag slutar' }, `${own}/erasure`);
    expect(visitor.text).toContain('Organisationen har inte svarat än');
    const list = `/organisations/${kommun}/personal-data`;
    const administrator = await signedIn('Lena Åberg');
    await administrator.open(list);
    expect(administrator.text).toContain('”Jag slutar”');
    const [, refusal = ''] = /action="([^"]*\/refusal)"/.exec(administrator.page) ?? [];
    await administrator.submit({ reason: '' }, refusal);
    expect(administrator.status).toBe(422);
    expect(administrator.text).toContain('Skriv varför');
    const waits = await signedIn('Lena Åberg');
    await waits.open('/my-work');
    expect(waits.text).toContain('Avgör en önskan om radering');
    await administrator.submit({ reason: 'Uppdraget pågår' }, refusal);
    await waits.open('/my-work');
    expect(waits.text).not.toContain('Avgör en önskan om radering');
    await visitor.open(own);
    expect(visitor.text).toContain('Organisationen har svarat nej: Uppdraget pågår');
  });

  test('is nothing to those who do not administer that organisation', async () => {
    for (const name of ['Maria Ek', 'Amina Holm', 'Främmande Person']) {
      const visitor = await signedIn(name);
      expect((await visitor.open(`/organisations/${kommun}/personal-data`)).status).toBe(404);
      expect((await visitor.open(`/organisations/${kommun}/personal-data/${maria.person}`)).status).toBe(404);
    }
    const administrator = await signedIn('Lena Åberg');
    // Somebody of another organisation, under one's own.
    expect((await administrator.open(`/organisations/${kommun}/personal-data/${amina.person}`)).status).toBe(404);
  });

  test('is carried out by an administrator who has shown within the last minutes who they are, and by no other session', async () => {
    const leaving = await aPerson(host, 'Olle Kvar', kommun);
    const administrator = await signedIn('Lena Åberg');
    const path = `/organisations/${kommun}/personal-data/${leaving.person}`;
    const erases = (await administrator.open(path)).keep();
    house.now = new Date(house.now.getTime() + 11 * 60_000);
    await erases({ reason: 'Har slutat', sure: 'yes' });
    expect(administrator.status).toBe(401);
    const { rows } = await owner.query('select withdrawn_at from person where id = $1', [leaving.person]);
    expect(rows).toEqual([{ withdrawn_at: null }]);
  });

  test('takes away the account and keeps the record with its name, leaves a certificate, and the chain verifies', async () => {
    const leaving = await aPerson(host, 'Ingrid Borta', kommun);
    await aRole(host, amina, collaboration, leaving);
    const matter = await aMatter(host, amina, collaboration, await aGroup(host, amina, collaboration));
    await owner.query(
      `insert into personal_reservation (collaboration_id, outcome_id, person_id, organisation_id, text, written_at)
       values ($1, $2, $3, $4, 'För lite tid', $5)`,
      [collaboration, matter.id, leaving.person, kommun, house.now],
    );
    const visitor = await signedIn('Ingrid Borta');
    expect((await visitor.open('/account')).status).toBe(200);
    const administrator = await signedIn('Lena Åberg');
    const path = `/organisations/${kommun}/personal-data/${leaving.person}`;
    await administrator.open(path);
    expect(administrator.text).toContain('Inloggningar: 1');
    expect(administrator.text).toContain('Tider i uppdrag: 1');
    expect(administrator.text).toContain('Personliga reservationer: 1');
    await administrator.submit({ reason: 'Har slutat' });
    expect(administrator.text).toContain('Kryssa i att du har sett');
    await administrator.submit({ reason: 'Har slutat', sure: 'yes' });
    expect(administrator.text).toContain('Skäl: Har slutat');
    expect(administrator.text).toContain('Det här finns kvar som allmän handling');

    const { rows: left } = await owner.query(
      `select p.name, p.email, p.password, p.withdrawn_at is not null as is_withdrawn,
         (select count(*)::integer from user_session s where s.person_id = p.id) as sessions,
         (select min(t.holder_name) from seat_term t where t.person_id = p.id) as held_as,
         (select count(*)::integer from seat_term t where t.person_id = p.id and t.ended_on is null) as open_terms,
         (select min(r.text) from personal_reservation r where r.person_id = p.id) as reservation
       from person p where p.id = $1`,
      [leaving.person],
    );
    expect(left).toEqual([
      {
        name: 'Raderat konto',
        email: `raderat-${leaving.person}@invalid`,
        password: null,
        is_withdrawn: true,
        sessions: 0,
        held_as: 'Ingrid Borta',
        open_terms: 0,
        reservation: 'För lite tid',
      },
    ]);
    expect((await visitor.open('/account')).path).toContain('/sign-in');
    expect((await signedIn('Ingrid Borta')).text).not.toContain('Loggade in');
    const { rows: held } = await owner.query(
      `select count(*)::integer as count from history h join history_payload p on p.history_id = h.id
       where h.subject_type = 'person' and h.subject_id = $1`,
      [leaving.person],
    );
    expect(held[0].count).toBe(0);
    const verifier = fileURLToPath(new URL('../../bin/verify-history.ts', import.meta.url));
    const args = [verifier, '--database', house.urls.ownerUrl, '--without-checkpoints'];
    const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(stdout).toMatch(/[1-9]\d* with a payload that was destroyed by decision/);
    expect(stdout).toContain('Nothing has been changed, removed, inserted or moved.');
    expect(status).toBe(0);
    const history = await (await signedIn('Lena Åberg')).open(`/organisations/${kommun}/history`);
    expect(history.text).toContain('raderade ett konto');
    expect(history.text).toContain('Innehållet är förstört efter beslut.');
  });

  test('is not carried out on oneself, nor on the last who administers the system', async () => {
    const administrator = await signedIn('Siv Systemsson');
    const home = host.administrator.organisation;
    expect((await administrator.open(`/organisations/${home}/personal-data/${host.administrator.person}`)).status).toBe(
      404,
    );
    const second = await aPerson(host, 'Sixten Stöd', home, { isAdministrator: true });
    const other = await aPerson(host, 'Olle Ordning', home, { isAdministrator: true });
    await owner.query('update person set is_system_administrator = true where id = $1', [second.person]);
    await owner.query('update person set is_system_administrator = false where id = $1', [host.administrator.person]);
    const path = `/organisations/${home}/personal-data/${second.person}`;
    const local = await signedIn('Olle Ordning');
    await local.open(path);
    await local.submit({ reason: 'Prov', sure: 'yes' });
    expect(local.status).toBe(409);
    const { rows } = await owner.query('select withdrawn_at from person where id = any($1)', [
      [second.person, other.person],
    ]);
    expect(rows.map((row) => row.withdrawn_at)).toEqual([null, null]);
    await owner.query('update person set is_system_administrator = true where id = $1', [host.administrator.person]);
  });
});

describe('the register of processing', () => {
  const facts = {
    purpose: 'Följa upp de gemensamma målen',
    legal_basis: 'publicTask',
    legal_basis_note: 'Kommunallagen 2 kap. 1 §',
    responsibility: 'joint',
    responsibility_note: 'Region Test informerar',
    people: 'Företrädare',
    categories: 'Namn, uppdrag',
    sensitive_note: '',
    recipients: 'Parterna',
    transfers: '',
    retention: 'Enligt plan\nSedan förstörs de',
    protection: '',
  };
  const path = () => `/collaborations/${collaboration}/personal-data`;

  test('is missing until it is written, and asked for when the collaboration moves on', async () => {
    const leader = await signedIn('Amina Holm');
    await leader.open(`/collaborations/${collaboration}/phase`);
    expect(leader.text).toContain('Registret över personuppgifter är inte skrivet');
  });

  test('says by field what is missing, is written by those who lead, and read by all who take part', async () => {
    const leader = await signedIn('Amina Holm');
    await leader.open(`${path()}/edit`);
    await leader.submit({ ...facts, purpose: '', recipients: '' });
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Skriv vad uppgifterna behandlas för');
    expect(leader.page).toContain('Kommunallagen 2 kap. 1 §');
    await leader.submit(facts);
    expect(leader.status).toBe(200);
    expect(leader.text).toContain('Parterna gemensamt (artikel 26). Region Test informerar');
    const reader = await signedIn('Maria Ek');
    await reader.open(path());
    expect(reader.text).toContain('Följa upp de gemensamma målen');
    expect((await reader.open(`${path()}/edit`)).status).toBe(404);
    expect((await (await signedIn('Främmande Person')).open(path())).status).toBe(404);
    await leader.open(`/collaborations/${collaboration}/history`);
    expect(leader.text).toContain('skrev registret över personuppgifter');
  });

  test('is taken out as PDF, CSV and JSON, and two who change it at once are told', async () => {
    const reader = await signedIn('Maria Ek');
    await reader.open(`${path()}/json`);
    expect(JSON.parse(new TextDecoder().decode(reader.bytes))).toMatchObject({
      purpose: facts.purpose,
      legal_basis: 'publicTask',
    });
    await reader.open(`${path()}/csv`);
    expect(new TextDecoder().decode(reader.bytes)).toContain('Ändamål;Följa upp de gemensamma målen');
    await reader.open(`${path()}/pdf`);
    expect(new TextDecoder('latin1').decode(reader.bytes.slice(0, 5))).toBe('%PDF-');
    const leader = await signedIn('Amina Holm');
    const slow = await signedIn('Amina Holm');
    await slow.open(`${path()}/edit`);
    await leader.open(`${path()}/edit`);
    await leader.submit({ ...facts, purpose: 'Annat' });
    await slow.submit({ ...facts, purpose: 'Tredje' });
    expect(slow.status).toBe(409);
    expect(slow.page).toContain('Tredje');
    expect(slow.text).toContain('Annat');
  });
});

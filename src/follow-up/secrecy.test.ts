import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse, workspace } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, type Someone } from '../collaborations/testing.ts';
import { aGoal, anIndicator } from '../goals/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import { readPdf } from '../platform/documents/testing.ts';
import { discloseTo, type LegalGround, liftMarking, listMarkingsOf } from '../secrecy/index.ts';
import { composeAndAdopt } from './documents/composing.tsx';
import { readTogether } from './interpreting.ts';
import { addObservation, listObservations } from './observing.ts';
import { writeReport } from './reporting.ts';
import { aFullRound, someDeviations } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let johan: Someone;
let id: string;
let goal: string;
let round: string;
let observation: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  johan = await aPerson(host, 'Johan Sand', await anOrganisation(host, 'Grannby'));
});
afterAll(() => house.close());
const secret = 'En ung kvinna i Lilla Byn har sagt det.';
const facts = { kind: 'interview', text: secret, source: 'Samtal hemma', seenOn: '2023-11-01', goalIds: [] } as const;
const decision = {
  section: 'OSL 26 kap. 1 §',
  authority: 'Socialnämnden',
  decidedBy: 'Enhetschefen',
  decidedOn: '2023-11-20',
};
const ground: LegalGround = {
  basis: 'consent',
  grounds: 'Hon har samtyckt.',
  decidedBy: 'Enhetschefen',
  decidedOn: '2023-11-20',
};
beforeEach(async () => {
  id = await aCollaboration(host, amina, [maria.organisation, johan.organisation]);
  for (const someone of [maria, johan]) await aRole(host, amina, id, someone);
  goal = await aGoal(host, amina, id);
  await anIndicator(host, amina, id, goal);
  round = await aFullRound(host, amina, id);
  observation = await host.database.write(maria, host.now, (tx) => addObservation(tx, id, round, facts, decision));
});
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const at = () => `/collaborations/${id}/follow-up/${round}`;
const marking = () => `/collaborations/${id}/secrecy/observation/${observation}`;
const seenBy = async (someone: Someone) =>
  (await house.database.read(someone, house.now, { found: listObservations(id, round) })).rows.found.map(
    (one) => one.text,
  );
const disclose = (someone: Someone, receivers: readonly string[], on: LegalGround = ground) =>
  host.database.write(someone, host.now, async (tx) => {
    discloseTo(tx, id, await tx.one(listMarkingsOf(id, observation)), false, receivers, on);
  });
const interpret = async () => {
  const [deviation = ''] = await someDeviations(host, amina, id, round, goal, ['Varför föll den?']);
  const words = { agreed: 'Konjunkturen.', notAgreed: '', notKnown: '', causes: '', measures: '' };
  house.now = new Date('2023-12-20T09:00:00Z');
  await host.database.write(amina, house.now, async (tx) => {
    await readTogether(tx, id, round, deviation, 0, words);
    await writeReport(tx, id, round, 0, { title: 'Rapporten', summary: '', changes: '' });
  });
};

describe('a marked observation', () => {
  test('is seen by the organisation that made it, and by another in the same collaboration when it is disclosed', async () => {
    expect(await seenBy(maria)).toEqual([secret]);
    expect(await seenBy(amina)).toEqual([]);
    expect(await seenBy(johan)).toEqual([]);
    const own = await signedIn('Maria Ek');
    await own.open(at());
    expect(own.text).toContain(
      'Sekretessmarkerad: OSL 26 kap. 1 § (socialtjänst). Socialnämnden, 20 november 2023. En varning: varje begäran prövas på nytt.',
    );
    const other = await signedIn('Johan Sand');
    await other.open(at());
    expect(other.text).toContain('En sekretessmarkerad uppgift visas inte för er organisation.');
    expect((await other.open(marking())).status).toBe(404);
    await disclose(maria, [johan.organisation]);
    expect(await seenBy(johan)).toEqual([secret]);
    expect(await seenBy(amina)).toEqual([]);
    await other.open(marking());
    expect(other.text).toContain('Hon har samtyckt.');
    expect(other.text).not.toContain('Häv markeringen');
  });

  test('keeps its words in the history from those it is not open to, though not that it happened', async () => {
    const leader = await signedIn('Amina Holm');
    await leader.open(`/collaborations/${id}/history`);
    expect(leader.text).toContain('sekretessmarkerade en uppgift');
    expect(leader.text).not.toContain(secret);
    const own = await signedIn('Maria Ek');
    await own.open(`/collaborations/${id}/history`);
    expect(own.text).toContain(secret);
    const payloads = statement<{ after: string }>('select after::text as after from history_payload');
    const { rows } = await house.database.read(amina, house.now, { payloads: payloads() });
    expect(rows.payloads.map((one) => one.after).join()).not.toMatch(/Lilla Byn|26 kap/);
  });

  test('is marked by the organisation that made it alone, once, and with all that a marking is', async () => {
    const open = await host.database.write(maria, host.now, (tx) =>
      addObservation(tx, id, round, { ...facts, text: 'Öppen' }),
    );
    const address = `/collaborations/${id}/secrecy/observation/${open}`;
    const other = await signedIn('Johan Sand');
    expect((await other.open(address)).status).toBe(404);
    const own = await signedIn('Maria Ek');
    await own.open(address);
    await own.submit({ section: '', otherSection: '', authority: '', decidedBy: '', decidedOn: '2024-01-01' });
    expect(own.status).toBe(422);
    expect(own.text).toContain('Fyra saker behöver rättas');
    await own.submit({ ...decision, section: 'other', otherSection: 'OSL 37 kap. 1 §' });
    expect(own.text).toContain('OSL 37 kap. 1 §');
    expect(await seenBy(johan)).toEqual([]);
  });

  test('is shown again when the marking is lifted, and that it was marked stays', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(marking());
    await own.submit({ liftedBy: '', because: '' }, `${marking()}/lifting`);
    expect(own.status).toBe(422);
    await own.submit({ liftedBy: 'Enhetschefen', because: 'Prövat på nytt' }, `${marking()}/lifting`);
    expect(own.text).toContain('Hävd av Enhetschefen, 20 november 2023: Prövat på nytt');
    expect(await seenBy(johan)).toEqual([secret]);
    const other = await signedIn('Johan Sand');
    await other.open(`/collaborations/${id}/history`);
    expect(other.text).toContain('hävde en sekretessmarkering');
  });

  test('is lifted by nobody else', async () => {
    const row = await house.database.read(maria, house.now, { markings: listMarkingsOf(id, observation) });
    const [found] = row.rows.markings;
    if (!found) throw new Error('not marked');
    const lifted = host.database.write(johan, host.now, (tx) =>
      liftMarking(tx, id, found, false, found.version, { liftedBy: 'Jag', because: 'Nej' }),
    );
    await expect(lifted).rejects.toMatchObject({ kind: 'notFound' });
  });
});

describe('disclosing', () => {
  test('without a basis from the list, or without grounds, is refused', async () => {
    await expect(
      host.database.write(maria, host.now, async (tx) => {
        discloseTo(tx, id, await tx.one(listMarkingsOf(id, observation)), false, [amina.organisation], undefined);
      }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    for (const wrong of [{ basis: 'friendship' }, { basis: '' }, { grounds: '' }]) {
      await expect(disclose(maria, [amina.organisation], { ...ground, ...wrong })).rejects.toMatchObject({
        kind: 'forbidden',
      });
    }
    expect(await seenBy(amina)).toEqual([]);
    const own = await signedIn('Maria Ek');
    await own.open(`${marking()}/disclosure`);
    await own.submit({ grounds: '', decidedBy: '', decidedOn: '2023-11-20' });
    expect(own.status).toBe(422);
    for (const missing of ['Välj minst en part', 'Välj den bestämmelse', 'Skriv skälen', 'Skriv vem']) {
      expect(own.text).toContain(missing);
    }
  });

  test('is done by who owns it: no other organisation opens it for itself, whatever it writes in the database', async () => {
    await expect(disclose(johan, [johan.organisation])).rejects.toMatchObject({ kind: 'notFound' });
    const markingId = (await house.database.read(maria, house.now, { found: listMarkingsOf(id, observation) })).rows
      .found[0]?.id;
    const slipIn = statement<unknown, [string, string, string, Date, string]>(`
      insert into secrecy_disclosure (collaboration_id, id, marking_id, organisation_id, to_organisation_id, basis, grounds,
        decided_by, decided_on, created_at, created_by)
      values ($1, gen_random_uuid(), $2, $3, $3, 'consent', 'x', 'x', '2023-11-20', $4, $5)`);
    await host.database.write(johan, host.now, async (tx) => {
      tx.send(slipIn(id, markingId ?? '', johan.organisation, tx.now, johan.person));
    });
    expect(await seenBy(johan)).toEqual([]);
    const open = statement<{ id: string }, [string, string]>(
      'update observation set cleared_for = null where collaboration_id = $1 and id = $2 returning id',
    );
    await host.database.write(maria, host.now, (tx) => tx.all(open(id, observation)));
    expect(await seenBy(johan)).toEqual([]);
  });
});

describe('a report', () => {
  const report = async (name: string, form: 'pdf' | 'word' | '') => {
    const visitor = await signedIn(name);
    await visitor.open(`${at()}/report${form ? `/${form}` : ''}`);
    expect(visitor.status).toBe(200);
    if (form === 'pdf')
      return (await readPdf(visitor.bytes)).pages
        .map((page) => page.text)
        .join('\n')
        .replace(/\s+/g, ' ');
    return visitor.text;
  };
  const leftOut = 'Uppgifter med sekretessmarkering är utelämnade.';

  test('leaves out what is marked and says so, whoever composes it: one who sees it and one who does not', async () => {
    await interpret();
    for (const name of ['Maria Ek', 'Amina Holm', 'Johan Sand']) {
      const page = await report(name, '');
      expect(page).toContain(leftOut);
      expect(page).not.toContain('Lilla Byn');
    }
    const pdf = await report('Maria Ek', 'pdf');
    expect(pdf).toContain(leftOut);
    expect(pdf).not.toContain('Lilla Byn');
    await host.database.write(amina, house.now, (tx) =>
      composeAndAdopt(
        tx,
        id,
        round,
        { number: 1, adoptedBy: 'Styrgruppen', adoptedOn: '2023-12-19', effect: 'standpoint', basis: '' },
        'sv',
        workspace,
      ),
    );
    for (const name of ['Maria Ek', 'Johan Sand']) {
      const adopted = await report(name, '');
      expect(adopted).toContain(leftOut);
      expect(adopted).not.toContain('Lilla Byn');
    }
  });

  test('holds it with its marking when it is open to all who take part', async () => {
    await interpret();
    await disclose(maria, [johan.organisation]);
    expect(await report('Johan Sand', '')).toContain(leftOut);
    await disclose(maria, [amina.organisation]);
    for (const form of ['', 'pdf'] as const) {
      const page = await report('Amina Holm', form);
      expect(page).toContain('Lilla Byn');
      expect(page).toContain('OSL 26 kap. 1 § (socialtjänst). Socialnämnden, 20 november 2023. En varning');
      expect(page).not.toContain(leftOut);
    }
  });
});

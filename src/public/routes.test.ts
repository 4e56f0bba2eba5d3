import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse, workspace } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { anAttachment } from '../attachments/testing.ts';
import { addParties } from '../collaborations/index.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { addObservation, composeAndAdopt, giveReadings, readTogether, writeReport } from '../follow-up/index.ts';
import { aFullRound, someDeviations } from '../follow-up/testing.ts';
import { aContribution, aGoal, anIndicator } from '../goals/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import { findPublicPage, hashOf } from './publishing.ts';

let house: TestHouse;
let host: Host & { store: TestHouse['store'] };
let owner: pg.Client;
let amina: Someone;
let maria: Someone;
let id: string;
beforeAll(async () => {
  house = await openHouse();
  host = { ...(await aHost(house)), store: house.store };
  owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  await anOrganisation(host, 'Tänkbar kommun');
});
afterAll(async () => {
  await owner.end();
  await house.close();
});
beforeEach(async () => {
  house.now = new Date('2023-11-20T09:00:00Z');
  await owner.query('delete from publication');
  id = await aCollaboration(host, amina, [maria.organisation], {
    confidentiality: 'open',
    groundKind: 'signed',
    groundTitle: 'Avsiktsförklaring',
    groundYear: 2022,
  });
  await aRole(host, amina, id, maria);
});
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const anonymous = () => new Visitor(house);
const at = () => `/collaborations/${id}/published`;
const contact = 'registrator@region-test.example';
const publishIt = async (more: Record<string, string> = {}) => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`${at()}/new`);
  return await leader.submit({ contact, ...more });
};
/** Everything that somebody without an account reaches: from the first pages on, every link of ours, in both languages. */
async function crawl(): Promise<Map<string, { status: number; text: string }>> {
  const found = new Map<string, { status: number; text: string }>();
  const waiting = ['/', '/published', `/published/${id}`, '/robots.txt', '/sign-in'];
  for (const path of waiting) {
    if (found.has(path)) continue;
    let text = '';
    let status = 0;
    for (const language of ['sv', 'en']) {
      const answer = await house.fetch(path, { headers: { cookie: `language=${language}` } });
      status = answer.status;
      text += await answer.text();
    }
    found.set(path, { status, text });
    for (const [, href = ''] of text.matchAll(/href="(\/[^"#]*)/g)) {
      if (!href.startsWith('/assets/')) waiting.push(href);
    }
  }
  return found;
}
const readByAll = async (): Promise<string> => [...(await crawl()).values()].map(({ text }) => text).join('\n');

describe('publishing', () => {
  test('nothing is public until somebody publishes; then it is, in both languages, with version, publisher and where to ask', async () => {
    expect((await readByAll()).includes('Fler unga i arbete')).toBe(false);
    expect((await anonymous().open(`/published/${id}`)).status).toBe(404);
    const goal = await aGoal(host, amina, id);
    await anIndicator(host, amina, id, goal);
    const leader = await publishIt();
    expect(leader.text).toContain('Sidan är publicerad.');
    expect(leader.text).toContain('Version 1 är publicerad av Region Test 20 november 2023.');
    const reader = await anonymous().open('/published');
    expect(reader.text).toContain('Fler unga i arbete');
    await reader.open(`/published/${id}`);
    for (const words of [
      'Var sjunde ung är arbetslös.',
      'Undertecknad av parterna, Avsiktsförklaring, 2022',
      'Region Test',
      'Testköping',
      'Arbetslösheten bland unga halveras (till 2017)',
      'Närliggande mått: Målet gäller 15–29 år, måttet 16–24.',
      'N03921',
      'Version 1, publicerad av Region Test 20 november 2023',
      contact,
      'vänder du dig till Region Test',
    ]) {
      expect(reader.text).toContain(words);
    }
    expect(reader.headers.get('x-robots-tag')).toBe('index');
    expect(reader.headers.get('cache-control')).toBe('no-store');
    const english = await house.fetch(`/published/${id}`, { headers: { cookie: 'language=en' } });
    const page = await english.text();
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('Version 1, published by Region Test on 20 November 2023');
    expect(page).toContain('The challenge');
  });

  test('what is shown before is what becomes public, to the letter', async () => {
    await aGoal(host, amina, id);
    const leader = await signedIn('Amina Holm');
    await leader.open(`${at()}/new`);
    const shown = /<section class="section public-preview"[^>]*>([\s\S]*?)<\/section>/.exec(leader.page)?.[1] ?? '';
    const [, seen] = /name="seen" value="([^"]+)"/.exec(leader.page) ?? [];
    expect(shown).toContain('Var sjunde ung är arbetslös.');
    await leader.submit({ contact });
    await leader.open(`/published/${id}`);
    expect(leader.page).toContain(shown);
    expect(leader.page).toContain(seen);
    const { rows } = await house.database.read(null, house.now, { page: findPublicPage(id) });
    expect(hashOf(rows.page[0]?.content ?? '').toString('hex')).toBe(seen);
  });

  test('when something has changed since it was looked at, it is shown anew and nothing is published', async () => {
    const leader = await signedIn('Amina Holm');
    await leader.open(`${at()}/new`);
    await aGoal(host, amina, id, { text: 'Ett mål som kom emellan' });
    await leader.submit({ contact });
    expect(leader.status).toBe(409);
    expect(leader.text).toContain('Ett mål som kom emellan');
    expect(leader.page).toContain(`value="${contact}"`);
    expect((await anonymous().open(`/published/${id}`)).status).toBe(404);
    await leader.submit({ contact });
    expect(leader.text).toContain('Sidan är publicerad.');
  });

  test('where to ask for a record is asked for', async () => {
    const leader = await publishIt({ contact: '' });
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Skriv vart man vänder sig för att begära ut en handling');
  });

  test('an example says that it is one, and asks search engines to stay away', async () => {
    await owner.query(`update collaboration set example = 'fictional' where id = $1`, [id]);
    await publishIt();
    const reader = await anonymous().open(`/published/${id}`);
    expect(reader.text).toContain('Påhittat exempel');
    expect(reader.headers.get('x-robots-tag')).toBe('noindex');
    await reader.open('/published');
    expect(reader.text).toContain('Påhittat exempel');
  });

  test('only those who lead publish, and only what is open; the database says so too', async () => {
    const party = await signedIn('Maria Ek');
    expect((await party.open(`${at()}/new`)).status).toBe(404);
    await party.open(at());
    expect(party.text).toContain('Inget är publicerat.');
    expect(party.text).not.toContain('Granska och publicera');
    const closed = await aCollaboration(host, amina, []);
    const leader = await signedIn('Amina Holm');
    expect((await leader.open(`/collaborations/${closed}/published/new`)).status).toBe(404);
    await leader.open(`/collaborations/${closed}/published`);
    expect(leader.text).toContain('Samverkan är inte öppen');
    const insert = statement<never, [collaboration: string, organisation: string, by: string]>(`
      insert into publication (collaboration_id, number, organisation_id, title, content, sha256, contact, created_at, created_by)
      values ($1, 1, $2, 't', '{}', sha256('{}'), 'c', '2023-11-20', $3)`);
    const attempt = (someone: Someone, collaboration: string) =>
      house.database.write(someone, house.now, (tx) =>
        tx.all(insert(collaboration, someone.organisation, someone.person)),
      );
    await expect(attempt(amina, closed)).rejects.toThrow('row-level security');
    await expect(attempt(maria, id)).rejects.toThrow('row-level security');
    const change = statement<never, [string]>(`update publication set content = '{}' where collaboration_id = $1`);
    await expect(house.database.write(amina, house.now, (tx) => tx.all(change(id)))).rejects.toThrow(
      'permission denied',
    );
  });
});

describe('the copy', () => {
  test('does not change when its source does; the next version takes its place', async () => {
    await publishIt();
    const before = (await anonymous().open(`/published/${id}`)).text;
    await aGoal(host, amina, id, { text: 'Ett senare mål' });
    await owner.query(
      `update collaboration set challenge = 'En annan utmaning.', name = 'Ett annat namn' where id = $1`,
      [id],
    );
    await owner.query(`update party set status = 'left' where collaboration_id = $1 and organisation_id = $2`, [
      id,
      maria.organisation,
    ]);
    expect((await anonymous().open(`/published/${id}`)).text).toBe(before);
    expect((await anonymous().open('/published')).text).toContain('Fler unga i arbete');
    house.now = new Date('2023-11-21T09:00:00Z');
    const leader = await publishIt();
    expect(leader.text).toContain('Version 2 är publicerad');
    expect(leader.text).toContain('Ersatt 21 november 2023');
    const after = (await anonymous().open(`/published/${id}`)).text;
    expect(after).toContain('En annan utmaning.');
    expect(after).toContain('Ett senare mål');
    expect(after).not.toContain('Testköping');
  });

  test('holds nothing of what is only considered, asked, written for oneself, observed, attached or promised', async () => {
    const canary = (where: string) => `kanarie-${createHash('sha256').update(where).digest('hex').slice(0, 12)}`;
    const considered = await anOrganisation(host, `Övervägd ${canary('considered')}`);
    const invited = await anOrganisation(host, `Inbjuden ${canary('invited')}`);
    const goal = await aGoal(host, amina, id);
    await anIndicator(host, amina, id, goal);
    await house.database.write(amina, house.now, async (tx) => {
      await addParties(tx, id, [considered], 'considered');
      await addParties(tx, id, [invited], 'invited');
    });
    const own = await partyOf(host, amina, id, amina.organisation);
    await aContribution(host, amina, id, goal, own, { text: canary('contribution') });
    await owner.query(
      `update party set own_benefit = $2, own_contribution = $2, status_reason = $2, decision_planned = $2 where collaboration_id = $1`,
      [id, canary('party')],
    );
    await anAttachment(host, maria, id, { name: `${canary('attachment')}.txt` });
    const round = await aFullRound(host, amina, id);
    await house.database.write(maria, house.now, (tx) =>
      addObservation(tx, id, round, {
        kind: 'interview',
        text: canary('observation'),
        source: canary('source'),
        seenOn: '2023-11-01',
        goalIds: [goal],
      }),
    );
    const [deviation = ''] = await someDeviations(host, amina, id, round, goal, [`Varför? ${canary('question')}`]);
    for (const someone of [amina, maria]) {
      const party = await partyOf(host, amina, id, someone.organisation);
      const reading = { deviationId: deviation, answer: 'reading' as const, text: canary('reading'), version: 0 };
      await house.database.write(someone, house.now, (tx) => giveReadings(tx, id, round, party, [reading], new Set()));
    }
    const asked = await owner.query('select party_id from round_party where collaboration_id = $1 and round_id = $2', [
      id,
      round,
    ]);
    house.now = new Date('2023-12-20T09:00:00Z');
    await house.database.write(amina, house.now, async (tx) => {
      await readTogether(tx, id, round, deviation, 0, {
        agreed: 'Vi är överens om detta.',
        notAgreed: '',
        notKnown: 'Det här vet vi inte.',
        causes: '',
        measures: '',
      });
      await writeReport(tx, id, round, 0, {
        title: 'Det går åt rätt håll',
        summary: 'Sammanfattat av alla.',
        changes: 'Vi fortsätter.',
      });
    });
    await house.database.write(amina, house.now, (tx) =>
      composeAndAdopt(
        tx,
        id,
        round,
        { number: 1, adoptedBy: 'Styrgruppen', adoptedOn: '2023-12-19', effect: 'standpoint', basis: '' },
        'sv',
        workspace,
      ),
    );
    expect(asked.rows.length).toBeGreaterThan(2);
    await publishIt();
    const read = await readByAll();
    expect(read).toContain('Antagen rapport: Det går åt rätt håll');
    expect(read).toContain('Sammanfattat av alla.');
    expect(read).toContain('Vi är överens om detta.');
    expect(read).toContain('Det här vet vi inte.');
    expect(read.match(/kanarie-\w+/g)).toBeNull();
    const { rows } = await house.database.read(null, house.now, { page: findPublicPage(id) });
    expect(rows.page[0]?.content.match(/kanarie-\w+/g)).toBeNull();
    // The canaries are there to be found: those who lead read them.
    const leader = await signedIn('Amina Holm');
    await leader.open(`/collaborations/${id}/follow-up/${round}/report`);
    expect(leader.text).toContain(canary('reading'));
    expect(leader.text).toContain(canary('observation'));
  });
});

describe('unpublishing', () => {
  test('works at once, for every way there; what is left is what never was', async () => {
    await publishIt();
    expect((await crawl()).get(`/published/${id}`)?.status).toBe(200);
    const leader = await signedIn('Amina Holm');
    await leader.open(at());
    await leader.submit({ reason: '' }, `${at()}/withdrawal`);
    expect(leader.status).toBe(422);
    await leader.open(at());
    await leader.submit({ reason: 'Fel kontaktuppgift.' }, `${at()}/withdrawal`);
    expect(leader.text).toContain('Sidan är avpublicerad.');
    expect(leader.text).toContain('Fel kontaktuppgift.');
    const found = await crawl();
    expect(found.get(`/published/${id}`)?.status).toBe(404);
    expect([...found].filter(([, { text }]) => text.includes('Fler unga i arbete')).map(([path]) => path)).toEqual([]);
    const never = await anonymous().open('/published/01890000-0000-7000-8000-000000000000');
    const gone = await anonymous().open(`/published/${id}`);
    expect([gone.status, withoutTokens(gone.page)]).toEqual([never.status, withoutTokens(never.page)]);
    await leader.open(`/collaborations/${id}/history`);
    expect(leader.text).toContain('avpublicerade sidan');
    // The one before it does not come back; a new act makes a new version.
    const again = await publishIt();
    expect(again.text).toContain('Version 2 är publicerad');
  });

  test('a collaboration that is no longer open has nothing public, from that moment', async () => {
    await publishIt();
    await owner.query(`update collaboration set confidentiality = 'parties' where id = $1`, [id]);
    expect((await anonymous().open(`/published/${id}`)).status).toBe(404);
    expect((await anonymous().open('/published')).text).not.toContain('Fler unga i arbete');
    const leader = await signedIn('Amina Holm');
    await leader.open(at());
    expect(leader.text).toContain('Samverkan är inte öppen');
    await leader.submit({ reason: 'Inte längre öppen.' }, `${at()}/withdrawal`);
    await owner.query(`update collaboration set confidentiality = 'open' where id = $1`, [id]);
    expect((await anonymous().open(`/published/${id}`)).status).toBe(404);
  });
});

test('search engines are told that what is published is theirs, and nothing else', async () => {
  const robots = await (await house.fetch('/robots.txt')).text();
  expect(robots).toBe('User-agent: *\nAllow: /published\nAllow: /assets/\nDisallow: /\n');
  const answer = await house.fetch('/sign-in');
  expect(answer.headers.get('x-robots-tag')).toBe('noindex');
});

const withoutTokens = (page: string): string =>
  page.replace(/name="form" value="[^"]+"/g, '').replace(/value="\/published\/[^"]+"/g, '');

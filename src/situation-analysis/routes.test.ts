import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { listEntered } from '../collaborations/index.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let kommun: string;
let id: string;
let here: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  kommun = await anOrganisation(host, 'Testköping');
  const maria = await aPerson(host, 'Maria Ek', kommun);
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  id = await aCollaboration(host, amina, [kommun]);
  await aRole(host, amina, id, maria);
  here = `/collaborations/${id}/situation-analysis`;
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const edit = (section: string) => `${here}/sections/${section}/edit`;
const save = (visitor: Visitor, section: string, text: string) => visitor.submit({ text, keep: '' }, edit(section));

test('two sessions that save the same section keep both texts, side by side, and merge them', async () => {
  const first = await signedIn('Amina Holm');
  const second = await signedIn('Maria Ek');
  await first.open(edit('problem'));
  await second.open(edit('problem'));
  await save(first, 'problem', 'Unga står **utan** arbete.');
  expect(first.status).toBe(200);
  await save(second, 'problem', 'Unga saknar utbildning.');
  expect(second.status).toBe(409);
  expect(second.page).toContain('<p>Unga står <strong>utan</strong> arbete.</p>');
  expect(second.page).toContain('<p>Unga saknar utbildning.</p>');
  // Whoever leaves the page finds the text again; nobody else does.
  await second.open(edit('problem'));
  expect(second.page).toMatch(/<textarea[^>]*>\s*Unga saknar utbildning\./);
  await first.open(edit('problem'));
  expect(first.page).not.toContain('Unga saknar utbildning.');
  // The draft goes on from what had been read, so that saving it is told as a conflict again; then it is merged.
  await save(second, 'problem', 'Unga saknar utbildning.');
  expect(second.status).toBe(409);
  await save(second, 'problem', 'Unga står utan arbete och saknar utbildning.');
  expect(second.status).toBe(200);
  expect(second.text).toContain('Version 2. Maria Ek, Testköping');
  await second.open(`${here}/sections/problem/versions?from=1&to=2`);
  expect(second.page).toContain('<del><span class="visually-hidden">borttaget: </span>**');
  expect(second.page).toContain('saknar utbildning</ins>');
});

test('who writes is told to others, can be taken over, and lets go after ten minutes', async () => {
  const first = await signedIn('Amina Holm');
  const second = await signedIn('Maria Ek');
  await first.open(here);
  await first.submit({}, `${here}/sections/done/writing`);
  await second.open(here);
  expect(second.text).toContain('Amina Holm, Region Test, skriver sedan kl.');
  expect(second.text).toContain('Ta över och skriv');
  house.now = new Date(house.now.getTime() + 10 * 60_000);
  await second.open(here);
  expect(second.text).not.toContain('skriver sedan kl.');
  await second.submit({}, `${here}/sections/done/writing`);
  await first.open(here);
  expect(first.text).toContain('Maria Ek, Testköping, skriver sedan kl.');
});

test('a draft is its writer’s alone until it is saved', async () => {
  const own = await signedIn('Maria Ek');
  await own.open(edit('affected'));
  await own.submit({ text: 'Bara ett utkast', keep: 'draft' }, edit('affected'));
  expect(own.text).toContain('Bara du ser det.');
  const other = await signedIn('Amina Holm');
  await other.open(edit('affected'));
  expect(other.page).not.toContain('Bara ett utkast');
  await other.open(here);
  expect(other.page).not.toContain('Bara ett utkast');
});

test('what is typed becomes no markup', async () => {
  const own = await signedIn('Maria Ek');
  await own.open(edit('surroundings'));
  await save(own, 'surroundings', '<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>');
  expect(own.page).toContain('&lt;script>alert(1)');
  expect(own.page).not.toMatch(/<script>alert|<img src=x|href="javascript/);
});

test('a party writes its own benefit; the process leader only what the party has said, and how it said it', async () => {
  const party = await partyOf(host, amina, id, kommun);
  const own = await signedIn('Maria Ek');
  await own.open(edit(party));
  await save(own, party, 'Färre på försörjningsstöd.');
  expect(own.text).toContain('Egen nytta: Testköping');
  const other = await partyOf(host, amina, id, amina.organisation);
  expect((await own.open(edit(other))).status).toBe(404);
  const leader = await signedIn('Amina Holm');
  await leader.open(edit(party));
  expect(leader.text).toContain('Du skriver för en part som inte själv loggar in.');
  await save(leader, party, 'Färre på försörjningsstöd, och fler som skattar.');
  expect(leader.status).toBe(422);
  const stated = { channel: 'phone', statedOn: '2023-11-20' };
  await leader.submit({ text: 'Färre på försörjningsstöd, och fler som skattar.', keep: '', ...stated }, edit(party));
  expect(leader.status).toBe(200);
  expect(leader.text).toContain('fler som skattar.');
  const noted = async () =>
    (await host.database.read(amina, host.now, { entered: listEntered(id) })).rows.entered.filter(
      (one) => one.subject_type === 'ownBenefit',
    );
  expect(await noted()).toMatchObject([
    { party_id: party, channel: 'phone', stated_on: '2023-11-20', confirmed_at: null },
  ]);
  const [entered] = await noted();
  expect(leader.text).toContain(entered?.entered_by_name ?? 'nobody');
  // Written by the party itself, it no longer stands as entered.
  await own.open(edit(party));
  await save(own, party, 'Det vi vinner säger vi själva.');
  expect(await noted()).toEqual([]);
});

test('causes stand as a tree, are moved but never under themselves, and are dotted where a party does not share them', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`${here}/causes/new`);
  await leader.submit({ text: '', under: '' });
  expect(leader.status).toBe(422);
  await leader.submit({ text: 'Avbrutna studier', under: '' });
  const [, cause = ''] = /causes\/new\?under=([0-9a-f-]+)/.exec(leader.page) ?? [];
  await leader.open(`${here}/causes/new?under=${cause}`);
  await leader.submit({ text: 'Sent stöd i skolan', under: cause });
  expect(leader.page).toMatch(/<svg class="cause-tree"[\s\S]*Sent stöd i skolan/);
  await leader.open(`${here}/causes/${cause}`);
  await leader.submit({ text: 'Avbrutna studier', under: cause });
  expect(leader.status).toBe(422);
  const own = await signedIn('Maria Ek');
  await own.open(`${here}/causes/${cause}`);
  await own.submit({ because: 'Hos oss fullföljer de flesta' }, `${here}/causes/${cause}/objection`);
  expect(own.text).toContain('Testköping delar inte bilden. Hos oss fullföljer de flesta');
  expect(own.page).toContain('cause-line contested');
});

test('a stranger finds nothing, with the policy switched off either', async () => {
  const open = await openHouse({ enforce: () => true, database: house.database });
  open.now = house.now;
  for (const where of [house, open]) {
    const stranger = await new Visitor(where).signIn(emailOf('Främmande Person'), testPassword);
    for (const path of [here, edit('problem'), `${here}/sections/problem/versions`, `${here}/causes/new`]) {
      const { status, page } = await stranger.open(path);
      expect(status, path).toBe(404);
      expect(page).not.toContain('saknar utbildning');
    }
  }
  await open.urls.drop();
});

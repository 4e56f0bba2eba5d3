import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { anActivity } from '../action-plans/testing.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aContribution, aGoal, anIndicator } from '../goals/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let id: string;
let at: string;
let measured: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  const kommun = await anOrganisation(host, 'Testköping');
  const outside = await anOrganisation(host, 'Grannby');
  maria = await aPerson(host, 'Maria Ek', kommun);
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  id = await aCollaboration(host, amina, [kommun, outside]);
  await aRole(host, amina, id, maria);
  at = `/collaborations/${id}/line-of-sight`;
  measured = await aGoal(host, amina, id);
  await anIndicator(host, amina, id, measured);
  await aContribution(host, amina, id, measured, await partyOf(host, amina, id, kommun), {
    text: 'Uppsökande <arbete> når alla',
  });
  await aContribution(host, amina, id, measured, await partyOf(host, amina, id, outside), {
    form: 'doesNotContribute',
    text: '',
    reason: 'Utanför uppdraget',
  });
  await aGoal(host, amina, id, { text: 'Unga är med och formar stödet' });
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);

test('the picture goes from challenge to goal, contribution and number, and everything in it is a link', async () => {
  const own = await signedIn('Maria Ek');
  await own.open(at);
  expect(own.status).toBe(200);
  const drawing = /<svg class="thread-drawing[\s\S]*?<\/svg>\s*<\/div>/.exec(own.page)?.[0] ?? '';
  const drawnWords = drawing.replace(/<\/?[a-z][^>]*>/g, ' ').replace(/\s+/g, ' ');
  for (const words of ['Arbetslösheten bland unga halveras', 'Uppsökande &lt;arbete>', '5,1', 'Nåddes inte till 2017'])
    expect(drawnWords).toContain(words);
  expect(drawing).toContain(`href="/collaborations/${id}/challenge"`);
  expect(drawing).toContain(`href="/collaborations/${id}/goals/${measured}#contributions"`);
  expect(drawing.match(/<a /g)?.length).toBeGreaterThan(6);
});

test('it is drawn for its reader: one’s own silence is missing, another’s is only not answered', async () => {
  const own = await signedIn('Maria Ek');
  await own.open(at);
  expect(own.text).toContain('som Testköping ser det');
  expect(own.text).toContain('Ert bidrag saknas');
  // The goal without indicator, and the own answer to it; two others have not answered it, one not the first goal.
  expect(own.text).toContain('Två saker saknas, tre svar väntar');
  const leader = await signedIn('Amina Holm');
  await leader.open(at);
  expect(leader.text).toContain('Tre saker saknas, två svar väntar');
});

test('does not contribute is an answer: told by its shape and its reason, and counted neither as missing nor awaited', async () => {
  const own = await signedIn('Maria Ek');
  await own.open(at);
  expect(own.page).toContain('class="thread-aside"');
  expect(own.text).toContain('Utanför uppdraget');
});

test('it is taken away as SVG, PNG and CSV, each a file that says what it is', async () => {
  const own = await signedIn('Maria Ek');
  await own.open(`${at}/svg`);
  expect(own.type).toBe('image/svg+xml');
  expect(own.page).toContain('Röda tråden');
  expect(own.page).toContain('Källa: Kolada (N03921)');
  expect(own.page).not.toContain('var(--');
  await own.open(`${at}/png`);
  expect(Buffer.from(own.bytes).subarray(1, 4).toString()).toBe('PNG');
  await own.open(`${at}/csv`);
  expect(own.page).toContain(
    'Arbetslösheten bland unga halveras;bidrag;Testköping;Eget mål;Uppsökande <arbete> når alla',
  );
  expect(own.page).toContain('Utanför uppdraget');
});

test('a stranger finds neither the picture nor its files', async () => {
  const stranger = await signedIn('Främmande Person');
  for (const path of [at, `${at}/svg`, `${at}/png`, `${at}/csv`])
    expect((await stranger.open(path)).status, path).toBe(404);
});

test('a contribution that nobody does anything for is missing to its own party, and not answered to the others', async () => {
  const own = await signedIn('Maria Ek');
  const leader = await signedIn('Amina Holm');
  await anActivity(host, amina, id, { title: 'För inget av målen' });
  expect((await own.open(at)).text).toContain('aktivitet saknas');
  expect((await leader.open(at)).text).toContain('aktivitet ej besvarad');
  expect(leader.text).not.toContain('aktivitet saknas');
  await anActivity(host, maria, id, { title: 'Möten varje vecka' }, { goals: [measured] });
  for (const reader of [own, leader]) {
    await reader.open(at);
    expect(reader.text).toContain('Möten varje vecka');
    expect(reader.text).not.toMatch(/aktivitet (saknas|ej besvarad)/);
  }
  expect((await leader.open(`${at}/csv`)).page).toContain(';aktivitet;Testköping;;Möten varje vecka;');
});

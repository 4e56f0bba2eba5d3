import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { aGoal, anIndicator } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let chart: string;
let map: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  const id = await aCollaboration(host, amina, []);
  const goal = await aGoal(host, amina, id);
  const indicator = await anIndicator(host, amina, id, goal);
  chart = `/collaborations/${id}/goals/${goal}/indicators/${indicator}/chart`;
  map = `/collaborations/${id}/goals/${goal}/indicators/${indicator}/map`;
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);

test('a chart is taken away with target, limits and signals, its source in the file', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`${chart}/svg`);
  expect(leader.type).toBe('image/svg+xml');
  for (const words of ['Arbetslösa 16–24 år, procent', 'Mål 7,1 till 2017', 'Övre gräns 13,5', 'Kolada', 'N03921'])
    expect(leader.page).toContain(words);
  expect(leader.page).not.toMatch(/class=|var\(--/);
  await leader.open(`${chart}/png`);
  expect(Buffer.from(leader.bytes).subarray(1, 4).toString()).toBe('PNG');
  await leader.open(`${chart}/csv?sex=K`);
  expect(leader.page).toContain('Arbetslösa 16–24 år;Karlskrona;K;2022;3,');
});

test('the map has every municipality of the territory by name with its value, and the same in a table', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(map);
  expect(leader.status).toBe(200);
  expect(leader.text).toContain('Arbetslösa 16–24 år, procent 2022');
  expect(leader.text).toContain('Högst i Ronneby, 6,3 %. Lägst i Karlskrona, 4,3 %.');
  const drawing = /<svg class="value-map"[\s\S]*?<\/svg>/.exec(leader.page)?.[0] ?? '';
  for (const words of ['Ronneby', 'Karlskrona', '6,3', '4,3']) expect(drawing).toContain(words);
  expect(leader.page.match(/<th scope="row">/g)).toHaveLength(5);
});

test('the map shows the year that is asked for, and the latest when there is none such', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`${map}?year=2013`);
  expect(leader.text).toContain('Arbetslösa 16–24 år, procent 2013');
  await leader.open(`${map}?year=1850`);
  expect(leader.text).toContain('Arbetslösa 16–24 år, procent 2022');
  await leader.open(`${map}/csv?year=2013`);
  expect(leader.page).toMatch(/Ronneby;2013;17,\d+;/);
  await leader.open(`${map}/svg?year=2013`);
  expect(leader.page).toContain('Karta: SCB');
});

test('each place is drawn by itself on the same axes, women and men too, with the whole behind', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(chart.replace(/chart$/, 'places'));
  expect(leader.text).toContain('Arbetslösa 16–24 år, procent, plats för plats');
  const panels = leader.page.match(/<svg class="panel"[\s\S]*?<\/svg>/g) ?? [];
  expect(panels.map((panel) => /aria-label="([^:]*):/.exec(panel)?.[1])).toEqual([
    'Karlskrona',
    'Riket',
    'Kvinnor',
    'Män',
  ]);
  for (const panel of panels) expect(panel).toContain('class="panel-behind"');
  await leader.open(chart.replace(/chart$/, 'places/svg'));
  expect(leader.page).toContain('Karlskrona');
});

test('who contributes what is taken away with every party, every goal, and who has not answered', async () => {
  const leader = await signedIn('Amina Holm');
  const grid = chart.replace(/goals\/.*$/, 'grid');
  await leader.open(grid);
  expect(leader.page).toContain(`href="${grid}/png"`);
  await leader.open(`${grid}/svg`);
  expect(leader.type).toBe('image/svg+xml');
  for (const words of ['Vem bidrar med vad?', 'Region Test', 'Ej besvarat', 'Åtagande'])
    expect(leader.page).toContain(words);
  expect(leader.page).not.toMatch(/class=|var\(--/);
  await leader.open(`${grid}/png`);
  expect(Buffer.from(leader.bytes).subarray(1, 4).toString()).toBe('PNG');
  await leader.open(`${grid}/csv`);
  expect(leader.page).toMatch(/Region Test;.*;;Ej besvarat;/);
});

test('a stranger finds neither chart, map, places nor grid', async () => {
  const stranger = await signedIn('Främmande Person');
  for (const path of [
    map,
    chart.replace(/chart$/, 'places'),
    ...['svg', 'png', 'csv'].flatMap((form) =>
      [chart, map, chart.replace(/chart$/, 'places'), chart.replace(/goals\/.*$/, 'grid')].map((at) => `${at}/${form}`),
    ),
  ])
    expect((await stranger.open(path)).status, path).toBe(404);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../src/identity/index.ts';
import { openHouse, type TestHouse } from '../test/setup/composition.ts';
import { loadPlayableInto } from '../test/setup/example-house.ts';
import { Visitor } from '../test/setup/visitor.ts';

let house: TestHouse;
let maria: Visitor;
let overview: string;
let round: string;
beforeAll(async () => {
  house = await openHouse();
  // What the second round tells of has happened by then.
  house.now = new Date('2024-12-02T09:00:00Z');
  await loadPlayableInto(house.database, house.now, house.store);
  maria = await new Visitor(house).signIn('maria.ek@kommun-b.example', demoPassword);
  overview = /href="(\/collaborations\/[^"]+)"[^>]*>Fler unga i arbete/.exec(maria.page)?.[1] ?? '';
  await maria.open(`${overview}/follow-up`);
  round = /href="([^"]+\/follow-up\/[^"]+)"[^>]*>Uppföljningsomgång våren 2024/.exec(maria.page)?.[1] ?? '';
}, 300_000);
afterAll(() => house.close());
const open = async (path: string): Promise<string> => {
  await maria.open(path);
  expect(maria.status, path).toBe(200);
  return maria.text.replace(/\s+/g, ' ');
};

test('the second full round is loaded whole: five moments, an adopted report, packages on their way and closed', async () => {
  const text = await open(round);
  for (const said of ['Omgången är avslutad', 'Underlag mottagna 8 av 9', 'Underlag beslutade 6 av 9'])
    expect(text).toContain(said);
  const report = await open(`${round}/report`);
  for (const said of [
    'Vi har gjort det mesta vi sade. Vad det har gett vet vi inte än.',
    'sju parter ställer sig bakom, en avstår och en har inte tagit ställning',
    'Kommun C reserverar sig: Kommun C kan inte lova platser',
    'Påhittat exempel',
  ])
    expect(report).toContain(said);
  // What the report before said is told beside it, and nothing of it stands unread in one that was adopted.
  expect(report).toContain('Vad skiljer sig från förra rapporten?');
  expect(report).not.toContain('inte läst än');
});

test('it is laid beside the rounds before: what was said, what became of it, what was kept', async () => {
  const before = await open(`${round}/compared`);
  expect(before).toContain('Vad vi sa i Uppföljningsomgång hösten 2021');
  expect(before).toMatch(/\(2020\).*\(2022\).*procentenheter/);
  const [, other = ''] =
    /href="([^"]+\/compared\?with=[^"]+)"[^>]*>Uppföljningsomgång hösten 2018/.exec(maria.page) ?? [];
  const full = await open(other);
  expect(full).toMatch(/Det här sa vi att vi skulle ändra.*\(2017\).*\(2022\)/);
  expect(maria.page).toContain('class="way-drawing"');
});

test('what was done, paid and gained since stands in the report, and each party’s own in its package', async () => {
  const report = await open(`${round}/report`);
  for (const heading of ['Aktiviteter', 'Pengar och tid', 'Nytta', 'Vem betalar och vem får nytta'])
    expect(report).toContain(heading);
  expect(report).toMatch(/Lägre försörjningsstöd till unga Kommun B Kommun B 2023 400 000 kronor 310 000 kronor/);
  // Region F has estimated it of Kommun B, which has not seen it: so nobody else does either, and no report says it.
  expect(report).not.toContain('Färre avbrutna gymnasiestudier');
  await open(round);
  const [, own = ''] = /href="([^"]+\/packages\/[^"/]+)"/.exec(maria.page) ?? [];
  const sent = await open(own);
  const ours = /Det ni gjorde(.*?)Visa helheten/.exec(sent)?.[1] ?? '';
  expect(ours).toMatch(/Åtaganden.*Hållet delvis.*Aktiviteter.*Nytta.*310 000 kronor.*Vem betalar och vem får nytta/);
  expect(ours).not.toContain('Kommun C');
  for (const answer of [
    'diarienummer KS 2024/251',
    'Kommunstyrelsen, § 164',
    'Mål och budget 2025, s. 12',
    'Inte infört',
  ])
    expect(sent).toContain(answer);
});

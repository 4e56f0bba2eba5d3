import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../../test/setup/composition.ts';
import { type Asked, json, openService, type Service, stillTime } from '../../../test/setup/service.ts';
import { Visitor } from '../../../test/setup/visitor.ts';
import { aCollaboration, aRole, type Someone } from '../../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../../identity/testing.ts';
import { findSeriesByCode } from '../../indicators/index.ts';
import { aRevision, fetchSeries } from '../../indicators/testing.ts';
import { openSource } from '../../platform/source.ts';
import { aGoal, anIndicator } from '../testing.ts';

let house: TestHouse;
let host: Host;
let quiet: TestHouse;
let service: Service;
let sources: { kolada: ReturnType<typeof openSource>; scb: ReturnType<typeof openSource> };
let leader: Visitor;
let reader: Visitor;
let stranger: Visitor;
let amina: Someone;
let id: string;
let goal: string;

beforeAll(async () => {
  service = await openService();
  const open = (name: string, path: string) =>
    openSource({ name, url: `${service.url}${path}`, pace: null, timing: stillTime() });
  sources = { kolada: open('Kolada', '/v3'), scb: open('SCB', '/scb') };
  house = await openHouse({ sources });
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  const maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  id = await aCollaboration(host, amina, [maria.organisation]);
  await aRole(host, amina, id, maria, 'reader');
  goal = await aGoal(host, amina, id);
  await anIndicator(host, amina, id, goal);
  quiet = await openHouse({ database: house.database });
  quiet.now = house.now;
  await signInAll();
});
afterAll(async () => {
  await quiet.urls.drop();
  await house.close();
  await service.close();
});
beforeEach(() => {
  service.asked.length = 0;
  service.answer = (_, response) => json(response, {}, 404);
});
async function signInAll(): Promise<void> {
  const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
  leader = await signedIn('Amina Holm');
  reader = await signedIn('Maria Ek');
  stranger = await signedIn('Främmande Person');
}
const goalAt = () => `/collaborations/${id}/goals/${goal}`;
const seriesIn = (path: string) => Number(/orders\/(\d+)/.exec(path)?.[1] ?? /series=(\d+)/.exec(path)?.[1]);

describe('the page of sources', () => {
  const sourcesAt = () => `/collaborations/${id}/sources`;

  test('tells each series’ source, last fetch, successor and that it is closed, to everyone who reads the collaboration', async () => {
    await reader.open(sourcesAt());
    expect(reader.status).toBe(200);
    expect(reader.text).toContain('Kolada N03921');
    expect(reader.text).toContain('Arbetslösa 16–24 år');
    expect(reader.text).toContain('30 augusti 2024, värden till 2022');
    expect(reader.text).toContain('Avslutad efter 2024');
    expect(reader.text).toContain('Ersatt av N03935, som mäter 18–24 år i stället för 16–24');
    expect(reader.text).toContain('Ingen mer publicering är aviserad');
    expect(reader.text).toContain('Inget publicerat värde har ändrats');
  });

  test('is reached from the goal, and nobody else finds it', async () => {
    await leader.open(goalAt());
    expect(leader.page).toContain(`href="${sourcesAt()}#series-`);
    expect((await stranger.open(sourcesAt())).status).toBe(404);
  });

  test('tells breaks, new names and the next publication', async () => {
    const other = await aGoal(host, amina, id, { text: 'Fler får examen' });
    for (const code of ['N17461', 'N03920', 'N00914'])
      await anIndicator(host, amina, id, other, { seriesId: await idOf(code), name: code });
    await leader.open(sourcesAt());
    expect(leader.text).toContain('Från 2021: Elever på IB-program räknas inte längre med');
    expect(leader.text).toContain('Heter nu ”Arbetslösa av befolkningen, 18-65 år, andel (%)”');
    expect(leader.text).toContain('19 januari 2027');
    expect(leader.text).toContain('Finns inte längre i källan');
    expect(leader.text).toContain('Närmast är N02243 ur BAS');
    await leader.open(`/collaborations/${id}/goals/${other}`);
    expect(leader.page).toContain('class="chart-break"');
    expect(leader.text).toContain('¦ Från 2021: Elever på IB-program räknas inte längre med.');
  });

  test('tells what was revised last, before and after, for one’s own places', async () => {
    await aRevision(host, 'N03921', { area: '0010', period: 2022, sex: 'T' }, 5.4);
    await aRevision(host, 'N03921', { area: '0010', period: 2021, sex: 'T' }, null);
    await leader.open(sourcesAt());
    const [, part = ''] = /id="series-[\s\S]*?Arbetslöshet 16-24([\s\S]*?)<\/section>/.exec(leader.page) ?? [];
    const text = part.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toContain(
      'Ett värde ändrades mellan hämtningen 30 augusti 2024 och 20 november 2023. Båda finns kvar.',
    );
    expect(text).toContain('Region Blekinge 2021 Alla 7,008 saknas');
    // The goal shows the newest value.
    await leader.open(goalAt());
    expect(leader.text).toContain('5,4 %');
  });

  test('says when the installation keeps to itself, and nothing can be ordered there', async () => {
    const visitor = await new Visitor(quiet).signIn(emailOf('Amina Holm'), testPassword);
    await visitor.open(sourcesAt());
    expect(visitor.text).toContain('Den här installationen hämtar inga siffror själv');
    await visitor.open(`${goalAt()}/indicator?q=N03935`);
    expect(visitor.text).toContain('Bara i katalogen');
    expect(visitor.page).not.toContain('indicator/scb');
    expect((await visitor.open(`${goalAt()}/indicator/scb`)).status).toBe(404);
    expect(service.asked).toEqual([]);
  });
});

async function idOf(code: string): Promise<number> {
  const { rows } = await house.database.read(null, house.now, { found: findSeriesByCode('kolada', [code]) });
  return rows.found[0]?.id ?? 0;
}

describe('an indicator whose figures are not here', () => {
  const rows = [2020, 2021, 2022].map((period) => ({
    kpi: 'N03935',
    municipality: '0010',
    period,
    values: [{ gender: 'T', count: 1, status: '', value: period - 2015.5, isdeleted: false }],
  }));
  const asKolada = (asked: Asked) =>
    asked.path.startsWith('/v3/kpi/')
      ? {
          values: [
            {
              id: 'N03935',
              title: 'Arbetslösa av befolkningen, 18-24 år, andel (%)',
              description: 'Öppet arbetslösa. Källa: Arbetsförmedlingen',
              is_divided_by_gender: true,
              municipality_type: 'K',
              operating_area: 'Arbetsmarknad',
              publication_date: '2027-01-19',
              prel_publication_date: null,
              publ_period: '2026',
            },
          ],
          next_url: null,
        }
      : { values: rows.filter(({ municipality }) => asked.path.includes(municipality)), next_url: null };

  test('is ordered from the catalogue, waited for, told when it fails, and chosen when the figures have come', async () => {
    await leader.open(`${goalAt()}/indicator?q=N03935`);
    await leader.submit({}, `${goalAt()}/indicator/orders`);
    expect(leader.text).toContain('Siffrorna är på väg');
    expect(leader.text).toContain('De hämtas från Kolada N03935.');
    const series = seriesIn(leader.path);
    await leader.open(`/collaborations/${id}/history`);
    expect(leader.text).toContain(
      'beställde siffror från en källa Serie: Arbetslösa av befolkningen, 18-24 år, andel (%)',
    );

    // In the catalogue it says that they are on their way, and leads there.
    await leader.open(`${goalAt()}/indicator?q=N03935`);
    expect(leader.page).toContain(`${goalAt()}/indicator/orders/${series}`);

    service.answer = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Underhåll');
    await fetchSeries(house, sources, series);
    await leader.open(`${goalAt()}/indicator/orders/${series}`);
    expect(leader.text).toContain(
      'Källan svarade med en webbsida i stället för siffror. Ett nytt försök görs 20 november 2023 kl. 11.00.',
    );

    service.answer = (asked, response) => json(response, asKolada(asked));
    house.now = new Date(house.now.getTime() + 2 * 60 * 60 * 1000);
    // Longer than a sign-in lasts unused.
    await signInAll();
    await fetchSeries(house, sources, series);
    await leader.open(`${goalAt()}/indicator/orders/${series}`);
    expect(leader.path).toBe(`${goalAt()}/indicator/new?series=${series}`);
    expect(leader.text).toContain('(Kolada N03935, 2020–2022)');
    await leader.submit({
      name: 'Arbetslösa 18–24 år',
      area: 'Region Blekinge',
      sex: 'T',
      direction: 'down',
      baselinePeriod: '2021',
      target: '5',
      targetPeriod: '2030',
    });
    expect(leader.text).toContain('6,5');
    expect(leader.text).toContain('Källa: Kolada (N03935), hämtat 20 november 2023, värden till 2022.');
  });

  test('can be ordered by the process leader alone', async () => {
    expect((await reader.open(`${goalAt()}/indicator?q=N03935`)).status).toBe(404);
    expect((await stranger.open(`${goalAt()}/indicator/orders/1`)).status).toBe(404);
  });

  test('that no catalogue has cannot be ordered', async () => {
    await leader.open(`${goalAt()}/indicator?q=N03937`);
    await leader.submit({ code: 'N99999' }, `${goalAt()}/indicator/orders`);
    expect(leader.status).toBe(404);
  });
});

describe('SCB', () => {
  const categories = (of: Record<string, string>) => ({ index: Object.keys(of), label: of });
  const dimension = (label: string, of: Record<string, string>, more: object = {}, elimination = false) => ({
    label,
    category: { ...categories(of), ...more },
    extension: { elimination },
  });
  const dataset = (value: number[]) => ({
    version: '2.0',
    class: 'dataset',
    label: 'Sysselsatta efter region och ålder. År 2021-2022',
    updated: '2026-06-01T06:00:00Z',
    note: ['Avser november.'],
    role: { time: ['Tid'], metric: ['ContentsCode'] },
    id: ['Region', 'Alder', 'ContentsCode', 'Tid'],
    size: value.length > 0 ? [1, 1, 1, 2] : [2, 2, 1, 2],
    dimension: {
      Region: dimension(
        'region',
        value.length > 0 ? { '10': 'Blekinge län' } : { '10': 'Blekinge län', '1080': 'Karlskrona' },
        {},
        true,
      ),
      Alder: dimension(
        'ålder',
        value.length > 0 ? { '16-24': '16-24 år' } : { '16-24': '16-24 år', '25-64': '25-64 år' },
      ),
      ContentsCode: dimension(
        'tabellinnehåll',
        { S1: 'Antal sysselsatta' },
        { unit: { S1: { base: 'antal', decimals: 0 } } },
      ),
      Tid: dimension('år', { '2021': '2021', '2022': '2022' }),
    },
    value,
  });
  const asScb = (asked: Asked) => {
    if (asked.path.startsWith('/scb/config')) return { maxDataCells: 150_000, maxCallsPerTimeWindow: 3, timeWindow: 1 };
    if (asked.path.startsWith('/scb/tables?')) {
      return {
        tables: [
          {
            id: 'TAB5000',
            label: 'Sysselsatta efter region och ålder. År 2021-2022',
            firstPeriod: '2021',
            lastPeriod: '2022',
            timeUnit: 'Annual',
            variableNames: ['region', 'ålder'],
          },
          {
            id: 'TAB5643',
            label: 'Antal sysselsatta. Månad 2021M01-2026M03',
            firstPeriod: '2021M01',
            lastPeriod: '2026M03',
            timeUnit: 'Monthly',
            variableNames: ['region'],
          },
        ],
      };
    }
    return dataset(asked.method === 'POST' ? [4100, 4300] : []);
  };

  test('is searched, a table is chosen with one value of each variable, and the figures come', async () => {
    service.answer = (asked, response) => json(response, asScb(asked));
    await leader.open(`${goalAt()}/indicator?q=sysselsatta`);
    expect(leader.page).toContain(`href="${goalAt()}/indicator/scb"`);
    await leader.open(`${goalAt()}/indicator/scb?q=sysselsatta`);
    expect(leader.text).toContain('TAB5000, 2021–2022');
    expect(leader.text).toContain('Inte år för år');
    expect(leader.page).not.toContain('scb/TAB5643');

    await leader.open(`${goalAt()}/indicator/scb/TAB5000`);
    expect(leader.text).toContain('Avser november.');
    await leader.submit({ 'variable-1': '', 'variable-2': 'S1' });
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Välj ett värde för ”Ålder”');
    await leader.submit({ 'variable-1': '16-24', 'variable-2': 'S1' });
    expect(leader.text).toContain('De hämtas från SCB TAB5000.');
    expect(leader.text).toContain('Antal sysselsatta, 16-24 år');
    const series = seriesIn(leader.path);
    await fetchSeries(house, sources, series);
    await leader.open(`${goalAt()}/indicator/orders/${series}`);
    await leader.submit({
      name: 'Sysselsatta unga',
      area: 'Region Blekinge',
      direction: 'up',
      baselinePeriod: '2021',
      target: '5000',
      targetPeriod: '2030',
    });
    expect(leader.text).toContain('Sysselsatta unga SCB TAB5000');
    await leader.open(`/collaborations/${id}`);
    expect(leader.text).toMatch(/Källa: Kolada \([^)]*N03921[^)]*\), hämtat .* Källa: SCB \(TAB5000\), hämtat/);
    await leader.open(`/collaborations/${id}/sources`);
    expect(leader.text).toContain('SCB TAB5000');
  });

  test('that does not answer is told in words, and the page stays', async () => {
    service.answer = (_, response) => json(response, {}, 500);
    await leader.open(`${goalAt()}/indicator/scb?q=hushåll`);
    // The limits of SCB are known since before; only the search is asked.
    expect(leader.status).toBe(503);
    expect(leader.text).toContain('Källan hade ett fel hos sig. Pröva igen om en stund.');
    expect(leader.page).toContain('value="hushåll"');
    await leader.open(`${goalAt()}/indicator/scb/TAB5000`);
    expect(leader.status).toBe(503);
  });

  test('is never asked for somebody who may not', async () => {
    expect((await stranger.open(`${goalAt()}/indicator/scb?q=hushåll`)).status).toBe(404);
    expect((await reader.open(`${goalAt()}/indicator/scb/TAB5000`)).status).toBe(404);
    expect((await leader.open(`${goalAt()}/indicator/scb/..%2Fconfig`)).status).toBe(404);
    expect(service.asked).toEqual([]);
  });
});

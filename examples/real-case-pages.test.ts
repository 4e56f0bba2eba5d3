import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aHost, anOrganisation, aPerson, type Host, testPassword } from '../src/identity/testing.ts';
import type { Bound } from '../src/platform/database/statement.ts';
import { openHouse, type TestHouse } from '../test/setup/composition.ts';
import { Visitor } from '../test/setup/visitor.ts';
import { type RealCase, realCases } from './facts.ts';
import { readFound } from './found-case.ts';
import { loadRealCases } from './load-real-cases.ts';

let house: TestHouse;
let host: Host;
/** Somebody signed in who has no part in any of the cases. */
let reader: Awaited<ReturnType<typeof aPerson>>;

beforeAll(async () => {
  house = await openHouse();
  await loadRealCases(house.database, house.now);
  host = await aHost(house);
  reader = await aPerson(host, 'Lena Läsare', await anOrganisation(host, 'Läskommun'));
});
afterAll(() => house?.close());

const ask = async <Row>(question: Bound<Row>): Promise<Row[]> =>
  (await house.database.read(reader, house.now, { asked: question })).rows.asked;
const found = (name: RealCase) => readFound(ask, house.now, name);

describe('what the product has added to a case', () => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await new Visitor(house).signIn(reader.email, testPassword);
  });
  const pageOf = async (name: RealCase, path: string): Promise<string> => {
    const { collaboration } = await found(name);
    await visitor.open(`/collaborations/${collaboration.id}${path}`);
    expect(visitor.status).toBe(200);
    return visitor.text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
  };

  it('every case has an official figure, with no target that its source does not state', async () => {
    for (const name of realCases) {
      const { indicators } = await found(name);
      const official = [...indicators.values()].filter(({ row }) => row.series_id !== null);
      expect(official.length, name).toBeGreaterThan(0);
      for (const { row } of official) {
        expect(row.is_stand_in, name).toBe(true);
        expect(row.is_our_choice ? row.target : null, name).toBeNull();
      }
    }
  });

  it('a measure that the parties have not chosen says so beside the figure, in both languages', async () => {
    for (const name of realCases.filter((one) => one !== 'blekinges-unga-lyfter')) {
      const { indicators } = await found(name);
      const [measured] = [...indicators.values()];
      expect(measured?.row.is_our_choice, name).toBe(true);
      for (const path of ['', '/goals', `/goals/${measured?.row.goal_id}`])
        expect(await pageOf(name, path), `${name}${path}`).toContain(
          'Valt av Armkrok som närliggande mått; parterna har inte valt det.',
        );
    }
    expect(await pageOf('blekinges-unga-lyfter', '')).not.toContain('Valt av Armkrok');
    const { collaboration } = await found('nya-perspektiv');
    const english = await new Visitor(house).signIn(reader.email, testPassword);
    await english.submit({ language: 'en' }, '/language');
    await english.open(`/collaborations/${collaboration.id}/goals`);
    expect(english.text).toContain('Chosen by Armkrok as a stand-in measure; the parties have not chosen it.');
  });

  it('the yearly direction document of Nya perspektiv stands as a steering document', async () => {
    const text = await pageOf('nya-perspektiv', '/goals');
    for (const said of [
      'Styrdokument Politiskt inriktningsdokument',
      'Fastställs varje år. Innehåller gemensamma mål. Går in i varje parts planering. Går in i varje parts budget.',
      'Källa: SKR, Att hantera komplexa samhällsutmaningar, 2020',
    ])
      expect(text).toContain(said);
  });

  it('the year of Nya perspektiv holds what comes round every year, on days that nobody tells', async () => {
    const text = await pageOf('nya-perspektiv', '/annual-wheel');
    for (const said of ['Inriktningsdokumentet fastställs', 'Det årliga seminariet', 'Den årliga träffen'])
      expect(text).toContain(said);
    expect(text).not.toMatch(/saknas/i);
  });
});

describe('the pages of Blekinges unga lyfter', () => {
  const open = async (path = ''): Promise<string> => {
    const { collaboration } = await found('blekinges-unga-lyfter');
    const visitor = await new Visitor(house).signIn(reader.email, testPassword);
    await visitor.open(`/collaborations/${collaboration.id}${path}`);
    expect(visitor.status).toBe(200);
    return visitor.text.replaceAll('\u00a0', ' ');
  };
  const goalPage = async (key: string): Promise<string> => {
    const { goals, keyOfGoal } = await found('blekinges-unga-lyfter');
    return await open(`/goals/${goals.find(({ id }) => keyOfGoal(id) === key)?.id}`);
  };

  it('say on the overview that the goal was not reached, by the figures of the list', async () => {
    const text = await open();
    for (const said of ['Nåddes inte till 2017', '8,4 mot mål 7,1', '5,1 %', 'Närliggande mått: 16–24 år'])
      expect(text).toContain(said);
  });

  it('tell on the goal which year was only reached by rounding, and when it was reached', async () => {
    const text = await goalPage('halvering');
    for (const said of [
      'Nåddes inte till 2017',
      'Värdet blev 8,4 %.',
      'mot hälften, 7,096',
      '2017 8,419. Inte nådd. Målåret.',
      '2019 7,113. Nådd bara efter avrundning, alltså inte nådd.',
      '2020 8,337. Inte nådd.',
      '2021 7,008. Nådd.',
      '5,1 %',
    ])
      expect(text).toContain(said);
  });

  it('tell the women and the men by their own halves', async () => {
    const text = await goalPage('halvering');
    expect(text).toContain('Kvinnor Från 12,8, hälften 6,4. Under första gången 2019. Varaktigt från 2021.');
    expect(text).toContain('Män Från 15,4, hälften 7,7. Under från 2022.');
  });

  it("tell the region's own count beside it, and where it is from", async () => {
    const text = await goalPage('halvering');
    for (const said of ['2 600', '1 215', 'Region Blekinge, nyhet 17 maj 2018', 'Källa: Kolada'])
      expect(text).toContain(said);
  });

  it("tell the region's own explanation beside what the figures let be said, and what was carried out", async () => {
    const text = (await goalPage('halvering')).replace(/\s+/g, ' ');
    for (const said of [
      'Så förklarar Region Blekinge det Regionens egen nyhet nämner högkonjunkturen som en annan förklaring. Källa: Region Blekinge, nyhet 17 maj 2018',
      'Navigatorcentrum finns i alla fem kommuner SKR, Att hantera komplexa samhällsutmaningar, 2020',
      'Det är inte visat att samverkan är orsaken.',
    ])
      expect(text).toContain(said);
    expect(await goalPage('sysselsattning')).not.toContain('Så förklarar');
  });

  it('show no contribution, reading or decision of a real organisation', async () => {
    for (const key of ['halvering', 'sysselsattning', 'deltagande']) {
      const text = await goalPage(key);
      expect(text).toContain('Vad parterna bidrog med var för sig är inte känt.');
      for (const form of ['Eget mål', 'Uppgift', 'Åtagande', 'Bidrar inte', 'Ej besvarat'])
        expect(text, key).not.toContain(form);
    }
  });
});

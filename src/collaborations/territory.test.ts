import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { findCollaboration, listAreas } from './queries.ts';
import { listHistory } from './telling-history.ts';
import { findCounty, oneCountyOf, shareOf, territoryMap, toggleMunicipality, toggleRegion } from './territory.ts';
import { aCollaboration, aRole, type Someone } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let leader: Visitor;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  leader = await new Visitor(house).signIn(emailOf('Amina Holm'), testPassword);
});
afterAll(() => house.close());

/** Follows the first link that is called so, in the list or on the map. */
async function follow(visitor: Visitor, name: string): Promise<void> {
  const link = [...visitor.page.matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/g)].find(
    ([, head = '', body = '']) => head.includes(`aria-label="${name}"`) || body.trim() === name,
  );
  const href = /href="([^"#]*)/.exec(link?.[1] ?? '')?.[1];
  if (!href) throw new Error(`no link called ${name} on ${visitor.path}`);
  await visitor.open(href.replaceAll('&amp;', '&'));
}

const saved = async (id: string) => {
  const { rows } = await host.database.read(amina, host.now, {
    collaboration: findCollaboration(id),
    history: listHistory(id, Number.MAX_SAFE_INTEGER, 10, null, null, null, null, null),
  });
  return { collaboration: rows.collaboration[0], history: rows.history };
};

describe('the map', () => {
  test('has every county and municipality of the area table, each with a path and a name inside its drawing', async () => {
    const { rows } = await host.database.read(amina, host.now, { areas: listAreas() });
    const codesOf = (kind: string) =>
      rows.areas
        .filter((area) => area.kind === kind)
        .map(({ code }) => code)
        .toSorted();
    const municipalities = territoryMap.counties.flatMap((county) => county.municipalities);
    expect(territoryMap.counties).toHaveLength(21);
    expect(municipalities).toHaveLength(290);
    expect(territoryMap.counties.map(({ region }) => region).toSorted()).toEqual(codesOf('region'));
    expect(municipalities.map(({ code }) => code).toSorted()).toEqual(codesOf('municipality'));
    for (const { path } of [...territoryMap.counties, ...municipalities]) expect(path).toMatch(/^M[\d.]+ [\d.]+l.+z$/);
    for (const county of territoryMap.counties) {
      for (const { label, county: code } of county.municipalities) {
        expect(code).toBe(county.code);
        const [x = -1, y = -1] = label;
        expect(x > 0 && x < county.width && y > 0 && y < county.height).toBe(true);
      }
    }
  });

  test('one municipality less of a whole region leaves the others, and the region can be put back', () => {
    const blekinge = findCounty('10');
    const karlskrona = blekinge?.municipalities.find(({ code }) => code === '1080');
    if (!blekinge || !karlskrona) throw new Error('no Blekinge');
    const others = toggleMunicipality(['0010', '1290'], karlskrona);
    expect(others).toEqual(['1060', '1081', '1082', '1083', '1290']);
    expect(shareOf(others, blekinge)).toBe('some');
    expect(toggleRegion(others, blekinge)).toEqual(['0010', '1290']);
    expect(toggleRegion(['0010', '1290'], blekinge)).toEqual(['1290']);
    expect(oneCountyOf(['0010', '1080'])).toBe(blekinge);
    expect(oneCountyOf(['1080', '1290'])).toBeUndefined();
    expect(oneCountyOf([])).toBeUndefined();
  });
});

describe('choosing', () => {
  test('from the country to a county, one more and one less, saved and read back', async () => {
    const id = await aCollaboration(host, amina, [], { territory: ['1083'], territoryName: 'Sydkusten' });
    await leader.open(`/collaborations/${id}/challenge/edit`);
    await follow(leader, 'Välj på kartan');
    expect(leader.text).toContain('Området heter nu Sydkusten.');
    await follow(leader, 'Blekinge län, 1 av 5 valda');
    await follow(leader, 'Karlskrona. Lägg till');
    await follow(leader, 'Ronneby. Lägg till');
    await follow(leader, 'Sölvesborg, vald. Ta bort');
    expect(leader.path).toBe(`/collaborations/${id}/territory?chosen=1080,1081&county=10`);
    expect((await saved(id)).collaboration?.territory).toEqual(['1083']);

    await leader.submit({});
    expect(leader.path).toBe(`/collaborations/${id}/challenge?done=saved`);
    expect(leader.text).toContain('Område Karlskrona och Ronneby');
    expect(leader.page).toContain(
      'role="img" aria-label="Karta över Blekinge län. Området är Karlskrona och Ronneby."',
    );
    expect(leader.page.match(/<path class="map-whole"/g)).toHaveLength(2);
    const { collaboration, history } = await saved(id);
    expect(collaboration).toMatchObject({ territory: ['1080', '1081'], territory_name: '', drivers: ['noneAlone'] });
    expect(history[0]).toMatchObject({ verb: 'collaboration.described', after: { territory: ['1080', '1081'] } });
    await leader.open(`/collaborations/${id}/history`);
    expect(leader.text).toContain('ändrade beskrivningen');
  });

  test('the whole region is one link, and nothing at all can be chosen too', async () => {
    const id = await aCollaboration(host, amina);
    await leader.open(`/collaborations/${id}/territory?county=10`);
    await follow(leader, 'Välj hela Region Blekinge');
    expect(leader.page).toContain('name="chosen" value="0010"');
    expect(leader.text).toContain('Ta bort hela Region Blekinge');
    await leader.submit({});
    expect(leader.text).toContain('Område Region Blekinge');
    expect(leader.page.match(/<path class="map-whole"/g)).toHaveLength(5);
    await leader.open(`/collaborations/${id}/territory`);
    await follow(leader, 'Ta bort allt');
    await leader.submit({});
    expect((await saved(id)).collaboration?.territory).toEqual([]);
    expect(leader.page).not.toContain('role="img" aria-label="Karta');
  });

  test('a territory in two counties is told in words alone', async () => {
    const id = await aCollaboration(host, amina, [], { territory: ['1080', '1290'] });
    await leader.open(`/collaborations/${id}/challenge`);
    expect(leader.text).toContain('Karlskrona och Kristianstad');
    expect(leader.page).not.toContain('class="map"');
  });

  test('a code that does not exist is refused, and an address with one shows the rest', async () => {
    const id = await aCollaboration(host, amina);
    await leader.open(`/collaborations/${id}/territory?chosen=1080,9999&county=77`);
    expect(leader.page).toContain('name="chosen" value="1080"');
    await leader.submit({ chosen: '1080,9999' });
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Det finns ingen kommun eller region med koden 9999.');
    expect(leader.page).toContain('name="chosen" value="1080"');
    await leader.submit({ chosen: '0000' });
    expect(leader.status).toBe(422);
    expect((await saved(id)).collaboration?.territory).toEqual([]);
  });

  test('two who choose at once: the second is told', async () => {
    const id = await aCollaboration(host, amina);
    const second = await new Visitor(house).signIn(emailOf('Amina Holm'), testPassword);
    for (const one of [leader, second]) await one.open(`/collaborations/${id}/territory?chosen=1080&county=10`);
    await leader.submit({});
    await second.submit({});
    expect(second.status).toBe(409);
  });

  test('a reader and a representative find nothing there, and no link to it', async () => {
    const id = await aCollaboration(host, amina, [], { territory: ['1080'] });
    for (const [name, role] of [
      ['Rut Läsare', 'reader'],
      ['Rolf Företrädare', 'representative'],
    ] as const) {
      await aRole(host, amina, id, await aPerson(host, name, await anOrganisation(host, `Hos ${name}`)), role);
      const visitor = await new Visitor(house).signIn(emailOf(name), testPassword);
      expect((await visitor.open(`/collaborations/${id}/challenge`)).status).toBe(200);
      expect(visitor.page).not.toContain('/territory');
      expect(visitor.page).toContain('Området är Karlskrona.');
      expect((await visitor.open(`/collaborations/${id}/territory`)).status).toBe(404);
    }
  });
});

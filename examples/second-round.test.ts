import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../src/identity/index.ts';
import { openHouse, type TestHouse } from '../test/setup/composition.ts';
import { loadExamplesInto } from '../test/setup/example-house.ts';
import { Visitor } from '../test/setup/visitor.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
  // Three days after its last: an installation made from then on has it.
  house.now = new Date('2024-12-02T09:00:00Z');
  await loadExamplesInto(house.database, house.now, house.store);
});
afterAll(() => house.close());

test('the second full round of the invented example tells of activities, promises, money and benefits, beside the first', async () => {
  const maria = await new Visitor(house).signIn('maria.ek@kommun-b.example', demoPassword);
  const follow = async (pattern: RegExp): Promise<string> => {
    const [, address = ''] = pattern.exec(maria.page) ?? [];
    await maria.open(address.replaceAll('&amp;', '&'));
    expect(maria.status, String(pattern)).toBe(200);
    return maria.text;
  };
  await follow(/href="(\/collaborations\/[^"]+)"[^>]*>Fler unga i arbete/);
  const overview = maria.path;
  await maria.open(`${overview}/follow-up`);
  expect(await follow(/href="([^"]+\/follow-up\/[^"]+)"[^>]*>Uppföljningsomgång våren 2024/)).toContain(
    'Omgången är avslutad',
  );
  const round = maria.path;
  const report = await follow(/href="([^"]+\/report)"/);
  for (const said of ['sju parter ställer sig bakom', 'Det är inte visat att samverkan är orsaken.']) {
    expect(report).toContain(said);
  }
  await maria.open(round);
  const own = await follow(/href="([^"]+\/packages\/[^"/]+)"/);
  for (const said of [
    'diarienummer KS 2024/251',
    'Kommunstyrelsen, § 164',
    'Mål och budget 2025, s. 12',
    'Åtaganden 1 hållet och 1 hållet delvis.',
    'Den som flyttar mellan kommuner tappas bort.',
    'Aktiviteter 3 pågår.',
    'Planerat 444 900 kr, beslutat 444 900 kr',
  ]) {
    expect(own.replace(/\s+/g, ' ')).toContain(said);
  }
  await maria.open(`${round}/compared`);
  expect(maria.status).toBe(200);
  expect(maria.text).toContain('Uppföljningsomgång hösten 2018');
  expect(maria.text).toContain('Uppföljningsomgång våren 2024');
});

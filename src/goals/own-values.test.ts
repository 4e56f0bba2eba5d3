import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { aGoal } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let id: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  const region = await anOrganisation(host, 'Region Test', { kind: 'region' });
  amina = await aPerson(host, 'Amina Holm', region);
  id = await aCollaboration(host, amina, [await anOrganisation(host, 'Testköping')]);
  // Another process leader of the same collaboration.
  const second = await aPerson(host, 'Sara Ny', region);
  await aRole(host, amina, id, second, 'processLeader');
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
});
afterAll(() => house.close());

const signedIn = (name = 'Amina Holm') => new Visitor(house).signIn(emailOf(name), testPassword);
const csv = (text: string, name = 'utfall.csv') => new File([text], name, { type: 'text/csv' });
const fields = { name: 'Deltagare', unit: 'personer', sourceNote: 'Egen räkning', direction: 'up' };
const spaced = (text: string) => text.replace(/\s/g, ' ');

/** A goal, and its page for own figures. */
async function atOwn(visitor: Visitor): Promise<string> {
  const goal = await aGoal(host, amina, id, { text: `Fler deltar ${Math.random()}` });
  await visitor.open(`/collaborations/${id}/goals/${goal}/indicator/own`);
  return `/collaborations/${id}/goals/${goal}`;
}
/** A goal with an indicator of own figures, and the address of the indicator. */
async function withFigures(visitor: Visitor, text: string): Promise<{ goal: string; values: string }> {
  const goal = await atOwn(visitor);
  await visitor.submit({ ...fields, file: csv(text) });
  await visitor.submit({});
  await visitor.open(goal);
  const [, edit = ''] = /href="([^"]+\/indicators\/[^"]+)\/edit"/.exec(visitor.page) ?? [];
  return { goal, values: `${edit}/values` };
}

describe('a file of own figures', () => {
  test('is shown before it comes in, and comes in when that is confirmed, with one entry in the history', async () => {
    const leader = await signedIn();
    const goal = await atOwn(leader);
    await leader.submit({
      ...fields,
      file: csv('År;Antal;Kön\n2020;1 234,5;Totalt\n2021;..;Totalt\n2021;600;Kvinnor\nKälla: oss\n'),
      baselinePeriod: '2020',
    });
    expect(leader.path).toContain('/uploads/');
    expect(spaced(leader.text)).toContain('Det här läses in Inget ur utfall.csv är inläst än.');
    expect(leader.text).toContain('3 (Värde: 2, Saknas: 1)');
    expect(leader.text).toContain('2020–2021 (2 år)');
    expect(leader.text).toContain('Alla, Kvinnor');
    expect(leader.text).toContain('Kolumnen ”Antal” lästes som värden.');
    expect(leader.text).toContain('Raden under tabellen lästes inte: Källa: oss.');
    expect(spaced(leader.text)).toContain('Hela samverkan 2020 Alla 1 234,5');
    const preview = leader.path;
    await leader.open(goal);
    expect(leader.text).toContain('Indikator saknas');
    await leader.open(preview);
    await leader.submit({ baselinePeriod: '2020', sex: 'T' });
    expect(leader.path).toContain(goal);
    expect(leader.text).toContain('Deltagare');
    await leader.open(`/collaborations/${id}/history`);
    expect(leader.text.match(/, läste in egna siffror/g)).toHaveLength(1);
    // Brought in, it is kept no longer.
    await leader.open(preview);
    expect(leader.text).toContain('Filen finns inte kvar');
  });

  test('of places asks which one the indicator measures', async () => {
    const leader = await signedIn();
    const goal = await atOwn(leader);
    const file = await writeWorkbook([
      ['kommun', '2019', '2020'],
      ['Karlskrona', 6.1, 7.1],
      ['Olofström', 9, 10.3],
    ]).toBuffer();
    await leader.submit({ ...fields, unit: 'procent', file: new File([new Uint8Array(file)], 'scb.xlsx') });
    expect(leader.text).toContain('Karlskrona och Olofström');
    expect(leader.text).toContain('Vilken plats mäter indikatorn?');
    await leader.submit({ place: '1060', baselinePeriod: '2018' });
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Det finns inget värde det året för platsen. År med värden: 2019, 2020');
    expect(leader.page).toMatch(/<option value="1060" selected/);
    await leader.submit({ place: '1060', baselinePeriod: '2019' });
    expect(leader.path).toContain(goal);
    expect(spaced(leader.text)).toContain('10,3');
    expect(leader.text).toContain('Olofström');
    expect(leader.text).not.toContain('7,1');
  });

  test('that is wrong is refused with row and column and what to do, and nothing typed is lost', async () => {
    const leader = await signedIn();
    const goal = await atOwn(leader);
    await leader.submit({ ...fields, file: csv('år;värde;plats\n2020;7,5;Karlskronna\n20;många;1080\n') });
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Inget har lästs in. 3 saker behöver rättas, se listan.');
    expect(leader.text).toContain('Rad 2, kolumn C (plats) Ingen plats heter ”Karlskronna”. Menas Karlskrona?');
    expect(leader.text).toContain('Rad 3, kolumn A (år) ”20” är inget år.');
    expect(leader.page).toContain('value="Egen räkning"');
    await leader.submit({ ...fields, file: csv('{\\rtf1}', 'utfall.rtf') });
    expect(leader.text).toContain('Hela filen: Filen är ett dokument.');
    await leader.open(goal);
    expect(leader.text).toContain('Indikator saknas');
  });

  test('is kept when what stands beside it must be put right', async () => {
    const leader = await signedIn();
    const goal = await atOwn(leader);
    await leader.submit({ ...fields, sourceNote: '', file: csv('år;värde\n2020;1\n') });
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Skriv vem som har räknat');
    expect(spaced(leader.text)).toContain(
      'Filen utfall.csv är mottagen och ligger kvar för dig till 21 november kl. 10.00',
    );
    expect(leader.page).toContain('value="Deltagare"');
    await leader.submit(fields, undefined);
    expect(leader.path).toContain('/uploads/');
    await leader.submit({});
    expect(leader.path).toContain(goal);
  });

  test('with several sheets asks which one', async () => {
    const leader = await signedIn();
    await atOwn(leader);
    const sheet = (name: string, value: number) => ({
      data: [
        ['år', 'värde'],
        [2020, value],
      ],
      sheet: name,
    });
    const file = await writeWorkbook([sheet('Utfall', 11), sheet('Plan', 22)]).toBuffer();
    await leader.submit({ ...fields, file: new File([new Uint8Array(file)], 'bok.xlsx') });
    expect(leader.text).toContain('bok.xlsx har 2 blad med innehåll.');
    const preview = leader.path;
    await leader.open(`${preview}?sheet=Plan`);
    expect(spaced(leader.text)).toContain('Hela samverkan 2020 Alla 22');
    expect(leader.text).toContain('Blad Plan');
    await leader.submit({}, undefined);
    expect(leader.text).toContain('Deltagare');
  });

  test('is nobody else’s: neither another process leader’s nor a stranger’s', async () => {
    const leader = await signedIn();
    await atOwn(leader);
    await leader.submit({ ...fields, file: csv('år;värde\n2020;4711\n') });
    const preview = leader.path;
    const other = await signedIn('Sara Ny');
    await other.open(preview);
    expect(other.text).toContain('Filen finns inte kvar');
    expect(other.text).not.toContain('4711');
    const stranger = await signedIn('Främmande Person');
    expect((await stranger.open(preview)).status).toBe(404);
    const open = await openHouse({ enforce: () => true, database: house.database });
    open.now = house.now;
    const past = await new Visitor(open).signIn(emailOf('Främmande Person'), testPassword);
    expect((await past.open(preview)).status).toBe(404);
    await open.urls.drop();
  });
});

test('the values behind a chart can be sent in again as they were handed out', async () => {
  const leader = await signedIn();
  const { values } = await withFigures(leader, 'år;värde\n2019;10,25\n2020;..\n2021;x\n2022;1180 p\n');
  await leader.open(`${values}.csv`);
  const handedOut = leader.page;
  await leader.open(values);
  await leader.submit({ file: csv(handedOut, 'values.csv') });
  expect(spaced(leader.text)).toContain('Nya 0 Lika som förut 4 Ersätts 0');
});

describe('more figures', () => {
  test('are shown against what is there, and the baseline follows', async () => {
    const leader = await signedIn();
    const { goal, values } = await withFigures(leader, 'år;värde\n2019;10\n2020;20\n');
    await leader.open(`${values.replace('/values', '/edit')}`);
    await leader.submit({ ...fields, baselinePeriod: '2019', target: '30', targetPeriod: '2022' });
    await leader.open(values);
    expect(spaced(leader.text)).toContain('utfall.csv 2 värden, 20 november 2023');
    await leader.submit({ file: csv('år;värde\n2019;11\n2020;20\n2021;21 p\n') });
    expect(spaced(leader.text)).toContain('Nya 1 Lika som förut 1 Ersätts 1');
    expect(spaced(leader.text)).toContain('Hela samverkan 2019 Alla 10 11');
    expect(spaced(leader.text)).toContain('21 (preliminärt)');
    await leader.submit({});
    expect(leader.path).toContain(goal);
    expect(spaced(leader.text)).toContain('från 11 år 2019 till 30 år 2022');
  });

  test('typed by hand are shown too, with their line when one is wrong', async () => {
    const leader = await signedIn();
    const { values } = await withFigures(leader, 'år;värde\n2019;10\n');
    await leader.open(values);
    await leader.submit({ values: '2020; 1 180\n2021 är 5' });
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Inget har lästs in. Rad 2');
    expect(leader.page).toContain('2021 är 5');
    await leader.submit({ values: '2020; 1 180\n2021; x' });
    expect(spaced(leader.text)).toContain('2 (Värde: 1, Skyddat: 1)');
    await leader.submit({});
    expect(spaced(leader.text)).toContain('‡ Värdet finns men är skyddat');
    await leader.open(values);
    expect(leader.text).toContain('Skrivet för hand');
  });

  test('that somebody has added to meanwhile are counted anew before they come in', async () => {
    const leader = await signedIn();
    const { values } = await withFigures(leader, 'år;värde\n2019;10\n');
    await leader.open(values);
    await leader.submit({ file: csv('år;värde\n2020;20\n') });
    const other = await signedIn('Sara Ny');
    await other.open(values);
    await other.submit({ file: csv('år;värde\n2020;21\n') });
    await other.submit({});
    await leader.submit({});
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Någon har läst in siffror under tiden.');
    expect(spaced(leader.text)).toContain('Hela samverkan 2020 Alla 21 20');
    await leader.submit({});
    expect(leader.path).toContain('?done=saved');
  });

  test('come in once, however often the confirmation is sent', async () => {
    const leader = await signedIn();
    const { values } = await withFigures(leader, 'år;värde\n2019;10\n');
    await leader.open(values);
    await leader.submit({ file: csv('år;värde\n2020;20\n') });
    const preview = leader.path;
    const again = leader.page;
    await leader.submit({});
    leader.page = again;
    leader.path = preview;
    await leader.submit({});
    expect(leader.status).toBe(200);
    await leader.open(values);
    expect(leader.text.match(/utfall\.csv/g)).toHaveLength(2);
  });

  test('are told in English too', async () => {
    const leader = await signedIn();
    const { values } = await withFigures(leader, 'år;värde\n2019;10\n');
    await leader.submit({ language: 'en' }, '/language');
    await leader.open(values);
    await leader.submit({ file: csv('år;värde\n2020;1.234\n20;1\n') });
    expect(leader.text).toContain('Row 2, column B “värde”');
    expect(leader.text).toContain('“1.234” can be read in two ways.');
    await leader.submit({ values: '2020; 7' });
    expect(leader.text).toContain('This is what comes in');
  });
});

test('the template is handed out as CSV and as a workbook, to those who may read', async () => {
  const leader = await signedIn();
  const goal = await atOwn(leader);
  await leader.open(`${goal}/indicator/template.csv`);
  expect(leader.page).toBe('plats;år;kön;värde;status\r\n');
  await leader.open(`${goal}/indicator/template.xlsx`);
  expect(leader.page.startsWith('PK')).toBe(true);
  const stranger = await signedIn('Främmande Person');
  expect((await stranger.open(`${goal}/indicator/template.xlsx`)).status).toBe(404);
});

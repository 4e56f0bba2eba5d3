import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { findSeriesByCode } from '../indicators/index.ts';
import { listImplementations, listLimitPeriods } from './assurance.ts';
import { aGoal, anIndicator } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let stranger: Someone;
let id: string;
let goal: string;
let indicator: string;
let at: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  const kommun = await anOrganisation(host, 'Testköping');
  const grannby = await anOrganisation(host, 'Grannby');
  const maria = await aPerson(host, 'Maria Ek', kommun);
  const per = await aPerson(host, 'Per Nordin', grannby);
  stranger = await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  id = await aCollaboration(host, amina, [kommun, grannby]);
  await aRole(host, amina, id, maria);
  await aRole(host, amina, id, per);
  goal = await aGoal(host, amina, id);
  indicator = await anIndicator(host, amina, id, goal);
  at = `/collaborations/${id}/goals/${goal}`;
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
/** The words of a page, with ordinary spaces. */
const words = ({ text }: Visitor): string => text.replace(/\s/g, ' ');

describe('the goal’s page', () => {
  test('says what the limits rest on, which years depart, and how far that carries', async () => {
    const leader = await (await signedIn('Amina Holm')).open(at);
    const page = words(leader);
    expect(page).toContain('Förbättring större än normal variation');
    expect(page).toContain('Gränserna 7,7–13,5 vilar på de tolv första värdena, 2010–2021, och är låsta.');
    expect(page).toContain('2018, 2019, 2021 och 2022 ligger under undre gränsen.');
    expect(page).toContain('Övre gräns 13,5');
    expect(page).toMatch(/Större än normal variation 2018, 2019, 2021 och 2022 ligger under undre gränsen 7,7\..* Ja/);
    expect(page).toMatch(
      /Skiljer sig från liknande platser 2013–2017 minskade värdet .* Plats 7 av 21 bland regioner\./,
    );
    expect(page).toContain(
      'Skiljer sig från vad som hade hänt ändå Ingen har räknat på vad som hade hänt utan samverkan.',
    );
    expect(page).toContain('Låst text, skapad av Armkrok ur stegen.');
    expect(page).toContain('Det är inte visat att samverkan är orsaken.');
    expect(page).not.toContain('statistisk');
  });

  test('with eight values says that the limits are trial, and claims no more than that the value changed', async () => {
    const other = await aGoal(host, amina, id, { text: 'Fler tar examen' });
    const { rows } = await house.database.read(amina, house.now, { found: findSeriesByCode('kolada', ['N17461']) });
    await anIndicator(host, amina, id, other, {
      seriesId: rows.found[0]?.id ?? null,
      direction: 'up',
      baseline_period: 2015,
      baseline: 72.971429,
      target_period: 2022,
      target: 80,
    });
    const leader = await (await signedIn('Amina Holm')).open(`/collaborations/${id}/goals/${other}`);
    expect(words(leader)).toContain(
      'Gränserna 60,5–84,8 är provisoriska: de vilar på 8 värden, 2015–2022, och låses vid tolv.',
    );
    expect(words(leader)).toContain('Det är för tidigt att säga om ändringen är större än normal variation.');
    await leader.open(`/collaborations/${id}`);
    expect(words(leader)).toMatch(/Fler tar examen .* Värdet ändrades/);
  });

  test('compares a municipality with those that Kolada counts as similar, with its region and the country, and with its own choice', async () => {
    const other = await aGoal(host, amina, id, { text: 'Karlskrona' });
    await anIndicator(host, amina, id, other, { areaCode: '1080', comparison_areas: ['1081', '0000'] });
    const leader = await (await signedIn('Amina Holm')).open(`/collaborations/${id}/goals/${other}`);
    const page = words(leader);
    expect(page).toMatch(/Plats \d+ av \d\d bland kommuner som Kolada räknar som liknande\./);
    expect(page).toMatch(/I Region Blekinge minskade det med 41 %\. I Riket minskade det med 38 %\./);
    expect(page).toContain('bland valda platser');
    expect(page).toContain('En plats är för få att visa en skillnad med: någon hamnar alltid först.');
    expect(page).toContain('Jämförelsen är beräknad i Armkrok och är inte Koladas.');
  });

  test('is the same in English', async () => {
    const leader = await signedIn('Amina Holm');
    await leader.submit({ language: 'en' }, '/language');
    await leader.open(at);
    expect(leader.text).toContain('2018, 2019, 2021 and 2022 are below the lower limit 7.7.');
    expect(leader.text).toContain('It is not shown that the collaboration is the cause.');
    await leader.submit({ language: 'sv' }, '/language');
  });
});

describe('a new period for the limits', () => {
  test('asks for a year with a value and for a reason, and loses nothing of what was typed', async () => {
    const leader = await (await signedIn('Amina Holm')).open(`${at}/indicators/${indicator}/limits`);
    await leader.submit({ from: '2010', reason: 'Nytt sätt att räkna' });
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Skriv ett år som har värden, efter det första');
    expect(leader.page).toContain('Nytt sätt att räkna');
    await leader.submit({ from: '2018', reason: '' });
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Skriv varför gränserna börjar om');
  });

  test('begins assurance anew, says who and why at the chart, and can be taken back', async () => {
    const leader = await (await signedIn('Amina Holm')).open(`${at}/indicators/${indicator}/limits`);
    await leader.submit({ from: '2012', reason: 'Nytt sätt att räkna' });
    expect(leader.status).toBe(200);
    expect(words(leader)).toContain('Från 2012: Nytt sätt att räkna (Amina Holm, Region Test, 20 november 2023)');
    expect(words(leader)).toContain(
      'är provisoriska: de vilar på 11 värden, 2012–2022, och låses vid tolv. En ny period började 2012, så prövningen började om då.',
    );
    await leader.open(`/collaborations/${id}`);
    expect(words(leader)).toMatch(/Arbetslösheten bland unga halveras .* Värdet ändrades/);
    await leader.open(`/collaborations/${id}/history`);
    expect(leader.text).toContain('Amina Holm , Region Test, började om gränserna för en indikator');

    await leader.open(`${at}/indicators/${indicator}/limits`);
    await leader.submit({ from: '2012', reason: 'En gång till' });
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('En period börjar redan det året');
    const [, back = ''] = /action="([^"]+\/withdrawal)"/.exec(leader.page) ?? [];
    await leader.submit({}, back);
    expect(words(leader)).toContain('Gränserna 7,7–13,5 vilar på de tolv första värdena');
    expect(leader.text).not.toContain('Nytt sätt att räkna');
    // The same year may be started again.
    await leader.open(`${at}/indicators/${indicator}/limits`);
    await leader.submit({ from: '2012', reason: 'Ändrad åldersgräns' });
    expect(words(leader)).toContain('Från 2012: Ändrad åldersgräns');
    await leader.open(`${at}/indicators/${indicator}/limits`);
    const [, again = ''] = /action="([^"]+\/withdrawal)"/.exec(leader.page) ?? [];
    await leader.submit({}, again);
  });

  test('is the process leader’s to start', async () => {
    const own = await signedIn('Maria Ek');
    expect((await own.open(`${at}/indicators/${indicator}/limits`)).status).toBe(404);
    expect((await own.open(at)).text).not.toContain('Börja om gränserna');
  });
});

describe('what was carried out', () => {
  test('is told by a party in its own name, is the first rung, and is taken back by itself or the process leader alone', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(at);
    expect(words(own)).toContain('Vi gjorde det Ingen har uppgett vad som har genomförts. Inte känt');
    await own.open(`${at}/implementations/new`);
    await own.submit({ text: '', source: 'Årsredovisning 2016' });
    expect(own.status).toBe(422);
    expect(own.page).toContain('Årsredovisning 2016');
    await own.submit({ text: 'Navigatorcentrum är öppet', source: 'Årsredovisning 2016' });
    expect(words(own)).toMatch(/Vi gjorde det Testköping: Navigatorcentrum är öppet Årsredovisning 2016 .* Ja/);

    const other = await (await signedIn('Per Nordin')).open(at);
    expect(other.text).toContain('Testköping: Navigatorcentrum är öppet');
    expect(other.page).not.toContain('/withdrawal');
    await own.open(`/collaborations/${id}/history`);
    expect(own.text).toContain('Maria Ek , Testköping, uppgav vad som har genomförts');

    await own.open(at);
    const [, back = ''] = /action="([^"]+implementations\/[^"]+\/withdrawal)"/.exec(own.page) ?? [];
    await own.submit({}, back);
    expect(words(own)).toContain('Vi gjorde det Ingen har uppgett vad som har genomförts.');
  });

  test('cannot be taken back by another party that knows the address', async () => {
    const own = await (await signedIn('Maria Ek')).open(`${at}/implementations/new`);
    await own.submit({ text: 'Dörren är öppen', source: '' });
    const [, back = ''] = /action="([^"]+implementations\/[^"]+\/withdrawal)"/.exec(own.page) ?? [];
    const other = await (await signedIn('Per Nordin')).open(`${at}/implementations/new`);
    // The form of another page, sent to the address of the withdrawal.
    other.page = other.page.replace('<form method="post"', `<form method="post" action="${back}"`);
    await other.submit({}, back);
    expect(other.status).toBe(404);
    await own.open(at);
    expect(own.text).toContain('Dörren är öppen');
  });
});

describe('an editor’s text', () => {
  test('stands beside the locked one, under a name and a date, and changes no word of it', async () => {
    const leader = await (await signedIn('Amina Holm')).open(at);
    const lockedOf = (page: string) => /<div class="locked-text">([\s\S]*?)<\/div>/.exec(page)?.[1];
    const locked = lockedOf(leader.page);
    expect(locked).toBeTruthy();
    await leader.open(`${at}/editor-text`);
    await leader.submit({ text: 'Högkonjunkturen är en annan förklaring.' });
    expect(words(leader)).toContain(
      'Egen text bredvid Högkonjunkturen är en annan förklaring. Amina Holm, Region Test, 20 november 2023',
    );
    expect(lockedOf(leader.page)).toBe(locked);
    await leader.open(`/collaborations/${id}/history`);
    expect(leader.text).toContain('skrev bredvid den låsta texten');
  });

  test('written by two at once is told to the second, who keeps what was typed', async () => {
    const first = await (await signedIn('Amina Holm')).open(`${at}/editor-text`);
    const second = await (await signedIn('Amina Holm')).open(`${at}/editor-text`);
    await first.submit({ text: 'Konjunkturen vände.' });
    await second.submit({ text: 'Något annat.' });
    expect(second.status).toBe(409);
    expect(second.page).toContain('Något annat.');
    expect(second.text).toContain('Konjunkturen vände.');
  });

  test('is taken away when it is emptied, and can be written again', async () => {
    const leader = await (await signedIn('Amina Holm')).open(`${at}/editor-text`);
    await leader.submit({ text: '' });
    expect(leader.text).not.toContain('Egen text bredvid');
    await leader.open(`${at}/editor-text`);
    await leader.submit({ text: 'Igen.' });
    expect(leader.text).toContain('Egen text bredvid');
  });
});

test('a stranger finds neither the forms nor a row of what they hold', async () => {
  const visitor = await signedIn('Främmande Person');
  for (const path of [`indicators/${indicator}/limits`, 'implementations/new', 'editor-text']) {
    expect((await visitor.open(`${at}/${path}`)).status).toBe(404);
  }
  const { rows } = await house.database.read(stranger, house.now, {
    periods: listLimitPeriods(id),
    done: listImplementations(id, goal),
  });
  expect(rows).toEqual({ periods: [], done: [] });
});

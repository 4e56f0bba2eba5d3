import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let id: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  const kommun = await anOrganisation(host, 'Testköping');
  id = await aCollaboration(host, amina, [kommun, await anOrganisation(host, 'Grannby')]);
  await aRole(host, amina, id, await aPerson(host, 'Maria Ek', kommun));
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);

const pdf = '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n';
const file = (content = pdf, name = 'avtal.pdf') => new File([content], name);
const typed = {
  title: 'Samverkansavtal 2021',
  kind: 'cooperationAgreement',
  ground: 'signed',
  open: 'unknown',
  agreedOn: '2021-05-03',
  fromOn: '2021-07-01',
  endsOn: '',
  notice: '12',
  duties: 'Testköping: Uppsökande arbete; till 2024-12-31\nRegion Test: Samordnar',
};

test('a signed file is taken over in one form: in force from its day, its bytes as they came', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`/collaborations/${id}/agreements`);
  expect(leader.text).toContain('Ta över en som redan är påskriven');
  await leader.open(`/collaborations/${id}/agreements/take-over`);
  await leader.submit({ ...typed, files: file(), bound: 'Testköping: Kommunstyrelsen\nKommun Ö', agreedOn: '' });
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('Rad 2 börjar inte med någon av parterna: Kommun Ö');
  expect(leader.text).toContain('Skriv dagen så här: 2023-10-17');
  expect(leader.text).toContain('Mottagen: avtal.pdf');
  expect(leader.page).toContain('Uppsökande arbete; till 2024-12-31');
  // The file that came is not chosen again.
  await leader.submit({
    ...typed,
    bound: 'Region Test: Regionstyrelsen; 2021-04-20; § 44\nTestköping: Kommunstyrelsen; 2021-04-27; § 61',
  });
  for (const said of [
    'Version 1 gäller från 1 juli 2021',
    'Testköping Uppsökande arbete 31 december 2024',
    'Uppsägningstid 12 månader',
    'Filen innehåller ingen elektronisk underskrift.',
    'Armkrok har inte kontrollerat någon underskrift.',
    'Läs originalet',
  ])
    expect(leader.text).toContain(said);
  expect(leader.text).not.toContain('Grannby');
  const [, address = ''] = /href="([^"]+\/pdf)"/.exec(leader.page) ?? [];
  const { bytes } = await leader.open(address);
  expect(Buffer.from(bytes).toString()).toBe(pdf);
  await leader.open(address.replace(/pdf$/, 'json'));
  expect(JSON.parse(leader.page).original).toEqual({
    name: 'avtal.pdf',
    sha256: createHash('sha256').update(pdf).digest('hex'),
  });
  await leader.open(`/collaborations/${id}/parties`);
  expect(leader.text).toMatch(/Testköping[\s\S]*Bunden/i);
});

test('what its clauses say becomes what the rooms work with: goals, duties for them, who decides what, who pays what', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`/collaborations/${id}/goals/new`);
  await leader.submit({ text: 'Fler unga får arbete', kind: 'step', year: '2026' });
  await leader.open(`/collaborations/${id}/agreements/take-over`);
  expect(leader.page).toContain('>Fler unga får arbete</textarea>');
  const said = {
    ...typed,
    title: 'Överenskommelse 2022',
    files: file(),
    bound: 'Testköping\nGrannby',
    fromOn: '',
    goals: 'Fler unga får arbete\n- Färre avhopp från skolan',
    duties: 'Testköping: Uppsökande arbete; till 2024-12-31; mål 2\nGrannby:',
    order: 'Handlingsplanen: Styrgruppen; eniga; tas upp igen\nDen egna budgeten: varje part',
    money: 'Testköping: 300 000\nGrannby: 100 000 kr',
    moneyTotal: '500 000',
    also: 'information',
  };
  await leader.submit({
    ...said,
    duties: 'Testköping: Uppsökande arbete; mål 3',
    order: 'Handlingsplanen: Styrgruppen; efter hand',
  });
  expect(leader.status).toBe(422);
  for (const wrong of [
    'Testköping: det finns inget mål 3',
    'Rad 1 säger inte vem som avgör frågan och hur',
    'Beloppen blir tillsammans inte kostnaden om året',
    'Skriv sista året som beloppen gäller',
  ])
    expect(leader.text).toContain(wrong);
  await leader.submit({ ...said, files: new File([], ''), moneyTotal: '400 000', moneyLast: '2023' });
  for (const stands of [
    // In force from the day when it was signed, as nothing else was said.
    'Version 1 gäller från 3 maj 2021',
    'Färre avhopp från skolan',
    'Testköping Uppsökande arbete',
    'Handlingsplanen Styrgruppen',
    'Den egna budgeten',
    '300 000',
    '400 000',
    'Läs avsnittet i originalet Information och sekretess',
  ])
    expect(leader.text).toContain(stands);
  await leader.open(`/collaborations/${id}/goals`);
  expect(leader.page.match(/<a [^>]*>Fler unga får arbete/g)).toHaveLength(1);
  const [, goal = ''] = /href="([^"]+)"[^>]*>Färre avhopp från skolan/.exec(leader.page) ?? [];
  await leader.open(goal);
  expect(leader.text).toContain('Uppsökande arbete');
  await leader.open(`/collaborations/${id}/groups`);
  expect(leader.text).toContain('tas upp igen');
  await leader.open(`/collaborations/${id}/financing`);
  expect(leader.text).toContain('Överenskommelse 2022');
});

test('what is no PDF is refused, and only those who prepare take over', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`/collaborations/${id}/agreements/take-over`);
  await leader.submit({ ...typed, files: file('Protokoll', 'protokoll.txt'), bound: 'Testköping' });
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('den ska vara en PDF');
  const own = await signedIn('Maria Ek');
  expect((await own.open(`/collaborations/${id}/agreements/take-over`)).status).toBe(404);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../../test/setup/composition.ts';
import { Visitor } from '../../../test/setup/visitor.ts';
import { anActor } from '../../actors/testing.ts';
import { aCollaboration, aRole, type Someone } from '../../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../../identity/testing.ts';
import { findSeriesByCode } from '../../indicators/index.ts';
import { listPriorWork } from './prior-work.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let id: string;
let here: string;
let youth: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  const kommun = await anOrganisation(host, 'Testköping');
  const maria = await aPerson(host, 'Maria Ek', kommun);
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  id = await aCollaboration(host, amina, [kommun]);
  await aRole(host, amina, id, maria);
  await anActor(host, amina, id, { name: 'Arbetsgivare i länet' });
  here = `/collaborations/${id}/situation-analysis`;
  const { rows } = await host.database.read(amina, host.now, { series: findSeriesByCode('kolada', ['N03921']) });
  youth = `series ${rows.series[0]?.id}`;
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const addressOf = (visitor: Visitor, kind: string): string =>
  new RegExp(`href="(/[^"]*/${kind}/[0-9a-f-]{36})"`).exec(visitor.page)?.[1] ?? `no ${kind}`;
const option = (visitor: Visitor, text: string): string =>
  new RegExp(`<option value="([^"]+)"[^>]*>[^<]*${text}`).exec(visitor.page)?.[1] ?? `no ${text}`;

const visitMade = {
  kind: 'studyVisit',
  what: 'Besök hos ungdomsmottagningen',
  who: '',
  other: '',
  since: '2022',
  where: 'Örnsköldsvik',
  source: '',
};

test('what is done stands with who, since when and where; a place of Sweden is known by its code', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(here);
  expect(leader.text).toContain('I Blekinge föregicks arbetet av en omvärldsanalys');
  await leader.open(`${here}/prior-work/new`);
  const employers = option(leader, 'Arbetsgivare i länet');
  await leader.submit({ ...visitMade, where: '' });
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('Skriv vilken plats det gäller.');
  expect(leader.page).toContain('Besök hos ungdomsmottagningen');
  await leader.submit({ ...visitMade, who: employers, other: 'Någon' });
  expect(leader.text).toContain('Välj i listan eller skriv ett namn, inte båda.');
  await leader.submit({ ...visitMade, who: employers });
  expect(leader.status).toBe(200);
  expect(leader.text).toMatch(/Besök hos ungdomsmottagningen.*Arbetsgivare i länet.*2022.*Örnsköldsvik/s);
  const { rows } = await host.database.read(amina, host.now, { work: listPriorWork(id) });
  expect(rows.work).toMatchObject([{ area_code: '2284', place_name: '', since_year: 2022 }]);
});

test('two who change the same row see both texts; a row is taken away with why, and the history tells it', async () => {
  const first = await signedIn('Amina Holm');
  const second = await signedIn('Maria Ek');
  await first.open(here);
  const row = addressOf(first, 'prior-work');
  await first.open(row);
  await second.open(row);
  await first.submit({ ...visitMade, what: 'Besök i Örnsköldsvik' });
  await second.submit({ ...visitMade, what: 'Resa norrut' });
  expect(second.status).toBe(409);
  expect(second.page).toContain('Resa norrut');
  expect(second.text).toContain('Besök i Örnsköldsvik');
  await second.open(row);
  await second.submit({ because: '' }, `${row}/withdrawal`);
  expect(second.status).toBe(422);
  await second.submit({ because: 'Resan blev aldrig av' }, `${row}/withdrawal`);
  expect(second.status).toBe(200);
  expect(second.text).not.toContain('Besök i Örnsköldsvik');
  expect((await second.open(row)).status).toBe(404);
  await second.open(`/collaborations/${id}/history`);
  expect(second.text).toContain('tog bort en rad om vad som redan görs');
  expect(second.text).toContain('Resan blev aldrig av');
});

test('a finding has a source and says how sure it is; a link leads nowhere but to the web', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`${here}/findings/new`);
  const typed = { text: 'Tidigt stöd ger fler examen', source: 'Testrapporten', link: '', year: '2019', grade: '' };
  await leader.submit(typed);
  expect(leader.text).toContain('Välj hur säkert det är.');
  await leader.submit({ ...typed, grade: 'provenExperience', link: 'javascript:alert(1)' });
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('Skriv en adress som börjar med https://');
  await leader.submit({ ...typed, grade: 'provenExperience', link: 'https://example.se/rapport' });
  expect(leader.text).toMatch(/Tidigt stöd ger fler examen.*Beprövad erfarenhet.*Testrapporten, 2019/s);
  expect(leader.page).toContain('<a href="https://example.se/rapport">');
});

test('a figure stands beside a statement with latest value, years, curve and source, and a finding beside a cause', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`${here}/evidence/new?section=problem`);
  const figure = { about: 'problem', statement: 'Var sjunde ung är arbetslös', what: youth, place: '' };
  await leader.submit(figure);
  expect(leader.status).toBe(422);
  await leader.submit({ ...figure, place: 'Karlskrona' });
  expect(leader.status).toBe(200);
  expect(leader.text).toMatch(/Var sjunde ung är arbetslös.*Karlskrona.*\(20\d\d\).*Källa: Kolada \(N03921\), hämtat/s);
  expect(leader.page).toMatch(/<svg class="small-curve"[^>]*aria-label="Arbetslöshet 16-24 år[^"]*Karlskrona: från/);

  await leader.open(`${here}/causes/new`);
  await leader.submit({ text: 'Stödet kommer för sent', under: '' });
  const [, cause = ''] = /evidence\/new\?cause=([0-9a-f-]+)/.exec(leader.page) ?? [];
  await leader.open(`${here}/evidence/new?cause=${cause}`);
  const finding = option(leader, 'Tidigt stöd ger fler examen');
  const borne = { about: `cause ${cause}`, statement: '', what: finding, place: '' };
  await leader.submit({ ...borne, place: 'Karlskrona' });
  expect(leader.text).toContain('ett fynd gäller ingen plats');
  await leader.submit(borne);
  expect(leader.status).toBe(200);
  expect(leader.page.match(/Tidigt stöd ger fler examen/g)?.length).toBeGreaterThan(1);

  // A finding that is taken away stands nowhere.
  const row = addressOf(leader, 'findings');
  await leader.open(row);
  await leader.submit({ because: 'Rapporten är tillbakadragen' }, `${row}/withdrawal`);
  expect(leader.text).not.toContain('Tidigt stöd ger fler examen');
  expect(leader.text).toContain('Var sjunde ung är arbetslös');
});

test('a stranger finds nothing, with the policy switched off either', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(here);
  const evidence = addressOf(leader, 'evidence');
  const open = await openHouse({ enforce: () => true, database: house.database });
  open.now = house.now;
  for (const where of [house, open]) {
    const stranger = await new Visitor(where).signIn(emailOf('Främmande Person'), testPassword);
    for (const path of [evidence, `${here}/evidence/new`, `${here}/findings/new`, `${here}/prior-work/new`]) {
      const { status, page } = await stranger.open(path);
      expect(status, path).toBe(404);
      expect(page).not.toContain('Var sjunde ung är arbetslös');
    }
  }
  await open.urls.drop();
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse, workspace } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { anActivity } from '../action-plans/testing.ts';
import { aPlanningYear, planningFacts } from '../annual-wheel/testing.ts';
import { weighTradeOff } from '../benefits/index.ts';
import { aBenefit, someFigures } from '../benefits/testing.ts';
import type { SaidInRound } from '../collaborations/index.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aLayer, aPlan } from '../financing/testing.ts';
import { aContribution, aGoal, anIndicator } from '../goals/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { type Cell, isDrawing, isMarked, plainText } from '../platform/documents/document.ts';
import { composeAndAdopt, composeAndHandOver } from './documents/composing.tsx';
import type { PackageContent } from './documents/package.tsx';
import { listPackages } from './feeding-back.ts';
import { closeRound } from './following-up.ts';
import { giveReadings, readTogether } from './interpreting.ts';
import { findRoundBefore, readStanding } from './queries.ts';
import { writeReport } from './reporting.ts';
import { aFullRound, someDeviations } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let johan: Someone;
let id: string;
let goal: string;
let first: string;
let second: string;
let parties: { amina: string; maria: string; johan: string };
const on = (day: string): Date => new Date(`${day}T09:00:00Z`);
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const at = (round: string) => `/collaborations/${id}/follow-up/${round}`;
/** Goes where the words of a link on the page lead. */
async function follow(visitor: Visitor, words: string): Promise<void> {
  const [, href] =
    [...visitor.page.matchAll(/<a[^>]*href="([^"#]*)[^"]*"[^>]*>([^<]*)<\/a>/g)].find(([, , text]) => text === words) ??
    [];
  if (!href) throw new Error(`no link ${words} on ${visitor.path}`);
  await visitor.open(href);
}
const wordsOf = (cell: Cell): string => (isDrawing(cell) ? cell.alt : isMarked(cell) ? cell.text : plainText(cell));
const standingOf = async (someone: Someone) =>
  (await house.database.read(someone, house.now, { standing: readStanding(id) })).rows.standing.map(
    ({ about }) => about,
  );

/** Readings given, read together, written and adopted, and a package to each party. */
async function handOver(round: string, changes: string): Promise<void> {
  const [deviation = ''] = await someDeviations(host, amina, id, round, goal, ['Varför?']);
  for (const [who, party] of [
    [amina, parties.amina],
    [maria, parties.maria],
    [johan, parties.johan],
  ] as const) {
    await house.database.write(who, house.now, (tx) =>
      giveReadings(tx, id, round, party, [{ deviationId: deviation, answer: 'nothingToAdd', text: '' }], new Set()),
    );
  }
  await house.database.write(amina, house.now, async (tx) => {
    await readTogether(tx, id, round, deviation, 0, {
      agreed: 'Det går åt rätt håll.',
      notAgreed: '',
      notKnown: '',
      causes: '',
      measures: 'Vi öppnar en dörr till.',
    });
    await writeReport(tx, id, round, 0, { title: 'Det går åt rätt håll', summary: 'Färre.', changes });
  });
  await house.database.write(amina, house.now, (tx) =>
    composeAndAdopt(
      tx,
      id,
      round,
      { number: 1, adoptedBy: 'Styrgruppen', adoptedOn: '2023-11-20', effect: 'standpoint', basis: '' },
      'sv',
      workspace,
    ),
  );
  await house.database.write(amina, house.now, (tx) => composeAndHandOver(tx, id, round, new Map(), 'sv', workspace));
}

/** One that its party has told of; one that is between two, and a party's own trade-off. */
async function someBenefits(): Promise<void> {
  const plan = await aPlan(host, amina, id);
  await aLayer(host, amina, id, plan, [maria.organisation, johan.organisation]);
  const own = await aBenefit(host, maria, id);
  const years = [2023, 2024];
  await someFigures(host, maria, id, own, { years, expected: ['60000000', '90000000'], realised: ['31000000', null] });
  const unseen = await aBenefit(host, amina, id, { title: 'Ovisad nytta' }, { of: johan.organisation });
  await someFigures(host, amina, id, unseen, { years, expected: ['99900', null], realised: [null, null] });
  await someFigures(host, amina, id, own, { years, expected: ['99900', null], realised: ['99900', null] });
  await house.database.write(maria, host.now, (tx) =>
    weighTradeOff(
      tx,
      id,
      parties.maria,
      {
        first_year: null,
        last_year: null,
        cost: '99900',
        cost_words: '',
        gain: null,
        gain_words: '',
        outcome: 'worthIt',
        words: 'Egna skäl',
        weighed_on: '2023-11-20',
      },
      0,
    ),
  );
}

beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  johan = await aPerson(host, 'Johan Sand', await anOrganisation(host, 'Grannby'));
  house.now = on('2023-11-20');
  id = await aCollaboration(host, amina, [maria.organisation, johan.organisation]);
  await aRole(host, amina, id, maria);
  await aRole(host, amina, id, johan);
  parties = {
    amina: await partyOf(host, amina, id, amina.organisation),
    maria: await partyOf(host, amina, id, maria.organisation),
    johan: await partyOf(host, amina, id, johan.organisation),
  };
  goal = await aGoal(host, amina, id);
  await anIndicator(host, amina, id, goal);
  await aContribution(host, maria, id, goal, parties.maria, { text: 'Alla ringer inom en vecka' });
  first = await aFullRound(host, amina, id, { name: 'Omgång ett', periodTo: 2017 });
});
afterAll(() => house.close());

describe('a round that is followed by another', () => {
  test('what became of an undertaking is asked of its party alone, and told to all with why it was not kept', async () => {
    expect(await standingOf(maria)).toContain('undertakings');
    expect(await standingOf(johan)).not.toContain('undertakings');
    const party = await signedIn('Maria Ek');
    await party.open(at(first));
    await follow(party, 'Säg vad som blev av det ni lovat');
    const outcome = /name="(outcome-[0-9a-f-]+)"/.exec(party.page)?.[1] ?? '';
    await party.submit({ [outcome]: 'partly' });
    expect(party.status).toBe(422);
    expect(party.text).toContain('Skriv varför');
    await party.submit({ [outcome]: 'partly', [outcome.replace('outcome', 'why')]: 'Två av tio nåddes inte.' });
    expect(party.text).toContain('Hållet delvis');
    expect(await standingOf(maria)).not.toContain('undertakings');
    const other = await signedIn('Johan Sand');
    await other.open(at(first));
    expect(other.text).toContain('1 hållet delvis.');
  });

  test('activities and undertakings stand in the report and first of all the party’s own in its package', async () => {
    await anActivity(
      host,
      maria,
      id,
      { title: 'Ungdomscoacher' },
      { standing: { state: 'stopped', state_on: '2023-11-20', stopped_because: 'Pengarna tog slut' } },
    );
    await someBenefits();
    await handOver(first, 'Vi ringer alla.');
    const reader = await signedIn('Johan Sand');
    await reader.open(`${at(first)}/report`);
    expect(reader.text).toMatch(/Vad vi gjorde.*Åtaganden.*Hållet delvis.*Två av tio nåddes inte/s);
    expect(reader.text).toMatch(/Aktiviteter.*1 stoppad\..*Ungdomscoacher.*Pengarna tog slut/s);
    const party = await signedIn('Maria Ek');
    await party.open(at(first));
    await follow(party, 'Öppna ert underlag');
    expect(party.text).toMatch(/Det ni gjorde.*Pengarna tog slut.*Helheten.*Pengarna tog slut/s);
    const others = await signedIn('Johan Sand');
    await others.open(at(first));
    await follow(others, 'Öppna ert underlag');
    expect(others.text).not.toMatch(/Det ni gjorde.*Pengarna tog slut.*Helheten/s);
    expect(others.text).toMatch(/Helheten.*Pengarna tog slut/s);
  });

  test('benefits stand in the report and in the party’s package, with who pays; what two have between them does not', async () => {
    const read = async (someone: Someone) =>
      (await house.database.read(someone, house.now, { sent: listPackages(id, first) })).rows.sent.map(
        ({ party_id, content }) => ({ party_id, content: content as PackageContent }),
      );
    const sent = await read(amina);
    expect(sent).toHaveLength(3);
    const told = (party: string, part: 'own' | 'whole') =>
      (sent.find((one) => one.party_id === party)?.content[part] ?? []).filter(({ heading }) =>
        ['Nytta', 'Vem betalar och vem får nytta'].includes(heading),
      );
    const cells = (said: readonly SaidInRound[]) =>
      said.flatMap(({ table }) => table?.rows.map((row) => row.cells.map(wordsOf)) ?? []);
    const sixty = '600\u00a0000';
    expect(cells(told(parties.maria, 'own'))).toEqual([
      ['Lägre försörjningsstöd', 'Testköping', 'Testköping', '2023', `${sixty} kronor`, '310\u00a0000 kronor'],
      ['2023', '1\u00a0000\u00a0000', '–', sixty, '310\u00a0000'],
    ]);
    // Of another party's benefit there is nothing in what is Grannby's own: it pays, and nobody has told what it gains.
    expect(cells(told(parties.johan, 'own'))).toEqual([['2023', '1\u00a0000\u00a0000', '–', '–', '–']]);
    expect(told(parties.johan, 'own')[0]?.sentence).toContain('Ska betala 1\u00a0000\u00a0000 kronor.');
    expect(cells(told(parties.johan, 'whole'))).toContainEqual([
      'Parterna tillsammans',
      '2023',
      '2\u00a0000\u00a0000',
      '–',
      sixty,
      '310\u00a0000',
    ]);
    // Neither in a package, its own not excepted, nor in the report, whoever opens it.
    const unsaid = /Ovisad nytta|999|Egna skäl/;
    expect(JSON.stringify(sent)).not.toMatch(unsaid);
    for (const name of ['Amina Holm', 'Maria Ek', 'Johan Sand']) {
      const reader = await signedIn(name);
      await reader.open(`${at(first)}/report`);
      expect(reader.text, name).toMatch(/Nytta.*Lägre försörjningsstöd.*Vem betalar och vem får nytta/s);
      expect(reader.page, name).not.toMatch(unsaid);
    }
  });

  test('a package comes up again when its party decides its own budget, and until every goal is taken in or not', async () => {
    await aPlanningYear(host, maria, id, maria.organisation, planningFacts({ adoption: '1–20 juni' }));
    const party = await signedIn('Maria Ek');
    await party.open(at(first));
    await follow(party, 'Öppna ert underlag');
    await party.submit({}, `${party.path}/receipt`);
    expect(await standingOf(maria)).not.toContain('package');
    expect(party.text).toMatch(/beslut om budget till 20\sjuni\s2024/);
    house.now = on('2024-06-21');
    expect(await standingOf(maria)).toContain('package');
    expect(await standingOf(amina)).toContain('packages');
    expect(await standingOf(johan)).not.toContain('packages');
    const later = await signedIn('Maria Ek');
    await later.open(party.path.replace(/\?.*/, ''));
    await later.submit({ outcome: 'notTakenIn', reason: 'Ryms inte i budgeten' }, `${later.path}/settlement`);
    expect(later.text).toContain('Ryms inte i budgeten');
    expect(await standingOf(maria)).not.toContain('package');
  });

  test('the answers open the next round, where all read them; who has not answered is a number', async () => {
    const other = await signedIn('Johan Sand');
    await other.open(at(first));
    expect(other.text).not.toContain('Ryms inte i budgeten');
    await house.database.write(amina, house.now, (tx) => closeRound(tx, id, first));
    house.now = on('2024-09-02');
    second = await aFullRound({ ...host, now: house.now }, amina, id, {
      name: 'Omgång två',
      periodTo: 2022,
      deadlineOn: '2024-10-01',
    });
    const next = await signedIn('Johan Sand');
    await next.open(at(second));
    expect(next.text).toMatch(/Vad parterna svarade förra gången.*Testköping.*Ryms inte i budgeten.*Inte infört/s);
    expect(next.text).toContain('2 parter har inte svarat än.');
    // Unanswered, it still comes up for the party that has not answered, and nobody else reads of it.
    expect(await standingOf(johan)).toContain('package');
  });

  test('two rounds stand beside each other: the value, its change, what was said, what was kept', async () => {
    const { rows } = await house.database.read(johan, house.now, { before: findRoundBefore(id, second, null) });
    expect(rows.before[0]?.id).toBe(first);
    const reader = await signedIn('Johan Sand');
    await reader.open(at(second));
    await follow(reader, 'Jämför med förra omgången');
    expect(reader.text).toMatch(/Det här sa vi att vi skulle ändra.*Vi ringer alla\./s);
    expect(reader.text).toMatch(/\(2017\).*\(2022\).*procentenheter/s);
    expect(reader.text).toContain('Vi öppnar en dörr till.');
    expect(reader.text).toMatch(/Alla ringer inom en vecka.*Hållet delvis.*Ej besvarat/s);
    expect(reader.page).toContain('class="way-drawing"');
    const packages = await house.database.read(johan, house.now, { packages: listPackages(id, first) });
    expect(packages.rows.packages).toHaveLength(1);
    const stranger = await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Främlingsboda'));
    expect(stranger).toBeTruthy();
    const outside = await signedIn('Främmande Person');
    await outside.open(`${at(second)}/compared`);
    expect(outside.status).toBe(404);
  });

  test('the next report opens with what the last one said, unread; each section is changed or said to stand before it is adopted', async () => {
    const [deviation = ''] = await someDeviations({ ...host, now: house.now }, amina, id, second, goal, ['Varför nu?']);
    await house.database.write(amina, house.now, (tx) =>
      readTogether(tx, id, second, deviation, 0, {
        agreed: '',
        notAgreed: '',
        notKnown: 'Vi vet inte.',
        causes: '',
        measures: '',
      }),
    );
    const reader = await signedIn('Johan Sand');
    await reader.open(`${at(second)}/report`);
    const mark = 'Överfört från Omgång ett, inte läst än.';
    expect(reader.text.split(mark)).toHaveLength(4);
    expect(reader.text).toContain('3 avsnitt är inte lästa');
    // What was concluded then is no heading of this year's report.
    expect(reader.page).not.toMatch(/<h1[^>]*>[^<]*Det går åt rätt håll/);
    expect(reader.page).not.toContain('/report/carried-over"');

    const leader = await signedIn('Amina Holm');
    const stand = `${at(second)}/report/carried-over`;
    await leader.open(`${at(second)}/report/adoption`);
    expect(leader.status).toBe(404);
    await leader.open(at(second));
    expect(leader.text).toContain('Börja från förra rapporten');
    await leader.open(`${at(second)}/report`);
    await leader.submit({}, stand);
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Välj minst ett avsnitt');
    const late = await signedIn('Amina Holm');
    await late.open(`${at(second)}/report`);
    await leader.submit({ read: 'title' }, stand);
    expect(leader.text).toContain('2 avsnitt är inte lästa');
    await late.submit({ read: 'changes' }, stand);
    expect(late.status).toBe(409);

    await leader.open(`${at(second)}/report/edit`);
    expect(leader.page).toContain('>Färre.</textarea>');
    expect(leader.text).toContain('Så säger siffrorna i den här omgången');
    await leader.submit({
      title: 'Det går åt rätt håll',
      summary: 'Färre, och det håller i sig.',
      changes: 'Vi ringer  alla.',
    });
    expect(leader.text).toContain('1 avsnitt är inte läst');
    const adoption = {
      number: 2,
      adoptedBy: 'Styrgruppen',
      adoptedOn: '2024-09-02',
      effect: 'standpoint',
      basis: '',
    } as const;
    const adopt = (number: number) =>
      house.database.write(amina, house.now, (tx) =>
        composeAndAdopt(tx, id, second, { ...adoption, number }, 'sv', workspace),
      );
    await expect(adopt(2)).rejects.toThrow('changed');
    expect(await standingOf(maria)).not.toContain('position');
    await reader.open(`${at(second)}/report`);
    expect(reader.page).toMatch(/<ins>.*och det håller i sig/s);
    expect(reader.page).not.toContain('name="position"');

    await leader.submit({ read: 'changes' }, stand);
    expect(await standingOf(maria)).toContain('position');
    await reader.open(`${at(second)}/report`);
    expect(reader.text).not.toContain(mark);
    expect(reader.page).toMatch(/<h1[^>]*>[^<]*Det går åt rätt håll/);
    expect(reader.page).toContain('name="position"');
    await reader.open(`/collaborations/${id}/history`);
    expect(reader.text).toContain('läste igenom text från förra rapporten som står kvar');
    await adopt(3);
  });
});

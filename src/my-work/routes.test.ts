import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { noteEntered } from '../collaborations/index.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { protect } from '../confidentiality/testing.ts';
import { aRound } from '../follow-up/testing.ts';
import { aGoal, anIndicator } from '../goals/testing.ts';
import { aHost, anOrganisation, aPerson, aSeat, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { aDeputy, isAway } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let johan: Someone;
let vera: Someone;
const began = new Date('2023-11-20T09:00:00Z');
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'), { title: 'Kontaktperson' });
  johan = await aPerson(host, 'Johan Sand', await anOrganisation(host, 'Grannby'));
  vera = await aPerson(host, 'Vera Lind', maria.organisation, { title: 'Handläggare' });
  await aDeputy(host, maria, vera, 'Vera Lind');
});
afterAll(() => house.close());

let id: string;
let goal: string;
let number = 0;
beforeEach(async () => {
  house.now = began;
  number += 1;
  id = await aCollaboration(host, amina, [maria.organisation, johan.organisation], { name: `Samverkan ${number}` });
  for (const someone of [maria, johan]) await aRole(host, amina, id, someone);
  goal = await aGoal(host, amina, id);
});
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const work = async (name: string, query = '') => {
  const visitor = await signedIn(name);
  await visitor.open(`/my-work${query}`);
  return visitor;
};
const only = () => `?collaboration=${id}`;

describe('the list', () => {
  test('holds what waits for whom acts for the party, with its last day, where it is and as whom, and leads there', async () => {
    await anIndicator(host, amina, id, goal);
    const round = await aRound(host, amina, id);
    const marias = await work('Maria Ek', only());
    expect(marias.text).toContain('Skriv era rader');
    expect(marias.text).toContain(`Samverkan ${number} · Uppdrag: Kontaktperson`);
    expect(marias.page).toContain(`href="/collaborations/${id}/follow-up/${round}"`);
    expect(marias.text).toContain('Längre fram');
    // The goal is to be answered too, without a day, after what has one.
    expect(marias.text.indexOf('Utan sista dag')).toBeGreaterThan(marias.text.indexOf('Längre fram'));
    const johans = await work('Johan Sand', only());
    expect(johans.text).toContain('Skriv era rader');
  });

  test('what is late stands first, and says so to oneself', async () => {
    await anIndicator(host, amina, id, goal);
    await aRound(host, amina, id);
    house.now = new Date('2024-01-10T09:00:00Z');
    const marias = await work('Maria Ek', only());
    expect(marias.text).toMatch(/Försenat 1 .*Försenat, \d+ dagar/);
  });

  test('a seat that nobody holds waits for whoever administers the organisation, and for nobody else there', async () => {
    const foundation = await anOrganisation(host, 'Stiftelsen');
    await aPerson(host, 'Siv Ros', foundation, { isAdministrator: true });
    await aPerson(host, 'Tage Lund', foundation);
    await aSeat(host, foundation, 'Ledamot i beredningen');
    const sivs = await work('Siv Ros');
    expect(sivs.text).toContain('Ett uppdrag i Stiftelsen saknar innehavare');
    expect(sivs.page).toContain(`href="/organisations/${foundation}"`);
    expect((await work('Tage Lund')).text).not.toContain('saknar innehavare');
  });

  test('one who leads sees the number of those waited for, and nobody by name', async () => {
    await anIndicator(host, amina, id, goal);
    await aRound(host, amina, id);
    const leader = await work('Amina Holm', only());
    expect(leader.text).toContain('Du väntar på parterna');
    expect(leader.text).toContain('Väntar på 2 svar');
    expect(leader.text).not.toContain('Testköping');
    expect(leader.text).not.toContain('Grannby');
    expect((await work('Maria Ek', only())).text).not.toContain('Du väntar på parterna');
  });

  test('of a protected collaboration only its name and how many there are', async () => {
    await anIndicator(host, amina, id, goal);
    await aRound(host, amina, id);
    await protect(host, amina, id, [amina, maria]);
    const marias = await work('Maria Ek', only());
    expect(marias.text).toContain('2 saker väntar i en skyddad samverkan');
    expect(marias.text).not.toContain('Skriv era rader');
    expect((await work('Johan Sand', only())).text).not.toContain('skyddad');
  });

  test('what was entered for the party is confirmed from there, by the party alone', async () => {
    const party = await partyOf(host, amina, id, maria.organisation);
    await host.database.write(amina, house.now, async (tx) =>
      noteEntered(tx, id, {
        partyId: party,
        subjectType: 'party',
        subjectId: party,
        summary: 'Vi deltar med två samordnare.',
        channel: 'email',
        statedOn: '2023-11-10',
      }),
    );
    expect((await work('Johan Sand', only())).text).not.toContain('Bekräfta');
    const marias = await work('Maria Ek', only());
    expect(marias.text).toContain('Bekräfta det som har förts in för er');
    await marias.open(`/collaborations/${id}/confirmations`);
    expect(marias.text).toContain('Vi deltar med två samordnare.');
    const last = marias.page.lastIndexOf('<form method="post" novalidate');
    marias.page = marias.page.slice(last);
    await marias.submit({});
    expect(marias.text).toContain('Inget mer att bekräfta');
    await marias.open(`/my-work${only()}`);
    expect(marias.text).not.toContain('Bekräfta det som');
  });

  test('holds as much of each collaboration as the list of them says', async () => {
    await anIndicator(host, amina, id, goal);
    await aRound(host, amina, id);
    const said = (page: string) =>
      Number(new RegExp(`href="/my-work\\?collaboration=${id}" aria-label="(\\d+) väntar på dig`).exec(page)?.[1] ?? 0);
    const mine = await signedIn('Maria Ek');
    await mine.open('/');
    const count = said(mine.page);
    expect(count).toBe(2);
    await mine.open(`/my-work${only()}`);
    expect(mine.page.split(`class="small where">Samverkan ${number} · `)).toHaveLength(count + 1);
    // What lies with another is in neither.
    const deputy = await signedIn('Vera Lind');
    await deputy.open('/');
    expect(said(deputy.page)).toBe(0);
    await protect(host, amina, id, [amina, maria]);
    await mine.open('/');
    expect(said(mine.page)).toBe(2);
    expect(mine.text).toContain('2 väntar på dig');
  });

  test('a stranger signs in first', async () => {
    const stranger = new Visitor(house);
    await stranger.open('/my-work');
    expect(stranger.path).toContain('/sign-in');
  });
});

describe('when a holder is away', () => {
  test('what waits lies with the deputy, and comes back by itself', async () => {
    await aRound(host, amina, id);
    expect((await work('Vera Lind', only())).text).toContain('Ingenting väntar på dig.');
    house.now = new Date('2023-12-04T09:00:00Z');
    await isAway(host, maria, '2023-12-04', '2023-12-08', house.now);
    const veras = await work('Vera Lind', only());
    expect(veras.text).toContain('Skriv era rader');
    expect(veras.text).toContain('Du ersätter Maria Ek, som är borta till och med 8 december');
    const marias = await work('Maria Ek', only());
    expect(marias.text).toContain('Ingenting väntar på dig.');
    expect(marias.text).toContain('Lämnat till ersättare');
    expect(marias.text).toContain('Ligger hos Vera Lind');
    house.now = new Date('2023-12-09T09:00:00Z');
    expect((await work('Vera Lind', only())).text).toContain('Ingenting väntar på dig.');
    expect((await work('Maria Ek', only())).text).toContain('Skriv era rader');
  });

  test('a deputy who is away too has it not, and it stays with the holder', async () => {
    await aRound(host, amina, id);
    house.now = new Date('2024-02-05T09:00:00Z');
    await isAway(host, maria, '2024-02-05', '2024-02-06', house.now);
    await isAway(host, vera, '2024-02-01', '2024-02-06', house.now);
    expect((await work('Vera Lind', only())).text).not.toContain('Du ersätter');
    expect((await work('Maria Ek', only())).text).toContain('Skriv era rader');
  });

  test('the period is asked for, kept apart from others, and can be taken back', async () => {
    house.now = new Date('2024-03-04T09:00:00Z');
    const marias = await signedIn('Maria Ek');
    await marias.open('/account/absence');
    expect(marias.text).toContain('Vera Lind');
    await marias.submit({ from: '2024-03-08', until: '2024-03-05' });
    expect(marias.status).toBe(422);
    expect(marias.text).toContain('Sista dagen kan inte vara före den första');
    await marias.submit({ from: '2024-03-05', until: '2024-03-08' });
    expect(marias.text).toContain('5 mars 2024 till 8 mars 2024');
    await marias.submit({ from: '2024-03-08', until: '2024-03-09' });
    expect(marias.status).toBe(422);
    expect(marias.text).toContain('Du har redan meddelat');
    const johans = await signedIn('Johan Sand');
    await johans.open('/account/absence');
    expect(johans.text).not.toContain('5 mars 2024');
    const removal = /\/account\/absence\/[0-9a-f-]{36}\/removal/.exec(marias.page)?.[0] ?? '';
    await marias.open('/account/absence');
    await marias.submit({}, removal);
    expect(marias.text).not.toContain('5 mars 2024');
  });
});

test('a party is never told which other is late: each sees its own, and of the others a number', async () => {
  await anIndicator(host, amina, id, goal);
  const round = await aRound(host, amina, id);
  house.now = new Date('2024-01-10T09:00:00Z');
  const johans = await signedIn('Johan Sand');
  const party = await partyOf(host, amina, id, maria.organisation);
  for (const path of [
    '/',
    '/my-work',
    `/my-work${only()}`,
    `/collaborations/${id}`,
    `/collaborations/${id}/follow-up`,
    `/collaborations/${id}/follow-up/${round}`,
    `/collaborations/${id}/parties`,
    `/collaborations/${id}/parties/${party}`,
  ]) {
    await johans.open(path);
    expect(johans.status, path).toBe(200);
    expect(johans.text, path).not.toMatch(/Testköping[^.]{0,60}(Försenat|Har inte svarat|sen\b)/i);
  }
});

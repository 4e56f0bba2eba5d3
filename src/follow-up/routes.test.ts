import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { anAgreementInForce } from '../agreements/testing.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aGoal, anIndicator } from '../goals/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { doubtValue, findSeriesByCode } from '../indicators/index.ts';
import { statement } from '../platform/database/statement.ts';
import { listLines } from './queries.ts';
import { aRound } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let johan: Someone;
let id: string;
let goal: string;
let round: string;
let parties: { amina: string; maria: string; johan: string };
const began = new Date('2023-11-20T09:00:00Z');
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  johan = await aPerson(host, 'Johan Sand', await anOrganisation(host, 'Grannby'));
});
afterAll(() => house.close());
beforeEach(async () => {
  house.now = began;
  id = await aCollaboration(host, amina, [maria.organisation, johan.organisation]);
  await aRole(host, amina, id, maria);
  await aRole(host, amina, id, johan);
  goal = await aGoal(host, amina, id);
  await anIndicator(host, amina, id, goal);
  round = await aRound(host, amina, id);
  parties = {
    amina: await partyOf(host, amina, id, amina.organisation),
    maria: await partyOf(host, amina, id, maria.organisation),
    johan: await partyOf(host, amina, id, johan.organisation),
  };
});
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const at = () => `/collaborations/${id}/follow-up/${round}`;
const answer = async (name: string, party: string, text: string) => {
  const who = await signedIn(name);
  await who.open(`${at()}/lines/${party}`);
  return await who.submit(
    text === ''
      ? { [`line-${goal}`]: '', [`nothing-${goal}`]: 'yes' }
      : { [`line-${goal}`]: text, [`rung-${goal}`]: 'a' },
  );
};

describe('until all have answered', () => {
  test('nobody sees another’s line, in the page or in the database; the leader alone sees who is late', async () => {
    await answer('Maria Ek', parties.maria, 'Uppsökande team sedan i våras.');
    const johans = await signedIn('Johan Sand');
    await johans.open(at());
    expect(johans.text).not.toContain('Uppsökande team');
    expect(johans.text).toContain('Väntar på 2 svar');
    expect(johans.text).not.toContain('Har inte svarat');
    const leader = await signedIn('Amina Holm');
    await leader.open(at());
    expect(leader.text).not.toContain('Uppsökande team');
    expect(leader.text).toContain('Har inte svarat');
    const { rows } = await house.database.read(johan, house.now, { lines: listLines(id, round) });
    expect(rows.lines).toEqual([]);
    await leader.open(`/collaborations/${id}/history`);
    expect(leader.text).not.toContain('Uppsökande team');
  });

  test('one’s own line can be changed', async () => {
    await answer('Maria Ek', parties.maria, 'Första försöket.');
    const own = await answer('Maria Ek', parties.maria, 'Andra försöket.');
    expect(own.text).toContain('Andra försöket.');
    expect(own.text).not.toContain('Första försöket.');
  });

  test('two who write one’s own line at once: the second is told, and both texts stand there', async () => {
    const first = await signedIn('Maria Ek');
    const second = await signedIn('Maria Ek');
    for (const one of [first, second]) await one.open(`${at()}/lines/${parties.maria}`);
    await first.submit({ [`line-${goal}`]: 'Första försöket.' });
    await second.submit({ [`line-${goal}`]: 'Andra försöket.' });
    expect(second.status).toBe(409);
    expect(second.text).toContain('Nu står det: Första försöket.');
    expect(second.page).toContain('>Andra försöket.</textarea>');
  });

  test('an empty line is asked for, unless there is nothing to add', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/lines/${parties.maria}`);
    await own.submit({ [`line-${goal}`]: '' });
    expect(own.status).toBe(422);
    expect(own.text).toContain('Skriv en rad, eller välj att ni inte har något att tillägga');
    expect((await answer('Maria Ek', parties.maria, '')).status).toBe(200);
  });
});

describe('when the last answer is in', () => {
  test('all read all, and no line is changed any more', async () => {
    await answer('Maria Ek', parties.maria, 'Uppsökande team sedan i våras.');
    await answer('Johan Sand', parties.johan, '');
    await answer('Amina Holm', parties.amina, 'Tre utlysningar.');
    const johans = await signedIn('Johan Sand');
    await johans.open(at());
    expect(johans.text).toContain('Uppsökande team sedan i våras.');
    expect(johans.text).toContain('Inget att tillägga: Grannby (ni).');
    const late = await signedIn('Maria Ek');
    await late.open(`${at()}/lines/${parties.maria}`);
    expect(late.text).toContain('De kan inte längre ändras.');
  });

  test('two who write joint lines at once: the second is told, and both texts stand there', async () => {
    house.now = new Date('2023-12-19T09:00:00Z');
    const leader = await signedIn('Amina Holm');
    const again = await signedIn('Amina Holm');
    for (const one of [leader, again]) await one.open(`${at()}/joint`);
    await leader.submit({ [`line-${goal}`]: 'Värdet har fallit.' });
    await again.submit({ [`line-${goal}`]: 'Något annat.' });
    expect(again.status).toBe(409);
    expect(again.text).toContain('Nu står det: Värdet har fallit.');
    expect(again.page).toContain('>Något annat.</textarea>');
    // Having read both, the second may put its own in place.
    await again.submit({ [`line-${goal}`]: 'Något annat.' });
    expect(again.text).toContain('Något annat.');
  });

  test('the joint line is written, the round closed, and each party has a page of its own', async () => {
    await answer('Maria Ek', parties.maria, 'Uppsökande team sedan i våras.');
    await answer('Johan Sand', parties.johan, '');
    await answer('Amina Holm', parties.amina, 'Tre utlysningar.');
    const leader = await signedIn('Amina Holm');
    await leader.open(`${at()}/joint`);
    await leader.submit({ [`line-${goal}`]: 'Värdet har fallit, också i hela landet.', [`rung-${goal}`]: 'b' });
    expect(leader.text).toContain('Värdet har fallit, också i hela landet. Värdet ändrades');
    await leader.open(at());
    await leader.submit({}, `${at()}/closing`);
    expect(leader.text).toContain('Avslutad 20 november 2023');
    await leader.open(`${at()}/parties/${parties.maria}`);
    expect(leader.text).toContain('Testköping i uppföljningen');
    expect(leader.text).toContain('Uppsökande team sedan i våras. Vi gjorde det');
    expect(leader.text).toContain('Från 14,2 % (2013) till 5,1 % (2022).');
    expect((await leader.open(`${at()}/lines/${parties.amina}`)).status).toBe(404);
  });
});

test('at the deadline all read what there is, and who has not answered may still add a line', async () => {
  await answer('Maria Ek', parties.maria, 'Uppsökande team sedan i våras.');
  house.now = new Date('2023-12-18T22:59:00Z');
  const johans = await signedIn('Johan Sand');
  await johans.open(at());
  expect(johans.text).not.toContain('Uppsökande team');
  house.now = new Date('2023-12-18T23:00:01Z');
  const later = await signedIn('Johan Sand');
  await later.open(at());
  expect(later.text).toContain('Uppsökande team sedan i våras.');
  await answer('Johan Sand', parties.johan, 'Sent, men här.');
  await later.open(at());
  expect(later.text).toContain('Sent, men här.');
  const overview = await signedIn('Amina Holm');
  await overview.open(`/collaborations/${id}`);
  expect(overview.text).toContain('Försenat, 1 dag');
});

test('the numbers stay as they were when the round opened, whatever happens to the goal', async () => {
  await house.database.write(amina, house.now, async (tx) => {
    tx.send({
      name: 'change-target',
      text: 'update indicator set target = 1 where collaboration_id = $1',
      values: [id],
    });
  });
  const leader = await signedIn('Amina Holm');
  await leader.open(at());
  expect(leader.text).toContain('Mål 7,1 % till 2017. Inte nått.');
  expect(leader.text).toMatch(/Fryst underlag [0-9a-f]{12}/);
});

test('a value that is doubted when the round opens is frozen as doubted, with why, and the hash is that of what was published', async () => {
  await host.database.write(amina, host.now, async (tx) => {
    const series = await tx.one(findSeriesByCode('kolada', ['N03921']));
    doubtValue(tx, {
      collaborationId: id,
      seriesId: series.id,
      areaCode: '0010',
      period: 2020,
      sex: 'T',
      reason: 'Registret lades om under året.',
    });
  });
  const leader = await signedIn('Amina Holm');
  const hashOf = (text: string) => /Fryst underlag ([0-9a-f]{12})/.exec(text)?.[1];
  const published = hashOf((await leader.open(at())).text);
  expect(leader.text).not.toContain('ifrågasatt');

  round = await aRound(host, amina, id, { name: 'Uppföljning igen' });
  await leader.open(at());
  expect(leader.text).toContain('Värdet för 2020 är ifrågasatt: Registret lades om under året.');
  expect(leader.page).toContain('class="chart-doubted"');
  expect(hashOf(leader.text)).toBe(published);
  await leader.open(`${at()}/parties/${parties.maria}`);
  expect(leader.page).toMatch(/8,3<span class="sign doubted" aria-hidden="true">\*/);

  const { rows } = await house.database.read(amina, house.now, {
    opened: statement<{ after: unknown }, [round: string]>(`
      select p.after from history h join history_payload p on p.history_id = h.id
      where h.subject_id = $1 and h.verb = 'round.opened'`)(round),
  });
  expect(rows.opened[0]?.after).toMatchObject({
    doubts: [{ place: '0010', period: 2020, sex: 'T', doubt: 'Registret lades om under året.' }],
  });
});

test('two rounds on the same values have the same hash', async () => {
  const again = await aRound(host, amina, id);
  const leader = await signedIn('Amina Holm');
  const hashOf = (text: string) => /Fryst underlag ([0-9a-f]{12})/.exec(text)?.[1];
  const one = hashOf((await leader.open(at())).text);
  round = again;
  expect(hashOf((await leader.open(at())).text)).toBe(one);
});

test('a goal that is measured for women is read by women’s values', async () => {
  const women = await aGoal(host, amina, id, { text: 'Färre unga kvinnor är arbetslösa' });
  await anIndicator(host, amina, id, women, { sex: 'K', baseline: 12.767142, target: 6.383571 });
  round = await aRound(host, amina, id);
  const leader = await signedIn('Amina Holm');
  await leader.open(at());
  expect(leader.text).toContain('Från 12,8 % (2013) till 4,4 % (2022). Mål 6,4 % till 2017. Inte nått.');
});

test('the next round waits for whoever leads, as often as the agreement in force says', async () => {
  const live = await aCollaboration(host, amina, [maria.organisation]);
  await aRole(host, amina, live, maria);
  const bound = [
    { partyId: await partyOf(host, amina, live, amina.organisation), by: amina },
    { partyId: await partyOf(host, amina, live, maria.organisation), by: maria },
  ];
  await anAgreementInForce(host, amina, live, bound, { follow_up_months: 6 });
  const asked = async (now: string, name: string) => {
    house.now = new Date(now);
    return (await (await signedIn(name)).open(`/collaborations/${live}`)).text;
  };
  expect(await asked('2023-11-20T09:00:00Z', 'Amina Holm')).not.toContain('Öppna nästa uppföljning');
  const due = await asked('2024-05-10T09:00:00Z', 'Amina Holm');
  expect(due).toContain('Öppna nästa uppföljning');
  expect(due).toContain('säger att ni följer upp var 6:e månad. Ingen uppföljning är gjord');
  expect(await asked('2024-05-10T09:00:00Z', 'Maria Ek')).not.toContain('Öppna nästa uppföljning');
  await aGoal(host, amina, live);
  await aRound(host, amina, live);
  expect(await asked('2024-05-10T09:00:00Z', 'Amina Holm')).not.toContain('Öppna nästa uppföljning');
});

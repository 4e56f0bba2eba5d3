import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aGoal } from '../goals/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { answerContest, contestLink, contestNoLonger } from './contesting.ts';
import { listEffectContests, listEffectLinks, listEffectSteps } from './effect-queries.ts';
import { anActivity } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let nils: Someone;
let id: string;
let own: string;
let other: string;
let goal: string;
let activity: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  nils = await aPerson(host, 'Nils Alm', await anOrganisation(host, 'Grannby'));
  id = await aCollaboration(host, amina, [maria.organisation, nils.organisation]);
  await aRole(host, amina, id, maria);
  await aRole(host, amina, id, nils);
  own = await partyOf(host, amina, id, maria.organisation);
  other = await partyOf(host, amina, id, nils.organisation);
  goal = await aGoal(host, amina, id, { text: 'Arbetslösheten halveras' });
  activity = await anActivity(host, maria, id, { title: 'Kvällsöppet' });
});
afterAll(() => house.close());

const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const at = (path = '') => `/collaborations/${id}/action-plan/effects${path}`;
const read = async () =>
  (
    await host.database.read(amina, host.now, {
      steps: listEffectSteps(id),
      links: listEffectLinks(id),
      contests: listEffectContests(id),
    })
  ).rows;

test('steps and links are written by whoever prepares, with why; what is loose and what does not follow is told', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(at('/steps/new'));
  await leader.submit({ text: '' });
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('Välj prestation eller effekt');
  expect(leader.text).toContain('Skriv vad det är');
  for (const [kind, text] of [
    ['output', 'Öppet två kvällar i veckan'],
    ['outcome', 'Fler unga tar kontakt'],
  ] as const) {
    await leader.open(at('/steps/new'));
    await leader.submit({ kind, text });
  }
  // The next thing asked is what it is linked with, and the step stands there chosen.
  expect(leader.page).toContain('selected');
  const { steps } = await read();
  const [output, outcome] = steps.map((one) => one.id);
  await leader.submit({ from: activity, to: outcome ?? '', because: '' });
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('Skriv varför ni tror det');
  expect(leader.text).toContain('En aktivitet leder till en prestation');
  const link = async (fields: Record<string, string>) => {
    await leader.open(at('/links/new'));
    await leader.submit(fields);
  };
  await link({ from: activity, to: output ?? '', because: 'Två vägledare räcker' });
  await link({ from: output ?? '', to: outcome ?? '', because: 'x', grade: 'evidenceBased' });
  expect(leader.text).toContain('Skriv vad det stöder sig på');
  await leader.submit({
    from: output ?? '',
    to: outcome ?? '',
    because: 'Piloten visade det',
    grade: 'provenExperience',
    source: 'Piloten 2022',
  });
  expect(leader.status).toBe(200);
  expect(leader.text).toContain('Leder inte till något mål');
  expect(leader.text).toContain('Ingen effekt är tänkt att leda hit');
  await link({ from: outcome ?? '', to: goal, because: 'Kontakt ger en plan' });
  expect(leader.text).not.toContain('Leder inte till något mål');
  expect(leader.text).toMatch(
    /Arbetslösheten halveras.*Fler unga tar kontakt.*Kontakt ger en plan.*Öppet två kvällar.*Piloten visade det.*Kvällsöppet.*Två vägledare räcker/,
  );
  expect(leader.page).toContain('class="effects"');
  await link({ from: outcome ?? '', to: goal, because: 'Igen' });
  expect(leader.text).toContain('Det ledet finns redan');
  // A party writes no steps, and a stranger sees nothing.
  const visitor = await signedIn('Maria Ek');
  expect((await visitor.open(at('/steps/new'))).status).toBe(404);
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  expect((await (await signedIn('Främmande Person')).open(at())).status).toBe(404);
});

test('a party contests a link with its reason, is answered, and it stands contested until the party takes it back', async () => {
  const { links } = await read();
  const link = links.find((one) => one.goal_id === goal);
  if (!link) throw new Error('no link');
  const visitor = await signedIn('Maria Ek');
  await visitor.open(at(`/links/${link.id}`));
  await visitor.open(at(`/links/${link.id}/contests/${own}`));
  await visitor.submit({ reason: '' });
  expect(visitor.text).toContain('Skriv varför');
  await visitor.submit({ reason: 'En plan räcker inte' });
  expect(visitor.text).toContain('En plan räcker inte');
  expect((await visitor.open(at(`/links/${link.id}/contests/${other}`))).status).toBe(404);
  await visitor.open(at());
  expect(visitor.text).toContain('Ifrågasatt av Testköping');
  expect(visitor.page).toContain('effect-mark');
  const leader = await signedIn('Amina Holm');
  await leader.open(`/collaborations/${id}`);
  expect(leader.text).toContain('Ett led i effektkedjan är ifrågasatt');
  // What the party has said itself is nobody else's to change.
  expect((await leader.open(at(`/links/${link.id}/contests/${own}`))).status).toBe(404);
  const [contest] = (await read()).contests;
  await leader.open(at(`/contests/${contest?.id}/answer`));
  await leader.submit({ answer: 'Vi prövar det i vår' });
  expect(leader.text).toContain('Vi prövar det i vår');
  await leader.open(`/collaborations/${id}`);
  expect(leader.text).not.toContain('Ett led i effektkedjan är ifrågasatt');
  await visitor.open(at());
  expect(visitor.text).toContain('Ifrågasatt av Testköping, besvarat');
  await visitor.open(at(`/links/${link.id}`));
  await visitor.submit({}, at(`/contests/${contest?.id}/withdrawal`));
  expect(visitor.text).toContain('Ingen part har ifrågasatt det');
  // Entered for a party that does not sign in, it says from whom it comes.
  await leader.open(at(`/links/${link.id}/contests/${other}`));
  await leader.submit({ reason: 'Det saknas arbetsgivare', channel: 'email', statedOn: '2023-11-01' });
  expect(leader.text).toMatch(/uppgift från Grannby/i);
});

test('the database holds the same: a party contests for itself, and whoever prepares answers and nothing else', async () => {
  const { links } = await read();
  const link = links.find((one) => one.activity_id === activity)?.id ?? '';
  const whose = { partyId: own, organisationId: maria.organisation };
  const contest = (by: Someone, more: object = {}) =>
    host.database.write(by, host.now, (tx) => contestLink(tx, id, link, undefined, 'Nej', { ...whose, ...more }));
  await expect(contest(nils)).rejects.toThrow(/row-level security/);
  await expect(contest(amina)).rejects.toThrow(/row-level security/);
  await contest(maria);
  const row = (await read()).contests.find((one) => one.link_id === link);
  if (!row) throw new Error('no contest');
  await expect(host.database.write(amina, host.now, (tx) => contestNoLonger(tx, id, row, row.version))).rejects.toThrow(
    /a party contests for itself/,
  );
  await expect(
    host.database.write(maria, host.now, (tx) => answerContest(tx, id, row, row.version, 'Själv')),
  ).rejects.toThrow(/whoever prepares answers/);
  await host.database.write(amina, host.now, (tx) => answerContest(tx, id, row, row.version, 'Vi hör er'));
});

test('an own goal that an activity serves is the party’s alone until it shares it', async () => {
  const path = `/collaborations/${id}/action-plan/activities/${activity}`;
  const visitor = await signedIn('Maria Ek');
  await visitor.open(`${path}/own-goal`);
  await visitor.submit({ text: 'Färre på försörjningsstöd', standsIn: 'Budget 2024', sharing: 'alone' });
  expect(visitor.text).toMatch(/Färre på försörjningsstöd.*Bara ni ser det/);
  const [leader, another] = [await signedIn('Amina Holm'), await signedIn('Nils Alm')];
  expect((await leader.open(path)).text).not.toContain('Färre på försörjningsstöd');
  expect((await leader.open(`/collaborations/${id}/history`)).text).not.toContain('Färre på försörjningsstöd');
  expect((await another.open(`${path}/own-goal`)).status).toBe(404);
  await visitor.open(`${path}/own-goal`);
  await visitor.submit({ text: 'Färre på försörjningsstöd', standsIn: 'Budget 2024', sharing: 'shared' });
  expect((await leader.open(path)).text).toMatch(/Färre på försörjningsstöd.*Testköping · Står i Budget 2024/);
  await visitor.open(`${path}/own-goal`);
  await visitor.submit({ text: '' });
  expect((await leader.open(path)).text).not.toContain('Färre på försörjningsstöd');
});

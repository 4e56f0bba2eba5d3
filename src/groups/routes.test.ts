import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import { closeOutcome, openMatter, takePosition } from './outcomes.ts';
import { listDecisionRules, listOutcomes } from './queries.ts';
import { changeRule } from './rule-setting.ts';
import { aGroup, aMatter, aPlace, aRule } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let kommun: string;
let outside: string;
let id: string;
let party: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  kommun = await anOrganisation(host, 'Testköping');
  outside = await anOrganisation(host, 'Grannby');
  maria = await aPerson(host, 'Maria Ek', kommun);
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  id = await aCollaboration(host, amina, [kommun, outside]);
  await aRole(host, amina, id, maria);
  party = await partyOf(host, amina, id, kommun);
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const at = (path: string) => `/collaborations/${id}/${path}`;

describe('a group', () => {
  test('is formed, shown in picture and list, and its empty places show', async () => {
    const leader = await signedIn('Amina Holm');
    await leader.open(at('groups/new'));
    await leader.submit({ name: '', nature: 'forum' });
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Skriv vad gruppen heter');
    await leader.submit({ name: 'Samrådet', kind: 'forum', nature: 'forum', mandate: 'Samtalar.', times: '4' });
    expect(leader.text).toContain('Forum, utan eget mandat');
    expect(leader.text).toContain('4 gånger om året');
    const group = leader.path.split('/').at(-1)?.split('?')[0] ?? '';
    await leader.open(at(`groups/${group}/places/new`));
    await leader.submit({ title: 'Kommundirektör', from: 'municipality', count: '1', taken: '1', role: 'member' });
    expect(leader.text).toContain('varje kommun');
    expect(leader.text).toContain('1 av 2');
    await leader.open(at('groups'));
    expect(leader.page).toContain('class="group-chart"');
    expect(leader.text).toContain('1 tom plats');
    expect((await leader.open(at('groups/chart/svg'))).page).toContain('Samrådet');
    expect((await leader.open(at('groups/chart/csv'))).page).toContain('Samrådet;Forum;;;2;1;');
  });

  test('is told a stranger as little of as one that is not there', async () => {
    const stranger = await signedIn('Främmande Person');
    expect((await stranger.open(at('groups'))).status).toBe(404);
    expect((await stranger.open(at('outcomes'))).status).toBe(404);
  });

  test('is changed by nobody but those who prepare', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(at('groups'));
    expect(own.page).not.toContain('/groups/new');
    expect((await own.open(at('groups/new'))).status).toBe(404);
  });

  test('cannot stand under one that stands under it', async () => {
    const above = await aGroup(host, amina, id, { name: 'Över' });
    const below = await aGroup(host, amina, id, { name: 'Under', under_group_id: above });
    const leader = await signedIn('Amina Holm');
    await leader.open(at(`groups/${above}/edit`));
    await leader.submit({ name: 'Över', nature: 'forum', under: below });
    expect(leader.text).toContain('En grupp kan inte stå under sig själv');
  });

  test('two who change it at once: the second is told, and both texts stand there', async () => {
    const group = await aGroup(host, amina, id, { name: 'Beredningen' });
    const one = await signedIn('Amina Holm');
    const other = await signedIn('Amina Holm');
    for (const each of [one, other]) await each.open(at(`groups/${group}/edit`));
    await one.submit({ name: 'Beredningsgruppen', nature: '' });
    await other.submit({ name: 'Beredargruppen', nature: '' });
    expect(other.status).toBe(409);
    expect(other.text).toContain('Nu står det: Beredningsgruppen');
    expect(other.page).toContain('value="Beredargruppen"');
  });
});

describe('a decision rule', () => {
  test('is refused an effect that the group cannot have', async () => {
    const forum = await aGroup(host, amina, id, { name: 'Forumet', kind: 'forum', nature: 'forum' });
    const leader = await signedIn('Amina Holm');
    await leader.open(at('decision-rules/new?subject=spending'));
    await leader.submit({
      subject: 'Utgifter',
      group: forum,
      way: 'consensus',
      effect: 'decisionWithinMandate',
      basis: 'Avtalet',
    });
    expect(leader.text).toContain('Gruppen kan inte ha den verkan');
    await leader.submit({ subject: 'Utgifter', group: forum, way: 'eachParty', effect: 'standpoint' });
    expect(leader.text).toContain('I egen ordning hör ihop med varje part');
  });

  test('by majority binds nobody who has not agreed, and is asked anew when it is changed', async () => {
    const group = await aGroup(host, amina, id);
    const rule = await aRule(host, amina, id, {
      group_id: group,
      way: 'majority',
      subject: 'Logotyp',
      usual_subject: null,
    });
    const own = await signedIn('Maria Ek');
    await own.open(`/collaborations/${id}`);
    expect(own.text).toContain('Går ni med på att de flesta beslutar om logotyp?');
    await own.open(at(`decision-rules/${rule}`));
    await own.submit({ answer: 'agrees' }, at(`decision-rules/${rule}/consent`));
    await own.open(at('groups'));
    expect(own.text).toContain('1 av 3 parter har gått med på det');
    expect(own.text).toContain('2 parter har inte gått med på att de flesta beslutar om logotyp');
    const leader = await signedIn('Amina Holm');
    await leader.open(at(`decision-rules/${rule}/edit`));
    await leader.submit({ subject: 'Logotyp och namn', group, way: 'majority', effect: 'standpoint' });
    expect(leader.text).toContain('0 av 3 parter har gått med på det');
    await leader.open(at(`decision-rules/${rule}/edit`));
    await leader.submit({}, at(`decision-rules/${rule}/withdrawal`));
  });
});

test('a matter goes from positions by party, through its outcome, to what a party decided and carried out', async () => {
  const group = await aGroup(host, amina, id, { kind: 'politicalSteeringGroup' });
  await aPlace(host, amina, id, group, {
    title: 'Ledamot',
    party_id: party,
    seat_id: maria.seat,
    organisation_id: maria.organisation,
  });
  const rule = await aRule(host, amina, id, { group_id: group, if_not_agreed: 'Var och en gör sitt' });
  const leader = await signedIn('Amina Holm');
  await leader.open(at(`outcomes/new?group=${group}`));
  await leader.submit({ group, rule, matter: 'Målet skärps', grounds: 'Det går för sakta.' });
  const outcome = leader.path.split('/').at(-1)?.split('?')[0] ?? '';
  expect(leader.text).toContain('Styrgruppen 2023:1');

  const own = await signedIn('Maria Ek');
  await own.open(`/collaborations/${id}`);
  expect(own.text).toContain('Ta ställning: Målet skärps');
  await own.open(at(`outcomes/${outcome}`));
  await own.submit({ position: '' }, at(`outcomes/${outcome}/positions`));
  expect(own.status).toBe(422);
  expect(own.text).toContain('Välj ett ställningstagande');
  await own.submit(
    { position: 'doesNotSupport', reservation: 'Vi har inte råd.' },
    at(`outcomes/${outcome}/positions`),
  );
  expect(own.text).toContain('Reservation: Vi har inte råd.');
  await own.submit({ ownReservation: 'Jag vill gå längre.' }, at(`outcomes/${outcome}/reservation`));
  expect(own.text).toContain('Maria Ek: Jag vill gå längre.');

  await leader.open(at(`outcomes/${outcome}`));
  expect(leader.page).not.toContain('name="ownReservation"');
  await leader.open(at(`outcomes/${outcome}/closing`));
  await leader.submit({
    result: 'agreed',
    wording: 'Målet är 5 procent.',
    effect: 'recommendation',
    decidedOn: '2023-11-20',
    parties: party,
  });
  expect(leader.text).toContain('Målet är 5 procent.');
  const rules = (await host.database.read(amina, host.now, { rules: listDecisionRules(id) })).rows.rules;
  const before = rules.find((one) => one.id === rule);
  if (!before) throw new Error('no rule');
  await host.database.write(amina, host.now, (tx) =>
    changeRule(tx, id, before, before.version, { ...before, if_not_agreed: 'Ordföranden' }),
  );
  await leader.open(at(`outcomes/${outcome}`));
  expect(leader.text).toContain('Var och en gör sitt');
  expect(leader.text).not.toContain('Ordföranden');
  expect((await leader.open(at(`outcomes/${outcome}/edit`))).status).toBe(404);

  await own.open(`/collaborations/${id}`);
  expect(own.text).toContain('Ert beslut väntar: Målet skärps');
  await own.open(at(`outcomes/${outcome}/decisions/${party}`));
  await own.submit({ decision: 'approved', instance: '', carriedOut: '' });
  expect(own.text).toContain('Skriv vilken instans som har beslutat');
  await own.submit({
    instance: 'Kommunstyrelsen',
    decision: 'approved',
    decidedOn: '2023-11-20',
    paragraph: '§ 212',
    carriedOut: 'partly',
    carriedOutNote: 'En av två delar.',
  });
  expect(own.text).toContain('Kommunstyrelsen § 212');
  expect(own.text).toContain('Delvis genomfört');
  await own.open(at('outcomes/csv'));
  expect(own.page).toContain('Ställer sig inte bakom;Vi har inte råd.;Kommunstyrelsen;Bifall;2023-11-20;§ 212');
  await own.open(at('history'));
  expect(own.text).toContain('tog ställning i en fråga');
});

test('what is closed is never changed, by the application or beside it', async () => {
  const group = await aGroup(host, amina, id);
  const { id: outcome } = await aMatter(host, amina, id, group);
  await host.database.write(maria, host.now, (tx) => takePosition(tx, id, outcome, 0, 'supports', ''));
  await host.database.write(amina, host.now, (tx) =>
    closeOutcome(tx, id, outcome, 1, {
      result: 'agreed',
      effect: 'standpoint',
      basis: '',
      wording: 'Ja.',
      decidedOn: '2023-11-20',
      lookAgainOn: null,
      parties: [],
    }),
  );
  await expect(
    host.database.write(maria, host.now, (tx) => takePosition(tx, id, outcome, 1, 'abstains', '')),
  ).rejects.toThrow('outcomeIsClosed');
  const owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  onTestFinished(() => owner.end());
  for (const change of [
    "update outcome set wording = 'Nej.' where id = $1",
    'update outcome set withdrawn_at = opened_at where id = $1',
    "update outcome_position set position = 'abstains' where outcome_id = $1",
  ]) {
    await expect(owner.query(change, [outcome]), change).rejects.toThrow('a closed outcome is not changed');
  }
  for (const [table, column] of [
    ['outcome', 'id'],
    ['outcome_position', 'outcome_id'],
    ['personal_reservation', 'outcome_id'],
  ] as const) {
    const text = `delete from ${table} where collaboration_id = $1 and ${column} = $2`;
    const taken = host.database.write(amina, host.now, async (tx) => {
      tx.send({ name: `take-${table}`, text, values: [id, outcome] });
    });
    await expect(taken, table).rejects.toThrow(`permission denied for table ${table}`);
  }
});

test('nobody gives a position, or agrees to a majority, for another: the database refuses it too', async () => {
  const group = await aGroup(host, amina, id);
  const { id: outcome } = await aMatter(host, amina, id, group);
  const rule = await aRule(host, amina, id, { group_id: group, way: 'majority' });
  const leading = await partyOf(host, amina, id, amina.organisation);
  const forge = (by: Someone, of: string, organisation: string, text: string, about: string) =>
    host.database.write(by, host.now, async (tx) => {
      tx.send({ name: `forge-${about}`, text, values: [id, about, of, organisation, host.now, by.person] });
    });
  const position = `insert into outcome_position (collaboration_id, outcome_id, party_id, organisation_id, position, answered_at,
    answered_by) values ($1, $2, $3, $4, 'supports', $5, $6)`;
  const consent = `insert into decision_rule_consent (collaboration_id, decision_rule_id, party_id, organisation_id, rule_version,
    answer, answered_at, answered_by) values ($1, $2, $3, $4, 1, 'agrees', $5, $6)`;
  for (const [text, about] of [
    [position, outcome],
    [consent, rule],
  ] as const) {
    await expect(forge(amina, party, kommun, text, about)).rejects.toThrow('row-level security');
    await expect(forge(amina, party, amina.organisation, text, about)).rejects.toThrow('row-level security');
    await expect(forge(maria, leading, kommun, text, about)).rejects.toThrow('row-level security');
    await forge(maria, party, kommun, text, about);
  }
});

test('fifty matters opened at once are numbered without a gap, one that was taken back not counted', async () => {
  const group = await aGroup(host, amina, id, { name: 'Tävlingen' });
  const opened = await Promise.allSettled(
    Array.from({ length: 51 }, (_, at) =>
      at === 25
        ? host.database.write(amina, host.now, async (tx) => {
            await openMatter(tx, id, { group_id: group, decision_rule_id: null, matter: 'Ångrad', grounds: '' });
            throw new Error('taken back');
          })
        : aMatter(host, amina, id, group, `Fråga ${at}`),
    ),
  );
  expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
  const { rows } = await host.database.read(amina, host.now, { outcomes: listOutcomes(id) });
  const numbers = rows.outcomes.filter((one) => one.group_id === group).map(({ number }) => number);
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
  const { rows: series } = await host.database.read(amina, host.now, {
    last: statement<{ last_number: number }, [group: string]>(
      'select last_number from outcome_series where group_id = $1',
    )(group),
  });
  expect(series.last).toEqual([{ last_number: 50 }]);
});

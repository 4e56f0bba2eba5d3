import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aGoal } from '../goals/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { listActivities, listActivityParties } from './queries.ts';
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
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  nils = await aPerson(host, 'Nils Alm', await anOrganisation(host, 'Grannby'));
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  id = await aCollaboration(host, amina, [maria.organisation, nils.organisation]);
  await aRole(host, amina, id, maria);
  await aRole(host, amina, id, nils);
  own = await partyOf(host, amina, id, maria.organisation);
  other = await partyOf(host, amina, id, nils.organisation);
  goal = await aGoal(host, amina, id, { text: 'Arbetslösheten halveras', target_year: 2025 });
});
afterAll(() => house.close());

const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const at = (path = '') => `/collaborations/${id}/action-plan${path}`;
const idIn = (path: string) => /activities\/([0-9a-f-]{36})/.exec(path)?.[1] ?? '';
const byTitle = async (title: string) => {
  const { rows } = await host.database.read(amina, host.now, { activities: listActivities(id) });
  const found = rows.activities.find((one) => one.title === title);
  if (!found) throw new Error(`no activity called ${title}`);
  return found;
};

describe('an activity', () => {
  test('is written by its party, shown by goal, by party and over time, and its faults are told', async () => {
    const visitor = await signedIn('Maria Ek');
    await visitor.open(at('/activities/new'));
    await visitor.submit({ title: '', startsOn: '2023-06-01', dueOn: '2023-01-01', grade: 'untested', hours: 'många' });
    expect(visitor.status).toBe(422);
    for (const fault of [
      'Skriv vad som ska göras',
      'Slutet får inte ligga före början',
      'Skriv vilken fråga piloten ska besvara',
      'Skriv timmar som 120, 7,5 eller 7:30',
    ])
      expect(visitor.text).toContain(fault);
    await visitor.submit({
      title: 'Uppsökande möten',
      goals: goal,
      startsOn: '2023-03-01',
      dueOn: '2024-06-30',
      hours: '120',
      kronor: '250 000',
      grade: 'provenExperience',
      source: 'Grannby har gjort det sedan 2019',
      seat: maria.seat,
      targetPart: ['plan', 'interpretation'],
    });
    expect(visitor.status).toBe(200);
    expect(visitor.text).toContain('Uppsökande möten');
    expect(visitor.text).toContain('120 timmar, 250 000 kronor');
    expect(visitor.text).toContain('planeringen och tolkningen av resultatet');
    await visitor.open(at());
    expect(visitor.text).toMatch(/Arbetslösheten halveras.*Uppsökande möten/);
    await visitor.open(at('?view=parties'));
    expect(visitor.text).toMatch(/Testköping.*Uppsökande möten/);
    await visitor.open(at('?view=time'));
    expect(visitor.page).toContain('class="gantt"');
    expect(visitor.text).toContain('30 juni 2024');
    await visitor.open(at('?view=mine'));
    expect(visitor.text).toContain('Uppsökande möten');
    expect((await visitor.open(at('/picture/svg'))).page).toContain('Uppsökande möten');
    expect((await visitor.open(at('/picture/csv'))).page).toContain(
      'Uppsökande möten;Testköping;2023-03-01;2024-06-30',
    );
  });

  test('is told a stranger as little of as one that is not there', async () => {
    const stranger = await signedIn('Främmande Person');
    const activity = await anActivity(host, maria, id);
    for (const path of ['', `/activities/${activity}`, `/activities/${activity}/state`, '/import', '/table/csv']) {
      expect((await stranger.open(at(path))).status, path).toBe(404);
    }
  });

  test('is changed by nobody but its party, which is said where it is read', async () => {
    const activity = await anActivity(host, maria, id, { title: 'Partens egen' });
    for (const name of ['Nils Alm', 'Amina Holm']) {
      const visitor = await signedIn(name);
      await visitor.open(at(`/activities/${activity}`));
      expect(visitor.page).not.toContain(`/activities/${activity}/edit`);
      for (const form of ['edit', 'state', 'evaluation']) {
        expect((await visitor.open(at(`/activities/${activity}/${form}`))).status, form).toBe(404);
      }
    }
    const leader = await signedIn('Amina Holm');
    expect((await leader.open(at(`/activities/${activity}`))).text).toContain('Bara Testköping ändrar den');
  });

  test('tells how it goes in two taps and no word, and says why only when it is stopped', async () => {
    const activity = await anActivity(host, maria, id, { title: 'Två tryck', due_on: '2023-10-31' });
    const visitor = await signedIn('Maria Ek');
    await visitor.open(at(`/activities/${activity}/state`));
    await visitor.submit({ to: 'done' });
    expect(visitor.status).toBe(200);
    expect(await byTitle('Två tryck')).toMatchObject({ state: 'done' });
    await visitor.open(at(`/activities/${activity}/state`));
    await visitor.submit({ to: 'stopped', because: '' });
    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain('Skriv en rad om varför den stoppas');
    await visitor.submit({ to: 'stopped', because: 'Pengarna räckte inte' });
    expect(visitor.text).toContain('Stoppad: Pengarna räckte inte');
  });

  test('that is late is told to its own party and to who leads; others see how many answers are awaited', async () => {
    await anActivity(host, maria, id, { title: 'Försenad sak', due_on: '2023-01-31' });
    const mine = await signedIn('Maria Ek');
    await mine.open(`/collaborations/${id}`);
    expect(mine.text).toContain('Hur går det med ”Försenad sak”?');
    const leader = await signedIn('Amina Holm');
    expect((await leader.open(at())).text).toContain('Försenad sedan januari 2023');
    const others = await signedIn('Nils Alm');
    await others.open(`/collaborations/${id}`);
    expect(others.text).toContain('Hur det går med aktiviteter som skulle ha varit klara');
    expect(others.text).toContain('Väntar på 1 svar');
    for (const view of ['', '?view=parties', '?view=time']) {
      expect((await others.open(at(view))).text).not.toMatch(/Försenad (sedan|,)|Försenad,/);
    }
    await mine.open(at(`/activities/${(await byTitle('Försenad sak')).id}/state`));
    await mine.submit({ to: 'done' });
  });

  test('that is to be done within fourteen days is reminded of to its own party, and not before', async () => {
    const dayIn = (days: number) => new Date(house.now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
    await anActivity(host, maria, id, { title: 'Om två veckor', due_on: dayIn(14) });
    await anActivity(host, maria, id, { title: 'Om femton dagar', due_on: dayIn(15) });
    const mine = await signedIn('Maria Ek');
    for (const path of ['/my-work', `/collaborations/${id}`]) {
      await mine.open(path);
      expect(mine.text).toContain('”Om två veckor” ska snart vara klar');
      expect(mine.text).not.toContain('”Om femton dagar” ska snart vara klar');
    }
    const others = await signedIn('Nils Alm');
    await others.open('/my-work');
    expect(others.text).not.toContain('Om två veckor');
  });

  test('two who change it at once: the second is told, and both texts stand there', async () => {
    const activity = await anActivity(host, maria, id, { title: 'Samtidigt' });
    const one = await signedIn('Maria Ek');
    const two = await signedIn('Maria Ek');
    for (const each of [one, two]) await each.open(at(`/activities/${activity}/edit`));
    await one.submit({ title: 'Först' });
    await two.submit({ title: 'Sedan' });
    expect(two.status).toBe(409);
    expect(two.text).toContain('Nu står det: Först');
    expect(two.page).toContain('value="Sedan"');
  });

  test('entered for a party says from whom it comes, and is the party’s when the party writes', async () => {
    const leader = await signedIn('Amina Holm');
    await leader.open(at(`/activities/new?party=${own}`));
    await leader.submit({ title: 'Införd av ledaren', party: own });
    expect(leader.status).toBe(422);
    await leader.submit({ title: 'Införd av ledaren', party: own, channel: 'phone', statedOn: '2023-11-01' });
    expect(leader.text).toContain('Uppgift från Testköping, införd av Region Test');
    const activity = idIn(leader.path);
    const mine = await signedIn('Maria Ek');
    await mine.open(at(`/activities/${activity}/edit`));
    await mine.submit({ title: 'Partens egna ord nu' });
    expect(mine.text).not.toContain('införd av Region Test');
    expect((await leader.open(at(`/activities/${activity}/edit`))).status).toBe(404);
  });

  test('is withdrawn by who may change it', async () => {
    const activity = await anActivity(host, maria, id, { title: 'Av misstag' });
    const visitor = await signedIn('Maria Ek');
    await visitor.open(at(`/activities/${activity}`));
    await visitor.submit({}, at(`/activities/${activity}/withdrawal`));
    expect((await visitor.open(at(`/activities/${activity}`))).status).toBe(404);
  });
});

test('a party is asked to take part, answers itself, and is asked again for nothing it has answered', async () => {
  const activity = await anActivity(host, maria, id, { title: 'Tillsammans' });
  const mine = await signedIn('Maria Ek');
  await mine.open(at(`/activities/${activity}`));
  await mine.submit({ party: '' }, at(`/activities/${activity}/parties`));
  expect(mine.status).toBe(422);
  await mine.submit({ party: other }, at(`/activities/${activity}/parties`));
  expect(mine.text).toContain('Ej besvarat');
  const { rows } = await host.database.read(amina, host.now, { taking: listActivityParties(id) });
  const part = rows.taking.find((one) => one.activity_id === activity)?.id ?? '';
  expect((await mine.open(at(`/parts/${part}`))).status).toBe(404);
  const asked = await signedIn('Nils Alm');
  await asked.open(`/collaborations/${id}`);
  expect(asked.text).toContain('Deltar ni i ”Tillsammans”?');
  await asked.open(at(`/parts/${part}`));
  await asked.submit({ answer: 'declines', part: '' });
  expect(asked.status).toBe(422);
  await asked.submit({ answer: 'takesPart', part: 'Lånar ut lokal', hours: '10' });
  expect(asked.text).toContain('Lånar ut lokal');
  expect(asked.text).toContain('10 timmar');
  await asked.open(`/collaborations/${id}`);
  expect(asked.text).not.toContain('Deltar ni i ”Tillsammans”?');
});

test('a pilot is evaluated and carried on; without an evaluation it asks why', async () => {
  const pilot = await anActivity(host, maria, id, {
    title: 'Piloten',
    evidence_grade: 'untested',
    pilot_question: 'Kommer fler?',
    pilot_measure: 'Antal som kommer',
    pilot_ends_on: '2023-06-30',
  });
  const visitor = await signedIn('Maria Ek');
  await visitor.open(`/collaborations/${id}`);
  expect(visitor.text).toContain('Vad visade piloten ”Piloten”?');
  await visitor.open(at(`/activities/new?scales=${pilot}`));
  expect(visitor.page).toContain('value="Piloten"');
  await visitor.submit({ title: 'I alla kommuner', scales: pilot, scaledBecause: '' });
  expect(visitor.text).toContain('Skriv varför ni för den vidare ändå');
  await visitor.submit({ title: 'I alla kommuner', scales: pilot, scaledBecause: 'Behovet är akut' });
  expect(visitor.text).toContain('Fördes vidare utan utvärdering som visar att den fungerar: Behovet är akut');
  await visitor.open(at(`/activities/${pilot}/evaluation`));
  await visitor.submit({ result: 'worked', on: '2023-07-10', text: 'Dubbelt så många kom' });
  expect(visitor.text).toContain('Dubbelt så många kom');
  await visitor.open(at(`/activities/new?scales=${pilot}`));
  await visitor.submit({ title: 'I hela regionen', scales: pilot });
  expect(visitor.status).toBe(200);
  await visitor.open('/search?q=dubbelt');
  expect(visitor.text).toContain('Lärdomar och piloter');
  expect(visitor.text).toContain('Piloten');
  const stranger = await signedIn('Främmande Person');
  expect((await stranger.open('/search?q=dubbelt')).text).not.toContain('Piloten');
});

describe('a plan in a file', () => {
  const file = (text: string, name = 'plan.csv') => new File([text], name);
  const preview = async (visitor: Visitor, text: string) => {
    await visitor.open(at('/import'));
    return await visitor.submit({ file: file(text) });
  };

  test('is shown row by row before it comes in, whole', async () => {
    const visitor = await signedIn('Maria Ek');
    await visitor.open(at('/import'));
    await visitor.submit({});
    expect(visitor.text).toContain('Välj en fil');
    await preview(visitor, 'Aktivitet;Klart;Läge\nUr filen;juni 2024;Pågår\nOckså ur filen;;\n');
    expect(visitor.path).toMatch(/\/import\/[0-9a-f-]{36}$/);
    expect(visitor.text).toContain('2 rader kommer in');
    const here = visitor.path;
    await visitor.submit({}, here);
    expect(visitor.path).toContain('done=saved');
    expect(await byTitle('Ur filen')).toMatchObject({
      due_on: '2024-06-30',
      state: 'underWay',
      party_id: own,
      entered_by_organisation_id: null,
    });
    expect((await visitor.open(here)).text).toContain('Filen finns inte kvar');
  });

  test('is refused by row and column, and nothing of it comes in', async () => {
    const visitor = await signedIn('Maria Ek');
    await preview(visitor, 'Aktivitet;Ansvarig part;Klart\nKommer inte in;Testköping;\nInte heller;Grannby;snart\n');
    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain('Rad 3, kolumn B (Ansvarig part): Raden gäller Grannby');
    expect(visitor.text).toContain('Rad 3, kolumn C (Klart): ”snart” är ingen dag');
    expect(visitor.page).not.toContain('name="reading"');
    await expect(byTitle('Kommer inte in')).rejects.toThrow();
  });

  test('is read as the columns are chosen, without script', async () => {
    const visitor = await signedIn('Maria Ek');
    await preview(visitor, 'Rubrik;Dag\nVald kolumn;2024-05-01\n');
    expect(visitor.text).toContain('Ingen kolumn säger vad som ska göras');
    await visitor.open(`${visitor.path}?column-0=title&column-1=dueOn`);
    expect(visitor.text).toContain('En rad kommer in');
    await visitor.submit({}, visitor.path.split('?')[0]);
    expect(await byTitle('Vald kolumn')).toMatchObject({ due_on: '2024-05-01' });
  });

  test('entered for others asks how they said it, and marks it', async () => {
    const leader = await signedIn('Amina Holm');
    await preview(leader, 'Aktivitet;Ansvarig part\nFör Grannby;Grannby\n');
    const here = leader.path;
    await leader.submit({ channel: 'email', statedOn: '' }, here);
    expect(leader.status).toBe(422);
    await leader.submit({ channel: 'email', statedOn: '2023-11-01' }, here);
    expect((await byTitle('För Grannby')).entered_by_organisation_id).toBe(amina.organisation);
  });

  test('that has changed since it was shown is shown anew', async () => {
    const activity = await anActivity(host, maria, id, { title: 'Ändras under tiden' });
    const visitor = await signedIn('Maria Ek');
    await preview(visitor, `Aktivitet;Armkroks id\nUr filen igen;${activity}\n`);
    const here = visitor.path;
    const send = visitor.keep(here);
    await visitor.open(at(`/activities/${activity}/state`));
    await visitor.submit({ to: 'underWay' });
    await send({});
    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain('Planen eller filen har ändrats sedan du såg den');
    await visitor.submit({}, here);
    expect(await byTitle('Ur filen igen')).toMatchObject({ id: activity, state: 'underWay' });
  });

  test('leaves and comes back as it was', async () => {
    const visitor = await signedIn('Maria Ek');
    await visitor.open(at('/table/csv'));
    expect(visitor.page).toContain('Aktivitet;Beskrivning');
    const { bytes } = await visitor.open(at('/table/xlsx'));
    await visitor.open(at('/import'));
    await visitor.submit({ file: new File([bytes], 'plan.xlsx') });
    // What the others have written themselves comes back as it is, and asks for nothing.
    expect(visitor.text).toContain('Allt i filen står redan i planen');
  });

  test('brings own goals in and out: the reader’s own, beside what its party answers for, and its alone', async () => {
    const visitor = await signedIn('Maria Ek');
    await preview(visitor, 'Aktivitet;Vårt eget mål\nMed eget mål;Färre på stöd\n');
    await visitor.submit({}, visitor.path);
    const { id: activity } = await byTitle('Med eget mål');
    await visitor.open(at(`/activities/${activity}`));
    expect(visitor.text).toMatch(/Färre på stöd.*Bara ni ser det/);
    expect((await visitor.open(at('/table/csv'))).page).toContain('Färre på stöd');
    const leader = await signedIn('Amina Holm');
    expect((await leader.open(at('/table/csv'))).page).not.toContain('Färre på stöd');
    await preview(visitor, `Aktivitet;Vårt eget mål;Armkroks id\nMed eget mål;Färre på stöd;${activity}\n`);
    expect(visitor.text).toContain('Allt i filen står redan i planen');
    await preview(visitor, `Aktivitet;Vårt eget mål;Armkroks id\nMed eget mål;;${activity}\n`);
    await visitor.submit({}, visitor.path);
    expect((await visitor.open(at(`/activities/${activity}`))).text).not.toContain('Färre på stöd');
    // Nobody writes an own goal for another, whoever may write the activity.
    await preview(leader, 'Aktivitet;Ansvarig part;Vårt eget mål\nÅt en annan;Grannby;Deras mål\n');
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('står vid en aktivitet som ni inte svarar för');
  });

  test('is nobody else’s to bring in', async () => {
    const visitor = await signedIn('Maria Ek');
    await preview(visitor, 'Aktivitet\nBara min\n');
    const other = await signedIn('Nils Alm');
    expect((await other.open(visitor.path)).text).toContain('Filen finns inte kvar');
  });
});

test('the plan itself has a name, years and how it is revised', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(at('/about'));
  await leader.submit({ title: '', firstYear: '2023' });
  expect(leader.status).toBe(422);
  await leader.submit({ title: 'Handlingsplan 2023–2025', firstYear: '2023', lastYear: '2025', revision: 'yearly' });
  expect(leader.text).toContain('Handlingsplan 2023–2025');
  expect(leader.text).toContain('Varje år');
  const other = await signedIn('Nils Alm');
  expect((await other.open(at('/about'))).status).toBe(404);
});

test('a party says that it takes part in another’s activity without being asked', async () => {
  const activity = await anActivity(host, maria, id, { title: 'Öppen för fler' });
  const joining = await signedIn('Nils Alm');
  await joining.open(at(`/activities/${activity}`));
  await joining.submit({}, at('/parts'));
  expect(joining.text).toContain('Deltar ni?');
  await joining.submit({ answer: 'takesPart', part: 'Två av oss är med' });
  expect(joining.text).toContain('Två av oss är med');
});

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { formatsFor } from '../platform/texts.ts';
import { wholeCard } from './card.ts';
import { lackingOf } from './information.ts';
import { mandateOf } from './mandate-text.ts';
import { listCards, listDecisionRights, listDialogues, listGrounds, readStanding } from './queries.ts';
import { aCard, aCondition, aMatter, anAnswer, anInformationKind, anInterpretation } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let id: string;
let kommun: string;
let bolag: string;
const party: Record<'leading' | 'own' | 'silent', string> = { leading: '', own: '', silent: '' };
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  kommun = await anOrganisation(host, 'Testköping');
  bolag = await anOrganisation(host, 'Bostadsbolaget', { kind: 'company' });
  maria = await aPerson(host, 'Maria Ek', kommun);
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  id = await aCollaboration(host, amina, [kommun, bolag], { phase: 'establish' });
  await aRole(host, amina, id, maria);
  party.leading = await partyOf(host, amina, id, amina.organisation);
  party.own = await partyOf(host, amina, id, kommun);
  party.silent = await partyOf(host, amina, id, bolag);
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const at = (path: string): string => `/collaborations/${id}/mandates${path}`;

describe('the mandate card', () => {
  test('is written by its party, list by list, and read by all', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`/collaborations/${id}`);
    expect(own.text).toContain('Skriv ert mandatkort');
    await own.open(at(`/cards/${party.own}/edit`));
    await own.submit({ scope: '', assignment: 'no', assignmentWhy: '' });
    expect(own.status).toBe(422);
    expect(own.text).toContain('Skriv vad ni kan göra inom det ni får');
    expect(own.text).toContain('Skriv varför, i en mening');
    await own.submit({
      scope: 'Får ordna praktikplatser',
      limits: 'Inte anställa',
      assignment: 'no',
      assignmentWhy: 'Vi är ingen statlig myndighet',
    });
    expect(own.text).toContain('Får ordna praktikplatser');
    await own.open(at(`/cards/${party.own}/grounds`));
    await own.submit({ 'kind-0': 'standingOrders', 'text-0': 'Nämnden ansvarar för arbetsmarknad' });
    expect(own.status).toBe(422);
    expect(own.text).toContain('Skriv hänvisningen på rad 1');
    expect(own.page).toContain('Nämnden ansvarar för arbetsmarknad');
    await own.submit({
      'kind-0': 'standingOrders',
      'reference-0': 'Nämndens reglemente 4 §',
      'text-0': 'Nämnden ansvarar för arbetsmarknad',
      'kind-1': 'statute',
      'reference-1': 'Kommunallagen 2 kap. 1 §',
    });
    await own.open(at(`/cards/${party.own}/decision-rights`));
    await own.submit({ 'subject-0': 'Praktikplatser', 'decidedBy-0': 'Förvaltningschefen', 'amount-0': 'många' });
    expect(own.text).toContain('Skriv beloppet på rad 1 som hela kronor');
    await own.submit({
      'subject-0': 'Praktikplatser',
      'decidedBy-0': 'Förvaltningschefen',
      'level-0': 'manager',
      'amount-0': '500 000',
    });
    await own.open(at(`/cards/${party.own}/dialogues`));
    await own.submit({ 'principal-0': 'Kommunstyrelsen', 'heldOn-0': '2023-10-02', 'outcome-0': 'De vill vara med' });
    const leader = await signedIn('Amina Holm');
    await leader.open(at(`/cards/${party.own}`));
    for (const words of [
      'Nämndens reglemente 4 §',
      'Kommunallagen 2 kap. 1 §',
      'Förvaltningschefen, Chef, upp till 500 000 kronor',
      'De vill vara med',
      'Får ordna praktikplatser',
    ]) {
      expect(leader.text.replaceAll('\u00a0', ' ')).toContain(words);
    }
    await leader.open(`/collaborations/${id}/history`);
    expect(leader.text).toContain('ändrade partens mandatkort');
  });

  test('gives the text that stands beside a signature', async () => {
    const { rows } = await host.database.read(amina, host.now, {
      cards: listCards(id),
      grounds: listGrounds(id),
      decisionRights: listDecisionRights(id),
      dialogues: listDialogues(id),
    });
    const whole = wholeCard({ id: party.own } as never, rows);
    expect(mandateOf(whole, formatsFor('sv')).replaceAll('\u00a0', ' ')).toBe(
      'Nämndens reglemente 4 § och Kommunallagen 2 kap. 1 §\n' +
        'Praktikplatser: Förvaltningschefen, upp till 500 000 kronor.\n' +
        'Får ordna praktikplatser Gräns: Inte anställa',
    );
    expect(mandateOf(wholeCard({ id: party.silent } as never, rows), formatsFor('sv'))).toBe('');
  });

  test('a row that is emptied is gone, and the others stay', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(at(`/cards/${party.own}/grounds`));
    await own.submit({
      'reference-0': '',
      'text-0': '',
      'kind-1': 'statute',
      'reference-1': 'Kommunallagen 2 kap. 1 §',
    });
    expect(own.text).not.toContain('Nämndens reglemente');
    expect(own.text).toContain('Kommunallagen 2 kap. 1 §');
    const client = new pg.Client({ connectionString: house.urls.unprotectedUrl });
    await client.connect();
    const { rows } = await client.query(
      'select reference, withdrawn_at is not null as is_gone from mandate_ground where collaboration_id = $1 order by reference',
      [id],
    );
    await client.end();
    expect(rows).toEqual([
      { reference: 'Kommunallagen 2 kap. 1 §', is_gone: false },
      { reference: 'Nämndens reglemente 4 §', is_gone: true },
    ]);
  });

  test('two who write at once: the second is told, and sees both', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(at(`/cards/${party.own}/edit`));
    await aCard(host, maria, id, party.own, { scope: 'Någon annans ord' });
    await own.submit({ scope: 'Mina ord' });
    expect(own.status).toBe(409);
    expect(own.text).toContain('Nu står det: Någon annans ord');
    expect(own.page).toContain('Mina ord');
  });

  test('of another party is not one’s own to write; the process leader enters it, and it says so', async () => {
    const own = await signedIn('Maria Ek');
    expect((await own.open(at(`/cards/${party.silent}/edit`))).status).toBe(404);
    const leader = await signedIn('Amina Holm');
    await leader.open(at(`/cards/${party.silent}/edit`));
    expect(leader.text).toContain('Hur ställer ni er till statligt stöd?');
    await leader.submit({
      scope: 'Bolaget hyr ut lokaler',
      stateAid: 'Marknadshyra',
      channel: 'email',
      statedOn: '2023-11-01',
    });
    expect(leader.text).toContain('Uppgift från Bostadsbolaget, införd av Region Test');
    expect(leader.text).toContain('Marknadshyra');
    await own.open(at(`/cards/${party.own}`));
    expect(own.text).not.toContain('Hållning som bolag eller förening');
  });

  test('is taken out as PDF and Word', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(at(`/cards/${party.own}/pdf`));
    expect(own.page.slice(0, 5)).toBe('%PDF-');
    await own.open(at(`/cards/${party.own}/word`));
    expect(own.page.slice(0, 2)).toBe('PK');
  });
});

describe('the mandate map', () => {
  test('asks for alternatives kindly, and keeps what was typed', async () => {
    const matter = await aMatter(host, amina, id, 'Gemensam databas');
    const own = await signedIn('Maria Ek');
    await own.open(at(`/matters/${matter}/answers/${party.own}`));
    await own.submit({ need: 'statuteChange', note: 'Lagen stoppar' });
    expect(own.status).toBe(422);
    expect(own.text).toContain('Skriv vilka alternativ ni har prövat');
    expect(own.page).toContain('Lagen stoppar');
    await own.submit({ need: 'ownDecision', instance: '' });
    expect(own.text).toContain('Skriv vem som beslutar hos er');
    await own.submit({ need: 'statuteChange', note: 'Lagen stoppar', noAlternatives: 'Rättsfallet är entydigt' });
    expect(own.status).toBe(200);
    expect(own.text).toContain('Rättsfallet är entydigt');
    await own.open(at('/map'));
    expect(own.text).toContain('Författningsändring krävs');
    expect(own.page).toContain('class="mandate-map"');
    expect(own.page).not.toMatch(/<svg[^>]*style=/);
  });

  test('of another party is not one’s own to answer', async () => {
    const matter = await aMatter(host, amina, id, 'En till');
    const own = await signedIn('Maria Ek');
    expect((await own.open(at(`/matters/${matter}/answers/${party.silent}`))).status).toBe(404);
  });

  test('an interpretation that is needed is missing until it is kept; then the cell cites that version', async () => {
    const matter = await aMatter(host, amina, id, 'Gemensam mottagning');
    await anAnswer(host, maria, id, { matter, party: party.own }, { need: 'sharedInterpretation' });
    const leader = await signedIn('Amina Holm');
    await leader.open(`/collaborations/${id}`);
    expect(leader.text).toContain('En gemensam tolkning saknas');
    await leader.open(at(`/interpretations/new?matter=${matter}`));
    await leader.submit({
      question: 'Får vi sitta tillsammans?',
      interpretation: 'Ja',
      reference: 'KL 9 kap.',
      agreedOn: '2023-11-10',
      parties: [party.own],
    });
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Välj minst två parter');
    await leader.submit({
      question: 'Får vi sitta tillsammans?',
      interpretation: 'Ja',
      reference: 'KL 9 kap.',
      agreedOn: '2023-11-10',
      parties: [party.own, party.leading],
      matter,
    });
    expect(leader.text).toContain('Gemensam mottagning');
    const [, interpretation = ''] = /interpretations\/([0-9a-f-]{36})/.exec(leader.path) ?? [];
    await leader.open(at(`/matters/${matter}`));
    expect(leader.text).toContain('version 1, 10 november 2023');
    await leader.open(at(`/interpretations/${interpretation}/edit`));
    await leader.submit({
      question: 'Får vi sitta tillsammans?',
      interpretation: 'Ja, med egna beslut',
      reference: 'KL 9 kap.',
      agreedOn: '2023-11-15',
      parties: [party.own, party.leading],
    });
    expect(leader.text).toContain('Tidigare versioner');
    await leader.open(at(`/matters/${matter}`));
    expect(leader.text).toContain('Version 2 finns nu.');
    await leader.open(`/collaborations/${id}`);
    expect(leader.text).not.toContain('En gemensam tolkning saknas');
  });

  test('is taken away as SVG, PNG, CSV, PDF and Word', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(at('/map/svg'));
    expect(own.page).toContain('Gemensam databas');
    await own.open(at('/map/csv'));
    expect(own.page).toContain('Gemensam databas;Testköping;Författningsändring krävs;Lagen stoppar');
    expect(own.page).toContain('Gemensam databas;Bostadsbolaget;Ej besvarat');
    for (const form of ['png', 'pdf', 'word']) expect((await own.open(at(`/map/${form}`))).status).toBe(200);
  });

  test('a matter taken out of view is gone with its answers', async () => {
    const matter = await aMatter(host, amina, id, 'Något annat');
    const leader = await signedIn('Amina Holm');
    await leader.open(at(`/matters/${matter}`));
    await leader.submit({}, at(`/matters/${matter}/withdrawal`));
    expect((await leader.open(at(`/matters/${matter}`))).status).toBe(404);
  });
});

describe('information that is shared', () => {
  test('without a clear ground is missing; whoever assesses it says so, and it is no decision', async () => {
    const leader = await signedIn('Amina Holm');
    await leader.open(at('/information/new'));
    await leader.submit({ name: 'Kontaktuppgifter', state: 'isShared' });
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Ange minst en part som lämnar och en som tar emot');
    await leader.submit({
      name: 'Kontaktuppgifter',
      state: 'isShared',
      [`party-${party.own}`]: 'gives',
      [`party-${party.leading}`]: 'receives',
      secret: 'yes',
      section: 'OSL 26 kap. 1 §',
    });
    expect(leader.text).toContain('Delas utan att grunden är klar');
    expect(leader.text).toContain('en bedömning, inte ett beslut');
    await leader.open(`/collaborations/${id}`);
    expect(leader.text).toContain('Ett slags information delas utan klar grund');
    await leader.open(at('/information'));
    const [, edit = ''] = /href="([^"]+\/information\/[0-9a-f-]{36}\/edit)"/.exec(leader.page) ?? [];
    await leader.open(edit);
    await leader.submit({
      name: 'Kontaktuppgifter',
      state: 'isShared',
      [`party-${party.own}`]: 'gives',
      [`party-${party.leading}`]: 'receives',
      secret: 'yes',
      section: 'OSL 26 kap. 1 §',
      basis: 'consent',
      personal: 'yes',
      article6: 'publicTask',
      sensitive: 'yes',
      article9: 'socialProtection',
      assessedBy: 'Kommunjuristen',
      assessedOn: '2023-11-10',
    });
    expect(leader.text).toContain('OSL 10 kap. 1 §: den enskilde samtycker');
    expect(leader.text).toContain('Kommunjuristen, 10 november 2023');
    await leader.open(`/collaborations/${id}`);
    expect(leader.text).not.toContain('delas utan klar grund');
    await leader.open(at('/information/csv'));
    expect(leader.page).toContain('En bedömning, inte ett beslut');
  });

  test('the database and the page agree on what lacks a ground', async () => {
    const truths = [null, true, false];
    for (const is_secret of truths)
      for (const has_personal_data of truths)
        for (const disclosure_basis of is_secret ? ['', 'consent'] : [''])
          for (const personal_data_basis of has_personal_data ? [null, 'consent' as const] : [null])
            for (const is_sensitive of has_personal_data ? truths : [null]) {
              const facts = {
                is_secret,
                disclosure_basis,
                has_personal_data,
                personal_data_basis,
                is_sensitive,
                sensitive_data_basis: null,
              };
              const before = await standing();
              await anInformationKind(
                host,
                amina,
                id,
                [
                  [party.own, 'gives'],
                  [party.leading, 'receives'],
                ],
                { ...facts, state: 'isShared', secrecy_section: is_secret ? 'OSL 26 kap. 1 §' : '' },
              );
              expect((await standing()) - before, JSON.stringify(facts)).toBe(lackingOf(facts).length > 0 ? 1 : 0);
            }
  });
  const standing = async (): Promise<number> =>
    (await host.database.read(amina, host.now, { said: readStanding(id) })).rows.said[0]?.without_basis ?? -1;
});

test('a technical condition has one owner, a party or somebody outside', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(at('/technical-conditions/new'));
  await leader.submit({ name: 'Gemensam e-legitimation', ownerParty: party.own, ownerName: 'Digg' });
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('Välj en part eller skriv en annan organisation, inte båda');
  await leader.submit({
    name: 'Gemensam e-legitimation',
    ownerParty: '',
    ownerName: 'Någon annan',
    hinders: 'Utbyte av filer',
  });
  expect(leader.text).toContain('Ägs av: Någon annan');
  expect(leader.text).toContain('Hindrar: Utbyte av filer');
});

test('another party’s missing card is a number, and one’s own is said by name', async () => {
  const second = await aCollaboration(host, amina, [kommun, bolag], { phase: 'operate' });
  await aRole(host, amina, second, maria);
  const own = await signedIn('Maria Ek');
  await own.open(`/collaborations/${second}`);
  expect(own.text).toContain('Två mandatkort är ej besvarade');
  expect(own.text).toContain('Skriv ert mandatkort');
  const early = await aCollaboration(host, amina, [kommun], { phase: 'identify' });
  const leader = await signedIn('Amina Holm');
  await leader.open(`/collaborations/${early}`);
  expect(leader.text).not.toContain('mandatkort');
});

test('what is planned, read together and written on cards is found by search', async () => {
  await aCard(host, maria, id, party.own, { scope: 'Sökbar fältgurka' });
  await aMatter(host, amina, id, 'Odla fältgurka');
  await anInterpretation(host, amina, id, [party.own, party.leading], { question: 'Är fältgurka tillåten?' });
  const own = await signedIn('Maria Ek');
  await own.open('/search?q=f%C3%A4ltgurka');
  for (const words of ['Mandat: Testköping', 'Odla fältgurka', 'Är fältgurka tillåten?'])
    expect(own.text).toContain(words);
});

describe('a stranger', () => {
  const paths = async (): Promise<readonly string[]> => {
    const matter = await aMatter(host, amina, id, 'Hemlig mandatfråga');
    await aCondition(host, amina, id, { name: 'Hemligt system' });
    return [
      '',
      '/map',
      '/map/csv',
      `/matters/${matter}`,
      `/cards/${party.own}`,
      '/interpretations',
      '/information',
      '/technical-conditions',
    ];
  };
  test('finds nothing', async () => {
    const stranger = await signedIn('Främmande Person');
    for (const path of await paths()) expect((await stranger.open(at(path))).status, path).toBe(404);
  });

  test('finds nothing with the policy switched off either: the database holds alone', async () => {
    const open = await openHouse({ enforce: () => true, database: house.database });
    open.now = house.now;
    const stranger = await new Visitor(open).signIn(emailOf('Främmande Person'), testPassword);
    for (const path of await paths()) {
      const { status, text } = await stranger.open(at(path));
      expect(status, path).toBe(404);
      expect(text).not.toContain('Hemlig');
    }
    await open.urls.drop();
  });

  test('and a reader changes nothing that belongs to another party, whatever the policy says', async () => {
    await expect(aMatter(host, maria, id)).rejects.toThrow(/row-level security/);
    const matter = await aMatter(host, amina, id, 'En fråga till');
    await expect(anAnswer(host, maria, id, { matter, party: party.silent, organisation: bolag })).rejects.toThrow(
      /row-level security/,
    );
    await expect(anInterpretation(host, maria, id, [party.own, party.leading])).rejects.toThrow(/row-level security/);
    await expect(anInformationKind(host, maria, id, [])).rejects.toThrow(/row-level security/);
    await expect(aCondition(host, maria, id)).rejects.toThrow(/row-level security/);
  });
});

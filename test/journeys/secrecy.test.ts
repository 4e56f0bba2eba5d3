import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppOptions, composeApp, routesOf } from '../../src/app.tsx';
import { makePartyLink } from '../../src/collaborations/index.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../../src/collaborations/testing.ts';
import { aFullRound } from '../../src/follow-up/testing.ts';
import { noteOwnExplanation } from '../../src/goals/index.ts';
import { aGoal, anIndicator } from '../../src/goals/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../../src/identity/testing.ts';
import { identify, type User } from '../../src/identity/user.ts';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { openDocuments } from '../../src/platform/documents/documents.ts';
import { openHouse, silent, type TestHouse } from '../setup/composition.ts';
import { addressesOf, crawl, type Reached } from '../setup/crawl.ts';
import { Visitor } from '../setup/visitor.ts';

// A string planted in everything that is marked as secret, and in everything that a party keeps to itself, is looked for
// in all that everybody else can reach: links, addresses put together by hand, files of every kind, search, letters.

const canary = 'kanariefågel';
const marked = (field: string) => `Märkt ${canary} ${field}`;
const own = (field: string) => `Egen ${canary} ${field}`;

let house: TestHouse;
let unprotected: Database<User>;
let host: Host;
let amina: Someone;
let maria: Someone;
let johan: Someone;
let readerThere: Someone;
let readerHere: Someone;
let id: string;
let round: string;
let goal: string;
let link: string;
let parties: readonly string[];
const ids: Record<string, string[]> = {};
const names = {
  owner: 'Maria Ek',
  disclosedTo: 'Johan Sand',
  leader: 'Amina Holm',
  readerThere: 'Rut Läser',
  readerHere: 'Eva Strand',
  administratorHere: 'Lena Åberg',
  systemAdministrator: 'Siv Systemsson',
  stranger: 'Främmande Person',
} as const;

beforeAll(async () => {
  house = await openHouse();
  unprotected = openDatabase({ url: house.urls.unprotectedUrl, poolSize: 2, identify });
  host = await aHost(house);
  const region = await anOrganisation(host, 'Region Test', { kind: 'region' });
  const here = await anOrganisation(host, 'Testköping');
  amina = await aPerson(host, names.leader, region);
  readerThere = await aPerson(host, names.readerThere, region);
  maria = await aPerson(host, names.owner, here);
  readerHere = await aPerson(host, names.readerHere, here);
  await aPerson(host, names.administratorHere, here, { isAdministrator: true });
  johan = await aPerson(host, names.disclosedTo, await anOrganisation(host, 'Grannby'));
  await aPerson(host, names.stranger, await anOrganisation(host, 'Främlingsboda'));
  id = await aCollaboration(host, amina, [maria.organisation, johan.organisation]);
  await aRole(host, amina, id, maria);
  await aRole(host, amina, id, johan);
  await aRole(host, amina, id, readerThere, 'reader');
  await aRole(host, amina, id, readerHere, 'reader');
  goal = await aGoal(host, amina, id);
  await anIndicator(host, amina, id, goal);
  round = await aFullRound(host, amina, id);
  const party = await partyOf(host, amina, id, maria.organisation);
  parties = [
    party,
    await partyOf(host, amina, id, amina.organisation),
    await partyOf(host, amina, id, johan.organisation),
  ];
  const at = `/collaborations/${id}`;

  const mine = await signedIn(names.owner);
  // Marked from the beginning, and changed afterwards: the history holds its words twice.
  await mine.open(`${at}/follow-up/${round}/observations/new`);
  const observed = {
    kind: 'interview',
    text: marked('text'),
    source: marked('källa'),
    seenOn: '2023-11-01',
    goals: [goal],
  };
  const decided = { decidedBy: marked('vem'), decidedOn: '2023-11-15' };
  await mine.submit({
    ...observed,
    isSecret: 'yes',
    section: 'other',
    otherSection: marked('paragraf'),
    authority: marked('myndighet'),
    ...decided,
  });
  const observation = /observations\/([0-9a-f-]{36})/.exec(mine.page)?.[1] ?? '';
  await mine.open(`${at}/follow-up/${round}/observations/${observation}`);
  await mine.submit({ ...observed, text: marked('ändrad text') });
  const explanation = await host.database.write(maria, host.now, async (tx) =>
    noteOwnExplanation(tx, id, {
      goalId: goal,
      partyId: party,
      text: marked('förklaring'),
      sourceNote: marked('källa'),
    }),
  );
  await mine.open(`${at}/secrecy/ownExplanation/${explanation}`);
  await mine.submit({ section: 'OSL 26 kap. 1 §', otherSection: '', authority: marked('nämnd'), ...decided });

  // What the party keeps to itself: one of each kind, one of them marked too.
  const entries: string[] = [];
  for (const kind of ['draft', 'mandate', 'tradeOff', 'ownHouse']) {
    await mine.open(`${at}/internal-material/new?kind=${kind}`);
    await mine.submit(
      kind === 'ownHouse'
        ? { otherUnit: own('enhet'), stance: 'informed', contact: own('kontakt'), text: own('anteckning'), tie: '' }
        : { title: own(kind), text: own('text'), tie: `goal ${goal}` },
    );
    entries.push(/internal-material\/([0-9a-f-]{36})/.exec(mine.path)?.[1] ?? '');
  }
  await mine.open(`${at}/secrecy/internalEntry/${entries[1]}`);
  await mine.submit({ section: 'OSL 25 kap. 1 §', otherSection: '', authority: own('nämnd'), ...decided });
  // Shared with one party, and taken back again: nobody sees it, and its words are nowhere.
  await mine.open(`${at}/internal-material/${entries[0]}/sharing?to=some&parties=${johan.organisation}`);
  await mine.submit({}, `${at}/internal-material/${entries[0]}/sharing`);
  const material = /shared-material\/([0-9a-f-]{36})/.exec(mine.path)?.[1] ?? '';
  await mine.submit({ because: own('skäl') }, `${at}/shared-material/${material}/withdrawal`);

  link = await host.database.write(amina, host.now, async (tx) => makePartyLink(tx, 'http://localhost', id, party));
  Object.assign(ids, {
    collaboration: [id],
    round: [round],
    goal: [goal],
    party: parties,
    observation: [observation],
    entry: entries,
    material: [material],
    subjectType: ['observation', 'ownExplanation', 'internalEntry'],
    subject: [observation, explanation, ...entries],
  });
});
afterAll(async () => {
  await unprotected.close();
  await house.close();
});

const signedIn = (name: string, at: Pick<TestHouse, 'fetch'> = house) =>
  new Visitor(at).signIn(emailOf(name), testPassword);
const installation = { origin: 'http://localhost', demo: true, documents: openDocuments({ styles: '' }) };
/** Every address that can be put together for a route that reads, from the ids that there are. */
const byHand = () =>
  routesOf(installation)
    .filter((route) => route.method === 'GET' && !route.byLink && route.path.includes(':collaboration'))
    .flatMap((route) => addressesOf(route.path, ids));
const searches = [`/search?q=${canary}`, '/search?q=kanarief%C3%A5gel+text', '/search?q=m%C3%A4rkt', '/search?q=egen'];
const everything = async (visitor: Visitor, follows = true): Promise<Reached> =>
  await crawl(visitor, ['/', `/collaborations/${id}`, '/outbox', ...searches, ...byHand()], follows);
/** What was typed into the search field stands on its page; what is found is what else is there. */
const hitsIn = (reached: Reached, word: string): string[] =>
  [...reached]
    .filter(([path]) => !path.startsWith('/search'))
    .concat([...reached].filter(([path]) => path.startsWith('/search')).map(([path, page]) => [path, listOf(page)]))
    .filter(([, words]) => words.includes(word))
    .map(([path]) => path);
const listOf = (page: string): string =>
  page.replace(/<(form|title|input|h1|p class="lead")\b[\s\S]*?>(?:[^<]*<\/(form|title|h1|p)>)?/g, '');
const composed = (options: Partial<AppOptions>): Pick<TestHouse, 'fetch'> => {
  const app = composeApp({
    database: house.database,
    clock: () => house.now,
    log: silent,
    secure: false,
    origin: 'http://localhost',
    demo: true,
    key: Buffer.alloc(32, 7),
    ...options,
  });
  return { fetch: async (path, init) => app.fetch(new Request(`http://localhost${path}`, init)) };
};

const others = ['leader', 'disclosedTo', 'readerThere', 'systemAdministrator', 'stranger'] as const;
const notSpeaking = ['readerHere', 'administratorHere'] as const;
const compositions = [
  ['as it is', () => house, true],
  // Links lead where they led; what either leg alone must hold against is every address put together by hand.
  ['with the policies switched off', () => composed({ enforce: () => true }), false],
  ['with row level security switched off', () => composed({ database: unprotected }), false],
] as const;

describe.each(compositions)('%s', (_, compose, follows) => {
  test.each(others)('%s finds nothing of what is marked or internal in all that is reached', async (who) => {
    const reached = await everything(await signedIn(names[who], compose()), follows);
    expect(reached.size).toBeGreaterThan(40);
    expect(hitsIn(reached, canary)).toEqual([]);
  });

  test.each(notSpeaking)('%s, of the same organisation, finds nothing of what is internal', async (who) => {
    const reached = await everything(await signedIn(names[who], compose()), follows);
    expect(hitsIn(reached, own(''))).toEqual([]);
  });

  test('the party itself finds it where it stands', async () => {
    const reached = await everything(await signedIn(names.owner, compose()), follows);
    const at = `/collaborations/${id}`;
    const hits = hitsIn(reached, canary);
    expect(hits).toContain(`${at}/follow-up/${round}`);
    expect(hits).toContain(`${at}/goals/${goal}`);
    expect(hits).toContain(`${at}/history`);
    for (const path of ['', '/word', '/pdf', '/csv', '/json']) expect(hits).toContain(`${at}/internal-material${path}`);
    expect(hitsIn(reached, own('draft'))).toContain(searches[0]);
  });
});

test('a party that reads in its own organisation sees what is marked there, though not what is internal', async () => {
  const reached = await everything(await signedIn(names.readerHere));
  expect(hitsIn(reached, marked('ändrad text'))).toContain(`/collaborations/${id}/follow-up/${round}`);
});

test('the holder of the party’s link finds neither', async () => {
  const holder = new Visitor(house);
  const reached = await crawl(holder, [new URL(link, 'http://localhost').pathname, ...byHand()]);
  expect([...reached.values()][0]).toContain('Testköping');
  expect(hitsIn(reached, canary)).toEqual([]);
});

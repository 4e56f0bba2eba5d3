import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { type Handling, handling, makePartyLink } from '../collaborations/index.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { type Confidentiality, confidentialities, waitingLetter } from '../identity/index.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { writeLetter } from '../platform/mail.ts';
import { anEventGroup, protect } from './testing.ts';

// What follows from how confidential a collaboration is, as the table says and as it is met.

let house: TestHouse;
let host: Host;
let owner: pg.Client;
let leader: Someone;
let named: Someone;
let unnamed: Someone;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  leader = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  const municipality = await anOrganisation(host, 'Testköping');
  named = await aPerson(host, 'Maria Ek', municipality);
  unnamed = await aPerson(host, 'Olle Onämnd', municipality);
});
afterAll(async () => {
  await owner.end();
  await house.close();
});

const succeeds = async (work: () => Promise<unknown>): Promise<boolean> =>
  await work().then(
    () => true,
    () => false,
  );
const isRead = async (name: string, path: string): Promise<boolean> =>
  (await (await new Visitor(house).signIn(emailOf(name), testPassword)).open(path)).status === 200;

test.each(confidentialities)(
  '%s: who sees it, links, letters, log and groups are as the table says',
  async (level: Confidentiality) => {
    const id = await aCollaboration(host, leader, [named.organisation], { name: 'Vkanariev' });
    await aRole(host, leader, id, named);
    await aRole(host, leader, id, unnamed);
    if (level !== 'parties') {
      await protect(
        host,
        leader,
        id,
        [named],
        level === 'protected' ? {} : { confidentiality: level, named: new Set() },
      );
    }
    const path = `/collaborations/${id}`;
    expect(await isRead('Maria Ek', path)).toBe(true);
    const party = await partyOf(host, leader, id, named.organisation);
    await host.database.write(leader, host.now, async (tx) =>
      tx.send(
        writeLetter(
          {
            to: emailOf('Maria Ek'),
            organisationId: named.organisation,
            subject: 'Vkanariev',
            paragraphs: ['Vkanariev'],
            runsOutAt: new Date('2024-01-01'),
            about: { collaborationId: id, personId: named.person, neutrally: waitingLetter('sv', 'http://localhost/') },
          },
          tx.now,
        ),
      ),
    );
    const { rows: letters } = await owner.query('select subject from mail where collaboration_id = $1', [id]);
    const met: Omit<Handling, 'mayBePublished'> = {
      isSeenBy: (await isRead('Olle Onämnd', path)) ? 'everySeat' : 'named',
      hasLinks: await succeeds(() =>
        host.database.write(leader, host.now, async (tx) => makePartyLink(tx, 'http://localhost', id, party)),
      ),
      letters: letters[0].subject === 'Vkanariev' ? 'inFull' : 'withoutContent',
      isLogged: (await owner.query('select from access_record where collaboration_id = $1', [id])).rowCount === 1,
      hasEventGroups: await succeeds(() => anEventGroup(host, named, id, [])),
    };
    const { mayBePublished, ...told } = handling[level];
    expect(met).toEqual(told);
    expect(mayBePublished).toBe(level === 'open');
  },
);

import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, outside, type TestHouse } from '../../test/setup/composition.ts';
import { aBentProvider, type BentProvider, throughProvider } from '../../test/setup/providers.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aClaimMapping, aHost, anOrganisation, aPerson, aProvider, aSeat, type Host } from '../identity/testing.ts';
import { aCollaboration, aRole } from './testing.ts';

// A collaboration that demands a level of assurance, and people who sign in by their own organisation's provider.

const level = (name: string) => `http://id.elegnamnden.se/loa/1.0/${name}`;
let house: TestHouse;
let host: Host;
let provider: BentProvider;
let kommun: string;
let open: string;
let demanding: string;

beforeAll(async () => {
  house = await openHouse();
  house.now = new Date();
  provider = await aBentProvider(() => house.now);
  host = await aHost(house);
  kommun = await anOrganisation(host, 'Kommun B');
  const leader = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region F', { kind: 'region' }));
  const seat = await aSeat(host, kommun, 'Samordnare');
  await aProvider(host, outside.sealing, kommun, {
    issuer: provider.issuer,
    clientId: provider.clientId,
    acceptedAcrs: [
      { acr: level('loa2'), assurance: 'loa2' },
      { acr: level('loa3'), assurance: 'loa3' },
      { acr: level('eidas-nf-high'), assurance: 'eidasHigh' },
    ],
  });
  await aClaimMapping(host, kommun, 'samverkan', { organisation: kommun, seat });
  open = await aCollaboration(host, leader, [kommun], { name: 'Öppen för alla nivåer' });
  demanding = await aCollaboration(host, leader, [kommun], { name: 'Kräver nivå tre' });
  for (const id of [open, demanding]) {
    await aRole(host, leader, id, { person: '', seat, organisation: kommun }, 'representative');
  }
  const owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  await owner.query(`update collaboration set accepted_assurances = '{loa3,loa4}' where id = $1`, [demanding]);
  await owner.end();
});
afterAll(async () => {
  await provider.close();
  await house.close();
});

const addressOn = (page: Visitor): string =>
  /<a class="button" href="([^"]+)"/.exec(page.page)?.[1]?.replaceAll('&amp;', '&') ?? '';
const back = () => `http://localhost/sign-in/with/${kommun}/answer`;
async function signIn(acr: string | undefined): Promise<Visitor> {
  provider.who.acr = acr;
  const maria = await new Visitor(house).open('/sign-in');
  await maria.submit({ organisation: kommun }, '/sign-in/with');
  return await maria.open(await throughProvider(addressOn(maria), back()));
}
const reads = async (maria: Visitor, id: string) => (await maria.open(`/collaborations/${id}`)).status === 200;

test.each([
  ['none', undefined, false],
  ['a lower one', level('loa2'), false],
  ['the highest of eIDAS, which is not translated', level('eidas-nf-high'), false],
  ['the one demanded', level('loa3'), true],
])('signed in at %s: the one that demands a level is read or is not there, the other is read', async (_, acr, may) => {
  const maria = await signIn(acr);
  expect(await reads(maria, demanding)).toBe(may);
  expect(await reads(maria, open)).toBe(true);
});

test('raised by signing in anew, what was not there is read', async () => {
  const maria = await signIn(level('loa2'));
  expect(await reads(maria, demanding)).toBe(false);
  await maria.open(`/session/assurance?wanted=loa3,loa4&next=/collaborations/${demanding}`);
  await maria.submit({}, '/session/assurance');
  provider.who.acr = level('loa3');
  await maria.open(await throughProvider(addressOn(maria), back()));
  expect(maria.path).toBe(`/collaborations/${demanding}`);
  expect(maria.status).toBe(200);
});

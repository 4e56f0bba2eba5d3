import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { anAttachment } from '../attachments/testing.ts';
import { listParties } from '../collaborations/index.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { identify, seatPerson, type User } from '../identity/index.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { type Database, openDatabase } from '../platform/database/database.ts';
import { statement } from '../platform/database/statement.ts';
import { sessionCookieName, sessionHash } from '../platform/http/cookies.ts';
import { hashOf } from './content.ts';
import { type DecisionFacts, declineVersion, sayPlaces, stateDecision } from './deciding.ts';
import { lookAtAgreements } from './entering-into-force.ts';
import { type Evidence, faultsOfEvidence } from './evidence.ts';
import { findContent, findFile } from './locking.ts';
import { listAgreementParties } from './queries.ts';
import { type Shown, signatureStamper, signElectronically, signOnPaper } from './signing.ts';
import { aLockedVersion, type Drawn } from './testing.ts';

const { privateKey: key } = generateKeyPairSync('ed25519');
const attesting = { origin: 'http://localhost', key, authority: undefined };

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let johan: Someone;
let kim: Someone;
let many: Database<User>;
const sessionOf = new Map<string, Buffer>();
async function signIn(name: string): Promise<void> {
  const visitor = await new Visitor(house).signIn(emailOf(name), testPassword);
  sessionOf.set(name, sessionHash(visitor.cookie(sessionCookieName(false))));
}
const as = (name: string) => ({ session: sessionOf.get(name) ?? Buffer.alloc(32) });
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  many = openDatabase({ url: house.urls.appUrl, poolSize: 12, identify });
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  const town = await anOrganisation(host, 'Testköping');
  maria = await aPerson(host, 'Maria Ek', town, { title: 'Styrelsens ordförande' });
  kim = await aPerson(host, 'Kim Lund', town, { title: 'Kommundirektör' });
  johan = await aPerson(host, 'Johan Sand', await anOrganisation(host, 'Grannby'));
  for (const name of ['Amina Holm', 'Maria Ek', 'Kim Lund', 'Johan Sand']) await signIn(name);
});
afterAll(async () => {
  await many.close();
  await house.close();
});

let id: string;
let drawn: Drawn & { readonly contentHash: string };
let shown: Shown;
let town: { versionId: string; id: string; partyId: string; organisationId: string };
let region: typeof town;
const rowOf = async (partyId: string) => {
  const { rows } = await house.database.read(amina, house.now, {
    parties: listAgreementParties(id, drawn.agreementId, 1),
  });
  const row = rows.parties.find((one) => one.party_id === partyId);
  if (!row) throw new Error('no such party');
  return row;
};
beforeEach(async () => {
  house.now = new Date('2023-11-20T09:00:00Z');
  id = await aCollaboration(host, amina, [maria.organisation, johan.organisation]);
  for (const someone of [maria, johan, kim]) await aRole(host, amina, id, someone);
  const parties = await Promise.all([amina, maria].map((someone) => partyOf(host, amina, id, someone.organisation)));
  drawn = await aLockedVersion(host, amina, id, parties);
  const { rows } = await house.database.read(amina, house.now, { file: findFile(id, drawn.versionId) });
  shown = { contentHash: drawn.contentHash, pdfHash: rows.file[0]?.file_hash ?? '' };
  const of = async (partyId: string, organisationId: string) => ({
    versionId: drawn.versionId,
    partyId,
    organisationId,
    id: (await rowOf(partyId)).id,
  });
  region = await of(parties[0] ?? '', amina.organisation);
  town = await of(parties[1] ?? '', maria.organisation);
});

const approved: DecisionFacts = {
  instance: 'Kommunstyrelsen',
  plannedOn: null,
  plannedNote: '',
  decidedOn: '2023-10-17',
  outcome: 'approved',
  paragraph: '212',
  registrationNumber: 'KS 2023/412',
  appeal: 'over',
  appealEndsOn: '2023-11-07',
  mandateText: 'Enligt beslutet',
};
const decide = async (someone: Someone, of: typeof town, more: Partial<DecisionFacts> = {}) => {
  const { version } = await rowOf(of.partyId);
  await house.database.write(someone, house.now, (tx) => stateDecision(tx, id, of, version, { ...approved, ...more }));
};
const places = (someone: Someone, of: typeof town, ...titles: readonly (readonly [string, ...Someone[]])[]) =>
  house.database.write(someone, house.now, (tx) =>
    sayPlaces(
      tx,
      id,
      of,
      titles.map(([title, ...people]) => ({ title, seatIds: people.map((one) => one.seat) })),
    ),
  );
const sign = (name: string, place: string | undefined, what: Shown = shown, database = house.database) =>
  database.write(as(name), house.now, (tx) => signElectronically(tx, id, place ?? '', what, attesting));
const countSignatures = statement<{ count: number }, [place: string]>(
  'select count(*)::integer as count from signature where signatory_place_id = $1',
);
const findVersionDays = statement<{ entered: string | null; replaced: string | null }, [version: string]>(
  'select entered_into_force_on::text as entered, replaced_on::text as replaced from agreement_version where id = $1',
);
const enteredOn = async () =>
  (await house.database.read(amina, house.now, { days: findVersionDays(drawn.versionId) })).rows.days[0]?.entered;
const standing = async (organisation: string) =>
  (await house.database.read(amina, house.now, { parties: listParties(id) })).rows.parties.find(
    (one) => one.organisation_id === organisation,
  );

describe('signing', () => {
  test('whoever holds an entitled seat signs what was shown; when all have, the text is in force', async () => {
    await decide(maria, town);
    await decide(amina, region, { appeal: 'none', appealEndsOn: null, instance: 'Regiondirektören' });
    const [chair, director] = await places(maria, town, ['Ordförande', maria], ['Kommundirektör', kim]);
    const [head] = await places(amina, region, ['Regiondirektör', amina]);
    await sign('Maria Ek', chair);
    await sign('Amina Holm', head);
    expect(await enteredOn()).toBeNull();
    expect((await standing(maria.organisation))?.status).toBe('confirmed');
    await sign('Kim Lund', director);
    expect(await enteredOn()).toBe('2023-11-20');
    expect(await standing(maria.organisation)).toMatchObject({ status: 'bound', bound_on: '2023-11-20' });
  });

  test('nobody else may: not another of the organisation, not another organisation', async () => {
    await decide(maria, town);
    const [chair] = await places(maria, town, ['Ordförande', maria]);
    for (const name of ['Kim Lund', 'Johan Sand', 'Amina Holm']) {
      await expect(sign(name, chair)).rejects.toMatchObject({ kind: 'notFound' });
    }
  });

  test('a deputy of the seat may, and the signature says so', async () => {
    await decide(maria, town);
    const [chair] = await places(maria, town, ['Ordförande', maria]);
    await house.database.write(host.administrator, house.now, async (tx) =>
      seatPerson(tx, {
        organisationId: kim.organisation,
        seatId: maria.seat,
        personId: kim.person,
        name: 'Kim Lund',
        kind: 'deputy',
        beganOn: '2023-01-01',
      }),
    );
    await sign('Kim Lund', chair);
    const said = await evidenceOf();
    expect(said.evidence.signature).toMatchObject({ signatory: 'Kim Lund', seat: { isByDeputy: true } });
  });

  test.each([
    ['another text', { contentHash: '00'.repeat(32) }],
    ['other pages', { pdfHash: '00'.repeat(32) }],
  ])('%s than what stands here is not signed', async (_, more) => {
    await decide(maria, town);
    const [chair] = await places(maria, town, ['Ordförande', maria]);
    await expect(sign('Maria Ek', chair, { ...shown, ...more })).rejects.toMatchObject({ reason: 'textChanged' });
  });

  test('the decision comes first', async () => {
    const [chair] = await places(maria, town, ['Ordförande', maria]);
    await expect(sign('Maria Ek', chair)).rejects.toMatchObject({ reason: 'notDecided' });
  });

  test('twice is told kindly, and a decision that a signature rests on is not taken back', async () => {
    await decide(maria, town);
    const [chair] = await places(maria, town, ['Ordförande', maria]);
    await sign('Maria Ek', chair);
    await expect(sign('Maria Ek', chair)).rejects.toMatchObject({ reason: 'alreadySigned' });
    await expect(decide(maria, town, { outcome: 'rejected', appeal: null, appealEndsOn: null })).rejects.toMatchObject({
      reason: 'signed',
    });
    await expect(places(maria, town, ['En annan', maria])).rejects.toMatchObject({ reason: 'signed' });
    const { version } = await rowOf(town.partyId);
    await expect(
      house.database.write(maria, house.now, (tx) => declineVersion(tx, id, town, version, 'Vi ångrade oss.')),
    ).rejects.toMatchObject({ reason: 'signed' });
  });

  test('fifty attempts at once by several persons give one signature for each place, and one entry into force', async () => {
    await decide(maria, town);
    await decide(amina, region, { appeal: 'none', appealEndsOn: null });
    const [first, second] = await places(maria, town, ['Någon av två', maria, kim], ['Någon av två', maria, kim]);
    const [head] = await places(amina, region, ['Regiondirektör', amina]);
    const attempts = Array.from({ length: 50 }, (_, at) =>
      at % 5 === 4
        ? sign('Amina Holm', head, shown, many)
        : sign(at % 2 === 0 ? 'Maria Ek' : 'Kim Lund', at % 4 < 2 ? first : second, shown, many),
    );
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(3);
    for (const one of outcomes) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ kind: 'conflict', reason: 'alreadySigned' });
    }
    for (const place of [first, second, head]) {
      const { rows } = await house.database.read(amina, house.now, { found: countSignatures(place ?? '') });
      expect(rows.found[0]?.count).toBe(1);
    }
    expect(await enteredOn()).toBe('2023-11-20');
  });
});

const findEvidence = statement<
  {
    evidence: string;
    evidence_signature: Buffer;
    signatory_name: string;
    signed_on: string;
  },
  [version: string]
>(`
  select evidence, evidence_signature, signatory_name, signed_on::text as signed_on from signature where agreement_version_id = $1
  order by created_at desc, id desc limit 1`);
async function evidenceOf() {
  const { rows } = await house.database.read(amina, house.now, {
    found: findEvidence(drawn.versionId),
    file: findFile(id, drawn.versionId),
    content: findContent(id, drawn.versionId),
  });
  const [found] = rows.found;
  if (!found) throw new Error('nothing is signed');
  const attested = { text: found.evidence, signature: found.evidence_signature };
  return {
    evidence: JSON.parse(found.evidence) as Evidence,
    faults: faultsOfEvidence(attested, createPublicKey(key), {
      pdf: rows.file[0]?.file ?? null,
      content: rows.content[0]?.content ?? '',
      signatory: found.signatory_name,
      signedOn: found.signed_on,
    }),
  };
}

test('what is attested is who, for whom, by which seat, how they signed in, and what was shown', async () => {
  await decide(maria, town);
  const [chair] = await places(maria, town, ['Ordförande', maria]);
  await sign('Maria Ek', chair);
  const { evidence, faults } = await evidenceOf();
  expect(faults).toEqual([]);
  expect(evidence).toMatchObject({
    pdfSha256: shown.pdfHash,
    contentSha256: shown.contentHash,
    organisation: { name: 'Testköping' },
    place: { title: 'Ordförande' },
    signature: {
      signatory: 'Maria Ek',
      seat: { title: 'Styrelsens ordförande', isByDeputy: false },
      mandate: 'Enligt beslutet',
    },
    signIn: { method: 'password' },
    timeStampAuthority: null,
  });
});

test('on paper, by those who prepare: shown as entered, and counted', async () => {
  await decide(maria, town);
  const [chair] = await places(maria, town, ['Ordförande', maria]);
  const entered = { channel: 'email' as const, statedOn: '2023-11-19', summary: 'Undertecknat på papper' };
  const attachmentId = await anAttachment({ ...host, store: house.store }, amina, id, {
    content: 'Skannat papper',
    to: { type: 'agreementParty', id: town.id, concernedOrganisationId: town.organisationId },
  });
  const sha256 = hashOf('Skannat papper').toString('hex');
  await house.database.write(amina, house.now, (tx) =>
    signOnPaper(
      tx,
      id,
      chair ?? '',
      { signatory: 'Maria Ek', signedOn: '2023-11-18', attachmentId, sha256, entered },
      attesting,
    ),
  );
  const { evidence, faults } = await evidenceOf();
  expect(faults).toEqual([]);
  expect(evidence).toMatchObject({
    signature: { manner: 'onPaper', signedOn: '2023-11-18', seat: null },
    signIn: null,
    paper: { enteredBy: { organisation: 'Region Test', person: 'Amina Holm' } },
  });
  await expect(sign('Maria Ek', chair)).rejects.toMatchObject({ reason: 'alreadySigned' });
});

test('a time to appeal that runs out binds the party and brings the text into force, by the day alone', async () => {
  await decide(maria, town, { appeal: 'running', appealEndsOn: '2023-11-22' });
  await decide(amina, region, { appeal: 'none', appealEndsOn: null });
  const [chair] = await places(maria, town, ['Ordförande', maria]);
  const [head] = await places(amina, region, ['Regiondirektör', amina]);
  await sign('Maria Ek', chair);
  await sign('Amina Holm', head);
  expect(await enteredOn()).toBeNull();
  house.now = new Date('2023-11-22T22:00:00Z');
  await lookAtAgreements(house.database, house.now);
  expect(await enteredOn()).toBeNull();
  // Midnight in Sweden, and not yet in Greenwich.
  house.now = new Date('2023-11-22T23:00:00Z');
  await lookAtAgreements(house.database, house.now);
  await lookAtAgreements(house.database, house.now);
  expect(await enteredOn()).toBe('2023-11-23');
  expect(await standing(maria.organisation)).toMatchObject({ status: 'bound', bound_on: '2023-11-23' });
});

test('an authority stamps afterwards, once, and its silence stops nobody', async () => {
  await decide(maria, town);
  const [chair] = await places(maria, town, ['Ordförande', maria]);
  let asked = 0;
  const authority = {
    url: 'http://tsa.example',
    stamp: async (bytes: Uint8Array) => {
      asked += 1;
      if (asked === 1) throw new Error('away');
      return Buffer.concat([Buffer.from('stamp'), bytes]);
    },
  };
  const signature = await house.database.write(as('Maria Ek'), house.now, (tx) =>
    signElectronically(tx, id, chair ?? '', shown, { ...attesting, authority }),
  );
  const stamp = signatureStamper({ database: house.database, clock: () => house.now, authority });
  await expect(stamp({ collaboration: id, signature })).rejects.toThrow('away');
  await stamp({ collaboration: id, signature });
  await stamp({ collaboration: id, signature });
  expect(asked).toBe(2);
});

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../../test/setup/composition.ts';
import { Visitor } from '../../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../../identity/testing.ts';
import { type DecisionFacts, sayPlaces, stateDecision } from '../deciding.ts';
import { findVersion, listAgreementParties } from '../queries.ts';
import { aLockedVersion, anAgreement, type Drawn, lock } from '../testing.ts';
import { beginVersion } from '../versions.ts';
import { signatoryLetters } from './letters.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let kim: Someone;
let owner: pg.Client;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  const town = await anOrganisation(host, 'Testköping');
  maria = await aPerson(host, 'Maria Ek', town, { title: 'Styrelsens ordförande' });
  kim = await aPerson(host, 'Kim Lund', town, { title: 'Kommundirektör' });
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  owner = new pg.Client({ connectionString: house.urls.unprotectedUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await house.close();
});

let id: string;
let drawn: Drawn;
let at: string;
let town: { versionId: string; id: string; partyId: string; organisationId: string };
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const rowOf = async (agreementId: string, organisation: string, number = 1) => {
  const { rows } = await house.database.read(amina, house.now, { all: listAgreementParties(id, agreementId, number) });
  const row = rows.all.find((one) => one.organisation_id === organisation);
  if (!row) throw new Error('no such party');
  return row;
};
beforeEach(async () => {
  house.now = new Date('2023-11-20T09:00:00Z');
  id = await aCollaboration(host, amina, [maria.organisation]);
  for (const someone of [maria, kim]) await aRole(host, amina, id, someone);
  const parties = await Promise.all([amina, maria].map((one) => partyOf(host, amina, id, one.organisation)));
  drawn = await aLockedVersion(host, amina, id, parties);
  at = `/collaborations/${id}/agreements/${drawn.agreementId}/versions/1`;
  const row = await rowOf(drawn.agreementId, maria.organisation);
  town = { versionId: drawn.versionId, id: row.id, partyId: row.party_id, organisationId: maria.organisation };
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
  mandateText: 'Kommunstyrelsens beslut § 212',
};
const decide = async (more: Partial<DecisionFacts> = {}) => {
  const { version } = await rowOf(drawn.agreementId, maria.organisation);
  await house.database.write(maria, house.now, (tx) => stateDecision(tx, id, town, version, { ...approved, ...more }));
};
const place = async (...people: readonly Someone[]): Promise<string> => {
  const [placeId = ''] = await house.database.write(maria, house.now, (tx) =>
    sayPlaces(tx, id, town, [{ title: 'Ordförande', seatIds: people.map((one) => one.seat) }]),
  );
  return placeId;
};
const signatureIn = (page: string): string => /\/signatures\/([0-9a-f-]{36})/.exec(page)?.[1] ?? '';
const historyCount = async (verb: string): Promise<number> => {
  const { rows } = await owner.query(
    'select count(*)::integer as count from history where collaboration_id = $1 and verb = $2',
    [id, verb],
  );
  return rows[0].count;
};

test('the page shows exactly what is signed and as whom; one press signs, and the page after says what was bound', async () => {
  await decide();
  const spot = await place(maria);
  const own = await signedIn('Maria Ek');
  await own.open(at);
  expect(own.page).toContain(`href="${at}/places/${spot}/paper"`);
  expect(own.page).toContain(`href="${at}/places/${spot}/signature"`);
  await own.open(`${at}/places/${spot}/signature`);
  expect(own.status).toBe(200);
  for (const words of [
    'Maria Ek',
    'Testköping',
    'Styrelsens ordförande, innehavare',
    'Kommunstyrelsens beslut § 212',
    'Utmaning och syfte',
    'Region Test och Testköping',
  ]) {
    expect(own.text).toContain(words);
  }
  expect(own.page).toContain(`href="${at}/pdf"`);
  const [contentHash, pdfHash] = [...own.page.matchAll(/value="([0-9a-f]{64})"/g)].map(([, hash]) => hash ?? '');
  expect(own.text).toContain(contentHash);
  expect(own.text).toContain(pdfHash);
  await own.submit({});
  expect(own.status).toBe(200);
  expect(own.text).toContain('Du har skrivit under.');
  expect(own.text).toContain('Maria Ek skrev under för Testköping 20 november 2023.');
  expect(own.text).toContain(contentHash);
  await own.open(`${at}/signatures/${signatureIn(own.page)}`);
  expect(own.text).toContain('Allt stämmer');
  expect(own.text).toContain('Lösenord');
  expect(own.text).toContain('Ingen tidsstämpel');
  const evidence = `${at}/signatures/${signatureIn(own.page)}`;
  await own.open(at);
  expect(own.page).toContain(`href="${evidence}"`);
  expect(own.page).not.toContain(`/places/${spot}/`);
});

test('whoever has been signed in for a while shows again who they are before anything is signed', async () => {
  await decide();
  const spot = await place(maria);
  const own = await signedIn('Maria Ek');
  house.now = new Date('2023-11-20T09:15:00Z');
  await own.open(`${at}/places/${spot}/signature`);
  await own.submit({}, undefined, { referer: `http://localhost${at}/places/${spot}/signature` });
  expect(own.text).not.toContain('Du har skrivit under.');
  expect(await historyCount('agreement.signed')).toBe(0);
  expect(own.status).toBe(401);
  expect(own.text).toContain('Inget är gjort än. När du har bekräftat kommer du tillbaka till sidan');
  await own.submit({ password: testPassword }, '/step-up');
  expect(await historyCount('agreement.signed')).toBe(0);
  // Back where it was pressed, which says that it is to be pressed again.
  expect(own.text).toContain(
    'Inget är undertecknat än: läs texten och tryck på Skriv under en gång till. Till knappen',
  );
  await own.submit({});
  expect(own.text).toContain('Du har skrivit under.');
  await own.open(`${at}/signatures/${signatureIn(own.page)}/json`);
  const { evidence } = JSON.parse(own.page);
  expect(JSON.parse(evidence).signIn.authenticatedAt).toBe('2023-11-20T09:15:00.000Z');
});

test('a party that has not said why its signatories may: its own decision does, on the page and in the evidence', async () => {
  await decide({ mandateText: '', paragraph: '§ 212' });
  const spot = await place(maria);
  const own = await signedIn('Maria Ek');
  await own.open(`${at}/places/${spot}/signature`);
  expect(own.text).toContain('Med stöd av Kommunstyrelsen, 2023-10-17, § 212');
  await own.submit({});
  await own.open(`${at}/signatures/${signatureIn(own.page)}/json`);
  expect(JSON.parse(JSON.parse(own.page).evidence).signature.mandate).toBe('Kommunstyrelsen, 2023-10-17, § 212');
});

describe('refused kindly, with what to do', () => {
  test('another text than the one shown', async () => {
    await decide();
    const spot = await place(maria);
    const own = await signedIn('Maria Ek');
    for (const name of ['contentHash', 'pdfHash']) {
      await own.open(`${at}/places/${spot}/signature`);
      await own.submit({ [name]: '0'.repeat(64) });
      expect(own.status).toBe(409);
      expect(own.text).toContain('Sidan visade en annan text');
      expect(own.page).toContain(`href="${at}/places/${spot}/signature"`);
    }
    expect(await historyCount('agreement.signed')).toBe(0);
  });

  test('not decided yet', async () => {
    const spot = await place(maria);
    const own = await signedIn('Maria Ek');
    await own.open(`${at}/places/${spot}/signature`);
    expect(own.text).toContain('Er part har inte beslutat än');
    expect(own.page).toContain(`href="${at}/parties/${town.partyId}/decision"`);
    expect(own.page).not.toContain('name="contentHash"');
  });

  test('a decision taken back while the page was open', async () => {
    await decide();
    const spot = await place(maria);
    const own = await signedIn('Maria Ek');
    await own.open(`${at}/places/${spot}/signature`);
    await decide({ decidedOn: null, outcome: null, appeal: null, appealEndsOn: null, plannedOn: '2023-12-01' });
    await own.submit({});
    expect(own.status).toBe(409);
    expect(own.text).toContain('Er part har inte beslutat än');
  });

  test('an outdated version: the newer one is there to be read', async () => {
    await decide();
    const spot = await place(maria);
    const own = await signedIn('Maria Ek');
    await own.open(`${at}/places/${spot}/signature`);
    const next = await house.database.write(amina, house.now, async (tx) => {
      const before = await tx.one(findVersion(id, drawn.versionId));
      return await beginVersion(tx, id, before, 'Åldrarna behöver stå där.');
    });
    await lock(host, amina, id, typeof next === 'string' ? next : (next as { versionId: string }).versionId);
    await own.submit({});
    expect(own.status).toBe(409);
    expect(own.text).toContain('Texten har ändrats');
    expect(own.text).toContain('Version 2 finns att läsa.');
    expect(own.page).toContain(`href="${at.replace('/versions/1', '/versions/2')}"`);
    expect(await historyCount('agreement.signed')).toBe(0);
  });

  test('not locked yet', async () => {
    const open = await anAgreement(host, amina, id, [town.partyId]);
    const row = await rowOf(open.agreementId, maria.organisation);
    const [spot = ''] = await house.database.write(maria, house.now, (tx) =>
      sayPlaces(tx, id, { ...town, versionId: open.versionId, id: row.id }, [
        { title: 'Ordförande', seatIds: [maria.seat] },
      ]),
    );
    const own = await signedIn('Maria Ek');
    await own.open(`/collaborations/${id}/agreements/${open.agreementId}/versions/1/places/${spot}/signature`);
    expect(own.text).toContain('Texten är inte låst än');
    expect(own.page).not.toContain('name="contentHash"');
  });

  test('ended', async () => {
    await decide();
    const spot = await place(maria);
    const own = await signedIn('Maria Ek');
    await own.open(`${at}/places/${spot}/signature`);
    await owner.query("update agreement set ended_on = '2023-11-19', ended_because = 'Slut' where id = $1", [
      drawn.agreementId,
    ]);
    await own.submit({});
    expect(own.status).toBe(409);
    expect(own.text).toContain('Texten gäller inte längre');
  });

  test('not its turn, where the parties sign in order', async () => {
    await decide();
    const spot = await place(maria);
    await owner.query("set session_replication_role = 'replica'");
    await owner.query('update agreement_version set is_signed_in_order = true where id = $1', [drawn.versionId]);
    await owner.query("set session_replication_role = 'origin'");
    const own = await signedIn('Maria Ek');
    await own.open(`${at}/places/${spot}/signature`);
    expect(own.text).toContain('Det är inte er tur än');
    expect(own.page).not.toContain('name="contentHash"');
  });

  test('already signed: by whom and when', async () => {
    await decide();
    const spot = await place(maria, kim);
    const own = await signedIn('Maria Ek');
    const other = await signedIn('Kim Lund');
    await own.open(`${at}/places/${spot}/signature`);
    await other.open(`${at}/places/${spot}/signature`);
    await own.submit({});
    await other.submit({});
    expect(other.status).toBe(409);
    expect(other.text).toContain('Här är redan underskrivet');
    expect(other.text).toContain('Maria Ek skrev under för Testköping 20 november 2023.');
  });
});

test('nobody else finds the page: not another of the party, not another party, no stranger', async () => {
  await decide();
  const spot = await place(maria);
  for (const name of ['Kim Lund', 'Amina Holm', 'Främmande Person']) {
    const { status } = await (await signedIn(name)).open(`${at}/places/${spot}/signature`);
    expect(status).toBe(404);
  }
  const own = await signedIn('Maria Ek');
  const wrong = at.replace('/versions/1', '/versions/2');
  expect((await own.open(`${wrong}/places/${spot}/signature`)).status).toBe(404);
});

test('fifty presses at once, by two who may, give one signature, forty-nine kind answers and one entry in the history', async () => {
  await decide();
  const spot = await place(maria, kim);
  const visitors: Visitor[] = [];
  // One after the other: so many tries to sign in at once are themselves refused.
  for (let turn = 0; turn < 50; turn += 1) visitors.push(await signedIn(turn % 2 ? 'Kim Lund' : 'Maria Ek'));
  for (const one of visitors) await one.open(`${at}/places/${spot}/signature`);
  const tokens = new Set(visitors.map((one) => /name="form" value="([^"]+)"/.exec(one.page)?.[1]));
  expect(tokens.size).toBe(50);
  await Promise.all(visitors.map((one) => one.submit({})));
  expect(visitors.filter((one) => one.status === 200)).toHaveLength(1);
  const late = visitors.filter((one) => one.status === 409);
  expect(late).toHaveLength(49);
  for (const one of late) expect(one.text).toContain('Här är redan underskrivet');
  expect(await historyCount('agreement.signed')).toBe(1);
  const { rows } = await owner.query('select count(*)::integer as count from signature where signatory_place_id = $1', [
    spot,
  ]);
  expect(rows[0].count).toBe(1);
}, 120_000);

describe('whoever may sign', () => {
  const letters = async () => {
    await signatoryLetters({ database: house.database, clock: () => house.now, origin: 'http://localhost' })({
      collaboration: id,
      version: drawn.versionId,
    });
    const { rows } = await owner.query<{ to_address: string; subject: string; body_text: string }>(
      'select to_address, subject, body_text from mail where body_text like $1 order by created_at, id',
      [`%${at}/places/%`],
    );
    return rows;
  };

  test('finds it in the workspace and is written to once, when the party has decided; the others are a number', async () => {
    const spot = await place(maria);
    const own = await signedIn('Maria Ek');
    const leader = await signedIn('Amina Holm');
    await own.open(`/collaborations/${id}`);
    expect(own.text).not.toContain('Er underskrift väntar');
    expect(await letters()).toHaveLength(0);
    await decide();
    await own.open(`/collaborations/${id}`);
    expect(own.text).toContain('Er underskrift väntar');
    expect(own.page).toContain(`href="${at}/places/${spot}/signature"`);
    await leader.open(`/collaborations/${id}`);
    expect(leader.text).not.toContain('Er underskrift väntar');
    expect(leader.text).toContain('Väntar på 1 underskrift');
    const [letter] = await letters();
    expect(letter?.to_address).toBe(emailOf('Maria Ek'));
    expect(letter?.subject).toContain('Din underskrift väntar');
    expect(letter?.body_text).toContain(`http://localhost${at}/places/${spot}/signature`);
    expect(await letters()).toHaveLength(1);
    await own.open(`${at}/places/${spot}/signature`);
    await own.submit({});
    await own.open(`/collaborations/${id}`);
    expect(own.text).not.toContain('Er underskrift väntar');
    await leader.open(`/collaborations/${id}`);
    expect(leader.text).not.toContain('Väntar på 1 underskrift');
  });

  test('is not written to before its turn', async () => {
    await place(maria);
    await owner.query("set session_replication_role = 'replica'");
    await owner.query('update agreement_version set is_signed_in_order = true where id = $1', [drawn.versionId]);
    await owner.query("set session_replication_role = 'origin'");
    await decide();
    const own = await signedIn('Maria Ek');
    await own.open(`/collaborations/${id}`);
    expect(own.text).not.toContain('Er underskrift väntar');
    expect(await letters()).toHaveLength(0);
  });
});

describe('on paper', () => {
  const paper = () =>
    new File(['%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'], 'papper.pdf', { type: 'application/pdf' });

  test('by those who prepare: named, dated, attached, and shown as entered and not confirmed', async () => {
    await decide();
    const spot = await place(maria);
    const leader = await signedIn('Amina Holm');
    await leader.open(`${at}/places/${spot}/paper`);
    await leader.submit({
      signatory: '',
      signedOn: '2023-12-24',
      channel: 'email',
      statedOn: '2023-11-19',
      files: paper(),
    });
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Skriv namnet på den som har undertecknat');
    expect(leader.text).toContain('Filen papper.pdf har kommit in.');
    await leader.submit({ signatory: 'Maria Ek', signedOn: '2023-11-18', channel: 'email', statedOn: '2023-11-19' });
    expect(leader.text).toContain('Maria Ek skrev under för Testköping 18 november 2023.');
    await leader.open(`${at}/signatures/${signatureIn(leader.page)}`);
    expect(leader.text).toContain('På papper');
    expect(leader.text).not.toContain('Elektroniskt');
    expect(leader.text).toContain('införd av Region Test');
    expect(leader.text).toContain('Allt stämmer');
    const own = await signedIn('Maria Ek');
    await own.open(`${at}/places/${spot}/signature`);
    expect(own.page).not.toContain('name="contentHash"');
  });

  test('by the party itself, with nothing to confirm; a file that is no paper is refused by its field', async () => {
    await decide();
    const spot = await place(maria);
    const own = await signedIn('Maria Ek');
    await own.open(`${at}/places/${spot}/paper`);
    await own.submit({ signatory: 'Maria Ek', signedOn: '2023-11-18', files: new File(['Hej'], 'papper.txt') });
    expect(own.status).toBe(422);
    expect(own.text).toContain('Filen ska vara en PDF eller en bild');
    await own.submit({ signatory: 'Maria Ek', signedOn: '2023-11-18', files: paper() });
    expect(own.status).toBe(200);
    await own.open(`${at}/signatures/${signatureIn(own.page)}`);
    expect(own.text).toContain('På papper');
    expect(own.text).not.toContain('införd av');
  });
});

describe('the evidence', () => {
  const signed = async () => {
    await decide();
    const own = await signedIn('Maria Ek');
    await own.open(`${at}/places/${await place(maria)}/signature`);
    await own.submit({});
    const signature = signatureIn(own.page);
    return { own, signature, page: `${at}/signatures/${signature}` };
  };
  /** As somebody who has got into the database itself. */
  const bend = async (sql: string, values: readonly unknown[]): Promise<void> => {
    await owner.query("set session_replication_role = 'replica'");
    const { rowCount } = await owner.query(sql, [...values]);
    await owner.query("set session_replication_role = 'origin'");
    expect(rowCount).toBe(1);
  };

  test.each([
    [
      'the pages',
      'update agreement_file set file = set_byte(file, 12, get_byte(file, 12) # 1) where agreement_version_id = $1',
      'version',
      'Sidorna är inte de som undertecknades.',
    ],
    [
      'the text',
      "update agreement_version set content = overlay(content placing 'X' from 40 for 1) where id = $1",
      'version',
      'Textens innehåll är inte det som undertecknades.',
    ],
    [
      'the name',
      "update signature set signatory_name = 'Maria El' where id = $1",
      'signature',
      'Uppgifterna om underskriften är andra än i beviset.',
    ],
    [
      'the mandate',
      "update signature set mandate = mandate || '3' where id = $1",
      'signature',
      'Uppgifterna om underskriften är andra än i beviset.',
    ],
    [
      'the evidence',
      "update signature set evidence = replace(evidence, 'Maria Ek', 'Maria El') where id = $1",
      'signature',
      'Beviset har ändrats',
    ],
    [
      'the signature',
      'update signature set evidence_signature = set_byte(evidence_signature, 3, get_byte(evidence_signature, 3) # 1) where id = $1',
      'signature',
      'Beviset har ändrats',
    ],
    [
      'the stamp',
      "insert into signature_time_stamp (collaboration_id, signature_id, organisation_id, authority, stamp, created_at) select collaboration_id, id, organisation_id, 'http://tsa.example', decode('30', 'hex'), created_at from signature where id = $1",
      'signature',
      'Tidsstämpeln gäller något annat',
    ],
  ] as const)('is red when one byte of %s is another', async (_, sql, which, words) => {
    const { own, signature, page } = await signed();
    await own.open(page);
    expect(own.text).toContain('Allt stämmer');
    expect(own.page).not.toContain('class="verified broken"');
    await bend(sql, [which === 'version' ? drawn.versionId : signature]);
    await own.open(page);
    expect(own.page).toContain('class="verified broken"');
    expect(own.text).toContain('Beviset håller inte');
    expect(own.text).toContain(words);
    expect(own.text).not.toContain('Allt stämmer');
  });

  test('is verified by openssl alone from what the JSON holds', async () => {
    const { own, page } = await signed();
    await own.open(`${page}/json`);
    const bundle = JSON.parse(own.page);
    const folder = await mkdtemp(join(tmpdir(), 'armkrok-evidence-'));
    const file = (name: string) => join(folder, name);
    await writeFile(file('evidence.json'), bundle.evidence);
    await writeFile(file('evidence.sig'), Buffer.from(bundle.signature, 'base64'));
    await writeFile(file('public.pem'), bundle.publicKey);
    const verify = () =>
      promisify(execFile)('openssl', [
        'pkeyutl',
        '-verify',
        '-pubin',
        '-inkey',
        file('public.pem'),
        '-rawin',
        '-in',
        file('evidence.json'),
        '-sigfile',
        file('evidence.sig'),
      ]).then(
        ({ stdout }) => stdout.includes('Signature Verified Successfully'),
        () => false,
      );
    expect(await verify()).toBe(true);
    await writeFile(file('evidence.json'), bundle.evidence.replace('Maria Ek', 'Maria El'));
    expect(await verify()).toBe(false);
    await rm(folder, { recursive: true });
  });

  test('and the text with all of it are documents; whoever reads the agreement reads them, a stranger finds nothing', async () => {
    const { page } = await signed();
    const paths = [page, `${page}/json`, `${page}/pdf`, `${at}/with-evidence/pdf`];
    const reader = await signedIn('Kim Lund');
    const stranger = await signedIn('Främmande Person');
    for (const path of paths) {
      expect((await reader.open(path)).status, path).toBe(200);
      if (path.endsWith('pdf')) expect(Buffer.from(reader.bytes).subarray(0, 5).toString()).toBe('%PDF-');
      expect((await stranger.open(path)).status, path).toBe(404);
    }
  });
});

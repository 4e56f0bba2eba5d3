import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { readPdf } from '../platform/documents/testing.ts';
import { closeVersion, proposeVersion, takePosition } from './adopting.ts';
import { countPositions, isAdopted, positions } from './adoption.ts';
import { contentOf, readContent, type WholeAnalysis } from './frozen-analysis.ts';
import { listFindings, noteFinding } from './knowledge/findings.ts';
import { findAnalysisVersion, listPositionsOf } from './queries.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let kommun: string;
let grannkommun: string;
let id: string;
let here: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  kommun = await anOrganisation(host, 'Testköping');
  grannkommun = await anOrganisation(host, 'Grannköping');
  maria = await aPerson(host, 'Maria Ek', kommun);
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  id = await aCollaboration(host, amina, [kommun, grannkommun]);
  await aRole(host, amina, id, maria);
  here = `/collaborations/${id}/situation-analysis`;
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const write = async (section: string, text: string) => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`${here}/sections/${section}/edit`);
  await leader.submit({ text, keep: '' }, `${here}/sections/${section}/edit`);
};

test('positions are counted with those that have said nothing, and a version is adopted by two at least', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...positions, null), { maxLength: 30 }), (stands) => {
      const counted = countPositions(stands.map((position) => ({ position })));
      expect(counted.supports + counted.abstains + counted.doesNotSupport + counted.silent).toBe(stands.length);
      expect(isAdopted({ closed_on: null }, counted)).toBe(false);
      expect(isAdopted({ closed_on: '2023-12-01' }, counted)).toBe(
        stands.filter((one) => one === 'supports').length > 1,
      );
    }),
  );
});

test('a whole is written in one way only, and read back as it was', () => {
  const whole: WholeAnalysis = {
    sections: [
      { section: 'problem', party: null, number: 2, text: 'Å **och** "ä"\n' },
      { section: 'ownBenefit', party: { id: 'p', name: 'Testköping' }, number: 1, text: 'x' },
    ],
    causes: [{ id: 'c', under_id: null, text: 'Varför' }],
    objections: [{ cause_id: 'c', organisation: 'Testköping', because: 'Nej' }],
    findings: [{ text: 'Fynd', source: 'Rapport', link: '', published_year: 2020, grade: 'untested' }],
    priorWork: [{ kind: 'analysis', what: 'Kartläggning', who: '', since_year: null, where: '', source_note: '' }],
  };
  const content = contentOf(whole);
  const { format: _, ...read } = readContent(content) as WholeAnalysis & { format: string };
  expect(read).toEqual(whole);
  const { sections, causes, objections, findings, priorWork } = whole;
  expect(contentOf({ priorWork, findings, objections, causes, sections })).toBe(content);
  // What was frozen before knowledge was a part of it held none.
  expect(readContent('{"sections":[],"causes":[],"objections":[]}')).toEqual({
    sections: [],
    causes: [],
    objections: [],
    findings: [],
    priorWork: [],
  });
});

test('a version is frozen, answered by each party for itself, closed and counted, and stays while the work goes on', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`${here}/versions/new`);
  await leader.submit({ answerBy: '2024-02-01' });
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('Skriv något i analysen först');
  await write('problem', 'Unga står **utan** arbete.');
  const facts = { text: 'Coachning hjälper', source: 'Rapport A', link: '', published_year: 2021 };
  const finding = await host.database.write(
    amina,
    host.now,
    async (tx) => await noteFinding(tx, id, { ...facts, grade: 'untested' }),
  );
  await leader.open(`${here}/versions/new`);
  await leader.submit({ answerBy: '2020-01-01' });
  expect(leader.status).toBe(422);
  await leader.submit({ answerBy: '2024-02-01' });
  expect(leader.status).toBe(200);
  expect(leader.text).toContain('Väntar på 3 svar');
  const [, version = ''] = /versions\/([0-9a-f-]{36})\/pdf/.exec(leader.page) ?? [];

  // A second one is not asked about meanwhile.
  await leader.open(`${here}/versions/new`);
  await leader.submit({ answerBy: '2024-02-01' });
  expect(leader.status).toBe(422);

  const own = await signedIn('Maria Ek');
  await own.open(`/collaborations/${id}`);
  expect(own.text).toContain('Ta ställning till nulägesanalysen');
  await own.open(`${here}/versions/${version}`);
  expect(own.page).not.toContain(`${here}/versions/${version}/closing`);
  await own.submit({ position: 'doesNotSupport', reason: '' }, `${here}/versions/${version}/positions`);
  expect(own.status).toBe(422);
  expect(own.text).toContain('Skriv varför ni inte ställer er bakom.');
  await own.submit(
    { position: 'doesNotSupport', reason: 'Bara halva bilden' },
    `${here}/versions/${version}/positions`,
  );
  expect(own.text).toContain('Bara halva bilden');
  await own.submit({ position: 'supports', reason: '' }, `${here}/versions/${version}/positions`);
  expect(own.text).not.toContain('Bara halva bilden</td>');
  await own.open(`/collaborations/${id}`);
  expect(own.text).not.toContain('Ta ställning till nulägesanalysen');

  await leader.open(`${here}/versions/${version}`);
  await leader.submit({ position: 'supports', reason: '' }, `${here}/versions/${version}/positions`);
  await leader.submit({ closedOn: '2020-01-01' }, `${here}/versions/${version}/closing`);
  expect(leader.status).toBe(422);
  await leader.open(`${here}/versions/${version}`);
  const today = /name="closedOn"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="closedOn"/.exec(leader.page);
  await leader.submit({ closedOn: today?.[1] ?? today?.[2] ?? '' }, `${here}/versions/${version}/closing`);
  expect(leader.status).toBe(200);
  expect(leader.text).toMatch(/Version 1, antagen .*: 2 ställer sig bakom och 1 har inte svarat/);

  // The work goes on; what was adopted stands, and the two are laid side by side.
  await write('problem', 'Unga står utan arbete och utbildning.');
  await host.database.write(amina, host.now, async (tx) => {
    const row = (await tx.all(listFindings(id))).find((one) => one.id === finding);
    await noteFinding(tx, id, { ...facts, grade: 'evidenceBased' }, row && { row, version: row.version });
  });
  await own.open(`${here}/versions/${version}`);
  expect(own.page).toContain('Unga står ');
  expect(own.text).not.toContain('och utbildning');
  // What was known stands as sure as it was held to be on that day.
  expect(own.text).toMatch(/Coachning hjälper\s*Oprövat\s*Rapport A, 2021/);
  expect(own.text).not.toContain('Evidensbaserat');
  expect(own.page).not.toContain('name="position"');
  await own.open(`${here}/versions/${version}/changes`);
  expect(own.page).toContain('och utbildning</ins>');
  expect(own.page).toMatch(/<del>.{0,60}Oprövat<\/del>/);
  await own.open(here);
  expect(own.text).toContain('Antagen');

  await own.open(`${here}/versions/${version}/json`);
  const content = own.page;
  const hash = createHash('sha256').update(content, 'utf8').digest('hex');
  await own.open(`${here}/versions/${version}`);
  expect(own.text).toContain(hash);
  for (const [file, type] of [
    ['pdf', 'application/pdf'],
    ['word', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ] as const) {
    for (const path of [`${here}/versions/${version}/${file}`, `${here}/${file}`]) {
      await own.open(path);
      expect(own.type, path).toBe(type);
      if (file === 'pdf') {
        const { pages } = await readPdf(own.bytes);
        const words = pages
          .map((page) => page.text)
          .join(' ')
          .replace(/\s+/g, ' ');
        expect(words, path).toContain(path.includes('versions') ? 'utan arbete.' : 'utan arbete och utbildning.');
      } else expect(strFromU8(unzipSync(own.bytes)['word/document.xml'] as Uint8Array), path).toContain('Unga står');
    }
  }
});

test('nobody answers for another, changes what is frozen or answers what is closed, whatever the program asks', async () => {
  const whole: WholeAnalysis = {
    sections: [{ section: 'problem', party: null, number: 1, text: 'x' }],
    causes: [],
    objections: [],
    findings: [],
    priorWork: [],
  };
  const [leading, own, other] = await Promise.all(
    [amina.organisation, kommun, grannkommun].map((one) => partyOf(host, amina, id, one)),
  );
  const asked = [
    { id: leading ?? '', organisation_id: amina.organisation },
    { id: own ?? '', organisation_id: kommun },
    { id: other ?? '', organisation_id: grannkommun },
  ];
  const version = await host.database.write(amina, host.now, (tx) =>
    proposeVersion(tx, id, whole, asked, '2024-02-01'),
  );
  const stand = (by: Someone, partyId: string | undefined, read: number) =>
    host.database.write(by, host.now, (tx) =>
      takePosition(tx, id, version, { partyId: partyId ?? '', position: 'abstains', reason: '', read }),
    );
  await expect(stand(amina, other, 0)).rejects.toThrow();
  await expect(stand(maria, leading, 0)).rejects.toThrow();
  await stand(maria, own, 0);
  await expect(stand(maria, own, 0)).rejects.toThrow();
  // Not a representative either: only those who prepare close.
  await expect(
    host.database.write(maria, host.now, (tx) => closeVersion(tx, id, version, '2023-11-20')),
  ).rejects.toThrow();
  await host.database.write(amina, host.now, (tx) => closeVersion(tx, id, version, '2023-11-20'));
  await expect(stand(maria, own, 1)).rejects.toThrow();
  const { rows: after } = await host.database.read(maria, host.now, {
    positions: listPositionsOf(id, version),
    version: findAnalysisVersion(id, version),
  });
  expect(countPositions(after.positions)).toEqual({ supports: 0, abstains: 1, doesNotSupport: 0, silent: 2 });
  expect(readContent(after.version[0]?.content ?? '').sections).toEqual(whole.sections);
});

test('a stranger finds no version', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`${here}/versions`);
  const [, version = ''] = /versions\/([0-9a-f-]{36})/.exec(leader.page) ?? [];
  const stranger = await signedIn('Främmande Person');
  for (const path of [
    'versions',
    `versions/${version}`,
    `versions/${version}/json`,
    'pdf',
    `versions/${version}/changes`,
  ])
    expect((await stranger.open(`${here}/${path}`)).status, path).toBe(404);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readGridAside } from '../indicators/index.ts';
import { csvOf } from '../platform/documents/csv.ts';
import {
  activityKinds,
  activityStates,
  carriedOutByEach,
  evaluationResults,
  evidenceGrades,
  targetGroupParts,
} from './activity.ts';
import { inOrder } from './importing-plan.ts';
import { matchColumns, planFields } from './plan-columns.ts';
import { asSheet, asWorkbook } from './plan-files.ts';
import type { ActivityRow } from './queries.ts';
import type { Here } from './read-plan.ts';
import { readPlanFile } from './reading-plan-file.ts';

const parties = [
  { id: 'p-b', name: 'Kommun B', organisation_id: 'o-b' },
  { id: 'p-f', name: 'Region F; norr, söder', organisation_id: 'o-f' },
];
const seats = [
  { seat_id: 's-b', title: 'Enhetschef', organisation_id: 'o-b' },
  { seat_id: 's-f', title: 'Utvecklingsledare', organisation_id: 'o-f' },
] as unknown as Here['seats'];
const goals = [
  { id: 'g-1', text: 'Arbetslösheten bland unga halveras; till 2025' },
  { id: 'g-2', text: 'Unga är med, och formar stödet' },
];
const financing = [{ id: 'f-1', title: 'Samordningens kostnad' }];
const here = (more: Partial<Here> = {}): Here => ({
  parties,
  seats,
  goals,
  financing,
  activities: [],
  taking: [],
  ownGoals: [],
  ownPartyId: 'p-b',
  defaultPartyId: null,
  mayWriteFor: () => true,
  mayChange: () => true,
  ...more,
});
const rowsOf = async (bytes: Uint8Array) => (await readGridAside(bytes, undefined)).grid.rows;
const csv = (text: string) => rowsOf(new TextEncoder().encode(text));

// A sign that tells a spreadsheet to leave a text alone is taken away again when the text is read.
const text = fc
  .string({ unit: 'grapheme', maxLength: 60 })
  .map((one) =>
    one
      .normalize('NFC')
      .replace(/(?![\n\t])[\p{Cc}\p{Noncharacter_Code_Point}\ufffd]/gu, '')
      .replace(/\r/g, '')
      .trim(),
  )
  .filter((one) => !/^(?:'|="|\s*[＝＋－＠])/u.test(one) && one.isWellFormed());
const title = text.filter((one) => one !== '' && one.length <= 300);
const day = fc
  .integer({ min: 0, max: 9000 })
  .map((n) => new Date(Date.UTC(2010, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
const counted = fc.option(fc.bigInt({ min: 0n, max: 100_000_000n }).map(String));

const row = fc
  .record({
    title,
    description: text,
    kind: fc.option(fc.constantFrom(...activityKinds)),
    area: text,
    party: fc.option(fc.constantFrom(...parties)),
    hasSeat: fc.boolean(),
    days: fc.tuple(fc.option(day), fc.option(day)),
    state: fc.constantFrom(...activityStates),
    why: text,
    learned: text,
    amount: counted,
    minutes: counted,
    used_amount: counted,
    used_minutes: counted,
    financing_plan_id: fc.option(fc.constant('f-1')),
    target_group: text,
    target_group_part: fc.subarray([...targetGroupParts]),
    others: text,
    responsible: text,
    each: fc.option(fc.constantFrom(...carriedOutByEach)),
    is_open_across_borders: fc.option(fc.boolean()),
    is_basis_for_decision: fc.option(fc.boolean()),
    evidence_grade: fc.option(fc.constantFrom(...evidenceGrades)),
    evidence_source: text,
    pilot: fc.record({ question: title, measure: title, ends: day }),
    evaluation: fc.option(fc.record({ text: title, on: day, result: fc.constantFrom(...evaluationResults) })),
    goal_ids: fc.subarray(goals.map(({ id }) => id)),
  })
  .map((one): Omit<ActivityRow, 'id'> => {
    const {
      party,
      hasSeat,
      days: [a, b],
      pilot,
      evaluation,
      why,
      ...rest
    } = one;
    const [starts_on, due_on] = a !== null && b !== null && a > b ? [b, a] : [a, b];
    const seat =
      party && hasSeat ? seats.find(({ organisation_id }) => organisation_id === party.organisation_id) : undefined;
    const isPilot = one.evidence_grade === 'untested';
    return {
      ...rest,
      organisation_id: party?.organisation_id ?? 'o-f',
      party_id: party?.id ?? null,
      party_name: party?.name ?? null,
      entered_by_organisation_id: null,
      seat_id: seat?.seat_id ?? null,
      seat_title: seat?.title ?? null,
      starts_on,
      due_on,
      state_on: null,
      stopped_because: one.state === 'stopped' ? why || 'Pengarna räckte inte' : '',
      pilot_question: isPilot ? pilot.question : '',
      pilot_measure: isPilot ? pilot.measure : '',
      pilot_ends_on: isPilot ? pilot.ends : null,
      evaluated_on: evaluation?.on ?? null,
      evaluation: evaluation?.text ?? '',
      evaluation_result: evaluation?.result ?? null,
      scales_activity_id: null,
      scaled_without_evaluation_because: '',
      own_words: '',
      source_note: '',
      plan_last_year: null,
      version: 1,
    };
  });
const planOf = (minLength: number, maxLength: number) =>
  fc.array(row, { minLength, maxLength }).map((rows) => rows.map((one, at) => ({ ...one, id: `a-${at}` })));
const plan = planOf(1, 6);
// A workbook is read in a thread of its own: few of them, with many rows.
const longPlan = planOf(12, 16);

/** What an import makes of a row, as the row it will be. */
const asRows = (read: ReturnType<typeof readPlanFile>): Partial<ActivityRow>[] =>
  read.rows.map(({ facts, standing, partyId, goalIds, evaluation }) => ({
    ...facts,
    party_id: partyId,
    state: standing.state,
    stopped_because: standing.stopped_because,
    goal_ids: goalIds,
    evaluation: evaluation?.text ?? '',
    evaluated_on: evaluation?.on ?? null,
    evaluation_result: evaluation?.result ?? null,
  }));
const told = (one: Partial<ActivityRow>): Partial<ActivityRow> => {
  const {
    id,
    version,
    organisation_id,
    party_name,
    seat_title,
    entered_by_organisation_id,
    state_on,
    own_words,
    plan_last_year,
    ...rest
  } = one;
  return rest;
};
const leave = (activities: readonly ActivityRow[]) =>
  asSheet(
    { activities, taking: [], ownGoals: [], goals: goals as never, financing: financing as never },
    { language: 'sv' },
    '',
  );

describe('a plan that leaves in a file', () => {
  test('comes back the same from CSV, in both languages', async () => {
    await fc.assert(
      fc.asyncProperty(plan, fc.constantFrom('sv' as const, 'en' as const), async (activities, language) => {
        const rows = { activities, taking: [], ownGoals: [], goals: goals as never, financing: financing as never };
        const { heading, rows: cells } = asSheet(rows, { language }, '');
        const read = readPlanFile(await csv(csvOf(heading, cells, language)), here());
        expect(read.problems).toEqual([]);
        expect(asRows(read)).toEqual(activities.map(told));
      }),
      { numRuns: 150 },
    );
  });

  test('comes back the same from Excel', async () => {
    await fc.assert(
      fc.asyncProperty(longPlan, async (activities) => {
        const bytes = new Uint8Array(await asWorkbook(leave(activities)));
        const read = readPlanFile(await rowsOf(bytes), here());
        expect(read.problems).toEqual([]);
        expect(asRows(read)).toEqual(activities.map(told));
      }),
      // Each workbook takes a thread: few of them, and none sought that fails in fewer signs.
      { numRuns: 3, endOnFailure: true },
    );
  });

  test('shows a question mark in a workbook for a sign that it cannot bear, which is no change when it comes back', async () => {
    const rare = ['\ufffd', '\ufffe', '\ufdd0', '\u{1fffe}', '\u{10ffff}'];
    const titles = ['valueOf', 'Möte _x0041_', ...rare.map((sign) => `Möte ${sign}x`)];
    const activities = fc
      .sample(row, { numRuns: titles.length, seed: 1 })
      .map((one, at) => ({ ...one, id: `a-${at}`, title: titles[at] ?? '' }));
    const read = readPlanFile(await rowsOf(new Uint8Array(await asWorkbook(leave(activities)))), here({ activities }));
    expect(read.problems).toEqual([]);
    expect(read.rows.map(({ facts }) => facts.title)).toEqual([
      'valueOf',
      'Möte _x0041_',
      ...rare.map(() => 'Möte ?x'),
    ]);
    expect(read.rows.map(({ change }) => change)).toEqual(titles.map(() => 'same'));
  });

  test('says nothing new where it comes from, and what has been changed in it where it has', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async (activities) => {
        const { heading, rows } = leave(activities);
        const same = readPlanFile(await csv(csvOf(heading, rows, 'sv')), here({ activities }));
        expect(same.rows.every(({ change }) => change === 'same')).toBe(true);
        const moved = rows.map((cells, at) =>
          at === 0 ? cells.map((cell, column) => (column === 0 ? 'Ny rubrik' : cell)) : cells,
        );
        const changed = readPlanFile(await csv(csvOf(heading, moved, 'sv')), here({ activities }));
        expect(changed.rows[0]?.change).toBe(activities[0]?.title === 'Ny rubrik' ? 'same' : 'changed');
      }),
      { numRuns: 60 },
    );
  });
});

describe('a plan in a file', () => {
  test('is read by the names that people give its columns, and what has no column is kept as text', async () => {
    const rows = await csv(
      'Handlingsplan 2024;;;;\nÅtgärd;Ansvarig;Slutdatum;Status;Hur går det\nUppsökande möten;kommun b;juni 2024;Påbörjad;Bra hittills\n',
    );
    const read = readPlanFile(rows, here());
    expect(read.problems).toEqual([]);
    expect(read.uses).toEqual(['title', 'party', 'dueOn', 'state', 'note']);
    expect(read.rows[0]).toMatchObject({
      partyId: 'p-b',
      facts: { title: 'Uppsökande möten', due_on: '2024-06-30', description: 'Hur går det: Bra hittills' },
      standing: { state: 'underWay' },
    });
  });

  test('is read as the reader says that its columns are', async () => {
    const rows = await csv('Rubrik A;Rubrik B\nMöten;2024-03-01\n');
    expect(readPlanFile(rows, here()).hasNoTitle).toBe(true);
    const read = readPlanFile(rows, here(), ['title', 'dueOn']);
    expect(read.rows[0]?.facts).toMatchObject({ title: 'Möten', due_on: '2024-03-01', description: '' });
  });

  test('is refused by row and column, everything at once', async () => {
    const rows = await csv(
      [
        'Aktivitet;Ansvarig part;Börjar;Klart;Läge;Timmar som behövs;Mål som den är för;Evidensgrad',
        'Möten;Kommun X;2024-05-01;2024-03-01;Kanske;många;Ett annat mål;Oprövad',
        ';Kommun B;;;Stoppad;;;',
      ].join('\n'),
    );
    const read = readPlanFile(rows, here());
    expect(read.problems.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, 2, 'party'],
      [2, 4, 'dueBeforeStart'],
      [2, 5, 'state'],
      [2, 6, 'hours'],
      [2, 7, 'goal'],
      [2, 8, 'pilot'],
      [3, 1, 'titleMissing'],
      [3, 5, 'stoppedWhy'],
    ]);
    expect(read.problems[0]).toMatchObject({ heading: 'Ansvarig part', found: 'Kommun X' });
  });

  test('does not write for a party that the reader may not write for, nor change what a party has written itself', async () => {
    const mayWriteFor = (party: string | null) => party === 'p-b';
    const other = readPlanFile(
      await csv(
        'Aktivitet;Ansvarig part\nMöten;Region F; norr, söder\n'.replace(
          'Region F; norr, söder',
          '"Region F; norr, söder"',
        ),
      ),
      here({ mayWriteFor }),
    );
    expect(other.problems.map(({ code }) => code)).toEqual(['notYours']);
    const nobody = readPlanFile(await csv('Aktivitet;Beskrivning\nMöten;x\n'), here({ mayWriteFor }));
    expect(nobody.problems.map(({ code }) => code)).toEqual(['notYours']);
    const activities = [{ id: 'a-0', title: 'Möten', party_id: 'p-b', goal_ids: [] } as unknown as ActivityRow];
    const theirs = readPlanFile(
      await csv('Aktivitet;Armkroks id\nMöten;a-0\n'),
      here({ activities, mayChange: () => false }),
    );
    expect(theirs.problems.map(({ code }) => code)).toEqual(['writtenByParty']);
  });

  test('carries a pilot on in the same file, and asks why where it has not been shown to work', async () => {
    const head =
      'Aktivitet;Evidensgrad;Pilotens fråga;Pilotens mått;Piloten slutar;För vidare piloten;Varför den förs vidare ändå';
    const pilot = 'Pilot;Oprövad;Kommer fler?;Antal;2024-06-30;;';
    const why = readPlanFile(await csv([head, 'Alla;;;;;Pilot;', pilot].join('\n')), here());
    expect(why.problems.map(({ code }) => code)).toEqual(['scaledWhy']);
    const read = readPlanFile(await csv([head, 'Alla;;;;;Pilot;Bråttom', pilot].join('\n')), here());
    expect(read.problems).toEqual([]);
    expect(inOrder(read.rows).map(({ facts }) => facts.title)).toEqual(['Pilot', 'Alla']);
    expect(readPlanFile(await csv([head, 'Alla;;;;;Okänd;'].join('\n')), here()).problems[0]?.code).toBe('scales');
  });

  test('keeps a name that has commas and semicolons in it whole', async () => {
    const read = readPlanFile(
      await csv(`Aktivitet;Mål\nMöten;"${goals[0]?.text}"\nBesök;"${goals.map((goal) => goal.text).join('\n')}"\n`),
      here(),
    );
    expect(read.problems).toEqual([]);
    expect(read.rows.map(({ goalIds }) => goalIds)).toEqual([['g-1'], ['g-1', 'g-2']]);
  });

  test('reads each field of its own files by name, once', () => {
    const heading = leave([]).heading;
    expect(matchColumns(heading)).toEqual([...planFields]);
    expect(matchColumns(['Aktivitet', 'Åtgärd', '', 'Märkning'])).toEqual(['title', 'note', 'nothing', 'nothing']);
  });
});

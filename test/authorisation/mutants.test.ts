import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Action, identify, type RuleRow } from '../../src/identity/index.ts';
import { askCell, type Cell, cellsOf, complaintsOf } from './asking.ts';
import { type Compositions, openCompositions } from './composition.ts';
import { actionsOf, allRoutes, isAllowed, places, readMatrix } from './matrix.ts';
import { saysWhose } from './requests.ts';

const routes = allRoutes();
const marks = readMatrix(readFileSync(new URL('../../docs/authorisation-matrix.md', import.meta.url), 'utf8'));
const cells = cellsOf(routes);

let of: Compositions;
beforeAll(async () => {
  of = await openCompositions();
});
afterAll(() => of.close());

interface Mutant {
  readonly name: string;
  readonly action: Action;
  readonly rows: readonly RuleRow[];
}

/** Every row taken out, every role taken out of its row, every limit to phases or confidentiality lifted. */
function mutantsOf(action: Action): readonly Mutant[] {
  const instead = (at: number, row: RuleRow | undefined): readonly RuleRow[] =>
    action.rows.flatMap((one, place) => (place === at ? (row ? [row] : []) : [one]));
  return action.rows.flatMap((row, at) => {
    const named = `${action.name}, row ${at + 1} (${row.relation})`;
    const { phases, confidentiality, ...always } = row;
    return [
      { name: `${named} removed`, action, rows: instead(at, undefined) },
      ...row.roles.map((role) => ({
        name: `${named} without ${role}`,
        action,
        rows: instead(at, { ...row, roles: row.roles.filter((one) => one !== role) }),
      })),
      ...(phases
        ? [
            {
              name: `${named} in every phase`,
              action,
              rows: instead(at, { ...always, ...(confidentiality ? { confidentiality } : {}) }),
            },
          ]
        : []),
      ...(confidentiality
        ? [
            {
              name: `${named} however confidential`,
              action,
              rows: instead(at, { ...always, ...(phases ? { phases } : {}) }),
            },
          ]
        : []),
    ];
  });
}

/** Whether a cell would be answered otherwise by these rows. */
const differs = (cell: Cell, { action, rows }: Mutant): boolean => {
  const other = places.find(
    (one) => one.name === { own: 'anotherParty', closed: 'closedAnotherParty' }[cell.place.name],
  );
  const allows = (by: readonly RuleRow[]): boolean =>
    isAllowed(by, cell.asker, cell.place) ||
    (other !== undefined && !saysWhose(cell.route) && isAllowed(by, cell.asker, other));
  return cell.action === action.name && allows(rows) !== allows(action.rows);
};

/** Rules whose lifting something further in stops by itself, so that no cell can tell: by what. */
const stoppedFurtherIn = [
  // Who speaks for a party of a benefit is asked by registerBenefits too, which ends with the collaboration.
  'answerBenefits, row 1 (ownParty) in every phase',
  'estimateBenefits, row 1 (collaboration) in every phase',
  // identify_link gives nobody in to a protected collaboration.
  'holdLink, row 1 (ownParty) however confidential',
];

test('any rule taken out or lifted fails a cell', async () => {
  const app = of.compose();
  const mutants = [...actionsOf(routes).keys()].flatMap(mutantsOf);
  const alive: string[] = [];
  for (const mutant of mutants) {
    const concerned = cells.filter((cell) => differs(cell, mutant));
    const { rows } = mutant.action;
    Object.assign(mutant.action, { rows: mutant.rows });
    let killed = false;
    for (const cell of concerned.slice(0, 5)) {
      killed ||= complaintsOf(cell, marks, await askCell(app, of.house.now, of.world, cell)).length > 0;
    }
    Object.assign(mutant.action, { rows });
    if (!killed) alive.push(mutant.name);
  }
  console.log(`rules: ${mutants.length - alive.length} killed of ${mutants.length}`);
  expect(mutants.length).toBeGreaterThan(60);
  expect(alive.toSorted()).toEqual(stoppedFurtherIn.toSorted());
}, 300_000);

type Command = 'select' | 'insert' | 'update' | 'delete';
interface Guarded {
  readonly table: string;
  readonly policy: string;
  readonly command: Command;
  readonly is_granted: boolean;
}

/** Whose row it is, by the column that a table belongs by. */
const belongsBy = ['collaboration_id', 'organisation_id', 'person_id'] as const;

test('any policy of the database taken out or opened is seen by somebody who asks the table', async () => {
  const { unbound: client } = of.world;
  const all = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await client.query<Row>(text, values)).rows;
  const guarded = await all<Guarded>(`
    select tablename::text as table, policyname::text as policy, lower(cmd) as command,
      has_table_privilege('armkrok_app', tablename::regclass, cmd) as is_granted
    from pg_policies where schemaname = 'public' and 'armkrok_app' = any(roles) order by 1, 3`);
  const columns = await all<{ table: string; name: string; type: string; is_key: boolean }>(`
    select c.relname::text as table, a.attname::text as name, format_type(a.atttypid, null) as type,
      exists (select from pg_index i where i.indrelid = c.oid and a.attnum = any(i.indkey)) as is_key
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`);
  const askers = ['processLeader', 'representative', 'organisationAdministrator'].map((name) => of.world.people[name]);

  /** What the asker meets with the command: how many rows, or why not. */
  const attempt = async (text: string, values: unknown[] = []): Promise<string> => {
    await client.query('savepoint attempt');
    try {
      const { rowCount, rows } = await client.query(text, values);
      return `${rows[0]?.count ?? rowCount}`;
    } catch (error) {
      return (error as { code: string }).code;
    } finally {
      await client.query('rollback to savepoint attempt');
    }
  };
  const becoming = async (someone: (typeof askers)[number]) => {
    await client.query('set local role armkrok_app');
    const { text, values } = identify(
      { person: someone?.person ?? '', organisation: someone?.organisation ?? '' },
      of.house.now,
    );
    await client.query(text, [...values]);
  };
  const meets = async ({ table, command }: Guarded): Promise<string> => {
    const found: string[] = [];
    const by =
      table === 'collaboration'
        ? 'id'
        : belongsBy.find((one) => columns.some((c) => c.table === table && c.name === one));
    // A constant, so that the rows need not be read: then the policy for reading has no say.
    const plain = columns.filter(
      (one) => one.table === table && !one.is_key && /^(timestamp|text$|date$|double)/.test(one.type),
    );
    for (const someone of askers) {
      if (command === 'insert') {
        const mine = {
          collaboration_id: of.world.own.collaboration,
          organisation_id: someone?.organisation,
          person_id: someone?.person,
        };
        const key = by === 'id' ? of.world.own.collaboration : by && mine[by];
        // One that the asker's own organisation sent or has, where there is one: then somebody may add it.
        const whose = ['from_organisation_id', 'organisation_id'].find((name) =>
          columns.some((one) => one.table === table && one.name === name),
        );
        const nearest = whose ? `${whose} is not distinct from '${someone?.organisation}' desc` : '1';
        for (const isOwn of [true, false]) {
          const [row] = await all<{ row: unknown }>(
            `select to_jsonb(t) as row from ${table} t where (${by} = $1) = $2 order by ${nearest} limit 1`,
            [key, isOwn],
          );
          await client.query('savepoint asker');
          await becoming(someone);
          found.push(
            row
              ? await attempt(`insert into ${table} select * from jsonb_populate_record(null::${table}, $1::jsonb)`, [
                  JSON.stringify(row.row),
                ])
              : 'none',
          );
          await client.query('rollback to savepoint asker');
        }
        continue;
      }
      await client.query('savepoint asker');
      await becoming(someone);
      if (command === 'select') found.push(await attempt(`select count(*) from ${table}`));
      else if (command === 'delete') found.push(await attempt(`delete from ${table}`));
      else {
        for (const { name, type } of plain) {
          const value = type === 'text' ? "'x'" : type.startsWith('double') ? '1' : "'2020-01-01'";
          found.push(await attempt(`update ${table} set ${name} = ${value}`));
        }
      }
      await client.query('rollback to savepoint asker');
    }
    return found.join(' ');
  };

  const active = guarded.filter((one) => one.is_granted);
  const alive: string[] = [];
  for (const one of active) {
    const { table, policy, command } = one;
    const outcomes: string[] = [];
    for (const change of [
      undefined,
      `drop policy ${policy} on ${table}`,
      `alter policy ${policy} on ${table} ${command === 'insert' ? '' : 'using (true)'} ${command === 'insert' || command === 'update' ? 'with check (true)' : ''}`,
    ]) {
      await client.query('begin');
      await client.query("set local session_replication_role = 'replica'");
      if (change) await client.query(change);
      outcomes.push(await meets(one));
      await client.query('rollback');
    }
    const [asItIs, dropped, opened] = outcomes;
    if (asItIs === dropped) alive.push(`${table} ${policy} dropped: ${asItIs}`);
    if (asItIs === opened) alive.push(`${table} ${policy} opened: ${asItIs}`);
  }
  const idle = guarded.length - active.length;
  console.log(
    `row level security: ${2 * active.length - alive.length} killed of ${2 * active.length}; ${idle} policies guard a command that nobody is granted`,
  );
  expect(active.length).toBeGreaterThan(100);
  expect(alive).toEqual([]);
}, 300_000);

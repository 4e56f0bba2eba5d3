import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

const app = 'armkrok_app';
const owner = 'armkrok_owner';
const kinds = ['reference', 'protected', 'sealed'] as const;
type Kind = (typeof kinds)[number];

interface Table {
  readonly name: string;
  readonly kind: Kind;
  readonly secured: boolean;
  readonly forced: boolean;
  readonly grants: readonly string[];
}
interface Policy {
  readonly table: string;
  readonly name: string;
  readonly command: string;
  /** Adds to what is let through; one that does not takes away from it. */
  readonly is_permissive: boolean;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
}
interface Key {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly to: string;
  readonly to_columns: readonly string[];
}
interface Index {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly is_unique: boolean;
  readonly is_partial: boolean;
  readonly method: string;
}
interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly preset: string | null;
}

let urls: TestDatabase;
let client: pg.Client;
let tables: readonly Table[];
let policies: readonly Policy[];
let keys: readonly Key[];
let indexes: readonly Index[];
let columns: readonly Column[];

const ask = async <Row extends pg.QueryResultRow>(question: string): Promise<Row[]> =>
  (await client.query<Row>(question)).rows;

beforeAll(async () => {
  urls = await createTestDatabase();
  client = new pg.Client({ connectionString: urls.ownerUrl });
  await client.connect();
  const found = await ask<Omit<Table, 'kind'> & { comment: string | null }>(`
    select c.relname::text as name, obj_description(c.oid, 'pg_class') as comment, c.relrowsecurity as secured,
      c.relforcerowsecurity as forced,
      array(select lower(g.privilege_type) from aclexplode(c.relacl) g where g.grantee = '${app}'::regrole
        union select lower(g.privilege_type) from pg_attribute a, aclexplode(a.attacl) g
        where a.attrelid = c.oid and g.grantee = '${app}'::regrole order by 1) as grants
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'f') order by 1`);
  tables = found.map(({ comment, ...table }) => ({ ...table, kind: (comment ?? '').split(':')[0] as Kind }));
  policies = await ask<Policy>(`
    select tablename::text as table, policyname::text as name, lower(cmd) as command,
      permissive = 'PERMISSIVE' as is_permissive, roles::text[] as roles,
      qual as using, with_check as check
    from pg_policies where schemaname = 'public' order by 1, 2`);
  keys = await ask<Key>(`
    select k.conname::text as name, f.relname::text as table, t.relname::text as to,
      array(select a.attname::text from unnest(k.conkey) with ordinality n(num, place)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.num order by n.place) as columns,
      array(select a.attname::text from unnest(k.confkey) with ordinality n(num, place)
        join pg_attribute a on a.attrelid = k.confrelid and a.attnum = n.num order by n.place) as to_columns
    from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace order by 2, 1`);
  indexes = await ask<Index>(`
    select i.indexrelid::regclass::text as name, c.relname::text as table, i.indisunique as is_unique,
      i.indpred is not null as is_partial, am.amname::text as method,
      array(select pg_get_indexdef(i.indexrelid, n, true) from generate_series(1, i.indnkeyatts) n order by n) as columns
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
    join pg_am am on am.oid = x.relam
    where c.relnamespace = 'public'::regnamespace order by 2, 1`);
  columns = await ask<Column>(`
    select c.relname::text as table, a.attname::text as name, format_type(a.atttypid, null) as type,
      pg_get_expr(d.adbin, d.adrelid) as preset
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
    order by 1, a.attnum`);
});
afterAll(async () => {
  await client.end();
  await urls.drop();
});

const of = (kind: Kind): readonly Table[] => tables.filter((table) => table.kind === kind);
const isProtected = (name: string): boolean => of('protected').some((table) => table.name === name);
const policiesOf = (table: Table): readonly Policy[] => policies.filter((policy) => policy.table === table.name);
const startsWith = (long: readonly string[], short: readonly string[]): boolean =>
  short.every((column, at) => long[at] === column);

test('every table says whether it is reference, protected or sealed', async () => {
  expect(tables.length).toBeGreaterThan(25);
  expect(tables.filter((table) => !kinds.includes(table.kind)).map((table) => table.name)).toEqual([]);
  const bare = await ask(`select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace
    and c.relkind in ('r', 'p') and coalesce(obj_description(c.oid, 'pg_class'), '') !~ '^(reference|protected|sealed): .+'`);
  expect(bare).toEqual([]);
});

test('a reference table has no row level security, and only those that users fill are written', () => {
  const filledByUsers = { organisation: ['insert', 'select', 'update'] };
  for (const table of of('reference')) {
    expect({ table: table.name, secured: table.secured, policies: policiesOf(table) }).toEqual({
      table: table.name,
      secured: false,
      policies: [],
    });
    expect({ [table.name]: table.grants }).toEqual(
      table.name in filledByUsers ? filledByUsers : { [table.name]: ['select'] },
    );
  }
});

test('a sealed table shows the application role nothing: forced, no policy of its own, no grant', () => {
  for (const table of of('sealed')) {
    expect({
      table: table.name,
      secured: table.secured,
      forced: table.forced,
      grants: table.grants,
      policies: policiesOf(table).map((policy) => [policy.command, policy.roles]),
    }).toEqual({ table: table.name, secured: true, forced: true, grants: [], policies: [['all', [owner]]] });
  }
});

test('a protected table forces its policies: one to read, one for each way of writing it grants, one for the owner', () => {
  // Written by append_history and note_access alone.
  const neverWritten = ['access_record', 'history', 'history_payload'];
  for (const table of of('protected')) {
    expect({ table: table.name, secured: table.secured, forced: table.forced }).toEqual({
      table: table.name,
      secured: true,
      forced: true,
    });
    const own = policiesOf(table);
    const forOwner = own.filter((policy) => policy.roles.includes(owner));
    expect({
      table: table.name,
      owner: forOwner.map(({ command, using, check }) => ({ command, using, check })),
    }).toEqual({
      table: table.name,
      owner: [{ command: 'all', using: 'true', check: 'true' }],
    });
    const forApp = own.filter((policy) => !policy.roles.includes(owner));
    for (const policy of forApp) expect(policy.roles, `${table.name} ${policy.name}`).toEqual([app]);
    // Two permissive policies for one command would add up; a restrictive one narrows, and opens nothing by itself.
    const opening = forApp.filter((policy) => policy.is_permissive);
    expect(new Set(opening.map((policy) => policy.command)).size, table.name).toBe(opening.length);
    expect(
      forApp.map((policy) => policy.command),
      table.name,
    ).not.toContain('all');
    expect(table.grants, table.name).toContain('select');
    expect(
      table.grants.filter((grant) => !['select', 'insert', 'update', 'delete'].includes(grant)),
      table.name,
    ).toEqual([]);
    for (const grant of table.grants)
      expect(
        opening.map((policy) => policy.command),
        table.name,
      ).toContain(grant);
    if (neverWritten.includes(table.name)) expect(table.grants).toEqual(['select']);
    for (const policy of forApp) {
      const condition = `${policy.using ?? ''} ${policy.check ?? ''}`;
      // A setting, or as a value of the whole statement what a function makes of the settings.
      expect(condition, `${table.name} ${policy.name}`).toMatch(
        /current_setting\('armkrok\.\w+'::text, true\)|\( SELECT ((readable|writable|administered)_organisations|my_event_groups|guest_organisations|spoken_collaborations|withheld_history|plannable_organisations|organisations_planned_with)\(\) AS \w+\)/,
      );
      // The setting is empty, not absent, after the first transaction of a connection.
      expect(condition.match(/(?<!NULLIF\()current_setting/g), `${table.name} ${policy.name}`).toBeNull();
      if (policy.command !== 'insert') expect(policy.using, `${table.name} ${policy.name}`).toBeTruthy();
      if (policy.command === 'insert' || policy.command === 'update') {
        expect(policy.check, `${table.name} ${policy.name}`).toBeTruthy();
      }
    }
  }
});

test('what can be marked is kept by its marking wherever it is read, and nothing else narrows', () => {
  const narrowing = policies.filter((policy) => !policy.is_permissive);
  const marked = columns.filter((column) => column.name === 'cleared_for' && isProtected(column.table));
  // A marking is not marked itself; of what happened, the words alone are kept.
  const kept = marked.map((column) => column.table).filter((table) => table !== 'secrecy_marking');
  expect(kept.length).toBeGreaterThan(2);
  expect(narrowing.map((policy) => `${policy.table} ${policy.command}`).sort()).toEqual(
    ['history_payload', ...kept].sort().map((table) => `${table} select`),
  );
});

test('nothing in the schema is open to PUBLIC, and procedures are called by the owner alone', async () => {
  expect(
    await ask(`select c.relname from pg_class c, aclexplode(c.relacl) g
      where c.relnamespace = 'public'::regnamespace and g.grantee = 0`),
  ).toEqual([]);
  // Triggers and functions without rights of their own may be open; those that lend the owner's rights may not.
  expect(
    await ask(`select p.oid::regprocedure::text as function
      from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
      where p.pronamespace = 'public'::regnamespace and (p.prosecdef or p.prokind = 'p') and g.grantee = 0 order by 1`),
  ).toEqual([]);
  expect(await ask(`select has_schema_privilege('public', 'public', 'create') as may`)).toEqual([{ may: false }]);
  expect(
    await ask(`select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace
    and c.relkind in ('v', 'm') and not coalesce(c.reloptions, '{}') @> '{security_invoker=true}'`),
  ).toEqual([]);
});

test('a function that lends the rights of the owner has a fixed path, ending in pg_temp', async () => {
  const lending = await ask<{ function: string; config: string[] | null }>(`
    select p.oid::regprocedure::text as function, p.proconfig as config from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`);
  expect(lending.length).toBeGreaterThan(20);
  for (const { function: name, config } of lending) expect(config, name).toEqual(['search_path=public, pg_temp']);
});

test('the key of a protected table begins with whose it is', () => {
  const belongs = ['collaboration_id', 'organisation_id', 'person_id'];
  // A collaboration is its own; history is keyed by its entry and numbered within its chain, so that one function can
  // append to any chain.
  const exceptions = [
    'collaboration_pkey (id)',
    'history_chain_seq_key (chain, seq)',
    'history_payload_pkey (history_id)',
    'history_pkey (id)',
  ];
  expect(
    indexes
      .filter((index) => index.is_unique && isProtected(index.table) && !belongs.includes(index.columns[0] ?? ''))
      .map((index) => `${index.name} (${index.columns.join(', ')})`)
      .sort(),
  ).toEqual(exceptions);
});

test('a key between protected tables carries whose both are: row level security does not look at keys', () => {
  const belongs = ['collaboration_id', 'organisation_id', 'person_id'];
  // To a collaboration the key is what it belongs to. The payload is found by its entry, written by the same function.
  const plain = keys.filter((key) => isProtected(key.table) && isProtected(key.to) && key.to !== 'collaboration');
  expect(plain.length).toBeGreaterThan(15);
  expect(
    plain
      .filter(
        (key) =>
          !(key.columns.length > 1 && belongs.includes(key.columns[0] ?? '') && key.columns[0] === key.to_columns[0]),
      )
      .map((key) => key.name),
  ).toEqual(['history_payload_history_id_fkey']);
  for (const key of keys.filter((one) => isProtected(one.table) && one.to === 'collaboration')) {
    expect(key.columns, key.name).toEqual(['collaboration_id']);
  }
});

test('every foreign key has an index that begins with its columns', () => {
  // The largest table: neither areas nor fetches are ever removed or renamed, so nothing would look through the index.
  const exceptions = ['series_value_area_code_fkey', 'series_value_series_id_fetch_id_fkey'];
  expect(
    keys
      .filter(
        (key) =>
          !indexes.some(
            (index) => index.table === key.table && !index.is_partial && startsWith(index.columns, key.columns),
          ),
      )
      .map((key) => key.name)
      .sort(),
  ).toEqual(exceptions);
});

test('no index is the beginning of another', () => {
  const doubled = indexes.flatMap((short) =>
    indexes
      .filter(
        (long) =>
          long.name !== short.name &&
          long.table === short.table &&
          long.method === short.method &&
          !long.is_partial &&
          !short.is_partial &&
          startsWith(long.columns, short.columns),
      )
      .map((long) => `${short.name} is the beginning of ${long.name}`),
  );
  expect(doubled).toEqual([]);
});

test('the application role owns nothing, makes nothing and goes round nothing', async () => {
  expect(
    await ask(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = '${app}'`,
    ),
  ).toEqual([
    { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false },
  ]);
  expect(await ask(`select relname from pg_class where relowner = '${app}'::regrole`)).toEqual([]);
  expect(await ask(`select proname from pg_proc where proowner = '${app}'::regrole`)).toEqual([]);
  expect(await ask(`select m.roleid::regrole::text from pg_auth_members m where m.member = '${app}'::regrole`)).toEqual(
    [],
  );
  expect(
    await ask(
      `select nspname from pg_namespace where has_schema_privilege('${app}', oid, 'create') and nspname !~ '^pg_temp'`,
    ),
  ).toEqual([]);
  expect(await ask(`select rolsuper, rolbypassrls from pg_roles where rolname = '${owner}'`)).toEqual([
    { rolsuper: false, rolbypassrls: false },
  ]);
});

test('the application role has no right in the queue', async () => {
  expect(
    await ask(`select c.oid::regclass::text as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'graphile_worker' and c.relkind in ('r', 'p', 'v')
        and has_table_privilege('${app}', c.oid, 'select, insert, update, delete')`),
  ).toEqual([]);
});

test('instants end in _at, dates in _on, and no instant lacks its time zone', () => {
  const wrong = columns.filter(({ name, type }) => {
    if (type.startsWith('timestamp with time zone')) return !/(^|_)at$/.test(name);
    if (type === 'date') return !name.endsWith('_on');
    return type.startsWith('timestamp') || type.startsWith('time ') || /_(at|on)$/.test(name);
  });
  expect(wrong.map(({ table, name, type }) => `${table}.${name} ${type}`)).toEqual([]);
});

test('what is true or false is told as an assertion', () => {
  // A series or an entry exists "by sex"; functions_known_empty is a list.
  const asserts = /^(is|has|may|by)_/;
  expect(
    columns
      .filter(({ name, type }) => type === 'boolean' && !asserts.test(name))
      .map(({ table, name }) => `${table}.${name}`),
  ).toEqual([]);
});

test('no default and no function asks the database for the time', async () => {
  const clock =
    /\bnow\(\)|current_timestamp|current_date|localtime|clock_timestamp|statement_timestamp|transaction_timestamp/i;
  expect(
    columns.filter((column) => clock.test(column.preset ?? '')).map(({ table, name }) => `${table}.${name}`),
  ).toEqual([]);
  const functions = await ask<{ name: string; text: string }>(
    `select p.proname::text as name, p.prosrc as text from pg_proc p where p.pronamespace = 'public'::regnamespace`,
  );
  expect(functions.filter(({ text }) => clock.test(text)).map(({ name }) => name)).toEqual([]);
});

test('every table that people write into knows when a row was made', () => {
  const made = ['created_at', 'answered_at', 'opened_at', 'sent_at', 'written_at', 'at'];
  // Rows that come and go with another row, which knows.
  const exceptions = [
    'history_payload',
    'observation_goal',
    'own_value',
    'round_goal',
    'round_moment',
    'round_party',
    'round_value',
  ];
  expect(
    of('protected')
      .filter((table) => !columns.some((column) => column.table === table.name && made.includes(column.name)))
      .map((table) => table.name),
  ).toEqual(exceptions);
});

test('every protected table says whose record a row is, or lies under one that does', async () => {
  /** Child and the parent that it is keyed to. */
  const under = {
    event_group_attendance: 'event_group_meeting',
    implementation: 'joint_goal',
    observation_goal: 'observation',
    own_value: 'own_series_import',
    party_function: 'party',
    party_link: 'party',
    round_goal: 'follow_up_round',
    round_moment: 'follow_up_round',
    round_party: 'follow_up_round',
    round_value: 'round_goal',
  };
  const otherwise = {
    absence: 'of a person, in every organisation that they act for',
    digest_choice: 'of a person, in every organisation that they act for',
    entered_for_party: 'entered_by_organisation_id says who entered it, and so whose record it is',
    history: 'null for what the installation itself does, and for what happens in an event group',
    history_payload: 'as history',
    own_upload: 'a file between preview and import, of the person who sent it, gone within a day',
  };
  const nullable = await ask<{ table: string; is_nullable: boolean }>(`
    select c.relname::text as table, not a.attnotnull as is_nullable
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'organisation_id'`);
  const says = (table: string): boolean => nullable.some((one) => one.table === table && !one.is_nullable);
  const silent = of('protected')
    .map((table) => table.name)
    .filter((table) => !says(table));
  expect(silent.sort()).toEqual([...Object.keys(under), ...Object.keys(otherwise)].sort());
  for (const [child, parent] of Object.entries(under)) {
    expect(
      keys.some((key) => key.table === child && key.to === parent),
      `${child} is keyed to ${parent}`,
    ).toBe(true);
    expect(says(parent) || parent in under, parent).toBe(true);
  }
  // Exactly one, always.
  expect(
    await ask(`select attnotnull as required from pg_attribute
      where attrelid = 'collaboration'::regclass and attname = 'archive_organisation_id'`),
  ).toEqual([{ required: true }]);
});

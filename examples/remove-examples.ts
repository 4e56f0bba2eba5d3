import pg from 'pg';
import { newId } from '../src/platform/id.ts';

/** The examples could not be taken away; the message says why, and nothing has been touched. */
export class RemovalError extends Error {
  override name = 'RemovalError';
}

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

interface ForeignKey {
  readonly source: string;
  readonly target: string;
  readonly columns: readonly string[];
  readonly target_columns: readonly string[];
}

const listTables = `
  select c.relname as name, array(select a.attname::text from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind = 'r' order by c.relname`;

const listForeignKeys = `
  select s.relname as source, t.relname as target,
    array(select a.attname::text from unnest(k.conkey) with ordinality as listed(number, place)
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = listed.number order by listed.place) as columns,
    array(select a.attname::text from unnest(k.confkey) with ordinality as listed(number, place)
      join pg_attribute a on a.attrelid = k.confrelid and a.attnum = listed.number order by listed.place) as target_columns
  from pg_constraint k join pg_class s on s.oid = k.conrelid join pg_class t on t.oid = k.confrelid
  join pg_namespace n on n.oid = s.relnamespace
  where k.contype = 'f' and n.nspname = 'public' order by s.relname, k.conname`;

// Held to the end: whoever is writing in an example has finished, and nobody begins.
const chooseWhatLeaves = `
  create temporary table leaving_collaboration on commit drop as
    select id, name from collaboration where example <> 'none' for update;
  create temporary table leaving_person on commit drop as
    select id, email from person where is_demo for update;
  create temporary table leaving_organisation on commit drop as
    with recursive invented as (
      select o.id from organisation o where o.is_fictional
      union select o.id from organisation o join invented on o.parent_id = invented.id)
    select o.id, o.name from organisation o where o.id in (select id from invented) for update;
  lock table history in share row exclusive mode;
  create temporary table made_organisation on commit drop as
    select h.subject_id as id from history h
    join example_librarian() l on l.person_id = h.user_id and l.organisation_id = h.organisation_id
    where h.verb = 'organisation.added' and h.subject_id not in (select id from leaving_organisation)`;

/** The chains that go with the examples, with where each ended: what `history:verify` counts as accounted for. */
const tellWhichChainsLeave = `
  with ended as (
    select distinct on (h.chain) h.chain, h.seq, encode(h.hash, 'hex') as hash from history h where %s
    order by h.chain, h.seq desc)
  select append_history(jsonb_build_array(jsonb_build_object('verb', 'chains.removed', 'subjectType', 'example',
    'subjectId', $1::uuid, 'after', jsonb_build_object('chains', (select jsonb_agg(ended) from ended)))), $2::timestamptz)
  where exists (select from ended)`;

const isIn = (column: string, leaving: string): string => `${quote(column)} in (select id from leaving_${leaving})`;
const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The tables as the catalogue knows them: what a new feature adds is taken along without being named here. */
class Schema {
  readonly #tables: readonly Table[];
  readonly #keys: readonly ForeignKey[];

  private constructor(tables: readonly Table[], keys: readonly ForeignKey[]) {
    this.#tables = tables;
    this.#keys = keys;
  }

  static async read(client: pg.Client): Promise<Schema> {
    const tables = await client.query<Table>(listTables);
    const keys = await client.query<ForeignKey>(listForeignKeys);
    return new Schema(tables.rows, keys.rows);
  }

  /** The columns that say which organisation or person a row is about, whether the database knows it or not. */
  columnsTo(table: Table, target: 'organisation' | 'person'): readonly string[] {
    const referring = this.#keys
      .filter((key) => key.source === table.name && key.target === target && key.columns.length === 1)
      .flatMap(({ columns }) => columns);
    return [...new Set([...referring, ...table.columns.filter((column) => column === `${target}_id`)])];
  }

  /** Which rows of the table leave; undefined when none can. */
  conditionOf(table: Table, above: readonly string[] = []): string | undefined {
    switch (table.name) {
      case 'collaboration':
      case 'organisation':
      case 'person':
        return isIn('id', table.name);
      case 'example_load':
        return 'true';
    }
    if (table.columns.includes('collaboration_id')) {
      const inside = isIn('collaboration_id', 'collaboration');
      // The history of an organisation belongs to no collaboration.
      return table.columns.includes('organisation_id')
        ? `(${inside} or collaboration_id is null and ${isIn('organisation_id', 'organisation')})`
        : inside;
    }
    const conditions = [
      ...this.columnsTo(table, 'organisation').map((column) => isIn(column, 'organisation')),
      ...this.columnsTo(table, 'person').map((column) => isIn(column, 'person')),
      ...(table.name === 'mail' ? ['to_address in (select email from leaving_person)'] : []),
    ];
    if (conditions.length > 0) return `(${conditions.join(' or ')})`;
    return this.#conditionThroughKeys(table, above);
  }

  /** Of a table that says nothing itself: its rows leave with those that they refer to. */
  #conditionThroughKeys(table: Table, above: readonly string[]): string | undefined {
    if (above.includes(table.name)) return undefined;
    const conditions = this.#keys
      .filter((key) => key.source === table.name && key.target !== table.name)
      .flatMap((key) => {
        const target = this.#tables.find(({ name }) => name === key.target);
        const condition = target && this.conditionOf(target, [...above, table.name]);
        if (!condition) return [];
        const columns = key.columns.map(quote).join(', ');
        return [
          `(${columns}) in (select ${key.target_columns.map(quote).join(', ')} from ${quote(key.target)} where ${condition})`,
        ];
      });
    return conditions.length > 0 ? `(${conditions.join(' or ')})` : undefined;
  }

  /** Those that refer to others before those others. */
  inOrder(): readonly Table[] {
    const ordered: Table[] = [];
    let left = [...this.#tables];
    while (left.length > 0) {
      const free = left.filter(
        ({ name }) =>
          !this.#keys.some(
            (key) => key.target === name && key.source !== name && left.some((table) => table.name === key.source),
          ),
      );
      if (free.length === 0) throw new RemovalError(`${left.map(({ name }) => name).join(', ')} refer in a circle.`);
      ordered.push(...free);
      left = left.filter((table) => !free.includes(table));
    }
    return ordered;
  }

  /** Rows of collaborations that stay in which something that leaves takes part, as one question for all tables. */
  partsTakenElsewhere(): string {
    const outside = 'not exists (select from leaving_collaboration l where l.id = r.collaboration_id)';
    const questions = this.#tables
      .filter(({ columns }) => columns.includes('collaboration_id'))
      .flatMap((table) =>
        [
          ...this.columnsTo(table, 'organisation').map((column) => isIn(column, 'organisation')),
          ...this.columnsTo(table, 'person').map((column) => isIn(column, 'person')),
          ...(table.name === 'history' ? [isIn('user_id', 'person')] : []),
          ...(table.name === 'collaboration_seat'
            ? [`seat_id in (select t.seat_id from seat_term t where ${isIn('person_id', 'person')})`]
            : []),
        ].map((condition) => `select r.collaboration_id from ${quote(table.name)} r where ${outside} and ${condition}`),
      );
    return `
      select distinct c.name from collaboration c
      where c.id in (${questions.join(' union all ')})
        or c.id not in (select id from leaving_collaboration) and ${isIn('organisation_id', 'organisation')}
      order by c.name`;
  }

  /** Nothing at all refers to the organisation `o`. */
  nothingRefersToOrganisation(): string {
    return this.#tables
      .flatMap((table) =>
        this.columnsTo(table, 'organisation').map(
          (column) => `not exists (select from ${quote(table.name)} r where r.${quote(column)} = o.id)`,
        ),
      )
      .concat('not exists (select from organisation r where r.parent_id = o.id)')
      .join(' and ');
  }
}

// The name in the person's account, not that of a seat: somebody may have written and then left it.
const listOtherWriters = `
  select distinct c.name, p.name as writer
  from history h join leaving_collaboration c on c.id = h.collaboration_id
  join person p on p.id = h.user_id where not p.is_demo order by 1, 2`;
const listOtherMembers = `
  select distinct o.name, p.name as member
  from leaving_organisation o
  join person p on not p.is_demo and (p.organisation_id = o.id
    or exists (select from seat_term t where t.organisation_id = o.id and t.person_id = p.id)) order by 1, 2`;

async function requireThatOnlyExamplesLeave(client: pg.Client, schema: Schema): Promise<void> {
  const writers = (await client.query<{ name: string; writer: string }>(listOtherWriters)).rows;
  const members = (await client.query<{ name: string; member: string }>(listOtherMembers)).rows;
  const elsewhere = (await client.query<{ name: string }>(schema.partsTakenElsewhere())).rows;
  const reasons = [
    ...writers.map(({ name, writer }) => `${writer}, who is no demo account, has written in the example ${name}.`),
    ...members.map(({ name, member }) => `${member}, who is no demo account, belongs to the invented ${name}.`),
    ...elsewhere.map(({ name }) => `Somebody invented takes part in ${name}, which is no example.`),
  ];
  if (reasons.length > 0) {
    throw new RemovalError(
      `The examples are left as they are:\n${reasons.map((reason) => `  - ${reason}`).join('\n')}`,
    );
  }
}

export interface Removed {
  readonly collaborations: readonly string[];
  /** How many rows went from each table that lost any. */
  readonly rows: Readonly<Record<string, number>>;
}

async function remove(client: pg.Client, now: Date): Promise<Removed> {
  const schema = await Schema.read(client);
  await client.query(chooseWhatLeaves);
  await requireThatOnlyExamplesLeave(client, schema);
  const left = await client.query<{ name: string }>('select name from leaving_collaboration order by name');
  const rows: Record<string, number> = {};
  const note = (table: string, count: number | null) => {
    if (count) rows[table] = (rows[table] ?? 0) + count;
  };
  const leavingHistory = schema.conditionOf({ name: 'history', columns: ['collaboration_id', 'organisation_id'] });
  await client.query(tellWhichChainsLeave.replace('%s', leavingHistory ?? 'false'), [newId(now), now]);
  for (const table of schema.inOrder()) {
    const condition = schema.conditionOf(table);
    if (condition)
      note(table.name, (await client.query(`delete from ${quote(table.name)} where ${condition}`)).rowCount);
  }
  // Real organisations that the examples brought, the parts before the whole. One that somebody uses since stays.
  const removeUnused = `
    delete from organisation o using made_organisation m
    where o.id = m.id and o.verified_at is null and ${schema.nothingRefersToOrganisation()}`;
  for (let gone: number | null = 1; gone; ) {
    gone = (await client.query(removeUnused)).rowCount;
    note('organisation', gone);
  }
  return { collaborations: left.rows.map(({ name }) => name), rows };
}

/**
 * Takes every example away as the owner: collaborations that are marked as examples with all that hangs on them and
 * their history, the invented organisations and demo accounts, the example library, and the organisations that only it
 * has brought. All or nothing, beside a running system.
 */
export async function removeExamples(ownerUrl: string, now: Date): Promise<Removed> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'armkrok-remove-examples' });
  await client.connect();
  try {
    await client.query(`set lock_timeout = '10s'`);
    await client.query('begin');
    const removed = await remove(client, now);
    await client.query('commit');
    return removed;
  } catch (error) {
    const { code, message, detail } = error as pg.DatabaseError;
    if (code === '23503') throw new RemovalError(`The examples are left as they are: ${message}. ${detail ?? ''}`);
    if (code === '55P03') throw new RemovalError('The examples are left as they are: somebody is writing. Try again.');
    throw error;
  } finally {
    // Ends an open transaction too.
    await client.end();
  }
}

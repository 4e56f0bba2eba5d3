import pg from 'pg';

/** The database or its roles are not as they must be; the message lists everything that is wrong. */
export class DatabaseRolesError extends Error {
  override name = 'DatabaseRolesError';
}

/** The oldest of each that does not forget whose row a policy asks for (CVE-2024-10976). */
const oldest: Readonly<Record<number, number>> = { 15: 9, 16: 5, 17: 1 };

/** What is wrong with a server of this version, as its `server_version_num` and `server_version` tell it. */
export function complaintOfVersion(version: number, text: string): string | undefined {
  const major = Math.floor(version / 10_000);
  if (major > 17 || version % 10_000 >= (oldest[major] ?? Number.POSITIVE_INFINITY)) return undefined;
  return `PostgreSQL ${text} is too old. It must be 15.9, 16.5, 17.1 or newer.`;
}

interface Role {
  readonly name: string;
  readonly database: string;
  readonly version: number;
  readonly version_text: string;
  readonly rolsuper: boolean;
  readonly rolbypassrls: boolean;
  readonly rolcreaterole: boolean;
  readonly rolcreatedb: boolean;
  readonly rolreplication: boolean;
  readonly owns_tables: boolean;
  readonly not_owned: string[];
  readonly may_create: boolean;
  readonly may_create_schemas: boolean;
  readonly member_of: string[];
}

const describeRole = `
  select r.rolname as name, current_database() as database, current_setting('server_version_num')::integer as version,
    current_setting('server_version') as version_text, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb,
    r.rolreplication,
    exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relowner = r.oid and c.relkind in ('r', 'p', 'v', 'm') and n.nspname !~ '^pg_') as owns_tables,
    array(select c.relname::text from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relowner <> r.oid
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') order by 1) as not_owned,
    has_schema_privilege('public', 'create') as may_create,
    has_database_privilege(current_database(), 'create') as may_create_schemas,
    array(select m.rolname::text from pg_roles m
      where m.oid <> r.oid and m.rolname ~ '^(armkrok_|pg_)' and m.rolname <> 'pg_database_owner'
        and pg_has_role(r.oid, m.oid, 'member') order by 1) as member_of
  from pg_roles r where r.rolname = current_user`;

/**
 * Whether the roles of a database that somebody else runs are those that the protection of the data builds on. Throws
 * one readable error with everything that is wrong, so that it can be put right in one go.
 */
export async function checkRoles(appUrl: string, ownerUrl: string, workerUrl?: string): Promise<void> {
  const problems: string[] = [];

  const look = async (setting: string, url: string, expected: string): Promise<Role | undefined> => {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    try {
      await client.connect();
      const role = (await client.query<Role>(describeRole)).rows[0];
      if (role && role.name !== expected) {
        problems.push(
          `${setting} connects as ${role.name}. It must be ${expected}: the schema grants its rights to roles by name.`,
        );
      }
      return role;
    } catch (error) {
      problems.push(`${setting}: cannot connect as ${expected}: ${(error as Error).message || String(error)}.`);
      return undefined;
    } finally {
      await client.end().catch(() => {});
    }
  };

  const refuseAttributes = (role: Role): void => {
    const powers = [
      role.rolsuper ? 'SUPERUSER' : '',
      role.rolbypassrls ? 'BYPASSRLS' : '',
      role.rolcreaterole ? 'CREATEROLE' : '',
      role.rolcreatedb ? 'CREATEDB' : '',
      role.rolreplication ? 'REPLICATION' : '',
    ].filter((power) => power !== '');
    if (powers.length > 0) {
      // Never advised for a role that is somebody else's, such as the server's own superuser.
      const without = powers.map((power) => `no${power.toLowerCase()}`).join(' ');
      const advice = role.name.startsWith('armkrok_') ? ` Take it away: alter role ${role.name} ${without};` : '';
      problems.push(`${role.name} has ${powers.join(', ')}.${advice}`);
    }
    // A superuser is a member of every role.
    if (!role.rolsuper && role.member_of.length > 0) {
      problems.push(`${role.name} is a member of ${role.member_of.join(', ')}. It must be a member of none of them.`);
    }
  };
  const refusePowers = (role: Role): void => {
    refuseAttributes(role);
    // A superuser passes every check of rights, so the rest would say nothing new.
    if (role.rolsuper) return;
    if (role.owns_tables) {
      problems.push(`${role.name} owns tables. Every table must belong to armkrok_owner: alter table … owner to …;`);
    }
    if (role.may_create) {
      problems.push(
        `${role.name} may create in schema public: revoke create on schema public from public, ${role.name};`,
      );
    }
    if (role.may_create_schemas) {
      problems.push(
        `${role.name} may create schemas: revoke create on database ${role.database} from public, ${role.name};`,
      );
    }
  };

  const app = await look('DATABASE_URL', appUrl, 'armkrok_app');
  const owner = await look('DATABASE_OWNER_URL', ownerUrl, 'armkrok_owner');
  const worker = workerUrl ? await look('DATABASE_WORKER_URL', workerUrl, 'armkrok_worker') : undefined;

  if (app && owner && app.name === owner.name) {
    problems.push(`DATABASE_URL and DATABASE_OWNER_URL connect as the same role, ${app.name}. They must be two.`);
  } else if (app) refusePowers(app);
  if (worker && worker.name !== owner?.name && worker.name !== app?.name) refusePowers(worker);
  if (owner?.name === 'armkrok_owner') {
    refuseAttributes(owner);
    if (owner.not_owned.length > 0) {
      problems.push(`${owner.name} does not own ${owner.not_owned.join(', ')}: alter table … owner to ${owner.name};`);
    }
  }
  if (owner && !(owner.may_create && owner.may_create_schemas)) {
    problems.push(
      `${owner.name} may not create tables and schemas: alter database ${owner.database} owner to ${owner.name};`,
    );
  }
  for (const [setting, role] of [
    ['DATABASE_URL', app],
    ['DATABASE_WORKER_URL', worker],
  ] as const) {
    if (role && owner && role.database !== owner.database) {
      problems.push(`${setting} leads to database ${role.database}, DATABASE_OWNER_URL to ${owner.database}.`);
    }
  }
  const version = app ?? owner ?? worker;
  const complaint = version && complaintOfVersion(version.version, version.version_text);
  if (complaint) problems.push(complaint);
  refuse(problems);
}

function refuse(problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new DatabaseRolesError(
    `The database cannot be used as it is:\n${problems.map((line) => `  - ${line}`).join('\n')}\nSee docs/operations/external-database.md.`,
  );
}

/** What the migrations have granted. A copy made without privileges comes back without them. */
const describeRights = `
  select array(select c.relname::text from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and obj_description(c.oid, 'pg_class') ~ '^(reference|protected):'
        and not has_table_privilege('armkrok_app', c.oid, 'select') order by 1) as unread,
    array(select p.proname::text from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.proname in ('append_history', 'enqueue')
        and not has_function_privilege('armkrok_app', p.oid, 'execute') order by 1) as uncalled,
    array(select r.rolname::text from pg_roles r where r.rolname in ('armkrok_app', 'armkrok_worker')
      and not has_schema_privilege(r.oid, 'public'::regnamespace, 'usage') order by 1) as outside`;

/** Whether the application role still has what the migrations gave it; asked once they have been applied. */
export async function checkRights(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ unread: string[]; uncalled: string[]; outside: string[] }>(describeRights);
    const { unread = [], uncalled = [], outside = [] } = rows[0] ?? {};
    const again = 'A copy restored without its privileges is like that: restore it with them.';
    refuse([
      ...outside.map((role) => `${role} has lost usage of schema public. ${again}`),
      ...(unread.length > 0 ? [`armkrok_app may not read ${unread.join(', ')}. ${again}`] : []),
      ...(uncalled.length > 0 ? [`armkrok_app may not call ${uncalled.join(', ')}. ${again}`] : []),
    ]);
  } finally {
    await client.end();
  }
}

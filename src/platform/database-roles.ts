import pg from 'pg';

/** The database or its roles are not as they must be; the message lists everything that is wrong. */
export class DatabaseRolesError extends Error {
  override name = 'DatabaseRolesError';
}

const oldestVersion = 150_009;

interface Role {
  readonly name: string;
  readonly database: string;
  readonly version: number;
  readonly version_text: string;
  readonly rolsuper: boolean;
  readonly rolbypassrls: boolean;
  readonly rolcreaterole: boolean;
  readonly rolcreatedb: boolean;
  readonly owns_tables: boolean;
  readonly may_create: boolean;
  readonly may_create_schemas: boolean;
  readonly member_of: string[];
}

const describeRole = `
  select r.rolname as name, current_database() as database, current_setting('server_version_num')::integer as version,
    current_setting('server_version') as version_text, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb,
    exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relowner = r.oid and c.relkind in ('r', 'p', 'v', 'm') and n.nspname !~ '^pg_') as owns_tables,
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

  const refusePowers = (role: Role): void => {
    const powers = [
      role.rolsuper ? 'SUPERUSER' : '',
      role.rolbypassrls ? 'BYPASSRLS' : '',
      role.rolcreaterole ? 'CREATEROLE' : '',
      role.rolcreatedb ? 'CREATEDB' : '',
    ].filter((power) => power !== '');
    if (powers.length > 0) {
      // Never advised for a role that is somebody else's, such as the server's own superuser.
      const without = powers.map((power) => `no${power.toLowerCase()}`).join(' ');
      const advice = role.name.startsWith('armkrok_') ? ` Take it away: alter role ${role.name} ${without};` : '';
      problems.push(`${role.name} has ${powers.join(', ')}.${advice}`);
    }
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
    if (role.member_of.length > 0) {
      problems.push(`${role.name} is a member of ${role.member_of.join(', ')}. It must be a member of none of them.`);
    }
  };

  const app = await look('DATABASE_URL', appUrl, 'armkrok_app');
  const owner = await look('DATABASE_OWNER_URL', ownerUrl, 'armkrok_owner');
  const worker = workerUrl ? await look('DATABASE_WORKER_URL', workerUrl, 'armkrok_worker') : undefined;

  if (app && owner && app.name === owner.name) {
    problems.push(`DATABASE_URL and DATABASE_OWNER_URL connect as the same role, ${app.name}. They must be two.`);
  } else if (app) refusePowers(app);
  if (worker && worker.name !== owner?.name && worker.name !== app?.name) refusePowers(worker);
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
  if (version && version.version < oldestVersion) {
    problems.push(`PostgreSQL ${version.version_text} is too old. It must be 15.9 or newer.`);
  }

  if (problems.length > 0) {
    throw new DatabaseRolesError(
      `The database cannot be used as it is:\n${problems.map((line) => `  - ${line}`).join('\n')}\nSee docs/operations/external-database.md.`,
    );
  }
}

import type { Database } from '../platform/database/database.ts';
import { statement } from '../platform/database/statement.ts';
import { newId } from '../platform/id.ts';
import { addOrganisation, type NewOrganisation } from './organisation.ts';
import { addAccount, type NewAccount } from './sign-in.ts';
import type { Tx, User } from './user.ts';

/** A person acting for an organisation without a session: what a job, a loader or a test does its work as. */
export interface ActingPerson {
  readonly person: string;
  readonly organisation: string;
}

const findLibrarian = statement<{ person_id: string | null; organisation_id: string | null }>(
  'select person_id, organisation_id from example_librarian()',
);

/** Nobody's transaction, with no person as its author: only for what must be there before anybody is. */
const asNobody = (tx: Tx, organisation: string): Tx => ({
  ...tx,
  user: { person_id: null, organisation_id: organisation } as unknown as User,
});

/** The first organisation of an installation and its system administrator. Undefined when the address is taken. */
export async function foundInstallation(
  database: Database<User>,
  now: Date,
  organisation: NewOrganisation,
  account: Omit<NewAccount, 'organisationId' | 'isSystemAdministrator'>,
): Promise<ActingPerson | undefined> {
  return await database.write(null, now, async (tx) => {
    // Its history begins with itself, so that the one that loads the examples can be taken away with all of it.
    const id = newId(tx.now);
    const nobody = asNobody(tx, id);
    addOrganisation(nobody, organisation, id);
    const person = await addAccount(nobody, { ...account, organisationId: id, isSystemAdministrator: true });
    return person ? { person, organisation: id } : undefined;
  });
}

/**
 * Who loads the examples: a person of the example library who cannot sign in, so that no real organisation and no
 * invented one stands as the author of the other's words. Made on first use.
 */
export async function findExampleLibrarian(database: Database<User>, now: Date): Promise<ActingPerson> {
  const { rows } = await database.read(null, now, { found: findLibrarian() });
  const [found] = rows.found;
  if (found?.person_id && found.organisation_id)
    return { person: found.person_id, organisation: found.organisation_id };
  const made = await foundInstallation(
    database,
    now,
    {
      parentId: null,
      kind: null,
      name: 'Exempelbiblioteket',
      organisationNumber: null,
      areaCode: null,
      isFictional: true,
    },
    { name: 'Armkrok', email: 'exempelbiblioteket@armkrok.invalid', passwordHash: null, language: 'sv', isDemo: true },
  );
  if (!made) throw new Error('the example library has an account but no organisation');
  return made;
}

import type { Database } from '../platform/database/database.ts';
import { statement } from '../platform/database/statement.ts';
import { newId } from '../platform/id.ts';
import { addOrganisation, type NewOrganisation, searchOrganisations, verifyOrganisation } from './organisation.ts';
import { addSeat, dayOf, seatPerson } from './seat.ts';
import { addAccount, makePasswordKey, type NewAccount } from './sign-in.ts';
import { identityTexts } from './texts.ts';
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

/**
 * The first organisation of an installation, new or one of those there are (by id), and its system administrator.
 * Undefined when the address is taken.
 */
export async function foundInstallation(
  database: Database<User>,
  now: Date,
  organisation: NewOrganisation | string,
  account: Omit<NewAccount, 'organisationId' | 'isSystemAdministrator'>,
): Promise<ActingPerson | undefined> {
  return await database.write(null, now, async (tx) => {
    // Its history begins with itself, so that the one that loads the examples can be taken away with all of it.
    const id = typeof organisation === 'string' ? organisation : newId(tx.now);
    const nobody = asNobody(tx, id);
    if (typeof organisation !== 'string') addOrganisation(nobody, organisation, id);
    const person = await addAccount(nobody, { ...account, organisationId: id, isSystemAdministrator: true });
    return person ? { person, organisation: id } : undefined;
  });
}

export interface Host {
  readonly organisation: string;
  readonly name: string;
  readonly email: string;
}

/**
 * Makes a real installation somebody's: its host organisation, verified by itself, and a system administrator who also
 * administers its seats. Answers the key of a link where they choose a password, once, within a day. Undefined when the
 * address has an account.
 */
export async function beginInstallation(database: Database<User>, now: Date, host: Host): Promise<string | undefined> {
  const { rows } = await database.read(null, now, { known: searchOrganisations(host.organisation, 20) });
  const wanted = host.organisation.trim().toLocaleLowerCase('sv');
  const known = rows.known.find(
    (one) => one.parent_id === null && !one.is_fictional && one.name.toLocaleLowerCase('sv') === wanted,
  );
  const organisation = known?.id ?? {
    parentId: null,
    kind: null,
    name: host.organisation.trim(),
    organisationNumber: null,
    areaCode: null,
  };
  const acting = await foundInstallation(database, now, organisation, {
    name: host.name,
    email: host.email,
    passwordHash: null,
    language: 'sv',
    isDemo: false,
  });
  if (!acting) return undefined;
  return await database.write(acting, now, async (tx) => {
    if (!known?.verified_at) await verifyOrganisation(tx, acting.organisation);
    const t = identityTexts('sv').seat;
    const seatId = addSeat(tx, acting.organisation, {
      title: t.firstTitle,
      level: 'officer',
      isAdministrator: true,
      mandateEndsOn: null,
    });
    const { person: personId, organisation: organisationId } = acting;
    seatPerson(tx, { organisationId, seatId, personId, name: host.name, kind: 'holder', beganOn: dayOf(tx.now) });
    return await makePasswordKey(tx, host.email, 24);
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

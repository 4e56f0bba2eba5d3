import type { Database } from '../platform/database/database.ts';
import type { Sealing } from '../platform/sealing.ts';
import { foundInstallation } from './installation.ts';
import { addOrganisation, type OrganisationKind, verifyOrganisation } from './organisation.ts';
import { hashPassword } from './passwords.ts';
import {
  addClaimMapping,
  findProvider,
  keepProvider,
  makeProviderKey,
  noteProviderTest,
  type ProviderSettings,
  switchProvider,
} from './providers/connecting.ts';
import { addSeat, dayOf, seatPerson } from './seat.ts';
import { addAccount } from './sign-in.ts';
import type { User } from './user.ts';

/** The password of everyone that the builders make. */
export const testPassword = 'tre ord i rad';
const hashed = hashPassword(testPassword);

export interface Host {
  readonly database: Database<User>;
  readonly now: Date;
  readonly administrator: { readonly person: string; readonly organisation: string };
}

export const emailOf = (name: string): string => `${name.toLowerCase().replaceAll(' ', '.')}@example.se`;

/** The host organisation with its system administrator, who makes the rest. */
export async function aHost(house: { database: Database<User>; now: Date }): Promise<Host> {
  const { database, now } = house;
  const administrator = await foundInstallation(
    database,
    now,
    { parentId: null, kind: 'region', name: 'Värdregionen', organisationNumber: null, areaCode: null },
    {
      name: 'Siv Systemsson',
      email: emailOf('Siv Systemsson'),
      passwordHash: await hashed,
      language: 'sv',
      isDemo: false,
    },
  );
  if (!administrator) throw new Error('the address is taken');
  return { database, now, administrator };
}

/** A verified organisation. */
export async function anOrganisation(
  host: Host,
  name: string,
  more: { kind?: OrganisationKind; parentId?: string; isVerified?: boolean } = {},
): Promise<string> {
  return await host.database.write(host.administrator, host.now, async (tx) => {
    const id = addOrganisation(tx, {
      parentId: more.parentId ?? null,
      kind: more.kind ?? 'municipality',
      name,
      organisationNumber: null,
      areaCode: null,
    });
    if (more.isVerified ?? true) await verifyOrganisation(tx, id);
    return id;
  });
}

/** A person with an account who holds a seat in the organisation. */
export async function aPerson(
  host: Host,
  name: string,
  organisation: string,
  more: { isAdministrator?: boolean; title?: string } = {},
): Promise<{ person: string; seat: string; organisation: string; email: string }> {
  const passwordHash = await hashed;
  return await host.database.write(host.administrator, host.now, async (tx) => {
    const email = emailOf(name);
    const person = await addAccount(tx, {
      name,
      email,
      passwordHash,
      organisationId: organisation,
      language: 'sv',
      isSystemAdministrator: false,
      isDemo: false,
    });
    if (!person) throw new Error('the address is taken');
    const seat = addSeat(tx, organisation, {
      title: more.title ?? 'Utvecklingsledare',
      level: 'officer',
      isAdministrator: more.isAdministrator ?? false,
      mandateEndsOn: null,
    });
    seatPerson(tx, {
      organisationId: organisation,
      seatId: seat,
      personId: person,
      name,
      kind: 'holder',
      beganOn: dayOf(tx.now),
    });
    return { person, seat, organisation, email };
  });
}

/** A provider that has been connected, tested and switched on, as the host's administrator can do it for anybody. */
export async function aProvider(
  host: Host,
  sealing: Sealing,
  organisation: string,
  settings: Partial<ProviderSettings> & Pick<ProviderSettings, 'issuer' | 'clientId'>,
  more: { isOff?: boolean } = {},
): Promise<void> {
  await host.database.write(host.administrator, host.now, async (tx) => {
    const before = await tx.find(findProvider(organisation));
    await keepProvider(tx, sealing, organisation, before?.version ?? 0, {
      contact: 'inloggning@example.se',
      authentication: 'secret',
      secret: 'a secret that nobody sees',
      isRequestSigned: false,
      nameClaim: 'name',
      emailClaim: 'email',
      acceptedAcrs: [],
      isAcrRequired: false,
      ...settings,
    });
    if (settings.authentication === 'privateKey' && !before) await makeProviderKey(tx, sealing, organisation);
    if (more.isOff) return;
    await noteProviderTest(tx, organisation, (before?.version ?? 0) + 1);
    await switchProvider(tx, organisation, true);
  });
}

/** Who has the group gets the seat, as the organisation's provider tells it. */
export async function aClaimMapping(
  host: Host,
  organisation: string,
  value: string,
  seat: { organisation: string; seat: string },
  kind: 'holder' | 'deputy' = 'deputy',
): Promise<string> {
  return await host.database.write(host.administrator, host.now, (tx) =>
    addClaimMapping(tx, organisation, {
      claim: 'groups',
      value,
      seatOrganisationId: seat.organisation,
      seatId: seat.seat,
      kind,
    }),
  );
}

export async function aSeat(host: Host, organisation: string, title: string): Promise<string> {
  return await host.database.write(host.administrator, host.now, async (tx) =>
    addSeat(tx, organisation, { title, level: 'officer', isAdministrator: false, mandateEndsOn: null }),
  );
}

import { author, sendInvitation, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';

/** Somebody from outside whom a party answers for, until a day. Reads, and never speaks for a party. */
export interface Guest {
  readonly id: string;
  readonly name: string;
  readonly organisation_name: string;
  readonly sponsor_organisation_id: string;
  readonly sponsor_name: string;
  readonly ends_on: string;
}

export const guestKinds = ['association', 'company', 'citizens'] as const;
export type GuestKind = (typeof guestKinds)[number];

/** Those let in today, to everybody who shares the collaboration with them. */
export const listGuests = statement<Guest, [collaboration: string, day: string]>(`
  select g.id, g.name, o.name as organisation_name, g.organisation_id as sponsor_organisation_id, s.name as sponsor_name,
    g.ends_on::text as ends_on
  from guest g join organisation o on o.id = g.guest_organisation_id join organisation s on s.id = g.organisation_id
  where g.collaboration_id = $1 and g.ended_at is null and g.ends_on >= $2::date
  order by o.name collate "sv-x-icu", g.name collate "sv-x-icu", g.id`);

const admit = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    party: string,
    organisation: string,
    organisationName: string,
    kind: string | null,
    seat: string,
    title: string,
    name: string,
    endsOn: string,
    at: Date,
  ]
>(`
  select admit_guest($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6, $7::uuid, $8, $9, $10::date, $11::timestamptz) as admitted`);
const end = statement<{ name: string | null }, [collaboration: string, guest: string, at: Date]>(
  'select end_guest($1::uuid, $2::uuid, $3::timestamptz) as name',
);

export interface NewGuest {
  readonly name: string;
  readonly email: string;
  readonly organisationName: string;
  readonly kind: GuestKind;
  readonly partyId: string;
  /** The last day. */
  readonly endsOn: string;
  /** What the seat is called. */
  readonly title: string;
}

/** Lets the guest in and sends an invitation. In a protected collaboration the guest must be named too. */
export function admitGuest(tx: Tx, origin: string, collaborationId: string, guest: NewGuest): string {
  const [id, organisationId, seatId] = [newId(tx.now), newId(tx.now), newId(tx.now)];
  tx.send(
    admit(
      collaborationId,
      id,
      guest.partyId,
      organisationId,
      guest.organisationName,
      guest.kind === 'citizens' ? null : guest.kind,
      seatId,
      guest.title,
      guest.name,
      guest.endsOn,
      tx.now,
    ),
  );
  sendInvitation(
    tx,
    origin,
    organisationId,
    guest.organisationName,
    guest.title,
    { seatId, kind: 'holder', name: guest.name, email: guest.email },
    collaborationId,
  );
  tx.record({
    ...author(tx.user),
    verb: 'guest.admitted',
    subjectType: 'guest',
    subjectId: id,
    collaborationId,
    after: { name: `${guest.name}, ${guest.organisationName}`, partyId: guest.partyId, endsOn: guest.endsOn },
  });
  return id;
}

/** The guest sees nothing from the next request. Refuses whoever neither leads nor answers for the guest. */
export async function endGuest(tx: Tx, collaborationId: string, guestId: string): Promise<void> {
  const { name } = await tx.one(end(collaborationId, guestId, tx.now));
  if (name === null) throw notFound();
  tx.record({
    ...author(tx.user),
    verb: 'guest.ended',
    subjectType: 'guest',
    subjectId: guestId,
    collaborationId,
    before: { name },
    after: { name },
  });
}

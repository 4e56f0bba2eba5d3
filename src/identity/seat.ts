import { randomBytes } from 'node:crypto';
import { statement } from '../platform/database/statement.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { sessionHash } from '../platform/http/cookies.ts';
import { newId } from '../platform/id.ts';
import { type Wording, writeLetter } from '../platform/mail.ts';
import { formatsFor, type Language } from '../platform/texts.ts';
import { hashPassword } from './passwords.ts';
import { identityTexts } from './texts.ts';
import { author, type Tx } from './user.ts';

export const seatLevels = ['political', 'head', 'manager', 'officer'] as const;
export type SeatLevel = (typeof seatLevels)[number];
export type TermKind = 'holder' | 'deputy';

export interface SeatRow {
  readonly id: string;
  readonly title: string;
  readonly level: SeatLevel;
  readonly is_administrator: boolean;
  readonly mandate_ends_on: string | null;
  readonly ended_on: string | null;
}

export const listSeats = statement<SeatRow, [organisation: string]>(`
  select id, title, level, is_administrator, mandate_ends_on::text as mandate_ends_on, ended_on::text as ended_on
  from seat where organisation_id = $1 order by ended_on nulls first, title collate "sv-x-icu", id`);

export interface TermRow {
  readonly id: string;
  readonly seat_id: string;
  readonly person_id: string;
  readonly holder_name: string;
  readonly kind: TermKind;
  readonly began_on: string;
  readonly ended_on: string | null;
}

/** Who has held the seats of an organisation, now and before, under the names then used. */
export const listTerms = statement<TermRow, [organisation: string]>(`
  select id, seat_id, person_id, holder_name, kind, began_on::text as began_on, ended_on::text as ended_on
  from seat_term where organisation_id = $1 order by ended_on nulls first, kind desc, began_on desc, id`);

export interface VacantSeatsRow {
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly vacant: number;
  readonly titles: readonly string[];
}

/** Seats that nobody holds and nobody has been invited to, in the organisations that the acting person sees to. */
export const listVacantSeats = statement<VacantSeatsRow>(`
  select o.id as organisation_id, o.name as organisation_name, count(*)::integer as vacant,
    array_agg(s.title order by s.title collate "sv-x-icu", s.id) as titles
  from seat s join organisation o on o.id = s.organisation_id and o.withdrawn_at is null
  where s.organisation_id = any((select nullif(current_setting('armkrok.administers', true), '')::uuid[])::uuid[])
    and s.ended_on is null
    and not exists (select from seat_term t where t.organisation_id = s.organisation_id and t.seat_id = s.id
      and t.kind = 'holder' and t.ended_on is null)
    and not exists (select from invitation i where i.organisation_id = s.organisation_id and i.seat_id = s.id
      and i.kind = 'holder' and i.used_at is null
      and i.expires_at > (select nullif(current_setting('armkrok.at', true), '')::timestamptz))
  group by o.id, o.name order by o.name collate "sv-x-icu", o.id`);

export interface InvitationRow {
  readonly id: string;
  readonly seat_id: string;
  readonly name: string;
  readonly email: string;
  readonly kind: TermKind;
  readonly begins_on: string | null;
  readonly expires_at: Date;
}

export const listInvitations = statement<InvitationRow, [organisation: string, now: Date]>(`
  select id, seat_id, name, email, kind, begins_on::text as begins_on, expires_at from invitation
  where organisation_id = $1 and used_at is null and expires_at > $2 order by created_at, id`);

const findSeat = statement<SeatRow & { organisation_name: string }, [organisation: string, seat: string]>(`
  select s.id, s.title, s.level, s.is_administrator, s.mandate_ends_on::text as mandate_ends_on, s.ended_on::text as ended_on,
    o.name as organisation_name
  from seat s join organisation o on o.id = s.organisation_id where s.organisation_id = $1 and s.id = $2`);
const insertSeat = statement<unknown, [string, string, string, SeatLevel, boolean, string | null, Date]>(`
  insert into seat (organisation_id, id, title, level, is_administrator, mandate_ends_on, created_at)
  values ($1, $2, $3, $4, $5, $6::date, $7)`);
const insertInvitation = statement<
  unknown,
  [string, string, string, TermKind, string, string, Buffer, Date, Date, string, beginsOn: string | null]
>(`
  insert into invitation (organisation_id, id, seat_id, kind, email, name, token_hash, expires_at, created_at, created_by,
    begins_on)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::date)`);
const insertTerm = statement<unknown, [string, string, string, string, string, TermKind, string, Date]>(`
  insert into seat_term (organisation_id, id, seat_id, person_id, holder_name, kind, began_on, created_at)
  values ($1, $2, $3, $4, $5, $6, $7::date, $8)`);
const closeTerm = statement<
  { seat_id: string; holder_name: string; kind: TermKind; person_id: string; provider_organisation_id: string | null },
  [organisation: string, term: string, on: string]
>(`
  update seat_term set ended_on = greatest($3::date, began_on) where organisation_id = $1 and id = $2 and ended_on is null
  returning seat_id, holder_name, kind, person_id, provider_organisation_id`);
/** Of one person, or of everybody: those that the organisation's own provider opened. */
export const endProviderSessions = statement<{ ended: number }, [provider: string, person: string | null, at: Date]>(
  'select end_provider_sessions($1::uuid, $2::uuid, $3::timestamptz) as ended',
);
const closeSeat = statement<{ title: string }, [organisation: string, seat: string, on: string]>(`
  update seat set ended_on = $3::date where organisation_id = $1 and id = $2 and ended_on is null returning title`);
const closeTermsOfSeat = statement<
  { person_id: string; provider_organisation_id: string | null },
  [organisation: string, seat: string, on: string]
>(`
  update seat_term set ended_on = greatest($3::date, began_on)
  where organisation_id = $1 and seat_id = $2 and ended_on is null
  returning person_id, provider_organisation_id`);
const takeByPerson = statement<
  { organisation_id: string; seat_id: string; name: string },
  [token: Buffer, person: string, term: string, at: Date]
>(`
  select organisation_id, seat_id, name from take_invitation($1::bytea, $2::uuid, $3::uuid, $4::timestamptz)`);

export interface OpenInvitation {
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly invitation_id: string;
  readonly seat_id: string;
  readonly seat_title: string;
  readonly kind: TermKind;
  readonly email: string;
  readonly name: string;
  readonly has_account: boolean;
  /** The account is that of the one signed in. */
  readonly is_mine: boolean;
}

export const findInvitation = statement<OpenInvitation, [token: Buffer, now: Date]>(`
  select organisation_id, organisation_name, invitation_id, seat_id, seat_title, kind, email, name, has_account, is_mine
  from find_invitation($1::bytea, $2::timestamptz)`);
const acceptance = statement<
  { person_id: string; organisation_id: string; seat_id: string },
  [Buffer, string, string, string | null, string, string, Date]
>(`
  select person_id, organisation_id, seat_id
  from accept_invitation($1::bytea, $2::uuid, $3, $4, $5, $6::uuid, $7::timestamptz)`);

const invitationLength = 14 * 24 * 3600_000;
const swedishDays = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });
/** The day it is in Sweden. */
export const dayOf = (now: Date): string => swedishDays.format(now);

export interface NewSeat {
  readonly title: string;
  readonly level: SeatLevel;
  readonly isAdministrator: boolean;
  readonly mandateEndsOn: string | null;
}

export function addSeat(tx: Tx, organisationId: string, seat: NewSeat, id = newId(tx.now)): string {
  tx.send(insertSeat(organisationId, id, seat.title, seat.level, seat.isAdministrator, seat.mandateEndsOn, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'seat.added',
    subjectType: 'seat',
    subjectId: id,
    organisationId,
    seatId: id,
    collaborationId: null,
    after: seat,
  });
  return id;
}

/** Puts a person in a seat without an invitation: for the installation itself and the examples. */
export function seatPerson(
  tx: Tx,
  term: { organisationId: string; seatId: string; personId: string; name: string; kind: TermKind; beganOn: string },
): void {
  const id = newId(tx.now);
  tx.send(insertTerm(term.organisationId, id, term.seatId, term.personId, term.name, term.kind, term.beganOn, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'seat.filled',
    subjectType: 'seat',
    subjectId: term.seatId,
    organisationId: term.organisationId,
    seatId: term.seatId,
    collaborationId: null,
    after: { name: term.name, kind: term.kind, beganOn: term.beganOn },
  });
}

export interface Invited {
  readonly seatId: string;
  readonly kind: TermKind;
  readonly name: string;
  readonly email: string;
  /** The seat becomes free then. Without it, the one invited takes it at once. */
  readonly beginsOn?: string;
}

/** Sends a link that this person, and no other, can use once within two weeks. Refuses a seat that has ended. */
export async function inviteToSeat(tx: Tx, origin: string, organisationId: string, invited: Invited): Promise<void> {
  const seat = await tx.one(findSeat(organisationId, invited.seatId));
  if (seat.ended_on) throw notFound();
  sendInvitation(tx, origin, organisationId, seat.organisation_name, seat.title, invited);
}

/** A letter that says that something waits, and not what: of what is protected a letter says nothing more. */
export const waitingLetter = (language: Language, link: string): Wording => {
  const t = identityTexts(language).waitingLetter;
  return { subject: t.subject, paragraphs: [t.text, link] };
};

/** As inviteToSeat, for a seat that is made in the same transaction. */
export function sendInvitation(
  tx: Tx,
  origin: string,
  organisationId: string,
  organisationName: string,
  title: string,
  invited: Invited,
  /** The collaboration that the seat is for, where it is for one. */
  collaborationId: string | null = null,
): void {
  const token = randomBytes(32).toString('base64url');
  const id = newId(tx.now);
  const t = identityTexts(tx.user.language);
  const ends = new Date(tx.now.getTime() + invitationLength);
  tx.send(
    insertInvitation(
      organisationId,
      id,
      invited.seatId,
      invited.kind,
      invited.email.toLowerCase(),
      invited.name,
      sessionHash(token),
      ends,
      tx.now,
      tx.user.person_id,
      invited.beginsOn ?? null,
    ),
    writeLetter(
      {
        to: invited.email,
        organisationId,
        subject: t.invitation.letterSubject(organisationName),
        paragraphs: [
          t.password.letterGreeting(invited.name),
          t.invitation.letterText(title, organisationName),
          `${origin}/invitations/${token}`,
          ...(invited.beginsOn ? [t.invitation.letterBegins(formatsFor(tx.user.language).date(invited.beginsOn))] : []),
          t.invitation.letterIntroduction,
          `${origin}/introduction`,
        ],
        runsOutAt: ends,
        ...(collaborationId
          ? {
              about: {
                collaborationId,
                personId: null,
                neutrally: waitingLetter(tx.user.language, `${origin}/invitations/${token}`),
              },
            }
          : {}),
      },
      tx.now,
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: 'seat.invited',
    subjectType: 'seat',
    subjectId: invited.seatId,
    organisationId,
    seatId: invited.seatId,
    collaborationId: null,
    after: { name: invited.name, kind: invited.kind },
  });
}

/** Takes the seat that the link is for. Refuses as gone when it is used, too old or unknown. */
export async function acceptInvitation(
  tx: Tx,
  token: Buffer,
  account: { name: string; password: string | null; language: string },
): Promise<{ personId: string; organisationId: string }> {
  const hash = account.password === null ? null : await hashPassword(account.password);
  const [taken] = await tx.all(
    acceptance(token, newId(tx.now), account.name, hash, account.language, newId(tx.now), tx.now),
  );
  if (!taken) throw new Refusal('gone');
  tx.record({
    userId: taken.person_id,
    organisationId: taken.organisation_id,
    seatId: taken.seat_id,
    verb: 'seat.filled',
    subjectType: 'seat',
    subjectId: taken.seat_id,
    collaborationId: null,
    after: { name: account.name },
  });
  return { personId: taken.person_id, organisationId: taken.organisation_id };
}

/** The seat is taken by somebody whose own provider has said who they are. False when the invitation is another's account's. */
export async function takeInvitation(tx: Tx, token: Buffer, personId: string): Promise<boolean> {
  const taken = await tx.find(takeByPerson(token, personId, newId(tx.now), tx.now));
  if (!taken) return false;
  tx.record({
    userId: personId,
    organisationId: taken.organisation_id,
    seatId: taken.seat_id,
    verb: 'seat.filled',
    subjectType: 'seat',
    subjectId: taken.seat_id,
    collaborationId: null,
    after: { name: taken.name },
  });
  return true;
}

/** Who holds a seat by a provider's word is let out with it. */
function letOut(tx: Tx, terms: readonly { person_id: string; provider_organisation_id: string | null }[]): void {
  for (const { person_id, provider_organisation_id: provider } of terms) {
    if (provider) tx.send(endProviderSessions(provider, person_id, tx.now));
  }
}

/** The person leaves; the seat and all that was promised from it stays. */
export async function endTerm(tx: Tx, organisationId: string, termId: string): Promise<void> {
  const ended = await tx.one(closeTerm(organisationId, termId, dayOf(tx.now)));
  letOut(tx, [ended]);
  tx.record({
    ...author(tx.user),
    verb: 'seat.vacated',
    subjectType: 'seat',
    subjectId: ended.seat_id,
    organisationId,
    seatId: ended.seat_id,
    collaborationId: null,
    before: { name: ended.holder_name, kind: ended.kind },
  });
}

export async function endSeat(tx: Tx, organisationId: string, seatId: string): Promise<void> {
  const ended = await tx.one(closeSeat(organisationId, seatId, dayOf(tx.now)));
  letOut(tx, await tx.all(closeTermsOfSeat(organisationId, seatId, dayOf(tx.now))));
  tx.record({
    ...author(tx.user),
    verb: 'seat.ended',
    subjectType: 'seat',
    subjectId: seatId,
    organisationId,
    seatId,
    collaborationId: null,
    before: { title: ended.title },
  });
}

import type { SeatRole, TermKind } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';

/** A seat that the reader fills today, once for each role that it gives in a collaboration; null where it gives none. */
export interface OwnSeatRow {
  readonly seat_id: string;
  readonly title: string;
  readonly kind: TermKind;
  /** The reader is to see to what waits there. */
  readonly is_in_charge: boolean;
  /** Deputies who are there, of a seat one holds; of one where one is a deputy, its holders. */
  readonly others: readonly string[];
  /** The last day that a holder is away. */
  readonly away_until: string | null;
  readonly collaboration_id: string | null;
  readonly role: SeatRole | null;
}

export const listOwnSeats = statement<OwnSeatRow>(`
  select o.seat_id, o.title, o.kind, o.is_in_charge, o.others, o.away_until::text as away_until, cs.collaboration_id, cs.role
  from own_seats() o
  left join collaboration_seat cs on cs.seat_id = o.seat_id
    and cs.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
    and (cs.ends_on is null
      or cs.ends_on > ((select nullif(current_setting('armkrok.at', true), '')::timestamptz) at time zone 'Europe/Stockholm')::date)
  order by o.title collate "sv-x-icu", o.seat_id, cs.collaboration_id, cs.role`);

/** The other organisations that the person acts for, as far as the session is enough for them. */
export const listOtherOrganisations = statement<
  { readonly organisation_id: string; readonly name: string },
  [session: Buffer, at: Date]
>('select organisation_id, name from other_organisations($1::bytea, $2::timestamptz)');

export interface AbsenceRow {
  readonly id: string;
  readonly from_on: string;
  readonly until_on: string;
  readonly version: number;
}

/** One's own periods away that have not passed. */
export const listAbsences = statement<AbsenceRow, [day: string]>(`
  select id, from_on::text as from_on, until_on::text as until_on, version from absence
  where person_id = (select nullif(current_setting('armkrok.user', true), '')::uuid) and withdrawn_at is null
    and until_on >= $1::date
  order by from_on, id`);

export const rhythms = ['daily', 'weekly', 'never'] as const;
export type Rhythm = (typeof rhythms)[number];
/** Once a week, until somebody says otherwise: docs/decisions/0034-my-work.md. */
export const usualRhythm: Rhythm = 'weekly';

export const findDigestChoice = statement<{
  readonly rhythm: Rhythm;
  readonly has_news: boolean;
  readonly version: number;
}>(`
  select rhythm, has_news, version from digest_choice
  where person_id = (select nullif(current_setting('armkrok.user', true), '')::uuid)`);

import { statement } from '../../platform/database/statement.ts';

export interface SignedPlaceRow {
  readonly id: string;
  readonly party_id: string;
  readonly title: string;
  readonly place: number;
  /** Null where nobody has signed yet. */
  readonly signed_on: string | null;
  readonly signatory_name: string | null;
  readonly manner: 'electronic' | 'onPaper' | null;
  /** Whose holder or deputy may sign here; none: it is signed on paper. */
  readonly seat_ids: readonly string[];
}

/** Where a signature is to stand in the version shown, and which stands there. */
export const listSignedPlaces = statement<
  SignedPlaceRow,
  [collaboration: string, agreement: string, number: number | null]
>(`
  select sp.id, sp.party_id, sp.title, sp.place, s.signed_on::text as signed_on, s.signatory_name, s.manner,
    array(select ss.seat_id from signatory_seat ss where ss.collaboration_id = $1 and ss.signatory_place_id = sp.id
      and ss.withdrawn_at is null order by ss.seat_id) as seat_ids
  from signatory_place sp
  left join signature s on s.collaboration_id = $1 and s.signatory_place_id = sp.id
  where sp.collaboration_id = $1 and sp.agreement_version_id = (select shown_version($1, $2, $3)) and sp.withdrawn_at is null
  order by sp.party_id, sp.place, sp.id`);

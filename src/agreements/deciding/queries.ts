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
  readonly signature_id: string | null;
  /** The reader holds, or is deputy of, a seat that may sign here, in the organisation acted for. */
  readonly is_mine: boolean;
  readonly is_turn: boolean;
}

/** Where a signature is to stand in the version shown, and which stands there. */
export const listSignedPlaces = statement<
  SignedPlaceRow,
  [collaboration: string, agreement: string, number: number | null, today: string]
>(`
  select sp.id, sp.party_id, sp.title, sp.place, s.signed_on::text as signed_on, s.signatory_name, s.manner,
    array(select ss.seat_id from signatory_seat ss where ss.collaboration_id = $1 and ss.signatory_place_id = sp.id
      and ss.withdrawn_at is null order by ss.seat_id) as seat_ids,
    s.id as signature_id,
    exists (select from signatory_seat ss
      join seat on seat.organisation_id = ss.organisation_id and seat.id = ss.seat_id and seat.ended_on is null
      join seat_term t on t.organisation_id = ss.organisation_id and t.seat_id = ss.seat_id and t.began_on <= $4::date
        and (t.ended_on is null or t.ended_on > $4::date)
      where ss.collaboration_id = $1 and ss.signatory_place_id = sp.id and ss.withdrawn_at is null
        and ss.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
        and t.person_id = (select nullif(current_setting('armkrok.user', true), '')::uuid)) as is_mine,
    not v.is_signed_in_order or is_turn_to_sign($1, v.id, sp.party_id) as is_turn
  from signatory_place sp
  join agreement_version v on v.collaboration_id = sp.collaboration_id and v.id = sp.agreement_version_id
  left join signature s on s.collaboration_id = $1 and s.signatory_place_id = sp.id
  where sp.collaboration_id = $1 and sp.agreement_version_id = (select shown_version($1, $2, $3)) and sp.withdrawn_at is null
  order by sp.party_id, sp.place, sp.id`);

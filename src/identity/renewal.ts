import { statement } from '../platform/database/statement.ts';
import { newId } from '../platform/id.ts';
import { dayOf, sendInvitation, type TermRow } from './seat.ts';
import { author, type Tx } from './user.ts';

/** What becomes of a seat when a mandate period ends: its holder goes on, somebody else comes, or nobody does yet. */
export type SeatOutcome = 'stays' | 'replaced' | 'vacant';
export const seatOutcomes = ['stays', 'replaced', 'vacant'] as const;

export interface RenewedSeat {
  readonly seatId: string;
  readonly title: string;
  readonly outcome: SeatOutcome;
  /** Who comes, where somebody does. */
  readonly successor?: { readonly name: string; readonly email: string };
}

export interface Renewal {
  /** The first day of the new period. */
  readonly beganOn: string;
  readonly mandateEndsOn: string | null;
  readonly endsDeputies: boolean;
  readonly seats: readonly RenewedSeat[];
}

const insertChange = statement<unknown, [organisation: string, id: string, beganOn: string, by: string, at: Date]>(`
  insert into mandate_change (organisation_id, id, began_on, created_by, created_at) values ($1, $2, $3::date, $4, $5)`);
const closeTerms = statement<
  { seat_id: string },
  [organisation: string, seats: readonly string[], endsDeputies: boolean, on: string]
>(`
  update seat_term set ended_on = greatest($4::date, began_on)
  where organisation_id = $1 and seat_id = any($2::uuid[]) and ended_on is null and (kind = 'holder' or $3)
  returning seat_id`);
const renewMandates = statement<unknown, [organisation: string, seats: readonly string[], endsOn: string | null]>(`
  update seat set mandate_ends_on = $3::date where organisation_id = $1 and id = any($2::uuid[])`);

/** Those who hold a seat on the day, and are not about to leave it. */
export const staying = (terms: readonly TermRow[], day: string): readonly TermRow[] =>
  terms.filter((term) => term.ended_on === null || term.ended_on > day);

/**
 * Many seats at once, after an election: holders who go leave on the day that the new period begins, whoever comes is
 * invited to take the seat then, and what rests on the earlier period's decisions is to be confirmed anew.
 */
export function renewSeats(
  tx: Tx,
  origin: string,
  organisation: { readonly id: string; readonly name: string },
  renewal: Renewal,
): void {
  const { seats, beganOn, mandateEndsOn } = renewal;
  const changeId = newId(tx.now);
  const leaving = seats.filter((seat) => seat.outcome !== 'stays').map((seat) => seat.seatId);
  tx.send(
    insertChange(organisation.id, changeId, beganOn, tx.user.person_id, tx.now),
    closeTerms(organisation.id, leaving, renewal.endsDeputies, beganOn),
    renewMandates(
      organisation.id,
      seats.map((seat) => seat.seatId),
      mandateEndsOn,
    ),
  );
  for (const { seatId, title, successor } of seats) {
    if (!successor) continue;
    sendInvitation(tx, origin, organisation.id, organisation.name, title, {
      seatId,
      kind: 'holder',
      ...successor,
      ...(beganOn > dayOf(tx.now) ? { beginsOn: beganOn } : {}),
    });
  }
  tx.record({
    ...author(tx.user),
    organisationId: organisation.id,
    collaborationId: null,
    verb: 'seat.renewed',
    subjectType: 'organisation',
    subjectId: organisation.id,
    after: {
      beganOn,
      mandateEndsOn,
      seats: seats.map(({ seatId, outcome, successor }) => ({ seatId, outcome, name: successor?.name })),
    },
  });
}

/** One row of a list pasted from elsewhere: which seat, who comes. */
export interface PastedSuccessor {
  readonly row: number;
  readonly title: string;
  readonly name: string;
  readonly email: string;
}

/** Rows of `seat; name; e-mail`, with tabs from a spreadsheet as well. Empty rows are left out. */
export function readSuccessors(pasted: string): readonly PastedSuccessor[] {
  return pasted.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    const [title = '', name = '', email = ''] = line.split(/\t|;/).map((cell) => cell.trim());
    return [{ row: at + 1, title, name, email }];
  });
}

import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';

export interface HandOverNoteRow {
  readonly text: string;
  readonly version: number;
  readonly written_at: Date;
}

export const findNote = statement<HandOverNoteRow, [organisation: string, seat: string]>(
  'select text, version, written_at from hand_over_note where organisation_id = $1 and seat_id = $2',
);
const insertNote = statement<
  { version: number },
  [organisation: string, seat: string, text: string, by: string, at: Date]
>(`
  insert into hand_over_note (organisation_id, seat_id, text, written_by, written_at) values ($1, $2, $3, $4, $5)
  on conflict do nothing returning version`);
const updateNote = statement<
  { version: number },
  [organisation: string, seat: string, version: number, text: string, by: string, at: Date]
>(`
  update hand_over_note set text = $4, written_by = $5, written_at = $6, version = version + 1
  where organisation_id = $1 and seat_id = $2 and version = $3 returning version`);

/** What whoever leaves says to whoever comes. Refuses with conflict when somebody wrote since the page was opened. */
export async function writeNote(
  tx: Tx,
  organisationId: string,
  seatId: string,
  text: string,
  version: number,
): Promise<void> {
  const before = await tx.find(findNote(organisationId, seatId));
  const written = await tx.find(
    before
      ? updateNote(organisationId, seatId, version, text, tx.user.person_id, tx.now)
      : insertNote(organisationId, seatId, text, tx.user.person_id, tx.now),
  );
  if (!written) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    organisationId,
    collaborationId: null,
    seatId,
    verb: before ? 'seat.handOverChanged' : 'seat.handOverWritten',
    subjectType: 'seat',
    subjectId: seatId,
    ...(before ? { before: { text: before.text } } : {}),
    after: { text },
  });
}

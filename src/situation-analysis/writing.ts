import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { listTurns, listVersionsOf } from './queries.ts';
import { isWriting, type SectionPlace } from './section.ts';

const insertVersion = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    organisation: string,
    section: string,
    party: string | null,
    number: number,
    text: string,
    at: Date,
    by: string,
  ]
>(`
  insert into section_version (collaboration_id, id, organisation_id, section, party_id, number, text, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (collaboration_id, section, party_id, number) do nothing returning id`);
const highest = statement<{ number: number }, [collaboration: string, section: string, party: string | null]>(`
  select coalesce(max(number), 0) as number from section_version
  where collaboration_id = $1 and section = $2 and party_id is not distinct from $3::uuid`);
const insertTurn = statement<
  never,
  [
    collaboration: string,
    id: string,
    organisation: string,
    section: string,
    party: string | null,
    since: Date,
    isEnded: boolean,
    at: Date,
    by: string,
  ]
>(`
  insert into writing_turn (collaboration_id, id, organisation_id, section, party_id, since_at, is_ended, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`);
const keepDraftOf = statement<
  never,
  [
    collaboration: string,
    id: string,
    organisation: string,
    section: string,
    party: string | null,
    read: number,
    text: string,
    at: Date,
    by: string,
  ]
>(`
  insert into section_draft (collaboration_id, id, organisation_id, section, party_id, read_number, text, created_at, created_by,
    kept_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8)
  on conflict (collaboration_id, created_by, section, party_id) where withdrawn_at is null
  do update set read_number = excluded.read_number, text = excluded.text, kept_at = excluded.kept_at`);
const letGoOfDrafts = statement<
  never,
  [collaboration: string, section: string, party: string | null, by: string, at: Date]
>(`
  update section_draft set withdrawn_at = $5
  where collaboration_id = $1 and section = $2 and party_id is not distinct from $3::uuid and created_by = $4
    and withdrawn_at is null`);

/**
 * Saves a section for all. Refuses with conflict when somebody has saved since `read`; what was typed is then kept with
 * `keepDraft`, apart from the form's own transaction.
 */
export async function saveSection(
  tx: Tx,
  collaborationId: string,
  place: SectionPlace,
  read: number,
  text: string,
): Promise<void> {
  const last = await tx.one(highest(collaborationId, place.section, place.partyId));
  if (last.number !== read) throw conflict('changed');
  const id = newId(tx.now);
  const organisation = tx.user.organisation_id ?? '';
  const saved = await tx.find(
    insertVersion(
      collaborationId,
      id,
      organisation,
      place.section,
      place.partyId,
      read + 1,
      text,
      tx.now,
      tx.user.person_id,
    ),
  );
  if (!saved) throw conflict('changed');
  tx.send(letGoOfDrafts(collaborationId, place.section, place.partyId, tx.user.person_id, tx.now));
  await sayWriting(tx, collaborationId, place, true);
  tx.record({
    ...author(tx.user),
    verb: 'section.saved',
    subjectType: 'section',
    subjectId: id,
    collaborationId,
    after: { section: place.section, partyId: place.partyId, number: read + 1, text },
  });
}

const sayAgainAfter = 60_000;

/** Says that one writes, goes on writing, or has ended. The others are told; nobody is hindered. */
export async function sayWriting(
  tx: Tx,
  collaborationId: string,
  place: SectionPlace,
  isEnded: boolean,
): Promise<void> {
  const turns = await tx.all(listTurns(collaborationId));
  const turn = turns.find((one) => one.section === place.section && one.party_id === place.partyId);
  const goesOn = turn && turn.created_by === tx.user.person_id && isWriting(turn, tx.now);
  // Said a moment ago: what is kept while somebody types says nothing new.
  if (goesOn && !isEnded && tx.now.getTime() - turn.created_at.getTime() < sayAgainAfter) return;
  tx.send(
    insertTurn(
      collaborationId,
      newId(tx.now),
      tx.user.organisation_id ?? '',
      place.section,
      place.partyId,
      goesOn ? turn.since_at : tx.now,
      isEnded,
      tx.now,
      tx.user.person_id,
    ),
  );
}

/**
 * Keeps what has been typed, for the one who typed it alone. What stands saved already is not kept: it came late, from a page
 * whose text had gone on its way to all.
 */
export async function keepDraft(
  tx: Tx,
  collaborationId: string,
  place: SectionPlace,
  read: number,
  text: string,
): Promise<void> {
  const [latest] = await tx.all(listVersionsOf(collaborationId, place.section, place.partyId));
  if ((latest?.text ?? '') === text)
    return tx.send(letGoOfDrafts(collaborationId, place.section, place.partyId, tx.user.person_id, tx.now));
  tx.send(
    keepDraftOf(
      collaborationId,
      newId(tx.now),
      tx.user.organisation_id ?? '',
      place.section,
      place.partyId,
      read,
      text,
      tx.now,
      tx.user.person_id,
    ),
  );
}

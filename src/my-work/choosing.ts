import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { Rhythm } from './queries.ts';

const insertAbsence = statement<unknown, [person: string, id: string, from: string, until: string, at: Date]>(`
  insert into absence (person_id, id, from_on, until_on, created_at) values ($1, $2, $3::date, $4::date, $5)`);
const withdrawAbsence = statement<
  { readonly from_on: string; readonly until_on: string },
  [person: string, id: string, at: Date]
>(`
  update absence set withdrawn_at = $3, version = version + 1 where person_id = $1 and id = $2 and withdrawn_at is null
  returning from_on::text as from_on, until_on::text as until_on`);
const keepChoice = statement<
  { readonly version: number },
  [person: string, rhythm: Rhythm, version: number, at: Date, hasNews: boolean]
>(`
  insert into digest_choice (person_id, rhythm, has_news, created_at, changed_at) values ($1, $2, $5, $4, $4)
  on conflict (person_id) do update set rhythm = excluded.rhythm, has_news = excluded.has_news, changed_at = excluded.changed_at,
    version = digest_choice.version + 1
  where digest_choice.version = $3 returning version`);

/** The person is away from the first day to the last; what waits is left to deputies. */
export function noteAbsence(tx: Tx, fromOn: string, untilOn: string): string {
  const id = newId(tx.now);
  tx.send(insertAbsence(tx.user.person_id, id, fromOn, untilOn, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'absence.noted',
    subjectType: 'absence',
    subjectId: id,
    collaborationId: null,
    after: { fromOn, untilOn },
  });
  return id;
}

/** The period no longer counts: what waits comes back at once. Refuses as not found another's, and one taken back. */
export async function endAbsence(tx: Tx, id: string): Promise<void> {
  const ended = await tx.find(withdrawAbsence(tx.user.person_id, id, tx.now));
  if (!ended) throw notFound();
  tx.record({
    ...author(tx.user),
    verb: 'absence.ended',
    subjectType: 'absence',
    subjectId: id,
    collaborationId: null,
    before: { fromOn: ended.from_on, untilOn: ended.until_on },
  });
}

/** How often the person wants a letter, and whether with what others have told. Refuses with conflict when it was chosen meanwhile, such as from a letter. */
export async function chooseRhythm(tx: Tx, rhythm: Rhythm, hasNews: boolean, version: number): Promise<void> {
  if (!(await tx.find(keepChoice(tx.user.person_id, rhythm, version, tx.now, hasNews)))) throw conflict('changed');
}

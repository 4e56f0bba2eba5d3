import { dayOf, waitingLetter } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/statement.ts';
import type { Task } from '../../platform/jobs.ts';
import { writeLetter } from '../../platform/mail.ts';
import { formatsFor, type Language } from '../../platform/texts.ts';
import { decidingTexts } from './texts.ts';

interface LetterRow {
  readonly collaboration_name: string;
  readonly agreement_id: string;
  readonly title: string;
  readonly number: number;
  readonly from_on: string;
  readonly organisation_id: string;
  readonly person_id: string;
  readonly email: string;
  readonly language: Language;
}
const lettersOfEntry = statement<LetterRow, [collaboration: string, version: string, today: string]>(`
  select collaboration_name, agreement_id, title, number, from_on::text as from_on, organisation_id, person_id, email, language
  from letters_of_entry($1::uuid, $2::uuid, $3::date)`);
const month = 30 * 24 * 60 * 60 * 1000;

/** Writes to those who represent the parties that a version is in force; neutrally where what it is about is protected. */
export const tellerOfEntry =
  (options: { readonly database: Database<unknown>; readonly clock: Clock; readonly origin: string }): Task =>
  async (payload) => {
    const { database, clock, origin } = options;
    const now = clock();
    const collaborationId = String(payload.collaboration);
    await database.write(null, now, async (tx) => {
      for (const row of await tx.all(lettersOfEntry(collaborationId, String(payload.version), dayOf(now)))) {
        const t = decidingTexts(row.language).letter;
        const address = `${origin}/collaborations/${collaborationId}/agreements/${row.agreement_id}/versions/${row.number}`;
        tx.send(
          writeLetter(
            {
              to: row.email,
              organisationId: row.organisation_id,
              subject: t.subject(row.title, row.number),
              paragraphs: [
                t.text(row.title, row.number, formatsFor(row.language).date(row.from_on), row.collaboration_name),
                address,
              ],
              runsOutAt: new Date(now.getTime() + month),
              about: {
                collaborationId,
                personId: row.person_id,
                neutrally: waitingLetter(row.language, address),
              },
            },
            now,
          ),
        );
      }
    });
  };

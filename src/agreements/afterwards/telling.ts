import { dayOf, waitingLetter } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/statement.ts';
import type { Task } from '../../platform/jobs.ts';
import { writeLetter } from '../../platform/mail.ts';
import { formatsFor, type Language } from '../../platform/texts.ts';
import { afterwardsTexts } from './texts.ts';

interface LetterRow {
  readonly collaboration_name: string;
  readonly agreement_id: string;
  readonly title: string;
  readonly party_name: string;
  readonly leaves_on: string;
  readonly is_over: boolean;
  readonly has_left: boolean;
  readonly is_own: boolean;
  readonly organisation_id: string;
  readonly person_id: string;
  readonly email: string;
  readonly language: Language;
}
const lettersOfWithdrawal = statement<LetterRow, [collaboration: string, withdrawal: string, today: string]>(`
  select collaboration_name, agreement_id, title, party_name, leaves_on::text as leaves_on, is_over, has_left, is_own,
    organisation_id, person_id, email, language
  from letters_of_withdrawal($1::uuid, $2::uuid, $3::date)`);
const month = 30 * 24 * 60 * 60 * 1000;

/** Writes to those concerned that a party has given notice, or has left. */
export const tellerOfWithdrawal =
  (options: { readonly database: Database<unknown>; readonly clock: Clock; readonly origin: string }): Task =>
  async (payload) => {
    const { database, clock, origin } = options;
    const now = clock();
    const collaborationId = String(payload.collaboration);
    const withdrawalId = String(payload.withdrawal);
    await database.write(null, now, async (tx) => {
      for (const row of await tx.all(lettersOfWithdrawal(collaborationId, withdrawalId, dayOf(now)))) {
        const t = afterwardsTexts(row.language).letter;
        const leftOn = formatsFor(row.language).date(row.leaves_on);
        const isFormer = row.is_own && row.has_left;
        const address = isFormer
          ? `${origin}/left-collaborations/${collaborationId}`
          : `${origin}/collaborations/${collaborationId}/agreements/${row.agreement_id}/withdrawals/${withdrawalId}`;
        const told = isFormer
          ? t.former(row.collaboration_name, leftOn)
          : (row.is_over ? t.over : t.given)(row.party_name, row.title, row.collaboration_name, leftOn);
        tx.send(
          writeLetter(
            {
              to: row.email,
              organisationId: row.organisation_id,
              subject: isFormer
                ? t.formerSubject(row.collaboration_name)
                : (row.is_over ? t.overSubject : t.givenSubject)(row.party_name, row.title),
              paragraphs: [told, isFormer ? t.formerWhat : row.is_over ? t.overWhat : t.givenWhat, address],
              runsOutAt: new Date(now.getTime() + month),
              // Who has left may see the collaboration no longer, and a letter about it would be held back.
              ...(isFormer
                ? {}
                : {
                    about: {
                      collaborationId,
                      personId: row.person_id,
                      neutrally: waitingLetter(row.language, address),
                    },
                  }),
            },
            now,
          ),
        );
      }
    });
  };

import { waitingLetter } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/statement.ts';
import type { Task } from '../../platform/jobs.ts';
import { writeLetter } from '../../platform/mail.ts';
import type { Language } from '../../platform/texts.ts';
import { signatureTexts } from './texts.ts';

interface LetterRow {
  readonly collaboration_name: string;
  readonly agreement_id: string;
  readonly title: string;
  readonly number: number;
  readonly place_id: string;
  readonly organisation_id: string;
  readonly person_id: string;
  readonly email: string;
  readonly language: Language;
}

const takeSignatoryLetters = statement<LetterRow, [collaboration: string, version: string, at: Date]>(`
  select collaboration_name, agreement_id, title, number, place_id, organisation_id, person_id, email, language
  from take_signatory_letters($1::uuid, $2::uuid, $3)`);

const month = 30 * 24 * 60 * 60 * 1000;

/** Writes to whoever may sign a version now: each once for each place, neutrally where the collaboration is protected. */
export function signatoryLetters(options: {
  readonly database: Database<unknown>;
  readonly clock: Clock;
  readonly origin: string;
}): Task {
  return async (payload) => {
    const [collaboration, version] = [String(payload.collaboration), String(payload.version)];
    const now = options.clock();
    await options.database.write(null, now, async (tx) => {
      for (const row of await tx.all(takeSignatoryLetters(collaboration, version, now))) {
        const t = signatureTexts(row.language).letter;
        const address = `${options.origin}/collaborations/${collaboration}/agreements/${row.agreement_id}/versions/${row.number}/places/${row.place_id}/signature`;
        tx.send(
          writeLetter(
            {
              to: row.email,
              organisationId: row.organisation_id,
              subject: t.subject(row.title),
              paragraphs: [t.text(row.title, row.number, row.collaboration_name), address],
              runsOutAt: new Date(now.getTime() + month),
              about: {
                collaborationId: collaboration,
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
}

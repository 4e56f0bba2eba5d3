import { dayOf, waitingLetter } from '../../identity/index.ts';
import type { Database } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/statement.ts';
import { enqueue, type Task } from '../../platform/jobs.ts';
import { writeLetter } from '../../platform/mail.ts';
import { nextMorning } from '../../platform/mornings.ts';
import { formatsFor, type Language } from '../../platform/texts.ts';
import { afterwardsTexts } from './texts.ts';
import { monthsAfter } from './withdrawal.ts';

/** How many days before something must have been said that everyone is reminded. */
export const reminderDays = [180, 90, 30] as const;

const day = 24 * 60 * 60 * 1000;

export interface Term {
  readonly ends_on: string | null;
  readonly renews_by_months: number | null;
  readonly notice_months: number | null;
}

/** Until when something must be said: the end of the term, or the last day for notice where it is prolonged by itself. */
export function renewalDueOn(term: Term): string | null {
  if (!term.ends_on) return null;
  return term.renews_by_months === null ? term.ends_on : monthsAfter(term.ends_on, -(term.notice_months ?? 0));
}

/** The days left when the term is so near its end that it is time to speak of it, on a day; else null. */
export function daysToRenewal(term: Term, today: string): number | null {
  const due = renewalDueOn(term);
  if (!due) return null;
  const days = Math.round((Date.parse(due) - Date.parse(today)) / day);
  return days >= 0 && days <= reminderDays[0] ? days : null;
}

interface ReminderRow {
  readonly collaboration_id: string;
  readonly collaboration_name: string;
  readonly agreement_id: string;
  readonly title: string;
  readonly due_on: string;
  readonly ends_on: string;
  readonly is_prolonged: boolean;
  readonly organisation_id: string;
  readonly person_id: string;
  readonly email: string;
  readonly language: Language;
}

const takeDueRenewals = statement<ReminderRow, [at: Date]>(`
  select collaboration_id, collaboration_name, agreement_id, title, due_on::text as due_on, ends_on::text as ends_on,
    is_prolonged, organisation_id, person_id, email, language
  from take_due_renewals($1)`);

export const renewalTask = 'remind-of-renewal';

/** One round of reminders waits at a time, however many processes ask. */
export const planReminders = (database: Database<unknown>, now: Date, at: Date): Promise<unknown> =>
  database.write(null, now, (tx) => tx.all(enqueue(renewalTask, {}, renewalTask, at)));

/** Writes the letters about terms that draw to an end, each of the three once. Run twice, it writes once. */
export function renewalReminder(options: {
  readonly database: Database<unknown>;
  readonly clock: () => Date;
  readonly origin: string;
}): Task {
  const { database, clock, origin } = options;
  return async () => {
    const now = clock();
    await database.write(null, now, async (tx) => {
      for (const due of await tx.all(takeDueRenewals(now))) {
        const t = afterwardsTexts(due.language).renewal;
        const formats = formatsFor(due.language);
        const address = `${origin}/collaborations/${due.collaboration_id}/agreements/${due.agreement_id}`;
        const left = Math.round((Date.parse(due.due_on) - Date.parse(dayOf(now))) / day);
        const words = due.is_prolonged
          ? t.prolongedLetter(due.title, formats.date(due.due_on), left)
          : t.endingLetter(due.title, formats.date(due.ends_on), left);
        tx.send(
          writeLetter(
            {
              to: due.email,
              organisationId: due.organisation_id,
              subject: t.subject(due.title, due.collaboration_name),
              paragraphs: [words, t.what, address],
              runsOutAt: new Date(now.getTime() + 30 * day),
              about: {
                collaborationId: due.collaboration_id,
                personId: due.person_id,
                neutrally: waitingLetter(due.language, address),
              },
            },
            now,
          ),
        );
      }
    });
    await planReminders(database, now, nextMorning(now));
  };
}

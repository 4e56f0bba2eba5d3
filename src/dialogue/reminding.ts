import { randomBytes } from 'node:crypto';
import { linkLengths } from '../collaborations/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { statement } from '../platform/database/statement.ts';
import { sessionHash } from '../platform/http/cookies.ts';
import { newId } from '../platform/id.ts';
import { enqueue, type Task } from '../platform/jobs.ts';
import { nextMorning } from '../platform/mornings.ts';
import type { Sealing } from '../platform/sealing.ts';
import type { Language } from '../platform/texts.ts';
import { queueQuestionLetter, type Waiting } from './letters.ts';

export const remindTask = 'remind-of-questions';

interface ReminderRow {
  readonly collaboration_id: string;
  readonly collaboration_name: string;
  readonly is_fictional: boolean;
  readonly party_id: string;
  readonly party_name: string;
  readonly asking_organisation_id: string;
  readonly asking_name: string;
  readonly question_id: string;
  readonly asked_by: string;
  readonly to_address: string;
  readonly language: Language;
  readonly waiting: readonly Waiting[];
}
const listReminders = statement<ReminderRow, [at: Date]>(`
  select collaboration_id, collaboration_name, is_fictional, party_id, party_name, asking_organisation_id, asking_name,
    question_id, asked_by, to_address, language, waiting
  from question_reminders($1::timestamptz)`);
const addLink = statement<
  unknown,
  [collaboration: string, id: string, party: string, token: Buffer, until: Date, at: Date, asker: string]
>('select link_for_reminder($1::uuid, $2::uuid, $3::uuid, $4::bytea, $5::timestamptz, $6::timestamptz, $7::uuid)');

export interface ReminderOptions {
  readonly database: Database<unknown>;
  readonly clock: Clock;
  readonly origin: string;
  readonly sealing: Sealing;
}

/** One round waits at a time, however many processes ask. */
export const planReminders = (database: Database<unknown>, now: Date, at: Date): Promise<unknown> =>
  database.write(null, now, (tx) => tx.all(enqueue(remindTask, {}, remindTask, at)));

/**
 * Reminds parties that have been written to of what they have not answered, three days before a last day and the day after.
 * Each in its own transaction; run twice a day, once. Answers how many letters were queued now.
 */
export async function remindOfQuestions(options: ReminderOptions): Promise<number> {
  const { database, clock, origin } = options;
  const now = clock();
  const { rows } = await database.read(null, now, { reminders: listReminders(now) });
  let written = 0;
  for (const row of rows.reminders) {
    await database.write(null, now, async (tx) => {
      const token = randomBytes(32).toString('base64url');
      const queued = await queueQuestionLetter(tx, options, {
        kind: 'reminder',
        language: row.language,
        collaboration: { id: row.collaboration_id, name: row.collaboration_name, isFictional: row.is_fictional },
        asking: row.asking_name,
        party: { id: row.party_id, name: row.party_name },
        questionId: row.question_id,
        to: row.to_address,
        waiting: row.waiting,
        link: `${origin}/questions/${token}`,
      });
      if (queued !== 'queued') return;
      written += 1;
      const until = new Date(now.getTime() + linkLengths.questions);
      tx.send(addLink(row.collaboration_id, newId(now), row.party_id, sessionHash(token), until, now, row.asked_by));
      // In the name of the organisation that asks, and of no person.
      const by = { userId: null, organisationId: row.asking_organisation_id };
      tx.record({
        ...by,
        verb: 'askedQuestion.reminded',
        subjectType: 'askedQuestion',
        subjectId: row.question_id,
        collaborationId: null,
        after: { partyId: row.party_id },
      });
      tx.record({
        ...by,
        verb: 'party.linked',
        subjectType: 'party',
        subjectId: row.party_id,
        collaborationId: row.collaboration_id,
        after: { until },
      });
    });
  }
  return written;
}

/** The task that reminds, every morning. */
export const questionTasks = (options: ReminderOptions): Readonly<Record<string, Task>> => ({
  [remindTask]: async () => {
    await remindOfQuestions(options);
    const now = options.clock();
    await planReminders(options.database, now, nextMorning(now));
  },
});

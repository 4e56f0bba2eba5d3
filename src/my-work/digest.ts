import type { Workspace } from '../collaborations/index.ts';
import { dayOf, type User } from '../identity/index.ts';
import type { Database } from '../platform/database/database.ts';
import { statement } from '../platform/database/statement.ts';
import { newId } from '../platform/id.ts';
import { enqueue, type Task } from '../platform/jobs.ts';
import { composeLetter } from '../platform/mail.ts';
import { hourOf, nextMorning } from '../platform/mornings.ts';
import type { Sealing } from '../platform/sealing.ts';
import { formatsFor, type Language } from '../platform/texts.ts';
import { isWritten, newsDays } from './digest-day.ts';
import { digestLetter } from './digest-letter.ts';
import type { Rhythm } from './queries.ts';
import { unsubscribeAddress } from './unsubscribing.ts';
import {
  inOrder,
  isForReader,
  type NewsLine,
  readNews,
  readWork,
  type WorkLine,
  type WorkRows,
  workQuestions,
} from './work.ts';

export const planTask = 'plan-digests';
export const writeTask = 'write-digest';

const listReceivers = statement<
  { readonly person_id: string; readonly rhythm: Rhythm },
  [at: Date, after: string | null]
>('select person_id, rhythm from digest_receivers($1::timestamptz, $2::uuid)');
const findReceiver = statement<
  {
    readonly rhythm: Exclude<Rhythm, 'never'>;
    /** What others have told is wanted too. */
    readonly has_news: boolean;
    readonly language: Language;
    readonly name: string;
    readonly organisations: readonly string[];
  },
  [person: string, at: Date]
>('select rhythm, has_news, language, name, organisations from digest_receiver($1::uuid, $2::timestamptz)');
const queueDigest = statement<
  { readonly queued: boolean },
  [
    person: string,
    letter: string,
    named: readonly string[],
    subject: string,
    text: string,
    html: string,
    unsubscribe: string,
    at: Date,
    until: Date,
  ]
>(`
  select queue_digest($1::uuid, $2::uuid, $3::uuid[], $4, $5, $6, $7, $8::timestamptz, $9::timestamptz) as queued`);

export interface DigestOptions {
  readonly database: Database<User>;
  readonly clock: () => Date;
  readonly origin: string;
  readonly workspace: Workspace;
  readonly sealing: Sealing;
}

/** One round waits at a time, however many processes ask. */
export const planDigests = (database: Database<unknown>, now: Date, at: Date): Promise<unknown> =>
  database.write(null, now, (tx) => tx.all(enqueue(planTask, {}, planTask, at)));

/** When a process that starts begins: at once in the hours of work, for the morning may have been missed; else at seven. */
export const firstRound = (now: Date): Date => (hourOf(now) >= 7 && hourOf(now) < 17 ? now : nextMorning(now));

/** Asks for a job for everyone who may be written to today, a hundred at a time. Run again, it asks for those left. */
async function askForAll(database: Database<User>, now: Date): Promise<void> {
  // Nobody is written to at weekends, whatever they have chosen and whatever waits.
  if (!isWritten('daily', [{}], dayOf(now))) return;
  let after: string | null = null;
  for (;;) {
    const { rows }: { rows: { receivers: { readonly person_id: string }[] } } = await database.read(null, now, {
      receivers: listReceivers(now, after),
    });
    const last: { readonly person_id: string } | undefined = rows.receivers.at(-1);
    if (!last) return;
    await database.write(null, now, async (tx) => {
      for (const { person_id: personId } of rows.receivers) {
        tx.send(enqueue(writeTask, { personId }, `${writeTask}/${personId}`, null));
      }
    });
    after = last.person_id;
  }
}

/** All that waits for a person, over all organisations that they act for: one round trip for each organisation. */
async function linesFor(
  options: DigestOptions,
  person: string,
  organisations: readonly string[],
  how: { readonly language: Language; readonly now: Date },
  days: ReturnType<typeof newsDays>,
): Promise<{ readonly lines: readonly WorkLine[]; readonly news: readonly NewsLine[] }> {
  const { database, workspace } = options;
  const all: WorkLine[] = [];
  const news = new Map<string, NewsLine>();
  for (const organisation of organisations) {
    const { user, rows } = await database.read({ person, organisation }, how.now, {
      ...workQuestions(workspace),
      ...(days ? workspace.newsQuestions(days.from, days.until) : {}),
    });
    if (!user) continue;
    const words = { ...how, formats: formatsFor(how.language) };
    const { lines } = readWork(workspace, rows as never as WorkRows, user, words);
    all.push(...lines.filter(isForReader));
    for (const one of readNews(workspace, rows as never as WorkRows, user, words)) news.set(one.key, one);
  }
  return { lines: inOrder(all), news: [...news.values()] };
}

/** Writes the day's letter to one person, if there is one to write. True when it was queued now. */
export async function writeDigest(options: DigestOptions, person: string): Promise<boolean> {
  const { database, clock, origin, sealing } = options;
  const now = clock();
  const { rows } = await database.read(null, now, { receiver: findReceiver(person, now) });
  const [receiver] = rows.receiver;
  if (!receiver) return false;
  const { language, rhythm, name, organisations } = receiver;
  const days = receiver.has_news ? newsDays(rhythm, dayOf(now)) : null;
  const { lines, news } = await linesFor(options, person, organisations, { language, now }, days);
  if (!isWritten(rhythm, lines, dayOf(now), news.length > 0)) return false;
  const unsubscribe = unsubscribeAddress(origin, sealing, person);
  const { subject, text, html } = composeLetter(
    digestLetter({
      name,
      language,
      formats: formatsFor(language),
      now,
      origin,
      rhythm,
      lines,
      news,
      isForSeveral: organisations.length > 1,
      unsubscribe,
    }),
  );
  const named = new Set([
    ...lines.flatMap((line) => (line.isNeutral || !line.collaboration ? [] : [line.collaboration.id])),
    ...news.map((one) => one.collaboration.id),
  ]);
  // Before the next day's: two never arrive on one day because one had to wait.
  const until = new Date(now.getTime() + 15 * 3600_000);
  const { queued } = await database.write(null, now, (tx) =>
    tx.one(queueDigest(person, newId(now), [...named], subject, text, html, unsubscribe, now, until)),
  );
  return queued;
}

/** The tasks that write everyone's letter about what waits, every morning. */
export function digestTasks(options: DigestOptions): Readonly<Record<string, Task>> {
  const { database, clock } = options;
  return {
    [planTask]: async () => {
      const now = clock();
      await askForAll(database, now);
      await planDigests(database, now, nextMorning(now));
    },
    [writeTask]: async (payload) => {
      await writeDigest(options, String(payload.personId));
    },
  };
}

import { listParties } from '../collaborations/index.ts';
import type { Someone } from '../collaborations/testing.ts';
import type { Host } from '../identity/testing.ts';
import { type NoteFacts, tellNote } from './progress.ts';
import { type About, askQuestion, type QuestionFacts } from './questions.ts';

/** A question put to parties, by organisation. */
export const aQuestion = (
  host: Host,
  leader: Someone,
  collaboration: string,
  about: About,
  organisations: readonly string[],
  facts: Partial<QuestionFacts> = {},
): Promise<string> =>
  host.database.write(leader, host.now, async (tx) => {
    const parties = await tx.all(listParties(collaboration));
    const put = parties.filter((one) => organisations.includes(one.organisation_id));
    const { question = 'Hur går det?', dueOn = '2099-12-31' } = facts;
    return askQuestion(tx, collaboration, about, { question, dueOn }, put);
  });

/** Something reached, told of the whole unless told otherwise. */
export const aNote = (
  host: Host,
  by: Someone,
  collaboration: string,
  text: string,
  facts: Partial<NoteFacts> = {},
): Promise<string> =>
  host.database.write(by, host.now, (tx) =>
    tellNote(tx, collaboration, { text, happenedOn: '2023-10-20', goalId: null, activityId: null, ...facts }),
  );

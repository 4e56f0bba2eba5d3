import { readFileSync } from 'node:fs';
import type { User } from '../src/identity/index.ts';
import type { Database } from '../src/platform/database/database.ts';
import type { BothLanguages } from '../src/platform/texts.ts';
import { closeExercise, giveAnswer, instruments, openExercise, rate, writeWording } from '../src/surveys/index.ts';
import { type Cast, morningOf, need } from './load-rounds.ts';
import type { EnteredForParty } from './playable-example.ts';

interface ExampleSharedView {
  readonly exercise: {
    readonly name: BothLanguages;
    readonly purpose: BothLanguages;
    readonly instrument: string;
    readonly openedBy: string;
    readonly openedOn: string;
    readonly deadlineOn: string;
    readonly ratingDeadlineOn: string;
    readonly closedOn: string;
  };
  /** Null: not known yet. Where nobody signs in, what the leader has entered, and by what way it came. */
  readonly answers: readonly {
    readonly party: string;
    readonly answeredOn: string;
    readonly writtenBy: string | null;
    readonly approvedBy: string | null;
    readonly entered: Pick<EnteredForParty, 'channel' | 'statedOn'> | null;
    readonly answers: readonly { readonly question: string; readonly text: BothLanguages | null }[];
  }[];
  readonly ratings: readonly {
    readonly question: string;
    readonly party: string;
    readonly ratedOn: string;
    /** From 1 to 5, by the party whose answer it is. */
    readonly agreement: Readonly<Record<string, number>>;
  }[];
  /** In the order they were written; one question may come again. */
  readonly wordings: readonly { readonly question: string; readonly writtenOn: string; readonly text: BothLanguages }[];
}

export const sharedViewText = readFileSync(new URL('fler-unga-i-arbete/shared-view.json', import.meta.url), 'utf8');
const example = JSON.parse(sharedViewText) as ExampleSharedView;

/** A finished exercise, each party in its own name and through the same verbs. */
export async function loadSharedView(database: Database<User>, cast: Cast): Promise<void> {
  const { as, parties, collaborationId } = cast;
  const { exercise } = example;
  const leader = as(exercise.openedBy);
  const instrument = instruments.find((one) => one.key === exercise.instrument);
  if (!instrument) throw new Error(`there is no instrument ${exercise.instrument}`);
  const id = await database.write(leader, morningOf(exercise.openedOn), (tx) =>
    openExercise(tx, collaborationId, {
      name: exercise.name.sv,
      purpose: exercise.purpose.sv,
      instrument,
      deadlineOn: exercise.deadlineOn,
      ratingDeadlineOn: exercise.ratingDeadlineOn,
      partyIds: example.answers.map(({ party }) => need(parties, party)),
    }),
  );
  for (const { party, answeredOn, writtenBy, approvedBy, entered, answers } of example.answers) {
    const given = answers.map(({ question, text }) => ({
      question,
      answer: text ? ('words' as const) : ('notKnownYet' as const),
      text: text?.sv ?? '',
    }));
    const give = (by: string | null, how: Parameters<typeof giveAnswer>[5], version: number) =>
      database.write(by ? as(by) : leader, morningOf(answeredOn), (tx) =>
        giveAnswer(
          tx,
          collaborationId,
          id,
          need(parties, party),
          given.map((one) => ({ ...one, version })),
          how,
        ),
      );
    if (entered) {
      await give(null, { approve: false, stated: { channel: entered.channel, statedOn: entered.statedOn } }, 0);
      continue;
    }
    // Where a deputy has written it, who represents the party approves it as it stands.
    const isDrafted = writtenBy !== approvedBy;
    if (isDrafted) await give(writtenBy, { approve: false }, 0);
    await give(approvedBy, { approve: true }, isDrafted ? 1 : 0);
  }
  for (const { question, party, ratedOn, agreement } of example.ratings) {
    const by = example.answers.find((one) => one.party === party)?.approvedBy;
    if (!by) throw new Error(`${party} has nobody who rates`);
    await database.write(as(by), morningOf(ratedOn), (tx) =>
      rate(
        tx,
        collaborationId,
        id,
        need(parties, party),
        Object.entries(agreement).map(([rated, value]) => ({
          question,
          ratedPartyId: need(parties, rated),
          agreement: value,
        })),
      ),
    );
  }
  const written = new Map<string, number>();
  for (const { question, writtenOn, text } of example.wordings) {
    const before = written.get(question) ?? 0;
    await database.write(leader, morningOf(writtenOn), (tx) =>
      writeWording(tx, collaborationId, id, question, text.sv, before),
    );
    written.set(question, before + 1);
  }
  await database.write(leader, morningOf(exercise.closedOn), (tx) => closeExercise(tx, collaborationId, id));
}

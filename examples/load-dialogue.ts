import { readFileSync } from 'node:fs';
import {
  type About,
  answerExpectation,
  answerQuestion,
  askQuestion,
  type ExpectationAnswer,
  listAnswers,
  listExpectations,
  stateExpectation,
  tellNote,
} from '../src/dialogue/index.ts';
import type { User } from '../src/identity/index.ts';
import type { Database } from '../src/platform/database/database.ts';
import type { BothLanguages } from '../src/platform/texts.ts';
import { type Cast, type Keyed, morningOf, need } from './load-rounds.ts';

interface ExampleDialogue {
  readonly questions: readonly {
    readonly about: { readonly party: string } | { readonly goal: string };
    readonly question: BothLanguages;
    readonly to: readonly string[];
    readonly askedOn: string;
    readonly dueOn: string;
    readonly answers: readonly {
      readonly party: string;
      readonly writtenBy: string;
      readonly on: string;
      readonly answer: BothLanguages;
    }[];
  }[];
  readonly expectations: readonly {
    readonly from: string;
    readonly to: string;
    readonly writtenBy: string;
    readonly writtenOn: string;
    readonly dueOn: string;
    readonly expected: BothLanguages;
    readonly answer: {
      readonly writtenBy: string;
      readonly on: string;
      readonly answer: ExpectationAnswer;
      readonly words: BothLanguages;
    };
  }[];
  readonly notes: readonly {
    readonly writtenBy: string;
    readonly on: string;
    readonly goal: string | null;
    readonly text: BothLanguages;
  }[];
}

export const dialogueText = readFileSync(new URL('fler-unga-i-arbete/dialogue.json', import.meta.url), 'utf8');
const example = JSON.parse(dialogueText) as ExampleDialogue;

/** What the invented parties ask, expect and tell of between the rounds, each by itself. */
export async function loadDialogue(database: Database<User>, cast: Cast, organisations: Keyed): Promise<void> {
  const { leader, as, parties, goals, collaborationId } = cast;
  const partyOf = (key: string) => ({ id: need(parties, key), organisation_id: need(organisations, key) });
  for (const { about, question, to, askedOn, dueOn, answers } of example.questions) {
    const subject: About =
      'goal' in about
        ? { about: 'goal', id: need(goals, about.goal) }
        : { about: 'party', id: need(parties, about.party) };
    const facts = { question: question.sv, dueOn };
    const id = await database.write(leader, morningOf(askedOn), async (tx) =>
      askQuestion(tx, collaborationId, subject, facts, to.map(partyOf)),
    );
    for (const { party, writtenBy, on, answer } of answers) {
      await database.write(as(writtenBy), morningOf(on), async (tx) => {
        const all = await tx.all(listAnswers(collaborationId));
        const before = all.find((one) => one.question_id === id && one.party_id === need(parties, party));
        if (!before) throw new Error(`the example asks ${party} nothing`);
        await answerQuestion(tx, collaborationId, { id, ...facts }, before, before.version, answer.sv);
      });
    }
  }
  for (const { from, to, writtenBy, writtenOn, dueOn, expected, answer } of example.expectations) {
    const id = await database.write(as(writtenBy), morningOf(writtenOn), async (tx) =>
      stateExpectation(tx, collaborationId, partyOf(from), partyOf(to), { expected: expected.sv, dueOn }),
    );
    await database.write(as(answer.writtenBy), morningOf(answer.on), async (tx) => {
      const before = (await tx.all(listExpectations(collaborationId))).find((one) => one.id === id);
      if (!before) throw new Error(`the example expects nothing of ${to}`);
      await answerExpectation(tx, collaborationId, before, before.version, answer.answer, answer.words.sv);
    });
  }
  for (const { writtenBy, on, goal, text } of example.notes) {
    await database.write(as(writtenBy), morningOf(on), (tx) =>
      tellNote(tx, collaborationId, {
        text: text.sv,
        happenedOn: on,
        goalId: goal === null ? null : need(goals, goal),
        activityId: null,
      }),
    );
  }
}

import { type AboutRound, type Reading, roundPart, type SaidInRound } from '../collaborations/index.ts';
import { markedState } from '../ui/document-parts.tsx';
import type { Shape, StateOf } from '../ui/state.tsx';
import { followUpTexts } from './texts.ts';
import {
  answerIn,
  listUndertakings,
  type UndertakingAnswer,
  type UndertakingOutcome,
  type UndertakingRow,
} from './undertakings.ts';

const outcomeShapes: Readonly<Record<UndertakingOutcome, Shape>> = {
  kept: 'done',
  partly: 'underWay',
  notKept: 'stoodAside',
  notDue: 'notStarted',
};

/** What a party says has become of an undertaking; silence is told as not answered. */
export const undertakingState = (answer: UndertakingAnswer | undefined, of: Pick<Reading, 'language'>): StateOf => {
  const t = followUpTexts(of.language).undertaking;
  return answer
    ? { shape: outcomeShapes[answer.outcome], text: t.outcomes[answer.outcome] }
    : { shape: 'notAnswered', text: t.notAnswered };
};

/** How many of each, in the order of the outcomes; what is not answered last. */
export function countUndertakings(answers: readonly (UndertakingAnswer | undefined)[], of: Reading): string {
  const t = followUpTexts(of.language).undertaking;
  const count = (outcome: UndertakingOutcome | undefined) => answers.filter((one) => one?.outcome === outcome).length;
  return t.sentence(
    of.formats.list(
      [
        [count('kept'), t.counted.kept],
        [count('partly'), t.counted.partly],
        [count('notKept'), t.counted.notKept],
        [count('notDue'), t.counted.notDue],
        [count(undefined), t.counted.notAnswered],
      ]
        .filter((pair): pair is [number, (count: number) => string] => (pair[0] as number) > 0)
        .map(([number, say]) => say(number)),
    ),
  );
}

function sayUndertakings(rows: readonly UndertakingRow[], about: AboutRound, of: Reading): SaidInRound | null {
  const t = followUpTexts(of.language).undertaking;
  const isWhole = about.partyId === null;
  const concerned = rows.filter((row) => isWhole || row.party_id === about.partyId);
  // Where nobody has said anything in the round, nothing was asked.
  if (!concerned.some((row) => answerIn(row, about.roundId))) return null;
  return {
    heading: t.heading,
    sentence: countUndertakings(
      concerned.map((row) => answerIn(row, about.roundId)),
      of,
    ),
    table: {
      kind: 'table',
      caption: t.heading,
      underItsHeading: true,
      rowHeadings: true,
      columns: [
        { heading: t.undertaking, share: 3 },
        ...(isWhole ? [{ heading: t.party, share: 2 }] : []),
        { heading: t.outcome, share: 2 },
        { heading: t.why, share: 3 },
      ],
      rows: concerned.map((row) => {
        const answer = answerIn(row, about.roundId);
        return {
          cells: [
            answer?.words ?? row.text,
            ...(isWhole ? [row.party_name] : []),
            markedState(undertakingState(answer, of)),
            [answer?.why ?? '', answer?.entered_by_name ? t.entered(answer.entered_by_name) : '']
              .filter(Boolean)
              .join(' ') || '–',
          ],
        };
      }),
    },
  };
}

/** Undertakings in the report of a round and in each party's package: kept, in part, not kept and why. */
export const undertakingsInRound = roundPart<UndertakingRow>({
  place: 10,
  question: (id) => listUndertakings(id),
  say: sayUndertakings,
});

import type { AboutRound, Reading, SaidInRound, Workspace } from '../collaborations/index.ts';
import { dayOf } from '../identity/index.ts';
import type { RoundBefore } from './comparing.ts';
import {
  findRoundBefore,
  listGoalsBefore,
  listSaidBefore,
  listValuesBefore,
  type RoundGoalRow,
  type RoundRow,
  type RoundValueRow,
  type SaidBeforeRow,
} from './queries.ts';

/** What is asked of the round that another is compared with: the one given, or the one before. */
export const beforeQuestions = (collaborationId: string, roundId: string, withRound: string | null) => ({
  roundsBefore: findRoundBefore(collaborationId, roundId, withRound),
  goalsBefore: listGoalsBefore(collaborationId, roundId, withRound),
  valuesBefore: listValuesBefore(collaborationId, roundId, withRound),
  saidBefore: listSaidBefore(collaborationId, roundId, withRound),
});

/** The days that a round tells of: from when the one before it opened, or from the first year it follows, until now. */
const daysOf = (round: RoundRow, before: RoundRow | undefined, today: string): Omit<AboutRound, 'partyId'> => ({
  roundId: round.id,
  from: before ? dayOf(before.opened_at) : `${round.period_from}-01-01`,
  to: today,
});

interface BeforeRows {
  readonly roundsBefore: readonly RoundRow[];
  readonly goalsBefore: readonly RoundGoalRow[];
  readonly valuesBefore: readonly RoundValueRow[];
  readonly saidBefore: readonly SaidBeforeRow[];
}

/** The round before, where there is one, and what the rooms say of the days since. */
export function readBefore(
  rows: BeforeRows,
  round: RoundRow,
  said: Readonly<Record<string, readonly unknown[]>>,
  of: Reading,
  workspace: Workspace,
): { readonly before: RoundBefore | undefined; readonly told: (partyId: string | null) => readonly SaidInRound[] } {
  const [before] = rows.roundsBefore;
  // What happened after the round was closed belongs to the next one.
  const days = daysOf(round, before, dayOf(round.closed_at ?? of.now));
  return {
    before: before
      ? { round: before, goals: rows.goalsBefore, values: rows.valuesBefore, said: rows.saidBefore }
      : undefined,
    told: (partyId) => workspace.readRound(said, { ...days, partyId }, of),
  };
}

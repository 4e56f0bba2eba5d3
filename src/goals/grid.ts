import { type EnteredRow, type PartyRow, takesPart } from '../collaborations/index.ts';
import type { ContributionRow, GoalRow } from './queries.ts';

export interface GridRows {
  readonly goals: readonly GoalRow[];
  readonly parties: readonly PartyRow[];
  readonly contributions: readonly ContributionRow[];
  readonly entered: readonly EnteredRow[];
}

interface GridCell {
  readonly goal: GoalRow;
  /** Nothing where the party has not answered. */
  readonly answer: ContributionRow | undefined;
  /** Who has entered the answer for the party, until the party has confirmed or corrected it. */
  readonly unconfirmedBy: string | undefined;
}

export interface Grid {
  readonly goals: readonly GoalRow[];
  readonly parties: readonly { readonly party: PartyRow; readonly cells: readonly GridCell[] }[];
}

/** Every party that takes part against every goal that asks for an answer; visions ask for none. */
export function readGrid(rows: GridRows): Grid {
  const goals = rows.goals.filter((goal) => goal.kind !== 'vision');
  const answers = new Map(rows.contributions.map((one) => [`${one.goal_id} ${one.party_id}`, one]));
  const entered = new Map(
    rows.entered.filter((one) => one.subject_type === 'contribution').map((one) => [one.subject_id, one]),
  );
  const cellOf = (party: PartyRow, goal: GoalRow): GridCell => {
    const answer = answers.get(`${goal.id} ${party.id}`);
    const note = answer ? entered.get(answer.id) : undefined;
    const isOpen = note && !note.confirmed_at && !note.corrected_at;
    return { goal, answer, unconfirmedBy: isOpen ? note.entered_by_name : undefined };
  };
  return {
    goals,
    parties: rows.parties
      .filter((party) => takesPart(party.status))
      .map((party) => ({ party, cells: goals.map((goal) => cellOf(party, goal)) })),
  };
}

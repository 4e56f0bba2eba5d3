import type { PartyRow } from '../collaborations/index.ts';
import type { CardRow, DecisionRightRow, DialogueRow, GroundRow } from './queries.ts';

/** A party's mandate with all that is listed on it. */
export interface WholeCard {
  readonly party: PartyRow;
  /** Undefined where nothing has been written. */
  readonly card: CardRow | undefined;
  readonly grounds: readonly GroundRow[];
  readonly decisionRights: readonly DecisionRightRow[];
  readonly dialogues: readonly DialogueRow[];
}

export function wholeCard(
  party: PartyRow,
  rows: {
    readonly cards: readonly CardRow[];
    readonly grounds: readonly GroundRow[];
    readonly decisionRights: readonly DecisionRightRow[];
    readonly dialogues: readonly DialogueRow[];
  },
): WholeCard {
  const card = rows.cards.find(({ party_id }) => party_id === party.id);
  const its = <Row extends { readonly card_id: string }>(list: readonly Row[]): readonly Row[] =>
    list.filter(({ card_id }) => card_id === card?.id);
  return {
    party,
    card,
    grounds: its(rows.grounds),
    decisionRights: its(rows.decisionRights),
    dialogues: its(rows.dialogues),
  };
}

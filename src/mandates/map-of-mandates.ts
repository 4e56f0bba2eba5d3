import { type EnteredRow, type PartyRow, takesPart } from '../collaborations/index.ts';
import { type MapOf, readMap } from './mandate-map.ts';
import type { AnswerRow, InterpretationRow, MatterRow } from './queries.ts';

export interface MapRows {
  readonly matters: readonly MatterRow[];
  readonly parties: readonly PartyRow[];
  readonly answers: readonly AnswerRow[];
  readonly entered: readonly EnteredRow[];
  readonly interpretations: readonly InterpretationRow[];
}

export type MandateMap = MapOf<MatterRow, PartyRow, AnswerRow> & {
  /** Whose words an answer or a card is, until the party has confirmed or corrected it. */
  unconfirmedBy(subjectId: string | undefined): string | undefined;
  /** The wording that an answer cites. */
  cited(answer: AnswerRow | undefined): InterpretationRow | undefined;
};

/** The map of those that take part, with whose words each answer is and what it cites. */
export function mapOf(rows: MapRows): MandateMap {
  const parties = rows.parties.filter(({ status }) => takesPart(status));
  const entered = new Map(
    rows.entered.filter((one) => one.subject_type === 'mandate').map((one) => [one.subject_id, one]),
  );
  return {
    ...readMap(rows.matters, parties, rows.answers),
    unconfirmedBy: (id) => {
      const note = id ? entered.get(id) : undefined;
      return note && !note.confirmed_at && !note.corrected_at ? note.entered_by_name : undefined;
    },
    cited: (answer) =>
      rows.interpretations.find(
        (one) => one.id === answer?.interpretation_id && one.number === answer.interpretation_number,
      ),
  };
}

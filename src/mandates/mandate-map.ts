/** What a party needs before a planned matter can be done. The last two are asked for only when nothing else will do. */
export const mandateNeeds = [
  'withinMandate',
  'ownDecision',
  'sharedInterpretation',
  'governmentAssignment',
  'statuteChange',
] as const;
export type MandateNeed = (typeof mandateNeeds)[number];
/** What a cell of the map says: a need, or that the party has not answered. */
export const mapCells = [...mandateNeeds, 'notAnswered'] as const;
export type MapCell = (typeof mapCells)[number];

/** Whether what has been tried within the law as it is, or why nothing has, must be told. */
export const asksForAlternatives = (need: MandateNeed): boolean =>
  need === 'governmentAssignment' || need === 'statuteChange';

export interface AnswerFacts {
  readonly need: MandateNeed;
  readonly note: string;
  readonly instance: string;
  readonly expected_on: string | null;
  readonly alternatives: string;
  readonly no_alternatives_because: string;
  readonly interpretation_id: string | null;
  readonly interpretation_number: number | null;
}

interface Answered {
  readonly matter_id: string;
  readonly party_id: string;
  readonly need: MandateNeed;
  readonly interpretation_id: string | null;
}
interface Identified {
  readonly id: string;
}

export interface MapOf<Matter extends Identified, Party extends Identified, Answer extends Answered> {
  readonly parties: readonly Party[];
  readonly matters: readonly {
    readonly matter: Matter;
    readonly cells: readonly { readonly party: Party; readonly answer: Answer | undefined; readonly cell: MapCell }[];
    readonly standing: MatterStanding;
  }[];
}

/** Where a matter stands: it can be done now, something is needed first, or not all have answered. */
export type MatterState = 'canBeDone' | 'needsMore' | 'notAnswered';
export interface MatterStanding {
  readonly state: MatterState;
  readonly silent: number;
  /** A shared interpretation is needed, and none is cited. */
  readonly lacksInterpretation: boolean;
}

/** What of a matter's cells still stands in the way: a shared interpretation that is kept and cited does not. */
export const standsInTheWay = (answer: Pick<Answered, 'need' | 'interpretation_id'>): boolean =>
  answer.need !== 'withinMandate' && !(answer.need === 'sharedInterpretation' && answer.interpretation_id !== null);

/** Every planned matter against every party that takes part. */
export function readMap<Matter extends Identified, Party extends Identified, Answer extends Answered>(
  matters: readonly Matter[],
  parties: readonly Party[],
  answers: readonly Answer[],
): MapOf<Matter, Party, Answer> {
  const known = new Map(answers.map((answer) => [`${answer.matter_id} ${answer.party_id}`, answer]));
  return {
    parties,
    matters: matters.map((matter) => {
      const cells = parties.map((party) => {
        const answer = known.get(`${matter.id} ${party.id}`);
        return { party, answer, cell: answer?.need ?? ('notAnswered' as const) };
      });
      const given = cells.flatMap(({ answer }) => answer ?? []);
      const silent = cells.length - given.length;
      const state: MatterState = given.some(standsInTheWay) ? 'needsMore' : silent > 0 ? 'notAnswered' : 'canBeDone';
      return {
        matter,
        cells,
        standing: {
          state,
          silent,
          lacksInterpretation: given.some(
            ({ need, interpretation_id }) => need === 'sharedInterpretation' && interpretation_id === null,
          ),
        },
      };
    }),
  };
}

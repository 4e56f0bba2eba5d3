/** What allows a party to take part (eSam: instruction, appropriation direction; for others their own ground). */
export const groundKinds = [
  'statute',
  'instruction',
  'appropriationDirection',
  'standingOrders',
  'delegation',
  'statutesOfAssociation',
  'otherGround',
] as const;
export type GroundKind = (typeof groundKinds)[number];

/** Whether the party has considered a government assignment: it has one or wants one, needs none, or has asked. */
export const governmentAssignments = ['yes', 'no', 'asked'] as const;
export type GovernmentAssignment = (typeof governmentAssignments)[number];

/** Of a party's mandate, what is told in single fields. */
export interface CardFacts {
  readonly scope: string;
  readonly limits: string;
  readonly government_assignment: GovernmentAssignment | null;
  readonly government_assignment_why: string;
  readonly representative_mandate: string;
  readonly conflict_of_interest: string;
  readonly procurement: string;
  readonly state_aid: string;
  readonly insight: string;
}
export const emptyCard: CardFacts = {
  scope: '',
  limits: '',
  government_assignment: null,
  government_assignment_why: '',
  representative_mandate: '',
  conflict_of_interest: '',
  procurement: '',
  state_aid: '',
  insight: '',
};

export interface GroundFacts {
  readonly kind: GroundKind;
  readonly reference: string;
  readonly text: string;
}
export interface DecisionRightFacts {
  readonly subject: string;
  readonly decided_by: string;
  readonly level: 'political' | 'head' | 'manager' | 'officer' | null;
  readonly up_to_amount: number | null;
}
export interface DialogueFacts {
  readonly principal: string;
  readonly held_on: string;
  readonly outcome: string;
}

/** Companies and associations are asked how they stand to what public bodies are bound by. */
export const takesStance = (kind: string | null): boolean => kind === 'company' || kind === 'association';
export const stanceFields = ['conflict_of_interest', 'procurement', 'state_aid', 'insight'] as const;

/** What is done already. A study visit and a study of another place have been made to learn from others. */
export const priorWorkKinds = ['earlierWork', 'studyVisit', 'analysis', 'studiedElsewhere'] as const;
export type PriorWorkKind = (typeof priorWorkKinds)[number];

/** How sure a finding is, the surest first. */
export const grades = ['evidenceBased', 'provenExperience', 'untested'] as const;
export type Grade = (typeof grades)[number];

/** A row with what stands before it: as it was read, and never another's. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

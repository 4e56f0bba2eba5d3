/** What a party keeps to itself: a draft, where its own house stands, its discussion of mandate, its trade-offs. */
export const entryKinds = ['draft', 'ownHouse', 'mandate', 'tradeOff'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** How far a unit of the own house has come. */
export const stances = ['concerned', 'informed', 'onBoard'] as const;
export type Stance = (typeof stances)[number];

/**
 * Where an entry stands as a record (TF 2 kap. 9–10 §§): still a draft; drawn up, finished by the party itself; expedited,
 * sent to somebody else. What is written on after it was drawn up is a draft again; what was expedited stays so.
 */
export type RecordState = 'draft' | 'drawnUp' | 'expedited';
export const recordStateOf = (entry: {
  readonly drawn_up_at: Date | null;
  readonly expedited_at: Date | null;
}): RecordState => (entry.expedited_at ? 'expedited' : entry.drawn_up_at ? 'drawnUp' : 'draft');

/** Where what has been received stands at the receiver: until it says so, it is to be registered. */
export type RegistrationState = 'toRegister' | 'registered' | 'notNeeded';
export const registrationStateOf = (task: {
  readonly registration_number: string;
  readonly not_needed_because: string;
}): RegistrationState =>
  task.registration_number !== '' ? 'registered' : task.not_needed_because !== '' ? 'notNeeded' : 'toRegister';

/** What somebody writes of an entry. */
export interface EntryFacts {
  readonly kind: EntryKind;
  readonly title: string;
  readonly text: string;
  readonly unitId: string | null;
  readonly stance: Stance | null;
  readonly contact: string;
  /** Tied to a goal or to a deviation, or to neither. */
  readonly goalId: string | null;
  readonly deviationId: string | null;
}

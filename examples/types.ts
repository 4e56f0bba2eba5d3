import type { Effect, ObservationKind, Position, RoundMoment } from '../src/follow-up/index.ts';
import type { Fed, SteeringDocumentKind, SteeringRelation, SteeringRhythm } from '../src/goals/index.ts';
import type { BothLanguages } from '../src/platform/texts.ts';

/**
 * What lies in examples/: eight real collaborations as lists of facts, and one invented collaboration to play with.
 *
 * Real cases hold what open sources say and nothing else. A fact whose value is null is not known unless `absence` says
 * that it is known to be missing; a field without a fact is not known either. The wording of names of goals, challenges
 * and notes is ours; the facts are the source's.
 */

/** The folders of the real cases, in their order. */
export const realCases = [
  'boras-myndighetssamverkan',
  'nya-perspektiv',
  'business-region-orebro',
  'blekinges-unga-lyfter',
  'karlskronakommissionen',
  'barnens-basta-kronoberg',
  'business-region-kronoberg',
  'femkanten',
] as const;
export type RealCase = (typeof realCases)[number];

export const playableExample = 'fler-unga-i-arbete';

export type SourceKey =
  | 'skr-2020'
  | 'kolada'
  | 'region-blekinge-2018-05-17'
  | 'region-blekinge-ungdomskraft'
  | 'region-blekinge-utlysningar'
  | 'armkrok';

/** examples/sources.json: the documents that facts refer to. */
export interface SourceDocument {
  readonly publisher: string;
  readonly title: string;
  readonly year: number | null;
  readonly isbn?: string;
  readonly url?: string;
  readonly publishedOn?: string;
  readonly citation: BothLanguages;
  readonly note?: BothLanguages;
}
export type Sources = { readonly [Key in SourceKey]: SourceDocument };

/** Where a fact is taken from. `pages` are those between which the section lies. */
export interface Source {
  readonly document: SourceKey;
  readonly section?: string;
  readonly pages?: string;
}

export type OrganisationKind =
  | 'municipality'
  | 'region'
  | 'agency'
  | 'university'
  | 'company'
  | 'association'
  | 'jointAuthority'
  | 'board'
  | 'department'
  | 'unit';
export type LadderStep = 'talk' | 'sharedView' | 'collaborate' | 'actAsOne';
export type Phase = 'identify' | 'establish' | 'operate' | 'handOver' | 'close';
export type Ground = 'signed' | 'adoptedByEach' | 'adoptedByOne' | 'notYetFormal';
export type Driver = 'efficiency' | 'suddenEvent' | 'goodExperience' | 'noneAlone' | 'allGain' | 'globalInitiative';
export type PartyStatus = 'considered' | 'invited' | 'confirmed' | 'declined' | 'waiting' | 'bound' | 'left';
export type PartyFunction = 'principal' | 'coordinates' | 'hosts' | 'operates' | 'convenes' | 'followUp' | 'funds';
export type Sex = 'T' | 'K' | 'M';
export type Direction = 'up' | 'down';
/** As the library of figures names them. */
export type Unit =
  | 'percent'
  | 'persons'
  | 'days per insured person'
  | 'per 100 000 inhabitants'
  | 'per 1000 inhabitants 16-64';
export type GoalKind = 'vision' | 'step' | 'subGoal';
export type ContributionForm = 'ownGoal' | 'task' | 'undertaking' | 'doesNotContribute';
/** What a claim may say without comparison: somebody did it (a), the value changed (b). Null: no claim is made. */
export type Rung = 'a' | 'b' | null;

export interface ValueAt {
  readonly area: string;
  readonly sex: Sex;
  readonly year: number;
  readonly value: number;
}

/** What can be read back from a typed field today, by the kind of subject. Organisations are referred to by key. */
export interface FactFields {
  readonly collaboration: {
    readonly number: number;
    readonly example: 'real';
    readonly name: BothLanguages;
    readonly challenge: BothLanguages;
    readonly whyNoneAlone: BothLanguages;
    /** Sorted by us into the six kinds of driver. */
    readonly drivers: readonly Driver[];
    readonly territory: readonly string[];
    readonly phase: Phase;
    readonly ladderAim: LadderStep;
    readonly ladderNow: LadderStep;
    readonly beganYear: number;
    readonly endedYear: number;
    readonly groundKind: Ground;
    readonly groundTitle: BothLanguages;
    readonly groundYear: number;
  };
  /** The same key is the same organisation in every case. */
  readonly organisation: {
    readonly kind: OrganisationKind;
    /** Municipalities and regions are found by their code and bear the area's name there. */
    readonly areaCode: string;
    readonly areaName: string;
    readonly name: string;
    readonly parent: string;
  };
  readonly party: {
    readonly organisation: string;
    readonly relation: 'party' | 'associate';
    readonly status: PartyStatus;
    readonly since: number;
  };
  readonly function: {
    /** One organisation, except for `funds`, which any number may hold. */
    readonly holders: readonly string[];
  };
  readonly jointGoal: {
    readonly kind: GoalKind;
    readonly text: BothLanguages;
    readonly targetYear: number;
    /** Key of the goal that this one is a step towards. */
    readonly under: string;
    readonly sourceDocument: { readonly title: BothLanguages; readonly relation: 'takenFrom' | 'buildsOn' };
    /** Why nothing measures it here. */
    readonly withoutIndicatorNote: BothLanguages;
    /** What a party itself has named as a cause, where it has said so in public. */
    readonly ownExplanation: { readonly party: string; readonly text: BothLanguages };
  };
  readonly steeringDocument: {
    readonly title: BothLanguages;
    readonly kind: SteeringDocumentKind;
    /** The party whose document it is. */
    readonly owner: string;
    readonly relation: SteeringRelation;
    readonly rhythm: SteeringRhythm;
    readonly feeds: readonly Fed[];
    readonly containsJointGoals: boolean;
  };
  readonly indicator: {
    readonly goal: string;
    /** `kolada:` and its code for an official series, `own:` for a party's own. */
    readonly series: string;
    readonly name: BothLanguages;
    readonly unit: Unit;
    readonly area: string;
    readonly direction: Direction;
    readonly comparisonAreas: readonly string[];
    readonly baselineYear: number;
    /** Unrounded, as published. */
    readonly baseline: number;
    readonly targetYear: number;
    readonly targetShareOfBaseline: number;
    readonly target: number;
    readonly isStandIn: boolean;
    readonly standInNote: BothLanguages;
    /** Where no party has: the product chose the measure. */
    readonly chosenBy: 'armkrok';
    readonly valueAt: ValueAt;
    readonly stateAtTargetYear: 'reached' | 'notReached';
    readonly firstYearBelowHalf: { readonly area: string; readonly sex: Sex; readonly year: number };
    readonly belowHalfOnlyByRounding: readonly (ValueAt & { readonly half: number })[];
    readonly fallInPercent: {
      readonly area: string;
      readonly sex: Sex;
      readonly from: number;
      readonly to: number;
      readonly percent: number;
    };
    readonly rankAmongRegions: {
      readonly year: number;
      readonly sex: Sex;
      readonly highest: true;
      readonly rank: number;
      readonly of: number;
    };
    readonly moreThanHalvedIn: number;
  };
  /** That something was carried out, as the source tells. */
  readonly implementation: {
    readonly goal: string;
    readonly text: BothLanguages;
  };
}

interface FactBase {
  readonly id: string;
  readonly case: RealCase;
  /** Only beside a value of null: nobody has said, or the source says that there is none. */
  readonly absence?: 'notKnown' | 'knownMissing';
  readonly note?: BothLanguages;
  readonly source: Source;
}

type SubjectOf<Kind extends string> = Kind extends 'collaboration' ? 'collaboration' : `${Kind}:${string}`;

/** A fact that has a typed field. */
export type PresentFact = {
  [Kind in keyof FactFields & string]: {
    [Field in keyof FactFields[Kind] & string]: FactBase & {
      readonly subject: SubjectOf<Kind>;
      readonly field: Field;
      readonly value: FactFields[Kind][Field] | null;
      readonly later?: never;
    };
  }[keyof FactFields[Kind] & string];
}[keyof FactFields & string];

/** A fact that waits for the feature that will hold it; subject and field say what that feature must have. */
export interface LaterFact extends FactBase {
  readonly subject: string;
  readonly field: string;
  readonly value: unknown;
  readonly later: true;
}

export type Fact = PresentFact | LaterFact;

/** Words of a party that has not signed in itself. */
export interface EnteredForParty {
  readonly byOrganisation: string;
  readonly byPerson: string;
  readonly channel: 'email' | 'phone' | 'meeting' | 'document';
  readonly statedOn: string;
  readonly enteredOn: string;
  readonly confirmed: boolean;
}

interface ContributionBase {
  readonly party: string;
  readonly goal: string;
  /** Null when somebody else has entered it. */
  readonly answeredBy: string | null;
  readonly answeredOn: string;
  readonly entered: EnteredForParty | null;
}

export type ExampleContribution = ContributionBase &
  (
    | {
        readonly form: 'ownGoal';
        readonly text: BothLanguages;
        readonly steeringDocument: BothLanguages;
        readonly committee: BothLanguages;
        readonly number: string;
        readonly year: number;
      }
    | { readonly form: 'task'; readonly text: BothLanguages; readonly assignedIn: BothLanguages }
    | {
        readonly form: 'undertaking';
        readonly text: BothLanguages;
        readonly what: BothLanguages;
        readonly amount: BothLanguages;
        readonly until: string;
      }
    | { readonly form: 'doesNotContribute'; readonly text: null; readonly reason: BothLanguages }
  );

export interface ExampleIndicator {
  readonly series: string;
  readonly area: string;
  readonly name: BothLanguages;
  readonly unit: Unit;
  readonly direction: Direction;
  readonly baselineYear: number;
  readonly baseline: number;
  readonly targetYear: number;
  readonly target: number;
  readonly targetShareOfBaseline: number | null;
  readonly comparisonAreas: readonly string[];
  readonly isStandIn: boolean;
  /** How measure and goal differ, in full and for the small row. */
  readonly standInNote: BothLanguages;
  readonly shortNote: BothLanguages;
  readonly doubted: readonly (ValueAt & { readonly reason: BothLanguages })[];
}

export interface ExampleGoal {
  readonly key: string;
  readonly place: number;
  readonly text: BothLanguages;
  readonly kind: GoalKind;
  readonly under: string;
  readonly targetYear: number | null;
  readonly adoptedOn: string;
  readonly sourceDocument: null;
  readonly indicator: ExampleIndicator | null;
  readonly withoutIndicatorNote?: BothLanguages;
}

/** examples/fler-unga-i-arbete/example.json. Parties, people and everything they say are invented; figures are lent. */
export interface PlayableExample {
  readonly key: typeof playableExample;
  readonly example: 'fictional';
  /** The label and the sentence that stand wherever the example is read. */
  readonly label: BothLanguages;
  readonly notice: BothLanguages;
  readonly asOf: string;
  readonly collaboration: {
    readonly name: BothLanguages;
    readonly hostOrganisation: string;
    readonly challenge: BothLanguages;
    readonly whyNoneAlone: BothLanguages;
    readonly drivers: readonly Driver[];
    readonly territory: { readonly name: BothLanguages; readonly lentAreas: readonly string[] };
    readonly phase: Phase;
    readonly ladderNow: LadderStep;
    readonly ladderAim: LadderStep;
    readonly beganYear: number;
    readonly endedYear: null;
    readonly ground: { readonly kind: Ground; readonly title: BothLanguages; readonly year: number };
  };
  readonly vision: { readonly key: string; readonly text: BothLanguages };
  readonly organisations: readonly {
    readonly key: string;
    readonly parent: string | null;
    readonly kind: OrganisationKind;
    readonly name: BothLanguages;
    readonly fictional: true;
    readonly verified: boolean;
    /** Whose figures are lent to it. The real name must not stand beside what the invented party says. */
    readonly lentArea: string | null;
  }[];
  readonly people: readonly {
    readonly key: string;
    readonly name: string;
    readonly email: string;
    readonly organisation: string;
    readonly isSystemAdministrator: boolean;
    /** The accounts offered on the sign-in page in demo mode, in order. */
    readonly demo: { readonly place: number; readonly role: BothLanguages } | null;
  }[];
  readonly seats: readonly {
    readonly key: string;
    readonly organisation: string;
    readonly title: BothLanguages;
    readonly level: 'political' | 'head' | 'manager' | 'officer';
    readonly holder: string | null;
    readonly deputies: readonly string[];
    readonly isAdministrator: boolean;
    readonly role: 'processLeader' | 'representative' | 'reader' | null;
    readonly beganOn: string;
    readonly endsOn: string | null;
  }[];
  readonly parties: readonly {
    readonly organisation: string;
    readonly relation: 'party' | 'associate';
    readonly status: PartyStatus;
    readonly since: string;
    readonly boundOn: string | null;
    readonly decisionPlanned: BothLanguages | null;
    readonly ambition: LadderStep;
    readonly ownBenefit: BothLanguages;
    readonly ownContribution: BothLanguages;
    readonly entered: EnteredForParty | null;
  }[];
  readonly functions: { readonly [Key in PartyFunction]: readonly string[] | null };
  readonly goals: readonly ExampleGoal[];
  readonly contributions: readonly ExampleContribution[];
  /** What parties say that they have carried out, for a goal. */
  readonly implementations: readonly {
    readonly party: string;
    readonly goal: string;
    readonly text: BothLanguages;
    readonly answeredBy: string;
    readonly answeredOn: string;
  }[];
  readonly notAnswered: readonly { readonly party: string; readonly goal: string; readonly askedOn: string }[];
  readonly round: ExampleLightRound;
}

interface ExampleRound {
  readonly name: BothLanguages;
  readonly period: { readonly from: number; readonly to: number };
  readonly valuesTo: number;
  readonly openedOn: string;
  readonly deadlineOn: string;
  readonly closedOn: string;
  readonly openedBy: string;
  readonly closedBy: string;
}

/** A light round: numbers and one line for each goal. */
export interface ExampleLightRound extends ExampleRound {
  readonly kind: 'light';
  /** The day the last party answered, when all could read all. */
  readonly sharedOn: string;
  readonly lines: readonly {
    readonly goal: string;
    readonly party: string;
    readonly answer: 'line' | 'nothingToAdd';
    readonly text: BothLanguages | null;
    readonly rung: Rung;
    readonly answeredBy: string | null;
    readonly answeredOn: string;
    readonly entered: EnteredForParty | null;
  }[];
  readonly jointLines: readonly { readonly goal: string; readonly rung: Rung; readonly text: BothLanguages }[];
}

export type ExampleStep =
  | { readonly step: 'received'; readonly on: string; readonly by: BothLanguages }
  | { readonly step: 'registered'; readonly on: string; readonly number: string }
  | {
      readonly step: 'beingPrepared';
      readonly on: string;
      readonly instance: BothLanguages;
      readonly plannedOn: string;
    }
  | { readonly step: 'decided'; readonly on: string; readonly by: BothLanguages; readonly paragraph: string };

/** A full round, from the plan to what became of each package. */
export interface ExampleFullRound extends ExampleRound {
  readonly kind: 'full';
  readonly moments: readonly (RoundMoment & { readonly owner: string })[];
  readonly observations: readonly {
    readonly kind: ObservationKind;
    readonly party: string;
    readonly goals: readonly string[];
    readonly text: BothLanguages;
    readonly source: BothLanguages;
    readonly seenOn: string;
    readonly writtenBy: string;
    readonly writtenOn: string;
  }[];
  readonly deviations: readonly {
    readonly key: string;
    readonly goal: string;
    readonly question: BothLanguages;
    readonly reason: BothLanguages;
    readonly chosenOn: string;
  }[];
  readonly interpretationOpenedOn: string;
  readonly readings: readonly {
    readonly deviation: string;
    readonly party: string;
    readonly answer: 'reading' | 'nothingToAdd';
    readonly text: BothLanguages | null;
    readonly answeredBy: string | null;
    readonly answeredOn: string;
    readonly entered: EnteredForParty | null;
  }[];
  readonly jointlyReadOn: string;
  readonly jointReadings: readonly {
    readonly deviation: string;
    readonly agreed: BothLanguages;
    readonly notAgreed: BothLanguages;
    readonly notKnown: BothLanguages;
    readonly causes: BothLanguages;
    readonly measures: BothLanguages;
  }[];
  readonly report: {
    readonly versions: readonly {
      readonly title: BothLanguages;
      readonly summary: BothLanguages;
      readonly changes: BothLanguages;
      readonly writtenBy: string;
      readonly writtenOn: string;
    }[];
    readonly positions: readonly {
      readonly party: string;
      readonly position: Position;
      readonly reservation: BothLanguages | null;
      readonly takenBy: string;
      readonly takenOn: string;
    }[];
    readonly adoption: {
      readonly by: BothLanguages;
      readonly on: string;
      readonly effect: Effect;
      readonly writtenBy: string;
    };
  };
  readonly packages: {
    readonly sentOn: string;
    readonly sentBy: string;
    readonly toParties: readonly {
      readonly party: string;
      /** A function address under `.example`, which leads nowhere. */
      readonly address: string;
      /** The process leader has said so for a party that does not itself. */
      readonly statedByLeader?: true;
      readonly steps: readonly ExampleStep[];
      readonly goals: readonly {
        readonly goal: string;
        readonly on: string;
        readonly outcome: 'beingPrepared' | 'takenIn' | 'notTakenIn';
        readonly place: BothLanguages | null;
        readonly reason: BothLanguages | null;
      }[];
    }[];
  };
}

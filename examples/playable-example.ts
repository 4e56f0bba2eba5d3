import type { ObservationKind, RoundMoment, UndertakingOutcome } from '../src/follow-up/index.ts';
import type { Effect, Position } from '../src/groups/index.ts';
import type { SeatRole } from '../src/identity/index.ts';
import type { EntryKind, Stance } from '../src/internal-material/index.ts';
import type { BothLanguages } from '../src/platform/texts.ts';
import type {
  Direction,
  Driver,
  GoalKind,
  Ground,
  LadderStep,
  OrganisationKind,
  PartyFunction,
  PartyStatus,
  Phase,
  Rung,
  Unit,
  ValueAt,
} from './facts.ts';

/** The invented collaboration to play with: its folder, and what its files hold. */
export const playableExample = 'fler-unga-i-arbete';

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
    readonly role: SeatRole | null;
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

/** What one party keeps to itself, and what of it has been shared. */
export interface ExampleInternalMaterial {
  readonly party: string;
  readonly entries: readonly {
    readonly key: string;
    readonly kind: EntryKind;
    readonly writtenBy: string;
    readonly writtenOn: string;
    readonly goal: string | null;
    /** Absent for a unit of the own house, which goes by its name. */
    readonly title?: BothLanguages;
    readonly text: BothLanguages;
    readonly unit?: string;
    readonly stance?: Stance;
    readonly contact?: BothLanguages;
    readonly sharedOn?: string;
    readonly sharedWith?: readonly string[];
  }[];
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
  /** What the parties say has become of what they promised; none in the first round. */
  readonly undertakings?: readonly {
    readonly party: string;
    readonly goal: string;
    readonly outcome: UndertakingOutcome;
    readonly why: BothLanguages | null;
    readonly answeredBy: string | null;
    readonly answeredOn: string;
  }[];
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

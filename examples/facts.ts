import type { EvidenceGrade, PlanRevision } from '../src/action-plans/index.ts';
import type { AgreementKind, ConcernedKind } from '../src/agreements/index.ts';
import type { EventKind } from '../src/annual-wheel/index.ts';
import type { BenefitWeighing } from '../src/benefits/index.ts';
import type { FollowUpMethod } from '../src/collaborations/index.ts';
import type { FinancingKey } from '../src/financing/index.ts';
import type { Fed, SteeringDocumentKind, SteeringRelation, SteeringRhythm } from '../src/goals/index.ts';
import type { Each, GroupKind, Level, Rhythm, Several } from '../src/groups/index.ts';
import type { BothLanguages } from '../src/platform/texts.ts';

/**
 * The eight real collaborations as lists of facts. They hold what open sources say and nothing else. A fact whose value is
 * null is not known unless `absence` says that it is known to be missing; a field without a fact is not known either. The
 * wording of names of goals, challenges and notes is ours; the facts are the source's.
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

export type DoneAnalysis =
  | 'worldScan'
  | 'targetGroupAnalysis'
  | 'thematicAnalysisLabourMarket'
  | 'thematicAnalysisIllHealth';

export interface ValueAt {
  readonly area: string;
  readonly sex: Sex;
  readonly year: number;
  readonly value: number;
}

interface GroupFields {
  readonly name: BothLanguages;
  readonly kind: GroupKind;
  readonly several: Several;
  readonly isBorrowed: boolean;
  readonly rhythm: Exclude<Rhythm, 'timesAYear'>;
  readonly meetingsPerYearAtLeast: number;
  readonly keepsMinutes: boolean;
  readonly takesDecisions: boolean;
  readonly crossProfessional: boolean;
  readonly levels: readonly Level[];
  /** What it is to do, one matter each. */
  readonly mandate: readonly BothLanguages[];
  /** Key of the group whose assignment it works on. */
  readonly assignedBy: string;
  readonly memberWhoIsNotParty: string;
  /** The kinds of seat in it. Without a count the source does not say how many; with `each`, so many for each of a kind. */
  readonly members: readonly {
    readonly title: BothLanguages;
    readonly party?: string;
    readonly each?: Each;
    readonly represents?: string;
    readonly count?: number;
    readonly level?: Level;
  }[];
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
    readonly driverDescription: BothLanguages;
    readonly supportedAtStartBy: string;
    readonly widerCollaboration: BothLanguages;
    /** What was done already, and that it was to join up. */
    readonly joinsExistingEfforts: readonly BothLanguages[];
    /** As the source counts them, and as it names them: the two need not be as many. */
    readonly challengeCount: number;
    readonly lifeStages: readonly BothLanguages[];
    /** That it works under confidentiality in life; what is here is open. */
    readonly isProtected: boolean;
    readonly projectPhase: {
      readonly name: string;
      readonly beganOn: string;
      readonly endedOn: string;
      readonly youngPeople: number;
    };
    readonly followedBy: { readonly name: string; readonly endedYear: number; readonly funder: string };
  };
  readonly situationAnalysis: {
    readonly done: readonly DoneAnalysis[];
    readonly studyVisits: readonly BothLanguages[];
    readonly studiedElsewhere: { readonly areaCode: string; readonly what: BothLanguages };
  };
  /** The same key is the same organisation in every case. */
  readonly organisation: {
    readonly kind: OrganisationKind;
    /** Municipalities and regions are found by their code and bear the area's name there. */
    readonly areaCode: string;
    readonly areaName: string;
    readonly name: string;
    readonly parent: string;
    readonly foundedYear: number;
  };
  readonly party: {
    readonly organisation: string;
    readonly relation: 'party' | 'associate';
    readonly status: PartyStatus;
    readonly since: number;
    /** The whole body that it is a part of. */
    readonly actsFor: string;
    readonly isPreferredPartner: boolean;
  };
  /** Somebody who took part or was concerned without being a party. */
  readonly actor: {
    readonly name: string;
  };
  readonly function: {
    /** One organisation, except for `funds`, which any number may hold. */
    readonly holders: readonly string[];
    /** The holder's own unit that does it. */
    readonly throughUnit: string;
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
    readonly perspectives: readonly BothLanguages[];
    readonly developmentAreas: readonly string[];
  };
  /** How it is followed up. False is a true gap: the source says that there is none. */
  readonly followUp: {
    readonly method: FollowUpMethod;
    readonly formalToCouncils: boolean;
  };
  /** What is left behind, and who owns it afterwards. */
  readonly handOver: {
    readonly result: BothLanguages;
    readonly owner: string;
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
  /** Who pays, as far as a source tells. */
  readonly financing: {
    /** How the cost is shared; null is open. */
    readonly key: FinancingKey;
    readonly regionShare: { readonly numerator: number; readonly denominator: number };
    readonly municipalityKey: FinancingKey;
    readonly paidBy: string;
    readonly sources: readonly { readonly name: BothLanguages }[];
    readonly decidedForPhase2: { readonly socialFundKronor: number; readonly coFinancingKronor: number };
  };
  readonly group: GroupFields;
  /** A group that the source tells of as somewhere to meet. */
  readonly arena: GroupFields;
  /** Something of the collaboration's own at a time of its own, as far as a source tells when. */
  readonly yearEvent: {
    readonly name: BothLanguages;
    readonly kind: EventKind;
    readonly year: number;
    readonly times: number;
    /** In the year that the collaboration began. */
    readonly timesInFirstYear: number;
    readonly everyYear: boolean;
    /** When in the year, as far as it is told. */
    readonly month: number;
    readonly heldBy: string;
  };
  readonly agreement: {
    readonly kind: AgreementKind;
    /** Of the kinds told, where no names are. */
    readonly concerns: readonly ConcernedKind[];
    readonly parties: readonly string[];
    readonly adoptedBy: string;
    readonly openToOthers: boolean;
  };
  /** A plan of activities, as far as a source tells of it. */
  readonly actionPlan: {
    readonly revision: PlanRevision;
    readonly areaCount: number;
    readonly focusAreasSetJointly: boolean;
  };
  readonly activity: {
    readonly evidenceGrade: EvidenceGrade;
    /** Where its way of working comes from. */
    readonly takenFrom: BothLanguages;
    readonly places: 'eachMunicipality';
    readonly ages: string;
    readonly openAcrossMunicipalBorders: boolean;
    readonly employersTakePart: boolean;
    readonly becomesBasisForDecision: boolean;
    readonly responsibleSeat: 'headOfDepartmentConcerned';
  };
  /** What comes of it for somebody, as far as a source tells. */
  readonly benefit: {
    readonly title: BothLanguages;
    readonly receiver: 'targetGroup' | 'society';
    readonly receiverWords: BothLanguages;
  };
  /** How benefits are weighed. */
  readonly benefitPrinciple: {
    readonly weighing: BenefitWeighing;
    readonly isGivenAndTaken: boolean;
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

type SubjectOf<Kind extends string> = Kind extends
  | 'actionPlan'
  | 'benefitPrinciple'
  | 'collaboration'
  | 'financing'
  | 'followUp'
  | 'situationAnalysis'
  ? Kind
  : `${Kind}:${string}`;

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

import { budgetDecided, type PartyYear, partyDays } from './planning-year.ts';
import { type Days, dayIn, overlaps, wholeYear, yearOf } from './year-span.ts';

/** What of the collaboration's own year has a day. */
export const dateKinds = [
  'round',
  'moment',
  'package',
  'goalsAdopted',
  'jointMeeting',
  'dialogue',
  'other',
  'agreementAnswers',
  'agreementDecision',
  'agreementReview',
  'agreementEnds',
  'sharedView',
  'sharedViewRatings',
  'lookAgain',
] as const;
export type DateKind = (typeof dateKinds)[number];

export interface WheelDate extends Days {
  readonly kind: DateKind;
  readonly id: string;
  readonly collaborationId: string;
  /** What it is called there: the round's name, the agreement's title, the event's own words. */
  readonly title: string;
  /** Of moments: which one. */
  readonly detail: string;
  /** The party that it concerns alone; null: all. */
  readonly partyId: string | null;
}

export const conflictKinds = [
  'goalsAfterBudget',
  'followUpAfterAnnualReport',
  'feedbackAfterBudget',
  'answersAcrossJuly',
  'mandateWithinRound',
] as const;
export type ConflictKind = (typeof conflictKinds)[number];

/** Two years that do not fit together: which date, whose years, and the day that it turns on. */
export interface Conflict {
  readonly kind: ConflictKind;
  readonly date: WheelDate;
  /** Whose planning year it touches; none where it is all the same to each. */
  readonly parties: readonly { readonly partyId: string; readonly name: string; readonly on: string }[];
  /** The first of the days that it turns on. */
  readonly on: string;
}

type Touched = Conflict['parties'][number];
const touched = (party: PartyYear, on: string): Touched => ({ partyId: party.partyId, name: party.name, on });

function found(kind: ConflictKind, date: WheelDate, parties: readonly Touched[]): readonly Conflict[] {
  if (parties.length === 0) return [];
  const days = parties.map(({ on }) => on).toSorted();
  return [{ kind, date, parties, on: days[0] ?? date.startsOn }];
}

/** The joint goals are to be there when the parties decide their budgets for the year to come. */
function goalsAfterBudget(date: WheelDate, parties: readonly PartyYear[]): readonly Conflict[] {
  if (date.kind !== 'goalsAdopted') return [];
  const year = wholeYear(yearOf(date.startsOn));
  const after = parties.flatMap((party) => {
    const decided = budgetDecided(party, year);
    return decided && decided.endsOn < date.startsOn ? [touched(party, decided.startsOn)] : [];
  });
  return found('goalsAfterBudget', date, after);
}

/** A follow-up that is under way while the annual report is written, and done after it, is not in it. */
function afterAnnualReport(round: WheelDate, parties: readonly PartyYear[]): readonly Conflict[] {
  const after = parties.flatMap((party) =>
    partyDays(party, round)
      .filter(
        ({ kind, startsOn, endsOn }) => kind === 'annualReport' && startsOn >= round.startsOn && endsOn < round.endsOn,
      )
      .slice(0, 1)
      .map(({ endsOn }) => touched(party, endsOn)),
  );
  return found('followUpAfterAnnualReport', round, after);
}

/** What is fed back during a party's round of budget, and only there after it, waits a year. */
function afterBudget(feedBack: WheelDate, round: Days, parties: readonly PartyYear[]): readonly Conflict[] {
  const whole = { startsOn: round.startsOn, endsOn: feedBack.endsOn };
  const after = parties.flatMap((party) => {
    const decided = budgetDecided(party, whole);
    return decided && decided.startsOn > whole.startsOn && decided.endsOn < feedBack.startsOn
      ? [touched(party, decided.startsOn)]
      : [];
  });
  return found('feedbackAfterBudget', feedBack, after);
}

/** Most of those who answer are away in July. */
function acrossJuly(date: WheelDate): readonly Conflict[] {
  const isAnswering = date.kind === 'round' || (date.kind === 'moment' && date.detail === 'interpret');
  const year = yearOf(date.endsOn);
  const july = { startsOn: dayIn(year, 7, 1), endsOn: dayIn(year, 7, 31) };
  return isAnswering && overlaps(date, july)
    ? [{ kind: 'answersAcrossJuly', date, parties: [], on: july.startsOn }]
    : [];
}

/** Those who answer at the end are others than those who were asked. */
function mandateWithin(round: WheelDate, parties: readonly PartyYear[]): readonly Conflict[] {
  const changing = parties.flatMap((party) =>
    partyDays(party, round)
      .filter(({ kind, startsOn }) => kind === 'mandate' && startsOn > round.startsOn)
      .slice(0, 1)
      .map(({ startsOn }) => touched(party, startsOn)),
  );
  return found('mandateWithinRound', round, changing);
}

/** A round from its opening to the last of its planned days. */
export function wholeRounds(dates: readonly WheelDate[]): readonly WheelDate[] {
  return dates
    .filter(({ kind }) => kind === 'round')
    .map((round) => {
      const moments = dates.filter(({ kind, id }) => kind === 'moment' && id === round.id);
      const ends = [round, ...moments].map(({ endsOn }) => endsOn).toSorted();
      return { ...round, endsOn: ends.at(-1) ?? round.endsOn };
    });
}

/** Where the collaboration's year and those of its parties do not fit together, by when it comes. */
export function conflictsOf(dates: readonly WheelDate[], parties: readonly PartyYear[]): readonly Conflict[] {
  const rounds = wholeRounds(dates);
  const feedBacks = dates.filter(({ kind, detail }) => kind === 'moment' && detail === 'feedBack');
  const all = [
    ...dates.flatMap((date) => goalsAfterBudget(date, parties)),
    ...rounds.flatMap((round) => [...afterAnnualReport(round, parties), ...mandateWithin(round, parties)]),
    ...feedBacks.flatMap((feedBack) => {
      const round = rounds.find(({ id }) => id === feedBack.id);
      return round ? afterBudget(feedBack, round, parties) : [];
    }),
    ...dates.flatMap(acrossJuly),
  ];
  // A round that is asked across July is said once, with its whole or with its moment.
  const once = new Map(all.map((one) => [`${one.kind} ${one.date.id} ${one.date.startsOn.slice(0, 4)}`, one]));
  return [...once.values()].toSorted((a, b) =>
    a.date.startsOn < b.date.startsOn ? -1 : a.date.startsOn > b.date.startsOn ? 1 : 0,
  );
}

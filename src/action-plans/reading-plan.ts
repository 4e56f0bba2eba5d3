import {
  type CollaborationSeatRow,
  listCollaborationSeats,
  listParties,
  type PartyRow,
  type Reading,
} from '../collaborations/index.ts';
import { listPlans, type PlanRow } from '../financing/index.ts';
import { type GoalRow, listGoals } from '../goals/index.ts';
import { dayOf, speaksFor } from '../identity/index.ts';
import { mostDaysTold } from '../platform/texts.ts';
import { type Drawn, isDrawn, type ScaleWords } from './gantt-layout.ts';
import { planActivities, preparePlan } from './policy.ts';
import {
  type ActionPlanRow,
  type ActivityPartyRow,
  type ActivityRow,
  findActionPlan,
  listActivities,
  listActivityParties,
} from './queries.ts';
import { planTexts } from './texts.ts';

/** What every page of the plan asks. */
export const planQuestions = (id: string, now: Date) => ({
  plan: findActionPlan(id),
  activities: listActivities(id),
  taking: listActivityParties(id),
  goals: listGoals(id),
  parties: listParties(id),
  seats: listCollaborationSeats(id, dayOf(now)),
  financing: listPlans(id),
});

export interface PlanRows {
  readonly plan: readonly ActionPlanRow[];
  readonly activities: readonly ActivityRow[];
  readonly taking: readonly ActivityPartyRow[];
  readonly goals: readonly GoalRow[];
  readonly parties: readonly PartyRow[];
  readonly seats: readonly CollaborationSeatRow[];
  readonly financing: readonly PlanRow[];
}

/** The parties that can answer for an activity. */
export const answering = (parties: readonly PartyRow[]): readonly PartyRow[] =>
  parties.filter(({ status }) => !['declined', 'left', 'considered'].includes(status));

/** Goals that activities serve; a vision is reached by its steps. */
export const servable = (goals: readonly GoalRow[]): readonly GoalRow[] => {
  const steps = goals.filter(({ kind }) => kind !== 'vision');
  return steps.length > 0 ? steps : goals;
};

type Whose = Pick<ActivityRow, 'party_id' | 'organisation_id' | 'entered_by_organisation_id'>;

/** Whose words the writer's are: the party's own, or entered for it. */
export const isOwnActivity = (of: Pick<Reading, 'user' | 'collaboration'>, one: Whose): boolean =>
  one.party_id !== null && speaksFor(of.user, of.collaboration.id, one.organisation_id);

/** A party changes its own; whoever prepares, what the party has not written itself. The database says the same. */
export function mayChange(of: Pick<Reading, 'user' | 'collaboration' | 'may'>, one: Whose): boolean {
  if (one.party_id === null) return of.may(preparePlan);
  if (!of.may(planActivities, one.organisation_id)) return false;
  return isOwnActivity(of, one) || one.entered_by_organisation_id !== null;
}

/** What is late is told to its own party and to those who prepare. */
export const seesLateness = (of: Pick<Reading, 'user' | 'collaboration' | 'may'>, one: Whose): boolean =>
  isOwnActivity(of, one) || of.may(preparePlan);

/** How late it is: in days at first, then since when. */
export function sayLate(days: number, dueOn: string, of: Pick<Reading, 'language' | 'formats'>): string {
  const t = planTexts(of.language);
  return days <= mostDaysTold ? t.late(days) : t.lateSince(of.formats.monthAndYear(dueOn));
}

/** The days of an activity in words; empty where none is said. */
export function sayDays(
  one: Pick<ActivityRow, 'starts_on' | 'due_on'>,
  of: Pick<Reading, 'language' | 'formats'>,
): string {
  const t = planTexts(of.language);
  const { starts_on: starts, due_on: due } = one;
  const { formats } = of;
  if (!starts || !due) {
    if (due) return t.until(formats.date(due));
    return starts ? t.from(formats.date(starts)) : '';
  }
  if (starts === due) return formats.date(due);
  const first = starts.slice(0, 4) === due.slice(0, 4) ? formats.dayAndMonth(starts) : formats.date(starts);
  return t.span(first, formats.date(due));
}

export const drawnOf = (
  one: ActivityRow,
  of: Pick<Reading, 'language' | 'formats'>,
  taking: readonly ActivityPartyRow[] = [],
): Drawn => {
  const t = planTexts(of.language);
  const others = taking.filter(({ activity_id, answer }) => activity_id === one.id && answer === 'takesPart');
  return {
    id: one.id,
    title: one.title,
    party:
      [one.party_name ?? '', ...(others.length > 0 ? [`+ ${others.length}`] : [])].filter(Boolean).join(' ') ||
      t.activity.nobody,
    days: sayDays(one, of),
    starts_on: one.starts_on,
    due_on: one.due_on,
    state: one.state,
    state_on: one.state_on,
  };
};

export const scaleWords = (of: Pick<Reading, 'language'>): ScaleWords => {
  const t = planTexts(of.language).gantt;
  return {
    month: (first, withYear) => {
      const name = t.month(Number(first.slice(5, 7)));
      return withYear ? `${name} ${first.slice(0, 4)}` : name;
    },
    today: t.today,
  };
};

export { isDrawn };

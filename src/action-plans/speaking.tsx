import { contribute, overviewPart, type Reading, type Waiting } from '../collaborations/index.ts';
import { dayOf, speaksFor } from '../identity/index.ts';
import { isLeftOpen } from './activity.ts';
import { activitiesInRound } from './in-round.tsx';
import { PlanOnOverview } from './pages/plan-overview.tsx';
import { planActivities, preparePlan } from './policy.ts';
import { listActivities, type OneOfOurs, readStanding, type StandingRow } from './queries.ts';
import { sayLate } from './reading-plan.ts';
import { correctOwnWords } from './telling.ts';
import { planTexts } from './texts.ts';

const base = (of: Reading): string => `/collaborations/${of.collaboration.id}/action-plan`;
const isReal = (of: Reading): boolean => of.collaboration.example === 'real';
const lacksPlan = (standing: StandingRow, of: Reading): boolean =>
  standing.activities === 0 && of.collaboration.phase === 'operate';
const speaks = (of: Reading): boolean =>
  of.may(planActivities, of.user.organisation_id) && speaksFor(of.user, of.collaboration.id, of.user.organisation_id);

/** What is late; apart from it, what a plan whose years are over has left open, which is asked about once. */
function lateOf(standing: StandingRow, of: Reading) {
  const isEnded = ({ dueOn }: OneOfOurs): boolean =>
    isLeftOpen({ state: 'underWay', due_on: dueOn ?? null, plan_last_year: standing.plan_last_year }, dayOf(of.now));
  return {
    late: standing.own_late.filter((one) => !isEnded(one)),
    ended: standing.own_late.filter(isEnded),
  };
}

/** The first of several by name; the rest by their number, so that the list stays short. */
function oneByOne(rows: readonly OneOfOurs[], most: number, say: (one: OneOfOurs) => Waiting): readonly Waiting[] {
  return rows.slice(0, most).map(say);
}

function ours(standing: StandingRow, of: Reading): readonly Waiting[] {
  const t = planTexts(of.language).gaps;
  const waits = { shape: 'waits' as const, text: t.waits };
  const { late, ended } = lateOf(standing, of);
  const left = late.length - 3;
  const say = (one: OneOfOurs) => ({ href: `${base(of)}/activities/${one.id}/state`, text: t.say });
  return [
    ...oneByOne(late, 3, (one) => ({
      dueOn: one.dueOn,
      title: t.late(one.title),
      why: t.lateWhy(of.formats.date(one.dueOn ?? '')),
      state: { shape: 'missed', text: sayLate(one.days, one.dueOn ?? '', of) },
      action: say(one),
    })),
    ...oneByOne(standing.own_due_soon, 5, (one) => ({
      dueOn: one.dueOn,
      title: one.days === 0 ? t.dueToday(one.title) : t.dueSoon(one.title),
      why: t.dueWhy(of.formats.date(one.dueOn ?? '')),
      state: { shape: 'waits', text: t.dueState(one.days) },
      action: say(one),
    })),
    ...(ended.length > 0 && standing.plan_last_year !== null
      ? [
          {
            title: t.ended(standing.plan_last_year),
            why: t.endedWhy(ended.length),
            state: waits,
            action: { href: `${base(of)}?view=mine`, text: t.look },
          },
        ]
      : []),
    ...(left > 0
      ? [
          {
            title: t.lateMore(left),
            why: t.notBegunWhy,
            state: { shape: 'missed' as const, text: t.waits },
            action: { href: `${base(of)}?view=mine`, text: t.look },
          },
        ]
      : []),
    ...oneByOne(standing.own_asked, 3, (one) => ({
      title: t.asked(one.title),
      why: t.askedWhy,
      state: waits,
      action: { href: `${base(of)}/parts/${one.id}`, text: t.answer },
    })),
    ...oneByOne(standing.own_to_evaluate, 3, (one) => ({
      title: t.evaluate(one.title),
      why: t.evaluateWhy,
      state: waits,
      action: { href: `${base(of)}/activities/${one.id}/evaluation`, text: t.evaluateAct },
    })),
    ...oneByOne(standing.own_to_learn, 2, (one) => ({
      title: t.learned(one.title),
      why: t.learnedWhy,
      state: waits,
      action: { href: `${base(of)}/activities/${one.id}/edit#learned`, text: t.learnedAct },
    })),
    ...(standing.own_not_begun > 0
      ? [
          {
            title: t.notBegun(standing.own_not_begun),
            why: t.notBegunWhy,
            state: waits,
            action: { href: `${base(of)}?view=mine`, text: t.look },
          },
        ]
      : []),
    ...(standing.own_without_seat > 0
      ? [
          {
            title: t.ownSeats(standing.own_without_seat),
            why: t.ownSeatsWhy,
            state: waits,
            action: { href: `${base(of)}?view=mine`, text: t.choose },
          },
        ]
      : []),
  ];
}

/** What parties contest waits for an answer from those who prepare. */
function contested(standing: StandingRow, of: Reading): readonly Waiting[] {
  if (standing.contests_unanswered === 0 || !of.may(preparePlan)) return [];
  const t = planTexts(of.language);
  return [
    {
      title: t.effects.waits(standing.contests_unanswered),
      why: t.effects.waitsWhy,
      state: { shape: 'waits', text: t.gaps.waits },
      action: { href: `${base(of)}/effects`, text: t.effects.look },
    },
  ];
}

/** What the plan says in a workspace. That another's activity is late is told by number alone. */
export const plansInWorkspace = contribute<StandingRow>({
  question: (id) => readStanding(id),
  across: readStanding.across,
  menu: ([standing], of) => {
    const t = planTexts(of.language);
    const item = { path: 'action-plan', text: t.title, place: 35 };
    if (!standing || isReal(of)) return [item];
    const lateness = lateOf(standing, of);
    const late = lateness.late.length;
    const waiting = speaks(of)
      ? standing.own_asked.length + standing.own_to_evaluate.length + Math.min(1, lateness.ended.length)
      : 0;
    const missing = standing.activities === 0 ? 0 : standing.goals_without + standing.unanswered;
    if (speaks(of) && late > 0) return [{ ...item, state: { shape: 'missed', text: t.menu.late(late) } }];
    if (waiting > 0) return [{ ...item, state: { shape: 'waits', text: t.menu.waits(waiting) } }];
    if (lacksPlan(standing, of)) return [{ ...item, state: { shape: 'missing', text: t.menu.noPlan } }];
    if (missing > 0) return [{ ...item, state: { shape: 'missing', text: t.menu.missing(missing) } }];
    return [item];
  },
  gaps: ([standing], of) => {
    if (!standing || isReal(of)) return [];
    const t = planTexts(of.language).gaps;
    const look = { href: base(of), text: t.look };
    if (standing.activities === 0) {
      const mayWrite = of.may(preparePlan) || of.may(planActivities, of.user.organisation_id);
      return lacksPlan(standing, of)
        ? [
            {
              shape: 'missing',
              title: t.noPlan,
              why: t.noPlanWhy,
              ...(mayWrite ? { action: { href: `${base(of)}/activities/new`, text: t.write } } : {}),
            },
          ]
        : [];
    }
    return [
      ...(standing.goals_without > 0
        ? [{ shape: 'missing' as const, title: t.goals(standing.goals_without), why: t.goalsWhy, action: look }]
        : []),
      ...(standing.unanswered > 0
        ? [
            {
              shape: 'missing' as const,
              title: t.nobody(standing.unanswered),
              why: t.nobodyWhy,
              action: { href: `${base(of)}?view=parties`, text: t.look },
            },
          ]
        : []),
      ...(standing.others_without_seat > 0
        ? [
            {
              shape: 'notAnswered' as const,
              title: t.seats(standing.others_without_seat),
              why: t.seatsWhy,
              action: look,
            },
          ]
        : []),
    ];
  },
  waitsForUs: ([standing], of) => {
    if (!standing || isReal(of)) return [];
    return [...(speaks(of) ? ours(standing, of) : []), ...contested(standing, of)];
  },
  weAwait: ([standing], of) => {
    if (!standing || isReal(of)) return [];
    const t = planTexts(of.language).gaps;
    const awaits = (count: number, title: string, why: string): readonly Waiting[] =>
      count > 0 ? [{ title, why, state: { shape: 'waits', text: t.awaits(count) } }] : [];
    return [
      ...awaits(standing.others_late, t.othersLate, t.othersLateWhy),
      ...awaits(standing.others_asked, t.othersAsked, t.othersAskedWhy),
    ];
  },
  overview: overviewPart({
    questions: (id) => ({ activities: listActivities(id) }),
    draw: (rows, of) => <PlanOnOverview of={of} activities={rows.activities} />,
  }),
  round: activitiesInRound,
  verbs: (language) => planTexts(language).verbs,
  told: (language) => {
    const t = planTexts(language);
    return {
      fields: t.told,
      words: {
        'actionPlan.revision': t.revisions,
        'activity.state': t.states,
        'activity.kind': t.kinds,
        'activity.evidenceGrade': t.grades,
        'activity.evaluationResult': t.results,
        'effectStep.kind': t.effects.layers,
        'effectLink.evidenceGrade': t.grades,
        'activity.answer': { takesPart: t.takingPart.takesPart, declines: t.takingPart.declines },
      },
    };
  },
  correct: { subjectTypes: ['activity', 'effectContest'], carryOut: correctOwnWords },
});

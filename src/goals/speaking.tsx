import { contribute, overviewPart, type Reading } from '../collaborations/index.ts';
import { speaksFor } from '../identity/index.ts';
import { State } from '../ui/state.tsx';
import { listAssurance } from './assurance.ts';
import { correctContribution } from './contributing.ts';
import { setGoalsByLine } from './goal-setting.ts';
import { markableExplanation } from './own-explanations.ts';
import { GoalsSection } from './pages/goals-overview.tsx';
import { answerGoals, setGoals } from './policy.ts';
import { listGoals, listIndicators, readStanding, type StandingRow } from './queries.ts';
import { goalTexts } from './texts.ts';

const base = (of: Reading): string => `/collaborations/${of.collaboration.id}`;
const parties = (rows: readonly StandingRow[]) => rows.filter((row) => row.kind === 'party');
const goals = (rows: readonly StandingRow[]) => rows.filter((row) => row.kind === 'goal');
const isReal = (of: Reading): boolean => of.collaboration.example === 'real';
const unmeasured = (rows: readonly StandingRow[]) => goals(rows).filter((goal) => goal.rest === 0);
const isOwn = (of: Reading) => (row: StandingRow) => row.organisation_id === of.user.organisation_id;

/** What goals says in a workspace. Another party's silence is told without its name. */
export const goalsInWorkspace = contribute<StandingRow>({
  question: (id) => readStanding(id),
  across: readStanding.across,
  menu: (rows, of) => {
    const t = goalTexts(of.language);
    const missing = isReal(of) ? 0 : unmeasured(rows).length + (goals(rows).length === 0 ? 1 : 0);
    return [
      {
        path: 'goals',
        text: t.title,
        place: 30,
        ...(missing > 0 ? { state: { shape: 'missing' as const, text: t.missing(missing) } } : {}),
      },
    ];
  },
  gaps: (rows, of) => {
    const t = goalTexts(of.language).gaps;
    if (isReal(of)) return [];
    const act = (href: string, text: string) =>
      of.may(setGoals) ? { action: { href: `${base(of)}/${href}`, text } } : {};
    const silent = parties(rows)
      .filter((row) => !isOwn(of)(row))
      .reduce((sum, row) => sum + row.rest, 0);
    return [
      ...(goals(rows).length === 0
        ? [{ shape: 'missing' as const, title: t.noGoals, why: t.noGoalsWhy, ...act('goals/new', t.write) }]
        : []),
      ...unmeasured(rows).map((goal) => ({
        shape: 'missing' as const,
        title: t.noIndicator(goal.text),
        why: t.noIndicatorWhy,
        ...act(`goals/${goal.id}/indicator`, t.propose),
      })),
      ...(silent > 0
        ? [
            {
              shape: 'notAnswered' as const,
              title: t.notAnswered(silent),
              why: t.notAnsweredWhy,
              action: { href: `${base(of)}/grid`, text: t.whatCounts },
            },
          ]
        : []),
    ];
  },
  waitsForUs: (rows, of) => {
    const t = goalTexts(of.language).gaps;
    const own = parties(rows).find(isOwn(of));
    const speaks = of.may(answerGoals) && speaksFor(of.user, of.collaboration.id, of.user.organisation_id);
    if (isReal(of) || !own || !speaks) return [];
    return [
      ...(own.rest > 0
        ? [
            {
              title: t.ours(own.rest),
              why: t.oursWhy,
              state: { shape: 'notAnswered' as const, text: t.waits },
              action: { href: `${base(of)}/goals`, text: t.answer },
            },
          ]
        : []),
      ...(own.to_confirm > 0
        ? [
            {
              title: t.toConfirm(own.to_confirm),
              why: t.toConfirmWhy,
              state: { shape: 'waits' as const, text: t.confirmAnew },
              action: { href: `${base(of)}/contributions/renewal`, text: t.toConfirmAction },
            },
          ]
        : []),
    ];
  },
  weAwait: (rows, of) => {
    const t = goalTexts(of.language).gaps;
    const silent = parties(rows)
      .filter((row) => !isOwn(of)(row))
      .reduce((sum, row) => sum + row.rest, 0);
    if (isReal(of) || silent === 0) return [];
    return [
      {
        title: t.weAwait,
        why: t.weAwaitWhy,
        state: { shape: 'waits', text: t.awaits(silent) },
        action: { href: `${base(of)}/grid`, text: t.whatCounts },
      },
    ];
  },
  ofParty: (rows, of, partyId) => {
    const t = goalTexts(of.language);
    const row = rows.find((one) => one.id === partyId && one.kind === 'party');
    if (!row || isReal(of) || !rows.some((one) => one.kind === 'goal')) return null;
    const words = [
      row.own_goals > 0 ? t.ofParty.ownGoals(row.own_goals) : '',
      row.tasks > 0 ? t.ofParty.tasks(row.tasks) : '',
      row.undertakings > 0 ? t.ofParty.undertakings(row.undertakings) : '',
    ].filter(Boolean);
    if (words.length > 0) return words.join(', ');
    return row.rest > 0 ? <State shape="notAnswered" text={t.contribution.notAnswered} /> : t.ofParty.nothing;
  },
  overview: overviewPart({
    questions: (id) => ({ goals: listGoals(id), indicators: listIndicators(id), assurance: listAssurance(id) }),
    draw: (rows, of) => (
      <GoalsSection of={of} goals={rows.goals} indicators={rows.indicators} assurance={rows.assurance} />
    ),
  }),
  markable: [markableExplanation],
  verbs: (language) => goalTexts(language).verbs,
  told: (language) => {
    const t = goalTexts(language);
    return { fields: t.told, words: { 'contribution.form': t.forms } };
  },
  takeOver: {
    name: 'goals',
    label: (language) => goalTexts(language).takeOver,
    carryOut: setGoalsByLine,
  },
  correct: { subjectTypes: ['contribution'], carryOut: correctContribution },
});

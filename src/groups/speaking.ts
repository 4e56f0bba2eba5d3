import { contribute, type Reading, type Waiting } from '../collaborations/index.ts';
import { type CheckedGroup, type CheckedRule, checkOrder } from './checking.ts';
import type { RuleEffect, Way } from './decision-order.ts';
import type { GroupKind, Nature } from './joint-group.ts';
import { answerOutcomes, prepareGroups, takePositions } from './policy.ts';
import { readStanding, type StandingRow } from './queries.ts';
import { groupTexts } from './texts.ts';

const isReal = (of: Reading): boolean => of.collaboration.example === 'real';
const base = (of: Reading): string => `/collaborations/${of.collaboration.id}`;
const rowsOf = (rows: readonly StandingRow[], kind: StandingRow['kind']) => rows.filter((row) => row.kind === kind);

const groupsOf = (rows: readonly StandingRow[]): readonly CheckedGroup[] =>
  rowsOf(rows, 'group').map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.what as GroupKind | null,
    nature: row.how as Nature | null,
    mandate_basis: row.basis ?? '',
    is_borrowed: row.is_set ?? false,
    may_decide: row.may,
  }));
const rulesOf = (rows: readonly StandingRow[]): readonly CheckedRule[] =>
  rowsOf(rows, 'rule').map((row) => ({
    id: row.id,
    subject: row.name,
    usual_subject: row.what,
    group_id: row.under,
    way: row.how as Way,
    effect: row.basis as RuleEffect,
    agreed_by: row.agreed_by,
  }));
/** Whoever has one of them asks only once a collaboration has begun to organise itself. */
function faultsIn(rows: readonly StandingRow[]): number {
  const rules = rulesOf(rows);
  if (rules.length === 0) return 0;
  const parties = rowsOf(rows, 'party').flatMap((row) => (row.what === 'party' ? [row.id] : []));
  return checkOrder({ groups: groupsOf(rows), rules, parties }).length;
}

/** What waits for the party that the reader speaks for, one line for each kind of thing. */
function ours(rows: readonly StandingRow[], of: Reading): readonly Waiting[] {
  if (isReal(of)) return [];
  const t = groupTexts(of.language).gaps;
  const state = { shape: 'waits' as const, text: t.waits };
  const organisation = of.user.organisation_id;
  const waiting: Waiting[] = [];
  const open = rowsOf(rows, 'outcome').filter((row) => !row.is_set);
  const [first] = open;
  if (first && of.may(takePositions, organisation)) {
    waiting.push({
      title: open.length === 1 ? t.position(first.name) : t.positions(open.length),
      why: t.positionWhy,
      state,
      action: { href: `${base(of)}/outcomes/${open.length === 1 ? first.id : ''}`.replace(/\/$/, ''), text: t.take },
    });
  }
  const own = rowsOf(rows, 'own').filter((row) => row.is_set);
  for (const [those, one, several, why] of [
    [own.filter((row) => row.what === null), t.decision, t.decisions, t.decisionWhy],
    [own.filter((row) => row.what !== null), t.carryOut, t.carryOuts, t.carryOutWhy],
  ] as const) {
    const [only] = those;
    if (!only || !of.may(answerOutcomes, organisation)) continue;
    waiting.push({
      title: those.length === 1 ? one(only.name) : several(those.length),
      why,
      state,
      action: {
        href: those.length === 1 ? `${base(of)}/outcomes/${only.id}/decisions/${only.under}` : `${base(of)}/outcomes`,
        text: t.tell,
      },
    });
  }
  const mine = rowsOf(rows, 'party').find((row) => row.is_set && row.what === 'party');
  const unanswered = rulesOf(rows).find((rule) => mine && rule.way === 'majority' && !rule.agreed_by.includes(mine.id));
  if (unanswered && of.may(takePositions, organisation)) {
    waiting.push({
      title: t.majority(unanswered.subject),
      why: t.majorityWhy,
      state,
      action: { href: `${base(of)}/decision-rules/${unanswered.id}#majority`, text: t.take },
    });
  }
  return waiting;
}

/** What the room says in a workspace. Which party others wait for is not told. */
export const groupsInWorkspace = contribute<StandingRow>({
  question: (id) => readStanding(id),
  across: readStanding.across,
  menu: (rows, of) => {
    const t = groupTexts(of.language);
    const waiting = ours(rows, of).length;
    const faults = isReal(of) ? 0 : faultsIn(rows);
    return [
      {
        path: 'groups',
        text: t.title,
        place: 22,
        under: 'parties',
        ...(waiting > 0
          ? { state: { shape: 'waits' as const, text: t.waits(waiting) } }
          : faults > 0
            ? { state: { shape: 'missing' as const, text: t.missing(faults) } }
            : {}),
      },
    ];
  },
  gaps: (rows, of) => {
    const t = groupTexts(of.language).gaps;
    if (isReal(of)) return [];
    const mayPrepare = of.may(prepareGroups);
    if (rowsOf(rows, 'group').length > 0 && rowsOf(rows, 'rule').length === 0) {
      return [
        {
          shape: 'missing',
          title: t.noRules,
          why: t.noRulesWhy,
          ...(mayPrepare ? { action: { href: `${base(of)}/decision-rules/new`, text: t.write } } : {}),
        },
      ];
    }
    const faults = faultsIn(rows);
    if (faults === 0) return [];
    return [
      {
        shape: 'missing',
        title: t.faults(faults),
        why: t.faultsWhy,
        action: { href: `${base(of)}/groups#check`, text: t.see },
      },
    ];
  },
  waitsForUs: (rows, of) => ours(rows, of),
  weAwait: (rows, of) => {
    const t = groupTexts(of.language).gaps;
    const others = rowsOf(rows, 'own').filter((row) => !row.is_set && row.what === null).length;
    if (isReal(of) || others === 0) return [];
    return [{ title: t.weAwait, why: t.weAwaitWhy, state: { shape: 'waits', text: t.awaits(others) } }];
  },
  verbs: (language) => groupTexts(language).verbs,
  told: (language) => {
    const t = groupTexts(language);
    return {
      fields: t.told,
      words: {
        'rule.way': t.rules.ways,
        'rule.effect': t.rules.effects,
        'rule.answer': { agrees: t.rules.agrees, doesNotAgree: t.rules.doesNotAgree },
        'outcome.position': t.outcome.positionNames,
        'outcome.effect': t.rules.effects,
        'ownDecision.decision': t.ownForm.decisions,
        'ownDecision.carried_out': t.ownForm.carried,
      },
    };
  },
});

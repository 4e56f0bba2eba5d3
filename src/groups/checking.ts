import { canHave, needsBasis, type RuleEffect, type UsualSubject, usualSubjects, type Way } from './decision-order.ts';
import type { GroupKind, Nature } from './joint-group.ts';

export interface CheckedGroup {
  readonly id: string;
  readonly name: string;
  readonly kind: GroupKind | null;
  readonly nature: Nature | null;
  readonly mandate_basis: string;
  readonly is_borrowed: boolean;
  readonly may_decide: boolean | null;
}

export interface CheckedRule {
  readonly id: string;
  readonly subject: string;
  readonly usual_subject: string | null;
  readonly group_id: string | null;
  readonly way: Way;
  readonly effect: RuleEffect;
  /** The parties that have agreed to the rule as it is worded now. */
  readonly agreed_by: readonly string[];
}

export type Finding =
  | { readonly kind: 'undecided'; readonly subject: UsualSubject }
  | { readonly kind: 'decidesNothing'; readonly group: CheckedGroup }
  | { readonly kind: 'informal'; readonly group: CheckedGroup; readonly rules: readonly CheckedRule[] }
  | { readonly kind: 'beyondNature'; readonly group: CheckedGroup; readonly rule: CheckedRule }
  | { readonly kind: 'notAgreedTo'; readonly rule: CheckedRule; readonly parties: readonly string[] };

/** Groups that are set up to settle something; the others talk, prepare or carry out. */
const deciding: readonly (GroupKind | null)[] = [
  'steeringGroup',
  'politicalSteeringGroup',
  'coordinationBody',
  'managementGroup',
];

const isSpent = (rule: CheckedRule): boolean => rule.usual_subject === 'spending';

/**
 * What does not hold in who decides what: subjects that nobody decides, groups that decide nothing, groups that decide or spend
 * without a basis, effects that a body cannot have, and majorities that would bind a party that has not agreed to be bound.
 */
export function checkOrder(order: {
  readonly groups: readonly CheckedGroup[];
  readonly rules: readonly CheckedRule[];
  /** Those that take part as parties. */
  readonly parties: readonly string[];
}): readonly Finding[] {
  const { groups, rules, parties } = order;
  const findings: Finding[] = [];
  for (const subject of usualSubjects) {
    if (subject.isExpected && !rules.some((rule) => rule.usual_subject === subject.key)) {
      findings.push({ kind: 'undecided', subject });
    }
  }
  for (const group of groups) {
    const own = rules.filter((rule) => rule.group_id === group.id);
    if (own.length === 0 && deciding.includes(group.kind) && !group.is_borrowed && group.may_decide !== false) {
      findings.push({ kind: 'decidesNothing', group });
    }
    const resting = own.filter((rule) => needsBasis(rule.effect) || isSpent(rule));
    if (resting.length > 0 && group.mandate_basis === '') findings.push({ kind: 'informal', group, rules: resting });
    for (const rule of own) {
      if (!canHave(group.nature, rule.effect)) findings.push({ kind: 'beyondNature', group, rule });
    }
  }
  for (const rule of rules) {
    if (rule.way !== 'majority') continue;
    const without = parties.filter((party) => !rule.agreed_by.includes(party));
    if (without.length > 0) findings.push({ kind: 'notAgreedTo', rule, parties: without });
  }
  return findings;
}

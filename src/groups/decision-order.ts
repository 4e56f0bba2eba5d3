import { readFileSync } from 'node:fs';
import type { BothLanguages } from '../platform/texts.ts';
import { type GroupKind, isLegalBody, type Nature } from './joint-group.ts';

/** How a matter is decided. `legalOrder`: as the law or the statutes of the body say. */
export const ways = ['consensus', 'consent', 'majority', 'chair', 'legalOrder', 'eachParty'] as const;
export type Way = (typeof ways)[number];

/** What the outcome of a group does. A standpoint binds nobody; the last two need a basis that says what allows them. */
export const effects = ['standpoint', 'recommendation', 'decisionWithinMandate', 'decisionOfLegalBody'] as const;
export type Effect = (typeof effects)[number];
export const needsBasis = (effect: Effect | RuleEffect): boolean => effect.startsWith('decision');

/** Besides what a group can do: that each party decides for itself. */
export const ruleEffects = [...effects, 'partysDecision'] as const;
export type RuleEffect = (typeof ruleEffects)[number];

/**
 * What the outcome of a body can be. A forum has no mandate to stay within. Members who act within their own mandate can bind
 * as far as those mandates reach; an agreement on collaboration lets one decide for another (kommunallagen 9 kap. 37 §).
 */
export function canHave(nature: Nature | null, effect: RuleEffect): boolean {
  if (effect === 'decisionWithinMandate') return nature !== 'forum' && nature !== null;
  if (effect === 'decisionOfLegalBody') return isLegalBody(nature);
  return true;
}

export interface UsualSubject {
  readonly key: string;
  /** Its absence is a gap: somebody decides it, said or unsaid. */
  readonly isExpected: boolean;
  readonly groups: readonly GroupKind[];
  readonly way: Way;
  readonly effect: RuleEffect;
  readonly text: BothLanguages;
  readonly ifNotAgreed: BothLanguages;
}

/** The subjects that usually need an order, in a file with a version of its own. */
export const usualSubjects = (
  JSON.parse(readFileSync(new URL('usual-subjects.json', import.meta.url), 'utf8')) as {
    readonly subjects: readonly UsualSubject[];
  }
).subjects;

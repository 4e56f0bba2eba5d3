import type { Language } from '../platform/texts.ts';
import { groupTexts } from './texts.ts';

/** What an effect and a position are called, wherever a body says what it has come to. */
export function outcomeWords(language: Language) {
  const { rules, outcome } = groupTexts(language);
  return {
    effects: rules.effects,
    effectHints: rules.effectHints,
    positions: outcome.positionNames,
    /** As the party says it itself. */
    ownPositions: outcome.ownPositionNames,
  };
}

import { inBothLanguages, type Language } from '../platform/texts.ts';
import type { ClauseKind } from './agreement.ts';
import { en } from './texts.en.ts';
import { sv } from './texts.sv.ts';

export const agreementTexts = inBothLanguages<typeof sv>(sv, en);

/** What a real collaboration is known to have agreed under such a heading, where a source tells. */
export const exampleOf = (kind: ClauseKind, language: Language): string | undefined =>
  (agreementTexts(language).clauseExamples as Partial<Record<ClauseKind, string>>)[kind];

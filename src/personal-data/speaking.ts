import { contribute, leadCollaboration, outside } from '../collaborations/index.ts';
import { mandateTexts } from '../mandates/index.ts';
import { countWaitingErasures, type WaitingErasuresRow } from './erasing.ts';
import { findProcessingRecord, type ProcessingRecordRow } from './processing.ts';
import { personalDataTexts } from './texts.ts';

export const processingInWorkspace = contribute<ProcessingRecordRow>({
  question: (id) => findProcessingRecord(id),
  menu: (_, of) => {
    const t = personalDataTexts(of.language).processing;
    return [{ path: 'personal-data', text: t.menu, place: 95 }];
  },
  // Asked for before a collaboration is established. An example is nobody's processing.
  gaps: ([record], of) => {
    if (record || of.collaboration.example !== 'none') return [];
    const t = personalDataTexts(of.language).processing;
    return [
      {
        shape: 'missing' as const,
        title: t.missing,
        why: t.missingWhy,
        ...(of.may(leadCollaboration)
          ? { action: { href: `/collaborations/${of.collaboration.id}/personal-data/edit`, text: t.write } }
          : {}),
      },
    ];
  },
  // Somebody's wish waits for whoever administers their organisation, and is told there by number: the letter names nobody.
  outside: outside<WaitingErasuresRow>({
    question: () => countWaitingErasures(),
    waitsForUs: (rows, { user, language }) => {
      const t = personalDataTexts(language).erasure.waits;
      return rows.map(({ waiting, due_on: dueOn }) => ({
        title: t.title(waiting),
        why: t.why,
        dueOn,
        state: { shape: 'waits' as const, text: t.state },
        action: { href: `/organisations/${user.organisation_id}/personal-data`, text: t.decide },
      }));
    },
  }),
  verbs: (language) => personalDataTexts(language).verbs,
  told: (language) => {
    const t = personalDataTexts(language);
    return {
      fields: t.told,
      words: {
        'processing.legal_basis': mandateTexts(language).personalDataBases,
        'processing.responsibility': t.processing.responsibilities,
      },
    };
  },
});

import { contribute, type Reading } from '../collaborations/index.ts';
import { knowledgeTexts } from './knowledge/texts.ts';
import { writeAnalysis } from './policy.ts';
import { readStanding, type StandingRow } from './queries.ts';
import { jointSections } from './section.ts';
import { situationTexts } from './texts.ts';

const emptyIn = (rows: readonly StandingRow[], of: Reading): number =>
  of.collaboration.example === 'real'
    ? 0
    : jointSections.filter((section) => !rows[0]?.written.includes(section)).length;

/** What the analysis says in a workspace: that there is none, or how much of it nobody has written. */
export const analysisInWorkspace = contribute<StandingRow>({
  question: (id) => readStanding(id),
  menu: (rows, of) => {
    const t = situationTexts(of.language);
    const empty = emptyIn(rows, of);
    return [
      {
        path: 'situation-analysis',
        text: t.title,
        place: 11,
        under: 'challenge',
        ...(empty > 0 ? { state: { shape: 'missing' as const, text: t.gaps.missing(empty) } } : {}),
      },
    ];
  },
  gaps: (rows, of) => {
    const t = situationTexts(of.language).gaps;
    const empty = emptyIn(rows, of);
    if (empty === 0) return [];
    const isNone = empty === jointSections.length;
    return [
      {
        shape: 'missing' as const,
        title: isNone ? t.none : t.empty(empty),
        why: isNone ? t.noneWhy : t.emptyWhy,
        ...(of.may(writeAnalysis)
          ? { action: { href: `/collaborations/${of.collaboration.id}/situation-analysis`, text: t.write } }
          : {}),
      },
    ];
  },
  verbs: (language) => ({ ...situationTexts(language).verbs, ...knowledgeTexts(language).verbs }),
  told: (language) => {
    const t = situationTexts(language);
    const known = knowledgeTexts(language);
    return {
      fields: { ...t.told, ...known.told },
      words: {
        'section.section': t.sections,
        'priorWork.kind': known.priorWork.kinds,
        'finding.grade': known.finding.grades,
      },
    };
  },
  // A party's own words stand in what was entered for it, and are read from there until somebody writes anew.
  correct: { subjectType: 'ownBenefit', carryOut: async () => {} },
});

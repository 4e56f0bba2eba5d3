import { contribute, type Reading } from '../collaborations/index.ts';
import { speaksFor } from '../identity/index.ts';
import { correctPlanningYear } from './planning.ts';
import { tellPlanningYear } from './policy.ts';
import { readStanding, type StandingRow } from './queries.ts';
import { annualWheelTexts } from './texts.ts';

const base = (of: Reading): string => `/collaborations/${of.collaboration.id}/annual-wheel`;
/** Asked for when there is a follow-up to place in somebody's year; of a real example nothing is missing. */
const isDue = (standing: StandingRow | undefined, of: Reading): standing is StandingRow =>
  standing?.is_due === true && of.collaboration.example !== 'real' && of.collaboration.phase === 'operate';
const isOurs = (standing: StandingRow, of: Reading): boolean =>
  standing.own_untold &&
  of.may(tellPlanningYear, of.user.organisation_id) &&
  speaksFor(of.user, of.collaboration.id, of.user.organisation_id);

/** What the annual wheel says in a workspace: whose year is not known, by their number alone. */
export const annualWheelInWorkspace = contribute<StandingRow>({
  question: (id) => readStanding(id),
  menu: ([standing], of) => {
    const t = annualWheelTexts(of.language);
    return [
      {
        path: 'annual-wheel',
        text: t.title,
        place: 42,
        ...(isDue(standing, of) && isOurs(standing, of)
          ? { state: { shape: 'waits' as const, text: t.gaps.waits } }
          : {}),
      },
    ];
  },
  gaps: ([standing], of) => {
    if (!isDue(standing, of) || standing.untold === 0) return [];
    const t = annualWheelTexts(of.language).gaps;
    return [
      {
        shape: 'notAnswered' as const,
        title: t.untold(standing.untold),
        why: t.untoldWhy,
        action: { href: `${base(of)}#parties`, text: t.look },
      },
    ];
  },
  waitsForUs: ([standing], of) => {
    if (!isDue(standing, of) || !isOurs(standing, of)) return [];
    const t = annualWheelTexts(of.language).gaps;
    return [
      {
        title: t.ours,
        why: t.oursWhy,
        state: { shape: 'waits' as const, text: t.waits },
        action: { href: `${base(of)}/parties/${standing.own_party}`, text: t.write },
      },
    ];
  },
  correct: {
    subjectTypes: ['planningYear'],
    carryOut: (tx, _collaborationId, subjectId, text) => correctPlanningYear(tx, subjectId, text),
  },
  verbs: (language) => annualWheelTexts(language).verbs,
  told: (language) => {
    const t = annualWheelTexts(language);
    return {
      fields: t.told,
      words: { 'planningYear.mandate': t.planning.mandates, 'yearEvent.kind': t.events.kinds },
    };
  },
});

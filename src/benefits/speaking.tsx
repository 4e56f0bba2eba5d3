import { contribute, type Reading } from '../collaborations/index.ts';
import { benefitsInRound } from './in-round.tsx';
import { registerBenefits } from './policy.ts';
import { readStanding, type StandingRow, type ToSee } from './queries.ts';
import { speaksHere } from './reading-benefits.ts';
import { correctEntered } from './registering.ts';
import { benefitTexts } from './texts.ts';

const base = (of: Reading): string => `/collaborations/${of.collaboration.id}/benefits`;
const isReal = (of: Reading): boolean => of.collaboration.example === 'real';
/** As many as are told one by one; the rest are counted. */
const most = 3;

/** What benefits say in a workspace. What another has estimated of a party is told to that party alone. */
export const benefitsInWorkspace = contribute<StandingRow>({
  question: (id) => readStanding(id),
  across: readStanding.across,
  round: benefitsInRound,
  menu: ([standing], of) => {
    const t = benefitTexts(of.language);
    const item = { path: 'benefits', text: t.title, place: 28, under: 'agreements' as const };
    if (!standing || isReal(of)) return [item];
    const waiting = speaksHere(of) ? standing.own_to_see.length + standing.own_to_answer.length : 0;
    if (waiting > 0) return [{ ...item, state: { shape: 'waits', text: t.gaps.menuWaits(waiting) } }];
    const missing = standing.without_realiser + standing.without_measure;
    if (missing > 0) return [{ ...item, state: { shape: 'missing', text: t.gaps.menu(missing) } }];
    return [item];
  },
  gaps: ([standing], of) => {
    if (!standing || isReal(of)) return [];
    const t = benefitTexts(of.language).gaps;
    const mayWrite = of.may(registerBenefits);
    const look = mayWrite ? { action: { href: base(of), text: t.look } } : {};
    if (standing.benefits === 0) {
      return of.collaboration.phase === 'operate'
        ? [
            {
              shape: 'missing',
              title: t.none,
              why: t.noneWhy,
              ...(mayWrite ? { action: { href: `${base(of)}/new`, text: t.write } } : {}),
            },
          ]
        : [];
    }
    return [
      ...(standing.without_realiser > 0
        ? [{ shape: 'missing' as const, title: t.nobody(standing.without_realiser), why: t.nobodyWhy, ...look }]
        : []),
      ...(standing.without_measure > 0
        ? [{ shape: 'missing' as const, title: t.measure(standing.without_measure), why: t.measureWhy, ...look }]
        : []),
    ];
  },
  waitsForUs: ([standing], of) => {
    if (!standing || isReal(of) || !speaksHere(of)) return [];
    const t = benefitTexts(of.language).gaps;
    const state = { shape: 'waits' as const, text: t.waits };
    const each = (rows: readonly ToSee[], title: (one: ToSee) => string, why: string, text: string, part: string) =>
      rows.slice(0, most).map((one) => ({
        title: title(one),
        why,
        state,
        action: { href: `${base(of)}/${one.id}${part}`, text },
      }));
    const left = Math.max(0, standing.own_to_see.length - most) + Math.max(0, standing.own_to_answer.length - most);
    return [
      ...each(standing.own_to_see, (one) => t.toSee(one.title, one.by), t.toSeeWhy, t.toSeeAct, '#figures'),
      ...each(standing.own_to_answer, (one) => t.toAnswer(one.title), t.toAnswerWhy, t.toAnswerAct, '#realising'),
      ...(left > 0 ? [{ title: t.more(left), why: t.toSeeWhy, state, action: { href: base(of), text: t.look } }] : []),
    ];
  },
  verbs: (language) => benefitTexts(language).verbs,
  told: (language) => {
    const t = benefitTexts(language);
    return {
      fields: t.told,
      words: {
        'benefit.kind': t.kinds,
        'benefit.receiver': t.receivers,
        'benefitPrinciple.weighing': t.principle.told,
      },
    };
  },
  correct: { subjectTypes: ['benefit', 'benefitEstimate'], carryOut: correctEntered },
});

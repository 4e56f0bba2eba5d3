import { contribute, type Reading } from '../collaborations/index.ts';
import { speaksFor } from '../identity/index.ts';
import { moneyInRound } from './in-round.ts';
import { planFinancing, reportMoney } from './policy.ts';
import { readStanding, type StandingRow } from './queries.ts';
import { financingTexts } from './texts.ts';

const base = (of: Reading): string => `/collaborations/${of.collaboration.id}/financing`;
/** In a real example nothing is missing: what a source does not say is not known. */
const isReal = (of: Reading): boolean => of.collaboration.example === 'real';
const lacksPlan = (standing: StandingRow | undefined, of: Reading): boolean =>
  standing?.plans === 0 && ['establish', 'operate'].includes(of.collaboration.phase) && !isReal(of);
const isAsked = (standing: StandingRow | undefined, of: Reading): standing is StandingRow =>
  standing !== undefined &&
  !isReal(of) &&
  of.may(reportMoney) &&
  speaksFor(of.user, of.collaboration.id, of.user.organisation_id);

/** What financing says in a workspace. Who has not decided is told by their number alone. */
export const financingInWorkspace = contribute<StandingRow>({
  question: (id) => readStanding(id),
  across: readStanding.across,
  menu: ([standing], of) => {
    const t = financingTexts(of.language);
    const state = lacksPlan(standing, of)
      ? { shape: 'missing' as const, text: t.gaps.menu }
      : isAsked(standing, of) && standing.own_undecided + standing.own_unpaid > 0
        ? { shape: 'waits' as const, text: t.gaps.menuWaits }
        : undefined;
    return [{ path: 'financing', text: t.title, place: 27, under: 'agreements', ...(state ? { state } : {}) }];
  },
  gaps: ([standing], of) => {
    if (!standing || isReal(of)) return [];
    const t = financingTexts(of.language).gaps;
    const look = { href: base(of), text: t.look };
    return [
      ...(lacksPlan(standing, of)
        ? [
            {
              shape: 'missing' as const,
              title: t.noPlan,
              why: t.noPlanWhy,
              ...(of.may(planFinancing) ? { action: { href: `${base(of)}/new`, text: t.make } } : {}),
            },
          ]
        : []),
      ...(standing.open_layers > 0
        ? [{ shape: 'missing' as const, title: t.open(standing.open_layers), why: t.openWhy, action: look }]
        : []),
      ...(standing.leaving > 0
        ? [
            {
              shape: 'missing' as const,
              title: t.leaving(standing.leaving),
              why: t.leavingWhy,
              action: look,
            },
          ]
        : []),
      ...(standing.undecided_parties > 0
        ? [
            {
              shape: 'notAnswered' as const,
              title: t.undecided(standing.undecided_parties),
              why: t.undecidedWhy,
              action: look,
            },
          ]
        : []),
    ];
  },
  waitsForUs: ([standing], of) => {
    if (!isAsked(standing, of)) return [];
    const t = financingTexts(of.language).gaps;
    const state = { shape: 'waits' as const, text: t.waits };
    const [year] = standing.years;
    return [
      ...(standing.own_undecided > 0
        ? [
            {
              title: t.ours(of.formats.list(standing.years.map(String))),
              why: t.oursWhy,
              state,
              action: {
                href: `${base(of)}/${standing.plan_id}/parties/${standing.own_party_id}/decisions/${year}`,
                text: t.write,
              },
            },
          ]
        : []),
      ...(standing.own_unpaid > 0
        ? [{ title: t.unpaid, why: t.unpaidWhy, state, action: { href: `${base(of)}#own`, text: t.write } }]
        : []),
    ];
  },
  weAwait: ([standing], of) => {
    if (!standing || isReal(of) || standing.undecided_parties === 0) return [];
    const t = financingTexts(of.language).gaps;
    return [
      {
        title: t.undecided(standing.undecided_parties),
        why: t.undecidedWhy,
        state: { shape: 'waits', text: t.awaits(standing.undecided_parties) },
        action: { href: base(of), text: t.look },
      },
    ];
  },
  round: moneyInRound,
  verbs: (language) => financingTexts(language).verbs,
  told: (language) => {
    const t = financingTexts(language);
    return {
      fields: t.told,
      words: { 'financing.kind': t.layer.kinds, 'financing.key': t.layer.keys },
    };
  },
});

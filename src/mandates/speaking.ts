import { contribute, prepareCollaboration, type Reading, tellOfParty } from '../collaborations/index.ts';
import { speaksFor } from '../identity/index.ts';
import { readStanding, type StandingRow } from './queries.ts';
import { mandateTexts } from './texts.ts';
import { correctMandate } from './writing-card.ts';

const base = (of: Reading): string => `/collaborations/${of.collaboration.id}/mandates`;
const isReal = (of: Reading): boolean => of.collaboration.example === 'real';
/** A card is asked for from when the ground is laid (eSam: legal basis comes with establishing), and while work goes on. */
const asksForCards = (of: Reading): boolean => ['establish', 'operate', 'handOver'].includes(of.collaboration.phase);
const speaks = (of: Reading): boolean =>
  of.may(tellOfParty, of.user.organisation_id) && speaksFor(of.user, of.collaboration.id, of.user.organisation_id);

/** What mandates says in a workspace. Another party's silence is told as a number. */
export const mandatesInWorkspace = contribute<StandingRow>({
  question: (id) => readStanding(id),
  across: readStanding.across,
  menu: ([standing], of) => {
    const t = mandateTexts(of.language);
    const silent = standing && speaks(of) ? standing.own_silent : 0;
    return [
      {
        path: 'mandates',
        text: t.title,
        place: 24,
        under: 'parties',
        ...(silent > 0 && !isReal(of) ? { state: { shape: 'notAnswered' as const, text: t.silent(silent) } } : {}),
      },
    ];
  },
  gaps: ([standing], of) => {
    if (!standing || isReal(of)) return [];
    const t = mandateTexts(of.language).gaps;
    const act = (href: string, text: string) =>
      of.may(prepareCollaboration) ? { action: { href: `${base(of)}/${href}`, text } } : {};
    return [
      ...(standing.interpretations_missing > 0
        ? [
            {
              shape: 'missing' as const,
              title: t.interpretation(standing.interpretations_missing),
              why: t.interpretationWhy,
              ...act(`matters/${standing.first_without_interpretation}`, t.keep),
            },
          ]
        : []),
      ...(standing.without_basis > 0
        ? [
            {
              shape: 'missing' as const,
              title: t.basis(standing.without_basis),
              why: t.basisWhy,
              ...act('information', t.assess),
            },
          ]
        : []),
      ...(standing.cards_missing > 0 && asksForCards(of)
        ? [
            {
              shape: 'notAnswered' as const,
              title: t.cards(standing.cards_missing),
              why: t.cardsWhy,
              action: { href: base(of), text: t.see },
            },
          ]
        : []),
    ];
  },
  waitsForUs: ([standing], of) => {
    if (!standing?.own_party_id || isReal(of) || !speaks(of)) return [];
    const t = mandateTexts(of.language).gaps;
    const card = `${base(of)}/cards/${standing.own_party_id}`;
    const state = { shape: 'notAnswered' as const, text: t.waits };
    return [
      ...(!standing.has_own_card && asksForCards(of)
        ? [{ title: t.ourCard, why: t.ourCardWhy, state, action: { href: `${card}/edit`, text: t.write } }]
        : []),
      ...(standing.own_silent > 0
        ? [
            {
              title: t.ours(standing.own_silent),
              why: t.oursWhy,
              state,
              action: { href: card, text: t.answer },
            },
          ]
        : []),
    ];
  },
  weAwait: ([standing], of) => {
    if (!standing || isReal(of) || standing.others_silent === 0) return [];
    const t = mandateTexts(of.language).gaps;
    return [
      {
        title: t.weAwait,
        why: t.weAwaitWhy,
        state: { shape: 'waits', text: t.awaits(standing.others_silent) },
        action: { href: base(of), text: t.see },
      },
    ];
  },
  verbs: (language) => mandateTexts(language).verbs,
  told: (language) => {
    const t = mandateTexts(language);
    return {
      fields: t.told,
      words: { 'mandateAnswer.need': t.needs, 'mandateCard.government_assignment': t.card.assignments },
    };
  },
  correct: { subjectTypes: ['mandate'], carryOut: correctMandate },
});

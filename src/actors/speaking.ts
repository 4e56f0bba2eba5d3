import { contribute, prepareCollaboration, type Reading } from '../collaborations/index.ts';
import { placeActors } from './policy.ts';
import { readStanding, type StandingRow } from './queries.ts';
import { actorTexts } from './texts.ts';
import { correctTrapAnswer } from './traps.ts';

const isOurTurn = (standing: StandingRow | undefined, of: Reading): standing is StandingRow =>
  standing?.own_waiting === true && of.may(placeActors, of.user.organisation_id);

/** What the room says in a workspace: that actors have not been looked at, that some ought to and do not want to, whose turn it is. */
export const actorsInWorkspace = contribute<StandingRow>({
  question: (id) => readStanding(id),
  across: readStanding.across,
  menu: ([standing], of) => {
    const t = actorTexts(of.language);
    return [
      {
        path: 'actors',
        text: t.title,
        place: 12,
        under: 'challenge',
        ...(isOurTurn(standing, of) ? { state: { shape: 'waits' as const, text: t.gaps.yourTurn } } : {}),
      },
    ];
  },
  gaps: ([standing], of) => {
    if (of.collaboration.example === 'real') return [];
    const t = actorTexts(of.language).gaps;
    const here = `/collaborations/${of.collaboration.id}/actors`;
    if (!standing) {
      const action = of.may(prepareCollaboration) ? { action: { href: `${here}/new`, text: t.noneAction } } : {};
      return [{ shape: 'missing', title: t.none, why: t.noneWhy, ...action }];
    }
    if (standing.ought_not_wants === 0) return [];
    return [
      {
        shape: 'missing',
        title: t.unwilling(standing.ought_not_wants),
        why: t.unwillingWhy,
        action: { href: `${here}#oughtNotWants`, text: t.unwillingAction },
      },
    ];
  },
  waitsForUs: ([standing], of) => {
    if (!isOurTurn(standing, of)) return [];
    const t = actorTexts(of.language).gaps;
    const at = `/collaborations/${of.collaboration.id}/actors/analyses/${standing.id}/placings/${standing.own_party}`;
    return [
      {
        title: t.place,
        why: t.placeWhy(of.formats.dayAndMonth(standing.deadline_on ?? '')),
        dueOn: standing.deadline_on ?? undefined,
        state: { shape: 'waits', text: t.placeState },
        action: { href: at, text: t.placeAction },
      },
    ];
  },
  weAwait: ([standing], of) => {
    const others = standing ? standing.waiting - (standing.own_waiting ? 1 : 0) : 0;
    if (!standing || others <= 0) return [];
    const t = actorTexts(of.language);
    return [
      {
        title: t.gaps.others,
        why: t.gaps.placeWhy(of.formats.dayAndMonth(standing.deadline_on ?? '')),
        state: { shape: 'waits', text: t.placing.waits(others) },
        action: {
          href: `/collaborations/${of.collaboration.id}/actors`,
          text: t.gaps.placeAction,
        },
      },
    ];
  },
  verbs: (language) => actorTexts(language).verbs,
  told: (language) => {
    const t = actorTexts(language);
    return {
      fields: t.told,
      words: {
        'actor.kind': t.kinds,
        'actor.ought': t.known,
        'actor.wants': t.known,
        'actor.can': t.known,
        'actorAnalysis.phase': t.phases,
        'trapAnswer.phase': t.phases,
      },
    };
  },
  correct: { subjectTypes: ['trapAnswer'], carryOut: correctTrapAnswer },
});

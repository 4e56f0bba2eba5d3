import { contribute, type Reading, type Waiting } from '../collaborations/index.ts';
import { dayOf } from '../identity/index.ts';
import { knowledgeTexts } from './knowledge/texts.ts';
import { prepareAnalysis, standBehindAnalysis, writeAnalysis } from './policy.ts';
import { readStanding, type StandingRow } from './queries.ts';
import { jointSections } from './section.ts';
import { situationTexts } from './texts.ts';

const day = 24 * 3600_000;
const here = (of: Reading): string => `/collaborations/${of.collaboration.id}/situation-analysis`;

const emptyIn = (row: StandingRow | undefined, of: Reading): number =>
  of.collaboration.example === 'real' ? 0 : jointSections.filter((section) => !row?.written.includes(section)).length;

/** A version is being answered, and our party has not said where it stands. */
const isOurTurn = (row: StandingRow | undefined, of: Reading): row is StandingRow =>
  row !== undefined && row.open_id !== null && row.own_unanswered && of.may(standBehindAnalysis);

const daysLate = (answerBy: string, of: Reading): number =>
  Math.max(0, (Date.parse(dayOf(of.now)) - Date.parse(answerBy)) / day);

function ours(row: StandingRow, of: Reading): Waiting {
  const t = situationTexts(of.language).waiting;
  const answerBy = row.answer_by_on ?? '';
  const late = daysLate(answerBy, of);
  return {
    title: t.ours,
    why: t.oursWhy,
    dueOn: answerBy,
    state:
      late > 0
        ? { shape: 'missed', text: t.late(late) }
        : { shape: 'waits', text: t.answerBy(of.formats.dayAndMonth(answerBy)) },
    action: { href: `${here(of)}/versions/${row.open_id}`, text: t.read },
  };
}

/** What the analysis says in a workspace: how much of it nobody has written, and who is to stand behind it, never by name. */
export const analysisInWorkspace = contribute<StandingRow>({
  question: (id) => readStanding(id),
  across: readStanding.across,
  menu: ([row], of) => {
    const t = situationTexts(of.language);
    const empty = emptyIn(row, of);
    const state = isOurTurn(row, of)
      ? { shape: 'waits' as const, text: t.waiting.yourTurn }
      : empty > 0
        ? { shape: 'missing' as const, text: t.gaps.missing(empty) }
        : undefined;
    return [{ path: 'situation-analysis', text: t.title, place: 11, under: 'challenge', ...(state ? { state } : {}) }];
  },
  waitsForUs: ([row], of) => (isOurTurn(row, of) ? [ours(row, of)] : []),
  weAwait: ([row], of) => {
    if (!row?.answer_by_on) return [];
    const t = situationTexts(of.language).waiting;
    const others = row.unanswered - (row.own_unanswered ? 1 : 0);
    return others > 0
      ? [
          {
            title: t.others,
            why: t.othersWhy(of.formats.dayAndMonth(row.answer_by_on)),
            state: { shape: 'waits', text: t.othersState(others) },
            action: { href: `${here(of)}/versions/${row.open_id}`, text: t.read },
          },
        ]
      : [];
  },
  gaps: ([row], of) => {
    const t = situationTexts(of.language).gaps;
    if (of.collaboration.example === 'real') return [];
    const empty = emptyIn(row, of);
    if (empty > 0) {
      const isNone = empty === jointSections.length;
      return [
        {
          shape: 'missing' as const,
          title: isNone ? t.none : t.empty(empty),
          why: isNone ? t.noneWhy : t.emptyWhy,
          ...(of.may(writeAnalysis) ? { action: { href: here(of), text: t.write } } : {}),
        },
      ];
    }
    if (!row || row.open_id !== null || row.is_ever_closed) return [];
    return [
      {
        shape: 'missing' as const,
        title: t.notAdopted,
        why: t.notAdoptedWhy,
        ...(of.may(prepareAnalysis) ? { action: { href: `${here(of)}/versions/new`, text: t.propose } } : {}),
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
        'analysisVersion.position': t.adoption.positions,
        'priorWork.kind': known.priorWork.kinds,
        'finding.grade': known.finding.grades,
      },
    };
  },
  // A party's own words stand in what was entered for it, and are read from there until somebody writes anew.
  correct: { subjectTypes: ['ownBenefit'], carryOut: async () => {} },
});

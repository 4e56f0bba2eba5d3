import { contribute, type Reading, speakForParty, type Waiting } from '../collaborations/index.ts';
import { enteredAnswer } from './exercising.ts';
import { answerExercises, rateAnswers } from './policy.ts';
import { readWaiting, type WaitingRow } from './queries.ts';
import { type ExerciseState, stateOf } from './shared-view.ts';
import { surveyTexts } from './texts.ts';

const day = 24 * 3600_000;
const at = (of: Reading, row: WaitingRow): string => `/collaborations/${of.collaboration.id}/shared-view/${row.id}`;

/** What we are to do: answer as long as we have not, then rate. */
function ourTurn(row: WaitingRow, state: ExerciseState, of: Reading): 'answer' | 'rate' | undefined {
  if (!of.may(speakForParty)) return undefined;
  if (row.own_unanswered) return of.may(answerExercises) ? 'answer' : undefined;
  return state !== 'answering' && row.own_unrated && of.may(rateAnswers) ? 'rate' : undefined;
}

function ours(row: WaitingRow, turn: 'answer' | 'rate', of: Reading): Waiting {
  const t = surveyTexts(of.language).gaps;
  const [deadline, deadlineOn] =
    turn === 'answer' ? [row.deadline_at, row.deadline_on] : [row.rating_deadline_at, row.rating_deadline_on];
  const late = Math.ceil((of.now.getTime() - new Date(deadline).getTime()) / day);
  return {
    title: turn === 'answer' ? t.ours(row.name) : t.rate(row.name),
    why: turn === 'answer' ? t.oursWhy : t.rateWhy,
    dueOn: deadlineOn,
    state:
      late > 0
        ? { shape: 'missed', text: t.late(late) }
        : { shape: 'waits', text: t.oursState(of.formats.dayAndMonth(deadlineOn)) },
    action:
      turn === 'answer'
        ? { href: `${at(of, row)}/answers/${row.own_party}`, text: t.write }
        : { href: `${at(of, row)}/ratings`, text: t.rateAction },
  };
}

/** What the exercises say in a workspace: that it is our turn, and that others are waited for, never who. */
export const sharedViewInWorkspace = contribute<WaitingRow>({
  question: (id) => readWaiting(id),
  across: readWaiting.across,
  menu: ([row], of) => {
    const t = surveyTexts(of.language);
    const turn = row ? ourTurn(row, stateOf(row, of.now), of) : undefined;
    return [
      {
        path: 'shared-view',
        text: t.title,
        place: 14,
        under: 'challenge',
        ...(turn ? { state: { shape: 'waits' as const, text: t.yourTurn } } : {}),
      },
    ];
  },
  waitsForUs: ([row], of) => {
    const turn = row ? ourTurn(row, stateOf(row, of.now), of) : undefined;
    return row && turn ? [ours(row, turn, of)] : [];
  },
  weAwait: ([row], of) => {
    if (!row) return [];
    const t = surveyTexts(of.language);
    const state = stateOf(row, of.now);
    if (state === 'answering') {
      const others = row.unanswered - (row.own_unanswered ? 1 : 0);
      return others > 0
        ? [
            {
              title: t.gaps.others(row.name),
              why: t.gaps.othersWhy(of.formats.dayAndMonth(row.deadline_on)),
              state: { shape: 'waits', text: t.states.answering(others) },
              action: { href: at(of, row), text: t.gaps.write },
            },
          ]
        : [];
    }
    const others = row.unrated - (row.own_unrated ? 1 : 0);
    return state === 'rating' && others > 0
      ? [
          {
            title: t.gaps.ratings(row.name),
            why: t.gaps.rateWhy,
            state: { shape: 'waits', text: t.states.rating(others) },
            action: { href: at(of, row), text: t.gaps.write },
          },
        ]
      : [];
  },
  // What all have read is not changed: a party's correction stands beside it, in the statement itself.
  correct: { subjectTypes: [enteredAnswer], carryOut: () => Promise.resolve() },
  verbs: (language) => surveyTexts(language).verbs,
  told: (language) => ({ fields: surveyTexts(language).told }),
});

import {
  activityKinds,
  activityStates,
  carriedOutByEach,
  evaluationResults,
  evidenceGrades,
  targetGroupParts,
} from './activity.ts';
import { fold } from './plan-columns.ts';
import { planTexts } from './texts.ts';

/** Both languages' words for a code. */
const wordsFor = <Code extends string>(
  codes: readonly Code[],
  textOf: (t: ReturnType<typeof planTexts>, code: Code) => string,
  more: Readonly<Record<string, Code>> = {},
): ReadonlyMap<string, Code> =>
  new Map([
    ...codes.flatMap((code) =>
      (['sv', 'en'] as const).map((language) => [fold(textOf(planTexts(language), code)), code] as const),
    ),
    ...Object.entries(more),
  ]);

export const vocabulary = {
  kind: wordsFor(activityKinds, (t, code) => t.kinds[code]),
  state: wordsFor(activityStates, (t, code) => t.states[code], {
    planerat: 'planned',
    'ej påbörjad': 'planned',
    'ej påbörjat': 'planned',
    'inte börjat': 'planned',
    'not started': 'planned',
    pågående: 'underWay',
    påbörjad: 'underWay',
    påbörjat: 'underWay',
    ongoing: 'underWay',
    'in progress': 'underWay',
    klart: 'done',
    avslutad: 'done',
    avslutat: 'done',
    genomförd: 'done',
    genomfört: 'done',
    completed: 'done',
    avbruten: 'stopped',
    avbrutet: 'stopped',
    stoppat: 'stopped',
    cancelled: 'stopped',
  }),
  grade: wordsFor(evidenceGrades, (t, code) => t.grades[code], {
    evidens: 'evidenceBased',
    pilot: 'untested',
    oprövat: 'untested',
  }),
  part: wordsFor(targetGroupParts, (t, code) => t.parts[code]),
  result: wordsFor(evaluationResults, (t, code) => t.results[code]),
  each: wordsFor(carriedOutByEach, (t, code) => t.eaches[code]),
};
export const yesNo: ReadonlyMap<string, boolean> = new Map([
  ...(['sv', 'en'] as const).flatMap((language) => {
    const t = planTexts(language).activity;
    return [[fold(t.yes), true] as const, [fold(t.no), false] as const];
  }),
]);

/** Names in one cell: a line each, or with semicolons between; a name that is the whole cell is one. */
export function namesIn(text: string, isKnown: (name: string) => boolean): readonly string[] {
  if (text === '') return [];
  if (isKnown(text)) return [text];
  const byLine = text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean);
  if (byLine.length > 1) return byLine;
  const byMark = text
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean);
  if (byMark.length > 1 || isKnown(byMark[0] ?? '')) return byMark;
  return text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
    .every(isKnown)
    ? text
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean)
    : [text];
}

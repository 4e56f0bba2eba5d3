import { type AreaChoice, findPlace } from '../collaborations/index.ts';
import type { FormInput, FormReader } from '../platform/http/form-input.ts';
import type { Language } from '../platform/texts.ts';
import type { ContributionFacts } from './contributing.ts';
import { contributionForms, type Direction, goalKinds } from './goal.ts';
import type { GoalFacts } from './goal-setting.ts';
import type { GoalRow } from './queries.ts';
import { goalTexts } from './texts.ts';

export function readGoal(
  reader: FormReader,
  form: FormInput,
  goals: readonly GoalRow[],
  before: GoalRow | undefined,
  language: Language,
): GoalFacts {
  const t = goalTexts(language).form;
  const text = reader.text('text', t.textMissing, 300);
  const kind = reader.oneOf('kind', goalKinds, t.kindMissing) ?? 'step';
  const year = reader.whole('year', t.yearWrong, 1900, 2200);
  const under = goals.find((goal) => goal.id === form.text('under') && goal.id !== before?.id);
  const sourceTitle = reader.text('sourceTitle', undefined, 300);
  return {
    text,
    kind,
    target_year: kind === 'vision' ? null : year,
    under_id: under?.id ?? null,
    adopted_on: before?.adopted_on ?? null,
    source_title: sourceTitle,
    source_page: reader.text('sourcePage', undefined, 40),
    source_relation: sourceTitle ? (before?.source_relation ?? 'takenFrom') : null,
    without_indicator_note: reader.text('note', undefined, 500),
  };
}

export interface Aim {
  readonly direction: Direction;
  readonly baseline_period: number | null;
  readonly target_period: number | null;
  readonly target: number | null;
  readonly stand_in_note: string;
  readonly quality: string;
}

/** What an indicator aims at. The baseline's value is looked up in the series, never typed. */
export function readAim(reader: FormReader, language: Language): Aim {
  const t = goalTexts(language).indicator;
  const direction = reader.oneOf('direction', ['up', 'down'] as const, t.directionMissing) ?? 'up';
  const baselinePeriod = reader.whole('baselinePeriod', t.baselinePeriodWrong, 1900, 2200);
  const target = reader.number('target', t.targetWrong);
  const targetPeriod = reader.whole('targetPeriod', t.targetYearWrong, 1900, 2200);
  if (target !== null && targetPeriod === null) reader.wrong('targetPeriod', t.targetYearWrong);
  if (target === null && targetPeriod !== null) reader.wrong('target', t.targetWrong);
  return {
    direction,
    baseline_period: baselinePeriod,
    target,
    target_period: targetPeriod,
    stand_in_note: reader.text('standIn', undefined, 1000),
    quality: reader.text('quality', undefined, 500),
  };
}

export function readComparisons(
  reader: FormReader,
  form: FormInput,
  places: readonly AreaChoice[],
  language: Language,
): string[] {
  const t = goalTexts(language).indicator;
  return form
    .text('comparisons')
    .split(/[,;\n]/)
    .map((name) => name.trim())
    .filter(Boolean)
    .flatMap((name) => {
      const place = findPlace(places, name);
      if (!place) reader.wrong('comparisons', t.comparisonsWrong(name));
      return place ? [place.code] : [];
    });
}

/** One of the four forms, with what makes each of them checkable. */
export function readContribution(reader: FormReader, language: Language): ContributionFacts {
  const t = goalTexts(language).contribution;
  const form = reader.oneOf('kind', contributionForms, t.formMissing) ?? 'ownGoal';
  const declines = form === 'doesNotContribute';
  const text = reader.text('text', declines ? undefined : t.textMissing, 300);
  const steeringDocument = reader.text('document', form === 'ownGoal' ? t.documentMissing : undefined, 300);
  const committee = reader.text('committee', undefined, 200);
  const number = reader.text('number', undefined, 40);
  const documentYear = reader.whole('documentYear', t.yearWrong, 1900, 2200);
  const assigned = reader.text('assigned', form === 'task' ? t.assignedMissing : undefined, 300);
  const amount = reader.text('amount', undefined, 200);
  const until = reader.date('until', t.untilWrong);
  const reason = reader.text('reason', declines ? t.reasonMissing : undefined, 500);
  const isDecided = reader.someOf('decided', ['yes']).length > 0;
  return {
    form,
    text: declines ? '' : text,
    reason: declines ? reason : '',
    steering_document: form === 'ownGoal' ? steeringDocument : '',
    committee: form === 'ownGoal' ? committee : '',
    number: form === 'ownGoal' ? number : '',
    document_year: form === 'ownGoal' ? documentYear : null,
    assigned_in: form === 'task' ? assigned : '',
    amount: form === 'undertaking' ? amount : '',
    until_on: form === 'undertaking' ? until : null,
    // What stands as a committee's goal has been decided by it.
    is_politically_decided: !declines && (isDecided || (form === 'ownGoal' && committee !== '')),
  };
}

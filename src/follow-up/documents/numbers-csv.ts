import type { Reading } from '../../collaborations/index.ts';
import { identityTexts } from '../../identity/index.ts';
import { csvOf } from '../../platform/documents/csv.ts';
import type { RoundGoalRow, RoundPlaceRow, RoundRow, RoundValueRow } from '../queries.ts';
import { followUpTexts } from '../texts.ts';

/** Every number that a round rests on, unrounded, with its source; an invented example says so on every row. */
export function numbersCsv(subject: {
  readonly of: Reading;
  readonly round: RoundRow;
  readonly goals: readonly RoundGoalRow[];
  readonly values: readonly RoundValueRow[];
  readonly places: readonly RoundPlaceRow[];
}): string {
  const { of, round, goals, values, places } = subject;
  const t = followUpTexts(of.language).csv;
  const example = of.collaboration.example;
  const label = example === 'none' ? '' : identityTexts(of.language).frame.example[example];
  const rows = goals.flatMap((goal) =>
    values
      .filter((value) => value.goal_id === goal.goal_id)
      .map((value) => [
        ...(label ? [label] : []),
        round.name,
        goal.text,
        goal.indicator_name,
        goal.series,
        goal.fetched_on ?? '',
        value.place,
        places.find((place) => place.goal_id === goal.goal_id && place.code === value.place)?.name ?? '',
        value.period,
        value.sex,
        value.value,
        value.status,
        value.doubt,
      ]),
  );
  return csvOf(
    [
      ...(label ? [t.label] : []),
      t.round,
      t.goal,
      t.indicator,
      t.series,
      t.fetched,
      t.code,
      t.place,
      t.year,
      t.sex,
      t.value,
      t.status,
      t.doubt,
    ],
    rows,
    of.language,
  );
}

import { stateOfActivity } from '../action-plans/index.ts';
import type { Reading } from '../collaborations/index.ts';
import { contributionWords, goalTexts } from '../goals/index.ts';
import type { CsvCell } from '../platform/documents/csv.ts';
import type { LineOfSight } from './line-of-sight.ts';
import { reportTexts } from './texts.ts';

/** The line of sight as a table: a row for each party's answer to a goal, for each activity, and for each indicator. */
export function threadAsRows(
  line: LineOfSight,
  of: Reading,
): { readonly heading: readonly string[]; readonly rows: readonly (readonly CsvCell[])[] } {
  const { language, collaboration } = of;
  const t = reportTexts(language).lineOfSight.csv;
  const words = goalTexts(language);
  const silence = collaboration.example === 'real' ? words.contribution.notKnown : words.contribution.notAnswered;
  return {
    heading: [t.goal, t.kind, t.party, t.form, t.text, t.value, t.year, t.state],
    rows: line.goals.flatMap(({ goal, answers, measures }): (readonly CsvCell[])[] => [
      ...answers.map(({ party, answer }) => [
        goal.text,
        t.contribution,
        party.name,
        answer ? words.forms[answer.form] : '',
        answer ? contributionWords(answer, of).text : '',
        null,
        null,
        answer ? '' : silence,
      ]),
      ...answers.flatMap(({ party, activities }) =>
        activities
          .filter(({ party_id }) => party_id === party.id)
          .map((one) => [
            goal.text,
            t.activity,
            party.name,
            '',
            one.title,
            null,
            one.due_on === null ? null : Number(one.due_on.slice(0, 4)),
            stateOfActivity(one, of).text,
          ]),
      ),
      ...measures.map(({ indicator, read, state }) => [
        goal.text,
        t.indicator,
        indicator.area_name,
        '',
        indicator.name,
        read.reading.latest?.value ?? null,
        read.reading.latest?.period ?? null,
        state.text,
      ]),
      ...(measures.length === 0
        ? [[goal.text, t.indicator, '', '', goal.without_indicator_note, null, null, words.state.noIndicator]]
        : []),
    ]),
  };
}

import writeWorkbook from 'write-excel-file/node';
import type { Reading } from '../collaborations/index.ts';
import type { CsvCell } from '../platform/documents/csv.ts';
import { textInWorkbook } from '../platform/documents/workbook-text.ts';
import type { OwnGoalRow } from './own-goals.ts';
import { type PlanField, planFields } from './plan-columns.ts';
import type { ActivityRow } from './queries.ts';
import type { PlanRows } from './reading-plan.ts';
import { planTexts } from './texts.ts';

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface Sheet {
  readonly name: string;
  readonly heading: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

/** Several in one cell stand a line each: no name holds a line break. */
export const lines = (names: readonly string[]): string => names.map((name) => name.replace(/\s+/g, ' ')).join('\n');

/** Hours as a number where two decimals tell every minute; as on a clock else. */
export const hoursCell = (minutes: string | null): CsvCell => {
  if (minutes === null) return null;
  const all = BigInt(minutes);
  return all % 3n === 0n ? Number(all) / 60 : `${all / 60n}:${String(all % 60n).padStart(2, '0')}`;
};
const kronorCell = (ore: string | null): CsvCell => (ore === null ? null : Number(ore) / 100);

type Language = Pick<Reading, 'language'>;
type Known = Pick<PlanRows, 'activities' | 'taking' | 'goals' | 'financing'> & {
  /** The own goals of the organisation that takes the file out, and of nobody else. */
  readonly ownGoals: readonly Pick<OwnGoalRow, 'activity_id' | 'text'>[];
};

/** One activity as cells, by field. */
export function cellsOf(one: ActivityRow, rows: Known, of: Language): Readonly<Record<PlanField, CsvCell>> {
  const t = planTexts(of.language);
  const yes = (answer: boolean | null) => (answer === null ? '' : answer ? t.activity.yes : t.activity.no);
  return {
    title: one.title,
    description: one.description,
    kind: one.kind ? t.kinds[one.kind] : '',
    area: one.area,
    goals: lines(rows.goals.filter(({ id }) => one.goal_ids.includes(id)).map(({ text }) => text)),
    ownGoal: rows.ownGoals.find(({ activity_id }) => activity_id === one.id)?.text ?? '',
    party: one.party_name ?? '',
    seat: one.seat_title ?? '',
    responsible: one.responsible,
    parties: lines(
      rows.taking
        .filter(({ activity_id, answer }) => activity_id === one.id && answer !== 'declines')
        .map(({ party_name }) => party_name),
    ),
    others: one.others,
    startsOn: one.starts_on ?? '',
    dueOn: one.due_on ?? '',
    state: t.states[one.state],
    stoppedBecause: one.stopped_because,
    hours: hoursCell(one.minutes),
    kronor: kronorCell(one.amount),
    usedHours: hoursCell(one.used_minutes),
    usedKronor: kronorCell(one.used_amount),
    pledge: rows.financing.find(({ id }) => id === one.financing_plan_id)?.title ?? '',
    targetGroup: one.target_group,
    targetPart: lines(one.target_group_part.map((part) => t.parts[part])),
    grade: one.evidence_grade ? t.grades[one.evidence_grade] : '',
    source: one.evidence_source,
    question: one.pilot_question,
    measure: one.pilot_measure,
    ends: one.pilot_ends_on ?? '',
    evaluatedOn: one.evaluated_on ?? '',
    evaluationResult: one.evaluation_result ? t.results[one.evaluation_result] : '',
    evaluation: one.evaluation,
    scales: rows.activities.find(({ id }) => id === one.scales_activity_id)?.title ?? '',
    scaledBecause: one.scaled_without_evaluation_because,
    learned: one.learned,
    each: one.each ? t.eaches[one.each] : '',
    borders: yes(one.is_open_across_borders),
    basis: yes(one.is_basis_for_decision),
    sourceNote: one.source_note,
    id: one.id,
  };
}

/** The whole plan as a table. It can be read in again, here or elsewhere, and says the same. */
export function asSheet(rows: Known, of: Language, example: string): Sheet {
  const t = planTexts(of.language);
  return {
    name: t.title,
    heading: [...planFields.map((field) => t.columns[field]), ...(example ? [t.exampleColumn] : [])],
    rows: rows.activities.map((one) => {
      const cells = cellsOf(one, rows, of);
      return [...planFields.map((field) => cells[field]), ...(example ? [example] : [])];
    }),
  };
}

export async function asWorkbook({ name, heading, rows }: Sheet): Promise<Buffer> {
  return await writeWorkbook([
    {
      sheet: name,
      data: [
        heading.map((value) => ({ value, fontWeight: 'bold' as const })),
        ...rows.map((row) =>
          row.map((value) => {
            if (value === null || value === '') return null;
            return typeof value === 'string'
              ? { value: textInWorkbook(value), type: String, wrap: true }
              : { value, type: Number };
          }),
        ),
      ],
      columns: heading.map((_, at) => ({ width: at < 2 ? 36 : 18 })),
      stickyRowsCount: 1,
    },
  ]).toBuffer();
}

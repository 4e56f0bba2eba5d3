import { readHours, readKronor } from '../financing/index.ts';
import type { Cell, GridRow } from '../indicators/index.ts';
import { textInWorkbook } from '../platform/documents/workbook-text.ts';
import { lacksToBePilot } from './activity.ts';
import { type ColumnUse, fold, type PlanField } from './plan-columns.ts';
import { namesIn, vocabulary, yesNo } from './plan-vocabulary.ts';
import { nothingSaid } from './planning.ts';
import type { ActivityRow } from './queries.ts';
import type { Here, ReadRow, RowProblem, RowProblemCode } from './read-plan.ts';
import { readWrittenDay } from './written-day.ts';

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.toSorted().join() === b.toSorted().join();

/** The same text; also where a workbook could not bear a sign of it, and what was not changed in it comes back. */
const isSameText = (read: string, was: string): boolean => read === was || textInWorkbook(read) === textInWorkbook(was);
const isSameFact = (read: unknown, was: unknown): boolean => {
  if (Array.isArray(read)) return sameSet(read, (was ?? []) as readonly string[]);
  return typeof read === 'string' && typeof was === 'string' ? isSameText(read, was) : read === was;
};

/** What stands there of the reader's own goal. */
const ownGoalOf = ({ before }: Pick<ReadRow, 'before'>, here: Here): string =>
  here.ownGoals.find(({ activity_id }) => activity_id === before?.id)?.text ?? '';

/** Whether the row says anything that the activity does not say already. */
export function withChange(one: ReadRow, here: Here): ReadRow {
  const { before } = one;
  if (!before) return one;
  const asked = here.taking.filter(({ activity_id }) => activity_id === before.id).map(({ party_id }) => party_id);
  const isSame =
    Object.entries(one.facts).every(([key, value]) => isSameFact(value, before[key as keyof ActivityRow])) &&
    one.partyId === before.party_id &&
    one.standing.state === before.state &&
    isSameText(one.standing.stopped_because, before.stopped_because) &&
    sameSet(one.goalIds, before.goal_ids) &&
    (one.ownGoal === null || isSameText(one.ownGoal, ownGoalOf(one, here))) &&
    one.partyIds.every((id) => asked.includes(id)) &&
    (one.evaluation === null
      ? before.evaluation === ''
      : isSameText(one.evaluation.text, before.evaluation) &&
        one.evaluation.on === before.evaluated_on &&
        one.evaluation.result === before.evaluation_result);
  return { ...one, change: isSame ? 'same' : 'changed' };
}

const longest: Readonly<Partial<Record<PlanField, number>>> = {
  title: 300,
  responsible: 200,
  area: 200,
  stoppedBecause: 500,
  others: 500,
  targetGroup: 500,
  ownGoal: 500,
};

/** One row of the file. */
export class RowReader {
  readonly #row: GridRow;
  readonly #headings: readonly string[];
  readonly #uses: readonly ColumnUse[];
  readonly #here: Here;
  readonly #problems: RowProblem[];

  constructor(
    row: GridRow,
    headings: readonly string[],
    uses: readonly ColumnUse[],
    here: Here,
    problems: RowProblem[],
  ) {
    this.#row = row;
    this.#headings = headings;
    this.#uses = uses;
    this.#here = here;
    this.#problems = problems;
  }

  #cell(field: PlanField): Cell | undefined {
    const column = this.#uses.indexOf(field);
    return column < 0 ? undefined : this.#row.cells[column];
  }

  #has(field: PlanField): boolean {
    return this.#uses.includes(field);
  }

  #text(field: PlanField): string {
    const text = this.#cell(field)?.text ?? '';
    const most = longest[field] ?? 4000;
    if (text.length > most) this.#wrong('tooLong', field);
    return text.slice(0, most);
  }

  #wrong(code: RowProblemCode, field?: PlanField, found?: string): void {
    const column = field ? this.#uses.indexOf(field) : -1;
    this.#problems.push({
      code,
      row: this.#row.row,
      column: column + 1,
      heading: this.#headings[column] ?? '',
      found: (found ?? (field ? (this.#cell(field)?.text ?? '') : '')).slice(0, 80),
    });
  }

  #day(field: PlanField, edge: 'first' | 'last'): string | null {
    const text = this.#text(field);
    if (text === '') return null;
    const day = readWrittenDay(text, edge);
    if (day === null) this.#wrong('day', field);
    return day;
  }

  #counted(field: PlanField, read: (text: string) => bigint | null, code: 'hours' | 'kronor'): string | null {
    const cell = this.#cell(field);
    const text = cell?.text ?? '';
    if (text === '') return null;
    const value = read(text.replace(/\s*(?:h|tim|timmar|hours)\.?$/i, ''));
    if (value === null) this.#wrong(code, field);
    return value === null ? null : String(value);
  }

  #word<Code>(field: PlanField, words: ReadonlyMap<string, Code>, code: RowProblemCode): Code | null {
    const text = this.#text(field);
    if (text === '') return null;
    const found = words.get(fold(text));
    if (found === undefined) this.#wrong(code, field);
    return found ?? null;
  }

  #named<One>(
    field: PlanField,
    list: readonly One[],
    nameOf: (one: One) => string,
    code: RowProblemCode,
  ): readonly One[] {
    const byName = new Map(list.map((one) => [fold(nameOf(one)), one] as const));
    return namesIn(this.#text(field), (name) => byName.has(fold(name))).flatMap((name) => {
      const one = byName.get(fold(name));
      if (!one) this.#wrong(code, field, name);
      return one ? [one] : [];
    });
  }

  /** What columns without a field of their own say, after what the description says. */
  #description(): string {
    const notes = this.#uses.flatMap((use, column) => {
      const text = this.#row.cells[column]?.text ?? '';
      return use === 'note' && text !== '' ? [`${this.#headings[column] ?? ''}: ${text}`] : [];
    });
    const own = this.#has('description') ? this.#text('description') : '';
    const whole = [own, ...notes].filter(Boolean).join('\n');
    if (whole.length > 4000) this.#wrong('tooLong', this.#has('description') ? 'description' : undefined);
    return whole.slice(0, 4000);
  }

  /** Whose it is to write: a row that changes nothing is nobody's trouble. */
  #askWhose({ before, partyId, facts }: ReadRow, name: string): void {
    const here = this.#here;
    const field = this.#has('party') ? 'party' : undefined;
    if (before && !here.mayChange(before)) {
      this.#wrong('writtenByParty', this.#has('id') ? 'id' : undefined, facts.title);
    } else if (before?.party_id != null ? partyId !== before.party_id : !here.mayWriteFor(partyId)) {
      this.#wrong('notYours', field, name);
    }
  }

  read(): ReadRow {
    const here = this.#here;
    const id = this.#text('id');
    const before = here.activities.find((one) => one.id === id);
    const title = this.#text('title');
    if (title === '') this.#wrong('titleMissing', 'title');
    const [named] = this.#named('party', here.parties, ({ name }) => name, 'party');
    const isNamed = this.#text('party') !== '';
    const partyId = named?.id ?? (isNamed ? null : (before?.party_id ?? here.defaultPartyId));
    const organisation = here.parties.find((one) => one.id === partyId)?.organisation_id;
    const seats = here.seats.filter(({ organisation_id }) => organisation_id === organisation);
    const [seat] = this.#named('seat', seats, (one) => one.title, 'seat');
    const [starts, due] = [this.#day('startsOn', 'first'), this.#day('dueOn', 'last')];
    if (starts && due && due < starts) this.#wrong('dueBeforeStart', 'dueOn');
    const state = this.#word('state', vocabulary.state, 'state') ?? before?.state ?? 'planned';
    const because = this.#text('stoppedBecause');
    if (state === 'stopped' && because === '') {
      this.#wrong('stoppedWhy', this.#has('stoppedBecause') ? 'stoppedBecause' : 'state');
    }
    const grade = this.#word('grade', vocabulary.grade, 'grade');
    const tried = {
      evidence_grade: grade,
      pilot_question: this.#text('question'),
      pilot_measure: this.#text('measure'),
      pilot_ends_on: this.#day('ends', 'last'),
      evaluation_result: null,
    };
    if (lacksToBePilot(tried).length > 0 && this.#text('sourceNote') === '') this.#wrong('pilot', 'grade');
    const [pledge] = this.#named('pledge', here.financing, (one) => one.title, 'pledge');
    const result = this.#word('evaluationResult', vocabulary.result, 'result');
    const evaluation = this.#text('evaluation');
    const evaluatedOn = this.#day('evaluatedOn', 'last');
    const hasEvaluation = result !== null || evaluation !== '' || evaluatedOn !== null;
    if (hasEvaluation && (result === null || evaluation === '' || evaluatedOn === null))
      this.#wrong('evaluation', this.#has('evaluation') ? 'evaluation' : undefined);
    const parts = namesIn(this.#text('targetPart'), (name) => vocabulary.part.has(fold(name))).flatMap((name) => {
      const part = vocabulary.part.get(fold(name));
      if (!part) this.#wrong('targetPart', 'targetPart', name);
      return part ? [part] : [];
    });
    const kept = <Value>(field: PlanField, read: () => Value, was: Value | undefined, none: Value): Value =>
      this.#has(field) ? read() : (was ?? none);
    const text = (field: PlanField, was: string | undefined) => kept(field, () => this.#text(field), was, '');
    const amount = (field: PlanField, unit: 'hours' | 'kronor', was: string | null | undefined) =>
      kept(field, () => this.#counted(field, unit === 'hours' ? readHours : readKronor, unit), was, null);
    const isPilot = grade === 'untested';
    const row: ReadRow = {
      row: this.#row.row,
      before,
      partyId,
      facts: {
        ...nothingSaid,
        title: title || '–',
        description:
          this.#has('description') || this.#uses.includes('note') ? this.#description() : (before?.description ?? ''),
        kind: kept('kind', () => this.#word('kind', vocabulary.kind, 'kind'), before?.kind, null),
        area: text('area', before?.area),
        seat_id: kept('seat', () => seat?.seat_id ?? null, before?.seat_id, null),
        responsible: text('responsible', before?.responsible),
        starts_on: kept('startsOn', () => starts, before?.starts_on, null),
        due_on: kept('dueOn', () => (starts && due && due < starts ? null : due), before?.due_on, null),
        learned: text('learned', before?.learned),
        minutes: amount('hours', 'hours', before?.minutes),
        amount: amount('kronor', 'kronor', before?.amount),
        used_minutes: amount('usedHours', 'hours', before?.used_minutes),
        used_amount: amount('usedKronor', 'kronor', before?.used_amount),
        financing_plan_id: kept('pledge', () => pledge?.id ?? null, before?.financing_plan_id, null),
        target_group: text('targetGroup', before?.target_group),
        target_group_part: kept('targetPart', () => parts, before?.target_group_part, []),
        others: text('others', before?.others),
        each: kept('each', () => this.#word('each', vocabulary.each, 'each'), before?.each, null),
        is_open_across_borders: kept(
          'borders',
          () => this.#word('borders', yesNo, 'yesOrNo'),
          before?.is_open_across_borders,
          null,
        ),
        is_basis_for_decision: kept(
          'basis',
          () => this.#word('basis', yesNo, 'yesOrNo'),
          before?.is_basis_for_decision,
          null,
        ),
        evidence_grade: kept('grade', () => grade, before?.evidence_grade, null),
        evidence_source: text('source', before?.evidence_source),
        pilot_question: kept('grade', () => (isPilot ? tried.pilot_question : ''), before?.pilot_question, ''),
        pilot_measure: kept('grade', () => (isPilot ? tried.pilot_measure : ''), before?.pilot_measure, ''),
        pilot_ends_on: kept('grade', () => (isPilot ? tried.pilot_ends_on : null), before?.pilot_ends_on, null),
        scales_activity_id: this.#has('scales') ? null : (before?.scales_activity_id ?? null),
        scaled_without_evaluation_because: this.#text('scales')
          ? text('scaledBecause', before?.scaled_without_evaluation_because)
          : '',
        source_note: text('sourceNote', before?.source_note),
      },
      standing: {
        state,
        state_on: before && before.state === state ? before.state_on : null,
        stopped_because: state === 'stopped' ? because || '–' : '',
      },
      goalIds: this.#has('goals')
        ? this.#named('goals', here.goals, (goal) => goal.text, 'goal').map((goal) => goal.id)
        : (before?.goal_ids ?? []),
      ownGoal: this.#has('ownGoal') ? this.#text('ownGoal') : null,
      partyIds: this.#named('parties', here.parties, ({ name }) => name, 'parties')
        .map((party) => party.id)
        .filter((party) => party !== partyId),
      evaluation:
        result !== null && evaluation !== '' && evaluatedOn !== null
          ? { result, text: evaluation, on: evaluatedOn }
          : null,
      scalesRow: null,
      change: 'new',
    };
    // An own goal is of the one that writes it, beside what it answers for itself.
    if (row.ownGoal !== null && !isSameText(row.ownGoal, ownGoalOf(row, here)) && partyId !== here.ownPartyId)
      this.#wrong('ownGoal', 'ownGoal');
    const read = withChange(row, here);
    if (read.change !== 'same' && (named || !isNamed)) this.#askWhose(read, named?.name ?? '');
    return read;
  }
}

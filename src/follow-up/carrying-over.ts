import { hasSameWords } from '../platform/markdown/word-difference.ts';
import type { ReportBeforeRow, ReportFacts, ReportVersionRow } from './reporting.ts';

/** What people write in a report; the rest follows from the round. */
export const reportSections = ['title', 'summary', 'changes'] as const;
export type ReportSection = (typeof reportSections)[number];

/** What is written in a report as it stands, and which of it nobody has read through since the round before. */
export interface ReportText extends ReportFacts {
  /** Of the version; 0 where nothing has been written in this round. */
  readonly number: number;
  readonly carried_over: readonly ReportSection[];
}

/** The newest version. Where there is none, the report opens with what the one before it said, all of it unread. */
export function textOf(
  newest: Omit<ReportVersionRow, 'content'> | undefined,
  before: ReportBeforeRow | undefined,
): ReportText | undefined {
  if (newest) return newest;
  if (!before) return undefined;
  const { title, summary, changes } = before;
  return { number: 0, title, summary, changes, carried_over: reportSections.filter((one) => before[one] !== '') };
}

/** What is still unread when this is written: a section that says something else has been read. */
export const stillCarried = (text: ReportText | undefined, facts: ReportFacts): readonly ReportSection[] =>
  (text?.carried_over ?? []).filter((one) => hasSameWords(text?.[one] ?? '', facts[one]));

export interface SectionBeside {
  readonly section: ReportSection;
  readonly earlier: string;
  readonly now: string;
  readonly state: 'unread' | 'stands' | 'changed';
}

/** Section by section, what the report before said and what this one says. */
export const besideBefore = (text: ReportText, before: ReportBeforeRow): readonly SectionBeside[] =>
  reportSections
    .filter((section) => before[section] !== '' || text[section] !== '')
    .map((section) => ({
      section,
      earlier: before[section],
      now: text[section],
      state: text.carried_over.includes(section)
        ? 'unread'
        : hasSameWords(before[section], text[section])
          ? 'stands'
          : 'changed',
    }));

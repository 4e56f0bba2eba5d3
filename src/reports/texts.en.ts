import { countFirst, countInWords, type TextsLike } from '../platform/texts.ts';
import type { sv } from './texts.sv.ts';

const things = (count: number): string =>
  count === 1 ? 'One thing is missing' : `${countFirst('en', count)} things are missing`;
const answers = (count: number): string =>
  count === 1 ? 'one answer is awaited' : `${countInWords('en', count)} answers are awaited`;

export const en = {
  lineOfSight: {
    title: 'Line of sight',
    lead: (name: string, reader: string, date: string) => `${name}, as ${reader} sees it on ${date}`,
    leadOpen: (name: string, date: string) => `${name}, ${date}`,
    standing: (missing: number, waits: number) =>
      missing === 0
        ? waits === 0
          ? 'Nothing is missing'
          : waits === 1
            ? 'One answer is awaited'
            : `${countFirst('en', waits)} answers are awaited`
        : waits === 0
          ? things(missing)
          : `${things(missing)}, ${answers(waits)}`,
    columns: {
      challenge: 'Challenge',
      goals: 'Joint goals',
      contributions: 'The parties’ contributions',
      indicators: 'Indicators',
      activities: 'Activities',
    },
    picture: 'The line of sight from challenge to goals, the parties’ contributions and indicators',
    vision: (text: string) => `Vision: ${text}`,
    strand: (party: string, form: string) => `${party}, ${form}`,
    fromTo: (from: string, to: string, year: number) => `From ${from} to ${to} in ${year}`,
    toYear: (year: number) => `By ${year}`,
    ours: 'Your contribution is missing',
    noActivity: 'activity missing',
    activities: (count) => (count === 1 ? '1 activity' : `${count} activities`),
    unpledged: 'Nothing pledged',
    aimless: 'Activities for none of the goals',
    aimlessWhy: 'They are carried out, but the line does not reach them.',
    activityNotAnswered: 'activity not answered',
    nobody: 'No contribution yet',
    key: {
      whole: 'Somebody has undertaken it',
      aside: 'Does not contribute',
      missing: 'Missing',
      notAnswered: 'Not answered',
      target: 'Target level, a tick at its year',
      doubted: 'Doubted value',
    },
    list: 'The line in words',
    untold: 'The source names no goals with a target year, so there is no line to draw.',
    empty: 'The line begins with the first joint goal. Write it, and the parties can answer what they contribute.',
    close: 'To the overview',
    file: 'line-of-sight',
    csv: {
      kind: 'kind',
      goal: 'goal',
      party: 'party',
      form: 'form of contribution',
      text: 'words',
      value: 'value',
      year: 'year',
      state: 'state',
      contribution: 'contribution',
      activity: 'activity',
      indicator: 'indicator',
      label: 'label',
      source: 'source',
    },
  },
} satisfies TextsLike<typeof sv>;

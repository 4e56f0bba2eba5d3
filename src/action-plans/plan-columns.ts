import type { Language } from '../platform/texts.ts';
import { planTexts } from './texts.ts';

/** The columns of a plan in a file, in the order that they leave in. */
export const planFields = [
  'title',
  'description',
  'kind',
  'area',
  'goals',
  'ownGoal',
  'party',
  'seat',
  'responsible',
  'parties',
  'others',
  'startsOn',
  'dueOn',
  'state',
  'stoppedBecause',
  'hours',
  'kronor',
  'usedHours',
  'usedKronor',
  'pledge',
  'targetGroup',
  'targetPart',
  'grade',
  'source',
  'question',
  'measure',
  'ends',
  'evaluatedOn',
  'evaluationResult',
  'evaluation',
  'scales',
  'scaledBecause',
  'learned',
  'each',
  'borders',
  'basis',
  'sourceNote',
  'id',
] as const;
export type PlanField = (typeof planFields)[number];

/** What a column of a file is read as: a field, text that is added to the description, or nothing. */
export const columnUses = [...planFields, 'note', 'nothing'] as const;
export type ColumnUse = (typeof columnUses)[number];

/** What else the columns of people's own plans are called, in either language. */
const alsoCalled: Readonly<Partial<Record<PlanField, readonly string[]>>> = {
  title: [
    'aktiviteter',
    'vad',
    'vad ska göras',
    'åtgärd',
    'åtgärder',
    'insats',
    'activities',
    'what',
    'action',
    'measure to take',
  ],
  description: ['beskrivning av aktiviteten', 'hur', 'kommentar', 'anteckning', 'comment', 'notes', 'how'],
  kind: ['typ', 'type', 'typ av aktivitet'],
  area: ['insatsområde', 'fokusområde', 'delområde', 'strategi', 'focus area', 'strand'],
  goals: ['mål', 'delmål', 'för mål', 'goal', 'objective', 'objectives'],
  ownGoal: ['vårt eget mål', 'våra egna mål', 'egna mål', 'our own goal', 'own goals'],
  party: [
    'ansvarig',
    'ansvarig organisation',
    'organisation',
    'huvudansvarig',
    'ägare',
    'responsible',
    'owner',
    'lead',
  ],
  seat: ['ansvarig funktion', 'funktion', 'roll', 'role', 'responsible role'],
  responsible: ['ansvarig person', 'kontaktperson', 'contact', 'contact person'],
  parties: ['medverkande', 'samverkansparter', 'övriga parter', 'partners', 'contributors', 'tillsammans med'],
  startsOn: ['start', 'startdatum', 'från', 'påbörjas', 'begins', 'start date', 'from'],
  dueOn: [
    'slut',
    'slutdatum',
    'klar',
    'till',
    'deadline',
    'senast',
    'tidplan',
    'när',
    'end',
    'end date',
    'due date',
    'by',
    'when',
  ],
  state: ['status', 'state', 'progress'],
  hours: ['tid', 'arbetstid', 'timmar', 'hours', 'effort'],
  kronor: ['kostnad', 'budget', 'kostnader', 'kr', 'sek', 'cost', 'kronor'],
  targetGroup: ['för vem', 'target', 'for whom'],
  learned: ['lärdom', 'lärdomar', 'lesson', 'lessons', 'lessons learned'],
  source: ['evidens', 'evidence'],
};

export const fold = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[:*?]+$/, '')
    .trim()
    .toLocaleLowerCase('sv');

const known: ReadonlyMap<string, PlanField> = new Map(
  planFields.flatMap((field) =>
    [planTexts('sv').columns[field], planTexts('en').columns[field], ...(alsoCalled[field] ?? [])].map(
      (name) => [fold(name), field] as const,
    ),
  ),
);

/** What each column is read as by its name: each field once, the first that bears its name; what is not known is kept as text. */
export function matchColumns(headings: readonly string[]): readonly ColumnUse[] {
  const taken = new Set<PlanField>();
  const example = new Set(languagesExample);
  return headings.map((heading): ColumnUse => {
    const name = fold(heading);
    if (name === '' || example.has(name)) return 'nothing';
    const field = known.get(name);
    if (!field) return 'note';
    if (taken.has(field)) return 'note';
    taken.add(field);
    return field;
  });
}

/** The column that says that an example is invented is no part of a plan. */
const languagesExample: readonly string[] = (['sv', 'en'] as readonly Language[]).map((one) =>
  fold(planTexts(one).exampleColumn),
);

/** How many of the names are known: by it the row of headings is found. */
export const countKnown = (headings: readonly string[]): number =>
  headings.filter((heading) => known.has(fold(heading))).length;

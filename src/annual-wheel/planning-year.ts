import type { MandateTerms } from './mandate-period.ts';
import { mandatesBegin } from './mandate-period.ts';
import { type Days, dayIn, within, type YearSpan, yearOf } from './year-span.ts';

/** The parts of an organisation's planning year, in the order that they are usually taken. */
export const stepKinds = ['plan', 'budget', 'adoption', 'interimReport', 'annualReport'] as const;
export type StepKind = (typeof stepKinds)[number];

/** Interim reports may be several. */
export const mostOf = (kind: StepKind): number => (kind === 'interimReport' ? 3 : 1);

export interface PlanningStep extends YearSpan {
  readonly kind: StepKind;
  readonly number: number;
  readonly words: string;
}

/** A party with its planning year, as far as it is known. */
export interface PartyYear {
  readonly partyId: string;
  readonly organisationId: string;
  readonly name: string;
  /** Null: nobody has said anything of it. */
  readonly year: (MandateTerms & { readonly note: string; readonly isEntered: boolean }) | null;
  readonly steps: readonly PlanningStep[];
}

export interface PartyDays extends Days {
  readonly kind: StepKind | 'mandate';
  readonly number: number;
  readonly words: string;
}

/** What of the party's planning year lies within the days, by when it begins. */
export function partyDays(party: PartyYear, days: Days): readonly PartyDays[] {
  const steps = party.steps.flatMap((step) =>
    within(step, days).map((one) => ({ kind: step.kind, number: step.number, words: step.words, ...one })),
  );
  const begins = party.year ? mandatesBegin(party.year, days) : [];
  return [
    ...steps,
    ...begins.map((day) => ({ kind: 'mandate' as const, number: 1, words: '', startsOn: day, endsOn: day })),
  ].toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : 0));
}

/** When its budget is decided within the days: as it is adopted, or where that is not told, as it is made. */
export function budgetDecided(party: PartyYear, days: Days): Days | undefined {
  const known = partyDays(party, days);
  return known.find(({ kind }) => kind === 'adoption') ?? known.find(({ kind }) => kind === 'budget');
}

/** When an organisation next decides after a day: its budget, or where it has told no such day, its plan. */
export function nextDecided(
  steps: readonly PlanningStep[],
  after: string,
): { readonly kind: StepKind; readonly startsOn: string; readonly endsOn: string } | null {
  const ahead = { startsOn: after, endsOn: dayIn(yearOf(after) + 2, 1, 1) };
  for (const kind of ['adoption', 'budget', 'plan'] as const) {
    const [next] = steps
      .filter((step) => step.kind === kind)
      .flatMap((step) => within(step, ahead))
      .filter(({ endsOn }) => endsOn > after)
      .toSorted((a, b) => a.endsOn.localeCompare(b.endsOn));
    if (next) return { kind, ...next };
  }
  return null;
}

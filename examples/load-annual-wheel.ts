import { readFileSync } from 'node:fs';
import {
  type EventKind,
  type Mandate,
  type PlanningStep,
  readSpan,
  type StepKind,
  setPlanningYear,
  setYearEvent,
  type YearSpan,
} from '../src/annual-wheel/index.ts';
import type { User } from '../src/identity/index.ts';
import type { Database } from '../src/platform/database/database.ts';
import type { BothLanguages } from '../src/platform/texts.ts';
import { type Cast, type Keyed, morningOf, need } from './load-rounds.ts';

interface ExampleAnnualWheel {
  readonly planningYears: readonly {
    readonly party: string;
    /** Null: the leader enters what the party has said. */
    readonly writtenBy: string | null;
    readonly writtenOn: string;
    readonly entered: {
      readonly channel: 'email' | 'phone' | 'meeting' | 'document';
      readonly statedOn: string;
    } | null;
    readonly mandate: Mandate;
    readonly note: BothLanguages | null;
    readonly steps: readonly { readonly kind: StepKind; readonly when: string; readonly words: BothLanguages | null }[];
  }[];
  readonly events: readonly {
    readonly title: BothLanguages;
    readonly kind: EventKind;
    readonly when: string;
    readonly addedOn: string;
  }[];
}

export const annualWheelText = readFileSync(new URL('fler-unga-i-arbete/annual-wheel.json', import.meta.url), 'utf8');
const example = JSON.parse(annualWheelText) as ExampleAnnualWheel;

const spanIn = (when: string): YearSpan => {
  const span = readSpan(when);
  if (!span) throw new Error(`the example has no such time of the year: ${when}`);
  return span;
};

/** When the invented parties plan and decide, each by itself where it signs in, and what they do together every year. */
export async function loadAnnualWheel(
  database: Database<User>,
  { leader, as, parties, collaborationId }: Cast,
  organisations: Keyed,
): Promise<void> {
  for (const { party, writtenBy, writtenOn, entered, mandate, note, steps } of example.planningYears) {
    const told = steps.map(
      (step, at): PlanningStep => ({
        kind: step.kind,
        number: steps.slice(0, at).filter(({ kind }) => kind === step.kind).length + 1,
        words: step.words?.sv ?? '',
        ...spanIn(step.when),
      }),
    );
    await database.write(writtenBy ? as(writtenBy) : leader, morningOf(writtenOn), (tx) =>
      setPlanningYear(tx, collaborationId, {
        partyId: need(parties, party),
        organisationId: need(organisations, party),
        before: undefined,
        stepsBefore: [],
        version: 0,
        facts: { note: note?.sv ?? '', mandate, mandate_began_on: null, mandate_years: null, steps: told },
        summary: steps.map(({ when, words }) => [words?.sv, when].filter(Boolean).join(', ')).join('. '),
        ...(entered ? { entered } : {}),
      }),
    );
  }
  for (const { title, kind, when, addedOn } of example.events) {
    await database.write(leader, morningOf(addedOn), (tx) =>
      setYearEvent(tx, collaborationId, {
        title: title.sv,
        kind,
        year: null,
        times: 1,
        ...spanIn(when),
        held_by_party_id: null,
        source_note: '',
      }),
    );
  }
}

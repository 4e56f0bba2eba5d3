import type { User } from '../identity/index.ts';
import type { Bound } from '../platform/database/statement.ts';
import type { Feature, Installation } from '../platform/feature.ts';
import type { Formats, Language } from '../platform/texts.ts';
import type { Sought } from './sought.ts';

/** One thing found, as the list shows it. */
export interface Hit {
  readonly key: string;
  readonly title: string;
  /** Absent for what has no page of its own. */
  readonly href?: string;
  /** The id of what it lies in, or is: who has been shown it may have to be written down. */
  readonly within?: string;
  /** Where it stands: the collaboration, the goal. */
  readonly where: string;
  /** That it is invented or a real example, in the reader's words. */
  readonly label?: string;
}

/** Every row says how many there are in all, so that the list can say how many it leaves out. */
export interface Found {
  readonly found: number;
}

export interface HitReading {
  readonly language: Language;
  readonly formats: Formats;
}

/** One kind of thing that a feature lets be searched: one statement in the page's batch. */
export interface SearchContribution<Row extends Found = never> {
  /** Where the kind stands among the others. */
  readonly place: number;
  heading(language: Language): string;
  /** At most `most` rows, best first, of what the reader may see. */
  question(sought: Sought, most: number): Bound<Row>;
  hit(row: Row, reading: HitReading): Hit;
}

/** Hides the row's type, so that contributions of different features lie in one list. */
export const searchable = <Row extends Found>(contribution: SearchContribution<Row>): SearchContribution =>
  contribution as unknown as SearchContribution;

/** What the composition root gives back. */
export interface SearchHouse extends Installation {
  readonly search: Search;
}

/** A feature that lets something be searched. */
export interface SearchableFeature<House extends SearchHouse> extends Feature<User, House> {
  readonly search?: readonly SearchContribution[];
}

/** What was found of one kind. */
export interface FoundKind {
  readonly heading: string;
  readonly found: number;
  readonly hits: readonly Hit[];
}

export const mostOfKind = 20;

/** The collector: asks every feature in one batch, and puts the kinds in their order. */
export class Search {
  readonly #contributions: readonly SearchContribution[];

  constructor(contributions: readonly SearchContribution[]) {
    this.#contributions = contributions.toSorted((a, b) => a.place - b.place);
  }

  questions(sought: Sought): Record<string, Bound<unknown>> {
    return Object.fromEntries(this.#contributions.map((one, at) => [`kind${at}`, one.question(sought, mostOfKind)]));
  }

  read(rows: Readonly<Record<string, readonly unknown[]>>, reading: HitReading): readonly FoundKind[] {
    return this.#contributions.flatMap((one, at) => {
      const own = (rows[`kind${at}`] ?? []) as readonly Found[];
      const [first] = own;
      if (!first) return [];
      return [
        {
          heading: one.heading(reading.language),
          found: first.found,
          hits: own.map((row) => one.hit(row as never, reading)),
        },
      ];
    });
  }
}

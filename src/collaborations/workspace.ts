import type { Action, Tx, User } from '../identity/index.ts';
import type { Bound } from '../platform/database/statement.ts';
import type { Table } from '../platform/documents/document.ts';
import type { Children, Markup } from '../platform/markup/jsx-runtime.ts';
import type { Formats, Language } from '../platform/texts.ts';
import type { SearchHouse } from '../search/index.ts';
import type { StateOf } from '../ui/state.tsx';
import type { CollaborationRow } from './queries.ts';
import type { Across } from './standing-statement.ts';

/** To whom something is said, and when. */
export interface Reader {
  readonly user: User;
  readonly language: Language;
  readonly formats: Formats;
  readonly now: Date;
}

/** What a feature needs to speak about a workspace: which one, to whom, when. */
export interface Reading extends Reader {
  readonly collaboration: CollaborationRow;
  /** Whether the reader may do it here: for the organisation given, or for any. */
  may(what: Action, organisation?: string | null): boolean;
}

/** Something the method asks for that is not there: what, why it matters, who can act. */
export interface Gap {
  readonly shape: 'missing' | 'notAnswered';
  readonly title: string;
  readonly why: string;
  readonly action?: { readonly href: string; readonly text: string };
}

/** Something that waits: for us, with what to do, or for the others, never with a name. */
export interface Waiting {
  /** The last day, where there is one: what it is put in order by, and reminded of. */
  readonly dueOn?: string | undefined;
  /** Days when it is reminded of long before, beside the three days and the day after that hold for all. */
  readonly remindedOn?: readonly string[];
  /** Where it waits for one seat and not for whoever speaks for the organisation. */
  readonly seatId?: string | undefined;
  readonly title: string;
  readonly why: string;
  readonly state: StateOf;
  readonly action?: { readonly href: string; readonly text: string };
}

export interface LeavingParty {
  readonly id: string;
  readonly organisation_id: string;
}
/** A way for a party to leave: to where it is begun, or to where it is under way. */
export interface WayOut {
  readonly href: string;
  readonly text: string;
  /** How it is done, in two sentences; nothing where it is under way. */
  readonly help?: string;
}

export interface MenuItem {
  /** The last part of the address; empty for the overview. */
  readonly path: string;
  readonly text: string;
  /** The work comes first; from 95 on what is about the collaboration and not of it, as a group of its own. */
  readonly place: number;
  /** The path of the item it belongs to: stands below that one while the reader is there, and lends it its state else. */
  readonly under?: string;
  readonly state?: StateOf;
}

/** The fields of entries in the history that are read as words, by the noun that their verbs begin with. */
export interface Told {
  readonly fields: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What a field's codes are called, by `noun.field`. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Something that can bear a secrecy marking, as far as a marking needs to know it. */
export interface MarkableRow {
  readonly id: string;
  /** Whose it is: that organisation alone marks it. */
  readonly organisation_id: string;
  readonly words: string;
  /** The page it stands on, from the collaboration. */
  readonly path: string;
}

/** A kind of thing that can bear a secrecy marking. */
export interface Markable {
  readonly subjectType: string;
  /** What happens to it is told in the organisation's own history. */
  readonly isInternal: boolean;
  find(collaborationId: string, subjectId: string): Bound<MarkableRow>;
}

/** The menu as it stands on one page: what belongs to where the reader is, unfolded; of the rest, the whole alone. */
export function menuAt(menu: readonly MenuItem[], current: string): readonly MenuItem[] {
  const here = menu.find(({ path }) => path === current);
  const unfolded = here?.under ?? current;
  return menu
    .filter(({ under }) => under === undefined)
    .flatMap((item) => {
      const parts = menu.filter(({ under }) => under === item.path);
      if (item.path === unfolded) return [item, ...parts];
      const lent = item.state ?? parts.find(({ state }) => state)?.state;
      return [lent ? { ...item, state: lent } : item];
    });
}

/** What a feature says in a workspace, from one statement of its own in the page's batch, or from who reads alone. */
export interface WorkspaceContribution<Row = never> {
  readonly question?: (collaborationId: string) => Bound<Row>;
  readonly menu?: (rows: readonly Row[], reading: Reading) => readonly MenuItem[];
  readonly gaps?: (rows: readonly Row[], reading: Reading) => readonly Gap[];
  readonly waitsForUs?: (rows: readonly Row[], reading: Reading) => readonly Waiting[];
  readonly weAwait?: (rows: readonly Row[], reading: Reading) => readonly Waiting[];
  /** The rows that what waits is told from, for all collaborations that the reader takes part in at once. */
  readonly across?: () => Bound<Across<Row>>;
  /** What waits for the reader outside every collaboration. */
  readonly outside?: AnyOutside;
  /** Lines under the challenge at the top of the overview. */
  readonly keyLines?: (rows: readonly Row[], reading: Reading) => readonly KeyLine[];
  /** A word about a party in the overview's list of parties. */
  readonly ofParty?: (rows: readonly Row[], reading: Reading, partyId: string) => Children;
  /** Where a party leaves: shown on its page, and for the own one on the parties' page. */
  readonly waysOut?: (rows: readonly Row[], reading: Reading, party: LeavingParty) => readonly WayOut[];
  /** A word beside a goal, a party or what a party contributes, from the same rows. */
  readonly beside?: (rows: readonly Row[], reading: Reading, subjectId: string) => Children;
  /** A part of the overview with a statement of its own, which only the overview asks. */
  readonly overview?: AnyOverviewPart;
  /** A part of the first page, from one cheap statement of its own: it is asked whoever is signed in. */
  readonly home?: AnyHomePart;
  /** How much waits for the reader in each of their collaborations: for the list of these. */
  readonly counted?: CountedPart;
  /** What has been told in some days, in all that the reader takes part in: for the letter about what waits. */
  readonly news?: AnyNewsPart;
  /** What this feature says in the report of a round and in each party's package. */
  readonly round?: AnyRoundPart;
  /** What this feature's entries in the history are called. */
  readonly verbs?: (language: Language) => Readonly<Record<string, string>>;
  /** What of such an entry is told, and how. */
  readonly told?: (language: Language) => Told;
  /** A field in "take over what exists", carried out with the rest. */
  readonly takeOver?: TakeOverField;
  readonly markable?: readonly Markable[];
  /** Puts a party's own words in place of what was entered for it. */
  readonly correct?: {
    readonly subjectTypes: readonly string[];
    /** Those of which not all who take part may know: what happens to them is told in the organisation's own history. */
    readonly ownHistory?: readonly string[];
    carryOut(tx: Tx, collaborationId: string, subjectId: string, text: string): Promise<void>;
  };
}

/** One line at the top of the overview: what of, and what is said of it. */
export interface KeyLine {
  readonly term: string;
  readonly said: Children;
}

/** Something that waits for a person in an organisation, without belonging to a collaboration. */
export interface Outside<Row> {
  readonly question: () => Bound<Row>;
  readonly waitsForUs: (rows: readonly Row[], reader: Reader) => readonly Waiting[];
}
type AnyOutside = Outside<never>;
export const outside = <Row>(part: Outside<Row>): AnyOutside => part as unknown as AnyOutside;

/** A part of the overview, with questions of its own in the overview's batch. */
export interface OverviewPart<B extends Readonly<Record<string, Bound<unknown>>>> {
  /** The parts stand in the order of the rooms; this one after them. */
  readonly isLast?: true;
  readonly questions: (collaborationId: string) => B;
  readonly draw: (
    rows: { readonly [Key in keyof B]: B[Key] extends Bound<infer Row> ? Row[] : never },
    reading: Reading,
  ) => Markup | null;
}
type AnyOverviewPart = OverviewPart<Readonly<Record<string, Bound<unknown>>>>;

/** A part of the first page, outside every collaboration. */
export interface HomePart<Row> {
  readonly question: () => Bound<Row>;
  readonly draw: (rows: readonly Row[], of: Pick<Reading, 'user' | 'language'>) => Markup | null;
}
type AnyHomePart = HomePart<unknown>;

/** How much waits in each collaboration, worked out from what every feature says across all of them. */
export interface CountedPart {
  readonly questions: (workspace: Workspace) => Readonly<Record<string, Bound<unknown>>>;
  readonly count: (
    workspace: Workspace,
    rows: Readonly<Record<string, readonly unknown[]>>,
    reader: Reader,
  ) => ReadonlyMap<string, number>;
}

/** Something that has been told in a collaboration. */
export interface News {
  readonly key: string;
  readonly text: string;
  readonly note: string;
  readonly href: string;
}
export interface NewsPart<Row extends { readonly collaboration_id: string }> {
  /** From the first day to the one before the last, in Sweden. */
  readonly question: (from: string, until: string) => Bound<Row>;
  readonly tell: (row: Row, reading: Reading) => News;
}
type AnyNewsPart = NewsPart<{ readonly collaboration_id: string }>;
export const newsPart = <Row extends { readonly collaboration_id: string }>(part: NewsPart<Row>): AnyNewsPart =>
  part as unknown as AnyNewsPart;
/** What a round is told about: the days since the one before, and one party of them, or null for the whole. */
export interface AboutRound {
  readonly roundId: string;
  /** Yyyy-mm-dd, both included. */
  readonly from: string;
  readonly to: string;
  readonly partyId: string | null;
}

/** A heading, what it comes to in a sentence, and the same row by row. */
export interface SaidInRound {
  readonly heading: string;
  readonly sentence: string;
  readonly table: Table | null;
}

/**
 * A part of a report and of each party's package, from one statement of its own. All who take part read it, whoever
 * composes it: what only some may see is not said here. Null: nothing to say.
 */
export interface RoundPart<Row> {
  /** Where it stands among the others. */
  readonly place: number;
  readonly question: (collaborationId: string) => Bound<Row>;
  readonly say: (
    rows: readonly Row[],
    about: AboutRound,
    reading: Reading,
  ) => SaidInRound | readonly SaidInRound[] | null;
}
type AnyRoundPart = RoundPart<never>;

export interface TakeOverField {
  readonly name: string;
  label(language: Language): { readonly label: string; readonly hint: string };
  carryOut(tx: Tx, collaborationId: string, text: string): void;
}

/** Hides the row's type, so that contributions of different features lie in one list. */
export const contribute = <Row>(contribution: WorkspaceContribution<Row>): WorkspaceContribution =>
  contribution as unknown as WorkspaceContribution;
export const overviewPart = <B extends Readonly<Record<string, Bound<unknown>>>>(
  part: OverviewPart<B>,
): AnyOverviewPart => part as unknown as AnyOverviewPart;

export const roundPart = <Row>(part: RoundPart<Row>): AnyRoundPart => part as unknown as AnyRoundPart;
export const homePart = <Row>(part: HomePart<Row>): AnyHomePart => part as unknown as AnyHomePart;

/** What every feature says about one workspace, put together. */
export interface Said {
  readonly menu: readonly MenuItem[];
  readonly gaps: readonly Gap[];
  readonly waitsForUs: readonly Waiting[];
  readonly weAwait: readonly Waiting[];
  readonly keyLines: readonly KeyLine[];
  ofParty(partyId: string): readonly Children[];
  waysOut(party: LeavingParty): readonly WayOut[];
  /** What the rooms say beside a goal, a party or what a party contributes. */
  beside(subjectId: string): readonly Children[];
}

/** What waits in one of several collaborations. */
export interface SaidAcross {
  readonly of: Reading;
  readonly waitsForUs: readonly Waiting[];
  /** Empty where the reader does not lead. */
  readonly weAwait: readonly Waiting[];
}

/** The collector: asks every feature in the page's own batch and puts the answers together. */
export class Workspace {
  readonly contributions: readonly WorkspaceContribution[];

  constructor(contributions: readonly WorkspaceContribution[]) {
    this.contributions = contributions;
  }

  /** One statement a feature, to be sent with the page's own. */
  questions(collaborationId: string): Record<string, Bound<unknown>> {
    return Object.fromEntries(
      this.contributions.flatMap((one, at) => (one.question ? [[`said${at}`, one.question(collaborationId)]] : [])),
    );
  }

  overviewQuestions(collaborationId: string): Record<string, Bound<unknown>> {
    return Object.fromEntries(
      this.contributions.flatMap((one, at) =>
        Object.entries(one.overview?.questions(collaborationId) ?? {}).map(([name, question]) => [
          `${at} ${name}`,
          question,
        ]),
      ),
    );
  }

  read(rows: Readonly<Record<string, readonly unknown[]>>, reading: Reading): Said {
    const answers = this.contributions.map((one, at) => ({ one, rows: (rows[`said${at}`] ?? []) as never[] }));
    return {
      menu: answers
        .flatMap(({ one, rows: own }) => one.menu?.(own, reading) ?? [])
        .toSorted((a, b) => a.place - b.place),
      gaps: answers.flatMap(({ one, rows: own }) => one.gaps?.(own, reading) ?? []),
      waitsForUs: answers.flatMap(({ one, rows: own }) => one.waitsForUs?.(own, reading) ?? []),
      weAwait: answers.flatMap(({ one, rows: own }) => one.weAwait?.(own, reading) ?? []),
      keyLines: answers.flatMap(({ one, rows: own }) => one.keyLines?.(own, reading) ?? []),
      ofParty: (partyId) =>
        answers.flatMap(({ one, rows: own }) => {
          const said = one.ofParty?.(own, reading, partyId);
          return said === undefined || said === null ? [] : [said];
        }),
      waysOut: (party) => answers.flatMap(({ one, rows: own }) => one.waysOut?.(own, reading, party) ?? []),
      beside: (subjectId) =>
        answers.flatMap(({ one, rows: own }) => {
          const said = one.beside?.(own, reading, subjectId);
          return said === undefined || said === null ? [] : [said];
        }),
    };
  }

  /** One statement a feature, whatever the number of collaborations. */
  questionsAcross(): Record<string, Bound<unknown>> {
    return Object.fromEntries(
      this.contributions.flatMap((one, at): [string, Bound<unknown>][] => [
        ...(one.across ? [[`across${at}`, one.across()] as [string, Bound<unknown>]] : []),
        ...(one.outside ? [[`outside${at}`, one.outside.question()] as [string, Bound<unknown>]] : []),
      ]),
    );
  }

  /** What waits in each of the collaborations, in their order; where nothing does, it is left out. */
  readAcross(rows: Readonly<Record<string, readonly unknown[]>>, readings: readonly Reading[]): readonly SaidAcross[] {
    const answers = this.contributions.flatMap((one, at) => {
      if (!one.across) return [];
      const own = (rows[`across${at}`] ?? []) as readonly Across<unknown>[];
      return [{ one, rows: Map.groupBy(own, (row) => row.collaboration_id) }];
    });
    return readings.flatMap((of) => {
      const said = answers.map(({ one, rows: own }) => ({
        one,
        rows: (own.get(of.collaboration.id) ?? []) as never[],
      }));
      const waitsForUs = said.flatMap(({ one, rows: own }) => one.waitsForUs?.(own, of) ?? []);
      const leads = of.user.leads.includes(of.collaboration.id);
      const weAwait = leads ? said.flatMap(({ one, rows: own }) => one.weAwait?.(own, of) ?? []) : [];
      return waitsForUs.length + weAwait.length > 0 ? [{ of, waitsForUs, weAwait }] : [];
    });
  }

  readOutside(rows: Readonly<Record<string, readonly unknown[]>>, reader: Reader): readonly Waiting[] {
    return this.contributions.flatMap(
      (one, at) => one.outside?.waitsForUs((rows[`outside${at}`] ?? []) as never[], reader) ?? [],
    );
  }

  newsQuestions(from: string, until: string): Record<string, Bound<unknown>> {
    return Object.fromEntries(
      this.contributions.flatMap((one, at) => (one.news ? [[`news${at}`, one.news.question(from, until)]] : [])),
    );
  }

  /** What has been told in each of the collaborations, as the rooms order it. */
  readNews(
    rows: Readonly<Record<string, readonly unknown[]>>,
    readings: readonly Reading[],
  ): readonly { readonly of: Reading; readonly news: News }[] {
    const known = new Map(readings.map((of) => [of.collaboration.id, of]));
    return this.contributions.flatMap((one, at) =>
      ((rows[`news${at}`] ?? []) as readonly { readonly collaboration_id: string }[]).flatMap((row) => {
        const of = known.get(row.collaboration_id);
        return of && one.news ? [{ of, news: one.news.tell(row, of) }] : [];
      }),
    );
  }

  countQuestions(): Record<string, Bound<unknown>> {
    return Object.assign({}, ...this.contributions.map((one) => one.counted?.questions(this) ?? {}));
  }

  /** How much waits for the reader in each collaboration; where nothing does, it is left out. */
  countWaiting(rows: Readonly<Record<string, readonly unknown[]>>, reader: Reader): ReadonlyMap<string, number> {
    const part = this.contributions.find((one) => one.counted)?.counted;
    return part?.count(this, rows, reader) ?? new Map();
  }

  homeQuestions(): Record<string, Bound<unknown>> {
    return Object.fromEntries(
      this.contributions.flatMap((one, at) => (one.home ? [[`home${at}`, one.home.question()]] : [])),
    );
  }

  drawHome(
    rows: Readonly<Record<string, readonly unknown[]>>,
    of: Pick<Reading, 'user' | 'language'>,
  ): readonly Markup[] {
    return this.contributions.flatMap((one, at) => one.home?.draw(rows[`home${at}`] ?? [], of) ?? []);
  }

  drawOverview(rows: Readonly<Record<string, readonly unknown[]>>, reading: Reading): readonly Markup[] {
    const parts = this.contributions.flatMap(({ overview }, at) => (overview ? [{ overview, at }] : []));
    const isLast = (part: (typeof parts)[number]) => part.overview.isLast ?? false;
    return parts
      .toSorted((a, b) => Number(isLast(a)) - Number(isLast(b)))
      .flatMap(({ overview, at }) => {
        const own = Object.entries(rows).flatMap(([name, answer]) =>
          name.startsWith(`${at} `) ? [[name.slice(name.indexOf(' ') + 1), answer] as const] : [],
        );
        return overview.draw(Object.fromEntries(own) as never, reading) ?? [];
      });
  }

  /** One statement a feature that speaks in rounds. */
  roundQuestions(collaborationId: string): Record<string, Bound<unknown>> {
    return Object.fromEntries(
      this.contributions.flatMap((one, at) => (one.round ? [[`round${at}`, one.round.question(collaborationId)]] : [])),
    );
  }

  readRound(
    rows: Readonly<Record<string, readonly unknown[]>>,
    about: AboutRound,
    reading: Reading,
  ): readonly SaidInRound[] {
    return this.contributions
      .flatMap(({ round }, at) => (round ? [{ round, own: (rows[`round${at}`] ?? []) as never[] }] : []))
      .toSorted((a, b) => a.round.place - b.round.place)
      .flatMap(({ round, own }) => round.say(own, about, reading) ?? []);
  }

  verbs(reading: { language: Language }): ReadonlyMap<string, string> {
    return new Map(this.contributions.flatMap((one) => Object.entries(one.verbs?.(reading.language) ?? {})));
  }

  told(reading: { language: Language }): Told {
    const all = this.contributions.flatMap((one) => one.told?.(reading.language) ?? []);
    return {
      fields: Object.assign({}, ...all.map(({ fields }) => fields)),
      words: Object.assign({}, ...all.map(({ words }) => words ?? {})),
    };
  }

  get takeOver(): readonly TakeOverField[] {
    return this.contributions.flatMap((one) => one.takeOver ?? []);
  }

  markable(subjectType: string): Markable | undefined {
    return this.contributions.flatMap((one) => one.markable ?? []).find((one) => one.subjectType === subjectType);
  }

  correction(subjectType: string) {
    return this.contributions.find((one) => one.correct?.subjectTypes.includes(subjectType))?.correct;
  }
}

/** What the composition root gives a feature whose pages stand in a workspace. */
export interface WorkspaceHouse extends SearchHouse {
  readonly workspace: Workspace;
}

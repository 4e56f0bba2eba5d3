import {
  type CollaborationRow,
  handlingIn,
  listOwnCollaborations,
  type Reader,
  reading,
  type SaidAcross,
  type Waiting,
  type Workspace,
} from '../collaborations/index.ts';
import { dayOf, type User } from '../identity/index.ts';
import type { Formats, Language } from '../platform/texts.ts';
import { listOwnSeats, type OwnSeatRow } from './queries.ts';

/** Where a matter lies: with the reader, with the reader for somebody who is away, left to a deputy, or with the holder. */
export type With = 'us' | 'standIn' | 'deputy' | 'holder';

/** One thing that waits for somebody, and where it lies. */
export interface WorkLine {
  /** Undefined where its words stay inside a collaboration: it is protected. */
  readonly waiting: Waiting | undefined;
  /** How many there are, where they are not told one by one. */
  readonly count: number;
  readonly dueOn: string | undefined;
  readonly remindedOn: readonly string[];
  readonly href: string | undefined;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly collaboration: { readonly id: string; readonly name: string; readonly isFictional: boolean } | undefined;
  /** Its name and words do not stand in a letter. */
  readonly isNeutral: boolean;
  readonly seats: readonly string[];
  readonly with: With;
  /** Who it was left to, or whom it lies with; whom the reader stands in for. */
  readonly others: readonly string[];
  readonly awayUntil: string | null;
}

/** What the one who leads a collaboration waits for from its parties: numbers, no names. */
export interface AwaitedLine {
  readonly waiting: Waiting;
  readonly collaboration: { readonly id: string; readonly name: string; readonly isFictional: boolean };
}

export interface Work {
  readonly lines: readonly WorkLine[];
  readonly awaited: readonly AwaitedLine[];
}

/** All that what waits is read from, for the organisation acted for: one statement a feature, and none for a collaboration. */
export const workQuestions = (workspace: Workspace) => ({
  ...workspace.questionsAcross(),
  ownCollaborations: listOwnCollaborations(),
  seats: listOwnSeats(),
});

export type WorkRows = Readonly<Record<string, readonly unknown[]>> & {
  readonly ownCollaborations: readonly (CollaborationRow & { readonly demands_assurance: boolean })[];
  readonly seats: readonly OwnSeatRow[];
};

const earliest = (days: readonly (string | undefined)[]): string | undefined =>
  days.filter((day) => day !== undefined).toSorted()[0];

/** With whom something lies, from the seats that it waits for. A seat of one's own comes before one that one stands in. */
export function liesWith(seats: readonly OwnSeatRow[]): Pick<WorkLine, 'seats' | 'with' | 'others' | 'awayUntil'> {
  const own = seats.filter((seat) => seat.kind === 'holder');
  const choices: readonly [With, readonly OwnSeatRow[]][] = [
    ['us', own.filter((seat) => seat.is_in_charge)],
    ['standIn', seats.filter((seat) => seat.kind === 'deputy' && seat.is_in_charge)],
    ['deputy', own],
    ['holder', seats],
  ];
  const [place, found] = choices.find(([, those]) => those.length > 0) ?? ['us' as const, []];
  return {
    seats: [...new Set(found.map((seat) => seat.title))],
    with: place,
    others: place === 'us' ? [] : [...new Set(found.flatMap((seat) => seat.others))],
    awayUntil: place === 'us' ? null : (found.map((seat) => seat.away_until).find((day) => day !== null) ?? null),
  };
}

function linesOf(said: SaidAcross, seats: readonly OwnSeatRow[], demandsAssurance: boolean): readonly WorkLine[] {
  const { collaboration, user } = said.of;
  if (said.waitsForUs.length === 0) return [];
  const here = seats.filter((seat) => seat.collaboration_id === collaboration.id && seat.role !== 'reader');
  const place = (seatId: string | undefined) =>
    liesWith(seatId ? seats.filter((seat) => seat.seat_id === seatId).slice(0, 1) : here);
  const about = {
    organisation: { id: user.organisation_id ?? '', name: user.organisation_name ?? '' },
    collaboration: {
      id: collaboration.id,
      name: collaboration.name,
      isFictional: collaboration.example === 'fictional',
    },
  };
  // Of a protected one nothing but its name stands outside it, where reading is not logged.
  if (handlingIn(user, collaboration.id)?.isLogged) {
    return [
      {
        ...about,
        ...place(undefined),
        waiting: undefined,
        count: said.waitsForUs.length,
        dueOn: earliest(said.waitsForUs.map((one) => one.dueOn)),
        remindedOn: said.waitsForUs.flatMap((one) => one.remindedOn ?? []),
        href: `/collaborations/${collaboration.id}`,
        isNeutral: true,
      },
    ];
  }
  return said.waitsForUs.map((waiting) => ({
    ...about,
    ...place(waiting.seatId),
    waiting,
    count: 1,
    dueOn: waiting.dueOn,
    remindedOn: waiting.remindedOn ?? [],
    href: waiting.action?.href ?? `/collaborations/${collaboration.id}`,
    isNeutral: demandsAssurance,
  }));
}

/** What is late first, then by day; what has no day last, as the rooms say it. */
export const inOrder = (lines: readonly WorkLine[]): readonly WorkLine[] =>
  lines.toSorted((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'));

/** All that waits for somebody who acts for one organisation, in what they take part in. */
export function readWork(
  workspace: Workspace,
  rows: WorkRows,
  user: User,
  how: { readonly language: Language; readonly formats: Formats; readonly now: Date },
): Work {
  const reader: Reader = { user, ...how };
  const readings = rows.ownCollaborations.map((collaboration) => reading(how, user, collaboration));
  const demanding = new Set(rows.ownCollaborations.filter((one) => one.demands_assurance).map((one) => one.id));
  const said = workspace.readAcross(rows, readings);
  const outside = workspace.readOutside(rows, reader).map(
    (waiting): WorkLine => ({
      waiting,
      count: 1,
      dueOn: waiting.dueOn,
      remindedOn: waiting.remindedOn ?? [],
      href: waiting.action?.href,
      organisation: { id: user.organisation_id ?? '', name: user.organisation_name ?? '' },
      collaboration: undefined,
      isNeutral: false,
      seats: [],
      with: 'us',
      others: [],
      awayUntil: null,
    }),
  );
  return {
    lines: inOrder([
      ...said.flatMap((one) => linesOf(one, rows.seats, demanding.has(one.of.collaboration.id))),
      ...outside,
    ]),
    awaited: said.flatMap(({ of, weAwait }) =>
      handlingIn(user, of.collaboration.id)?.isLogged
        ? []
        : weAwait.map((waiting) => ({
            waiting,
            collaboration: {
              id: of.collaboration.id,
              name: of.collaboration.name,
              isFictional: of.collaboration.example === 'fictional',
            },
          })),
    ),
  };
}

/** Something that has been told in a collaboration. */
export interface NewsLine {
  readonly key: string;
  readonly text: string;
  readonly note: string;
  readonly href: string;
  readonly organisation: { readonly id: string };
  readonly collaboration: { readonly id: string; readonly name: string; readonly isFictional: boolean };
}

/** What has been told where a letter may tell it: neither in what is protected nor in what demands a stronger sign-in. */
export function readNews(
  workspace: Workspace,
  rows: WorkRows,
  user: User,
  how: { readonly language: Language; readonly formats: Formats; readonly now: Date },
): readonly NewsLine[] {
  const readings = rows.ownCollaborations
    .filter((one) => !one.demands_assurance && !handlingIn(user, one.id)?.isLogged)
    .map((collaboration) => reading(how, user, collaboration));
  return workspace.readNews(rows, readings).map(({ of: { collaboration }, news }) => ({
    ...news,
    organisation: { id: user.organisation_id ?? '' },
    collaboration: {
      id: collaboration.id,
      name: collaboration.name,
      isFictional: collaboration.example === 'fictional',
    },
  }));
}

export const groups = ['late', 'soon', 'later', 'undated'] as const;
export type Group = (typeof groups)[number];

const day = 24 * 3600_000;
/** Whole days from one day to another. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / day);

/** Late from the day after; soon within seven days. */
export function groupOf(dueOn: string | undefined, today: string): Group {
  if (dueOn === undefined) return 'undated';
  const left = daysBetween(today, dueOn);
  return left < 0 ? 'late' : left <= 7 ? 'soon' : 'later';
}

export const grouped = (lines: readonly WorkLine[], now: Date): ReadonlyMap<Group, readonly WorkLine[]> => {
  const today = dayOf(now);
  return Map.groupBy(lines, (line) => groupOf(line.dueOn, today));
};

/** What the reader is to see to: their own, and what they stand in for. */
export const isForReader = (line: WorkLine): boolean => line.with === 'us' || line.with === 'standIn';

/** How much of it waits for the reader in each collaboration, as many as the list holds of it. */
export function countWork({ lines }: Work): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { collaboration, count } of lines.filter(isForReader)) {
    if (collaboration) counts.set(collaboration.id, (counts.get(collaboration.id) ?? 0) + count);
  }
  return counts;
}

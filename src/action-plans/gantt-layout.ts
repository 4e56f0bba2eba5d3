import { textWidth, wrapped } from '../ui/charts/text-width.ts';
import { type ActivityState, daysBetween, isOpen } from './activity.ts';

/** Where everything stands in the plan drawn over time. Pure: the drawing asks it, and so does the test that nothing overlaps. */

export const ganttSizes = {
  /** Names beside the lines; on a phone they stand above them. */
  wide: { names: 268, gap: 20, time: 760 },
  narrow: { names: 0, gap: 0, time: 350 },
  top: 48,
  /** Of a name, a party and the days written on the line. */
  title: 15,
  small: 13,
  tick: 13,
  line: 19,
  smallLine: 17,
  pad: 12,
} as const;

export interface Drawn {
  readonly id: string;
  readonly title: string;
  readonly party: string;
  /** Its days in words, written on its line. */
  readonly days: string;
  readonly starts_on: string | null;
  readonly due_on: string | null;
  readonly state: ActivityState;
  readonly state_on: string | null;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Words extends Box {
  readonly text: string;
}

export interface GanttRow extends Box {
  readonly id: string;
  readonly state: ActivityState;
  readonly title: readonly Words[];
  readonly party: readonly Words[];
  readonly days: Words;
  readonly lineY: number;
  /** Where the line begins and ends; one point where only one day is known. */
  readonly from: number;
  readonly to: number;
  /** How far along it somebody has come: to the end when done, to where it stopped, to today while it is under way. */
  readonly reached: number | null;
  /** It has no last day, so its line goes on without an end. */
  readonly isOpenEnded: boolean;
}

export type GanttWidth = 'wide' | 'narrow';

export interface Gantt {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly ticks: readonly { readonly x: number; readonly label: Words | null; readonly isYear: boolean }[];
  readonly today: { readonly x: number; readonly label: Words } | null;
  readonly rows: readonly GanttRow[];
}

const round = (value: number): number => Math.round(value * 10) / 10;
const monthOf = (on: string): number => Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7)) - 1;
const firstOf = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;

/** Months between the marks on the scale: the closest marks whose words have room. */
const steps = [1, 3, 6, 12, 24, 60, 120, 240] as const;

export interface ScaleWords {
  /** A month beside its year where the year begins, or alone. */
  month(first: string, withYear: boolean): string;
  readonly today: string;
}

export const isDrawn = (one: Pick<Drawn, 'starts_on' | 'due_on'>): boolean =>
  one.starts_on !== null || one.due_on !== null;

/** Nothing where nothing has a day. */
export function layOutGantt(
  activities: readonly Drawn[],
  today: string,
  words: ScaleWords,
  form: GanttWidth = 'wide',
): Gantt | null {
  const drawn = activities.filter(isDrawn);
  if (drawn.length === 0) return null;
  const days = drawn.flatMap((one) => [
    ...(one.starts_on ? [one.starts_on] : []),
    ...(one.due_on ? [one.due_on] : []),
    ...(isOpen(one) || one.state_on === null ? [] : [one.state_on]),
    // What is late is not drawn on to today: that would tell everybody.
    ...(one.state === 'underWay' && one.due_on === null ? [today] : []),
  ]);
  const known = days.toSorted();
  const firstMonth = monthOf(known[0] ?? today);
  // One month after the last, so that a line without an end has somewhere to go.
  const lastMonth = monthOf(known.at(-1) ?? today) + 2;
  const begins = firstOf(firstMonth);
  const span = daysBetween(begins, firstOf(lastMonth));
  const { names, gap, time } = ganttSizes[form];
  const { top } = ganttSizes;
  const left = names + gap;
  const x = (on: string): number => round(left + (Math.min(span, Math.max(0, daysBetween(begins, on))) / span) * time);
  const step =
    steps.find((months) => {
      const marks = marksOf(firstMonth, lastMonth, months, words);
      return marks.every(({ first, text }, at) => {
        const next = marks[at + 1];
        return !next || x(first) + textWidth(text, ganttSizes.tick, 'bold') + 10 <= x(next.first);
      });
    }) ?? 240;
  const ticks = marksOf(firstMonth, lastMonth, step, words).map(({ first, text, isYear }) => {
    const width = Math.ceil(textWidth(text, ganttSizes.tick, 'bold'));
    const at = x(first);
    const isInside = at + width <= left + time;
    return {
      x: at,
      isYear,
      label: isInside && text !== '' ? { text, x: at, y: 2, width, height: ganttSizes.tick + 3 } : null,
    };
  });
  const isTodayInside = today >= begins && today < firstOf(lastMonth);
  const todayWidth = Math.ceil(textWidth(words.today, ganttSizes.small, 'bold'));
  const todayX = x(today);
  let y: number = top;
  const rows = drawn.map((one): GanttRow => {
    const row = layOutRow(one, today, x, { left, time, names }, y);
    y = round(y + row.height);
    return row;
  });
  return {
    width: left + time,
    height: round(y + 4),
    left,
    ticks,
    today: isTodayInside
      ? {
          x: todayX,
          label: {
            text: words.today,
            x: round(Math.min(Math.max(left, todayX - todayWidth / 2), left + time - todayWidth)),
            y: 22,
            width: todayWidth,
            height: ganttSizes.small + 3,
          },
        }
      : null,
    rows,
  };
}

function marksOf(firstMonth: number, lastMonth: number, months: number, words: ScaleWords) {
  const marks: { first: string; text: string; isYear: boolean }[] = [];
  for (let month = Math.ceil(firstMonth / months) * months; month < lastMonth; month += months) {
    const first = firstOf(month);
    marks.push({ first, text: words.month(first, marks.length === 0 || month % 12 === 0), isYear: month % 12 === 0 });
  }
  return marks;
}

function layOutRow(
  one: Drawn,
  today: string,
  x: (on: string) => number,
  frame: { readonly left: number; readonly time: number; readonly names: number },
  top: number,
): GanttRow {
  const { title, small, line, smallLine, pad } = ganttSizes;
  const { left, time, names } = frame;
  const room = names || time;
  const titles = wrapped(one.title, room, title, 'bold', 3);
  const parties = one.party === '' ? [] : wrapped(one.party, room, small, 'plain', 1);
  const words = (texts: readonly string[], at: number, size: number, height: number, weight: 'bold' | 'plain') =>
    texts.map((text, number) => ({
      text,
      x: 0,
      y: round(at + number * height),
      width: Math.ceil(textWidth(text, size, weight)),
      height,
    }));
  const inner = titles.length * line + parties.length * smallLine;
  const above = names === 0 ? inner + 6 : 0;
  const height = (names === 0 ? above + 40 : Math.max(inner, 40)) + 2 * pad;
  const from = x(one.starts_on ?? one.due_on ?? today);
  const isOpenEnded = one.due_on === null && isOpen(one);
  const end = one.due_on ?? (isOpen(one) ? null : (one.state_on ?? one.starts_on));
  const to = end === null ? left + time : Math.max(from, x(end));
  const lineY = round(top + pad + above + 27);
  const daysWidth = Math.ceil(textWidth(one.days, small));
  return {
    id: one.id,
    state: one.state,
    x: 0,
    y: top,
    width: left + time,
    height,
    title: words(titles, top + pad, title, line, 'bold'),
    party: words(parties, top + pad + titles.length * line, small, smallLine, 'plain'),
    days: {
      text: one.days,
      x: round(Math.max(left, Math.min(from, left + time - daysWidth))),
      y: round(top + pad + above),
      width: daysWidth,
      height: small + 3,
    },
    lineY,
    from,
    to,
    reached: reachedOf(one, today, x, from, to),
    isOpenEnded,
  };
}

function reachedOf(one: Drawn, today: string, x: (on: string) => number, from: number, to: number): number | null {
  if (one.state === 'planned') return null;
  if (one.state === 'done') return to;
  const until = one.state === 'stopped' ? (one.state_on ?? one.due_on ?? today) : today;
  return Math.min(to, Math.max(from, x(until)));
}

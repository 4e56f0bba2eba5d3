import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textWidth } from '../ui/charts/text-width.ts';
import { activityStates, daysBetween } from './activity.ts';
import { type Box, type Drawn, ganttSizes, layOutGantt } from './gantt-layout.ts';

const months = ['jan', 'feb', 'mars', 'apr', 'maj', 'juni', 'juli', 'aug', 'sep', 'okt', 'nov', 'dec'];
const words = {
  month: (first: string, withYear: boolean) => {
    const month = months[Number(first.slice(5, 7)) - 1] ?? '';
    return withYear ? `${month} ${first.slice(0, 4)}` : month;
  },
  today: 'I dag',
};
const today = '2023-11-20';
const one = (more: Partial<Drawn> = {}): Drawn => ({
  id: 'a',
  title: 'Uppsökande möten',
  party: 'Kommun B',
  days: '1 mars 2023–30 juni 2024',
  starts_on: '2023-03-01',
  due_on: '2024-06-30',
  state: 'underWay',
  state_on: null,
  ...more,
});
const boxesMeet = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((n) => new Date(Date.UTC(1990, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
const drawn = fc
  .record({
    title: fc.stringMatching(/^[a-zåäö]{1,12}( [a-zåäö]{1,16}){0,14}$/),
    party: fc.constantFrom('', 'Kommun A', 'Regionförbundet för samverkan i de fem kommunerna'),
    span: fc.tuple(fc.option(day), fc.option(day)),
    state: fc.constantFrom(...activityStates),
    state_on: fc.option(day),
  })
  .map(({ span: [a, b], ...rest }, at?: number): Drawn => {
    const [starts_on, due_on] = a !== null && b !== null && a > b ? [b, a] : [a, b];
    return { ...rest, id: String(at), starts_on, due_on, days: [starts_on, due_on].filter(Boolean).join('–') };
  });

describe('the plan over time', () => {
  test('is nothing where nothing has a day', () => {
    expect(layOutGantt([], today, words)).toBeNull();
    expect(layOutGantt([one({ starts_on: null, due_on: null })], today, words)).toBeNull();
  });

  test('goes whole to today while it is under way, to its end when done, and to where it stopped', () => {
    const [underWay, done, planned, stopped] =
      layOutGantt(
        [one(), one({ state: 'done' }), one({ state: 'planned' }), one({ state: 'stopped', state_on: '2023-05-01' })],
        today,
        words,
      )?.rows ?? [];
    expect(underWay?.reached).toBeGreaterThan(underWay?.from ?? 0);
    expect(underWay?.reached).toBeLessThan(underWay?.to ?? 0);
    expect(done?.reached).toBe(done?.to);
    expect(planned?.reached).toBeNull();
    expect(stopped?.reached).toBeLessThan(underWay?.reached ?? 0);
  });

  test('has no end where no last day is said, and one point where one day is', () => {
    const [endless, point] =
      layOutGantt([one({ due_on: null }), one({ starts_on: null, state: 'planned' })], today, words)?.rows ?? [];
    expect(endless?.isOpenEnded).toBe(true);
    expect(endless?.to).toBe(ganttSizes.wide.names + ganttSizes.wide.gap + ganttSizes.wide.time);
    expect(point?.from).toBe(point?.to);
  });

  test('never lets two texts meet, nor anything leave the picture, and keeps the order of time', () => {
    fc.assert(
      fc.property(
        fc.array(drawn, { minLength: 1, maxLength: 12 }),
        day,
        fc.constantFrom('wide' as const, 'narrow' as const),
        (list, now, form) => {
          const gantt = layOutGantt(list, now, words, form);
          if (!gantt) return list.every(({ starts_on, due_on }) => starts_on === null && due_on === null);
          const texts = [
            ...gantt.ticks.flatMap(({ label }) => (label ? [label] : [])),
            ...(gantt.today ? [gantt.today.label] : []),
            ...gantt.rows.flatMap(({ title, party, days }) => [...title, ...party, days]),
          ];
          for (const [at, text] of texts.entries()) {
            expect(text.x).toBeGreaterThanOrEqual(0);
            expect(text.x + text.width).toBeLessThanOrEqual(gantt.width);
            expect(text.y + text.height).toBeLessThanOrEqual(gantt.height);
            for (const other of texts.slice(at + 1))
              expect(boxesMeet(text, other), `${text.text} / ${other.text}`).toBe(false);
          }
          for (const row of gantt.rows) {
            expect(row.to).toBeGreaterThanOrEqual(row.from);
            expect(row.from).toBeGreaterThanOrEqual(gantt.left);
            expect(row.to).toBeLessThanOrEqual(gantt.width);
            // The line runs under the days written on it and within its own row.
            expect(row.lineY - 9).toBeGreaterThanOrEqual(row.days.y + row.days.height - 1);
            expect(row.lineY + 9).toBeLessThanOrEqual(row.y + row.height);
          }
          const starts = list.filter(({ starts_on, due_on }) => starts_on !== null || due_on !== null);
          for (const [at, a] of starts.entries()) {
            for (const [other, b] of starts.entries()) {
              const [left, right] = [a.starts_on ?? a.due_on ?? '', b.starts_on ?? b.due_on ?? ''];
              if (daysBetween(left, right) >= 0) {
                expect(gantt.rows[at]?.from ?? 0).toBeLessThanOrEqual(gantt.rows[other]?.from ?? 0);
              }
            }
          }
          return true;
        },
      ),
      { numRuns: 300 },
    );
  });

  test('writes names in the room that they have', () => {
    const title =
      'En mycket lång rubrik som beskriver allt som ska göras av alla parter under hela perioden och lite till';
    const [row] = layOutGantt([one({ title })], today, words)?.rows ?? [];
    expect(row?.title.length).toBe(3);
    for (const line of row?.title ?? []) {
      expect(textWidth(line.text, ganttSizes.title, 'bold')).toBeLessThanOrEqual(ganttSizes.wide.names);
    }
  });
});

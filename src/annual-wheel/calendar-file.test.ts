import { describe, expect, test } from 'vitest';
import { readCalendar, unescaped, valueIn } from '../../test/setup/calendar-reader.ts';
import { type CalendarEvent, calendarFile, folded } from './calendar-file.ts';

const at = new Date('2026-11-27T05:06:07.890Z');
const event = (more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'round-018f3f6e-0000-7000-8000-000000000001',
  startsOn: '2026-03-31',
  endsOn: '2026-03-31',
  summary: 'Svara: Uppföljning',
  description: '',
  url: 'https://samverkan.example/collaborations/1/follow-up/2',
  category: 'Att göra',
  ...more,
});
const read = (...events: CalendarEvent[]) =>
  readCalendar(Buffer.from(calendarFile({ name: 'Armkrok, Kommun A', description: 'Allt', events }, at)));

describe('a calendar', () => {
  test('is read by the letter of the standard: whole days, the first after them, the time it was told', () => {
    const [only] = read(event({ startsOn: '2026-12-30', endsOn: '2026-12-31' })).components;
    if (!only) throw new Error('no event');
    expect(valueIn(only, 'DTSTART')).toBe('20261230');
    expect(valueIn(only, 'DTEND')).toBe('20270101');
    expect(valueIn(only, 'DTSTAMP')).toBe('20261127T050607Z');
    expect(valueIn(only, 'UID')).toBe('round-018f3f6e-0000-7000-8000-000000000001');
  });

  test('without events is a calendar too', () => {
    expect(read().components).toEqual([]);
  });

  test('says no host and no person where a thing is told apart from others', () => {
    const file = calendarFile({ name: 'x', description: 'y', events: [event()] }, at);
    expect(/^UID:.*$/m.exec(file)?.[0]).not.toMatch(/@|samverkan/);
  });

  const letters = [
    'å',
    'ä',
    'ö',
    'é',
    '😀',
    '👩‍👩‍👧',
    'a',
    ' ',
    '\n',
    '\r\n',
    ',',
    ';',
    '\\',
    ':',
    '"',
    '\\n',
    'BEGIN:VEVENT',
    '\u2028',
    '\0',
  ];
  test.each(Array.from({ length: 200 }, (_, seed) => seed))('holds any text as it was written, number %i', (seed) => {
    // The same texts every time: a generator with a seed (Park and Miller).
    let state = seed * 7919 + 1;
    const next = (): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const text = Array.from(
      { length: 1 + Math.floor(next() * 120) },
      () => letters[Math.floor(next() * letters.length)],
    ).join('');
    const calendar = read(event({ summary: text, description: text, category: text }));
    expect(calendar.components.length).toBe(1);
    const [only] = calendar.components;
    if (!only) throw new Error('no event');
    const kept = text.replace(/\r\n?/g, '\n').replace(/[\0\u2028]/g, ' ');
    expect(unescaped(valueIn(only, 'SUMMARY'))).toBe(kept);
    if (kept !== '') expect(unescaped(valueIn(only, 'DESCRIPTION'))).toBe(kept);
    expect(unescaped(valueIn(only, 'CATEGORIES'))).toBe(kept);
  });

  test('breaks lines at 75 octets and never inside a letter', () => {
    for (const letter of ['a', 'å', '€', '😀']) {
      for (let length = 1; length < 200; length += 1) {
        const lines = folded(letter.repeat(length)).split('\r\n');
        expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
        expect(lines.map((line, number) => (number === 0 ? line : line.slice(1))).join('')).toBe(letter.repeat(length));
      }
    }
  });
});

describe('the reader of the tests', () => {
  const file = calendarFile({ name: 'x', description: 'y', events: [event()] }, at);
  test.each([
    ['lines that end in LF', file.replaceAll('\r\n', '\n')],
    ['a line that is too long', file.replace('SUMMARY:', `SUMMARY:${'a'.repeat(80)}`)],
    ['a comma that is not escaped', file.replace('SUMMARY:', 'SUMMARY:a,b')],
    ['a time where a day should be', file.replace('DTSTART;VALUE=DATE:20260331', 'DTSTART:20260331T000000Z')],
    ['a day that does not exist', file.replace('20260331', '20260231')],
    ['an event without its stamp', file.replace(/DTSTAMP:.*\r\n/, '')],
    [
      'the same thing twice',
      file.replace('END:VCALENDAR', `${/BEGIN:VEVENT[\s\S]*END:VEVENT/.exec(file)?.[0]}\r\nEND:VCALENDAR`),
    ],
    ['something that has not ended', file.replace('END:VEVENT\r\n', '')],
  ])('refuses %s', (_, wrong) => {
    expect(wrong).not.toBe(file);
    expect(() => readCalendar(Buffer.from(wrong))).toThrow();
  });
});

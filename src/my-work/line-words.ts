import { dayOf } from '../identity/index.ts';
import { type Formats, type Language, mostDaysTold } from '../platform/texts.ts';
import type { StateOf } from '../ui/state.tsx';
import { workTexts } from './texts.ts';
import { daysBetween, type WorkLine } from './work.ts';

/** What the line's last day says of it today; without one, what the room says. */
export function stateOfLine(line: WorkLine, language: Language, formats: Formats, now: Date): StateOf | undefined {
  const t = workTexts(language);
  if (line.dueOn === undefined) return line.waiting?.state;
  const left = daysBetween(dayOf(now), line.dueOn);
  if (left < 0) {
    const text = -left <= mostDaysTold ? t.late(-left) : t.lateSince(formats.monthAndYear(line.dueOn));
    return { shape: 'missed', text };
  }
  return { shape: 'waits', text: left === 0 ? t.today : t.until(formats.dayAndMonth(line.dueOn)) };
}

export const titleOfLine = (line: WorkLine, language: Language): string =>
  line.waiting?.title ?? workTexts(language).protectedWaits(line.count);

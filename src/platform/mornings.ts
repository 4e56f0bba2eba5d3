const hours = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', hourCycle: 'h23' });
/** The hour it is in Sweden. */
export const hourOf = (now: Date): number => Number(hours.format(now));

/** The next morning at seven, so that a letter lies on top when the day begins. */
export function nextMorning(now: Date): Date {
  for (let hour = 1; hour <= 48; hour += 1) {
    const at = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000 + hour * 3_600_000);
    if (hourOf(at) === 7) return at;
  }
  throw new Error('no morning comes');
}

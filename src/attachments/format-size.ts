import type { Formats } from '../platform/texts.ts';

const steps = ['B', 'kB', 'MB', 'GB'] as const;

/** 512 B, 4 kB, 1,3 MB: thousands, as systems for files show them, with a decimal below ten. */
export function writeSize(bytes: number, formats: Formats): string {
  let value = bytes;
  let step = 0;
  while (value >= 999.5 && step < steps.length - 1) {
    value /= 1000;
    step += 1;
  }
  const decimals = step > 1 && value < 9.95 && !Number.isInteger(value) ? 1 : 0;
  return `${formats.number(value, decimals)}\u00a0${steps[step]}`;
}

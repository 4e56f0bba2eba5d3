import type { Formats } from '../platform/texts.ts';
import type { Fraction } from './apportioning.ts';
import type { Measure } from './financing.ts';

/** Kronor with their öre where there are any; whole numbers all the way, so that nothing is lost. */
export const sayKronor = (ore: bigint, formats: Formats): string =>
  ore % 100n === 0n ? formats.number(Number(ore / 100n)) : formats.number(Number(ore) / 100, 2);

/** Hours and minutes as on a clock; whole hours without. */
export const sayHours = (minutes: bigint, formats: Formats): string => {
  const hours = formats.number(Number(minutes / 60n));
  return minutes % 60n === 0n ? hours : `${hours}:${String(minutes % 60n).padStart(2, '0')}`;
};

export const sayAmount = (amount: bigint, measure: Measure, formats: Formats): string =>
  measure === 'hours' ? sayHours(amount, formats) : sayKronor(amount, formats);

/** A number for a cell of a spreadsheet, in kronor or hours. */
export const asNumber = (amount: bigint, measure: Measure): number => Number(amount) / (measure === 'hours' ? 60 : 100);

const most = 100_000_000_000_000n;
const written = /^(\d+)(?:[.,](\d{1,4}))?$/;

/** An exact number of `perOne` parts in what somebody has written, or null. */
function readExactly(text: string, perOne: bigint): bigint | null {
  const [, whole = '', decimals = ''] = written.exec(text.replace(/[\s\u00a0\u202f]/gu, '')) ?? [];
  if (whole === '') return null;
  const scale = 10n ** BigInt(decimals.length);
  const parts = BigInt(whole + decimals) * perOne;
  return parts % scale === 0n && parts / scale <= most ? parts / scale : null;
}

/** Kronor as people write them: 2 400 000 or 95 446,50. In öre. */
export const readKronor = (text: string): bigint | null => readExactly(text.replace(/\s*(kr|kronor)$/i, ''), 100n);

/** Hours as people write them: 120, 7,5 or 7:30. In minutes. */
export function readHours(text: string): bigint | null {
  const [, hours = '', minutes = ''] = /^([\d\s\u00a0\u202f]+):([0-5]\d)$/u.exec(text.trim()) ?? [];
  const whole = readExactly(hours === '' ? text : hours, 60n);
  return whole === null ? null : whole + BigInt(minutes || 0);
}

export const readAmount = (text: string, measure: Measure): bigint | null =>
  measure === 'hours' ? readHours(text) : readKronor(text);

/** A per cent in hundredths, 2,5 being 250, or null. */
export function readHundredths(text: string): number | null {
  const value = readExactly(text.replace(/[-−]/, '').replace(/\s*%$/, ''), 100n);
  if (value === null || value > 10_000n) return null;
  return Number(value) * (/^\s*[-−]/.test(text) ? -1 : 1);
}

/** 1/3, or 33,33 %, as an exact fraction; null where it is neither. */
export function readFraction(text: string): Fraction | null {
  const [, up = '', down = ''] = /^(\d{1,9})\s*\/\s*(\d{1,9})$/.exec(text.trim()) ?? [];
  if (up !== '') return BigInt(down) === 0n ? null : { numerator: BigInt(up), denominator: BigInt(down) };
  if (!/%\s*$/.test(text)) return null;
  const value = readExactly(text.replace(/\s*%\s*$/, ''), 10_000n);
  return value === null || value > 1_000_000n ? null : { numerator: value, denominator: 1_000_000n };
}

/** As a per cent where that is exact to two decimals, else as the fraction it is. */
export function sayFraction({ numerator, denominator }: Fraction, formats: Formats): string {
  const parts = numerator * 10_000n;
  if (parts % denominator !== 0n) return `${numerator}/${denominator}`;
  const hundredths = Number(parts / denominator);
  return formats.percent(hundredths / 100, hundredths % 100 === 0 ? 0 : 2);
}

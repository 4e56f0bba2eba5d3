export const languages = ['sv', 'en'] as const;
export type Language = (typeof languages)[number];
export const isLanguage = (text: string | undefined): text is Language => text === 'sv' || text === 'en';

/** A text in both languages, as it lies in data. */
export type BothLanguages = { readonly [Key in Language]: string };

const locale: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' };
const zone = 'Europe/Stockholm';

/** How numbers, dates and lists are written in a language. Made once per language. */
export interface Formats {
  readonly language: Language;
  /** 5,1 with the decimals asked for; minus is U+2212, thousands a no-break space in Swedish. */
  number(value: number, decimals?: number): string;
  percent(value: number, decimals?: number): string;
  /** 24 november 2023 */
  date(date: Date | string): string;
  /** 24 november, without year */
  dayAndMonth(date: Date | string): string;
  /** februari 2024 */
  monthAndYear(date: Date | string): string;
  /** kl. 9.00 / 9:00 */
  time(instant: Date): string;
  list(items: readonly string[]): string;
  compare(a: string, b: string): number;
  /** In the reader's order: in Swedish å, ä and ö come last, in English they stand by a and o. */
  byName<Row>(rows: readonly Row[], nameOf: (row: Row) => string): readonly Row[];
}

/** How long something has been late is told in days for so long; after that, since when. */
export const mostDaysTold = 60;

const asDate = (date: Date | string): Date =>
  typeof date === 'string' ? new Date(`${date.slice(0, 10)}T12:00:00Z`) : date;

/** Numbers as they were written last: the same figures are shown to many, and Intl is slow. */
const mostKept = 5000;

function makeFormats(language: Language): Formats {
  const tag = locale[language];
  const numbers = new Map<number, { readonly formatter: Intl.NumberFormat; readonly written: Map<number, string> }>();
  const format = (value: number, decimals: number): string => {
    let known = numbers.get(decimals);
    if (!known) {
      const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
      known = { formatter: new Intl.NumberFormat(tag, digits), written: new Map() };
      numbers.set(decimals, known);
    }
    let text = known.written.get(value);
    if (text === undefined) {
      text = known.formatter
        .format(value)
        .replace('-', '−')
        .replace(/^−(?=0(?:[.,]0*)?$)/, '');
      if (known.written.size >= mostKept) known.written.clear();
      known.written.set(value, text);
    }
    return text;
  };
  const dates = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', year: 'numeric', timeZone: zone });
  const days = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', timeZone: zone });
  const months = new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: zone });
  const times = new Intl.DateTimeFormat(tag, { hour: 'numeric', minute: '2-digit', hour12: false, timeZone: zone });
  const lists = new Intl.ListFormat(tag, { type: 'conjunction' });
  const collator = new Intl.Collator(tag, { numeric: true });
  return {
    language,
    number: (value, decimals = 0) => format(value, decimals),
    percent: (value, decimals = 1) =>
      language === 'sv' ? `${format(value, decimals)}\u00a0%` : `${format(value, decimals)}%`,
    date: (date) => dates.format(asDate(date)),
    dayAndMonth: (date) => days.format(asDate(date)),
    monthAndYear: (date) => months.format(asDate(date)),
    time: (instant) =>
      language === 'sv'
        ? `kl. ${times
            .format(instant)
            .replace(':', '.')
            .replace(/^0(?=\d)/, '')}`
        : times.format(instant),
    list: (items) => lists.format(items),
    compare: (a, b) => collator.compare(a, b),
    byName: (rows, nameOf) => rows.toSorted((a, b) => collator.compare(nameOf(a), nameOf(b))),
  };
}

const made: Record<Language, Formats> = { sv: makeFormats('sv'), en: makeFormats('en') };
export const formatsFor = (language: Language): Formats => made[language];

const words: Record<Language, readonly string[]> = {
  sv: ['inga', 'en', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio', 'tio', 'elva', 'tolv'],
  en: ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
};

/** A number of things in running text: in words up to twelve, in figures above. */
export const countInWords = (language: Language, count: number): string => words[language][count] ?? String(count);

/** As countInWords, where a sentence begins. */
export function countFirst(language: Language, count: number): string {
  const word = countInWords(language, count);
  return word.charAt(0).toLocaleUpperCase(language) + word.slice(1);
}

/** Chooses among a feature's texts. The Swedish file is the type; the English one satisfies it. */
export const inBothLanguages =
  <Texts>(sv: Texts, en: Texts): ((language: Language) => Texts) =>
  (language) =>
    language === 'sv' ? sv : en;

/** The shape of texts.sv.ts that texts.en.ts must satisfy: the same keys, functions with the same arguments. */
export type TextsLike<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string
    ? string
    : Source[Key] extends (...args: infer Args) => string
      ? (...args: Args) => string
      : TextsLike<Source[Key]>;
};

import { Refusal } from '../errors.ts';
import type { ReceivedFile } from '../files/file-store.ts';

/** What a form posted. Values are text; a field that was posted twice keeps its first value, `all` gives every one. */
export interface FormInput {
  text(name: string): string;
  all(name: string): readonly string[];
  file(name: string): File | undefined;
  /** The files of a form whose route receives them, in the order of their fields. */
  received(name: string): readonly ReceivedField[];
  /** Everything typed, to fill the form again. */
  readonly typed: Readonly<Record<string, string>>;
  readonly chosen: Readonly<Record<string, readonly string[]>>;
}

/** The most fields a form of ours has is some thousand: every municipality and every value of a file. */
const mostFields = 20_000;
/** A file that came in a field, under the name that the sender gave it. */
export interface ReceivedField {
  readonly field: string;
  readonly givenName: string;
  readonly file: ReceivedFile;
}

export function readFormInput(data: FormData): FormInput {
  const texts: [string, string][] = [];
  const files = new Map<string, File>();
  let fields = 0;
  for (const [name, value] of data.entries()) {
    fields += 1;
    if (fields > mostFields) throw new Refusal('forbidden', 'tooManyFields');
    if (typeof value === 'string') texts.push([name, value]);
    else if (value.size > 0 && !files.has(name)) files.set(name, value);
  }
  return makeFormInput(texts, files, []);
}

/** What was typed, in the order of the fields, and what came with it. */
export function makeFormInput(
  given: Iterable<readonly [name: string, value: string]>,
  files: ReadonlyMap<string, File>,
  received: readonly ReceivedField[],
): FormInput {
  const texts = new Map<string, string[]>();
  for (const [name, value] of given) {
    // PostgreSQL keeps no text with a NUL in it, and nobody types one.
    const normal = value.replaceAll('\0', '').replace(/\r\n?/g, '\n').normalize('NFC');
    const before = texts.get(name);
    if (before) before.push(normal);
    else texts.set(name, [normal]);
  }
  const plain = <Value>(value: (values: string[]) => Value): Record<string, Value> =>
    Object.assign(Object.create(null), Object.fromEntries([...texts].map(([name, values]) => [name, value(values)])));
  return {
    text: (name) => (texts.get(name)?.[0] ?? '').trim(),
    all: (name) => texts.get(name) ?? [],
    file: (name) => files.get(name),
    received: (name) => received.filter(({ field }) => field === name),
    typed: plain((values) => values[0] ?? ''),
    chosen: plain((values) => values),
  };
}

/** One field that must be put right: where, and what to do. In the order of the fields. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** What was posted cannot be carried out. The transaction is taken back and the form is shown again. */
export class FormErrors extends Error {
  readonly errors: readonly FieldError[];
  constructor(errors: readonly FieldError[]) {
    super(errors.map((error) => error.field).join(', '));
    this.name = 'FormErrors';
    this.errors = errors;
  }
}

/**
 * Reads a form field by field and gathers what is wrong in the order of the fields. `done()` refuses with all of it at
 * once; until then every reader answers something usable.
 */
export class FormReader {
  readonly #form: FormInput;
  readonly #errors: FieldError[] = [];

  constructor(form: FormInput) {
    this.#form = form;
  }

  wrong(field: string, message: string): void {
    if (!this.#errors.some((error) => error.field === field)) this.#errors.push({ field, message });
  }

  /** Text, with a message for when it is empty and one for when it is longer than `most` characters. */
  text(field: string, missing?: string, most = 4000, tooLong?: string): string {
    const text = this.#form.text(field);
    if (text === '' && missing) this.wrong(field, missing);
    if (text.length > most) this.wrong(field, tooLong ?? missing ?? field);
    return text;
  }

  /** A number as people write it: decimal comma or point, spaces between thousands, a sign of either kind. */
  number(field: string, wrong: string): number | null {
    const text = this.#form.text(field);
    if (text === '') return null;
    const value = readNumber(text);
    if (value === null) this.wrong(field, wrong);
    return value;
  }

  /** A whole number within limits, or null when nothing was typed. */
  whole(field: string, wrong: string, from: number, to: number): number | null {
    const value = this.number(field, wrong);
    if (value !== null && (!Number.isInteger(value) || value < from || value > to)) {
      this.wrong(field, wrong);
      return null;
    }
    return value;
  }

  /** A date as yyyy-mm-dd, as date fields send it and people write it. */
  date(field: string, wrong: string): string | null {
    const text = this.#form.text(field);
    if (text === '') return null;
    const date = new Date(`${text}T00:00:00Z`);
    if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)) {
      return text;
    }
    this.wrong(field, wrong);
    return null;
  }

  oneOf<Choice extends string>(field: string, choices: readonly Choice[], wrong: string): Choice | undefined {
    const text = this.#form.text(field);
    const found = choices.find((choice) => choice === text);
    if (found === undefined) this.wrong(field, wrong);
    return found;
  }

  someOf<Choice extends string>(field: string, choices: readonly Choice[]): Choice[] {
    return choices.filter((choice) => this.#form.all(field).includes(choice));
  }

  /** What is wrong so far, for a form that asks and changes nothing. */
  get faults(): readonly FieldError[] {
    return this.#errors;
  }

  done(): void {
    if (this.#errors.length > 0) throw new FormErrors(this.#errors);
  }
}

const writtenNumber = /^[-−]?\d{1,3}(?:[   ]\d{3})+(?:[.,]\d+)?$|^[-−]?\d+(?:[.,]\d+)?$/;

/** The number in a text written by a person, or null. */
export function readNumber(text: string): number | null {
  if (!writtenNumber.test(text)) return null;
  return Number(text.replace(/[   ]/g, '').replace('−', '-').replace(',', '.'));
}

import type { PartyRow } from '../collaborations/index.ts';
import { readKronor } from '../financing/index.ts';
import type { GoalRow } from '../goals/index.ts';
import type { Way } from '../groups/index.ts';
import type { FormInput, FormReader } from '../platform/http/form-input.ts';
import type { Language } from '../platform/texts.ts';
import { type ClauseKind, clauseKinds } from './agreement.ts';
import { dayIn, readPasted } from './pasted-lines.ts';
import { agreementTexts } from './texts.ts';

/** A goal that the file names: one that is here already, or words for a new one. */
export type MarkedGoal = { readonly id: string; readonly text: string } | { readonly id: null; readonly text: string };

interface MarkedDuty {
  readonly partyId: string;
  readonly text: string;
  readonly untilOn: string | null;
  /** Which of the marked goals it is for, counted from the first. */
  readonly goalAt: number | null;
}

/** What the file says of money: a plan that is here already, or amounts in öre for a plan of its own. */
export type MarkedMoney =
  | { readonly planId: string }
  | {
      readonly planId: null;
      readonly total: bigint;
      readonly isEqual: boolean;
      readonly amounts: readonly { readonly partyId: string; readonly amount: bigint }[];
      readonly firstYear: number;
      readonly lastYear: number;
    };

export interface MarkedRule {
  readonly subject: string;
  /** Null: each party. */
  readonly group: string | null;
  readonly way: Way;
  readonly ifNotAgreed: string;
}

/** What of a file that was signed before is used from day to day. */
export interface Marked {
  readonly goals: readonly MarkedGoal[];
  readonly duties: readonly MarkedDuty[];
  readonly money: MarkedMoney | undefined;
  readonly rules: readonly MarkedRule[];
  /** The clauses that it has besides those that something is told of. */
  readonly also: readonly ClauseKind[];
}

interface Around {
  readonly parties: readonly PartyRow[];
  readonly goals: readonly Pick<GoalRow, 'id' | 'text'>[];
  readonly plans: readonly { readonly id: string }[];
  readonly from: string | null;
  readonly ends: string | null;
  readonly language: Language;
}

const linesIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*[-*•]\s*/, '').trim())
    .filter(Boolean);

/** Lines that begin with nobody that takes part, told at their field. */
export function readPartyLines(
  reader: FormReader,
  field: string,
  most: number,
  parties: readonly PartyRow[],
  language: Language,
) {
  const t = agreementTexts(language).takeOver;
  const { lines, unknown } = readPasted(reader.text(field, undefined, most), parties);
  if (unknown.length > 0)
    reader.wrong(field, unknown.map((line) => t.unknownParty(line.number, line.text.slice(0, 80))).join(' '));
  return lines;
}

function readGoals(reader: FormReader, goals: Around['goals']): readonly MarkedGoal[] {
  const plain = (text: string): string => text.toLocaleLowerCase('sv');
  return [...new Set(linesIn(reader.text('goals', undefined, 10_000)))].map((text) => {
    const known = goals.find((one) => plain(one.text) === plain(text));
    return known ? { id: known.id, text: known.text } : { id: null, text };
  });
}

const goalIn = (part: string): number | undefined => {
  const [, number] = /^(?:mål|goal)\s*(\d{1,3})$/i.exec(part) ?? [];
  return number === undefined ? undefined : Number(number);
};

function readDuties(reader: FormReader, goals: number, { parties, language }: Around): readonly MarkedDuty[] {
  const t = agreementTexts(language).takeOver;
  return readPartyLines(reader, 'duties', 20_000, parties, language).flatMap(({ party, parts }) => {
    const number = parts.map(goalIn).find((one) => one !== undefined);
    if (number !== undefined && (number < 1 || number > goals))
      reader.wrong('duties', t.noSuchGoal(party.name, number));
    const untilOn = parts.map(dayIn).find(Boolean) ?? null;
    const words = parts.filter((part, at) => at === 0 || (goalIn(part) === undefined && dayIn(part) === undefined));
    return words.length === 0
      ? []
      : [{ partyId: party.id, text: words.join('; '), untilOn, goalAt: number === undefined ? null : number - 1 }];
  });
}

function readMoney(reader: FormReader, form: FormInput, around: Around): MarkedMoney | undefined {
  const { parties, plans, from, ends, language } = around;
  const t = agreementTexts(language).takeOver;
  const chosen = plans.find((one) => one.id === form.text('plan'));
  if (chosen) return { planId: chosen.id };
  const written = form.text('moneyTotal');
  const stated = written === '' ? null : readKronor(written);
  if (written !== '' && stated === null) reader.wrong('moneyTotal', t.kronorWrong);
  const amounts = readPartyLines(reader, 'money', 10_000, parties, language).flatMap(({ party, parts: [part] }) => {
    const amount = part === undefined ? null : readKronor(part);
    if (part !== undefined && amount === null) reader.wrong('money', t.amountWrong(party.name));
    return amount === null ? [] : [{ partyId: party.id, amount }];
  });
  const isEqual = form.all('moneyEqual').includes('equal');
  if (isEqual && amounts.length > 0) reader.wrong('money', t.moneyBoth);
  if (isEqual && stated === null) reader.wrong('moneyTotal', t.totalMissing);
  const sum = amounts.reduce((all, { amount }) => all + amount, 0n);
  if (amounts.length > 0 && stated !== null && stated !== sum) reader.wrong('money', t.sumDiffers);
  const total = amounts.length > 0 ? sum : stated;
  if (total === null) return undefined;
  const firstYear = Number((from ?? '').slice(0, 4));
  const until = reader.whole('moneyLast', t.lastYearMissing, 1900, 2200);
  const lastYear = until ?? (ends ? Number(ends.slice(0, 4)) : null);
  if (lastYear === null || lastYear < firstYear || lastYear > firstYear + 40)
    reader.wrong('moneyLast', t.lastYearMissing);
  return { planId: null, total, isEqual, amounts, firstYear, lastYear: lastYear ?? firstYear };
}

const askedWays = ['consensus', 'consent', 'majority', 'chair', 'legalOrder'] as const;

/** “Handlingsplanen: Styrgruppen; eniga; tas upp igen”, or “Budgeten: varje part”. */
function readRules(reader: FormReader, { language }: Around): readonly MarkedRule[] {
  const t = agreementTexts(language).takeOver;
  const isSame = (one: string, other: string | undefined): boolean =>
    one.toLocaleLowerCase('sv') === other?.toLocaleLowerCase('sv');
  return linesIn(reader.text('order', undefined, 10_000)).flatMap((line, at): readonly MarkedRule[] => {
    const [, subject = '', rest = ''] = /^([^:]{1,200}):(.*)$/.exec(line) ?? [];
    const [who = '', how, ...otherwise] = rest.split(';').map((part) => part.trim());
    if (subject.trim() !== '' && isSame(t.eachParty, who)) {
      return [{ subject: subject.trim(), group: null, way: 'eachParty', ifNotAgreed: how ?? '' }];
    }
    const way = askedWays.find((one) => isSame(t.ways[one], how));
    if (subject.trim() === '' || who === '' || !way) {
      reader.wrong('order', t.ruleWrong(at + 1, line.slice(0, 80)));
      return [];
    }
    return [{ subject: subject.trim(), group: who, way, ifNotAgreed: otherwise.join('; ') }];
  });
}

/** Reads what is told of the clauses. What is wrong is told to the reader, at its field. */
export function readMarked(reader: FormReader, form: FormInput, around: Around): Marked {
  const goals = readGoals(reader, around.goals);
  return {
    goals,
    duties: readDuties(reader, goals.length, around),
    money: readMoney(reader, form, around),
    rules: readRules(reader, around),
    also: reader.someOf('also', clauseKinds),
  };
}

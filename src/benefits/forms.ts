import { readKronor } from '../financing/index.ts';
import type { FormInput, FormReader } from '../platform/http/form-input.ts';
import type { Language } from '../platform/texts.ts';
import { benefitKinds, readWhole, receivers, tradeOffOutcomes } from './benefit.ts';
import type { EstimateFacts, TradeOffFacts } from './estimating.ts';
import type { BenefitRow } from './queries.ts';
import { type FormRows, taking } from './reading-benefits.ts';
import type { BenefitFacts } from './registering.ts';
import { benefitTexts } from './texts.ts';

const chosenOf = <Choice extends string>(choices: readonly Choice[], text: string): Choice | null =>
  choices.find((choice) => choice === text) ?? null;

/** The receivers that a form offers: each party, and those who receive without being one. */
export const receiverValue = (one: Pick<BenefitRow, 'receiver' | 'receiver_party_id'>): string =>
  one.receiver_party_id ?? one.receiver;

/** `before`: with figures told, whose benefit it is stays. */
export function readBenefit(
  reader: FormReader,
  form: FormInput,
  rows: FormRows,
  before: BenefitRow | undefined,
  language: Language,
): BenefitFacts {
  const t = benefitTexts(language).form;
  const parties = taking(rows.parties);
  const title = reader.text('title', t.titleMissing, 300);
  const given = form.text('receiver');
  const receiverParty = parties.find(({ id }) => id === given)?.id ?? null;
  const receiver = receiverParty ? 'party' : chosenOf(receivers, given);
  if (receiver === null || (receiver === 'party' && !receiverParty)) reader.wrong('receiver', t.receiverMissing);
  const receiverWords = reader.text('receiverWords', undefined, 300);
  if (receiver === 'other' && receiverWords === '') reader.wrong('receiverWords', t.receiverWordsMissing);
  const kind = chosenOf(benefitKinds, form.text('kind'));
  const unit = reader.text('unit', undefined, 60);
  const hasFigures = rows.estimates.some(({ benefit_id }) => benefit_id === before?.id);
  if (before && hasFigures && (kind === 'economic') !== (before.kind === 'economic')) reader.wrong('kind', t.kindKept);
  const realiser = parties.find(({ id }) => id === form.text('realiser'));
  const seat = form.text('seat');
  const isKnown = rows.seats.some((one) => one.seat_id === seat && one.organisation_id === realiser?.organisation_id);
  if (seat !== '' && !isKnown) reader.wrong('seat', t.seatWrong);
  const isParty = receiver === 'party' && receiverParty !== null;
  return {
    title,
    description: reader.text('description', undefined, 4000),
    kind,
    receiver: isParty ? 'party' : receiver === null || receiver === 'party' ? 'society' : receiver,
    receiver_party_id: receiverParty,
    receiver_words: isParty ? '' : receiverWords,
    measure: reader.text('measure', undefined, 500),
    unit: kind === 'economic' ? '' : unit,
    indicator_id: rows.indicators.find(({ id }) => id === form.text('indicator'))?.id ?? null,
    realiser_party_id: realiser?.id ?? null,
    seat_id: isKnown ? seat : null,
    due_on: reader.date('dueOn', t.dateWrong),
    goal_id: rows.goals.find(({ id }) => id === form.text('goal'))?.id ?? null,
    activity_id: rows.activities.find(({ id }) => id === form.text('activity'))?.id ?? null,
    source_note: before?.source_note ?? '',
  };
}

/** Amounts as they are counted: öre of money, whole numbers of anything else. */
const readAmount = (text: string, isMoney: boolean): bigint | null => (isMoney ? readKronor(text) : readWhole(text));

/** `years`: those that the form asked for. A year of which nothing is said is left out. */
export function readFigures(
  reader: FormReader,
  form: FormInput,
  years: readonly number[],
  isMoney: boolean,
  language: Language,
): EstimateFacts {
  const t = benefitTexts(language).figuresForm;
  const amount = (field: string): string | null => {
    const text = form.text(field);
    if (text === '') return null;
    const value = readAmount(text, isMoney);
    if (value === null) reader.wrong(field, isMoney ? t.kronorWrong : t.wholeWrong);
    return value === null ? null : String(value);
  };
  const told = years
    .map((year) => ({ year, expected: amount(`expected-${year}`), realised: amount(`realised-${year}`) }))
    .filter(({ expected, realised }) => expected !== null || realised !== null);
  if (told.length === 0 && reader.faults.length === 0) reader.wrong(`expected-${years[0]}`, t.nothing);
  return {
    years: told.map(({ year }) => year),
    expected: told.map(({ expected }) => expected),
    realised: told.map(({ realised }) => realised),
    reckoning: reader.text('reckoning', undefined, 2000),
  };
}

export function readTradeOff(reader: FormReader, form: FormInput, today: string, language: Language): TradeOffFacts {
  const t = benefitTexts(language).tradeOff;
  const first = reader.whole('firstYear', t.yearWrong, 1900, 2200);
  const last = reader.whole('lastYear', t.yearWrong, 1900, 2200);
  if (
    (first === null) !== (last === null) ||
    (first !== null && last !== null && (last < first || last > first + 40))
  ) {
    reader.wrong('lastYear', t.yearsWrong);
  }
  const kronor = (field: string): string | null => {
    const text = form.text(field);
    const value = text === '' ? null : readKronor(text);
    if (text !== '' && value === null) reader.wrong(field, t.kronorWrong);
    return value === null ? null : String(value);
  };
  return {
    first_year: first,
    last_year: last,
    cost: kronor('cost'),
    cost_words: reader.text('costWords', undefined, 4000),
    gain: kronor('gain'),
    gain_words: reader.text('gainWords', undefined, 4000),
    outcome: chosenOf(tradeOffOutcomes, form.text('outcome')),
    words: reader.text('words', undefined, 4000),
    weighed_on: today,
  };
}

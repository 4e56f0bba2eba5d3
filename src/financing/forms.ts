import type { PartyRow } from '../collaborations/index.ts';
import type { FormInput, FormReader } from '../platform/http/form-input.ts';
import type { Language } from '../platform/texts.ts';
import { readAmount, readFraction, readHundredths } from './amounts.ts';
import {
  coverings,
  type FinancingKey,
  financingKeys,
  invoicings,
  layerKinds,
  type Measure,
  measureOf,
  type Rounding,
  roundings,
} from './financing.ts';
import { faultOf, layerOf } from './planning.ts';
import type { InhabitantsRow, LayerRow } from './queries.ts';
import type { LayerFacts, PlanFacts, ShareFacts } from './setting-plan.ts';
import { financingTexts } from './texts.ts';

export function readPlan(reader: FormReader, form: FormInput, language: Language): PlanFacts {
  const t = financingTexts(language).plan;
  const title = reader.text('title', t.nameMissing, 200);
  const first = reader.whole('firstYear', t.yearWrong, 1900, 2200);
  if (first === null) reader.wrong('firstYear', t.yearWrong);
  const last = reader.whole('lastYear', t.yearWrong, 1900, 2200);
  if (last === null) reader.wrong('lastYear', t.yearWrong);
  if (first !== null && last !== null && (last < first || last > first + 40)) reader.wrong('lastYear', t.lastWrong);
  const price = reader.whole('priceYear', t.yearWrong, 1900, 2200);
  const written = form.text('indexation');
  const indexation = written === '' ? null : readHundredths(written);
  if (written !== '' && (indexation === null || Math.abs(indexation) > 2000))
    reader.wrong('indexation', t.indexationWrong);
  if (indexation !== null && price === null) reader.wrong('priceYear', t.indexationNeedsYear);
  const rounding = reader.oneOf('rounding', roundings, t.rounding) ?? 'krona';
  return {
    title,
    first_year: first,
    last_year: last,
    price_year: price,
    indexation,
    rounding,
    invoicing: invoicings.find((one) => one === form.text('invoicing')) ?? null,
    invoicing_note: reader.text('invoicingNote', undefined, 300),
    surplus_rule: reader.text('surplus', undefined, 500),
    deficit_rule: reader.text('deficit', undefined, 500),
  };
}

export interface ReadLayer {
  readonly facts: LayerFacts;
  readonly shares: readonly ShareFacts[];
}

const isPerInhabitant = (key: FinancingKey): boolean => key === 'perInhabitant' || key === 'onePaysRestPerInhabitant';

/** The year that is asked for, or the newest that the library has. */
const yearIn = (known: readonly InhabitantsRow[], asked: number | null): number | null =>
  asked ??
  known.reduce<number | null>((newest, { period }) => (newest === null || period > newest ? period : newest), null);

interface Around {
  readonly parties: readonly PartyRow[];
  readonly inhabitants: readonly InhabitantsRow[];
  readonly rounding: Rounding;
  readonly language: Language;
}

function readShares(
  reader: FormReader,
  form: FormInput,
  { key, kind }: Pick<LayerFacts, 'key' | 'kind'>,
  year: number | null,
  { parties, inhabitants, language }: Around,
): ShareFacts[] {
  const t = financingTexts(language).layer;
  const chosen = reader.someOf(
    'party',
    parties.map(({ id }) => id),
  );
  if (chosen.length === 0 && key !== 'funder' && key !== 'notKnown') reader.wrong('party', t.whoMissing);
  return chosen.map((partyId): ShareFacts => {
    const text = ['fixedShares', 'onePaysRestPerInhabitant', 'onePaysRestNotKnown'].includes(key)
      ? form.text(`share-${partyId}`)
      : '';
    const fraction = readFraction(text);
    const amount = key === 'fixedShares' && text !== '' && !fraction ? readAmount(text, measureOf(kind)) : null;
    if ((text !== '' && !fraction && amount === null) || (text === '' && key === 'fixedShares')) {
      reader.wrong(`share-${partyId}`, t.shareWrong);
    }
    const counted = isPerInhabitant(key) && !fraction;
    const typed = counted ? reader.whole(`inhabitants-${partyId}`, t.inhabitantsWrong, 1, 100_000_000) : null;
    const known = counted
      ? inhabitants.find((one) => one.party_id === partyId && one.period === year)?.inhabitants
      : undefined;
    if (counted && typed === null && known === undefined) reader.wrong(`inhabitants-${partyId}`, t.inhabitantsMissing);
    const people = counted ? (typed ?? known ?? null) : null;
    return {
      party_id: partyId,
      share_numerator: fraction ? Number(fraction.numerator) : null,
      share_denominator: fraction ? Number(fraction.denominator) : null,
      amount: amount === null ? null : String(amount),
      inhabitants: people,
      inhabitants_source: people === null ? null : people === known ? 'kolada' : 'typed',
    };
  });
}

export function readLayer(reader: FormReader, form: FormInput, around: Around): ReadLayer {
  const t = financingTexts(around.language).layer;
  const title = reader.text('title', t.nameMissing, 200);
  const kind = reader.oneOf('kind', layerKinds, t.kindMissing) ?? 'money';
  const funder = reader.text('funder', kind === 'grant' ? t.funderMissing : undefined, 200);
  const written = form.text('total');
  const total = written === '' ? null : readAmount(written, measureOf(kind));
  if (/^\s*[-−]/.test(written)) reader.wrong('total', t.totalNegative);
  else if (written !== '' && total === null) reader.wrong('total', t.totalWrong);
  else if (total !== null && kind !== 'hours' && around.rounding === 'krona' && total % 100n !== 0n) {
    reader.wrong('total', t.wholeKronor);
  }
  const covers = reader.oneOf('covers', coverings, t.covers) ?? 'eachYear';
  const key = kind === 'grant' ? 'funder' : (reader.oneOf('key', financingKeys, t.keyMissing) ?? 'notKnown');
  if (kind !== 'grant' && key === 'funder') reader.wrong('key', t.keyMissing);
  const asked = reader.whole('inhabitantsYear', financingTexts(around.language).plan.yearWrong, 1900, 2200);
  const year = isPerInhabitant(key) ? yearIn(around.inhabitants, asked) : null;
  const coFinancing = form.text('coFinancing') === '' ? null : readHundredths(form.text('coFinancing'));
  if (kind === 'grant' && form.text('coFinancing') !== '' && (coFinancing === null || coFinancing < 0)) {
    reader.wrong('coFinancing', t.coFinancingWrong);
  }
  const shares = kind === 'grant' ? [] : readShares(reader, form, { key, kind }, year, around);
  const facts: LayerFacts = {
    title,
    kind,
    total: total === null ? null : String(total),
    covers,
    key,
    inhabitants_year: shares.some((share) => share.inhabitants_source === 'kolada') ? year : null,
    funder: kind === 'grant' ? funder : '',
    co_financing: kind === 'grant' ? coFinancing : null,
    co_financing_note: kind === 'grant' ? reader.text('coFinancingNote', undefined, 500) : '',
  };
  if (reader.faults.length === 0) {
    const fault = faultOf(asLayer(facts, shares), around.rounding);
    if (fault) reader.wrong(fault === 'notWholeUnits' ? 'total' : 'party', t.faults[fault]);
  }
  return { facts, shares };
}

const unsaved = 'new';

/** What has been written, as it would be reckoned with. */
export const asLayer = (facts: LayerFacts, shares: readonly ShareFacts[], before?: LayerRow) => {
  const id = before?.id ?? unsaved;
  return layerOf(
    { ...facts, id, financing_plan_id: '', place: 0, version: 0 },
    shares.map((share) => ({ ...share, financing_layer_id: id })),
  );
};

/** An amount in a field that may be left empty. */
export function readOptional(
  reader: FormReader,
  form: FormInput,
  field: string,
  measure: Measure,
  wrong: string,
): string | null {
  const text = form.text(field);
  if (text === '') return null;
  const amount = readAmount(text, measure);
  if (amount === null) reader.wrong(field, wrong);
  return amount === null ? null : String(amount);
}

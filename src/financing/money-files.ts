import writeWorkbook from 'write-excel-file/node';
import type { Reading } from '../collaborations/index.ts';
import { identityTexts } from '../identity/index.ts';
import type { CsvCell } from '../platform/documents/csv.ts';
import { asNumber } from './amounts.ts';
import { type Measure, measureOf } from './financing.ts';
import { financingTexts } from './texts.ts';
import { type Money, type WhoPaysWhat, whoPaysWhat } from './who-pays-what.ts';

/** A table as it leaves the page: numbers are numbers, and what is not known is empty. */
export interface Sheet {
  readonly name: string;
  readonly heading: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
  /** In which columns amounts stand, counted from nought. */
  readonly amounts: readonly number[];
}

const tablesOf = (money: Money, own: string | null): readonly WhoPaysWhat[] =>
  (['money', 'hours'] as const).flatMap((measure) => whoPaysWhat(money, measure, own) ?? []);

const exampleOf = (of: Reading): string => {
  const { example } = of.collaboration;
  return example === 'none' ? '' : identityTexts(of.language).frame.example[example];
};

export function partySheet(of: Reading, money: Money): Sheet {
  const t = financingTexts(of.language);
  const number = (amount: bigint | null, measure: Measure): number | null =>
    amount === null ? null : asNumber(amount, measure);
  const label = exampleOf(of);
  return {
    name: t.files.sheets.parties,
    heading: [
      t.table.party,
      t.picture.year,
      t.files.unit,
      t.table.planned,
      t.table.decided,
      t.table.paid,
      ...(label ? [t.files.example] : []),
    ],
    rows: tablesOf(money, of.user.organisation_id).flatMap(({ measure, years, rows }) =>
      rows.flatMap(({ party, byYear }) =>
        byYear.map(({ planned, decided, paid }, at): CsvCell[] => [
          party.name,
          years[at] ?? t.table.whole,
          measure === 'hours' ? t.table.hoursUnit : t.table.kronor,
          planned && !planned.isOpen ? number(planned.amount, measure) : null,
          number(decided, measure),
          number(paid, measure),
          ...(label ? [label] : []),
        ]),
      ),
    ),
    amounts: [3, 4, 5],
  };
}

export function layerSheet(of: Reading, money: Money): Sheet {
  const t = financingTexts(of.language);
  const nameOf = (id: string) => money.parties.find((party) => party.id === id)?.name ?? '';
  const label = exampleOf(of);
  return {
    name: t.files.sheets.layers,
    heading: [
      t.files.layer,
      t.files.measure,
      t.files.key,
      t.picture.year,
      t.table.party,
      t.layer.inhabitants,
      t.files.unit,
      t.table.planned,
      t.files.total,
      ...(label ? [t.files.example] : []),
    ],
    rows: money.planned.flatMap((one): CsvCell[][] => {
      const layer = money.layerRows.find(({ id }) => id === one.layerId);
      if (!layer) return [];
      const measure = measureOf(layer.kind);
      const parts: (readonly [string, bigint | null])[] = one.parts.size > 0 ? [...one.parts] : [['', null]];
      return parts.map(([partyId, part]) => [
        layer.title,
        t.layer.kinds[layer.kind],
        t.layer.keys[layer.key],
        one.year ?? t.table.whole,
        layer.funder || nameOf(partyId),
        money.shares.find((share) => share.financing_layer_id === layer.id && share.party_id === partyId)
          ?.inhabitants ?? null,
        measure === 'hours' ? t.table.hoursUnit : t.table.kronor,
        part === null ? null : asNumber(part, measure),
        one.total === null ? null : asNumber(one.total, measure),
        ...(label ? [label] : []),
      ]);
    }),
    amounts: [7, 8],
  };
}

/** Both tables as a workbook, a sheet each. Excel writes the numbers as its own language does. */
export async function asWorkbook(sheets: readonly Sheet[]): Promise<Buffer> {
  const pages = sheets.map(({ name, heading, rows, amounts }) => ({
    sheet: name,
    data: [
      heading.map((value) => ({ value, fontWeight: 'bold' as const })),
      ...rows.map((row) =>
        row.map((value, at) => {
          if (value === null) return null;
          if (typeof value === 'string') return { value, type: String };
          return { value, type: Number, ...(amounts.includes(at) ? { format: '#,##0.00' } : {}) };
        }),
      ),
    ],
    columns: heading.map((_, at) => ({ width: at === 0 ? 28 : 18 })),
    stickyRowsCount: 1,
  }));
  return await writeWorkbook(pages).toBuffer();
}

/** Everything that the pages tell, for another system. Amounts are whole öre and whole minutes. */
export const asJson = (of: Reading, money: Money) => ({
  collaboration: of.collaboration.name,
  ...(exampleOf(of) ? { label: exampleOf(of) } : {}),
  plan: {
    id: money.plan.id,
    title: money.plan.title,
    firstYear: money.plan.first_year,
    lastYear: money.plan.last_year,
    priceYear: money.plan.price_year,
    indexationPercent: money.plan.indexation === null ? null : money.plan.indexation / 100,
    state: money.plan.state,
    decidedOn: money.plan.decided_on,
    invoicing: money.plan.invoicing,
    surplusRule: money.plan.surplus_rule,
    deficitRule: money.plan.deficit_rule,
  },
  layers: money.layerRows.map((layer) => ({
    id: layer.id,
    title: layer.title,
    kind: layer.kind,
    key: layer.key,
    covers: layer.covers,
    total: layer.total,
    funder: layer.funder || null,
    coFinancingPercent: layer.co_financing === null ? null : layer.co_financing / 100,
    inhabitantsOn: layer.inhabitants_year === null ? null : `${layer.inhabitants_year}-12-31`,
    inhabitantsSource: layer.inhabitants_year === null ? null : 'Kolada N01951',
    years: money.planned
      .filter((one) => one.layerId === layer.id)
      .map((one) => ({
        year: one.year,
        total: one.total === null ? null : String(one.total),
        parts: [...one.parts].map(([party, part]) => ({ party, planned: part === null ? null : String(part) })),
      })),
  })),
  parties: money.parties.map(({ id, name }) => ({ id, name })),
  decisions: money.decisions.map((one) => ({
    party: one.party_id,
    year: one.year,
    ore: one.amount,
    minutes: one.minutes,
    instance: one.instance,
    paragraph: one.paragraph,
    registrationNumber: one.registration_number,
    decidedOn: one.decided_on,
  })),
  payments: money.payments.map((one) => ({
    party: one.party_id,
    year: one.year,
    ore: one.amount,
    minutes: one.minutes,
    paidOn: one.paid_on,
    note: one.note,
  })),
});

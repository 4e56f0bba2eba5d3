import type { PartyRow, Reading } from '../collaborations/index.ts';
import type { Block, Row, Table } from '../platform/documents/document.ts';
import { type Formats, formatsFor, type Language } from '../platform/texts.ts';
import { sayAmount, sayKronor } from './amounts.ts';
import { layerSourceWords } from './layer-source.ts';
import { yearsOf } from './planning.ts';
import { financingTexts } from './texts.ts';
import { type Money, standingOf, type WhoPaysWhat, whoPaysWhat } from './who-pays-what.ts';

/** What an agreement or a draft needs to know about who reads it. */
export type ClauseReader = Pick<Reading, 'language'> & { readonly isInvented: boolean };

const percentOf = (indexation: number, formats: Formats): string =>
  formats.percent(indexation / 100, indexation % 100 === 0 ? 0 : 2);

/** Who pays what, for the agreement's clause on financing: in kronor, or hours for those who give their time. */
function tableOf(money: Money, table: WhoPaysWhat, reader: ClauseReader): Table {
  const { language, isInvented } = reader;
  const formats = formatsFor(language);
  const t = financingTexts(language);
  const inhabitants = new Map(
    money.shares.flatMap((share) => (share.inhabitants === null ? [] : [[share.party_id, share] as const])),
  );
  const isPerHead = table.measure === 'money' && inhabitants.size > 0;
  const marked = [...inhabitants.values()].some((share) => share.inhabitants_source === 'typed')
    ? isInvented
      ? t.layer.inventedHere
      : t.layer.typedHere
    : '';
  const say = (amount: bigint | null, isOpen = false): string =>
    isOpen ? t.table.open : amount === null ? '' : sayAmount(amount, table.measure, formats);
  const heading = (year: number | null): string => {
    const isHours = table.measure === 'hours';
    if (year === null) return isHours ? t.layer.wholeHoursHeading : t.layer.wholeHeading;
    return isHours ? t.layer.hoursHeading(year) : t.layer.heading(year);
  };
  const rows: Row[] = table.rows.map(({ party, byYear }) => ({
    cells: [
      party.name,
      ...(isPerHead ? [formats.number(inhabitants.get(party.id)?.inhabitants ?? 0).replace(/^0$/, '')] : []),
      ...byYear.map(({ planned }) => say(planned?.amount ?? null, planned?.isOpen)),
    ],
  }));
  const people = [...inhabitants.values()].reduce((sum, share) => sum + (share.inhabitants ?? 0), 0);
  return {
    kind: 'table',
    caption: table.measure === 'hours' ? t.table.hours : t.clause.caption,
    columns: [
      { heading: t.table.party },
      ...(isPerHead ? [{ heading: [t.layer.inhabitants, marked].filter(Boolean).join(', '), numeric: true }] : []),
      ...table.years.map((year) => ({ heading: heading(year), numeric: true })),
    ],
    rows: [
      ...rows,
      {
        strong: true,
        cells: [
          t.layer.sum,
          ...(isPerHead ? [formats.number(people)] : []),
          ...table.sums.map(({ planned }) => say(planned?.amount ?? null, planned?.isOpen)),
        ],
      },
    ],
    rowHeadings: true,
    notes: [
      t.layer.exact,
      ...new Set(money.layerRows.map((layer) => layerSourceWords(money, layer, reader)).filter(Boolean)),
    ],
  };
}

/** What the clause says before its table. */
export function financingSentences(money: Money, language: Language): readonly string[] {
  const formats = formatsFor(language);
  const t = financingTexts(language);
  const yearly = (kind: 'money' | 'hours'): bigint | null => {
    const layers = money.layers.filter((layer) => layer.kind === kind && layer.covers === 'eachYear');
    if (layers.length === 0 || layers.some(({ total }) => total === null)) return null;
    return layers.reduce((sum, { total }) => sum + (total ?? 0n), 0n);
  };
  const { plan } = money;
  const amount = yearly('money');
  const hours = yearly('hours');
  const whole = money.layers.filter(
    ({ covers, kind, total }) => covers === 'wholePeriod' && kind !== 'hours' && total !== null,
  );
  return [
    amount === null
      ? whole.length > 0
        ? ''
        : t.clause.notKnown
      : t.clause.sentence(
          sayKronor(amount, formats),
          plan.price_year === null ? '' : ` ${t.layer.atPrices(plan.price_year)}`,
        ),
    ...whole.map(({ title, total }) => t.clause.period(title, sayKronor(total ?? 0n, formats))),
    plan.indexation !== null && plan.price_year !== null
      ? t.clause.rise(percentOf(plan.indexation, formats), plan.price_year)
      : '',
    hours === null ? '' : t.clause.hours(sayAmount(hours, 'hours', formats)),
    plan.surplus_rule ? t.clause.surplus(plan.surplus_rule) : '',
    plan.deficit_rule ? t.clause.deficit(plan.deficit_rule) : '',
  ].filter(Boolean);
}

/** The agreement's clause on financing: what it costs, and tables of who pays and who gives time. */
export function financingTable(money: Money, reader: ClauseReader): readonly Block[] {
  return [
    { kind: 'paragraph', text: financingSentences(money, reader.language).join(' ') },
    ...(['money', 'hours'] as const).flatMap((measure) => {
      const table = whoPaysWhat(money, measure, null);
      return table ? [tableOf(money, table, reader)] : [];
    }),
  ];
}

/** What the plan means for one party's own economy, a line for each year; for the draft of its decision. */
export function consequencesFor(money: Money, party: Pick<PartyRow, 'id'>, language: Language): readonly string[] {
  const formats = formatsFor(language);
  const t = financingTexts(language);
  const account = money.accounts.find((one) => one.party_id === party.id);
  const years = [...yearsOf(money.plan), null];
  const lines = years.flatMap((year) => {
    const cost = standingOf(money, party.id, year, 'money').planned;
    const time = standingOf(money, party.id, year, 'hours').planned;
    const when = year === null ? t.table.whole : String(year);
    const paid =
      cost &&
      (year === null
        ? t.clause.yearWhole(sayKronor(cost.amount, formats))
        : t.clause.year(year, sayKronor(cost.amount, formats)));
    return [
      ...(cost ? [cost.isOpen ? t.clause.yearOpen(when) : (paid ?? '')] : []),
      ...(time && !time.isOpen ? [t.clause.yearHours(when, sayAmount(time.amount, 'hours', formats))] : []),
    ];
  });
  return [
    ...lines,
    ...(account && lines.length > 0 ? [t.clause.account(account.account || '–', account.cost_centre || '–')] : []),
  ];
}

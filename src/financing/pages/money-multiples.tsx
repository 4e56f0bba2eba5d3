import type { Reading } from '../../collaborations/index.ts';
import { textWidth, wrapped } from '../../ui/charts/text-width.ts';
import { sayAmount } from '../amounts.ts';
import { financingTexts } from '../texts.ts';
import type { PayerRow, Standing, WhoPaysWhat } from '../who-pays-what.ts';

/** As many parties as are told apart by colour in one picture. */
const mostInOne = 8;
export const isOfMany = (table: WhoPaysWhat): boolean => table.rows.length > mostInOne;

const sizes = { year: 50, bar: 116, height: 14, row: 28, name: 16, text: 14, line: 19, across: 3, gap: 32 };
const round = (value: number): number => Math.round(value * 10) / 10;

interface Panel {
  readonly row: PayerRow;
  readonly lines: readonly string[];
}
/** The panels of a table on one scale: each party in ink with the others behind it as strokes. */
interface Panels {
  readonly of: Reading;
  readonly table: WhoPaysWhat;
  readonly panels: readonly Panel[];
  readonly width: number;
  readonly height: number;
  readonly names: number;
  readonly labels: number;
  readonly length: (amount: bigint) => number;
}

const amountsIn = ({ planned, decided, paid }: Standing): readonly bigint[] => [
  planned?.amount ?? 0n,
  decided ?? 0n,
  paid ?? 0n,
];
const longestIn = (standing: Standing): bigint => {
  const [longest = 0n] = amountsIn(standing).toSorted((a, b) => (a < b ? 1 : -1));
  return longest;
};

function sayStanding(standing: Standing, { of, table }: Pick<Panels, 'of' | 'table'>): string {
  const { planned, decided, paid } = standing;
  if (!planned && decided === null && paid === null) return '–';
  if (planned?.isOpen && planned.amount === 0n) return financingTexts(of.language).table.open;
  return sayAmount(planned?.amount ?? decided ?? paid ?? 0n, table.measure, of.formats);
}

function layOut(of: Reading, table: WhoPaysWhat): Panels {
  const t = financingTexts(of.language);
  const sorted = table.rows.toSorted((a, b) => of.formats.compare(a.party.name, b.party.name));
  const standings = sorted.flatMap(({ byYear }) => byYear);
  const high = Math.max(1, ...standings.flatMap(amountsIn).map(Number));
  const labels = Math.max(
    sizes.year,
    ...table.years.map((year) => textWidth(String(year ?? t.table.whole), sizes.text) + 10),
  );
  const words = Math.max(60, ...standings.map((one) => textWidth(sayStanding(one, { of, table }), sizes.text)));
  const width = Math.ceil(labels + sizes.bar + 8 + words);
  const panels = sorted.map((row) => ({
    row,
    lines: wrapped(row.party.name, width, sizes.name, row.isOwn ? 'bold' : 'plain', 2),
  }));
  const names = 8 + sizes.line * Math.max(...panels.map(({ lines }) => lines.length));
  return {
    of,
    table,
    panels,
    width,
    names,
    labels,
    height: names + table.years.length * sizes.row + 4,
    length: (amount) => round((Number(amount) / high) * sizes.bar),
  };
}

function PanelDrawing(props: { all: Panels; panel: Panel }) {
  const { all, panel } = props;
  const { table, length, labels } = all;
  const t = financingTexts(all.of.language);
  return (
    <>
      {panel.lines.map((line, at) => (
        <text
          key={line}
          class={panel.row.isOwn ? 'payer-name own' : 'payer-name'}
          x="0"
          y={16 + at * sizes.line}
          font-size={sizes.name}
        >
          {line}
        </text>
      ))}
      {panel.row.byYear.map((standing, at) => {
        const y = all.names + at * sizes.row;
        const { planned, decided, paid } = standing;
        const others = new Set(
          all.panels.flatMap(({ row }) => {
            const other = row === panel.row ? undefined : row.byYear[at];
            return other && longestIn(other) > 0n ? [length(other.planned?.amount ?? longestIn(other))] : [];
          }),
        );
        const behind = [...others].map((x) => `M${labels + x} ${y}v${sizes.height}`).join('');
        const reach = Math.max(length(longestIn(standing)), ...others);
        return (
          <g key={at}>
            <text class="payer-panel-year" x="0" y={y + 12} font-size={sizes.text}>
              {table.years[at] ?? t.table.whole}
            </text>
            <path class="payer-rule" d={`M${labels} ${y - 3}v${sizes.height + 6}`} />
            {behind ? <path class="payer-others" d={behind} /> : null}
            {paid !== null && paid > 0n ? (
              <rect class="payer-paid" x={labels} y={y} width={Math.max(1, length(paid))} height={sizes.height} />
            ) : null}
            {planned && planned.amount > 0n ? (
              <rect
                class="payer-planned"
                x={labels}
                y={y}
                width={Math.max(2, length(planned.amount))}
                height={sizes.height}
              />
            ) : null}
            {decided === null ? null : (
              <path class="payer-decided" d={`M${labels + length(decided)} ${y - 3}v${sizes.height + 6}`} />
            )}
            <text class="payer-amount" x={labels + reach + 8} y={y + 12} font-size={sizes.text}>
              {sayStanding(standing, all)}
            </text>
          </g>
        );
      })}
    </>
  );
}

/** One small picture for each party, that flow with the width of the page. Read as one picture; the table says the same. */
export function MoneyMultiples(props: { of: Reading; table: WhoPaysWhat; label: string }) {
  const all = layOut(props.of, props.table);
  return (
    <div class="money-multiples" role="img" aria-label={props.label}>
      {all.panels.map((panel) => (
        <svg
          key={panel.row.party.id}
          class="money-picture"
          viewBox={`0 0 ${all.width} ${all.height}`}
          aria-hidden="true"
        >
          <PanelDrawing all={all} panel={panel} />
        </svg>
      ))}
    </div>
  );
}

/** The same as one picture to take away. */
export function MoneyMultiplesAlone(props: { of: Reading; table: WhoPaysWhat; label: string }) {
  const all = layOut(props.of, props.table);
  const high = Math.ceil(all.panels.length / sizes.across);
  return (
    <svg
      class="money-picture"
      viewBox={`0 0 ${sizes.across * (all.width + sizes.gap) - sizes.gap} ${high * (all.height + sizes.gap) - sizes.gap}`}
      role="img"
      aria-label={props.label}
    >
      {all.panels.map((panel, at) => (
        <g
          key={panel.row.party.id}
          transform={`translate(${(at % sizes.across) * (all.width + sizes.gap)} ${Math.floor(at / sizes.across) * (all.height + sizes.gap)})`}
        >
          <PanelDrawing all={all} panel={panel} />
        </g>
      ))}
    </svg>
  );
}

import type { Reading } from '../../collaborations/index.ts';
import { textWidth, wrapped } from '../../ui/charts/text-width.ts';
import { sayAmount } from '../amounts.ts';
import { financingTexts } from '../texts.ts';
import type { PayerRow, Standing, WhoPaysWhat } from '../who-pays-what.ts';

const sizes = { name: 176, bar: 150, height: 16, row: 46, top: 40, gap: 28, text: 14 };
const round = (value: number): number => Math.round(value * 10) / 10;

const classOf = (row: PayerRow, at: number, rows: readonly PayerRow[]): string => {
  if (row.party.kind === 'region') return 'payer-ink';
  const others = rows.filter(({ party }) => party.kind !== 'region');
  return `payer-${others.indexOf(rows[at] ?? row) + 1}`;
};

/** Who pays what, a row for each of few parties and a column for each year: planned in outline, paid filled, decided as a stroke. */
export function MoneyDrawing(props: { of: Reading; table: WhoPaysWhat; label: string }) {
  const { of, table } = props;
  const t = financingTexts(of.language);
  const { measure, years } = table;
  // The palette's order is the parties' own, whoever reads: colours do not change hands.
  const rows = table.rows.toSorted((a, b) => of.formats.compare(a.party.name, b.party.name));
  const amounts = rows.flatMap(({ byYear }) =>
    byYear.flatMap(({ planned, decided, paid }) => [planned?.amount ?? 0n, decided ?? 0n, paid ?? 0n]),
  );
  const high = Math.max(1, ...amounts.map(Number));
  const length = (amount: bigint): number => round((Number(amount) / high) * sizes.bar);
  const say = (standing: Standing): string => {
    const { planned, paid } = standing;
    if (planned?.isOpen && planned.amount === 0n) return t.table.open;
    const known = planned ?? null;
    return sayAmount(known?.amount ?? standing.decided ?? paid ?? 0n, measure, of.formats);
  };
  const words = rows.flatMap(({ byYear }) => byYear.map((one) => textWidth(say(one), sizes.text)));
  const column = Math.ceil(sizes.bar + 10 + Math.max(60, ...words)) + sizes.gap;
  const width = sizes.name + years.length * column;
  const height = sizes.top + rows.length * sizes.row;
  return (
    <svg class="money-picture" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label}>
      {years.map((year, at) => (
        <text key={at} class="payer-year" x={sizes.name + at * column} y="18" font-size="15">
          {year ?? t.table.whole}
        </text>
      ))}
      {rows.map((row, at) => {
        const y = sizes.top + at * sizes.row;
        const lines = wrapped(row.party.name, sizes.name - 16, sizes.text, row.isOwn ? 'bold' : 'plain', 2);
        return (
          <g key={row.party.id} class={classOf(row, at, rows)}>
            <path class="payer-rule" d={`M0 ${y - 8}H${width}`} />
            {lines.map((line, number) => (
              <text
                key={line}
                class={row.isOwn ? 'payer-name own' : 'payer-name'}
                x="0"
                y={y + 13 + (number - (lines.length - 1) / 2) * 16}
                font-size={sizes.text}
              >
                {line}
              </text>
            ))}
            {row.byYear.map((standing, number) => {
              const x = sizes.name + number * column;
              const { planned, decided, paid } = standing;
              if (!planned && decided === null && paid === null) return null;
              const longest = [planned?.amount ?? 0n, decided ?? 0n, paid ?? 0n].reduce((a, b) => (a > b ? a : b));
              return (
                <>
                  {paid !== null && paid > 0n ? (
                    <rect class="payer-paid" x={x} y={y} width={Math.max(1, length(paid))} height={sizes.height} />
                  ) : null}
                  {planned && planned.amount > 0n ? (
                    <rect
                      class="payer-planned"
                      x={x}
                      y={y}
                      width={Math.max(2, length(planned.amount))}
                      height={sizes.height}
                    />
                  ) : null}
                  {decided === null ? null : (
                    <path class="payer-decided" d={`M${x + length(decided)} ${y - 4}V${y + sizes.height + 4}`} />
                  )}
                  <text class="payer-amount" x={x + length(longest) + 8} y={y + 13} font-size={sizes.text}>
                    {say(standing)}
                  </text>
                </>
              );
            })}
          </g>
        );
      })}
    </svg>
  );
}

import type { Reading } from '../../collaborations/index.ts';
import { sayKronor } from '../../financing/index.ts';
import { shortened, textWidth, wrapped } from '../../ui/charts/text-width.ts';
import { type Balance, nameOfRow, weighed } from '../gains.ts';
import { benefitTexts } from '../texts.ts';

const sizes = { name: 168, bar: 104, height: 13, outline: 19, row: 52, top: 58, gap: 20, text: 13 };
const round = (value: number): number => Math.round(value * 10) / 10;

/** What is told beside a bar: what is paid or realised where it is known, else what is planned or expected. */
const told = (certain: bigint | null, ahead: bigint | null): bigint | null => certain ?? ahead;

/**
 * A row for each who pays or receives, a column for each year: to the left of the line what is paid, to the right what is
 * gained, on one scale. Filled is what has been, in outline what is planned and expected, dashed what another has estimated.
 */
export function BalanceDrawing(props: { of: Reading; balance: Balance; label: string }) {
  const { of, balance } = props;
  const t = benefitTexts(of.language).balance;
  const drawn = weighed(balance).map((row) => ({ ...row, name: nameOfRow(row, of) }));
  const high = Math.max(
    1,
    ...drawn.flatMap(({ byYear }) =>
      byYear.flatMap(({ planned, paid, expected, realised }) =>
        [planned, paid, expected, realised].map((one) => Number(one ?? 0n)),
      ),
    ),
  );
  const length = (amount: bigint): number => Math.max(1.5, round((Number(amount) / high) * sizes.bar));
  const say = (amount: bigint | null): string =>
    amount === null || amount === 0n ? '' : sayKronor(amount, of.formats);
  const widest = Math.max(
    sizes.bar,
    ...drawn.flatMap(({ byYear }) =>
      byYear.flatMap((one) => [
        textWidth(say(told(one.paid, one.planned)), sizes.text),
        textWidth(say(told(one.realised, one.expected)), sizes.text),
      ]),
    ),
  );
  const side = Math.ceil(widest + 8);
  const column = 2 * side + sizes.gap;
  const width = sizes.name + balance.years.length * column;
  const height = sizes.top + drawn.length * sizes.row + 4;
  const middle = (at: number): number => sizes.name + at * column + side;
  return (
    <svg
      class="balance-picture"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={props.label}
    >
      {balance.years.map((year, at) => (
        <g key={at}>
          <text class="balance-year" x={middle(at)} y="18" font-size="15" text-anchor="middle">
            {year ?? t.wholePeriod}
          </text>
          <text class="balance-side" x={middle(at) - 8} y="40" font-size={sizes.text} text-anchor="end">
            {t.pays}
          </text>
          <text class="balance-side" x={middle(at) + 8} y="40" font-size={sizes.text}>
            {t.gains}
          </text>
        </g>
      ))}
      {drawn.map((row, number) => {
        const y = sizes.top + number * sizes.row;
        const lines = wrapped(row.name, sizes.name - 16, 14, row.isOwn ? 'bold' : 'plain', 2);
        return (
          <g key={row.key}>
            <path class="balance-rule" d={`M0 ${y - 6}H${width}`} />
            {lines.map((line, at) => (
              <text
                key={line}
                class={row.isOwn ? 'balance-name own' : 'balance-name'}
                x="0"
                y={y + 22 + (at - (lines.length - 1) / 2) * 16}
                font-size="14"
              >
                {shortened(line, sizes.name - 12, 14, row.isOwn ? 'bold' : 'plain')}
              </text>
            ))}
            {row.byYear.map((one, at) => {
              const x = middle(at);
              const top = y + 20;
              const { planned, paid, expected, realised, isEstimated } = one;
              const estimated = isEstimated ? ' estimated' : '';
              return (
                <g key={at}>
                  {paid !== null && paid > 0n ? (
                    <rect
                      class="balance-paid"
                      x={x - length(paid)}
                      y={top}
                      width={length(paid)}
                      height={sizes.height}
                    />
                  ) : null}
                  {planned !== null && planned > 0n ? (
                    <rect
                      class="balance-planned"
                      x={x - length(planned)}
                      y={top - (sizes.outline - sizes.height) / 2}
                      width={length(planned)}
                      height={sizes.outline}
                    />
                  ) : null}
                  {realised !== null && realised > 0n ? (
                    <rect
                      class={`balance-realised${estimated}`}
                      x={x}
                      y={top}
                      width={length(realised)}
                      height={sizes.height}
                    />
                  ) : null}
                  {expected !== null && expected > 0n ? (
                    <rect
                      class={`balance-expected${estimated}`}
                      x={x}
                      y={top - (sizes.outline - sizes.height) / 2}
                      width={length(expected)}
                      height={sizes.outline}
                    />
                  ) : null}
                  <path class="balance-middle" d={`M${x} ${top - 5}V${top + sizes.height + 5}`} />
                  <text class="balance-amount" x={x - 6} y={y + 13} font-size={sizes.text} text-anchor="end">
                    {say(told(paid, planned))}
                  </text>
                  <text class="balance-amount" x={x + 6} y={y + 13} font-size={sizes.text}>
                    {say(told(realised, expected))}
                  </text>
                </g>
              );
            })}
          </g>
        );
      })}
    </svg>
  );
}

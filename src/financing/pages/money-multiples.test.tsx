import { expect, test } from 'vitest';
import type { Reading } from '../../collaborations/index.ts';
import { formatsFor } from '../../platform/texts.ts';
import type { PayerRow, WhoPaysWhat } from '../who-pays-what.ts';
import { isOfMany, MoneyMultiples, MoneyMultiplesAlone } from './money-multiples.tsx';

const of = { language: 'sv', formats: formatsFor('sv') } as unknown as Reading;
const payer = (at: number): PayerRow =>
  ({
    party: { id: `p${at}`, name: `Kommun ${at}`, kind: 'municipality' },
    isOwn: at === 3,
    byYear: [{ planned: { amount: BigInt(at) * 100_000n, isOpen: false }, decided: null, paid: null }],
  }) as unknown as PayerRow;
const tableOf = (count: number): WhoPaysWhat => ({
  measure: 'money',
  years: [2024],
  rows: Array.from({ length: count }, (_, at) => payer(at + 1)),
  sums: [],
});

test('more than eight parties are drawn one by one on the same scale, each with the others behind it', () => {
  expect([isOfMany(tableOf(8)), isOfMany(tableOf(9))]).toEqual([false, true]);
  const { html } = <MoneyMultiples of={of} table={tableOf(12)} label="Vem som betalar vad" />;
  expect(html.match(/<svg/g)).toHaveLength(12);
  // One picture with one name: the panels are parts of it.
  expect(html.match(/role="img"/g)).toHaveLength(1);
  expect(html.match(/aria-hidden="true"/g)).toHaveLength(12);
  const widths = [...html.matchAll(/payer-planned"[^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));
  expect(Math.max(...widths)).toBeCloseTo(12 * Math.min(...widths), 0);
  const [others = ''] = /payer-others" d="([^"]+)"/.exec(html)?.slice(1) ?? [];
  expect(others.match(/M/g)).toHaveLength(11);
  const alone = <MoneyMultiplesAlone of={of} table={tableOf(12)} label="Vem som betalar vad" />;
  expect(alone.html.match(/<svg/g)).toHaveLength(1);
  for (let at = 1; at <= 12; at += 1) expect(alone.html).toContain(`Kommun ${at}<`);
});

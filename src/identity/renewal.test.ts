import { expect, test } from 'vitest';
import { readSuccessors, staying } from './renewal.ts';
import type { TermRow } from './seat.ts';

test('a pasted list has a seat, a name and an address in each row, by semicolons or from a spreadsheet', () => {
  expect(
    readSuccessors('Ordförande; Åsa Ny ; asa@kommun.example\n\nLedamot\tBo Ek\tbo@kommun.example\nSuppleant'),
  ).toEqual([
    { row: 1, title: 'Ordförande', name: 'Åsa Ny', email: 'asa@kommun.example' },
    { row: 3, title: 'Ledamot', name: 'Bo Ek', email: 'bo@kommun.example' },
    { row: 4, title: 'Suppleant', name: '', email: '' },
  ]);
});

test('whoever leaves later still holds the seat today', () => {
  const term = (endedOn: string | null): TermRow => ({
    id: String(endedOn),
    seat_id: 's',
    person_id: 'p',
    holder_name: 'Åsa',
    kind: 'holder',
    began_on: '2020-01-01',
    ended_on: endedOn,
  });
  const held = staying([term(null), term('2026-12-31'), term('2026-11-26'), term('2020-05-01')], '2026-11-26');
  expect(held.map((one) => one.ended_on)).toEqual([null, '2026-12-31']);
});

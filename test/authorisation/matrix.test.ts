import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askCell, type Cell, cellsOf, complaintsOf, expectedBy, inTurn, nameOfCell } from './asking.ts';
import { type Compositions, openCompositions } from './composition.ts';
import { exceptions } from './exceptions.ts';
import { allRoutes, isAction, matrixText, nameOf, readMatrix } from './matrix.ts';

const routes = allRoutes();
const page = readFileSync(new URL('../../docs/authorisation-matrix.md', import.meta.url), 'utf8');
const marks = readMatrix(page);
const cells = cellsOf(routes);
const isFull = process.env.TEST_EVERYTHING === 'yes';

let of: Compositions;
beforeAll(async () => {
  of = await openCompositions();
});
afterAll(() => of.close());

test('the matrix that is checked in is what the rules say', () => {
  expect(matrixText(routes), 'Look at what differs, then: npm run matrix').toBe(page);
});

test('every route that is not open is asked for by every role, also where it has none', () => {
  const asked = new Set(cells.map((cell) => nameOf(cell.route)));
  expect(routes.filter((route) => isAction(route.access) && !asked.has(nameOf(route))).map(nameOf)).toEqual([]);
  expect(cells.length).toBeGreaterThan(5000);
});

test('every cell is answered as the matrix says, and shows nothing of another collaboration or of what a party keeps', async () => {
  const app = of.compose();
  const wrong = await inTurn(cells, async (cell) =>
    complaintsOf(cell, marks, await askCell(app, of.house.now, of.world, cell)),
  );
  console.log(`${routes.length} routes, ${cells.length} cells`);
  expect(wrong).toEqual([]);
}, 300_000);

/**
 * Without the database's own leg every refusal is asked for. Of what is let in, a collaboration in another state is read by
 * the same queries as one's own: those are asked with `npm run test:full`.
 */
const tellsSomething = (cell: Cell): boolean =>
  isFull ||
  !expectedBy(marks, cell) ||
  !['open', 'protected', 'closed', 'closedAnotherParty'].includes(cell.place.name);

test('with row level security switched off every cell is answered the same: the policy holds alone', async () => {
  const app = of.compose({ database: of.unprotected });
  const listed = exceptions.withoutRowLevelSecurity;
  const wrong = new Map<string, string>();
  await inTurn(cells.filter(tellsSomething), async (cell) => {
    const complaints = complaintsOf(cell, marks, await askCell(app, of.house.now, of.world, cell));
    if (complaints.length > 0) wrong.set(nameOfCell(cell), complaints.join('; '));
    return [];
  });
  const told = Object.keys(listed);
  expect([...wrong].filter(([name]) => !told.includes(name))).toEqual([]);
  expect(told.filter((name) => !wrong.has(name))).toEqual([]);
  expect(told.length).toBeLessThanOrEqual(cells.length * 0.02);
}, 300_000);

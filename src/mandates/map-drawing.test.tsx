import { expect, test } from 'vitest';
import type { PartyRow, Reading } from '../collaborations/index.ts';
import { mapOf } from './map-of-mandates.ts';
import { MapDrawing } from './pages/map-drawing.tsx';
import { withinMandate } from './testing.ts';

const of = { language: 'sv', user: { organisation_id: 'o3' } } as unknown as Reading;

test.each([
  ['short names', (at: number) => `Kommun ${String.fromCharCode(65 + at)}`],
  ['names as real ones are', (at: number) => `Arbetsmarknadsförvaltningen i Kommun ${at}`],
])('twelve parties and ten matters stand on a projector without being made smaller: %s', (_, nameOf) => {
  const parties = Array.from(
    { length: 12 },
    (__, at) => ({ id: `p${at}`, organisation_id: `o${at}`, name: nameOf(at), status: 'bound' }) as PartyRow,
  );
  const matters = Array.from({ length: 10 }, (__, at) => ({
    id: `m${at}`,
    title: 'Gemensam mottagning för unga i fyra kommuner',
    detail: '',
    planned_year: null,
    version: 1,
  }));
  const answers = matters.map(({ id }) => ({
    ...withinMandate,
    id: `${id} p0`,
    matter_id: id,
    party_id: 'p0',
    answered_at: new Date(),
    version: 1,
  }));
  const map = mapOf({ matters, parties, answers, entered: [], interpretations: [] });
  const { html } = <MapDrawing of={of} map={map} />;
  const [, width = 0, height = 0] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(html) ?? []).map(Number);
  expect(width).toBeGreaterThan(1000);
  expect(width).toBeLessThanOrEqual(1377);
  expect(height).toBeLessThanOrEqual(860);
  expect(html.match(/mandate-whole/g)).toHaveLength(10);
  expect(html.match(/mandate-silent/g)).toHaveLength(110);
  expect(html).not.toContain('style=');
});

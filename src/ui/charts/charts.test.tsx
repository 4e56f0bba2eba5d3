import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Markup } from '../../platform/markup/jsx-runtime.ts';
import { formatsFor } from '../../platform/texts.ts';
import { type ChartLayout, type Figures, type Frame, labelGap, layOutChart } from './layout.ts';
import { type ChartLine, ChartTable, LineChart } from './line-chart.tsx';
import type { ChartPoint } from './points.ts';
import { Rungs } from './rungs.tsx';
import { SmallCurve } from './small-curve.tsx';
import { spread } from './spread.ts';
import { textWidth } from './text-width.ts';

const formats = formatsFor('sv');
const frames: readonly Frame[] = [
  { width: 1056, plotHeight: 400, fontSize: 15.5, withContext: true },
  { width: 500, plotHeight: 270, fontSize: 15, withContext: true },
  { width: 350, plotHeight: 210, fontSize: 15, withContext: false },
];
const [wide] = frames as [Frame];

const published = (values: readonly (number | null)[], first = 2010): ChartPoint[] =>
  values.map((value, at) => ({ period: first + at, value, status: value === null ? 'missing' : 'published' }));

const wholeOf = (points: readonly ChartPoint[]): ChartLine => ({ name: 'Blekinge', kind: 'whole', points });

const figuresOf = (figures: Partial<Figures>): Figures => ({
  unit: '%',
  decimals: 1,
  formats,
  fromZero: true,
  lines: [],
  marks: [],
  ...figures,
});

const drawnWhole = (points: readonly ChartPoint[]) => {
  const [line] = layOutChart(figuresOf({ lines: [wholeOf(points)] }), wide).lines;
  if (!line) throw new Error('No line was drawn.');
  return line;
};

const status = fc.constantFrom<ChartPoint['status']>('published', 'preliminary', 'doubted', 'missing', 'withheld');
const lineOf = fc.record({
  name: fc.string({ minLength: 1, maxLength: 40 }),
  kind: fc.constantFrom<ChartLine['kind']>('whole', 'own', 'context', 'country'),
  points: fc.uniqueArray(
    fc.record({
      period: fc.integer({ min: 1990, max: 2040 }),
      value: fc.option(fc.double({ min: -1000, max: 1000, noNaN: true }), { freq: 8 }),
      status,
    }),
    { maxLength: 20, selector: (point) => point.period },
  ),
});
const mark = fc.record({ period: fc.integer({ min: 1990, max: 2040 }), text: fc.string({ maxLength: 30 }) });
const anyFigures = fc.record({
  lines: fc.array(lineOf, { minLength: 0, maxLength: 12 }),
  fromZero: fc.boolean(),
  target: fc.option(
    fc.record({
      value: fc.double({ min: -1000, max: 1000, noNaN: true }),
      period: fc.integer({ min: 1990, max: 2040 }),
      text: fc.string({ maxLength: 30 }),
    }),
    { nil: undefined },
  ),
  baseline: fc.option(mark, { nil: undefined }),
  marks: fc.array(mark, { maxLength: 4 }),
  limits: fc.array(
    fc.record({
      from: fc.integer({ min: 1990, max: 2010 }),
      to: fc.integer({ min: 2011, max: 2025 }),
      until: fc.integer({ min: 2025, max: 2040 }),
      upper: fc.option(fc.double({ min: 1, max: 1000, noNaN: true })),
      mean: fc.constant(0),
      lower: fc.option(fc.double({ min: -1000, max: -1, noNaN: true })),
      texts: fc.option(fc.constant({ upper: 'Övre gräns 1', mean: 'Medel 0', lower: 'Undre gräns −1' }), {
        nil: undefined,
      }),
      note: fc.string({ maxLength: 30 }),
    }),
    { maxLength: 2 },
  ),
  signals: fc.array(
    fc.record({
      period: fc.integer({ min: 1990, max: 2040 }),
      kind: fc.constantFrom('beyond' as const, 'run' as const),
    }),
    { maxLength: 4 },
  ),
});

const numbersOf = (layout: ChartLayout): number[] =>
  [...JSON.stringify(layout).matchAll(/-?\d+(?:\.\d+)?/g)].map(Number);

describe('spread', () => {
  test('keeps the gap, the order and the frame, and leaves alone what already has room', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { minLength: 2, maxLength: 12 }), (wanted) => {
        const answer = spread(wanted, labelGap, 0, 400);
        const sorted = [...answer].sort((a, b) => a - b);
        sorted.forEach((height, at) => {
          expect(height).toBeGreaterThanOrEqual(-1e-6);
          expect(height).toBeLessThanOrEqual(400 + 1e-6);
          if (at > 0) expect(height - (sorted[at - 1] ?? 0)).toBeGreaterThanOrEqual(labelGap - 1e-6);
        });
        for (let a = 0; a < wanted.length; a += 1)
          for (let b = 0; b < wanted.length; b += 1)
            if ((wanted[a] ?? 0) < (wanted[b] ?? 0)) expect(answer[a]).toBeLessThan(answer[b] ?? 0);
      }),
    );
    expect(spread([300, 10, 100], labelGap, 0, 400)).toEqual([300, 10, 100]);
  });

  test('neighbours that push each other share the way', () => {
    expect(spread([100, 100], 20, 0, 400)).toEqual([90, 110]);
  });
});

describe('the layout', () => {
  test('labels stand at least 19 apart, inside the frame, and never on each other', () => {
    fc.assert(
      fc.property(anyFigures, fc.constantFrom(...frames), (figures, frame) => {
        const layout = layOutChart(figuresOf(figures), frame);
        const heights = layout.endLabels.map((label) => label.y).sort((a, b) => a - b);
        heights.forEach((height, at) => {
          if (at > 0) expect(height - (heights[at - 1] ?? 0)).toBeGreaterThanOrEqual(labelGap - 0.11);
          expect(height - frame.fontSize / 2).toBeGreaterThanOrEqual(0);
          expect(height + frame.fontSize / 2).toBeLessThanOrEqual(layout.height);
        });
        for (const label of layout.endLabels) expect(label.x + label.width).toBeLessThanOrEqual(layout.width);
        layout.innerLabels.forEach((label, at) => {
          expect(label.box.left).toBeGreaterThanOrEqual(0);
          expect(label.box.right).toBeLessThanOrEqual(layout.plot.right + 0.5);
          expect(label.box.top).toBeGreaterThanOrEqual(0);
          for (const other of layout.innerLabels.slice(at + 1)) {
            const apart =
              label.box.right <= other.box.left ||
              other.box.right <= label.box.left ||
              label.box.bottom <= other.box.top ||
              other.box.bottom <= label.box.top;
            expect(apart).toBe(true);
          }
        });
      }),
      { numRuns: 400 },
    );
  });

  test('the grid has three to five lines whatever the values are', () => {
    fc.assert(
      fc.property(anyFigures, (figures) => {
        const layout = layOutChart(figuresOf(figures), wide);
        if (layout.grid.length === 0) expect(layout.endLabels).toEqual([]);
        else {
          expect(layout.grid.length).toBeGreaterThanOrEqual(3);
          expect(layout.grid.length).toBeLessThanOrEqual(5);
        }
        for (const number of numbersOf(layout)) expect(Number.isFinite(number)).toBe(true);
      }),
    );
  });

  test('a step that leaves only two lines gets a third', () => {
    const limits = [
      { from: 1990, to: 2011, until: 2025, upper: 399.99999979999996, mean: 0, lower: -400.0000002000001, note: '' },
    ];
    const { grid } = layOutChart(
      figuresOf({ lines: [], limits, fromZero: true, target: undefined, baseline: undefined }),
      wide,
    );
    expect(grid).toHaveLength(3);
  });

  test('the unit stands on the top grid line only', () => {
    const { grid } = layOutChart(figuresOf({ lines: [wholeOf(published([13.3, 17.8, 5.1]))] }), wide);
    expect(grid.map((step) => step.text)).toEqual(['0', '5', '10', '15\u00a0%']);
  });

  test('a missing value breaks the path, and a value alone between gaps is a dot', () => {
    const whole = drawnWhole(published([10, 9, null, 8, null, 7, 6]));
    expect(whole.path?.match(/M/g)).toHaveLength(2);
    const own = layOutChart(
      figuresOf({ lines: [{ name: 'Ronneby', kind: 'own', points: published([10, 9, null, 8, null, 7, 6]) }] }),
      wide,
    ).lines[0];
    expect(own?.points.map((point) => point.period)).toEqual([2013]);
  });

  test('a doubted value does not break the path, which passes over it', () => {
    const points = published([10, 9, 2, 8, 7]).map(
      (point): ChartPoint => (point.period === 2012 ? { ...point, status: 'doubted' } : point),
    );
    const whole = drawnWhole(points);
    expect(whole.path?.match(/M/g)).toHaveLength(1);
    expect(whole.path?.match(/[ML]/g)).toHaveLength(4);
    const ring = whole.points.find((point) => point.shape === 'doubted');
    expect(ring?.period).toBe(2012);
    expect(whole.path).not.toContain(`${ring?.x},`);
  });

  test('a preliminary value is hollow, and its word follows it at the end of the line', () => {
    const points = published([10, 9, 8]).map(
      (point): ChartPoint => (point.period === 2012 ? { ...point, status: 'preliminary' } : point),
    );
    const layout = layOutChart(figuresOf({ lines: [wholeOf(points)], preliminary: 'preliminärt' }), wide);
    expect(layout.lines[0]?.points.at(-1)?.shape).toBe('hollow');
    expect(layout.endLabels[0]?.text).toBe('Blekinge 8,0 preliminärt');
  });

  test('the target ends at its year, also when that lies after the last value', () => {
    const lines = [wholeOf(published([14.2, 12.8, 11.8, 10.1, 8.4]))];
    const within = layOutChart(figuresOf({ lines, target: { value: 7.1, period: 2013, text: 'Mål' } }), wide);
    expect(within.target?.to).toBe(within.years.find((year) => year.text === '2013')?.x);
    const ahead = layOutChart(figuresOf({ lines, target: { value: 7.1, period: 2017, text: 'Mål' } }), wide);
    expect(ahead.years.at(-1)).toEqual({ x: ahead.target?.to, text: '2017' });
  });

  test('a value that equals the target only when rounded is not moved onto it', () => {
    const layout = layOutChart(
      figuresOf({
        lines: [wholeOf(published([7.6, 7.13, 7.6]))],
        fromZero: false,
        target: { value: 7.096, period: 2012, text: 'Mål 7,1' },
      }),
      wide,
    );
    const point = layout.lines[0]?.points.find((candidate) => candidate.period === 2011);
    expect(formats.number(7.13, 1)).toBe(formats.number(7.096, 1));
    expect(point?.y).toBeLessThan(layout.target?.y ?? 0);
  });

  const limits = {
    from: 2010,
    to: 2012,
    until: 2014,
    upper: 9,
    mean: 6,
    lower: 3,
    texts: { upper: 'Övre gräns 9', mean: 'Medel 6', lower: 'Undre gräns 3' },
    note: 'Gränserna vilar på 2010–2012',
  };

  test('limits are tinted over the years they are made of, drawn on after them, and named at the end', () => {
    const figures = { lines: [wholeOf(published([5, 7, 6, 10, 6]))], limits: [limits] };
    const layout = layOutChart(figuresOf(figures), wide);
    const [drawn] = layout.limits;
    const x = (year: string) => layout.years.find((one) => one.text === year)?.x ?? 0;
    const end = Math.round(((drawn?.tint.x ?? 0) + (drawn?.tint.width ?? 0)) * 10) / 10;
    expect(drawn?.tint.x).toBeLessThan(x('2010'));
    expect(end).toBeGreaterThan(x('2012'));
    expect(end).toBeLessThan(x('2013'));
    expect(drawn?.after).toMatch(
      new RegExp(`^M${end} [\\d.]+H${layout.plot.right}M${end} [\\d.]+H${layout.plot.right}$`),
    );
    expect(layout.endLabels.map((label) => label.text)).toEqual([
      'Blekinge 6,0',
      'Övre gräns 9',
      'Medel 6',
      'Undre gräns 3',
    ]);
    expect(layout.innerLabels.map((label) => label.text)).toContain('Gränserna vilar på 2010–2012');
  });

  test('a limit where nothing can come is not drawn, and the tint ends with the drawing', () => {
    const lines = [wholeOf(published([1, 0, 1, 0, 1]))];
    const layout = layOutChart(figuresOf({ lines, limits: [{ ...limits, upper: 2, mean: 0.5, lower: null }] }), wide);
    const [drawn] = layout.limits;
    expect(drawn?.made.match(/M/g)).toHaveLength(1);
    expect((drawn?.tint.y ?? 0) + (drawn?.tint.height ?? 0)).toBeCloseTo(layout.plot.bottom, 0);
    expect(layout.endLabels.map((label) => label.text)).not.toContain('Undre gräns 3');
  });

  test('limits that no longer hold end with their years and are not named', () => {
    const earlier = { ...limits, until: 2012, texts: undefined };
    const layout = layOutChart(figuresOf({ lines: [wholeOf(published([5, 7, 6, 10, 6]))], limits: [earlier] }), wide);
    expect(layout.limits[0]?.after).toBe('');
    expect(layout.endLabels).toHaveLength(1);
  });

  test('a point that departs is marked on the whole alone, whatever else it is', () => {
    const lines = [
      wholeOf(published(Array.from({ length: 40 }, () => 5))),
      { name: 'Ronneby', kind: 'own' as const, points: published([5, 6]) },
    ];
    const layout = layOutChart(figuresOf({ lines, signals: [{ period: 2011, kind: 'run' }] }), wide);
    expect(layout.lines[0]?.points.filter((point) => point.signal === 'run').map((point) => point.period)).toEqual([
      2011,
    ]);
    expect(layout.lines[1]?.points.some((point) => point.signal)).toBe(false);
  });

  test('a line that ends before the others says which year its value is from', () => {
    const layout = layOutChart(
      figuresOf({
        lines: [wholeOf(published([9, 8, 7])), { name: 'Ronneby', kind: 'own', points: published([6, 5]) }],
      }),
      wide,
    );
    expect(layout.endLabels.map((label) => label.text)).toEqual(['Blekinge 7,0', 'Ronneby 5,0 (2011)']);
  });

  test('every second year is named when there are more than fourteen', () => {
    const years = (count: number) =>
      layOutChart(figuresOf({ lines: [wholeOf(published(Array.from({ length: count }, () => 5)))] }), wide).years;
    expect(years(14)).toHaveLength(14);
    expect(years(15).map((year) => year.text)).toEqual(Array.from({ length: 8 }, (_, at) => String(2010 + at * 2)));
  });

  test('a phone shows the whole, the own and the country only', () => {
    const lines: ChartLine[] = (['whole', 'own', 'context', 'country'] as const).map((kind) => ({
      name: kind,
      kind,
      points: published([3, 2]),
    }));
    const layout = layOutChart(figuresOf({ lines }), frames[2] as Frame);
    expect(layout.lines.map((line) => line.kind)).toEqual(['whole', 'own', 'country']);
  });
});

const html = (markup: Markup): string => markup.html;
const chart = (lines: readonly ChartLine[], more: Partial<Parameters<typeof LineChart>[0]> = {}) =>
  html(
    <LineChart
      id="chart"
      title="Titel"
      unit="%"
      decimals={1}
      formats={formats}
      lines={lines}
      description="Det föll."
      {...more}
    />,
  );

const odd: Readonly<Record<string, readonly ChartPoint[]>> = {
  'no points': [],
  'one point': published([5]),
  'a single year alone': published([0]),
  'all missing': published([null, null, null]),
  'a value that is no number': [{ period: 2010, value: Number.NaN, status: 'published' }, ...published([3], 2011)],
  'equal values': published([4, 4, 4]),
  'negative values': published([-4, -2, -9]),
  'negative and positive': published([-4, 2, 9]),
  'only doubted': published([4, 5]).map((point) => ({ ...point, status: 'doubted' })),
};

describe('what is written', () => {
  test('beyond a limit is a large open ring, a run a dot in a ring', () => {
    const page = chart([wholeOf(published([5, 6, 9, 7]))], {
      signals: [
        { period: 2012, kind: 'beyond' },
        { period: 2013, kind: 'run' },
      ],
    });
    expect(page.match(/class="chart-beyond"/g)).toHaveLength(4);
    expect(page.match(/class="chart-run"/g)).toHaveLength(4);
    expect(page.match(/class="chart-dot"/g)?.length).toBeGreaterThanOrEqual(4);
  });

  test.each(Object.entries(odd))('%s gives a drawing without NaN or inline style', (_, points) => {
    for (const fromZero of [true, false]) {
      const page = [
        chart([wholeOf(points), { name: 'Riket', kind: 'country', points }], {
          fromZero,
          baseline: { period: 2010, text: 'utgångsläge' },
          marks: [{ period: 2011, text: 'märke' }],
        }),
        chart([wholeOf(points)], { fromZero, target: { value: 3, period: 2012, text: 'Mål' } }),
        html(<SmallCurve points={points} from={2010} to={2012} label="Kurva" />),
        html(<SmallCurve points={points} from={2010} to={2010} target={{ value: 3, period: 2012 }} label="Kurva" />),
      ].join('');
      expect(page).not.toMatch(/NaN|Infinity|undefined|<style|\sstyle=/);
      expect(page).toContain('<svg');
    }
  });

  test('names are escaped', () => {
    const name = '<b>&"';
    const lines = [{ ...wholeOf(published([3, 2])), name }];
    const table = (
      <ChartTable
        label={name}
        corner="Plats"
        decimals={1}
        formats={formats}
        lines={lines}
        notes={{ missing: 'saknas', doubted: 'kan vara fel', preliminary: 'preliminärt' }}
      />
    );
    for (const page of [chart(lines, { title: name, description: name }), html(table)]) {
      expect(page).not.toContain('<b>');
      expect(page).not.toMatch(/&"/);
      expect(page).toContain('&lt;b>&amp;');
    }
  });

  test('each drawing tells the finding, and the stylesheet shows one of them', () => {
    const page = chart([wholeOf(published([3, 2]))]);
    expect(page.match(/role="img" aria-label="Det föll\."/g)).toHaveLength(4);
  });

  test('the table has a dash for what is missing and a sign with a note for what is doubted', () => {
    const points = published([3, null, 2.25]).map(
      (point): ChartPoint => (point.period === 2012 ? { ...point, status: 'doubted' } : point),
    );
    const page = html(
      <ChartTable
        label="Tabell"
        corner="Plats"
        decimals={1}
        formats={formats}
        lines={[wholeOf(points)]}
        notes={{ missing: 'saknas', doubted: 'kan vara fel', preliminary: 'preliminärt' }}
      />,
    );
    expect(page).toContain('<span aria-hidden="true">–</span>');
    expect(page).toContain('2,3<span class="sign doubted" aria-hidden="true">*</span>');
    expect(page).toContain('<span class="sign doubted">*</span> kan vara fel');
    expect(page).not.toContain('preliminärt');
  });

  test('a small curve of what nothing measures is one dashed line', () => {
    const page = html(<SmallCurve points={[]} from={2010} to={2022} missing label="Ingenting mäter det" />);
    expect(page.match(/<path/g)).toHaveLength(1);
    expect(page).toContain('chart-absent');
  });

  test('rungs are filled as far as reached, and say it in words', () => {
    const page = html(<Rungs reached={3} text="Större än normal variation" />);
    expect(page.match(/class="rung"/g)).toHaveLength(3);
    expect(page.match(/class="rung-ahead"/g)).toHaveLength(2);
    expect(page).toContain('<span>Större än normal variation</span>');
  });

  test('the widths of words are near what the font gives', () => {
    // Measured in Chromium: 139.5.
    expect(textWidth('Löpande samverkan', 15, 'bold')).toBeGreaterThan(139);
    expect(textWidth('Löpande samverkan', 15, 'bold')).toBeLessThan(146);
  });
});

describe('a break in the series', () => {
  const figures = (breaks: { period: number; text: string }[]) =>
    layOutChart(figuresOf({ lines: [wholeOf(published([10, 12, 11, null, 9, 8]))], breaks }), wide);

  test('is an upright line between the last value before it and the first after, with its words beside', () => {
    const layout = figures([{ period: 2013, text: 'Brott 2013' }]);
    const [before, after] = [2012, 2014].map(
      (period) => layout.lines[0]?.points.find((point) => point.period === period)?.x ?? 0,
    );
    expect(layout.breaks).toEqual([Math.round(((before ?? 0) + (after ?? 0)) * 5) / 10]);
    const label = layout.innerLabels.find(({ kind }) => kind === 'break');
    expect(label?.text).toBe('Brott 2013');
    expect(
      Math.min(
        ...[label?.box.left ?? 0, label?.box.right ?? 0].map((edge) => Math.abs(edge - (layout.breaks[0] ?? 0))),
      ),
    ).toBeLessThan(10);
  });

  test('is not drawn where there are values on one side of it only', () => {
    expect(
      figures([
        { period: 2010, text: 'x' },
        { period: 2020, text: 'y' },
      ]).breaks,
    ).toEqual([]);
  });

  test('is drawn, and told under the table where a value that its source withholds is told too', () => {
    const lines: ChartLine[] = [
      {
        name: 'Blekinge',
        kind: 'whole',
        points: [
          { period: 2010, value: 4, status: 'published' },
          { period: 2011, value: 5, status: 'published' },
          { period: 2012, value: null, status: 'withheld' },
        ],
      },
    ];
    expect(chart(lines, { breaks: [{ period: 2011, text: 'Brott 2011' }] })).toContain('class="chart-break"');
    const table = html(
      <ChartTable
        label="Tabell"
        corner="Plats"
        decimals={1}
        formats={formats}
        lines={lines}
        notes={{ missing: 'saknas', doubted: '', preliminary: '', withheld: 'Visas inte av källan.' }}
        breaks={[
          { period: 2011, text: 'Från 2011 en annan ålder.' },
          { period: 2005, text: 'Före det som visas.' },
        ]}
      />,
    );
    expect(table.match(/after-break/g)).toHaveLength(2);
    expect(table).toContain('¦</span> Från 2011 en annan ålder.');
    expect(table).not.toContain('Före det som visas');
    expect(table).toContain('‡</span> Visas inte av källan.');
    expect(table).not.toContain('saknas');
  });
});

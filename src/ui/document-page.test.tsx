import { expect, test } from 'vitest';
import type { DocumentModel } from '../platform/documents/document.ts';
import { SvgPainter } from '../platform/documents/svg-painter.ts';
import { aDocument, mischief, pageStyles } from '../platform/documents/testing.ts';
import { formatsFor } from '../platform/texts.ts';
import { DocumentPage } from './document-page.tsx';
import { drawnAs, drawnLineChart, drawnMark, markedState } from './document-parts.tsx';
import { allShapes, ShapeIcon } from './state.tsx';

const page = (model: DocumentModel): string =>
  (<DocumentPage model={model} texts={{ showAsTable: 'Visa som tabell' }} />).html;
const chart = drawnLineChart(
  {
    unit: '%',
    decimals: 1,
    formats: formatsFor('sv'),
    description: 'Det föll från 9 till 7.',
    lines: [
      {
        name: 'Blekinge',
        kind: 'whole',
        points: [9, 8, 7].map((value, at) => ({ period: 2010 + at, value, status: 'published' })),
      },
    ],
    target: { value: 7.5, period: 2012, text: 'Mål 7,5' },
  },
  { caption: 'Arbetslösa, procent', notes: ['Källa: Kolada.'] },
);

test('the page has the same headings, in the same order, and one of the first level', () => {
  const headings = [...page(aDocument()).matchAll(/<(h\d)>(.*?)<\/h\d>/g)].map(([, level, text]) => `${level} ${text}`);
  expect(headings).toEqual([
    'h1 Arbetslösheten har fallit',
    'h2 Målen i siffror',
    'h3 Hur det gick',
    'h3 Så tolkar parterna det',
    'h3 Så långt håller påståendet',
    'h2 Bilagor',
  ]);
});

test('the label is read, tables have their headings, and a row the name it begins with', () => {
  const html = page(aDocument());
  expect(html).toContain('<span class="label">Påhittat exempel</span>');
  expect(html.match(/<th scope="col"/g)).toHaveLength(4);
  expect(html.match(/<th scope="row"/g)).toHaveLength(2);
  expect(html).toContain('role="img" aria-label="Från 14,2 till 5,1"');
});

test('a picture says the same here as in the file, for wide and narrow, with its numbers behind a link', () => {
  const table = {
    kind: 'table',
    caption: 'Värden',
    columns: [{ heading: 'År' }],
    rows: [{ cells: ['2010'] }],
  } as const;
  const html = page(aDocument({ blocks: [{ ...chart, table }] }));
  expect(
    html.match(/<span class="document-drawing[^"]*" role="img" aria-label="Det föll från 9 till 7\."/g),
  ).toHaveLength(2);
  expect(html).toContain('<summary>Visa som tabell</summary>');
  expect(chart.alt).toBe('Det föll från 9 till 7.');
  expect(html).not.toMatch(/\sstyle=|<script/);
});

test.each(mischief)('what is written is only ever text: %j', (text) => {
  const html = page(aDocument({ title: text, label: text, blocks: [{ kind: 'paragraph', text }] }));
  expect(html).not.toMatch(/<w:p>|<!ENTITY|<label>/);
});

test('our drawings stand by themselves when they are painted: no class, no token, every line with a colour', () => {
  const painter = new SvgPainter(pageStyles);
  const shapes = allShapes.map((shape) => drawnAs(<ShapeIcon shape={shape} />, shape).svg);
  for (const svg of [chart.svg, chart.narrowSvg ?? '', ...shapes]) {
    for (const theme of ['paper', 'light', 'dark'] as const) {
      const painted = painter.paint(svg, theme, 'tone-lingon');
      expect(painted).not.toMatch(/class=|var\(|currentColor|undefined/);
      for (const [element] of painted.matchAll(/<(?:path|circle|rect)\b[^>]*>/g))
        expect(element).toMatch(/ (?:fill|stroke)="(?:#[0-9a-f]{6})"|^<path d="[^"]*"(?: stroke-linecap="round")?>$/);
    }
  }
  expect(painter.paint(drawnMark(), 'paper', 'brand')).toContain('stroke="#0a574d"');
  expect(markedState({ shape: 'missed', text: 'Nåddes inte' })).toMatchObject({ tone: 'lingon', text: 'Nåddes inte' });
});

test('a painted chart has the colours of its theme', () => {
  const painter = new SvgPainter(pageStyles);
  expect(painter.paint(chart.svg, 'paper')).toContain('stroke="#ffffff"');
  expect(painter.paint(chart.svg, 'light')).toContain('stroke="#fbfaf7"');
  expect(painter.paint(chart.svg, 'dark')).toContain('stroke="#6fc9b7"');
});

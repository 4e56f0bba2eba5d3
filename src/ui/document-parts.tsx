import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Drawing, Figure, Marked } from '../platform/documents/document.ts';
import { Mark } from './brand.tsx';
import { type LineChartContent, LineChartDrawing } from './charts/line-chart.tsx';
import { ShapeIcon, type StateOf, toneOf } from './state.tsx';

/** A drawing of ours as a document holds it. The words are those that the drawing says of itself. */
export const drawnAs = (picture: VNode, alt: string): Drawing => ({ svg: renderToString(picture), alt });

/** The product's mark, for the head of a document that is the product's own. */
export const drawnMark = (): string => renderToString(<Mark />);

/** A state as a document holds it. */
export const markedState = (state: StateOf): Marked => ({
  mark: renderToString(<ShapeIcon shape={state.shape} />),
  text: state.text,
  tone: toneOf(state.shape),
});

/** A line chart as a document holds it: one drawing for paper and wide windows, one for phones. */
export const drawnLineChart = (
  content: LineChartContent,
  about: Pick<Figure, 'caption' | 'notes' | 'table'>,
): Figure => ({
  kind: 'figure',
  ...about,
  ...drawnAs(<LineChartDrawing {...content} size="middle" />, content.description),
  narrowSvg: renderToString(<LineChartDrawing {...content} size="narrow" />),
});

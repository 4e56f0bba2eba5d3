import type { Drawing, Figure, Marked } from '../platform/documents/document.ts';
import type { Markup } from '../platform/markup/jsx-runtime.ts';
import { Mark } from './brand.tsx';
import { type LineChartContent, LineChartDrawing } from './charts/line-chart.tsx';
import { ShapeIcon, type StateOf, toneOf } from './state.tsx';

/** A drawing of ours as a document holds it. The words are those that the drawing says of itself. */
export const drawnAs = (picture: Markup, alt: string): Drawing => ({ svg: picture.html, alt });

/** The product's mark, for the head of a document that is the product's own. */
export const drawnMark = (): string => (<Mark />).html;

/** A state as a document holds it. */
export const markedState = (state: StateOf): Marked => ({
  mark: (<ShapeIcon shape={state.shape} />).html,
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
  ...drawnAs(<LineChartDrawing {...content} size="paper" />, content.description),
  narrowSvg: (<LineChartDrawing {...content} size="narrow" />).html,
});

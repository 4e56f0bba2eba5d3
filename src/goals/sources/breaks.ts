import type { Language } from '../../platform/texts.ts';
import type { ChartMark } from '../../ui/charts/line-chart.tsx';
import type { IndicatorBreak } from './queries.ts';
import { goalSourceTexts } from './texts.ts';

/** The breaks in an indicator's series as a chart marks them, in few words, and as a table tells them, in full. */
export function breaksOf(
  breaks: readonly IndicatorBreak[],
  indicatorId: string,
  language: Language,
): { readonly inChart: readonly ChartMark[]; readonly inTable: readonly ChartMark[] } {
  const t = goalSourceTexts(language);
  const of = breaks.filter(({ indicator_id }) => indicator_id === indicatorId);
  return {
    inChart: of.map(({ period }) => ({ period, text: t.chartBreak(period) })),
    inTable: of.map(({ period, reason_sv, reason_en }) => ({
      period,
      text: `${t.breakLine(period, language === 'sv' ? reason_sv : reason_en)}.`,
    })),
  };
}

import { type SourceFailure, sourceFailures } from '../../platform/source.ts';
import type { Formats } from '../../platform/texts.ts';
import { sourceTexts } from './texts.ts';

const names: Readonly<Record<string, string>> = { kolada: 'Kolada', scb: 'SCB' };
/** What a source calls itself. */
export const sourceName = (source: string): string => names[source] ?? source;

/** The code that a reader can look up at the source: a table of SCB goes by its own id, without what was chosen in it. */
export const codeAtSource = (code: string): string => code.split('?')[0] ?? code;

/** A series by its source and code: Kolada N03921. */
export const nameSeries = (source: string, code: string): string => `${sourceName(source)} ${codeAtSource(code)}`;

export interface PublishedFigure {
  readonly source: string | null;
  readonly code: string | null;
  /** As yyyy-mm-dd. */
  readonly fetched_on: string | null;
}

/**
 * Where published values come from: a sentence for each source, with the codes and the latest day of fetching, as Kolada's
 * terms and SCB's licence ask. Empty where nothing is published. `last` is the latest year, where one is told.
 */
export function attributePublished(figures: readonly PublishedFigure[], formats: Formats, last?: number): string {
  const t = sourceTexts(formats.language);
  const sources = [...new Set(figures.flatMap(({ source }) => source ?? []))];
  return sources
    .map((source) => {
      const of = figures.filter((figure) => figure.source === source);
      const codes = [...new Set(of.flatMap(({ code }) => (code === null ? [] : codeAtSource(code))))].join(', ');
      const latest = of
        .map(({ fetched_on }) => fetched_on ?? '')
        .sort()
        .at(-1);
      const date = latest ? formats.date(latest) : '–';
      return last === undefined
        ? t.published(sourceName(source), codes, date)
        : t.publishedTo(sourceName(source), codes, date, String(last));
    })
    .join(' ');
}

/** What has been reckoned from published values is ours, and is never ascribed to the source. */
export function attributeProcessed(
  kind: 'calculated' | 'ownSelection',
  figures: readonly PublishedFigure[],
  formats: Formats,
): string {
  const sources = [...new Set(figures.flatMap(({ source }) => (source === null ? [] : sourceName(source))))];
  return sources.length === 0 ? '' : sourceTexts(formats.language).processed[kind](formats.list(sources));
}

/** Why a series was not fetched, in the reader's words. */
export function sayFailure(failure: string, formats: Formats): string {
  const kind = sourceFailures.find((one): one is SourceFailure => failure.startsWith(one)) ?? 'broken';
  return sourceTexts(formats.language).failures[kind];
}

import type { DocumentModel } from './document.ts';
import type { ThreadStyles } from './document-thread.ts';
import type { PdfStandard } from './pdf.ts';
import type { Theme } from './svg-painter.ts';
import { TemplateError, type TemplateFault } from './template-error.ts';
import { ThreadFailure, ThreadPool } from './thread-pool.ts';
import type { TemplateFields } from './word-template.ts';

export type DocumentWork =
  | { readonly kind: 'pdf'; readonly model: DocumentModel; readonly standard: PdfStandard }
  | { readonly kind: 'word'; readonly model: DocumentModel }
  | {
      readonly kind: 'filledTemplate';
      readonly template: Uint8Array;
      readonly model: DocumentModel;
      readonly fields: TemplateFields;
    }
  | { readonly kind: 'template'; readonly template: Uint8Array; readonly known: readonly string[] }
  | { readonly kind: 'svg' | 'png'; readonly svg: string; readonly theme: Theme };

export interface Documents {
  /** `ua-1` to be read by everyone, `a-2a` to be kept. */
  pdf(model: DocumentModel, standard: PdfStandard): Promise<Uint8Array>;
  word(model: DocumentModel): Promise<Uint8Array>;
  /** In somebody's own template. Throws TemplateError when it is no template, or not one that is safe to open. */
  wordFromTemplate(template: Uint8Array, model: DocumentModel, fields: TemplateFields): Promise<Uint8Array>;
  /** Looks a template through when it is uploaded. Throws TemplateError as above. */
  readTemplate(
    template: Uint8Array,
    known: readonly string[],
  ): Promise<{ readonly known: readonly string[]; readonly unknown: readonly string[] }>;
  /** A drawing of the pages that stands by itself. */
  svg(svg: string, theme: Theme): Promise<string>;
  png(svg: string, theme: Theme): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface DocumentsOptions {
  /** The pages' stylesheet: what drawings take their colours from. */
  readonly styles: string;
  /** One leaves the other of two cores to those who read pages. */
  readonly threads?: number;
  readonly waiting?: number;
  readonly limit?: number;
}

/**
 * Makes documents, off the thread that answers requests. When too many wait, or one takes too long, it is refused as
 * unavailable.
 */
export function openDocuments(options: DocumentsOptions): Documents {
  const pool = new ThreadPool({
    program: new URL('document-thread.ts', import.meta.url),
    threads: options.threads ?? 1,
    // Ten of the largest are made in twenty seconds: longer than that nobody waits.
    waiting: options.waiting ?? 10,
    limit: options.limit ?? 20_000,
    workerData: { styles: options.styles } satisfies ThreadStyles,
  });
  const ask = <Result>(work: DocumentWork): Promise<Result> =>
    pool.run<Result>(work).catch((error: Error) => {
      throw error instanceof ThreadFailure && error.name === 'TemplateError'
        ? new TemplateError(error.failure.fault as TemplateFault, error.message)
        : error;
    });
  return {
    pdf: (model, standard) => ask({ kind: 'pdf', model, standard }),
    word: (model) => ask({ kind: 'word', model }),
    wordFromTemplate: (template, model, fields) => ask({ kind: 'filledTemplate', template, model, fields }),
    readTemplate: (template, known) => ask({ kind: 'template', template, known }),
    svg: (svg, theme) => ask({ kind: 'svg', svg, theme }),
    png: (svg, theme) => ask({ kind: 'png', svg, theme }),
    close: () => pool.close(),
  };
}

import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { checkDocument, printable } from './document.ts';
import type { DocumentWork } from './documents.ts';
import { PdfMaker } from './pdf.ts';
import { makePng } from './png.ts';
import { SvgPainter } from './svg-painter.ts';
import { TemplateError } from './template-error.ts';
import type { Failure } from './thread-pool.ts';
import { makeWord } from './word.ts';
import { fillTemplate, readTemplate } from './word-template.ts';

/** What a thread is begun with. */
export interface ThreadStyles {
  readonly styles: string;
}

function serve(port: MessagePort, painter: SvgPainter): void {
  let pdfMaker: PdfMaker | undefined;
  const make = async (given: DocumentWork): Promise<unknown> => {
    const work = cleaned(given);
    switch (work.kind) {
      case 'pdf':
        pdfMaker ??= new PdfMaker(painter);
        return pdfMaker.make(work.model, work.standard);
      case 'word':
        return await makeWord(work.model, painter);
      case 'filledTemplate':
        return await fillTemplate(work.template, work.model, work.fields, painter);
      case 'template':
        return await readTemplate(work.template, work.known);
      case 'svg':
        return painter.paint(work.svg, work.theme);
      case 'png':
        return makePng(painter.paint(work.svg, work.theme), painter.token('paper', work.theme));
    }
  };
  port.on('message', (work: DocumentWork) => {
    make(work).then(
      (result) => port.postMessage({ result }),
      (error: unknown) => port.postMessage({ failure: failureOf(error) }),
    );
  });
}

function cleaned(work: DocumentWork): DocumentWork {
  if (work.kind === 'template') return work;
  if ('svg' in work) return { ...work, svg: printable(work.svg) };
  checkDocument(work.model);
  const model = printable(work.model);
  return work.kind === 'filledTemplate' ? { ...work, model, fields: printable(work.fields) } : { ...work, model };
}

const failureOf = (error: unknown): Failure =>
  error instanceof TemplateError
    ? { name: error.name, message: error.message, fault: error.fault }
    : error instanceof Error
      ? { name: error.name, message: error.stack ?? error.message }
      : { name: 'Error', message: String(error) };

const begun = workerData as Partial<ThreadStyles> | null;
if (parentPort && begun?.styles !== undefined) serve(parentPort, new SvgPainter(begun.styles));

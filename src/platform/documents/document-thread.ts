import { parentPort, workerData } from 'node:worker_threads';
import { checkDocument, printable } from './document.ts';
import type { DocumentWork } from './documents.ts';
import { PdfMaker } from './pdf.ts';
import { makePng } from './png.ts';
import { SvgPainter } from './svg-painter.ts';
import { TemplateError } from './template-error.ts';
import type { Failure } from './thread-pool.ts';
import { makeWord } from './word.ts';
import { fillTemplate, readTemplate } from './word-template.ts';

const painter = new SvgPainter((workerData as { styles: string }).styles);
let pdfMaker: PdfMaker | undefined;

async function make(work: DocumentWork): Promise<unknown> {
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
}

const failureOf = (error: unknown): Failure =>
  error instanceof TemplateError
    ? { name: error.name, message: error.message, fault: error.fault }
    : error instanceof Error
      ? { name: error.name, message: error.stack ?? error.message }
      : { name: 'Error', message: String(error) };

parentPort?.on('message', async (given: DocumentWork) => {
  try {
    const work = given.kind === 'template' ? given : { ...given, ...cleaned(given) };
    const result = await make(work as DocumentWork);
    parentPort?.postMessage({ result });
  } catch (error) {
    parentPort?.postMessage({ failure: failureOf(error) });
  }
});

function cleaned(work: Exclude<DocumentWork, { kind: 'template' }>): object {
  if ('svg' in work) return { svg: printable(work.svg) };
  checkDocument(work.model);
  return {
    model: printable(work.model),
    ...(work.kind === 'filledTemplate' ? { fields: printable(work.fields) } : {}),
  };
}

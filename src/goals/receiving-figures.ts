import {
  indicatorTexts,
  type KeptUpload,
  readUploadAside,
  type UploadProblem,
  type UploadReading,
} from '../indicators/index.ts';
import type { FormInput } from '../platform/http/form-input.ts';
import type { Language } from '../platform/texts.ts';

/** Figures that somebody has sent or typed, read and not yet brought in. */
export interface ReceivedFigures {
  readonly bytes: Uint8Array;
  /** Empty when they were typed. */
  readonly fileName: string;
  readonly reading: UploadReading;
  /** The field they came in. */
  readonly field: 'file' | 'values';
}

export const isPercent = (unit: string): boolean => /procent|per ?cent|%/i.test(unit);

/** What is typed has no heading of its own, so its first line is the first. */
const asTyped = (problem: UploadProblem): UploadProblem => ({
  ...problem,
  row: Math.max(0, problem.row - 1),
  other: problem.code === 'twice' ? String(Number(problem.other) - 1) : problem.other,
});

/** The file that was chosen, else what was typed, else the file that was kept. Undefined when there is none of them. */
export async function receiveFigures(
  form: FormInput,
  kept: KeptUpload | undefined,
  of: { readonly unit: string; readonly now: Date; readonly language: Language },
): Promise<ReceivedFigures | undefined> {
  const options = { year: of.now.getUTCFullYear(), isPercent: isPercent(of.unit), sheet: undefined };
  const file = form.file('file');
  if (file) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return { bytes, fileName: file.name || '?', reading: await readUploadAside(bytes, options), field: 'file' };
  }
  const typed = form.text('values');
  if (typed !== '') {
    const { year, value } = indicatorTexts(of.language).upload.columns;
    const bytes = new TextEncoder().encode(`sep=;\n${year};${value}\n${typed}\n`);
    const reading = await readUploadAside(bytes, { ...options, isTyped: true });
    return {
      bytes,
      fileName: '',
      reading: { ...reading, problems: reading.problems.map(asTyped) },
      field: 'values',
    };
  }
  if (!kept) return undefined;
  return {
    bytes: kept.content,
    fileName: kept.file_name,
    reading: await readUploadAside(kept.content, options),
    field: 'file',
  };
}

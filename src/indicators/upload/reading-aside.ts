import { Worker } from 'node:worker_threads';
import type { UploadProblem } from './problem.ts';
import { readUpload, readUploadGrid, type UploadedGrid, type UploadOptions } from './read-upload.ts';
import { summarise, type UploadReading } from './upload-columns.ts';

/** Smaller files are read within a few milliseconds; a thread takes longer than that to begin. */
const small = 20_000;
/** A hundred thousand rows take about two seconds. What takes longer than this is not a table. */
const longest = 30_000;
/** Of memory: several times what the largest workbook within the limits takes. */
const mostMegabytes = 768;

let queue: Promise<unknown> = Promise.resolve();

/** A file, and what is to be read in it: values with options, or rows and columns of a sheet. */
export type GivenToThread = { readonly bytes: Uint8Array } & (
  | { readonly options: UploadOptions }
  | { readonly sheet: string | undefined }
);

/**
 * Reads a file without keeping others waiting: a large one in a thread of its own, one at a time, within bounds of time
 * and memory that a file made to do harm does not get past.
 */
export function readUploadAside(bytes: Uint8Array, options: UploadOptions, within = longest): Promise<UploadReading> {
  if (isQuick(bytes)) return Promise.resolve(summarise(readUpload(bytes, options)));
  return inTurn(() => readInThread({ bytes, options }, within, tookTooLong));
}

/** The rows and columns of a file, read in the same way, for a room that reads its own columns. */
export function readGridAside(bytes: Uint8Array, sheet: string | undefined, within = longest): Promise<UploadedGrid> {
  if (isQuick(bytes)) return Promise.resolve(readUploadGrid(bytes, sheet));
  return inTurn(() => readInThread({ bytes, sheet }, within, gridTookTooLong));
}

/** A few bytes of a workbook may unpack to many. */
const isQuick = (bytes: Uint8Array): boolean => bytes.length < small && !(bytes[0] === 0x50 && bytes[1] === 0x4b);

function inTurn<Reading>(read: () => Promise<Reading>): Promise<Reading> {
  const reading = queue.then(read);
  queue = reading.catch(() => {});
  return reading;
}

function readInThread<Reading>(given: GivenToThread, within: number, tooLong: Reading): Promise<Reading> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./reading-thread.ts', import.meta.url), {
      workerData: given,
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    });
    const stop = () => {
      void worker.terminate();
      resolve(tooLong);
    };
    const timer = setTimeout(stop, within);
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(tooLong);
      else reject(error);
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('the thread that reads a file ended without an answer'));
    });
  });
}

const tooLongProblem: UploadProblem = {
  code: 'tookTooLong',
  row: 0,
  column: 0,
  columnName: '',
  found: '',
  other: '',
};
const gridTookTooLong: UploadedGrid = {
  grid: { rows: [], delimiter: '' },
  problems: [tooLongProblem],
  sheets: [],
  sheet: '',
};
const tookTooLong: UploadReading = summarise({
  values: [],
  problems: [tooLongProblem],
  problemCount: 1,
  notes: [],
  sheets: [],
  sheet: '',
});

import { Worker } from 'node:worker_threads';
import { readUpload, type UploadOptions } from './read-upload.ts';
import { summarise, type UploadReading } from './upload-columns.ts';

/** Smaller files are read within a few milliseconds; a thread takes longer than that to begin. */
const small = 20_000;
/** A hundred thousand rows take about two seconds. What takes longer than this is not a table. */
const longest = 30_000;
/** Of memory: several times what the largest workbook within the limits takes. */
const mostMegabytes = 768;

let queue: Promise<unknown> = Promise.resolve();

/**
 * Reads a file without keeping others waiting: a large one in a thread of its own, one at a time, within bounds of time
 * and memory that a file made to do harm does not get past.
 */
export function readUploadAside(bytes: Uint8Array, options: UploadOptions, within = longest): Promise<UploadReading> {
  const isWorkbook = bytes[0] === 0x50 && bytes[1] === 0x4b;
  // A few bytes of a workbook may unpack to many.
  if (bytes.length < small && !isWorkbook) return Promise.resolve(summarise(readUpload(bytes, options)));
  const reading = queue.then(() => readInThread(bytes, options, within));
  queue = reading.catch(() => {});
  return reading;
}

function readInThread(bytes: Uint8Array, options: UploadOptions, within: number): Promise<UploadReading> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./reading-thread.ts', import.meta.url), {
      workerData: { bytes, options },
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    });
    const stop = () => {
      void worker.terminate();
      resolve(tookTooLong);
    };
    const timer = setTimeout(stop, within);
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(tookTooLong);
      else reject(error);
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('the thread that reads a file ended without an answer'));
    });
  });
}

const tookTooLong: UploadReading = summarise({
  values: [],
  problems: [{ code: 'tookTooLong', row: 0, column: 0, columnName: '', found: '', other: '' }],
  problemCount: 1,
  notes: [],
  sheets: [],
  sheet: '',
});

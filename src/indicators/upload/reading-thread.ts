import { parentPort, workerData } from 'node:worker_threads';
import { readUpload, readUploadGrid } from './read-upload.ts';
import type { GivenToThread } from './reading-aside.ts';
import { summarise } from './upload-columns.ts';

/** Reads one file in a thread of its own and ends: see reading-aside.ts. Elsewhere it does nothing. */
const given = workerData as GivenToThread | null;
if (parentPort && given?.bytes) {
  parentPort.postMessage(
    'options' in given ? summarise(readUpload(given.bytes, given.options)) : readUploadGrid(given.bytes, given.sheet),
  );
}

import { parentPort, workerData } from 'node:worker_threads';
import { readUpload, type UploadOptions } from './read-upload.ts';
import { summarise } from './upload-columns.ts';

/** Reads one file in a thread of its own and ends: see reading-aside.ts. Elsewhere it does nothing. */
const given = workerData as { readonly bytes: Uint8Array; readonly options: UploadOptions } | null;
if (parentPort && given?.bytes) parentPort.postMessage(summarise(readUpload(given.bytes, given.options)));

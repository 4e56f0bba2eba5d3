/** The register of processing, and erasure. */

export { askForErasure } from './erasing.ts';
export { type ProcessingFacts, writeProcessingRecord } from './processing.ts';

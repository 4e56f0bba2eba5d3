/** What one organisation has seen of a problem before there is a collaboration, and how others see it. */
export { giveView } from './adding-views.ts';
export { becomeCollaboration, endWithout, joinCollaboration } from './ending.ts';
export { addFigure } from './figures.ts';
export type { Interest } from './problem-picture.ts';
export { findProblemPicture } from './queries.ts';
export { sharePicture } from './sharing.ts';
export { writePicture } from './writing.ts';

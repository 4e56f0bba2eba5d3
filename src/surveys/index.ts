/** Rounds in which the parties answer the same questions alone. */
export { closeExercise, giveAnswer, openExercise, rate, writeWording } from './exercising.ts';
export { instruments } from './instrument.ts';

/** Rounds of follow-up. */
export { answerRound, closeRound, type Line, openRound, writeJointLines } from './following-up.ts';

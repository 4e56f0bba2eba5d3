/** Rounds of follow-up. */
export { composeAndAdopt, composeAndHandOver } from './documents/composing.tsx';
export { type AdoptedReportRow, findAdoptedReport, publicPartOf } from './documents/public-report.ts';
export { listPackages, settleGoal, statePackage } from './feeding-back.ts';
export { answerRound, closeRound, type Line, openRound, writeJointLines } from './following-up.ts';
export { chooseDeviation, giveReadings, openInterpretation, readTogether } from './interpreting.ts';
export { addObservation } from './observing.ts';
export { takePosition, writeReport } from './reporting.ts';
export type { ObservationKind, RoundMoment } from './round.ts';
export { answerUndertakings, listUndertakings, type UndertakingOutcome } from './undertakings.ts';

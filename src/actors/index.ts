/** Who is concerned and who has a say, and the traps. */
export { type ActorKind, type Known, stances } from './actor.ts';
export { type ActorFacts, addActor, adoptAnalysis, openAnalysis } from './analysing.ts';
export { type GivenPlacing, openPlacing, placeActors, placeJointly } from './placing.ts';
export { type ActorRow, listActors, listAnalyses, listPlacings, listTrapAnswers } from './queries.ts';
export { answerTraps, type GivenTrapAnswer } from './traps.ts';

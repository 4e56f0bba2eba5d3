/** What the parties ask and tell each other between the rounds. */
export {
  answerExpectation,
  type ExpectationAnswer,
  type ExpectationOutcome,
  listExpectations,
  sayOutcome,
  stateExpectation,
} from './expectations.ts';
export { listNotes, listSharedNotes, type NoteFacts, type NoteRow, tellNote } from './progress.ts';
export { listAnswers, listQuestions } from './question-queries.ts';
export { type About, answerQuestion, askQuestion } from './questions.ts';
export { planReminders, questionTasks } from './reminding.ts';
export { type GoesOn, listOutcomes, listReviews, reviewYearOf, shareOutcome } from './yearly-reviews.ts';

/** What the parties ask and tell each other between the rounds. */
export { listNotes, listSharedNotes, type NoteFacts, type NoteRow, tellNote } from './progress.ts';
export { listAnswers, listQuestions } from './question-queries.ts';
export { type About, answerQuestion, askQuestion } from './questions.ts';

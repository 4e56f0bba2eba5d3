/** What waits for a person over all that they take part in: the list, and the letter about it. */
export { type DigestOptions, digestTasks, firstRound, planDigests } from './digest.ts';

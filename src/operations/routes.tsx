import type { WorkspaceHouse } from '../collaborations/index.ts';
import { administerInstallation, page, type Route, type User, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import type { HistoryEntry } from '../platform/history.ts';
import { get, post } from '../platform/http/route.ts';
import { queueState, sourceStates } from '../platform/queue-state.ts';
import { OperationsPage } from './pages/operations-page.tsx';
import { dismissLetter, listFailedJobs, listFailedLetters, runJobAgain, sendLetterAgain } from './queries.ts';
import { operationsTexts } from './texts.ts';

/** More are no help to anybody; the numbers above tell how many there are. */
const mostListed = 50;

/** What the installation does is nobody's organisation's: its own chain. */
const entry = (user: User, verb: string, subjectType: string, subjectId: string, after: unknown): HistoryEntry => ({
  verb,
  subjectType,
  subjectId,
  userId: user.person_id,
  organisationId: null,
  collaborationId: null,
  after,
});
/** A job is numbered by the queue; the history knows ids alone. */
const subjectOfJob = (job: string): string => `00000000-0000-7000-8000-${Number(job).toString(16).padStart(12, '0')}`;

export function operationsRoutes(house: WorkspaceHouse): readonly Route[] {
  const show = async (visit: Visit) => {
    const { user, rows } = await visit.read({
      state: queueState(visit.now),
      sources: sourceStates(),
      jobs: listFailedJobs(mostListed),
      letters: listFailedLetters(mostListed, visit.now),
    });
    const [state] = rows.state;
    if (!state) throw notFound();
    return visit.page(
      page(visit, user, {
        title: operationsTexts(visit.language).title,
        children: (
          <OperationsPage
            visit={visit}
            state={state}
            sources={rows.sources}
            jobs={rows.jobs}
            letters={rows.letters}
            notes={await house.notes?.()}
          />
        ),
      }),
    );
  };

  return [
    get('/operations', administerInstallation, show),
    post('/operations/jobs/:job/run', administerInstallation, (visit) =>
      visit.submit(async (tx) => {
        const job = visit.params.job ?? '';
        if (!/^\d{1,15}$/.test(job)) throw notFound();
        const { task } = await tx.one(runJobAgain(job, tx.now));
        if (task === null) return '/operations?told=notRun';
        tx.record(entry(tx.user, 'job.runAgain', 'job', subjectOfJob(job), { task }));
        return '/operations?told=running';
      }),
    ),
    post('/operations/letters/:letter/sending', administerInstallation, (visit) =>
      visit.submit(async (tx) => {
        const letter = visit.params.letter ?? '';
        const { sent } = await tx.one(sendLetterAgain(letter, tx.now));
        if (!sent) return '/operations?told=tooLate';
        tx.record(entry(tx.user, 'letter.sentAgain', 'letter', letter, null));
        return '/operations?told=sending';
      }),
    ),
    post('/operations/letters/:letter/removal', administerInstallation, (visit) =>
      visit.submit(async (tx) => {
        const letter = visit.params.letter ?? '';
        const { dismissed } = await tx.one(dismissLetter(letter, tx.now));
        // Put aside by somebody else meanwhile, it is aside all the same.
        if (dismissed) tx.record(entry(tx.user, 'letter.putAside', 'letter', letter, null));
        return '/operations?told=dismissed';
      }),
    ),
  ];
}

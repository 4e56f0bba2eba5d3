import type { Visit } from '../../identity/index.ts';
import type { InstallationNotes } from '../../platform/installation-notes.ts';
import type { QueueStateRow, SourceStateRow } from '../../platform/queue-state.ts';
import { Form } from '../../ui/form.tsx';
import { Notice, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { failureKind, veiledAddress } from '../failure.ts';
import type { FailedJob, FailedLetter } from '../queries.ts';
import { findProblems, type Problem } from '../standing.ts';
import { operationsTexts } from '../texts.ts';

const sourceNames: Readonly<Record<string, string>> = { kolada: 'Kolada', scb: 'SCB' };
const nameOf = (source: string): string => sourceNames[source] ?? source;

interface OperationsProps {
  readonly visit: Visit;
  readonly state: QueueStateRow;
  readonly sources: readonly SourceStateRow[];
  readonly jobs: readonly FailedJob[];
  readonly letters: readonly FailedLetter[];
  readonly notes: InstallationNotes | undefined;
}

const moment = (visit: Visit, at: Date): string => `${visit.formats.date(at)} ${visit.formats.time(at)}`;

function sayProblem(visit: Visit, problem: Problem): string {
  const t = operationsTexts(visit.language).problems;
  if (problem.kind === 'backupNever') return t.backupNever;
  if (problem.kind === 'contact') return t.contact(visit.formats.date(problem.on));
  if (problem.kind === 'source') {
    const name = nameOf(problem.source);
    return problem.days === null ? t.sourceNever(name) : t.source(name, problem.days);
  }
  return t[problem.kind](problem.count);
}

function Jobs(props: OperationsProps) {
  const { visit, jobs } = props;
  const t = operationsTexts(visit.language);
  const taskName = (task: string): string =>
    Object.hasOwn(t.jobs.tasks, task) ? t.jobs.tasks[task as keyof typeof t.jobs.tasks] : t.jobs.other(task);
  return (
    <Section heading={t.jobs.heading} id="jobs">
      {jobs.length === 0 ? <p class="section-lead">{t.jobs.none}</p> : null}
      <ul class="rows">
        {jobs.map((job) => (
          <li key={job.id}>
            <div>
              <div class="title">{taskName(job.task)}</div>
              <p>
                {t.failures[failureKind(job.failure)]} {t.jobs.attempts(job.attempts)}{' '}
                {t.jobs.last(moment(visit, job.failed_at))}
              </p>
            </div>
            <div class="beside">
              {job.gave_up ? (
                <State shape="missed" text={t.jobs.gaveUp} />
              ) : (
                <State shape="waits" text={t.jobs.again(moment(visit, job.run_at))} />
              )}
              <Form token={visit.formToken()} action={`/operations/jobs/${job.id}/run`} inline>
                <button class="button second slim" type="submit">
                  {t.jobs.run}
                  <span class="visually-hidden">{t.jobs.runHidden(taskName(job.task))}</span>
                </button>
              </Form>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Letters(props: OperationsProps) {
  const { visit, letters, notes } = props;
  const t = operationsTexts(visit.language);
  return (
    <Section heading={t.letters.heading} id="letters">
      {notes && !notes.hasMailServer ? <p class="section-lead">{t.letters.noServer}</p> : null}
      {letters.length === 0 && notes?.hasMailServer !== false ? <p class="section-lead">{t.letters.none}</p> : null}
      <ul class="rows">
        {letters.map((letter) => {
          const address = veiledAddress(letter.to_address);
          const isTooLate = letter.runs_out_at <= visit.now;
          return (
            <li key={letter.id}>
              <div>
                <div class="title">{t.letters.to(address)}</div>
                <p>
                  {isTooLate ? t.failures.runOut : t.failures[failureKind(letter.failure)]}{' '}
                  {t.letters.failed(moment(visit, letter.failed_at))} {isTooLate ? t.letters.tooLate : ''}
                </p>
              </div>
              <div class="beside">
                {isTooLate ? null : (
                  <Form token={visit.formToken()} action={`/operations/letters/${letter.id}/sending`} inline>
                    <button class="button second slim" type="submit">
                      {t.letters.send}
                      <span class="visually-hidden">{t.letters.hidden(address)}</span>
                    </button>
                  </Form>
                )}
                <Form token={visit.formToken()} action={`/operations/letters/${letter.id}/removal`} inline>
                  <button class="link-button" type="submit">
                    {t.letters.dismiss}
                    <span class="visually-hidden">{t.letters.hidden(address)}</span>
                  </button>
                </Form>
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Standing(props: OperationsProps) {
  const { visit, state, sources, notes } = props;
  const t = operationsTexts(visit.language).standing;
  return (
    <Section heading={t.heading}>
      <dl class="pairs section-lead">
        <dt>{t.queue}</dt>
        <dd>
          {state.waiting_jobs === 0 ? t.queueEmpty : t.queueWaits(state.waiting_jobs, Math.round(state.lag_seconds))}
        </dd>
        <dt>{t.sources}</dt>
        <dd>
          {notes && !notes.isFetching ? t.sourceOff : null}
          {notes?.isFetching === false
            ? null
            : sources.map((one) => (
                <div key={one.source}>
                  {one.answered_at
                    ? t.source(nameOf(one.source), one.series, moment(visit, one.answered_at))
                    : t.sourceNotYet(nameOf(one.source), one.series)}{' '}
                  {one.failing > 0 ? t.failing(one.failing) : ''}
                </div>
              ))}
        </dd>
        {notes ? (
          <>
            <dt>{t.backup}</dt>
            <dd>
              {notes.lastBackup
                ? t.backupAt(moment(visit, new Date(notes.lastBackup.at)), visit.formats.number(notes.lastBackup.rows))
                : t.noBackup}
            </dd>
            <dt>{t.checkpoint}</dt>
            <dd>{notes.lastCheckpointAt ? moment(visit, notes.lastCheckpointAt) : t.noCheckpoint}</dd>
          </>
        ) : null}
        <dt>{t.signedIn}</dt>
        <dd>{t.people(state.signed_in)}</dd>
        <dt>{t.database}</dt>
        <dd>{t.megabytes(visit.formats.number(Math.round(state.database_bytes / 1e6)))}</dd>
        {notes ? (
          <>
            <dt>{t.version}</dt>
            <dd>{t.versions(notes.version, notes.nodeVersion)}</dd>
            <dt>{t.started}</dt>
            <dd>{moment(visit, notes.startedAt)}</dd>
          </>
        ) : null}
      </dl>
    </Section>
  );
}

/** Is the system well? First the answer, then what needs somebody, then how it stands. */
export function OperationsPage(props: OperationsProps) {
  const { visit, state, sources, notes } = props;
  const t = operationsTexts(visit.language);
  const problems = findProblems(state, sources, notes, visit.now);
  const told = visit.url.searchParams.get('told') ?? '';
  return (
    <>
      <p class="trail">
        <a href="/account">{t.trail}</a>
      </p>
      <h1>{t.title}</h1>
      {Object.hasOwn(t.done, told) ? <Notice>{t.done[told as keyof typeof t.done]}</Notice> : null}
      <p class="lead">{problems.length === 0 ? t.yes : t.no(problems.length)}</p>
      {problems.length > 0 ? (
        <Section heading={t.problems.heading} main>
          <ul class="rows">
            {problems.map((problem) => {
              const said = sayProblem(visit, problem);
              return (
                <li key={said}>
                  <State shape="waits" text={said} />
                </li>
              );
            })}
          </ul>
        </Section>
      ) : null}
      <Jobs {...props} />
      <Letters {...props} />
      <Standing {...props} />
    </>
  );
}

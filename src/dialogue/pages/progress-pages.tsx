import type { ActivityRow } from '../../action-plans/index.ts';
import { prepareCollaboration, type Reading } from '../../collaborations/index.ts';
import type { GoalRow } from '../../goals/index.ts';
import { dayOf, identityTexts, speaksFor, type Visit } from '../../identity/index.ts';
import {
  Actions,
  ErrorSummary,
  Form,
  type FormState,
  Hidden,
  Select,
  TextArea,
  TextField,
  Version,
} from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { shareProgress, tellProgress } from '../policy.ts';
import type { NoteRow } from '../progress.ts';
import { dialogueTexts } from '../texts.ts';
import { baseOf } from './questions-page.tsx';

/** Whose note one may put right: one's own organisation's, and for those who prepare any. */
export const mayChangeNote = (of: Reading, note: Pick<NoteRow, 'organisation_id'>): boolean =>
  of.may(tellProgress) &&
  (of.may(prepareCollaboration) || speaksFor(of.user, of.collaboration.id, note.organisation_id));

function NoteLine(props: { note: NoteRow; of: Reading; children?: unknown }) {
  const { note, of } = props;
  const at = `/collaborations/${of.collaboration.id}`;
  return (
    <>
      <p class="small">
        <time datetime={note.happened_on}>{of.formats.date(note.happened_on)}</time>, {note.organisation_name}
      </p>
      <p class="note-text">{note.text}</p>
      {note.goal_id ? (
        <p>
          <a href={`${at}/goals/${note.goal_id}`}>{note.goal_text}</a>
        </p>
      ) : note.activity_id ? (
        <p>
          <a href={`${at}/action-plan/activities/${note.activity_id}`}>{note.activity_title}</a>
        </p>
      ) : null}
    </>
  );
}

export function ProgressPage(props: { visit: Visit; of: Reading; notes: readonly NoteRow[]; about: string }) {
  const { visit, of } = props;
  const t = dialogueTexts(of.language);
  const notes = props.notes.filter((one) => props.about === '' || [one.goal_id, one.activity_id].includes(props.about));
  const here = `${baseOf(of)}/progress`;
  return (
    <>
      <h1>{t.progress.title}</h1>
      <p class="lead">{t.progress.lead}</p>
      {notes.length === 0 ? <p class="section">{t.progress.empty}</p> : null}
      {of.may(tellProgress) ? (
        <p class="actions">
          <a class="button" href={`${here}/new`}>
            {t.progress.tell}
          </a>
        </p>
      ) : null}
      {notes.length > 0 ? (
        <Section heading={t.progress.heading(notes.length)} main>
          <ul class="rows">
            {notes.map((note) => (
              <li key={note.id}>
                <div>
                  <NoteLine note={note} of={of} />
                  <div class="line-actions no-print">
                    {mayChangeNote(of, note) ? (
                      <a href={`${here}/${note.id}`} aria-label={`${t.change}: ${note.text}`}>
                        {t.change}
                      </a>
                    ) : null}
                    {of.may(shareProgress) ? (
                      <Form token={visit.formToken()} action={`${here}/${note.id}/sharing`} inline>
                        <Hidden name="version" value={note.version} />
                        <Hidden name="shared" value={note.shared_at ? 'no' : 'yes'} />
                        <button class="link-button" type="submit">
                          {note.shared_at ? t.progress.keepWithin : t.progress.share}
                        </button>
                      </Form>
                    ) : null}
                  </div>
                </div>
                {note.shared_at ? <State shape="done" text={t.progress.shared} /> : null}
              </li>
            ))}
          </ul>
          {of.may(shareProgress) ? (
            <p class="small">
              {t.progress.sharedHow}{' '}
              <a href={`/collaborations/${of.collaboration.id}/published`}>{t.progress.toPublic}</a>
            </p>
          ) : null}
        </Section>
      ) : null}
    </>
  );
}

/** The latest, on the overview. */
export function ProgressOnOverview(props: { notes: readonly NoteRow[]; of: Reading }) {
  const { notes, of } = props;
  const t = dialogueTexts(of.language).progress;
  if (notes.length === 0) return null;
  return (
    <Section heading={t.title} beside={<a href={`${baseOf(of)}/progress`}>{t.all}</a>}>
      <ul class="rows">
        {notes.map((note) => (
          <li key={note.id}>
            <div>
              <NoteLine note={note} of={of} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function NotePage(props: {
  visit: Visit;
  of: Reading;
  note: NoteRow | undefined;
  goals: readonly GoalRow[];
  activities: readonly ActivityRow[];
  state: FormState;
}) {
  const { visit, of, note, state } = props;
  const t = dialogueTexts(of.language);
  const here = `${baseOf(of)}/progress`;
  const about = note?.goal_id
    ? `goal:${note.goal_id}`
    : note?.activity_id
      ? `activity:${note.activity_id}`
      : (visit.url.searchParams.get('about') ?? '');
  return (
    <>
      <p class="trail">
        <a href={here}>{t.progress.title}</a>
      </p>
      <h1>{note ? t.progress.edit : t.progress.tell}</h1>
      <p class="small section-lead">{note?.shared_at ? t.progress.sharedAnew : t.progress.seen}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={note?.version ?? 0} state={state} />
        <TextArea
          name="text"
          rows={3}
          label={t.progress.text}
          hint={t.progress.textHint}
          value={note?.text}
          state={state}
        />
        <TextField
          name="on"
          type="date"
          short
          label={t.progress.on}
          value={note?.happened_on ?? dayOf(of.now)}
          state={state}
        />
        <Select
          name="about"
          label={t.progress.about}
          value={about}
          options={[
            { value: '', text: t.progress.whole },
            ...props.goals.map((goal) => ({ value: `goal:${goal.id}`, text: t.form.goal(goal.text) })),
            ...props.activities.map((one) => ({ value: `activity:${one.id}`, text: t.progress.activity(one.title) })),
          ]}
          state={state}
        />
        <Actions submit={note ? t.save : t.progress.submit} cancel={{ href: here, text: t.cancel }} />
      </Form>
      {note ? (
        <Form token={visit.formToken()} action={`${here}/${note.id}/removal`}>
          <Hidden name="version" value={note.version} />
          <button class="button second" type="submit">
            {t.progress.remove}
          </button>
        </Form>
      ) : null}
    </>
  );
}

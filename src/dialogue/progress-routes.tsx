import { listActivities } from '../action-plans/index.ts';
import {
  openWorkspace,
  prepareCollaboration,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { listGoals } from '../goals/index.ts';
import { dayOf, may, type Route, speaksFor, type Tx, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { isId } from '../platform/id.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { mayChangeNote, NotePage, ProgressPage } from './pages/progress-pages.tsx';
import { shareProgress, tellProgress } from './policy.ts';
import { listNotes, type NoteRow, setNoteShared, takeAwayNote, tellNote } from './progress.ts';
import { idOf } from './question-routes.tsx';
import { dialogueTexts } from './texts.ts';

/** More than that is not read in one go. */
const mostNotes = 500;

/** Short notes of what has been reached. */
export function progressRoutes({ workspace }: WorkspaceHouse): readonly Route[] {
  const addressOf = (visit: Visit) => `/collaborations/${idOf(visit)}/dialogue/progress?done=saved`;
  const find = (visit: Visit, notes: readonly NoteRow[]): NoteRow => {
    const note = notes.find(({ id }) => id === visit.params.note);
    if (!note) throw notFound();
    return note;
  };
  const findOwn = async (visit: Visit, tx: Tx): Promise<NoteRow> => {
    const id = idOf(visit);
    const note = find(visit, await tx.all(listNotes(id, mostNotes)));
    const prepares = may(tx.user, prepareCollaboration, { collaboration: id, organisation: null });
    if (!prepares && !speaksFor(tx.user, id, note.organisation_id)) throw notFound();
    return note;
  };
  const questions = (id: string) => ({
    notes: listNotes(id, mostNotes),
    goals: listGoals(id),
    activities: listActivities(id),
  });
  const show = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, questions(idOf(visit)));
    const note = visit.params.note === undefined ? undefined : find(visit, rows.notes);
    if (note && !mayChangeNote(of, note)) throw notFound();
    const t = dialogueTexts(visit.language).progress;
    return visit.page(
      workspacePage(visit, of, said, {
        title: note ? t.edit : t.tell,
        current: 'dialogue/progress',
        narrow: true,
        status: statusOf(state),
        children: (
          <NotePage visit={visit} of={of} note={note} goals={rows.goals} activities={rows.activities} state={state} />
        ),
      }),
    );
  };
  const save = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const id = idOf(visit);
        const before = visit.params.note === undefined ? undefined : await findOwn(visit, tx);
        const { goals, activities } = await tx.batch({ goals: listGoals(id), activities: listActivities(id) });
        const t = dialogueTexts(visit.language);
        const reader = new FormReader(form);
        const text = reader.text('text', t.progress.textMissing, 600, t.tooLong(600));
        const on = reader.date('on', t.dateMissing);
        if (!on) reader.wrong('on', t.dateMissing);
        else if (on > dayOf(tx.now)) reader.wrong('on', t.dateAhead);
        reader.done();
        const [kind, about] = form.text('about').split(':');
        const goal = goals.find((one) => kind === 'goal' && one.id === about);
        const activity = activities.find((one) => kind === 'activity' && one.id === about);
        await tellNote(
          tx,
          id,
          { text, happenedOn: on ?? '', goalId: goal?.id ?? null, activityId: activity?.id ?? null },
          before ? { before, version: Number(form.text('version')) } : undefined,
        );
        return addressOf(visit);
      },
      (state) => show(visit, state),
    );

  const at = '/collaborations/:collaboration/dialogue/progress';
  return [
    get(at, readCollaboration, async (visit) => {
      const { of, said, rows } = await openWorkspace(visit, workspace, { notes: listNotes(idOf(visit), mostNotes) });
      const about = visit.url.searchParams.get('about') ?? '';
      return visit.page(
        workspacePage(visit, of, said, {
          title: dialogueTexts(visit.language).progress.title,
          current: 'dialogue/progress',
          children: <ProgressPage visit={visit} of={of} notes={rows.notes} about={isId(about) ? about : ''} />,
        }),
      );
    }),
    get(`${at}/new`, tellProgress, (visit) => show(visit)),
    post(`${at}/new`, tellProgress, save),
    get(`${at}/:note`, tellProgress, (visit) => show(visit)),
    post(`${at}/:note`, tellProgress, save),
    post(`${at}/:note/removal`, tellProgress, (visit) =>
      visit.submit(async (tx, form) => {
        await takeAwayNote(tx, idOf(visit), await findOwn(visit, tx), Number(form.text('version')));
        return addressOf(visit);
      }),
    ),
    post(`${at}/:note/sharing`, shareProgress, (visit) =>
      visit.submit(async (tx, form) => {
        const note = find(visit, await tx.all(listNotes(idOf(visit), mostNotes)));
        await setNoteShared(tx, idOf(visit), note, Number(form.text('version')), form.text('shared') === 'yes');
        return addressOf(visit);
      }),
    ),
  ];
}

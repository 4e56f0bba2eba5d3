import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';

export interface NoteRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly goal_id: string | null;
  readonly goal_text: string | null;
  readonly activity_id: string | null;
  readonly activity_title: string | null;
  readonly text: string;
  readonly happened_on: string;
  readonly shared_at: Date | null;
  readonly version: number;
}

const noteColumns = `n.id, n.organisation_id, o.name as organisation_name, n.goal_id, g.text as goal_text, n.activity_id,
    a.title as activity_title, n.text, n.happened_on::text as happened_on, n.shared_at, n.version
  from progress_note n
  join organisation o on o.id = n.organisation_id
  left join joint_goal g on g.collaboration_id = n.collaboration_id and g.id = n.goal_id
  left join activity a on a.collaboration_id = n.collaboration_id and a.id = n.activity_id`;

/** What has been reached, newest first. */
export const listNotes = statement<NoteRow, [collaboration: string, most: number]>(`
  select ${noteColumns}
  where n.collaboration_id = $1 and n.withdrawn_at is null
  order by n.happened_on desc, n.created_at desc, n.id limit $2`);

/** What goes along when the collaboration publishes its page. */
export const listSharedNotes = statement<Pick<NoteRow, 'text' | 'happened_on'>, [collaboration: string]>(`
  select n.text, n.happened_on::text as happened_on from progress_note n
  where n.collaboration_id = $1 and n.withdrawn_at is null and n.shared_at is not null
  order by n.happened_on desc, n.created_at desc, n.id`);

export interface NewsRow {
  readonly collaboration_id: string;
  readonly id: string;
  readonly organisation_name: string;
  readonly text: string;
  readonly happened_on: string;
}

/** What others have told since, in all that the reader takes part in. */
export const listNews = statement<NewsRow, [from: string, until: string]>(`
  select n.collaboration_id, n.id, o.name as organisation_name, n.text, n.happened_on::text as happened_on
  from progress_note n
  join organisation o on o.id = n.organisation_id
  join collaboration c on c.id = n.collaboration_id and c.withdrawn_at is null and c.example <> 'real'
  where n.collaboration_id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[])
    and n.withdrawn_at is null and n.created_at >= $1::date::timestamp at time zone 'Europe/Stockholm'
    and n.created_at < $2::date::timestamp at time zone 'Europe/Stockholm'
    and n.organisation_id is distinct from (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
  order by n.created_at desc, n.id limit 50`);

export interface NoteFacts {
  readonly text: string;
  readonly happenedOn: string;
  readonly goalId: string | null;
  readonly activityId: string | null;
}

const insertNote = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    text: string,
    on: string,
    goal: string | null,
    activity: string | null,
    at: Date,
    by: string | null,
  ]
>(`
  insert into progress_note (collaboration_id, id, organisation_id, text, happened_on, goal_id, activity_id, created_at, created_by)
  values ($1, $2, $3, $4, $5::date, $6, $7, $8, $9)`);
const updateNote = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    version: number,
    text: string,
    on: string,
    goal: string | null,
    activity: string | null,
  ]
>(`
  update progress_note set text = $4, happened_on = $5::date, goal_id = $6, activity_id = $7, shared_at = null,
    version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);

const told = ({ text, happenedOn }: NoteFacts) => ({ text, happenedOn });
const asFacts = (note: NoteRow): NoteFacts => ({
  text: note.text,
  happenedOn: note.happened_on,
  goalId: note.goal_id,
  activityId: note.activity_id,
});

function record(
  tx: Tx,
  collaborationId: string,
  id: string,
  verb: string,
  states: { before?: unknown; after?: unknown },
) {
  tx.record({ ...author(tx.user), verb, subjectType: 'progressNote', subjectId: id, collaborationId, ...states });
}

/** Tells of something reached; or puts it right, after which it is shared anew if it is to be. */
export async function tellNote(
  tx: Tx,
  collaborationId: string,
  facts: NoteFacts,
  change?: { readonly before: NoteRow; readonly version: number },
): Promise<string> {
  const id = change?.before.id ?? newId(tx.now);
  const { text, happenedOn, goalId, activityId } = facts;
  if (change) {
    const changed = await tx.find(
      updateNote(collaborationId, id, change.version, text, happenedOn, goalId, activityId),
    );
    if (!changed) throw conflict('changed');
  } else {
    const { organisation_id: organisation, person_id: person } = tx.user;
    tx.send(insertNote(collaborationId, id, organisation ?? '', text, happenedOn, goalId, activityId, tx.now, person));
  }
  record(tx, collaborationId, id, change ? 'progressNote.changed' : 'progressNote.told', {
    ...(change ? { before: told(asFacts(change.before)) } : {}),
    after: told(facts),
  });
  return id;
}

const withdrawNote = statement<{ id: string }, [collaboration: string, id: string, version: number, at: Date]>(`
  update progress_note set withdrawn_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);
export async function takeAwayNote(tx: Tx, collaborationId: string, before: NoteRow, version: number): Promise<void> {
  if (!(await tx.find(withdrawNote(collaborationId, before.id, version, tx.now)))) throw conflict('changed');
  record(tx, collaborationId, before.id, 'progressNote.withdrawn', { before: told(asFacts(before)) });
}

const shareNote = statement<{ id: string }, [collaboration: string, id: string, version: number, at: Date | null]>(`
  update progress_note set shared_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);

/** Whether it goes along the next time that the page is published. What has been published stays until then. */
export async function setNoteShared(
  tx: Tx,
  collaborationId: string,
  before: NoteRow,
  version: number,
  isShared: boolean,
): Promise<void> {
  const at = isShared ? tx.now : null;
  if (!(await tx.find(shareNote(collaborationId, before.id, version, at)))) throw conflict('changed');
  record(tx, collaborationId, before.id, isShared ? 'progressNote.shared' : 'progressNote.keptWithin', {
    after: told(asFacts(before)),
  });
}

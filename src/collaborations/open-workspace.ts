import { may, type User, type Visit } from '../identity/index.ts';
import type { Bound } from '../platform/database/statement.ts';
import { notFound } from '../platform/errors.ts';
import { isId } from '../platform/id.ts';
import { type CollaborationRow, findCollaboration } from './queries.ts';
import type { Reading, Said, Workspace } from './workspace.ts';

/** The workspace as somebody meets it: in a visit, or where a document is made for them. */
export const reading = (
  { language, formats, now }: Pick<Visit, 'language' | 'formats' | 'now'>,
  user: User,
  collaboration: CollaborationRow,
): Reading => ({
  collaboration,
  user,
  may: (what, organisation) => may(user, what, { collaboration: collaboration.id, organisation }),
  language,
  formats,
  now,
});

/** What a workspace page has when its own questions have been answered. */
export interface Opened<Rows> {
  readonly of: Reading;
  readonly said: Said;
  readonly rows: Rows;
  readonly user: User;
}

/** Opens a workspace for a page: its own questions and those of every feature, in one round trip. */
export async function openWorkspace<B extends Readonly<Record<string, Bound<unknown>>>>(
  visit: Visit,
  workspace: Workspace,
  questions: B,
): Promise<Opened<{ readonly [Key in keyof B]: B[Key] extends Bound<infer Row> ? Row[] : never }>> {
  const id = visit.params.collaboration ?? '';
  if (!isId(id)) throw notFound();
  const { user, rows } = await visit.read({
    ...workspace.questions(id),
    ...questions,
    collaboration: findCollaboration(id),
  });
  const answered = rows as Readonly<Record<string, readonly unknown[]>>;
  const [collaboration] = (answered.collaboration ?? []) as CollaborationRow[];
  if (!collaboration) throw notFound();
  const of = reading(visit, user, collaboration);
  return { of, user, said: workspace.read(answered, of), rows: rows as never };
}

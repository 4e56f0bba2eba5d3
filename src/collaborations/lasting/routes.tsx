import type { Route, Visit } from '../../identity/index.ts';
import { notFound } from '../../platform/errors.ts';
import { FormReader } from '../../platform/http/form-input.ts';
import { get, post } from '../../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../../ui/form.tsx';
import { openWorkspace } from '../open-workspace.ts';
import { workspacePage } from '../pages/workspace-page.tsx';
import { prepareCollaboration } from '../policy.ts';
import { listParties } from '../queries.ts';
import type { WorkspaceHouse } from '../workspace.ts';
import { readJointResult, readProject } from './forms.ts';
import { listJointResults, noteJointResult, withdrawJointResult } from './joint-results.ts';
import { EditProjectPage, EditResultPage } from './pages.tsx';
import { listProjects, noteProject, withdrawProject } from './projects.ts';
import { lastingTexts } from './texts.ts';

const within = '/collaborations/:collaboration';
const idOf = (visit: Visit): string => visit.params.collaboration ?? '';
const backTo = (visit: Visit): string => `/collaborations/${idOf(visit)}/challenge?done=saved`;
/** The row of the address; undefined for a new one. */
function rowIn<Row extends { id: string }>(rows: readonly Row[], id: string | undefined): Row | undefined {
  const row = rows.find((one) => one.id === id);
  if (id !== undefined && !row) throw notFound();
  return row;
}

/** What has been a project of its own, and what is handed on. */
export function lastingRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const frame = (
    visit: Visit,
    opened: Pick<Awaited<ReturnType<typeof openWorkspace>>, 'of' | 'said'>,
    parts: {
      title: string;
      state: FormState;
      children: Parameters<typeof workspacePage>[3]['children'];
    },
  ) =>
    visit.page(
      workspacePage(visit, opened.of, opened.said, {
        title: parts.title,
        current: 'challenge',
        narrow: true,
        status: statusOf(parts.state),
        children: parts.children,
      }),
    );

  const showProject = async (visit: Visit, state: FormState = untouched) => {
    const opened = await openWorkspace(visit, workspace, { projects: listProjects(idOf(visit)) });
    const row = rowIn(opened.rows.projects, visit.params.project);
    const t = lastingTexts(visit.language).project;
    return frame(visit, opened, {
      title: row ? t.editTitle : t.newTitle,
      state,
      children: <EditProjectPage visit={visit} of={opened.of} state={state} row={row} />,
    });
  };
  const keepProject = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const row = rowIn(await tx.all(listProjects(idOf(visit))), visit.params.project);
        const reader = new FormReader(form);
        const facts = readProject(reader, row, visit.language);
        reader.done();
        await noteProject(tx, idOf(visit), facts, row ? { row, version: Number(form.text('version')) } : undefined);
        return backTo(visit);
      },
      (state) => showProject(visit, state),
    );

  const questions = (id: string) => ({ results: listJointResults(id), parties: listParties(id) });
  const showResult = async (visit: Visit, state: FormState = untouched) => {
    const opened = await openWorkspace(visit, workspace, questions(idOf(visit)));
    const row = rowIn(opened.rows.results, visit.params.result);
    const t = lastingTexts(visit.language).result;
    return frame(visit, opened, {
      title: row ? t.editTitle : t.newTitle,
      state,
      children: <EditResultPage visit={visit} of={opened.of} state={state} row={row} parties={opened.rows.parties} />,
    });
  };
  const keepResult = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const rows = await tx.batch(questions(idOf(visit)));
        const row = rowIn(rows.results, visit.params.result);
        const reader = new FormReader(form);
        const facts = readJointResult(reader, form, rows.parties, row, visit.language);
        reader.done();
        await noteJointResult(tx, idOf(visit), facts, row ? { row, version: Number(form.text('version')) } : undefined);
        return backTo(visit);
      },
      (state) => showResult(visit, state),
    );

  return [
    get(`${within}/projects/new`, prepareCollaboration, (visit) => showProject(visit)),
    post(`${within}/projects/new`, prepareCollaboration, keepProject),
    get(`${within}/projects/:project`, prepareCollaboration, (visit) => showProject(visit)),
    post(`${within}/projects/:project`, prepareCollaboration, keepProject),
    post(`${within}/projects/:project/withdrawal`, prepareCollaboration, (visit) =>
      visit.submit(async (tx) => {
        const row = rowIn(await tx.all(listProjects(idOf(visit))), visit.params.project);
        if (!row) throw notFound();
        await withdrawProject(tx, idOf(visit), row.id);
        return backTo(visit);
      }),
    ),
    get(`${within}/results/new`, prepareCollaboration, (visit) => showResult(visit)),
    post(`${within}/results/new`, prepareCollaboration, keepResult),
    get(`${within}/results/:result`, prepareCollaboration, (visit) => showResult(visit)),
    post(`${within}/results/:result`, prepareCollaboration, keepResult),
    post(`${within}/results/:result/withdrawal`, prepareCollaboration, (visit) =>
      visit.submit(async (tx) => {
        const row = rowIn(await tx.all(listJointResults(idOf(visit))), visit.params.result);
        if (!row) throw notFound();
        await withdrawJointResult(tx, idOf(visit), row.id);
        return backTo(visit);
      }),
    ),
  ];
}

import {
  listParties,
  openWorkspace,
  prepareCollaboration,
  readCollaboration,
  takesPart,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import type { Route, Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { readCondition, versionOf } from './forms.ts';
import { current, mandatesPath } from './map-routes.tsx';
import { noteCondition, withdrawCondition } from './noting-conditions.ts';
import { ConditionsPage, EditConditionPage } from './pages/condition-pages.tsx';
import { listConditions } from './queries.ts';
import { mandateTexts } from './texts.ts';

const listPath = `${mandatesPath}/technical-conditions`;
const onePath = `${listPath}/:technicalCondition`;
const idOf = (visit: Visit): string => visit.params.collaboration ?? '';
const questions = (id: string) => ({ conditions: listConditions(id), parties: listParties(id) });

/** What technology the work leans on, and who owns the standards. */
export function conditionRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const here = (visit: Visit) => `/collaborations/${idOf(visit)}/mandates/technical-conditions`;

  const showEdit = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, questions(idOf(visit)));
    const row = rows.conditions.find(({ id }) => id === visit.params.technicalCondition);
    if (visit.params.technicalCondition !== undefined && !row) throw notFound();
    const t = mandateTexts(visit.language).conditions;
    return visit.page(
      workspacePage(visit, of, said, {
        title: row ? t.editTitle : t.newTitle,
        current,
        narrow: true,
        status: statusOf(state),
        children: <EditConditionPage visit={visit} of={of} state={state} row={row} parties={rows.parties} />,
      }),
    );
  };
  const keep = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const id = idOf(visit);
        const rows = await tx.batch(questions(id));
        const row = rows.conditions.find((one) => one.id === visit.params.technicalCondition);
        if (visit.params.technicalCondition !== undefined && !row) throw notFound();
        const reader = new FormReader(form);
        const taking = rows.parties.filter(({ status }) => takesPart(status));
        const facts = readCondition(reader, form, taking, visit.language);
        reader.done();
        await noteCondition(tx, id, facts, row ? { row, version: versionOf(form) } : undefined);
        return `${here(visit)}?done=saved`;
      },
      (state) => showEdit(visit, state),
    );

  return [
    get(listPath, readCollaboration, async (visit) => {
      const { of, said, rows } = await openWorkspace(visit, workspace, questions(idOf(visit)));
      return visit.page(
        workspacePage(visit, of, said, {
          title: mandateTexts(visit.language).conditions.title,
          current,
          children: <ConditionsPage of={of} {...rows} />,
        }),
      );
    }),
    get(`${listPath}/new`, prepareCollaboration, (visit) => showEdit(visit)),
    post(`${listPath}/new`, prepareCollaboration, keep),
    get(`${onePath}/edit`, prepareCollaboration, (visit) => showEdit(visit)),
    post(`${onePath}/edit`, prepareCollaboration, keep),
    post(`${onePath}/withdrawal`, prepareCollaboration, (visit) =>
      visit.submit(async (tx) => {
        const rows = await tx.batch(questions(idOf(visit)));
        const row = rows.conditions.find((one) => one.id === visit.params.technicalCondition);
        if (!row) throw notFound();
        await withdrawCondition(tx, idOf(visit), row.id);
        return `${here(visit)}?done=saved`;
      }),
    ),
  ];
}

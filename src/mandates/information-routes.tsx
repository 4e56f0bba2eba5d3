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
import { csvType, fileAnswer } from '../platform/documents/file-answer.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { assessInformation, withdrawInformation } from './assessing-information.ts';
import { readInformation, versionOf } from './forms.ts';
import { informationCsv } from './information-words.ts';
import { current, mandatesPath } from './map-routes.tsx';
import { EditInformationPage, InformationPage } from './pages/information-pages.tsx';
import { listInformation, listInformationParties } from './queries.ts';
import { mandateTexts } from './texts.ts';

const listPath = `${mandatesPath}/information`;
const onePath = `${listPath}/:informationKind`;
const idOf = (visit: Visit): string => visit.params.collaboration ?? '';
const questions = (id: string) => ({
  information: listInformation(id),
  between: listInformationParties(id),
  parties: listParties(id),
});

/** On what ground each kind of information may be shared, as somebody has assessed it. */
export function informationRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const here = (visit: Visit) => `/collaborations/${idOf(visit)}/mandates/information`;

  const showEdit = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, questions(idOf(visit)));
    const row = rows.information.find(({ id }) => id === visit.params.informationKind);
    if (visit.params.informationKind !== undefined && !row) throw notFound();
    const t = mandateTexts(visit.language).information;
    return visit.page(
      workspacePage(visit, of, said, {
        title: row ? t.editTitle : t.newTitle,
        current,
        narrow: true,
        status: statusOf(state),
        children: (
          <EditInformationPage
            visit={visit}
            of={of}
            state={state}
            row={row}
            between={rows.between}
            parties={rows.parties}
          />
        ),
      }),
    );
  };
  const keep = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const id = idOf(visit);
        const rows = await tx.batch(questions(id));
        const row = rows.information.find((one) => one.id === visit.params.informationKind);
        if (visit.params.informationKind !== undefined && !row) throw notFound();
        const reader = new FormReader(form);
        const taking = rows.parties.filter(({ status }) => takesPart(status));
        const { facts, between } = readInformation(reader, form, taking, visit.language, tx.now);
        reader.done();
        await assessInformation(tx, id, facts, between, row ? { row, version: versionOf(form) } : undefined);
        return `${here(visit)}?done=saved`;
      },
      (state) => showEdit(visit, state),
    );

  return [
    get(listPath, readCollaboration, async (visit) => {
      const { of, said, rows } = await openWorkspace(visit, workspace, questions(idOf(visit)));
      return visit.page(
        workspacePage(visit, of, said, {
          title: mandateTexts(visit.language).information.title,
          current,
          children: <InformationPage of={of} {...rows} />,
        }),
      );
    }),
    get(`${listPath}/csv`, readCollaboration, async (visit) => {
      const { of, rows } = await openWorkspace(visit, workspace, questions(idOf(visit)));
      const t = mandateTexts(visit.language).information;
      const file = informationCsv(of, rows.information, rows.between, rows.parties);
      return fileAnswer(file, csvType, `${t.title}.csv`);
    }),
    get(`${listPath}/new`, prepareCollaboration, (visit) => showEdit(visit)),
    post(`${listPath}/new`, prepareCollaboration, keep),
    get(`${onePath}/edit`, prepareCollaboration, (visit) => showEdit(visit)),
    post(`${onePath}/edit`, prepareCollaboration, keep),
    post(`${onePath}/withdrawal`, prepareCollaboration, (visit) =>
      visit.submit(async (tx) => {
        const rows = await tx.batch(questions(idOf(visit)));
        const row = rows.information.find((one) => one.id === visit.params.informationKind);
        if (!row) throw notFound();
        await withdrawInformation(tx, idOf(visit), row.id);
        return `${here(visit)}?done=saved`;
      }),
    ),
  ];
}

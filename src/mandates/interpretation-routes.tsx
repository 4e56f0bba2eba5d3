import {
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
import { readInterpretation, versionOf } from './forms.ts';
import { keepInterpretation } from './keeping-interpretations.ts';
import { current, mandatesPath, mapQuestions } from './map-routes.tsx';
import { EditInterpretationPage, InterpretationPage, InterpretationsPage } from './pages/interpretation-pages.tsx';
import type { InterpretationRow } from './queries.ts';
import { mandateTexts } from './texts.ts';

const listPath = `${mandatesPath}/interpretations`;
const onePath = `${listPath}/:interpretation`;
const idOf = (visit: Visit): string => visit.params.collaboration ?? '';
const newestOf = (visit: Visit, rows: readonly InterpretationRow[]): InterpretationRow | undefined =>
  rows.find(({ id, number, newest }) => id === visit.params.interpretation && number === newest);

/** How the parties read the law together. */
export function interpretationRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;

  const showEdit = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, mapQuestions(idOf(visit)));
    const before = newestOf(visit, rows.interpretations);
    if (visit.params.interpretation !== undefined && !before) throw notFound();
    const t = mandateTexts(visit.language).interpretations;
    return visit.page(
      workspacePage(visit, of, said, {
        title: before ? t.rewordTitle : t.newTitle,
        current,
        narrow: true,
        status: statusOf(state),
        children: (
          <EditInterpretationPage
            visit={visit}
            of={of}
            state={state}
            before={before}
            parties={rows.parties}
            matters={rows.matters}
            matterId={visit.url.searchParams.get('matter') ?? undefined}
          />
        ),
      }),
    );
  };
  const keep = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const id = idOf(visit);
        const rows = await tx.batch(mapQuestions(id));
        const before = newestOf(visit, rows.interpretations);
        if (visit.params.interpretation !== undefined && !before) throw notFound();
        const reader = new FormReader(form);
        const taking = rows.parties.filter(({ status }) => takesPart(status));
        const facts = readInterpretation(reader, form, taking, rows.matters, visit.language, tx.now);
        reader.done();
        const kept = await keepInterpretation(
          tx,
          id,
          facts,
          before ? { id: before.id, version: versionOf(form) } : undefined,
        );
        return `/collaborations/${id}/mandates/interpretations/${kept}?done=saved`;
      },
      (state) => showEdit(visit, state),
    );

  return [
    get(listPath, readCollaboration, async (visit) => {
      const { of, said, rows } = await openWorkspace(visit, workspace, mapQuestions(idOf(visit)));
      return visit.page(
        workspacePage(visit, of, said, {
          title: mandateTexts(visit.language).interpretations.title,
          current,
          children: <InterpretationsPage of={of} {...rows} />,
        }),
      );
    }),
    get(`${listPath}/new`, prepareCollaboration, (visit) => showEdit(visit)),
    post(`${listPath}/new`, prepareCollaboration, keep),
    get(onePath, readCollaboration, async (visit) => {
      const { of, said, rows } = await openWorkspace(visit, workspace, mapQuestions(idOf(visit)));
      const one = newestOf(visit, rows.interpretations);
      if (!one) throw notFound();
      return visit.page(
        workspacePage(visit, of, said, {
          title: one.question,
          current,
          children: <InterpretationPage of={of} {...rows} one={one} />,
        }),
      );
    }),
    get(`${onePath}/edit`, prepareCollaboration, (visit) => showEdit(visit)),
    post(`${onePath}/edit`, prepareCollaboration, keep),
  ];
}

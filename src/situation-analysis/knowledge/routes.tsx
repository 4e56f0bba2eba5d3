import { listActors } from '../../actors/index.ts';
import {
  listAreas,
  listParties,
  openWorkspace,
  type WorkspaceHouse,
  workspacePage,
} from '../../collaborations/index.ts';
import type { Route, Visit } from '../../identity/index.ts';
import { listSeries } from '../../indicators/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { FormInput } from '../../platform/http/form-input.ts';
import { get, post } from '../../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../../ui/form.tsx';
import { writeAnalysis } from '../policy.ts';
import { listCauses } from '../queries.ts';
import { listEvidence, noteEvidence, withdrawEvidence } from './evidence.ts';
import { listFindings, noteFinding, withdrawFinding } from './findings.ts';
import { placesOf, readBecause, readEvidence, readFinding, readPriorWork } from './forms.ts';
import { EditEvidencePage } from './pages/evidence-pages.tsx';
import { EditFindingPage } from './pages/finding-pages.tsx';
import { EditPriorWorkPage } from './pages/prior-work-pages.tsx';
import { listPriorWork, notePriorWork, withdrawPriorWork } from './prior-work.ts';
import { knowledgeTexts } from './texts.ts';

const analysisPath = '/collaborations/:collaboration/situation-analysis';
const current = 'situation-analysis';
const idOf = (visit: Visit): string => visit.params.collaboration ?? '';
const back = (visit: Visit, section: string): string =>
  `/collaborations/${idOf(visit)}/situation-analysis?done=saved#${section}`;
const versionOf = (form: FormInput): number => Number(form.text('version')) || 0;

/** The row that the address names; undefined in the address of a new one. */
function named<Row extends { readonly id: string }>(rows: readonly Row[], id: string | undefined): Row | undefined {
  const row = rows.find((one) => one.id === id);
  if (id !== undefined && !row) throw notFound();
  return row;
}
function must<Row>(row: Row | undefined): Row {
  if (!row) throw notFound();
  return row;
}
/** Somebody who is an actor in several analyses is one. */
const once = <Row extends { readonly id: string; readonly withdrawn_at: Date | null }>(rows: readonly Row[]) => [
  ...new Map(rows.filter((one) => !one.withdrawn_at).map((one) => [one.id, one])).values(),
];

function priorWorkRoutes(house: WorkspaceHouse): readonly Route[] {
  const path = `${analysisPath}/prior-work`;
  const questions = (id: string) => ({
    rows: listPriorWork(id),
    parties: listParties(id),
    actors: listActors(id),
    areas: listAreas(),
  });
  const show = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, house.workspace, questions(idOf(visit)));
    const row = named(rows.rows, visit.params.priorWork);
    return visit.page(
      workspacePage(visit, of, said, {
        title: row?.what ?? knowledgeTexts(visit.language).priorWork.add,
        current,
        narrow: true,
        status: statusOf(state),
        children: (
          <EditPriorWorkPage
            visit={visit}
            of={of}
            row={row}
            parties={rows.parties}
            actors={once(rows.actors)}
            places={placesOf(of.collaboration.example, rows.parties, rows.areas)}
            state={state}
          />
        ),
      }),
    );
  };
  const save = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const id = idOf(visit);
        const rows = await tx.batch(questions(id));
        const row = named(rows.rows, visit.params.priorWork);
        const example = tx.user.is_fictional ? 'fictional' : 'none';
        const from = {
          parties: rows.parties,
          actors: once(rows.actors),
          places: placesOf(example, rows.parties, rows.areas),
        };
        const facts = readPriorWork(form, from, visit.language);
        await notePriorWork(tx, id, facts, row && { row, version: versionOf(form) });
        return back(visit, 'done');
      },
      (state) => show(visit, state),
    );
  return [
    get(`${path}/new`, writeAnalysis, (visit) => show(visit)),
    post(`${path}/new`, writeAnalysis, save),
    get(`${path}/:priorWork`, writeAnalysis, (visit) => show(visit)),
    post(`${path}/:priorWork`, writeAnalysis, save),
    post(`${path}/:priorWork/withdrawal`, writeAnalysis, (visit) =>
      visit.submit(
        async (tx, form) => {
          const row = must(named(await tx.all(listPriorWork(idOf(visit))), visit.params.priorWork));
          await withdrawPriorWork(tx, idOf(visit), row, versionOf(form), readBecause(form, visit.language));
          return back(visit, 'done');
        },
        (state) => show(visit, state),
      ),
    ),
  ];
}

function findingRoutes(house: WorkspaceHouse): readonly Route[] {
  const path = `${analysisPath}/findings`;
  const show = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, house.workspace, { rows: listFindings(idOf(visit)) });
    const row = named(rows.rows, visit.params.finding);
    const t = knowledgeTexts(visit.language).finding;
    return visit.page(
      workspacePage(visit, of, said, {
        title: row ? t.title : t.add,
        current,
        narrow: true,
        status: statusOf(state),
        children: <EditFindingPage visit={visit} of={of} row={row} state={state} />,
      }),
    );
  };
  const save = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const id = idOf(visit);
        const row = named(await tx.all(listFindings(id)), visit.params.finding);
        const facts = readFinding(form, visit.language);
        await noteFinding(tx, id, facts, row && { row, version: versionOf(form) });
        return back(visit, 'knowledge');
      },
      (state) => show(visit, state),
    );
  return [
    get(`${path}/new`, writeAnalysis, (visit) => show(visit)),
    post(`${path}/new`, writeAnalysis, save),
    get(`${path}/:finding`, writeAnalysis, (visit) => show(visit)),
    post(`${path}/:finding`, writeAnalysis, save),
    post(`${path}/:finding/withdrawal`, writeAnalysis, (visit) =>
      visit.submit(
        async (tx, form) => {
          const row = must(named(await tx.all(listFindings(idOf(visit))), visit.params.finding));
          await withdrawFinding(tx, idOf(visit), row, versionOf(form), readBecause(form, visit.language));
          return back(visit, 'knowledge');
        },
        (state) => show(visit, state),
      ),
    ),
  ];
}

function evidenceRoutes(house: WorkspaceHouse): readonly Route[] {
  const path = `${analysisPath}/evidence`;
  const questions = (id: string) => ({
    rows: listEvidence(id),
    causes: listCauses(id),
    findings: listFindings(id),
    series: listSeries(),
    parties: listParties(id),
    areas: listAreas(),
  });
  const show = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, house.workspace, questions(idOf(visit)));
    const row = named(rows.rows, visit.params.evidence);
    const t = knowledgeTexts(visit.language).evidence;
    const { searchParams } = visit.url;
    const cause = searchParams.get('cause');
    return visit.page(
      workspacePage(visit, of, said, {
        title: row ? t.title : t.add,
        current,
        narrow: true,
        status: statusOf(state),
        children: (
          <EditEvidencePage
            visit={visit}
            of={of}
            row={row}
            about={cause ? `cause ${cause}` : (searchParams.get('section') ?? '')}
            causes={rows.causes}
            series={rows.series}
            findings={rows.findings}
            places={placesOf(of.collaboration.example, rows.parties, rows.areas)}
            state={state}
          />
        ),
      }),
    );
  };
  const save = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const id = idOf(visit);
        const rows = await tx.batch(questions(id));
        const row = named(rows.rows, visit.params.evidence);
        const example = tx.user.is_fictional ? 'fictional' : 'none';
        const places = placesOf(example, rows.parties, rows.areas);
        const { facts, said } = readEvidence(form, { ...rows, places }, visit.language);
        await noteEvidence(tx, id, facts, said, row && { row, version: versionOf(form) });
        return back(visit, facts.section ?? 'causes');
      },
      (state) => show(visit, state),
    );
  return [
    get(`${path}/new`, writeAnalysis, (visit) => show(visit)),
    post(`${path}/new`, writeAnalysis, save),
    get(`${path}/:evidence`, writeAnalysis, (visit) => show(visit)),
    post(`${path}/:evidence`, writeAnalysis, save),
    post(`${path}/:evidence/withdrawal`, writeAnalysis, (visit) =>
      visit.submit(
        async (tx, form) => {
          const row = must(named(await tx.all(listEvidence(idOf(visit))), visit.params.evidence));
          await withdrawEvidence(tx, idOf(visit), row, versionOf(form), readBecause(form, visit.language));
          return back(visit, row.section ?? 'causes');
        },
        (state) => show(visit, state),
      ),
    ),
  ];
}

export const knowledgeRoutes = (house: WorkspaceHouse): readonly Route[] => [
  ...priorWorkRoutes(house),
  ...findingRoutes(house),
  ...evidenceRoutes(house),
];

import { openWorkspace, readCollaboration, type WorkspaceHouse, workspacePage } from '../../collaborations/index.ts';
import { author, type Route, type Tx, type Visit } from '../../identity/index.ts';
import {
  codeOfSelection,
  findCatalogueEntry,
  findOrder,
  isTableId,
  listBreaks,
  listRevisions,
  nameSelection,
  type OrderedSeries,
  orderSeries,
  readTable,
  searchTables,
  type Table,
  unitOfTitle,
} from '../../indicators/index.ts';
import { notFound } from '../../platform/errors.ts';
import { FormReader } from '../../platform/http/form-input.ts';
import { get, post } from '../../platform/http/route.ts';
import { namedId } from '../../platform/id.ts';
import { type Source, SourceError } from '../../platform/source.ts';
import { type FormState, statusOf, untouched } from '../../ui/form.tsx';
import { setGoals } from '../policy.ts';
import { listGoals } from '../queries.ts';
import { OnTheirWayPage } from './pages/order-pages.tsx';
import { ChooseSelectionPage, SearchTablesPage, variableField } from './pages/scb-pages.tsx';
import { SourcesPage } from './pages/sources-page.tsx';
import { listLentNames, listSources } from './queries.ts';
import { goalSourceTexts } from './texts.ts';

/** Orders a series for a goal, and says so in the history. Answers with the page that tells how it goes. */
async function order(tx: Tx, collaborationId: string, goalId: string, series: OrderedSeries): Promise<string> {
  const id = await orderSeries(tx, series);
  tx.record({
    ...author(tx.user),
    verb: 'series.ordered',
    subjectType: 'series',
    subjectId: namedId(`series:${series.source}:${series.code}`),
    collaborationId,
    after: series,
  });
  return `/collaborations/${collaborationId}/goals/${goalId}/indicator/orders/${id}`;
}

/** What a source answers, or why it did not. Anything else is a fault of ours. */
async function ask<Answer>(asked: () => Promise<Answer>): Promise<{ answer?: Answer; failure?: SourceError }> {
  try {
    return { answer: await asked() };
  } catch (error) {
    if (error instanceof SourceError) return { failure: error };
    throw error;
  }
}

export function sourceRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace, sources } = house;
  const idOf = (visit: Visit) => visit.params.collaboration ?? '';
  const scbOf = (): Source => {
    if (!sources?.scb) throw notFound();
    return sources.scb;
  };
  const openGoal = async (visit: Visit) => {
    const opened = await openWorkspace(visit, workspace, { goals: listGoals(idOf(visit)) });
    const goal = opened.rows.goals.find((one) => one.id === visit.params.goal);
    if (!goal) throw notFound();
    return { ...opened, goal };
  };

  const showSelection = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, goal } = await openGoal(visit);
    const scb = scbOf();
    const id = visit.params.table ?? '';
    if (!isTableId(id)) throw notFound();
    const { answer, failure } = await ask(() => readTable(scb, id));
    return visit.page(
      workspacePage(visit, of, said, {
        title: goalSourceTexts(visit.language).scb.tableTitle,
        current: 'goals',
        narrow: true,
        status: failure ? 503 : statusOf(state),
        children: (
          <ChooseSelectionPage visit={visit} of={of} goal={goal} table={answer} failure={failure} state={state} />
        ),
      }),
    );
  };

  const goalsAt = '/collaborations/:collaboration/goals';
  return [
    get('/collaborations/:collaboration/sources', readCollaboration, async (visit) => {
      const id = idOf(visit);
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        sources: listSources(id),
        lent: listLentNames(id),
      });
      // A second question, because only the first answer says which series it is about.
      const series = rows.sources.map(({ series_id }) => series_id);
      const { rows: told } = await visit.read({ revisions: listRevisions(series), breaks: listBreaks(series) });
      const lent = new Map(rows.lent.map(({ area_code, name }) => [area_code, name]));
      return visit.page(
        workspacePage(visit, of, said, {
          title: goalSourceTexts(visit.language).title,
          current: 'goals',
          children: (
            <SourcesPage
              of={of}
              rows={rows.sources}
              revisions={told.revisions.map((one) => ({ ...one, area_name: lent.get(one.area_code) ?? one.area_name }))}
              breaks={told.breaks}
              isFetching={sources !== undefined}
            />
          ),
        }),
      );
    }),

    post(`${goalsAt}/:goal/indicator/orders`, setGoals, (visit) =>
      visit.submit(async (tx, form) => {
        const id = idOf(visit);
        const { goals, entries } = await tx.batch({
          goals: listGoals(id),
          entries: findCatalogueEntry(form.text('code')),
        });
        const goal = goals.find((one) => one.id === visit.params.goal);
        const [entry] = entries;
        if (!goal || !entry || !sources) throw notFound();
        return await order(tx, id, goal.id, {
          source: 'kolada',
          code: entry.code,
          title: entry.title,
          unit: unitOfTitle(entry.title),
          bySex: entry.by_sex,
        });
      }),
    ),
    get(`${goalsAt}/:goal/indicator/orders/:series`, setGoals, async (visit) => {
      const series = Number(visit.params.series);
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        goals: listGoals(idOf(visit)),
        orders: findOrder(Number.isInteger(series) && series < 2 ** 31 ? series : 0),
      });
      const goal = rows.goals.find((one) => one.id === visit.params.goal);
      const [standing] = rows.orders;
      if (!goal || !standing) throw notFound();
      if (standing.has_values) {
        return visit.redirect(`/collaborations/${of.collaboration.id}/goals/${goal.id}/indicator/new?series=${series}`);
      }
      return visit.page(
        workspacePage(visit, of, said, {
          title: goalSourceTexts(visit.language).wayTitle,
          current: 'goals',
          narrow: true,
          children: <OnTheirWayPage of={of} goal={goal} order={standing} isFetching={sources !== undefined} />,
        }),
      );
    }),

    get(`${goalsAt}/:goal/indicator/scb`, setGoals, async (visit) => {
      const { of, said, goal } = await openGoal(visit);
      const scb = scbOf();
      const search = (visit.url.searchParams.get('q') ?? '').trim().slice(0, 100);
      const { answer, failure } = search === '' ? {} : await ask(() => searchTables(scb, search));
      return visit.page(
        workspacePage(visit, of, said, {
          title: goalSourceTexts(visit.language).scb.title,
          current: 'goals',
          narrow: true,
          status: failure ? 503 : 200,
          children: <SearchTablesPage of={of} goal={goal} search={search} tables={answer ?? []} failure={failure} />,
        }),
      );
    }),
    get(`${goalsAt}/:goal/indicator/scb/:table`, setGoals, (visit) => showSelection(visit)),
    post(`${goalsAt}/:goal/indicator/scb/:table`, setGoals, async (visit) => {
      const tableId = visit.params.table ?? '';
      // First whether this reader may; then SCB, before the form is carried out, so that no transaction waits for it.
      const { goal } = await openGoal(visit);
      const scb = scbOf();
      if (!isTableId(tableId)) throw notFound();
      const { answer: table, failure } = await ask(() => readTable(scb, tableId));
      if (failure || !table || table.obstacle) return await showSelection(visit);
      return visit.submit(
        async (tx, form) => {
          const reader = new FormReader(form);
          const selection = readSelection(reader, table, visit);
          reader.done();
          return await order(tx, idOf(visit), goal.id, {
            source: 'scb',
            code: codeOfSelection(table.id, selection),
            ...nameSelection(table, selection),
            bySex: table.bySex,
          });
        },
        (state) => showSelection(visit, state),
      );
    }),
  ];
}

/** One value of each variable that the table has; null is all of them together, where the table allows it. */
function readSelection(reader: FormReader, table: Table, visit: Visit): Record<string, string | null> {
  const t = goalSourceTexts(visit.language).scb;
  return Object.fromEntries(
    table.variables.map(({ code, label, mayBeLeftOut, values }, at) => {
      const chosen = reader.text(variableField(at), undefined, 200);
      if (chosen === '' && mayBeLeftOut) return [code, null];
      if (!values.some((value) => value.code === chosen)) reader.wrong(variableField(at), t.valueMissing(label));
      return [code, chosen];
    }),
  );
}

import { openWorkspace, readCollaboration, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import { listDecisions } from '../financing/index.ts';
import { listSteeringDocuments } from '../goals/index.ts';
import { dayOf, identityTexts, type Route, type Visit } from '../identity/index.ts';
import { csvOf } from '../platform/documents/csv.ts';
import { csvType, fileAnswer } from '../platform/documents/file-answer.ts';
import { pictureRoutes } from '../platform/documents/picture.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { pictureAlone } from '../ui/picture.tsx';
import { activityRoutes, idOf } from './activity-routes.tsx';
import { effectRoutes } from './effect-routes.tsx';
import { readPlanFacts } from './forms.ts';
import { layOutGantt } from './gantt-layout.ts';
import { importRoutes } from './import-routes.tsx';
import { ownGoalRoutes } from './own-goal-routes.tsx';
import { listOwnGoals, ownOf } from './own-goals.ts';
import { GanttDrawing } from './pages/gantt-drawing.tsx';
import { PlanPage, type View, views } from './pages/plan-page.tsx';
import { AboutPlanPage } from './pages/telling-forms.tsx';
import { partRoutes } from './part-routes.tsx';
import { asSheet, asWorkbook, workbookType } from './plan-files.ts';
import { setActionPlan } from './plan-setting.ts';
import { preparePlan } from './policy.ts';
import { findActionPlan } from './queries.ts';
import { drawnOf, planQuestions, scaleWords } from './reading-plan.ts';
import { planTexts } from './texts.ts';

export function routes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const viewOf = (visit: Visit): View => views.find((one) => one === visit.url.searchParams.get('view')) ?? 'goals';
  const open = (visit: Visit) => {
    const id = idOf(visit);
    return openWorkspace(visit, workspace, { ...planQuestions(id, visit.now), pledges: listDecisions(id) });
  };
  /** The plan as a file: with the reader's own goals, which no other reader's file has. */
  const sheetFor = async (visit: Visit) => {
    const id = idOf(visit);
    const { of, rows, user } = await openWorkspace(visit, workspace, {
      ...planQuestions(id, visit.now),
      ownGoals: listOwnGoals(id),
    });
    const sheet = asSheet(
      { ...rows, ownGoals: ownOf(rows.ownGoals, user.organisation_id) },
      of,
      exampleOf(visit, of.collaboration.example),
    );
    return { sheet, name: `${of.collaboration.name} ${planTexts(visit.language).fileName}` };
  };
  const exampleOf = (visit: Visit, example: 'none' | 'fictional' | 'real'): string =>
    example === 'none' ? '' : identityTexts(visit.language).frame.example[example];

  const showAbout = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      plan: findActionPlan(id),
      documents: listSteeringDocuments(id),
    });
    return visit.page(
      workspacePage(visit, of, said, {
        title: planTexts(visit.language).planForm.title,
        current: 'action-plan',
        narrow: true,
        status: statusOf(state),
        children: <AboutPlanPage visit={visit} of={of} plan={rows.plan[0]} documents={rows.documents} state={state} />,
      }),
    );
  };

  const at = '/collaborations/:collaboration/action-plan';
  return [
    get(at, readCollaboration, async (visit) => {
      const { of, said, rows } = await open(visit);
      return visit.page(
        workspacePage(visit, of, said, {
          title: planTexts(visit.language).title,
          current: 'action-plan',
          children: <PlanPage of={of} rows={rows} view={viewOf(visit)} pledges={rows.pledges} />,
        }),
      );
    }),
    get(`${at}/about`, preparePlan, (visit) => showAbout(visit)),
    post(`${at}/about`, preparePlan, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const { plan, documents } = await tx.batch({
            plan: findActionPlan(id),
            documents: listSteeringDocuments(id),
          });
          const reader = new FormReader(form);
          const facts = readPlanFacts(reader, form, documents, plan[0], visit.language);
          reader.done();
          const before = plan[0] ? { row: plan[0], version: Number(form.text('version')) } : undefined;
          await setActionPlan(tx, id, facts, before);
          return `/collaborations/${id}/action-plan?done=saved`;
        },
        (state) => showAbout(visit, state),
      ),
    ),
    ...activityRoutes(house),
    ...partRoutes(house),
    ...importRoutes(house),
    ...effectRoutes(house),
    ...ownGoalRoutes(house),
    get(`${at}/table/csv`, readCollaboration, async (visit) => {
      const { sheet, name } = await sheetFor(visit);
      return fileAnswer(csvOf(sheet.heading, sheet.rows, visit.language), csvType, `${name}.csv`);
    }),
    get(`${at}/table/xlsx`, readCollaboration, async (visit) => {
      const { sheet, name } = await sheetFor(visit);
      return fileAnswer(new Uint8Array(await asWorkbook(sheet)), workbookType, `${name}.xlsx`);
    }),
    ...pictureRoutes(`${at}/picture`, readCollaboration, house.documents, async (visit) => {
      const { of, rows } = await open(visit);
      const t = planTexts(visit.language).gantt;
      const gantt = layOutGantt(
        rows.activities.map((one) => drawnOf(one, of, rows.taking)),
        dayOf(visit.now),
        scaleWords(of),
      );
      if (!gantt) throw notFound();
      const all = planTexts(visit.language);
      return {
        name: `${of.collaboration.name} ${t.file}`,
        svg: pictureAlone(<GanttDrawing gantt={gantt} label={t.title} />, {
          title: `${of.collaboration.name}: ${t.title}`,
          lead: t.lead,
          label: exampleOf(visit, of.collaboration.example) || undefined,
          notes: [of.formats.date(dayOf(visit.now))],
        }),
        heading: Object.values(t.columns),
        rows: rows.activities.map((one) => [
          one.title,
          one.party_name ?? '',
          one.starts_on ?? '',
          one.due_on ?? '',
          of.collaboration.example === 'real' ? '' : all.states[one.state],
        ]),
        about: exampleOf(visit, of.collaboration.example)
          ? [{ heading: all.exampleColumn, text: exampleOf(visit, of.collaboration.example) }]
          : [],
      };
    }),
  ];
}

import {
  listEntered,
  listParties,
  openWorkspace,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import type { Route, Visit } from '../identity/index.ts';
import { readSex } from '../indicators/index.ts';
import { statement } from '../platform/database/statement.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { listMarkedWithin, listMarkings } from '../secrecy/index.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { findEditorText, listAssurance, listImplementations, listLimitPeriods } from './assurance.ts';
import { readGoal } from './forms.ts';
import { changeGoal, setGoal, withdrawGoal } from './goal-setting.ts';
import { showIndicator } from './lines.ts';
import { listOwnExplanations } from './own-explanations.ts';
import { EditGoalPage } from './pages/form-pages.tsx';
import { GoalPage } from './pages/goal-page.tsx';
import { GoalsPage, type TeachingExample } from './pages/goals-page.tsx';
import { setGoals } from './policy.ts';
import {
  listComparisons,
  listContributions,
  listGoals,
  listIndicators,
  listRealCases,
  listSimilarPlaces,
} from './queries.ts';
import { listIndicatorBreaks } from './sources/queries.ts';
import { listSteeringDocuments } from './steering-documents.ts';
import { goalTexts } from './texts.ts';

const findTeachingExample = statement<{ collaboration_id: string; name: string; goal_id: string }>(`
  select c.id as collaboration_id, c.name, i.goal_id
  from collaboration c join indicator i on i.collaboration_id = c.id and i.target is not null and i.series_id is not null
  where c.example = 'real' and c.withdrawn_at is null and i.withdrawn_at is null
  order by c.created_at, c.id, i.place, i.created_at, i.id limit 1`);

export function jointGoalRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const idOf = (visit: Visit) => visit.params.collaboration ?? '';

  const openGoal = async (visit: Visit) => {
    const id = idOf(visit);
    const goalId = visit.params.goal ?? '';
    const sex = readSex(visit.url.searchParams.get('sex'));
    const opened = await openWorkspace(visit, workspace, {
      goals: listGoals(id),
      indicators: listIndicators(id),
      comparisons: listComparisons(id, goalId, sex),
      contributions: listContributions(id),
      parties: listParties(id),
      entered: listEntered(id),
      realCases: listRealCases(id, goalId),
      limitPeriods: listLimitPeriods(id),
      implementations: listImplementations(id, goalId),
      editorText: findEditorText(id, goalId),
      ownExplanations: listOwnExplanations(id),
      markings: listMarkings(id),
      markedWithin: listMarkedWithin(id),
      similar: listSimilarPlaces(id, goalId),
      breaks: listIndicatorBreaks(id, goalId),
    });
    const goal = opened.rows.goals.find((one) => one.id === goalId);
    if (!goal) throw notFound();
    const { of, rows, user } = opened;
    const areaCode = rows.parties.find((party) => party.organisation_id === user.organisation_id)?.area_code;
    const shown = rows.indicators
      .filter((one) => one.goal_id === goalId)
      .map((one) => showIndicator(one, rows.comparisons, sex, { areaCode, formats: of.formats }));
    return { ...opened, goal, shown };
  };

  // A second round trip, asked by the empty page alone: which case it is must be known before its goal can be.
  const readExample = async (
    visit: Visit,
    found: { collaboration_id: string; name: string; goal_id: string } | undefined,
  ): Promise<TeachingExample | undefined> => {
    if (!found) return undefined;
    const { collaboration_id: collaborationId, name, goal_id: goalId } = found;
    const { rows } = await visit.read({
      goals: listGoals(collaborationId),
      indicators: listIndicators(collaborationId),
    });
    const goal = rows.goals.find((one) => one.id === goalId);
    const indicator = rows.indicators.find((one) => one.goal_id === goalId);
    return goal && indicator ? { collaborationId, name, goal, indicator } : undefined;
  };

  const showEditGoal = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, { goals: listGoals(idOf(visit)) });
    const goal = rows.goals.find((one) => one.id === visit.params.goal);
    if (visit.params.goal && !goal) throw notFound();
    const t = goalTexts(visit.language).form;
    return visit.page(
      workspacePage(visit, of, said, {
        title: goal ? t.editTitle : t.newTitle,
        current: 'goals',
        narrow: true,
        status: statusOf(state),
        children: <EditGoalPage visit={visit} of={of} goal={goal} goals={rows.goals} state={state} />,
      }),
    );
  };

  const goalsAt = '/collaborations/:collaboration/goals';
  return [
    get(goalsAt, readCollaboration, async (visit) => {
      const id = idOf(visit);
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        goals: listGoals(id),
        indicators: listIndicators(id),
        assurance: listAssurance(id),
        example: findTeachingExample(),
        steeringDocuments: listSteeringDocuments(id),
      });
      const example = rows.goals.length === 0 ? await readExample(visit, rows.example[0]) : undefined;
      return visit.page(
        workspacePage(visit, of, said, {
          title: goalTexts(visit.language).title,
          current: 'goals',
          children: (
            <GoalsPage
              of={of}
              goals={rows.goals}
              indicators={rows.indicators}
              assurance={rows.assurance}
              example={example}
              steeringDocuments={rows.steeringDocuments}
            />
          ),
        }),
      );
    }),
    get(`${goalsAt}/new`, setGoals, (visit) => showEditGoal(visit)),
    post(`${goalsAt}/new`, setGoals, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const goals = await tx.all(listGoals(id));
          const reader = new FormReader(form);
          const facts = readGoal(reader, form, goals, undefined, visit.language);
          reader.done();
          const goal = setGoal(tx, id, facts);
          return `/collaborations/${id}/goals/${goal}?done=saved`;
        },
        (state) => showEditGoal(visit, state),
      ),
    ),
    get(`${goalsAt}/:goal`, readCollaboration, async (visit) => {
      const opened = await openGoal(visit);
      const { of, said, rows, goal, shown } = opened;
      return visit.page(
        workspacePage(visit, of, said, {
          title: goal.text,
          current: 'goals',
          children: (
            <GoalPage
              visit={visit}
              of={of}
              said={said}
              goal={goal}
              above={rows.goals.find((one) => one.id === goal.under_id)}
              shown={shown}
              contributions={rows.contributions}
              parties={rows.parties}
              entered={rows.entered}
              realCases={of.collaboration.example === 'real' ? [] : rows.realCases}
              limitPeriods={rows.limitPeriods}
              implementations={rows.implementations}
              editorText={rows.editorText[0]}
              ownExplanations={rows.ownExplanations.filter((one) => one.goal_id === goal.id)}
              markings={rows.markings}
              withheld={rows.markedWithin.find((one) => one.within_id === goal.id)?.withheld ?? 0}
              similar={rows.similar}
              breaks={rows.breaks}
            />
          ),
        }),
      );
    }),
    get(`${goalsAt}/:goal/edit`, setGoals, (visit) => showEditGoal(visit)),
    post(`${goalsAt}/:goal/edit`, setGoals, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const goals = await tx.all(listGoals(id));
          const before = goals.find((one) => one.id === visit.params.goal);
          if (!before) throw notFound();
          const reader = new FormReader(form);
          const facts = readGoal(reader, form, goals, before, visit.language);
          reader.done();
          await changeGoal(tx, id, before, Number(form.text('version')), facts);
          return `/collaborations/${id}/goals/${before.id}?done=saved`;
        },
        (state) => showEditGoal(visit, state),
      ),
    ),
    post(`${goalsAt}/:goal/withdrawal`, setGoals, (visit) =>
      visit.submit(async (tx) => {
        await withdrawGoal(tx, idOf(visit), visit.params.goal ?? '');
        return `/collaborations/${idOf(visit)}/goals?done=saved`;
      }),
    ),
  ];
}

import { openWorkspace, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import { may, type Route, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { idOf } from './activity-routes.tsx';
import { isIn, listOwnGoals, setOwnGoal } from './own-goals.ts';
import { OwnGoalPage } from './pages/own-goal-parts.tsx';
import { keepOwnGoals } from './policy.ts';
import { type PlanRows, planQuestions } from './reading-plan.ts';
import { planTexts } from './texts.ts';

/** The own goal that an activity serves: read and written by its own party, of what it answers for or takes part in. */
export function ownGoalRoutes(house: WorkspaceHouse): readonly Route[] {
  const find = (visit: Visit, rows: PlanRows, organisation: string | null) => {
    const activity = rows.activities.find((one) => one.id === visit.params.activity);
    if (!activity || !isIn(activity, rows.taking, organisation)) throw notFound();
    return activity;
  };
  const show = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows, user } = await openWorkspace(visit, house.workspace, {
      ...planQuestions(id, visit.now),
      ownGoals: listOwnGoals(id),
    });
    const activity = find(visit, rows, user.organisation_id);
    if (!of.may(keepOwnGoals, user.organisation_id)) throw notFound();
    const own = rows.ownGoals.find(
      (one) => one.activity_id === activity.id && one.organisation_id === user.organisation_id,
    );
    return visit.page(
      workspacePage(visit, of, said, {
        title: planTexts(visit.language).ownGoals.title,
        current: 'action-plan',
        narrow: true,
        status: statusOf(state),
        children: <OwnGoalPage visit={visit} of={of} activity={activity} own={own} state={state} />,
      }),
    );
  };
  const at = '/collaborations/:collaboration/action-plan/activities/:activity/own-goal';
  return [
    get(at, keepOwnGoals, (visit) => show(visit)),
    post(at, keepOwnGoals, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const rows = await tx.batch(planQuestions(id, visit.now));
          const activity = find(visit, rows, tx.user.organisation_id);
          const about = { collaboration: id, organisation: tx.user.organisation_id };
          if (!may(tx.user, keepOwnGoals, about)) throw notFound();
          const reader = new FormReader(form);
          const text = reader.text('text', undefined, 500);
          const standsIn = reader.text('standsIn', undefined, 300);
          reader.done();
          const facts = { text, standsIn, isShared: form.text('sharing') === 'shared' };
          await setOwnGoal(tx, id, activity.id, Number(form.text('version')), facts);
          return `/collaborations/${id}/action-plan/activities/${activity.id}?done=saved`;
        },
        (state) => show(visit, state),
      ),
    ),
  ];
}

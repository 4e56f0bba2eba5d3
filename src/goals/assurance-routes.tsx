import { listParties, openWorkspace, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import { type Route, speaksFor, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import {
  findEditorText,
  listLimitPeriods,
  startLimitPeriod,
  tellImplementation,
  withdrawImplementation,
  withdrawLimitPeriod,
  writeEditorText,
} from './assurance.ts';
import { EditorTextPage, ImplementationPage, LimitPeriodPage } from './pages/assurance-forms.tsx';
import { answerGoals, setGoals } from './policy.ts';
import { listGoals, listIndicators } from './queries.ts';
import { goalTexts } from './texts.ts';

/** Where limits begin anew, what was carried out, and what an editor says beside the locked text. */
export function assuranceRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const idOf = (visit: Visit) => visit.params.collaboration ?? '';
  const goalOf = (visit: Visit) => visit.params.goal ?? '';
  const backTo = (visit: Visit) => `/collaborations/${idOf(visit)}/goals/${goalOf(visit)}?done=saved#how-sure`;

  const showLimitPeriod = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      goals: listGoals(id),
      indicators: listIndicators(id),
      periods: listLimitPeriods(id),
    });
    const goal = rows.goals.find((one) => one.id === goalOf(visit));
    const indicator = rows.indicators.find((one) => one.id === visit.params.indicator && one.goal_id === goal?.id);
    if (!goal || !indicator) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: goalTexts(visit.language).limitsForm.title,
        current: 'goals',
        narrow: true,
        status: statusOf(state),
        children: (
          <LimitPeriodPage
            visit={visit}
            of={of}
            goal={goal}
            indicator={indicator}
            periods={rows.periods.filter((period) => period.indicator_id === indicator.id)}
            state={state}
          />
        ),
      }),
    );
  };

  const showImplementation = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, { goals: listGoals(idOf(visit)) });
    const goal = rows.goals.find((one) => one.id === goalOf(visit) && one.kind !== 'vision');
    if (!goal) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: goalTexts(visit.language).implementationForm.title,
        current: 'goals',
        narrow: true,
        status: statusOf(state),
        children: <ImplementationPage visit={visit} of={of} goal={goal} state={state} />,
      }),
    );
  };

  const showEditorText = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      goals: listGoals(idOf(visit)),
      text: findEditorText(idOf(visit), goalOf(visit)),
    });
    const goal = rows.goals.find((one) => one.id === goalOf(visit) && one.kind !== 'vision');
    if (!goal) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: goalTexts(visit.language).editorForm.title,
        current: 'goals',
        narrow: true,
        status: statusOf(state),
        children: <EditorTextPage visit={visit} of={of} goal={goal} before={rows.text[0]} state={state} />,
      }),
    );
  };

  const goalAt = '/collaborations/:collaboration/goals/:goal';
  const limitsAt = `${goalAt}/indicators/:indicator/limits`;
  return [
    get(limitsAt, setGoals, (visit) => showLimitPeriod(visit)),
    post(limitsAt, setGoals, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const t = goalTexts(visit.language).limitsForm;
          const { indicators, periods } = await tx.batch({
            indicators: listIndicators(id),
            periods: listLimitPeriods(id),
          });
          const indicator = indicators.find(
            (one) => one.id === visit.params.indicator && one.goal_id === goalOf(visit),
          );
          if (!indicator) throw notFound();
          const years = (indicator.periods ?? []).filter((_, at) => (indicator.amounts ?? [])[at] !== null);
          const reader = new FormReader(form);
          const from = reader.whole('from', t.fromWrong, 1900, 2200);
          if (from === null || from === years[0] || !years.includes(from)) reader.wrong('from', t.fromWrong);
          if (periods.some((one) => one.indicator_id === indicator.id && one.from_period === from)) {
            reader.wrong('from', t.fromTaken);
          }
          const reason = reader.text('reason', t.reasonMissing, 500);
          reader.done();
          await startLimitPeriod(tx, id, { indicatorId: indicator.id, fromPeriod: from ?? 0, reason });
          return backTo(visit);
        },
        (state) => showLimitPeriod(visit, state),
      ),
    ),
    post(`${limitsAt}/:period/withdrawal`, setGoals, (visit) =>
      visit.submit(async (tx) => {
        const indicators = await tx.all(listIndicators(idOf(visit)));
        const indicator = indicators.find((one) => one.id === visit.params.indicator);
        if (indicator?.goal_id !== goalOf(visit)) throw notFound();
        await withdrawLimitPeriod(tx, idOf(visit), visit.params.indicator ?? '', visit.params.period ?? '');
        return backTo(visit);
      }),
    ),

    get(`${goalAt}/implementations/new`, answerGoals, (visit) => showImplementation(visit)),
    post(`${goalAt}/implementations/new`, answerGoals, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const t = goalTexts(visit.language).implementationForm;
          const { goals, parties } = await tx.batch({ goals: listGoals(id), parties: listParties(id) });
          const goal = goals.find((one) => one.id === goalOf(visit) && one.kind !== 'vision');
          if (!goal) throw notFound();
          const party = parties.find((one) => speaksFor(tx.user, id, one.organisation_id));
          const reader = new FormReader(form);
          const text = reader.text('text', t.textMissing, 300);
          // A party answers for its own word; of anything else it is said where it can be read.
          const sourceNote = reader.text('source', party ? undefined : t.sourceMissing, 300);
          reader.done();
          tellImplementation(tx, id, { goalId: goal.id, partyId: party?.id ?? null, text, sourceNote });
          return backTo(visit);
        },
        (state) => showImplementation(visit, state),
      ),
    ),
    post(`${goalAt}/implementations/:implementation/withdrawal`, answerGoals, (visit) =>
      visit.submit(async (tx) => {
        await withdrawImplementation(tx, idOf(visit), goalOf(visit), visit.params.implementation ?? '');
        return backTo(visit);
      }),
    ),

    get(`${goalAt}/editor-text`, setGoals, (visit) => showEditorText(visit)),
    post(`${goalAt}/editor-text`, setGoals, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const { goals, text: found } = await tx.batch({
            goals: listGoals(id),
            text: findEditorText(id, goalOf(visit)),
          });
          const goal = goals.find((one) => one.id === goalOf(visit) && one.kind !== 'vision');
          if (!goal) throw notFound();
          const reader = new FormReader(form);
          const text = reader.text('text', undefined, 2000, goalTexts(visit.language).editorForm.tooLong);
          reader.done();
          await writeEditorText(tx, id, goal.id, text, found[0], Number(form.text('version')));
          return backTo(visit);
        },
        (state) => showEditorText(visit, state),
      ),
    ),
  ];
}

import { openWorkspace, readCollaboration, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import type { Route, Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { usualSubjects } from './decision-order.ts';
import { readRule } from './forms.ts';
import { idOf, orderQuestions } from './group-routes.tsx';
import { EditRulePage, RulePage } from './pages/rule-pages.tsx';
import { prepareGroups, takePositions } from './policy.ts';
import { listDecisionRules, listGroups } from './queries.ts';
import { readOrder } from './reading-groups.ts';
import { answerMajority, changeRule, setRule, withdrawRule } from './rule-setting.ts';
import { groupTexts } from './texts.ts';

export function ruleRoutes(house: WorkspaceHouse): readonly Route[] {
  const open = async (visit: Visit) => {
    const opened = await openWorkspace(visit, house.workspace, orderQuestions(idOf(visit), visit.now));
    const order = readOrder(opened.rows);
    const rule = order.rules.find((one) => one.id === visit.params.rule);
    if (visit.params.rule && !rule) throw notFound();
    return { ...opened, order, rule };
  };
  const showEdit = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, order, rule } = await open(visit);
    const t = groupTexts(visit.language).rules;
    return visit.page(
      workspacePage(visit, of, said, {
        title: rule ? t.editTitle : t.newTitle,
        current: 'groups',
        narrow: true,
        status: statusOf(state),
        children: (
          <EditRulePage
            visit={visit}
            of={of}
            order={order}
            rule={rule}
            usual={usualSubjects.find(({ key }) => key === visit.url.searchParams.get('subject'))}
            state={state}
          />
        ),
      }),
    );
  };
  const showRule = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, order, rule } = await open(visit);
    if (!rule) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: rule.subject,
        current: 'groups',
        narrow: true,
        status: statusOf(state),
        children: <RulePage visit={visit} of={of} order={order} rule={rule} state={state} />,
      }),
    );
  };
  const write = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const id = idOf(visit);
        const { groups, rules } = await tx.batch({ groups: listGroups(id), rules: listDecisionRules(id) });
        const before = rules.find((one) => one.id === visit.params.rule);
        if (visit.params.rule && !before) throw notFound();
        const reader = new FormReader(form);
        const facts = readRule(reader, form, groups, visit.language);
        reader.done();
        if (before) await changeRule(tx, id, before, Number(form.text('version')), facts);
        else setRule(tx, id, facts);
        return `/collaborations/${id}/groups?done=saved#rules`;
      },
      (state) => showEdit(visit, state),
    );

  const at = '/collaborations/:collaboration/decision-rules';
  return [
    get(`${at}/new`, prepareGroups, (visit) => showEdit(visit)),
    post(`${at}/new`, prepareGroups, write),
    get(`${at}/:rule`, readCollaboration, (visit) => showRule(visit)),
    get(`${at}/:rule/edit`, prepareGroups, (visit) => showEdit(visit)),
    post(`${at}/:rule/edit`, prepareGroups, write),
    post(`${at}/:rule/withdrawal`, prepareGroups, (visit) =>
      visit.submit(async (tx) => {
        await withdrawRule(tx, idOf(visit), visit.params.rule ?? '');
        return `/collaborations/${idOf(visit)}/groups?done=saved#rules`;
      }),
    ),
    post(`${at}/:rule/consent`, takePositions, (visit) =>
      visit.submit(
        async (tx, form) => {
          const reader = new FormReader(form);
          const t = groupTexts(visit.language).rules;
          const answer = reader.oneOf('answer', ['agrees', 'doesNotAgree'] as const, t.ownAnswerMissing);
          reader.done();
          const ruleId = visit.params.rule ?? '';
          if (answer) await answerMajority(tx, idOf(visit), ruleId, Number(form.text('version')), answer);
          return `/collaborations/${idOf(visit)}/decision-rules/${ruleId}?done=saved#majority`;
        },
        (state) => showRule(visit, state),
      ),
    ),
  ];
}

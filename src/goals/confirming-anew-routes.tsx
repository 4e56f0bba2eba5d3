import { openWorkspace, speakForParty, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import { dayOf, type Route, type Visit } from '../identity/index.ts';
import { FormErrors } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { confirmAnew, listToConfirm } from './confirming-anew.ts';
import { ConfirmingAnewPage } from './pages/confirming-anew-page.tsx';
import { goalTexts } from './texts.ts';

export function confirmingAnewRoutes({ workspace }: WorkspaceHouse): readonly Route[] {
  const at = '/collaborations/:collaboration/contributions/renewal';
  const show = async (visit: Visit, state: FormState = untouched) => {
    const id = visit.params.collaboration ?? '';
    const { of, said, rows } = await openWorkspace(visit, workspace, { waiting: listToConfirm(id, dayOf(visit.now)) });
    return visit.page(
      workspacePage(visit, of, said, {
        title: goalTexts(visit.language).confirmingAnew.title,
        current: 'goals',
        narrow: true,
        status: statusOf(state),
        children: <ConfirmingAnewPage visit={visit} of={of} waiting={rows.waiting} state={state} />,
      }),
    );
  };
  return [
    get(at, speakForParty, (visit) => show(visit)),
    post(at, speakForParty, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const confirmed = await confirmAnew(tx, id, form.all('stands'));
          if (confirmed === 0) {
            throw new FormErrors([{ field: 'stands', message: goalTexts(visit.language).confirmingAnew.chooseOne }]);
          }
          return `/collaborations/${id}/goals?done=saved`;
        },
        (state) => show(visit, state),
      ),
    ),
  ];
}

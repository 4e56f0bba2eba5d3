import { openWorkspace, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import type { Route, Visit } from '../identity/index.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { benefitWeighings } from './benefit.ts';
import { idOf } from './benefit-routes.tsx';
import { PrinciplePage } from './pages/principle-section.tsx';
import { prepareBenefits } from './policy.ts';
import { setBenefitPrinciple } from './principle.ts';
import { findPrinciple } from './queries.ts';
import { benefitTexts } from './texts.ts';

export function principleRoutes(house: WorkspaceHouse): readonly Route[] {
  const show = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, house.workspace, { principle: findPrinciple(idOf(visit)) });
    return visit.page(
      workspacePage(visit, of, said, {
        title: benefitTexts(visit.language).principle.title,
        current: 'benefits',
        narrow: true,
        status: statusOf(state),
        children: <PrinciplePage visit={visit} of={of} principle={rows.principle[0]} state={state} />,
      }),
    );
  };

  const at = '/collaborations/:collaboration/benefits/principle';
  return [
    get(at, prepareBenefits, (visit) => show(visit)),
    post(at, prepareBenefits, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const { principle } = await tx.batch({ principle: findPrinciple(id) });
          const reader = new FormReader(form);
          const words = reader.text('words', undefined, 2000);
          const given = form.text('isGivenAndTaken');
          reader.done();
          await setBenefitPrinciple(
            tx,
            id,
            {
              weighing: benefitWeighings.find((one) => one === form.text('weighing')) ?? null,
              is_given_and_taken: given === '' ? null : given === 'yes',
              words,
              source_note: principle[0]?.source_note ?? '',
            },
            Number(form.text('version')),
          );
          return `/collaborations/${id}/benefits?done=saved`;
        },
        (state) => show(visit, state),
      ),
    ),
  ];
}

import { openWorkspace, readCollaboration, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import type { Route } from '../identity/index.ts';
import { get } from '../platform/http/route.ts';
import { balanceRoutes } from './balance-routes.tsx';
import { benefitRoutes, idOf } from './benefit-routes.tsx';
import { figuresRoutes } from './figures-routes.tsx';
import { RegisterPage } from './pages/register-page.tsx';
import { principleRoutes } from './principle-routes.tsx';
import { findPrinciple } from './queries.ts';
import { benefitQuestions } from './reading-benefits.ts';
import { benefitTexts } from './texts.ts';

export function routes(house: WorkspaceHouse): readonly Route[] {
  return [
    get('/collaborations/:collaboration/benefits', readCollaboration, async (visit) => {
      const { of, said, rows } = await openWorkspace(visit, house.workspace, {
        ...benefitQuestions(idOf(visit)),
        principle: findPrinciple(idOf(visit)),
      });
      return visit.page(
        workspacePage(visit, of, said, {
          title: benefitTexts(visit.language).title,
          current: 'benefits',
          children: <RegisterPage of={of} rows={rows} principle={rows.principle[0]} />,
        }),
      );
    }),
    // Before those of one benefit: its address would be taken for one.
    ...balanceRoutes(house),
    ...principleRoutes(house),
    ...benefitRoutes(house),
    ...figuresRoutes(house),
  ];
}

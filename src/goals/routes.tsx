import type { WorkspaceHouse } from '../collaborations/index.ts';
import type { Route } from '../identity/index.ts';
import { assuranceRoutes } from './assurance-routes.tsx';
import { chartRoutes } from './chart-routes.tsx';
import { confirmingAnewRoutes } from './confirming-anew-routes.tsx';
import { contributionRoutes } from './contribution-routes.tsx';
import { indicatorRoutes } from './indicator-routes.tsx';
import { jointGoalRoutes } from './joint-goal-routes.tsx';
import { mapRoutes } from './map-routes.tsx';
import { ownValuesRoutes } from './own-values-routes.tsx';
import { sourceRoutes } from './sources/routes.tsx';

export const goalRoutes = (house: WorkspaceHouse): readonly Route[] => [
  ...jointGoalRoutes(house),
  ...indicatorRoutes(house),
  ...chartRoutes(house),
  ...mapRoutes(house),
  ...assuranceRoutes(house),
  ...ownValuesRoutes(house),
  ...contributionRoutes(house),
  ...confirmingAnewRoutes(house),
  ...sourceRoutes(house),
];

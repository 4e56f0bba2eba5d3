import type { WorkspaceHouse } from '../collaborations/index.ts';
import type { Route } from '../identity/index.ts';
import { groupRoutes } from './group-routes.tsx';
import { outcomeRoutes } from './outcome-routes.tsx';
import { ruleRoutes } from './rule-routes.tsx';

export const routes = (house: WorkspaceHouse): readonly Route[] => [
  ...groupRoutes(house),
  ...ruleRoutes(house),
  ...outcomeRoutes(house),
];

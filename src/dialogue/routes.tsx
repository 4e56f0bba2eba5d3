import type { WorkspaceHouse } from '../collaborations/index.ts';
import type { Route } from '../identity/index.ts';
import { expectationRoutes } from './expectation-routes.tsx';
import { linkRoutes } from './link-routes.tsx';
import { progressRoutes } from './progress-routes.tsx';
import { questionRoutes } from './question-routes.tsx';
import { reviewRoutes } from './review-routes.tsx';
import { stopRoutes } from './stop-routes.tsx';

export const dialogueRoutes = (house: WorkspaceHouse): readonly Route[] => [
  ...questionRoutes(house),
  ...linkRoutes(),
  ...stopRoutes(house),
  ...expectationRoutes(house),
  ...progressRoutes(house),
  ...reviewRoutes(house),
];

import type { WorkspaceHouse } from '../collaborations/index.ts';
import type { Route } from '../identity/index.ts';
import { linkRoutes } from './link-routes.tsx';
import { progressRoutes } from './progress-routes.tsx';
import { questionRoutes } from './question-routes.tsx';

export const dialogueRoutes = (house: WorkspaceHouse): readonly Route[] => [
  ...questionRoutes(house),
  ...linkRoutes(),
  ...progressRoutes(house),
];

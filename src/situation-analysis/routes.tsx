import type { WorkspaceHouse } from '../collaborations/index.ts';
import type { Route } from '../identity/index.ts';
import { adoptionRoutes } from './adoption-routes.tsx';
import { causeRoutes } from './cause-routes.tsx';
import { sectionRoutes } from './section-routes.tsx';

export const situationRoutes = (house: WorkspaceHouse): readonly Route[] => [
  ...sectionRoutes(house),
  ...causeRoutes(house),
  ...adoptionRoutes(house),
];

import type { WorkspaceHouse } from '../collaborations/index.ts';
import type { Route } from '../identity/index.ts';
import { actorRoutes } from './actor-routes.tsx';
import { placingRoutes } from './placing-routes.tsx';
import { trapRoutes } from './trap-routes.tsx';

/** What has a fixed name before what is found by its id. */
export const actorsRoutes = (house: WorkspaceHouse): readonly Route[] => [
  ...trapRoutes(house),
  ...placingRoutes(house),
  ...actorRoutes(house),
];

import type { Route } from '../identity/index.ts';
import { confirmationRoutes } from './confirmation-routes.tsx';
import { historyRoutes } from './history-routes.tsx';
import { lastingRoutes } from './lasting/routes.tsx';
import { partyRoutes } from './party-routes.tsx';
import { startRoutes } from './start-routes.tsx';
import type { WorkspaceHouse } from './workspace.ts';
import { workspaceRoutes } from './workspace-routes.tsx';

export const collaborationRoutes = (house: WorkspaceHouse): readonly Route[] => [
  ...startRoutes(house),
  ...workspaceRoutes(house),
  ...partyRoutes(house),
  ...lastingRoutes(house),
  ...confirmationRoutes(house),
  ...historyRoutes(house),
];

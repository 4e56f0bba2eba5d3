import type { WorkspaceFeature } from '../collaborations/index.ts';
import { successionRoutes } from './routes.tsx';

export const succession: WorkspaceFeature = {
  name: 'succession',
  routes: successionRoutes,
};

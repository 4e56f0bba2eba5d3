import type { WorkspaceFeature } from '../collaborations/index.ts';
import { lineOfSightRoutes } from './line-of-sight-routes.tsx';

export const reports: WorkspaceFeature = {
  name: 'reports',
  routes: lineOfSightRoutes,
  styles: new URL('reports.css', import.meta.url),
};

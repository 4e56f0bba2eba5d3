import type { WorkspaceFeature } from '../collaborations/index.ts';
import { annualWheelRoutes } from './routes.tsx';
import { eventSearch } from './searching.ts';
import { annualWheelInWorkspace } from './speaking.ts';

export const annualWheel: WorkspaceFeature = {
  name: 'annual-wheel',
  routes: annualWheelRoutes,
  workspace: annualWheelInWorkspace,
  search: [eventSearch],
  styles: new URL('annual-wheel.css', import.meta.url),
};

import type { WorkspaceFeature } from '../collaborations/index.ts';
import { goalRoutes } from './routes.tsx';
import { goalsInWorkspace } from './speaking.tsx';

export const goals: WorkspaceFeature = {
  name: 'goals',
  routes: goalRoutes,
  workspace: goalsInWorkspace,
  styles: new URL('goals.css', import.meta.url),
};

import type { WorkspaceFeature } from '../collaborations/index.ts';
import { goalRoutes } from './routes.tsx';
import { catalogueSearch, goalSearch, indicatorSearch } from './searching.ts';
import { goalsInWorkspace } from './speaking.tsx';

export const goals: WorkspaceFeature = {
  name: 'goals',
  routes: goalRoutes,
  workspace: goalsInWorkspace,
  search: [goalSearch, indicatorSearch, catalogueSearch],
  styles: new URL('goals.css', import.meta.url),
};

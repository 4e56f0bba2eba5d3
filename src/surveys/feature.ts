import type { WorkspaceFeature } from '../collaborations/index.ts';
import { surveyRoutes } from './routes.tsx';
import { sharedViewInWorkspace } from './speaking.ts';

export const surveys: WorkspaceFeature = {
  name: 'surveys',
  routes: surveyRoutes,
  workspace: sharedViewInWorkspace,
  styles: new URL('surveys.css', import.meta.url),
};

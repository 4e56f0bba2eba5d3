import type { WorkspaceFeature } from '../collaborations/index.ts';
import { personalDataRoutes } from './routes.tsx';
import { processingInWorkspace } from './speaking.ts';

export const personalData: WorkspaceFeature = {
  name: 'personal-data',
  routes: personalDataRoutes,
  workspace: processingInWorkspace,
};

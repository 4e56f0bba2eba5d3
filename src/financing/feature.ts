import type { WorkspaceFeature } from '../collaborations/index.ts';
import { financingRoutes } from './routes.tsx';
import { financingInWorkspace } from './speaking.ts';

export const financing: WorkspaceFeature = {
  name: 'financing',
  routes: financingRoutes,
  workspace: financingInWorkspace,
  styles: new URL('financing.css', import.meta.url),
};

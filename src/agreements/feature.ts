import type { WorkspaceFeature } from '../collaborations/index.ts';
import { agreementRoutes } from './routes.tsx';
import { agreementsInWorkspace } from './speaking.tsx';

export const agreements: WorkspaceFeature = {
  name: 'agreements',
  routes: agreementRoutes,
  workspace: agreementsInWorkspace,
  styles: new URL('agreements.css', import.meta.url),
};

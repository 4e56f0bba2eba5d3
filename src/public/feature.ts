import type { WorkspaceFeature } from '../collaborations/index.ts';
import { publicRoutes } from './routes.tsx';
import { publicInWorkspace } from './speaking.ts';

export const publicPages: WorkspaceFeature = {
  name: 'public',
  routes: publicRoutes,
  workspace: publicInWorkspace,
  styles: new URL('public.css', import.meta.url),
};

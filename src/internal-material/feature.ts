import type { WorkspaceFeature } from '../collaborations/index.ts';
import { internalRoutes } from './routes.tsx';
import { ownSearch, sharedSearch } from './searching.ts';
import { internalInWorkspace } from './speaking.ts';

export const internalMaterial: WorkspaceFeature = {
  name: 'internal-material',
  routes: internalRoutes,
  workspace: internalInWorkspace,
  search: [ownSearch, sharedSearch],
  styles: new URL('internal-material.css', import.meta.url),
};

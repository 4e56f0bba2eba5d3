import type { WorkspaceFeature } from '../collaborations/index.ts';
import { followUpRoutes } from './routes.tsx';
import { roundSearch } from './searching.ts';
import { followUpInWorkspace } from './speaking.ts';

export const followUp: WorkspaceFeature = {
  name: 'follow-up',
  routes: followUpRoutes,
  workspace: followUpInWorkspace,
  search: [roundSearch],
  styles: new URL('follow-up.css', import.meta.url),
};

import type { WorkspaceFeature } from '../collaborations/index.ts';
import { dialogueRoutes } from './routes.tsx';
import { progressSearch, questionSearch } from './searching.ts';
import { dialogueInWorkspace } from './speaking.tsx';

export const dialogue: WorkspaceFeature = {
  name: 'dialogue',
  routes: dialogueRoutes,
  workspace: dialogueInWorkspace,
  search: [questionSearch, progressSearch],
  styles: new URL('dialogue.css', import.meta.url),
};

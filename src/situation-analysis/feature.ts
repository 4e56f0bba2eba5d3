import type { WorkspaceFeature } from '../collaborations/index.ts';
import { situationRoutes } from './routes.tsx';
import { analysisInWorkspace } from './speaking.ts';

export const situationAnalysis: WorkspaceFeature = {
  name: 'situation-analysis',
  routes: situationRoutes,
  workspace: analysisInWorkspace,
  islands: { 'keep-draft': new URL('islands/keep-draft.ts', import.meta.url) },
  styles: new URL('situation-analysis.css', import.meta.url),
};

import type { AttachableFeature } from '../attachments/index.ts';
import { sectionFiles } from './attachable.ts';
import { situationRoutes } from './routes.tsx';
import { causeSearch, sectionSearch } from './searching.ts';
import { analysisInWorkspace } from './speaking.ts';

export const situationAnalysis: AttachableFeature = {
  name: 'situation-analysis',
  routes: situationRoutes,
  workspace: analysisInWorkspace,
  search: [sectionSearch, causeSearch],
  attachable: [sectionFiles],
  islands: { 'keep-draft': new URL('islands/keep-draft.ts', import.meta.url) },
  styles: new URL('situation-analysis.css', import.meta.url),
};

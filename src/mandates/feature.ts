import type { WorkspaceFeature } from '../collaborations/index.ts';
import { mandateRoutes } from './routes.tsx';
import { cardSearch, interpretationSearch, matterSearch } from './searching.ts';
import { mandatesInWorkspace } from './speaking.ts';

export const mandates: WorkspaceFeature = {
  name: 'mandates',
  routes: mandateRoutes,
  workspace: mandatesInWorkspace,
  search: [matterSearch, interpretationSearch, cardSearch],
  styles: new URL('mandates.css', import.meta.url),
};

import type { SearchableFeature } from '../search/index.ts';
import { ownContribution } from './contribution.ts';
import { collaborationRoutes } from './routes.tsx';
import { collaborationSearch, partySearch } from './searching.ts';
import type { WorkspaceContribution, WorkspaceHouse } from './workspace.ts';

/** A feature that also speaks in every workspace. */
export interface WorkspaceFeature extends SearchableFeature<WorkspaceHouse> {
  readonly workspace?: WorkspaceContribution;
}

export const collaborations: WorkspaceFeature = {
  name: 'collaborations',
  routes: collaborationRoutes,
  workspace: ownContribution,
  search: [collaborationSearch, partySearch],
  styles: new URL('collaborations.css', import.meta.url),
};

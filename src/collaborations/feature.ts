import type { User } from '../identity/index.ts';
import type { Feature } from '../platform/feature.ts';
import { ownContribution } from './contribution.ts';
import { collaborationRoutes } from './routes.tsx';
import type { WorkspaceContribution, WorkspaceHouse } from './workspace.ts';

/** A feature that also speaks in every workspace. */
export interface WorkspaceFeature extends Feature<User, WorkspaceHouse> {
  readonly workspace?: WorkspaceContribution;
}

export const collaborations: WorkspaceFeature = {
  name: 'collaborations',
  routes: collaborationRoutes,
  workspace: ownContribution,
  styles: new URL('collaborations.css', import.meta.url),
};

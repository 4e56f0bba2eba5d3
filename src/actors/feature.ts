import type { WorkspaceFeature } from '../collaborations/index.ts';
import { actorsRoutes } from './routes.tsx';
import { actorSearch } from './searching.ts';
import { actorsInWorkspace } from './speaking.ts';

export const actors: WorkspaceFeature = {
  name: 'actors',
  routes: actorsRoutes,
  workspace: actorsInWorkspace,
  search: [actorSearch],
  islands: { actorMap: new URL('islands/actor-map.ts', import.meta.url) },
  styles: new URL('actors.css', import.meta.url),
};

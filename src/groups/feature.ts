import type { AttachableFeature } from '../attachments/index.ts';
import { outcomeFiles } from './attachable.ts';
import { routes } from './routes.tsx';
import { groupSearch, outcomeSearch } from './searching.ts';
import { groupsInWorkspace } from './speaking.ts';

export const groups: AttachableFeature = {
  name: 'groups',
  routes,
  workspace: groupsInWorkspace,
  search: [groupSearch, outcomeSearch],
  attachable: [outcomeFiles],
  styles: new URL('groups.css', import.meta.url),
};

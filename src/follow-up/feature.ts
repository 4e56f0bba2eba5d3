import type { AttachableFeature } from '../attachments/index.ts';
import { observationFiles, packageFiles } from './attachable.ts';
import { followUpRoutes } from './routes.tsx';
import { roundSearch } from './searching.ts';
import { followUpInWorkspace } from './speaking.tsx';

export const followUp: AttachableFeature = {
  name: 'follow-up',
  routes: followUpRoutes,
  workspace: followUpInWorkspace,
  search: [roundSearch],
  attachable: [observationFiles, packageFiles],
  styles: new URL('follow-up.css', import.meta.url),
};

import type { AttachableFeature } from './attachable.ts';
import { attachmentRoutes } from './routes.tsx';
import { attachmentSearch } from './searching.ts';
import { attachmentsInWorkspace } from './speaking.ts';

export const attachments: AttachableFeature = {
  name: 'attachments',
  routes: attachmentRoutes,
  workspace: attachmentsInWorkspace,
  search: [attachmentSearch],
  styles: new URL('attachments.css', import.meta.url),
};

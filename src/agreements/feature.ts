import type { AttachableFeature } from '../attachments/index.ts';
import { agreementRoutes } from './routes.tsx';
import { agreementsInWorkspace } from './speaking.tsx';

export const agreements: AttachableFeature = {
  name: 'agreements',
  routes: agreementRoutes,
  workspace: agreementsInWorkspace,
  styles: new URL('agreements.css', import.meta.url),
};

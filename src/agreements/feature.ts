import type { AttachableFeature } from '../attachments/index.ts';
import { decisionFiles } from './deciding/index.ts';
import { agreementRoutes } from './routes.tsx';
import { signedPapers } from './signatures/index.ts';
import { agreementsInWorkspace } from './speaking.tsx';

export const agreements: AttachableFeature = {
  name: 'agreements',
  routes: agreementRoutes,
  workspace: agreementsInWorkspace,
  attachable: [decisionFiles, signedPapers],
  styles: new URL('agreements.css', import.meta.url),
};

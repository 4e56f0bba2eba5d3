import { contribute, type WorkspaceFeature } from '../collaborations/index.ts';
import { secrecyRoutes } from './routes.tsx';
import { secrecyTexts } from './texts.ts';

export const secrecy: WorkspaceFeature = {
  name: 'secrecy',
  routes: secrecyRoutes,
  workspace: contribute({ verbs: (language) => secrecyTexts(language).verbs }),
  styles: new URL('secrecy.css', import.meta.url),
};

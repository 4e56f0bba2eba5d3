import type { AttachableFeature } from '../attachments/index.ts';
import { routes } from './routes.tsx';
import { pictureSearch } from './searching.ts';
import { picturesInWorkspace } from './speaking.tsx';

export const problemPictures: AttachableFeature = {
  name: 'problem-pictures',
  routes,
  workspace: picturesInWorkspace,
  search: [pictureSearch],
  styles: new URL('problem-pictures.css', import.meta.url),
};

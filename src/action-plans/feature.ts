import type { AttachableFeature } from '../attachments/index.ts';
import { activityFiles } from './attachable.ts';
import { routes } from './routes.tsx';
import { activitySearch, lessonSearch } from './searching.ts';
import { plansInWorkspace } from './speaking.tsx';

export const actionPlans: AttachableFeature = {
  name: 'action-plans',
  routes,
  workspace: plansInWorkspace,
  search: [activitySearch, lessonSearch],
  attachable: [activityFiles],
  styles: new URL('action-plans.css', import.meta.url),
};

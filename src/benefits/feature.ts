import type { WorkspaceFeature } from '../collaborations/index.ts';
import { routes } from './routes.tsx';
import { benefitSearch } from './searching.ts';
import { benefitsInWorkspace } from './speaking.tsx';

export const benefits: WorkspaceFeature = {
  name: 'benefits',
  routes,
  workspace: benefitsInWorkspace,
  search: [benefitSearch],
  styles: new URL('benefits.css', import.meta.url),
};

import type { Feature, Installation } from '../platform/feature.ts';
import { identityRoutes } from './routes.tsx';
import type { User } from './user.ts';

export const identity: Feature<User, Installation> = {
  name: 'identity',
  routes: identityRoutes,
};

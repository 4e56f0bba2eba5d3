import type { Feature, Installation } from '../platform/feature.ts';
import { providerRoutes } from './providers/routes.tsx';
import { renewalRoutes } from './renewal-routes.tsx';
import { identityRoutes } from './routes.tsx';
import type { User } from './user.ts';

export const identity: Feature<User, Installation> = {
  name: 'identity',
  routes: (house) => [...identityRoutes(house), ...providerRoutes(house), ...renewalRoutes(house)],
};

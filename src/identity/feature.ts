import type { Feature, Installation } from '../platform/feature.ts';
import { accountRoutes } from './account-routes.tsx';
import { demandRoutes } from './demand-routes.tsx';
import { providerRoutes } from './providers/routes.tsx';
import { renewalRoutes } from './renewal-routes.tsx';
import { identityRoutes } from './routes.tsx';
import type { User } from './user.ts';

export const identity: Feature<User, Installation> = {
  name: 'identity',
  routes: (house) => [
    ...identityRoutes(house),
    ...accountRoutes(house),
    ...demandRoutes(house),
    ...providerRoutes(house),
    ...renewalRoutes(house),
  ],
  islands: { passkey: new URL('islands/passkey.ts', import.meta.url) },
};

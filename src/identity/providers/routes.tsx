import type { Installation } from '../../platform/feature.ts';
import type { Route } from '../user.ts';
import { askingProviders } from './asking.ts';
import { providerConnectionRoutes } from './connection-routes.tsx';
import { providerSignInRoutes } from './sign-in-routes.tsx';

/** Signing in by an organisation's own provider, and connecting it. */
export function providerRoutes(house: Installation): readonly Route[] {
  return [
    ...providerSignInRoutes(house, askingProviders(house.outgoing, house.origin)),
    ...providerConnectionRoutes(house),
  ];
}

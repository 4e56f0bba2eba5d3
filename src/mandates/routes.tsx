import type { WorkspaceHouse } from '../collaborations/index.ts';
import type { Route } from '../identity/index.ts';
import { cardRoutes } from './card-routes.tsx';
import { conditionRoutes } from './condition-routes.tsx';
import { informationRoutes } from './information-routes.tsx';
import { interpretationRoutes } from './interpretation-routes.tsx';
import { mapRoutes } from './map-routes.tsx';
import { matterRoutes } from './matter-routes.tsx';

export const mandateRoutes = (house: WorkspaceHouse): readonly Route[] => [
  ...mapRoutes(house),
  ...matterRoutes(house),
  ...cardRoutes(house),
  ...interpretationRoutes(house),
  ...informationRoutes(house),
  ...conditionRoutes(house),
];

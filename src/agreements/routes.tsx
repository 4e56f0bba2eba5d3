import type { WorkspaceHouse } from '../collaborations/index.ts';
import type { Route } from '../identity/index.ts';
import { disputeRoutes, withdrawalRoutes } from './afterwards/index.ts';
import { agreementPageRoutes } from './agreement-routes.tsx';
import { answeringRoutes } from './answering-routes.tsx';
import { clauseRoutes } from './clause-routes.tsx';
import { decidingRoutes } from './deciding/index.ts';
import { versionRoutes } from './version-routes.tsx';

export const agreementRoutes = (house: WorkspaceHouse): readonly Route[] => [
  ...agreementPageRoutes(house),
  ...versionRoutes(house),
  ...clauseRoutes(house),
  ...answeringRoutes(house),
  ...decidingRoutes(house),
  ...withdrawalRoutes(house),
  ...disputeRoutes(house),
];

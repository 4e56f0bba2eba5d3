import type { AttachmentHouse } from '../attachments/index.ts';
import type { Route } from '../identity/index.ts';
import { disputeRoutes, formerPartyRoutes, takeoverRoutes, withdrawalRoutes } from './afterwards/index.ts';
import { agreementPageRoutes } from './agreement-routes.tsx';
import { answeringRoutes } from './answering-routes.tsx';
import { clauseRoutes } from './clause-routes.tsx';
import { decidingRoutes } from './deciding/index.ts';
import { joiningRoutes } from './joining-routes.tsx';
import { evidenceRoutes, signingRoutes } from './signatures/index.ts';
import { takeOverRoutes } from './take-over-routes.tsx';
import { versionRoutes } from './version-routes.tsx';

export const agreementRoutes = (house: AttachmentHouse): readonly Route[] => [
  ...takeOverRoutes(house),
  ...agreementPageRoutes(house),
  ...versionRoutes(house),
  ...joiningRoutes(house),
  ...clauseRoutes(house),
  ...answeringRoutes(house),
  ...decidingRoutes(house),
  ...signingRoutes(house),
  ...evidenceRoutes(house),
  ...withdrawalRoutes(house),
  ...takeoverRoutes(house),
  ...formerPartyRoutes(),
  ...disputeRoutes(house),
];

import { listParties } from '../collaborations/index.ts';
import { listAccounts, listDecisions, listLayers, listPayments, listPlans, listShares } from './queries.ts';

/** What `readMoney` reads: a statement each, to be sent with the page's own. */
export const moneyQuestions = (collaborationId: string) => ({
  plans: listPlans(collaborationId),
  layers: listLayers(collaborationId),
  shares: listShares(collaborationId),
  decisions: listDecisions(collaborationId),
  payments: listPayments(collaborationId),
  accounts: listAccounts(collaborationId),
  parties: listParties(collaborationId),
});

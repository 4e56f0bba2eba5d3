/** Who pays what: the plan, what each party has decided and paid, and what of it stands in other rooms' texts. */
export { readHours, readKronor, sayHours, sayKronor } from './amounts.ts';
export { apportion, type Fraction, indexed, type Weight } from './apportioning.ts';
export { type ClauseReader, consequencesFor, financingSentences, financingTable } from './clause.ts';
export {
  type Covering,
  coverings,
  type FinancingKey,
  financingKeys,
  type Invoicing,
  type LayerKind,
  type Rounding,
} from './financing.ts';
export { type MoneyOverPlans, moneyOverPlans, plansOf } from './money-over-plans.ts';
export { moneyQuestions } from './plan-questions.ts';
export { planFinancing, reportMoney } from './policy.ts';
export {
  type LayerRow,
  listDecisions,
  listLayers,
  listMoneyOfRound,
  listPlans,
  listShares,
  type MoneyOfRoundRow,
  type PlanRow,
  type ShareRow,
} from './queries.ts';
export { bookOn, decideYear, type Reported, tellPayment } from './reporting-money.ts';
export { type LayerFacts, type PlanFacts, type ShareFacts, setLayer, setPlan, settlePlan } from './setting-plan.ts';
export { type Money, type MoneyRows, plannedFor, readMoney } from './who-pays-what.ts';

import { partyOf, type Someone } from '../collaborations/testing.ts';
import type { Host } from '../identity/testing.ts';
import { type LayerFacts, type PlanFacts, type ShareFacts, setLayer, setPlan } from './setting-plan.ts';

export const planFacts: PlanFacts = {
  title: 'Samordningens kostnad',
  first_year: 2023,
  last_year: 2024,
  price_year: 2024,
  indexation: null,
  rounding: 'krona',
  invoicing: 'halfYearly',
  invoicing_note: '',
  surplus_rule: '',
  deficit_rule: '',
};

/** A plan for two years, in whole kronor, unless told otherwise. */
export const aPlan = (
  host: Host,
  leader: Someone,
  collaboration: string,
  facts: Partial<PlanFacts> = {},
): Promise<string> =>
  host.database.write(leader, host.now, (tx) => setPlan(tx, collaboration, { facts: { ...planFacts, ...facts } }));

/** A layer of two million a year in equal parts, unless told otherwise. */
export async function aLayer(
  host: Host,
  leader: Someone,
  collaboration: string,
  planId: string,
  organisations: readonly string[],
  facts: Partial<LayerFacts> = {},
  share: (at: number) => Partial<ShareFacts> = () => ({}),
): Promise<string> {
  const parties = await Promise.all(organisations.map((one) => partyOf(host, leader, collaboration, one)));
  return await host.database.write(leader, host.now, (tx) =>
    setLayer(tx, collaboration, {
      planId,
      facts: {
        title: 'Samordning',
        kind: 'money',
        total: '200000000',
        covers: 'eachYear',
        key: 'equal',
        inhabitants_year: null,
        funder: '',
        co_financing: null,
        co_financing_note: '',
        ...facts,
      },
      shares: parties.map((party, at) => ({
        party_id: party,
        share_numerator: null,
        share_denominator: null,
        amount: null,
        inhabitants: null,
        inhabitants_source: null,
        ...share(at),
      })),
    }),
  );
}

import { type LayerFacts, type ShareFacts, setLayer, setPlan } from '../src/financing/index.ts';
import type { Tx } from '../src/identity/index.ts';
import type { PresentFact } from './facts.ts';
import { citeCase, subjectsOf } from './real-case.ts';

const nobody: Omit<ShareFacts, 'party_id'> = {
  share_numerator: null,
  share_denominator: null,
  amount: null,
  inhabitants: null,
  inhabitants_source: null,
};
const layer: LayerFacts = {
  title: 'Gemensam kostnad',
  kind: 'money',
  total: null,
  covers: 'eachYear',
  key: 'notKnown',
  inhabitants_year: null,
  funder: '',
  co_financing: null,
  co_financing_note: '',
};
const whole = { covers: 'wholePeriod', total: null } as const;
const inOre = (kronor: number): string => String(BigInt(kronor) * 100n);

/** What sources tell of who pays. How it is shared is open where they do not say. */
export async function placeFinancing(
  tx: Tx,
  collaborationId: string,
  facts: readonly PresentFact[],
  parties: ReadonlyMap<string, string>,
): Promise<void> {
  const [told] = subjectsOf(facts, 'financing');
  if (!told) return;
  const { regionShare, sources, decidedForPhase2, paidBy } = told.fields;
  const funders = facts
    .filter((fact) => fact.subject === 'function:funds')
    .flatMap(({ value }) => (value ?? []) as readonly string[]);
  const shareOf = (key: string): ShareFacts => ({ ...nobody, party_id: parties.get(key) ?? '' });
  const planId = await setPlan(tx, collaborationId, {
    facts: {
      title: 'Vem som betalar',
      first_year: null,
      last_year: null,
      price_year: null,
      indexation: null,
      rounding: 'krona',
      invoicing: null,
      invoicing_note: '',
      surplus_rule: '',
      deficit_rule: '',
    },
    sourceNote: citeCase(facts),
  });
  const add = (more: Partial<LayerFacts>, shares: readonly ShareFacts[] = []) =>
    setLayer(tx, collaborationId, { planId, facts: { ...layer, ...more }, shares });
  if (sources) {
    for (const { name } of sources) {
      const isDecided = decidedForPhase2 && name.sv === 'Europeiska socialfonden';
      const total = isDecided ? inOre(decidedForPhase2.socialFundKronor) : null;
      const title = isDecided ? `${name.sv}, 2015–2017` : name.sv;
      await add({ ...whole, title, kind: 'grant', key: 'funder', funder: name.sv, total });
    }
    if (decidedForPhase2) {
      await add({ ...whole, title: 'Medfinansiering, 2015–2017', total: inOre(decidedForPhase2.coFinancingKronor) });
    }
    return;
  }
  if (paidBy) {
    await add({ key: 'fixedShares' }, [{ ...shareOf(paidBy), share_numerator: 1, share_denominator: 1 }]);
    return;
  }
  const [first] = funders;
  const pays = ({ party_id: party }: ShareFacts, at: number): ShareFacts =>
    at === 0 && regionShare
      ? {
          ...nobody,
          party_id: party,
          share_numerator: regionShare.numerator,
          share_denominator: regionShare.denominator,
        }
      : { ...nobody, party_id: party };
  if (first) await add({ key: regionShare ? 'onePaysRestNotKnown' : 'notKnown' }, funders.map(shareOf).map(pays));
}

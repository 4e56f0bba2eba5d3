import { readFileSync } from 'node:fs';
import {
  decideYear,
  type FinancingKey,
  type Invoicing,
  type LayerKind,
  setLayer,
  setPlan,
  settlePlan,
  tellPayment,
} from '../src/financing/index.ts';
import type { User } from '../src/identity/index.ts';
import type { Database } from '../src/platform/database/database.ts';
import type { BothLanguages } from '../src/platform/texts.ts';
import { type Cast, type Keyed, morningOf, need } from './load-rounds.ts';

interface Amount {
  readonly kronor?: number;
  readonly hours?: number;
}

interface Told extends Amount {
  readonly party: string;
  /** Of the party itself; without it the leader enters what the party has said. */
  readonly writtenBy?: string;
  readonly year: number;
  readonly on: string;
}

interface ExampleFinancing {
  readonly plan: {
    readonly title: BothLanguages;
    readonly firstYear: number;
    readonly lastYear: number;
    readonly priceYear: number;
    readonly invoicing: Invoicing;
    readonly surplus: BothLanguages;
    readonly deficit: BothLanguages;
    readonly plannedOn: string;
    readonly decidedOn: string;
  };
  readonly layers: readonly (Amount & {
    readonly title: BothLanguages;
    readonly kind: LayerKind;
    readonly key: FinancingKey;
    readonly shares: readonly (Amount & {
      readonly party: string;
      readonly part?: readonly [number, number];
      readonly inhabitants?: number;
    })[];
  })[];
  readonly decisions: readonly (Told & {
    readonly instance: BothLanguages;
    readonly paragraph: string;
    readonly number: string;
  })[];
  readonly payments: readonly Told[];
}

export const financingText = readFileSync(new URL('fler-unga-i-arbete/financing.json', import.meta.url), 'utf8');
const example = JSON.parse(financingText) as ExampleFinancing;

const inOre = ({ kronor }: Amount): string | null => (kronor === undefined ? null : String(BigInt(kronor) * 100n));
const inMinutes = ({ hours }: Amount): string | null => (hours === undefined ? null : String(BigInt(hours) * 60n));
const counted = (amount: Amount): string | null => inOre(amount) ?? inMinutes(amount);

/** What the invented coordination costs, and what its parties have decided and paid, each by itself where it signs in. */
export async function loadFinancing(database: Database<User>, cast: Cast, organisations: Keyed): Promise<void> {
  const { leader, parties, collaborationId } = cast;
  const { plan } = example;
  const planId = await database.write(leader, morningOf(plan.plannedOn), async (tx) => {
    const id = await setPlan(tx, collaborationId, {
      facts: {
        title: plan.title.sv,
        first_year: plan.firstYear,
        last_year: plan.lastYear,
        price_year: plan.priceYear,
        indexation: null,
        rounding: 'krona',
        invoicing: plan.invoicing,
        invoicing_note: '',
        surplus_rule: plan.surplus.sv,
        deficit_rule: plan.deficit.sv,
      },
    });
    for (const layer of example.layers) {
      await setLayer(tx, collaborationId, {
        planId: id,
        facts: {
          title: layer.title.sv,
          kind: layer.kind,
          total: counted(layer),
          covers: 'eachYear',
          key: layer.key,
          inhabitants_year: null,
          funder: '',
          co_financing: null,
          co_financing_note: '',
        },
        shares: layer.shares.map((share) => ({
          party_id: need(parties, share.party),
          share_numerator: share.part?.[0] ?? null,
          share_denominator: share.part?.[1] ?? null,
          amount: counted(share),
          inhabitants: share.inhabitants ?? null,
          inhabitants_source: share.inhabitants === undefined ? null : 'typed',
        })),
      });
    }
    return id;
  });
  await database.write(leader, morningOf(plan.decidedOn), (tx) =>
    settlePlan(tx, collaborationId, { id: planId, version: 1, decidedOn: plan.decidedOn }),
  );
  const inWords = ({ kronor, hours }: Amount, year: number): string =>
    kronor === undefined ? `${hours} timmar för ${year}` : `${kronor} kronor för ${year}`;
  const reported = (one: Told) => ({
    planId,
    partyId: need(parties, one.party),
    organisationId: need(organisations, one.party),
    summary: inWords(one, one.year),
    ...(one.party === 'region-f' || one.writtenBy ? {} : { entered: { channel: 'email' as const, statedOn: one.on } }),
  });
  const teller = ({ writtenBy }: Told) => (writtenBy ? cast.as(writtenBy) : leader);
  for (const decision of example.decisions) {
    await database.write(teller(decision), morningOf(decision.on), (tx) =>
      decideYear(tx, collaborationId, reported(decision), {
        year: decision.year,
        amount: inOre(decision),
        minutes: inMinutes(decision),
        planned_amount: inOre(decision),
        planned_minutes: inMinutes(decision),
        instance: decision.instance.sv,
        paragraph: decision.paragraph,
        registration_number: decision.number,
        decided_on: decision.on,
      }),
    );
  }
  for (const payment of example.payments) {
    await database.write(teller(payment), morningOf(payment.on), async (tx) => {
      tellPayment(tx, collaborationId, reported(payment), {
        year: payment.year,
        amount: inOre(payment),
        minutes: inMinutes(payment),
        paid_on: payment.on,
        note: '',
      });
    });
  }
}

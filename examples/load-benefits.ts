import { readFileSync } from 'node:fs';
import { listActivities } from '../src/action-plans/index.ts';
import {
  type BenefitKind,
  type BenefitWeighing,
  listBenefits,
  listEstimates,
  nothingSaid,
  registerBenefit,
  type Saying,
  sayFigures,
  seeBenefit,
  setBenefitPrinciple,
  type TradeOffOutcome,
  weighTradeOff,
} from '../src/benefits/index.ts';
import type { User } from '../src/identity/index.ts';
import type { Database } from '../src/platform/database/database.ts';
import { type Cast, type Keyed, morningOf, need } from './load-rounds.ts';

interface ExampleFigures {
  /** Who says it; without it the leader enters what the party has said. */
  readonly by?: string;
  readonly party?: string;
  readonly on: string;
  /** The one whose estimate it answers. */
  readonly sees?: string;
  readonly years: readonly (readonly [year: number, expected: number | null, realised: number | null])[];
  readonly reckoning: string;
}

interface ExampleBenefits {
  readonly benefits: readonly {
    readonly key: string;
    readonly writtenBy?: string;
    readonly party?: string;
    readonly writtenOn: string;
    readonly title: string;
    readonly description: string;
    readonly kind: BenefitKind;
    /** A party, or who receives it without being one. */
    readonly receiver: string;
    readonly receiverWords?: string;
    readonly measure: string;
    readonly unit?: string;
    readonly realiser?: string;
    readonly seat?: string;
    readonly due?: string;
    readonly goal?: string;
    readonly activity?: string;
    readonly figures: readonly ExampleFigures[];
  }[];
  readonly tradeOffs: readonly {
    readonly by: string;
    readonly on: string;
    readonly firstYear: number;
    readonly lastYear: number;
    readonly cost: number;
    readonly costWords: string;
    readonly gain: number;
    readonly gainWords: string;
    readonly outcome: TradeOffOutcome;
    readonly words: string;
  }[];
  readonly principle: {
    readonly by: string;
    readonly on: string;
    readonly weighing: BenefitWeighing;
    readonly isGivenAndTaken: boolean;
  };
}

export const benefitsText = readFileSync(new URL('fler-unga-i-arbete/benefits.json', import.meta.url), 'utf8');
const example = JSON.parse(benefitsText) as ExampleBenefits;

/** What the invented parties expect of it and have received, each in its own name; and what one estimates of another. */
export async function loadBenefits(
  database: Database<User>,
  cast: Cast,
  organisations: Keyed,
  seats: Keyed,
): Promise<void> {
  const { leader, as, goals, parties, collaborationId } = cast;
  const { principle } = example;
  await database.write(as(principle.by), morningOf(principle.on), (tx) =>
    setBenefitPrinciple(
      tx,
      collaborationId,
      { weighing: principle.weighing, is_given_and_taken: principle.isGivenAndTaken, words: '', source_note: '' },
      0,
    ),
  );
  const sayingOf = (by: string | undefined, party: string | undefined, on: string): Saying => {
    if (by) return { organisationId: as(by).organisation };
    const entered = { partyId: need(parties, party ?? ''), channel: 'email' as const, statedOn: on };
    return { organisationId: need(organisations, party ?? ''), entered };
  };
  for (const one of example.benefits) {
    const receivingParty = parties.get(one.receiver) ?? null;
    const id = await database.write(
      one.writtenBy ? as(one.writtenBy) : leader,
      morningOf(one.writtenOn),
      async (tx) => {
        const activity = (await tx.all(listActivities(collaborationId))).find(({ title }) => title === one.activity);
        if (one.activity && !activity) throw new Error(`there is no activity ${one.activity}`);
        return await registerBenefit(tx, collaborationId, sayingOf(one.writtenBy, one.party, one.writtenOn), {
          ...nothingSaid,
          title: one.title,
          description: one.description,
          kind: one.kind,
          receiver: receivingParty ? 'party' : one.receiver === 'targetGroup' ? 'targetGroup' : 'society',
          receiver_party_id: receivingParty,
          receiver_words: one.receiverWords ?? '',
          measure: one.measure,
          unit: one.unit ?? '',
          realiser_party_id: one.realiser ? need(parties, one.realiser) : null,
          seat_id: one.seat ? need(seats, one.seat) : null,
          due_on: one.due ?? null,
          goal_id: one.goal ? need(goals, one.goal) : null,
          activity_id: activity?.id ?? null,
        });
      },
    );
    const perOne = one.kind === 'economic' ? 100 : 1;
    const amount = (number: number | null) => (number === null ? null : String(number * perOne));
    for (const said of one.figures) {
      await database.write(said.by ? as(said.by) : leader, morningOf(said.on), async (tx) => {
        const found = async () => {
          const row = (await tx.all(listBenefits(collaborationId))).find((benefit) => benefit.id === id);
          if (!row) throw new Error(`${one.key} is not seen`);
          return row;
        };
        const { sees } = said;
        if (sees) {
          const row = (await tx.all(listEstimates(collaborationId))).find(
            (estimate) => estimate.benefit_id === id && estimate.organisation_id === as(sees).organisation,
          );
          const before = await found();
          await seeBenefit(tx, collaborationId, before, before.version, row && { row, version: row.version });
        }
        await sayFigures(tx, collaborationId, await found(), sayingOf(said.by, said.party, said.on), {
          years: said.years.map(([year]) => year),
          expected: said.years.map(([, expected]) => amount(expected)),
          realised: said.years.map(([, , realised]) => amount(realised)),
          reckoning: said.reckoning,
        });
      });
    }
  }
  for (const one of example.tradeOffs) {
    const by = as(one.by);
    const key = [...organisations].find(([, id]) => id === by.organisation)?.[0] ?? '';
    await database.write(by, morningOf(one.on), (tx) =>
      weighTradeOff(
        tx,
        collaborationId,
        need(parties, key),
        {
          first_year: one.firstYear,
          last_year: one.lastYear,
          cost: String(one.cost * 100),
          cost_words: one.costWords,
          gain: String(one.gain * 100),
          gain_words: one.gainWords,
          outcome: one.outcome,
          words: one.words,
          weighed_on: one.on,
        },
        0,
      ),
    );
  }
}

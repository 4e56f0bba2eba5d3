import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { byYear, type Figures } from './benefit.ts';
import type { BenefitRow, EstimateRow, TradeOffRow } from './queries.ts';
import { enteredBy, noteWhose, recordFor, type Saying } from './registering.ts';

export interface EstimateFacts extends Figures {
  readonly reckoning: string;
}

const say = statement<
  { id: string; is_visible: boolean },
  [
    collaboration: string,
    id: string,
    organisation: string,
    benefit: string,
    party: string | null,
    enteredBy: string | null,
    years: readonly number[],
    expected: readonly (string | null)[],
    realised: readonly (string | null)[],
    reckoning: string,
    at: Date,
    by: string,
    version: number,
  ]
>(`
  insert into benefit_estimate (collaboration_id, id, organisation_id, benefit_id, party_id, entered_by_organisation_id, years,
    expected, realised, reckoning, created_at, created_by, changed_at)
  values ($1, $2, $3, $4, $5::uuid, $6::uuid, $7::integer[], $8::bigint[], $9::bigint[], $10, $11, $12, $11)
  on conflict (collaboration_id, benefit_id, organisation_id) do update set years = excluded.years,
    expected = excluded.expected, realised = excluded.realised, reckoning = excluded.reckoning, own_words = '',
    entered_by_organisation_id = excluded.entered_by_organisation_id, withdrawn_at = null, changed_at = excluded.changed_at,
    version = benefit_estimate.version + 1
  where benefit_estimate.version = $13::integer or (benefit_estimate.withdrawn_at is not null and $13::integer = 0)
  returning id, visible_at is not null as is_visible`);
const takeBack = statement<{ is_visible: boolean }, [collaboration: string, id: string, version: number, at: Date]>(`
  update benefit_estimate set withdrawn_at = $4, changed_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null
  returning visible_at is not null as is_visible`);

const told = (benefit: BenefitRow, facts: EstimateFacts) => ({
  title: benefit.title,
  figures: byYear(facts)
    .map(({ year, expected, realised }) => {
      const say = (amount: bigint | null) =>
        amount === null ? '–' : benefit.kind === 'economic' ? String(Number(amount) / 100) : String(amount);
      return `${year}: ${say(expected)} / ${say(realised)}`;
    })
    .join('; '),
  reckoning: facts.reckoning,
});

/**
 * What an organisation says that a benefit is and has been worth. Of its own it stands for all at once; of another's it is
 * seen by the two until the party has seen it, and anew when it is changed.
 */
export async function sayFigures(
  tx: Tx,
  collaborationId: string,
  benefit: BenefitRow,
  saying: Saying,
  facts: EstimateFacts,
  before?: { readonly row: EstimateRow; readonly version: number },
): Promise<string> {
  const done = await tx.find(
    say(
      collaborationId,
      newId(tx.now),
      saying.organisationId,
      benefit.id,
      benefit.party_id,
      enteredBy(tx, saying),
      facts.years,
      facts.expected,
      facts.realised,
      facts.reckoning,
      tx.now,
      tx.user.person_id ?? '',
      before?.version ?? 0,
    ),
  );
  if (!done) throw conflict('changed');
  noteWhose(tx, collaborationId, { type: 'benefitEstimate', id: done.id, summary: benefit.title }, saying);
  const shown = { is_visible: benefit.is_visible && done.is_visible, concerned: benefit.concerned };
  recordFor(tx, collaborationId, shown, {
    verb: before ? 'benefitEstimate.changed' : 'benefitEstimate.made',
    subjectType: 'benefitEstimate',
    subjectId: done.id,
    ...(before?.row.is_visible ? { before: told(benefit, before.row) } : {}),
    after: told(benefit, facts),
  });
  return done.id;
}

export async function takeBackFigures(
  tx: Tx,
  collaborationId: string,
  benefit: BenefitRow,
  estimate: EstimateRow,
  version: number,
): Promise<void> {
  const done = await tx.find(takeBack(collaborationId, estimate.id, version, tx.now));
  if (!done) throw conflict('changed');
  const shown = { is_visible: benefit.is_visible && done.is_visible, concerned: benefit.concerned };
  recordFor(tx, collaborationId, shown, {
    verb: 'benefitEstimate.takenBack',
    subjectType: 'benefitEstimate',
    subjectId: estimate.id,
    after: { title: benefit.title },
  });
}

export type TradeOffFacts = Omit<TradeOffRow, 'id' | 'version'>;

const weigh = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    organisation: string,
    party: string,
    facts: string,
    at: Date,
    by: string,
    version: number,
  ]
>(`
  insert into trade_off (collaboration_id, id, organisation_id, party_id, first_year, last_year, cost, cost_words, gain,
    gain_words, outcome, words, weighed_on, created_at, created_by)
  select $1::uuid, $2, $3, $4, f.first_year, f.last_year, f.cost, f.cost_words, f.gain, f.gain_words, f.outcome, f.words,
    f.weighed_on, $6, $7
  from jsonb_to_record($5::jsonb) as f(first_year integer, last_year integer, cost bigint, cost_words text, gain bigint,
    gain_words text, outcome text, words text, weighed_on date)
  on conflict (collaboration_id, organisation_id) do update set first_year = excluded.first_year,
    last_year = excluded.last_year, cost = excluded.cost, cost_words = excluded.cost_words, gain = excluded.gain,
    gain_words = excluded.gain_words, outcome = excluded.outcome, words = excluded.words, weighed_on = excluded.weighed_on,
    version = trade_off.version + 1
  where trade_off.version = $8::integer
  returning id`);

/**
 * What the party pays against what it gains. It stands in the organisation's own chain, which tells that it was weighed and
 * not what was said.
 */
export async function weighTradeOff(
  tx: Tx,
  collaborationId: string,
  partyId: string,
  facts: TradeOffFacts,
  version: number,
): Promise<void> {
  const done = await tx.find(
    weigh(
      collaborationId,
      newId(tx.now),
      tx.user.organisation_id ?? '',
      partyId,
      JSON.stringify(facts),
      tx.now,
      tx.user.person_id ?? '',
      version,
    ),
  );
  if (!done) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'tradeOff.weighed',
    subjectType: 'tradeOff',
    subjectId: done.id,
    collaborationId: null,
    after: { collaborationId, weighedOn: facts.weighed_on },
  });
}

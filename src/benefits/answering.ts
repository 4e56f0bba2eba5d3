import type { Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import type { BenefitRow, EstimateRow } from './queries.ts';
import { recordFor } from './registering.ts';

interface Shown {
  readonly is_visible: boolean;
  readonly concerned: readonly string[];
}

const see = statement<Shown, [collaboration: string, id: string, version: number, organisation: string, at: Date]>(`
  update benefit set seen_by = case when $4::uuid = any(seen_by) then seen_by else seen_by || $4::uuid end, changed_at = $5,
    version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null
  returning visible_at is not null as is_visible, concerned`);
const seeFigures = statement<{ id: string }, [collaboration: string, id: string, version: number, at: Date]>(`
  update benefit_estimate set visible_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and visible_at is null and withdrawn_at is null returning id`);
const answer = statement<
  Shown,
  [
    collaboration: string,
    id: string,
    version: number,
    organisation: string,
    answer: string,
    seat: string | null,
    at: Date,
  ]
>(`
  update benefit set seen_by = case when $4::uuid = any(seen_by) then seen_by else seen_by || $4::uuid end,
    realiser_answer = $5, seat_id = $6::uuid, changed_at = $7, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null
  returning visible_at is not null as is_visible, concerned`);

/**
 * The party has seen what another has written of it, in the form that it read: the benefit, and what the other estimates.
 * From then on all see it, still as what the other has estimated.
 */
export async function seeBenefit(
  tx: Tx,
  collaborationId: string,
  before: BenefitRow,
  version: number,
  estimate?: { readonly row: EstimateRow; readonly version: number },
): Promise<void> {
  const shown = await tx.find(see(collaborationId, before.id, version, tx.user.organisation_id ?? '', tx.now));
  if (!shown) throw conflict('changed');
  if (estimate) {
    const seen = await tx.find(seeFigures(collaborationId, estimate.row.id, estimate.version, tx.now));
    if (!seen) throw conflict('changed');
  }
  recordFor(tx, collaborationId, shown, {
    verb: 'benefit.seen',
    subjectType: 'benefit',
    subjectId: before.id,
    after: { title: before.title, by: estimate?.row.organisation_name ?? before.organisation_name },
  });
}

/** Whether the party that is named sees to it that the benefit is received: its own to say, and declining is an answer. */
export async function answerRealising(
  tx: Tx,
  collaborationId: string,
  before: BenefitRow,
  version: number,
  answered: { readonly answer: 'takes' | 'declines'; readonly seatId: string | null },
): Promise<void> {
  const shown = await tx.find(
    answer(
      collaborationId,
      before.id,
      version,
      tx.user.organisation_id ?? '',
      answered.answer,
      answered.answer === 'takes' ? answered.seatId : null,
      tx.now,
    ),
  );
  if (!shown) throw conflict('changed');
  recordFor(tx, collaborationId, shown, {
    verb: answered.answer === 'takes' ? 'benefit.realiserTakes' : 'benefit.realiserDeclines',
    subjectType: 'benefit',
    subjectId: before.id,
    after: { title: before.title },
  });
}

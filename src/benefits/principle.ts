import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { BenefitWeighing } from './benefit.ts';
import type { PrincipleRow } from './queries.ts';

export type PrincipleFacts = Omit<PrincipleRow, 'id' | 'version'>;

const set = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    organisation: string,
    weighing: BenefitWeighing | null,
    isGivenAndTaken: boolean | null,
    words: string,
    sourceNote: string,
    at: Date,
    by: string,
    version: number,
  ]
>(`
  insert into benefit_principle (collaboration_id, id, organisation_id, weighing, is_given_and_taken, words, source_note,
    created_at, created_by)
  values ($1, $2, $3, $4, $5::boolean, $6, $7, $8, $9)
  on conflict (collaboration_id) where withdrawn_at is null do update set weighing = excluded.weighing,
    is_given_and_taken = excluded.is_given_and_taken, words = excluded.words, source_note = excluded.source_note,
    version = benefit_principle.version + 1
  where benefit_principle.version = $10::integer
  returning id`);

/** How the collaboration has agreed to weigh benefits. Refuses with conflict when it has been changed meanwhile. */
export async function setBenefitPrinciple(
  tx: Tx,
  collaborationId: string,
  facts: PrincipleFacts,
  version: number,
): Promise<void> {
  const done = await tx.find(
    set(
      collaborationId,
      newId(tx.now),
      tx.user.organisation_id ?? '',
      facts.weighing,
      facts.is_given_and_taken,
      facts.words,
      facts.source_note,
      tx.now,
      tx.user.person_id ?? '',
      version,
    ),
  );
  if (!done) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'benefitPrinciple.set',
    subjectType: 'benefitPrinciple',
    subjectId: done.id,
    collaborationId,
    after: { weighing: facts.weighing, words: facts.words },
  });
}

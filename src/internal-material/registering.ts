import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import type { RegistrationRow } from './queries.ts';

const answer = statement<
  { id: string },
  [collaboration: string, id: string, version: number, number: string, because: string, at: Date, by: string]
>(`
  update registration_task set registration_number = $4, not_needed_because = $5, answered_at = $6, answered_by = $7,
    version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 returning id`);

/** Says under which number something received is registered, or why it need not be (OSL 5 kap. 1 §). The receiver's alone. */
export async function registerReceived(
  tx: Tx,
  collaborationId: string,
  task: RegistrationRow,
  version: number,
  said: { readonly registrationNumber: string; readonly notNeededBecause: string },
): Promise<void> {
  if (task.organisation_id !== tx.user.organisation_id) throw notFound();
  const { registrationNumber, notNeededBecause } = said;
  const saved = await tx.find(
    answer(collaborationId, task.id, version, registrationNumber, notNeededBecause, tx.now, tx.user.person_id),
  );
  if (!saved) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: registrationNumber ? 'registrationTask.registered' : 'registrationTask.notNeeded',
    subjectType: 'registrationTask',
    subjectId: task.id,
    collaborationId: null,
    before: { registrationNumber: task.registration_number, notNeededBecause: task.not_needed_because },
    after: { collaborationId, ...said },
  });
}

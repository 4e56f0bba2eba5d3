import type { Markable, MarkableRow } from '../collaborations/index.ts';
import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { newId } from '../platform/id.ts';
import { isOpenToReader } from '../secrecy/index.ts';

export interface OwnExplanationRow {
  readonly id: string;
  readonly goal_id: string;
  readonly party_id: string;
  readonly organisation_id: string;
  readonly party_name: string;
  readonly text: string;
  readonly source_note: string;
}

/** What parties themselves have named as causes of a goal’s change, each with where it is said. */
export const listOwnExplanations = statement<OwnExplanationRow, [collaboration: string]>(`
  select e.id, e.goal_id, e.party_id, o.id as organisation_id, o.name as party_name, e.text, e.source_note
  from own_explanation e
  join party p on p.collaboration_id = e.collaboration_id and p.id = e.party_id
  join organisation o on o.id = p.organisation_id
  where e.collaboration_id = $1 and e.withdrawn_at is null and ${isOpenToReader('e')} order by e.created_at, e.id`);

const findMarkable = statement<MarkableRow, [collaboration: string, id: string]>(`
  select e.id, p.organisation_id, e.text as words, 'goals/' || e.goal_id as path
  from own_explanation e
  join party p on p.collaboration_id = e.collaboration_id and p.id = e.party_id
  where e.collaboration_id = $1 and e.id = $2 and e.withdrawn_at is null and ${isOpenToReader('e')}`);
export const markableExplanation: Markable = {
  subjectType: 'ownExplanation',
  isInternal: false,
  find: (collaborationId, id) => findMarkable(collaborationId, id),
};

const insertOwnExplanation = statement<
  unknown,
  [string, string, goal: string, party: string, text: string, source: string, at: Date, by: string]
>(`
  insert into own_explanation (collaboration_id, id, goal_id, party_id, text, source_note, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`);

export interface OwnExplanation {
  readonly goalId: string;
  readonly partyId: string;
  readonly text: string;
  /** Where the party has said so. */
  readonly sourceNote: string;
}

/** Notes how a party itself has explained a change, in words of ours and with the source. */
export function noteOwnExplanation(tx: Tx, collaborationId: string, noted: OwnExplanation): string {
  const id = newId(tx.now);
  tx.send(
    insertOwnExplanation(
      collaborationId,
      id,
      noted.goalId,
      noted.partyId,
      noted.text,
      noted.sourceNote,
      tx.now,
      tx.user.person_id,
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: 'ownExplanation.noted',
    subjectType: 'ownExplanation',
    subjectId: id,
    collaborationId,
    after: noted,
  });
  return id;
}

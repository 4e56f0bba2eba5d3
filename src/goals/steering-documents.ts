import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { newId } from '../platform/id.ts';

export type SteeringDocumentKind = 'politicalDirectionDocument' | 'regionalDevelopmentStrategy' | 'vision';
/** How the joint goals stand to it. */
export type SteeringRelation = 'takenFrom' | 'buildsOn' | 'inLineWith';
export type SteeringRhythm = 'yearly';
/** What of a party’s own steering the document goes into. */
export type Fed = 'planning' | 'budget';

export interface SteeringDocumentRow {
  readonly id: string;
  readonly title: string;
  readonly kind: SteeringDocumentKind | null;
  readonly relation: SteeringRelation | null;
  readonly owner_party_id: string | null;
  readonly owner_name: string | null;
  readonly rhythm: SteeringRhythm | null;
  readonly feeds: readonly Fed[];
  readonly has_joint_goals: boolean | null;
  /** The heads that it has of its own. */
  readonly perspectives: readonly string[];
  readonly development_areas: readonly string[];
  readonly source_note: string;
}

/** The documents that goals of the collaboration come from or go to. */
export const listSteeringDocuments = statement<SteeringDocumentRow, [collaboration: string]>(`
  select d.id, d.title, d.kind, d.relation, d.owner_party_id, o.name as owner_name, d.rhythm, d.feeds,
    d.has_joint_goals, d.perspectives, d.development_areas, d.source_note
  from steering_document d
  left join party p on p.collaboration_id = d.collaboration_id and p.id = d.owner_party_id
  left join organisation o on o.id = p.organisation_id
  where d.collaboration_id = $1 and d.withdrawn_at is null order by d.created_at, d.id`);

const insertSteeringDocument = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    title: string,
    kind: SteeringDocumentKind | null,
    relation: SteeringRelation | null,
    owner: string | null,
    rhythm: SteeringRhythm | null,
    feeds: readonly Fed[],
    containsJointGoals: boolean | null,
    sourceNote: string,
    at: Date,
    by: string,
    perspectives: readonly string[],
    developmentAreas: readonly string[],
  ]
>(`
  insert into steering_document (collaboration_id, id, title, kind, relation, owner_party_id, rhythm, feeds,
    has_joint_goals, source_note, created_at, created_by, perspectives, development_areas)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`);

type Heads = 'perspectives' | 'development_areas';
export type SteeringDocumentFacts = Omit<SteeringDocumentRow, 'id' | 'owner_name' | Heads> &
  Partial<Pick<SteeringDocumentRow, Heads>>;

/** Notes a document that steers the collaboration, with the source that tells of it. */
export function noteSteeringDocument(tx: Tx, collaborationId: string, facts: SteeringDocumentFacts): string {
  const id = newId(tx.now);
  tx.send(
    insertSteeringDocument(
      collaborationId,
      id,
      facts.title,
      facts.kind,
      facts.relation,
      facts.owner_party_id,
      facts.rhythm,
      facts.feeds,
      facts.has_joint_goals,
      facts.source_note,
      tx.now,
      tx.user.person_id,
      facts.perspectives ?? [],
      facts.development_areas ?? [],
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: 'steeringDocument.noted',
    subjectType: 'steeringDocument',
    subjectId: id,
    collaborationId,
    after: facts,
  });
  return id;
}

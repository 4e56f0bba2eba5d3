import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';

export const goesOnChoices = ['continues', 'changes', 'leaves'] as const;
export type GoesOn = (typeof goesOnChoices)[number];

export interface ReviewFacts {
  readonly done: string;
  readonly gave: string;
  readonly changes: string;
  readonly course: GoesOn | null;
}
export interface ReviewRow extends ReviewFacts {
  readonly id: string;
  readonly party_id: string;
  readonly year: number;
  readonly version: number;
}

/** The own party's reviews, newest first: nobody reads another's. */
export const listReviews = statement<ReviewRow, [collaboration: string]>(`
  select id, party_id, year, done, gave, changes, course, version
  from yearly_review where collaboration_id = $1 and withdrawn_at is null order by year desc`);

export interface OutcomeFacts {
  readonly course: GoesOn;
  readonly words: string;
  /** Empty: the party's representative. */
  readonly decided_by: string;
  readonly paragraph: string;
  readonly decided_on: string;
}
export interface OutcomeRow extends OutcomeFacts {
  readonly id: string;
  readonly party_id: string;
  readonly party_name: string;
  readonly year: number;
}

/** What the parties have shared of their reviews: of each year the latest. */
export const listOutcomes = statement<OutcomeRow, [collaboration: string]>(`
  select latest.id, latest.party_id, latest.party_name, latest.year, latest.course, latest.words, latest.decided_by,
    latest.paragraph, latest.decided_on
  from (
    select distinct on (r.party_id, r.year) r.id, r.party_id, o.name as party_name, r.year, r.course, r.words, r.decided_by,
      r.paragraph, r.decided_on::text as decided_on
    from yearly_review_outcome r join organisation o on o.id = r.organisation_id
    where r.collaboration_id = $1 order by r.party_id, r.year, r.created_at desc, r.id desc) latest
  order by latest.year desc, latest.party_name collate "sv-x-icu"`);

const insertReview = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    organisation: string,
    party: string,
    year: number,
    done: string,
    gave: string,
    changes: string,
    goesOn: GoesOn | null,
    at: Date,
    by: string | null,
  ]
>(`
  insert into yearly_review (collaboration_id, id, organisation_id, party_id, year, done, gave, changes, course, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  on conflict (collaboration_id, party_id, year) do nothing returning id`);
const updateReview = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    version: number,
    done: string,
    gave: string,
    changes: string,
    goesOn: GoesOn | null,
  ]
>(`
  update yearly_review set done = $4, gave = $5, changes = $6, course = $7, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);

const told = ({ done, gave, changes, course: goesOn }: ReviewFacts) => ({ done, gave, changes, goesOn });

/** A party's own review of a year: read by it alone, and told in its own chain. */
export async function reviewYearOf(
  tx: Tx,
  collaborationId: string,
  party: { readonly id: string; readonly organisation_id: string },
  year: number,
  facts: ReviewFacts,
  change: { readonly before: ReviewRow | undefined; readonly version: number },
): Promise<string> {
  const { before } = change;
  const { done, gave, changes, course: goesOn } = facts;
  const id = before?.id ?? newId(tx.now);
  const saved = before
    ? await tx.find(updateReview(collaborationId, id, change.version, done, gave, changes, goesOn))
    : await tx.find(
        insertReview(
          collaborationId,
          id,
          party.organisation_id,
          party.id,
          year,
          done,
          gave,
          changes,
          goesOn,
          tx.now,
          tx.user.person_id,
        ),
      );
  if (!saved) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'yearlyReview.written',
    subjectType: 'yearlyReview',
    subjectId: id,
    collaborationId: null,
    ...(before ? { before: told(before) } : {}),
    after: { year, ...told(facts) },
  });
  return id;
}

const insertOutcome = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    review: string,
    party: string,
    year: number,
    goesOn: GoesOn,
    words: string,
    decidedBy: string,
    paragraph: string,
    decidedOn: string,
    at: Date,
    by: string | null,
  ]
>(`
  insert into yearly_review_outcome (collaboration_id, id, organisation_id, yearly_review_id, party_id, year, course, words,
    decided_by, paragraph, decided_on, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::date, $12, $13)`);

/** What came of it, for all in the collaboration, once the party has decided. What was written before it stays its own. */
export function shareOutcome(
  tx: Tx,
  collaborationId: string,
  organisationId: string,
  review: Pick<ReviewRow, 'id' | 'party_id' | 'year'>,
  facts: OutcomeFacts,
): string {
  const id = newId(tx.now);
  tx.send(
    insertOutcome(
      collaborationId,
      id,
      organisationId,
      review.id,
      review.party_id,
      review.year,
      facts.course,
      facts.words,
      facts.decided_by,
      facts.paragraph,
      facts.decided_on,
      tx.now,
      tx.user.person_id,
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: 'yearlyReview.outcomeShared',
    subjectType: 'yearlyReview',
    subjectId: review.id,
    collaborationId,
    after: {
      year: review.year,
      goesOn: facts.course,
      words: facts.words,
      decidedBy: facts.decided_by,
      decidedOn: facts.decided_on,
      paragraph: facts.paragraph,
    },
  });
  return id;
}

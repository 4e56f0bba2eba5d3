import { noteEntered, noteOwnWords } from '../collaborations/index.ts';
import { author, type Tx } from '../identity/index.ts';
import { type Bound, statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { type CardFacts, type DecisionRightFacts, type DialogueFacts, emptyCard, type GroundFacts } from './mandate.ts';
import type { CardRow } from './queries.ts';

type Values = [
  collaboration: string,
  id: string,
  scope: string,
  limits: string,
  assignment: string | null,
  assignmentWhy: string,
  representative: string,
  conflictOfInterest: string,
  procurement: string,
  stateAid: string,
  insight: string,
  enteredBy: string | null,
  at: Date,
];
const insertCard = statement<{ id: string }, [...Values, organisation: string, party: string, by: string]>(`
  insert into mandate_card (collaboration_id, id, scope, limits, government_assignment, government_assignment_why,
    representative_mandate, conflict_of_interest, procurement, state_aid, insight, entered_by_organisation_id, written_at,
    created_at, organisation_id, party_id, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14, $15, $16)
  on conflict (collaboration_id, party_id) do nothing returning id`);
const updateCard = statement<{ id: string }, [...Values, version: number]>(`
  update mandate_card set scope = $3, limits = $4, government_assignment = $5, government_assignment_why = $6,
    representative_mandate = $7, conflict_of_interest = $8, procurement = $9, state_aid = $10, insight = $11,
    entered_by_organisation_id = $12, written_at = $13, own_words = '', version = version + 1
  where collaboration_id = $1 and id = $2 and version = $14 returning id`);

const upsertGround = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    card: string,
    place: number,
    at: Date,
    kind: string,
    reference: string,
    text: string,
  ]
>(`
  insert into mandate_ground (collaboration_id, id, organisation_id, card_id, place, created_at, kind, reference, text)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (collaboration_id, id) do update set place = excluded.place, kind = excluded.kind,
    reference = excluded.reference, text = excluded.text`);
const withdrawGrounds = statement<unknown, [collaboration: string, card: string, kept: readonly string[], at: Date]>(`
  update mandate_ground set withdrawn_at = $4
  where collaboration_id = $1 and card_id = $2 and withdrawn_at is null and id <> all($3::uuid[])`);

const upsertDecisionRight = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    card: string,
    place: number,
    at: Date,
    subject: string,
    decidedBy: string,
    level: string | null,
    upTo: number | null,
  ]
>(`
  insert into decision_right (collaboration_id, id, organisation_id, card_id, place, created_at, subject, decided_by, level,
    up_to_amount)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  on conflict (collaboration_id, id) do update set place = excluded.place, subject = excluded.subject,
    decided_by = excluded.decided_by, level = excluded.level, up_to_amount = excluded.up_to_amount`);
const withdrawDecisionRights = statement<
  unknown,
  [collaboration: string, card: string, kept: readonly string[], at: Date]
>(`
  update decision_right set withdrawn_at = $4
  where collaboration_id = $1 and card_id = $2 and withdrawn_at is null and id <> all($3::uuid[])`);

const upsertDialogue = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    card: string,
    place: number,
    at: Date,
    principal: string,
    heldOn: string,
    outcome: string,
  ]
>(`
  insert into principal_dialogue (collaboration_id, id, organisation_id, card_id, place, created_at, principal, held_on,
    outcome)
  values ($1, $2, $3, $4, $5, $6, $7, $8::date, $9)
  on conflict (collaboration_id, id) do update set place = excluded.place, principal = excluded.principal,
    held_on = excluded.held_on, outcome = excluded.outcome`);
const withdrawDialogues = statement<unknown, [collaboration: string, card: string, kept: readonly string[], at: Date]>(`
  update principal_dialogue set withdrawn_at = $4
  where collaboration_id = $1 and card_id = $2 and withdrawn_at is null and id <> all($3::uuid[])`);

const correctCard = statement<{ id: string }, [collaboration: string, id: string, words: string, at: Date]>(`
  update mandate_card set own_words = $3, written_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 returning id`);
const correctAnswer = statement<{ id: string }, [collaboration: string, id: string, words: string, at: Date]>(`
  update mandate_answer set note = $3, answered_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 returning id`);

/** One writing of a party's card: whose it is, what stood before, and how the party said it where it did not write itself. */
export interface Writing {
  readonly partyId: string;
  readonly organisationId: string;
  /** Undefined before anything has been written. */
  readonly before: CardRow | undefined;
  /** The version that the writer read; 0 where there was none. */
  readonly version: number;
  readonly entered?: Pick<Parameters<typeof noteEntered>[2], 'channel' | 'statedOn'> | undefined;
}

/** A row of a card as it was posted: with the id that it has, if any. */
export type Listed<Facts> = Facts & { readonly id: string | null };

/** Writes the card itself, and answers its id. Refuses with conflict when somebody has written it since it was read. */
async function keepCard(tx: Tx, collaborationId: string, writing: Writing, facts: CardFacts): Promise<string> {
  const { before, entered } = writing;
  const id = before?.id ?? newId(tx.now);
  const values: Values = [
    collaborationId,
    id,
    facts.scope,
    facts.limits,
    facts.government_assignment,
    facts.government_assignment_why,
    facts.representative_mandate,
    facts.conflict_of_interest,
    facts.procurement,
    facts.state_aid,
    facts.insight,
    entered ? tx.user.organisation_id : null,
    tx.now,
  ];
  const done = await tx.find(
    before
      ? updateCard(...values, writing.version)
      : insertCard(...values, writing.organisationId, writing.partyId, tx.user.person_id),
  );
  if (!done) throw conflict('changed');
  return id;
}

/** Says in the history what was written, and whose words they are. */
function tell(tx: Tx, collaborationId: string, id: string, writing: Writing, summary: string, after: object): void {
  if (writing.entered) {
    noteEntered(tx, collaborationId, {
      partyId: writing.partyId,
      subjectType: 'mandate',
      subjectId: id,
      summary,
      ...writing.entered,
    });
  } else if (writing.before) {
    noteOwnWords(tx, collaborationId, 'mandate', id);
  }
  tx.record({
    ...author(tx.user),
    verb: writing.before ? 'mandateCard.changed' : 'mandateCard.written',
    subjectType: 'mandateCard',
    subjectId: id,
    collaborationId,
    after: { partyId: writing.partyId, ...after },
  });
}

export async function writeCard(tx: Tx, collaborationId: string, writing: Writing, facts: CardFacts): Promise<string> {
  const id = await keepCard(tx, collaborationId, writing, facts);
  tell(tx, collaborationId, id, writing, [facts.scope, facts.limits].filter(Boolean).join('\n'), facts);
  return id;
}

interface Keeping<Facts> {
  upsert(id: string, card: string, place: number, facts: Facts): Bound<unknown>;
  withdraw(card: string, kept: readonly string[]): Bound<unknown>;
  inWords(facts: Facts): string;
}

/** Writes one of the card's lists as it is to stand: those that are gone from it are withdrawn. */
async function keepList<Facts>(
  tx: Tx,
  collaborationId: string,
  writing: Writing,
  name: string,
  list: readonly Listed<Facts>[],
  keeping: Keeping<Facts>,
): Promise<string> {
  const card = await keepCard(tx, collaborationId, writing, writing.before ?? emptyCard);
  const kept = list.map((facts) => ({ facts, id: facts.id ?? newId(tx.now) }));
  tx.send(
    keeping.withdraw(
      card,
      kept.map(({ id }) => id),
    ),
    ...kept.map(({ facts, id }, at) => keeping.upsert(id, card, at + 1, facts)),
  );
  const words = list.map((facts) => keeping.inWords(facts)).join('; ');
  tell(tx, collaborationId, card, writing, words, { [name]: words });
  return card;
}

export const writeGrounds = (tx: Tx, collaborationId: string, writing: Writing, list: readonly Listed<GroundFacts>[]) =>
  keepList(tx, collaborationId, writing, 'grounds', list, {
    upsert: (id, card, place, { kind, reference, text }) =>
      upsertGround(collaborationId, id, writing.organisationId, card, place, tx.now, kind, reference, text),
    withdraw: (card, kept) => withdrawGrounds(collaborationId, card, kept, tx.now),
    inWords: ({ reference, text }) => [reference, text].filter(Boolean).join(': '),
  });

export const writeDecisionRights = (
  tx: Tx,
  collaborationId: string,
  writing: Writing,
  list: readonly Listed<DecisionRightFacts>[],
) =>
  keepList(tx, collaborationId, writing, 'decisionRights', list, {
    upsert: (id, card, place, { subject, decided_by, level, up_to_amount }) =>
      upsertDecisionRight(
        collaborationId,
        id,
        writing.organisationId,
        card,
        place,
        tx.now,
        subject,
        decided_by,
        level,
        up_to_amount,
      ),
    withdraw: (card, kept) => withdrawDecisionRights(collaborationId, card, kept, tx.now),
    inWords: ({ subject, decided_by }) => `${subject}: ${decided_by}`,
  });

export const writeDialogues = (
  tx: Tx,
  collaborationId: string,
  writing: Writing,
  list: readonly Listed<DialogueFacts>[],
) =>
  keepList(tx, collaborationId, writing, 'dialogues', list, {
    upsert: (id, card, place, { principal, held_on, outcome }) =>
      upsertDialogue(collaborationId, id, writing.organisationId, card, place, tx.now, principal, held_on, outcome),
    withdraw: (card, kept) => withdrawDialogues(collaborationId, card, kept, tx.now),
    inWords: ({ principal, held_on, outcome }) => `${principal} ${held_on}: ${outcome}`,
  });

/** A party that does not sign in has put its own words beside what was entered on its card, or in place of its answer's. */
export async function correctMandate(tx: Tx, collaborationId: string, id: string, words: string): Promise<void> {
  const isCard = await tx.find(correctCard(collaborationId, id, words, tx.now));
  if (!isCard) await tx.one(correctAnswer(collaborationId, id, words, tx.now));
}

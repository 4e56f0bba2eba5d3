import { noteEntered, noteOwnWords } from '../collaborations/index.ts';
import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { AnswerFacts } from './mandate-map.ts';
import type { AnswerRow } from './queries.ts';

type Values = [
  collaboration: string,
  id: string,
  need: string,
  note: string,
  instance: string,
  expectedOn: string | null,
  alternatives: string,
  noAlternativesBecause: string,
  interpretation: string | null,
  interpretationNumber: number | null,
  at: Date,
  by: string | null,
];
const insertAnswer = statement<{ id: string }, [...Values, organisation: string, matter: string, party: string]>(`
  insert into mandate_answer (collaboration_id, id, need, note, instance, expected_on, alternatives, no_alternatives_because,
    interpretation_id, interpretation_number, answered_at, answered_by, organisation_id, matter_id, party_id)
  values ($1, $2, $3, $4, $5, $6::date, $7, $8, $9, $10, $11, $12, $13, $14, $15)
  on conflict (collaboration_id, matter_id, party_id) do nothing returning id`);
const updateAnswer = statement<{ id: string }, [...Values, version: number]>(`
  update mandate_answer set need = $3, note = $4, instance = $5, expected_on = $6::date, alternatives = $7,
    no_alternatives_because = $8, interpretation_id = $9, interpretation_number = $10, answered_at = $11, answered_by = $12,
    version = version + 1
  where collaboration_id = $1 and id = $2 and version = $13 returning id`);

export interface Answering {
  readonly matterId: string;
  readonly partyId: string;
  readonly organisationId: string;
  readonly facts: AnswerFacts;
  readonly before: AnswerRow | undefined;
  readonly version: number;
  /** How the party said it, when somebody else writes for it, and what it is called in words. */
  readonly entered?: Pick<Parameters<typeof noteEntered>[2], 'channel' | 'statedOn' | 'summary'> | undefined;
}

/** A party says what it needs before a matter can be done. Refuses with conflict when somebody has answered meanwhile. */
export async function answerMatter(tx: Tx, collaborationId: string, answering: Answering): Promise<string> {
  const { facts, before, entered, partyId, matterId } = answering;
  const id = before?.id ?? newId(tx.now);
  const values: Values = [
    collaborationId,
    id,
    facts.need,
    facts.note,
    facts.instance,
    facts.expected_on,
    facts.alternatives,
    facts.no_alternatives_because,
    facts.interpretation_id,
    facts.interpretation_number,
    tx.now,
    entered ? null : tx.user.person_id,
  ];
  const done = await tx.find(
    before
      ? updateAnswer(...values, answering.version)
      : insertAnswer(...values, answering.organisationId, matterId, partyId),
  );
  if (!done) throw conflict('changed');
  if (entered) noteEntered(tx, collaborationId, { partyId, subjectType: 'mandate', subjectId: id, ...entered });
  else if (before) noteOwnWords(tx, collaborationId, 'mandate', id);
  tx.record({
    ...author(tx.user),
    verb: before ? 'mandateAnswer.changed' : 'mandateAnswer.given',
    subjectType: 'mandateAnswer',
    subjectId: id,
    collaborationId,
    ...(before ? { before: { need: before.need, note: before.note } } : {}),
    after: { matterId, partyId, ...facts },
  });
  return id;
}

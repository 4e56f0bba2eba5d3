import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { type DecisionRuleRow, findOwnParty } from './queries.ts';

export type RuleFacts = Omit<DecisionRuleRow, 'id' | 'version' | 'place' | 'agreed_by' | 'refused_by'>;

const ruleRecord =
  'subject text, usual_subject text, group_id uuid, way text, effect text, basis text, if_not_agreed text';
const ruleColumns = 'subject, usual_subject, group_id, way, effect, basis, if_not_agreed';
const insertRule = statement<
  unknown,
  [collaboration: string, id: string, organisation: string, facts: string, at: Date, by: string]
>(`
  insert into decision_rule (collaboration_id, id, organisation_id, place, created_at, created_by, ${ruleColumns})
  select $1::uuid, $2, $3,
    (select coalesce(max(r.place), 0) + 1 from decision_rule r where r.collaboration_id = $1::uuid), $5, $6, ${ruleColumns}
  from jsonb_to_record($4::jsonb) as f(${ruleRecord})`);
const updateRule = statement<{ version: number }, [collaboration: string, id: string, version: number, facts: string]>(`
  update decision_rule set (${ruleColumns}, version) = (
    select ${ruleColumns}, $3::integer + 1 from jsonb_to_record($4::jsonb) as f(${ruleRecord}))
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
const withdrawRuleRow = statement<{ subject: string }, [collaboration: string, id: string, at: Date]>(`
  update decision_rule set withdrawn_at = $3 where collaboration_id = $1 and id = $2 and withdrawn_at is null
  returning subject`);
const saveConsent = statement<
  { version: number },
  [
    collaboration: string,
    rule: string,
    party: string,
    organisation: string,
    ruleVersion: number,
    answer: string,
    at: Date,
    by: string,
  ]
>(`
  insert into decision_rule_consent (collaboration_id, decision_rule_id, party_id, organisation_id, rule_version, answer,
    answered_at, answered_by)
  select $1, r.id, $3, $4, $5, $6, $7, $8 from decision_rule r
  where r.collaboration_id = $1 and r.id = $2 and r.version = $5 and r.way = 'majority' and r.withdrawn_at is null
  on conflict (collaboration_id, decision_rule_id, party_id) do update
  set rule_version = excluded.rule_version, answer = excluded.answer, answered_at = excluded.answered_at,
    answered_by = excluded.answered_by, version = decision_rule_consent.version + 1
  returning version`);

/** Who decides a subject, how, with what effect, and what happens when they do not agree. */
export function setRule(tx: Tx, collaborationId: string, facts: RuleFacts, id = newId(tx.now)): string {
  const { organisation_id: organisation, person_id: person } = tx.user;
  tx.send(insertRule(collaborationId, id, organisation ?? '', JSON.stringify(facts), tx.now, person));
  tx.record({
    ...author(tx.user),
    verb: 'rule.set',
    subjectType: 'decisionRule',
    subjectId: id,
    collaborationId,
    after: facts,
  });
  return id;
}

/** A changed rule is another rule: whoever had agreed to be bound by a majority is asked anew. */
export async function changeRule(
  tx: Tx,
  collaborationId: string,
  before: DecisionRuleRow,
  version: number,
  to: RuleFacts,
): Promise<void> {
  const changed = await tx.find(updateRule(collaborationId, before.id, version, JSON.stringify(to)));
  if (!changed) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'rule.changed',
    subjectType: 'decisionRule',
    subjectId: before.id,
    collaborationId,
    before,
    after: to,
  });
}

export async function withdrawRule(tx: Tx, collaborationId: string, ruleId: string): Promise<void> {
  const withdrawn = await tx.one(withdrawRuleRow(collaborationId, ruleId, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'rule.withdrawn',
    subjectType: 'decisionRule',
    subjectId: ruleId,
    collaborationId,
    before: withdrawn,
  });
}

export type ConsentAnswer = 'agrees' | 'doesNotAgree';

/** The acting organisation agrees to be bound by the majority, as the rule is worded in `version`, or does not. */
export async function answerMajority(
  tx: Tx,
  collaborationId: string,
  ruleId: string,
  version: number,
  answer: ConsentAnswer,
): Promise<void> {
  const party = await tx.find(findOwnParty(collaborationId));
  if (!party) throw notFound();
  const saved = await tx.find(
    saveConsent(collaborationId, ruleId, party.id, party.organisation_id, version, answer, tx.now, tx.user.person_id),
  );
  if (!saved) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'rule.majorityAnswered',
    subjectType: 'decisionRule',
    subjectId: ruleId,
    collaborationId,
    after: { partyId: party.id, answer, ruleVersion: version },
  });
}

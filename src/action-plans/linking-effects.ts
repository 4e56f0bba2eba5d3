import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { EffectStepRow } from './effect-queries.ts';
import type { EffectLinkRow, EffectStepKind } from './effects.ts';

export type EffectStepFacts = Pick<EffectStepRow, 'text' | 'seen_by'>;

const insertStep = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    kind: EffectStepKind,
    text: string,
    seenBy: string,
    at: Date,
    by: string,
  ]
>(`
  insert into effect_step (collaboration_id, id, organisation_id, kind, place, text, seen_by, created_at, created_by)
  values ($1, $2, $3, $4, (select coalesce(max(s.place), 0) + 1 from effect_step s where s.collaboration_id = $1), $5, $6, $7, $8)`);
const updateStep = statement<
  { id: string },
  [collaboration: string, id: string, version: number, text: string, seenBy: string]
>(`
  update effect_step set text = $4, seen_by = $5, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);
const takeStepAway = statement<{ id: string }, [collaboration: string, id: string, version: number, at: Date]>(`
  update effect_step set withdrawn_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);
const takeLinksOf = statement<unknown, [collaboration: string, step: string, at: Date]>(`
  update effect_link set withdrawn_at = $3, version = version + 1
  where collaboration_id = $1 and (output_id = $2 or outcome_id = $2) and withdrawn_at is null`);

const recordStep = (tx: Tx, collaborationId: string, verb: string, id: string, change: object): void =>
  tx.record({ ...author(tx.user), verb, subjectType: 'effectStep', subjectId: id, collaborationId, ...change });

/** An output, or an outcome: what is left when the activity is done, or what that changes. */
export function addEffectStep(tx: Tx, collaborationId: string, kind: EffectStepKind, facts: EffectStepFacts): string {
  const id = newId(tx.now);
  const { organisation_id: organisation, person_id: person } = tx.user;
  tx.send(insertStep(collaborationId, id, organisation ?? '', kind, facts.text, facts.seen_by, tx.now, person ?? ''));
  recordStep(tx, collaborationId, 'effectStep.added', id, {
    after: { kind, text: facts.text, seenBy: facts.seen_by },
  });
  return id;
}

/** Refuses with conflict when somebody has changed it since the page was opened. */
export async function changeEffectStep(
  tx: Tx,
  collaborationId: string,
  before: EffectStepRow,
  version: number,
  facts: EffectStepFacts,
): Promise<void> {
  const done = await tx.find(updateStep(collaborationId, before.id, version, facts.text, facts.seen_by));
  if (!done) throw conflict('changed');
  recordStep(tx, collaborationId, 'effectStep.changed', before.id, {
    before: { text: before.text, seenBy: before.seen_by },
    after: { text: facts.text, seenBy: facts.seen_by },
  });
}

/** Out of the chain, and its links with it. Refuses with conflict. */
export async function withdrawEffectStep(
  tx: Tx,
  collaborationId: string,
  before: EffectStepRow,
  version: number,
): Promise<void> {
  if (!(await tx.find(takeStepAway(collaborationId, before.id, version, tx.now)))) throw conflict('changed');
  tx.send(takeLinksOf(collaborationId, before.id, tx.now));
  recordStep(tx, collaborationId, 'effectStep.withdrawn', before.id, { before: { text: before.text } });
}

export type EffectLinkFacts = Omit<EffectLinkRow, 'id' | 'version'>;

const linkRecord = `activity_id uuid, output_id uuid, outcome_id uuid, goal_id uuid, because text, evidence_grade text,
    evidence_source text`;
const linkColumns = `activity_id, output_id, outcome_id, goal_id, because, evidence_grade, evidence_source`;
const insertLink = statement<
  { id: string },
  [collaboration: string, id: string, organisation: string, facts: string, at: Date, by: string]
>(`
  insert into effect_link (collaboration_id, id, organisation_id, created_at, created_by, ${linkColumns})
  select $1::uuid, $2, $3, $5, $6, ${linkColumns} from jsonb_to_record($4::jsonb) as f(${linkRecord})
  on conflict (collaboration_id, activity_id, output_id, outcome_id, goal_id) where withdrawn_at is null do nothing returning id`);
const updateLink = statement<
  { id: string },
  [collaboration: string, id: string, version: number, because: string, grade: string | null, source: string]
>(`
  update effect_link set because = $4, evidence_grade = $5, evidence_source = $6, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);
const takeLinkAway = statement<{ id: string }, [collaboration: string, id: string, version: number, at: Date]>(`
  update effect_link set withdrawn_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);

const recordLink = (tx: Tx, collaborationId: string, verb: string, id: string, change: object): void =>
  tx.record({ ...author(tx.user), verb, subjectType: 'effectLink', subjectId: id, collaborationId, ...change });
const toldOf = (facts: Pick<EffectLinkRow, 'because' | 'evidence_grade' | 'evidence_source'>) => ({
  because: facts.because,
  evidenceGrade: facts.evidence_grade,
  evidenceSource: facts.evidence_source,
});

/** That the one leads to the other, and why one thinks so. Refuses with conflict where they are linked already. */
export async function linkEffect(tx: Tx, collaborationId: string, facts: EffectLinkFacts): Promise<string> {
  const id = newId(tx.now);
  const { organisation_id: organisation, person_id: person } = tx.user;
  const done = await tx.find(
    insertLink(collaborationId, id, organisation ?? '', JSON.stringify(facts), tx.now, person ?? ''),
  );
  if (!done) throw conflict('changed');
  recordLink(tx, collaborationId, 'effectLink.added', id, { after: toldOf(facts) });
  return id;
}

/** Refuses with conflict when somebody has changed it since the page was opened. */
export async function changeEffectLink(
  tx: Tx,
  collaborationId: string,
  before: EffectLinkRow,
  version: number,
  facts: Pick<EffectLinkRow, 'because' | 'evidence_grade' | 'evidence_source'>,
): Promise<void> {
  const done = await tx.find(
    updateLink(collaborationId, before.id, version, facts.because, facts.evidence_grade, facts.evidence_source),
  );
  if (!done) throw conflict('changed');
  recordLink(tx, collaborationId, 'effectLink.changed', before.id, { before: toldOf(before), after: toldOf(facts) });
}

/** Refuses with conflict. */
export async function withdrawEffectLink(
  tx: Tx,
  collaborationId: string,
  before: EffectLinkRow,
  version: number,
): Promise<void> {
  if (!(await tx.find(takeLinkAway(collaborationId, before.id, version, tx.now)))) throw conflict('changed');
  recordLink(tx, collaborationId, 'effectLink.withdrawn', before.id, { before: { because: before.because } });
}

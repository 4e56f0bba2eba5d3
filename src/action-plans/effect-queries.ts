import { statement } from '../platform/database/statement.ts';
import type { EffectLinkRow, EffectStepKind } from './effects.ts';

export interface EffectStepRow {
  readonly id: string;
  readonly kind: EffectStepKind;
  readonly text: string;
  readonly seen_by: string;
  readonly version: number;
}

export const listEffectSteps = statement<EffectStepRow, [collaboration: string]>(`
  select s.id, s.kind, s.text, s.seen_by, s.version from effect_step s
  where s.collaboration_id = $1 and s.withdrawn_at is null order by s.place, s.id`);

/** The links whose both ends are still there. */
export const listEffectLinks = statement<EffectLinkRow, [collaboration: string]>(`
  select l.id, l.activity_id, l.output_id, l.outcome_id, l.goal_id, l.because, l.evidence_grade, l.evidence_source, l.version
  from effect_link l
  left join activity a on a.collaboration_id = l.collaboration_id and a.id = l.activity_id
  left join effect_step o on o.collaboration_id = l.collaboration_id and o.id = l.output_id
  left join effect_step c on c.collaboration_id = l.collaboration_id and c.id = l.outcome_id
  left join joint_goal g on g.collaboration_id = l.collaboration_id and g.id = l.goal_id
  where l.collaboration_id = $1 and l.withdrawn_at is null and a.withdrawn_at is null and o.withdrawn_at is null
    and c.withdrawn_at is null and g.withdrawn_at is null
  order by l.created_at, l.id`);

export interface EffectContestRow {
  readonly id: string;
  readonly link_id: string;
  readonly party_id: string;
  readonly party_name: string;
  readonly organisation_id: string;
  readonly entered_by_organisation_id: string | null;
  readonly reason: string;
  readonly contested_on: string;
  readonly answer: string;
  readonly answered_on: string | null;
  readonly own_words: string;
  readonly version: number;
}

export const listEffectContests = statement<EffectContestRow, [collaboration: string]>(`
  select c.id, c.link_id, c.party_id, o.name as party_name, c.organisation_id, c.entered_by_organisation_id, c.reason,
    c.contested_on::text as contested_on, c.answer, c.answered_on::text as answered_on, c.own_words, c.version
  from effect_contest c
  join party p on p.collaboration_id = c.collaboration_id and p.id = c.party_id
  join organisation o on o.id = p.organisation_id
  where c.collaboration_id = $1 and c.withdrawn_at is null order by p.place, c.id`);

import { decisionOrderTable, type RuleEffect, type Way } from '../groups/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { Table } from '../platform/documents/document.ts';
import type { Language } from '../platform/texts.ts';

/** Who decides what, as the clause on it says: with names and not with keys, so that it reads the same when groups change. */
export interface OrderLine {
  readonly subject: string;
  /** Null: each party. */
  readonly group: string | null;
  readonly way: Way;
  readonly effect: RuleEffect;
  readonly basis: string;
  readonly ifNotAgreed: string;
}

/** As it is now while the text is open; as it was when the text was locked, by the text itself. */
export const readOrderClause = statement<
  { lines: readonly OrderLine[] },
  [collaboration: string, agreement: string, number: number | null]
>(`
  select case when v.content is null then coalesce((
      select jsonb_agg(jsonb_build_object('subject', r.subject, 'group', g.name, 'way', r.way, 'effect', r.effect,
        'basis', r.basis, 'ifNotAgreed', r.if_not_agreed) order by r.place, r.created_at, r.id)
      from decision_rule r left join joint_group g on g.collaboration_id = r.collaboration_id and g.id = r.group_id
      where r.collaboration_id = $1 and r.withdrawn_at is null), '[]'::jsonb)
    else coalesce((select c -> 'decisionOrder' from jsonb_array_elements(v.content::jsonb -> 'clauses') c
      where c ->> 'kind' = 'decisionOrder' limit 1), '[]'::jsonb) end as lines
  from agreement_version v
  where v.collaboration_id = $1 and v.agreement_id = $2 and v.withdrawn_at is null
    and ($3::integer is null or v.number = $3::integer)
  order by v.number desc limit 1`);

export const orderTable = (lines: readonly OrderLine[], language: Language): Table =>
  decisionOrderTable(
    lines.map((line) => ({ ...line, group_id: line.group, if_not_agreed: line.ifNotAgreed })),
    lines.flatMap(({ group }) => (group ? [{ id: group, name: group }] : [])),
    language,
  );

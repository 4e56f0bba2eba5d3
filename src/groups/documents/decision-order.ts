import type { Row, Table } from '../../platform/documents/document.ts';
import type { Language } from '../../platform/texts.ts';
import type { DecisionRuleRow, GroupRow } from '../queries.ts';
import { groupTexts } from '../texts.ts';

type Rule = Pick<DecisionRuleRow, 'subject' | 'group_id' | 'way' | 'effect' | 'basis' | 'if_not_agreed'>;

/** Who decides what as a table of a document: for the clause on decision order, which freezes it with the rest. */
export function decisionOrderTable(
  rules: readonly Rule[],
  groups: readonly Pick<GroupRow, 'id' | 'name'>[],
  language: Language,
): Table {
  const t = groupTexts(language);
  return {
    kind: 'table',
    caption: t.document.caption,
    underItsHeading: true,
    rowHeadings: true,
    columns: Object.values(t.rules.columns).map((heading) => ({ heading, share: 1 })),
    rows: rules.map(
      (rule): Row => ({
        cells: [
          rule.subject,
          groups.find((group) => group.id === rule.group_id)?.name ?? t.rules.eachParty,
          t.rules.ways[rule.way],
          rule.basis ? `${t.rules.effects[rule.effect]}. ${t.rules.within(rule.basis)}` : t.rules.effects[rule.effect],
          rule.if_not_agreed || t.rules.notSaid,
        ],
      }),
    ),
  };
}

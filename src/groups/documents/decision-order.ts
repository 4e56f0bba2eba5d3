import type { Block, Row, Table } from '../../platform/documents/document.ts';
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

/** The same as a part of a document, under its own heading, with what always holds. */
export const decisionOrderPart = (
  rules: readonly Rule[],
  groups: readonly Pick<GroupRow, 'id' | 'name'>[],
  language: Language,
): readonly Block[] => {
  const t = groupTexts(language).document;
  return [
    { kind: 'heading', level: 2, text: t.heading },
    { kind: 'paragraph', text: t.bindsNobody },
    decisionOrderTable(rules, groups, language),
  ];
};

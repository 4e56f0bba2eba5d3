import type { Reading } from '../../collaborations/index.ts';
import { dayOf, identityTexts } from '../../identity/index.ts';
import type { Block, DocumentModel, Pair } from '../../platform/documents/document.ts';
import type { WholeCard } from '../card.ts';
import { stanceFields, takesStance } from '../mandate.ts';
import type { MandateMap } from '../map-of-mandates.ts';
import { mandateTexts } from '../texts.ts';

/** A party's mandate for its own summons: what lets it take part, who decides, and what it has answered of each matter. */
export function cardDocument(of: Reading, whole: WholeCard, map: MandateMap): DocumentModel {
  const { language, formats, collaboration } = of;
  const t = mandateTexts(language);
  const { party, card } = whole;
  const { fields } = t.card;
  const levels = identityTexts(language).seat.levels;
  const by = map.unconfirmedBy(card?.id);
  const table = (
    caption: string,
    columns: readonly string[],
    rows: readonly (readonly string[])[],
    none: string,
  ): Block[] => [
    { kind: 'heading', level: 2, text: caption },
    rows.length === 0
      ? { kind: 'paragraph', text: none }
      : {
          kind: 'table',
          caption,
          underItsHeading: true,
          columns: columns.map((heading) => ({ heading })),
          rows: rows.map((cells) => ({ cells })),
          rowHeadings: true,
        },
  ];
  const pairs: Pair[] = [
    { term: fields.scope, text: card?.scope || t.card.notSaid },
    { term: fields.limits, text: card?.limits || t.card.notSaid },
    { term: fields.representative_mandate, text: card?.representative_mandate || t.card.notSaid },
    {
      term: fields.government_assignment,
      text: card?.government_assignment
        ? `${t.card.assignments[card.government_assignment]}. ${card.government_assignment_why}`
        : t.form.assignmentNone,
    },
    ...(takesStance(party.kind)
      ? stanceFields.map((field) => ({ term: fields[field], text: card?.[field] || t.card.notSaid }))
      : []),
  ];
  const answers = map.matters.flatMap(({ matter, cells }) => {
    const cell = cells.find((one) => one.party.id === party.id);
    if (!cell) return [];
    const { answer } = cell;
    const words = [
      answer?.note,
      answer?.instance ? `${t.matter.decidedBy} ${answer.instance}` : '',
      answer?.alternatives ? `${t.matter.alternatives}: ${answer.alternatives}` : '',
      answer?.no_alternatives_because ? `${t.matter.noAlternatives}: ${answer.no_alternatives_because}` : '',
    ];
    return [[matter.title, t.needs[cell.cell], words.filter(Boolean).join('. ')]];
  });
  return {
    language,
    title: t.card.title(party.name),
    author: party.name,
    date: dayOf(of.now),
    label: collaboration.example === 'none' ? undefined : identityTexts(language).frame.example[collaboration.example],
    head: { name: party.name, detail: collaboration.name },
    foot: `${collaboration.name}. ${t.card.title(party.name)}`,
    blocks: [
      ...(by ? [{ kind: 'callout' as const, text: t.document.unconfirmed(by) }] : []),
      ...(card?.own_words ? [{ kind: 'callout' as const, text: `${t.card.ownWords}: ${card.own_words}` }] : []),
      { kind: 'pairs', pairs },
      ...table(
        t.card.grounds,
        [t.form.reference, t.document.kind, t.form.inOwnWords],
        whole.grounds.map(({ reference, kind, text }) => [reference, t.kinds[kind], text]),
        t.card.noGrounds,
      ),
      ...table(
        t.card.decisionRights,
        [t.form.subject, t.form.decidedBy, t.form.level, t.document.amount],
        whole.decisionRights.map((right) => [
          right.subject,
          right.decided_by,
          right.level ? levels[right.level] : '',
          right.up_to_amount === null ? '' : formats.number(right.up_to_amount),
        ]),
        t.card.noDecisionRights,
      ),
      ...table(
        t.card.dialogues,
        [t.form.principal, t.form.heldOn, t.form.outcome],
        whole.dialogues.map(({ principal, held_on, outcome }) => [principal, formats.date(held_on), outcome]),
        t.card.noDialogues,
      ),
      ...(answers.length > 0
        ? table(t.card.column, [t.map.matter, t.document.need, t.document.says], answers, '')
        : []),
    ],
  };
}

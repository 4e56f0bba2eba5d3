import type { Reading } from '../collaborations/index.ts';
import { dayOf, identityTexts } from '../identity/index.ts';
import type { Block, DocumentModel } from '../platform/documents/document.ts';
import { documentBlocks } from '../platform/markdown/document-blocks.ts';
import { countInWords } from '../platform/texts.ts';
import { moneyClauseOf } from './agreed-money.ts';
import { dataOf } from './clause-data.ts';
import type { WholeVersion } from './content.ts';
import { agreementTexts } from './texts.ts';

/** One wording as a document: the same sections as on the page. `hash` once the text is locked. */
export function composeAgreement(whole: WholeVersion, of: Reading, hash: string | null): DocumentModel {
  const { agreement, version, parties } = whole;
  const t = agreementTexts(of.language);
  const { example } = of.collaboration;
  const required = parties.filter((one) => one.is_required).map((one) => one.party_name);
  const conditions = [
    version.least_bound ? t.page.least(countInWords(of.language, version.least_bound)) : t.document.all,
    required.length > 0 ? t.page.required(of.formats.list(required)) : '',
  ].filter(Boolean);
  const clauses = whole.clauses.flatMap((clause, at): readonly Block[] => {
    const duties = whole.undertakings.filter((duty) => duty.clause_id === clause.id);
    const data = dataOf(clause.kind, version, of);
    return [
      { kind: 'heading', level: 2, text: t.page.numbered(at + 1, clause.heading) },
      ...documentBlocks(clause.text),
      ...(clause === moneyClauseOf(version, whole.clauses) ? (whole.money ?? []) : []),
      ...(data.length > 0 ? [{ kind: 'pairs' as const, pairs: data.map(([term, text]) => ({ term, text })) }] : []),
      ...(duties.length > 0
        ? [
            {
              kind: 'table' as const,
              caption: t.page.duties,
              rowHeadings: true,
              columns: [
                { heading: t.page.party, share: 2 },
                { heading: t.page.duty, share: 4 },
                { heading: t.page.amount, share: 2 },
                { heading: t.page.until, fit: true },
              ],
              rows: duties.map((duty) => ({
                cells: [
                  duty.party_name,
                  duty.text,
                  duty.amount || '–',
                  duty.until_on ? of.formats.date(duty.until_on) : '–',
                ],
              })),
            },
          ]
        : []),
    ];
  });
  return {
    language: of.language,
    title: agreement.title,
    author: of.collaboration.name,
    date: dayOf(version.locked_at ?? of.now),
    label: example === 'none' ? undefined : identityTexts(of.language).frame.example[example],
    head: {
      name: of.collaboration.name,
      detail: t.kinds[agreement.kind],
      pairs: [
        { term: t.page.ground, text: agreement.ground ? t.grounds[agreement.ground] : '–' },
        { term: t.page.versions, text: String(version.number) },
      ],
    },
    foot: `${agreement.title}. ${t.document.foot(version.number)}`,
    blocks: [
      ...(hash ? [] : [{ kind: 'callout' as const, text: t.document.draft }]),
      { kind: 'heading', level: 2, text: t.document.parties },
      {
        kind: 'list',
        form: 'bullets',
        items: parties.map((one) => one.party_name),
      },
      ...clauses,
      { kind: 'heading', level: 2, text: t.document.conditions },
      { kind: 'paragraph', text: conditions.join(' ') },
      ...(hash ? [{ kind: 'paragraph' as const, small: true, text: t.document.checksum(hash) }] : []),
    ],
  };
}

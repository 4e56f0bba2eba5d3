import type { Block, DocumentModel, Pair } from '../platform/documents/document.ts';
import type { Language } from '../platform/texts.ts';
import { decisionDraftTexts } from './texts.ts';

/** What an officer puts to the instance that decides for one party. Whose it is, everything else follows from. */
export interface DecisionDraft {
  readonly language: Language;
  readonly party: string;
  /** What must be known about all of it, such as that it is an invented example. */
  readonly label: string;
  readonly title: string;
  readonly today: string;
  readonly registrationNumber: string;
  readonly officer: string;
  readonly instance: string;
  /** Each continues the sentence “the instance decides that”. */
  readonly proposals: readonly string[];
  readonly matter: readonly string[];
  readonly background: readonly Block[];
  readonly economy: readonly Block[];
  readonly goals: readonly Block[];
  readonly attachments: readonly string[];
  /** Where its figures come from, or what it is about. */
  readonly foot: string;
}

/** What stands beside the draft, in the words of the room whose matter it is. */
export interface BesideDraft {
  readonly lead: string;
  readonly filled: string;
  readonly missing: string;
  readonly seenBy: string;
  readonly back: { readonly href: string; readonly text: string };
  /** Where what the instance decided is entered. */
  readonly decisionAt: string;
}

/** With a capital letter, as it stands first in a sentence. */
export const instanceIn = (draft: Pick<DecisionDraft, 'instance' | 'language'>): string => {
  const name = draft.instance || decisionDraftTexts(draft.language).instance;
  return `${name.charAt(0).toLocaleUpperCase(draft.language)}${name.slice(1)}`;
};

/** Proposal first, then matter, background, consequences and attachments. */
export function draftDocument(draft: DecisionDraft): DocumentModel {
  const t = decisionDraftTexts(draft.language);
  const last = draft.proposals.length - 1;
  const pairs: readonly Pair[] = [
    { term: t.dateTerm, text: t.date(draft.today) },
    { term: t.numberTerm, text: draft.registrationNumber || t.toFill },
    { term: t.officerTerm, text: draft.officer || t.toFill },
    { term: t.toTerm, text: draft.instance || t.toFill },
  ];
  return {
    language: draft.language,
    title: draft.title,
    author: draft.party,
    date: draft.today,
    label: draft.label || undefined,
    head: { name: draft.party, about: t.kind, pairs },
    foot: draft.foot,
    blocks: [
      { kind: 'heading', level: 2, text: t.proposal },
      { kind: 'paragraph', text: t.decides(instanceIn(draft)) },
      {
        kind: 'list',
        form: 'dashes',
        items: draft.proposals.map((proposal, at) => [
          { text: t.that, emphasis: true },
          ` ${proposal}${at === last ? '.' : at === last - 1 ? t.commaAnd : ','}`,
        ]),
      },
      { kind: 'heading', level: 2, text: t.matter },
      ...draft.matter.map((text): Block => ({ kind: 'paragraph', text })),
      { kind: 'heading', level: 2, text: t.background },
      ...draft.background,
      { kind: 'heading', level: 2, text: t.economy },
      ...draft.economy,
      { kind: 'heading', level: 2, text: t.goals },
      ...draft.goals,
      { kind: 'heading', level: 2, text: t.attachments },
      { kind: 'list', form: 'numbers', items: draft.attachments },
    ],
  };
}

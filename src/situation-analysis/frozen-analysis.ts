import { createHash } from 'node:crypto';
import { canonical } from '../platform/canonical.ts';
import type { CauseRow, ObjectionRow, SectionVersionRow } from './queries.ts';
import { type InTree, jointSections, type SectionName } from './section.ts';

const format = 'armkrok-situation-analysis-1';

export interface WrittenSection {
  readonly section: SectionName;
  /** Whose own benefit it tells of; its name as it was then. */
  readonly party: { readonly id: string; readonly name: string } | null;
  readonly number: number;
  readonly text: string;
}
export interface WrittenCause extends InTree {
  readonly text: string;
}
export interface WrittenObjection {
  readonly cause_id: string;
  readonly organisation: string;
  readonly because: string;
}

/** The analysis as it stands, or as it stood when it was frozen: everything that it says to its reader. */
export interface WholeAnalysis {
  readonly sections: readonly WrittenSection[];
  readonly causes: readonly WrittenCause[];
  readonly objections: readonly WrittenObjection[];
}

interface Standing {
  readonly sections: readonly SectionVersionRow[];
  readonly causes: readonly CauseRow[];
  readonly objections: readonly ObjectionRow[];
  readonly parties: readonly { readonly id: string; readonly name: string }[];
}

/** What stands now, in the order of the sections and then of the parties; what is empty is left out. */
export function wholeOf({ sections, causes, objections, parties }: Standing): WholeAnalysis {
  const written = (section: SectionName, party: WrittenSection['party']): readonly WrittenSection[] => {
    const saved = sections.find((one) => one.section === section && one.party_id === (party?.id ?? null));
    return saved && saved.text !== '' ? [{ section, party, number: saved.number, text: saved.text }] : [];
  };
  return {
    sections: [
      ...jointSections.flatMap((section) => written(section, null)),
      ...parties.flatMap(({ id, name }) => written('ownBenefit', { id, name })),
    ],
    causes: causes.map(({ id, under_id, text }) => ({ id, under_id, text })),
    objections: objections.map(({ cause_id, organisation, because }) => ({ cause_id, organisation, because })),
  };
}

export const isEmpty = (whole: WholeAnalysis): boolean => whole.sections.length === 0 && whole.causes.length === 0;

/** The whole as text in one way only: the same whole, the same letters. */
export const contentOf = (whole: WholeAnalysis): string =>
  canonical({
    format,
    sections: whole.sections.map(({ section, party, number, text }) => ({
      section,
      party: party && { id: party.id, name: party.name },
      number,
      text,
    })),
    causes: whole.causes.map(({ id, under_id, text }) => ({ id, under_id, text })),
    objections: whole.objections.map(({ cause_id, organisation, because }) => ({ cause_id, organisation, because })),
  });

export const hashOf = (content: string): Buffer => createHash('sha256').update(content, 'utf8').digest();

/** What was frozen. It was written by `contentOf`, and its hash is kept by the database. */
export const readContent = (content: string): WholeAnalysis => JSON.parse(content) as WholeAnalysis;

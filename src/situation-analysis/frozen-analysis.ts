import { createHash } from 'node:crypto';
import { canonical } from '../platform/canonical.ts';
import type { FindingRow } from './knowledge/findings.ts';
import { type Place, placeOf } from './knowledge/forms.ts';
import type { Grade, PriorWorkKind } from './knowledge/known.ts';
import type { PriorWorkRow } from './knowledge/prior-work.ts';
import type { CauseRow, ObjectionRow, SectionVersionRow } from './queries.ts';
import { type InTree, jointSections, type SectionName } from './section.ts';

/** The second has what is known and done with it. */
const format = 'armkrok-situation-analysis-2';

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

/** Research or another's attempt, with how sure it was held to be. */
export interface WrittenFinding {
  readonly text: string;
  readonly source: string;
  readonly link: string;
  readonly published_year: number | null;
  readonly grade: Grade;
}
export interface WrittenPriorWork {
  readonly kind: PriorWorkKind;
  readonly what: string;
  readonly who: string;
  readonly since_year: number | null;
  readonly where: string;
  readonly source_note: string;
}

/** The analysis as it stands, or as it stood when it was frozen: everything that it says to its reader. */
export interface WholeAnalysis {
  readonly sections: readonly WrittenSection[];
  readonly causes: readonly WrittenCause[];
  readonly objections: readonly WrittenObjection[];
  readonly findings: readonly WrittenFinding[];
  readonly priorWork: readonly WrittenPriorWork[];
}

interface Standing {
  readonly sections: readonly SectionVersionRow[];
  readonly causes: readonly CauseRow[];
  readonly objections: readonly ObjectionRow[];
  readonly parties: readonly { readonly id: string; readonly name: string }[];
  readonly findings: readonly FindingRow[];
  readonly priorWork: readonly PriorWorkRow[];
  /** By the names that places go by here. */
  readonly places: readonly Place[];
}

/** What stands now, in the order of the sections and then of the parties; what is empty is left out. */
export function wholeOf({
  sections,
  causes,
  objections,
  parties,
  findings,
  priorWork,
  places,
}: Standing): WholeAnalysis {
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
    findings: findings.map(({ text, source, link, published_year, grade }) => ({
      text,
      source,
      link,
      published_year,
      grade,
    })),
    priorWork: priorWork.map((row) => ({
      kind: row.kind,
      what: row.what,
      who: row.who ?? '',
      since_year: row.since_year,
      where: placeOf(row, places),
      source_note: row.source_note,
    })),
  };
}

export const isEmpty = (whole: WholeAnalysis): boolean =>
  whole.sections.length + whole.causes.length + whole.findings.length + whole.priorWork.length === 0;

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
    findings: whole.findings.map(({ text, source, link, published_year, grade }) => ({
      text,
      source,
      link,
      published_year,
      grade,
    })),
    priorWork: whole.priorWork.map(({ kind, what, who, since_year, where, source_note }) => ({
      kind,
      what,
      who,
      since_year,
      where,
      source_note,
    })),
  });

export const hashOf = (content: string): Buffer => createHash('sha256').update(content, 'utf8').digest();

/**
 * What was frozen. It was written by `contentOf`, and its hash is kept by the database. The first format held no knowledge.
 */
export const readContent = (content: string): WholeAnalysis => ({
  findings: [],
  priorWork: [],
  ...(JSON.parse(content) as Omit<WholeAnalysis, 'findings' | 'priorWork'>),
});

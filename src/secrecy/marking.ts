import { readFileSync } from 'node:fs';
import type { BothLanguages } from '../platform/texts.ts';

/** A section of law that a marking points at, with what it is about in a few words. */
export interface SecrecySection {
  readonly section: string;
  readonly about: BothLanguages;
}

/** What lets marked information be passed to another authority. The lists are data: an installation's jurist keeps them. */
export interface LegalBasis {
  readonly code: string;
  readonly rule: string;
  readonly about: BothLanguages;
  /** Where a rule is read that is newer than most editions of the statute. */
  readonly source?: BothLanguages;
}

const listIn = <Row>(name: string): readonly Row[] =>
  JSON.parse(readFileSync(new URL(`library/${name}.json`, import.meta.url), 'utf8')) as Row[];

export const secrecySections = listIn<SecrecySection>('sections');
export const legalBases = listIn<LegalBasis>('legal-bases');

/** What somebody has decided about a thing: which section, at which authority, who and when. */
export interface MarkingDecision {
  readonly section: string;
  readonly authority: string;
  readonly decidedBy: string;
  readonly decidedOn: string;
}

/** Why marked information may be passed on: chosen from the list, in words, by whom and when. */
export interface LegalGround {
  readonly basis: string;
  readonly grounds: string;
  readonly decidedBy: string;
  readonly decidedOn: string;
}

/** Everyone in the list may read what is open to `cleared`; what is not marked is open to all. */
export const isOpenTo = (cleared: readonly string[] | null, readers: readonly string[]): boolean =>
  cleared === null || readers.every((reader) => cleared.includes(reader));

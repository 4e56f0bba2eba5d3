import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { organisationIdOf } from '../src/indicators/index.ts';
import { namedId } from '../src/platform/id.ts';
import type { Fact, FactFields, PresentFact, RealCase, SourceKey, Sources } from './facts.ts';

type Kind = keyof FactFields;

/** One subject of a case with what is said about it. A field that is told more than once bears its last value here. */
export interface Subject<Of extends Kind> {
  readonly key: string;
  readonly facts: readonly PresentFact[];
  readonly fields: { readonly [Field in keyof FactFields[Of]]?: FactFields[Of][Field] | null };
}

export interface CaseFacts {
  readonly name: RealCase;
  /** Of the file, so that it can be seen whether what is loaded is what lies here. */
  readonly hash: string;
  /** The facts that have a typed field. */
  readonly facts: readonly PresentFact[];
}

const textOf = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const sources = JSON.parse(textOf('sources.json')) as Sources;

export function readCase(name: RealCase): CaseFacts {
  const text = textOf(`${name}/facts.json`);
  const facts = (JSON.parse(text) as Fact[]).filter((fact): fact is PresentFact => fact.later !== true);
  return { name, hash: createHash('sha256').update(text).digest('hex'), facts };
}

/** The subjects of a kind, in the order of the list. */
export function subjectsOf<Of extends Kind>(facts: readonly PresentFact[], kind: Of): readonly Subject<Of>[] {
  const grouped = Map.groupBy(
    facts.filter(({ subject }) => subject.split(':')[0] === kind),
    ({ subject }) => subject.slice(kind.length + 1),
  );
  return [...grouped].map(([key, said]) => ({
    key,
    facts: said,
    fields: Object.fromEntries(said.map(({ field, value }) => [field, value])) as Subject<Of>['fields'],
  }));
}

/** In which a document is named under a case: short, for one line. */
export const shortCitation = (document: SourceKey): string =>
  sources[document].citation.sv.replace('Sveriges Kommuner och Regioner', 'SKR').replace(/^Källa: /, '');

/** The documents that a case is taken from, in the order of sources.json. What Armkrok has reckoned is no source. */
export function citeCase(facts: readonly PresentFact[]): string {
  const used = new Set(facts.map(({ source }) => source.document));
  return (Object.keys(sources) as SourceKey[])
    .filter((document) => document !== 'armkrok' && used.has(document))
    .map(shortCitation)
    .join('; ');
}

/** Municipalities and regions are the library's; another organisation is the same in every case that has its key. */
export const idOfOrganisation = (organisation: Subject<'organisation'>): string =>
  organisation.fields.areaCode
    ? organisationIdOf(organisation.fields.areaCode)
    : namedId(`example:${organisation.key}`);

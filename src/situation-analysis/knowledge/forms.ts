import { findPlace, type PartyRow } from '../../collaborations/index.ts';
import { type FormInput, FormReader } from '../../platform/http/form-input.ts';
import type { Language } from '../../platform/texts.ts';
import type { CauseRow } from '../queries.ts';
import { jointSections } from '../section.ts';
import type { EvidenceFacts } from './evidence.ts';
import type { FindingFacts, FindingRow } from './findings.ts';
import { grades, priorWorkKinds } from './known.ts';
import type { PriorWorkFacts } from './prior-work.ts';
import { knowledgeTexts } from './texts.ts';

export interface Place {
  readonly code: string;
  readonly name: string;
}

/** Where figures can be of. In an invented example the parties bear a place's figures, and no real place is named. */
export const placesOf = (example: string, parties: readonly PartyRow[], areas: readonly Place[]): readonly Place[] =>
  example === 'fictional'
    ? parties.flatMap(({ area_code, name }) => (area_code ? { code: area_code, name } : []))
    : areas;

/** A place by the name it goes by here. */
export const placeOf = (
  row: { readonly area_code: string | null; readonly area_name: string | null; readonly place_name?: string },
  places: readonly Place[],
): string => places.find(({ code }) => code === row.area_code)?.name ?? row.area_name ?? row.place_name ?? '';

export function readPriorWork(
  form: FormInput,
  from: {
    readonly parties: readonly PartyRow[];
    readonly actors: readonly { readonly id: string }[];
    readonly places: readonly Place[];
  },
  language: Language,
): PriorWorkFacts {
  const all = knowledgeTexts(language);
  const t = all.priorWork;
  const reader = new FormReader(form);
  const kind = reader.oneOf('kind', priorWorkKinds, t.kindWrong) ?? 'earlierWork';
  const what = reader.text('what', t.whatMissing, 500);
  const chosen = form.text('who');
  const party = from.parties.find(({ id }) => chosen === `party ${id}`);
  const actor = from.actors.find(({ id }) => chosen === `actor ${id}`);
  if (chosen !== '' && !party && !actor) reader.wrong('who', t.whoWrong);
  const other = reader.text('other', undefined, 200);
  if (other !== '' && chosen !== '') reader.wrong('other', t.otherWrong);
  const since = reader.whole('since', all.yearWrong, 1900, 2200);
  const mustBePlaced = kind === 'studyVisit' || kind === 'studiedElsewhere';
  const where = reader.text('where', mustBePlaced ? t.whereMissing : undefined, 200);
  const place = where === '' ? undefined : findPlace(from.places, where);
  const source = reader.text('source', undefined, 300);
  reader.done();
  return {
    kind,
    what,
    party_id: party?.id ?? null,
    actor_id: actor?.id ?? null,
    other_name: other,
    since_year: since,
    area_code: place?.code ?? null,
    place_name: place ? '' : where,
    source_note: source,
  };
}

const isAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

export function readFinding(form: FormInput, language: Language): FindingFacts {
  const all = knowledgeTexts(language);
  const t = all.finding;
  const reader = new FormReader(form);
  const text = reader.text('text', t.textMissing, 1000);
  const source = reader.text('source', t.sourceMissing, 300);
  const link = reader.text('link', undefined, 500, t.linkWrong);
  if (link !== '' && !isAddress(link)) reader.wrong('link', t.linkWrong);
  const year = reader.whole('year', all.yearWrong, 1800, 2200);
  const grade = reader.oneOf('grade', grades, t.gradeWrong) ?? 'untested';
  reader.done();
  return { text, source, link, published_year: year, grade };
}

/** What is said of it in the history goes along: the figure with its place, or the finding. */
export function readEvidence(
  form: FormInput,
  from: {
    readonly causes: readonly CauseRow[];
    readonly series: readonly { readonly id: number; readonly title: string }[];
    readonly findings: readonly FindingRow[];
    readonly places: readonly Place[];
  },
  language: Language,
): { readonly facts: EvidenceFacts; readonly said: string } {
  const t = knowledgeTexts(language).evidence;
  const reader = new FormReader(form);
  const section = jointSections.find((one) => one === form.text('about')) ?? null;
  const cause = from.causes.find(({ id }) => form.text('about') === `cause ${id}`);
  if (!section && !cause) reader.wrong('about', t.aboutWrong);
  const statement = reader.text('statement', section ? t.statementMissing : undefined, 500, t.statementMissing);
  if (cause && statement !== '') reader.wrong('statement', t.statementNot);
  const series = from.series.find(({ id }) => form.text('what') === `series ${id}`);
  const finding = from.findings.find(({ id }) => form.text('what') === `finding ${id}`);
  if (!series && !finding) reader.wrong('what', t.whatWrong);
  const written = form.text('place');
  const place = written === '' ? undefined : findPlace(from.places, written);
  if (series && !place) reader.wrong('place', t.placeWrong);
  if (finding && written !== '') reader.wrong('place', t.placeNot);
  reader.done();
  return {
    facts: {
      section,
      cause_id: cause?.id ?? null,
      statement,
      series_id: series?.id ?? null,
      area_code: series ? (place?.code ?? null) : null,
      finding_id: finding?.id ?? null,
    },
    said: series ? `${series.title}, ${place?.name}` : (finding?.text ?? ''),
  };
}

/** Why something is taken away. */
export function readBecause(form: FormInput, language: Language): string {
  const reader = new FormReader(form);
  const because = reader.text('because', knowledgeTexts(language).withdrawal.missing, 500);
  reader.done();
  return because;
}

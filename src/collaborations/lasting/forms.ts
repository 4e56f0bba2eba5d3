import type { FormInput, FormReader } from '../../platform/http/form-input.ts';
import type { Language } from '../../platform/texts.ts';
import type { PartyRow } from '../queries.ts';
import { type JointResultFacts, resultKinds } from './joint-results.ts';
import { type ProjectFacts, projectRelations } from './projects.ts';
import { lastingTexts } from './texts.ts';

export function readProject(
  reader: FormReader,
  before: { readonly source_note: string } | undefined,
  language: Language,
): ProjectFacts {
  const t = lastingTexts(language).project;
  const name = reader.text('name', t.nameMissing, 200);
  const relation = reader.oneOf('relation', projectRelations, t.relationMissing) ?? 'within';
  const beganOn = reader.date('beganOn', t.dayWrong);
  const endedOn = reader.date('endedOn', t.dayWrong);
  if (beganOn && endedOn && endedOn < beganOn) reader.wrong('endedOn', t.endsBefore);
  const endedYear = reader.whole('endedYear', t.yearWrong, 1900, 2200);
  if (endedOn && endedYear !== null) reader.wrong('endedYear', t.bothEnds);
  return {
    name,
    relation,
    began_on: beganOn,
    ended_on: endedOn,
    ended_year: endedYear,
    funder: reader.text('funder', undefined, 200),
    participant_count: reader.whole('count', t.countWrong, 1, 10_000_000),
    participants: reader.text('participants', undefined, 200),
    source_note: before?.source_note ?? '',
  };
}

export function readJointResult(
  reader: FormReader,
  form: FormInput,
  parties: readonly PartyRow[],
  before: { readonly source_note: string } | undefined,
  language: Language,
): JointResultFacts {
  const t = lastingTexts(language).result;
  const name = reader.text('name', t.nameMissing, 300);
  const owner = parties.find(({ id }) => id === form.text('ownerParty'))?.id ?? null;
  const ownerName = reader.text('ownerName', undefined, 200);
  if (owner && ownerName !== '') reader.wrong('ownerName', t.ownerBoth);
  return {
    name,
    kind: resultKinds.find((kind) => kind === form.text('kind')) ?? null,
    owner_party_id: owner,
    owner_name: ownerName,
    money: reader.text('money', undefined, 300),
    review_on: reader.date('reviewOn', t.dayWrong),
    source_note: before?.source_note ?? '',
  };
}

import type { FormInput, FormReader } from '../platform/http/form-input.ts';
import type { Language } from '../platform/texts.ts';
import {
  type Channel,
  channels,
  drivers,
  followUpMethods,
  type Ground,
  grounds,
  type LadderStep,
  ladder,
  type PartyStatus,
  partyStatuses,
} from './collaboration.ts';
import type { PartyFacts } from './parties.ts';
import { matchOrganisation } from './parties.ts';
import type { OrganisationChoice } from './queries.ts';
import { collaborationTexts } from './texts.ts';

export interface AreaChoice {
  readonly code: string;
  readonly name: string;
}

const plain = (name: string): string =>
  name
    .trim()
    .toLocaleLowerCase('sv')
    .replace(/ (kommun|stad|län)$/, '');

/** The place by the name somebody writes, with or without "kommun" and a genitive s, or by its code. */
export const findPlace = (places: readonly AreaChoice[], written: string): AreaChoice | undefined =>
  places.find(
    ({ code, name }) => code === written || plain(name) === plain(written) || `${plain(name)}s` === plain(written),
  );

/** Reads the places somebody has written, with commas between. */
export function readTerritory(
  reader: FormReader,
  form: FormInput,
  areas: readonly AreaChoice[],
  language: Language,
): string[] {
  const t = collaborationTexts(language).challenge;
  const names = form
    .text('territory')
    .split(/[,;\n]/)
    .map((name) => name.trim())
    .filter(Boolean);
  return names.flatMap((name) => {
    const found = findPlace(areas, name);
    if (!found) reader.wrong('territory', t.territoryUnknown(name));
    return found ? [found.code] : [];
  });
}

export function readOpening(reader: FormReader, form: FormInput, areas: readonly AreaChoice[], language: Language) {
  const t = collaborationTexts(language).challenge;
  return {
    name: reader.text('name', t.nameMissing, 120),
    challenge: reader.text('challenge', t.challengeMissing, 1000),
    whyNoneAlone: reader.text('why', undefined, 1000),
    drivers: reader.someOf('drivers', drivers),
    territory: readTerritory(reader, form, areas, language),
  };
}

export interface ReadParties {
  readonly known: readonly OrganisationChoice[];
  /** Names nobody answers to, kept only where the writer has asked to add them. */
  readonly unknown: readonly string[];
}

/** Reads parties written one on each line; a name nobody answers to is told with its line. */
export function readParties(
  reader: FormReader,
  form: FormInput,
  choices: readonly OrganisationChoice[],
  language: Language,
): ReadParties {
  const t = collaborationTexts(language).takeOver;
  const lines = form.text('parties').split('\n');
  const mayAdd = form.all('unknown').includes('add');
  const ticked = new Set(form.all('chosen'));
  const known = new Map(choices.filter((choice) => ticked.has(choice.id)).map((choice) => [choice.id, choice]));
  const unknown: string[] = [];
  lines.forEach((line, at) => {
    const name = line.trim();
    if (name === '') return;
    const found = matchOrganisation(choices, name);
    if (found) known.set(found.id, found);
    else if (mayAdd) unknown.push(name);
    else reader.wrong('parties', t.unknownRow(at + 1, name));
  });
  if (known.size === 0 && unknown.length === 0) reader.wrong('parties', t.partiesMissing);
  return { known: [...known.values()], unknown };
}

export function readGround(reader: FormReader, form: FormInput, language: Language) {
  const t = collaborationTexts(language).ground;
  const kind = form.text('ground');
  return {
    groundKind: grounds.find((ground) => ground === kind) ?? (null as Ground | null),
    groundTitle: reader.text('groundTitle', undefined, 300),
    groundYear: reader.whole('groundYear', t.yearWrong, 1900, 2200),
  };
}

/** What the challenge consists of, one part on each line, and how it is all followed up. */
export function readParts(reader: FormReader, form: FormInput, language: Language) {
  const t = collaborationTexts(language).challenge;
  const parts = form
    .text('parts')
    .split('\n')
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length > 20) reader.wrong('parts', t.partsTooMany);
  if (parts.some((part) => part.length > 200)) reader.wrong('parts', t.partTooLong);
  const count = reader.whole('partCount', t.partCountWrong, 1, 99);
  if (count !== null && count < parts.length) reader.wrong('partCount', t.partCountFewer);
  const reported = form.text('reported');
  return {
    challenge_parts: parts,
    challenge_part_count: count,
    follow_up_methods: reader.someOf('followUpMethods', followUpMethods),
    is_reported_to_councils: reported === 'yes' ? true : reported === 'no' ? false : null,
  };
}

export const readStep = (form: FormInput, field: string): LadderStep | null =>
  ladder.find((step) => step === form.text(field)) ?? null;

/** How and when a party said what is entered for it. */
export function readChannel(reader: FormReader, language: Language): { channel: Channel; statedOn: string } {
  const t = collaborationTexts(language).party;
  const channel = reader.oneOf('channel', channels, t.channel) ?? 'email';
  const statedOn = reader.date('statedOn', t.statedMissing);
  if (!statedOn) reader.wrong('statedOn', t.statedMissing);
  return { channel, statedOn: statedOn ?? '' };
}

export function readPartyFacts(
  reader: FormReader,
  form: FormInput,
  before: PartyFacts,
  mayPrepare: boolean,
  language: Language,
): PartyFacts {
  const t = collaborationTexts(language).party;
  const allowed = partyStatuses.filter(
    (status) => mayPrepare || !['considered', 'invited', 'bound'].includes(status) || status === before.status,
  );
  const status: PartyStatus = reader.oneOf('status', allowed, t.statusLabel) ?? before.status;
  const reason = reader.text('reason', undefined, 500);
  if (['declined', 'left'].includes(status) && reason === '') reader.wrong('reason', t.reasonMissing);
  return {
    status,
    status_reason: reason,
    relation: mayPrepare
      ? (reader.oneOf('relation', ['party', 'associate'] as const, t.relationLabel) ?? 'party')
      : before.relation,
    bound_on: mayPrepare ? reader.date('boundOn', t.statedMissing) : before.bound_on,
    decision_planned: mayPrepare ? reader.text('decision', undefined, 200) : before.decision_planned,
    own_benefit: reader.text('ownBenefit', undefined, 2000),
    own_contribution: reader.text('ownContribution', undefined, 2000),
    ambition: readStep(form, 'ambition'),
    since_year: before.since_year,
    is_preferred: mayPrepare ? form.text('preferred') === 'yes' : before.is_preferred,
  };
}

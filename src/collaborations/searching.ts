import { identityTexts } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { Language } from '../platform/texts.ts';
import {
  type Found,
  holdsWords,
  isReadable,
  rankOf,
  type SoughtValues,
  searchable,
  valuesOf,
} from '../search/index.ts';
import type { ExampleKind } from './collaboration.ts';
import { collaborationTexts } from './texts.ts';

/** What a hit inside a collaboration says of it, whatever was found: an invented thing is marked where it is read. */
export const labelOf = (example: ExampleKind, language: Language): { label?: string } =>
  example === 'none' ? {} : { label: identityTexts(language).frame.example[example] };

interface CollaborationFound extends Found {
  readonly id: string;
  readonly name: string;
  readonly challenge: string;
  readonly example: ExampleKind;
}
const searchCollaborations = statement<CollaborationFound, SoughtValues>(`
  select c.id, c.name, c.challenge, c.example, count(*) over ()::integer as found
  from collaboration c
  where ${isReadable('c.id')} and c.withdrawn_at is null and ${holdsWords(`c.name || ' ' || c.challenge`)}
  order by ${rankOf('c.name')}, c.name collate "sv-x-icu", c.id limit $4`);

export const collaborationSearch = searchable<CollaborationFound>({
  place: 0,
  heading: (language) => collaborationTexts(language).search.collaborations,
  question: (sought, most) => searchCollaborations(...valuesOf(sought, most)),
  hit: (row, { language }) => ({
    key: row.id,
    title: row.name,
    href: `/collaborations/${row.id}`,
    where: row.challenge,
    ...labelOf(row.example, language),
  }),
});

interface PartyFound extends Found {
  readonly id: string;
  readonly name: string;
  readonly collaboration_id: string;
  readonly collaboration_name: string;
  readonly example: ExampleKind;
}
const searchParties = statement<PartyFound, SoughtValues>(`
  select p.id, o.name, c.id as collaboration_id, c.name as collaboration_name, c.example, count(*) over ()::integer as found
  from party p
  join organisation o on o.id = p.organisation_id
  join collaboration c on c.id = p.collaboration_id
  where ${isReadable('p.collaboration_id')} and p.withdrawn_at is null and c.withdrawn_at is null and ${holdsWords('o.name')}
  order by ${rankOf('o.name')}, o.name collate "sv-x-icu", c.name collate "sv-x-icu", p.id limit $4`);

export const partySearch = searchable<PartyFound>({
  place: 10,
  heading: (language) => collaborationTexts(language).search.parties,
  question: (sought, most) => searchParties(...valuesOf(sought, most)),
  hit: (row, { language }) => ({
    key: row.id,
    title: row.name,
    href: `/collaborations/${row.collaboration_id}/parties/${row.id}`,
    where: row.collaboration_name,
    ...labelOf(row.example, language),
  }),
});

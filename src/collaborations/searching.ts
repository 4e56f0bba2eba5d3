import { identityTexts } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { Language } from '../platform/texts.ts';
import {
  type Found,
  type Hit,
  holdsWords,
  isReadable,
  rankOf,
  type SoughtValues,
  searchable,
  valuesOf,
} from '../search/index.ts';
import type { ExampleKind } from './collaboration.ts';
import { collaborationTexts } from './texts.ts';

/** An invented thing is marked where it is read. */
const labelOf = (example: ExampleKind, language: Language): { label?: string } =>
  example === 'none' ? {} : { label: identityTexts(language).frame.example[example] };

/** What is found inside a collaboration, `c` in its statement, says which one it is. */
export interface FoundWithin extends Found {
  readonly id: string;
  readonly collaboration_id: string;
  readonly collaboration_name: string;
  readonly example: ExampleKind;
}
export const foundWithin =
  'c.id as collaboration_id, c.name as collaboration_name, c.example, count(*) over ()::integer as found';

/** Holds for rows that the reader may see, in collaborations that are still there. */
export const isSearchedWithin = (table: string): string =>
  `${isReadable(`${table}.collaboration_id`)} and ${table}.withdrawn_at is null and c.withdrawn_at is null`;

/** `path` begins at the collaboration; it stands under the collaboration's name unless `where` says more. */
export const hitWithin = (
  row: FoundWithin,
  language: Language,
  title: string,
  path: string,
  where: string = row.collaboration_name,
): Hit => ({
  key: row.id,
  title,
  href: `/collaborations/${row.collaboration_id}/${path}`,
  within: row.collaboration_id,
  where,
  ...labelOf(row.example, language),
});

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
    within: row.id,
    where: row.challenge,
    ...labelOf(row.example, language),
  }),
});

interface PartyFound extends FoundWithin {
  readonly name: string;
}
const searchParties = statement<PartyFound, SoughtValues>(`
  select p.id, o.name, ${foundWithin}
  from party p
  join organisation o on o.id = p.organisation_id
  join collaboration c on c.id = p.collaboration_id
  where ${isSearchedWithin('p')} and ${holdsWords('o.name')}
  order by ${rankOf('o.name')}, o.name collate "sv-x-icu", c.name collate "sv-x-icu", p.id limit $4`);

export const partySearch = searchable<PartyFound>({
  place: 10,
  heading: (language) => collaborationTexts(language).search.parties,
  question: (sought, most) => searchParties(...valuesOf(sought, most)),
  hit: (row, { language }) => hitWithin(row, language, row.name, `parties/${row.id}`),
});

import { type FoundWithin, foundWithin, hitWithin, isSearchedWithin } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import { holdsWords, rankOf, type SoughtValues, searchable, valuesOf } from '../search/index.ts';
import { isOpenToReader } from '../secrecy/index.ts';
import { internalTexts } from './texts.ts';

interface EntryFound extends FoundWithin {
  readonly title: string;
}
interface SharedFound extends EntryFound {
  readonly organisation_name: string;
}

const acting = `(select nullif(current_setting('armkrok.organisation', true), '')::uuid)`;
const words = (table: string): string => `${table}.title || ' ' || ${table}.text || ' ' || ${table}.contact`;

const searchOwn = statement<EntryFound, SoughtValues>(`
  select e.id, e.title, ${foundWithin}
  from internal_entry e join collaboration c on c.id = e.collaboration_id
  where ${isSearchedWithin('e')} and e.organisation_id = ${acting}
    and e.collaboration_id = any((select spoken_collaborations())::uuid[]) and ${holdsWords(words('e'))}
  order by ${rankOf('e.title')}, e.written_at desc, e.id limit $4`);

/** What a party keeps to itself is found by those who speak for it, and by nobody else. */
export const ownSearch = searchable<EntryFound>({
  place: 60,
  heading: (language) => internalTexts(language).search.own,
  question: (sought, most) => searchOwn(...valuesOf(sought, most)),
  hit: (row, { language }) => hitWithin(row, language, row.title, `internal-material/${row.id}`),
});

const searchShared = statement<SharedFound, SoughtValues>(`
  select s.id, s.title, o.name as organisation_name, ${foundWithin}
  from shared_material s join collaboration c on c.id = s.collaboration_id
  join organisation o on o.id = s.organisation_id
  where ${isSearchedWithin('s')} and ${acting} = any(s.shared_with) and ${isOpenToReader('s')}
    and ${holdsWords(words('s'))}
  order by ${rankOf('s.title')}, s.created_at desc, s.id limit $4`);

export const sharedSearch = searchable<SharedFound>({
  place: 61,
  heading: (language) => internalTexts(language).search.shared,
  question: (sought, most) => searchShared(...valuesOf(sought, most)),
  hit: (row, { language }) =>
    hitWithin(
      row,
      language,
      row.title,
      `shared-material/${row.id}`,
      internalTexts(language).search.sharedBy(row.organisation_name, row.collaboration_name),
    ),
});

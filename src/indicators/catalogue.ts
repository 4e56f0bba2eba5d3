import { statement } from '../platform/database/statement.ts';
import { wordsOf } from '../search/index.ts';

/** What the catalogue is searched in: every word of the title and the code, each preceded by one space. */
export const toSearchText = (title: string, code: string): string =>
  ` ${[...wordsOf(title), ...wordsOf(code)].join(' ')}`;

export interface CatalogueEntry {
  readonly code: string;
  readonly title: string;
  readonly by_sex: boolean;
  readonly area: string;
  readonly kind: string;
  /** As yyyy-mm-dd. */
  readonly next_publication_on: string | null;
  /** The series here that holds its values, if any. */
  readonly series_id: number | null;
  /** How many there are in all, however few are asked for. */
  readonly found: number;
  /** False for a series that has been ordered and not yet fetched. */
  readonly has_values: boolean;
}

const findEntries = statement<
  CatalogueEntry,
  [everyWord: string[], everyWordStart: string[], titleStart: string, most: number]
>(`
  select found.code, found.title, found.by_sex, found.area, found.kind, found.next_publication_on, s.id as series_id,
    found.found, s.last_period is not null as has_values
  from (
    select code, title, by_sex, area, kind, next_publication_on::text as next_publication_on, title_place,
      case when search_text like $3 then 0 when search_text like all($2::text[]) then 1 else 2 end as rank,
      code <> all(array(select code from series where source = 'kolada')) as is_without_values,
      count(*) over ()::integer as found
    from catalogue_entry
    where search_text like all($1::text[])
    order by rank, is_without_values, title_place
    limit $4) as found
  left join series s on s.source = 'kolada' and s.code = found.code
  order by found.rank, found.is_without_values, found.title_place`);

/**
 * Searches the whole catalogue, inside compounds too: every word must occur somewhere in the title or the code. Best
 * first: titles that begin with what was typed, then words that begin so, then what only occurs inside words; among
 * equals those with values here.
 */
export function searchCatalogue(typed: string, most = 50) {
  const words = wordsOf(typed);
  return findEntries(
    words.map((word) => `%${word}%`),
    words.map((word) => `% ${word}%`),
    ` ${words.join(' ')}%`,
    most,
  );
}

/** One entry by its code, whether it has values here or not. */
export const findCatalogueEntry = statement<CatalogueEntry, [code: string]>(`
  select c.code, c.title, c.by_sex, c.area, c.kind, c.next_publication_on::text as next_publication_on, s.id as series_id,
    1 as found, s.last_period is not null as has_values
  from catalogue_entry c left join series s on s.source = 'kolada' and s.code = c.code
  where c.code = $1`);

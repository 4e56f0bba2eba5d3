/** Searching across all that the reader may see: what features contribute, and what their statements are made of. */
export {
  type Found,
  type Hit,
  Search,
  type SearchableFeature,
  type SearchHouse,
  searchable,
} from './search.ts';
export { holdsWords, isReadable, rankOf, type SoughtValues, valuesOf, wordsOf } from './sought.ts';

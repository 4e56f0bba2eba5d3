import { type FoundWithin, foundWithin, hitWithin, isSearchedWithin } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import { holdsWords, rankOf, type SoughtValues, searchable, valuesOf } from '../search/index.ts';
import { isSeen } from './queries.ts';
import { attachmentTexts } from './texts.ts';

interface AttachmentFound extends FoundWithin {
  readonly name: string;
}
const soughtText = `a.name || ' ' || a.alternative`;
/** By name and description, never by content. */
const searchAttachments = statement<AttachmentFound, SoughtValues>(`
  select a.id, a.name, ${foundWithin}
  from attachment a join collaboration c on c.id = a.collaboration_id
  where ${isSearchedWithin('a')} and ${isSeen} and ${holdsWords(soughtText)}
  order by ${rankOf('a.name')}, a.created_at desc, a.id limit $4`);

export const attachmentSearch = searchable<AttachmentFound>({
  place: 50,
  heading: (language) => attachmentTexts(language).search,
  question: (sought, most) => searchAttachments(...valuesOf(sought, most)),
  hit: (row, { language }) => hitWithin(row, language, row.name, `attachments/${row.id}`),
});

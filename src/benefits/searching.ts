import { type FoundWithin, foundWithin, hitWithin, isSearchedWithin } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import { holdsWords, rankOf, type SoughtValues, searchable, valuesOf } from '../search/index.ts';
import { benefitTexts } from './texts.ts';

interface BenefitFound extends FoundWithin {
  readonly title: string;
}
const words = `b.title || ' ' || b.measure || ' ' || b.receiver_words`;
const searchBenefits = statement<BenefitFound, SoughtValues>(`
  select b.id, b.title, ${foundWithin}
  from benefit b join collaboration c on c.id = b.collaboration_id
  where ${isSearchedWithin('b')} and ${holdsWords(words)}
  order by ${rankOf('b.title')}, b.title collate "sv-x-icu", b.id limit $4`);

export const benefitSearch = searchable<BenefitFound>({
  place: 29,
  heading: (language) => benefitTexts(language).title,
  question: (sought, most) => searchBenefits(...valuesOf(sought, most)),
  hit: (row, { language }) => hitWithin(row, language, row.title, `benefits/${row.id}`),
});

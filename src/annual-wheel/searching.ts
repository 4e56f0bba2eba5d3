import { type FoundWithin, foundWithin, hitWithin, isSearchedWithin } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import { holdsWords, rankOf, type SoughtValues, searchable, valuesOf } from '../search/index.ts';
import { annualWheelTexts } from './texts.ts';

interface EventFound extends FoundWithin {
  readonly title: string;
}
const searchEvents = statement<EventFound, SoughtValues>(`
  select e.id, e.title, ${foundWithin}
  from year_event e join collaboration c on c.id = e.collaboration_id
  where ${isSearchedWithin('e')} and ${holdsWords('e.title')}
  order by ${rankOf('e.title')}, e.title collate "sv-x-icu", e.id limit $4`);

/** What collaborations do of their own in a year. Planning years are found by their parties. */
export const eventSearch = searchable<EventFound>({
  place: 42,
  heading: (language) => annualWheelTexts(language).title,
  question: (sought, most) => searchEvents(...valuesOf(sought, most)),
  hit: (row, { language }) => hitWithin(row, language, row.title, 'annual-wheel'),
});

import { type FoundWithin, foundWithin, hitWithin, isSearchedWithin } from '../collaborations/index.ts';
import { type CatalogueEntry, searchCatalogue } from '../indicators/index.ts';
import { statement } from '../platform/database/statement.ts';
import { holdsWords, rankOf, type SoughtValues, searchable, valuesOf } from '../search/index.ts';
import { goalTexts } from './texts.ts';

interface GoalFound extends FoundWithin {
  readonly text: string;
}
const searchGoals = statement<GoalFound, SoughtValues>(`
  select g.id, g.text, ${foundWithin}
  from joint_goal g join collaboration c on c.id = g.collaboration_id
  where ${isSearchedWithin('g')} and ${holdsWords('g.text')}
  order by ${rankOf('g.text')}, g.text collate "sv-x-icu", c.name collate "sv-x-icu", g.id limit $4`);

export const goalSearch = searchable<GoalFound>({
  place: 20,
  heading: (language) => goalTexts(language).search.goals,
  question: (sought, most) => searchGoals(...valuesOf(sought, most)),
  hit: (row, { language }) => hitWithin(row, language, row.text, `goals/${row.id}`),
});

interface IndicatorFound extends FoundWithin {
  readonly name: string;
  readonly goal_id: string;
  readonly goal_text: string;
}
const searchIndicators = statement<IndicatorFound, SoughtValues>(`
  select i.id, i.name, g.id as goal_id, g.text as goal_text, ${foundWithin}
  from indicator i
  join joint_goal g on g.collaboration_id = i.collaboration_id and g.id = i.goal_id
  join collaboration c on c.id = i.collaboration_id
  left join series s on s.id = i.series_id
  where ${isSearchedWithin('i')} and g.withdrawn_at is null and ${holdsWords(`i.name || ' ' || coalesce(s.code, '')`)}
  order by ${rankOf('i.name')}, i.name collate "sv-x-icu", c.name collate "sv-x-icu", i.id limit $4`);

export const indicatorSearch = searchable<IndicatorFound>({
  place: 30,
  heading: (language) => goalTexts(language).search.indicators,
  question: (sought, most) => searchIndicators(...valuesOf(sought, most)),
  hit: (row, { language }) =>
    hitWithin(
      row,
      language,
      row.name,
      `goals/${row.goal_id}`,
      goalTexts(language).search.measures(row.goal_text, row.collaboration_name),
    ),
});

/** The official indicators there are: what a goal can be measured by. The same for all, and without pages of their own. */
export const catalogueSearch = searchable<CatalogueEntry>({
  place: 90,
  heading: (language) => goalTexts(language).search.catalogue,
  question: ({ typed }, most) => searchCatalogue(typed, most),
  hit: (row, { language, formats }) => ({
    key: row.code,
    title: row.title,
    where: goalTexts(language).search.inCatalogue(
      row.code,
      row.area,
      row.has_values,
      row.next_publication_on ? formats.date(row.next_publication_on) : '',
    ),
  }),
});

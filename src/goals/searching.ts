import { type ExampleKind, labelOf } from '../collaborations/index.ts';
import { type CatalogueEntry, searchCatalogue } from '../indicators/index.ts';
import { statement } from '../platform/database/statement.ts';
import {
  type Found,
  holdsWords,
  isReadable,
  rankOf,
  type SoughtValues,
  searchable,
  valuesOf,
} from '../search/index.ts';
import { goalTexts } from './texts.ts';

interface GoalFound extends Found {
  readonly id: string;
  readonly text: string;
  readonly collaboration_id: string;
  readonly collaboration_name: string;
  readonly example: ExampleKind;
}
const searchGoals = statement<GoalFound, SoughtValues>(`
  select g.id, g.text, c.id as collaboration_id, c.name as collaboration_name, c.example, count(*) over ()::integer as found
  from joint_goal g join collaboration c on c.id = g.collaboration_id
  where ${isReadable('g.collaboration_id')} and g.withdrawn_at is null and c.withdrawn_at is null and ${holdsWords('g.text')}
  order by ${rankOf('g.text')}, g.text collate "sv-x-icu", c.name collate "sv-x-icu", g.id limit $4`);

export const goalSearch = searchable<GoalFound>({
  place: 20,
  heading: (language) => goalTexts(language).search.goals,
  question: (sought, most) => searchGoals(...valuesOf(sought, most)),
  hit: (row, { language }) => ({
    key: row.id,
    title: row.text,
    href: `/collaborations/${row.collaboration_id}/goals/${row.id}`,
    where: row.collaboration_name,
    ...labelOf(row.example, language),
  }),
});

interface IndicatorFound extends Found {
  readonly id: string;
  readonly name: string;
  readonly goal_id: string;
  readonly goal_text: string;
  readonly collaboration_id: string;
  readonly collaboration_name: string;
  readonly example: ExampleKind;
}
const searchIndicators = statement<IndicatorFound, SoughtValues>(`
  select i.id, i.name, g.id as goal_id, g.text as goal_text, c.id as collaboration_id, c.name as collaboration_name,
    c.example, count(*) over ()::integer as found
  from indicator i
  join joint_goal g on g.collaboration_id = i.collaboration_id and g.id = i.goal_id
  join collaboration c on c.id = i.collaboration_id
  left join series s on s.id = i.series_id
  where ${isReadable('i.collaboration_id')} and i.withdrawn_at is null and g.withdrawn_at is null
    and c.withdrawn_at is null and ${holdsWords(`i.name || ' ' || coalesce(s.code, '')`)}
  order by ${rankOf('i.name')}, i.name collate "sv-x-icu", c.name collate "sv-x-icu", i.id limit $4`);

export const indicatorSearch = searchable<IndicatorFound>({
  place: 30,
  heading: (language) => goalTexts(language).search.indicators,
  question: (sought, most) => searchIndicators(...valuesOf(sought, most)),
  hit: (row, { language }) => ({
    key: row.id,
    title: row.name,
    href: `/collaborations/${row.collaboration_id}/goals/${row.goal_id}`,
    where: goalTexts(language).search.measures(row.goal_text, row.collaboration_name),
    ...labelOf(row.example, language),
  }),
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

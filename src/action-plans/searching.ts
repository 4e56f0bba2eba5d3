import { type FoundWithin, foundWithin, hitWithin, isSearchedWithin } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import { holdsWords, rankOf, type SoughtValues, searchable, valuesOf } from '../search/index.ts';
import { planTexts } from './texts.ts';

interface ActivityFound extends FoundWithin {
  readonly title: string;
}
const words = `a.title || ' ' || a.area || ' ' || a.target_group`;
const searchActivities = statement<ActivityFound, SoughtValues>(`
  select a.id, a.title, ${foundWithin}
  from activity a join collaboration c on c.id = a.collaboration_id
  where ${isSearchedWithin('a')} and ${holdsWords(words)}
  order by ${rankOf('a.title')}, a.title collate "sv-x-icu", a.id limit $4`);

export const activitySearch = searchable<ActivityFound>({
  place: 27,
  heading: (language) => planTexts(language).search.activities,
  question: (sought, most) => searchActivities(...valuesOf(sought, most)),
  hit: (row, { language }) => hitWithin(row, language, row.title, `action-plan/activities/${row.id}`),
});

interface LessonFound extends ActivityFound {
  readonly said: string;
}
const lesson = `a.learned || ' ' || a.evaluation || ' ' || a.pilot_question || ' ' || a.stopped_because`;
const searchLessons = statement<LessonFound, SoughtValues>(`
  select a.id, a.title, left(concat_ws(' ', nullif(a.evaluation, ''), nullif(a.learned, ''), nullif(a.stopped_because, ''),
    nullif(a.pilot_question, '')), 160) as said, ${foundWithin}
  from activity a join collaboration c on c.id = a.collaboration_id
  where ${isSearchedWithin('a')} and ${holdsWords(lesson)}
  order by ${rankOf(lesson)}, a.title collate "sv-x-icu", a.id limit $4`);

/** What was tried and learned, in every collaboration that the reader sees. */
export const lessonSearch = searchable<LessonFound>({
  place: 28,
  heading: (language) => planTexts(language).search.lessons,
  question: (sought, most) => searchLessons(...valuesOf(sought, most)),
  hit: (row, { language }) =>
    hitWithin(row, language, row.title, `action-plan/activities/${row.id}`, `${row.collaboration_name}: ${row.said}`),
});

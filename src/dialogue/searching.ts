import { type FoundWithin, foundWithin, hitWithin, isSearchedWithin } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import { holdsWords, rankOf, type SoughtValues, searchable, valuesOf } from '../search/index.ts';
import { dialogueTexts } from './texts.ts';

interface QuestionFound extends FoundWithin {
  readonly question: string;
}
const words = `e.question || coalesce((select string_agg(' ' || a.answer, '' order by a.id) from question_answer a
  where a.collaboration_id = e.collaboration_id and a.question_id = e.id and a.withdrawn_at is null), '')`;
const searchQuestions = statement<QuestionFound, SoughtValues>(`
  select e.id, e.question, ${foundWithin}
  from asked_question e join collaboration c on c.id = e.collaboration_id
  where ${isSearchedWithin('e')} and ${holdsWords(words)}
  order by ${rankOf('e.question')}, e.question collate "sv-x-icu", e.id limit $4`);

export const questionSearch = searchable<QuestionFound>({
  place: 46,
  heading: (language) => dialogueTexts(language).title,
  question: (sought, most) => searchQuestions(...valuesOf(sought, most)),
  hit: (row, { language }) => hitWithin(row, language, row.question, `dialogue/questions/${row.id}`),
});

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

interface NoteFound extends FoundWithin {
  readonly text: string;
}
const searchNotes = statement<NoteFound, SoughtValues>(`
  select e.id, e.text, ${foundWithin}
  from progress_note e join collaboration c on c.id = e.collaboration_id
  where ${isSearchedWithin('e')} and ${holdsWords('e.text')}
  order by ${rankOf('e.text')}, e.happened_on desc, e.id limit $4`);

export const progressSearch = searchable<NoteFound>({
  place: 47,
  heading: (language) => dialogueTexts(language).progress.title,
  question: (sought, most) => searchNotes(...valuesOf(sought, most)),
  hit: (row, { language }) => hitWithin(row, language, row.text, 'dialogue/progress'),
});

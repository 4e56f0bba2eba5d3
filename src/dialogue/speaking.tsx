import { contribute, newsPart, overviewPart, type Reading, type Waiting } from '../collaborations/index.ts';
import { speaksFor } from '../identity/index.ts';
import { ProgressOnOverview } from './pages/progress-pages.tsx';
import { askQuestions } from './policy.ts';
import { listNews, listNotes } from './progress.ts';
import { readStanding, type StandingRow } from './question-queries.ts';
import { correctEntered } from './questions.ts';
import { dialogueTexts } from './texts.ts';

const base = (of: Reading): string => `/collaborations/${of.collaboration.id}/dialogue`;
const isReal = (of: Reading): boolean => of.collaboration.example === 'real';
const speaks = (of: Reading): boolean => speaksFor(of.user, of.collaboration.id, of.user.organisation_id);

/** What is asked and expected of the reader's own party; and of whoever asks, what has gone past its day. */
function ours(standing: StandingRow, of: Reading): readonly Waiting[] {
  const t = dialogueTexts(of.language).gaps;
  const waits = { shape: 'waits' as const, text: t.waits };
  const asked = standing.own_waiting.map(
    (one): Waiting => ({
      title: t.ours(one.question),
      why: t.oursWhy,
      dueOn: one.due,
      state: waits,
      action: { href: `${base(of)}/questions/${one.id}/answers/${one.party}`, text: t.answer },
    }),
  );
  const expected = standing.expected_of_us.map(
    (one): Waiting => ({
      title: t.expected(one.name, one.expected),
      why: t.expectedWhy,
      dueOn: one.due,
      state: waits,
      action: { href: `${base(of)}/expectations/${one.id}/answer`, text: t.answer },
    }),
  );
  const { reviews } = dialogueTexts(of.language);
  const unshared = standing.unshared.map(
    (year): Waiting => ({
      title: reviews.waiting(year),
      why: reviews.waitingWhy,
      state: waits,
      action: { href: `${base(of)}/reviews/${year}/outcome`, text: reviews.share },
    }),
  );
  return speaks(of) ? [...asked, ...expected, ...unshared] : [];
}

const late = (standing: StandingRow, of: Reading): readonly Waiting[] => {
  const t = dialogueTexts(of.language).gaps;
  if (!of.may(askQuestions)) return [];
  return standing.late.map((one) => ({
    title: t.late(one.question),
    why: t.lateWhy,
    dueOn: one.due,
    state: { shape: 'waits' as const, text: t.awaits(one.awaited) },
    action: { href: `${base(of)}/questions/${one.id}`, text: t.open },
  }));
};

/** What is asked and told between the rounds, as it stands in a workspace. */
export const dialogueInWorkspace = contribute<StandingRow>({
  question: (id) => readStanding(id),
  across: readStanding.across,
  menu: ([standing], of) => {
    const t = dialogueTexts(of.language);
    const waits = standing && !isReal(of) ? ours(standing, of) : [];
    const othersAwaited = standing ? standing.awaited - standing.own_awaited : 0;
    return [
      {
        path: 'dialogue',
        text: t.title,
        place: 46,
        ...(waits.length > 0
          ? { state: { shape: 'waits' as const, text: t.gaps.menuOurs } }
          : othersAwaited > 0
            ? { state: { shape: 'waits' as const, text: t.gaps.menu(othersAwaited) } }
            : {}),
      },
      { path: 'dialogue/expectations', text: t.expectations.title, place: 46.1, under: 'dialogue' },
      { path: 'dialogue/progress', text: t.progress.title, place: 46.2, under: 'dialogue' },
      { path: 'dialogue/reviews', text: t.reviews.title, place: 46.3, under: 'dialogue' },
    ];
  },
  waitsForUs: ([standing], of) => (standing && !isReal(of) ? [...ours(standing, of), ...late(standing, of)] : []),
  weAwait: ([standing], of) => {
    const count = standing && !isReal(of) ? standing.awaited - standing.own_awaited : 0;
    if (count === 0) return [];
    const t = dialogueTexts(of.language).gaps;
    return [
      {
        title: t.others,
        why: t.othersWhy,
        state: { shape: 'waits', text: t.awaits(count) },
        action: { href: base(of), text: t.see },
      },
    ];
  },
  beside: ([standing], of, subject) => {
    const [asked, awaited] = standing?.subjects[subject] ?? [0, 0];
    const notes = standing?.notes[subject] ?? 0;
    const outcome = standing?.outcomes[subject];
    const t = dialogueTexts(of.language);
    const links = [
      ...(asked > 0 ? [[`${base(of)}?about=${subject}`, t.beside.count(asked, awaited)] as const] : []),
      ...(notes > 0 ? [[`${base(of)}/progress?about=${subject}`, t.progress.count(notes)] as const] : []),
      ...(outcome
        ? [[`${base(of)}/reviews`, t.reviews.beside(outcome[0], t.reviews.goesOn[outcome[1]])] as const]
        : []),
    ];
    if (links.length === 0) return null;
    return (
      <>
        {links.map(([href, text], place) => (
          <>
            {place > 0 ? ' · ' : null}
            <a href={href}>{text}</a>
          </>
        ))}
      </>
    );
  },
  overview: overviewPart({
    questions: (id) => ({ notes: listNotes(id, 3) }),
    draw: ({ notes }, of) => <ProgressOnOverview notes={notes} of={of} />,
  }),
  news: newsPart({
    question: (from, until) => listNews(from, until),
    tell: (row, of) => ({
      key: row.id,
      text: row.text,
      note: dialogueTexts(of.language).progress.newsNote(row.organisation_name, of.formats.date(row.happened_on)),
      href: `${base(of)}/progress`,
    }),
  }),
  correct: { subjectTypes: ['questionAnswer', 'expectation'], ownHistory: ['expectation'], carryOut: correctEntered },
  verbs: (language) => dialogueTexts(language).verbs,
  told: (language) => {
    const t = dialogueTexts(language);
    return {
      fields: t.told,
      words: {
        'yearlyReview.goesOn': t.reviews.goesOn,
        'expectation.answer': t.expectations.answers,
        'expectation.outcome': t.expectations.outcomes,
      },
    };
  },
});

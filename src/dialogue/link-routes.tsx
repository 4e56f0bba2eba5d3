import { findCollaboration, holdLink, listParties } from '../collaborations/index.ts';
import { page, type Route, type Visit } from '../identity/index.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { byLink, get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { LinkPage } from './pages/question-forms.tsx';
import { findQuestion, questionQuestions } from './question-routes.tsx';
import { answerQuestion } from './questions.ts';
import { dialogueTexts } from './texts.ts';

/** A party answers by the link that was sent to it. */
export function linkRoutes(): readonly Route[] {
  const show = async (visit: Visit, state: FormState = untouched) => {
    // The link's first statement tells which collaboration it is for; the page's own questions need that answer.
    const found = await visit.read({});
    const [id = ''] = found.user.reads;
    const { user, rows } = await visit.read({
      collaboration: findCollaboration(id),
      parties: listParties(id),
      ...questionQuestions(id),
    });
    const [collaboration] = rows.collaboration;
    const party = rows.parties.find((one) => one.organisation_id === user.organisation_id);
    if (!collaboration || !party) throw new Refusal('gone');
    return visit.page(
      page(visit, undefined, {
        title: dialogueTexts(visit.language).link.title(party.name),
        narrow: true,
        status: statusOf(state),
        children: (
          <LinkPage
            visit={visit}
            party={party}
            collaboration={collaboration}
            questions={rows.questions}
            answers={rows.answers}
            at={`/questions/${visit.params.token}`}
            state={state}
          />
        ),
      }),
    );
  };
  return [
    byLink(get('/questions/:token', holdLink, (visit) => show(visit))),
    byLink(
      post('/questions/:token/:question', holdLink, (visit) =>
        visit.submit(
          async (tx, form) => {
            const [id = ''] = tx.user.reads;
            const { question, answers } = findQuestion(visit, await tx.batch(questionQuestions(id)));
            const answer = answers.find((one) => one.organisation_id === tx.user.organisation_id);
            if (!answer || answer.answered_on !== null) throw notFound();
            const t = dialogueTexts(visit.language);
            const reader = new FormReader(form);
            const words = reader.text(`answer-${question.id}`, t.form.answerMissing, 4000, t.tooLong(4000));
            reader.done();
            await answerQuestion(tx, id, question, answer, Number(form.text('version')), words);
            return `/questions/${visit.params.token}?done=saved`;
          },
          (state) => show(visit, state),
        ),
      ),
    ),
  ];
}

import { readChannel, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import { may, type Route, speaksFor, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { commentAnswers, stances } from './agreement.ts';
import { changeClause } from './clauses.ts';
import { answerComment, commentOn, takeStance } from './commenting.ts';
import { mustBeOpen, openAgreement, versionAt, wantedIn } from './open-agreement.ts';
import { AnswerPage, CommentPage, StancePage } from './pages/answering-forms.tsx';
import { answerAgreements, writeAgreements } from './policy.ts';
import { listAgreementParties, listClauses, listComments, type VersionRow } from './queries.ts';
import { agreementTexts } from './texts.ts';
import { hereOf, versionIn } from './version-routes.tsx';

/** Nothing is said of a text that has not been sent, or is settled. */
const mustBeOut = (version: VersionRow): VersionRow => {
  if (!mustBeOpen(version).sent_at) throw notFound();
  return version;
};

export function answeringRoutes(house: WorkspaceHouse): readonly Route[] {
  const commentsAt = `${versionAt}/clauses/:clause/comments`;
  const open = async (visit: Visit) => {
    const opened = await openAgreement(visit, house);
    mustBeOut(opened.version);
    const clause = opened.parts({}).clauses.find((one) => one.id === visit.params.clause);
    return { ...opened, clause };
  };
  const showComment = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, version, rows, clause, user } = await open(visit);
    if (!clause) throw notFound();
    const own = rows.parties.find((one) => speaksFor(user, of.collaboration.id, one.organisation_id));
    return visit.page(
      workspacePage(visit, of, said, {
        title: agreementTexts(visit.language).answering.commentTitle(clause.heading),
        current: 'agreements',
        narrow: true,
        status: statusOf(state),
        children: (
          <CommentPage
            visit={visit}
            of={of}
            state={state}
            version={version}
            clause={clause}
            own={own}
            others={rows.parties.filter((one) => one !== own && of.may(answerAgreements, one.organisation_id))}
          />
        ),
      }),
    );
  };
  const showAnswer = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, version, rows, clause } = await open(visit);
    const comment = rows.comments.find((one) => one.id === visit.params.comment && one.clause_id === clause?.id);
    if (!clause || !comment) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: agreementTexts(visit.language).answering.answerTitle,
        current: 'agreements',
        narrow: true,
        status: statusOf(state),
        children: (
          <AnswerPage visit={visit} of={of} state={state} version={version} clause={clause} comment={comment} />
        ),
      }),
    );
  };
  const showStance = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, version, rows, user } = await open(visit);
    const party = rows.parties.find((one) => one.party_id === visit.params.party);
    if (!party || !of.may(answerAgreements, party.organisation_id)) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: agreementTexts(visit.language).answering.stanceTitle,
        current: 'agreements',
        narrow: true,
        status: statusOf(state),
        children: (
          <StancePage
            visit={visit}
            of={of}
            state={state}
            version={version}
            party={party}
            isForAnother={!speaksFor(user, of.collaboration.id, party.organisation_id)}
          />
        ),
      }),
    );
  };
  return [
    get(`${commentsAt}/new`, answerAgreements, (visit) => showComment(visit)),
    post(`${commentsAt}/new`, answerAgreements, (visit) =>
      visit.submit(
        async (tx, form) => {
          const wanted = wantedIn(visit);
          const [id] = wanted;
          const version = mustBeOut(await versionIn(tx, visit));
          const { clauses, parties } = await tx.batch({
            clauses: listClauses(...wanted),
            parties: listAgreementParties(...wanted),
          });
          const clause = clauses.find(
            (one) => one.id === visit.params.clause && one.agreement_version_id === version.id,
          );
          if (!clause) throw notFound();
          const t = agreementTexts(visit.language).answering;
          const reader = new FormReader(form);
          const named = form.text('party');
          const party = named
            ? parties.find((one) => one.party_id === named)
            : parties.find((one) => speaksFor(tx.user, id, one.organisation_id));
          if (!party) reader.wrong('party', t.asPartyMissing);
          const organisation = party?.organisation_id ?? null;
          if (party && !may(tx.user, answerAgreements, { collaboration: id, organisation })) throw notFound();
          const entered =
            party && !speaksFor(tx.user, id, party.organisation_id) ? readChannel(reader, visit.language) : undefined;
          const text = reader.text('text', t.textMissing, 4000);
          const proposal = reader.text('proposal', undefined, 20_000);
          reader.done();
          if (!party) throw notFound();
          commentOn(tx, id, clause, party, {
            text,
            proposal: proposal === clause.text.trim() ? '' : proposal,
            entered,
          });
          return `${hereOf(visit)}?done=saved#clause-${clause.place}`;
        },
        (state) => showComment(visit, state),
      ),
    ),
    get(`${commentsAt}/:comment`, writeAgreements, (visit) => showAnswer(visit)),
    post(`${commentsAt}/:comment`, writeAgreements, (visit) =>
      visit.submit(
        async (tx, form) => {
          const wanted = wantedIn(visit);
          const version = mustBeOut(await versionIn(tx, visit));
          const { clauses, comments } = await tx.batch({
            clauses: listClauses(...wanted),
            comments: listComments(...wanted),
          });
          const clause = clauses.find(
            (one) => one.id === visit.params.clause && one.agreement_version_id === version.id,
          );
          const comment = comments.find((one) => one.id === visit.params.comment && one.clause_id === clause?.id);
          if (!clause || !comment) throw notFound();
          const t = agreementTexts(visit.language).answering;
          const reader = new FormReader(form);
          const answer = reader.oneOf('answer', commentAnswers, t.answerMissing) ?? 'notTaken';
          const takesIn = form.all('takeIn').includes('yes') && comment.proposal !== '';
          // Taken in as it stands, the text itself is the answer.
          const words = reader.text('words', takesIn && answer === 'taken' ? undefined : t.wordsMissing, 2000);
          reader.done();
          await answerComment(tx, wanted[0], comment, Number(form.text('version')), answer, words);
          if (takesIn) {
            await changeClause(tx, wanted[0], clause, Number(form.text('version-clause')), {
              kind: clause.kind,
              heading: clause.heading,
              text: comment.proposal,
              proposedByPartyId: comment.party_id,
            });
          }
          return `${hereOf(visit)}?done=saved#clause-${clause.place}`;
        },
        (state) => showAnswer(visit, state),
      ),
    ),
    get(`${versionAt}/stances/:party`, answerAgreements, (visit) => showStance(visit)),
    post(`${versionAt}/stances/:party`, answerAgreements, (visit) =>
      visit.submit(
        async (tx, form) => {
          const wanted = wantedIn(visit);
          mustBeOut(await versionIn(tx, visit));
          const parties = await tx.all(listAgreementParties(...wanted));
          const party = parties.find((one) => one.party_id === visit.params.party);
          if (!party) throw notFound();
          const about = { collaboration: wanted[0], organisation: party.organisation_id };
          if (!may(tx.user, answerAgreements, about)) throw notFound();
          const t = agreementTexts(visit.language);
          const reader = new FormReader(form);
          const stance = reader.oneOf('stance', stances, t.answering.stanceMissing) ?? 'reading';
          const needsWords = stance === 'objections' || stance === 'declines';
          const note = reader.text('note', needsWords ? t.answering.noteMissing : undefined, 1000);
          const isOwn = speaksFor(tx.user, wanted[0], party.organisation_id);
          const entered = isOwn ? undefined : readChannel(reader, visit.language);
          reader.done();
          await takeStance(
            tx,
            wanted[0],
            party,
            Number(form.text('version')),
            { stance, note, entered },
            t.stances[stance],
          );
          return `${hereOf(visit)}?done=saved`;
        },
        (state) => showStance(visit, state),
      ),
    ),
  ];
}

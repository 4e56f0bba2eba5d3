import { openWorkspace, readChannel, type WorkspaceHouse, workspacePage } from '../../collaborations/index.ts';
import { may, type Route, speaksFor, type Visit } from '../../identity/index.ts';
import { notFound } from '../../platform/errors.ts';
import { FormReader } from '../../platform/http/form-input.ts';
import { get, post } from '../../platform/http/route.ts';
import { isId } from '../../platform/id.ts';
import { type FormState, statusOf, untouched } from '../../ui/form.tsx';
import { TakeoverPage } from './pages/takeover-page.tsx';
import { answerTakeovers } from './policy.ts';
import { answerTakeover, findTakeover, mayAnswer } from './takeover.ts';
import { afterwardsTexts } from './texts.ts';

const withdrawalAt = '/collaborations/:collaboration/agreements/:agreement/withdrawals/:withdrawal';
const answerAt = `${withdrawalAt}/undertakings/:undertaking/answer`;

/** The party that is asked to take over what another has promised says yes or no; or is heard, and entered. */
export function takeoverRoutes({ workspace }: WorkspaceHouse): readonly Route[] {
  const idOf = (visit: Visit): string => visit.params.collaboration ?? '';
  const wanted = (visit: Visit) => {
    const { agreement = '', withdrawal = '', undertaking = '' } = visit.params;
    if (![agreement, withdrawal, undertaking].every(isId)) throw notFound();
    return findTakeover(idOf(visit), agreement, withdrawal, undertaking);
  };
  const back = (visit: Visit): string => visit.url.pathname.replace(/\/undertakings\/.*$/, '');

  const show = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows, user } = await openWorkspace(visit, workspace, { takeover: wanted(visit) });
    const [one] = rows.takeover;
    if (!one || !mayAnswer(one) || !of.may(answerTakeovers, one.organisation_id)) throw notFound();
    const isForAnother = !speaksFor(user, idOf(visit), one.organisation_id);
    const t = afterwardsTexts(visit.language).takeover;
    return visit.page(
      workspacePage(visit, of, said, {
        title: isForAnother ? t.titleFor(one.party_name) : t.title,
        current: 'agreements',
        narrow: true,
        status: statusOf(state),
        children: (
          <TakeoverPage
            visit={visit}
            of={of}
            takeover={one}
            isForAnother={isForAnother}
            backTo={back(visit)}
            state={state}
          />
        ),
      }),
    );
  };

  return [
    get(answerAt, answerTakeovers, (visit) => show(visit)),
    post(answerAt, answerTakeovers, (visit) =>
      visit.submit(
        async (tx, form) => {
          const one = await tx.find(wanted(visit));
          const about = { collaboration: idOf(visit), organisation: one?.organisation_id };
          if (!one || !mayAnswer(one) || !may(tx.user, answerTakeovers, about)) throw notFound();
          const isOwn = speaksFor(tx.user, idOf(visit), one.organisation_id);
          const t = afterwardsTexts(visit.language).takeover;
          const reader = new FormReader(form);
          const answer = reader.oneOf('answer', ['yes', 'no'] as const, t.answerMissing);
          const note = reader.text('note', undefined, 500);
          const channel = isOwn ? undefined : readChannel(reader, visit.language);
          reader.done();
          const isAccepted = answer === 'yes';
          const summary = (isAccepted ? t.summaryYes : t.summaryNo)(one.text);
          await answerTakeover(tx, idOf(visit), one, Number(form.text('version')), {
            isAccepted,
            note,
            ...(channel ? { entered: { ...channel, summary } } : {}),
          });
          return `${back(visit)}?done=saved`;
        },
        (state) => show(visit, state),
      ),
    ),
  ];
}

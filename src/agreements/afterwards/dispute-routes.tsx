import { openWorkspace, type WorkspaceHouse, workspacePage } from '../../collaborations/index.ts';
import { dayOf, type Route, type Tx, type User, type Visit } from '../../identity/index.ts';
import { notFound } from '../../platform/errors.ts';
import { FormReader } from '../../platform/http/form-input.ts';
import { get, post } from '../../platform/http/route.ts';
import { isId } from '../../platform/id.ts';
import { type FormState, statusOf, untouched } from '../../ui/form.tsx';
import {
  type DisputeRow,
  findDispute,
  listDisputeSteps,
  noteDisputeStep,
  raiseDispute,
  settleDispute,
} from './dispute.ts';
import { readDispute, readDisputeStep } from './forms.ts';
import { DisputePage, NewDisputePage } from './pages/dispute-pages.tsx';
import { raiseDisputes, takePartInDispute } from './policy.ts';
import { type BoundParty, findTextInForce, listClausesInForce, listPartiesOfText } from './text-in-force.ts';
import { afterwardsTexts } from './texts.ts';

const disputesAt = '/collaborations/:collaboration/agreements/:agreement/disputes';
const disputeAt = `${disputesAt}/:dispute`;

/** Parties that do not agree on what they have agreed. For everybody else in the collaboration there is no dispute. */
export function disputeRoutes({ workspace }: WorkspaceHouse): readonly Route[] {
  const idOf = (visit: Visit): string => visit.params.collaboration ?? '';
  const named = (visit: Visit, name: 'agreement' | 'dispute'): string => {
    const id = visit.params[name] ?? '';
    if (!isId(id)) throw notFound();
    return id;
  };
  const at = (visit: Visit, dispute: string): string =>
    `/collaborations/${idOf(visit)}/agreements/${named(visit, 'agreement')}/disputes/${dispute}`;
  const textOf = (visit: Visit) => ({
    text: findTextInForce(idOf(visit), named(visit, 'agreement')),
    clauses: listClausesInForce(idOf(visit), named(visit, 'agreement')),
    parties: listPartiesOfText(idOf(visit), named(visit, 'agreement')),
  });
  /** One raises a dispute for a party of the text that one speaks for. */
  const othersOf = (parties: readonly BoundParty[], user: User): readonly BoundParty[] => {
    if (!parties.some(({ organisation_id }) => organisation_id === user.organisation_id)) throw notFound();
    return parties.filter(({ organisation_id }) => organisation_id !== user.organisation_id);
  };

  const showNew = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows, user } = await openWorkspace(visit, workspace, textOf(visit));
    const [text] = rows.text;
    if (!text) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: afterwardsTexts(visit.language).dispute.newTitle,
        current: 'agreements',
        narrow: true,
        status: statusOf(state),
        children: (
          <NewDisputePage
            visit={visit}
            of={of}
            text={text}
            clauses={rows.clauses}
            others={othersOf(rows.parties, user)}
            state={state}
          />
        ),
      }),
    );
  };

  const show = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      ...textOf(visit),
      dispute: findDispute(idOf(visit), named(visit, 'agreement'), named(visit, 'dispute')),
      steps: listDisputeSteps(idOf(visit), named(visit, 'dispute')),
    });
    const [dispute] = rows.dispute;
    if (!dispute) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: afterwardsTexts(visit.language).dispute.title,
        current: 'agreements',
        status: statusOf(state),
        children: (
          <DisputePage
            visit={visit}
            of={of}
            dispute={dispute}
            steps={rows.steps}
            conflictClause={rows.clauses.find(({ kind }) => kind === 'conflict')}
            state={state}
          />
        ),
      }),
    );
  };

  const findMine = async (tx: Tx, visit: Visit): Promise<DisputeRow> => {
    const [dispute] = await tx.all(findDispute(idOf(visit), named(visit, 'agreement'), named(visit, 'dispute')));
    if (!dispute || dispute.settled_on) throw notFound();
    return dispute;
  };

  return [
    get(`${disputesAt}/new`, raiseDisputes, (visit) => showNew(visit)),
    post(disputesAt, raiseDisputes, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { text, clauses, parties } = await tx.batch(textOf(visit));
          const [inForce] = text;
          if (!inForce) throw notFound();
          const reader = new FormReader(form);
          const dispute = readDispute(reader, form, inForce, clauses, othersOf(parties, tx.user), visit.language);
          reader.done();
          return `${at(visit, raiseDispute(tx, idOf(visit), dispute))}?done=saved`;
        },
        (state) => showNew(visit, state),
      ),
    ),
    get(disputeAt, takePartInDispute, (visit) => show(visit)),
    post(`${disputeAt}/steps`, takePartInDispute, (visit) =>
      visit.submit(
        async (tx, form) => {
          const dispute = await findMine(tx, visit);
          const reader = new FormReader(form);
          const step = readDisputeStep(reader, dayOf(tx.now), visit.language);
          reader.done();
          noteDisputeStep(tx, idOf(visit), dispute, step);
          return `${at(visit, dispute.id)}?done=saved`;
        },
        (state) => show(visit, state),
      ),
    ),
    post(`${disputeAt}/settlement`, takePartInDispute, (visit) =>
      visit.submit(
        async (tx, form) => {
          const dispute = await findMine(tx, visit);
          const reader = new FormReader(form);
          const outcome = reader.text('settled', afterwardsTexts(visit.language).dispute.settleMissing, 2000);
          reader.done();
          await settleDispute(tx, idOf(visit), dispute, Number(form.text('version')), outcome);
          return `${at(visit, dispute.id)}?done=saved`;
        },
        (state) => show(visit, state),
      ),
    ),
  ];
}

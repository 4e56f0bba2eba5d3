import { listParties, openWorkspace, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import { type Route, speaksFor, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { collaborationOf, idIn, roundPath } from './full-round-routes.tsx';
import { UndertakingsPage } from './pages/undertaking-pages.tsx';
import { answerRounds } from './policy.ts';
import { listAnswered, listRounds } from './queries.ts';
import { followUpTexts } from './texts.ts';
import { answerUndertakings, listUndertakings, needsWhy, undertakingOutcomes } from './undertakings.ts';

const path = `${roundPath}/undertakings/:party`;

/** What became of what a party promised, said by itself, or entered for one that does not sign in. */
export function undertakingRoutes({ workspace }: WorkspaceHouse): readonly Route[] {
  const show = async (visit: Visit, state: FormState = untouched) => {
    const id = collaborationOf(visit);
    const roundId = idIn(visit, 'round');
    const { of, said, rows, user } = await openWorkspace(visit, workspace, {
      rounds: listRounds(id),
      parties: listParties(id),
      answered: listAnswered(id),
      undertakings: listUndertakings(id),
    });
    const round = rows.rounds.find((one) => one.id === roundId);
    const party = rows.parties.find((one) => one.id === visit.params.party);
    const isAsked = rows.answered.some((row) => row.round_id === roundId && row.party_id === party?.id);
    if (!round || !party || !isAsked || round.closed_at) throw notFound();
    if (!of.may(answerRounds, party.organisation_id)) throw notFound();
    const isOwn = speaksFor(user, of.collaboration.id, party.organisation_id);
    const t = followUpTexts(visit.language).undertaking;
    return visit.page(
      workspacePage(visit, of, said, {
        title: isOwn ? t.title : t.titleFor(party.name),
        current: 'follow-up',
        narrow: true,
        status: statusOf(state),
        children: (
          <UndertakingsPage
            visit={visit}
            of={of}
            round={round}
            party={party}
            isForAnother={!isOwn}
            undertakings={rows.undertakings.filter((row) => row.party_id === party.id)}
            state={state}
          />
        ),
      }),
    );
  };
  return [
    get(path, answerRounds, (visit) => show(visit)),
    post(path, answerRounds, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = collaborationOf(visit);
          const roundId = idIn(visit, 'round');
          const partyId = idIn(visit, 'party');
          const t = followUpTexts(visit.language).undertaking;
          const undertakings = (await tx.all(listUndertakings(id))).filter((row) => row.party_id === partyId);
          const reader = new FormReader(form);
          const stated = undertakings.flatMap((of) => {
            const outcome = undertakingOutcomes.find((one) => one === form.text(`outcome-${of.id}`));
            if (!outcome) return [];
            const why = reader.text(`why-${of.id}`, needsWhy(outcome) ? t.whyMissing : undefined, 1000);
            return [{ of, outcome, why, version: Number(form.text(`version-${of.id}`)) }];
          });
          reader.done();
          await answerUndertakings(tx, id, roundId, partyId, stated);
          return `${roundPath.replace(':collaboration', id).replace(':round', roundId)}?done=saved#undertakings`;
        },
        (state) => show(visit, state),
      ),
    ),
  ];
}

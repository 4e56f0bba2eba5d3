import { openWorkspace, readCollaboration, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import type { Route, Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { get } from '../platform/http/route.ts';
import { isId } from '../platform/id.ts';
import { collaborationOf, idIn, roundPath } from './full-round-routes.tsx';
import { beforeQuestions, readBefore } from './laying-beside.ts';
import { ComparedPage } from './pages/compared-page.tsx';
import { listRoundGoals, listRounds, listRoundValues } from './queries.ts';
import { followUpTexts } from './texts.ts';
import { listUndertakings } from './undertakings.ts';

/** Two rounds beside each other: the one of the address and the one before it, or another that is chosen. */
export function comparedRoutes({ workspace }: WorkspaceHouse): readonly Route[] {
  return [
    get(`${roundPath}/compared`, readCollaboration, async (visit: Visit) => {
      const id = collaborationOf(visit);
      const roundId = idIn(visit, 'round');
      const chosen = visit.url.searchParams.get('with');
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        rounds: listRounds(id),
        goals: listRoundGoals(id, roundId),
        values: listRoundValues(id, roundId),
        undertakings: listUndertakings(id),
        ...beforeQuestions(id, roundId, chosen !== null && isId(chosen) ? chosen : null),
        ...workspace.roundQuestions(id),
      });
      const round = rows.rounds.find((one) => one.id === roundId);
      if (!round) throw notFound();
      const { before, told } = readBefore(rows, round, rows as never, of, workspace);
      return visit.page(
        workspacePage(visit, of, said, {
          title: followUpTexts(visit.language).compared.title,
          current: 'follow-up',
          children: <ComparedPage of={of} round={round} {...rows} before={before} told={told(null)} />,
        }),
      );
    }),
  ];
}

import { findOrganisation, page, type Route, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { get } from '../platform/http/route.ts';
import { isId } from '../platform/id.ts';
import { statusOf } from '../ui/form.tsx';
import { openWorkspace } from './open-workspace.ts';
import { HistoryList } from './pages/history-page.tsx';
import { workspacePage } from './pages/workspace-page.tsx';
import { readCollaboration, readOrganisationHistory } from './policy.ts';
import {
  type HistoryChoice,
  type HistoryFilter,
  type HistoryRow,
  historyOf,
  isNarrowed,
  listHistoryChoices,
  readHistoryFilter,
} from './telling-history.ts';
import { collaborationTexts } from './texts.ts';
import type { Workspace, WorkspaceHouse } from './workspace.ts';

const toldHistory = (
  visit: Visit,
  workspace: Workspace,
  read: ReturnType<typeof readHistoryFilter>,
  rows: { readonly entries: readonly HistoryRow[]; readonly choices: readonly HistoryChoice[] },
) => ({
  language: visit.language,
  formats: visit.formats,
  here: visit.url,
  rows: rows.entries,
  choices: rows.choices,
  verbs: workspace.verbs(visit),
  told: workspace.told(visit),
  state: read.state,
  isNarrowed: isNarrowed(read.filter),
});

const questions = (chain: string, filter: HistoryFilter) => ({
  entries: historyOf(chain, filter),
  choices: listHistoryChoices(chain),
});

export function historyRoutes({ workspace }: WorkspaceHouse): readonly Route[] {
  return [
    get('/collaborations/:collaboration/history', readCollaboration, async (visit) => {
      const id = visit.params.collaboration ?? '';
      if (!isId(id)) throw notFound();
      const read = readHistoryFilter(visit.url, visit.language);
      const { of, said, rows } = await openWorkspace(visit, workspace, questions(id, read.filter));
      const t = collaborationTexts(visit.language).history;
      return visit.page(
        workspacePage(visit, of, said, {
          title: t.title,
          current: 'history',
          status: statusOf(read.state),
          children: (
            <>
              <h1>{t.title}</h1>
              <p class="lead">{t.lead}</p>
              <HistoryList of={toldHistory(visit, workspace, read, rows)} />
            </>
          ),
        }),
      );
    }),

    get('/organisations/:organisation/history', readOrganisationHistory, async (visit) => {
      const id = visit.params.organisation ?? '';
      if (!isId(id)) throw notFound();
      const read = readHistoryFilter(visit.url, visit.language);
      const { user, rows } = await visit.read({ organisation: findOrganisation(id), ...questions(id, read.filter) });
      const [organisation] = rows.organisation;
      // Within it, and not from the organisation above.
      if (!organisation || user.organisation_id !== organisation.id) throw notFound();
      const t = collaborationTexts(visit.language).history;
      return visit.page(
        page(visit, user, {
          title: t.ofOrganisation(organisation.name),
          status: statusOf(read.state),
          children: (
            <>
              <p class="trail">
                <a href={`/organisations/${organisation.id}`}>{organisation.name}</a>
              </p>
              <h1>{t.title}</h1>
              <p class="lead">{t.ofOrganisationLead}</p>
              <HistoryList of={toldHistory(visit, workspace, read, rows)} />
            </>
          ),
        }),
      );
    }),
  ];
}

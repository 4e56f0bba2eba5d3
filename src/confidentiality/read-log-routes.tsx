import { leadCollaboration, openWorkspace, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import { findOrganisation, page, type Route, type Visit } from '../identity/index.ts';
import { csvHeaders, csvOf } from '../platform/documents/csv.ts';
import { conflict, notFound } from '../platform/errors.ts';
import type { FieldError } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { isId } from '../platform/id.ts';
import { statusOf } from '../ui/form.tsx';
import {
  type AccessFilter,
  type AccessRecordRow,
  listAccess,
  listAccessOf,
  listReaders,
  listReadersOf,
  mostInFile,
  mostShown,
} from './access-record.ts';
import { kindOf, LeadersToName, leaderKey, ReadLogPage } from './pages/read-log-page.tsx';
import { reviewAccess } from './policy.ts';
import { listLeadersToName, nameLeader } from './sight.ts';
import { confidentialityTexts } from './texts.ts';

/** What is asked for in the address. A day that is none is told, and the log is then shown as far as it goes. */
function readFilter(visit: Visit): { filter: AccessFilter; errors: readonly FieldError[]; query: string } {
  const { searchParams } = visit.url;
  const errors: FieldError[] = [];
  const day = (field: 'from' | 'to'): string | null => {
    const text = searchParams.get(field) ?? '';
    if (text === '') return null;
    if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
    errors.push({ field, message: confidentialityTexts(visit.language).log.dateWrong });
    return null;
  };
  const person = searchParams.get('person') ?? '';
  const filter = { person: isId(person) ? person : null, from: day('from'), to: day('to') };
  const query = new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  ).toString();
  return { filter, errors, query: query === '' ? '' : `?${query}` };
}

const typedIn = (visit: Visit) => Object.fromEntries(visit.url.searchParams);

function csvFile(visit: Visit, rows: readonly AccessRecordRow[]): Response {
  const t = confidentialityTexts(visit.language).log;
  const heading = [t.when, t.who, t.forWhom, t.which, t.what, 'URL', t.result];
  const body = rows.map((row) => [
    row.at.toISOString(),
    row.person_name,
    row.reader_organisation_name,
    row.collaboration_name ?? (row.collaboration_id ? t.unnamed : t.ownLog),
    kindOf(row, visit.language),
    row.path,
    row.is_shown ? t.shown : t.notShown,
  ]);
  return new Response(csvOf(heading, body, visit.language), { headers: csvHeaders(t.fileName) });
}

export function readLogRoutes({ workspace }: WorkspaceHouse): readonly Route[] {
  const values = (id: string, { person, from, to }: AccessFilter, most: number) =>
    [id, person, from, to, most] as const;

  return [
    get('/collaborations/:collaboration/read-log', leadCollaboration, async (visit) => {
      const id = visit.params.collaboration ?? '';
      const { filter, errors, query } = readFilter(visit);
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        entries: listAccess(...values(id, filter, mostShown)),
        readers: listReaders(id),
      });
      const t = confidentialityTexts(visit.language).log;
      const state = { typed: typedIn(visit), errors };
      return visit.page(
        workspacePage(visit, of, said, {
          title: t.title,
          current: 'sight',
          status: statusOf(state),
          children: (
            <ReadLogPage
              title={t.title}
              lead={t.lead}
              rows={rows.entries}
              readers={rows.readers}
              filter={filter}
              csv={`/collaborations/${id}/read-log.csv${query}`}
              language={visit.language}
              formats={visit.formats}
              state={state}
            />
          ),
        }),
      );
    }),
    get('/collaborations/:collaboration/read-log.csv', leadCollaboration, async (visit) => {
      const { filter } = readFilter(visit);
      const { rows } = await visit.read({
        entries: listAccess(...values(visit.params.collaboration ?? '', filter, mostInFile)),
      });
      return csvFile(visit, rows.entries);
    }),
    post('/organisations/:organisation/read-log/leaders', reviewAccess, (visit) =>
      visit.submit(async (tx, form) => {
        const chosen = (await tx.all(listLeadersToName(tx.now))).find((one) => leaderKey(one) === form.text('leader'));
        // Somebody else has let a leader in meanwhile.
        if (!chosen) throw conflict('changed');
        await nameLeader(tx, chosen);
        return `/organisations/${visit.params.organisation}/read-log?done=saved`;
      }),
    ),
    get('/organisations/:organisation/read-log', reviewAccess, async (visit) => {
      const id = visit.params.organisation ?? '';
      const { filter, errors, query } = readFilter(visit);
      const { user, rows } = await visit.read({
        organisation: findOrganisation(id),
        entries: listAccessOf(...values(id, filter, mostShown)),
        readers: listReadersOf(id),
        leaders: listLeadersToName(visit.now),
      });
      const [organisation] = rows.organisation;
      if (!organisation) throw notFound();
      const t = confidentialityTexts(visit.language).log;
      const state = { typed: typedIn(visit), errors };
      return visit.page(
        page(visit, user, {
          title: t.organisationTitle,
          status: statusOf(state),
          children: (
            <ReadLogPage
              title={t.organisationTitle}
              lead={t.organisationLead(organisation.name)}
              rows={rows.entries}
              readers={rows.readers}
              filter={filter}
              csv={`/organisations/${id}/read-log.csv${query}`}
              language={visit.language}
              formats={visit.formats}
              state={state}
              withCollaboration
              leaders={<LeadersToName visit={visit} organisation={id} leaders={rows.leaders} />}
            />
          ),
        }),
      );
    }),
    get('/organisations/:organisation/read-log.csv', reviewAccess, async (visit) => {
      const { filter } = readFilter(visit);
      const { rows } = await visit.read({
        entries: listAccessOf(...values(visit.params.organisation ?? '', filter, mostInFile)),
      });
      return csvFile(visit, rows.entries);
    }),
  ];
}

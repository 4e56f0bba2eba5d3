import type { Route, Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { allPhases } from './collaboration.ts';
import { readGround, readOpening, readParts, readStep, readTerritory } from './forms.ts';
import { listJointResults } from './lasting/joint-results.ts';
import { listProjects } from './lasting/projects.ts';
import { openWorkspace, reading } from './open-workspace.ts';
import { ChallengePage, EditChallengePage, PhasePage } from './pages/challenge-pages.tsx';
import { OverviewPage } from './pages/overview-page.tsx';
import { TerritoryPage } from './pages/territory-page.tsx';
import { workspacePage } from './pages/workspace-page.tsx';
import { leadCollaboration, prepareCollaboration, readCollaboration } from './policy.ts';
import { findCollaboration, listAreas, listFunctions, listParties } from './queries.ts';
import { changeTerritory, describeCollaboration, moveToPhase } from './starting.ts';
import { findCounty, onTheMap, readChosen } from './territory.ts';
import { collaborationTexts } from './texts.ts';
import type { WorkspaceHouse } from './workspace.ts';

export function workspaceRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;

  const showEditChallenge = async (visit: Visit, state: FormState = untouched) => {
    const opened = await openWorkspace(visit, workspace, { areas: listAreas() });
    const codes = opened.of.collaboration.territory;
    return visit.page(
      workspacePage(visit, opened.of, opened.said, {
        title: collaborationTexts(visit.language).challenge.editTitle,
        current: 'challenge',
        narrow: true,
        status: statusOf(state),
        children: (
          <EditChallengePage
            visit={visit}
            of={opened.of}
            areas={opened.rows.areas.filter((area) => codes.includes(area.code))}
            state={state}
          />
        ),
      }),
    );
  };

  const showTerritory = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, { areas: listAreas() });
    const t = collaborationTexts(visit.language).territory;
    const given = state.typed.chosen ?? visit.url.searchParams.get('chosen');
    const county = findCounty(visit.url.searchParams.get('county'));
    return visit.page(
      workspacePage(visit, of, said, {
        title: county ? t.titleIn(county.name) : t.title,
        current: 'challenge',
        status: statusOf(state),
        children: (
          <TerritoryPage
            visit={visit}
            of={of}
            areas={rows.areas}
            chosen={onTheMap(given === null ? of.collaboration.territory : readChosen(given))}
            county={county}
            state={state}
          />
        ),
      }),
    );
  };

  const showPhase = async (visit: Visit, state: FormState = untouched) => {
    const { of, said } = await openWorkspace(visit, workspace, {});
    return visit.page(
      workspacePage(visit, of, said, {
        title: collaborationTexts(visit.language).phase.moveTitle,
        current: '',
        narrow: true,
        status: statusOf(state),
        children: <PhasePage visit={visit} of={of} said={said} state={state} />,
      }),
    );
  };

  return [
    get('/collaborations/:collaboration', readCollaboration, async (visit) => {
      const id = visit.params.collaboration ?? '';
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        ...workspace.overviewQuestions(id),
        parties: listParties(id),
        functions: listFunctions(id),
      });
      return visit.page(
        workspacePage(visit, of, said, {
          title: collaborationTexts(visit.language).column.overview,
          current: '',
          children: (
            <OverviewPage
              visit={visit}
              of={of}
              said={said}
              parties={rows.parties as never}
              functions={rows.functions as never}
              parts={workspace.drawOverview(rows as never, of)}
            />
          ),
        }),
      );
    }),
    get('/collaborations/:collaboration/challenge', readCollaboration, async (visit) => {
      const id = visit.params.collaboration ?? '';
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        areas: listAreas(),
        projects: listProjects(id),
        results: listJointResults(id),
        parties: listParties(id),
      });
      return visit.page(
        workspacePage(visit, of, said, {
          title: collaborationTexts(visit.language).challenge.title,
          current: 'challenge',
          narrow: true,
          children: <ChallengePage of={of} {...rows} />,
        }),
      );
    }),
    get('/collaborations/:collaboration/challenge/edit', prepareCollaboration, (visit) => showEditChallenge(visit)),
    post('/collaborations/:collaboration/challenge/edit', prepareCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const t = collaborationTexts(visit.language);
          const areas = await tx.all(listAreas());
          const before = await tx.one(findCollaboration(id));
          const reader = new FormReader(form);
          const ground = readGround(reader, form, visit.language);
          const to = {
            name: reader.text('name', t.challenge.nameMissing, 120),
            challenge: reader.text('challenge', t.challenge.challengeMissing, 1000),
            why_none_alone: reader.text('why', undefined, 1000),
            drivers: readOpening(new FormReader(form), form, areas, visit.language).drivers,
            territory: readTerritory(reader, form, areas, visit.language),
            territory_name: before.territory_name,
            ladder_now: readStep(form, 'ladderNow'),
            ladder_aim: readStep(form, 'ladderAim'),
            ground_kind: ground.groundKind,
            ground_title: ground.groundTitle,
            ground_year: ground.groundYear,
            driver_description: reader.text('driverDescription', undefined, 1000),
            supported_at_start_by: reader.text('supportedBy', undefined, 200),
            wider_collaboration: reader.text('wider', undefined, 200),
            ...readParts(reader, form, visit.language),
          };
          reader.done();
          await describeCollaboration(tx, before, Number(form.text('version')), to);
          return `/collaborations/${id}/challenge?done=saved`;
        },
        (state) => showEditChallenge(visit, state),
      ),
    ),
    get('/collaborations/:collaboration/territory', prepareCollaboration, (visit) => showTerritory(visit)),
    post('/collaborations/:collaboration/territory', prepareCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const areas = await tx.all(listAreas());
          const before = await tx.one(findCollaboration(id));
          const reader = new FormReader(form);
          const territory = readChosen(form.text('chosen'));
          const unknown = territory.filter((code) => !areas.some((area) => area.code === code));
          if (unknown.length > 0) {
            reader.wrong(
              'chosen',
              collaborationTexts(visit.language).territory.unknown(visit.formats.list(unknown.slice(0, 5))),
            );
          }
          reader.done();
          await changeTerritory(tx, before, Number(form.text('version')), territory);
          return `/collaborations/${id}/challenge?done=saved`;
        },
        (state) => showTerritory(visit, state),
      ),
    ),
    get('/collaborations/:collaboration/phase', leadCollaboration, (visit) => showPhase(visit)),
    post('/collaborations/:collaboration/phase', leadCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const t = collaborationTexts(visit.language).phase;
          const rows = await tx.batch({ ...workspace.questions(id), collaboration: findCollaboration(id) });
          const [collaboration] = rows.collaboration;
          if (!collaboration) throw notFound();
          const reader = new FormReader(form);
          const to = reader.oneOf(
            'phase',
            allPhases.filter((phase) => phase !== collaboration.phase),
            t.choose,
          );
          const reason = reader.text('reason', t.reasonMissing, 1000);
          reader.done();
          const { gaps } = workspace.read(rows as never, reading(visit, tx.user, collaboration));
          if (to)
            await moveToPhase(
              tx,
              collaboration,
              to,
              reason,
              gaps.map((gap) => gap.title),
            );
          return `/collaborations/${id}?done=saved`;
        },
        (state) => showPhase(visit, state),
      ),
    ),
  ];
}

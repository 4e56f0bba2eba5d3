import {
  findCollaboration,
  findPlace,
  leadCollaboration,
  listEntered,
  listParties,
  openWorkspace,
  readChannel,
  readCollaboration,
  speakForParty,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import type { Route, Tx, Visit } from '../identity/index.ts';
import {
  createOwnSeries,
  findSeries,
  importOwnValues,
  readOwnValues,
  readValues,
  searchCatalogue,
  UploadErrors,
} from '../indicators/index.ts';
import { statement } from '../platform/database/statement.ts';
import { notFound } from '../platform/errors.ts';
import { FormErrors, type FormInput, FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import type { Language } from '../platform/texts.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { answerGoal } from './contributing.ts';
import { readAim, readComparisons, readContribution, readGoal } from './forms.ts';
import { addIndicator, changeGoal, changeIndicator, setGoal, withdrawGoal } from './goal-setting.ts';
import {
  ChooseIndicatorPage,
  ContributionPage,
  EditGoalPage,
  EditIndicatorPage,
  NewIndicatorPage,
  OwnSeriesPage,
} from './pages/form-pages.tsx';
import { GoalPage } from './pages/goal-page.tsx';
import { GoalsPage } from './pages/goals-page.tsx';
import { GridPage } from './pages/grid-page.tsx';
import {
  type IndicatorRow,
  listComparisons,
  listContributions,
  listGoals,
  listIndicators,
  listRealCases,
  type Sex,
} from './queries.ts';
import { goalTexts } from './texts.ts';
import { valuesAsCsv } from './values-csv.ts';

const listPlaces = statement<{ code: string; name: string }>('select code, name from area order by code');
const findCoordinator = statement<{ party_id: string }, [collaboration: string]>(`
  select party_id from party_function where collaboration_id = $1 and function = 'coordinates' and ended_on is null`);
const findTeachingExample = statement<{ collaboration_id: string }>(`
  select c.id as collaboration_id from collaboration c
  where c.example = 'real' and c.withdrawn_at is null and exists (
    select from indicator i where i.collaboration_id = c.id and i.target is not null and i.series_id is not null)
  order by c.created_at, c.id limit 1`);

/** The value of the main area in the baseline year, from the series itself. */
async function lookUpBaseline(
  tx: Tx,
  collaborationId: string,
  of: { seriesId: number | null; ownSeriesId: string | null; areaCode: string | null; sex: Sex; period: number | null },
): Promise<number | null> {
  if (of.period === null) return null;
  const values =
    of.seriesId === null
      ? await tx.all(readOwnValues(collaborationId, [of.ownSeriesId ?? ''], null))
      : await tx.all(readValues([of.seriesId], [of.areaCode ?? ''], [of.sex], null));
  return values.find((value) => value.period === of.period && value.sex === of.sex)?.value ?? null;
}

/** What was uploaded, or typed a year to a line, as the bytes of one file. Empty when there was neither. */
async function readFigures(form: FormInput): Promise<{ bytes: Uint8Array; fileName: string | undefined }> {
  const file = form.file('file');
  if (file) return { bytes: new Uint8Array(await file.arrayBuffer()), fileName: file.name };
  const typed = form.text('values');
  return { bytes: new TextEncoder().encode(typed === '' ? '' : `år;värde\n${typed}`), fileName: undefined };
}

/** Imports figures, or tells by the form's field, with row and column, what must be put right. */
async function importFigures(
  tx: Tx,
  own: { collaborationId: string; ownSeriesId: string },
  { bytes, fileName }: Awaited<ReturnType<typeof readFigures>>,
  language: Language,
): Promise<void> {
  const t = goalTexts(language).indicator;
  try {
    await importOwnValues(tx, { ...own, fileName: fileName ?? '', bytes });
  } catch (error) {
    if (!(error instanceof UploadErrors)) throw error;
    const told = error.errors
      .slice(0, 8)
      // What is typed has no heading of its own.
      .map((one) => t.problem[one.code](fileName === undefined ? one.row - 1 : one.row, one.found))
      .join('. ');
    const message = error.errors.length > 8 ? `${t.tooMany(error.errors.length)} ${told}` : told;
    throw new FormErrors([{ field: fileName === undefined ? 'values' : 'file', message }]);
  }
}

export function goalRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const idOf = (visit: Visit) => visit.params.collaboration ?? '';

  const openGoal = async (visit: Visit) => {
    const id = idOf(visit);
    const goalId = visit.params.goal ?? '';
    const opened = await openWorkspace(visit, workspace, {
      goals: listGoals(id),
      indicators: listIndicators(id),
      comparisons: listComparisons(id, goalId),
      contributions: listContributions(id),
      parties: listParties(id),
      entered: listEntered(id),
      realCases: listRealCases(id, goalId),
    });
    const goal = opened.rows.goals.find((one) => one.id === goalId);
    if (!goal) throw notFound();
    const indicators = opened.rows.indicators.filter((one) => one.goal_id === goalId);
    return { ...opened, goal, indicators };
  };

  const showEditGoal = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, { goals: listGoals(idOf(visit)) });
    const goal = rows.goals.find((one) => one.id === visit.params.goal);
    if (visit.params.goal && !goal) throw notFound();
    const t = goalTexts(visit.language).form;
    return visit.page(
      workspacePage(visit, of, said, {
        title: goal ? t.editTitle : t.newTitle,
        current: 'goals',
        narrow: true,
        status: statusOf(state),
        children: <EditGoalPage visit={visit} of={of} goal={goal} goals={rows.goals} state={state} />,
      }),
    );
  };

  const showNewIndicator = async (visit: Visit, state: FormState = untouched) => {
    const seriesId = Number(state.typed.series ?? visit.url.searchParams.get('series'));
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      goals: listGoals(idOf(visit)),
      series: findSeries([Number.isInteger(seriesId) ? seriesId : 0]),
      places: listPlaces(),
    });
    const goal = rows.goals.find((one) => one.id === visit.params.goal);
    const [series] = rows.series;
    if (!goal || !series) throw notFound();
    const [territory] = of.collaboration.territory;
    return visit.page(
      workspacePage(visit, of, said, {
        title: goalTexts(visit.language).indicator.newTitle,
        current: 'goals',
        narrow: true,
        status: statusOf(state),
        children: (
          <NewIndicatorPage
            visit={visit}
            of={of}
            goal={goal}
            series={series}
            area={rows.places.find((place) => place.code === territory)?.name ?? ''}
            state={state}
          />
        ),
      }),
    );
  };

  const showOwnSeries = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, { goals: listGoals(idOf(visit)) });
    const goal = rows.goals.find((one) => one.id === visit.params.goal);
    if (!goal) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: goalTexts(visit.language).indicator.ownTitle,
        current: 'goals',
        narrow: true,
        status: statusOf(state),
        children: <OwnSeriesPage visit={visit} of={of} goal={goal} state={state} />,
      }),
    );
  };

  const showEditIndicator = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      goals: listGoals(idOf(visit)),
      indicators: listIndicators(idOf(visit)),
      places: listPlaces(),
    });
    const goal = rows.goals.find((one) => one.id === visit.params.goal);
    const indicator = rows.indicators.find((one) => one.id === visit.params.indicator);
    if (!goal || !indicator) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: goalTexts(visit.language).indicator.editTitle,
        current: 'goals',
        narrow: true,
        status: statusOf(state),
        children: (
          <EditIndicatorPage
            visit={visit}
            of={of}
            goal={goal}
            indicator={indicator}
            comparisons={indicator.comparison_areas
              .map((code) => rows.places.find((place) => place.code === code)?.name ?? code)
              .join(', ')}
            state={state}
          />
        ),
      }),
    );
  };

  const showContribution = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows, user } = await openWorkspace(visit, workspace, {
      goals: listGoals(id),
      contributions: listContributions(id),
      parties: listParties(id),
    });
    const goal = rows.goals.find((one) => one.id === visit.params.goal && one.kind !== 'vision');
    const party = rows.parties.find((one) => one.id === visit.params.party);
    if (!goal || !party) throw notFound();
    const isOwn = party.organisation_id === user.organisation_id;
    if (!isOwn && !of.isLeader) throw notFound();
    const t = goalTexts(visit.language).contribution;
    return visit.page(
      workspacePage(visit, of, said, {
        title: isOwn ? t.title : t.titleFor(party.name),
        current: 'goals',
        narrow: true,
        status: statusOf(state),
        children: (
          <ContributionPage
            visit={visit}
            of={of}
            goal={goal}
            party={party}
            before={rows.contributions.find((one) => one.goal_id === goal.id && one.party_id === party.id)}
            isForAnother={!isOwn}
            state={state}
          />
        ),
      }),
    );
  };

  const goalsAt = '/collaborations/:collaboration/goals';
  return [
    get(goalsAt, readCollaboration, async (visit) => {
      const id = idOf(visit);
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        goals: listGoals(id),
        indicators: listIndicators(id),
        example: findTeachingExample(),
      });
      const [example] = rows.example;
      return visit.page(
        workspacePage(visit, of, said, {
          title: goalTexts(visit.language).title,
          current: 'goals',
          children: (
            <GoalsPage
              of={of}
              goals={rows.goals}
              indicators={rows.indicators}
              example={example ? `/collaborations/${example.collaboration_id}/goals` : undefined}
            />
          ),
        }),
      );
    }),
    get(`${goalsAt}/new`, leadCollaboration, (visit) => showEditGoal(visit)),
    post(`${goalsAt}/new`, leadCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const goals = await tx.all(listGoals(id));
          const reader = new FormReader(form);
          const facts = readGoal(reader, form, goals, undefined, visit.language);
          reader.done();
          const goal = setGoal(tx, id, facts);
          return `/collaborations/${id}/goals/${goal}?done=saved`;
        },
        (state) => showEditGoal(visit, state),
      ),
    ),
    get(`${goalsAt}/:goal`, readCollaboration, async (visit) => {
      const opened = await openGoal(visit);
      const { of, said, rows, goal, indicators } = opened;
      return visit.page(
        workspacePage(visit, of, said, {
          title: goal.text,
          current: 'goals',
          children: (
            <GoalPage
              visit={visit}
              of={of}
              goal={goal}
              above={rows.goals.find((one) => one.id === goal.under_id)}
              indicators={indicators}
              comparisons={rows.comparisons}
              contributions={rows.contributions}
              parties={rows.parties}
              entered={rows.entered}
              realCases={of.collaboration.example === 'real' ? [] : rows.realCases}
            />
          ),
        }),
      );
    }),
    get(`${goalsAt}/:goal/edit`, leadCollaboration, (visit) => showEditGoal(visit)),
    post(`${goalsAt}/:goal/edit`, leadCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const goals = await tx.all(listGoals(id));
          const before = goals.find((one) => one.id === visit.params.goal);
          if (!before) throw notFound();
          const reader = new FormReader(form);
          const facts = readGoal(reader, form, goals, before, visit.language);
          reader.done();
          await changeGoal(tx, id, before, Number(form.text('version')), facts);
          return `/collaborations/${id}/goals/${before.id}?done=saved`;
        },
        (state) => showEditGoal(visit, state),
      ),
    ),
    post(`${goalsAt}/:goal/withdrawal`, leadCollaboration, (visit) =>
      visit.submit(async (tx) => {
        await withdrawGoal(tx, idOf(visit), visit.params.goal ?? '');
        return `/collaborations/${idOf(visit)}/goals?done=saved`;
      }),
    ),

    get(`${goalsAt}/:goal/indicator`, leadCollaboration, async (visit) => {
      const search = (visit.url.searchParams.get('q') ?? '').trim();
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        goals: listGoals(idOf(visit)),
        entries: searchCatalogue(search === '' ? 'ÅÄÖ' : search, 40),
      });
      const goal = rows.goals.find((one) => one.id === visit.params.goal);
      if (!goal) throw notFound();
      return visit.page(
        workspacePage(visit, of, said, {
          title: goalTexts(visit.language).indicator.chooseTitle,
          current: 'goals',
          narrow: true,
          children: (
            <ChooseIndicatorPage
              visit={visit}
              of={of}
              goal={goal}
              search={search}
              entries={search === '' ? [] : rows.entries}
              state={untouched}
            />
          ),
        }),
      );
    }),
    get(`${goalsAt}/:goal/indicator/new`, leadCollaboration, (visit) => showNewIndicator(visit)),
    post(`${goalsAt}/:goal/indicator/new`, leadCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const t = goalTexts(visit.language).indicator;
          const { goals, places, series } = await tx.batch({
            goals: listGoals(id),
            places: listPlaces(),
            series: findSeries([Number(form.text('series')) || 0]),
          });
          const goal = goals.find((one) => one.id === visit.params.goal);
          const [chosen] = series;
          if (!goal || !chosen) throw notFound();
          const reader = new FormReader(form);
          const name = reader.text('name', t.nameMissing, 200);
          const place = findPlace(places, reader.text('area', t.areaMissing, 200));
          if (!place) reader.wrong('area', t.areaMissing);
          const sex = reader.oneOf('sex', ['T', 'K', 'M'] as const, t.sex) ?? 'T';
          const aim = readAim(reader, visit.language);
          const comparisons = readComparisons(reader, form, places, visit.language);
          const baseline = await lookUpBaseline(tx, id, {
            seriesId: chosen.id,
            ownSeriesId: null,
            areaCode: place?.code ?? null,
            sex,
            period: aim.baseline_period,
          });
          if (aim.baseline_period !== null && baseline === null) reader.wrong('baselinePeriod', t.baselinePeriodWrong);
          reader.done();
          addIndicator(tx, id, {
            ...aim,
            goalId: goal.id,
            seriesId: chosen.id,
            ownSeriesId: null,
            unit: chosen.unit,
            areaCode: place?.code ?? null,
            sex,
            name,
            baseline,
            comparison_areas: comparisons,
            is_stand_in: aim.stand_in_note !== '',
            short_note: aim.stand_in_note === '' ? '' : goalTexts(visit.language).goal.standIn,
          });
          return `/collaborations/${id}/goals/${goal.id}?done=saved`;
        },
        (state) => showNewIndicator(visit, state),
      ),
    ),
    get(`${goalsAt}/:goal/indicator/own`, leadCollaboration, (visit) => showOwnSeries(visit)),
    post(`${goalsAt}/:goal/indicator/own`, leadCollaboration, async (visit) => {
      const form = await visit.form();
      const figures = await readFigures(form);
      return visit.submit(
        async (tx) => {
          const id = idOf(visit);
          const t = goalTexts(visit.language).indicator;
          const goal = (await tx.all(listGoals(id))).find((one) => one.id === visit.params.goal);
          if (!goal) throw notFound();
          const reader = new FormReader(form);
          const name = reader.text('name', t.nameMissing, 200);
          const unit = reader.text('unit', t.unitMissing, 60);
          const sourceNote = reader.text('sourceNote', t.sourceMissing, 500);
          if (figures.bytes.length === 0) reader.wrong('file', t.valuesMissing);
          const aim = readAim(reader, visit.language);
          reader.done();
          const ownSeriesId = await createOwnSeries(tx, {
            collaborationId: id,
            partyId: null,
            title: name,
            unit,
            sourceNote,
          });
          await importFigures(tx, { collaborationId: id, ownSeriesId }, figures, visit.language);
          const baseline = await lookUpBaseline(tx, id, {
            seriesId: null,
            ownSeriesId,
            areaCode: null,
            sex: 'T',
            period: aim.baseline_period,
          });
          if (aim.baseline_period !== null && baseline === null) {
            throw new FormErrors([{ field: 'baselinePeriod', message: t.baselinePeriodWrong }]);
          }
          addIndicator(tx, id, {
            ...aim,
            goalId: goal.id,
            seriesId: null,
            ownSeriesId,
            unit,
            areaCode: null,
            sex: 'T',
            name,
            baseline,
            comparison_areas: [],
            is_stand_in: aim.stand_in_note !== '',
            short_note: aim.stand_in_note === '' ? '' : goalTexts(visit.language).goal.standIn,
          });
          return `/collaborations/${id}/goals/${goal.id}?done=saved`;
        },
        (state) => showOwnSeries(visit, state),
      );
    }),
    get(`${goalsAt}/:goal/indicators/:indicator/edit`, leadCollaboration, (visit) => showEditIndicator(visit)),
    post(`${goalsAt}/:goal/indicators/:indicator/edit`, leadCollaboration, async (visit) => {
      const figures = await readFigures(await visit.form());
      return visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const t = goalTexts(visit.language).indicator;
          const { indicators, places } = await tx.batch({ indicators: listIndicators(id), places: listPlaces() });
          const before = indicators.find((one) => one.id === visit.params.indicator);
          if (!before) throw notFound();
          const reader = new FormReader(form);
          const name = reader.text('name', t.nameMissing, 200);
          const aim = readAim(reader, visit.language);
          const comparisons = readComparisons(reader, form, places, visit.language);
          const { own_series_id: ownSeriesId } = before;
          if (ownSeriesId && figures.bytes.length > 0) {
            await importFigures(tx, { collaborationId: id, ownSeriesId }, figures, visit.language);
          }
          const baseline = await lookUpBaseline(tx, id, {
            seriesId: before.series_id,
            ownSeriesId: before.own_series_id,
            areaCode: before.area_code,
            sex: before.sex,
            period: aim.baseline_period,
          });
          if (aim.baseline_period !== null && baseline === null) reader.wrong('baselinePeriod', t.baselinePeriodWrong);
          reader.done();
          await changeIndicator(tx, id, before, Number(form.text('version')), {
            ...aim,
            name,
            baseline,
            comparison_areas: comparisons,
            is_stand_in: aim.stand_in_note !== '',
            short_note:
              aim.stand_in_note === before.stand_in_note ? before.short_note : goalTexts(visit.language).goal.standIn,
          });
          return `/collaborations/${id}/goals/${before.goal_id}?done=saved`;
        },
        (state) => showEditIndicator(visit, state),
      );
    }),
    get(`${goalsAt}/:goal/indicators/:indicator/values.csv`, readCollaboration, async (visit) => {
      const id = idOf(visit);
      const { rows } = await visit.read({
        collaboration: findCollaboration(id),
        indicators: listIndicators(id),
        comparisons: listComparisons(id, visit.params.goal ?? ''),
      });
      const [collaboration] = rows.collaboration;
      const indicator = rows.indicators.find((one: IndicatorRow) => one.id === visit.params.indicator);
      if (!collaboration || !indicator) throw notFound();
      return new Response(valuesAsCsv(collaboration, indicator, rows.comparisons, visit.language), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="${indicator.code ?? 'values'}.csv"`,
          'cache-control': 'no-store',
        },
      });
    }),

    get(`${goalsAt}/:goal/contributions/:party`, speakForParty, (visit) => showContribution(visit)),
    post(`${goalsAt}/:goal/contributions/:party`, speakForParty, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const { goals, parties, contributions } = await tx.batch({
            goals: listGoals(id),
            parties: listParties(id),
            contributions: listContributions(id),
          });
          const goal = goals.find((one) => one.id === visit.params.goal && one.kind !== 'vision');
          const party = parties.find((one) => one.id === visit.params.party);
          if (!goal || !party) throw notFound();
          const isOwn = party.organisation_id === tx.user.organisation_id;
          if (!isOwn && !tx.user.leads.includes(id)) throw notFound();
          const reader = new FormReader(form);
          const facts = readContribution(reader, visit.language);
          const entered = isOwn ? undefined : readChannel(reader, visit.language);
          reader.done();
          await answerGoal(tx, id, {
            goalId: goal.id,
            partyId: party.id,
            facts,
            before: contributions.find((one) => one.goal_id === goal.id && one.party_id === party.id),
            version: Number(form.text('version')),
            ...(entered ? { entered } : {}),
          });
          return `/collaborations/${id}/goals/${goal.id}?done=saved#contributions`;
        },
        (state) => showContribution(visit, state),
      ),
    ),

    get('/collaborations/:collaboration/grid', readCollaboration, async (visit) => {
      const id = idOf(visit);
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        goals: listGoals(id),
        parties: listParties(id),
        contributions: listContributions(id),
        entered: listEntered(id),
        coordinator: findCoordinator(id),
      });
      return visit.page(
        workspacePage(visit, of, said, {
          title: goalTexts(visit.language).gridPage.title,
          current: 'goals',
          projected: { href: `/collaborations/${id}/goals`, text: goalTexts(visit.language).gridPage.close },
          children: (
            <GridPage
              of={of}
              goals={rows.goals}
              parties={rows.parties}
              contributions={rows.contributions}
              entered={rows.entered}
              coordinator={rows.coordinator[0]?.party_id}
            />
          ),
        }),
      );
    }),
  ];
}

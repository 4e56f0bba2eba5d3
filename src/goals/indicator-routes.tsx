import {
  findCollaboration,
  findPlace,
  openWorkspace,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import type { Route, Visit } from '../identity/index.ts';
import { findSeries, readSex, searchCatalogue } from '../indicators/index.ts';
import { statement } from '../platform/database/statement.ts';
import { csvHeaders, csvOf } from '../platform/documents/csv.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { lookUpBaseline } from './baseline.ts';
import { readAim, readComparisons } from './forms.ts';
import { addIndicator, changeIndicator } from './goal-setting.ts';
import { ChooseIndicatorPage, EditIndicatorPage, NewIndicatorPage } from './pages/form-pages.tsx';
import { setGoals } from './policy.ts';
import { type IndicatorRow, listComparisons, listGoals, listIndicators } from './queries.ts';
import { goalTexts } from './texts.ts';
import { valuesAsRows } from './values-csv.ts';

const listPlaces = statement<{ code: string; name: string }>('select code, name from area order by code');

export function indicatorRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const idOf = (visit: Visit) => visit.params.collaboration ?? '';

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

  const showEditIndicator = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      goals: listGoals(idOf(visit)),
      indicators: listIndicators(idOf(visit)),
      places: listPlaces(),
    });
    const goal = rows.goals.find((one) => one.id === visit.params.goal);
    const indicator = rows.indicators.find((one) => one.id === visit.params.indicator && one.goal_id === goal?.id);
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

  const goalsAt = '/collaborations/:collaboration/goals';
  return [
    get(`${goalsAt}/:goal/indicator`, setGoals, async (visit) => {
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
              mayOrder={house.sources !== undefined}
              state={untouched}
            />
          ),
        }),
      );
    }),
    get(`${goalsAt}/:goal/indicator/new`, setGoals, (visit) => showNewIndicator(visit)),
    post(`${goalsAt}/:goal/indicator/new`, setGoals, (visit) =>
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
            ownPlace: '',
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
    get(`${goalsAt}/:goal/indicators/:indicator/edit`, setGoals, (visit) => showEditIndicator(visit)),
    post(`${goalsAt}/:goal/indicators/:indicator/edit`, setGoals, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const t = goalTexts(visit.language).indicator;
          const { indicators, places } = await tx.batch({ indicators: listIndicators(id), places: listPlaces() });
          const before = indicators.find((one) => one.id === visit.params.indicator);
          if (!before || before.goal_id !== visit.params.goal) throw notFound();
          const reader = new FormReader(form);
          const name = reader.text('name', t.nameMissing, 200);
          const aim = readAim(reader, visit.language);
          const comparisons = readComparisons(reader, form, places, visit.language);
          const baseline = await lookUpBaseline(tx, id, {
            seriesId: before.series_id,
            ownSeriesId: before.own_series_id,
            ownPlace: before.own_place,
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
      ),
    ),
    get(`${goalsAt}/:goal/indicators/:indicator/values.csv`, readCollaboration, async (visit) => {
      const id = idOf(visit);
      const { rows } = await visit.read({
        collaboration: findCollaboration(id),
        indicators: listIndicators(id),
        comparisons: listComparisons(id, visit.params.goal ?? '', readSex(visit.url.searchParams.get('sex'))),
      });
      const [collaboration] = rows.collaboration;
      const indicator = rows.indicators.find((one: IndicatorRow) => one.id === visit.params.indicator);
      if (!collaboration || !indicator || indicator.goal_id !== visit.params.goal) throw notFound();
      const { heading, rows: lines } = valuesAsRows(collaboration, indicator, rows.comparisons, visit.language);
      return new Response(csvOf(heading, lines, visit.language), { headers: csvHeaders(indicator.code ?? 'values') });
    }),
  ];
}

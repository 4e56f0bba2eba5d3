import {
  findCollaboration,
  findPlace,
  leadCollaboration,
  openWorkspace,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import type { Route, Tx, Visit } from '../identity/index.ts';
import {
  createOwnSeries,
  findSeries,
  importOwnValues,
  readOwnValues,
  readSex,
  readValues,
  type Sex,
  searchCatalogue,
  UploadErrors,
} from '../indicators/index.ts';
import { statement } from '../platform/database/statement.ts';
import { notFound } from '../platform/errors.ts';
import { FormErrors, type FormInput, FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import type { Language } from '../platform/texts.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { readAim, readComparisons } from './forms.ts';
import { addIndicator, changeIndicator } from './goal-setting.ts';
import { ChooseIndicatorPage, EditIndicatorPage, NewIndicatorPage, OwnSeriesPage } from './pages/form-pages.tsx';
import { type IndicatorRow, listComparisons, listGoals, listIndicators } from './queries.ts';
import { goalTexts } from './texts.ts';
import { valuesAsCsv } from './values-csv.ts';

const listPlaces = statement<{ code: string; name: string }>('select code, name from area order by code');

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

  const goalsAt = '/collaborations/:collaboration/goals';
  return [
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
              mayOrder={house.sources !== undefined}
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
        comparisons: listComparisons(id, visit.params.goal ?? '', readSex(visit.url.searchParams.get('sex'))),
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
  ];
}

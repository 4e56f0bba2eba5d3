import {
  listParties,
  openWorkspace,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { identityTexts, type Route, type Visit } from '../identity/index.ts';
import { readSex } from '../indicators/index.ts';
import { type Picture, pictureRoutes } from '../platform/documents/picture.ts';
import { notFound } from '../platform/errors.ts';
import { get } from '../platform/http/route.ts';
import { LineChartDrawing } from '../ui/charts/line-chart.tsx';
import { PanelsDrawing } from '../ui/charts/panels.tsx';
import { pictureAlone } from '../ui/picture.tsx';
import { listImplementations, listLimitPeriods } from './assurance.ts';
import { showIndicator } from './lines.ts';
import { chartOf } from './pages/measure.tsx';
import { PlacesPage, panelsOf } from './pages/places-page.tsx';
import { listComparisons, listGoals, listIndicators } from './queries.ts';
import { listIndicatorBreaks } from './sources/queries.ts';
import { goalTexts } from './texts.ts';
import { valuesAsRows } from './values-csv.ts';

/** The chart of an indicator, with target, limits and signals, to take away. */
export function chartRoutes(house: WorkspaceHouse): readonly Route[] {
  const open = async (visit: Visit) => {
    const id = visit.params.collaboration ?? '';
    const goalId = visit.params.goal ?? '';
    const sex = readSex(visit.url.searchParams.get('sex'));
    const opened = await openWorkspace(visit, house.workspace, {
      goals: listGoals(id),
      indicators: listIndicators(id),
      comparisons: listComparisons(id, goalId, sex),
      parties: listParties(id),
      limitPeriods: listLimitPeriods(id),
      implementations: listImplementations(id, goalId),
      breaks: listIndicatorBreaks(id, goalId),
    });
    const { of, rows, user } = opened;
    const goal = rows.goals.find((one) => one.id === goalId);
    const indicator = rows.indicators.find((one) => one.id === visit.params.indicator && one.goal_id === goalId);
    if (!goal || !indicator) throw notFound();
    const areaCode = rows.parties.find((party) => party.organisation_id === user.organisation_id)?.area_code;
    const shown = showIndicator(indicator, rows.comparisons, sex, { areaCode, formats: of.formats });
    const chart = chartOf({
      shown,
      breaks: rows.breaks,
      of,
      limitPeriods: rows.limitPeriods,
      isCarriedOut: rows.implementations.length > 0,
    });
    return { ...opened, goal, indicator, shown, chart };
  };

  const draw = async (visit: Visit, what: 'chart' | 'places'): Promise<Picture> => {
    const { of, rows, goal, indicator, shown, chart } = await open(visit);
    const { collaboration, language, formats } = of;
    const { example } = collaboration;
    const isChart = what === 'chart';
    if (!isChart && shown.lines.length < 2 && shown.bySex.length === 0) throw notFound();
    const t = goalTexts(language).places;
    const title = isChart ? chart.title : t.title(chart.title);
    const lead = `${goal.text}. ${collaboration.name}`;
    return {
      name: isChart ? indicator.name : `${indicator.name} ${t.byPlace}`,
      svg: pictureAlone(
        isChart ? (
          <LineChartDrawing {...chart.content} size="wide" />
        ) : (
          <PanelsDrawing {...panelsOf(shown, formats, t.own)} label={title} />
        ),
        {
          title,
          lead: isChart ? lead : `${lead}. ${t.lead(shown.lines[0]?.name ?? '')}`,
          label: example === 'none' ? undefined : identityTexts(language).frame.example[example],
          notes: [
            `${chart.source.name} ${chart.source.more}`.trim(),
            ...chart.notes,
            ...(isChart ? chart.limitNotes : []),
          ],
        },
      ),
      ...valuesAsRows(collaboration, indicator, rows.comparisons, language),
      about: [],
    };
  };
  const at = '/collaborations/:collaboration/goals/:goal/indicators/:indicator';
  return [
    ...pictureRoutes(`${at}/chart`, readCollaboration, house.documents, (visit) => draw(visit, 'chart')),
    get(`${at}/places`, readCollaboration, async (visit) => {
      const { of, said, goal, shown, chart } = await open(visit);
      return visit.page(
        workspacePage(visit, of, said, {
          title: goalTexts(visit.language).places.title(chart.title),
          current: 'goals',
          children: <PlacesPage of={of} goal={goal} shown={shown} chart={chart} />,
        }),
      );
    }),
    ...pictureRoutes(`${at}/places`, readCollaboration, house.documents, (visit) => draw(visit, 'places')),
  ];
}

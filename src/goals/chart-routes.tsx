import { listParties, openWorkspace, readCollaboration, type WorkspaceHouse } from '../collaborations/index.ts';
import { identityTexts, type Route, type Visit } from '../identity/index.ts';
import { readSex } from '../indicators/index.ts';
import { type Picture, pictureRoutes } from '../platform/documents/picture.ts';
import { notFound } from '../platform/errors.ts';
import { LineChartDrawing } from '../ui/charts/line-chart.tsx';
import { pictureAlone } from '../ui/picture.tsx';
import { listImplementations, listLimitPeriods } from './assurance.ts';
import { showIndicator } from './lines.ts';
import { chartOf } from './pages/measure.tsx';
import { listComparisons, listGoals, listIndicators } from './queries.ts';
import { listIndicatorBreaks } from './sources/queries.ts';
import { valuesAsRows } from './values-csv.ts';

/** The chart of an indicator, with target, limits and signals, to take away. */
export function chartRoutes(house: WorkspaceHouse): readonly Route[] {
  const draw = async (visit: Visit): Promise<Picture> => {
    const id = visit.params.collaboration ?? '';
    const goalId = visit.params.goal ?? '';
    const sex = readSex(visit.url.searchParams.get('sex'));
    const { of, rows, user } = await openWorkspace(visit, house.workspace, {
      goals: listGoals(id),
      indicators: listIndicators(id),
      comparisons: listComparisons(id, goalId, sex),
      parties: listParties(id),
      limitPeriods: listLimitPeriods(id),
      implementations: listImplementations(id, goalId),
      breaks: listIndicatorBreaks(id, goalId),
    });
    const goal = rows.goals.find((one) => one.id === goalId);
    const indicator = rows.indicators.find((one) => one.id === visit.params.indicator && one.goal_id === goalId);
    if (!goal || !indicator) throw notFound();
    const { collaboration, language, formats } = of;
    const areaCode = rows.parties.find((party) => party.organisation_id === user.organisation_id)?.area_code;
    const chart = chartOf({
      shown: showIndicator(indicator, rows.comparisons, sex, { areaCode, formats }),
      breaks: rows.breaks,
      of,
      limitPeriods: rows.limitPeriods,
      isCarriedOut: rows.implementations.length > 0,
    });
    const { example } = collaboration;
    return {
      name: indicator.name,
      svg: pictureAlone(<LineChartDrawing {...chart.content} size="wide" />, {
        title: chart.title,
        lead: `${goal.text}. ${collaboration.name}`,
        label: example === 'none' ? undefined : identityTexts(language).frame.example[example],
        notes: [`${chart.source.name} ${chart.source.more}`.trim(), ...chart.notes],
      }),
      ...valuesAsRows(collaboration, indicator, rows.comparisons, language),
      about: [],
    };
  };
  return pictureRoutes(
    '/collaborations/:collaboration/goals/:goal/indicators/:indicator/chart',
    readCollaboration,
    house.documents,
    draw,
  );
}

import { openWorkspace, readCollaboration, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import { identityTexts, type Route, type Visit } from '../identity/index.ts';
import { attributePublished, nameSeries, type Sex, type ValueStatus } from '../indicators/index.ts';
import { statement } from '../platform/database/statement.ts';
import { type Picture, pictureRoutes } from '../platform/documents/picture.ts';
import { notFound } from '../platform/errors.ts';
import { get } from '../platform/http/route.ts';
import { pictureAlone } from '../ui/picture.tsx';
import { type MapRead, ValueMap, ValueMapPage, wordsOfMap } from './pages/map-page.tsx';
import { listGoals, listIndicators } from './queries.ts';
import { goalTexts } from './texts.ts';
import { classesOf, classOf } from './value-classes.ts';

interface MapValueRow {
  readonly code: string;
  readonly name: string;
  /** The name is that of an invented party which has borrowed the place's figures. */
  readonly is_lent: boolean;
  readonly sex: Sex;
  readonly period: number | null;
  readonly value: number | null;
  readonly status: ValueStatus | null;
}

/** Every municipality of the territory with its newest values of the indicator, by year; one without any comes once. */
const listMapValues = statement<MapValueRow, [collaboration: string, indicator: string]>(`
  with chosen as materialized (
    select i.series_id, i.sex, case when cardinality(c.territory) > 0 then c.territory else array[i.area_code] end as codes
    from indicator i join collaboration c on c.id = i.collaboration_id
    where i.collaboration_id = $1 and i.id = $2 and i.withdrawn_at is null and i.series_id is not null),
  lent as materialized (
    select o.area_code, min(o.name) as name from organisation o
    where o.is_fictional and o.id = any(array(select p.organisation_id from party p where p.collaboration_id = $1))
    group by o.area_code)
  select distinct on (a.code, v.period) a.code, coalesce(lent.name, a.name) as name, lent.name is not null as is_lent,
    chosen.sex, v.period, v.value,
    case when v.value is not null and exists (
      select from value_doubt d where d.collaboration_id = $1 and d.series_id = v.series_id
        and d.area_code = v.area_code and d.period = v.period and d.sex = v.sex) then 'doubted' else v.status end as status
  from chosen join area a on a.kind = 'municipality' and (a.code = any(chosen.codes) or a.region_code = any(chosen.codes))
  left join lent on lent.area_code = a.code
  left join series_value v on v.series_id = chosen.series_id and v.area_code = a.code and v.sex = chosen.sex
  order by a.code, v.period, v.fetch_id desc`);

export function mapRoutes(house: WorkspaceHouse): readonly Route[] {
  const at = '/collaborations/:collaboration/goals/:goal/indicators/:indicator/map';

  const open = async (visit: Visit) => {
    const id = visit.params.collaboration ?? '';
    const opened = await openWorkspace(visit, house.workspace, {
      goals: listGoals(id),
      indicators: listIndicators(id),
      values: listMapValues(id, visit.params.indicator ?? ''),
    });
    const { of, rows } = opened;
    const goal = rows.goals.find((one) => one.id === visit.params.goal);
    const indicator = rows.indicators.find((one) => one.id === visit.params.indicator && one.goal_id === goal?.id);
    if (!goal || !indicator) throw notFound();
    const t = goalTexts(of.language).map;
    const years = [
      ...new Set(rows.values.flatMap((row) => (row.period !== null && row.value !== null ? [row.period] : []))),
    ].toSorted((a, b) => a - b);
    const asked = Number(visit.url.searchParams.get('year'));
    const year = years.includes(asked) ? asked : (years.at(-1) ?? 0);
    const names = new Map(rows.values.map((row) => [row.code, row]));
    const shown = new Map(rows.values.filter((row) => row.period === year).map((row) => [row.code, row]));
    const values = [...shown.values()].flatMap((row) => (row.value === null ? [] : [row.value]));
    const classes = classesOf(values);
    const isFictional = of.collaboration.example === 'fictional';
    const read: MapRead = {
      goal,
      indicator,
      years,
      year,
      classes,
      decimals: values.every((value) => Number.isInteger(value)) ? 0 : 1,
      places: of.formats.byName(
        [...names.values()].map((row) => {
          const value = shown.get(row.code)?.value ?? null;
          return {
            code: row.code,
            // No real name beside invented words.
            name: isFictional && !row.is_lent ? t.unnamed : row.name,
            value,
            status: shown.get(row.code)?.status ?? null,
            step: value === null ? undefined : classOf(classes, value),
          };
        }),
        (place) => place.name,
      ),
    };
    return { ...opened, read };
  };

  const takeAway = async (visit: Visit): Promise<Picture> => {
    const { of, read } = await open(visit);
    const { collaboration, language, formats } = of;
    const { indicator, year } = read;
    if (read.places.length === 0) throw notFound();
    const t = goalTexts(language).map;
    const words = wordsOfMap(read, of);
    const label =
      collaboration.example === 'none' ? undefined : identityTexts(language).frame.example[collaboration.example];
    return {
      name: `${indicator.name} ${year}`,
      svg: pictureAlone(<ValueMap of={of} read={read} />, {
        title: t.title(words.measure, year),
        lead: words.lead,
        label,
        notes: words.notes,
      }),
      heading: [t.code, t.year, t.amount, t.group],
      rows: read.places.map((place) => [
        place.name,
        year,
        place.value,
        place.step === undefined ? t.missing : place.step + 1,
      ]),
      about: [
        {
          heading: t.source,
          text: indicator.code
            ? nameSeries(indicator.source ?? '', indicator.code)
            : attributePublished([indicator], formats),
        },
        ...(label ? [{ heading: t.label, text: label }] : []),
      ],
    };
  };

  return [
    get(at, readCollaboration, async (visit) => {
      const { of, said, read } = await open(visit);
      const t = goalTexts(of.language).map;
      return visit.page(
        workspacePage(visit, of, said, {
          title: t.title(read.indicator.name, read.year),
          current: 'goals',
          children: <ValueMapPage of={of} read={read} />,
        }),
      );
    }),
    ...pictureRoutes(at, readCollaboration, house.documents, takeAway),
  ];
}

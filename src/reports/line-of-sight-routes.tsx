import { listActivities, listActivityParties } from '../action-plans/index.ts';
import {
  collaborationTexts,
  listParties,
  openWorkspace,
  type Reading,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { listContributions, listGoals, listIndicators } from '../goals/index.ts';
import { identityTexts, type Route, type Visit } from '../identity/index.ts';
import { attributePublished } from '../indicators/index.ts';
import { type Picture, pictureRoutes } from '../platform/documents/picture.ts';
import { get } from '../platform/http/route.ts';
import { pictureAlone } from '../ui/picture.tsx';
import { type LineOfSight, readLineOfSight, type ThreadRows, threadOf } from './line-of-sight.ts';
import { LineOfSightPage } from './pages/line-of-sight-page.tsx';
import { ThreadDrawing } from './pages/thread-drawing.tsx';
import { reportTexts } from './texts.ts';
import { layOutThread } from './thread-layout.ts';
import { threadAsRows } from './thread-rows.ts';

/** The picture, and what must be said with it wherever it goes. */
function draw(of: Reading, line: LineOfSight, rows: ThreadRows) {
  const { language, formats, collaboration, user } = of;
  const t = reportTexts(language).lineOfSight;
  const date = formats.date(of.now);
  const { example } = collaboration;
  const last = Math.max(
    0,
    ...rows.indicators.flatMap((indicator) => (indicator.code ? (indicator.periods ?? []) : [])),
  );
  return {
    drawing: (
      <ThreadDrawing
        line={line}
        layout={layOutThread(threadOf(line, of))}
        words={{
          picture: t.picture,
          columns: [t.columns.challenge, t.columns.goals, t.columns.contributions, t.columns.indicators],
          doing: t.columns.activities,
          key: t.key,
        }}
      />
    ),
    lead: user.organisation_name
      ? t.lead(collaboration.name, user.organisation_name, date)
      : t.leadOpen(collaboration.name, date),
    label: example === 'none' ? undefined : identityTexts(language).frame.example[example],
    notes: [
      ...(example === 'fictional' ? [collaborationTexts(language).column.fictionalNote] : []),
      attributePublished(
        rows.indicators.filter((indicator) => indicator.code !== null),
        formats,
        last,
      ),
    ].filter(Boolean),
  };
}

export function lineOfSightRoutes(house: WorkspaceHouse): readonly Route[] {
  const at = '/collaborations/:collaboration/line-of-sight';
  const open = async (visit: Visit) => {
    const id = visit.params.collaboration ?? '';
    const opened = await openWorkspace(visit, house.workspace, {
      goals: listGoals(id),
      indicators: listIndicators(id),
      contributions: listContributions(id),
      parties: listParties(id),
      activities: listActivities(id),
      taking: listActivityParties(id),
    });
    return { ...opened, line: readLineOfSight(opened.rows, opened.of) };
  };
  const takeAway = async (visit: Visit): Promise<Picture> => {
    const { of, rows, line } = await open(visit);
    const t = reportTexts(visit.language).lineOfSight;
    const { drawing, lead, label, notes } = draw(of, line, rows);
    return {
      name: `${t.file} ${of.collaboration.name}`,
      svg: pictureAlone(drawing, { title: t.title, lead, label, notes }),
      ...threadAsRows(line, of),
      about: [
        ...(label ? [{ heading: t.csv.label, text: label }] : []),
        { heading: t.csv.source, text: notes.at(-1) ?? '' },
      ],
    };
  };
  return [
    get(at, readCollaboration, async (visit) => {
      const { of, said, rows, line } = await open(visit);
      const t = reportTexts(visit.language).lineOfSight;
      const { drawing, lead, notes } = draw(of, line, rows);
      return visit.page(
        workspacePage(visit, of, said, {
          title: t.title,
          current: 'goals',
          projected: { href: `/collaborations/${of.collaboration.id}`, text: t.close },
          children: <LineOfSightPage of={of} line={line} drawing={drawing} lead={lead} notes={notes} />,
        }),
      );
    }),
    ...pictureRoutes(at, readCollaboration, house.documents, takeAway),
  ];
}

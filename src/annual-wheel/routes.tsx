import {
  listEntered,
  listParties,
  openWorkspace,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { dayOf, identityTexts, type Route, type Visit } from '../identity/index.ts';
import { pictureRoutes } from '../platform/documents/picture.ts';
import { get } from '../platform/http/route.ts';
import { pictureAlone } from '../ui/picture.tsx';
import { calendarRoutes } from './calendar-routes.tsx';
import { conflictWords } from './date-words.ts';
import { eventRoutes } from './event-routes.tsx';
import { WheelDrawing } from './pages/wheel-drawing.tsx';
import { linesOf, WheelPage } from './pages/wheel-page.tsx';
import { planningRoutes } from './planning-routes.tsx';
import { annualWheelTexts } from './texts.ts';
import { readWheel, wheelQuestions } from './wheel.ts';
import { yearOf } from './year-span.ts';

/** The year that is asked for, or the present one. */
export function yearShown(visit: Visit): number {
  const asked = visit.url.searchParams.get('year') ?? '';
  const year = Number(asked);
  return /^\d{4}$/.test(asked) && year >= 1900 && year <= 2200 ? year : yearOf(dayOf(visit.now));
}

export function annualWheelRoutes(house: WorkspaceHouse): readonly Route[] {
  const open = async (visit: Visit) => {
    const id = visit.params.collaboration ?? '';
    const year = yearShown(visit);
    const opened = await openWorkspace(visit, house.workspace, {
      ...wheelQuestions(id, year),
      parties: listParties(id),
      entered: listEntered(id),
    });
    return { ...opened, wheel: readWheel(opened.rows, year) };
  };
  const at = '/collaborations/:collaboration/annual-wheel';
  return [
    get(at, readCollaboration, async (visit) => {
      const { of, said, rows, wheel } = await open(visit);
      return visit.page(
        workspacePage(visit, of, said, {
          title: annualWheelTexts(visit.language).title,
          current: 'annual-wheel',
          children: <WheelPage visit={visit} of={of} wheel={wheel} entered={rows.entered} />,
        }),
      );
    }),
    ...pictureRoutes(`${at}/picture`, readCollaboration, house.documents, async (visit) => {
      const { of, wheel } = await open(visit);
      const t = annualWheelTexts(visit.language);
      const { example } = of.collaboration;
      const label = example === 'none' ? undefined : identityTexts(visit.language).frame.example[example];
      const notes = wheel.conflicts.map((conflict, number) => {
        const { title, todo } = conflictWords(conflict, of.language, of.formats.dayAndMonth);
        return `${number + 1}. ${title}. ${todo}`;
      });
      return {
        name: `${of.collaboration.name} ${t.picture.file(wheel.year)}`,
        svg: pictureAlone(<WheelDrawing of={of} wheel={wheel} label={t.picture.title(wheel.year)} />, {
          title: `${t.picture.title(wheel.year)}: ${of.collaboration.name}`,
          lead: t.picture.lead,
          label,
          notes,
        }),
        heading: [t.list.when, '', t.list.what, t.list.who],
        rows: linesOf(wheel, of).map((line) => [line.startsOn, line.endsOn, line.words, line.who]),
        about: label ? [{ heading: t.list.example, text: label }] : [],
      };
    }),
    ...planningRoutes(house),
    ...eventRoutes(house),
    ...calendarRoutes(house),
  ];
}

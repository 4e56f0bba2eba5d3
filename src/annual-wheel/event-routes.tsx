import { listParties, openWorkspace, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import type { Route, Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { removeYearEvent, setYearEvent } from './events.ts';
import { readEvent } from './forms.ts';
import { EventPage } from './pages/event-page.tsx';
import { planYear } from './policy.ts';
import { listYearEvents, type YearEventRow } from './queries.ts';
import { annualWheelTexts } from './texts.ts';

/** What the collaboration itself puts into its year. */
export function eventRoutes(house: WorkspaceHouse): readonly Route[] {
  const idOf = (visit: Visit) => visit.params.collaboration ?? '';
  const find = (visit: Visit, events: readonly YearEventRow[]): YearEventRow => {
    const event = events.find(({ id }) => id === visit.params.event);
    if (!event) throw notFound();
    return event;
  };
  const show = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, house.workspace, {
      events: listYearEvents([idOf(visit)]),
      parties: listParties(idOf(visit)),
    });
    const event = visit.params.event === undefined ? undefined : find(visit, rows.events);
    const t = annualWheelTexts(visit.language).events;
    return visit.page(
      workspacePage(visit, of, said, {
        title: event ? t.edit : t.add,
        current: 'annual-wheel',
        narrow: true,
        status: statusOf(state),
        children: <EventPage visit={visit} of={of} state={state} event={event} parties={rows.parties} />,
      }),
    );
  };
  const save = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const id = idOf(visit);
        const rows = await tx.batch({ events: listYearEvents([id]), parties: listParties(id) });
        const before = visit.params.event === undefined ? undefined : find(visit, rows.events);
        const reader = new FormReader(form);
        const facts = readEvent(reader, form, rows.parties, visit.language);
        reader.done();
        await setYearEvent(
          tx,
          id,
          before ? { ...facts, source_note: before.source_note } : facts,
          before && { row: before, version: Number(form.text('version')) },
        );
        return `/collaborations/${id}/annual-wheel?done=saved#events`;
      },
      (state) => show(visit, state),
    );

  const at = '/collaborations/:collaboration/annual-wheel/events';
  return [
    get(`${at}/new`, planYear, (visit) => show(visit)),
    post(`${at}/new`, planYear, save),
    get(`${at}/:event`, planYear, (visit) => show(visit)),
    post(`${at}/:event`, planYear, save),
    post(`${at}/:event/removal`, planYear, (visit) =>
      visit.submit(async (tx, form) => {
        const id = idOf(visit);
        const event = find(visit, await tx.all(listYearEvents([id])));
        await removeYearEvent(tx, id, event, Number(form.text('version')));
        return `/collaborations/${id}/annual-wheel?done=saved#events`;
      }),
    ),
  ];
}

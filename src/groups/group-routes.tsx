import {
  listCollaborationSeats,
  listParties,
  openWorkspace,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { dayOf, identityTexts, type Route, type Visit } from '../identity/index.ts';
import { pictureRoutes } from '../platform/documents/picture.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { pictureAlone } from '../ui/picture.tsx';
import { layOutChart } from './chart-layout.ts';
import { addPlace, changeGroup, changePlace, formGroup, withdrawGroup, withdrawPlace } from './forming.ts';
import { readGroup, readPlace } from './forms.ts';
import { placesIn } from './joint-group.ts';
import { ChartDrawing } from './pages/chart-drawing.tsx';
import { EditGroupPage, EditPlacePage } from './pages/group-forms.tsx';
import { GroupPage } from './pages/group-page.tsx';
import { GroupsPage } from './pages/groups-page.tsx';
import { PhasesPage } from './pages/phases-page.tsx';
import { prepareGroups } from './policy.ts';
import { listDecisionRules, listGroups, listOutcomes, listPlaces } from './queries.ts';
import { chairOf, chartedGroups, placesOfGroup, type ReadOrder, readOrder } from './reading-groups.ts';
import { groupTexts } from './texts.ts';

export const idOf = (visit: Visit): string => visit.params.collaboration ?? '';
export const orderQuestions = (id: string, now: Date) => ({
  groups: listGroups(id),
  places: listPlaces(id, dayOf(now)),
  rules: listDecisionRules(id),
  parties: listParties(id),
});

export function groupRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const open = async (visit: Visit) => {
    const id = idOf(visit);
    const opened = await openWorkspace(visit, workspace, {
      ...orderQuestions(id, visit.now),
      outcomes: listOutcomes(id),
    });
    return { ...opened, order: readOrder(opened.rows) };
  };
  const draw = (visit: Visit, order: ReadOrder) => (
    <ChartDrawing
      layout={layOutChart(chartedGroups(order, groupTexts(visit.language)), order.counts)}
      label={groupTexts(visit.language).chartLabel(order.groups.length)}
      linkTo={(id) => `/collaborations/${idOf(visit)}/groups/${id}`}
    />
  );

  const showEditGroup = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      groups: listGroups(id),
      parties: listParties(id),
    });
    const group = rows.groups.find((one) => one.id === visit.params.group);
    if (visit.params.group && !group) throw notFound();
    const t = groupTexts(visit.language).groupForm;
    return visit.page(
      workspacePage(visit, of, said, {
        title: group ? t.editTitle : t.newTitle,
        current: 'groups',
        narrow: true,
        status: statusOf(state),
        children: (
          <EditGroupPage
            visit={visit}
            of={of}
            group={group}
            groups={rows.groups}
            parties={rows.parties}
            state={state}
          />
        ),
      }),
    );
  };
  const showEditPlace = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      ...orderQuestions(id, visit.now),
      seats: listCollaborationSeats(id, dayOf(visit.now)),
    });
    const group = rows.groups.find((one) => one.id === visit.params.group);
    const place = rows.places.find((one) => one.id === visit.params.place && one.group_id === group?.id);
    if (!group || (visit.params.place && !place)) throw notFound();
    const t = groupTexts(visit.language).placeForm;
    return visit.page(
      workspacePage(visit, of, said, {
        title: place ? t.editTitle : t.newTitle,
        current: 'groups',
        narrow: true,
        status: statusOf(state),
        children: (
          <EditPlacePage
            visit={visit}
            of={of}
            group={group}
            place={place}
            parties={rows.parties}
            seats={rows.seats}
            state={state}
          />
        ),
      }),
    );
  };
  const writePlace = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const id = idOf(visit);
        const rows = await tx.batch({
          ...orderQuestions(id, visit.now),
          seats: listCollaborationSeats(id, dayOf(visit.now)),
        });
        const group = rows.groups.find((one) => one.id === visit.params.group);
        const place = rows.places.find((one) => one.id === visit.params.place && one.group_id === group?.id);
        if (!group || (visit.params.place && !place)) throw notFound();
        const reader = new FormReader(form);
        const facts = readPlace(reader, form, rows, visit.language);
        reader.done();
        if (place) await changePlace(tx, id, place, Number(form.text('version')), facts);
        else addPlace(tx, id, group.id, facts);
        return `/collaborations/${id}/groups/${group.id}?done=saved#places`;
      },
      (state) => showEditPlace(visit, state),
    );

  const at = '/collaborations/:collaboration/groups';
  return [
    get(at, readCollaboration, async (visit) => {
      const { of, said, order, rows } = await open(visit);
      return visit.page(
        workspacePage(visit, of, said, {
          title: groupTexts(visit.language).title,
          current: 'groups',
          children: (
            <GroupsPage
              of={of}
              said={said}
              order={order}
              drawing={draw(visit, order)}
              outcomes={rows.outcomes.length}
            />
          ),
        }),
      );
    }),
    ...pictureRoutes(`${at}/chart`, readCollaboration, house.documents, async (visit) => {
      const { of, order } = await open(visit);
      const t = groupTexts(visit.language);
      const { example, name } = of.collaboration;
      const label = example === 'none' ? undefined : identityTexts(visit.language).frame.example[example];
      return {
        name: t.chartFile,
        svg: pictureAlone(draw(visit, order), { title: t.chart, lead: name, label, notes: [t.chartNote] }),
        heading: Object.values(t.columns),
        rows: order.groups.map((group) => {
          const places = placesIn(placesOfGroup(order, group.id), order.counts);
          return [
            group.name,
            group.kind ? t.kinds[group.kind] : '',
            order.groups.find((one) => one.id === group.under_group_id)?.name ?? '',
            chairOf(order, group.id) ?? '',
            places.isKnown ? places.all : null,
            places.isKnown ? places.taken : null,
            group.mandate_basis,
          ];
        }),
        about: label ? [{ heading: t.outcomes.csvColumns.label, text: label }] : [],
      };
    }),
    get(`${at}/phases`, readCollaboration, async (visit) => {
      const { of, said, order } = await open(visit);
      return visit.page(
        workspacePage(visit, of, said, {
          title: groupTexts(visit.language).phasePage.title,
          current: 'groups',
          children: <PhasesPage of={of} order={order} />,
        }),
      );
    }),
    get(`${at}/new`, prepareGroups, (visit) => showEditGroup(visit)),
    post(`${at}/new`, prepareGroups, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const rows = await tx.batch({ groups: listGroups(id), parties: listParties(id) });
          const reader = new FormReader(form);
          const facts = readGroup(reader, form, rows, undefined, visit.language);
          reader.done();
          return `/collaborations/${id}/groups/${formGroup(tx, id, facts)}?done=saved`;
        },
        (state) => showEditGroup(visit, state),
      ),
    ),
    get(`${at}/:group`, readCollaboration, async (visit) => {
      const { of, said, order, rows } = await open(visit);
      const group = order.groups.find((one) => one.id === visit.params.group);
      if (!group) throw notFound();
      return visit.page(
        workspacePage(visit, of, said, {
          title: group.name,
          current: 'groups',
          children: (
            <GroupPage
              visit={visit}
              of={of}
              order={order}
              group={group}
              outcomes={rows.outcomes.filter((outcome) => outcome.group_id === group.id)}
            />
          ),
        }),
      );
    }),
    get(`${at}/:group/edit`, prepareGroups, (visit) => showEditGroup(visit)),
    post(`${at}/:group/edit`, prepareGroups, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const rows = await tx.batch({ groups: listGroups(id), parties: listParties(id) });
          const before = rows.groups.find((one) => one.id === visit.params.group);
          if (!before) throw notFound();
          const reader = new FormReader(form);
          const facts = readGroup(reader, form, rows, before, visit.language);
          if (standsUnder(rows.groups, facts.under_group_id, before.id)) {
            reader.wrong('under', groupTexts(visit.language).groupForm.underItself);
          }
          reader.done();
          await changeGroup(tx, id, before, Number(form.text('version')), facts);
          return `/collaborations/${id}/groups/${before.id}?done=saved`;
        },
        (state) => showEditGroup(visit, state),
      ),
    ),
    post(`${at}/:group/withdrawal`, prepareGroups, (visit) =>
      visit.submit(async (tx) => {
        await withdrawGroup(tx, idOf(visit), visit.params.group ?? '');
        return `/collaborations/${idOf(visit)}/groups?done=saved`;
      }),
    ),
    get(`${at}/:group/places/new`, prepareGroups, (visit) => showEditPlace(visit)),
    post(`${at}/:group/places/new`, prepareGroups, writePlace),
    get(`${at}/:group/places/:place`, prepareGroups, (visit) => showEditPlace(visit)),
    post(`${at}/:group/places/:place`, prepareGroups, writePlace),
    post(`${at}/:group/places/:place/withdrawal`, prepareGroups, (visit) =>
      visit.submit(async (tx) => {
        await withdrawPlace(tx, idOf(visit), visit.params.group ?? '', visit.params.place ?? '');
        return `/collaborations/${idOf(visit)}/groups/${visit.params.group}?done=saved#places`;
      }),
    ),
  ];
}

const standsUnder = (
  groups: readonly { readonly id: string; readonly under_group_id: string | null }[],
  one: string | null,
  other: string,
): boolean => {
  const seen = new Set<string>();
  for (let at = one; at && !seen.has(at); at = groups.find(({ id }) => id === at)?.under_group_id ?? null) {
    if (at === other) return true;
    seen.add(at);
  }
  return false;
};

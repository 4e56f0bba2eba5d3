import { listParties, openWorkspace, takesPart, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import { dayOf, may, type Route, type Tx, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { type FormInput, FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { isId } from '../platform/id.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { listGroupAccess } from './access-record.ts';
import {
  addMembers,
  addTask,
  closeEventGroup,
  type EventGroup,
  findEventGroup,
  formEventGroupOf,
  leaveEventGroup,
  listEventGroupHistory,
  listEventGroupMeetings,
  listEventGroupMembers,
  listEventGroups,
  listEventGroupTasks,
  noteMeeting,
  settleTask,
  taskStates,
} from './event-group.ts';
import { type EventGroupForm, EventGroupPage, EventGroupsPage } from './pages/event-group-pages.tsx';
import { formEventGroup, holdSeat } from './policy.ts';
import { keyOf, listSeated, type SeatedPerson } from './sight.ts';
import { confidentialityTexts } from './texts.ts';

const path = '/collaborations/:collaboration/event-groups';
const groupPath = `${path}/:group`;

export function eventGroupRoutes({ workspace }: WorkspaceHouse): readonly Route[] {
  const idOf = (visit: Visit): string => visit.params.collaboration ?? '';
  const groupOf = (visit: Visit): string => {
    const id = visit.params.group ?? '';
    if (!isId(id)) throw notFound();
    return id;
  };
  const at = (visit: Visit): string => path.replace(':collaboration', idOf(visit));

  const showGroups = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, user, rows } = await openWorkspace(visit, workspace, {
      groups: listEventGroups(id),
      people: listSeated(id, dayOf(visit.now)),
    });
    return visit.page(
      workspacePage(visit, of, said, {
        title: confidentialityTexts(visit.language).group.title,
        current: 'event-groups',
        narrow: true,
        status: statusOf(state),
        children: (
          <EventGroupsPage
            visit={visit}
            of={of}
            groups={rows.groups}
            people={rows.people.filter((person) => person.is_named && person.person_id !== user.person_id)}
            mayForm={may(user, formEventGroup, { collaboration: id })}
            state={state}
          />
        ),
      }),
    );
  };

  /** Not found for everybody who is not in it, whatever they are in the collaboration. */
  const showGroup = async (visit: Visit, open: EventGroupForm | null = null, state: FormState = untouched) => {
    const id = idOf(visit);
    const groupId = groupOf(visit);
    const { of, said, user, rows } = await openWorkspace(visit, workspace, {
      group: findEventGroup(id, groupId),
      members: listEventGroupMembers(id, groupId),
      meetings: listEventGroupMeetings(id, groupId),
      tasks: listEventGroupTasks(id, groupId),
      history: listEventGroupHistory(groupId),
      accessRecords: listGroupAccess(id, groupId, 100),
      parties: listParties(id),
      people: listSeated(id, dayOf(visit.now)),
    });
    const [group] = rows.group;
    const keys = new Set(rows.members.map(keyOf));
    if (!group || !keys.has(`${user.organisation_id}.${user.person_id}`)) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: group.concerns,
        current: 'event-groups',
        status: statusOf(state),
        children: (
          <EventGroupPage
            visit={visit}
            of={of}
            group={group}
            members={rows.members}
            meetings={rows.meetings}
            tasks={rows.tasks}
            history={rows.history}
            accessRecords={rows.accessRecords}
            parties={rows.parties.filter((party) => takesPart(party.status))}
            others={rows.people.filter((person) => person.is_named && !keys.has(keyOf(person)))}
            open={open}
            state={state}
          />
        ),
      }),
    );
  };

  /** The group, for somebody who is in it. */
  const findMine = async (tx: Tx, visit: Visit): Promise<EventGroup> => {
    const { group, members } = await tx.batch({
      group: findEventGroup(idOf(visit), groupOf(visit)),
      members: listEventGroupMembers(idOf(visit), groupOf(visit)),
    });
    const [found] = group;
    if (!found || !members.some((one) => keyOf(one) === `${tx.user.organisation_id}.${tx.user.person_id}`))
      throw notFound();
    return found;
  };
  const chosenOf = (form: FormInput, people: readonly SeatedPerson[]) => {
    const ticked = new Set(form.all('members'));
    return people.filter((person) => person.is_named && ticked.has(keyOf(person)));
  };
  /** A post to a group that goes on, which leads back to it. */
  const inGroup = (
    more: string,
    work: (tx: Tx, form: FormInput, group: EventGroup, visit: Visit) => Promise<string>,
    form: EventGroupForm | null = null,
  ): Route =>
    post(`${groupPath}/${more}`, holdSeat, (visit) =>
      visit.submit(
        async (tx, typed) => `${at(visit)}${await work(tx, typed, await findMine(tx, visit), visit)}`,
        form ? (state) => showGroup(visit, form, state) : undefined,
      ),
    );

  return [
    get(path, holdSeat, (visit) => showGroups(visit)),
    post(path, formEventGroup, (visit) =>
      visit.submit(
        async (tx, form) => {
          const t = confidentialityTexts(visit.language).group;
          const people = await tx.all(listSeated(idOf(visit), dayOf(tx.now)));
          const reader = new FormReader(form);
          const concerns = reader.text('concerns', t.concernsMissing, 200);
          const minutes = reader.oneOf('minutes', ['no', 'yes'] as const, t.minutesMissing);
          reader.done();
          const id = formEventGroupOf(tx, idOf(visit), {
            concerns,
            hasMinutes: minutes === 'yes',
            members: chosenOf(form, people),
          });
          return `${at(visit)}/${id}`;
        },
        (state) => showGroups(visit, state),
      ),
    ),
    get(groupPath, holdSeat, (visit) => showGroup(visit)),
    inGroup(
      'members',
      async (tx, form, group, visit) => {
        const chosen = chosenOf(form, await tx.all(listSeated(idOf(visit), dayOf(tx.now))));
        const reader = new FormReader(form);
        if (chosen.length === 0) reader.wrong('members', confidentialityTexts(visit.language).group.addMissing);
        reader.done();
        if (group.closed_at) throw notFound();
        addMembers(tx, idOf(visit), group.id, chosen);
        return `/${group.id}?done=saved`;
      },
      'members',
    ),
    inGroup(
      'meetings',
      async (tx, form, group, visit) => {
        const t = confidentialityTexts(visit.language).group;
        if (group.closed_at) throw notFound();
        const parties = (await tx.all(listParties(idOf(visit)))).filter((one) => form.all('attended').includes(one.id));
        const reader = new FormReader(form);
        const heldOn = reader.date('heldOn', t.heldOnMissing);
        if (!heldOn) reader.wrong('heldOn', t.heldOnMissing);
        else if (heldOn > dayOf(tx.now)) reader.wrong('heldOn', t.heldOnAhead);
        if (parties.length === 0) reader.wrong('attended', t.attendedMissing);
        const minutes = group.has_minutes ? reader.text('minutes', undefined, 10_000) : '';
        reader.done();
        noteMeeting(tx, idOf(visit), group.id, {
          heldOn: heldOn ?? '',
          parties: parties.map((one) => one.id),
          minutes,
        });
        return `/${group.id}?done=saved`;
      },
      'meetings',
    ),
    inGroup(
      'tasks',
      async (tx, form, group, visit) => {
        const t = confidentialityTexts(visit.language).group;
        if (group.closed_at) throw notFound();
        const party = (await tx.all(listParties(idOf(visit)))).find((one) => one.id === form.text('party'));
        const reader = new FormReader(form);
        if (!party) reader.wrong('party', t.partyMissing);
        const dueOn = reader.date('dueOn', t.dueWrong);
        const description = group.has_minutes ? reader.text('description', undefined, 2000) : '';
        reader.done();
        await addTask(tx, idOf(visit), group.id, { partyId: party?.id ?? '', dueOn, description });
        return `/${group.id}?done=saved`;
      },
      'tasks',
    ),
    inGroup('tasks/:task', async (tx, form, group, visit) => {
      const state = taskStates.find((one) => one === form.text('state'));
      const number = Number(visit.params.task);
      if (group.closed_at || !state || !Number.isInteger(number)) throw notFound();
      await settleTask(tx, idOf(visit), group.id, number, state);
      return `/${group.id}?done=saved`;
    }),
    inGroup('closure', async (tx, _form, group, visit) => {
      await closeEventGroup(tx, idOf(visit), group.id);
      return `/${group.id}?done=ended`;
    }),
    inGroup('departure', async (tx, _form, group, visit) => {
      leaveEventGroup(tx, idOf(visit), group.id);
      return '?done=ended';
    }),
  ];
}

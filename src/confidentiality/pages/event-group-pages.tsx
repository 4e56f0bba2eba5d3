import type { PartyRow, Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  Select,
  TextArea,
  TextField,
  untouched,
} from '../../ui/form.tsx';
import { Scroll, Section } from '../../ui/section.tsx';
import { type Shape, State } from '../../ui/state.tsx';
import type { AccessRecordRow } from '../access-record.ts';
import {
  type EventGroup,
  type EventGroupHappening,
  type EventGroupMeeting,
  type EventGroupMember,
  type EventGroupTask,
  type EventGroupTaskState,
  taskStates,
} from '../event-group.ts';
import { keyOf, type SeatedPerson } from '../sight.ts';
import { confidentialityTexts } from '../texts.ts';
import { AccessTable } from './read-log-page.tsx';

const shapes: Record<EventGroupTaskState, Shape> = { open: 'underWay', done: 'done', dropped: 'stoodAside' };

const asChoice = (person: SeatedPerson) => ({
  value: keyOf(person),
  text: person.name,
  hint: person.organisation_name,
});

/** The groups that the reader is in, and how to form one. */
export function EventGroupsPage(props: {
  visit: Visit;
  of: Reading;
  groups: readonly EventGroup[];
  /** The named persons, the reader left out. */
  people: readonly SeatedPerson[];
  mayForm: boolean;
  state: FormState;
}) {
  const { visit, of, state } = props;
  const t = confidentialityTexts(of.language).group;
  const base = `/collaborations/${of.collaboration.id}/event-groups`;
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Section heading={t.title} main>
        {props.groups.length === 0 ? <p class="small section-lead">{t.none}</p> : null}
        <ul class="rows">
          {props.groups.map((group) => (
            <li key={group.id}>
              <div>
                <a class="title" href={`${base}/${group.id}`}>
                  {group.concerns}
                </a>
                <p>{group.has_minutes ? t.withMinutes : t.withoutMinutes}</p>
              </div>
              <State
                shape={group.closed_at ? 'done' : 'underWay'}
                text={group.closed_at ? t.closed(of.formats.date(group.closed_at)) : t.open}
              />
            </li>
          ))}
        </ul>
      </Section>
      {props.mayForm ? (
        <Section heading={t.form}>
          <Form token={visit.formToken()}>
            <TextField name="concerns" label={t.concerns} hint={t.concernsHint} state={state} />
            <Choices
              name="minutes"
              label={t.minutes}
              options={[
                { value: 'no', text: t.no, hint: t.noHint },
                { value: 'yes', text: t.yes, hint: t.yesHint },
              ]}
              value=""
              state={state}
            />
            {props.people.length > 0 ? (
              <Choices
                name="members"
                many
                label={t.members}
                hint={t.membersHint}
                options={props.people.map(asChoice)}
                values={[]}
                state={state}
              />
            ) : null}
            <Actions submit={t.submit} />
          </Form>
        </Section>
      ) : (
        <p class="small section-lead">{t.notHere}</p>
      )}
    </>
  );
}

export type EventGroupForm = 'members' | 'meetings' | 'tasks';

/** One group, as its members see it. */
export function EventGroupPage(props: {
  visit: Visit;
  of: Reading;
  group: EventGroup;
  members: readonly EventGroupMember[];
  meetings: readonly EventGroupMeeting[];
  tasks: readonly EventGroupTask[];
  history: readonly EventGroupHappening[];
  accessRecords: readonly AccessRecordRow[];
  parties: readonly PartyRow[];
  /** Named persons who are not in it. */
  others: readonly SeatedPerson[];
  /** Which form `state` is of. */
  open: EventGroupForm | null;
  state: FormState;
}) {
  const { visit, of, group, state } = props;
  const { formats, language } = of;
  const t = confidentialityTexts(language).group;
  const here = `/collaborations/${of.collaboration.id}/event-groups/${group.id}`;
  const isOpen = group.closed_at === null;
  const stateOf = (form: EventGroupForm): FormState => (props.open === form ? state : untouched);
  const left = props.tasks.filter((task) => task.state === 'open').length;
  return (
    <>
      <p class="trail">
        <a href={`/collaborations/${of.collaboration.id}/event-groups`}>{t.title}</a>
      </p>
      <h1>{group.concerns}</h1>
      <p class="section-lead">
        <State
          shape={group.closed_at ? 'done' : 'underWay'}
          text={group.closed_at ? t.closed(formats.date(group.closed_at)) : t.open}
        />{' '}
        {group.has_minutes ? t.withMinutes : t.withoutMinutes}.{' '}
        {t.formedBy(group.formed_by_name, formats.date(group.created_at))}
      </p>
      <p class="small">{t.lead}</p>
      <ErrorSummary state={state} heading={identityTexts(language).frame.errors(state.errors.length)} />
      <Section heading={t.tasks} main beside={left > 0 ? t.openTasks(left) : undefined}>
        {props.tasks.length === 0 ? (
          <p class="small section-lead">{t.noTasks}</p>
        ) : (
          <Scroll label={t.taskTable}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t.number}</th>
                  <th scope="col">{t.party}</th>
                  {group.has_minutes ? <th scope="col">{t.description}</th> : null}
                  <th scope="col">{t.due}</th>
                  <th scope="col">{t.state}</th>
                </tr>
              </thead>
              <tbody>
                {props.tasks.map((task) => (
                  <tr key={task.number}>
                    <th scope="row">{task.number}</th>
                    <td>{task.party_name}</td>
                    {group.has_minutes ? <td>{task.description}</td> : null}
                    <td>{task.due_on ? formats.date(task.due_on) : ''}</td>
                    <td>
                      <State shape={shapes[task.state]} text={t.states[task.state]} />
                      {isOpen ? (
                        <Form token={visit.formToken()} action={`${here}/tasks/${task.number}`} inline>
                          <select class="task-state" name="state" aria-label={t.stateOf(task.number)}>
                            {taskStates.map((one) => (
                              <option key={one} value={one} selected={one === task.state}>
                                {t.states[one]}
                              </option>
                            ))}
                          </select>{' '}
                          <button class="link-button" type="submit">
                            {t.saveState}
                          </button>
                        </Form>
                      ) : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
        {isOpen ? (
          <details class="section-lead" open={props.open === 'tasks'}>
            <summary>{t.newTask}</summary>
            <Form token={visit.formToken()} action={`${here}/tasks`}>
              <Select
                name="party"
                label={t.party}
                options={[
                  { value: '', text: '–' },
                  ...props.parties.map((party) => ({ value: party.id, text: party.name })),
                ]}
                state={stateOf('tasks')}
              />
              <TextField name="dueOn" type="date" short label={t.due} state={stateOf('tasks')} />
              {group.has_minutes ? (
                <TextArea name="description" rows={2} label={t.description} state={stateOf('tasks')} />
              ) : null}
              <Actions submit={t.saveTask} />
            </Form>
          </details>
        ) : null}
      </Section>
      <Section heading={t.meetings}>
        {props.meetings.length === 0 ? <p class="small section-lead">{t.noMeetings}</p> : null}
        <ul class="rows">
          {props.meetings.map((meeting) => (
            <li key={meeting.id}>
              <div>
                <span class="title">{formats.date(meeting.held_on)}</span>
                <p>{formats.list(meeting.parties)}</p>
                {meeting.minutes ? <p class="prose">{meeting.minutes}</p> : null}
              </div>
            </li>
          ))}
        </ul>
        {isOpen ? (
          <details class="section-lead" open={props.open === 'meetings'}>
            <summary>{t.newMeeting}</summary>
            <Form token={visit.formToken()} action={`${here}/meetings`}>
              <TextField name="heldOn" type="date" short label={t.heldOn} state={stateOf('meetings')} />
              <Choices
                name="attended"
                many
                label={t.attended}
                options={props.parties.map((party) => ({ value: party.id, text: party.name }))}
                values={[]}
                state={stateOf('meetings')}
              />
              {group.has_minutes ? (
                <TextArea name="minutes" label={t.minutesLabel} state={stateOf('meetings')} />
              ) : null}
              <Actions submit={t.saveMeeting} />
            </Form>
          </details>
        ) : null}
      </Section>
      <Section heading={t.whoIsIn}>
        <ul class="rows">
          {props.members.map((member) => (
            <li key={`${member.organisation_id}.${member.person_id}`}>
              <div>
                <span class="title">{member.name}</span>
                <p>{member.organisation_name}</p>
              </div>
            </li>
          ))}
        </ul>
        {isOpen && props.others.length > 0 ? (
          <details class="section-lead" open={props.open === 'members'}>
            <summary>{t.add}</summary>
            <Form token={visit.formToken()} action={`${here}/members`}>
              <Choices
                name="members"
                many
                label={t.members}
                hint={t.membersHint}
                options={props.others.map(asChoice)}
                values={[]}
                state={stateOf('members')}
              />
              <Actions submit={t.addSubmit} />
            </Form>
          </details>
        ) : null}
      </Section>
      <Section heading={t.history}>
        <ul class="rows">
          {props.history.map((entry) => (
            <li key={entry.id}>
              <div>
                <strong>{entry.person_name}</strong> {t.verbs[entry.verb as keyof typeof t.verbs] ?? entry.verb}
              </div>
              <span class="small">
                {formats.date(entry.at)} {formats.time(entry.at)}
              </span>
            </li>
          ))}
        </ul>
        <details class="section-lead">
          <summary>{confidentialityTexts(language).log.inGroup}</summary>
          <AccessTable
            rows={props.accessRecords}
            language={language}
            formats={formats}
            label={confidentialityTexts(language).log.inGroup}
          />
        </details>
      </Section>
      {isOpen ? (
        <Section heading={t.close}>
          <p class="small section-lead">{t.closeLead}</p>
          <Form token={visit.formToken()} action={`${here}/closure`} inline>
            <div class="actions">
              <button class="button second" type="submit">
                {t.close}
              </button>
            </div>
          </Form>
        </Section>
      ) : null}
      <Section heading={t.leave}>
        <p class="small section-lead">{t.leaveLead}</p>
        <Form token={visit.formToken()} action={`${here}/departure`} inline>
          <div class="actions">
            <button class="button second" type="submit">
              {t.leave}
            </button>
          </div>
        </Form>
      </Section>
    </>
  );
}

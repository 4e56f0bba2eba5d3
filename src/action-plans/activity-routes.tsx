import { listAttachments } from '../attachments/index.ts';
import {
  listEntered,
  openWorkspace,
  readChannel,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { dayOf, may, type Route, speaksFor, type Tx, type User, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { isPilot } from './activity.ts';
import { readActivity, readEvaluation, readState } from './forms.ts';
import { listOwnGoals } from './own-goals.ts';
import { EditActivityPage, mayChooseParty } from './pages/activity-forms.tsx';
import { ActivityPage } from './pages/activity-page.tsx';
import { EvaluationPage, StatePage } from './pages/telling-forms.tsx';
import { changeActivity, planActivity } from './planning.ts';
import { planActivities, preparePlan } from './policy.ts';
import type { ActivityRow } from './queries.ts';
import { answering, mayChange, type PlanRows, planQuestions } from './reading-plan.ts';
import { askToTakePart } from './taking-part.ts';
import { evaluateActivity, tellState, withdrawActivity } from './telling.ts';
import { planTexts } from './texts.ts';
import type { Answering } from './whose-words.ts';

export const idOf = (visit: Visit): string => visit.params.collaboration ?? '';

/** What the rules are asked in a transaction: the same as on a page. */
export const asking = (user: User, collaboration: string) => ({
  user,
  collaboration: { id: collaboration } as Parameters<typeof mayChange>[0]['collaboration'],
  may: (what: Parameters<typeof may>[1], organisation?: string | null) =>
    may(user, what, { collaboration, organisation }),
});

/** The activity, and how whoever writes stands to it. Not found where it is not theirs to change. */
export async function openOwn(visit: Visit, tx: Tx, rows?: PlanRows) {
  const id = idOf(visit);
  const known = rows ?? (await tx.batch(planQuestions(id, visit.now)));
  const before = known.activities.find((one) => one.id === visit.params.activity);
  if (!before || !mayChange(asking(tx.user, id), before)) throw notFound();
  return { id, rows: known, before, isOwn: speaksFor(tx.user, id, before.organisation_id) && before.party_id !== null };
}

/** Who answers, and how the party said it where somebody else writes. */
const answeringFor = (
  one: Pick<ActivityRow, 'party_id' | 'organisation_id'>,
  isOwn: boolean,
  reader: FormReader,
  visit: Visit,
): Answering => ({
  partyId: one.party_id,
  organisationId: one.organisation_id,
  ...(isOwn || one.party_id === null ? {} : { entered: readChannel(reader, visit.language) }),
});

export function activityRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const addressOf = (visit: Visit): string =>
    `/collaborations/${idOf(visit)}/action-plan/activities/${visit.params.activity}`;

  const open = (visit: Visit) => {
    const id = idOf(visit);
    return openWorkspace(visit, workspace, {
      ...planQuestions(id, visit.now),
      entered: listEntered(id),
      attachments: listAttachments(id),
      ownGoals: listOwnGoals(id),
    });
  };
  const showActivity = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await open(visit);
    const activity = rows.activities.find((one) => one.id === visit.params.activity);
    if (!activity) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: activity.title,
        current: 'action-plan',
        status: statusOf(state),
        children: (
          <ActivityPage
            visit={visit}
            of={of}
            said={said}
            activity={activity}
            rows={rows}
            entered={rows.entered}
            ownGoals={rows.ownGoals}
            attachments={rows.attachments}
            state={state}
          />
        ),
      }),
    );
  };

  const showEdit = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows, user } = await open(visit);
    const activity = rows.activities.find((one) => one.id === visit.params.activity);
    if (visit.params.activity && (!activity || !mayChange(of, activity))) throw notFound();
    const asked = state.typed.party ?? visit.url.searchParams.get('party');
    const parties = answering(rows.parties);
    const own = parties.find((one) => one.organisation_id === user.organisation_id);
    const chosen =
      parties.find(({ id }) => id === (activity?.party_id ?? asked)) ?? (asked === null && !activity ? own : undefined);
    const mayChoose = mayChooseParty(of, activity);
    if (!mayChoose && (!chosen || !of.may(planActivities, chosen.organisation_id))) throw notFound();
    const isForAnother = chosen !== undefined && !speaksFor(user, of.collaboration.id, chosen.organisation_id);
    const scales = rows.activities.find((one) => one.id === visit.url.searchParams.get('scales') && isPilot(one));
    const t = planTexts(visit.language).form;
    return visit.page(
      workspacePage(visit, of, said, {
        title: activity ? t.editTitle : t.newTitle,
        current: 'action-plan',
        narrow: true,
        status: statusOf(state),
        children: (
          <EditActivityPage
            visit={visit}
            of={of}
            rows={rows}
            activity={activity}
            party={chosen}
            isForAnother={isForAnother}
            mayChooseParty={mayChoose}
            scales={scales}
            today={dayOf(visit.now)}
            state={state}
          />
        ),
      }),
    );
  };

  const writeActivity = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const id = idOf(visit);
        const rows = await tx.batch(planQuestions(id, visit.now));
        const before = visit.params.activity ? (await openOwn(visit, tx, rows)).before : undefined;
        const prepares = may(tx.user, preparePlan, { collaboration: id });
        const given = form.text('party') || before?.party_id || null;
        const parties = answering(rows.parties);
        const own = parties.find((one) => one.organisation_id === tx.user.organisation_id);
        // What a party answers for is not given away by a form: it is chosen while nobody answers.
        const chosen =
          before?.party_id != null
            ? before.party_id
            : prepares
              ? given
              : own && may(tx.user, planActivities, { collaboration: id, organisation: own.organisation_id })
                ? own.id
                : null;
        const party = rows.parties.find((one) => one.id === chosen);
        if (
          chosen &&
          (!party || !may(tx.user, planActivities, { collaboration: id, organisation: party.organisation_id }))
        )
          throw notFound();
        if (!party && !prepares) throw notFound();
        const isOwn = party !== undefined && speaksFor(tx.user, id, party.organisation_id);
        const reader = new FormReader(form);
        const { facts, goalIds } = readActivity(
          reader,
          form,
          rows,
          party?.organisation_id ?? null,
          before,
          visit.language,
        );
        const about = answeringFor(
          { party_id: party?.id ?? null, organisation_id: party?.organisation_id ?? tx.user.organisation_id ?? '' },
          isOwn,
          reader,
          visit,
        );
        reader.done();
        if (!before) {
          const made = planActivity(tx, id, about, facts, goalIds);
          return `/collaborations/${id}/action-plan/activities/${made}?done=saved`;
        }
        await changeActivity(tx, id, before, Number(form.text('version')), about, facts, goalIds);
        return `${addressOf(visit)}?done=saved`;
      },
      (state) => showEdit(visit, state),
    );

  const showOne = async (visit: Visit, state: FormState, which: 'state' | 'evaluation') => {
    const { of, said, rows, user } = await open(visit);
    const activity = rows.activities.find((one) => one.id === visit.params.activity);
    if (!activity || !mayChange(of, activity)) throw notFound();
    const isForAnother = activity.party_id !== null && !speaksFor(user, of.collaboration.id, activity.organisation_id);
    const t = planTexts(visit.language);
    const parts = { visit, of, activity, isForAnother, today: dayOf(visit.now), state };
    return visit.page(
      workspacePage(visit, of, said, {
        title: which === 'state' ? t.stateForm.title : t.evaluationForm.title,
        current: 'action-plan',
        narrow: true,
        status: statusOf(state),
        children: which === 'state' ? <StatePage {...parts} /> : <EvaluationPage {...parts} />,
      }),
    );
  };

  const at = '/collaborations/:collaboration/action-plan/activities';
  return [
    get(`${at}/new`, planActivities, (visit) => showEdit(visit)),
    post(`${at}/new`, planActivities, writeActivity),
    get(`${at}/:activity`, readCollaboration, (visit) => showActivity(visit)),
    get(`${at}/:activity/edit`, planActivities, (visit) => showEdit(visit)),
    post(`${at}/:activity/edit`, planActivities, writeActivity),
    get(`${at}/:activity/state`, planActivities, (visit) => showOne(visit, untouched, 'state')),
    post(`${at}/:activity/state`, planActivities, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { id, before, isOwn } = await openOwn(visit, tx);
          const reader = new FormReader(form);
          const { to, because } = readState(reader, form, visit.language);
          const about = answeringFor(before, isOwn, reader, visit);
          reader.done();
          await tellState(tx, id, before, Number(form.text('version')), to, because, about);
          return `${addressOf(visit)}?done=saved`;
        },
        (state) => showOne(visit, state, 'state'),
      ),
    ),
    get(`${at}/:activity/evaluation`, planActivities, (visit) => showOne(visit, untouched, 'evaluation')),
    post(`${at}/:activity/evaluation`, planActivities, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { id, before, isOwn } = await openOwn(visit, tx);
          const reader = new FormReader(form);
          const told = readEvaluation(reader, visit.language);
          const about = answeringFor(before, isOwn, reader, visit);
          reader.done();
          await evaluateActivity(tx, id, before, Number(form.text('version')), told, about);
          return `${addressOf(visit)}?done=saved`;
        },
        (state) => showOne(visit, state, 'evaluation'),
      ),
    ),
    post(`${at}/:activity/parties`, planActivities, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { id, rows, before } = await openOwn(visit, tx);
          const reader = new FormReader(form);
          const party = answering(rows.parties).find((one) => one.id === form.text('party'));
          const isAnother = party !== undefined && party.id !== before.party_id;
          if (!isAnother) reader.wrong('party', planTexts(visit.language).takingPart.askMissing);
          reader.done();
          if (party) await askToTakePart(tx, id, before, party);
          return `${addressOf(visit)}?done=saved#parties`;
        },
        (state) => showActivity(visit, state),
      ),
    ),
    post(`${at}/:activity/withdrawal`, planActivities, (visit) =>
      visit.submit(async (tx, form) => {
        const { id, before } = await openOwn(visit, tx);
        await withdrawActivity(tx, id, before, Number(form.text('version')));
        return `/collaborations/${id}/action-plan?done=saved`;
      }),
    ),
  ];
}

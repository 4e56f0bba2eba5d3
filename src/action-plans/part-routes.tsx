import { openWorkspace, readChannel, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import { dayOf, may, type Route, speaksFor, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { asking, idOf } from './activity-routes.tsx';
import { readPart } from './forms.ts';
import { PartPage } from './pages/telling-forms.tsx';
import { joinActivities, planActivities } from './policy.ts';
import type { ActivityPartyRow } from './queries.ts';
import { answering, mayChange, type PlanRows, planQuestions } from './reading-plan.ts';
import { answerForParty, askNoLonger, askToTakePart } from './taking-part.ts';
import { planTexts } from './texts.ts';

/** Parties that take part in what another answers for: asked by that one, answered by each itself. */
export function partRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const addressOf = (visit: Visit, activity: string): string =>
    `/collaborations/${idOf(visit)}/action-plan/activities/${activity}?done=saved#parties`;
  const find = (rows: PlanRows, id: string | undefined) => {
    const part = rows.taking.find((one) => one.id === id);
    const activity = rows.activities.find((one) => one.id === part?.activity_id);
    if (!part || !activity) throw notFound();
    return { activity, part };
  };
  /** Answered by the party, or entered for one that has not answered itself. */
  const isOpenTo = (part: ActivityPartyRow, isOwn: boolean): boolean =>
    isOwn || part.answer === null || part.entered_by_organisation_id !== null;

  const showPart = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows, user } = await openWorkspace(visit, workspace, planQuestions(id, visit.now));
    const { activity, part } = find(rows, visit.params.part);
    if (!of.may(planActivities, part.organisation_id)) throw notFound();
    const isOwn = speaksFor(user, id, part.organisation_id);
    if (!isOpenTo(part, isOwn)) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: planTexts(visit.language).takingPart.title,
        current: 'action-plan',
        narrow: true,
        status: statusOf(state),
        children: (
          <PartPage
            visit={visit}
            of={of}
            activity={activity}
            part={part}
            isForAnother={!isOwn}
            today={dayOf(visit.now)}
            state={state}
          />
        ),
      }),
    );
  };

  const at = '/collaborations/:collaboration/action-plan';
  return [
    post(`${at}/parts`, joinActivities, (visit) =>
      visit.submit(async (tx, form) => {
        const id = idOf(visit);
        const rows = await tx.batch(planQuestions(id, visit.now));
        const own = answering(rows.parties).find((one) => one.organisation_id === tx.user.organisation_id);
        const activity = rows.activities.find((one) => one.id === form.text('activity') && one.party_id !== own?.id);
        const mayJoin = own && speaksFor(tx.user, id, own.organisation_id);
        if (!mayJoin || !activity) throw notFound();
        const part = await askToTakePart(tx, id, activity, own);
        return `/collaborations/${id}/action-plan/parts/${part}`;
      }),
    ),
    get(`${at}/parts/:part`, planActivities, (visit) => showPart(visit)),
    post(`${at}/parts/:part`, planActivities, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const { activity, part } = find(await tx.batch(planQuestions(id, visit.now)), visit.params.part);
          const about = { collaboration: id, organisation: part.organisation_id };
          const isOwn = speaksFor(tx.user, id, part.organisation_id);
          if (!may(tx.user, planActivities, about) || !isOpenTo(part, isOwn)) throw notFound();
          const reader = new FormReader(form);
          const facts = readPart(reader, form, visit.language);
          const answering = {
            partyId: part.party_id,
            organisationId: part.organisation_id,
            ...(isOwn ? {} : { entered: readChannel(reader, visit.language) }),
          };
          reader.done();
          await answerForParty(tx, id, part, Number(form.text('version')), facts, answering);
          return addressOf(visit, activity.id);
        },
        (state) => showPart(visit, state),
      ),
    ),
    post(`${at}/activities/:activity/questions/:asked/withdrawal`, planActivities, (visit) =>
      visit.submit(async (tx, form) => {
        const id = idOf(visit);
        const { activity, part } = find(await tx.batch(planQuestions(id, visit.now)), visit.params.asked);
        const isOfIt = activity.id === visit.params.activity;
        if (!isOfIt || !mayChange(asking(tx.user, id), activity)) throw notFound();
        await askNoLonger(tx, id, part, Number(form.text('version')));
        return addressOf(visit, activity.id);
      }),
    ),
  ];
}

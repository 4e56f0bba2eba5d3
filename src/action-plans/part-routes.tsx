import { openWorkspace, readChannel, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import { dayOf, may, type Route, speaksFor, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { asking, idOf } from './activity-routes.tsx';
import { readPart } from './forms.ts';
import { PartPage } from './pages/activity-forms.tsx';
import { planActivities } from './policy.ts';
import type { ActivityPartyRow } from './queries.ts';
import { mayChange, type PlanRows, planQuestions } from './reading-plan.ts';
import { answerForParty, askNoLonger } from './taking-part.ts';
import { planTexts } from './texts.ts';

/** Parties that take part in what another answers for: asked by that one, answered by each itself. */
export function partRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const addressOf = (visit: Visit): string =>
    `/collaborations/${idOf(visit)}/action-plan/activities/${visit.params.activity}`;
  const find = (visit: Visit, rows: PlanRows) => {
    const activity = rows.activities.find((one) => one.id === visit.params.activity);
    const part = rows.taking.find(
      (one) => one.activity_id === visit.params.activity && one.party_id === visit.params.party,
    );
    if (!activity) throw notFound();
    return { activity, part };
  };
  /** Answered by the party, or entered for one that has not answered itself. */
  const isOpenTo = (part: ActivityPartyRow, isOwn: boolean): boolean =>
    isOwn || part.answer === null || part.entered_by_organisation_id !== null;

  const showPart = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows, user } = await openWorkspace(visit, workspace, planQuestions(id, visit.now));
    const { activity, part } = find(visit, rows);
    if (!part || !of.may(planActivities, part.organisation_id)) throw notFound();
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

  const at = '/collaborations/:collaboration/action-plan/activities/:activity/parties';
  return [
    get(`${at}/:party`, planActivities, (visit) => showPart(visit)),
    post(`${at}/:party`, planActivities, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const { part } = find(visit, await tx.batch(planQuestions(id, visit.now)));
          if (!part || !may(tx.user, planActivities, { collaboration: id, organisation: part.organisation_id })) {
            throw notFound();
          }
          const isOwn = speaksFor(tx.user, id, part.organisation_id);
          if (!isOpenTo(part, isOwn)) throw notFound();
          const reader = new FormReader(form);
          const facts = readPart(reader, form, visit.language);
          const about = {
            partyId: part.party_id,
            organisationId: part.organisation_id,
            ...(isOwn ? {} : { entered: readChannel(reader, visit.language) }),
          };
          reader.done();
          await answerForParty(tx, id, part, Number(form.text('version')), facts, about);
          return `${addressOf(visit)}?done=saved#parties`;
        },
        (state) => showPart(visit, state),
      ),
    ),
    post(`${at}/:party/withdrawal`, planActivities, (visit) =>
      visit.submit(async (tx, form) => {
        const id = idOf(visit);
        const { activity, part } = find(visit, await tx.batch(planQuestions(id, visit.now)));
        if (!part || !mayChange(asking(tx.user, id), activity)) throw notFound();
        await askNoLonger(tx, id, part, Number(form.text('version')));
        return `${addressOf(visit)}?done=saved#parties`;
      }),
    ),
  ];
}

import {
  listParties,
  openWorkspace,
  type PartyRow,
  readChannel,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { may, type Route, speaksFor, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { stepWords } from './date-words.ts';
import { readPlanning } from './forms.ts';
import { PlanningPage } from './pages/planning-page.tsx';
import { setPlanningYear } from './planning.ts';
import { tellPlanningYear } from './policy.ts';
import { listPlanningSteps, listPlanningYears, type PlanningStepRow, type PlanningYearRow } from './queries.ts';
import { annualWheelTexts } from './texts.ts';
import { saySpan } from './year-span.ts';

/** An organisation's planning year: its own words, or what somebody writes down for a party that has not said it here. */
export function planningRoutes(house: WorkspaceHouse): readonly Route[] {
  const questions = (id: string) => ({
    parties: listParties(id),
    years: listPlanningYears(id),
    steps: listPlanningSteps(id),
  });
  const find = (
    visit: Visit,
    rows: {
      readonly parties: readonly PartyRow[];
      readonly years: readonly PlanningYearRow[];
      readonly steps: readonly PlanningStepRow[];
    },
  ) => {
    const party = rows.parties.find(({ id }) => id === visit.params.party);
    if (!party) throw notFound();
    return {
      party,
      year: rows.years.find((one) => one.organisation_id === party.organisation_id),
      steps: rows.steps.filter((one) => one.organisation_id === party.organisation_id),
    };
  };

  const show = async (visit: Visit, state: FormState = untouched) => {
    const id = visit.params.collaboration ?? '';
    const { of, said, rows, user } = await openWorkspace(visit, house.workspace, questions(id));
    const { party, year, steps } = find(visit, rows);
    const isForAnother = !speaksFor(user, id, party.organisation_id);
    // What an organisation has said itself, nobody says for it.
    if (!of.may(tellPlanningYear, party.organisation_id) || (isForAnother && year && !year.is_entered))
      throw notFound();
    const t = annualWheelTexts(visit.language).planning;
    return visit.page(
      workspacePage(visit, of, said, {
        title: isForAnother ? t.titleFor(party.name) : t.title,
        current: 'annual-wheel',
        narrow: true,
        status: statusOf(state),
        children: (
          <PlanningPage
            visit={visit}
            of={of}
            state={state}
            party={party}
            year={year}
            steps={steps}
            isForAnother={isForAnother}
          />
        ),
      }),
    );
  };

  const path = '/collaborations/:collaboration/annual-wheel/parties/:party';
  return [
    get(path, tellPlanningYear, (visit) => show(visit)),
    post(path, tellPlanningYear, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const { party, year, steps } = find(visit, await tx.batch(questions(id)));
          const isOwn = speaksFor(tx.user, id, party.organisation_id);
          if (!may(tx.user, tellPlanningYear, { collaboration: id, organisation: party.organisation_id }))
            throw notFound();
          if (!isOwn && year && !year.is_entered) throw notFound();
          const reader = new FormReader(form);
          const facts = readPlanning(reader, form, visit.language);
          const entered = isOwn ? undefined : readChannel(reader, visit.language);
          reader.done();
          await setPlanningYear(tx, id, {
            partyId: party.id,
            organisationId: party.organisation_id,
            before: year,
            stepsBefore: steps,
            version: Number(form.text('version')),
            facts,
            ...(entered ? { entered } : {}),
            summary: [
              ...facts.steps.map((step) => `${stepWords(step, visit.language)}, ${saySpan(step, visit.language)}`),
              facts.note,
            ]
              .filter(Boolean)
              .join('. '),
          });
          return `/collaborations/${id}/annual-wheel?done=saved#party-${party.id}`;
        },
        (state) => show(visit, state),
      ),
    ),
  ];
}

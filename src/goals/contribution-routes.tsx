import {
  listEntered,
  listParties,
  openWorkspace,
  readChannel,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { may, type Route, speaksFor, type Visit } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { pictureRoutes } from '../platform/documents/picture.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { answerGoal } from './contributing.ts';
import { readContribution } from './forms.ts';
import { readGrid } from './grid.ts';
import { ContributionPage } from './pages/form-pages.tsx';
import { gridPicture } from './pages/grid-drawing.tsx';
import { GridPage } from './pages/grid-page.tsx';
import { answerGoals } from './policy.ts';
import { listContributions, listGoals } from './queries.ts';
import { goalTexts } from './texts.ts';

const findCoordinator = statement<{ party_id: string }, [collaboration: string]>(`
  select party_id from party_function where collaboration_id = $1 and function = 'coordinates' and ended_on is null`);

export function contributionRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const idOf = (visit: Visit) => visit.params.collaboration ?? '';

  const openGrid = (visit: Visit) => {
    const id = idOf(visit);
    return openWorkspace(visit, workspace, {
      goals: listGoals(id),
      parties: listParties(id),
      contributions: listContributions(id),
      entered: listEntered(id),
      coordinator: findCoordinator(id),
    });
  };

  const showContribution = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows, user } = await openWorkspace(visit, workspace, {
      goals: listGoals(id),
      contributions: listContributions(id),
      parties: listParties(id),
    });
    const goal = rows.goals.find((one) => one.id === visit.params.goal && one.kind !== 'vision');
    const party = rows.parties.find((one) => one.id === visit.params.party);
    if (!goal || !party) throw notFound();
    if (!of.may(answerGoals, party.organisation_id)) throw notFound();
    const isOwn = speaksFor(user, id, party.organisation_id);
    const t = goalTexts(visit.language).contribution;
    return visit.page(
      workspacePage(visit, of, said, {
        title: isOwn ? t.title : t.titleFor(party.name),
        current: 'goals',
        narrow: true,
        status: statusOf(state),
        children: (
          <ContributionPage
            visit={visit}
            of={of}
            goal={goal}
            party={party}
            before={rows.contributions.find((one) => one.goal_id === goal.id && one.party_id === party.id)}
            isForAnother={!isOwn}
            state={state}
          />
        ),
      }),
    );
  };

  const goalsAt = '/collaborations/:collaboration/goals';
  return [
    get(`${goalsAt}/:goal/contributions/:party`, answerGoals, (visit) => showContribution(visit)),
    post(`${goalsAt}/:goal/contributions/:party`, answerGoals, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const { goals, parties, contributions } = await tx.batch({
            goals: listGoals(id),
            parties: listParties(id),
            contributions: listContributions(id),
          });
          const goal = goals.find((one) => one.id === visit.params.goal && one.kind !== 'vision');
          const party = parties.find((one) => one.id === visit.params.party);
          if (!goal || !party) throw notFound();
          const organisation = party.organisation_id;
          if (!may(tx.user, answerGoals, { collaboration: id, organisation })) throw notFound();
          const isOwn = speaksFor(tx.user, id, organisation);
          const reader = new FormReader(form);
          const facts = readContribution(reader, visit.language);
          const entered = isOwn ? undefined : readChannel(reader, visit.language);
          reader.done();
          await answerGoal(tx, id, {
            goalId: goal.id,
            partyId: party.id,
            facts,
            before: contributions.find((one) => one.goal_id === goal.id && one.party_id === party.id),
            version: Number(form.text('version')),
            ...(entered ? { entered } : {}),
          });
          return `/collaborations/${id}/goals/${goal.id}?done=saved#contributions`;
        },
        (state) => showContribution(visit, state),
      ),
    ),

    get('/collaborations/:collaboration/grid', readCollaboration, async (visit) => {
      const id = idOf(visit);
      const { of, said, rows } = await openGrid(visit);
      return visit.page(
        workspacePage(visit, of, said, {
          title: goalTexts(visit.language).gridPage.title,
          current: 'goals',
          projected: { href: `/collaborations/${id}/goals`, text: goalTexts(visit.language).gridPage.close },
          children: <GridPage of={of} grid={readGrid(rows)} coordinator={rows.coordinator[0]?.party_id} />,
        }),
      );
    }),
    ...pictureRoutes('/collaborations/:collaboration/grid', readCollaboration, house.documents, async (visit) => {
      const { of, rows } = await openGrid(visit);
      return gridPicture(of, readGrid(rows));
    }),
  ];
}

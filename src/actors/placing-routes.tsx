import {
  listParties,
  prepareCollaboration,
  readChannel,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { type Route, speaksFor, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { stateOf } from './actor.ts';
import { readPlacings } from './forms.ts';
import { actorsPath, addressOf, collaborationOf, idIn, openActors } from './open-actors.ts';
import { JointPage, PlacingPage, SpreadPage } from './pages/placing-pages.tsx';
import { placeActors as give, placeJointly } from './placing.ts';
import { placeActors } from './policy.ts';
import { listActors } from './queries.ts';
import { actorTexts } from './texts.ts';

const analysisPath = `${actorsPath}/analyses/:analysis`;

/** Each party's placing, the spread of them all, and the joint one. */
export function placingRoutes(house: WorkspaceHouse): readonly Route[] {
  const showPlacing = async (visit: Visit, state: FormState = untouched) => {
    const analysisId = idIn(visit, 'analysis');
    const { of, said, rows, user, readOne } = await openActors(visit, house);
    const party = rows.parties.find((one) => one.id === visit.params.party);
    const read = readOne(analysisId, party?.id);
    const asked = rows.asked.find((row) => row.analysis_id === analysisId && row.party_id === party?.id);
    if (!party || !read || !asked || read.analysis.adopted_on) throw notFound();
    if (!of.may(placeActors, party.organisation_id)) throw notFound();
    if (asked.is_given && stateOf(read.analysis, of.now) !== 'placing' && statusOf(state) === 200) throw notFound();
    const isForAnother = !speaksFor(user, of.collaboration.id, party.organisation_id);
    return visit.page(
      workspacePage(visit, of, said, {
        title: actorTexts(visit.language).placing.title,
        current: 'actors',
        narrow: true,
        status: statusOf(state),
        children: (
          <PlacingPage visit={visit} of={of} read={read} party={party} isForAnother={isForAnother} state={state} />
        ),
      }),
    );
  };

  const showJoint = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, readOne } = await openActors(visit, house);
    const read = readOne(idIn(visit, 'analysis'));
    if (!read || stateOf(read.analysis, of.now) !== 'shared') throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: actorTexts(visit.language).joint.title,
        current: 'actors',
        status: statusOf(state),
        children: <JointPage visit={visit} of={of} read={read} state={state} />,
      }),
    );
  };

  const findHere = async (tx: Parameters<Parameters<Visit['submit']>[0]>[0], visit: Visit) => {
    const analysisId = idIn(visit, 'analysis');
    const actors = await tx.all(listActors(collaborationOf(visit)));
    return actors.filter((one) => one.analysis_id === analysisId && !one.withdrawn_at);
  };

  return [
    get(`${analysisPath}/placings/:party`, placeActors, (visit) => showPlacing(visit)),
    post(`${analysisPath}/placings/:party`, placeActors, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = collaborationOf(visit);
          const partyId = idIn(visit, 'party');
          const actors = await findHere(tx, visit);
          const party = (await tx.all(listParties(id))).find((one) => one.id === partyId);
          if (!party) throw notFound();
          const reader = new FormReader(form);
          const placings = readPlacings(reader, form, actors, actorTexts(visit.language).placing.both);
          const stated = speaksFor(tx.user, id, party.organisation_id)
            ? undefined
            : readChannel(reader, visit.language);
          reader.done();
          await give(tx, id, idIn(visit, 'analysis'), partyId, placings, stated);
          return `${addressOf(visit)}?done=saved`;
        },
        (state) => showPlacing(visit, state),
      ),
    ),
    get(`${analysisPath}/spread`, readCollaboration, async (visit) => {
      const { of, said, rows, readOne } = await openActors(visit, house);
      const read = readOne(idIn(visit, 'analysis'));
      if (!read) throw notFound();
      return visit.page(
        workspacePage(visit, of, said, {
          title: actorTexts(visit.language).spread.title,
          current: 'actors',
          children: <SpreadPage of={of} read={read} parties={rows.parties} />,
        }),
      );
    }),
    get(`${analysisPath}/joint`, prepareCollaboration, (visit) => showJoint(visit)),
    post(`${analysisPath}/joint`, prepareCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const actors = await findHere(tx, visit);
          const reader = new FormReader(form);
          const placings = readPlacings(reader, form, actors, actorTexts(visit.language).joint.both);
          reader.done();
          await placeJointly(tx, collaborationOf(visit), idIn(visit, 'analysis'), placings);
          return `${addressOf(visit)}?done=saved`;
        },
        (state) => showJoint(visit, state),
      ),
    ),
  ];
}

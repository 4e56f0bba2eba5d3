import {
  findCollaboration,
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
import { readTrapAnswers } from './forms.ts';
import { actorsPath, addressOf, collaborationOf, idIn, openActors } from './open-actors.ts';
import { AnswerTrapsPage, TrapsPage } from './pages/traps-page.tsx';
import { placeActors } from './policy.ts';
import { listTrapAnswers } from './queries.ts';
import { actorTexts } from './texts.ts';
import { answerTraps } from './traps.ts';

const trapsPath = `${actorsPath}/traps`;

export function trapRoutes(house: WorkspaceHouse): readonly Route[] {
  const showAnswering = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows, user } = await openActors(visit, house);
    const isJoint = visit.params.party === undefined;
    const party = rows.parties.find((one) => one.id === visit.params.party);
    if (!isJoint && (!party || !of.may(placeActors, party.organisation_id))) throw notFound();
    const isForAnother = party !== undefined && !speaksFor(user, of.collaboration.id, party.organisation_id);
    return visit.page(
      workspacePage(visit, of, said, {
        title: actorTexts(visit.language).traps.title,
        current: 'actors',
        narrow: true,
        status: statusOf(state),
        children: (
          <AnswerTrapsPage
            visit={visit}
            of={of}
            parties={rows.parties}
            answers={rows.traps}
            party={party}
            isForAnother={isForAnother}
            state={state}
          />
        ),
      }),
    );
  };

  const answer = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const id = collaborationOf(visit);
        const partyId = visit.params.party === undefined ? null : idIn(visit, 'party');
        const { parties, answers } = await tx.batch({ parties: listParties(id), answers: listTrapAnswers(id) });
        const { phase } = await tx.one(findCollaboration(id));
        const party = parties.find((one) => one.id === partyId);
        if (partyId !== null && !party) throw notFound();
        const reader = new FormReader(form);
        const before = answers.filter((one) => one.phase === phase && one.party_id === partyId);
        const given = readTrapAnswers(reader, form, before, visit.language);
        const stated =
          party && !speaksFor(tx.user, id, party.organisation_id) ? readChannel(reader, visit.language) : undefined;
        reader.done();
        await answerTraps(tx, id, phase, partyId, given, stated);
        return `${addressOf(visit)}/traps?done=saved`;
      },
      (state) => showAnswering(visit, state),
    );

  return [
    get(trapsPath, readCollaboration, async (visit) => {
      const { of, said, rows } = await openActors(visit, house);
      return visit.page(
        workspacePage(visit, of, said, {
          title: actorTexts(visit.language).traps.title,
          current: 'actors',
          narrow: true,
          children: <TrapsPage visit={visit} of={of} parties={rows.parties} answers={rows.traps} />,
        }),
      );
    }),
    get(`${trapsPath}/joint`, prepareCollaboration, (visit) => showAnswering(visit)),
    post(`${trapsPath}/joint`, prepareCollaboration, answer),
    get(`${trapsPath}/parties/:party`, placeActors, (visit) => showAnswering(visit)),
    post(`${trapsPath}/parties/:party`, placeActors, answer),
  ];
}

import type { Route, Visit } from '../identity/index.ts';
import { dayOf, emailShape, identityTexts, listBranches, may, seatRoles, speaksFor } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { newId } from '../platform/id.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { partyFunctions } from './collaboration.ts';
import { readChannel, readParties, readPartyFacts } from './forms.ts';
import { openWorkspace } from './open-workspace.ts';
import { EditPartyPage, InvitePartyPage } from './pages/party-forms.tsx';
import { PartiesPage, PartyPage } from './pages/party-pages.tsx';
import { workspacePage } from './pages/workspace-page.tsx';
import {
  addParties,
  addUnknownOrganisation,
  changeParty,
  giveFunctionTo,
  inviteParty,
  makePartyLink,
  noteEntered,
  noteOwnWords,
} from './parties.ts';
import { leadCollaboration, prepareCollaboration, readCollaboration, sendLinks, tellOfParty } from './policy.ts';
import { listChoices, listCollaborationSeats, listEntered, listFunctions, listParties } from './queries.ts';
import { collaborationTexts } from './texts.ts';
import type { WorkspaceHouse } from './workspace.ts';

export function partyRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;

  const showParties = async (visit: Visit, state: FormState = untouched) => {
    const id = visit.params.collaboration ?? '';
    const opened = await openWorkspace(visit, workspace, {
      parties: listParties(id),
      functions: listFunctions(id),
      seats: listCollaborationSeats(id, dayOf(visit.now)),
    });
    return visit.page(
      workspacePage(visit, opened.of, opened.said, {
        title: collaborationTexts(visit.language).party.title,
        current: 'parties',
        status: statusOf(state),
        children: <PartiesPage visit={visit} of={opened.of} said={opened.said} {...opened.rows} state={state} />,
      }),
    );
  };

  const openParty = async (visit: Visit) => {
    const id = visit.params.collaboration ?? '';
    const opened = await openWorkspace(visit, workspace, {
      parties: listParties(id),
      functions: listFunctions(id),
      seats: listCollaborationSeats(id, dayOf(visit.now)),
      entered: listEntered(id),
    });
    const party = opened.rows.parties.find((one) => one.id === visit.params.party);
    if (!party) throw notFound();
    return {
      ...opened,
      party,
      isOwn: speaksFor(opened.user, id, party.organisation_id),
      mayChange: opened.of.may(tellOfParty, party.organisation_id),
    };
  };

  const showParty = (
    visit: Visit,
    { of, said, rows, party, mayChange }: Awaited<ReturnType<typeof openParty>>,
    madeLink?: string,
  ) =>
    visit.page(
      workspacePage(visit, of, said, {
        title: party.name,
        current: 'parties',
        narrow: true,
        children: (
          <PartyPage
            visit={visit}
            of={of}
            said={said}
            party={party}
            seats={rows.seats.filter((seat) => seat.organisation_id === party.organisation_id)}
            functions={rows.functions.filter((one) => one.party_id === party.id)}
            entered={rows.entered.filter((entered) => entered.party_id === party.id)}
            mayChange={mayChange}
            madeLink={madeLink}
            hasShownLink={of.may(sendLinks) && visit.url.searchParams.has('link')}
          />
        ),
      }),
    );

  const showEditParty = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, party, isOwn, mayChange } = await openParty(visit);
    if (!mayChange) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: party.name,
        current: 'parties',
        narrow: true,
        status: statusOf(state),
        children: <EditPartyPage visit={visit} of={of} party={party} isForAnother={!isOwn} state={state} />,
      }),
    );
  };

  const showInviteParty = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, party } = await openParty(visit);
    return visit.page(
      workspacePage(visit, of, said, {
        title: collaborationTexts(visit.language).party.inviteTitle(party.name),
        current: 'parties',
        narrow: true,
        status: statusOf(state),
        children: <InvitePartyPage visit={visit} of={of} party={party} state={state} />,
      }),
    );
  };

  return [
    get('/collaborations/:collaboration/parties', readCollaboration, (visit) => showParties(visit)),
    post('/collaborations/:collaboration/parties', prepareCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const organisations = await tx.all(listChoices(tx.user.is_fictional));
          const reader = new FormReader(form);
          const parties = readParties(reader, form, organisations, visit.language);
          reader.done();
          const unknown = parties.unknown.map((name) => addUnknownOrganisation(tx, name, tx.user.is_fictional));
          await addParties(tx, id, [...parties.known.map((one) => one.id), ...unknown], 'considered');
          return `/collaborations/${id}/parties?done=added`;
        },
        (state) => showParties(visit, state),
      ),
    ),
    post('/collaborations/:collaboration/functions', prepareCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const parties = await tx.all(listParties(id));
          const reader = new FormReader(form);
          const name = reader.oneOf('function', partyFunctions, collaborationTexts(visit.language).party.functionLabel);
          const wanted = form.text('party');
          const party = parties.find((one) => one.id === wanted);
          if (wanted !== '' && !party) reader.wrong('party', collaborationTexts(visit.language).party.functionParty);
          const written = reader.text('through', undefined, 200);
          const units = party && written !== '' ? await tx.all(listBranches(party.organisation_id)) : [];
          const unit = units.find((one) => one.name.toLocaleLowerCase('sv') === written.toLocaleLowerCase('sv'));
          if (written !== '' && !unit) {
            reader.wrong('through', collaborationTexts(visit.language).party.throughUnknown(written));
          }
          reader.done();
          if (name) giveFunctionTo(tx, id, name, party ? [party.id] : [], dayOf(visit.now), unit?.id ?? null);
          return `/collaborations/${id}/parties?done=saved`;
        },
        (state) => showParties(visit, state),
      ),
    ),
    get('/collaborations/:collaboration/parties/:party', readCollaboration, async (visit) =>
      showParty(visit, await openParty(visit)),
    ),
    get('/collaborations/:collaboration/parties/:party/edit', tellOfParty, (visit) => showEditParty(visit)),
    post('/collaborations/:collaboration/parties/:party/edit', tellOfParty, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const party = (await tx.all(listParties(id))).find((one) => one.id === visit.params.party);
          if (!party) throw notFound();
          if (!may(tx.user, tellOfParty, { collaboration: id, organisation: party.organisation_id })) throw notFound();
          const isOwn = speaksFor(tx.user, id, party.organisation_id);
          const mayPrepare = may(tx.user, prepareCollaboration, { collaboration: id });
          const reader = new FormReader(form);
          const to = readPartyFacts(reader, form, party, mayPrepare, visit.language);
          const said = isOwn ? undefined : readChannel(reader, visit.language);
          reader.done();
          await changeParty(tx, id, party, Number(form.text('version')), to);
          const summary = to.own_contribution || to.own_benefit;
          if (said && summary) {
            noteEntered(tx, id, { partyId: party.id, subjectType: 'party', subjectId: party.id, summary, ...said });
          } else if (isOwn) {
            noteOwnWords(tx, id, 'party', party.id);
          }
          return `/collaborations/${id}/parties/${party.id}?done=saved`;
        },
        (state) => showEditParty(visit, state),
      ),
    ),
    get('/collaborations/:collaboration/parties/:party/invite', leadCollaboration, (visit) => showInviteParty(visit)),
    post('/collaborations/:collaboration/parties/:party/invite', leadCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const t = collaborationTexts(visit.language).party;
          const texts = identityTexts(visit.language);
          const party = (await tx.all(listParties(id))).find((one) => one.id === visit.params.party);
          if (!party) throw notFound();
          const reader = new FormReader(form);
          const name = reader.text('name', texts.seat.nameMissing, 200);
          const email = reader.text('email', texts.signIn.emailMissing, 200);
          if (email !== '' && !emailShape.test(email)) reader.wrong('email', texts.signIn.emailWrong);
          const title = reader.text('title', texts.seat.titleMissing, 200);
          const role = reader.oneOf('role', seatRoles, t.role) ?? 'reader';
          const endsOn = reader.date('endsOn', texts.seat.dateWrong);
          reader.done();
          inviteParty(tx, house.origin, id, party, { name, email, title, role, endsOn });
          return `/collaborations/${id}/parties/${party.id}?done=invited`;
        },
        (state) => showInviteParty(visit, state),
      ),
    ),
    post('/collaborations/:collaboration/parties/:party/link', sendLinks, async (visit) => {
      // Shown once, in the answer itself: an address that holds the key is never kept, so it cannot be redirected to.
      const opened = await openParty(visit);
      const { of, party } = opened;
      const afterwards = `/collaborations/${of.collaboration.id}/parties/${party.id}?link=${newId(visit.now)}`;
      let madeLink = '';
      const answer = await visit.submit(async (tx) => {
        madeLink = makePartyLink(tx, house.origin, of.collaboration.id, party.id);
        return afterwards;
      });
      // The same form once more is led to where the first one led: no link was made, and the page says so.
      if (answer.headers.get('location') !== afterwards) return answer;
      return showParty(visit, opened, madeLink);
    }),
  ];
}

import {
  leadCollaboration,
  listParties,
  openWorkspace,
  readCollaboration,
  takesPart,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import {
  type Assurance,
  assurances,
  confidentialities,
  dayOf,
  emailShape,
  findOrganisation,
  identityTexts,
  may,
  type Route,
  type User,
  type Visit,
} from '../identity/index.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { type FormInput, FormReader, makeFormInput } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { admitGuest, endGuest, guestKinds, listGuests } from './guest.ts';
import { SightPage, SightPreviewPage } from './pages/sight-pages.tsx';
import { endGuests } from './policy.ts';
import {
  archivingKinds,
  chooseArchive,
  chooseSight,
  compareSight,
  digestOf,
  findSight,
  keyOf,
  listSeated,
  type SeatedPerson,
  type Sight,
  sightOf,
} from './sight.ts';
import { confidentialityTexts } from './texts.ts';

const path = '/collaborations/:collaboration';

/** What was chosen. Whoever chooses is named; persons who hold no seat here any longer are left out. */
function readSight(
  reader: FormReader,
  form: FormInput,
  people: readonly SeatedPerson[],
  user: User,
  visit: Visit,
): Sight {
  const t = confidentialityTexts(visit.language).sight;
  const confidentiality = reader.oneOf('level', confidentialities, t.levelMissing) ?? 'parties';
  const ticked = new Set(form.all('named'));
  const own = (person: SeatedPerson) =>
    person.person_id === user.person_id && person.organisation_id === user.organisation_id;
  const named = people.filter((person) => own(person) || ticked.has(keyOf(person))).map(keyOf);
  const accepted = reader.someOf('accepted', assurances);
  // A process leader who locks themselves out leaves a collaboration that nobody leads.
  if (accepted.length > 0 && user.session_id !== null && !accepted.includes(user.assurance as Assurance)) {
    reader.wrong('accepted', t.ownSignIn);
  }
  return {
    confidentiality,
    named: new Set(confidentiality === 'protected' ? named : []),
    accepted: accepted.length > 0 ? accepted : null,
  };
}

/** The address of a form that is sent by GET, as a form. */
const formOf = (search: URLSearchParams): FormInput => makeFormInput(search.entries(), new Map(), []);

export function sightRoutes({ workspace, origin }: WorkspaceHouse): readonly Route[] {
  const open = async (visit: Visit) => {
    const id = visit.params.collaboration ?? '';
    const opened = await openWorkspace(visit, workspace, {
      found: findSight(id),
      people: listSeated(id, dayOf(visit.now)),
      parties: listParties(id),
      guests: listGuests(id, dayOf(visit.now)),
    });
    const [found] = opened.rows.found;
    if (!found) throw notFound();
    return { ...opened, found, people: opened.rows.people, sight: sightOf(found, opened.rows.people) };
  };

  const showSight = async (
    visit: Visit,
    state: FormState = untouched,
    archiveState: FormState = untouched,
    guestState: FormState = untouched,
  ) => {
    const { of, said, found, people, sight, rows } = await open(visit);
    const owner = rows.parties.find((party) => party.organisation_id === found.archive_organisation_id)?.name;
    const archiveName =
      owner ??
      (await visit.read({ archive: findOrganisation(found.archive_organisation_id) })).rows.archive[0]?.name ??
      '';
    const archives = rows.parties.filter(
      (party) =>
        takesPart(party.status) &&
        party.organisation_id !== found.archive_organisation_id &&
        archivingKinds.some((kind) => kind === party.kind),
    );
    return visit.page(
      workspacePage(visit, of, said, {
        title: confidentialityTexts(visit.language).sight.title,
        current: 'sight',
        narrow: true,
        status: Math.max(statusOf(state), statusOf(archiveState), statusOf(guestState)),
        children: (
          <SightPage
            visit={visit}
            of={of}
            sight={sight}
            people={people}
            archiveName={archiveName}
            archives={archives.map((party) => ({ id: party.organisation_id, name: party.name }))}
            guests={rows.guests}
            sponsors={rows.parties.filter((party) => takesPart(party.status))}
            state={state}
            archiveState={archiveState}
            guestState={guestState}
          />
        ),
      }),
    );
  };

  const showPreview = async (visit: Visit, form: FormInput, state: FormState = untouched) => {
    const { of, said, user, people, sight } = await open(visit);
    const reader = new FormReader(form);
    const to = readSight(reader, form, people, user, visit);
    const change = compareSight(people, sight, to);
    if (!change.isChanged) reader.wrong('level', confidentialityTexts(visit.language).sight.unchanged);
    if (reader.faults.length > 0) {
      return await showSight(visit, { typed: form.typed, chosen: form.chosen, errors: reader.faults });
    }
    return visit.page(
      workspacePage(visit, of, said, {
        title: confidentialityTexts(visit.language).sight.previewTitle,
        current: 'sight',
        narrow: true,
        status: statusOf(state),
        children: (
          <SightPreviewPage
            visit={visit}
            of={of}
            sight={sight}
            people={people}
            to={to}
            change={change}
            digest={digestOf(change)}
            state={state}
          />
        ),
      }),
    );
  };

  return [
    get(`${path}/sight`, readCollaboration, (visit) => showSight(visit)),
    get(`${path}/sight/preview`, leadCollaboration, (visit) => showPreview(visit, formOf(visit.url.searchParams))),
    post(`${path}/sight`, leadCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const t = confidentialityTexts(visit.language).sight;
          const people = await tx.all(listSeated(id, dayOf(tx.now)));
          const found = await tx.one(findSight(id));
          const reader = new FormReader(form);
          const from = sightOf(found, people);
          const to = readSight(reader, form, people, tx.user, visit);
          const reason = reader.text('reason', t.reasonMissing, 1000);
          reader.done();
          const change = compareSight(people, from, to);
          if (!change.isChanged || digestOf(change) !== form.text('digest')) throw conflict('changed');
          await chooseSight(tx, id, people, from, to, reason);
          return `/collaborations/${id}/sight?done=saved`;
        },
        async (state) => showPreview(visit, await visit.form(), state),
      ),
    ),
    post(`${path}/archive`, leadCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const t = confidentialityTexts(visit.language).archive;
          const { parties, found } = await tx.batch({ parties: listParties(id), found: findSight(id) });
          const [sight] = found;
          if (!sight) throw notFound();
          const reader = new FormReader(form);
          const party = parties.find(
            (one) =>
              one.organisation_id === form.text('archive') &&
              takesPart(one.status) &&
              archivingKinds.some((kind) => kind === one.kind),
          );
          if (!party) reader.wrong('archive', t.missing);
          const reason = reader.text('archiveReason', t.reasonMissing, 1000);
          reader.done();
          if (party) await chooseArchive(tx, id, sight.archive_organisation_id, party.organisation_id, reason);
          return `/collaborations/${id}/sight?done=saved`;
        },
        (state) => showSight(visit, untouched, state),
      ),
    ),
    post(`${path}/guests`, leadCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const t = confidentialityTexts(visit.language).guest;
          const identity = identityTexts(visit.language);
          const parties = (await tx.all(listParties(id))).filter((party) => takesPart(party.status));
          const reader = new FormReader(form);
          const name = reader.text('guestName', t.nameMissing, 200);
          const email = reader.text('guestEmail', identity.signIn.emailMissing, 200).toLowerCase();
          if (email !== '' && !emailShape.test(email)) reader.wrong('guestEmail', identity.signIn.emailWrong);
          const organisationName = reader.text('guestOrganisation', t.organisationMissing, 200);
          const kind = reader.oneOf('guestKind', guestKinds, t.kindMissing) ?? 'association';
          const party = parties.find((one) => one.id === form.text('sponsor'));
          if (!party) reader.wrong('sponsor', t.sponsorMissing);
          const endsOn = reader.date('guestEndsOn', t.endsOnMissing);
          const latest = dayOf(new Date(tx.now.getTime() + 366 * 24 * 3600_000));
          if (!endsOn || endsOn <= dayOf(tx.now) || endsOn > latest) reader.wrong('guestEndsOn', t.endsOnMissing);
          reader.done();
          const partyId = party?.id ?? '';
          admitGuest(tx, origin, id, {
            name,
            email,
            organisationName,
            kind,
            partyId,
            endsOn: endsOn ?? '',
            title: t.seat,
          });
          return `/collaborations/${id}/sight?done=invited`;
        },
        (state) => showSight(visit, untouched, untouched, state),
      ),
    ),
    post(`${path}/guests/:guest/end`, endGuests, (visit) =>
      visit.submit(async (tx) => {
        const id = visit.params.collaboration ?? '';
        const guests = await tx.all(listGuests(id, dayOf(tx.now)));
        const guest = guests.find((one) => one.id === visit.params.guest);
        if (!guest) throw notFound();
        if (!may(tx.user, endGuests, { collaboration: id, organisation: guest.sponsor_organisation_id }))
          throw notFound();
        await endGuest(tx, id, guest.id);
        return `/collaborations/${id}/sight?done=ended`;
      }),
    ),
  ];
}

import { notFound } from '../platform/errors.ts';
import type { Installation } from '../platform/feature.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { emailShape } from './email.ts';
import {
  addOrganisation,
  findArea,
  findByNumber,
  findOrganisation,
  innerKinds,
  listBranches,
  listed,
  noOrganisation,
  organisationKinds,
  searchOrganisations,
  verifyOrganisation,
} from './organisation.ts';
import { readOrganisationNumber } from './organisation-number.ts';
import { page } from './pages/identity-page.tsx';
import { InvitePage, NewOrganisationPage, OrganisationPage, OrganisationsPage } from './pages/organisation-pages.tsx';
import { administerInstallation, administerOrganisation, signedIn } from './policy.ts';
import { may } from './rule.ts';
import { addSeat, endSeat, endTerm, inviteToSeat, listInvitations, listSeats, listTerms, seatLevels } from './seat.ts';
import { identityTexts } from './texts.ts';
import type { Route, Visit } from './user.ts';

/** The organisations, their parts and seats, and who is invited to them. */
export function organisationRoutes(house: Installation): readonly Route[] {
  const showNewOrganisation = async (visit: Visit, state: FormState = untouched) => {
    const { organisation } = visit.params;
    const { user, rows } = await visit.read({
      parents: organisation ? findOrganisation(organisation) : noOrganisation(),
    });
    const [parent] = rows.parents;
    if (organisation && !parent) throw notFound();
    return visit.page(
      page(visit, user, {
        title: identityTexts(visit.language).organisation.addTitle,
        narrow: true,
        status: statusOf(state),
        children: <NewOrganisationPage visit={visit} parent={parent} state={state} />,
      }),
    );
  };

  const submitNewOrganisation = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const t = identityTexts(visit.language).organisation;
        const parentId = visit.params.organisation ?? null;
        if (parentId) await tx.one(findOrganisation(parentId));
        const reader = new FormReader(form);
        const name = reader.text('name', t.nameMissing, 200);
        const kinds = organisationKinds.filter((kind) => innerKinds.includes(kind) === (parentId !== null));
        const kind = reader.oneOf('kind', kinds, t.kindMissing);
        const typedNumber = reader.text('number');
        const number = typedNumber === '' ? null : (readOrganisationNumber(typedNumber) ?? null);
        if (typedNumber !== '' && number === null) reader.wrong('number', t.numberWrong);
        if (number && (await tx.find(findByNumber(number)))) reader.wrong('number', t.numberTaken);
        const area = reader.text('area') || null;
        if (area && !(await tx.find(findArea(area)))) reader.wrong('area', t.areaWrong);
        const foundedYear = reader.whole('founded', t.foundedWrong, 1000, 2200);
        reader.done();
        const id = addOrganisation(tx, {
          parentId,
          kind: kind ?? null,
          name,
          organisationNumber: number,
          areaCode: area,
          foundedYear,
        });
        return parentId ? `/organisations/${parentId}?done=added` : `/organisations/${id}?done=added`;
      },
      (state) => showNewOrganisation(visit, state),
    );

  const showOrganisation = async (visit: Visit, seatState: FormState = untouched) => {
    const id = visit.params.organisation ?? '';
    const { user, rows } = await visit.read({
      organisation: findOrganisation(id),
      branches: listBranches(id),
      seats: listSeats(id),
      terms: listTerms(id),
      invitations: listInvitations(id, visit.now),
    });
    const [organisation] = rows.organisation;
    if (!organisation) throw notFound();
    return visit.page(
      page(visit, user, {
        title: organisation.name,
        status: statusOf(seatState),
        children: (
          <OrganisationPage
            visit={visit}
            organisation={organisation}
            branches={rows.branches}
            seats={rows.seats}
            terms={rows.terms}
            invitations={rows.invitations}
            mayVerify={may(user, administerInstallation)}
            isActedFor={user.organisation_id === organisation.id}
            hasHistory={user.organisation_id === id && user.administers.includes(id)}
            seatState={seatState}
          />
        ),
      }),
    );
  };

  const showInvite = async (visit: Visit, state: FormState = untouched) => {
    const id = visit.params.organisation ?? '';
    const { user, rows } = await visit.read({ organisation: findOrganisation(id), seats: listSeats(id) });
    const [organisation] = rows.organisation;
    const seat = rows.seats.find((one) => one.id === visit.params.seat && !one.ended_on);
    if (!organisation || !seat) throw notFound();
    return visit.page(
      page(visit, user, {
        title: identityTexts(visit.language).seat.inviteTitle(seat.title),
        narrow: true,
        status: statusOf(state),
        children: <InvitePage visit={visit} organisation={organisation} seat={seat} state={state} />,
      }),
    );
  };

  return [
    get('/organisations', signedIn, async (visit) => {
      const search = (visit.url.searchParams.get('q') ?? '').trim();
      const { user, rows } = await visit.read({ organisations: searchOrganisations(search, listed) });
      return visit.page(
        page(visit, user, {
          title: identityTexts(visit.language).organisation.listTitle,
          children: (
            <OrganisationsPage
              visit={visit}
              organisations={rows.organisations}
              search={search}
              mayAdd={may(user, administerInstallation)}
            />
          ),
        }),
      );
    }),
    get('/organisations/new', administerInstallation, (visit) => showNewOrganisation(visit)),
    post('/organisations/new', administerInstallation, submitNewOrganisation),
    get('/organisations/:organisation', administerOrganisation, (visit) => showOrganisation(visit)),
    post('/organisations/:organisation/verification', administerInstallation, (visit) =>
      visit.submit(async (tx) => {
        await verifyOrganisation(tx, visit.params.organisation ?? '');
        return `/organisations/${visit.params.organisation}?done=verified`;
      }),
    ),
    get('/organisations/:organisation/parts/new', administerOrganisation, (visit) => showNewOrganisation(visit)),
    post('/organisations/:organisation/parts/new', administerOrganisation, submitNewOrganisation),
    post('/organisations/:organisation/seats', administerOrganisation, (visit) =>
      visit.submit(
        async (tx, form) => {
          const t = identityTexts(visit.language).seat;
          const reader = new FormReader(form);
          const title = reader.text('title', t.titleMissing, 200);
          const level = reader.oneOf('level', seatLevels, t.level) ?? 'officer';
          const mandateEndsOn = reader.date('mandate', t.dateWrong);
          reader.done();
          const isAdministrator = form.text('administrator') === 'yes';
          addSeat(tx, visit.params.organisation ?? '', { title, level, isAdministrator, mandateEndsOn });
          return `/organisations/${visit.params.organisation}?done=added`;
        },
        (state) => showOrganisation(visit, state),
      ),
    ),
    get('/organisations/:organisation/seats/:seat/invite', administerOrganisation, (visit) => showInvite(visit)),
    post('/organisations/:organisation/seats/:seat/invite', administerOrganisation, (visit) =>
      visit.submit(
        async (tx, form) => {
          const t = identityTexts(visit.language);
          const reader = new FormReader(form);
          const name = reader.text('name', t.seat.nameMissing, 200);
          const email = reader.text('email', t.signIn.emailMissing, 200);
          if (email !== '' && !emailShape.test(email)) reader.wrong('email', t.signIn.emailWrong);
          const kind = reader.oneOf('kind', ['holder', 'deputy'] as const, t.seat.as) ?? 'holder';
          reader.done();
          const organisationId = visit.params.organisation ?? '';
          await inviteToSeat(tx, house.origin, organisationId, { seatId: visit.params.seat ?? '', kind, name, email });
          return `/organisations/${organisationId}?done=invited`;
        },
        (state) => showInvite(visit, state),
      ),
    ),
    post('/organisations/:organisation/terms/:term/end', administerOrganisation, (visit) =>
      visit.submit(async (tx) => {
        await endTerm(tx, visit.params.organisation ?? '', visit.params.term ?? '');
        return `/organisations/${visit.params.organisation}?done=ended`;
      }),
    ),
    post('/organisations/:organisation/seats/:seat/end', administerOrganisation, (visit) =>
      visit.submit(async (tx) => {
        await endSeat(tx, visit.params.organisation ?? '', visit.params.seat ?? '');
        return `/organisations/${visit.params.organisation}?done=ended`;
      }),
    ),
  ];
}

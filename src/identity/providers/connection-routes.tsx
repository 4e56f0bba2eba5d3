import { notFound } from '../../platform/errors.ts';
import type { Installation } from '../../platform/feature.ts';
import { type FormInput, FormReader } from '../../platform/http/form-input.ts';
import { get, post } from '../../platform/http/route.ts';
import { isId } from '../../platform/id.ts';
import { type FormState, statusOf, untouched } from '../../ui/form.tsx';
import { emailShape } from '../email.ts';
import { findOrganisation } from '../organisation.ts';
import { page } from '../pages/identity-page.tsx';
import { administerOrganisation } from '../policy.ts';
import { assurances, type Route, type Visit } from '../user.ts';
import {
  addClaimMapping,
  beginProviderKey,
  findAdministeredProvider,
  keepProvider,
  listClaimMappings,
  listIdentities,
  listProviderKeys,
  listSeatsWithin,
  makeProviderKey,
  mayHaveProvider,
  type ProviderSettings,
  removeClaimMapping,
  switchProvider,
} from './connecting.ts';
import { ProviderPage, ProviderSettingsPage } from './pages/provider-pages.tsx';
import { type AcceptedAcr, authentications, knownAcrs } from './provider.ts';
import { beginByProvider } from './sign-in-routes.tsx';
import { endOwnOrOthersIdentity } from './signing-in.ts';
import { providerTexts } from './texts.ts';

const here = (visit: Visit, done?: string): string =>
  `/organisations/${visit.params.organisation}/provider${done ? `?done=${done}` : ''}`;

function readSettings(
  form: FormInput,
  visit: Visit,
  mayCall: (address: string) => boolean,
  hasSecret: boolean,
): ProviderSettings {
  const t = providerTexts(visit.language).form;
  const reader = new FormReader(form);
  const issuer = reader.text('issuer', t.issuerMissing, 500);
  const url = URL.parse(issuer);
  if (issuer !== '' && (url?.search !== '' || url.hash !== '' || !mayCall(issuer))) {
    reader.wrong('issuer', t.issuerWrong);
  }
  const clientId = reader.text('clientId', t.clientIdMissing, 200);
  const contact = reader.text('contact', t.contactMissing, 200);
  if (contact !== '' && !emailShape.test(contact)) reader.wrong('contact', t.contactMissing);
  const authentication = reader.oneOf('authentication', authentications, t.authenticationMissing) ?? 'privateKey';
  const typedSecret = reader.text('secret', undefined, 500);
  if (authentication === 'secret' && typedSecret === '' && !hasSecret) reader.wrong('secret', t.secretMissing);
  const nameClaim = reader.text('nameClaim', t.claimMissing, 100);
  const emailClaim = reader.text('emailClaim', t.claimMissing, 100);
  const chosen = reader.someOf('acrs', assurances);
  const acceptedAcrs: AcceptedAcr[] = knownAcrs.filter(({ assurance }) => chosen.includes(assurance));
  const own = reader.text('ownAcr', undefined, 300);
  const ownLevel = ['loa2', 'loa3', 'loa4'].find((level) => level === form.text('ownAcrLevel'));
  if (own !== '' && !acceptedAcrs.some(({ acr }) => acr === own)) {
    // A value that has a level of its own keeps it, whatever is chosen for it: eIDAS is never made Swedish.
    const known = knownAcrs.find(({ acr }) => acr === own);
    const level = ownLevel === 'loa2' || ownLevel === 'loa3' || ownLevel === 'loa4' ? ownLevel : null;
    acceptedAcrs.push(known ?? { acr: own, assurance: level });
  }
  const isAcrRequired = form.text('acrRequired') === 'yes';
  if (isAcrRequired && acceptedAcrs.length === 0) reader.wrong('acrs', t.acrRequiredNone);
  reader.done();
  return {
    issuer,
    clientId,
    contact,
    authentication,
    secret: authentication === 'secret' && typedSecret !== '' ? typedSecret : undefined,
    isRequestSigned: authentication === 'privateKey' && form.text('requestSigned') === 'yes',
    nameClaim,
    emailClaim,
    acceptedAcrs,
    isAcrRequired,
  };
}

/** How an organisation's administrator connects its provider, step by step. */
export function providerConnectionRoutes(house: Installation): readonly Route[] {
  const showProvider = async (visit: Visit, state: FormState = untouched) => {
    const id = visit.params.organisation ?? '';
    const { user, rows } = await visit.read({
      organisation: findOrganisation(id),
      provider: findAdministeredProvider(id),
      keys: listProviderKeys(id, visit.now),
      mappings: listClaimMappings(id),
      seats: listSeatsWithin(id),
      identities: listIdentities(id),
    });
    const [organisation] = rows.organisation;
    if (!organisation) throw notFound();
    return visit.page(
      page(visit, user, {
        title: providerTexts(visit.language).page.title,
        status: statusOf(state),
        children: (
          <ProviderPage
            visit={visit}
            origin={house.origin}
            organisation={organisation}
            mayHave={mayHaveProvider(organisation)}
            provider={rows.provider[0]}
            keys={rows.keys}
            mappings={rows.mappings}
            seats={rows.seats}
            identities={rows.identities}
            state={state}
          />
        ),
      }),
    );
  };
  const showSettings = async (visit: Visit, state: FormState = untouched) => {
    const id = visit.params.organisation ?? '';
    const { user, rows } = await visit.read({
      organisation: findOrganisation(id),
      provider: findAdministeredProvider(id),
    });
    const [organisation] = rows.organisation;
    if (!organisation || !mayHaveProvider(organisation)) throw notFound();
    return visit.page(
      page(visit, user, {
        title: providerTexts(visit.language).form.title,
        narrow: true,
        status: statusOf(state),
        children: (
          <ProviderSettingsPage visit={visit} organisation={organisation} provider={rows.provider[0]} state={state} />
        ),
      }),
    );
  };

  return [
    get('/organisations/:organisation/provider', administerOrganisation, (visit) => showProvider(visit)),
    get('/organisations/:organisation/provider/settings', administerOrganisation, (visit) => showSettings(visit)),
    post('/organisations/:organisation/provider/settings', administerOrganisation, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.organisation ?? '';
          const organisation = await tx.one(findOrganisation(id));
          if (!mayHaveProvider(organisation)) throw notFound();
          const provider = await tx.find(findAdministeredProvider(id));
          const settings = readSettings(form, visit, house.outgoing.allows, Boolean(provider?.sealed_secret));
          await keepProvider(tx, house.sealing, id, Number(form.text('version')) || 0, settings);
          const keys = await tx.all(listProviderKeys(id, tx.now));
          if (settings.authentication === 'privateKey' && keys.length === 0)
            await makeProviderKey(tx, house.sealing, id);
          return here(visit, 'saved');
        },
        (state) => showSettings(visit, state),
      ),
    ),
    post('/organisations/:organisation/provider/keys', administerOrganisation, (visit) =>
      visit.submit(async (tx) => {
        const id = visit.params.organisation ?? '';
        await tx.one(findAdministeredProvider(id));
        await makeProviderKey(tx, house.sealing, id);
        return here(visit, 'added');
      }),
    ),
    post('/organisations/:organisation/provider/keys/:key/use', administerOrganisation, (visit) =>
      visit.submit(async (tx) => {
        await beginProviderKey(tx, visit.params.organisation ?? '', visit.params.key ?? '');
        return here(visit, 'saved');
      }),
    ),
    post('/organisations/:organisation/provider/mappings', administerOrganisation, (visit) =>
      visit.submit(
        async (tx, form) => {
          const t = providerTexts(visit.language).mapping;
          const id = visit.params.organisation ?? '';
          await tx.one(findAdministeredProvider(id));
          const seats = await tx.all(listSeatsWithin(id));
          const reader = new FormReader(form);
          const claim = reader.text('claim', t.claimMissing, 200);
          const value = reader.text('value', t.valueMissing, 500);
          const seat = seats.find((one) => one.seat_id === form.text('seat'));
          if (!seat) reader.wrong('seat', t.seatMissing);
          const kind = reader.oneOf('kind', ['holder', 'deputy'] as const, t.kind);
          reader.done();
          if (seat && kind) {
            const { organisation_id: seatOrganisationId, seat_id: seatId } = seat;
            await addClaimMapping(tx, id, { claim, value, seatOrganisationId, seatId, kind });
          }
          return here(visit, 'added');
        },
        (state) => showProvider(visit, state),
      ),
    ),
    post('/organisations/:organisation/provider/mappings/:mapping/end', administerOrganisation, (visit) =>
      visit.submit(async (tx) => {
        const { organisation = '', mapping } = visit.params;
        if (!isId(mapping)) throw notFound();
        await removeClaimMapping(tx, organisation, mapping);
        return here(visit, 'ended');
      }),
    ),
    post('/organisations/:organisation/provider/test', administerOrganisation, (visit) => {
      const headers = new Headers();
      return visit.submit(
        async (tx) =>
          await beginByProvider(tx, house, headers, {
            purpose: 'test',
            organisation: visit.params.organisation ?? '',
            person: tx.user.person_id,
          }),
        undefined,
        headers,
      );
    }),
    post('/organisations/:organisation/provider/switch', administerOrganisation, (visit) =>
      visit.submit(async (tx, form) => {
        await switchProvider(tx, visit.params.organisation ?? '', form.text('wanted') === 'on');
        return here(visit, 'saved');
      }),
    ),
    post('/organisations/:organisation/provider/identities/:person/end', administerOrganisation, (visit) =>
      visit.submit(async (tx) => {
        const { organisation = '', person } = visit.params;
        if (!isId(person)) throw notFound();
        await endOwnOrOthersIdentity(tx, organisation, person);
        return here(visit, 'ended');
      }),
    ),
  ];
}

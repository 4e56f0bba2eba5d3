import { readFileSync } from 'node:fs';
import { notFound, Refusal } from '../../platform/errors.ts';
import type { Installation } from '../../platform/feature.ts';
import { readCookies, sessionCookieName, sessionHash } from '../../platform/http/cookies.ts';
import { FormErrors, FormReader } from '../../platform/http/form-input.ts';
import { get, post } from '../../platform/http/route.ts';
import { safePath } from '../../platform/http/safe-path.ts';
import { isId } from '../../platform/id.ts';
import { type FormState, statusOf, untouched } from '../../ui/form.tsx';
import { linkKeyOf } from '../letter-link.ts';
import { page } from '../pages/identity-page.tsx';
import { passwordMatches } from '../passwords.ts';
import { administerOrganisation, signedIn } from '../policy.ts';
import { findInvitation } from '../seat.ts';
import { countAttempt, type OpenedSession, signInRules } from '../sign-in.ts';
import { type Assurance, assurances, type Route, type Tx, type User, type Visit } from '../user.ts';
import type { AskingProviders } from './asking.ts';
import {
  type Attempt,
  type AttemptBeginning,
  attemptCookieName,
  beginAttempt,
  readAttempt,
  takeAttempt,
} from './attempt.ts';
import {
  clientOf,
  findAdministeredProvider,
  findProvider,
  findProviderAbove,
  listClaimMappings,
  listProviderKeys,
  noteProviderFailure,
  noteProviderTest,
} from './connecting.ts';
import { LinkPage, StepUpPage } from './pages/own-identities-page.tsx';
import { OnwardPage, RefusedPage, TestResultPage } from './pages/provider-sign-in-pages.tsx';
import { type Provider, type ProviderEvidence, ProviderRefusal } from './provider.ts';
import { relyingPartyOf } from './relying-party.ts';
import {
  type Arrival,
  type Arriving,
  acceptByProvider,
  arrive,
  endOwnOrOthersIdentity,
  findOwnPassword,
  type KnowingProvider,
  linkIdentity,
  listOwnIdentities,
  listProvidersKnowingMe,
  listProvidersToLink,
  mappingsMet,
  stepUp,
} from './signing-in.ts';
import { providerTexts } from './texts.ts';

const beforeSignIn = { openBecause: 'Nobody is signed in yet.' };
const published = { openBecause: 'What an organisation’s provider fetches to know us by; no secret is in it.' };
const linkIsKey = { openBecause: 'The link in the letter is the key.' };
/** How fresh a sign-in by a provider must be to stand for a password where there is none. */
const freshFor = 5 * 60_000;

const logo = readFileSync(new URL('../../ui/mark-16.svg', import.meta.url));

/** Those named in a list of an address, in the order of the levels. */
const assurancesIn = (text: string | null): Assurance[] => {
  const named = new Set((text ?? '').split(','));
  return assurances.filter((one) => named.has(one));
};

const canGive = (provider: KnowingProvider, wanted: readonly Assurance[]): boolean =>
  provider.accepted_acrs.some(({ assurance }) => assurance !== null && wanted.includes(assurance));

/** Begins an attempt within a form's transaction. Refuses as not found when there is nothing switched on to begin. */
export async function beginByProvider(
  tx: Tx,
  house: Installation,
  headers: Headers,
  beginning: Omit<AttemptBeginning, 'version'>,
): Promise<string> {
  const { organisation, purpose } = beginning;
  if (!isId(organisation)) throw notFound();
  const provider = await tx.one((purpose === 'test' ? findAdministeredProvider : findProvider)(organisation));
  if (!provider.is_offered && purpose !== 'test') throw notFound();
  const sealed = beginAttempt(tx, house.sealing, { ...beginning, version: provider.version });
  const secure = house.origin.startsWith('https:');
  // Lax, because the way back from the provider is a link from another site.
  headers.append(
    'set-cookie',
    `${attemptCookieName(secure)}=${sealed}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}; Max-Age=600`,
  );
  return `/sign-in/with/${organisation}/onward`;
}

/** The way out to a provider and back, and what one does with it for oneself. */
export function providerSignInRoutes(house: Installation, asking: AskingProviders): readonly Route[] {
  const secure = house.origin.startsWith('https:');
  const cookieOf = (visit: Visit): string | undefined =>
    readCookies(visit.request.headers.get('cookie')).get(attemptCookieName(secure));
  const forgetAttempt = `${attemptCookieName(secure)}=; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}; Max-Age=0`;
  const sessionOf = (visit: Visit): Buffer | undefined =>
    visit.acting && 'session' in visit.acting ? visit.acting.session : undefined;
  const organisationOf = (visit: Visit): string => {
    const id = visit.params.organisation;
    if (!isId(id)) throw notFound();
    return id;
  };
  const withHeaders = (answer: Response, headers: Readonly<Record<string, string>>): Response => {
    const all = new Headers(answer.headers);
    for (const [name, value] of Object.entries(headers)) all.append(name, value);
    return new Response(answer.body, { status: answer.status, headers: all });
  };

  const showRefused = async (
    visit: Visit,
    user: User | undefined,
    refusal: ProviderRefusal,
    about: { provider: Provider; attempt: Attempt | undefined },
  ): Promise<Response> => {
    // What is told of it here is what anybody may know: no code, no token, nothing of the person.
    const { provider } = about;
    const { organisation_id: organisation } = provider;
    house.log.info(
      { provider: organisation, refused: refusal.reason, at: refusal.step },
      'sign-in by provider refused',
    );
    const t = providerTexts(visit.language);
    const isAway = refusal.reason === 'away' || refusal.reason === 'timedOut';
    const isTest = about.attempt?.purpose === 'test' && mayTest(user, organisation);
    const answer = await visit.page(
      page(visit, user, {
        title: isTest ? t.result.title : isAway ? t.refused.titleAway(provider.organisation_name) : t.refused.title,
        narrow: true,
        // The address of this page is good for nothing twice, not even to read it in another language.
        bare: true,
        status: isAway ? 503 : 403,
        children: isTest ? (
          <TestResultPage visit={visit} organisation={organisation} refusal={refusal} />
        ) : (
          <RefusedPage visit={visit} refusal={refusal} isAway={isAway} isSignedIn={user !== undefined} {...about} />
        ),
      }),
    );
    return withHeaders(answer, isAway ? { 'retry-after': '10' } : { 'set-cookie': forgetAttempt });
  };

  const mayTest = (user: User | undefined, organisation: string): user is User =>
    user !== undefined && administerOrganisation.allows(user, { organisation });

  /** The one who began it is the one who ends it. */
  const mustBe = (user: User | undefined, attempt: Attempt): void => {
    if (!user || user.person_id !== attempt.person) throw new ProviderRefusal('anotherPerson');
  };

  const enter = (visit: Visit, session: OpenedSession, next: string): Response => {
    const headers = new Headers();
    headers.append('set-cookie', forgetAttempt);
    headers.append(
      'set-cookie',
      `${sessionCookieName(secure)}=${session.cookie}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}; Max-Age=${session.seconds}`,
    );
    return visit.redirect(safePath(next), headers);
  };

  const conclude = async (
    visit: Visit,
    user: User | undefined,
    attempt: Attempt,
    provider: Provider,
    evidence: ProviderEvidence,
  ): Promise<Response> => {
    const arriving: Arriving = {
      provider,
      evidence,
      language: visit.language,
      agent: visit.request.headers.get('user-agent') ?? '',
      earlier: sessionOf(visit),
      rules: signInRules(house),
    };
    const open = async (work: (tx: Tx) => Promise<Arrival>): Promise<Response> => {
      const arrival = await visit.writeOpenly(work);
      if ('refused' in arrival) throw new ProviderRefusal(arrival.refused);
      return enter(visit, arrival.session, attempt.next);
    };
    switch (attempt.purpose) {
      case 'signIn':
        return await open((tx) => arrive(tx, { ...arriving, earlier: undefined }));
      case 'invitation':
        return await open((tx) =>
          acceptByProvider(tx, { ...arriving, earlier: undefined }, sessionHash(attempt.invitation ?? '')),
        );
      case 'stepUp':
        mustBe(user, attempt);
        return await open((tx) => stepUp(tx, arriving));
      case 'link': {
        mustBe(user, attempt);
        await visit.writeOpenly((tx) => linkIdentity(tx, arriving));
        const headers = new Headers({ 'set-cookie': forgetAttempt });
        return visit.redirect('/account/identities?done=added', headers);
      }
      case 'test': {
        mustBe(user, attempt);
        if (!mayTest(user, attempt.organisation)) throw notFound();
        await visit.writeOpenly((tx) => noteProviderTest(tx, attempt.organisation, attempt.version));
        // A second wave: which rules there are is asked when it is known that they will be shown.
        const { rows } = await visit.readOpenly({
          mappings: listClaimMappings(attempt.organisation),
          met: mappingsMet(provider, evidence),
        });
        const met = new Set(rows.met.map(({ id }) => id));
        const answer = await visit.page(
          page(visit, user, {
            title: providerTexts(visit.language).result.title,
            narrow: true,
            bare: true,
            children: (
              <TestResultPage
                visit={visit}
                organisation={attempt.organisation}
                evidence={evidence}
                given={rows.mappings.filter(({ id }) => met.has(id))}
              />
            ),
          }),
        );
        return withHeaders(answer, { 'set-cookie': forgetAttempt });
      }
    }
  };

  const showLink = async (visit: Visit, state: FormState = untouched) => {
    const { user, rows } = await visit.read({
      own: listOwnIdentities(),
      possible: listProvidersToLink(visit.now),
      password: findOwnPassword(),
    });
    return visit.page(
      page(visit, user, {
        title: providerTexts(visit.language).link.title,
        narrow: true,
        status: statusOf(state),
        children: (
          <LinkPage
            visit={visit}
            own={rows.own}
            possible={rows.possible}
            hasPassword={Boolean(rows.password[0]?.password)}
            state={state}
          />
        ),
      }),
    );
  };

  return [
    post('/sign-in/with', beforeSignIn, (visit) => {
      const headers = new Headers();
      return visit.submit(
        async (tx, form) => {
          const organisation = form.text('organisation');
          if (organisation === '') {
            const message = providerTexts(visit.language).choose.missing;
            throw new FormErrors([{ field: 'organisation', message }]);
          }
          return await beginByProvider(tx, house, headers, {
            purpose: 'signIn',
            organisation,
            next: safePath(form.text('next')),
          });
        },
        async () => visit.redirect('/sign-in'),
        headers,
      );
    }),
    get('/sign-in/with/:organisation/onward', beforeSignIn, async (visit) => {
      const organisation = organisationOf(visit);
      const attempt = readAttempt(house.sealing, cookieOf(visit), organisation);
      const { user, rows } = await visit.readOpenly({
        provider: findProvider(organisation),
        keys: listProviderKeys(organisation, visit.now),
      });
      const [provider] = rows.provider;
      if (!provider) throw notFound();
      try {
        if (!attempt) throw new ProviderRefusal('stateElsewhere');
        if (attempt.version !== provider.version) throw new ProviderRefusal('switchedOff');
        const client = clientOf(house.sealing, provider, rows.keys);
        const address = await asking.addressFor(client, attempt, visit.language, visit.now);
        const answer = await visit.page(
          page(visit, user, {
            title: providerTexts(visit.language).onward.title(provider.organisation_name),
            narrow: true,
            bare: true,
            children: <OnwardPage visit={visit} organisation={provider.organisation_name} address={address} />,
          }),
        );
        // A redirect from a form to another site is stopped by our own policy for forms; this is not one.
        return withHeaders(answer, { refresh: `0; url=${address}` });
      } catch (error) {
        if (!(error instanceof ProviderRefusal)) throw error;
        if (attempt) await visit.writeOpenly((tx) => noteProviderFailure(tx, organisation, error.reason));
        return await showRefused(visit, user, error, { provider, attempt });
      }
    }),
    get('/sign-in/with/:organisation/answer', beforeSignIn, async (visit) => {
      const organisation = organisationOf(visit);
      const attempt = readAttempt(house.sealing, cookieOf(visit), organisation);
      const { user, rows } = await visit.readOpenly({
        provider: findProvider(organisation),
        keys: listProviderKeys(organisation, visit.now),
      });
      const [provider] = rows.provider;
      if (!provider) throw notFound();
      let isTaken = false;
      try {
        const { searchParams } = visit.url;
        if (!searchParams.get('state')) throw new ProviderRefusal('stateMissing');
        if (attempt?.state !== searchParams.get('state')) throw new ProviderRefusal('stateElsewhere');
        await visit.writeOpenly((tx) => takeAttempt(tx, attempt));
        isTaken = true;
        const isUsable = provider.is_offered || attempt.purpose === 'test';
        if (!isUsable || provider.version !== attempt.version) throw new ProviderRefusal('switchedOff');
        // No connection to the database is held meanwhile.
        const client = clientOf(house.sealing, provider, rows.keys);
        const evidence = await asking.evidenceFrom(client, attempt, searchParams, visit.now);
        return await conclude(visit, user, attempt, provider, evidence);
      } catch (error) {
        if (!(error instanceof ProviderRefusal)) throw error;
        // What was never begun here says nothing of the provider.
        if (isTaken) await visit.writeOpenly((tx) => noteProviderFailure(tx, organisation, error.reason));
        return await showRefused(visit, user, error, { provider, attempt });
      }
    }),
    get('/sign-in/logo', published, async () => new Response(logo, { headers: { 'content-type': 'image/svg+xml' } })),
    get('/sign-in/with/:organisation/keys', published, async (visit) => {
      const { rows } = await visit.readOpenly({ keys: listProviderKeys(organisationOf(visit), visit.now) });
      if (rows.keys.length === 0) throw notFound();
      return Response.json(
        { keys: rows.keys.map((key) => key.public_key) },
        { headers: { 'cache-control': 'public, max-age=60' } },
      );
    }),
    get('/sign-in/with/:organisation/relying-party', published, async (visit) => {
      const { rows } = await visit.readOpenly({ provider: findProvider(organisationOf(visit)) });
      const [provider] = rows.provider;
      if (!provider) throw notFound();
      return Response.json(relyingPartyOf(house.origin, provider), { headers: { 'cache-control': 'no-store' } });
    }),
    post('/invitations/:token/provider', linkIsKey, (visit) => {
      const headers = new Headers();
      return visit.submit(
        async (tx) => {
          const invitation = await tx.find(findInvitation(linkKeyOf(visit), tx.now));
          if (!invitation) throw new Refusal('gone');
          const above = await tx.one(findProviderAbove(invitation.organisation_id));
          const { organisation_id: organisation } = above;
          return await beginByProvider(tx, house, headers, {
            purpose: 'invitation',
            organisation,
            invitation: visit.params.token ?? '',
          });
        },
        undefined,
        headers,
      );
    }),

    get('/account/identities', signedIn, (visit) => showLink(visit)),
    post('/account/identities', signedIn, async (visit) => {
      const form = await visit.form();
      const t = providerTexts(visit.language).link;
      const headers = new Headers();
      const { user, rows } = await visit.read({ own: findOwnPassword(), possible: listProvidersToLink(visit.now) });
      const [own] = rows.own;
      return visit.submit(
        async (tx) => {
          const reader = new FormReader(form);
          const organisation = form.text('organisation');
          if (!rows.possible.some((one) => one.organisation_id === organisation)) {
            reader.wrong('organisation', t.nothing);
          } else if (own?.password) {
            const password = reader.text('password', t.passwordMissing);
            reader.done();
            await countAttempt(tx, 'stepUp', user.person_id);
            if (!(await passwordMatches(password, own.password))) reader.wrong('password', t.passwordWrong);
          } else if (!user.authenticated_at || tx.now.getTime() - user.authenticated_at.getTime() > freshFor) {
            reader.wrong('organisation', t.signInAgain);
          }
          reader.done();
          return await beginByProvider(tx, house, headers, {
            purpose: 'link',
            organisation,
            person: user.person_id,
          });
        },
        (state) => showLink(visit, state),
        headers,
      );
    }),
    post('/account/identities/:organisation/end', signedIn, (visit) =>
      visit.submit(async (tx) => {
        await endOwnOrOthersIdentity(tx, organisationOf(visit), tx.user.person_id);
        return '/account/identities?done=ended';
      }),
    ),
    get('/session/assurance', signedIn, async (visit) => {
      const wanted = assurancesIn(visit.url.searchParams.get('wanted'));
      const { user, rows } = await visit.read({ knowing: listProvidersKnowingMe() });
      return visit.page(
        page(visit, user, {
          title: providerTexts(visit.language).stepUp.title,
          narrow: true,
          children: (
            <StepUpPage
              visit={visit}
              able={rows.knowing.filter((one) => canGive(one, wanted))}
              wanted={wanted}
              next={safePath(visit.url.searchParams.get('next'))}
            />
          ),
        }),
      );
    }),
    post('/session/assurance', signedIn, (visit) => {
      const headers = new Headers();
      return visit.submit(
        async (tx, form) => {
          const organisation = form.text('organisation');
          const wanted = assurancesIn(form.text('wanted'));
          const knowing = await tx.all(listProvidersKnowingMe());
          if (!knowing.some((one) => one.organisation_id === organisation && canGive(one, wanted))) {
            return `/session/assurance?wanted=${wanted.join(',')}`;
          }
          return await beginByProvider(tx, house, headers, {
            purpose: 'stepUp',
            organisation,
            person: tx.user.person_id,
            next: safePath(form.text('next')),
            assurances: wanted,
          });
        },
        undefined,
        headers,
      );
    }),
  ];
}

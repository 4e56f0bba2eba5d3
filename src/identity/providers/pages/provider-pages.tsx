import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  Hidden,
  Select,
  TextField,
  Version,
} from '../../../ui/form.tsx';
import { Notice, Section } from '../../../ui/section.tsx';
import { State } from '../../../ui/state.tsx';
import type { OrganisationRow } from '../../organisation.ts';
import { identityTexts } from '../../texts.ts';
import type { Visit } from '../../user.ts';
import type { ClaimMappingRow, IdentityRow, ProviderKeyRow, SeatWithin } from '../connecting.ts';
import { keysAddress, knownAcrs, type Provider, redirectAddress, relyingPartyAddress } from '../provider.ts';
import { providerTexts } from '../texts.ts';

interface ProviderPageProps {
  readonly visit: Visit;
  readonly origin: string;
  readonly organisation: OrganisationRow;
  readonly mayHave: boolean;
  readonly provider: Provider | undefined;
  readonly keys: readonly ProviderKeyRow[];
  readonly mappings: readonly ClaimMappingRow[];
  readonly seats: readonly SeatWithin[];
  readonly identities: readonly IdentityRow[];
  readonly state: FormState;
}

function ProviderState(props: { provider: Provider | undefined; visit: Visit }) {
  const { provider } = props;
  const t = providerTexts(props.visit.language).page;
  if (!provider) return <State shape="notStarted" text={t.none} />;
  if (provider.is_offered) return <State shape="done" text={t.on} />;
  return (
    <State
      shape={provider.tested_version === provider.version ? 'stoodAside' : 'waits'}
      text={provider.tested_version === provider.version ? t.off : t.untested}
    />
  );
}

/** An organisation's own provider, step by step: register, enter, decide, test, switch on. */
export function ProviderPage(props: ProviderPageProps) {
  const { visit, organisation, provider, state } = props;
  const t = providerTexts(visit.language);
  const here = `/organisations/${organisation.id}/provider`;
  return (
    <>
      <p class="trail">
        <a href={`/organisations/${organisation.id}`}>{organisation.name}</a>
      </p>
      <h1>{t.page.title}</h1>
      <p class="lead">{t.page.lead(organisation.name)}</p>
      {props.mayHave ? null : <Notice waits>{t.page.notForThis}</Notice>}
      {props.mayHave ? (
        <>
          <p>
            <ProviderState visit={visit} provider={provider} />
          </p>
          <ErrorSummary state={state} heading={identityTexts(visit.language).frame.errors(state.errors.length)} />
          <Section heading={t.page.register} main>
            <p class="section-lead">{t.page.registerLead}</p>
            <dl class="pairs ruled">
              <dt>{t.page.redirect}</dt>
              <dd>
                <code>{redirectAddress(props.origin, organisation.id)}</code>
              </dd>
              <dt>{t.page.keys}</dt>
              <dd>
                <code>{keysAddress(props.origin, organisation.id)}</code>
              </dd>
              {provider ? (
                <>
                  <dt>{t.page.relyingParty}</dt>
                  <dd>
                    <a href={relyingPartyAddress('', organisation.id)}>
                      {relyingPartyAddress(props.origin, organisation.id)}
                    </a>
                  </dd>
                </>
              ) : null}
            </dl>
            <details>
              <summary>{t.page.guides}</summary>
              <dl class="pairs">
                {(['entra', 'keycloak', 'adfs'] as const).map((product) => (
                  <div key={product}>
                    <dt>{t.page.guide[product].name}</dt>
                    <dd>{t.page.guide[product].text}</dd>
                  </div>
                ))}
              </dl>
            </details>
          </Section>
          <Section heading={t.page.settings}>
            {provider ? (
              <dl class="pairs ruled">
                <dt>{t.form.issuer}</dt>
                <dd>{provider.issuer}</dd>
                <dt>{t.form.clientId}</dt>
                <dd>{provider.client_id}</dd>
                <dt>{t.form.authentication}</dt>
                <dd>{provider.authentication === 'privateKey' ? t.form.privateKey : t.form.secret}</dd>
              </dl>
            ) : null}
            {provider ? <p class="small">{t.page.changeHint}</p> : null}
            <p class="actions">
              <a class={provider ? 'button second' : 'button'} href={`${here}/settings`}>
                {provider ? t.page.change : t.page.connect}
              </a>
            </p>
          </Section>
        </>
      ) : null}
      {provider ? <ConnectedParts {...props} provider={provider} here={here} /> : null}
    </>
  );
}

function ConnectedParts(props: ProviderPageProps & { provider: Provider; here: string }) {
  const { visit, provider, here } = props;
  const t = providerTexts(visit.language);
  const isTested = provider.tested_version === provider.version;
  const at = (time: Date) => [visit.formats.date(time), visit.formats.time(time)] as const;
  return (
    <>
      <Mappings {...props} />
      <Section heading={t.page.test}>
        <p class="section-lead">{t.page.testLead}</p>
        {provider.tested_at && isTested ? (
          <p>
            <State shape="done" text={t.page.tested(...at(provider.tested_at))} />
          </p>
        ) : null}
        {provider.failure && provider.failed_at && !(provider.tested_at && provider.tested_at > provider.failed_at) ? (
          <p>
            <State shape="missed" text={t.page.failed(...at(provider.failed_at))} /> {t.reasons[provider.failure].what}{' '}
            {t.reasons[provider.failure].todo}
          </p>
        ) : null}
        <Form token={visit.formToken()} action={`${here}/test`}>
          <div class="actions">
            <button class={isTested ? 'button second' : 'button'} type="submit">
              {t.page.testButton}
            </button>
          </div>
        </Form>
      </Section>
      <Section heading={t.page.switch}>
        <p class="section-lead">
          {provider.is_offered ? t.page.switchOffHint : isTested ? t.page.switchLead : t.page.untested}
        </p>
        {provider.is_offered || isTested ? (
          <Form token={visit.formToken()} action={`${here}/switch`}>
            <Hidden name="wanted" value={provider.is_offered ? 'off' : 'on'} />
            <div class="actions">
              <button class={provider.is_offered ? 'button second' : 'button'} type="submit">
                {provider.is_offered ? t.page.switchOff : t.page.switchOn}
              </button>
            </div>
          </Form>
        ) : null}
      </Section>
      {provider.authentication === 'privateKey' ? <Keys {...props} /> : null}
      <Section heading={t.people.heading}>
        <p class="section-lead">{props.identities.length === 0 ? t.people.empty : t.people.lead}</p>
        <ul class="rows">
          {props.identities.map((identity) => (
            <li key={identity.person_id}>
              <div>
                <div class="title">{identity.name}</div>
                <p>
                  {identity.shown_email ? `${identity.shown_email}. ` : ''}
                  {t.people.since(visit.formats.date(identity.created_at), visit.formats.date(identity.used_at))}
                </p>
              </div>
              {identity.ended_at ? (
                <State shape="stoodAside" text={t.people.ended} />
              ) : (
                <Form token={visit.formToken()} action={`${here}/identities/${identity.person_id}/end`} inline>
                  <button class="link-button" type="submit">
                    {t.people.end(identity.name)}
                  </button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Mappings(props: ProviderPageProps & { here: string }) {
  const { visit, here, state } = props;
  const t = providerTexts(visit.language).mapping;
  const isOneOrganisation = new Set(props.seats.map((seat) => seat.organisation_id)).size < 2;
  return (
    <Section heading={t.heading}>
      <p class="section-lead">{t.lead}</p>
      {props.mappings.length === 0 ? <p class="small">{t.empty}</p> : null}
      <ul class="rows">
        {props.mappings.map((mapping) => (
          <li key={mapping.id}>
            <div>
              <div class="title">{t.rule(mapping.claim, mapping.value)}</div>
              <p>{t.gives(mapping.seat_title, mapping.seat_organisation_name, mapping.kind)}</p>
            </div>
            <Form token={visit.formToken()} action={`${here}/mappings/${mapping.id}/end`} inline>
              <button class="link-button" type="submit">
                {t.remove}
              </button>
            </Form>
          </li>
        ))}
      </ul>
      {props.seats.length === 0 ? (
        <p>{t.noSeats}</p>
      ) : (
        <details class="section-lead" open={'claim' in state.typed || props.mappings.length === 0}>
          <summary>{t.add}</summary>
          <Form token={visit.formToken()} action={`${here}/mappings`}>
            <TextField name="claim" short label={t.claim} hint={t.claimHint} value="groups" state={state} />
            <TextField name="value" label={t.value} hint={t.valueHint} state={state} />
            <Select
              name="seat"
              label={t.seat}
              options={props.seats.map((seat) => ({
                value: seat.seat_id,
                text: isOneOrganisation ? seat.title : `${seat.title}, ${seat.organisation_name}`,
              }))}
              state={state}
            />
            <Choices
              name="kind"
              label={t.kind}
              value="deputy"
              options={[
                { value: 'deputy', text: t.deputy },
                { value: 'holder', text: t.holder },
              ]}
              state={state}
            />
            <Actions submit={t.addButton} />
          </Form>
        </details>
      )}
    </Section>
  );
}

function Keys(props: ProviderPageProps & { here: string }) {
  const { visit, here } = props;
  const t = providerTexts(visit.language).keyList;
  return (
    <Section heading={t.heading}>
      <p class="section-lead">{t.lead}</p>
      <ul class="rows">
        {props.keys.map((key) => (
          <li key={key.key_id}>
            <div>
              <code>{key.key_id}</code>
              <p>{t.made(visit.formats.date(key.created_at))}</p>
            </div>
            {key.is_signing ? (
              <State shape="done" text={t.signing} />
            ) : key.begun_at ? (
              <State shape="stoodAside" text={t.earlier} />
            ) : (
              <div class="beside">
                <State shape="waits" text={t.waits} />
                <Form token={visit.formToken()} action={`${here}/keys/${key.key_id}/use`} inline>
                  <button class="link-button" type="submit">
                    {t.begin}
                  </button>
                </Form>
              </div>
            )}
          </li>
        ))}
      </ul>
      <Form token={visit.formToken()} action={`${here}/keys`}>
        <div class="actions">
          <button class="button second" type="submit">
            {t.make}
          </button>
        </div>
      </Form>
    </Section>
  );
}

export function ProviderSettingsPage(props: {
  visit: Visit;
  organisation: OrganisationRow;
  provider: Provider | undefined;
  state: FormState;
}) {
  const { visit, organisation, provider, state } = props;
  const t = providerTexts(visit.language).form;
  const frame = identityTexts(visit.language).frame;
  const here = `/organisations/${organisation.id}/provider`;
  const accepted = provider?.accepted_acrs ?? [];
  const isKnown = (acr: string) => knownAcrs.some((known) => known.acr === acr);
  const own = accepted.find(({ acr }) => !isKnown(acr));
  return (
    <>
      <p class="trail">
        <a href={here}>{providerTexts(visit.language).page.title}</a>
      </p>
      <h1>{t.title}</h1>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={provider?.version ?? 0} state={state} />
        <TextField name="issuer" label={t.issuer} hint={t.issuerHint} value={provider?.issuer} state={state} />
        <TextField name="clientId" label={t.clientId} value={provider?.client_id} state={state} />
        <TextField
          name="contact"
          type="email"
          label={t.contact}
          hint={t.contactHint}
          value={provider?.contact}
          state={state}
        />
        <Choices
          name="authentication"
          label={t.authentication}
          value={provider?.authentication ?? 'privateKey'}
          options={[
            { value: 'privateKey', text: t.privateKey, hint: t.privateKeyHint },
            { value: 'secret', text: t.secret, hint: t.secretHint },
          ]}
          state={state}
        />
        <TextField
          name="secret"
          type="password"
          label={t.secretField}
          hint={provider?.sealed_secret ? `${t.secretKept} ${t.secretFieldHint}` : t.secretFieldHint}
          state={state}
        />
        <Choices
          name="requestSigned"
          many
          label={t.requestSigning}
          values={provider?.is_request_signed ? ['yes'] : []}
          options={[{ value: 'yes', text: t.requestSigned, hint: t.requestSignedHint }]}
          state={state}
        />
        <TextField
          name="nameClaim"
          short
          label={t.nameClaim}
          hint={t.shownOnly}
          value={provider?.name_claim ?? 'name'}
          state={state}
        />
        <TextField
          name="emailClaim"
          short
          label={t.emailClaim}
          hint={t.shownOnly}
          value={provider?.email_claim ?? 'email'}
          state={state}
        />
        <Choices
          name="acrs"
          many
          label={t.acrs}
          hint={t.acrsHint}
          values={accepted.flatMap(({ acr, assurance }) => (isKnown(acr) && assurance ? [assurance] : []))}
          options={knownAcrs.map(({ acr, assurance }) => ({
            value: assurance,
            text: t.acrNames[assurance],
            hint: acr,
          }))}
          state={state}
        />
        <TextField name="ownAcr" label={t.ownAcr} hint={t.ownAcrHint} value={own?.acr} state={state} />
        <Select
          name="ownAcrLevel"
          short
          label={t.ownAcrLevel}
          value={own?.assurance ?? ''}
          options={[
            { value: '', text: t.ownAcrNone },
            ...(['loa2', 'loa3', 'loa4'] as const).map((value) => ({ value, text: t.acrNames[value] })),
          ]}
          state={state}
        />
        <Choices
          name="acrRequired"
          many
          label={t.acrDemand}
          values={provider?.is_acr_required ? ['yes'] : []}
          options={[{ value: 'yes', text: t.acrRequired, hint: t.acrRequiredHint }]}
          state={state}
        />
        <Actions submit={t.save} cancel={{ href: here, text: frame.cancel }} />
      </Form>
    </>
  );
}

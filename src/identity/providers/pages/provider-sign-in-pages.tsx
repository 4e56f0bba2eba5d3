import { Form, type FormState, Hidden, Select } from '../../../ui/form.tsx';
import { Notice, Section } from '../../../ui/section.tsx';
import { type Shape, State } from '../../../ui/state.tsx';
import type { Visit } from '../../user.ts';
import type { Attempt } from '../attempt.ts';
import type { ClaimMappingRow } from '../connecting.ts';
import {
  type Provider,
  type ProviderEvidence,
  type ProviderRefusal,
  type ProviderStep,
  providerSteps,
} from '../provider.ts';
import { providerTexts } from '../texts.ts';

/** So many as are taken in at a glance; more are chosen from a list. */
const atAGlance = 4;

/** The organisations whose own sign-in one can choose. */
export function ProviderChoice(props: {
  visit: Visit;
  providers: readonly { organisation_id: string; name: string }[];
  next: string;
  state: FormState;
}) {
  const { visit, providers } = props;
  const t = providerTexts(visit.language).choose;
  if (providers.length === 0) return null;
  return (
    <Section heading={t.heading}>
      <p class="small section-lead">{t.lead}</p>
      {providers.length <= atAGlance ? (
        <ul class="rows">
          {providers.map((provider) => (
            <li key={provider.organisation_id}>
              <Form token={visit.formToken()} action="/sign-in/with" inline>
                <Hidden name="organisation" value={provider.organisation_id} />
                <Hidden name="next" value={props.next} />
                <button class="button second" type="submit">
                  {t.by(provider.name)}
                </button>
              </Form>
            </li>
          ))}
        </ul>
      ) : (
        <Form token={visit.formToken()} action="/sign-in/with">
          <Hidden name="next" value={props.next} />
          <Select
            name="organisation"
            label={t.organisation}
            options={providers.map(({ organisation_id: value, name: text }) => ({ value, text }))}
            state={props.state}
          />
          <div class="actions">
            <button class="button second" type="submit">
              {t.submit}
            </button>
          </div>
        </Form>
      )}
    </Section>
  );
}

/** A form whose session had ended is too much to carry to a provider and back: it waits in its own tab meanwhile. */
export function KeptMeanwhile(props: { visit: Visit; to: string; kept: string }) {
  const t = providerTexts(props.visit.language).choose;
  return (
    <Section heading={t.heading}>
      <p class="section-lead">{t.keptElsewhere}</p>
      <p>
        <a href="/sign-in" target="_blank" rel="noopener">
          {t.keptOpen}
        </a>
      </p>
      <form class="form" method="post" action={props.to}>
        <Hidden name="kept" value={props.kept} />
        <div class="actions">
          <button class="button second" type="submit">
            {t.keptBack}
          </button>
        </div>
      </form>
    </Section>
  );
}

/** Stands for the moment it takes the browser to go on by itself. */
export function OnwardPage(props: { visit: Visit; organisation: string; address: string }) {
  const t = providerTexts(props.visit.language).onward;
  return (
    <>
      <h1>{t.title(props.organisation)}</h1>
      <p class="lead">{t.lead}</p>
      <p class="actions">
        <a class="button" href={props.address}>
          {t.go}
        </a>
      </p>
    </>
  );
}

/** What went wrong, in words, and what to do. */
export function RefusedPage(props: {
  visit: Visit;
  provider: Provider;
  refusal: ProviderRefusal;
  attempt: Attempt | undefined;
  isAway: boolean;
  isSignedIn: boolean;
}) {
  const { visit, provider, refusal, attempt } = props;
  const t = providerTexts(visit.language);
  const isForOneself = props.isSignedIn && (attempt?.purpose === 'link' || attempt?.purpose === 'stepUp');
  return (
    <>
      <h1>{props.isAway ? t.refused.titleAway(provider.organisation_name) : t.refused.title}</h1>
      <p class="lead">{t.reasons[refusal.reason].what}</p>
      {props.isAway ? <p>{t.refused.localStillWorks}</p> : null}
      <p>{t.refused.tellThem(provider.organisation_name, provider.contact)}</p>
      <div class="actions">
        {isForOneself ? (
          <a class="button" href="/account/identities">
            {t.refused.toAccount}
          </a>
        ) : (
          <>
            <Form token={visit.formToken()} action="/sign-in/with" inline>
              <Hidden name="organisation" value={provider.organisation_id} />
              <Hidden name="next" value={attempt?.next ?? '/'} />
              <button class="button" type="submit">
                {t.refused.again}
              </button>
            </Form>
            <a href="/sign-in">{t.refused.otherWay}</a>
          </>
        )}
      </div>
    </>
  );
}

function CheckList(props: { visit: Visit; failedAt: ProviderStep | undefined }) {
  const t = providerTexts(props.visit.language).result;
  const failed = props.failedAt ? providerSteps.indexOf(props.failedAt) : providerSteps.length;
  const stateOf = (at: number): { shape: Shape; text: string } =>
    at < failed
      ? { shape: 'done', text: t.ok }
      : at === failed
        ? { shape: 'missed', text: t.wrong }
        : { shape: 'notStarted', text: t.notReached };
  return (
    <Section heading={t.checks} main>
      <ul class="rows">
        {providerSteps.map((step, at) => (
          <li key={step}>
            <span>{t.steps[step]}</span>
            <State {...stateOf(at)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A real sign-in that signed nobody in: each check, what came, and what it would give. */
export function TestResultPage(props: {
  visit: Visit;
  organisation: string;
  refusal?: ProviderRefusal;
  evidence?: ProviderEvidence;
  given?: readonly ClaimMappingRow[];
}) {
  const { visit, organisation, refusal, evidence, given = [] } = props;
  const t = providerTexts(visit.language);
  const here = `/organisations/${organisation}/provider`;
  const levels = t.form.acrNames;
  return (
    <>
      <p class="trail">
        <a href={here}>{t.result.back}</a>
      </p>
      <h1>{t.result.title}</h1>
      {refusal ? (
        <>
          <p class="lead">
            {t.result.wentWrong}: {t.reasons[refusal.reason].what}
          </p>
          <Notice waits>{t.reasons[refusal.reason].todo}</Notice>
        </>
      ) : (
        <p class="lead">
          {given.length === 0 ? t.result.wentWellWithoutSeat : t.result.wentWell} {t.result.nobody}
        </p>
      )}
      {evidence?.warnings.map((warning) => (
        <Notice key={warning} waits>
          {t.result.warnings[warning]}
        </Notice>
      ))}
      <CheckList visit={visit} failedAt={refusal?.step ?? (given.length === 0 ? 'seats' : undefined)} />
      {evidence ? (
        <Section heading={t.result.came}>
          <dl class="pairs ruled">
            <dt>{t.result.name}</dt>
            <dd>{evidence.name ?? t.result.missing}</dd>
            <dt>{t.result.email}</dt>
            <dd>{evidence.email ?? t.result.missing}</dd>
            <dt>{t.result.acr}</dt>
            <dd>
              {evidence.acr ?? t.result.missing}
              {evidence.assurance ? `, ${t.result.countsAs(levels[evidence.assurance])}` : ''}
            </dd>
            <dt>{t.result.gives}</dt>
            <dd>
              {given.length === 0
                ? t.result.givesNone
                : given.map((one) => t.mapping.gives(one.seat_title, one.seat_organisation_name, one.kind)).join('; ')}
            </dd>
            <dt>{t.result.claims}</dt>
            <dd>
              {[...evidence.claims]
                .filter(([claim]) => !ofTheTokenItself.has(claim))
                .map(([claim, values]) => (
                  <div key={claim}>
                    {claim}: {values.join(', ')}
                  </div>
                ))}
            </dd>
          </dl>
        </Section>
      ) : null}
      <Form token={visit.formToken()} action={`${here}/test`}>
        <div class="actions">
          <button class="button second" type="submit">
            {t.result.again}
          </button>
          <a href={here}>{t.result.back}</a>
        </div>
      </Form>
    </>
  );
}

const ofTheTokenItself = new Set([
  'iss',
  'sub',
  'aud',
  'azp',
  'exp',
  'iat',
  'nbf',
  'nonce',
  'acr',
  'auth_time',
  'at_hash',
  'c_hash',
  's_hash',
  'sid',
  'jti',
]);
